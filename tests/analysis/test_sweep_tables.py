"""Tables of a sweep: means, paired differences, where failures lie, and what is written of all that."""

import math

import numpy as np
import openpyxl
import pandas as pd
import pytest
from scipy import stats

from analysis.labels import plain_registry
from analysis.sweep import if_failed_were, point_differences, point_means, runs_table, where_failed
from analysis.sweep_export import SweepTables, write_sweep
from experiments.factors import Factor

VALUES = {
    "base#0": [1.0, 2.0, 4.0],
    "plan#0": [2.0, 4.0, math.nan],
    "base#1": [0.0, 0.0, 0.0],
    "plan#1": [5.0, None, 7.0],
}
"""By point: the outcome of each replication; None where the run failed."""
POINTS = pd.DataFrame(
    {
        "point": list(VALUES),
        "scenario": ["base", "plan", "base", "plan"],
        "row": [0, 0, 1, 1],
        "luck": [0, 0, 0, 0],
        "share": [0.2, 0.2, 0.4, 0.4],
        "rule": ["off", "off", "on", "on"],
    }
)
FACTORS = (
    Factor("share", "condition", low=0.2, high=0.4, unit="share", en="Share", zh="份额"),
    Factor("rule", "lever", values=("off", "on")),
)


@pytest.fixture
def outcomes():
    rows = [
        (point, replication, 1 + replication, name, village, value)
        for point, values in VALUES.items()
        for replication, value in enumerate(values)
        if value is not None
        for name, village in (("y", ""), ("y", "east"), ("unasked", ""))
    ]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])


@pytest.fixture
def runs(outcomes):
    return runs_table(outcomes, POINTS, ["y"])


def test_every_good_run_is_one_row_with_its_point(runs):
    heads = ["scenario", "row", "point", "share", "rule", "luck", "replication", "seed", "y"]
    assert list(runs.columns) == heads
    assert len(runs) == 11
    plan = runs[runs["point"] == "plan#1"]
    assert plan[["scenario", "row", "share", "rule", "seed", "y"]].to_numpy().tolist() == [
        ["plan", 1, 0.4, "on", 1, 5.0],
        ["plan", 1, 0.4, "on", 3, 7.0],
    ]


def test_means_have_t_intervals_and_count_only_what_is_a_number(runs):
    means = point_means(runs, ["y"]).set_index(["scenario", "row"])
    first = means.loc[("base", 0)]
    low, high = stats.t.interval(0.95, 2, loc=7 / 3, scale=stats.sem([1.0, 2.0, 4.0]))
    assert (first["n"], first["rule"]) == (3, "off")
    assert (first["mean"], first["low"], first["high"]) == pytest.approx((7 / 3, low, high), rel=1e-12)
    assert (means.loc[("plan", 0), "n"], means.loc[("plan", 0), "mean"]) == (2, 3.0)


def test_differences_are_paired_by_seed_and_a_failed_side_makes_no_pair(runs):
    found = point_differences(runs, "base", ["y"])
    assert found[["scenario", "row", "n", "baseline", "mean", "difference"]].to_numpy().tolist() == [
        ["plan", 0, 2, 1.5, 3.0, 1.5],
        ["plan", 1, 2, 0.0, 6.0, 6.0],
    ]
    low, high = stats.t.interval(0.95, 1, loc=1.5, scale=stats.sem([1.0, 2.0]))
    assert (found["low"][0], found["high"][0]) == pytest.approx((low, high), rel=1e-12)
    assert found["share"].tolist() == [0.2, 0.4]
    assert point_differences(runs, "", ["y"]).empty


def test_points_of_other_luck_count_nowhere(outcomes):
    runs = runs_table(outcomes, POINTS.assign(luck=[0, 0, 1, 1]), ["y"])
    assert set(point_means(runs, ["y"])["row"]) == {0}
    assert set(point_differences(runs, "base", ["y"])["row"]) == {0}


def test_without_a_good_run_tables_are_empty_and_not_broken(outcomes):
    none = runs_table(outcomes[:0], POINTS, ["y"])
    assert none.empty
    assert point_means(none, ["y"]).empty
    assert point_differences(none, "base", ["y"]).empty


def test_failed_runs_can_move_the_mean_no_further_than_the_ends():
    assert if_failed_were(np.array([1.0, 2.0, 6.0]), 1) == (2.5, 3.75)
    assert if_failed_were(np.array([1.0, 2.0, math.nan]), 0) == (1.5, 1.5)
    assert all(math.isnan(end) for end in if_failed_were(np.array([]), 3))


def test_the_range_in_which_failures_lie_is_named_if_it_is_narrow():
    points = pd.DataFrame(
        {
            "point": [f"p{n}" for n in range(20)],
            "scenario": "s",
            "row": range(20),
            "luck": 0,
            "near": np.arange(20) / 20,
            "far": [(7 * n) % 20 for n in range(20)],
            "word": ["on", "off"] * 10,
        }
    )
    found = where_failed(points, ["p2", "p3", "p4"])
    assert found[["factor", "low", "high", "share", "failed"]].to_numpy().tolist() == [["near", 0.1, 0.2, 0.15, 3]]
    assert where_failed(points, ["p0", "p19"]).empty or "near" not in set(where_failed(points, ["p0", "p19"])["factor"])
    assert where_failed(points, ["p2"]).empty


@pytest.fixture
def tables(runs):
    failures = pd.DataFrame(
        [("plan#1", 1, 2, "running", "=1+1", "Traceback", "xiangzhi run x.py:f --seed 2")],
        columns=["scenario", "replication", "seed", "stage", "error", "traceback", "replay"],
    )
    titles = {"base": {"en": "As it is", "zh": "现状"}, "plan": {"en": "The plan", "zh": "方案"}}
    frames = (runs, point_means(runs, ["y"]), point_differences(runs, "base", ["y"]), failures)
    return SweepTables(*frames, FACTORS, titles, plain_registry(["y"]), [("Question", "=Does it help?")])


def test_csv_files_read_back_and_no_text_becomes_a_formula(tables, tmp_path):
    written = [path.name for path in write_sweep(tables, tmp_path, "en")]
    assert written == ["runs.csv", "means.csv", "effects.csv", "failures.csv", "sweep.xlsx"]
    back = pd.read_csv(tmp_path / "runs.csv", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(back, tables.runs, check_dtype=False)
    (error,) = pd.read_csv(tmp_path / "failures.csv", encoding="utf-8-sig")["error"]
    assert error != "=1+1"
    assert error.endswith("=1+1")
    assert (tmp_path / "means.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_an_earlier_call_left_goes_when_it_is_true_no_more(tables, tmp_path):
    write_sweep(tables, tmp_path, "en")
    mended = SweepTables(
        tables.runs, tables.means, tables.effects[:0], tables.failures[:0], FACTORS, tables.titles, tables.registry
    )
    write_sweep(mended, tmp_path, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["means.csv", "runs.csv", "sweep.xlsx"]
    assert "failures" not in openpyxl.load_workbook(tmp_path / "sweep.xlsx").sheetnames


@pytest.mark.parametrize(("lang", "title", "factor"), [("en", "The plan", "Share"), ("zh", "方案", "份额")])
def test_the_workbook_speaks_the_language_and_holds_numbers_as_numbers(tables, tmp_path, lang, title, factor):
    write_sweep(tables, tmp_path, lang)
    book = openpyxl.load_workbook(tmp_path / "sweep.xlsx")
    assert len(book.sheetnames) == 5
    effects = list(book.worksheets[0].iter_rows(values_only=True))
    assert any(str(head).startswith(factor) for head in effects[0])
    assert title in effects[1]
    assert 1.5 in effects[1]
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
