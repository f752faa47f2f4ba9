"""A report as an Excel workbook: a summary, one tidy sheet a table with numbers as numbers, and all words."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.export import LARGEST_SHEET, inert, write_sheet
from analysis.files import whole
from analysis.labels import text, width_of
from analysis.report.blocks import Block, Cards, Column, Document, Heading, Picture, Points, Table, Words
from analysis.report.shown import (
    DATED,
    NUMBERS,
    clean,
    decimals,
    headers,
    is_missing,
    is_number,
    label,
    numbered,
    runs_of,
    sheet_names,
    shown,
    verdict_word,
)

RUNS = " runs"
"""Key of the column of runs; columns of tables have no space in theirs."""
SUMMARY = (24, 30, 18, 54)
"""Widths of the columns of the summary."""
LINE = 15.5
"""Height of a line of text, in points."""
A4 = 9
COLOURS = {"better": "#0072B2", "worse": "#B34700"}
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}


def write_excel(document: Document, path: Path) -> None:
    """Write a report as one workbook; it is whole or not there."""
    with whole(path) as part, xlsxwriter.Workbook(str(part), OPTIONS) as book:
        book.set_properties({
            "title": clean(document.title), "subject": clean(document.subtitle), "author": "xiangzhi",
            "keywords": clean(", ".join(document.keywords)), "created": DATED,
        })  # fmt: skip
        names = sheet_names(document.blocks, document.lang)
        _Summary(book, document, names).write()
        for block in document.blocks:
            if isinstance(block, Table):
                _table(book, block, names[block.name], document.lang)
        _words(book, document)


def _table(book: Any, block: Table, name: str, lang: str) -> None:
    """Write one table as one sheet; headers in the language of the report, numbers in the formats of their row."""
    places = decimals(block)
    kinds = {column.key: column.kind for column in block.columns}
    keys = [*kinds, *[RUNS] * bool(block.runs)]
    heads = dict(zip(keys, headers(block, lang), strict=True))
    rows = (
        {**{column.key: _value(row.get(column.key), column, lang) for column in block.columns}, RUNS: clean(runs)}
        for row, runs in zip(block.rows[:LARGEST_SHEET], runs_of(block), strict=False)
    )

    def own(row: int, key: str) -> str:
        return number_format(kinds[key], places[row].get(key, 0)) if kinds[key] in NUMBERS else ""

    write_sheet(book, name, heads, rows, {}, wrap=any(column.wide for column in block.columns), own=own)
    _printable(book.get_worksheet_by_name(name))


def _value(value: Any, column: Column, lang: str) -> str | float | None:
    """Return a value as a cell holds it: numbers as they are, nothing for what is not known."""
    if is_number(value):
        return float(value)
    return None if is_missing(value) else shown(value, column.kind, 0, lang)


def number_format(kind: str, places: int) -> str:
    """Return how a kind of numbers is shown, as a workbook writes it.

    >>> number_format("percent", 1), number_format("count", 0)
    ('#,##0.0%;"−"#,##0.0%', '#,##0;"−"#,##0')
    """
    if kind == "p":
        return '[<0.001]"<0.001";0.000'
    plain = f"#,##0.{'0' * places}".rstrip(".") + "%" * (kind == "percent")
    return f'+{plain};"−"{plain};{plain}' if kind == "signed" else f'{plain};"−"{plain}'


def _words(book: Any, document: Document) -> None:
    """Write all words of the report in the order of reading, with the places of its tables and figures."""
    lang = document.lang
    heads = {"kind": text("doc_kind", lang), "words": text("doc_words", lang)}
    rows = ({"kind": kind, "words": clean(words)} for kind, words in _said(document))
    name = text("doc_sheet_words", lang)
    write_sheet(book, name, heads, rows, {}, wrap=True)
    sheet = book.get_worksheet_by_name(name)
    sheet.set_column(1, 1, 110)
    _printable(sheet)


def _said(document: Document) -> Iterator[tuple[str, str]]:
    lang = document.lang
    kind = {name: text(f"doc_{name}", lang) for name in ("heading", "paragraph", "point")}
    for count, block in numbered(document.blocks):
        if isinstance(block, Heading):
            yield kind["heading"], block.text
        elif isinstance(block, Words):
            yield kind["paragraph"], block.text
        elif isinstance(block, Points):
            yield from ((kind["point"], item) for item in block.items)
        elif isinstance(block, Table | Picture):
            yield label(block, count, lang), block.caption
            if isinstance(block, Table) and block.note:
                yield kind["paragraph"], block.note


def _printable(sheet: Any) -> None:
    """Let a sheet print on A4 across, as wide as the paper, its header on every page."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


class _Summary:
    """The first sheet, while it is written from top to bottom."""

    def __init__(self, book: Any, document: Document, names: Mapping[str, str]) -> None:
        self.book, self.document, self.names, self.lang = book, document, names, document.lang
        self.sheet = book.add_worksheet(text("doc_sheet_summary", document.lang))
        self.row = 0

    def write(self) -> None:
        """Write title, facts, the first chapter, and a list of all sheets with links to them."""
        for i, width in enumerate(SUMMARY):
            self.sheet.set_column(i, i, width)
        self._line(self.document.title, font_size=18)
        self._line(self.document.subtitle, font_size=12, font_color="#5A5A5A")
        self.row += 1
        for name, fact in self.document.about:
            self._pair(name, fact)
        self.row += 1
        for block in first_chapter(self.document):
            self._block(block)
        self._sheets()
        self.sheet.hide_gridlines(2)
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)

    def _format(self, **what: Any) -> Any:
        return self.book.add_format({"text_wrap": True, "valign": "top", **what})

    def _line(self, words: str, **what: Any) -> None:
        """Write a text over all columns, in a row as high as it needs."""
        said = clean(words)
        size = what.get("font_size", 11)
        lines = sum(-(-max(1, width_of(line)) * size // (11 * sum(SUMMARY))) for line in said.split("\n"))
        look = self._format(quote_prefix=inert(said) != said, **what)
        self.sheet.merge_range(self.row, 0, self.row, len(SUMMARY) - 1, "", look)
        self.sheet.write_string(self.row, 0, said, look)
        self.sheet.set_row(self.row, lines * LINE * size / 11 + 4)
        self.row += 1

    def _pair(self, name: str, fact: str) -> None:
        self.sheet.write_string(self.row, 0, clean(name), self._format(font_color="#5A5A5A"))
        look = self._format(quote_prefix=True)
        self.sheet.merge_range(self.row, 1, self.row, len(SUMMARY) - 1, "", look)
        self.sheet.write_string(self.row, 1, clean(fact), look)
        self.row += 1

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.row += 1
            self._line(block.text, font_size={1: 15, 2: 13}.get(block.level, 11))
        elif isinstance(block, Words):
            self._line(block.text, font_color={"note": "#5A5A5A", "warning": "#B34700"}.get(block.tone, "#222222"))
        elif isinstance(block, Points):
            for item in block.items:
                self._line(f"• {item}")
        elif isinstance(block, Cards):
            self._cards(block)

    def _cards(self, block: Cards) -> None:
        self._line(block.title, bottom=1)
        for card in block.cards:
            tone = {"font_color": COLOURS.get(card.verdict, "#222222")}
            cells = (card.label, card.figure, verdict_word(card, self.lang), card.below)
            for i, (words, look) in enumerate(zip(cells, ({}, tone, tone, {"font_color": "#5A5A5A"}), strict=True)):
                self.sheet.write_string(self.row, i, clean(words), self._format(quote_prefix=True, **look))
            widest = max(-(-width_of(words) // width) for words, width in zip(cells, SUMMARY, strict=True))
            self.sheet.set_row(self.row, max(1, widest) * LINE + 4)
            self.row += 1
        self.row += 1

    def _sheets(self) -> None:
        self.row += 1
        self._line(text("doc_sheets", self.lang), font_size=13)
        head = self._format(font_color="#5A5A5A", bottom=1)
        for i, code in enumerate(("doc_number", "doc_sheet", "doc_rows", "doc_about_what")):
            self.sheet.write_string(self.row, i, text(code, self.lang), head)
        self.row += 1
        for count, block in numbered(self.document.blocks):
            if isinstance(block, Table):
                what = clean(block.caption)
                self._sheet(label(block, count, self.lang), self.names[block.name], len(block.rows), what)
        self._sheet("", text("doc_sheet_words", self.lang), None, text("doc_words_sheet_what", self.lang))

    def _sheet(self, number: str, name: str, rows: int | None, what: str) -> None:
        plain, place = self._format(), name.replace("'", "''")
        self.sheet.write_string(self.row, 0, number, plain)
        link = self._format(font_color="#0072B2", underline=1)
        self.sheet.write_url(self.row, 1, f"internal:'{place}'!A1", link, name)
        if rows is not None:
            self.sheet.write_number(self.row, 2, rows, self._format(num_format="#,##0", align="left"))
        self.sheet.write_string(self.row, 3, what, self._format(quote_prefix=inert(what) != what))
        self.sheet.set_row(self.row, -(-max(1, width_of(what)) // SUMMARY[3]) * LINE + 2)
        self.row += 1


def first_chapter(document: Document) -> list[Block]:
    """Return the blocks before the second heading of level 1, tables and figures left out."""
    starts = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    end = starts[1] if len(starts) > 1 else len(document.blocks)
    return [block for block in document.blocks[:end] if isinstance(block, Heading | Words | Points | Cards)]
