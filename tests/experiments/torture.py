"""Kill a study of 200 runs at 20 random moments, and hold its store against that of a study left in peace.

By hand: ``python tests/experiments/torture.py [--cluster local:2] [--kills 20] [--seed 4]``. On a cluster the workers
are killed as well, one by one. All works on a copy of the packages, so that an edit meanwhile is no difference. Exit 1
if a value differs, a run is lost or counted twice, or anything is left behind.
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
RUNS = 200
TOYS = """\
import time

def slow(point, seed):
    time.sleep(0.05)
    return {"y": point["a"] * seed + 0.1 * seed, "z": seed / 3}
"""
STUDY = """\
title: Slow
model: toys.py:slow
levers: {a: {low: 0, high: 1, levels: 20}}
replications: 10
outcomes: [y, z]
"""
QUESTIONS = (
    """SELECT study, scenario, replication, m.seed, run, outcome, village, period, value
       FROM members m JOIN outcomes ON run = fingerprint""",
    "SELECT study, scenario, replication, outcome, period, value FROM members JOIN series ON run = fingerprint",
    "SELECT * FROM points",
    "SELECT fingerprint, code, seed, status, stage, error, traceback, replay, ends, versions FROM runs",
    "SELECT study, scenario, place, base, row, luck, digest, overrides FROM scenarios",
    "SELECT study, base_seed, baseline, file, outcomes, experiment, inputs, kept FROM studies",
    "PRAGMA integrity_check",
)
"""All that a store holds but seconds and times."""


def content(folder: Path) -> list[list[tuple]]:
    """Return all that the store of a folder holds but seconds and times."""
    with closing(sqlite3.connect(folder / "study.sqlite")) as store:
        return [sorted(store.execute(question).fetchall(), key=repr) for question in QUESTIONS]


def tell(line: str) -> None:
    """Say how it goes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def start(out: str, extra: list[str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "xiangzhi", "sweep", "slow.yaml", "-o", out, "--quiet", *extra]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stored(out: str) -> int:
    path = Path(out) / "study.sqlite"
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        return int(store.execute("SELECT count(*) FROM runs").fetchone()[0])
    return 0


def below(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


def kill_mains(kills: int, longest: float, extra: list[str]) -> set[psutil.Process]:
    """Kill the main process at random moments, beginning anew when the study is done; return all it had started."""
    seen: set[psutil.Process] = set()
    struck = 0
    while struck < kills:
        process = start("killed", extra)
        until = time.monotonic() + random.uniform(0.0, longest)
        while time.monotonic() < until and process.poll() is None:
            seen.update(below(process))
            time.sleep(0.02)
        if process.poll() is None:
            process.kill()
            struck += 1
        process.wait()
        done = stored("killed")
        tell(f"kill {struck}: {done} runs stored")
        if done == RUNS and struck < kills:
            remove("killed")
    return seen


def kill_workers(extra: list[str]) -> int:
    """Kill the workers of the cluster of one study one by one while it runs; return its exit code."""
    process, struck = start("workers", extra), 0
    while process.poll() is None:
        done = stored("workers")
        workers = [child for child in below(process) if is_worker(child)]
        if workers and done >= 20 * (struck + 1):
            random.choice(workers).kill()
            struck += 1
            tell(f"worker {struck} killed: {done} runs stored")
        time.sleep(0.05)
    return process.wait()


def is_worker(process: psutil.Process) -> bool:
    """Return whether a process is a Dask worker: it runs something, and a process of ours below it."""
    with suppress(psutil.NoSuchProcess):
        return "spawn_main" in " ".join(process.cmdline()) and bool(process.children())
    return False


def remove(out: str) -> None:
    for path in sorted(Path(out).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def leftovers(folder: Path, peaceful: Path) -> list[str]:
    """Return the files that a study left in peace has not."""
    mine, theirs = ({str(path.relative_to(out)) for path in out.rglob("*")} for out in (folder, peaceful))
    return sorted(mine ^ theirs)


def main() -> int:
    """Torture; return 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cluster", help="as for xiangzhi sweep: local:2")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    random.seed(given.seed)
    extra = ["--cluster", given.cluster] if given.cluster else ["-w", "2"]
    began = time.monotonic()
    assert start("peaceful", extra).wait() == 0
    longest = time.monotonic() - began
    tell(f"left in peace: {longest:.1f} s")
    seen = kill_mains(given.kills, longest, extra)
    wrong = [f"exit {code}" for code in [start("killed", extra).wait()] if code]
    outs = ["killed"]
    if given.cluster:
        wrong += [f"exit {code} with workers killed" for code in [kill_workers(extra)] if code]
        outs.append("workers")
    for out in outs:
        wrong += [f"{out}: values differ"] * (content(Path(out)) != content(Path("peaceful")))
        wrong += [f"{out}: {name} is left" for name in leftovers(Path(out), Path("peaceful"))]
    _, alive = psutil.wait_procs([process for process in seen if process.is_running()], timeout=60)
    wrong += [f"process {process.pid} is left" for process in alive]
    tell("\n".join(wrong) or "nothing lost, nothing counted twice, nothing left behind")
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for package in ("model", "scenarios", "experiments", "analysis", "xiangzhi"):
            shutil.copytree(ROOT / package, Path(folder) / "code" / package)
        os.environ["PYTHONPATH"] = str(Path(folder) / "code")
        os.chdir(folder)
        Path("toys.py").write_text(TOYS, encoding="utf-8")
        Path("slow.yaml").write_text(STUDY, encoding="utf-8")
        sys.exit(main())
