"""Fair timing: processor time of one process, contestants taking turns, ratios taken round by round.

Whatever else the machine does falls on all contestants of a round alike; the median over rounds and the range of the
per-round ratios say how far to trust them. Set-up, warm-up and compiling happen outside the clock, and so does the
sweeping up of what others left behind; while a contestant works, the garbage collector stays as Python sets it.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time

Work = Callable[[], object]


@dataclass(frozen=True)
class Contestant:
    """Something to be timed: ``prepare`` sets up and returns the work of one round, outside the clock."""

    prepare: Callable[[], Work]
    units: float
    """How much one round does, so that contestants of unequal rounds compare (person-dekads, say)."""


@dataclass(frozen=True)
class Ratio:
    """How many times as long one contestant takes as another."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.middle:.3g} ({self.low:.3g}-{self.high:.3g})"


class Contest:
    """The seconds a unit that each contestant took in each round."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self.seconds = dict(seconds)

    def middle(self, name: str) -> float:
        """Return the median of a contestant, in seconds a unit."""
        return median(self.seconds[name])

    def ratio(self, name: str, to: str) -> Ratio:
        """Return how many times as long ``name`` takes as ``to``: the median and range of the rounds' ratios."""
        each = [mine / theirs for mine, theirs in zip(self.seconds[name], self.seconds[to], strict=True)]
        return Ratio(median(each), min(each), max(each))


def compete(contestants: Mapping[str, Contestant], rounds: int = 7) -> Contest:
    """Let all contestants work once in every round, one after another, after a round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, contestant in contestants.items():
            work = contestant.prepare()
            # What one contestant leaves behind must not be swept up on another's time.
            gc.collect()
            begun = process_time()
            work()
            spent = process_time() - begun
            if turn:
                seconds[name].append(spent / contestant.units)
    return Contest(seconds)
