"""A light watcher: one run, and the mean of every driver and first state over the villages and dekads of its policies.

What practices move is read once, from one replication; runs that are only counted need not carry it.
"""

import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from experiments.engine import Function
from experiments.run import Simulator
from experiments.stage import stage
from experiments.study import CountyExperiment
from model.columns import Reals
from model.drivers import DRIVERS
from model.settings import Settings
from model.states import STATES, State
from model.world import World

DRIVER, STATE = "driver:", "state:"
"""Before the name of what was watched: some drivers and states share a name."""
NAMES = (*(DRIVER + name for name in DRIVERS), *(STATE + name for name in STATES))


def seen(world: World) -> Iterator[Reals]:
    """Yield the value of every driver and then of every first state after a dekad, one value a village."""
    for name in DRIVERS:
        yield world.drivers[name]
    for state in STATES.values():
        yield np.asarray(state.read(world), dtype=float)


class Watcher:
    """Lives runs and gives means; the people of neighbouring runs are built and burned in once."""

    def __init__(self) -> None:
        self._simulator = Simulator()

    def __call__(self, settings: Settings, seed: int) -> dict[str, float]:
        """Return the mean of everything watched, by name; nan where there was never anything to read."""
        county = self._simulator.county(settings, seed).clone()
        totals, counts = np.zeros(len(NAMES)), np.zeros(len(NAMES))
        with stage("running"):
            county.adopt(settings)
            while county.now < county.worlds[0].end:
                county.step()
                for world in county.worlds:
                    for i, values in enumerate(seen(world)):
                        there = np.isfinite(values)
                        totals[i] += values[there].sum()
                        counts[i] += there.sum()
        means = np.divide(totals, counts, out=np.full(len(NAMES), np.nan), where=counts > 0)
        return dict(zip(NAMES, means.tolist(), strict=True))


class WatchExperiment(CountyExperiment):
    """The county, watched; its runs are other runs than those that are only measured."""

    def __init__(self) -> None:
        super().__init__()
        # The code of a run does not hold what merely looks at it.
        files = (Path(__file__), Path(str(sys.modules[State.__module__].__file__)))
        self._watcher = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    @property
    def function(self) -> Function:
        """A fresh watcher."""
        return Watcher()

    @property
    def record(self) -> Mapping[str, Any]:
        """The county, watched."""
        return {"county": "watched"}

    def fingerprint(self, point: Settings) -> str:
        """Return the digest of the settings and of what watches them."""
        return sha256(f"{super().fingerprint(point)} {self._watcher}".encode()).hexdigest()
