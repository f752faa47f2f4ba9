"""Exports of a comparison: effects.csv for any tool, effects.xlsx for Excel, in English or Chinese."""

import platform
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.effects import effects_records
from analysis.files import whole
from analysis.labels import Registry, Title, label_of, outcomes, replications_text, text, title_of, width_of

NUMBERS = {
    "baseline": "#,##0.000", "mean": "#,##0.000", "difference": "+#,##0.0000;−#,##0.0000;0",
    "low": "+#,##0.0000;−#,##0.0000;0", "high": "+#,##0.0000;−#,##0.0000;0", "share_better": "0%",
    "unpaired_over_paired": "0.0", "replications": "0", "sd": "#,##0.0000",
    "cost_per_head_difference": "+#,##0.00;−#,##0.00;0", "replication": "0", "seed": "0", "value": "#,##0.0000",
}  # fmt: skip
EFFECT_COLUMNS = ("scenario", "outcome", "unit", "better", *list(NUMBERS)[:10], "scenario_id", "outcome_id")
OUTCOME_COLUMNS = ("scenario", "replication", "seed", "outcome", "unit", "value", "scenario_id", "outcome_id")
LARGEST_SHEET = 1_048_575
WIDEST = 60

Rows = Iterable[Mapping[str, Any]]


def write_effects(
    effects: pd.DataFrame,
    folder: Path,
    titles: Mapping[str, Title],
    lang: str,
    *,
    baseline: str,
    recorded: pd.DataFrame | None = None,
    registry: Registry | None = None,
    grades: Mapping[str, int] | None = None,
) -> list[Path]:
    """Write ``effects.csv`` and ``effects.xlsx``; each is whole or not there. Return their paths.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    titles
        Scenario titles by id.
    lang
        'en' or 'zh'; headers of the workbook follow it, those of the CSV are the same in both.
    baseline
        Id of the scenario compared with.
    recorded
        The outcomes frame; its county rows fill a sheet of their own.
    registry
        Outcomes by id; those of the model when not given.
    grades
        How many numbers of the model have which grade of evidence ('A' to 'D').
    """
    registry = registry or outcomes()
    table, book = folder / "effects.csv", folder / "effects.xlsx"
    with whole(table) as part:
        safe = effects.assign(
            scenario_title=[title_of(titles, name, lang) for name in effects["scenario"]],
            outcome_label=[label_of(registry, name, lang) for name in effects["outcome"]],
        )
        for name in safe.select_dtypes(exclude="number").columns:
            safe[name] = safe[name].map(inert)
        safe.to_csv(part, index=False, encoding="utf-8-sig")
    with whole(book) as part:
        _workbook(part, effects, titles, lang, baseline, recorded, registry, grades or {})
    return [table, book]


def inert(value: object) -> object:
    """Return a text that no spreadsheet takes for a formula; anything else as it is.

    >>> inert("=1+1"), inert("每户"), inert(-1.5)
    ("'=1+1", '每户', -1.5)
    """
    risky = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")
    return f"'{value}" if risky else value


def _workbook(
    path: Path,
    effects: pd.DataFrame,
    titles: Mapping[str, Title],
    lang: str,
    baseline: str,
    recorded: pd.DataFrame | None,
    registry: Registry,
    grades: Mapping[str, int],
) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": text("effects_title", lang), "comments": text("about_what_text", lang)})
        rows = (_named(row, titles, registry, lang) for row in effects_records(effects))
        _sheet(book, text("sheet_effects", lang), EFFECT_COLUMNS, rows, lang)
        if recorded is not None:
            county = recorded[recorded["village"] == ""].head(LARGEST_SHEET)
            values = (_named(row, titles, registry, lang) for row in effects_records(county))
            _sheet(book, text("sheet_outcomes", lang), OUTCOME_COLUMNS, values, lang)
        counts = [int(n) for n in effects["replications"]]
        about = _about(lang, title_of(titles, baseline, lang), counts, registry, grades)
        rows = ({"item": item, "content": content} for item, content in about)
        _sheet(book, text("sheet_about", lang), ("item", "content"), rows, lang, wrap=True)


def _named(row: Mapping[str, Any], titles: Mapping[str, Title], registry: Registry, lang: str) -> dict[str, Any]:
    """Put titles, labels and units in the place of ids, and keep the ids beside."""
    outcome = registry[row["outcome"]]
    return {
        **row,
        "scenario": title_of(titles, row["scenario"], lang), "outcome": label_of(registry, row["outcome"], lang),
        "unit": outcome.unit_zh if lang == "zh" else outcome.unit_en, "better": text(outcome.better, lang),
        "scenario_id": row["scenario"], "outcome_id": row["outcome"],
    }  # fmt: skip


def _sheet(book: Any, name: str, columns: tuple[str, ...], rows: Rows, lang: str, *, wrap: bool = False) -> None:
    write_sheet(book, name, {column: text(column, lang) for column in columns}, rows, NUMBERS, wrap=wrap)


def write_sheet(
    book: Any,
    name: str,
    heads: Mapping[str, str],
    rows: Rows,
    numbers: Mapping[str, str],
    *,
    wrap: bool = False,
    own: Callable[[int, str], str] | None = None,
) -> None:
    """Write one tidy sheet: a frozen header with filters, numbers as numbers, columns as wide as they need.

    Parameters
    ----------
    heads
        Headers by column, in order; a row has a text, a number or None in each.
    numbers
        How the numbers of a column are shown, as the workbook writes formats.
    own
        Called with the number of a row and a column, says how that number is shown; the column decides if empty.
    """
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    formats = {c: book.add_format({"num_format": numbers[c]} if c in numbers else {"text_wrap": wrap, "valign": "top"})
               for c in heads}  # fmt: skip
    others: dict[str, Any] = {}
    quoted = book.add_format({"text_wrap": wrap, "valign": "top", "quote_prefix": True})
    widths = [min(width_of(header), 14) for header in heads.values()]
    for i, header in enumerate(heads.values()):
        sheet.write_string(0, i, header, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for i, column in enumerate(heads):
            value = row[column]
            if isinstance(value, str):
                sheet.write_string(last, i, value, formats[column] if inert(value) == value else quoted)
                widths[i] = max(widths[i], min(width_of(value), WIDEST))
            elif value is not None:
                told = own(last - 1, column) if own else ""
                if told and told not in others:
                    others[told] = book.add_format({"num_format": told, "valign": "top"})
                sheet.write_number(last, i, value, others[told] if told else formats[column])
    for i, width in enumerate(widths):
        sheet.set_column(i, i, max(9, width + 2))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _about(
    lang: str, baseline: str, counts: list[int], registry: Registry, grades: Mapping[str, int]
) -> list[tuple[str, str]]:
    packages = ", ".join(f"{name} {version(name)}" for name in ("xiangzhi", "numpy", "scipy", "pandas"))
    rows = [
        (text("about_what", lang), text("about_what_text", lang)),
        (text("about_baseline", lang), baseline),
        (text("replications", lang), replications_text(counts, lang)),
        (text("about_interval", lang), text("about_interval_text", lang)),
        (text("share_better", lang), text("about_share_better", lang)),
        (text("unpaired_over_paired", lang), text("about_ratio", lang)),
        (text("about_units_item", lang), text("about_units", lang)),
        (text("about_versions", lang), f"Python {platform.python_version()}, {packages}"),
    ]
    if grades:
        listed = text("list", lang).join(f"{grade}: {count}" for grade, count in sorted(grades.items()))
        rows.append(
            (text("about_passports", lang), text("with_unit", lang, label=listed, unit=text("about_grades", lang)))
        )
    return rows + [
        (text("definition", lang, label=label_of(registry, name, lang)), known[lang])
        for name, outcome in registry.items()
        if (known := {"en": outcome.definition_en, "zh": outcome.definition_zh})
    ]
