"""Failed runs as every command tells of them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.texts import say

if TYPE_CHECKING:
    from pandas import DataFrame

MOST = 10
"""Failed runs that are told one by one; the rest stand in the store."""


def tell_failures(failures: "DataFrame", total: int, store: Path, lang: str) -> None:
    """Say on standard error how many runs failed, why, and which line runs each again.

    Parameters
    ----------
    failures
        As a store gives them: scenario, seed, stage, error, replay.
    total
        How many runs there are in all.
    """
    if len(failures):
        click.echo(say("runs_failed", lang, failed=len(failures), total=total), err=True)
    for row in failures.head(MOST).to_dict("records"):
        words = {"stage": say(f"stage_{row['stage']}", lang), "error": row["error"], "replay": row["replay"]}
        click.echo(say("run_failed", lang, scenario=row["scenario"], seed=row["seed"], **words), err=True)
    if len(failures) > MOST:
        click.echo(say("more_failed", lang, more=len(failures) - MOST, store=store), err=True)
