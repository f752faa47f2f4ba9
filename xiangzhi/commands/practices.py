"""``xiangzhi practices``: the practices of the catalogue, the policies that carry them, and what they consume."""

from typing import TYPE_CHECKING, Any

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import cell, print_json, print_table
from xiangzhi.texts import say

if TYPE_CHECKING:
    from scenarios.registry import Registry


@click.command("practices")
@click.option("--group", metavar="GROUP", help="Show one group of practices only.  只列出某一类做法")
@json_option
@lang_option
def command(group: str | None, as_json: bool, lang: str) -> None:
    """List the practices of the catalogue: policies, levers with preset values, what they consume, evidence grade.

    The grade is the worst one of the levers that the practice turns on.
    """
    from scenarios.practice_facts import practice_facts
    from scenarios.registry import standard

    known = standard()
    if group is not None:
        _check_group(known, group)
    chosen = [name for name, practice in known.practices.items() if group in (None, practice.group)]
    rows = [practice_facts(known, name) for name in chosen]
    if as_json:
        print_json(rows)
    else:
        _print(rows, lang)


def _check_group(known: "Registry", group: str) -> None:
    """Refuse a group that the catalogue does not have.

    Raises
    ------
    ParameterError
        No practice belongs to it; the message names the nearest.
    """
    from model.errors import ParameterError, Problem
    from scenarios.nearest import nearest_labelled, shorten
    from scenarios.practice_words import GROUPS

    allowed = dict.fromkeys(practice.group for practice in known.practices.values())
    if group not in allowed:
        near = nearest_labelled(group, {name: GROUPS.get(name, ()) for name in allowed})
        values = {"came": shorten(group), "allowed": ", ".join(allowed), "near": near}
        raise ParameterError(Problem("unknown_practice_group", values, key="--group"))


def _print(rows: list[dict[str, Any]], lang: str) -> None:
    from scenarios.practice_words import CONSUMES, GROUPS, PRIORITIES, word

    heads = [say(name, lang) for name in ("practice", "meaning", "policies", "preset", "consumes", "grade", "priority")]
    comma = "、" if lang == "zh" else ", "
    for group in dict.fromkeys(row["group"] for row in rows):
        table = [
            (
                row["id"],
                row[lang],
                row["policies"],
                [f"{lever['name']}={cell(lever['value'])}" for lever in row["levers"]],
                comma.join(word(CONSUMES, name, lang) for name in row["consumes"]),
                row["grade"],
                word(PRIORITIES, row["priority"], lang),
            )
            for row in rows
            if row["group"] == group
        ]
        print_table(heads, table, title=f"{group} · {word(GROUPS, group, lang)}")
