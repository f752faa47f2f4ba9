"""A world of two phases, small enough to know its numbers by heart, and its misbehaving cousins."""

import os
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
    """Run the toy world; the point may ask it to fail, to die or to take its time."""
    if seed in point.get("die", []):
        os._exit(9)
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
