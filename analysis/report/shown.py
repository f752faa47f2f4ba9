"""How tables are shown, the same in every document: one text a cell, numbers of tables and figures, names of sheets."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from analysis.labels import PERCENT, decimals_for, month, number, text
from analysis.report.blocks import Block, Card, Column, Picture, Table

DATED = datetime(2024, 1, 1)
"""What the properties of files bear: equal reports are equal files."""
DASH = "–"
SMALLEST_P = 0.001
LONGEST_NAME = 31
"""Letters that the name of a sheet may have."""
NUMBERS = ("number", "signed", "percent", "count", "p")
"""Kinds of columns that hold numbers, and stand on the right."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def clean(words: str) -> str:
    """Return a text without the control characters that no document may hold."""
    return _CONTROL.sub("", words)


def is_missing(value: object) -> bool:
    """Say whether a value is not known: None, not a number, not a date, or infinite."""
    return bool(pd.isna(value)) or (isinstance(value, float) and math.isinf(value))  # type: ignore[call-overload]


def is_number(value: object) -> bool:
    """Say whether a value is a number that is known; yes and no are none."""
    return not isinstance(value, str | date | bool | np.bool_) and not is_missing(value)


def decimals(table: Table) -> list[dict[str, int]]:
    """Return, for each row, the decimals of its columns of numbers.

    Those of the column where it says so, else those that the row asks for, else as many as show the largest value of
    the column: three significant digits, and two of a share, whose per cent hardly bear more.
    """
    usual = {column.key: _usual(column, table.rows) for column in table.columns if column.kind in NUMBERS}
    free = {column.key for column in table.columns if column.decimals is None and column.kind in ("number", "signed")}
    return [{**usual, **dict.fromkeys(free, int(row[table.decimals_of]))} if _asks(row, table) else usual
            for row in table.rows]  # fmt: skip


def _asks(row: Mapping[str, Any], table: Table) -> bool:
    return bool(table.decimals_of) and is_number(row.get(table.decimals_of))


def _usual(column: Column, rows: Sequence[Mapping[str, Any]]) -> int:
    if column.decimals is not None:
        return column.decimals
    values = [float(row[column.key]) for row in rows if is_number(row.get(column.key))]
    if column.kind == "percent":
        return max(0, decimals_for(*(PERCENT * value for value in values)) - 1)
    return {"count": 0, "p": 3}.get(column.kind, decimals_for(*values))


def shown(value: Any, kind: str, places: int, lang: str) -> str:
    """Return a value as it is read in ``lang``.

    >>> shown(-0.5, "signed", 1, "en"), shown(0.31, "percent", 0, "zh"), shown(0.0004, "p", 3, "en")
    ('−0.5', '31%', '<0.001')
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool | np.bool_):
        return text("yes" if value else "no", lang)
    if is_missing(value):
        return DASH
    if isinstance(value, date):
        return text("doc_day", lang, day=value.day, month=month(value, lang))
    plain = float(value)
    if kind == "percent":
        return text("doc_percent", lang, number=number(PERCENT * plain, places))
    if kind == "p" and plain < SMALLEST_P:
        return f"<{SMALLEST_P}"
    return number(plain, places, signed=kind == "signed") if kind in NUMBERS else number(plain)


def cells(table: Table, lang: str) -> Iterator[list[str]]:
    """Yield the rows of a table as texts, one a column."""
    for row, places in zip(table.rows, decimals(table), strict=True):
        yield [shown(row.get(c.key), c.kind, places.get(c.key, 0), lang) for c in table.columns]


def runs_of(table: Table) -> list[str]:
    """Return the runs that each row rests on; empty texts where the table rests on no run."""
    return list(table.runs) if table.runs else [""] * len(table.rows)


def headers(table: Table, lang: str) -> list[str]:
    """Return the headers of a table, that of the runs at the end where it rests on runs."""
    return [clean(column.header) for column in table.columns] + ([text("doc_runs", lang)] if table.runs else [])


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Yield blocks with the number of a table or figure in its own series; 0 for all other blocks."""
    counts: dict[type[Any], int] = {Table: 0, Picture: 0}
    for block in blocks:
        if type(block) in counts:
            counts[type(block)] += 1
        yield counts.get(type(block), 0), block


def caption(block: Table | Picture, count: int, lang: str) -> str:
    """Return the caption with its number: 'Table 3. ...' or '表 3　...'."""
    return text("doc_caption", lang, label=label(block, count, lang), caption=clean(block.caption))


def label(block: Table | Picture, count: int, lang: str) -> str:
    """Return what a table or figure is called: 'Table 3', '图 2'."""
    return text("doc_table" if isinstance(block, Table) else "doc_figure", lang, n=count)


def verdict_word(card: Card, lang: str) -> str:
    """Return the verdict of a card in words, since colours alone do not speak to everybody; empty where it has none."""
    return "" if card.verdict == "neither" or card.figure == DASH else text(f"doc_{card.verdict}", lang)


def sheet_names(blocks: Iterable[Block], lang: str) -> dict[str, str]:
    """Return the name of the sheet of each table by the table's name: unique, short, without forbidden characters."""
    taken = {text(code, lang).casefold() for code in ("doc_sheet_summary", "doc_sheet_words")} | {"history"}
    names: dict[str, str] = {}
    for table in (block for block in blocks if isinstance(block, Table)):
        wanted = _FORBIDDEN.sub(" ", clean(table.sheet or table.caption))
        names[table.name] = _free(" ".join(wanted.split()).strip("'") or table.name, taken)
        taken.add(names[table.name].casefold())
    return names


def _free(wanted: str, taken: set[str]) -> str:
    name, number_ = wanted[:LONGEST_NAME].strip(" '"), 1
    while name.casefold() in taken:
        number_ += 1
        tail = f" {number_}"
        name = wanted[: LONGEST_NAME - len(tail)].strip(" '") + tail
    return name
