"""The Word edition: real headings, captions, tables and fields, read back as they were written."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from made_document import LONG, document, draw, effects, picture, runs_table, say
from PIL import Image

from analysis.charts import GlyphWarning
from analysis.report.blocks import Break, Card, Cards, Column, Heading, Table, Words
from analysis.report.shown import DATED, cells, headers, sheet_names
from analysis.report.word import write_word
from analysis.report.word_parts import FIRST, WIDE, widths

LANGUAGES = ("en", "zh")


def written(report, folder, name="report.docx"):
    write_word(report, folder / name)
    return docx.Document(str(folder / name))


@pytest.fixture(scope="module", params=LANGUAGES)
def read(request, tmp_path_factory):
    lang = request.param
    folder = tmp_path_factory.mktemp(f"word_{lang}")
    return lang, written(document(lang), folder), folder / "report.docx"


def styled(file, *names):
    return [paragraph for paragraph in file.paragraphs if paragraph.style.name in names]


def table_of(file, lang, block):
    heads = headers(block, lang)
    return next(found for found in file.tables if [cell.text for cell in found.rows[0].cells] == heads)


def fields(element):
    return [node.get(qn("w:instr")).strip() for node in element.iter(qn("w:fldSimple"))]


def test_headings_are_headings(read):
    lang, file, _ = read
    found = [
        (paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if "eading " in paragraph.style.name
    ]
    wanted = [block for block in document(lang).blocks if isinstance(block, Heading)]
    assert found == [(f"Heading {block.level}", block.text) for block in wanted]


def test_the_title_page_names_the_report_and_its_facts(read):
    lang, file, _ = read
    assert [styled(file, name)[0].text for name in ("Title", "Subtitle")] == [say("title", lang), say("subtitle", lang)]
    assert f"{say('place', lang)}\t{say('county', lang)}" in [paragraph.text for paragraph in file.paragraphs]
    assert file.core_properties.title == say("title", lang)
    assert file.core_properties.language == {"en": "en-GB", "zh": "zh-CN"}[lang]


def test_the_contents_are_a_field_with_links_to_every_chapter_and_section(read):
    _, file, _ = read
    lines = styled(file, "toc 1", "toc 2")
    codes = [node.text.strip() for node in file.element.iter(qn("w:instrText"))]
    assert [code.split()[0] for code in codes] == ["TOC"]
    assert r"\n" in codes[0]
    marks = [node.get(qn("w:fldCharType")) for node in file.element.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    anchors = [link.get(qn("w:anchor")) for line in lines for link in line._p.iter(qn("w:hyperlink"))]
    places = {
        node.get(qn("w:name")): node.getparent() for node in file.element.iter(qn("w:bookmarkStart"))
    }  # fmt: skip
    heads = styled(file, "Heading 1", "Heading 2")
    assert [places[anchor] for anchor in anchors] == [head._p for head in heads]
    assert ["".join(t.text for t in line._p.iter(qn("w:t"))) for line in lines] == [head.text for head in heads]
    assert "updateFields" not in file.settings.element.xml


def test_captions_count_by_fields(read):
    lang, file, _ = read
    found = [caption for caption in styled(file, "Caption") if fields(caption._p)]
    names = {"en": ("Table", "Figure"), "zh": ("表", "图")}[lang]
    codes = [fields(caption._p)[0] for caption in found]
    assert codes == [rf"SEQ {name} \* ARABIC" for name in (names[0], names[1], names[1], names[0], names[0])]
    texts = ["".join(node.text or "" for node in caption._p.iter(qn("w:t"))) for caption in found]
    mark = {"en": ". ", "zh": "\u3000"}[lang]
    assert texts[0] == f"{names[0]} 1{mark}{say('effects', lang)}"
    assert texts[1].startswith(f"{names[1]} 1{mark}{say('picture', lang)}")
    assert "R1-R9" in texts[1]


@pytest.mark.parametrize("block", [effects, runs_table])
def test_tables_hold_every_value_as_shown(read, block):
    lang, file, _ = read
    table = block(lang)
    found = [[cell.text.replace(",\n", ", ") for cell in row.cells] for row in table_of(file, lang, table).rows]
    expected = [[*row, runs] for row, runs in zip(cells(table, lang), table.runs, strict=True)]
    assert found[1:] == expected[: FIRST if table.long else None]


def test_headers_stand_on_every_page_and_rows_are_not_broken(read):
    lang, file, _ = read
    table = table_of(file, lang, effects(lang))
    assert table.style.name == "Xiangzhi Table"
    heads = [len(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
    assert heads == [1, 0, 0, 0]
    assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in table.rows)


def test_numbers_stand_on_the_right_and_texts_on_the_left(read):
    lang, file, _ = read
    row = table_of(file, lang, effects(lang)).rows[1]
    styles = [cell.paragraphs[0].style.name for cell in row.cells]
    assert styles == ["Table Small Text", *["Table Small Number"] * 5, "Table Code", "Table Runs"]
    assert file.styles["Table Number"].paragraph_format.alignment is not None
    assert file.styles["Table Small Number"].base_style.name == "Table Number"


def test_a_long_table_says_where_the_rest_is(read):
    lang, file, _ = read
    rest = sheet_names(document(lang).blocks, lang)["runs"]
    said = [note.text for note in styled(file, "Note") if rest in note.text]
    assert len(said) == 1
    assert re.findall(r"\d+", said[0])[:2] == ([str(FIRST), str(LONG)] if lang == "en" else [str(LONG), str(FIRST)])


def test_a_table_of_nothing_says_so(read):
    lang, file, _ = read
    empty = document(lang).blocks[-1]
    last = file.tables[-1]
    assert [cell.text for cell in last.rows[0].cells] == headers(empty, lang)
    assert last.rows[1].cells[0].text


def test_figures_are_as_wide_as_the_page_at_most_and_sharp(read):
    _, file, _ = read
    shapes = list(file.inline_shapes)
    assert len(shapes) == 2
    for shape in shapes:
        assert Cm(16) <= shape.width <= Cm(17)
        assert shape._inline.docPr.get("descr") == 'Rises, "then" falls'
        part = file.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        image = Image.open(BytesIO(part.blob))
        assert image.format == "PNG"
        assert image.size[0] / (shape.width.inches) > 200
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_a_tall_figure_fits_on_a_page_with_its_caption(tmp_path):
    def tall():
        figure = draw("en")
        figure.set_size_inches(4, 12)
        return figure

    file = written(replace(document("en"), blocks=(picture("en", "tall", tall),)), tmp_path)
    shape = file.inline_shapes[0]
    assert shape.height <= Cm(21.1)
    assert shape.width / shape.height == pytest.approx(4 / 12, rel=0.01)


def test_every_style_names_fonts_for_both_scripts(read):
    lang, file, _ = read
    kinds = [style for style in file.styles.element.style_lst if style.get(qn("w:type")) == "paragraph"]
    assert len(kinds) > 15
    for style in [*kinds, file.styles.element.find(qn("w:docDefaults"))]:
        fonts = style.find(f".//{qn('w:rFonts')}")
        assert {qn("w:ascii"), qn("w:hAnsi"), qn("w:eastAsia")} <= set(fonts.attrib)
        assert not [name for name in fonts.attrib if "Theme" in name]
    language = file.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == {"en": "en-GB", "zh": "zh-CN"}[lang]
    assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_every_page_bears_its_number(read):
    _, file, _ = read
    foot = file.sections[0].footer.paragraphs[0]
    assert fields(foot._p) == ["PAGE", "NUMPAGES"]
    section = file.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_cards_show_their_verdict_in_words_too(read):
    lang, file, _ = read
    words = [cell.text.split("\n") for row in file.tables[0].rows for cell in row.cells]
    better = {"en": "better", "zh": "改善"}[lang]
    assert ["A", "+8.4", better, "7.9 – 8.9"] in words
    assert ["D", "12", ""] in words
    assert ["E", "–", ""] in words


def test_a_break_begins_a_page(tmp_path):
    blocks = (Words("one"), Break(), Heading("two"), Words("three"))
    file = written(replace(document("en"), blocks=blocks), tmp_path)
    broken = [paragraph.text for paragraph in file.paragraphs if paragraph.paragraph_format.page_break_before]
    assert broken == ["one", "two"]


def test_a_report_without_headings_has_no_contents(tmp_path):
    file = written(replace(document("en"), blocks=(Words("one"), Cards("", (Card("A", "1"),)))), tmp_path)
    assert styled(file, "TOC Heading") == []
    assert len(file.tables) == 1


def test_columns_fill_the_page_and_numbers_are_not_torn():
    columns = [Column("a", "A", wide=True), Column("b", "B", "number"), Column("c", "C", "code")]
    found = widths(columns, ["A", "B", "C", "runs"], [["x" * 400, "−1,234.56", "0f" * 8, "R1-R10,\nR3"]])
    assert sum(found) == WIDE
    assert found[0] > 2 * found[1]
    assert found[1] > 9 * 90
    assert found[3] > 6 * 90
    many = widths([Column(str(i), "H", "number") for i in range(30)], ["H"] * 30, [["123456"] * 30])
    assert sum(many) == WIDE
    assert min(many) > 0


def test_equal_reports_are_equal_files_without_a_date(read, tmp_path):
    lang, _, path = read
    written(document(lang), tmp_path)
    assert (tmp_path / "report.docx").read_bytes() == path.read_bytes()
    properties = docx.Document(str(path)).core_properties
    assert {properties.created.replace(tzinfo=None), properties.modified.replace(tzinfo=None)} == {DATED}
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_is_whole_or_not_there(tmp_path):
    broken = picture("en", "broken", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_word(replace(document("en"), blocks=(broken,)), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_letter_that_no_font_has_is_named(tmp_path):
    odd = picture("zh", "odd", lambda: draw("zh", words="𪚥"))
    with pytest.warns(GlyphWarning, match="𪚥"):
        write_word(replace(document("zh"), blocks=(odd,)), tmp_path / "report.docx")


def test_two_tables_that_touch_stay_two(tmp_path):
    one = Table("one", "One", (Column("v", "V"),), ({"v": "1"},))
    file = written(replace(document("en"), blocks=(one, replace(one, name="two"))), tmp_path)
    assert len(file.tables) == 2
