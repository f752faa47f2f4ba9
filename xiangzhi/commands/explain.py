"""``xiangzhi explain KEY``: what a value is, between which bounds, on what evidence, and where it came from."""

from pathlib import Path
from typing import Any

import click

from xiangzhi.options import json_option, lang_option, set_option
from xiangzhi.screen import print_json, print_table
from xiangzhi.texts import say

_ROWS = ("value", "unit", "low", "high", "off", "choices", "levers", "better", "source", "grade", "from")


@click.command("explain")
@click.argument("key", required=False)
@click.option(
    "--scenario", type=click.Path(path_type=Path), help="Show the value this scenario gives.  显示该情景中的取值"
)
@set_option
@json_option
@lang_option
def command(key: str | None, scenario: Path | None, overrides: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Explain a parameter, lever, practice, policy, driver, outcome or scenario KEY; without KEY, list them all.

    KEY is such as participation.neighbours, points.point_value, review_hall, dispute_resolution_rate or horizon.years.
    """
    from scenarios.explain import explain, explainable
    from scenarios.load import load_scenario

    if key is None:
        keys = explainable()
        print_json(list(keys)) if as_json else click.echo("\n".join(keys))
        return
    chosen = None
    if scenario or overrides:
        chosen = load_scenario(scenario or "status_quo", overrides=overrides, lang=lang)
    entry = explain(chosen, key)
    if as_json:
        print_json(entry)
    else:
        _print(entry, lang)


def _print(entry: dict[str, Any], lang: str) -> None:
    label = entry.get(lang) or entry.get("en")
    click.echo(f"{entry['key']}  {label}" if label else entry["key"])
    practice = entry["kind"] == "practice"
    shown = {**entry, "unit": _unit(entry, lang)}
    rows = [(say(f"explain_{name}", lang), shown.get(name)) for name in _ROWS if not (practice and name == "levers")]
    rows += _practice_rows(entry, lang) if practice else []
    note = entry.get(f"note_{lang}") or entry.get("note")
    if note and note != label:
        rows.append((say("explain_note", lang), note))
    for source in entry["sources"]:
        words = [str(source[part]) for part in ("title", "publisher", "year", "quantity", "url") if source.get(part)]
        rows.append((source["id"], " · ".join(words)))
    print_table(("", ""), [row for row in rows if row[1] not in (None, "", [])])
    if practice:
        _print_levers(entry, lang)


def _unit(entry: dict[str, Any], lang: str) -> str | None:
    """Return the unit of an entry in a language; outcomes bring their own words."""
    from model.unit_words import unit_in

    return entry.get(f"unit_{lang}") or (unit_in(entry["unit"], lang) if entry["unit"] else None)


def _practice_rows(entry: dict[str, Any], lang: str) -> list[tuple[str, Any]]:
    """Return what is said of a practice alone."""
    from scenarios.practice_words import CONSUMES, GROUPS, PRIORITIES, word

    route = entry["route"] or {}
    told = {
        "group": word(GROUPS, entry["group"], lang),
        "priority": word(PRIORITIES, entry["priority"], lang),
        "policies": entry["policies"],
        "route": route.get(lang),
        "consumes": [word(CONSUMES, name, lang) for name in entry["consumes"]],
        "places": [place[lang] for place in entry["places"]],
        "stated": ["{name} {value} ({unit}; {status})".format_map(figure) for figure in entry["stated"]],
        "problems": entry["problems"],
        "complements": entry["complements"],
        "substitutes": entry["substitutes"],
    }
    return [(say(f"explain_{name}", lang), value) for name, value in told.items()]


def _print_levers(entry: dict[str, Any], lang: str) -> None:
    from model.unit_words import unit_in

    heads = [say(name, lang) for name in ("lever", "meaning", "preset", "default", "low", "high", "unit", "source")]
    rows = [
        (
            f"{lever['policy']}.{lever['name']}",
            lever[lang],
            *(lever[part] for part in ("value", "default", "low", "high")),
            unit_in(lever["unit"], lang),
            f"{lever['source']} ({lever['grade']})",
        )
        for lever in entry["levers"]
    ]
    print_table(heads, rows)
