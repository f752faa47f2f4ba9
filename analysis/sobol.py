"""Sobol' indices of a simulation with luck in it: first order, total and second order, with the luck taken out.

SALib estimates them from means over replications. Luck that differs from point to point adds to those squares: an
irrelevant factor gets a total index above zero, and the variance that all are divided by is too large. With two
replications or more both are known without bias from the differences between replications, and are subtracted:
of a mean square its luck, of a mean product the covariance of its luck. With one replication the points A, run once
more with other luck, tell how much luck alone makes two equal points differ.

References
----------
Saltelli, A. et al. (2010). Computer Physics Communications 181, 259-270. doi:10.1016/j.cpc.2009.09.018
Jansen, M. J. W. (1999). Computer Physics Communications 117, 35-43. doi:10.1016/S0010-4655(98)00154-4
Marrel, A. et al. (2012). Computational Statistics 27, 543-561. doi:10.1007/s11222-011-9274-8 (simulators with luck)
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.indices import Found, Index, constant, pairs, percentiles, resampled_means, spread, verdicts, zeros
from analysis.layout import Sobol
from analysis.noise import covariance, variance

Values = NDArray[np.float64]

LEAST_SIGNAL = 0.05
"""Where less than this share of the variance is no luck, dividing by it would only amplify errors."""
LEAST = 8
"""Base samples below which a bootstrap says nothing."""


@dataclass(frozen=True)
class Terms:
    """What the indices are means of: one row a base sample, one column a factor or pair, luck beside each."""

    s1: Values
    st: Values
    s2: Values
    s1_luck: Values
    st_luck: Values
    s2_luck: Values
    square: Values
    middle: Values
    luck: Values
    """Of the variance; columns of one."""

    def columns(self) -> Values:
        """Return all terms side by side."""
        return np.concatenate([getattr(self, name) for name in self.__dataclass_fields__], axis=1)

    def split(self, means: Values) -> dict[str, Values]:
        """Take means of ``columns`` apart again, by name."""
        widths = [getattr(self, name).shape[1] for name in self.__dataclass_fields__]
        parts = np.split(means, np.cumsum(widths)[:-1], axis=-1)
        return dict(zip(self.__dataclass_fields__, parts, strict=True))


def sobol_indices(parts: Sobol, names: Sequence[str], *, resamples: int, seed: int) -> tuple[list[Index], set[str]]:
    """Return S1, ST and, with second order, S2 of all factors, and codes of what is to be said about them.

    Parameters
    ----------
    parts
        Complete base samples.
    names
        Factors or groups, in the order of the design.
    """
    kinds = ["S1", "ST", *(["S2"] if parts.ba is not None and len(names) > 1 else [])]
    labels = {"S1": names, "ST": names, "S2": [f"{names[j]} × {names[k]}" for j, k in pairs(len(names))]}
    if constant(np.stack([parts.a, parts.b]).mean(axis=-1)):
        return [item for kind in kinds for item in zeros(labels[kind], kind)], {"constant"}
    terms = terms_of(parts)
    raw = _estimates(parts, len(names))
    point = terms.split(terms.columns().mean(axis=0))
    drawn = terms.split(resampled_means(terms.columns(), resamples, seed))
    measured = parts.a.shape[-1] > 1 or parts.twin is not None
    notes = set() if measured else {"no_floor"}
    if float(_signal(point)[0]) < LEAST_SIGNAL:
        notes.add("mostly_luck")
    sure = measured and not terms.luck.any() and not terms.st_luck.any()
    found = (_found(kind, labels[kind], raw[kind], point, drawn, len(parts.a), measured, sure) for kind in kinds)
    return [item for one in found for item in verdicts(one)], notes


def terms_of(parts: Sobol) -> Terms:
    """Return the terms of all indices."""
    a, b, ab = parts.a, parts.b, parts.ab
    several = a.shape[-1] > 1
    everything = [a[:, None], ab, b[:, None], *([] if parts.ba is None else [parts.ba])]
    middle = float(np.concatenate([part.mean(axis=-1).ravel() for part in everything]).mean())
    ma, mb, mab = (part.mean(axis=-1) - middle for part in (a, b, ab))
    seeds = np.concatenate([a, b]).mean(axis=0)
    ca, cb, cab = a - seeds, b - seeds, ab - seeds
    step = cab - ca[:, None]
    first, second = (np.array([p[i] for p in pairs(ab.shape[1])], dtype=np.int64) for i in (0, 1))
    s1, st = mb[:, None] * (mab - ma[:, None]), 0.5 * (mab - ma[:, None]) ** 2
    none = np.zeros_like(st)
    s1_luck = covariance(np.broadcast_to(cb[:, None], step.shape), step) if several else none
    st_luck = 0.5 * variance(step) if several else none + _other_luck(parts)[:, None]
    luck = 0.5 * (variance(ca) + variance(cb)) if several else _other_luck(parts)
    s2, s2_luck = np.zeros((len(a), 0)), np.zeros((len(a), 0))
    if parts.ba is not None:
        mba, cba = parts.ba.mean(axis=-1) - middle, parts.ba - seeds
        s2 = mba[:, first] * mab[:, second] - (ma * mb)[:, None] - s1[:, first] - s1[:, second]
        s2_luck = np.zeros_like(s2)
        if several:
            shared = covariance(cba[:, first], cab[:, second]) - covariance(ca, cb)[:, None]
            s2_luck = shared - s1_luck[:, first] - s1_luck[:, second]
    square, mean = 0.5 * (ma**2 + mb**2)[:, None], 0.5 * (ma + mb)[:, None]
    return Terms(s1, st, s2, s1_luck, st_luck, s2_luck, square, mean, luck[:, None])


def _other_luck(parts: Sobol) -> Values:
    """Return half the squares by which A differs from itself under other luck, what all points share left out."""
    if parts.twin is None:
        return np.zeros(len(parts.a))
    gap = parts.twin.mean(axis=-1) - parts.a.mean(axis=-1)
    found: Values = 0.5 * (gap - gap.mean()) ** 2 * len(gap) / (len(gap) - 1)
    return found


def _variance(means: dict[str, Values]) -> Values:
    found: Values = means["square"] - means["middle"] ** 2
    return found


def _signal(means: dict[str, Values]) -> Values:
    """Return the share of the variance of the means that is no luck."""
    total = _variance(means)
    found: Values = 1 - means["luck"] / np.where(total > 0, total, 1.0)
    return found


def _found(
    kind: str,
    names: Sequence[str],
    raw: Values,
    point: dict[str, Values],
    drawn: dict[str, Values],
    n: int,
    measured: bool,
    sure: bool,
) -> Found:
    key = kind.lower()
    floor = point[f"{key}_luck"] / _variance(point)
    total = _variance(drawn)
    lead_draws = (drawn[key] - drawn[f"{key}_luck"]) / np.where(total > 0, total, np.inf)
    signal, signals = (np.maximum(_signal(means), LEAST_SIGNAL) for means in (point, drawn))
    lead = raw - floor
    return Found(
        kind, names, lead / signal, raw, floor if measured else np.full_like(raw, np.nan),
        percentiles(lead_draws / signals), lead, spread(lead_draws), lambda needed: needed / signal, n - 1,
        sure=sure and kind == "ST",
    )  # fmt: skip


def _estimates(parts: Sobol, factors: int) -> dict[str, Values]:
    """Let SALib estimate the indices of the means over replications."""
    from SALib.analyze import sobol

    rows = [parts.a[:, None], parts.ab, *([] if parts.ba is None else [parts.ba]), parts.b[:, None]]
    means = np.concatenate(rows, axis=1).mean(axis=-1).ravel()
    problem = {"num_vars": factors, "names": [str(j) for j in range(factors)], "bounds": [[0, 1]] * factors}
    with warnings.catch_warnings():
        # Two resamples, whose spread nobody reads, may happen to be constant where an event is rare.
        warnings.simplefilter("ignore")
        found = sobol.analyze(problem, means, calc_second_order=parts.ba is not None, num_resamples=2, seed=1)
    second = [found["S2"][j, k] for j, k in pairs(factors)] if parts.ba is not None else []
    return {"S1": np.asarray(found["S1"]), "ST": np.asarray(found["ST"]), "S2": np.asarray(second)}


def prefixes(n: int) -> Iterator[int]:
    """Return a quarter, a half and the whole of ``n`` samples, where a part is large enough to say something."""
    for part in (n // 4, n // 2):
        if part >= LEAST:
            yield part
    yield n
