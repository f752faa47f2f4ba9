"""Exports of a sweep: every run, means and effects as CSV for any tool, and one workbook for Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from analysis.effects import effects_records
from analysis.export import LARGEST_SHEET, inert, write_sheet
from analysis.files import whole
from analysis.labels import Registry, Title, label_of, text, title_of
from experiments.factors import Factor, column_of
from model.unit_words import unit_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED = "+#,##0.0000;−#,##0.0000;0"
NUMBERS = {
    "row": "0", "n": "0", "replication": "0", "seed": "0", "mean": "#,##0.0000", "baseline": "#,##0.0000",
    "difference": SIGNED, "sd": "#,##0.0000", "low": "#,##0.0000", "high": "#,##0.0000",
}  # fmt: skip
FACTOR_COLUMNS = ("factor", "kind", "label", "low", "high", "values", "shape", "unit", "source", "grade")
FAILURE_COLUMNS = ("scenario", "replication", "seed", "stage", "error", "replay")


@dataclass(frozen=True)
class SweepTables:
    """All that is exported of a sweep: frames as ``analysis.sweep`` makes them, and what their words mean."""

    runs: pd.DataFrame
    means: pd.DataFrame
    effects: pd.DataFrame
    failures: pd.DataFrame
    factors: Sequence[Factor]
    titles: Mapping[str, Title]
    registry: Registry
    about: Sequence[tuple[str, str]] = ()
    """Item and content of the sheet that says what this is."""


def write_sweep(tables: SweepTables, folder: Path, lang: str) -> list[Path]:
    """Write ``runs.csv``, ``means.csv``, ``effects.csv`` (with a baseline), ``failures.csv`` (with failures) and
    ``sweep.xlsx``; each is whole or not there. Return their paths.

    Parameters
    ----------
    lang
        'en' or 'zh'; headers of the workbook follow it, those of the CSV are the same in both.
    """  # noqa: D205 - one list of files
    written = []
    frames = {"runs": tables.runs, "means": tables.means, "effects": tables.effects, "failures": tables.failures}
    for name, frame in frames.items():
        path = folder / f"{name}.csv"
        if name in ("effects", "failures") and frame.empty:
            # What an earlier call left there would not be true any more.
            path.unlink(missing_ok=True)
            continue
        with whole(path) as part:
            safe = frame.copy()
            for column in safe.select_dtypes(exclude="number").columns:
                safe[column] = safe[column].map(inert)
            safe.to_csv(part, index=False, encoding="utf-8-sig")
        written.append(path)
    book = folder / "sweep.xlsx"
    with whole(book) as part:
        _workbook(part, tables, lang)
    return [*written, book]


def _workbook(path: Path, tables: SweepTables, lang: str) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, frame in (("sheet_effects", tables.effects), ("sheet_means", tables.means)):
            if not frame.empty:
                _results(book, text(name, lang), frame, tables, lang)
        _factors(book, tables.factors, lang)
        if not tables.failures.empty:
            heads = {column: text(column, lang) for column in FAILURE_COLUMNS}
            rows = effects_records(tables.failures[list(FAILURE_COLUMNS)])
            write_sheet(book, text("sheet_failures", lang), heads, rows, NUMBERS, wrap=True)
        rows = [{"item": item, "content": content} for item, content in tables.about]
        heads = {"item": text("item", lang), "content": text("content", lang)}
        write_sheet(book, text("sheet_about", lang), heads, rows, {}, wrap=True)


def _results(book: Any, name: str, frame: pd.DataFrame, tables: SweepTables, lang: str) -> None:
    words = {column_of(factor.name, tables.registry): _label(factor, lang) for factor in tables.factors}
    known = ("scenario", "row", "outcome", "n", "baseline", "mean", "difference", "sd", "low", "high")
    heads = {column: words.get(column) or text(column, lang) for column in _ordered(frame, known, words)}
    heads["unit"] = text("unit", lang)
    if "difference" not in frame.columns:
        heads["sd"] = text("sd_of_runs", lang)
    heads |= {"scenario_id": text("scenario_id", lang), "outcome_id": text("outcome_id", lang)}

    def rows() -> "Iterator[dict[str, Any]]":
        for row in effects_records(frame.head(LARGEST_SHEET)):
            outcome = tables.registry[row["outcome"]]
            names = {"scenario_id": row["scenario"], "outcome_id": row["outcome"]}
            shown = {
                "scenario": title_of(tables.titles, row["scenario"], lang),
                "outcome": label_of(tables.registry, row["outcome"], lang),
                "unit": outcome.unit_zh if lang == "zh" else outcome.unit_en,
            }
            yield {**row, **names, **shown}

    write_sheet(book, name, heads, rows(), NUMBERS)


def _ordered(frame: pd.DataFrame, known: Sequence[str], factors: Mapping[str, str]) -> list[str]:
    held = [column for column in known if column in frame.columns]
    return [*held[:2], *(name for name in factors if name in frame.columns), *held[2:]]


def _label(factor: Factor, lang: str) -> str:
    label = (factor.zh if lang == "zh" else factor.en) or factor.name
    return text("with_unit", lang, label=label, unit=unit_in(factor.unit, lang)) if factor.unit else label


def _factors(book: Any, factors: Sequence[Factor], lang: str) -> None:
    rows = [
        {
            "factor": factor.name,
            "kind": text(f"kind_{factor.kind}", lang),
            "label": (factor.zh if lang == "zh" else factor.en) or factor.name,
            "low": None if factor.values else factor.low,
            "high": None if factor.values else factor.high,
            "values": ", ".join(str(value) for value in factor.values),
            "shape": "" if factor.values else text(f"shape_{factor.shape}", lang),
            "unit": unit_in(factor.unit, lang),
            "source": factor.source,
            "grade": factor.grade,
        }
        for factor in factors
    ]
    heads = {column: text(f"factor_{column}", lang) for column in FACTOR_COLUMNS}
    write_sheet(book, text("sheet_factors", lang), heads, rows, {"low": "General", "high": "General"}, wrap=True)
