"""What luck alone does: the part of a mean over replications that other seeds would have made otherwise.

All points of a study share one list of seeds, so that ``values[point, s] = f(point) + luck(s) + rest(point, s)``.
Luck that a seed brings to all points alike cancels in every difference of two points; the rest does not, and squares
of differences count it as if it were an effect. Replications tell how large it is.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import helmert

Values = NDArray[np.float64]


def covariance(x: Values, y: Values) -> Values:
    """Return the covariance of two means over replications, the last axis, that luck alone makes.

    Exactly zero where replications do not differ, since deviations are taken from the first of them.

    >>> float(covariance(np.array([1.0, 3.0]), np.array([1.0, 3.0])))
    1.0
    """
    replications = x.shape[-1]
    dx, dy = x - x[..., :1], y - y[..., :1]
    centred = dx - dx.mean(axis=-1, keepdims=True)
    found: Values = (centred * dy).sum(axis=-1) / ((replications - 1) * replications)
    return found


def variance(x: Values) -> Values:
    """Return the variance of a mean over replications, the last axis, that luck alone makes."""
    return covariance(x, x)


def contrasts(x: Values) -> Values:
    """Return what a mean over replications would be if there were luck alone: replications - 1 such draws.

    Weighted sums of replications whose weights sum to zero and which vary as much as the luck in the mean does.
    """
    replications = x.shape[-1]
    weights: Values = helmert(replications) / np.sqrt(replications)
    found: Values = (x - x[..., :1]) @ weights.T
    return found


def centred(values: Values, rows: NDArray[Any]) -> Values:
    """Take from every replication its mean over ``rows``: what its seed brings to all points alike."""
    found: Values = values - values[rows].mean(axis=0)
    return found


def share_of_chance(values: Values) -> float | None:
    """Return the share of the variance of one run that is chance; None with one replication, 0 without variance.

    Parameters
    ----------
    values
        Shape (points, replications); points that are drawn independently, or a grid.
    """
    points, replications = values.shape
    if replications < 2 or points < 2:
        return None
    chance = float(variance(values).mean()) * replications
    rest = centred(values, np.arange(points))
    signal = float(values.mean(axis=1).var(ddof=1) - variance(rest).mean() * points / (points - 1))
    total = chance + max(signal, 0.0)
    return chance / total if total > 0 else 0.0
