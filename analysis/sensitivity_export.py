"""Exports of a sensitivity analysis: every index as CSV, and a workbook for Excel."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.charts.sensitivity_notes import chance, how, warnings_of
from analysis.effects import effects_records
from analysis.export import inert, write_sheet
from analysis.files import whole
from analysis.indices import IN_UNITS
from analysis.labels import Outcome, Registry, label_of, text, title_of, unit_of
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import factor_titles, say
from experiments.design import Design

NUMBERS = dict.fromkeys(("value", "low", "high", "raw", "floor", "reach"), "0.0000") | {"n": "0"}
COLUMNS = (
    "outcome", "factor", "index", "value", "low", "high", "unit", "verdict", "reach", "raw", "floor", "factor_id",
    "outcome_id",
)  # fmt: skip
SHARES = frozenset({"S1", "ST", "S2"})
CONVERGENCE = ("outcome", "n", "factor", "index", "value", "low", "high")


def write_sensitivity(
    results: Mapping[str, Sensitivity],
    frame: pd.DataFrame,
    design: Design,
    registry: Registry,
    folder: Path,
    lang: str,
) -> list[Path]:
    """Write ``sensitivity.csv`` and ``sensitivity.xlsx``; each is whole or not there. Return their paths.

    Parameters
    ----------
    frame
        All indices, one row each: outcome, factor, index, value, low, high, distinguishable, raw, floor.
    lang
        'en' or 'zh'; headers of the workbook follow it, those of the CSV are the same in both.
    """
    table, book = folder / "sensitivity.csv", folder / "sensitivity.xlsx"
    with whole(table) as part:
        safe = frame.copy()
        for column in ("outcome", "factor", "index"):
            safe[column] = safe[column].map(inert)
        safe.to_csv(part, index=False, encoding="utf-8-sig")
    with whole(book) as part:
        _workbook(part, results, frame, design, registry, lang)
    return [table, book]


def _workbook(
    path: Path, results: Mapping[str, Sensitivity], frame: pd.DataFrame, design: Design, registry: Registry, lang: str
) -> None:
    names = factor_titles(design)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        rows = [
            {
                **_scaled(row, registry[row["outcome"]]),
                "outcome": label_of(registry, row["outcome"], lang),
                "factor": " × ".join(title_of(names, name, lang) for name in row["factor"].split(" × ")),
                "index": say(row["index"], lang),
                "unit": _unit(row["index"], registry[row["outcome"]], lang),
                "verdict": say("distinguishable" if row["distinguishable"] else "not_distinguishable", lang),
                "factor_id": row["factor"],
                "outcome_id": row["outcome"],
            }
            for row in effects_records(frame)
        ]
        write_sheet(book, say("sheet_indices", lang), {c: _head(c, lang) for c in COLUMNS}, rows, NUMBERS)
        held = [
            {**row, "outcome": label_of(registry, name, lang), "factor": title_of(names, row["factor"], lang)}
            for name, result in results.items()
            for row in effects_records(result.convergence)
        ]
        heads = {c: _head(c, lang) for c in CONVERGENCE}
        write_sheet(book, say("sheet_convergence", lang), heads, held, NUMBERS)
        about = [
            {"item": label_of(registry, name, lang), "content": sentence}
            for name, result in results.items()
            for sentence in (how(result, lang), *chance(result, lang), *warnings_of(result, lang))
        ]
        about.append({"item": say("verdict", lang), "content": say("about_verdict", lang)})
        heads = {"item": text("item", lang), "content": text("content", lang)}
        write_sheet(book, text("sheet_about", lang), heads, about, {}, wrap=True)


def _scaled(row: Mapping[str, Any], outcome: Outcome) -> dict[str, Any]:
    """Return an index in the unit in which it is shown: effects on a share in percentage points."""
    if row["index"] not in IN_UNITS:
        return dict(row)
    sizes = ("value", "low", "high", "raw", "floor", "reach")
    return {key: value * outcome.scale if key in sizes and value is not None else value for key, value in row.items()}


def _unit(index: str, outcome: Outcome, lang: str) -> str:
    if index in IN_UNITS:
        return unit_of(outcome, lang, difference=True)
    return say("share_of_variance" if index in SHARES else "no_unit", lang)


def _head(column: str, lang: str) -> str:
    own = {"factor", "index", "verdict", "raw", "floor", "reach", "factor_id", "n"}
    return say(f"head_{column}", lang) if column in own else text(column, lang)
