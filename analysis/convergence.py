"""Convergence: the indices of a quarter, a half and the whole of a sample, and whether the order of factors holds.

The first part of a Sobol' sequence, and any part of random points or trajectories, is a smaller study of its own.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.indices import Index

COLUMNS = ("n", "factor", "index", "value", "low", "high")


def convergence_frame(found: Iterable[tuple[int, Iterable[Index]]]) -> pd.DataFrame:
    """Return the indices by sample size as a frame with ``COLUMNS``.

    Parameters
    ----------
    found
        Pairs of a sample size and its indices.
    """
    rows = [(n, item.factor, item.index, item.value, item.low, item.high) for n, items in found for item in items]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def rank_stability(convergence: pd.DataFrame) -> pd.DataFrame:
    """Return how well parts of the sample order the factors as the whole does.

    Returns
    -------
    DataFrame
        Columns n, index, tau (Kendall's rank correlation with the whole sample; NaN with one factor) and
        same_first (whether the most important factor is the same).
    """
    rows = []
    for index, frame in convergence.groupby("index", sort=False):
        wide = frame.pivot(index="factor", columns="n", values="value")
        whole = wide[wide.columns.max()]
        for n in wide.columns:
            tau = whole.corr(wide[n], method="kendall") if len(wide) > 1 else float("nan")
            rows.append((int(n), index, float(tau), bool(wide[n].idxmax() == whole.idxmax())))
    return pd.DataFrame(rows, columns=["n", "index", "tau", "same_first"])
