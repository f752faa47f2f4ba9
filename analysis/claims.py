"""Verdicts on claims: whether a mean paired difference is known to lie where a claim puts it, all claims together.

A claim gives a region to a difference. It holds where the whole interval of the difference lies in the region, fails
where it lies wholly outside, and is inconclusive where an edge of the region lies in the interval. The intervals are
those of Holm's procedure: with m claims the surest is held against one of level 1 - 0.05/m, the next against 1 -
0.05/(m - 1) and so on, until one is inconclusive; all that follow keep its level. So the chance that any verdict of all
is wrong is 5 % at most, whatever the number of claims.

References
----------
Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65-70.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from analysis.effects import CONFIDENCE, ROUNDING
from analysis.inference import Interval, Values, finite, holm, spread, t_interval, two_sided_p

Verdict = Literal["holds", "fails", "inconclusive"]
VERDICTS: tuple[Verdict, ...] = ("holds", "fails", "inconclusive")

ALPHA = 1 - CONFIDENCE
POWER = 0.9
"""How likely the number of replications said to be needed settles a claim, if the difference is what it seems."""
LEAST = 10
"""Replications before which differences that do not vary at all settle nothing: rare events may still come."""
MOST = 1_000_000
"""Replications beyond which a difference counts as one that sits on the edge of its region."""


@dataclass(frozen=True)
class Region:
    """Where a claim puts a difference; infinite where it has no edge."""

    low: float
    high: float
    is_open: bool = False
    """Whether the edges themselves lie outside."""

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the region."""
        return self.low < value < self.high if self.is_open else self.low <= value <= self.high

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges that are there."""
        return tuple(edge for edge in (self.low, self.high) if math.isfinite(edge))


@dataclass(frozen=True)
class Judgement:
    """What paired differences say of a claim; figures in the unit of the differences, NaN where they are too few."""

    verdict: Verdict
    difference: float
    sd: float
    low: float
    """Of the 95 % interval of this claim alone."""
    high: float
    level: float
    """Of the interval that the verdict rests on, with all claims together."""
    level_low: float
    level_high: float
    p: float
    """Holm's p value that the difference sits on the nearest edge of the region."""
    n: int
    """Pairs."""
    needed: int | None
    """Replications in all that would settle it nine times in ten; None where it is settled or nobody can tell."""


def paired(baseline: ArrayLike, scenario: ArrayLike) -> Values:
    """Return scenario less baseline, one value a seed; what differs by rounding alone does not differ."""
    a, b = np.asarray(baseline, dtype=np.float64), np.asarray(scenario, dtype=np.float64)
    change = b - a
    return np.where(np.abs(change) <= ROUNDING * np.maximum(np.abs(a), np.abs(b)), 0.0, change)


def judge(differences: Sequence[ArrayLike], regions: Sequence[Region], alpha: float = ALPHA) -> list[Judgement]:
    """Return the verdict on every claim.

    Parameters
    ----------
    differences
        For each claim, scenario less its baseline, one value a seed; a NaN makes no pair.
    regions
        Where each claim puts the mean difference.
    alpha
        Chance that is allowed to any wrong verdict.
    """
    given = [np.asarray(values, dtype=np.float64).ravel() for values in differences]
    alone = [_p(finite(values), region) for values, region in zip(given, regions, strict=True)]
    levels = _levels(alone, alpha)
    together = holm([1.0 if math.isnan(p) else p for p in alone])
    return [
        _judgement(values, region, level, float(p))
        for values, region, level, p in zip(given, regions, levels, together, strict=True)
    ]


def _p(values: Values, region: Region) -> float:
    """Return the p value that the mean sits on the nearest edge; NaN where that cannot be told."""
    if _says_nothing(values):
        return math.nan
    if spread(values) == 0.0:
        return 0.0
    return max((two_sided_p(values, edge) for edge in region.edges), default=0.0)


def _says_nothing(values: Values) -> bool:
    return len(values) < 2 or (len(values) < LEAST and spread(values) == 0.0)


def _levels(p: Sequence[float], alpha: float) -> list[float]:
    """Return the level of the interval that each claim is held against, by Holm's steps."""
    known = [1.0 if math.isnan(one) else one for one in p]
    order = sorted(range(len(known)), key=lambda number: (known[number], number))
    levels, left = [0.0] * len(known), len(known)
    for number in order:
        levels[number] = 1 - alpha / left
        # Once a claim is not settled, no claim after it may be held against less.
        if known[number] <= alpha / left:
            left = max(left - 1, 1)
    return levels


def _judgement(given: Values, region: Region, level: float, p: float) -> Judgement:
    values = finite(given)
    plain, wide = t_interval(values), t_interval(values, level)
    verdict = "inconclusive" if _says_nothing(values) else _verdict(wide, region)
    return Judgement(
        verdict=verdict,
        difference=plain.estimate,
        sd=spread(values),
        low=plain.low,
        high=plain.high,
        level=level,
        level_low=wide.low,
        level_high=wide.high,
        p=p,
        n=len(values),
        needed=replications_needed(given, region, level) if verdict == "inconclusive" else None,
    )


def _verdict(found: Interval, region: Region) -> Verdict:
    if region.holds(found.low) and region.holds(found.high):
        return "holds"
    outside = found.high < region.low or found.low > region.high
    on_open_edge = region.is_open and (found.high <= region.low or found.low >= region.high)
    return "fails" if outside or on_open_edge else "inconclusive"


def replications_needed(values: ArrayLike, region: Region, level: float = CONFIDENCE) -> int | None:
    """Return how many replications in all would settle a claim with a chance of nine in ten.

    It is taken that the difference and its spread stay as they are, and that as many replications give no pair as did
    so far. `LEAST` pairs where they do not vary at all; None with fewer than two pairs, and where the difference sits
    on an edge of its region.

    Parameters
    ----------
    values
        Paired differences, one a replication; NaN where a run failed or gave no value.
    region
        Where the claim puts their mean.
    level
        Of the interval that must not hold an edge.
    """
    held = finite(values)
    if len(held) < 2 or not region.edges:
        return None
    sd, mean = spread(held), float(held.mean())
    room = min(abs(mean - edge) for edge in region.edges)
    # Between two edges the mean must stay clear of both.
    chance = 1 - (1 - POWER) / 2 if len(region.edges) == 2 and region.holds(mean) else POWER
    pairs = LEAST if sd == 0.0 else _pairs_needed(sd, room, level, chance)
    if pairs is None:
        return None
    return math.ceil(max(pairs, len(held) + 1) * np.size(values) / len(held))


def _pairs_needed(sd: float, room: float, level: float, chance: float) -> int | None:
    """Return how many pairs keep a mean clear of an edge that lies ``room`` away; None for too many to be made."""
    if room <= 0 or _reach(sd, MOST, level, chance) > room:
        return None
    low, high = 1, MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _reach(sd, middle, level, chance) > room else (low, middle)
    return high


def _reach(sd: float, n: int, level: float, chance: float) -> float:
    """Return how far from an edge a mean of ``n`` values must truly lie to be found clear of it with this chance."""
    if n < 2:
        return math.inf
    return (float(stdtrit(n - 1, 0.5 + level / 2)) + float(stdtrit(n - 1, chance))) * sd / math.sqrt(n)
