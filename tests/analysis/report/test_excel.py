"""The workbook: a summary, a tidy sheet a table with numbers as numbers, and nothing that runs."""

import zipfile
from dataclasses import replace

import openpyxl
import pytest
from made_document import LONG, RISKY, document, effects, picture, runs_table, say

from analysis.report.blocks import Heading, Table, Words
from analysis.report.excel import first_chapter, number_format, write_excel
from analysis.report.shown import DATED, clean, headers, sheet_names

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module", params=LANGUAGES)
def read(request, tmp_path_factory):
    lang = request.param
    path = tmp_path_factory.mktemp(f"excel_{lang}") / "report.xlsx"
    write_excel(document(lang), path)
    return lang, openpyxl.load_workbook(path), path


def sheet_of(book, lang, name):
    return book[sheet_names(document(lang).blocks, lang)[name]]


def test_one_sheet_a_table_between_the_summary_and_the_words(read):
    lang, book, _ = read
    names = list(sheet_names(document(lang).blocks, lang).values())
    first, last = {"en": ("summary", "text"), "zh": ("摘要", "正文")}[lang]
    assert book.sheetnames == [first, *names, last]
    assert len(names) == 3


@pytest.mark.parametrize("block", [effects, runs_table])
def test_headers_are_in_the_language_of_the_report(read, block):
    lang, book, _ = read
    table = block(lang)
    sheet = sheet_of(book, lang, table.name)
    assert [cell.value for cell in sheet[1]] == headers(table, lang)
    assert sheet[1][len(headers(table, lang)) - 1].value == {"en": "runs", "zh": "运行编号"}[lang]


def test_numbers_are_numbers_and_what_is_not_known_is_empty(read):
    lang, book, _ = read
    sheet = sheet_of(book, lang, "effects")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    link = say("linkage", lang)
    assert rows == [
        [link, -0.0123, None, 0.312, 0.0004, 1234, clean(RISKY), "R1-R9"],
        ["+5", 1234.5, -3.25, 1, 0.04, 7, "00ff", "R1-R9, R11-R19"],
        ["三", None, 0, None, None, None, None, "R3"],
    ]
    assert [cell.data_type for cell in sheet[2]][1:6] == ["n"] * 5


def test_numbers_are_shown_as_their_column_and_row_say(read):
    lang, book, _ = read
    sheet = sheet_of(book, lang, "effects")
    formats = [[cell.number_format for cell in sheet[row]] for row in (2, 3)]
    assert formats[0][1] == '+#,##0.000;"−"#,##0.000;#,##0.000'
    assert formats[1][1:3] == ['+#,##0.0;"−"#,##0.0;#,##0.0', '#,##0.0;"−"#,##0.0']
    assert formats[0][3:6] == ['#,##0%;"−"#,##0%', '[<0.001]"<0.001";0.000', '#,##0;"−"#,##0']


@pytest.mark.parametrize(
    ("kind", "places", "expected"),
    [
        ("number", 0, '#,##0;"−"#,##0'),
        ("number", 2, '#,##0.00;"−"#,##0.00'),
        ("signed", 1, '+#,##0.0;"−"#,##0.0;#,##0.0'),
        ("percent", 0, '#,##0%;"−"#,##0%'),
    ],
)
def test_number_formats(kind, places, expected):
    assert number_format(kind, places) == expected


def test_no_text_is_a_formula(read):
    lang, book, path = read
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    sheet = sheet_of(book, lang, "effects")
    assert [sheet.cell(row, column).quotePrefix for row, column in ((2, 7), (3, 1))] == [True, True]
    assert not sheet.cell(2, 1).quotePrefix
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_a_long_table_is_whole(read):
    lang, book, _ = read
    sheet = sheet_of(book, lang, "runs")
    assert sheet.max_row == 1 + LONG
    assert sheet.cell(1 + LONG, 2).value == 0.5 + LONG - 1
    assert sheet.cell(1 + LONG, 3).value == f"R{LONG}"


def test_sheets_freeze_filter_and_fit_the_paper(read):
    lang, book, _ = read
    for name in ("effects", "runs"):
        sheet = sheet_of(book, lang, name)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(dimension.width >= 9 for dimension in sheet.column_dimensions.values())
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.paperSize == 9


def test_the_summary_says_what_the_first_chapter_says(read):
    lang, book, _ = read
    words = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    for code in ("title", "subtitle", "place", "county", "question", "answer", "warning"):
        assert say(code, lang) in words, code
    assert "• " + say("answer", lang) in words
    assert {"A", "+8.4", {"en": "better", "zh": "改善"}[lang], "7.9 – 8.9"} <= set(words)
    assert say("evidence", lang) not in words


def test_the_summary_links_to_every_sheet(read):
    _, book, _ = read
    sheet = book.worksheets[0]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert set(links) == set(book.sheetnames[1:])
    assert all(place == f"'{name}'!A1" for name, place in links.items())
    counts = [row[2].value for row in sheet.iter_rows() if row[1].hyperlink]
    assert counts == [3, LONG, 0, None]


def test_all_words_stand_on_the_last_sheet_in_order(read):
    lang, book, _ = read
    rows = list(book.worksheets[-1].iter_rows(min_row=2, values_only=True))
    said = [words for _, words in rows]
    wanted = [block.text for block in document(lang).blocks if isinstance(block, Heading | Words)]
    assert [words for words in said if words in wanted] == [
        *wanted[:5],
        say("answer", lang),
        say("warning", lang),
        *wanted[5:],
    ]
    tables = {"en": "Table 1", "zh": "表 1"}[lang]
    assert (tables, say("effects", lang)) in rows


def test_the_first_chapter_ends_before_the_second():
    blocks = (Words("a"), Heading("one"), Heading("part", 2), Words("b"), Heading("two"), Words("c"))
    report = replace(document("en"), blocks=blocks)
    assert first_chapter(report) == list(blocks[:4])
    assert first_chapter(replace(report, blocks=blocks[:4])) == list(blocks[:4])


def test_equal_reports_are_equal_files(read, tmp_path):
    lang, _, path = read
    write_excel(document(lang), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
    assert openpyxl.load_workbook(path).properties.created == DATED


def test_figures_are_not_drawn(tmp_path):
    write_excel(replace(document("en"), blocks=(picture("en", "broken", lambda: 1 / 0),)), tmp_path / "report.xlsx")
    assert openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames == ["summary", "text"]


def test_a_broken_table_leaves_no_file(tmp_path):
    torn = Table("torn", "Torn", effects("en").columns, ({"s": object()},))
    with pytest.raises(TypeError):
        write_excel(replace(document("en"), blocks=(torn,)), tmp_path / "report.xlsx")
    assert list(tmp_path.iterdir()) == []
