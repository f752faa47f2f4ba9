"""``xiangzhi status FOLDER``: what of a study is done, pending, failed or stale."""

from itertools import groupby
from pathlib import Path

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say


@click.command("status")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@lang_option
def command(folder: Path, as_json: bool, lang: str) -> None:
    """Say how far the study in FOLDER has come; works while it is running."""
    from experiments.status import status

    found = status(folder)
    lists = {"pending": found.pending, "done": found.done, "failed": found.failed, "stale": found.stale}
    counts = {name: len(members) for name, members in lists.items()}
    if as_json:
        print_json(counts)
        return
    click.echo(say("status_line", lang, **counts))
    for scenario, members in groupby(found.stale, key=lambda member: member.scenario):
        replications = ", ".join(str(member.replication) for member in members)
        click.echo(say("status_stale", lang, scenario=scenario, replications=replications))
