"""Frames over runs as arrays of scenarios, seeds and cells, and the mean paired differences of all cells at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from analysis.claims import paired
from analysis.effects import CONFIDENCE, ROUNDING

Values = NDArray[np.float64]


@dataclass(frozen=True)
class PairedColumns:
    """Mean paired differences, one a column; ends are NaN with fewer than two pairs, all but ``n`` with none."""

    n: NDArray[np.int64]
    baseline: Values
    mean: Values
    difference: Values
    low: Values
    high: Values


def cube(frame: pd.DataFrame, keys: Sequence[str], column: str) -> tuple[list[str], pd.DataFrame, Values]:
    """Return the scenarios, the cells (one row each of ``keys``) and the values, shape (scenarios, seeds, cells).

    Scenarios and cells stand in order of appearance, seeds in ascending order; what is not in the frame is NaN.

    Parameters
    ----------
    frame
        Columns scenario, seed, ``keys`` and ``column``; one row a scenario, seed and cell.
    """
    wanted = list(keys)
    scenario, scenarios = pd.factorize(frame["scenario"])
    seed, seeds = pd.factorize(frame["seed"], sort=True)
    cells = frame[wanted].drop_duplicates().reset_index(drop=True)
    cell = frame.groupby(wanted, sort=False, observed=True).ngroup().to_numpy()
    values = np.full((len(scenarios), len(seeds), len(cells)), np.nan)
    values[scenario, seed, cell] = frame[column].to_numpy(dtype=np.float64)
    return [str(name) for name in scenarios], cells, values


def paired_columns(baseline: Values, scenario: Values) -> PairedColumns:
    """Return what ``analysis.effects.paired_difference`` returns, for many columns at once.

    Parameters
    ----------
    baseline, scenario
        Shape (seeds, columns), in the same order of seeds; a pair with a NaN on either side is left out, and a pair
        that differs by rounding alone does not differ.
    """
    whole = np.isfinite(baseline) & np.isfinite(scenario)
    a, b = np.where(whole, baseline, 0.0), np.where(whole, scenario, 0.0)
    n = whole.sum(axis=0)
    some, few = np.maximum(n, 1), n < 2
    change = paired(a, b)
    difference = change.sum(axis=0) / some
    away = np.where(whole, change - difference, 0.0)
    sd = np.sqrt((away**2).sum(axis=0) / np.maximum(n - 1, 1))
    sd[sd <= ROUNDING * np.maximum(np.abs(a), np.abs(b)).max(axis=0, initial=0.0)] = 0.0
    half = stdtrit(np.maximum(n - 1, 1), 0.5 + CONFIDENCE / 2) * sd / np.sqrt(some)
    half[few] = np.nan
    sums = (a.sum(axis=0), b.sum(axis=0), change.sum(axis=0))
    base, mean, middle = (np.where(n > 0, total / some, np.nan) for total in sums)
    return PairedColumns(n, base, mean, middle, middle - half, middle + half)


def mean_columns(values: Values) -> PairedColumns:
    """Return the means of columns with their t intervals, as differences from zero."""
    return paired_columns(np.zeros_like(values), values)
