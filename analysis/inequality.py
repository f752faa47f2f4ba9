"""Who gains and who loses: inequality, the worst-off fifth, and shares of winners and losers; arrays in, numbers out.

A value is one of a person or household. Weights say how many people stand behind it; without them each counts once.

References
----------
Lerman, R. I. and Yitzhaki, S. (1989). Improving the accuracy of estimates of Gini coefficients. Journal of Econometrics
42, 43-47. doi:10.1016/0304-4076(89)90074-2
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]

FIFTH = 0.2


@dataclass(frozen=True)
class Turnout:
    """Shares of people who gain, lose and neither, and what gainers and losers gain and lose on average."""

    gain: float
    lose: float
    same: float
    mean_gain: float
    """NaN where nobody gains."""
    mean_loss: float
    """Below zero; NaN where nobody loses."""
    people: float
    """The sum of weights."""


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the Gini coefficient: 0 where all have the same, near 1 where one has all.

    It is half the mean difference of two people, over the mean; NaN without people or where the mean is not above zero.
    Negative values are taken as they are and may lift it above 1.
    """
    held, people = _sorted(values, weights)
    total = float(held @ people)
    if len(held) == 0 or total <= 0:
        return math.nan
    ranks = (np.cumsum(people) - people / 2) / people.sum()
    return float(2 * np.sum(held * people * (ranks - 0.5)) / total)


def worst_off(values: ArrayLike, weights: ArrayLike | None = None, share: float = FIFTH) -> float:
    """Return the mean of the worst-off ``share`` of people; who stands on its edge counts in part; NaN without people.

    Parameters
    ----------
    values
        One number a person or household, higher is better off.
    weights
        People behind each value.
    share
        Above 0, at most 1.
    """
    held, people = _sorted(values, weights)
    if len(held) == 0:
        return math.nan
    wanted = share * people.sum()
    inside = np.clip(wanted - (np.cumsum(people) - people), 0.0, people)
    return float(held @ inside / inside.sum())


def turnout(differences: ArrayLike, weights: ArrayLike | None = None, tolerance: float = 0.0) -> Turnout:
    """Return who gains and who loses.

    Parameters
    ----------
    differences
        Scenario less baseline of the same person or household on the same seed.
    weights
        People behind each difference.
    tolerance
        Differences up to this size, either way, count as none.
    """
    change, people = _known(differences, weights)
    total = float(people.sum())
    if total <= 0:
        return Turnout(math.nan, math.nan, math.nan, math.nan, math.nan, 0.0)
    up, down = change > tolerance, change < -tolerance
    gain, lose = float(people[up].sum()) / total, float(people[down].sum()) / total
    same = float(people[~(up | down)].sum()) / total
    return Turnout(gain, lose, same, _mean(change[up], people[up]), _mean(change[down], people[down]), total)


def _mean(values: Values, weights: Values) -> float:
    return float(np.average(values, weights=weights)) if len(values) else math.nan


def _known(values: ArrayLike, weights: ArrayLike | None) -> tuple[Values, Values]:
    """Return finite values and their weights; nobody stands behind a weight of zero."""
    held = np.asarray(values, dtype=np.float64).ravel()
    people = np.ones(len(held)) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    there = np.isfinite(held) & (people > 0)
    return held[there], people[there]


def _sorted(values: ArrayLike, weights: ArrayLike | None) -> tuple[Values, Values]:
    held, people = _known(values, weights)
    order = np.argsort(held, kind="stable")
    return held[order], people[order]
