"""A report as one page of HTML: no script, nothing fetched, fonts and figures inside; for screens and A4 paper."""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from analysis.files import whole
from analysis.fonts import families
from analysis.fonts.embedded import embedded
from analysis.labels import text
from analysis.report.blocks import Block, Break, Cards, Column, Document, Heading, Picture, Points, Table, Words
from analysis.report.pictures import LARGEST, Drawn, drawn, vector, warn_of_missing
from analysis.report.shown import (
    NUMBERS,
    caption,
    cells,
    clean,
    headers,
    label,
    numbered,
    runs_of,
    sheet_names,
    verdict_word,
)

HERE = Path(__file__).parent
LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}
FIRST = 10
"""Rows of a long table that show while it is folded, and are printed."""
MOST = 400
"""Rows that such a table unfolds to: a page of thousands is slow to open, and nobody reads it there."""
DENSE = 7
"""Columns beyond which the letters of a table are smaller."""
CSS = {**dict.fromkeys(NUMBERS, "n"), "text": "", "code": "c"}

_STYLE = "/* style */"
_OTHERS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_PAPER = """@page {{ size: A4; margin: 18mm 17mm 20mm;
@bottom-left {{ content: "{footer}"; {small} }}
@bottom-right {{ content: counter(page) " / " counter(pages); {small} }} }}"""

Part = dict[str, Any]


def write_html(document: Document, path: Path) -> None:
    """Write a report as one file of HTML; it is whole or not there."""
    with whole(path) as part:
        part.write_text(page(document), encoding="utf-8", newline="\n")


def page(document: Document) -> str:
    """Return a report as the text of one page."""
    return _Page(document).written()


class _Page:
    """One page while it is put together: which ids are taken, which letters its figures share."""

    def __init__(self, document: Document) -> None:
        self.document, self.lang = document, document.lang
        self.sheets = sheet_names(document.blocks, document.lang)
        self.ids: set[str] = set()
        self.glyphs: dict[str, str] = {}
        self.drawn: list[Drawn] = []

    def written(self) -> str:
        """Return the page with the fonts that it needs."""
        parts = [self._part(block, count) for count, block in numbered(self.document.blocks)]
        warn_of_missing(self.drawn, self.lang)
        front = {name: clean(getattr(self.document, name)) for name in ("title", "subtitle", "footer")}
        bare = _template().render(
            **front,
            language=LANGUAGES[self.lang],
            about=[(clean(name), clean(fact)) for name, fact in self.document.about],
            keywords=clean(", ".join(self.document.keywords)),
            words={"contents": text("doc_contents", self.lang), "empty": text("doc_empty", self.lang)},
            contents=[part for part in parts if part["kind"] == "heading" and part["level"] <= 2],
            runs_at=next((part["id"] for part in parts if part.get("name") == "runs"), ""),
            glyphs=Markup("".join(self.glyphs[key] for key in sorted(self.glyphs))),  # noqa: S704 - ours, texts escaped
            parts=parts,
        )
        before, _, after = bare.partition(_STYLE)
        return before + _style(front["footer"], self.lang, unescape(before + after)) + after

    def _id(self, wanted: str) -> str:
        """Return an id of the page like ``wanted`` that no other part has."""
        plain = re.sub(r"[^\w-]+", "-", wanted).strip("-") or "part"
        found, number = plain, 1
        while found in self.ids:
            number += 1
            found = f"{plain}-{number}"
        self.ids.add(found)
        return found

    def _part(self, block: Block, count: int) -> Part:
        return _PARTS[type(block)](self, block, count)

    def _heading(self, block: Heading, _: int) -> Part:
        words = clean(block.text)
        return {"kind": "heading", "level": block.level, "text": words, "id": self._id(block.anchor or words)}

    def _words(self, block: Words, _: int) -> Part:
        return {"kind": "words", "tone": block.tone, "text": clean(block.text)}

    def _points(self, block: Points, _: int) -> Part:
        return {"kind": "points", "entries": [clean(item) for item in block.items]}

    def _cards(self, block: Cards, _: int) -> Part:
        cards = [
            {
                "label": clean(card.label), "figure": clean(card.figure), "below": clean(card.below),
                "verdict": card.verdict, "word": verdict_word(card, self.lang),
            }
            for card in block.cards
        ]  # fmt: skip
        return {"kind": "cards", "title": clean(block.title), "cards": cards}

    def _break(self, _: Break, __: int) -> Part:
        return {"kind": "break"}

    def _picture(self, block: Picture, count: int) -> Part:
        key = self._id(f"figure-{block.name}")
        runs = clean(block.runs)
        return {
            "kind": "picture", "id": key, "label": label(block, count, self.lang),
            "caption": caption(block, count, self.lang), "runs": runs,
            "runs_words": text("doc_figure_runs", self.lang, runs=runs) if runs else "",
            "drawing": self._drawing(block, f"f{count}."),
        }  # fmt: skip

    def _drawing(self, block: Picture, prefix: str) -> Markup:
        """Return a figure as SVG, or as PNG where the SVG would be long."""
        figure, alt = drawn(block, self.lang), escape(clean(block.alt or block.caption))
        self.drawn.append(figure)
        room = f"max-width:{figure.inches[0]:.2f}in"
        found = vector(figure.svg, prefix)
        if len(found.body) > LARGEST:
            data = b64encode(figure.png).decode("ascii")
            return Markup(f'<img src="data:image/png;base64,{data}" alt="{alt}" style="{room}">')  # noqa: S704 - ours, texts escaped
        self.glyphs |= found.glyphs
        opening = f'<svg viewBox="{found.box}" role="img" aria-label="{alt}" style="{room}">'
        return Markup(f"{opening}{found.body}</svg>")  # noqa: S704 - ours, texts escaped

    def _table(self, block: Table, count: int) -> Part:
        total = len(block.rows)
        shown = {"n": total, "shown": FIRST, "most": MOST, "sheet": self.sheets[block.name]}
        some = block.long and total > MOST
        rows = [
            {
                "runs": clean(runs),
                "spans": clean(runs).split(", "),
                "cells": [(_css(c), words) for c, words in zip(block.columns, row, strict=True)],
            }
            for row, runs in zip(cells(block, self.lang), runs_of(block), strict=True)
        ]
        heads = headers(block, self.lang)
        return {
            "kind": "table", "name": block.name, "id": self._id(f"table-{block.name}"), "rows": rows,
            "caption": caption(block, count, self.lang), "note": clean(block.note),
            "css": "dense" if len(heads) > DENSE else "plain",
            "columns": [{"css": _css(c), "header": head} for c, head in zip(block.columns, heads, strict=False)],
            "runs_header": heads[-1] if block.runs else "",
            "named": bool(block.columns) and block.columns[0].kind == "text",
            "folded": FIRST if block.long and total > FIRST else 0,
            "unfolded": MOST if some else total,
            "more": text("doc_some_rows" if some else "doc_all_rows", self.lang, **shown),
            "first_words": text("doc_first_rows_some" if some else "doc_first_rows", self.lang, **shown),
        }  # fmt: skip


_PARTS: dict[type[Any], Callable[[_Page, Any, int], Part]] = {
    Heading: _Page._heading, Words: _Page._words, Points: _Page._points, Cards: _Page._cards,
    Table: _Page._table, Picture: _Page._picture, Break: _Page._break,
}  # fmt: skip


def _css(column: Column) -> str:
    return "w" if column.wide else CSS[column.kind]


@cache
def _template() -> Template:
    loader = FileSystemLoader(HERE)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "report.html.j2"
    )


def _style(footer: str, lang: str, words: str) -> str:
    """Return the style of a page: its fonts with the letters that ``words`` use, the paper, and our sheet."""
    sources = embedded([words], lang)
    faces = "\n".join(
        f'@font-face {{ font-family: "{family}"; src: url(data:font/woff;base64,{data}) format("woff"); }}'
        for family, data in sources.items()
    )
    fonts = ", ".join([*(f'"{family}"' for family in families(lang)), _OTHERS])
    paper = _PAPER.format(footer=_quoted(footer), small=f"font: 7.5pt {fonts}; color: #5a5a5a;")
    sheet = (HERE / "report.css").read_text(encoding="utf-8")
    return f"{faces}\n{paper}\nbody {{ font-family: {fonts}; }}\n{sheet}"


def _quoted(words: str) -> str:
    """Return a text as it may stand between quotes in a style sheet."""
    return re.sub(r'[\\"<>&\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", words)
