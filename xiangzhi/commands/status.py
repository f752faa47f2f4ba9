"""``xiangzhi status FOLDERS``: what of studies is done, pending, failed or stale."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.failures import MOST
from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from experiments.status import Status
    from experiments.store import Member

MOST_PLACES = 20
"""Scenarios or points that are named one by one; `--json` names all."""
LISTS = ("pending", "done", "failed", "stale", "kept")


@click.command("status")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@lang_option
def command(folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Say how far the studies in FOLDERS, and in all folders below, have come; works while they are running.

    A study file stands for its own folder below results/.
    """
    from experiments.status import status, stores_below
    from xiangzhi.places import folder_of

    found = {folder: status(folder) for given in folders for folder in stores_below(folder_of(given))}
    if as_json:
        totals = {name: sum(len(getattr(state, name)) for state in found.values()) for name in LISTS}
        studies = [{"folder": str(folder), **_as_json(state)} for folder, state in found.items()]
        print_json({**totals, "studies": studies})
        return
    for folder, state in found.items():
        line = say("status_line", lang, **{name: len(getattr(state, name)) for name in LISTS})
        click.echo(f"{folder}: {line}" if len(found) > 1 else line)
        for detail in _details(state, lang):
            click.echo(detail)


def _as_json(state: "Status") -> dict[str, Any]:
    from experiments.study import by_scenario

    failures = [
        {
            "scenario": trouble.member.scenario, "replication": trouble.member.replication, "seed": trouble.member.seed,
            "stage": trouble.stage, "error": trouble.error, "replay": trouble.replay,
        }
        for trouble in state.troubles
    ]  # fmt: skip
    stale = [{"scenario": scenario, "replications": spans} for scenario, spans in by_scenario(state.stale)]
    counts = {name: len(getattr(state, name)) for name in LISTS}
    return {**counts, "failures": failures, "stale_runs": stale}


def _details(state: "Status", lang: str) -> Iterator[str]:
    yield from places("status_stale", state.stale, lang)
    for trouble in state.troubles[:MOST]:
        words = {"stage": say(f"stage_{trouble.stage}", lang), "error": trouble.error, "replay": trouble.replay}
        yield say("run_failed", lang, scenario=trouble.member.scenario, seed=trouble.member.seed, **words)
    if len(state.troubles) > MOST:
        yield say("more_failed", lang, more=len(state.troubles) - MOST, store="study.sqlite")
    yield from places("status_kept", state.kept, lang)


def places(code: str, members: "list[Member]", lang: str) -> Iterator[str]:
    """Yield the lines that name places of a design, scenario by scenario, the first of many."""
    from experiments.study import by_scenario

    named = by_scenario(members)
    for scenario, spans in named[:MOST_PLACES]:
        yield say(code, lang, scenario=scenario, replications=spans)
    if len(named) > MOST_PLACES:
        yield say("status_more", lang, more=len(named) - MOST_PLACES)
