"""Detail on request: what runs saw is stored with them, comes back as it was, and is run again and compared."""

import io
import re
import sqlite3
from functools import cache
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from strategies import STATUS_QUO, county_of, village
from tiny_settings import SETTINGS as TINY

from experiments.detail import NONE, changes, packed, unpacked
from experiments.engine import Job, Report
from experiments.forecast import forecast
from experiments.result import RunResult
from experiments.run import run
from experiments.store import Member, Store, StudyRow
from experiments.study import CountyExperiment, DesignPoint, Study
from experiments.verify import verify
from model.detail import PARTS
from model.errors import StoreError
from model.settings import Horizon, Population, Programme
from scenarios.load import load_scenario

LIVELY = {"disputes.base": 0.005}
MIX = (*STATUS_QUO, Programme(policy="household_linkage"))
SETTINGS = county_of(village("上坂村", 180), village("下洋村", 90), burn_in=1, programmes=MIX, behaviour=LIVELY)

SHORT = SETTINGS.model_copy(update={"horizon": Horizon(years=1, burn_in_years=0)})


@cache
def lived() -> RunResult:
    return run(SETTINGS, 1, detail=True)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "study.sqlite", create=True) as opened:
        opened.plan(StudyRow("seed 1", 1, "a"), [], [Member("a", 0, 1, "f1"), Member("b", 0, 1, "f1")])
        yield opened


def record(store: Store, result: RunResult, fingerprint: str = "f1") -> None:
    store.record(Report(Job(fingerprint, None, 1), result, None, 1.0), code="c", replay="again")


# Packing


def test_the_same_columns_give_the_same_bytes_and_come_back_bit_for_bit():
    told = lived().detail
    first, again = dict(packed(told)), dict(packed(told))
    assert first == again
    assert list(first) == list(PARTS)
    for part, blob in first.items():
        back = unpacked(blob, part, "f1")
        assert list(back) == list(PARTS[part])
        for name, values in told[part].items():
            assert back[name].dtype == values.dtype
            assert back[name].tobytes() == values.tobytes(), name


def test_any_numpy_can_open_a_part():
    blob = dict(packed(lived().detail))["people"]
    with np.load(io.BytesIO(blob), allow_pickle=False) as held:
        assert held.files == list(PARTS["people"])


def test_a_run_that_could_keep_nothing_is_one_empty_part():
    assert list(packed({})) == [(NONE, b"")]


@pytest.mark.parametrize("spoil", [lambda blob: blob[: len(blob) // 2], lambda _: b"", lambda _: b"not an archive"])
def test_bytes_that_are_none_of_ours_are_refused(spoil):
    blob = dict(packed(lived().detail))["sizes"]
    with pytest.raises(StoreError, match="f1") as caught:
        unpacked(spoil(blob), "sizes", "f1")
    assert caught.value.problems[0].code == "detail_damaged"


def test_objects_are_never_unpacked():
    blob = io.BytesIO()
    np.savez_compressed(blob, name=np.array([{}], dtype=object), value=np.zeros(1))
    with pytest.raises(StoreError, match="sizes"):
        unpacked(blob.getvalue(), "sizes", "f1")


# Storing


@pytest.mark.parametrize("part", PARTS)
def test_each_part_comes_back_from_the_store_as_it_was(store, part):
    record(store, lived())
    told = lived().detail[part]
    one, over_runs = store.detail("f1", part), store.detail_frame(part, "seed 1", ["b", "a"])
    assert list(one.columns) == list(told)
    assert list(over_runs.columns) == ["scenario", "replication", "seed", *told]
    assert over_runs["scenario"].tolist() == ["b"] * len(one) + ["a"] * len(one)
    assert set(over_runs["replication"]) == {0}
    assert set(over_runs["seed"]) == {1}
    for name, values in told.items():
        for found in (one[name].to_numpy(), over_runs[name].to_numpy()[: len(one)]):
            assert values.dtype.kind == "U" or found.dtype == values.dtype
            assert np.array_equal(found.astype(values.dtype), values, equal_nan=values.dtype.kind == "f"), name
    assert store.parts("f1") == list(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_without_detail_there_is_an_empty_frame_with_the_right_columns(store, part):
    record(store, run(SETTINGS, 1))
    empty = store.detail_frame(part, "seed 1")
    assert len(empty) == 0
    record(store, lived())
    full = store.detail_frame(part, "seed 1")
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(full) > 0


def test_a_store_without_detail_has_no_table_for_it(store):
    record(store, run(SETTINGS, 1))
    assert (store.parts("f1"), store.detail("f1", "people"), store.packed_detail("f1")) == ([], None, {})
    with sqlite3.connect(store.path) as reader:
        tables = {name for (name,) in reader.execute("SELECT name FROM sqlite_master")}
    reader.close()
    assert "details" not in tables


def test_replications_and_scenarios_that_are_not_asked_for_are_left_out(store):
    members = [Member(name, number, 1 + number, f"{name}{number}") for name in "ab" for number in range(3)]
    store.plan(StudyRow("seed 1", 1, "a"), [], members)
    for member in members:
        record(store, lived(), member.fingerprint)
    frame = store.detail_frame("sizes", "seed 1", ["b"], 2)
    assert set(zip(frame["scenario"], frame["replication"], frame["seed"], strict=True)) == {("b", 0, 1), ("b", 1, 2)}
    assert len(store.detail_frame("sizes", "seed 1")) == 3 * len(frame)
    assert len(store.detail_frame("sizes", "seed 2")) == 0


def test_a_part_that_no_run_has_is_refused(store):
    for ask in (lambda: store.detail("f1", "peolpe"), lambda: store.detail_frame("peolpe", "seed 1")):
        with pytest.raises(StoreError, match="did you mean 'people'") as caught:
            ask()
        assert caught.value.problems[0].message("zh") != caught.value.problems[0].message("en")


def test_a_stored_run_gets_its_detail_later_and_keeps_it(store):
    record(store, run(SETTINGS, 1))
    assert (store.done(), store.done(detail=True)) == ({"f1"}, set())
    before = store.values("f1")
    record(store, lived())
    held = store.packed_detail("f1")
    assert store.done(detail=True) == {"f1"}
    assert list(held) == sorted(PARTS)
    record(store, run(SETTINGS, 1, events=True))
    assert store.done(events=True, detail=True) == {"f1"}
    assert store.packed_detail("f1") == held
    assert repr(store.values("f1")) == repr(before)


def test_a_run_that_can_have_no_detail_is_done_all_the_same(store):
    record(store, RunResult({"rate": 1.0}, detail={}))
    assert store.done(detail=True) == {"f1"}
    assert (store.parts("f1"), store.detail("f1", "people"), store.packed_detail("f1")) == ([], None, {})
    assert store.detail_frame("people", "seed 1").empty


# Studies


def study(out, **kept) -> Study:
    points = [DesignPoint(name, SHORT.model_copy(update={"world_seed": seed})) for name, seed in (("a", 1), ("b", 2))]
    return Study(points, out=out, replications=1, baseline="a", **kept)


def test_runs_stored_without_detail_are_run_again_when_it_is_asked_for(tmp_path):
    assert study(tmp_path).run(workers=1).ran == 2
    wanted = study(tmp_path, detail=True)
    assert len(wanted.stored().pending) == 2
    assert wanted.run(workers=1).ran == 2
    assert wanted.run(workers=1).ran == 0
    assert study(tmp_path).run(workers=1).ran == 0
    assert study(tmp_path, events=True, detail=True).run(workers=1).ran == 2
    assert study(tmp_path, events=True, detail=True).run(workers=1).ran == 0
    with Store.open(tmp_path / "study.sqlite") as opened:
        frame = opened.detail_frame("people", "seed 1", ["b", "a"])
    assert frame["scenario"].unique().tolist() == ["b", "a"]


def test_results_and_detail_do_not_depend_on_workers(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, workers in zip(folders, (1, 2), strict=True):
        assert study(folder, detail=True).run(workers=workers).ran == 2
    found = []
    for folder in folders:
        with Store.open(folder / "study.sqlite") as opened:
            keys = sorted(opened.done(detail=True))
            found.append({key: (repr(opened.values(key)), opened.packed_detail(key)) for key in keys})
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_fingerprints_do_not_change_because_detail_was_asked_for(tmp_path):
    plain, told = study(tmp_path), study(tmp_path, detail=True)
    assert plain.design() == told.design()
    assert CountyExperiment(detail=True).code == CountyExperiment().code
    assert CountyExperiment(detail=True).function.together(TINY) == 1


# Verifying


def spoilt(folder, part, blob):
    """Put other bytes in the place of a part of the first run."""
    with sqlite3.connect(folder / "study.sqlite") as connection:
        connection.execute("UPDATE details SET data = ? WHERE part = ? AND run = 1", (blob, part))
    connection.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    study(folder, detail=True).run(workers=1)
    return folder


@pytest.fixture
def verified(good, tmp_path):
    """Give a copy of a good study, to be spoilt."""
    return Path(copytree(good, tmp_path / "copy"))


def test_verify_finds_equal_what_is(good):
    found = verify(good)
    assert (found.checked, found.equal, found.differences) == (2, 2, [])


def stored_part(folder, part):
    with Store.open(folder / "study.sqlite") as opened:
        key = next(member.fingerprint for member in opened.members("seed 1") if member.scenario == "a")
        return unpacked(opened.packed_detail(key)[part], part, key)


def test_verify_finds_a_value_of_the_detail_that_was_changed(verified):
    people, hours = stored_part(verified, "people"), stored_part(verified, "hours")
    was = float(people["income"][7])
    people["income"][[7, 9]] += np.float32(1.0)
    hours["task"][3] = "nothing"
    for part, columns in (("people", people), ("hours", hours)):
        spoilt(verified, part, dict(packed({part: columns}))[part])
    found = verify(verified)
    assert (found.checked, found.equal) == (2, 1)
    told = [(one.scenario, one.seed, one.outcome, one.place, one.stored, one.again) for one in found.differences]
    assert told == [
        ("a", 1, "people.income", "7", float(people["income"][7]), was),
        ("a", 1, "hours.task", "3", None, None),
    ]


def test_verify_finds_rows_that_are_gone_and_bytes_that_are_none(verified):
    flows = stored_part(verified, "flows")
    spoilt(verified, "flows", dict(packed({"flows": {name: held[1:] for name, held in flows.items()}}))["flows"])
    spoilt(verified, "sizes", b"\0" * 10)
    rows = float(len(flows["n"]))
    told = [(one.outcome, one.place, one.stored, one.again) for one in verify(verified).differences]
    assert told == [("flows", "", rows - 1, rows), ("sizes", "", None, None)]


def test_verify_asks_for_detail_only_of_runs_that_have_it(verified):
    with sqlite3.connect(verified / "study.sqlite") as connection:
        connection.execute("DELETE FROM details WHERE run = 1")
    connection.close()
    assert verify(verified).equal == 2
    with sqlite3.connect(verified / "study.sqlite") as connection:
        connection.execute("DELETE FROM details WHERE run = 2 AND part <> 'people'")
    connection.close()
    assert [one.outcome for one in verify(verified).differences] == [part for part in PARTS if part != "people"]


def test_a_part_that_is_new_or_lost_differs():
    sizes = {"name": np.array(["years"]), "value": np.array([np.nan])}
    blob = dict(packed({"sizes": sizes}))
    assert list(changes(blob, {"sizes": sizes}, "f1")) == []
    assert list(changes(blob, {}, "f1")) == [("sizes", "", None, None)]
    assert list(changes({}, {"sizes": sizes}, "f1")) == [("sizes", "", None, None)]
    more = {**sizes, "value": np.array([2.0])}
    assert list(changes(blob, {"sizes": more}, "f1")) == [("sizes.value", "0", None, 2.0)]


# Words


def test_the_page_names_every_part_with_its_columns():
    page = (Path(__file__).parents[2] / "docs" / "experiments.md").read_text(encoding="utf-8")
    section = page.split("## What a run keeps")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in section.splitlines() if row.startswith("| `")]
    told = {row[0].strip("`"): re.sub(r"\([^)]*\)", "", row[2]) for row in rows}
    assert {part: re.findall(r"`(\w+)`", text) for part, text in told.items()} == {
        part: list(columns) for part, columns in PARTS.items()
    }


# Room


def test_detail_takes_room_and_no_time_in_a_forecast():
    plain, told = (forecast([(TINY, 1), (TINY, 2)], detail=detail) for detail in (False, True))
    assert told.megabytes > plain.megabytes
    assert told.minutes == plain.minutes
    large = TINY.population.villages[0].model_copy(update={"population": 1_000_000})
    apart = TINY.model_copy(update={"population": Population(villages=(large,), county_coupling=False)})
    assert forecast([(apart, 1)], detail=True) == forecast([(apart, 1)])


def test_the_forecast_is_about_right_for_a_shipped_county():
    settings = load_scenario("linkage", overrides=("horizon.years=1", "horizon.burn_in_years=0")).settings
    bytes_ = sum(len(blob) for _, blob in packed(run(settings, 1, detail=True).detail))
    more = forecast([(settings, 1)], detail=True).megabytes - forecast([(settings, 1)]).megabytes
    assert 0.6 < bytes_ / 1e6 / more < 1.5
