"""Events on request: every dispute and request of a run, readable, stored with it and never silently missing."""

import sqlite3
from datetime import date
from functools import cache

import numpy as np
import pytest
from strategies import STATUS_QUO, county_of, village

from experiments.engine import Job, Report
from experiments.events import COLUMNS, WORDS, is_date, is_text
from experiments.result import RunResult
from experiments.run import Simulator, burn_in, run
from experiments.store import Member, Store, StudyRow
from experiments.study import DesignPoint, Study
from model.errors import LifecycleError, StoreError
from model.settings import Programme
from model.world import World

LIVELY = {"disputes.base": 0.005}
MIX = (*STATUS_QUO, Programme(policy="household_linkage"))
SETTINGS = county_of(village("上坂村", 180), years=2, burn_in=1, programmes=MIX, behaviour=LIVELY)


@cache
def lived() -> RunResult:
    return run(SETTINGS, 1, events=True)


def whole_tables() -> World:
    """Return the same run in a world that no row ever leaves."""
    world = World.build(SETTINGS, 1)
    plain = world.do
    world.do = lambda phase, cohorts=None: phase.name == "retire" or plain(phase, cohorts)
    while world.now < world.end:
        if world.now == world.begin:
            world.adopt(SETTINGS)
        world.step()
    return world


def test_a_run_gives_its_events_only_where_they_are_asked_for():
    plain = run(SETTINGS, 1)
    assert plain.events is None
    assert repr(sorted(plain.values().items())) == repr(sorted(lived().values().items()))


def test_every_dispute_and_request_is_there_as_it_came_out():
    world, events = whole_tables(), lived().events
    assert list(events) == list(COLUMNS)
    for table, columns in COLUMNS.items():
        rows = getattr(world, table)
        assert list(events[table]) == [column.name for column in columns]
        assert {len(values) for values in events[table].values()} == {len(rows)}
        assert len(rows) > 50
        assert events[table]["arose"] == sorted(events[table]["arose"])
        for column in columns:
            if not is_text(column) and not column.unit.startswith("person row"):
                told, held = np.array(events[table][column.name]), getattr(rows, column.name)
                assert np.array_equal(told.astype(held.dtype), held), column.name
    assert np.array_equal(
        np.array(events["disputes"]["person"]).view(np.uint64), world.people.key[world.disputes.person]
    )


def test_the_story_of_a_dispute_can_be_read():
    disputes = lived().events["disputes"]
    stories = [dict(zip(disputes, row, strict=True)) for row in zip(*disputes.values(), strict=True)]
    settled = [story for story in stories if story["state"] == "settled"]
    assert len(settled) > 5
    for story in settled:
        assert story["village"] == "东溪镇/上坂村"
        assert story["settled_level"] in ("linked worker", "grid", "village", "township", "county")
        assert story["route"] in ("proactive", "requested", "referred")
        moments = [date.fromisoformat(story[name]) for name in ("arose", "known", "first_settled", "closed")]
        assert moments == sorted(moments)
        assert story["tries"] > 0
    assert all((story["closed"] is None) == (story["state"] == "open") for story in stories)
    assert any(story["other"] is None for story in stories)
    assert {story["kind"] for story in stories} <= set(WORDS["kind"])
    requests = lived().events["requests"]
    assert {channel is None for channel in requests["channel"]} == {True, False}
    assert all(
        (known is None) == (way is None) for known, way in zip(requests["known"], requests["channel"], strict=True)
    )


def test_every_code_has_a_word():
    for columns in COLUMNS.values():
        for column in columns:
            coded = column.unit.startswith(("code", "level")) or column.unit[:1].isdigit()
            assert coded == (column.name in WORDS), column.name
            assert column.name not in WORDS or column.high == len(WORDS[column.name]) - 1


def test_a_county_burned_in_without_its_events_is_refused():
    with pytest.raises(LifecycleError, match="events=True"):
        run(SETTINGS, 1, burned=burn_in(SETTINGS, 1), events=True)
    shared = Simulator(events=True)
    assert shared(SETTINGS, 1).events == shared(SETTINGS, 1).events == lived().events


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "study.sqlite", create=True) as opened:
        opened.plan(StudyRow("seed 1", 1, "a"), [], [Member("a", 0, 1, "f1"), Member("b", 0, 1, "f1")])
        yield opened


def record(store: Store, result: RunResult) -> None:
    store.record(Report(Job("f1", None, 1), result, None, 1.0), code="c", replay="again")


@pytest.mark.parametrize("table", COLUMNS)
def test_events_come_back_from_the_store_as_they_were(store, table):
    record(store, lived())
    told = lived().events[table]
    frame = store.events_frame(table, "seed 1", ["b"])
    assert list(frame.columns) == ["scenario", "replication", "seed", "number", *told]
    assert frame["scenario"].unique().tolist() == ["b"]
    assert frame["number"].tolist() == list(range(1, len(told["key"]) + 1))
    for column in COLUMNS[table]:
        found = frame[column.name]
        if is_date(column):
            found = found.dt.strftime("%Y-%m-%d")
        back = [None if missing else value for value, missing in zip(found.tolist(), found.isna(), strict=True)]
        assert back == told[column.name], column.name


def test_the_events_of_a_run_are_tidy_to_other_tools(store):
    record(store, lived())
    with sqlite3.connect(store.path) as reader:
        rows = reader.execute("SELECT run, village, kind, state, arose, closed, tries FROM disputes").fetchall()
        types = set(reader.execute("SELECT typeof(severity), typeof(key), typeof(arose) FROM disputes").fetchall())
    reader.close()
    told = lived().events["disputes"]
    names = ("village", "kind", "state", "arose", "closed", "tries")
    assert rows == [("f1", *row) for row in zip(*(told[name] for name in names), strict=True)]
    assert types == {("real", "integer", "text")}


def test_a_stored_run_gets_its_events_later_and_once(store):
    record(store, run(SETTINGS, 1))
    assert (store.done(), store.done(events=True)) == ({"f1"}, set())
    with pytest.raises(StoreError) as caught:
        store.events_frame("disputes", "seed 1")
    assert caught.value.problems[0].code == "events_missing"
    assert caught.value.problems[0].message("zh") != caught.value.problems[0].message("en")
    for _ in range(2):
        record(store, lived())
        assert store.done(events=True) == {"f1"}
        assert len(store.events_frame("disputes", "seed 1", ["a"])) == len(lived().events["disputes"]["key"])
    assert repr(sorted(store.values("f1").items())) == repr(sorted(lived().values().items()))


def test_runs_with_and_without_events_in_one_store_are_told_apart(store):
    record(store, lived())
    store.plan(StudyRow("seed 1", 1, "a"), [], [Member("a", 0, 1, "f1"), Member("b", 0, 1, "f2")])
    store.record(Report(Job("f2", None, 1), RunResult({"rate": 1.0}), None, 1.0), code="c", replay="again")
    assert (store.done(), store.done(events=True)) == ({"f1", "f2"}, {"f1"})
    assert len(store.events_frame("disputes", "seed 1", ["a"])) == len(lived().events["disputes"]["key"])
    with pytest.raises(StoreError, match="holds 1 runs"):
        store.events_frame("disputes", "seed 1", ["a", "b"])


def test_a_store_without_any_result_has_no_events(store):
    assert store.events_frame("requests", "seed 1").empty


def study(out, *, events: bool) -> Study:
    points = [
        DesignPoint(name, SETTINGS.model_copy(update={"world_seed": seed})) for name, seed in (("a", 1), ("b", 2))
    ]
    return Study(points, out=out, replications=1, baseline="a", events=events)


def test_runs_stored_without_events_are_run_again_when_events_are_asked_for(tmp_path):
    assert study(tmp_path, events=False).run(workers=1).ran == 2
    assert study(tmp_path, events=False).stored().pending == []
    wanted = study(tmp_path, events=True)
    assert len(wanted.stored().pending) == 2
    assert wanted.run(workers=2).ran == 2
    assert wanted.run(workers=1).ran == 0
    assert study(tmp_path, events=False).run(workers=1).ran == 0
    with Store.open(tmp_path / "study.sqlite") as opened:
        frame = opened.events_frame("disputes", "seed 1", ["b", "a"])
    assert frame["scenario"].unique().tolist() == ["b", "a"]
    assert frame.groupby("scenario")["number"].max().tolist() == frame.groupby("scenario").size().tolist()
