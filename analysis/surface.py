"""An outcome over one or two factors: means of the points of a grid, with intervals over replications."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.effects import half_width
from experiments.design import Design
from experiments.factors import Value
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]


def surface(design: Design, values: Values, factors: Sequence[str], *, reference: Values | None = None) -> pd.DataFrame:
    """Return the mean of an outcome for every combination of the values of one or two factors.

    Points that agree in these factors are averaged within a replication; a point with a failed run is left out.

    Parameters
    ----------
    design
        A factorial, one-at-a-time or listed design.
    values
        Shape (rows, replications); NaN where a run failed.
    factors
        One or two names.
    reference
        Shape (replications,), the outcome of the scenario compared with under the same seeds: means are paired
        differences from it then.

    Returns
    -------
    DataFrame
        Columns by factor, then mean, low, high (95 % t interval over replications, NaN with one), replications,
        points and dropped.

    Raises
    ------
    ParameterError
        A factor is not in the design, or the values do not fit it.
    """
    known = [factor.name for factor in design.factors]
    for name in factors:
        if name not in known:
            raise ParameterError(Problem("surface_no_factor", {"came": name, "allowed": ", ".join(known) or "–"}))
    if len(values) != design.rows:
        raise ParameterError(Problem("sensitivity_shape", {"came": len(values), "rows": design.rows}))
    changed = values - reference if reference is not None else values
    places: dict[tuple[Value, ...], list[int]] = {}
    for number in range(design.rows):
        row = design.row(number)
        if all(name in row for name in factors):
            places.setdefault(tuple(row[name] for name in factors), []).append(number)
    rows = [(*place, *_summary(changed[numbers])) for place, numbers in places.items()]
    columns = [*factors, "mean", "low", "high", "replications", "points", "dropped"]
    return pd.DataFrame(rows, columns=columns)


def _summary(runs: Values) -> tuple[float, float, float, int, int, int]:
    whole = np.isfinite(runs).all(axis=1)
    kept, dropped = runs[whole], int((~whole).sum())
    replications = runs.shape[1]
    if not len(kept):
        return np.nan, np.nan, np.nan, replications, 0, dropped
    means = kept.mean(axis=0)
    mean = float(means.mean())
    if replications < 2:
        return mean, np.nan, np.nan, 1, len(kept), dropped
    half = half_width(float(means.std(ddof=1)) / np.sqrt(replications), replications - 1)
    return mean, mean - half, mean + half, replications, len(kept), dropped
