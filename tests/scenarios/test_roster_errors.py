"""Bad village lists: every fault told at once with row and column, in both languages; nothing opened unweighed."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from model.errors import RosterError
from scenarios.roster import read_roster, write_template


def _problems(path: Path) -> list[tuple[str, int | None, int | None, str | None]]:
    with pytest.raises(RosterError) as caught:
        read_roster(path)
    for problem in caught.value.problems:
        assert problem.message("en")
        assert problem.message("zh") != problem.message("en")
        assert problem.file
    return [(problem.code, problem.line, problem.column, problem.key) for problem in caught.value.problems]


def _text(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_faults_are_told_at_once_with_row_and_column(tmp_path):
    path = _text(
        tmp_path,
        "村名,乡镇,户数,人口,党原数,常住比例,集体收入(斤)\n"
        "上村,甲镇,100,50.5,3,６５％,\n"
        '上村,甲镇,-5,"1，234",,65,1\n'
        "\n"
        ",甲镇,500,9,,nan,,多余\n",
    )
    assert _problems(path) == [
        ("roster_header_unknown", 1, 5, "党原数"),
        ("roster_unit", 1, 7, "集体收入(斤)"),
        ("roster_whole", 2, 4, "人口"),
        ("roster_duplicate", 3, 1, "村名"),
        ("roster_bounds", 3, 3, "户数"),
        ("roster_share", 3, 6, "常住比例"),
        ("roster_blank", 5, 1, "村名"),
        ("roster_conflict", 5, 3, "户数"),
        ("roster_number", 5, 6, "常住比例"),
        ("roster_beyond", 5, 8, None),
    ]


def test_the_message_says_where_what_and_what_to_do(tmp_path):
    path = _text(tmp_path, "村名,户数\n上村,多\n")
    with pytest.raises(RosterError) as caught:
        read_roster(path)
    assert caught.value.text("zh").endswith(
        "list.csv:2:2: 户数: 给出的是“多”；只允许数字（如 1,234 或 65%）；请填写数字或留空"
    )
    assert "came '多'; a number is allowed" in caught.value.text("en")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("上村,100,400,500,5,2,50%", "roster_conflict"),
        ("上村,500,400,10,5,2,50%", "roster_conflict"),
        ("上村,100,400,10,500,2,50%", "roster_bounds"),
        ("上村,100,400,10,5,2,40%", "roster_conflict"),
        ("上村,100,400,10,5,2,101%", "roster_share"),
        ("上村,100,400,NaN,5,2,50%", "roster_number"),
        ("上村,100,400,inf,5,2,50%", "roster_number"),
        ("上村,100,1e999,10,5,2,50%", "roster_bounds"),
        ('上村,100,"4,00",10,5,2,50%', "roster_number"),
        ("上村,１００．５,400,10,5,2,50%", "roster_whole"),
        ("上村,0,400,10,5,2,50%", "roster_bounds"),
        ("上/村,100,400,10,5,2,50%", "roster_name"),
        ("上村,100,400,10,5,0,50%", "roster_bounds"),
        ("上村,100,400,-1,5,2,50%", "roster_bounds"),
    ],
)
def test_one_bad_figure(tmp_path, row, code):
    path = _text(tmp_path, f"name,households,population,members,committee,clans,largest_clan_share\n{row}\n")
    assert [problem[:2] for problem in _problems(path)] == [(code, 2)]


def test_the_same_name_in_two_townships_is_fine(tmp_path):
    assert len(read_roster(_text(tmp_path, "村名,乡镇\n新村,甲镇\n新村,乙镇\n")).villages) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "roster_empty"),
        ("  \n\n", "roster_empty"),
        ("村名,乡镇\n", "roster_no_rows"),
        ("# 只有说明\n", "roster_empty"),
        ("乡镇,户数\n甲镇,100\n", "roster_header_missing"),
        ("村名,村庄\n上村,下村\n", "roster_header_twice"),
        ('村名,乡镇\n"上村,甲镇\n', "roster_quotes"),
        ("村名,乡镇\n上\x00村,甲镇\n", "roster_binary"),
        ("村名,户数\n上村,=SUM(A1)\n", "roster_formula"),
        ("村名,户数\n上村,＝1+1\n", "roster_formula"),
    ],
)
def test_bad_text(tmp_path, text, code):
    assert code in [problem[0] for problem in _problems(_text(tmp_path, text))]


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("list.csv", bytes(range(256)) * 4, "roster_binary"),
        ("list.csv", "村名\n上村\n".encode("utf-16"), "roster_encoding"),
        ("list.csv", b"name\n" + b"village\n" * 1_100_000, "roster_too_big"),
        ("list.csv", b"name\n" + b"village\n" * 30_000, "roster_extent"),
        ("list.xlsx", b"name\nvillage\n", "roster_broken"),
        ("list.xlsx", b"PK\x03\x04 no archive", "roster_broken"),
        ("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked", "roster_broken"),
        ("list.xls", b"\xd0\xcf\x11\xe0", "roster_suffix"),
        ("list.docx", b"PK", "roster_suffix"),
        ("list.xlsx", b"", "roster_empty"),
    ],
)
def test_bad_files(tmp_path, name, raw, code):
    (tmp_path / name).write_bytes(raw)
    assert [problem[0] for problem in _problems(tmp_path / name)] == [code]


def test_a_missing_file_names_the_nearest(tmp_path):
    write_template(tmp_path / "villages.csv", "zh")
    with pytest.raises(RosterError, match=r"did you mean 'villages\.csv'"):
        read_roster(tmp_path / "vilages.csv")


def test_a_folder_is_no_list(tmp_path):
    (tmp_path / "list.csv").mkdir()
    assert _problems(tmp_path / "list.csv") == [("file_is_folder", None, None, None)]


def test_a_template_needs_a_known_suffix(tmp_path):
    with pytest.raises(RosterError, match=r"\.csv"):
        write_template(tmp_path / "template.doc", "en")


def test_every_formula_of_a_workbook_is_named_by_its_cell(tmp_path):
    book = Workbook()
    book.active.append(("村名", "户数", "人口"))
    book.active.append(("上村", "=1+1", 400))
    book.active.append(("=A2", 100, "=SUM(B2:B3)"))
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(RosterError) as caught:
        read_roster(tmp_path / "list.xlsx")
    assert [problem.values["cell"] for problem in caught.value.problems] == ["B2", "A3", "C3"]


@pytest.mark.parametrize("cell", [True, "约四百"])
def test_a_workbook_cell_that_is_no_figure(tmp_path, cell):
    book = Workbook()
    book.active.append(("村名", "人口"))
    book.active.append(("上村", cell))
    book.save(tmp_path / "list.xlsx")
    assert _problems(tmp_path / "list.xlsx") == [("roster_number", 2, 2, "人口")]


def _repacked(path: Path, part: str, content: bytes) -> None:
    """Replace one part of a workbook."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    path.write_bytes(packed.getvalue())


def test_a_zip_bomb_is_refused_unopened(tmp_path, monkeypatch):
    path = tmp_path / "bomb.xlsx"
    write_template(path, "zh")
    _repacked(path, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 30_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("a part was unpacked"))
    assert [problem[0] for problem in _problems(path)] == ["roster_bomb"]


def test_a_workbook_with_entities_is_refused(tmp_path):
    path = tmp_path / "entities.xlsx"
    write_template(path, "zh")
    _repacked(path, "xl/sharedStrings.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>')
    assert [problem[0] for problem in _problems(path)] == ["roster_broken"]


def test_a_workbook_that_claims_a_huge_sheet_is_read_by_its_rows(tmp_path):
    path = tmp_path / "wide.xlsx"
    book = Workbook()
    book.active.append(("村名", "人口"))
    book.active.append(("上村", 400))
    book.save(path)
    with zipfile.ZipFile(path) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:B2"' in sheet
    _repacked(path, "xl/worksheets/sheet1.xml", sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_roster(path).villages[0].population == 400


def test_an_unknown_kind_of_village_is_refused_with_the_nearest(tmp_path):
    path = _text(tmp_path, "村名,类型\n甲,社区\n乙,街区\n丙,3\n")
    assert _problems(path) == [("not_a_choice", 3, 2, "类型"), ("not_a_choice", 4, 2, "类型")]
    with pytest.raises(RosterError, match="社区"):
        read_roster(path)
