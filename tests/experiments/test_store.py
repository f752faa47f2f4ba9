"""The study store: whole runs only, never a wrong file, tidy to whoever opens it."""

import math
import sqlite3

import pytest

from experiments.engine import Failure, Job, Report
from experiments.result import RunResult
from experiments.store import Member, ScenarioRow, Store, StudyRow
from experiments.store_schema import FORMAT
from model.errors import StoreError

RESULT = RunResult(
    outcomes={"rate": 0.1 + 0.2, "undefined": math.nan},
    by_village={"rate": [0.25, 1e-300]},
    village_ids=["east/b", "east/a"],
    series={"rate": [0.5, math.nan]},
    series_dates=["2024-01-01", "2024-04-01"],
    ends="2025-01-01",
    seconds=2.0,
)
ROWS = [
    ScenarioRow(name, f"{name}中", name, f"{name}.yaml", ("a=1",), {"x": 1}, {"points.value": 2.0}, name, digest="d")
    for name in "ba"
]


def good(fingerprint: str = "f1") -> Report:
    return Report(Job(fingerprint, None, 1), RESULT, None, 2.0)


def bad(fingerprint: str = "f1") -> Report:
    return Report(Job(fingerprint, None, 1), None, Failure("running", "ValueError: no", "Traceback ..."), 0.5)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "folder" / "study.sqlite", create=True) as opened:
        members = [Member("b", 0, 1, "f1"), Member("a", 0, 1, "f1"), Member("a", 1, 2, "f2")]
        opened.plan(StudyRow("seed 1", 1, "b"), ROWS, members)
        yield opened


def test_values_come_back_to_the_last_bit(store):
    store.record(good(), code="c", replay="again")
    assert repr(sorted(store.values("f1").items())) == repr(sorted(RESULT.values().items()))


def test_two_scenarios_that_resolve_alike_share_one_run_and_keep_both_names(store):
    store.record(good(), code="c", replay="again")
    frame = store.outcomes_frame("seed 1", ["b", "a"])
    assert list(frame.columns) == ["scenario", "replication", "seed", "outcome", "village", "value"]
    assert frame["scenario"].unique().tolist() == ["b", "a"]
    county = frame[(frame["village"] == "") & (frame["outcome"] == "rate")]
    assert county["value"].tolist() == [0.1 + 0.2] * 2
    assert frame[frame["outcome"] == "undefined"]["value"].isna().all()


def test_series_have_dates(store):
    store.record(good(), code="c", replay="again")
    frame = store.series_frame("seed 1", ["a"])
    assert list(frame.columns) == ["scenario", "replication", "seed", "outcome", "date", "value"]
    assert frame["date"].dt.strftime("%Y-%m").tolist() == ["2024-01", "2024-04"]


def test_a_failure_is_a_row_and_gives_way_to_a_result(store):
    store.record(bad(), code="c", replay="xiangzhi run b.yaml --seed 1")
    failures = store.failures("seed 1", ["b"])
    assert failures[["stage", "error", "replay"]].to_numpy().tolist() == [
        ["running", "ValueError: no", "xiangzhi run b.yaml --seed 1"]
    ]
    store.record(good(), code="c", replay="again")
    assert store.failed() == set()
    assert store.done() == {"f1"}


def test_a_result_gives_way_to_nothing(store):
    store.record(good(), code="c", replay="again")
    other = Report(Job("f1", None, 1), RunResult({"rate": 9.0}), None, 1.0)
    store.record(other, code="c", replay="again")
    store.record(bad(), code="c", replay="again")
    assert store.values("f1")["rate", ""] == 0.1 + 0.2


def test_a_record_is_whole_or_not_there(store):
    torn = RunResult({"rate": 1.0}, {"rate": [1.0, 2.0]}, ["only one village"])
    with pytest.raises(ValueError, match="longer"):
        store.record(Report(Job("f2", None, 1), torn, None, 1.0), code="c", replay="again")
    assert store.done() == set()
    store.record(good("f2"), code="c", replay="again")
    assert store.values("f2")["rate", "east/a"] == 1e-300


def test_the_file_is_tidy_to_other_tools_while_it_is_written(store):
    store.record(good(), code="c", replay="again")
    with sqlite3.connect(store.path) as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        outcomes = reader.execute("SELECT run, outcome, village, period, value FROM outcomes").fetchall()
        series = reader.execute("SELECT run, outcome, village, period, value FROM series").fetchall()
        points = reader.execute("SELECT scenario, key, value FROM points").fetchall()
    reader.close()
    assert ("f1", "rate", "east/a", "2025-01-01", 1e-300) in outcomes
    assert ("f1", "undefined", "", "2025-01-01", None) in outcomes
    assert ("f1", "rate", "", "2024-01-01", 0.5) in series
    assert sorted(points) == [("a", "points.value", 2.0), ("b", "points.value", 2.0)]


def test_scenarios_come_back_as_they_were_listed(store):
    assert store.scenarios("seed 1") == ROWS
    assert store.studies() == ["seed 1"]


def code_of(path, **options) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(path, **options)
    (problem,) = caught.value.problems
    assert problem.message("zh") != problem.message("en")
    return problem.code


def test_what_is_no_store_of_ours_is_refused_and_left_alone(tmp_path):
    text = tmp_path / "text.sqlite"
    text.write_text("scenario,outcome\n" * 200)
    assert code_of(text, create=True) == "store_foreign"
    assert text.read_text().startswith("scenario,")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE photos (id INTEGER)")
    connection.close()
    assert code_of(other, create=True) == "store_foreign"


def test_a_newer_store_is_refused(store):
    with sqlite3.connect(store.path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    assert code_of(store.path) == "store_newer"


def test_a_missing_store_is_not_made_by_reading(tmp_path):
    assert code_of(tmp_path / "study.sqlite") == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    assert code_of(tmp_path / "file" / "study.sqlite", create=True) == "store_unusable"
    (tmp_path / "study.sqlite").mkdir()
    assert code_of(tmp_path / "study.sqlite", create=True) == "store_unusable"


def test_an_empty_file_left_by_a_kill_becomes_a_store(tmp_path):
    (tmp_path / "study.sqlite").touch()
    with Store.open(tmp_path / "study.sqlite", create=True) as opened:
        assert opened.done() == set()
