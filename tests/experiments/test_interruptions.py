"""Whatever ends a study early, calling it again gives the store of a study that was left in peace."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
import pytest
from torture import content

from experiments.engine import run_jobs
from experiments.status import status
from experiments.study_file import load_study
from experiments.sweep import study_of

ROOT = Path(__file__).resolve().parents[2]
TOYS = """\
import time

def slow(point, seed):
    time.sleep(0.03)
    if seed == 3 and point["a"] == 0:
        raise ValueError("boom")
    return {"y": point["a"] * seed + seed / 7, "z": seed / 3}
"""
STUDY = """\
title: Slow
model: toys.py:slow
levers: {a: {low: 0, high: 1, levels: 12}}
replications: 5
outcomes: [y, z]
"""
START = """\
if __name__ == "__main__":
    from functools import partial
    from pathlib import Path
    from experiments.engine import run_jobs
    from experiments.study_file import load_study
    from experiments.sweep import study_of
    study_of(load_study("slow.yaml"), Path("killed")).run(runner=partial(run_jobs, workers=2, isolate=True))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder with a study of sixty runs, as the current folder."""
    for name, text in {"toys.py": TOYS, "slow.yaml": STUDY, "start.py": START}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def finish(out: str):
    return study_of(load_study("slow.yaml"), Path(out)).run(runner=partial(run_jobs, workers=2, isolate=True))


def rows(path: Path) -> int:
    """Return how many runs a store has; -1 where there is none, or nothing in it."""
    if not path.is_file():
        return -1
    try:
        with closing(sqlite3.connect(path, timeout=10)) as store:
            return int(store.execute("SELECT count(*) FROM runs").fetchone()[0])
    except sqlite3.OperationalError:
        return -1


def killed_after(runs: int) -> None:
    """Start the study in a process of its own and kill it once so many runs are stored (-1: once there is a file)."""
    store = Path("killed") / "study.sqlite"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "start.py"], env=environment) as process:
        while not (store.is_file() if runs < 0 else rows(store) >= runs):
            assert process.poll() is None
            time.sleep(0.01)
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
    workers = [child for child in children if child.is_running()]
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert alive == []


def test_kill_9_at_any_moment_loses_and_adds_nothing(folder):
    assert finish("left_in_peace").failed == 1
    for runs in (-1, 1, 50):
        killed_after(runs)
    known = rows(Path("killed") / "study.sqlite")
    assert 50 <= known <= 60
    found = status(Path("killed"))
    assert len(found.done) + len(found.failed) + len(found.pending) == 60
    last = finish("killed")
    # The run that failed is tried again by every call.
    assert last.ran + last.reused == 60
    assert last.reused >= 49
    assert content(Path("killed")) == content(Path("left_in_peace"))
    assert [path.name for path in Path("killed").iterdir()] == ["study.sqlite"]


def test_an_interruption_keeps_what_came_and_the_next_call_goes_on(folder):
    def stop(progress):
        if progress.done == 20:
            raise KeyboardInterrupt

    started = study_of(load_study("slow.yaml"), Path("killed"))
    with pytest.raises(KeyboardInterrupt):
        started.run(runner=partial(run_jobs, workers=2, isolate=True), watch=stop)
    assert rows(Path("killed") / "study.sqlite") == 20
    finish("killed")
    finish("left_in_peace")
    assert content(Path("killed")) == content(Path("left_in_peace"))


def test_a_worker_that_is_killed_in_mid_study_is_replaced(folder):
    before = set(psutil.Process().children(recursive=True))

    def strike(progress):
        if progress.done in (3, 20, 40):
            mine = set(psutil.Process().children(recursive=True)) - before
            workers = [child for child in mine if "spawn_main" in " ".join(child.cmdline())]
            workers[0].kill()

    started = study_of(load_study("slow.yaml"), Path("killed"))
    started.run(runner=partial(run_jobs, workers=2, isolate=True), watch=strike)
    finish("left_in_peace")
    assert content(Path("killed")) == content(Path("left_in_peace"))
