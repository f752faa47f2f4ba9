"""Effects: the mean difference of each scenario from the baseline, paired by seed, with its interval."""

import difflib
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from analysis.labels import Outcome, Registry
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]

CONFIDENCE = 0.95
ROUNDING = 1e-12
"""Differences that vary less than this, relative to the values, vary by rounding alone."""
COST = "public_cost_per_head"
COLUMNS = (
    "scenario", "outcome", "unit", "better", "baseline", "mean", "difference", "low", "high",
    "share_better", "unpaired_over_paired", "replications", "sd", "cost_per_head_difference",
)  # fmt: skip


@dataclass(frozen=True)
class Paired:
    """A mean paired difference; ``low``, ``high`` and ``sd`` are NaN with fewer than two pairs, all with none."""

    n: int
    baseline: float
    mean: float
    difference: float
    sd: float
    low: float
    high: float
    ratio: float
    """Width of the unpaired (Welch) interval over that of the paired one; NaN where the difference does not vary."""


def half_width(sd_of_mean: float, freedom: float) -> float:
    """Return half the width of the 95 % t interval around a mean with standard error ``sd_of_mean``."""
    return float(stdtrit(freedom, 0.5 + CONFIDENCE / 2)) * sd_of_mean


def welch_half_width(a: Values, b: Values) -> float:
    """Return half the width of Welch's 95 % interval of the difference of two means.

    References
    ----------
    Welch, B. L. (1947). Biometrika 34, 28-35. doi:10.1093/biomet/34.1-2.28
    """
    parts = [float(np.var(x, ddof=1)) / len(x) for x in (a, b)]
    total = sum(parts)
    if total == 0:
        return 0.0
    freedom = total**2 / sum(part**2 / (len(x) - 1) for part, x in zip(parts, (a, b), strict=True))
    return half_width(math.sqrt(total), freedom)


def paired_difference(baseline: Values, scenario: Values) -> Paired:
    """Compare two samples pair by pair; pairs with a NaN on either side are left out.

    Parameters
    ----------
    baseline, scenario
        One value a replication, in the same order of seeds.
    """
    whole = np.isfinite(baseline) & np.isfinite(scenario)
    a, b = baseline[whole], scenario[whole]
    change, n = b - a, int(whole.sum())
    nan = math.nan
    if n == 0:
        return Paired(0, nan, nan, nan, nan, nan, nan, nan)
    mean = float(change.mean())
    if n == 1:
        return Paired(1, float(a[0]), float(b[0]), mean, nan, nan, nan, nan)
    sd = float(change.std(ddof=1))
    if sd <= ROUNDING * max(float(np.abs(a).max()), float(np.abs(b).max())):
        sd = 0.0
    half = half_width(sd / math.sqrt(n), n - 1)
    ratio = welch_half_width(a, b) / half if half > 0 else nan
    return Paired(n, float(a.mean()), float(b.mean()), mean, sd, mean - half, mean + half, ratio)


def share_better(baseline: Values, scenario: Values, better: str) -> float:
    """Return the share of pairs in which the scenario is better; ties count half; NaN without pairs.

    Where neither direction is better ('none'), the share in which the scenario is higher.
    """
    change = scenario - baseline
    change = change[np.isfinite(change)] * (-1.0 if better == "down" else 1.0)
    return float(np.mean((np.sign(change) + 1) / 2)) if len(change) else math.nan


def paired_effects(outcomes: pd.DataFrame, baseline: str, registry: Registry) -> pd.DataFrame:
    """Return one row a scenario (but the baseline) and outcome of the county.

    Parameters
    ----------
    outcomes
        Columns scenario, replication, seed, outcome, village ('' for the county), value. Rows of villages are
        left out; pairs share a seed; a seed that one side lacks, or whose value is NaN, makes no pair.
    baseline
        Id of the scenario compared with.
    registry
        Outcomes by id, in the order of display; an outcome that no run recorded gives no row.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, in the units of the registry; rows by scenario in order of appearance, then outcome.

    Raises
    ------
    ParameterError
        The baseline is not among the scenarios, or the registry lacks a recorded outcome.
    """
    county = outcomes[outcomes["village"] == ""]
    scenarios = list(dict.fromkeys(county["scenario"]))
    demand_name(baseline, scenarios, "unknown_baseline")
    recorded = set(county["outcome"])
    for name in sorted(recorded):
        demand_name(name, list(registry), "unknown_outcome")
    wide = county.pivot(index="seed", columns=["scenario", "outcome"], values="value").sort_index()
    rows = []
    for scenario in (s for s in scenarios if s != baseline):
        cost = _pair(wide, baseline, scenario, COST).difference
        for name, outcome in registry.items():
            if name in recorded:
                rows.append(_row(wide, baseline, scenario, name, outcome) | {"cost_per_head_difference": cost})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def effects_records(effects: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain dictionaries fit for JSON: no NaN, no infinity (None instead), no numpy type."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in effects.to_dict("records")]


def demand_name(name: str, allowed: list[str], code: str) -> None:
    """Raise an error that names what is there and what is nearest, if a name is not among the allowed ones."""
    if name not in allowed:
        near = (difflib.get_close_matches(name, allowed, n=1, cutoff=0.0) or ["–"])[0]
        raise ParameterError(Problem(code, {"came": name, "allowed": ", ".join(allowed) or "–", "near": near}))


def _column(wide: pd.DataFrame, scenario: str, outcome: str) -> Values:
    if (scenario, outcome) not in wide.columns:
        return np.full(len(wide), np.nan)
    return wide[(scenario, outcome)].to_numpy(dtype=np.float64)


def _pair(wide: pd.DataFrame, baseline: str, scenario: str, outcome: str) -> Paired:
    return paired_difference(_column(wide, baseline, outcome), _column(wide, scenario, outcome))


def _row(wide: pd.DataFrame, baseline: str, scenario: str, name: str, outcome: Outcome) -> dict[str, Any]:
    found = _pair(wide, baseline, scenario, name)
    better = share_better(_column(wide, baseline, name), _column(wide, scenario, name), outcome.better)
    return {
        "scenario": scenario, "outcome": name, "unit": outcome.unit_en, "better": outcome.better,
        "baseline": found.baseline, "mean": found.mean, "difference": found.difference,
        "low": found.low, "high": found.high, "share_better": better,
        "unpaired_over_paired": found.ratio, "replications": found.n, "sd": found.sd,
    }  # fmt: skip


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
