"""``xiangzhi diff A B``: where two scenarios differ once everything is resolved."""

from pathlib import Path

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json, print_table
from xiangzhi.texts import say


@click.command("diff")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@json_option
@lang_option
def command(a: Path, b: Path, as_json: bool, lang: str) -> None:
    """Show every resolved value in which the scenarios A and B differ."""
    from model.errors import Problem, ScenarioError, XiangzhiError
    from scenarios.difference import diff
    from scenarios.load import load_scenario

    loaded = []
    problems: list[Problem] = []
    for file in (a, b):
        try:
            loaded.append(load_scenario(file, lang=lang))
        except XiangzhiError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(*problems)
    rows = diff(*loaded)
    if as_json:
        print_json(rows)
    elif not rows:
        click.echo(say("no_difference", lang))
    else:
        print_table((say("key", lang), str(a), str(b)), [(row["key"], row["a"], row["b"]) for row in rows])
