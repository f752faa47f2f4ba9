"""How values are shown: numbers as each language writes them, what is not known as a dash, names of sheets."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from made_document import document, effects, runs_table

from analysis.labels import TEXTS
from analysis.report.blocks import Column, Picture, Table
from analysis.report.shown import (
    caption,
    cells,
    clean,
    decimals,
    headers,
    is_missing,
    is_number,
    numbered,
    sheet_names,
    shown,
)

FIELDS = re.compile(r"\{(\w+)\}")


def one(kind, *values, **how):
    table = Table("t", "T", (Column("v", "V", kind, **how),), tuple({"v": value} for value in values))
    return [row[0] for row in cells(table, "en")]


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("number", (1234.56, -0.5, 0), ["1,235", "0", "0"]),
        ("number", (0.0123, 0.5), ["0.012", "0.500"]),
        ("signed", (1.5, -1.5, 0), ["+1.50", "−1.50", "0.00"]),
        ("percent", (0.31, 1.0), ["31\u00a0%", "100\u00a0%"]),
        ("percent", (0.0312, 0.05), ["3.1\u00a0%", "5.0\u00a0%"]),
        ("count", (12345, np.int64(3)), ["12,345", "3"]),
        ("p", (0.0004, 0.0449, 1.0), ["<0.001", "0.045", "1.000"]),
        ("text", ("words", None, True, np.False_, date(2024, 3, 1)), ["words", "–", "yes", "no", "1 Mar 2024"]),
        ("number", (None, np.nan, np.inf, pd.NA, "1 to 2"), ["–", "–", "–", "–", "1 to 2"]),
        ("code", ("00ff\x1b\n=1",), ["00ff\n=1"]),
    ],
)
def test_each_kind_as_it_is_read(kind, values, words):
    assert one(kind, *values) == words


def test_the_column_says_by_how_many_decimals():
    assert one("number", 1.25, 100.0, decimals=2) == ["1.25", "100.00"]
    assert one("percent", 0.3125, decimals=1) == ["31.2\u00a0%"]


def test_a_row_says_by_how_many_decimals_and_only_where_the_column_does_not():
    table = effects("zh")
    found = decimals(table)
    assert [row["d"] for row in found] == [3, 1, 0]
    assert found[0]["b"] == found[1]["b"] == 0
    rows = list(cells(table, "zh"))
    assert rows[0][1:4] == ["−0.012", "–", "31%"]
    assert rows[1][1:6] == ["+1,234.5", "−3.2", "100%", "0.040", "7"]
    assert rows[2][1:6] == ["–", "0.00", "–", "–", "–"]


def test_chinese_writes_dates_and_percent_in_its_own_way():
    assert shown(date(2024, 3, 1), "text", 0, "zh") == "2024年3月1日"
    assert shown(0.5, "percent", 0, "zh") == "50%"
    assert shown(True, "text", 0, "zh") == "是"


def test_what_is_missing_and_what_is_a_number():
    assert all(is_missing(value) for value in (None, np.nan, -np.inf, pd.NaT, pd.NA))
    assert not any(is_missing(value) for value in (0, "", False, date(2024, 1, 1)))
    assert [is_number(value) for value in (1, np.float32(1.5), True, "1", None)] == [True, True, False, False, False]


def test_control_characters_go_and_line_breaks_stay():
    assert clean("a\x00b\x1b\n\tc\ud800") == "ab\n\tc"


def test_tables_and_figures_are_numbered_apart():
    found = [(count, type(block).__name__) for count, block in numbered(document("en").blocks) if count]
    assert found == [(1, "Table"), (1, "Picture"), (2, "Picture"), (2, "Table"), (3, "Table")]
    table = effects("en")
    assert caption(table, 3, "en").startswith("Table 3. What changes")
    assert caption(table, 3, "zh").startswith("表 3　What changes")
    assert caption(Picture("p", "见图", lambda: None), 1, "zh") == "图 1　见图"


def test_the_runs_are_the_last_header_where_there_are_runs():
    assert headers(runs_table("zh"), "zh")[-1] == "运行编号"
    table = Table("t", "T", (Column("v", "V"),), ({"v": 1},))
    assert headers(table, "en") == ["V"]


def test_names_of_sheets_are_unique_short_and_allowed():
    same = [Table(f"t{i}", "a/b: " + "很长的标题" * 10, (), ()) for i in range(12)]
    odd = [Table("h", "History", (), ()), Table("s", "SUMMARY", (), ()), Table("q", "'quoted'", (), ()),
           Table("n", "???", (), ()), Table("own", "A caption", (), (), sheet="Own name")]  # fmt: skip
    names = sheet_names([*same, *odd], "en")
    assert len({name.casefold() for name in names.values()} | {"history", "summary", "text"}) == len(names) + 3
    assert all(1 <= len(name) <= 31 for name in names.values())
    assert not any(set(name) & set("[]:*?/\\") or name.strip("' ") != name for name in names.values())
    assert names["own"] == "Own name"
    assert names["n"] == "n"


def test_words_of_documents_have_both_languages_and_the_same_values():
    ours = {code: words for code, words in TEXTS.items() if code.startswith("doc_")}
    assert "doc_table" in ours
    for code, words in ours.items():
        assert set(words) == {"en", "zh"}, code
        assert set(FIELDS.findall(words["en"])) == set(FIELDS.findall(words["zh"])), code
