"""Indices from any sample of points: RBD-FAST (S1), delta and PAWN, each judged against dummy columns.

These need no special design, and their values for a factor without effect are not zero: delta and PAWN measure
distances of distributions, which are never negative. So the same method is applied to columns that cannot matter,
the factor's own values in random order; an index counts as more than luck where it lies beyond them.

References
----------
Tarantola, S., Gatelli, D., Mara, T. (2006). Reliability Engineering & System Safety 91, 717-727.
doi:10.1016/j.ress.2005.06.003
Borgonovo, E. (2007). Reliability Engineering & System Safety 92, 771-784. doi:10.1016/j.ress.2006.04.015
Pianosi, F., Wagener, T. (2015). Environmental Modelling & Software 67, 1-11. doi:10.1016/j.envsoft.2015.01.004
"""

import math
import warnings
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analysis.guard import same_global_state
from analysis.indices import Found, Index, constant, spread, verdicts, zeros
from analysis.layout import Rows
from analysis.noise import centred, variance
from experiments.design import Design
from experiments.factors import Value

Values = NDArray[np.float64]

DUMMIES = 20
HALVES = 100
"""Half-samples drawn without replacement: their spread is that of the whole sample's estimate."""
LEAST = 50
"""Points below which these methods say nothing."""
LEAST_SIGNAL = 0.05
SHOWN = {"rbd_fast": "S1", "delta": "delta", "pawn": "pawn"}


def given_indices(
    design: Design, values: Values, rows: Rows, method: str, *, resamples: int, seed: int, dummies: int = DUMMIES
) -> tuple[list[Index], set[str]]:
    """Return the index of each factor by one method, and codes of what is to be said about them.

    Parameters
    ----------
    values
        Shape (rows of the design, replications).
    rows
        The rows to use: complete, and drawn apart from each other.
    resamples
        A tenth of them, at most ``HALVES``, are drawn, since each takes a whole analysis.
    dummies
        Columns without effect that each factor is held against.
    """
    names, index = [factor.name for factor in design.factors], SHOWN[method]
    rng = np.random.Generator(np.random.PCG64(seed))
    # Ties are ranked in the order of rows, which in a table is no accident.
    rows = rng.permutation(rows)
    places, runs = columns_of(design)[rows], values[rows]
    means = runs.mean(axis=-1)
    if constant(means):
        return list(zeros(names, index)), {"constant"}
    estimate = METHODS[method]
    raw, error = estimate(places, means, seed)
    if method != "delta":
        error = _half_spread(estimate, places, means, min(max(resamples // 10, 8), HALVES), rng)
    idle = _dummies(estimate, places, means, dummies, rng, seed)
    floor = idle.mean(axis=0)
    signal = _signal(runs) if index == "S1" else 1.0
    notes = {"mostly_luck"} if signal < LEAST_SIGNAL else set()
    kept = max(signal, LEAST_SIGNAL)
    value, half = raw / kept, float(ndtri(0.975)) * error / kept
    beside = spread(idle) * math.sqrt(1 + 1 / dummies)
    found = Found(
        index, names, value, raw, floor, (value - half, value + half), raw - floor, beside,
        lambda needed: (floor + needed) / kept, dummies - 1,
    )  # fmt: skip
    return list(verdicts(found)), notes


def columns_of(design: Design) -> Values:
    """Return the points of a design as numbers, shape (rows, factors): places where it has them, else its values."""
    if design.places is not None:
        return design.places[:, : len(design.factors)].astype(np.float64)
    return np.array([_numbers(column) for column in zip(*design.table, strict=True)], dtype=np.float64).T


def _numbers(column: Sequence[Value | None]) -> list[float]:
    """Return the values of one factor; words and gaps are numbered, after the numbers."""
    if all(isinstance(value, int | float) for value in column):
        return [float(value) for value in column if isinstance(value, int | float)]
    numbers = sorted({float(value) for value in column if isinstance(value, int | float)})
    order: list[Value | None] = [*numbers, *sorted({value for value in column if isinstance(value, str)}), None]
    return [float(order.index(value)) for value in column]


def _signal(runs: Values) -> float:
    """Return the share of the variance of the means that is no luck."""
    if runs.shape[-1] < 2:
        return 1.0
    luck = float(variance(centred(runs, np.arange(len(runs)))).mean())
    return 1 - luck / float(runs.mean(axis=-1).var())


Estimator = Callable[[Values, Values, int], tuple[Values, Values]]
"""(places, means, seed) -> an index and its standard error for each column."""


def _dummies(
    estimate: Estimator, places: Values, means: Values, many: int, rng: np.random.Generator, seed: int
) -> Values:
    """Return what the method says of columns without effect, shape (dummies, factors).

    Ranks are all that counts, so that factors without ties share their dummies.
    """
    n, factors = places.shape
    found, shared = np.empty((many, factors)), None
    for j in range(factors):
        ties = len(np.unique(places[:, j])) < n
        if ties or shared is None:
            shuffled = np.stack([rng.permutation(places[:, j]) for _ in range(many)], axis=1)
            drawn = estimate(shuffled, means, seed)[0]
            shared = shared if ties else drawn
            found[:, j] = drawn
        else:
            found[:, j] = shared
    return found


def _half_spread(estimate: Estimator, places: Values, means: Values, many: int, rng: np.random.Generator) -> Values:
    n = len(means)
    halves = (rng.permutation(n)[: n // 2] for _ in range(many))
    return spread(np.array([estimate(places[half], means[half], 1)[0] for half in halves]))


def _problem(columns: int) -> dict[str, object]:
    return {"num_vars": columns, "names": [f"c{j}" for j in range(columns)], "bounds": [[0, 1]] * columns}


def _rbd_fast(places: Values, means: Values, seed: int) -> tuple[Values, Values]:
    from SALib.analyze import rbd_fast

    if constant(means):
        return np.zeros(places.shape[1]), np.zeros(places.shape[1])
    found = rbd_fast.analyze(_problem(places.shape[1]), places, means, num_resamples=2, seed=seed)
    return np.asarray(found["S1"]), np.asarray(found["S1_conf"])


def _delta(places: Values, means: Values, seed: int) -> tuple[Values, Values]:
    from SALib.analyze import delta

    with same_global_state():
        found = delta.analyze(_problem(places.shape[1]), places, means, num_resamples=10, seed=seed, method="delta")
    return np.nan_to_num(found["delta_raw"]), np.nan_to_num(found["delta_raw_conf"]) / float(ndtri(0.975))


def _pawn(places: Values, means: Values, seed: int) -> tuple[Values, Values]:
    from SALib.analyze import pawn

    with same_global_state(), warnings.catch_warnings():
        # Slides of a factor with few values are empty.
        warnings.simplefilter("ignore")
        found = pawn.analyze(_problem(places.shape[1]), places, means, seed=seed)
    return np.nan_to_num(found["median"]), np.zeros(places.shape[1])


METHODS: dict[str, Estimator] = {"rbd_fast": _rbd_fast, "delta": _delta, "pawn": _pawn}
