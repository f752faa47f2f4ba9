"""Effects against closed forms."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.effects import COLUMNS, effects_records, paired_difference, paired_effects, share_better
from model.errors import ParameterError

CONTRACT = ["scenario", "outcome", "unit", "better", "baseline", "mean", "difference", "low", "high",
            "share_better", "unpaired_over_paired"]  # fmt: skip


def frame(values: dict[str, list[float]], outcome: str = "participation_rate") -> pd.DataFrame:
    rows = [(s, r, 1 + r, outcome, "", v) for s, column in values.items() for r, v in enumerate(column)]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])


def test_interval_is_that_of_the_paired_t_test():
    rng = np.random.Generator(np.random.PCG64(1))
    a = rng.normal(0.4, 0.05, 12)
    b = a + rng.normal(0.02, 0.01, 12)
    found = paired_difference(a, b)
    expected = stats.ttest_rel(b, a).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-12)
    assert found.difference == pytest.approx(np.mean(b) - np.mean(a), rel=1e-12)
    assert found.sd == pytest.approx(np.std(b - a, ddof=1), rel=1e-12)


def test_published_example_of_paired_differences():
    # Ten differences (Student 1908, soporific drugs): mean 1.58, sd 1.23, interval 0.70 to 2.46.
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = paired_difference(first, second)
    assert found.difference == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.70011, 2.45989), abs=1e-4)


def test_ratio_is_welch_width_over_paired_width():
    rng = np.random.Generator(np.random.PCG64(2))
    a = rng.normal(0, 1, 20)
    b = a + rng.normal(1, 0.1, 20)
    found = paired_difference(a, b)
    welch = stats.ttest_ind(b, a, equal_var=False).confidence_interval(0.95)
    assert found.ratio == pytest.approx((welch.high - welch.low) / (found.high - found.low), rel=1e-12)
    assert found.ratio > 5


def test_independent_samples_gain_nothing_from_pairing():
    # Orthogonal deviations: the variance of the difference is the sum of variances, so only the t quantile differs.
    a = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    b = np.array([1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0])
    assert paired_difference(a, b).ratio == pytest.approx(stats.t.ppf(0.975, 14) / stats.t.ppf(0.975, 7), rel=1e-12)


def test_no_change_is_exactly_zero(registry):
    values = [0.31, 0.29, 0.35]
    row = paired_effects(frame({"a": values, "b": values}), "a", registry).iloc[0]
    assert (row["difference"], row["low"], row["high"], row["sd"]) == (0, 0, 0, 0)
    assert math.isnan(row["unpaired_over_paired"])
    assert row["share_better"] == 0.5
    assert (
        effects_records(paired_effects(frame({"a": values, "b": values}), "a", registry))[0]["unpaired_over_paired"]
        is None
    )


def test_a_constant_difference_has_no_width_in_spite_of_rounding():
    a = np.array([0.1, 0.2, 0.3, 0.7])
    found = paired_difference(a, a + 0.1)
    assert found.low == found.high == found.difference
    assert found.difference == pytest.approx(0.1)
    assert math.isnan(found.ratio)


def test_pairs_with_a_gap_are_dropped_and_counted(registry):
    effects = paired_effects(frame({"a": [1.0, 2.0, math.nan, 4.0], "b": [2.0, math.nan, 3.0, 6.0]}), "a", registry)
    row = effects.iloc[0]
    assert row["replications"] == 2
    assert (row["baseline"], row["mean"], row["difference"]) == (2.5, 4.0, 1.5)
    assert row["difference"] == row["mean"] - row["baseline"]


def test_a_seed_that_failed_on_one_side_makes_no_pair(registry):
    both = frame({"a": [1.0, 2.0, 3.0], "b": [2.0, 3.0, 5.0]})
    row = paired_effects(both.drop(index=4), "a", registry).iloc[0]
    assert row["replications"] == 2
    assert row["difference"] == 1.5


def test_order_of_rows_does_not_matter(registry, outcomes_frame):
    once = paired_effects(outcomes_frame, "pilot_county", registry)
    shuffled = outcomes_frame.sample(frac=1.0, random_state=3)
    again = paired_effects(shuffled, "pilot_county", registry)
    keys = ["scenario", "outcome"]
    pd.testing.assert_frame_equal(
        once.sort_values(keys).reset_index(drop=True), again.sort_values(keys).reset_index(drop=True), check_exact=True
    )


@pytest.mark.parametrize(("better", "share"), [("up", 0.625), ("down", 0.375), ("none", 0.625)])
def test_ties_count_half(better, share):
    assert share_better(np.zeros(4), np.array([1.0, 2.0, -1.0, 0.0]), better) == share


def test_one_replication_has_no_interval(registry):
    row = effects_records(paired_effects(frame({"a": [0.3], "b": [0.4]}), "a", registry))[0]
    assert row["difference"] == pytest.approx(0.1)
    assert row["low"] is row["high"] is row["sd"] is row["unpaired_over_paired"] is None
    assert row["replications"] == 1


def test_columns_follow_the_contract(registry, outcomes_frame):
    effects = paired_effects(outcomes_frame, "pilot_county", registry)
    assert list(effects.columns[:11]) == CONTRACT
    assert tuple(effects.columns) == COLUMNS
    assert len(effects) == 8 * len(registry)
    assert list(effects["outcome"].head(len(registry))) == list(registry)


def test_cost_stands_beside_each_effect(registry, outcomes_frame):
    effects = paired_effects(outcomes_frame, "pilot_county", registry)
    for _, rows in effects.groupby("scenario"):
        cost = rows.loc[rows["outcome"] == "public_cost_per_head", "difference"].item()
        assert (rows["cost_per_head_difference"] == cost).all()


def test_records_are_json(registry):
    effects = paired_effects(frame({"a": [math.nan, 0.2], "b": [0.4, math.nan]}), "a", registry)
    assert json.loads(json.dumps(effects_records(effects), allow_nan=False))[0]["difference"] is None


def test_unknown_names_are_refused(registry):
    with pytest.raises(ParameterError, match="did you mean 'status_quo'"):
        paired_effects(frame({"status_quo": [1.0], "b": [1.0]}), "status_qou", registry)
    with pytest.raises(ParameterError, match="participation_rate"):
        paired_effects(frame({"a": [1.0], "b": [1.0]}, "participation_rat"), "a", registry)
