"""Indices with their intervals and verdicts: the bootstrap over base samples, and when an index is more than luck."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Values = NDArray[np.float64]

LEVEL = 0.05
"""Chance that some factor without effect is called distinguishable, over all factors of an outcome and index."""
TINY = 1e-9
"""What lies below this, relative to the scale of an index, is rounding."""
IN_UNITS = frozenset({"mu_star", "mu", "sigma"})
"""Indices in the unit of the outcome; all others are pure numbers."""
CHUNK = 4_000_000
"""Numbers drawn at a time by the bootstrap, so that memory stays flat."""
PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True)
class Index:
    """One sensitivity index of one factor; pairs of factors are written 'a × b'."""

    factor: str
    index: str
    """'S1', 'ST', 'S2', 'mu_star', 'mu', 'sigma', 'delta' or 'pawn'."""
    value: float
    """With the luck taken out, where that can be done."""
    low: float
    high: float
    """95 % interval of this index alone."""
    distinguishable: bool
    """Whether it is more than luck, at 5 % over all factors together."""
    raw: float
    """As estimated before taking the luck out."""
    floor: float
    """What luck alone adds to ``raw``; NaN where that was not measured."""
    reach: float = 0.0
    """How far luck may reach at 5 % over all factors together: a larger ``value`` is distinguishable."""


@dataclass(frozen=True)
class Found:
    """One index of all factors, before the verdict. Arrays hold one number a factor, draws one row a resample."""

    index: str
    names: Sequence[str]
    value: Values
    raw: Values
    floor: Values
    ends: tuple[Values, Values]
    """Of the 95 % intervals."""
    lead: Values
    """How far the index lies above luck, on a scale on which its error is about normal."""
    error: Values
    """Standard error of ``lead``."""
    at: Callable[[Values], Values]
    """Turns a lead into the value that has it."""
    freedom: float
    scale: float = 1.0
    sides: int = 1
    sure: bool = False
    """Whether luck was measured and there is none, so that any value but zero is an effect."""


def verdicts(found: Found) -> Iterator[Index]:
    """Judge one index of all factors.

    Intervals hold for their index alone: one in twenty of them misses. A verdict is stricter: the lead over luck must
    exceed its standard error by Student's quantile at 5 % divided by the number of factors (Bonferroni), for else one
    factor in twenty would be called real.
    """
    reach = float(stdtrit(found.freedom, 1 - LEVEL / (found.sides * max(1, len(found.names)))))
    lead = np.abs(found.lead) if found.sides == 2 else found.lead
    needed = np.zeros_like(found.lead) if found.sure else reach * found.error
    beyond = lead > needed + TINY * found.scale
    low, high = found.ends
    ends = found.at(needed)
    for j, name in enumerate(found.names):
        value = float(found.value[j])
        yield Index(
            name, found.index, value, min(float(low[j]), value), max(float(high[j]), value),
            bool(beyond[j]), float(found.raw[j]), float(found.floor[j]), float(ends[j]),
        )  # fmt: skip


def percentiles(draws: Values) -> tuple[Values, Values]:
    """Return the ends of the 95 % intervals of resampled indices, shape (resamples, factors)."""
    low, high = np.percentile(draws, PERCENTILES, axis=0)
    return low, high


def spread(draws: Values) -> Values:
    """Return the standard error of resampled indices, shape (resamples, factors)."""
    found: Values = draws.std(axis=0, ddof=1)
    return found


def zeros(names: Sequence[str], index: str) -> Iterator[Index]:
    """Return the indices of an outcome that never changes."""
    for name in names:
        yield Index(name, index, 0.0, 0.0, 0.0, False, 0.0, 0.0)


def resampled_means(columns: Values, resamples: int, seed: int) -> Values:
    """Return means of ``columns`` over samples drawn with replacement, shape (resamples, columns).

    Parameters
    ----------
    columns
        Shape (samples, columns).
    """
    n = len(columns)
    rng = np.random.Generator(np.random.PCG64(seed))
    parts = []
    step = max(1, CHUNK // n)
    for start in range(0, resamples, step):
        many = min(step, resamples - start)
        drawn = rng.integers(n, size=(many, n)) + n * np.arange(many)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=many * n).reshape(many, n)
        parts.append(counts @ columns / n)
    return np.concatenate(parts)


def pairs(factors: int) -> list[tuple[int, int]]:
    """Return the numbers of all pairs of so many factors, first before second."""
    return [(j, k) for j in range(factors) for k in range(j + 1, factors)]


def constant(values: Values) -> bool:
    """Say whether values differ by rounding at most."""
    return bool(np.ptp(values) <= 1e-12 * float(np.abs(values).max(initial=0.0)))
