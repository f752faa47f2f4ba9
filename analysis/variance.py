"""Where the variance of one run comes from: what a county decides, what nobody knows, both together, and chance.

Chance is the variance between replications of one point. The rest is shared out by rows that take the levers of one
base sample and all else of another: two runs that share their uncertainties alone (A and those rows) differ by what
levers do, alone or together with the others; two that share their levers alone (B and those rows) by what the rest
does. What neither explains alone is their interaction. Conditions count with the uncertainties.

References
----------
Sobol', I. M. (2001). Mathematics and Computers in Simulation 55, 271-280. doi:10.1016/S0378-4754(00)00270-6
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.indices import PERCENTILES, resampled_means
from analysis.layout import Sobol
from analysis.noise import centred, variance
from experiments.design import Design

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Split:
    """Shares of the variance of one run, which sum to 1, with their 95 % intervals.

    An interval holds the choice of points and, from three replications on, that of seeds. Shares are estimates
    without bias, so that a small one may come out below zero.
    """

    shares: Mapping[str, float]
    ends: Mapping[str, tuple[float, float]]


def kinds_of(design: Design) -> tuple[str, ...]:
    """Return the kinds of factors of a design: 'levers', 'uncertainties' or both."""
    kinds = {"levers" if factor.kind == "lever" else "uncertainties" for factor in design.factors}
    return tuple(sorted(kinds))


def split_of_sobol(design: Design, parts: Sobol, *, resamples: int, seed: int) -> Split | None:
    """Share out the variance of a Saltelli design; None with one replication or without the rows that it needs."""
    if parts.a.shape[-1] < 2 or (len(kinds_of(design)) == 2 and parts.levers is None):
        return None
    both = len(kinds_of(design)) == 2
    names = (*kinds_of(design), "interaction", "chance") if both else (*kinds_of(design), "chance")
    levers = parts.levers if both else None
    return _split(names, [parts.a, parts.b, *([levers] if levers is not None else [])], resamples, seed)


def split_of_sample(design: Design, runs: Values, *, resamples: int, seed: int) -> Split | None:
    """Share out the variance of points that were drawn apart, shape (points, replications), of one kind of factor.

    None with one replication, or where levers and uncertainties were drawn together: a plain sample cannot part them.
    """
    if runs.shape[-1] < 2 or len(kinds_of(design)) != 1:
        return None
    return _split((*kinds_of(design), "chance"), [runs], resamples, seed)


def _split(names: tuple[str, ...], parts: list[Values], resamples: int, seed: int) -> Split | None:
    columns = _columns(parts)
    point = _shares(columns.mean(axis=0), len(parts))
    if not np.isfinite(point).all():
        return None
    drawn = _shares(resampled_means(columns, resamples, seed), len(parts))
    low, high = np.nanpercentile(drawn, PERCENTILES, axis=0)
    seeds = 1.96 * _seed_error(parts)
    # The two sources are independent, so that their distances to the estimate add in squares.
    below, above = np.hypot(point - low, seeds), np.hypot(high - point, seeds)
    ends = {name: (float(point[i] - below[i]), float(point[i] + above[i])) for i, name in enumerate(names)}
    return Split({name: float(point[i]) for i, name in enumerate(names)}, ends)


def _columns(parts: list[Values]) -> Values:
    """Return per base sample what the shares are means of."""
    first = np.stack(parts[:2])
    flat = first.reshape(-1, first.shape[-1])
    n, replications = flat.shape
    means = first.mean(axis=-1) - flat.mean()
    luck = variance(centred(flat, np.arange(n)).reshape(first.shape))
    columns = [(means**2).mean(axis=0), means.mean(axis=0), luck.mean(axis=0), variance(first).mean(axis=0)]
    columns[3] = columns[3] * replications
    if len(parts) == 3:
        columns += [_half_square(parts[0], parts[2]), _half_square(parts[1], parts[2])]
    return np.stack(columns, axis=1)


def _half_square(x: Values, y: Values) -> Values:
    """Return half the squared difference of two runs, its luck taken out."""
    step = x - y
    found: Values = 0.5 * (step.mean(axis=-1) ** 2 - variance(step))
    return found


def _shares(means: Values, parts: int) -> Values:
    square, middle, luck, chance = (means[..., i] for i in range(4))
    signal = square - middle**2 - luck
    with np.errstate(invalid="ignore", divide="ignore"):
        if parts < 3:
            total = signal + chance
            return np.stack([signal / total, chance / total], axis=-1)
        by_levers, by_rest = means[..., 4], means[..., 5]
        total = signal + chance
        return np.stack(
            [signal - by_rest, signal - by_levers, by_levers + by_rest - signal, chance], axis=-1
        ) / np.expand_dims(total, -1)


def _seed_error(parts: list[Values]) -> Values | float:
    """Return the standard error that the choice of seeds makes, by leaving out one at a time; 0 with two seeds."""
    replications = parts[0].shape[-1]
    if replications < 3:
        return 0.0
    left = [_shares(_columns([np.delete(part, s, axis=-1) for part in parts]).mean(axis=0), len(parts))
            for s in range(replications)]  # fmt: skip
    spread = np.stack(left)
    found: Values = np.sqrt((replications - 1) * spread.var(axis=0))
    return found
