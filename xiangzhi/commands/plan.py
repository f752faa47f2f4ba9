"""``xiangzhi plan FILES...``: what a dekad does, phase by phase, and what a comparison will take."""

from pathlib import Path
from typing import Any

import click

from xiangzhi.options import json_option, lang_option, replications_option, set_option, workers_option
from xiangzhi.screen import print_json, print_table
from xiangzhi.texts import say


@click.command("plan")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@replications_option(1)
@workers_option
@set_option
@json_option
@lang_option
def command(
    files: tuple[Path, ...],
    replications: int,
    workers: int | None,
    overrides: tuple[str, ...],
    as_json: bool,
    lang: str,
) -> None:
    """Show the phases of one dekad, and the runs, minutes and megabytes that FILES will take."""
    from experiments.forecast import forecast
    from scenarios.load import load_scenario

    chosen = [load_scenario(file, overrides=overrides, lang=lang).settings for file in files]
    expected = forecast([(settings, seed) for settings in chosen for seed in range(replications)], workers=workers)
    phases = _phases()
    if as_json:
        numbers = {"minutes": round(expected.minutes, 3), "megabytes": round(expected.megabytes, 3)}
        print_json({"phases": phases, "runs": expected.runs, **numbers})
        return
    heads = [say(name, lang) for name in ("phase", "why", "scope", "kind", "reads", "writes")]
    columns = ("name", "zh" if lang == "zh" else "why", "scope", "kind", "reads", "writes")
    print_table(heads, [[phase[name] for name in columns] for phase in phases])
    forecast_words = {"minutes": f"{expected.minutes:.1f}", "megabytes": f"{expected.megabytes:.1f}"}
    click.echo(say("plan_takes", lang, runs=expected.runs, **forecast_words))


def _phases() -> list[dict[str, Any]]:
    from model.schedule import SCHEDULE

    return [
        {
            "name": phase.name,
            "why": phase.why,
            "zh": phase.zh,
            "scope": phase.scope,
            "kind": phase.kind,
            "reads": list(phase.reads),
            "writes": [
                *phase.writes,
                *(f"{table}.*" for table in dict.fromkeys((*phase.adds, *phase.drops))),
                *(f"intent.{i}" for i, _ in phase.intents),
            ],
        }
        for phase in SCHEDULE
    ]
