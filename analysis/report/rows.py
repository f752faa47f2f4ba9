"""Tables of effects and levels: columns that chapters share, and rows in the units that readers see."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.labels import label_of, text, unit_of
from analysis.report.blocks import Column, Kind, Table
from analysis.report.evidence import Evidence
from analysis.report.wording import Row, places, scaled, title, verdict

LONG = 30
"""Rows from which on a table is long."""
DECIMALS = "decimals"
LEVELS = ("baseline", "mean")
DIFFERENCES = ("difference", "low", "high", "boot_low", "boot_high")
SHARES = ("improved", "improved_low", "improved_high")
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(LEVELS, "number"), **dict.fromkeys(DIFFERENCES, "signed"), **dict.fromkeys(SHARES, "percent"),
    "p": "p", "p_holm": "p", "p_bh": "p", "replications": "count", "people": "count",
    "sd": "number", "least": "number", "most": "number",
}  # fmt: skip


def column(key: str, lang: str, *, header: str = "", kind: Kind | None = None, wide: bool = False) -> Column:
    """Return a column with the header and kind that its key has in all tables."""
    shown = kind or KINDS.get(key, "text")
    return Column(key, header or text(f"rf_c_{key}", lang), shown, 0 if shown == "percent" else None, wide)


def runs_of_rows(evidence: Evidence, scenarios: Iterable[str], *, alone: bool = False) -> tuple[str, ...]:
    """Return the runs that each row rests on: those of its scenario and of the baseline, or of the scenario alone."""
    names = list(scenarios)
    base = () if alone else (evidence.baseline,)
    runs = {name: evidence.runs_of(*base, name) for name in dict.fromkeys(names)}
    return tuple(runs[name] for name in names)


def effects_table(
    evidence: Evidence,
    rows: pd.DataFrame,
    lang: str,
    name: str,
    caption: str,
    keys: Sequence[str],
    *,
    note: str = "",
    sheet: str = "",
    long: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Table:
    """Return effects as a table; a row rests on the runs of its scenario and the baseline.

    Parameters
    ----------
    rows
        As ``full_effects`` gives them.
    keys
        Columns, in order: those of the rows, and 'unit' and 'verdict'.
    headers
        Other headers than usual, by column.
    """
    shown = [effect_row(row, evidence, lang) for row in rows.to_dict("records")]
    return Table(
        name,
        caption,
        tuple(column(key, lang, header=(headers or {}).get(key, "")) for key in keys),
        tuple({key: row[key] for key in (*keys, DECIMALS)} for row in shown),
        runs_of_rows(evidence, rows["scenario"]),
        note=note,
        long=long or len(shown) > LONG,
        decimals_of=DECIMALS,
        sheet=sheet,
    )


def effect_row(row: Row, evidence: Evidence, lang: str) -> dict[str, Any]:
    """Return one effect with titles and labels for ids, and numbers in the unit they are shown in."""
    outcome = evidence.registry[row["outcome"]]
    numbers = [key for key in (*LEVELS, *DIFFERENCES) if key in row]
    shown: dict[str, Any] = {key: scaled(row[key], outcome.scale) for key in numbers}
    others = {key: scaled(row[key]) for key in (*SHARES, "p", "p_holm", "p_bh", "people") if key in row}
    differences = [shown[key] for key in DIFFERENCES if shown.get(key) is not None]
    return {
        "scenario": title(evidence, row["scenario"], lang),
        "outcome": label_of(evidence.registry, row["outcome"], lang),
        **shown,
        **others,
        "replications": int(row["replications"]),
        "unit": unit_of(outcome, lang, difference=True),
        "verdict": verdict(row, outcome, lang),
        DECIMALS: places(outcome, *differences),
    }


def levels_table(
    evidence: Evidence, rows: pd.DataFrame, lang: str, name: str, caption: str, *, note: str = "", sheet: str = ""
) -> Table:
    """Return levels as a table; a row rests on the runs of its scenario.

    Parameters
    ----------
    rows
        As ``Derived.levels`` gives them.
    """
    keys = ("scenario", "outcome", "mean", "low", "high", "least", "most", "unit")
    records = rows.to_dict("records")
    return Table(
        name,
        caption,
        tuple(column(key, lang, kind="text" if key in ("scenario", "outcome", "unit") else "number") for key in keys),
        tuple(_level_row(row, evidence, lang) for row in records),
        runs_of_rows(evidence, rows["scenario"], alone=True),
        note=note,
        long=len(records) > LONG,
        decimals_of=DECIMALS,
        sheet=sheet,
    )


def _level_row(row: Row, evidence: Evidence, lang: str) -> dict[str, Any]:
    outcome = evidence.registry[row["outcome"]]
    numbers = {key: scaled(row[key], outcome.scale) for key in ("mean", "low", "high", "least", "most")}
    known = [value for value in numbers.values() if value is not None]
    return {
        "scenario": title(evidence, row["scenario"], lang),
        "outcome": label_of(evidence.registry, row["outcome"], lang),
        **numbers,
        "unit": unit_of(outcome, lang),
        DECIMALS: places(outcome, *known),
    }
