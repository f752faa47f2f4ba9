"""What a study varies: levers, which a county decides; uncertainties, which nobody knows; conditions, which are given.

Every factor has a range or a list of values, and a shape that says where in its range it is likely to lie. A design
places a factor by a number from 0 to 1, which the shape turns into a value.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

Kind = Literal["lever", "uncertainty", "condition"]
Shape = Literal["uniform", "triangular", "log_uniform", "normal"]
Value = float | str

NORMAL_REACH = 4.0
"""How many standard deviations the range of a normal shape is wide; what lies outside the range is cut off."""

DIGITS = 12
"""Significant digits of levels: binary fractions are off beyond them, and no range is known to so many."""


COLUMNS_OF_TABLES = frozenset({
    "point", "scenario", "row", "luck", "replication", "seed", "outcome", "n", "baseline", "mean", "difference", "sd",
    "low", "high", "unit", "scenario_id", "outcome_id",
})  # fmt: skip
"""What columns of tables of results are called, whatever varies."""


def column_of(name: str, outcomes: Collection[str] = ()) -> str:
    """Return the column of a factor in tables: its name, unless a column or an outcome there is called so already."""
    return f"{name} (factor)" if name in COLUMNS_OF_TABLES or name in outcomes else name


@dataclass(frozen=True)
class Factor:
    """One thing that a study varies, with its passport."""

    name: str
    """As the study file writes it: 'household_linkage.households_per_linker', 'participation.neighbours'."""
    kind: Kind
    low: float = 0.0
    high: float = 1.0
    values: tuple[Value, ...] = ()
    """The only values it takes, where they are listed."""
    shape: Shape = "uniform"
    mode: float | None = None
    """Most likely value of a triangular or normal shape; the middle of the range if not given."""
    whole: bool = False
    """Whether values are whole numbers."""
    group: str = ""
    """The group it is varied with; its own name where it is varied alone."""
    unit: str = ""
    source: str = ""
    grade: str = ""
    zh: str = ""
    en: str = ""

    def value(self, place: float) -> Value:
        """Return the value at a place from 0 to 1; listed values and whole numbers take equal parts of a flat shape."""
        if self.values:
            return self.values[min(int(place * len(self.values)), len(self.values) - 1)]
        if self.whole:
            return min(math.floor(self._quantile(place, self.low, self.high + 1.0, 0.5)), int(self.high))
        return min(max(self._quantile(place, self.low, self.high), self.low), self.high)

    @property
    def middle(self) -> Value:
        """The most likely value, else the middle of the range or of the list."""
        if self.values:
            return self.values[(len(self.values) - 1) // 2]
        if self.mode is not None:
            return self.mode
        return self.value(0.5)

    def spread(self, levels: int) -> tuple[Value, ...]:
        """Return the listed values, else so many from low to high, equal steps apart (equal ratios if log-uniform).

        Numbers are as short as `DIGITS` allow: 0.6, not 0.6000000000000001.
        """
        if self.values:
            return self.values
        steps = [step / (levels - 1) for step in range(levels)]
        if self.shape == "log_uniform":
            found = [self.low * (self.high / self.low) ** step for step in steps]
        else:
            found = [self.low + (self.high - self.low) * step for step in steps]
        plain = found if self.whole else [float(f"{value:.{DIGITS}g}") for value in found]
        inside = [min(max(value, self.low), self.high) for value in plain]
        return tuple(dict.fromkeys(round(value) if self.whole else value for value in inside))

    def _quantile(self, place: float, low: float, high: float, shift: float = 0.0) -> float:
        """Return the value below which a share ``place`` of the shape lies; ``shift`` moves its most likely value."""
        if self.shape == "uniform":
            return low + (high - low) * place
        if self.shape == "log_uniform":
            return float(low * (high / low) ** place)
        mode = (low + high) / 2 if self.mode is None else self.mode + shift
        if self.shape == "normal":
            return _cut_normal(place, low, high, mode)
        if place * (high - low) < mode - low:
            return low + math.sqrt(place * (high - low) * (mode - low))
        return high - math.sqrt((1.0 - place) * (high - low) * (high - mode))


def _cut_normal(place: float, low: float, high: float, mode: float) -> float:
    shape = NormalDist(mode, (high - low) / NORMAL_REACH)
    below, above = shape.cdf(low), shape.cdf(high)
    return shape.inv_cdf(below + (above - below) * place)
