"""A world of two phases, small enough to know its numbers by heart, and its misbehaving cousins."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from experiments.result import RunResult
from experiments.stage import stage


class ToyWorld:
    """People who trust a little more each dekad (decide) and a purse that pays them (settle)."""

    def __init__(self, people: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.trust = self.rng.random(people)
        self.purse = 100.0
        self.history: list[float] = []

    def step(self, raise_by: float) -> None:
        self.trust = np.minimum(1.0, self.trust + raise_by * self.rng.random(len(self.trust)))
        self.purse -= float(self.trust.sum())
        self.history.append(float(self.trust.mean()))


def toy(point: dict, seed: int) -> RunResult:
    """Run the toy world; the point may ask it to fail, to die, to hang or to take its time."""
    if seed in point.get("die", []):
        os._exit(9)
    if seed in point.get("killed", []):
        os.kill(os.getpid(), signal.SIGKILL)
    if seed in point.get("hang", []):
        hang(point)
    if seed in point.get("exit", []):
        sys.exit("enough")
    with stage("building"):
        if seed in point.get("unbuildable", []):
            raise ValueError(f"no village for seed {seed}")
        world = ToyWorld(point.get("people", 5), seed)
    for _ in range(4):
        world.step(point["raise_by"])
    time.sleep(point.get("seconds", 0.0))
    if "log" in point:
        with Path(point["log"]).open("a") as log:
            log.write(f"{point['raise_by']} {seed} {os.getpid()}\n")
    with stage("measuring"):
        if seed in point.get("unmeasurable", []):
            raise ZeroDivisionError("nobody lives here")
    return RunResult(
        outcomes={"trust": float(world.trust.mean()), "purse": world.purse, "undefined": float("nan")},
        by_village={"trust": [float(world.trust[0]), float(world.trust[1])]},
        village_ids=["east/a", "east/b"],
        series={"trust": world.history},
        series_dates=["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"],
        ends="2025-01-01",
    )


def plain(point: dict, seed: int) -> dict[str, float]:
    """Give a plain map of outcomes, as any other experiment may."""
    return {"sum": point["a"] + seed, "product": point["a"] * seed}


def nothing(point: dict, seed: int) -> dict[str, str]:
    """Give what is no outcome."""
    return {"sum": "much"}


def loaded(point: dict, seed: int) -> dict[str, float]:
    """Tell which heavy modules a worker holds and how many threads its numeric libraries may use."""
    import sys

    heavy = {name: float(name in sys.modules) for name in ("mesa", "pandas", "matplotlib", "pydantic")}
    return {**heavy, "threads": float(os.environ["OPENBLAS_NUM_THREADS"])}


def hang(point: dict) -> None:
    """Never return; where asked to, leave a process of its own behind and write down both."""
    if "pids" in point:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
        with Path(point["pids"]).open("a") as file:
            file.write(f"{os.getpid()} {child.pid}\n")
    time.sleep(1000)


def raise_by(share: float) -> dict:
    """Make a point late; some cannot be made."""
    if share < 0:
        raise ValueError("trust does not fall")
    return {"raise_by": share}


class Stacked:
    """The toy world as a function that runs what shares a seed side by side."""

    def together(self, point: dict) -> int:
        return 3

    def __call__(self, point: dict, seed: int) -> RunResult:
        return toy(point, seed)

    def many(self, points: list[dict], seed: int) -> list[RunResult]:
        return [toy(point, seed) for point in points]


class Unloadable:
    """A function that can be sent and never arrives."""

    def __reduce__(self) -> tuple:
        return refuse, ()

    def __call__(self, point: dict, seed: int) -> dict[str, float]:
        return {}


def refuse() -> None:
    raise ValueError("not in this process")


def todays_code() -> str:
    """Stand for the fingerprint of the code."""
    return "today's"
