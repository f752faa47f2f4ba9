"""How long each phase of the dekad takes in one run."""

import cProfile
import pstats
from typing import TYPE_CHECKING

from model.schedule import SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from experiments.result import RunResult
    from model.settings import Settings


class Profiler:
    """A run that keeps the time of each phase; its result is that of the run itself."""

    def __init__(self, run: "Callable[[Settings, int], RunResult]") -> None:
        self._run = run
        self._profile = cProfile.Profile()

    def __call__(self, settings: "Settings", seed: int) -> "RunResult":
        """Run once and keep the times."""
        return self._profile.runcall(self._run, settings, seed)

    def phases(self) -> dict[str, float]:
        """Return seconds by phase, in the order of the schedule, all that a phase calls included."""
        timed = pstats.Stats(self._profile).stats  # type: ignore[attr-defined]
        seconds = {(file, line): values[3] for (file, line, _), values in timed.items()}
        return {
            phase.name: round(seconds.get((phase.act.__code__.co_filename, phase.act.__code__.co_firstlineno), 0.0), 4)
            for phase in SCHEDULE
        }
