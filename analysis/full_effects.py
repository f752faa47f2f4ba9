"""All that can be said of effects: bootstrap intervals, p values corrected for many comparisons, equivalence."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.claims import paired
from analysis.cubes import cube
from analysis.effects import COLUMNS as PAIRED
from analysis.effects import demand_name, paired_effects
from analysis.inference import (
    Bootstrap,
    Interval,
    benjamini_hochberg,
    bootstrap_interval,
    equivalence,
    finite,
    holm,
    probability_of_improvement,
    spread,
    two_sided_p,
)
from analysis.labels import PERCENT, Outcome, Registry
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]

ALPHA = 0.05
POINTS = 0.02
"""A change of a share that nobody would act on: two points."""
OF_INCOME = 0.01
"""The same of an income, as a share of its baseline mean."""
BOOTSTRAP: Bootstrap = "studentised"
FEWEST = 6
"""Pairs below which differences that vary get no bootstrap interval.

From six pairs on the studentised interval holds the true mean of normal and of exponential values about as often as it
says. The BCa interval does not: of 1,500 samples of normal values its 95 % held 87 % with 8 values and 89 % with 10.
"""
HEADLINE, OTHER = "headline", "other"
COLUMNS = (
    *PAIRED, "boot_low", "boot_high", "p", "p_holm", "p_bh", "family", "improved", "improved_low", "improved_high",
    "margin", "equivalent",
)  # fmt: skip


def full_effects(
    outcomes: pd.DataFrame,
    baseline: str,
    registry: Registry,
    *,
    margins: Mapping[str, float] | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Return one row a scenario (but the baseline) and outcome of the county, with all that can be said of it.

    Differences that vary by rounding alone do not vary: their intervals have no width and p is 0, or 1 where there is
    no difference at all. One pair gives a difference and nothing else.

    Parameters
    ----------
    outcomes, baseline, registry
        As for ``paired_effects``.
    margins
        By outcome, in its unit, the largest difference either way that counts as none; NaN for no margin. Outcomes
        that are not named take that of ``default_margins``.
    seed
        Of the bootstrap, which draws the same pairs for every row.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``: those of ``paired_effects``; boot_low and boot_high, the bootstrap-t interval of the mean
        difference, from ``FEWEST`` pairs on; p of the paired t test, and p_holm and p_bh, which are corrected over all
        rows of one family ('headline' outcomes, or all 'other' ones); improved, the chance that a replication does
        better, with Wilson's interval; equivalent, whether the difference is known to be within the margin (two
        one-sided tests at 5 %), None without a margin or with fewer than two pairs.

    Raises
    ------
    ParameterError
        As ``paired_effects``, and where a margin names no outcome or is not above zero.
    """
    effects = paired_effects(outcomes, baseline, registry)
    limits = default_margins(effects, registry) | _checked(margins or {}, registry)
    scenarios, cells, values = cube(outcomes[outcomes["village"] == ""], ["outcome"], "value")
    columns = {name: column for column, name in enumerate(cells["outcome"])}
    rows = []
    for row in effects.to_dict("records"):
        name, column = row["outcome"], columns[row["outcome"]]
        change = paired(*(values[scenarios.index(one), :, column] for one in (baseline, row["scenario"])))
        margin = limits.get(name, math.nan)
        rows.append(row | _said(_steady(change, row["sd"]), registry[name], margin, seed))
    return _corrected(pd.DataFrame(rows, columns=list(COLUMNS)).astype({"equivalent": object}))


def default_margins(effects: pd.DataFrame, registry: Registry) -> dict[str, float]:
    """Return the largest difference that counts as none, by outcome: 2 points of a share, 1 % of an income.

    The 1 % is of the baseline mean. Other outcomes have none, nor has an income whose baseline mean is zero or unknown.
    """
    means = effects.groupby("outcome", sort=False)["baseline"].mean()
    found = {str(name): _default(str(name), registry[str(name)], float(mean)) for name, mean in means.items()}
    return {name: margin for name, margin in found.items() if margin > 0}


def _default(name: str, outcome: Outcome, mean: float) -> float:
    if outcome.scale == PERCENT:
        return POINTS
    return OF_INCOME * abs(mean) if "income" in name.split("_") else math.nan


def _checked(margins: Mapping[str, float], registry: Registry) -> dict[str, float]:
    for name, margin in margins.items():
        demand_name(name, list(registry), "unknown_outcome")
        if not (math.isnan(margin) or 0 < margin < math.inf):
            raise ParameterError(Problem("margin_not_above_zero", {"came": f"{margin:g}"}, key=name))
    return dict(margins)


def _steady(change: Values, sd: float) -> Values:
    """Return the differences of whole pairs; all of them their mean where they vary by rounding alone."""
    held = finite(change)
    return np.full(len(held), held.mean()) if sd == 0 else held


def _said(change: Values, outcome: Outcome, margin: float, seed: int) -> dict[str, Any]:
    """Return what the differences of one row say, by column."""
    drawn = _drawn(change, seed)
    chance = probability_of_improvement(change, outcome.better)
    # Wilson's interval of one pair is so wide that it says nothing, and would look like knowledge.
    low, high = (chance.low, chance.high) if len(change) > 1 else (math.nan, math.nan)
    said: dict[str, Any] = {
        "share_better": chance.estimate, "boot_low": drawn.low, "boot_high": drawn.high, "p": two_sided_p(change),
        "family": HEADLINE if outcome.headline else OTHER, "improved": chance.estimate, "improved_low": low,
        "improved_high": high, "margin": margin, "equivalent": _equivalent(change, margin),
    }  # fmt: skip
    # A difference that is rounding and nothing else is none, and must not look like a sure one.
    nothing = len(change) > 1 and not change.any()
    return said | (dict.fromkeys(("difference", "low", "high"), 0.0) if nothing else {})


def _drawn(change: Values, seed: int) -> Interval:
    if len(change) < FEWEST and spread(change) != 0.0:
        return Interval(math.nan, math.nan, math.nan, len(change))
    return bootstrap_interval(change, kind=BOOTSTRAP, seed=seed)


def _equivalent(change: Values, margin: float) -> bool | None:
    if math.isnan(margin) or len(change) < 2:
        return None
    return equivalence(change, -margin, margin, ALPHA).p <= ALPHA


def _corrected(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with p values corrected family by family."""
    for family in (HEADLINE, OTHER):
        mine = effects["family"] == family
        p = effects.loc[mine, "p"].to_numpy(dtype=np.float64)
        effects.loc[mine, "p_holm"] = holm(p)
        effects.loc[mine, "p_bh"] = benjamini_hochberg(p)
    return effects
