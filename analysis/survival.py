"""Cumulative incidence: how many disputes are settled by a day, where petition, court or fading may come first.

Times until a first event, one of several causes, or until nobody looked any longer. An event comes before a censoring
of the same time. What is cut off is taken as if it were like the rest: censoring must not depend on what was to come.

References
----------
Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for non-homogeneous Markov chains based on censored
observations. Scandinavian Journal of Statistics 5, 141-150.
Allignol, A., Schumacher, M. and Beyersmann, J. (2010). A note on variance estimation of the Aalen-Johansen estimator of
the cumulative incidence function in competing risks. Biometrical Journal 52, 126-137. doi:10.1002/bimj.200900039
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from analysis.effects import CONFIDENCE
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

CENSORED = 0
COLUMNS = ("cause", "time", "at_risk", "events", "incidence", "variance", "low", "high")


def aalen_johansen(
    times: ArrayLike,
    causes: ArrayLike,
    names: Mapping[int, str] | None = None,
    level: float = CONFIDENCE,
    *,
    weights: ArrayLike | None = None,
) -> pd.DataFrame:
    """Return the cumulative incidence of every cause at every time at which something happened.

    Parameters
    ----------
    times
        Time to the event or to the end of looking, one a case, from 0 on.
    causes
        Whole number of what happened, 1 and above; 0 where nothing had when looking ended.
    names
        What the causes are called in the frame, by number, also those that no case has; others go by their number.
    level
        Of the pointwise intervals, which are made on the scale log(-log(1 - incidence)) and so stay within 0 and 1.
    weights
        How many cases each time and cause stands for, where cases were counted; one each if not given.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, rows by cause, then time; each cause begins with a row of time 0. ``events`` are those of
        the cause. The variance is of Greenwood's kind: without censoring that of a share, F (1 - F) / n.

    Raises
    ------
    ParameterError
        Times and causes differ in number, or one of them is negative or no number; the same of weights.
    """
    when, what, n = _counted(*_checked(times, causes), weights)
    called = names or {}
    known = sorted({*called, *what[what != CENSORED].tolist()})
    days = np.unique(when[np.isin(what, known)])
    events = np.array([[n[(when == day) & (what == cause)].sum() for cause in known] for day in days], dtype=np.float64)
    at_risk = np.array([n[when >= day].sum() for day in days], dtype=np.float64)
    incidence, variance = _walk(events.reshape(len(days), len(known)), at_risk)
    low, high = _ends(incidence, variance, level)
    rows = []
    for number, (cause, step) in enumerate(product(known, range(len(days) + 1))):
        column = number // (len(days) + 1)
        risk, came = (n.sum(), 0.0) if step == 0 else (at_risk[step - 1], events[step - 1, column])
        place = (step, column)
        figures = (float(values[place]) for values in (incidence, variance, low, high))
        day = 0.0 if step == 0 else float(days[step - 1])
        rows.append((called.get(cause, cause), day, int(risk), int(came), *figures))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def incidence_at(frame: pd.DataFrame, cause: object, days: Sequence[float]) -> pd.DataFrame:
    """Return the rows of ``aalen_johansen`` that hold at these times for one cause, with the times asked for."""
    mine = frame[frame["cause"] == cause].reset_index(drop=True)
    at = np.searchsorted(mine["time"].to_numpy(dtype=np.float64), np.asarray(days, dtype=np.float64), side="right") - 1
    return mine.iloc[at].assign(time=np.asarray(days, dtype=np.float64)).reset_index(drop=True)


def _checked(times: ArrayLike, causes: ArrayLike) -> tuple[Values, Codes]:
    when, given = np.asarray(times, dtype=np.float64).ravel(), np.asarray(causes, dtype=np.float64).ravel()
    if len(when) != len(given):
        raise ParameterError(Problem("survival_lengths", {"times": len(when), "causes": len(given)}, key="causes"))
    for key, values, bad in (
        ("times", when, ~(np.isfinite(when) & (when >= 0))),
        ("causes", given, ~((given >= 0) & (given == np.floor(given)))),
    ):
        if bad.any():
            first = int(np.flatnonzero(bad)[0])
            raise ParameterError(Problem("survival_value", {"came": f"{values[first]:g}", "row": first}, key=key))
    return when, given.astype(np.int64)


def _counted(when: Values, what: Codes, weights: ArrayLike | None) -> tuple[Values, Codes, Values]:
    """Return times, causes and how many cases each stands for, without those that stand for none."""
    n = np.ones(len(when)) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    if len(n) != len(when):
        raise ParameterError(Problem("survival_weights", {"times": len(when), "weights": len(n)}, key="weights"))
    bad = ~(np.isfinite(n) & (n >= 0) & (n == np.floor(n)))
    if bad.any():
        first = int(np.flatnonzero(bad)[0])
        raise ParameterError(Problem("survival_weight", {"came": f"{n[first]:g}", "row": first}, key="weights"))
    held = n > 0
    return when[held], what[held], n[held]


def _walk(events: Values, at_risk: Values) -> tuple[Values, Values]:
    """Return incidence and variance, shape (times + 1, causes), by the recursion of the empirical transition matrix.

    The state is one row of shares: nothing yet, then one a cause. At each time the part that nothing has happened to
    splits as a multinomial sample of those at risk does.
    """
    causes = events.shape[1]
    state, cov = np.zeros(causes + 1), np.zeros((causes + 1, causes + 1))
    state[0] = 1.0
    incidence, variance = [state[1:].copy()], [np.diag(cov)[1:].copy()]
    for came, n in zip(events, at_risk, strict=True):
        split = np.concatenate([[1.0 - came.sum() / n], came / n])
        step = np.eye(causes + 1)
        step[0] = split
        scatter = (np.diag(split) - np.outer(split, split)) / n
        cov = step.T @ cov @ step + state[0] ** 2 * scatter
        state = state @ step
        incidence.append(state[1:].copy())
        variance.append(np.diag(cov)[1:].copy())
    return np.array(incidence), np.array(variance)


def _ends(incidence: Values, variance: Values, level: float) -> tuple[Values, Values]:
    """Return the ends of the intervals; where nothing or all has happened, or nothing varies, there is no width."""
    z = float(ndtri(0.5 + level / 2))
    inner = (incidence > 0) & (incidence < 1) & (variance > 0)
    share = np.where(inner, incidence, 0.5)
    slope = -(1 - share) * np.log1p(-share)
    reach = np.exp(z * np.sqrt(np.where(inner, variance, 0.0)) / slope)
    low, high = 1 - (1 - share) ** (1 / reach), 1 - (1 - share) ** reach
    return np.where(inner, low, incidence), np.where(inner, high, incidence)
