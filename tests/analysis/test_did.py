"""Difference-in-differences against hand-made panels."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.did import difference_in_differences


def made(effect: float, pilots: int = 6, others: int = 9, noise: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """Return a panel in which villages differ in level, share a trend, and pilots gain ``effect``."""
    draw = np.random.default_rng(seed)
    rows = []
    for number in range(pilots + others):
        level = 0.1 * number
        for k, quarter in enumerate(("2023-07-01", "2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01")):
            gain = effect * (number < pilots and quarter >= "2024-01-01")
            value = level + 0.05 * k + gain + noise * draw.standard_normal()
            began = "2024-01-01" if number < pilots else None
            rows.append({"village": f"v{number}", "quarter": quarter, "began": began, "copied": False, "rate": value})
    return pd.DataFrame(rows)


def test_levels_and_common_trends_drop_out():
    found = difference_in_differences(made(0.3), "rate", start="2024-01-01")
    assert found.estimate == pytest.approx(0.3, abs=1e-12)
    assert found.high - found.low < 1e-9
    assert (found.pilots, found.others) == (6, 9)


def test_the_interval_is_that_of_welch_on_changes():
    panel = made(0.3, noise=0.1)
    found = difference_in_differences(panel, "rate", start="2024-01-01", skip=0)
    after = panel["quarter"] >= "2024-01-01"
    change = panel[after].groupby("village")["rate"].mean() - panel[~after].groupby("village")["rate"].mean()
    names = [f"v{number}" for number in range(6)]
    usual = stats.ttest_ind(change[names], change.drop(names), equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((usual.low, usual.high))


def test_villages_that_copied_count_as_comparison():
    panel = made(0.3)
    panel.loc[panel["village"] == "v0", "copied"] = True
    found = difference_in_differences(panel, "rate", start="2024-01-01")
    assert (found.pilots, found.others) == (5, 10)
    assert found.estimate == pytest.approx(0.3 - 0.03)
