"""Difference-in-differences: pilot against comparison villages of a county, as an evaluation in the field would do it.

Change of the pilots less change of the others, villages as units: for one common date this equals the regression with
village and quarter effects, and its interval the one clustered by village (Welch, so that the groups may differ in
spread). It is unbiased as far as both groups would have moved alike and nothing spills over to the others.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from model.errors import Problem, ScenarioError


@dataclass(frozen=True)
class DifferenceInDifferences:
    """An estimate with its 95 % interval, in the unit of the outcome."""

    outcome: str
    estimate: float
    low: float
    high: float
    pilots: int
    others: int

    def covers(self, effect: float) -> bool:
        """Return whether the interval holds an effect."""
        return self.low <= effect <= self.high


def difference_in_differences(
    panel: pd.DataFrame, outcome: str, *, start: str, skip: int = 1, confidence: float = 0.95
) -> DifferenceInDifferences:
    """Return the estimate from a panel of villages and quarters.

    Parameters
    ----------
    panel
        One row a village and quarter: village, quarter, began, copied and the outcome (see `experiments.panel`).
        Pilots are villages that began and did not copy; all others are the comparison, those that copied among them, as
        an evaluator who does not know of the copying would have it.
    start
        The day (ISO) on which pilots began; quarters before it are before.
    skip
        Quarters after the start that are left out, while the practice grows.

    Raises
    ------
    ScenarioError
        The panel has fewer than two pilots or comparison villages, or no quarter on one side of ``start``.
    """
    pilot = panel["began"].notna() & ~panel["copied"]
    changes = _changes(panel, outcome, start, skip)
    treated = changes[panel.loc[pilot, "village"].unique()]
    others = changes.drop(treated.index)
    if min(len(treated), len(others)) < 2:
        values = {"pilots": len(treated), "others": len(others)}
        raise ScenarioError(Problem("did_too_few", values))
    estimate = float(treated.mean() - others.mean())
    parts = [float(group.var(ddof=1)) / len(group) for group in (treated, others)]
    error = float(np.sqrt(sum(parts)))
    spread = sum(part**2 / (len(group) - 1) for part, group in zip(parts, (treated, others), strict=True))
    freedom = error**4 / spread if spread > 0 else np.inf
    half = float(stats.t.ppf(0.5 + confidence / 2.0, freedom)) * error
    return DifferenceInDifferences(outcome, estimate, estimate - half, estimate + half, len(treated), len(others))


def _changes(panel: pd.DataFrame, outcome: str, start: str, skip: int) -> "pd.Series[float]":
    """Return each village's mean after the start less its mean before it."""
    quarters = sorted(panel["quarter"].unique())
    before = [quarter for quarter in quarters if quarter < start]
    after = [quarter for quarter in quarters if quarter >= start][skip:]
    if not (before and after):
        raise ScenarioError(Problem("did_no_quarter", {"start": start, "before": len(before), "after": len(after)}))
    means = [panel[panel["quarter"].isin(span)].groupby("village")[outcome].mean() for span in (after, before)]
    change: pd.Series[float] = means[0] - means[1]
    return change.dropna()
