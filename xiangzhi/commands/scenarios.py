"""``xiangzhi scenarios``: the scenarios there are, or the policies and levers they may use."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json, print_table
from xiangzhi.texts import say

if TYPE_CHECKING:
    from scenarios.scenario import Scenario


@click.command("scenarios")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--policies", is_flag=True, help="List the policies and their levers instead.  列出政策与杠杆")
@json_option
@lang_option
def command(folder: Path | None, policies: bool, as_json: bool, lang: str) -> None:
    """List the shipped scenarios, or those of FOLDER; with --policies, the policies with levers, bounds and sources."""
    rows = _policies() if policies else _scenarios(folder, lang)
    if as_json:
        print_json(rows)
    elif policies:
        _print_policies(rows, lang)
    else:
        heads = [say(name, lang) for name in ("scenario", "title", "extends", "policies")]
        print_table(heads, [(row["id"], row["title"][lang], row["extends"], row["policies"]) for row in rows])


def _scenarios(folder: Path | None, lang: str) -> list[dict[str, Any]]:
    from model.errors import Problem, ScenarioError
    from scenarios.load import load_scenario
    from scenarios.shipped import shipped_files

    if folder is not None and not folder.is_dir():
        raise ScenarioError(Problem("not_a_folder", {"came": str(folder)}, file=str(folder)))
    files = shipped_files() if folder is None else sorted(folder.glob("*.yaml"))
    return [_row(load_scenario(file, lang=lang)) for file in files]


def _row(scenario: "Scenario") -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": dict(scenario.title),
        "question": dict(scenario.question),
        "extends": scenario.extends[0].stem if scenario.extends else None,
        "policies": [programme.policy for programme in scenario.settings.programmes],
        "practices": list(scenario.practices),
        "events": [event.kind for event in scenario.settings.events],
        "villages": len(scenario.settings.population.villages),
        "assumptions": [dict(text) for text in scenario.assumptions],
        "path": str(scenario.path),
    }


def _policies() -> list[dict[str, Any]]:
    from scenarios.explain import explain
    from scenarios.registry import standard

    known = standard()
    parts = ("name", "value", "off", "unit", "low", "high", "choices", "source", "grade", "en", "zh", "note")
    return [
        {
            "id": name,
            "en": policy.en,
            "zh": policy.zh,
            "group": policy.group,
            "practices": list(policy.covers),
            "levers": [
                {part: {**explain(None, f"{name}.{lever.name}"), "name": lever.name}[part] for part in parts}
                for lever in policy.levers
            ],
        }
        for name, policy in known.policies.items()
    ]


def _print_policies(rows: list[dict[str, Any]], lang: str) -> None:
    from model.unit_words import unit_in

    heads = [say(name, lang) for name in ("lever", "meaning", "default", "off", "low", "high", "unit", "source")]
    for row in rows:
        levers = [
            (
                lever["name"],
                lever[lang],
                lever["value"],
                lever["off"],
                *((lever["choices"], None) if lever["choices"] else (lever["low"], lever["high"])),
                unit_in(lever["unit"], lang),
                f"{lever['source']} ({lever['grade']})",
            )
            for lever in row["levers"]
        ]
        print_table(heads, levers, title=f"{row['id']}  {row[lang]}")
