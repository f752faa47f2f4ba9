"""Full effects against the tests they are made of, and what they say where there is too little to tell."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.effects import COLUMNS as PAIRED
from analysis.effects import effects_records, paired_effects
from analysis.full_effects import COLUMNS, FEWEST, default_margins, full_effects
from analysis.inference import benjamini_hochberg, bootstrap_interval, holm
from model.errors import ParameterError
from model.outcomes import OUTCOMES

SLEEP_A = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_B = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
"""Student (1908): hours of sleep gained by ten patients under two drugs."""


def frame(values: dict[str, dict[str, list[float]]]) -> pd.DataFrame:
    """Return outcomes of the county from scenario -> outcome -> one value a seed."""
    rows = [
        (scenario, number, 1 + number, outcome, "", value)
        for scenario, columns in values.items() for outcome, column in columns.items()
        for number, value in enumerate(column)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])


def one(a: list[float], b: list[float], registry, outcome: str = "participation_rate", **options) -> pd.Series:
    return full_effects(frame({"a": {outcome: a}, "b": {outcome: b}}), "a", registry, **options).iloc[0]


def test_columns_of_paired_effects_come_first_and_are_the_same(registry, outcomes_frame):
    full = full_effects(outcomes_frame, "pilot_county", registry)
    assert tuple(full.columns) == COLUMNS
    paired = paired_effects(outcomes_frame, "pilot_county", registry)
    pd.testing.assert_frame_equal(full[list(PAIRED)], paired, rtol=1e-12)


def test_students_patients_get_the_figures_of_the_textbooks(registry):
    row = one(SLEEP_A, SLEEP_B, registry)
    assert row["p"] == pytest.approx(stats.ttest_rel(SLEEP_B, SLEEP_A).pvalue)
    assert row["p"] == pytest.approx(0.00283, abs=1e-5)
    assert (row["low"], row["high"]) == pytest.approx((0.70011, 2.45989), abs=1e-5)
    # Nine of ten slept longer and one as long: 0.95. Wilson's ends p solve (0.95 - p)^2 = z^2 p (1 - p) / 10.
    z = stats.norm.ppf(0.975)
    ends = np.sort(np.roots([1 + z**2 / 10, -2 * 0.95 - z**2 / 10, 0.95**2]))
    assert row[["improved", "improved_low", "improved_high"]].tolist() == pytest.approx([0.95, *ends])
    change = np.subtract(SLEEP_B, SLEEP_A)
    drawn = bootstrap_interval(change, kind="studentised", seed=1)
    assert (row["boot_low"], row["boot_high"]) == pytest.approx((drawn.low, drawn.high))
    assert row["boot_high"] - row["difference"] > row["difference"] - row["boot_low"]


def test_p_values_are_corrected_over_all_scenarios_within_headlines_and_within_the_rest(registry, outcomes_frame):
    full = full_effects(outcomes_frame, "pilot_county", registry)
    assert set(full["scenario"]) == {row for row in outcomes_frame["scenario"] if row != "pilot_county"}
    for family, is_headline in (("headline", True), ("other", False)):
        rows = full[full["family"] == family]
        assert set(rows["outcome"]) == {name for name, outcome in registry.items() if outcome.headline is is_headline}
        np.testing.assert_allclose(rows["p_holm"], holm(rows["p"].to_numpy()))
        np.testing.assert_allclose(rows["p_bh"], benjamini_hochberg(rows["p"].to_numpy()))
    apart = full.groupby("scenario", sort=False)["p"].transform(lambda p: holm(p.to_numpy()))
    assert (full["p_holm"] - apart).abs().max() > 0.01


def test_a_correction_never_lowers_a_p_value_and_holm_is_the_stricter(registry, outcomes_frame):
    full = full_effects(outcomes_frame, "pilot_county", registry)
    assert (full["p_holm"] >= full["p_bh"]).all()
    assert (full["p_bh"] >= full["p"]).all()
    assert (full["p_bh"] > full["p"]).any()


def test_one_pair_gives_a_difference_and_nothing_else(registry):
    row = one([0.30], [0.34], registry)
    assert row["difference"] == pytest.approx(0.04)
    assert row["improved"] == 1.0
    ends = ["low", "high", "boot_low", "boot_high", "p", "p_holm", "p_bh", "improved_low", "improved_high"]
    assert row[ends].isna().all()
    assert row["equivalent"] is None
    assert row["replications"] == 1


def test_no_pair_gives_nothing(registry):
    row = one([0.30, math.nan], [math.nan, 0.3], registry)
    assert row[["difference", "low", "boot_low", "p", "p_holm", "improved", "improved_low"]].isna().all()
    assert (row["replications"], row["equivalent"]) == (0, None)


@pytest.mark.parametrize("pairs", [3, 30])
def test_a_constant_difference_is_certain_and_has_no_width(registry, pairs):
    base = list(np.linspace(0.1, 0.7, pairs))
    row = one(base, [value + 0.1 for value in base], registry)
    assert row["low"] == row["high"] == pytest.approx(0.1)
    assert row["boot_low"] == row["boot_high"] == pytest.approx(0.1)
    assert (row["p"], row["p_holm"], row["p_bh"]) == (0.0, 0.0, 0.0)
    assert row["equivalent"] is False
    assert one(base, [value + 0.01 for value in base], registry)["equivalent"] is True


def test_a_small_constant_difference_of_large_values_does_not_vary_by_rounding(registry):
    base = [9000.1, 23456.7, 40000.3]
    row = one(base, [value + 0.01 for value in base], registry, "disposable_income")
    assert np.ptp(np.array(base) + 0.01 - base) > 1e-12
    assert row["boot_low"] == row["boot_high"] == pytest.approx(0.01)
    assert row["low"] == row["high"] == pytest.approx(0.01)
    assert row["p"] == 0.0


@pytest.mark.parametrize("rounding", [0.0, 1e-17])
def test_no_difference_is_none_also_where_rounding_makes_one(registry, rounding):
    base = [0.3, 0.1, 0.2, 0.25]
    row = one(base, [value * (1 + 3 * rounding) + rounding * (-1) ** n for n, value in enumerate(base)], registry)
    assert row[["difference", "low", "high", "boot_low", "boot_high"]].tolist() == [0.0] * 5
    assert (row["p"], row["p_holm"], row["improved"], row["share_better"]) == (1.0, 1.0, 0.5, 0.5)
    assert row["equivalent"] is True


def test_a_difference_that_is_rounding_alone_does_not_look_sure(registry):
    base = [0.1 + 0.2, 0.7, 0.6]
    row = one(base, [0.3, 0.7, 0.6], registry)
    assert base[0] != 0.3
    assert row[["difference", "low", "high", "boot_low", "boot_high"]].tolist() == [0.0] * 5
    assert (row["p"], row["share_better"]) == (1.0, 0.5)


def test_pairs_with_a_gap_are_left_out_and_counted(registry):
    nan = math.nan
    gaps = one([*SLEEP_A, nan, 9.0], [*SLEEP_B, 5.0, nan], registry)
    whole = one(SLEEP_A, SLEEP_B, registry)
    assert gaps["replications"] == 10
    fields = ["difference", "low", "boot_low", "boot_high", "p", "improved_low"]
    assert gaps[fields].tolist() == whole[fields].tolist()


def test_seeds_are_paired_by_seed_and_not_by_place(registry):
    whole = frame({"a": {"participation_rate": SLEEP_A}, "b": {"participation_rate": SLEEP_B}})
    shuffled = whole.sample(frac=1.0, random_state=5)
    pd.testing.assert_frame_equal(full_effects(shuffled, "a", registry), full_effects(whole, "a", registry))
    failed = whole.drop(index=[3, 17])
    left = [n for n in range(10) if n not in (3, 7)]
    row = full_effects(failed, "a", registry).iloc[0]
    assert row["replications"] == 8
    assert row["p"] == pytest.approx(stats.ttest_rel([SLEEP_B[n] for n in left], [SLEEP_A[n] for n in left]).pvalue)


def test_rows_of_villages_count_nowhere(registry):
    county = frame({"a": {"participation_rate": SLEEP_A}, "b": {"participation_rate": SLEEP_B}})
    village = county.assign(village="东溪镇/上坂村", value=county["value"] * 3)
    whole = full_effects(pd.concat([county, village]), "a", registry)
    pd.testing.assert_frame_equal(whole, full_effects(county, "a", registry))


def test_few_pairs_get_no_bootstrap_interval(registry):
    rows = [one(SLEEP_A[:pairs], SLEEP_B[:pairs], registry) for pairs in (FEWEST - 1, FEWEST)]
    assert [math.isnan(row["boot_low"]) for row in rows] == [True, False]
    assert not any(math.isnan(row["low"]) for row in rows)


def test_the_direction_of_an_outcome_turns_the_chance_to_improve_and_not_the_difference(registry):
    up, down = (one(SLEEP_A, SLEEP_B, registry, name) for name in ("participation_rate", "petitions_per_1000"))
    assert (up["improved"], down["improved"]) == pytest.approx((0.95, 0.05))
    assert down["improved_high"] == pytest.approx(1 - up["improved_low"])
    assert up["difference"] == down["difference"]


def test_one_seed_gives_one_bootstrap(registry, outcomes_frame):
    ends = ["boot_low", "boot_high"]
    first, again, other = (full_effects(outcomes_frame, "pilot_county", registry, seed=seed) for seed in (4, 4, 5))
    assert first[ends].equals(again[ends])
    assert not first[ends].equals(other[ends])


def test_margins_by_default_are_two_points_of_a_share_and_one_per_cent_of_an_income():
    values = {"participation_rate": 0.3, "disposable_income": 23000.0, "worst_fifth_income": 9000.0,
              "low_income_share": 0.09, "gini": 0.3, "village_debt": 5000.0, "collective_income": 0.0}  # fmt: skip
    outcomes = frame({scenario: {name: [value] * 2 for name, value in values.items()} for scenario in "ab"})
    found = default_margins(paired_effects(outcomes, "a", OUTCOMES), OUTCOMES)
    assert found == pytest.approx(
        {
            "participation_rate": 0.02, "low_income_share": 0.02, "disposable_income": 230.0,
            "worst_fifth_income": 90.0,
        }
    )  # fmt: skip


def test_margins_that_are_given_go_before_those_by_default(registry):
    plain = one(SLEEP_A, SLEEP_B, registry)
    assert (plain["margin"], plain["equivalent"]) == (0.02, False)
    # The 90 % interval of the difference is 0.8670 to 2.2930.
    assert one(SLEEP_A, SLEEP_B, registry, margins={"participation_rate": 2.2929})["equivalent"] is False
    assert one(SLEEP_A, SLEEP_B, registry, margins={"participation_rate": 2.2931})["equivalent"] is True
    none = one(SLEEP_A, SLEEP_B, registry, margins={"participation_rate": math.nan})
    assert math.isnan(none["margin"])
    assert none["equivalent"] is None
    assert one(SLEEP_A, SLEEP_B, registry, margins={"gini": 0.01})["margin"] == 0.02


@pytest.mark.parametrize(
    ("margins", "said"),
    [({"participation_rat": 0.1}, "participation_rate"), ({"gini": 0.0}, "above zero"),
     ({"gini": -1.0}, "above zero"), ({"gini": math.inf}, "above zero")],
)  # fmt: skip
def test_margins_that_mean_nothing_are_refused_in_both_languages(registry, margins, said):
    with pytest.raises(ParameterError, match=said) as caught:
        one(SLEEP_A, SLEEP_B, registry, margins=margins)
    (problem,) = caught.value.problems
    assert problem.message("zh") != problem.message("en")


def test_inequality_and_the_worst_off_fifth_are_effects_like_all_others():
    values = {"gini": [0.300, 0.310, 0.290, 0.305], "worst_fifth_income": [8900.0, 9100.0, 8800.0, 9000.0]}
    lower = {"gini": [0.298, 0.307, 0.289, 0.302], "worst_fifth_income": [8990.0, 9180.0, 8900.0, 9085.0]}
    full = full_effects(frame({"a": values, "b": lower}), "a", OUTCOMES).set_index("outcome")
    assert full["improved"].tolist() == [1.0, 1.0]
    assert full["difference"].tolist() == pytest.approx([-0.00225, 88.75])
    assert full.loc["worst_fifth_income", "margin"] == pytest.approx(89.5)
    assert math.isnan(full.loc["gini", "margin"])
    assert list(full["family"]) == ["other", "other"]


def test_a_baseline_alone_gives_no_row_and_an_unknown_one_an_error(registry):
    alone = frame({"a": {"participation_rate": [0.3, 0.4]}})
    assert full_effects(alone, "a", registry).empty
    assert tuple(full_effects(alone, "a", registry).columns) == COLUMNS
    with pytest.raises(ParameterError, match="did you mean 'a'"):
        full_effects(alone, "b", registry)


def test_records_are_json(registry):
    full = full_effects(frame({"a": {"gini": [0.3, math.nan]}, "b": {"gini": [0.2, 0.3]}}), "a", registry)
    record = json.loads(json.dumps(effects_records(full), allow_nan=False))[0]
    assert (record["equivalent"], record["p"], record["boot_low"]) == (None, None, None)
