"""Small sums the synthesis keeps coming back to: exact shares, ranked choice, spreads on the logit scale."""

from functools import lru_cache

import numpy as np
from scipy.special import expit, gammaincinv

from model.columns import Array, Mask, Reals, Rows


def nearest(x: float) -> int:
    """Return the nearest whole number, halves upward."""
    return int(np.floor(x + 0.5))


def apportion(weights: Reals, total: int) -> Rows:
    """Split a whole number in proportion to ``weights`` by largest remainder; the parts sum to ``total`` exactly."""
    quota = weights / weights.sum() * total
    parts: Rows = np.floor(quota).astype(np.int64)
    left = total - int(parts.sum())
    parts[np.argsort(parts - quota, kind="stable")[:left]] += 1
    return parts


def gumbel(u: Reals) -> Reals:
    """Turn uniform draws into Gumbel noise: the top k of log-weight plus it are a weighted draw without return."""
    return -np.log(-np.log(u))


def top(score: Reals, eligible: Mask, count: int) -> Rows:
    """Return the rows of the ``count`` highest scores among the eligible, best first (fewer if there are fewer)."""
    rows = np.flatnonzero(eligible)
    order = np.argsort(-score[rows], kind="stable")
    return rows[order[: max(count, 0)]]


def best_of_each(group: Array, score: Reals, eligible: Mask) -> Mask:
    """Mark the eligible row with the highest score in each group."""
    rows = np.flatnonzero(eligible)
    order = rows[np.lexsort((-score[rows], group[rows]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = group[order[1:]] != group[order[:-1]]
    mask = np.zeros(len(group), dtype=bool)
    mask[order[first]] = True
    return mask


def bounded(centre: float, shift: Reals | float, spread: float, z: Reals) -> Reals:
    """Return shares in (0, 1): logit-normal with median ``centre``, shifted on the logit scale."""
    share: Reals = expit(np.log(centre / (1.0 - centre)) + shift + spread * z)
    return share


@lru_cache(maxsize=64)
def _gamma_table(shape: float) -> tuple[Reals, Reals]:
    grid = (np.arange(4096) + 0.5) / 4096
    values = gammaincinv(shape, grid) / shape
    return grid, values / values.mean()


def gamma_of(u: Reals, shape: float) -> Reals:
    """Return gamma draws of mean 1 and the given shape, read off a fine table of quantiles."""
    grid, values = _gamma_table(shape)
    return np.interp(u, grid, values)


def percentile(score: Reals) -> Reals:
    """Return each row's rank as a share in (0, 1), lowest score first."""
    rank = np.empty(len(score))
    rank[np.argsort(score, kind="stable")] = np.arange(len(score))
    return (rank + 0.5) / len(score)
