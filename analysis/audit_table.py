"""The audit of practices as a table for the terminal, in English and Chinese."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.markup import escape
from rich.table import Table

from analysis.audit import COST, HOURS, TOLD
from analysis.audit_records import Record, harmful, holds, value
from analysis.audit_words import say, short
from analysis.labels import Outcome, Registry, decimals_for, headlines, label_of, number, unit_of
from analysis.table import BAD, GOOD, SOFT
from scenarios.practice_words import GROUPS, word


def audit_table(records: Sequence[Record], registry: Registry, lang: str) -> Table:
    """Return one row a practice, one block a group: the three effects, cost, hours and the finding.

    A star marks effects that are told from zero even after Holm's adjustment.
    """
    table = Table(title=say("title", lang), title_justify="left", box=None, pad_edge=False)
    table.add_column(say("practice", lang), ratio=3, no_wrap=True)
    for name in (*headlines(registry), COST, HOURS):
        unit = unit_of(registry[name], lang, difference=True)
        table.add_column(f"{label_of(registry, name, lang)}\n{unit}", justify="right", ratio=2)
    table.add_column(say("standing", lang), ratio=2)
    for group, held in groupby(records, key=lambda record: record["group"]):
        table.add_row(word(GROUPS, group, lang), style="bold")
        for record in held:
            table.add_row(*_cells(record, registry, lang))
        table.add_section()
    return table


def _cells(record: Record, registry: Registry, lang: str) -> list[str]:
    finding = say(record["standing"], lang)
    if harmful([record]):
        finding = f"{finding} · [{BAD}]{say('harm', lang)}[/]"
    return [
        "  " + escape(short(record["practice"], lang)),
        *(_effect(record["effects"][head], registry[head]) for head in headlines(registry)),
        *(_plain(record[name], registry[name]) for name in (COST, HOURS)),
        finding,
    ]


def _effect(found: Mapping[str, Any], outcome: Outcome) -> str:
    size = _plain(found, outcome)
    if found["verdict"] not in TOLD:
        return f"[{SOFT}]{size}[/]"
    star = "*" if holds(found) else ""
    return f"[{GOOD if found['verdict'] == 'better' else BAD}]{size}{star}[/]"


def _plain(found: Mapping[str, Any], outcome: Outcome) -> str:
    size = value(found, "difference") * outcome.scale
    return number(size, max(0, decimals_for(size) - 1), signed=True)
