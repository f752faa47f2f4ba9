"""Verdicts on paired differences, each with the power to have seen the effect asked for.

A claim of a rise or fall 'holds' if the two-sided 95 % interval of the mean paired difference lies on the claimed side
of zero, and 'fails' if it does not. A claim of nothing 'holds' if two one-sided tests place the mean inside the margin
(the 90 % interval lies within it), and 'fails' if that interval lies outside. Before either is asked, the smallest
effect that these pairs would show with 80 % power must not exceed the effect of interest (or the margin): else the
verdict is 'inconclusive', whatever the sample says.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import brentq
from scipy.stats import nct, t

ALPHA, POWER = 0.05, 0.80
Expected = Literal["up", "down", "nothing"]


@dataclass(frozen=True)
class Verdict:
    """What paired differences say of a claim; all figures in the unit of the differences."""

    word: Literal["holds", "fails", "inconclusive"]
    mean: float
    low: float
    high: float
    sd: float
    pairs: int
    detectable: float
    """Smallest effect (or narrowest margin) these pairs would show with 80 % power."""
    asked: float
    """Effect of interest, or margin."""

    @property
    def holds(self) -> bool:
        """Return whether the claim is shown."""
        return self.word == "holds"

    def __str__(self) -> str:
        span = f"{self.mean:.4g} [{self.low:.4g}, {self.high:.4g}]"
        power = f"{self.pairs} pairs show {self.detectable:.3g} with 80 % power, {self.asked:.3g} was asked"
        return f"{self.word}: {span}; {power}"


def judge(differences: Sequence[float], expected: Expected, asked: float, ceiling: float = math.inf) -> Verdict:
    """Return the verdict on paired differences.

    Parameters
    ----------
    differences
        One value a seed, treatment less baseline on the same seed.
    expected
        The sign claimed, or 'nothing'.
    asked
        The smallest effect of interest, or the margin within which a difference counts as nothing; above zero.
    ceiling
        The largest size the effect may have: the interval must end below it.
    """
    values = np.asarray(differences, dtype=float)
    pairs, mean, sd = len(values), float(values.mean()), float(values.std(ddof=1))
    error = sd / math.sqrt(pairs)
    level = 1 - ALPHA if expected == "nothing" else 1 - ALPHA / 2
    half = float(t.ppf(level, pairs - 1)) * error
    low, high = mean - half, mean + half
    if expected == "nothing":
        detectable = narrowest_margin(sd, pairs)
        shown = -asked < low and high < asked
        denied = low > asked or high < -asked
    else:
        detectable = smallest_effect(sd, pairs)
        near, far = (low, high) if expected == "up" else (-high, -low)
        shown = near > 0 and far < ceiling
        denied = not shown
    word: Literal["holds", "fails", "inconclusive"] = "holds" if shown else "fails" if denied else "inconclusive"
    if detectable > asked:
        word = "inconclusive"
    return Verdict(word, mean, low, high, sd, pairs, detectable, asked)


def smallest_effect(sd: float, pairs: int) -> float:
    """Return the mean difference that a two-sided paired t test at 5 % finds, with its sign, in 80 % of samples."""
    if sd == 0:
        return 0.0
    edge = float(t.ppf(1 - ALPHA / 2, pairs - 1))

    def lacking(shift: float) -> float:
        return float(nct.sf(edge, pairs - 1, shift)) - POWER

    return float(brentq(lacking, 0.01, 30.0)) * sd / math.sqrt(pairs)


def narrowest_margin(sd: float, pairs: int) -> float:
    """Return the margin that two one-sided tests at 5 % confirm in 80 % of samples when there is no difference."""
    width = t.ppf(1 - ALPHA, pairs - 1) + t.ppf(1 - (1 - POWER) / 2, pairs - 1)
    return float(width) * sd / math.sqrt(pairs)
