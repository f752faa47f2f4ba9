"""``xiangzhi validate FILES...``: check scenarios, studies and village lists, and say all that is wrong at once."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.options import json_option, lang_option, quiet_option, set_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from model.errors import Problem
    from model.settings import VillageSpec

_ROSTERS = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}
BAD_INPUT = 2


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@set_option
@json_option
@lang_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], overrides: tuple[str, ...], as_json: bool, lang: str, quiet: bool
) -> None:
    """Check scenario FILES, study files and village lists (.csv, .xlsx).

    Every fault is one line: file:line: key: what came; what is allowed; nearest match. Exit 2 if there is any.
    """
    from model.errors import XiangzhiError

    problems: list[Problem] = []
    for file in files:
        try:
            found = _check(file, overrides, lang)
        except XiangzhiError as error:
            problems += error.problems
        else:
            if not (quiet or as_json):
                click.echo(found)
    if as_json:
        print_json({"ok": not problems, "errors": [problem.as_dict(lang) for problem in problems]})
    else:
        for problem in problems:
            click.echo(problem.text(lang), err=True)
    if problems:
        ctx.exit(BAD_INPUT)


def _check(file: Path, overrides: tuple[str, ...], lang: str) -> str:
    """Return one line about a file that is right."""
    from experiments.study_file import is_study, load_study
    from scenarios.load import load_scenario

    if file.suffix.lower() in _ROSTERS:
        return say("roster_valid", lang, file=file, villages=len(_read_roster(file, lang)))
    if is_study(file):
        spec = load_study(file, overrides=overrides, lang=lang)
        sizes = {"points": len(spec.points), "replications": spec.replications, "factors": len(spec.factors)}
        return say("study_valid", lang, file=file, **sizes)
    settings = load_scenario(file, overrides=overrides, lang=lang).settings
    counts = {"villages": len(settings.population.villages), "policies": len(settings.programmes)}
    return say("scenario_valid", lang, file=file, **counts)


def _read_roster(file: Path, lang: str) -> "tuple[VillageSpec, ...]":
    """Return the villages of a list; its problems bear the path that was given."""
    from model.errors import RosterError
    from scenarios.roster import read_roster

    try:
        return read_roster(file, lang).villages
    except RosterError as error:
        raise RosterError(*(replace(problem, file=str(file)) for problem in error.problems)) from error
