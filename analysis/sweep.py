"""Tables of a sweep: every run, the mean of every point with its interval, and paired differences from the baseline."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.effects import Paired, paired_difference

KEYS = ("scenario", "row")
MEANS = ("outcome", "n", "mean", "sd", "low", "high")
DIFFERENCES = ("outcome", "n", "baseline", "mean", "difference", "sd", "low", "high")


def runs_table(outcomes: pd.DataFrame, points: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Return one row a good run: scenario, row, point, the factors, replication, seed, and one column an outcome.

    Parameters
    ----------
    outcomes
        As a store gives them: scenario (the point's id), replication, seed, outcome, village ('' for the county),
        value.
    points
        One row a point: point, scenario, row, luck, and one column a factor.
    wanted
        Outcomes, in the order of display.
    """
    county = outcomes[(outcomes["village"] == "") & outcomes["outcome"].isin(wanted)]
    wide = county.pivot(index=["scenario", "replication", "seed"], columns="outcome", values="value")
    wide = wide.reindex(columns=list(wanted)).reset_index().rename(columns={"scenario": "point"})
    factors = [name for name in points.columns if name not in ("point", "scenario", "row", "luck")]
    table = points.merge(wide, on="point", how="inner", sort=False)
    return table[["scenario", "row", "point", *factors, "luck", "replication", "seed", *wanted]]


def point_means(runs: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Return the mean of each outcome at each point with its 95 % t interval: scenario, row, ``MEANS``, factors."""
    held = runs[runs["luck"] == 0]
    rows = []
    for keys, group in held.groupby(list(KEYS), sort=False):
        for name in wanted:
            values = group[name].to_numpy(dtype=np.float64)
            found = paired_difference(np.zeros(len(values)), values)
            rows.append((*keys, name, found.n, found.mean, found.sd, found.low, found.high))
    return _with_factors(pd.DataFrame(rows, columns=[*KEYS, *MEANS]), held, wanted)


def point_differences(runs: pd.DataFrame, baseline: str, wanted: Sequence[str]) -> pd.DataFrame:
    """Return how each scenario differs from the baseline at each point, paired by seed: scenario, row, and so on.

    Columns: scenario, row, ``DIFFERENCES``, factors.  A run that failed on either side makes no pair; without a
    baseline there are no rows.
    """
    held = runs[runs["luck"] == 0] if baseline else runs[:0]
    base = held[held["scenario"] == baseline].set_index(["row", "replication"])[list(wanted)]
    rows = []
    for keys, group in held[held["scenario"] != baseline].groupby(list(KEYS), sort=False):
        mine = group.set_index(["row", "replication"])[list(wanted)]
        theirs = base.reindex(mine.index)
        for name in wanted:
            found = paired_difference(theirs[name].to_numpy(np.float64), mine[name].to_numpy(np.float64))
            rows.append((*keys, name, *_numbers(found)))
    return _with_factors(pd.DataFrame(rows, columns=[*KEYS, *DIFFERENCES]), held, wanted)


def _numbers(found: Paired) -> tuple[float, ...]:
    return (found.n, found.baseline, found.mean, found.difference, found.sd, found.low, found.high)


def _with_factors(table: pd.DataFrame, runs: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    left_out = {"point", "luck", "replication", "seed", *wanted}
    factors = runs[[name for name in runs.columns if name not in left_out]].drop_duplicates(list(KEYS))
    return table.merge(factors, on=list(KEYS), how="left", sort=False)


def if_failed_were(values: np.ndarray, failed: int) -> tuple[float, float]:
    """Return the lowest and highest mean that is possible if the failed runs had given what good ones have given.

    Parameters
    ----------
    values
        What the good runs gave.
    failed
        How many runs gave nothing.

    References
    ----------
    Manski, C. F. (1990). American Economic Review 80(2), 319-323.
    """
    good = values[np.isfinite(values)]
    if not len(good):
        return math.nan, math.nan
    total, n = float(good.sum()), len(good) + failed
    return (total + failed * float(good.min())) / n, (total + failed * float(good.max())) / n


def where_failed(points: pd.DataFrame, failed: Sequence[str], least: float = 2.0) -> pd.DataFrame:
    """Return the factors in whose range failures lie together: factor, low, high, share, failed.

    ``share`` is the share of all points in the range that holds every failed one, ``failed`` how many there are; only
    factors where that range is narrow enough that failures are at least ``least`` times as frequent in it.

    Parameters
    ----------
    points
        One row a point: point, scenario, row, luck, and one column a factor.
    failed
        Ids of the points with a failed run.
    """
    factors = [name for name in points.columns if name not in ("point", "scenario", "row", "luck")]
    bad = points[points["point"].isin(failed)]
    rows = []
    for name in factors:
        mine = pd.to_numeric(bad[name], errors="coerce").dropna()
        all_ = pd.to_numeric(points[name], errors="coerce").dropna()
        if len(mine) < 2:
            continue
        share = float(((all_ >= mine.min()) & (all_ <= mine.max())).mean())
        if share * least <= 1.0:
            rows.append((name, float(mine.min()), float(mine.max()), share, len(mine)))
    return pd.DataFrame(rows, columns=["factor", "low", "high", "share", "failed"]).sort_values(
        "share", kind="stable", ignore_index=True
    )
