"""The columns of a village list: names in both languages, units, bounds, and how a cell is read."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from model.errors import Problem
from scenarios.nearest import nearest, shorten

Cell = str | int | float | bool | date | datetime | time | None
Kind = Literal["text", "count", "share", "number", "choice"]

LONGEST_NAME = 60
FAR = 1e15
"""Figures are read no larger than this; every bound lies far below it."""
PERSONS = {"人": 1.0, "名": 1.0, "persons": 1.0, "people": 1.0}
MONEY = {"元": 1.0, "元/年": 1.0, "yuan": 1.0, "万元": 1e4, "万元/年": 1e4, "万": 1e4, "10,000 yuan": 1e4}
PERCENT = {"%": 0.01, "百分比": 0.01, "percent": 0.01}
VILLAGE, TOWN = "village", "town_community"
KINDS = {
    "村": VILLAGE, "村庄": VILLAGE, "行政村": VILLAGE, "village": VILLAGE,
    "社区": TOWN, "城镇社区": TOWN, "town_community": TOWN, "town community": TOWN, "community": TOWN,
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?")
_UNIT = re.compile(r"(.+?)\s*[(\[](.+)[)\]]")


@dataclass(frozen=True)
class RosterColumn:
    """One column of a village list."""

    name: str
    kind: Kind
    en: str
    zh: str
    words: tuple[str, ...]
    """Other headers it answers to."""
    units: dict[str, float] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    """Words of a choice and what each stands for."""
    low: float = 0.0
    high: float = 1.0
    example: str | float = ""
    explain_en: str = ""
    explain_zh: str = ""


def _column(name: str, kind: Kind, zh: str, words: str, **more: object) -> RosterColumn:
    return RosterColumn(name, kind, name, zh, tuple(words.split("、")), **more)  # type: ignore[arg-type]


COLUMNS = (
    _column(
        "name", "text", "村名", "village、village name、村、村庄、村庄名称、村名称、行政村、行政村名称",
        example="上坂村", explain_en="name, unique in its township", explain_zh="村名，同一乡镇内不重复",
    ),
    _column(
        "township", "text", "乡镇", "town、township name、镇、乡、所属乡镇、乡镇名称、所在乡镇、街道",
        example="东溪镇", explain_en="name of the township", explain_zh="所属乡镇",
    ),
    _column(
        "households", "count", "户数", "number of households、户籍户数、总户数、农户数、家庭户数",
        units={"户": 1.0, "households": 1.0}, low=1, high=50_000, example=368,
        explain_en="registered households", explain_zh="户籍户数",
    ),
    _column(
        "population", "count", "户籍人口", "registered population、people、人口、总人口、人口数、户籍人口数",
        units=PERSONS, low=1, high=200_000, example=1480,
        explain_en="registered people", explain_zh="户籍人口",
    ),
    _column(
        "members", "count", "党员数", "party members、party_members、党员、党员人数、党员总数",
        units=PERSONS, high=20_000, example=46,
        explain_en="party members registered in the village", explain_zh="组织关系在村的党员",
    ),
    _column(
        "committee", "count", "两委人数", "cadres、two committees、两委、两委成员、两委成员数、村两委人数、村干部数",
        units=PERSONS, high=100, example=5,
        explain_en="people in the two committees, the secretary among them", explain_zh="两委成员，含书记",
    ),
    _column(
        "representatives", "count", "村民代表", "villager representatives、村民代表数、村民代表人数、代表数",
        units=PERSONS, high=5_000, example=37,
        explain_en="villager representatives", explain_zh="村民代表人数",
    ),
    _column(
        "grid_workers", "count", "网格员", "grid workers、网格员数、网格员人数",
        units=PERSONS, high=1_000, example=2, explain_en="grid workers", explain_zh="网格员人数",
    ),
    _column(
        "resident_share", "share", "常住比例", "resident share、常住率、常住人口比例、常住人口占比、在村比例",
        units=PERCENT, example="68%",
        explain_en="registered people who live in the village most of the year", explain_zh="户籍人口中常年在村的比例",
    ),
    _column(
        "resident_member_share", "share", "党员常住比例",
        "resident member share、常住党员比例、在村党员比例、党员在村比例",
        units=PERCENT, example="33%",
        explain_en="members who live in the village most of the year", explain_zh="党员中常年在村的比例",
    ),
    _column(
        "collective_income", "number", "集体收入",
        "collective income、村集体收入、集体经济收入、村集体经济收入、集体经营性收入",
        units=MONEY, high=1e9, example=36000,
        explain_en="collective income, yuan a year", explain_zh="村集体收入，元/年；可写 集体收入(万元)",
    ),
    _column(
        "clans", "count", "宗族数", "number of clans、宗族、姓氏数、主要姓氏数",
        units={"个": 1.0}, low=1, high=200, example=5,
        explain_en="clans (surname groups)", explain_zh="宗族(姓氏)数",
    ),
    _column(
        "largest_clan_share", "share", "最大宗族占比", "largest clan share、最大宗族比例、第一大姓占比",
        units=PERCENT, example="42%",
        explain_en="households of the largest clan", explain_zh="最大宗族的户数占比",
    ),
    _column(
        "remoteness", "share", "偏远程度", "偏远度、remote", example=0.4,
        explain_en="0 next to the county seat, 1 farthest", explain_zh="0 为紧邻县城,1 为最偏远",
    ),
    _column(
        "land_mu", "number", "承包地", "land、land area、farm land、承包地面积、耕地、耕地面积、土地面积",
        units={"亩": 1.0, "mu": 1.0}, high=1e6, example=1180,
        explain_en="contracted farm land, mu", explain_zh="承包地面积，亩",
    ),
    _column(
        "income_level", "number", "收入水平", "income level、relative income、相对收入水平",
        low=0.1, high=10, example=0.95,
        explain_en="village income over the national rural mean", explain_zh="村人均收入与全国农村均值之比",
    ),
    _column(
        "kind", "choice", "类型", "type、village type、kind of village、村庄类型、村社区类型", choices=KINDS,
        example="村",
        explain_en="village or town_community, whose grids stand for buildings or estates; blank: village",
        explain_zh="村 或 社区(城镇社区，网格即楼栋或小区);留空为村",
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}


def plain(text: str) -> str:
    """Return text with full-width letters, digits and signs made plain, trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def _bare(header: str) -> str:
    return re.sub(r"[\s_\-]", "", header.casefold())


_SPOKEN = {_bare(word): column for column in COLUMNS for word in (column.name, column.zh, *column.words)}


def find_column(header: str) -> tuple[RosterColumn, float] | Problem:
    """Return the column of a header and what its figures are multiplied by, or what is wrong with it."""
    text = plain(header)
    with_unit = _UNIT.fullmatch(text)
    column = _SPOKEN.get(_bare(text)) or (_SPOKEN.get(_bare(with_unit[1])) if with_unit else None)
    if column is None:
        names = [word for known in COLUMNS for word in (known.zh, known.name, *known.words)]
        return Problem(
            "roster_header_unknown", {"came": shorten(text), "near": nearest(text, names)}, key=shorten(text)
        )
    if with_unit is None or _bare(text) in _SPOKEN:
        return column, 1.0
    factor = column.units.get(with_unit[2].strip().casefold())
    if factor is None:
        allowed = ", ".join(column.units) or "-"
        return Problem("roster_unit", {"came": shorten(with_unit[2]), "allowed": allowed}, key=shorten(text))
    return column, factor


def read_cell(column: RosterColumn, cell: Cell, factor: float) -> str | int | float | Problem | None:
    """Return the value of a cell in the column's unit; None where it is blank; a Problem where it is wrong."""
    if cell is None or (isinstance(cell, str) and not plain(cell)):
        return None
    if column.kind == "choice":
        return _choice(column, cell)
    return _name(cell) if column.kind == "text" else _figure(column, cell, factor)


def _choice(column: RosterColumn, cell: Cell) -> str | Problem:
    word = plain(str(cell)).casefold()
    if word in column.choices:
        return column.choices[word]
    values = {"came": f"'{shorten(str(cell))}'", "allowed": ", ".join(column.choices)}
    return Problem("not_a_choice", {**values, "near": nearest(word, column.choices)})


def _name(cell: Cell) -> str | Problem:
    text = str(cell).strip()
    if "/" in text or len(text) > LONGEST_NAME or not text.isprintable():
        return Problem("roster_name", {"came": shorten(text), "high": LONGEST_NAME})
    return text


def _figure(column: RosterColumn, cell: Cell, factor: float) -> int | float | Problem:
    number = _number(column, cell, factor)
    if number is None:
        return Problem("roster_number", {"came": shorten(str(cell))})
    if not column.low <= number <= column.high:
        bounds = {"came": shorten(str(cell)), "low": f"{column.low:g}", "high": f"{column.high:g}"}
        return Problem("roster_share" if column.kind == "share" else "roster_bounds", bounds)
    if column.kind != "count":
        return number
    if number != int(number):
        return Problem("roster_whole", {"came": shorten(str(cell))})
    return int(number)


def _number(column: RosterColumn, cell: Cell, factor: float) -> float | None:
    """Return a cell's number, its own unit going before that of the header; None where it is no number."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if not isinstance(cell, str):
        return _scaled(cell, factor)
    text = plain(cell)
    for unit in sorted(column.units, key=len, reverse=True):
        if text.casefold().endswith(unit):
            text, factor = text[: -len(unit)].strip(), column.units[unit]
            break
    if not _NUMBER.fullmatch(text) or not any(char.isdigit() for char in text):
        return None
    try:
        return _scaled(float(text.replace(",", "")), factor)
    except ValueError:
        return None


def _scaled(number: float, factor: float) -> float:
    """Return a number in the column's unit, figures beyond all bounds brought back to a huge one."""
    near = max(min(number, FAR), -FAR)
    return round(near * factor, 9)
