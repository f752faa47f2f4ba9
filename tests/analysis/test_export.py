"""Exports: read back, they hold what went in; they are whole or not there; they run no formula."""

import openpyxl
import pandas as pd
import pytest

from analysis.effects import paired_effects
from analysis.export import inert, write_effects
from analysis.files import whole


@pytest.fixture(scope="module")
def effects(outcomes_frame, registry):
    return paired_effects(outcomes_frame, "pilot_county", registry)


def export(folder, effects, titles, lang, registry, recorded=None):
    return write_effects(effects, folder, titles, lang, baseline="pilot_county", recorded=recorded, registry=registry,
                         grades={"A": 12, "D": 30})  # fmt: skip


def test_csv_reads_back_with_its_byte_order_mark(tmp_path, effects, titles, registry):
    table, _ = export(tmp_path, effects, titles, "zh", registry)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(table, encoding="utf-8-sig")
    assert list(back.columns[: len(effects.columns)]) == list(effects.columns)
    for name in ("difference", "low", "high", "unpaired_over_paired", "sd"):
        assert back[name].to_numpy() == pytest.approx(effects[name].to_numpy(), rel=1e-15, nan_ok=True)
    assert back["scenario_title"].iloc[0] == titles["linkage"]["zh"]


@pytest.mark.parametrize(
    ("lang", "sheets", "header"),
    [
        ("en", ["effects", "outcomes", "about"], ["scenario", "outcome", "unit", "better", "baseline mean"]),
        ("zh", ["效果", "逐次结果", "说明"], ["情景", "结果指标", "单位", "改善方向", "基准均值"]),
    ],
)
def test_workbook(tmp_path, effects, titles, registry, outcomes_frame, lang, sheets, header):
    _, book = export(tmp_path, effects, titles, lang, registry, outcomes_frame)
    workbook = openpyxl.load_workbook(book)
    assert workbook.sheetnames == sheets
    sheet = workbook[sheets[0]]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0][:5]) == header
    assert len(rows) == 1 + len(effects)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:P{len(rows)}"
    assert rows[1][0] == titles["linkage"][lang]
    assert rows[1][6] == effects["difference"].iloc[0]
    assert sheet.cell(2, 7).data_type == "n"
    assert all(sheet.column_dimensions[c].width >= 9 for c in "ABCDEFGHIJKLMNOP")
    assert workbook[sheets[1]].max_row == 1 + (outcomes_frame["village"] == "").sum()
    about = dict(workbook[sheets[2]].iter_rows(values_only=True))
    assert any("A: 12" in str(content) for content in about.values())
    assert any("10" in str(content) for content in about.values())


def test_empty_cells_stand_for_what_is_not_known(tmp_path, effects, titles, registry):
    gap = effects.head(1).assign(low=float("nan"), unpaired_over_paired=float("inf"))
    _, book = export(tmp_path, gap, titles, "en", registry)
    sheet = openpyxl.load_workbook(book)["effects"]
    assert sheet["H2"].value is None
    assert sheet["K2"].value is None


@pytest.mark.parametrize("title", ['=HYPERLINK("http://a")', "+1", "-1", "@x", "\t=1"])
def test_no_text_becomes_a_formula(tmp_path, effects, titles, registry, title):
    table, book = export(tmp_path, effects, titles | {"linkage": title}, "en", registry)
    cell = openpyxl.load_workbook(book)["effects"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == title.strip()
    assert cell.hyperlink is None
    assert pd.read_csv(table, encoding="utf-8-sig")["scenario_title"].iloc[0] == f"'{title}"


def test_numbers_are_not_quoted():
    assert inert(-1.5) == -1.5


def test_a_broken_write_leaves_the_old_file(tmp_path):
    target = tmp_path / "x.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), whole(target) as part:
        part.write_text("half 半", encoding="ascii")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_writer_left_behind_goes_with_the_next_writing(tmp_path):
    dead = 2**22 + 1  # above the largest process number of Linux
    (tmp_path / f".effects.{dead}.abc.csv").write_text("torn")
    (tmp_path / ".effects.notes.csv").write_text("somebody's own")
    with whole(tmp_path / "effects.csv") as part:
        part.write_text("whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".effects.notes.csv", "effects.csv"]
