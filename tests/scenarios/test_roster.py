"""Village lists: every encoding and header of Chinese offices is read, every gap is filled and said so."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from model.parameters import behaviour
from scenarios.roster import Roster, fill_village, read_roster, write_template
from scenarios.roster_columns import COLUMNS
from scenarios.shipped import shipped_rosters

LIST = """村名,乡镇,户数,户籍人口,党员数,常住比例,集体收入(万元)
上坂村,东溪镇,373,"1,480",46,６５％,3.6
下坂村,东溪镇,210,８６０,,0.62,0
西坑村,西岭镇,,1570户籍,36,,
""".replace("1570户籍", "1570人")


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _book(path: Path, *rows: tuple) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_give_the_same_villages(tmp_path, encoding, separator):
    text = LIST.replace('"1,480"', "1480").replace(",", separator)
    villages = read_roster(_write(tmp_path / "list.csv", text, encoding)).villages
    assert [village.id for village in villages] == ["东溪镇/上坂村", "东溪镇/下坂村", "西岭镇/西坑村"]
    assert [village.population for village in villages] == [1480, 860, 1570]
    assert [village.resident_share for village in villages] == [0.65, 0.62, 0.68]
    assert [village.collective_income for village in villages][:2] == [36_000.0, 0.0]


def test_figures_as_people_write_them(tmp_path):
    villages = read_roster(_write(tmp_path / "list.csv", LIST)).villages
    assert villages[0].population == 1480
    assert villages[1].population == 860
    assert villages[0].resident_share == 0.65


def test_a_workbook_gives_what_the_text_gives(tmp_path):
    text = read_roster(_write(tmp_path / "list.csv", LIST)).villages
    rows = [
        ("村名", "乡镇", "户数", "户籍人口", "党员数", "常住比例", "集体收入（万元）"),
        ("上坂村", "东溪镇", 373, 1480, 46, 0.65, 3.6),
        ("下坂村", "东溪镇", 210.0, "860", None, 0.62, 0),
        (None, None, None, None, None, None, None),
        ("西坑村", "西岭镇", None, 1570, 36, "", None),
    ]
    assert read_roster(_book(tmp_path / "list.xlsx", *rows)).villages == text


def test_english_headers_and_synonyms(tmp_path):
    heads = "Village,Town,Number of households,Registered population,Grid workers,Income level"
    text = f"{heads}\nUpper Hill,East,100,400,2,1.1\n"
    (village,) = read_roster(_write(tmp_path / "list.csv", text)).villages
    assert (village.id, village.households, village.grid_workers) == ("East/Upper Hill", 100, 2)
    assert village.income_level == 1.1


@pytest.mark.parametrize(
    ("header", "cell", "income"),
    [
        ("集体收入", "36000", 36_000.0),
        ("集体收入(万元)", "3.6", 36_000.0),
        ("集体收入（万元）", "3.6", 36_000.0),
        ("村集体收入", "3.6万元", 36_000.0),
        ("集体收入(万元)", "36000元", 36_000.0),
        ("collective_income (yuan)", "3.6e4", 36_000.0),
    ],
)
def test_units_of_header_and_cell(tmp_path, header, cell, income):
    (village,) = read_roster(_write(tmp_path / "list.csv", f"村名,{header}\n上坂村,{cell}\n")).villages
    assert village.collective_income == income
    assert "collective_income" not in village.filled


def test_what_is_missing_is_filled_and_said(tmp_path):
    roster = read_roster(_write(tmp_path / "list.csv", LIST), "zh")
    assert roster.villages[0].filled == (
        "committee", "representatives", "grid_workers", "resident_member_share", "clans", "largest_clan_share",
        "remoteness", "land_mu", "income_level",
    )  # fmt: skip
    assert "members" in roster.villages[1].filled
    assert any("党员数" in note and "3 个村中有 1 个" in note and "F028" in note for note in roster.notes)
    english = read_roster(tmp_path / "list.csv").notes
    assert "members: filled from national figures in 1 of 3 villages (F028, grade D)" in english


def test_filled_figures_are_keyed_by_the_village(tmp_path):
    alone = read_roster(_write(tmp_path / "a.csv", "村名,乡镇\n甲,东\n")).villages[0]
    among = read_roster(_write(tmp_path / "b.csv", "乡镇,村名\n西,丙\n东,乙\n东,甲\n")).villages
    assert among[2] == alone
    assert len({village.collective_income for village in among}) == 3


def test_filled_collective_income_is_as_skewed_as_in_the_nation():
    incomes = [fill_village({"name": f"V{i}", "township": "T"}).collective_income for i in range(2000)]
    assert sum(income < 50_000 for income in incomes) / 2000 == pytest.approx(0.577, abs=0.035)  # F051


@pytest.mark.parametrize(
    "given",
    [
        {"population": 20},
        {"population": 1},
        {"households": 900},
        {"clans": 1},
        {"largest_clan_share": 0.05},
        {"largest_clan_share": 1.0},
    ],
)
def test_filled_figures_never_contradict_given_ones(given):
    village = fill_village({"name": "上坂村", **given})
    assert village.households <= village.population
    for name in ("members", "committee", "representatives", "grid_workers"):
        assert 1 <= getattr(village, name) <= village.population
    assert 1 <= village.clans <= village.households
    assert village.largest_clan_share * village.clans >= 0.99
    for name, value in given.items():
        assert getattr(village, name) == value
        assert name not in village.filled


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["template.csv", "template.tsv", "template.xlsx"])
def test_a_template_reads_back_complete(tmp_path, name, lang):
    write_template(tmp_path / name, lang)
    roster = read_roster(tmp_path / name, lang)
    assert [village.id for village in roster.villages] == ["东溪镇/上坂村"]
    assert roster.villages[0].filled == ()
    assert roster.notes == ()


def test_a_template_names_every_figure_of_a_village():
    from model.settings import VillageSpec

    assert {column.name for column in COLUMNS} == set(VillageSpec.model_fields) - {"id", "filled"}


def test_a_csv_template_opens_in_spreadsheets_with_chinese_intact(tmp_path):
    write_template(tmp_path / "template.csv", "zh")
    assert (tmp_path / "template.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.fixture(scope="module")
def pilot() -> Roster:
    (path,) = (path for path in shipped_rosters() if path.stem == "pilot_county")
    return read_roster(path, "zh")


def test_the_pilot_county_is_as_described(pilot):
    villages = pilot.villages
    assert len(villages) == 20
    assert len({village.township for village in villages}) == 2
    assert sum(village.population for village in villages) >= 25_000
    assert all(village.filled == () for village in villages)
    at_home = sum(village.members * village.resident_member_share for village in villages)
    assert at_home / sum(village.members for village in villages) == pytest.approx(1 / 3, abs=0.02)
    poor = sum(village.collective_income < 50_000 for village in villages) / 20
    assert poor == pytest.approx(0.577, abs=0.05)  # F051


def test_the_pilot_county_can_be_peopled(pilot):
    from model.settings import Population
    from model.synthesis import synthesise

    made = synthesise(Population(villages=pilot.villages), 1, 2024 * 36, behaviour())
    assert len(made.people) == sum(village.population for village in pilot.villages)


@pytest.mark.parametrize("header", ["类型", "kind", "type", "村庄类型", "Village Type"])
def test_a_list_says_which_are_town_communities(tmp_path, header):
    rows = [("村名", header), ("甲", "村"), ("乙", "社区"), ("丙", None), ("丁", "Town_Community"), ("戊", "行政村")]
    roster = read_roster(_book(tmp_path / "list.xlsx", *rows))
    town, plain = "town_community", "village"
    assert [village.kind for village in roster.villages] == [plain, town, plain, town, plain]
    assert all("kind" not in village.filled for village in roster.villages)
    assert not any(note.startswith("kind") for note in roster.notes)


def test_a_list_without_kinds_holds_villages(tmp_path):
    villages = read_roster(_write(tmp_path / "list.csv", LIST)).villages
    assert {village.kind for village in villages} == {"village"}
