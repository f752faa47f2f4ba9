"""Exports of the audit of practices: practices.csv for any tool, practices.xlsx for Excel, in English or Chinese."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.audit import COST, HOURS
from analysis.audit_records import Record, flat
from analysis.audit_words import say
from analysis.effects import effects_records
from analysis.export import inert, write_sheet
from analysis.files import whole
from analysis.labels import Registry, headlines, label_of, text, unit_of
from model.drivers import DRIVERS
from model.evidence import PRACTICES
from model.states import STATES
from scenarios.practice_words import GROUPS, PRIORITIES, word

SIGNED, PLAIN, SMALL = "+#,##0.0000;−#,##0.0000;0", "#,##0.0000", "0.0000"
NUMBERS = {
    **dict.fromkeys(("difference", "low", "high", "change"), SIGNED),
    **dict.fromkeys(("interaction", "alone_a", "alone_b", "sum", "joint"), SIGNED),
    **dict.fromkeys(("baseline", "sd", "least", "before", "after", "standardised", "score", "apart"), PLAIN),
    **dict.fromkeys(("package", "rival"), SIGNED), "p": SMALL, "p_holm": SMALL, "replications": "0",
}  # fmt: skip
SHARED = ("baseline", "difference", "low", "high", "sd", "replications", "unit", "outcome")
"""Headers that other tables use too."""


def write_audit(
    folder: Path,
    records: Sequence[Record],
    effects: pd.DataFrame,
    moved: pd.DataFrame,
    pairs: pd.DataFrame | None,
    package: Mapping[str, Any] | None,
    registry: Registry,
    lang: str,
    notes: Sequence[str],
    seed: int,
) -> list[Path]:
    """Write ``practices.csv`` and ``practices.xlsx``; each is whole or not there. Return their paths.

    Parameters
    ----------
    lang
        'en' or 'zh'; headers of the workbook follow it, those of the CSV are the same in both.
    notes
        The findings in words, for the last sheet.
    seed
        Of the replication in which drivers were watched.
    """
    table, workbook = folder / "practices.csv", folder / "practices.xlsx"
    with whole(table) as part:
        safe = flat(records, registry)
        for name in safe.select_dtypes(exclude="number").columns:
            safe[name] = safe[name].map(inert)
        safe.to_csv(part, index=False, encoding="utf-8-sig")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with whole(workbook) as part, xlsxwriter.Workbook(str(part), options) as book:
        words = _Words(registry, lang)
        _practices(book, records, words)
        harmful = [{"practice": record["practice"], **found} for record in records for found in record["harms"]]
        columns = ("practice", "outcome", "area", "unit", *effects.columns[3:])
        words.sheet(book, "sheet_effects", columns, effects_records(effects))
        words.sheet(book, "sheet_harms", ("practice", "outcome", "area", "unit", *NEEDED), harmful)
        words.sheet(book, "sheet_moved", tuple(moved.columns), effects_records(moved))
        if pairs is not None:
            words.sheet(book, "sheet_pairs", tuple(pairs.columns), effects_records(pairs))
        if package is not None:
            _package(book, package, words)
        _about(book, notes, lang, seed)
    return [table, workbook]


NEEDED = ("baseline", "difference", "low", "high", "p", "p_holm", "matters", "replications")


class _Words:
    """Turns ids into words of one language."""

    def __init__(self, registry: Registry, lang: str) -> None:
        self.registry, self.lang = registry, lang
        self._by_column: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(("practice", "a", "b", "added"), self.practice),
            **dict.fromkeys(("area", "verdict", "standing", "kind", "expected"), self.word),
            "outcome": lambda name: label_of(registry, name, lang),
            "name": self.quantity,
            **dict.fromkeys(("answers", "matters"), lambda held: self.word(str(held).lower())),
        }

    def practice(self, name: str) -> str:
        return PRACTICES[name].zh if self.lang == "zh" else PRACTICES[name].en

    def word(self, code: str) -> str:
        return say(code, self.lang) if code else ""

    def quantity(self, name: str) -> str:
        known: Any = DRIVERS.get(name) or STATES.get(name)
        return name if known is None else known.zh if self.lang == "zh" else known.en

    def head(self, column: str) -> str:
        return text(column, self.lang) if column in SHARED or column in ("low", "high") else say(column, self.lang)

    def sheet(self, book: Any, name: str, columns: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows of ids and numbers; a unit is that of the outcome beside it."""
        shown = [
            {column: self._cell(column, row.get(column), row) for column in columns} | self._unit(columns, row)
            for row in rows
        ]
        write_sheet(book, say(name, self.lang), {column: self.head(column) for column in columns}, shown, NUMBERS)

    def _cell(self, column: str, value: Any, row: Mapping[str, Any]) -> Any:
        if column == "name" and row["kind"] == "state":
            return self.state(str(value))
        return value if value is None else self._by_column.get(column, lambda plain: plain)(value)

    def state(self, name: str) -> str:
        return STATES[name].zh if self.lang == "zh" else STATES[name].en

    def _unit(self, columns: tuple[str, ...], row: Mapping[str, Any]) -> dict[str, str]:
        if "unit" not in columns:
            return {}
        outcome = self.registry[row["outcome"]]
        return {"unit": outcome.unit_zh if self.lang == "zh" else outcome.unit_en}


def _practices(book: Any, records: Sequence[Record], words: _Words) -> None:
    """Write one row a practice: what it is, the headline effects, cost and hours, what it moved, where it does harm."""
    lang, registry = words.lang, words.registry
    sized = [*headlines(registry), COST, HOURS]
    heads = {name: say(name, lang) for name in ("practice", "group", "priority", "policies", "standing")}
    numbers: dict[str, str] = {}
    for name in sized:
        unit = text(
            "with_unit", lang, label=label_of(registry, name, lang), unit=unit_of(registry[name], lang, difference=True)
        )
        heads |= {name: unit, f"{name}_low": text("low", lang), f"{name}_high": text("high", lang)}
        heads |= {f"{name}_p_holm": say("p_holm", lang), f"{name}_least": say("least", lang)}
        numbers |= dict.fromkeys((name, f"{name}_low", f"{name}_high"), SIGNED)
        numbers |= {f"{name}_p_holm": SMALL, f"{name}_least": PLAIN}
    heads |= {name: say(name, lang) for name in ("drivers", "first", "harm")} | {"id": text("id", lang)}
    rows = []
    for record in records:
        row = {"practice": words.practice(record["practice"]), "group": word(GROUPS, record["group"], lang),
               "priority": word(PRIORITIES, record["priority"], lang), "policies": ", ".join(record["policies"]),
               "standing": say(record["standing"], lang), "id": record["practice"]}  # fmt: skip
        for name in sized:
            found, scale = record["effects"].get(name) or record[name], registry[name].scale
            for key in ("difference", "low", "high", "p_holm", "least"):
                size = found[key]
                plain = size is None or key == "p_holm"
                row[name if key == "difference" else f"{name}_{key}"] = size if plain else size * scale
        row |= _told(record, words)
        rows.append(row)
    write_sheet(book, say("sheet_practices", lang), heads, rows, numbers)


def _told(record: Record, words: _Words) -> dict[str, str]:
    """Return what a practice moved and where it does harm, in words."""
    lang = words.lang
    drivers = [f"{words.quantity(found['name'])} {_size(found['change'])}" for found in record["drivers"]]
    states = [f"{words.state(found['name'])} {_size(found['change'])}" for found in record["first"]]
    harms = [
        f"{label_of(words.registry, found['outcome'], lang)}: {say(found['area'], lang)}" for found in record["harms"]
    ]
    return {"drivers": "; ".join(drivers), "first": "; ".join(states), "harm": "; ".join(harms)}


def _size(change: float | None) -> str:
    return "–" if change is None else format(change, "+.4g").replace("-", "−")


def _package(book: Any, package: Mapping[str, Any], words: _Words) -> None:
    """Write how the package grew, and below it how it compares with all practices at once."""
    columns = ("outcome", "unit", "baseline", "package", "rival", "difference", "low", "high", "p", "p_holm", "verdict")
    steps = [{**dict.fromkeys(columns), **step} for step in package["steps"]]
    words.sheet(book, "sheet_package", ("added", "score"), steps)
    words.sheet(book, "sheet_contest", columns, package["contest"])


def _about(book: Any, notes: Sequence[str], lang: str, seed: int) -> None:
    known = [(say(code, lang), say(f"{code}_text", lang, seed=seed))
             for code in ("about_what", "about_standing", "about_holm", "about_drivers")]  # fmt: skip
    rows = [{"item": item, "content": content} for item, content in [*known, *(("", note) for note in notes)]]
    heads = {name: text(name, lang) for name in ("item", "content")}
    write_sheet(book, say("sheet_about", lang), heads, rows, {}, wrap=True)
