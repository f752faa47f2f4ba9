"""A report as a Word file: real headings, tables and captions with fields, figures as pictures, A4."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as File
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from analysis.files import whole
from analysis.labels import text
from analysis.report.blocks import Block, Break, Cards, Document, Heading, Picture, Points, Table, Words
from analysis.report.pictures import Drawn, drawn, warn_of_missing
from analysis.report.shown import DATED, caption, clean, label, numbered, sheet_names
from analysis.report.word_parts import FIRST, bookmark, cards, field, instruction, link, mark, table

STYLES = Path(__file__).parent / "word_styles.xml"
LATIN, CHINESE, CODE = "Calibri", "Microsoft YaHei", "Consolas"
LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}
TONES = {"plain": "Body Text", "lead": "Lead", "note": "Note", "warning": "Warning"}
LINES = 32
"""Lines of contents that the title page has room for; if there were more, they name chapters alone."""
TALLEST = 21.0
"""Centimetres that a figure may be high, so that its caption stays on its page."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can bear: equal reports are equal files."""


def write_word(document: Document, path: Path) -> None:
    """Write a report as one Word file; it is whole or not there."""
    with whole(path) as part:
        saved = BytesIO()
        _Writer(document).written().save(saved)
        _pack(saved, part)


def _pack(saved: BytesIO, path: Path) -> None:
    """Write an archive again without the hour at which its parts were put into it."""
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, STAMP), old.read(name), zipfile.ZIP_DEFLATED)


class _Writer:
    """One Word file while it is written, block by block."""

    def __init__(self, document: Document) -> None:
        self.document, self.lang = document, document.lang
        self.sheets = sheet_names(document.blocks, document.lang)
        self.file: File = docx.Document()
        self.drawn: list[Drawn] = []
        self.headings = 0
        self.breaking = False

    def written(self) -> File:
        """Return the whole file."""
        _prepare(self.file, self.lang)
        self._properties()
        self._front()
        for count, block in numbered(self.document.blocks):
            self._block(block, count)
        warn_of_missing(self.drawn, self.lang)
        return self.file

    def _properties(self) -> None:
        core = self.file.core_properties
        core.title, core.subject = clean(self.document.title)[:255], clean(self.document.subtitle)[:255]
        core.keywords, core.comments = clean(", ".join(self.document.keywords))[:255], ""
        core.author, core.last_modified_by, core.language = "xiangzhi", "", LANGUAGES[self.lang]
        core.created, core.modified, core.revision = DATED, DATED, 1

    def _front(self) -> None:
        """Write title, facts and contents, and what stands at the foot of every page."""
        self._add(self.document.title, "Title")
        self._add(self.document.subtitle, "Subtitle")
        for name, fact in self.document.about:
            line = self._add(f"{name}\t{fact}", "Note")
            line.paragraph_format.tab_stops.add_tab_stop(Cm(3.5))
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.5), Cm(-3.5)
        self._contents()
        self.breaking = True
        foot = self.file.sections[0].footer.paragraphs[0]
        foot.style = "Footer"
        foot.add_run(f"{clean(self.document.footer)}\t")
        foot._p.append(parse_xml(field("PAGE", "1")))
        foot.add_run(" / ")
        foot._p.append(parse_xml(field("NUMPAGES", "1")))

    def _contents(self) -> None:
        """Write the contents: a field without page numbers, which no reader has to bring up to date."""
        found = [block for block in self.document.blocks if isinstance(block, Heading)]
        deep = 2 if sum(block.level <= 2 for block in found) <= LINES else 1
        shown = [(place, block) for place, block in enumerate(found, start=1) if block.level <= deep]
        if not shown:
            return
        self._add(text("doc_contents", self.lang), "TOC Heading")
        lines = [self._line(place, block) for place, block in shown]
        first, last = lines[0]._p, lines[-1]._p
        opening = (mark("begin"), instruction(rf'TOC \o "1-{deep}" \n \h \z \u'), mark("separate"))
        at = first.index(first.pPr) + 1
        for offset, xml in enumerate(opening):
            first.insert(at + offset, parse_xml(xml))
        last.append(parse_xml(mark("end")))

    def _line(self, place: int, block: Heading) -> Paragraph:
        line = self._add("", f"toc {block.level}")
        line._p.append(parse_xml(link(_place(place), clean(block.text))))
        return line

    def _add(self, words: str, style: str) -> Paragraph:
        added = self.file.add_paragraph(clean(words), style)
        if self.breaking:
            added.paragraph_format.page_break_before, added.paragraph_format.space_before = True, Pt(0)
            self.breaking = False
        return added

    def _block(self, block: Block, count: int) -> None:
        _BLOCKS[type(block)](self, block, count)

    def _heading(self, block: Heading, _: int) -> None:
        self.headings += 1
        added = self._add(block.text, f"Heading {block.level}")
        start, end = bookmark(_place(self.headings), self.headings)
        added._p.insert(added._p.index(added._p.pPr) + 1, parse_xml(start))
        added._p.append(parse_xml(end))

    def _words(self, block: Words, _: int) -> None:
        self._add(block.text, TONES[block.tone])

    def _points(self, block: Points, _: int) -> None:
        for item in block.items:
            self._add(item, "List Bullet")

    def _cards(self, block: Cards, _: int) -> None:
        self._add(block.title, "Caption").paragraph_format.keep_with_next = True
        self._after(cards(block.cards, self.lang), "After Table")

    def _break(self, _: Break, __: int) -> None:
        self.breaking = True

    def _table(self, block: Table, count: int) -> None:
        self._caption(block, count).paragraph_format.keep_with_next = True
        notes = list(self._notes(block))
        self._after(
            table(block, caption(block, count, self.lang), self.lang), "Note" if notes else "After Table", *notes[:1]
        )
        for note in notes[1:]:
            self._add(note, "Note")

    def _notes(self, block: Table) -> Iterator[str]:
        total = len(block.rows)
        if block.long and total > FIRST:
            yield text("doc_first_rows_word", self.lang, shown=FIRST, n=total, sheet=self.sheets[block.name])
        if block.note:
            yield block.note

    def _after(self, element: Any, style: str, words: str = "") -> None:
        """Put an element before a new paragraph; two tables that touch would become one."""
        self._add(words, style)._p.addprevious(element)

    def _picture(self, block: Picture, count: int) -> None:
        figure = drawn(block, self.lang)
        self.drawn.append(figure)
        wide, tall = figure.inches
        size = min(figure.printed, TALLEST * wide / tall)
        inline = self._add("", "Figure Place").add_run().add_picture(BytesIO(figure.png), width=Cm(size))._inline
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("descr", clean(block.alt or block.caption))
        inline.docPr.set("name", label(block, count, self.lang))
        added = self._caption(block, count)
        added.paragraph_format.space_before, added.paragraph_format.space_after = Pt(3), Pt(12)
        if block.runs:
            added.add_run("\n" + text("doc_figure_runs", self.lang, runs=clean(block.runs))).font.size = Pt(7)

    def _caption(self, block: Table | Picture, count: int) -> Paragraph:
        """Write a caption whose number is a field, so that more can be put between and lists of tables be made."""
        said, name = caption(block, count, self.lang), label(block, count, self.lang)
        before = name.removesuffix(str(count))
        added = self._add(before, "Caption")
        added._p.append(parse_xml(field(rf"SEQ {before.strip()} \* ARABIC", str(count))))
        added.add_run(said.removeprefix(name))
        return added


_BLOCKS: dict[type[Any], Callable[[_Writer, Any, int], None]] = {
    Heading: _Writer._heading, Words: _Writer._words, Points: _Writer._points, Cards: _Writer._cards,
    Table: _Writer._table, Picture: _Writer._picture, Break: _Writer._break,
}  # fmt: skip


def _place(number: int) -> str:
    return f"_Toc{number:08d}"


def _prepare(file: File, lang: str) -> None:
    """Give a file the paper, styles and language of ours in the place of those that it is born with."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    _replace(file.styles.element, parse_xml(_styles(lang)))
    _replace(file.part.numbering_part.element, parse_xml(_BULLETS))
    settings = file.settings.element
    for node in settings.iter(qn("w:themeFontLang")):
        node.set(qn("w:val"), LANGUAGES[lang])
        node.set(qn("w:eastAsia"), "zh-CN")
    for node in settings.iter(qn("w:compatSetting")):
        if node.get(qn("w:name")) == "compatibilityMode":
            node.set(qn("w:val"), "15")


def _replace(element: Any, other: Any) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(other))


def _styles(lang: str) -> bytes:
    pattern = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{1}" w:cs="{0}"/>'
    values = {
        "FONTS": pattern.format(LATIN, CHINESE), "CODE": pattern.format(CODE, CHINESE),
        "LANGUAGE": f'<w:lang w:val="{LANGUAGES[lang]}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>',
        "FIRST": '<w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc w:val="both"/>' if lang == "zh" else "",
    }  # fmt: skip
    bare = STYLES.read_text(encoding="utf-8").partition("-->")[2]
    return re.sub("|".join(values), lambda found: values[found[0]], bare).encode("utf-8")


_BULLETS = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="400" w:hanging="280"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>
<w:color w:val="5A5A5A"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""
