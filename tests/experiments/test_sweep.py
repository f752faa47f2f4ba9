"""Studies of study files: one answer on every engine, memory that stays flat, and stores that grow or are older."""

import gc
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
import pytest

from experiments.cluster import run_on_cluster
from experiments.engine import run_jobs
from experiments.jobs import Report
from experiments.result import RunResult
from experiments.status import status
from experiments.store import Store
from experiments.store_schema import FORMAT
from experiments.study import DesignPoint, Study
from experiments.study_file import load_study
from experiments.sweep import study_of
from experiments.verify import verify
from scenarios.load import load_scenario

TOYS = """\
import random

def luck(point, seed):
    return {"y": point["a"] + random.Random(seed).gauss(0, 1) / 3, "z": seed / 7}
"""
STUDY = """\
title: Luck
model: toys.py:luck
levers: {a: {low: 0.1, high: 0.7}}
design: {kind: latin_hypercube, samples: 5}
replications: 3
outcomes: [y, z]
"""
VILLAGE = """\
title: {zh: 小村, en: Small village}
extends: status_quo
horizon: {years: 1, burn_in_years: 0}
population:
  villages: {count: 2, households: 20, population: 60, members: 5, committee: 3, representatives: 4, grid_workers: 1}
policies: {points: {}}
"""
COUNTY = """\
title: Small study
scenarios: [village.yaml]
levers: {points.point_value: [0.5, 2]}
uncertainties: {participation.neighbours: {}}
design: {kind: latin_hypercube, samples: 2}
outcomes: [disposable_income, participation_rate]
replications: 2
"""
VALUES = """SELECT m.study, m.scenario, m.replication, m.seed, m.fingerprint, o.outcome, o.village, o.value
    FROM members m JOIN outcomes o ON o.run = m.fingerprint"""
FORMAT_1 = """
CREATE TABLE studies (study TEXT PRIMARY KEY, base_seed INTEGER NOT NULL, baseline TEXT, created TEXT NOT NULL);
CREATE TABLE scenarios (scenario TEXT PRIMARY KEY, place INTEGER NOT NULL, title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL, path TEXT, overrides TEXT NOT NULL, settings TEXT NOT NULL);
CREATE TABLE points (scenario TEXT NOT NULL, key TEXT NOT NULL, value, PRIMARY KEY (scenario, key)) WITHOUT ROWID;
INSERT INTO studies SELECT study, base_seed, baseline, created FROM new.studies;
INSERT INTO scenarios SELECT scenario, place, title_zh, title_en, path, overrides, settings FROM new.scenarios;
INSERT INTO points SELECT scenario, key, value FROM new.points;
"""
UNCHANGED = ("members", "runs", "names", "outcome_rows", "series_rows")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder with a study of a function and one of a county, as the current folder."""
    files = {"toys.py": TOYS, "luck.yaml": STUDY, "village.yaml": VILLAGE, "county.yaml": COUNTY}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def study(name: str, out: str, *changes: str) -> Study:
    return study_of(load_study(f"{name}.yaml", overrides=changes), Path(out))


def rows(folder: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "study.sqlite")) as store:
        return sorted(store.execute(question).fetchall(), key=repr)


def test_one_process_and_two_give_the_same_values(folder):
    study("luck", "here").run(workers=1)
    study("luck", "one").run(runner=partial(run_jobs, workers=1, isolate=True))
    study("luck", "two").run(runner=partial(run_jobs, workers=2, isolate=True))
    here = rows(folder / "here", VALUES)
    assert len({row[4] for row in here}) == 15
    assert rows(folder / "one", VALUES) == rows(folder / "two", VALUES) == here


@pytest.mark.slow
def test_a_county_has_the_same_values_in_one_process_in_two_and_on_a_cluster(folder):
    study("county", "here").run(workers=1)
    study("county", "two").run(runner=partial(run_jobs, workers=2, isolate=True))
    study("county", "cluster").run(runner=partial(run_on_cluster, address="local:2"))
    here = rows(folder / "here", VALUES)
    assert len({row[4] for row in here}) == 4
    assert rows(folder / "two", VALUES) == rows(folder / "cluster", VALUES) == here


def test_memory_is_flat_and_status_answers_while_a_study_runs(folder):
    process, alive, memory, told = psutil.Process(), [], [], []

    def look(progress):
        if progress.done % 300 == 1:
            alive.append(sum(isinstance(thing, RunResult | Report) for thing in gc.get_objects()))
            memory.append(process.memory_info().rss / 1e6)
            found = status(folder / "out")
            told.append((progress.done, len(found.done), len(found.pending)))

    study("luck", "out", "design.samples=900").run(runner=partial(run_jobs, workers=1, isolate=True), watch=look)
    assert told == [(done, done, 2700 - done) for done in range(1, 2700, 300)]
    # Of runs so short a worker answers a few hundred at once; all 2,700 would be 5,400 results and reports.
    assert max(alive) < 1000
    assert memory[-1] - memory[1] < 20


def test_more_replications_and_more_points_cost_only_themselves(folder):
    assert study("luck", "out", "design.kind=factorial", "levers.a=[0.1, 0.2]").run(workers=1).ran == 6
    more = study("luck", "out", "design.kind=factorial", "levers.a=[0.2, 0.3, 0.1]", "replications=4").run(workers=1)
    assert (more.ran, more.reused) == (4 + 2, 6)
    assert len(status(folder / "out").done) == 12
    fewer = study("luck", "out", "design.kind=factorial", "levers.a=[0.3]").run(workers=1)
    assert (fewer.ran, fewer.reused) == (0, 3)


def older(path: Path) -> None:
    """Make a store of the first format of what is stored, with nothing that it did not know."""
    path.rename(path.with_name("new.sqlite"))
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("ATTACH ? AS new", (str(path.with_name("new.sqlite")),))
        for name, made in store.execute("SELECT name, sql FROM new.sqlite_master WHERE type = 'table'").fetchall():
            if name in UNCHANGED:
                store.execute(made)
                store.execute(f"INSERT INTO {name} SELECT * FROM new.{name}")
        store.executescript(FORMAT_1)
        views = store.execute("SELECT sql FROM new.sqlite_master WHERE name IN ('outcomes', 'series')").fetchall()
        kind = store.execute("PRAGMA new.application_id").fetchone()[0]
        store.execute("DETACH new")
        for (view,) in views:
            store.execute(view)
        store.execute(f"PRAGMA application_id = {kind}")
        store.execute("PRAGMA user_version = 1")
    path.with_name("new.sqlite").unlink()


def test_a_store_of_the_first_format_is_taken_over_with_all_it_holds(folder):
    point = DesignPoint.of(load_scenario("village.yaml"))
    old = Study([point], out=folder / "out", replications=2)
    old.run(workers=1)
    values, lucky = rows(folder / "out", VALUES), rows(folder / "out", "SELECT scenario, key, value FROM points")
    older(folder / "out" / "study.sqlite")
    found = status(folder / "out")
    assert (len(found.done), len(found.stale), len(found.pending)) == (2, 0, 0)
    assert rows(folder / "out", VALUES) == values
    assert rows(folder / "out", "SELECT scenario, key, value FROM points") == lucky != []
    assert rows(folder / "out", "PRAGMA user_version") == [(FORMAT,)]
    assert Study([point], out=folder / "out", replications=3).run(workers=1).ran == 1
    assert verify(folder / "out", count=0).equal == 3
    with Store.open(folder / "out" / "study.sqlite") as store:
        assert store.scenarios("seed 1")[0].title_zh == "小村"


def test_a_study_leaves_no_second_file_in_its_folder(folder):
    study("luck", "out").run(workers=1)
    assert [path.name for path in (folder / "out").iterdir()] == ["study.sqlite"]
