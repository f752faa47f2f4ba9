"""Pieces of a Word file as WordprocessingML: paragraphs, fields, tables and how wide their columns are."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.labels import text, width_of
from analysis.report.blocks import Card, Column, Table
from analysis.report.shown import NUMBERS, cells, clean, headers, runs_of, verdict_word

WIDE = 9638
"""Twentieths of a point between the margins: 17 cm."""
FIRST = 30
"""Rows of a long table that Word shows."""
NARROWEST, WIDEST, SENTENCE, UNTORN = 10, 36, 60, 20
"""Half-width columns that a text may ask for; takes at most; at most where it holds sentences; and that a key takes."""
AFTER_NUMBER = 90
"""Twentieths of a point by which a text keeps away from the number before it."""
CARDS, GAP = 4, 200
COLOURS = {"better": "0072B2", "worse": "B34700"}


class Size(NamedTuple):
    """How large a table is set: part of its styles' names, and widths in twentieths of a point."""

    name: str
    unit: int
    """Width of a letter of half width, of any usual font."""
    pad: int
    """Room left and right of what stands in a cell, together."""
    head: int
    """Half-width columns that a header over numbers may ask for."""


SIZES = ((7, Size("", 94, 140, 9)), (10, Size("Small", 82, 120, 9)), (math.inf, Size("Tiny", 70, 90, 6)))
"""The size of a table by the largest number of columns that it suits."""


def size_for(columns: int) -> Size:
    """Return the size in which a table of so many columns is set."""
    return next(size for most, size in SIZES if columns <= most)


def paragraph(words: str, style: str, *, keep: bool = False, colour: str = "", left: int = 0) -> str:
    """Return a paragraph; line breaks in the text stay."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    tone = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else ""
    run = f"<w:r>{tone}{'<w:br/>'.join(lines)}</w:r>" if words else ""
    look = "<w:keepNext/>" * keep + f'<w:ind w:left="{left}"/>' * bool(left)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{run}</w:p>'


def field(code: str, cached: str) -> str:
    """Return a field that shows ``cached`` until it is brought up to date."""
    instruction, words = quoteattr(f" {code} "), escape(cached)
    return f"<w:fldSimple {nsdecls('w')} w:instr={instruction}><w:r><w:t>{words}</w:t></w:r></w:fldSimple>"


def mark(kind: str) -> str:
    """Return a run that begins, divides or ends a field which spans paragraphs."""
    return f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(code: str) -> str:
    """Return the run with the code of a field which spans paragraphs."""
    return f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'


def link(anchor: str, words: str) -> str:
    """Return a link to a place in the file."""
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f'<w:hyperlink {nsdecls("w")} w:anchor={quoteattr(anchor)} w:history="1">{run}</w:hyperlink>'


def bookmark(name: str, number: int) -> tuple[str, str]:
    """Return the start and the end of a place that links point to."""
    return (
        f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name={quoteattr(name)}/>',
        f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>',
    )


def table(block: Table, caption: str, lang: str) -> object:
    """Return a table as an element: its header stands on every page, no row is broken."""
    heads = headers(block, lang)
    size = size_for(len(heads))
    kinds = [_style(column, size) for column in block.columns] + ["TableRuns"] * bool(block.runs)
    count = FIRST if block.long else len(block.rows)
    shown = [
        [*row, _spans(clean(runs))] if block.runs else row
        for row, runs in zip(cells(block, lang), runs_of(block), strict=True)
    ][:count]  # fmt: skip
    wide = widths(block.columns, heads, shown)
    rows = [_row(heads, [_of_header(kind, size) for kind in kinds], wide, header=True)]
    rows += [_row(row, kinds, wide) for row in shown]
    if not shown:
        rows.append(_row([text("doc_empty", lang), *[""] * (len(heads) - 1)], ["TableText"] * len(heads), wide))
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
    look += f"<w:tblCaption w:val={quoteattr(caption)}/>"
    sides = "".join(f'<w:{side} w:w="{size.pad // 2}" w:type="dxa"/>' for side in ("left", "right"))
    margins = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    return _table(f'<w:tblStyle w:val="XiangzhiTable"/>{_fixed(wide)}{margins}{look}', wide, rows)


def cards(found: Sequence[Card], lang: str) -> object:
    """Return figures side by side, a line in the colour of its verdict above each."""
    across = min(CARDS, max(1, len(found)))
    wide = [(WIDE - GAP * (across - 1)) // across] * across
    rows = [_cards_row(found[i : i + across], wide, lang) for i in range(0, len(found), across)]
    gapped = [size for one in wide for size in (one, GAP)][:-1]
    return _table(_fixed(gapped), gapped, rows)


def widths(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths of columns in twentieths of a point; all together they fill the page.

    Numbers get what they need; texts share the rest by how long they are, and sentences get more of it.
    """
    size = size_for(len(heads))
    needs, wants = [], []
    for i, head in enumerate(heads):
        words = [row[i] for row in rows]
        need, want = _room(columns[i] if i < len(columns) else None, head, words, size)
        needs.append(need * size.unit + size.pad)
        wants.append((want - need) * size.unit)
    return _filled(needs, wants)


def _room(column: Column | None, head: str, words: Sequence[str], size: Size) -> tuple[int, int]:
    """Return the half-width columns that a column of a table needs and wants; that of the runs has none behind it."""
    longest = max((_widest(word, "\n") for word in words), default=0)
    if column is None:
        spans = max((_widest(word.replace("\n", " "), ", ") for word in words), default=0)
        return max(spans + 1, 5), max(spans + 1, 5)
    if column.kind in NUMBERS:
        room = max(longest, min(width_of(head), size.head), min(_widest(head, " "), size.head + 3))
        return room + 1, room + 1
    longest = max(longest, _widest(head, " "))
    need = min(longest, UNTORN if column.kind == "code" and not column.wide else NARROWEST)
    return need + 1, max(need, min(longest, SENTENCE if column.wide else WIDEST)) + 1


def _spans(runs: str) -> str:
    """Return spans of runs; two of them stand one above the other, since neither bears being torn."""
    return runs.replace(", ", ",\n") if runs.count(", ") == 1 else runs


def _filled(needs: list[int], wants: list[int]) -> list[int]:
    """Share the page: first what is needed, then what is wanted, then what is left in proportion."""
    room = WIDE - sum(needs)
    if room <= 0:
        sizes = [need * WIDE / sum(needs) for need in needs]
    else:
        share = min(1.0, room / sum(wants)) if any(wants) else 0.0
        sizes = [need + share * want for need, want in zip(needs, wants, strict=True)]
        sizes = [size * WIDE / sum(sizes) for size in sizes]
    whole = [int(size) for size in sizes]
    whole[0] += WIDE - sum(whole)
    return whole


def _widest(words: str, between: str) -> int:
    return max(width_of(part) for part in words.split(between))


def _style(column: Column, size: Size) -> str:
    if column.kind == "code":
        return "TableCode"
    return f"Table{size.name}{'Number' if column.kind in NUMBERS else 'Text'}"


def _of_header(style: str, size: Size) -> str:
    return f"Table{size.name}Text" if style in ("TableCode", "TableRuns") else style


def _row(words: Sequence[str], styles: Sequence[str], wide: Sequence[int], *, header: bool = False) -> str:
    found, before = [], ""
    for cell, style, width in zip(words, styles, wide, strict=True):
        left = AFTER_NUMBER if before.endswith("Number") and not style.endswith("Number") else 0
        inside = paragraph(cell, style, keep=header, left=left)
        found.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>')
        before = style
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{''.join(found)}</w:tr>"


def _cards_row(found: Sequence[Card], wide: Sequence[int], lang: str) -> str:
    empty = paragraph("", "CardLabel")
    inside = [_card(card, size, lang) for card, size in zip(found, wide, strict=False)]
    inside += [
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{empty}</w:tc>' for size in wide[len(found) :]
    ]
    gap = f'<w:tc><w:tcPr><w:tcW w:w="{GAP}" w:type="dxa"/></w:tcPr>{empty}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{gap.join(inside)}</w:tr>"


def _card(card: Card, size: int, lang: str) -> str:
    colour, word = COLOURS.get(card.verdict, ""), verdict_word(card, lang)
    parts = [paragraph(clean(card.label), "CardLabel"), paragraph(clean(card.figure), "CardFigure", colour=colour)]
    parts += [paragraph(word, "CardBelow", colour=colour or "222222", keep=True)] if word else []
    parts += [paragraph(clean(card.below), "CardBelow")] if card.below or not word else []
    line = f'<w:tcBorders><w:top w:val="single" w:sz="18" w:space="0" w:color="{colour or "DDDDDD"}"/></w:tcBorders>'
    room = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{line}{room}</w:tcPr>{"".join(parts)}</w:tc>'


def _fixed(wide: Sequence[int]) -> str:
    return f'<w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'


def _table(properties: str, wide: Sequence[int], rows: Iterable[str]) -> object:
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in wide)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
