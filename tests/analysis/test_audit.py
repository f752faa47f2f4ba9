"""The audit's statistics on made-up studies whose answers are known in closed form."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.audit import (
    COUNTY,
    POOREST,
    REMOTEST,
    Held,
    HeldPair,
    Scale,
    contest,
    false_alarms,
    harms,
    holm,
    index,
    interactions,
    least_shown,
    moved,
    practice_effects,
    spreads,
    standardised,
    standing,
    weakest_fifths,
)

VILLAGES = [f"t/{number}" for number in range(10)]
REMOTENESS = {village: 1.0 - number / 10 for number, village in enumerate(VILLAGES)}
LEVEL = {"dispute_resolution_rate": 0.4, "participation_rate": 0.3, "disposable_income": 20_000.0}
STEP = {"dispute_resolution_rate": 0.02, "participation_rate": 0.01, "disposable_income": 500.0}
"""How much a village differs from the next."""
LUCK = [0.03, -0.01, 0.02, -0.04, 0.01, 0.0]


def study(scenarios: dict, *, seeds: int = 6) -> pd.DataFrame:
    """Return outcomes in which a scenario shifts one outcome by given amounts, one a seed, in all or some villages."""
    rows = []
    for scenario, changes in scenarios.items():
        for name, level in LEVEL.items():
            for seed in range(seeds):
                shifts = [
                    sizes[seed]
                    for village in VILLAGES
                    for sizes in [changes.get((name, village), changes.get(name, [0.0] * seeds))]
                ]
                values = [level * (1 + LUCK[seed]) + STEP[name] * number + shift for number, shift in enumerate(shifts)]
                rows += [
                    (scenario, seed, seed, name, village, value)
                    for village, value in [("", np.mean(values)), *zip(VILLAGES, values, strict=True)]
                ]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])


@pytest.fixture(scope="module")
def few(registry):
    return {name: registry[name] for name in LEVEL}


def effects_of(scenarios: dict, registry, *, seeds: int = 6) -> pd.DataFrame:
    frame = study({"baseline": {}, **scenarios}, seeds=seeds)
    return practice_effects(frame, [Held(name, name, "baseline") for name in scenarios], registry, REMOTENESS)


def row_of(effects: pd.DataFrame, practice: str, outcome: str, area: str = COUNTY):
    (row,) = effects[
        (effects["practice"] == practice) & (effects["outcome"] == outcome) & (effects["area"] == area)
    ].to_dict("records")
    return row


def test_an_effect_is_the_paired_mean_with_its_t_interval_and_p(few):
    sizes = [0.01, 0.03, 0.02, 0.02, 0.04, 0.0]
    row = row_of(effects_of({"a": {"participation_rate": sizes}}, few), "a", "participation_rate")
    low, high = stats.t.interval(0.95, 5, np.mean(sizes), stats.sem(sizes))
    assert (row["difference"], row["low"], row["high"]) == pytest.approx((np.mean(sizes), low, high))
    assert row["p"] == pytest.approx(stats.ttest_1samp(sizes, 0.0).pvalue)
    assert (row["verdict"], row["replications"], row["baseline"]) == ("better", 6, pytest.approx(0.3455))


def test_holm_is_the_textbook_adjustment_and_leaves_gaps_alone():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []
    assert holm([0.02, math.nan, 0.01])[0::2] == pytest.approx([0.02, 0.02])
    assert math.isnan(holm([0.02, math.nan])[1])


def test_holm_runs_over_all_practices_of_one_outcome(few):
    noisy = {"participation_rate": [0.01, 0.03, 0.02, 0.02, 0.04, 0.0]}
    one = row_of(effects_of({"a": noisy}, few), "a", "participation_rate")
    found = effects_of({"a": noisy, "b": {"participation_rate": [0.1, -0.1] * 3}}, few)
    two = row_of(found, "a", "participation_rate")
    assert one["p_holm"] == pytest.approx(one["p"])
    assert two["p_holm"] == pytest.approx(2 * one["p"])
    assert row_of(found, "a", "disposable_income")["p_holm"] == 1.0


@pytest.mark.parametrize("n", [2, 4, 10, 40])
def test_the_least_effect_shown_has_the_power_said(n):
    least = least_shown(2.0, n)
    limit = stats.t.ppf(0.975, n - 1)
    assert stats.nct.sf(limit, n - 1, least * math.sqrt(n) / 2.0) == pytest.approx(0.8, abs=1e-6)
    assert least_shown(4.0, n) == pytest.approx(2 * least)


def test_the_least_effect_shown_of_many_pairs_is_that_of_the_normal_distribution():
    assert least_shown(1.0, 10_000) == pytest.approx((1.959964 + 0.841621) / 100, rel=1e-3)
    assert math.isnan(least_shown(1.0, 1))


def test_a_practice_has_no_effect_only_where_one_that_matters_would_have_shown(few):
    tiny, wide = ([size * value for value in (1, -1, 2, -2, 1, -1)] for size in (1e-4, 2e-2))
    found = effects_of(
        {
            "quiet": {"participation_rate": tiny},
            "noisy": {"participation_rate": wide},
            "gain": {"participation_rate": [0.05 + size for size in tiny]},
            "dead": {},
        },
        few,
    )
    assert standing(found, few) == {"quiet": "no_effect", "noisy": "undecided", "gain": "moves", "dead": "inert"}
    apart = np.std([STEP["participation_rate"] * number for number in range(10)], ddof=1)
    quiet, noisy = (row_of(found, name, "participation_rate") for name in ("quiet", "noisy"))
    assert quiet["apart"] == pytest.approx(apart)
    assert quiet["least"] < 0.1 * apart < noisy["least"]


def test_with_few_pairs_nothing_is_said_to_have_no_effect(few):
    quiet = {"participation_rate": [1e-5, -1e-5, 2e-5, -1e-5, 0, 0]}
    assert standing(effects_of({"a": quiet}, few, seeds=4), few) == {"a": "no_effect"}
    assert standing(effects_of({"a": quiet}, few, seeds=3), few) == {"a": "undecided"}
    assert standing(effects_of({"a": quiet}, few, seeds=1), few) == {"a": "unmeasured"}


def test_weakest_fifths_are_the_poorest_under_the_baseline_and_the_remotest():
    found = weakest_fifths(study({"baseline": {}}), "baseline", {village: -far for village, far in REMOTENESS.items()})
    assert found == {POOREST: ("t/0", "t/1"), REMOTEST: ("t/9", "t/8")}


def test_harm_is_named_in_the_county_and_where_only_the_weakest_are_worse(few):
    noise = [0.001, -0.001, 0.002, -0.002, 0.001, -0.001]
    local = {("participation_rate", village): [value - 0.02 for value in noise] for village in VILLAGES[:2]}
    made_up = {
        ("participation_rate", village): [value + 0.005 + 0.01 * (seed % 3 - 1) for seed, value in enumerate(noise)]
        for village in VILLAGES[2:]
    }
    found = effects_of(
        {
            "bad": {"participation_rate": [value - 0.05 for value in noise]},
            "unfair": {**local, **made_up},
            "good": {"participation_rate": [value + 0.05 for value in noise]},
        },
        few,
    )
    named = {(row["practice"], row["area"]) for row in harms(found, few).to_dict("records")}
    assert named == {("bad", COUNTY), ("bad", POOREST), ("bad", REMOTEST), ("unfair", POOREST), ("unfair", REMOTEST)}
    assert row_of(found, "unfair", "participation_rate", POOREST)["difference"] == pytest.approx(np.mean(noise) - 0.02)


def test_a_harm_that_is_told_but_slight_does_not_matter(few):
    steady = [-1e-5, -2e-5, -1e-5, -2e-5, -1e-5, -2e-5]
    found = effects_of(
        {"slight": {"participation_rate": steady}, "bad": {"participation_rate": [9e3 * size for size in steady]}}, few
    )
    told = {row["practice"]: row["matters"] for row in harms(found, few).to_dict("records") if row["area"] == COUNTY}
    assert told == {"slight": False, "bad": True}


def test_false_alarms_are_a_fortieth_of_the_questions_that_could_have_another_answer(few):
    found = effects_of({"a": {"participation_rate": [0.01, 0.03, 0.02, 0.02, 0.04, 0.0]}, "dead": {}}, few)
    assert false_alarms(found, few) == pytest.approx(3 * 0.025)


def test_an_interaction_is_the_joint_effect_less_the_sum_of_the_two(few):
    extra = [0.01, 0.02, 0.03, 0.02, 0.01, 0.03]
    shift = {"a": 0.1, "b": 0.2}
    alone = {name: {"participation_rate": [size] * 6} for name, size in shift.items()}
    joint = {"a+b": {"participation_rate": [0.3 + more for more in extra]}, "c+d": {"participation_rate": [0.3] * 6}}
    frame = study({"baseline": {}, **alone, **joint})
    pairs = [HeldPair("a", "b", "a+b", "a", "b", "baseline"), HeldPair("c", "d", "c+d", "a", "b", "baseline")]
    more, none = interactions(frame, pairs, ["participation_rate"]).to_dict("records")
    low, high = stats.t.interval(0.95, 5, np.mean(extra), stats.sem(extra))
    assert (more["interaction"], more["low"], more["high"]) == pytest.approx((np.mean(extra), low, high))
    assert (more["sum"], more["joint"]) == pytest.approx((0.3, 0.3 + np.mean(extra)))
    assert (more["verdict"], none["verdict"], none["interaction"]) == ("more", "same", 0.0)
    assert more["p_holm"] == pytest.approx(2 * more["p"])


def test_the_index_is_the_mean_gain_in_spreads_between_villages(few):
    frame = study({"baseline": {}, "a": {"participation_rate": [0.02] * 6, "disposable_income": [-500.0] * 6}})
    apart = spreads(frame, "baseline", few)
    (found,) = index(frame, ["a"], "baseline", apart, few).values()
    wanted = (0.02 / apart["participation_rate"] - 500.0 / apart["disposable_income"]) / 3
    assert found == pytest.approx([wanted] * 6)


def test_the_index_of_a_seed_leaves_out_what_it_lacks_and_a_failed_run_has_none(few):
    frame = study({"baseline": {}, "a": {"participation_rate": [0.02] * 6, "disposable_income": [-500.0] * 6}})
    apart = spreads(frame, "baseline", few)
    frame.loc[(frame["seed"] == 1) & (frame["outcome"] == "dispute_resolution_rate"), "value"] = math.nan
    frame = frame[~((frame["seed"] == 2) & (frame["scenario"] == "a"))]
    found = index(frame, ["a"], "baseline", apart, few)["a"]
    assert found[1] == pytest.approx(1.5 * found[0])
    assert math.isnan(found[2])


def test_a_contest_says_on_which_outcomes_the_package_is_better_worse_or_neither(few):
    noise = [0.001, -0.001, 0.002, -0.002, 0.001, -0.001]
    frame = study(
        {
            "baseline": {},
            "package": {"participation_rate": [0.05 + size for size in noise], "disposable_income": [100.0] * 6},
            "everything": {"participation_rate": [0.02] * 6, "disposable_income": [300.0] * 6},
        }
    )
    found = contest(frame, "package", "everything", "baseline", few).set_index("outcome")
    assert found["verdict"].to_dict() == {
        "dispute_resolution_rate": "same", "participation_rate": "better", "disposable_income": "worse",
    }  # fmt: skip
    assert found.loc["disposable_income", ["package", "rival", "difference"]].tolist() == pytest.approx(
        [100, 300, -200]
    )


def test_a_missing_run_makes_no_pair(few):
    frame = study({"baseline": {}, "a": {"participation_rate": [0.01, 0.03, 0.02, 0.02, 0.04, 0.0]}})
    frame = frame[~((frame["scenario"] == "a") & (frame["seed"] == 2))]
    found = practice_effects(frame, [Held("a", "a", "baseline"), Held("lost", "lost", "baseline")], few, REMOTENESS)
    assert row_of(found, "a", "participation_rate")["replications"] == 5
    assert row_of(found, "lost", "participation_rate")["verdict"] == "none"
    assert standing(found, few)["lost"] == "unmeasured"


def test_the_driver_moved_most_of_its_range_comes_first_and_routes_are_held_against_it():
    scales = {"hours": Scale(0, 20, False), "speed": Scale(0.2, 5.0, True), "calm": Scale(0, 1, False)}
    before = {"driver:hours": 0.0, "driver:speed": 1.0, "driver:calm": 0.0, "state:found": 3.0, "state:linked": 5.0}
    after = {**before, "driver:hours": 1.0, "driver:speed": 2.0, "state:found": 2.0, "state:linked": 7.0}
    route = {"moves": {"hours": "up", "calm": "up", "linked": "up"}, "first": {"found": "up"}}
    found = moved({"baseline": before, "a": after}, [Held("a", "a", "baseline")], scales, {"a": route})
    rows = found.to_dict("records")
    assert [(row["name"], row["answers"]) for row in rows] == [
        ("speed", None), ("hours", True), ("calm", False), ("linked", True), ("found", False),
    ]  # fmt: skip
    assert rows[0]["standardised"] == pytest.approx(math.log(2) / math.log(25))
    assert rows[1]["standardised"] == 0.05
    assert rows[4]["change"] == -1.0


def test_a_ratio_that_may_be_zero_is_standardised_along_its_range():
    assert standardised(1.0, 0.5, Scale(0.0, 2.0, ratio=True)) == -0.25
