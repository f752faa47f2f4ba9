"""Costs: ratios against published examples and closed forms, acceptability, frontier, and who pays, by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from analysis.cost import (
    GAINS,
    PAYERS,
    PURPOSES,
    SPENT,
    STATUSES,
    VERDICTS,
    acceptability,
    cost_ratios,
    cost_runs,
    county_years,
    fieller,
    fieller_ends,
    frontier,
    payers,
    prices,
    spending,
    status_label,
    verdict_of,
)
from analysis.inference import Interval, t_interval, two_sided_p
from analysis.labels import text
from model.errors import ParameterError
from model.outcomes import OUTCOMES

KEYS = ["scenario", "replication", "seed"]


def runs_of(places, gain="settled", base="base"):
    """Return runs from (scenario, costs, effects)."""
    rows = []
    for scenario, costs, effects in places:
        for r, (cost, effect) in enumerate(zip(costs, effects, strict=True)):
            rows.append({"scenario": scenario, "replication": r, "seed": 1 + r, "cost": cost, gain: effect})
    frame = pd.DataFrame(rows)
    return frame.reindex(columns=[*KEYS, *SPENT, *GAINS]).assign(baseline=base)


def fixed(places, **options):
    """Return runs of two equal replications from (scenario, cost, effect)."""
    return runs_of([(name, [cost] * 2, [effect] * 2) for name, cost, effect in places], **options)


# Fieller's interval


def test_fieller_against_a_published_example():
    """14 (SD 3) over 7 (SD 2), independent, 10 degrees of freedom: the example of the program Fieller of DCSTATS."""
    low, high = fieller_ends(14, 7, 3**2, 2**2, 0, 10, level=0.90)
    assert low == pytest.approx(1.051413, abs=5e-7)
    assert high == pytest.approx(4.414296, abs=5e-7)


@pytest.mark.parametrize(("level", "ends"), [(0.90, (1.54, 2.64)), (0.95, (1.46, 2.83)), (0.99, (1.27, 3.36))])
def test_fieller_against_graphpad(level, ends):
    """The quotient of means 14 (SD 3, n 6) and 7 (SD 2, n 6) as GraphPad's QuickCalcs give it by Fieller (1940)."""
    assert fieller_ends(14, 7, 9 / 6, 4 / 6, 0, 10, level) == pytest.approx(ends, abs=0.005)


@given(st.integers(0, 10_000), st.integers(2, 12), st.floats(-0.9, 0.9))
def test_ends_are_where_a_t_test_just_rejects(seed, n, tie):
    rng = np.random.Generator(np.random.PCG64(seed))
    effects = rng.normal(12, 1, n)
    costs = 100 + 40 * tie * (effects - 12) + 30 * rng.normal(0, 1, n)
    found = fieller(costs, effects)
    if not math.isfinite(found.low):
        assert not t_interval(effects).low > 0
        return
    assert found.estimate == pytest.approx(costs.mean() / effects.mean())
    assert found.low < found.estimate < found.high
    for end in (found.low, found.high):
        assert two_sided_p(costs - end * effects) == pytest.approx(0.05, rel=1e-6)


def test_fieller_where_one_side_does_not_vary():
    effects = np.array([4.0, 5.0, 6.0])
    assert fieller(3 * effects, effects) == Interval(3.0, pytest.approx(3.0), pytest.approx(3.0), 3)
    costs = np.array([90.0, 100.0, 120.0])
    plain = t_interval(costs)
    flat = fieller(costs, np.full(3, 5.0))
    assert (flat.low, flat.high) == (pytest.approx(plain.low / 5), pytest.approx(plain.high / 5))


def test_there_is_no_interval_where_the_gain_cannot_be_told_from_zero():
    assert not math.isfinite(fieller([10.0, 12.0, 11.0], [1.0, -1.0, 0.5]).estimate)
    assert fieller([10.0, 12.0, 11.0], [0.0, 0.0, 0.0]).n == 3
    assert math.isnan(fieller([10.0, 12.0, 11.0], [0.0, 0.0, 0.0]).low)
    assert math.isnan(fieller([10.0], [1.0]).low)
    assert fieller([10.0, math.nan, 12.0], [2.0, 2.0, math.nan]).n == 1


@pytest.mark.statistical
def test_fieller_intervals_hold_the_true_ratio_as_often_as_they_say():
    """Of 4,000 samples of ten correlated pairs 95 % should; 0.9 points are 2.6 standard errors."""
    rng = np.random.Generator(np.random.PCG64(7))
    effects = rng.normal(20.0, 5.0, (4000, 10))
    costs = 100 * effects + rng.normal(-500.0, 300.0, (4000, 10))
    found = [fieller(c, e) for c, e in zip(costs, effects, strict=True)]
    assert all(math.isfinite(each.low) for each in found)
    held = np.mean([each.low <= 75.0 <= each.high for each in found])
    assert held == pytest.approx(0.95, abs=0.009)


# From outcomes to runs


@pytest.fixture
def county():
    """Return outcomes, sizes and flows of two scenarios and two seeds that are easy to count by hand."""
    values = {
        "public_cost_per_head": (100.0, 112.0), "worker_hours": (5.0, 5.5), "volunteer_hours": (1.0, 1.5),
        "participation_rate": (0.30, 0.35), "disposable_income": (20_000.0, 20_100.0),
    }  # fmt: skip
    outcomes, sizes, flows = [], [], []
    for s, scenario in enumerate(("base", "linkage")):
        for seed in (1, 2):
            run = (scenario, seed - 1, seed)
            outcomes += [(*run, name, "", pair[s]) for name, pair in values.items()]
            outcomes.append((*run, "public_cost_per_head", "东溪镇/上坂村", 1e9))
            sizes += [(*run, "registered", 1000.0), (*run, "adults", 600.0), (*run, "years", 2.25)]
            sizes.append((*run, "residents_years", 700.0))
            ends = {"linked": 3 * s, "grid": 4, "village": 10 + seed * s, "township": 9, "petition": 2, "open": 1}
            flows += [(*run, "unknown", end, False, n) for end, n in ends.items()]
    return (
        pd.DataFrame(outcomes, columns=[*KEYS, "outcome", "village", "value"]),
        pd.DataFrame(sizes, columns=[*KEYS, "name", "value"]),
        pd.DataFrame(flows, columns=[*KEYS, "route", "end", "petitioned", "n"]),
    )


def test_runs_count_the_whole_county_and_a_year(county):
    runs = cost_runs(*county, "base")
    assert list(runs["scenario"]) == ["linkage", "linkage"]
    assert list(runs["seed"]) == [1, 2]
    assert set(runs["baseline"]) == {"base"}
    assert runs["cost"].tolist() == pytest.approx([12 * 1000.0] * 2)
    assert runs["hours"].tolist() == pytest.approx([500.0] * 2)
    assert runs["volunteer_hours"].tolist() == pytest.approx([300.0] * 2)
    assert runs["participants"].tolist() == pytest.approx([30.0] * 2)
    assert runs["income"].tolist() == pytest.approx([70.0] * 2)
    # Of 2.25 years, disputes are counted that arise in the first two: (3 + 1) / 2 and (3 + 2) / 2.
    assert runs["settled"].tolist() == pytest.approx([2.0, 2.5])


def test_levels_of_every_run(county):
    levels = county_years(*county).set_index(["scenario", "seed"])
    assert levels.loc[("base", 1), "cost"] == pytest.approx(100_000.0)
    assert levels.loc[("base", 1), "settled"] == pytest.approx(7.0)
    assert levels.loc[("linkage", 2), "income"] == pytest.approx(14_070.0)


def test_what_was_not_kept_is_not_known(county):
    outcomes, sizes, flows = county
    nothing = cost_runs(outcomes, None, None, "base")
    assert len(nothing) == 2
    assert nothing[[*SPENT, *GAINS]].isna().all().all()
    assert cost_runs(outcomes, sizes.iloc[:0], flows.iloc[:0], "base")["cost"].isna().all()
    bare = cost_runs(outcomes, sizes, None, "base")
    assert bare["settled"].isna().all()
    assert bare["cost"].notna().all()
    half = cost_runs(outcomes, sizes[sizes["seed"] == 1], flows[flows["seed"] == 1], "base")
    assert half["settled"].notna().tolist() == half["cost"].notna().tolist() == [True, False]


def test_a_run_without_such_a_dispute_settled_none(county):
    outcomes, sizes, flows = county
    quiet = flows[(flows["scenario"] == "linkage") | (flows["seed"] == 2)]
    assert cost_runs(outcomes, sizes, quiet, "base")["settled"].tolist() == pytest.approx([9.0, 2.5])


def test_a_seed_without_the_baseline_makes_no_row(county):
    outcomes, sizes, flows = county
    left = outcomes[(outcomes["scenario"] == "linkage") | (outcomes["seed"] == 2)]
    assert cost_runs(left, sizes, flows, "base")["seed"].tolist() == [2]
    assert cost_runs(outcomes, sizes, flows, "").empty
    assert cost_ratios(cost_runs(outcomes, sizes, flows, "")).empty


def test_texts_kept_as_categories_make_no_difference(county):
    plain = cost_runs(*county, "base")
    packed = (part.astype({name: "category" for name in part.columns if part[name].dtype.kind not in "ifb"})
              for part in county)  # fmt: skip
    pd.testing.assert_frame_equal(cost_runs(*packed, "base"), plain)


def test_what_differs_by_rounding_alone_does_not_differ(county):
    outcomes, sizes, flows = county
    same = outcomes.copy()
    cost = same["outcome"] == "public_cost_per_head"
    same.loc[cost, "value"] = np.where(same.loc[cost, "scenario"] == "base", 100.0, 100.0 * (1 + 3e-16))
    assert cost_runs(same, sizes, flows, "base")["cost"].tolist() == [0.0, 0.0]


def test_outcomes_that_costs_are_made_of_exist():
    needed = {"public_cost_per_head", "worker_hours", "volunteer_hours", "participation_rate", "disposable_income"}
    assert needed <= set(OUTCOMES)


# Ratios and verdicts


@pytest.mark.parametrize(
    ("cost", "effect", "verdict"),
    [
        ((5, 9), (1, 2), "buys"),
        ((-9, -5), (1, 2), "dominates"),
        ((-1, 3), (1, 2), "no_money"),
        ((0, 0), (1, 2), "no_money"),
        ((-9, -5), (-2, -1), "saves_and_loses"),
        ((5, 9), (-2, -1), "dominated"),
        ((-1, 3), (-2, -1), "dominated"),
        ((5, 9), (-1, 2), "unclear"),
        ((-9, -5), (0, 0), "unclear"),
        ((math.nan, math.nan), (math.nan, math.nan), "unclear"),
    ],
)
def test_verdicts(cost, effect, verdict):
    assert verdict_of(*(Interval(sum(ends) / 2, *ends, 5) for ends in (cost, effect))) == verdict
    assert verdict in VERDICTS


def test_a_ratio_stands_only_where_it_means_something():
    wave = np.array([-1.0, 0.0, 1.0, 0.5, -0.5])
    runs = runs_of([
        ("buys", 1000 + 10 * wave, 10 + wave), ("unclear", 1000 + 10 * wave, 0.1 + wave),
        ("no_money", 3 * wave, 10 + wave[::-1]), ("saves", -500 + wave, 10 + wave), ("worse", 500 + wave, -10 + wave),
    ])  # fmt: skip
    found = cost_ratios(runs, ["settled"]).set_index("scenario")
    assert found["verdict"].to_dict() == {
        "buys": "buys", "unclear": "unclear", "no_money": "no_money", "saves": "dominates", "worse": "dominated",
    }  # fmt: skip
    assert found["ratio"].notna().to_dict() == {
        "buys": True, "unclear": False, "no_money": True, "saves": False, "worse": False,
    }  # fmt: skip
    assert found.loc["buys", "ratio"] == pytest.approx(100.0)
    assert found.loc["no_money", "ratio_low"] < 0 < found.loc["no_money", "ratio_high"]
    assert found.loc["unclear", ["cost_low", "cost_high"]].tolist() == pytest.approx(
        [t_interval(1000 + 10 * wave).low, t_interval(1000 + 10 * wave).high]
    )
    assert set(found["replications"]) == {5}


def test_one_replication_is_unclear():
    found = cost_ratios(runs_of([("a", [10.0], [2.0])]), ["settled"]).iloc[0]
    assert found["verdict"] == "unclear"
    assert found["cost"] == 10.0
    assert math.isnan(found["ratio"])
    assert math.isnan(found["effect_low"])


def test_constant_differences_have_an_exact_ratio():
    found = cost_ratios(fixed([("a", 300.0, 2.0)]), ["settled"]).iloc[0]
    assert (found["ratio"], found["ratio_low"], found["ratio_high"]) == pytest.approx((150.0, 150.0, 150.0))


def test_hours_are_a_cost_of_their_own():
    runs = fixed([("a", 300.0, 2.0)]).assign(hours=40.0)
    assert cost_ratios(runs, ["settled"], spent="hours")["ratio"].tolist() == pytest.approx([20.0])
    assert cost_ratios(runs, ["settled"])["ratio"].tolist() == pytest.approx([150.0])


def test_pairs_with_a_gap_are_left_out():
    runs = runs_of([("a", [10.0, 12.0, 14.0], [1.0, math.nan, 2.0])])
    found = cost_ratios(runs)
    assert found.set_index("gain")["replications"].to_dict() == {"settled": 2, "participants": 0, "income": 0}
    assert set(found["verdict"]) == {"unclear"}


@pytest.mark.parametrize("call", [
    lambda runs: cost_ratios(runs, ["settle"]), lambda runs: frontier(runs, "settle"),
    lambda runs: acceptability(runs, "settle", [1.0]),
])  # fmt: skip
def test_a_gain_that_is_not_there_is_refused(call):
    with pytest.raises(ParameterError, match=r"'settle'.*did you mean 'settled'"):
        call(fixed([("a", 300.0, 2.0)]))


# Acceptability


def test_a_scenario_is_accepted_from_its_ratio_on():
    curve = acceptability(fixed([("a", 300.0, 2.0)]), "settled", [0.0, 149.0, 151.0, 1e6])
    share = curve.set_index(["scenario", "price"])["probability"]
    assert share["a"].tolist() == [0.0, 0.0, 1.0, 1.0]
    assert share["base"].tolist() == [1.0, 1.0, 0.0, 0.0]
    assert set(curve["replications"]) == {2}


def test_ties_are_shared_and_shares_add_up():
    curve = acceptability(fixed([("a", 300.0, 2.0), ("twin", 300.0, 2.0)]), "settled", [0.0, 150.0, 200.0])
    share = curve.set_index(["scenario", "price"])["probability"]
    assert share["base"].tolist() == pytest.approx([1.0, 1 / 3, 0.0])
    assert share["a"].tolist() == share["twin"].tolist() == pytest.approx([0.0, 1 / 3, 0.5])
    assert curve.groupby("price")["probability"].sum().tolist() == pytest.approx([1.0, 1.0, 1.0])


@pytest.mark.statistical
def test_the_curve_of_normal_runs_is_the_closed_form_of_van_hout():
    """P(price * effect > cost) of two normal differences; 4 standard errors of a share of 20,000 are 1.4 points."""
    rng = np.random.Generator(np.random.PCG64(11))
    effect = rng.normal(10.0, 4.0, 20_000)
    cost = rng.normal(1000.0, 300.0, 20_000) + 20 * (effect - 10)
    at = np.array([0.0, 50.0, 100.0, 150.0, 400.0])
    found = acceptability(runs_of([("a", cost, effect)]), "settled", at)
    mean, sd = 10 * at - 1000, np.sqrt((4 * (at - 20)) ** 2 + 300**2)
    mine = found.loc[found["scenario"] == "a", "probability"]
    assert mine.tolist() == pytest.approx(ndtr(mean / sd).tolist(), abs=0.014)


def test_the_best_on_average_need_not_be_the_best_most_often():
    """Fenwick and others (2001): gains that are rare and large."""
    curve = acceptability(runs_of([("rare", [1.0] * 5, [0.0, 0.0, 0.0, 0.0, 20.0])]), "settled", [1.0])
    row = curve.set_index("scenario").loc["rare"]
    assert row["probability"] == pytest.approx(0.2)
    assert row["best"]
    assert curve.groupby("price")["best"].sum().tolist() == [1]


def test_only_seeds_of_all_scenarios_count():
    runs = runs_of([("a", [1.0, 1.0, math.nan], [1.0, 2.0, 3.0]), ("b", [1.0, 1.0, 1.0], [1.0, math.nan, 3.0])])
    assert set(acceptability(runs, "settled", [5.0])["replications"]) == {1}
    lost = runs.assign(settled=runs["settled"].where(runs["scenario"] == "a"))
    assert list(acceptability(lost, "settled", [5.0])["scenario"]) == ["base", "a"]
    assert acceptability(runs, "income", [5.0]).empty
    assert acceptability(runs, "settled", []).empty


def test_prices_reach_beyond_all_changes():
    runs = fixed([("cheap", 100.0, 10.0), ("dear", 2100.0, 20.0), ("poor", 50_000.0, 5.0)])
    at = prices(cost_ratios(runs), "settled")
    assert at[0] == 0.0
    # Four times 2100 / 20 is more than half as much again as (2100 - 100) / (20 - 10); 'poor' is never worth it.
    assert at[-1] == pytest.approx(420.0)
    assert np.all(np.diff(at) > 0)
    assert prices(cost_ratios(fixed([("a", 0.0, 0.0)])), "settled") == []
    steep = fixed([("cheap", 10.0, 10.0), ("dear", 10_000.0, 11.0)])
    assert prices(cost_ratios(steep), "settled")[-1] == pytest.approx(1.5 * 9990.0)
    gift = runs_of([("gift", [900.0, -800.0], [1.0, 1.0]), ("beaten", [990.0] * 2, [0.9] * 2)])
    assert cost_ratios(gift, ["settled"])["verdict"].tolist() == ["no_money", "buys"]
    assert prices(cost_ratios(gift), "settled")[-1] == pytest.approx(4 * 1100.0)
    unclear = runs_of([("a", [90.0, 110.0, 100.0], [1.0, -1.0, 3.0])])
    assert prices(cost_ratios(unclear), "settled")[-1] == pytest.approx(400.0)


# The frontier


HERC = [("UC", 5, 1), ("A", 12, 1.5), ("B", 10, 2), ("C", 25, 3), ("D", 35, 4), ("E", 55, 5)]
"""Six strategies of a worked example of the Health Economics Resource Center (cost in thousand dollars, effect)."""


@pytest.mark.parametrize("kind", ["runs", "ratios"])
def test_the_frontier_of_a_textbook_example(kind):
    """A is dominated, C by a mix of B and D; the steps cost 5,000, 12,500 and 20,000."""
    runs = fixed([(name, 1000.0 * cost - 5000, effect - 1.0) for name, cost, effect in HERC[1:]], base="UC")
    found = frontier(runs if kind == "runs" else cost_ratios(runs), "settled")
    assert found["scenario"].tolist() == ["UC", "B", "D", "E", "A", "C"]
    assert found["status"].tolist() == ["frontier"] * 4 + ["dominated", "extended"]
    assert found["step_ratio"].tolist()[1:4] == pytest.approx([5000, 12_500, 20_000])
    assert found["step_ratio"].isna().tolist() == [True, False, False, False, True, True]


CDIFF = {
    "s3": (57336.01, 12.93996), "s27": (57541.25, 13.01406), "s33": (57642.26, 13.03891), "s31": (57934.07, 13.09663),
    "s43": (58072.11, 13.11286), "s44": (58665.78, 13.12833), "s39": (57814.65, 13.04628), "s4": (57887.48, 12.99707),
    "s13": (58018.63, 13.06504), "s37": (58081.79, 13.10297), "s20": (58634.20, 13.11006),
}  # fmt: skip
"""Eleven treatments of C. difficile (Rajasingham and others 2020, doi:10.1093/cid/ciz318), as dampack tables them."""


def test_the_frontier_of_eleven_published_strategies():
    """Seen from s20: six on the frontier with steps of 2,770 to 38,363, one extended, four dominated."""
    base = CDIFF["s20"]
    places = [(name, cost - base[0], effect - base[1]) for name, (cost, effect) in CDIFF.items() if name != "s20"]
    found = frontier(fixed(places, base="s20"), "settled").set_index("scenario")
    assert found.index[:6].tolist() == ["s3", "s27", "s33", "s31", "s43", "s44"]
    assert found["step_ratio"].tolist()[1:6] == pytest.approx([2769.9, 4065.0, 5056.2, 8504.2, 38362.7], rel=1e-3)
    rest = found["status"].iloc[6:].to_dict()
    assert rest == {"s39": "extended", **dict.fromkeys(("s4", "s13", "s37", "s20"), "dominated")}


def test_worse_than_nothing_and_no_different():
    bad = [("bad", 10.0, -1.0), ("loses", 0.0, -1.0), ("idle", 5.0, 0.0), ("same", 0.0, 0.0)]
    found = frontier(fixed([*bad, ("good", 8.0, 2.0), ("dear", 9.0, 1.0)]), "settled")
    assert dict(zip(found["scenario"], found["status"], strict=True)) == {
        "base": "frontier", "good": "frontier", "bad": "worse than nothing", "loses": "worse than nothing",
        "idle": "worse than nothing", "same": "dominated", "dear": "dominated",
    }  # fmt: skip
    assert set(found["status"]) <= set(STATUSES)


def test_what_saves_and_gains_leaves_the_baseline_behind():
    found = frontier(fixed([("saves", -10.0, 1.0), ("retreat", -50.0, -3.0)]), "settled").set_index("scenario")
    assert found["status"].to_dict() == {"retreat": "frontier", "saves": "frontier", "base": "dominated"}
    assert found.loc["saves", "step_ratio"] == pytest.approx(10.0)


def test_a_step_whose_gain_cannot_be_told_has_no_ratio():
    wave = np.array([-3.0, 0.0, 3.0])
    runs = runs_of([("first", [100.0] * 3, 10 + wave / 10), ("second", [200.0] * 3, 11 + wave)])
    found = frontier(runs, "settled").set_index("scenario")
    assert found["status"].tolist() == ["frontier"] * 3
    assert found["step_ratio"].notna().tolist() == [False, True, False]
    assert found.loc["first", "step_low"] < 10.0 < found.loc["first", "step_high"]
    unclear = cost_ratios(runs_of([("hazy", [100.0] * 3, 1 + wave)]), ["settled"])
    assert frontier(unclear, "settled")["step_ratio"].isna().all()


def test_nothing_known_is_no_frontier():
    assert frontier(fixed([("a", 1.0, math.nan)]), "settled").empty
    assert frontier(cost_ratios(fixed([("a", 1.0, math.nan)])), "settled").empty


@given(st.lists(st.tuples(st.integers(-20, 40), st.integers(-10, 20)), min_size=1, max_size=9))
def test_whatever_is_best_at_a_price_is_on_the_frontier(points):
    places = [(f"s{i}", float(cost), float(effect)) for i, (cost, effect) in enumerate(points)]
    found = frontier(fixed(places), "settled").set_index("scenario")
    where = {"base": (0.0, 0.0)} | {name: (cost, effect) for name, cost, effect in places}
    on_it = [where[name] for name in found.index[found["status"] == "frontier"]]
    for price in (0.0, 0.3, 1.0, 2.7, 10.0, 1000.0):
        best = max(price * effect - cost for cost, effect in where.values())
        assert max(price * effect - cost for cost, effect in on_it) == pytest.approx(best)
    slopes = found["step_ratio"].dropna().tolist()
    assert slopes == sorted(slopes)
    assert len(set(on_it)) == len(on_it)


# Who pays


@pytest.fixture
def books():
    """Return the books of two scenarios and two seeds: 1,000 people, two years, two villages."""
    yuan = {"grants": 120_000.0, "county": 40_000.0, "operating_income": 30_000.0, "project_income": 10_000.0,
            "wages": 90_000.0, "county_programmes": 40_000.0, "depreciation": 7_000.0}  # fmt: skip
    money, sizes = [], []
    for s, scenario in enumerate(("base", "package")):
        for seed in (1, 2):
            run = (scenario, seed - 1, seed)
            sizes += [(*run, "registered", 1000.0), (*run, "years", 2.0)]
            for village in ("甲村", "乙村"):
                money += [(*run, village, name, value) for name, value in yuan.items()]
                money.append((*run, village, "points", s * (1000.0 + 100 * seed)))
            money.append((*run, "甲村", "grants", s * (5000.0 + 1000 * seed)))
    return (
        pd.DataFrame(money, columns=[*KEYS, "village", "account", "yuan"]),
        pd.DataFrame(sizes, columns=[*KEYS, "name", "value"]),
    )


def test_who_pays_a_head_and_year(books):
    found = payers(*books, "base").set_index(["scenario", "payer"])
    assert found.loc["base"]["mean"].to_dict() == pytest.approx(
        {"grants": 120.0, "county": 40.0, "own": 40.0, "donations": 0.0}
    )
    assert found.loc["base"][["difference", "low", "high"]].isna().all().all()
    row = found.loc[("package", "grants")]
    pairs = t_interval([3.0, 3.5])
    assert row[["mean", "difference", "low", "high"]].tolist() == pytest.approx([123.25, 3.25, pairs.low, pairs.high])
    assert set(found["replications"]) == {2}


def test_what_it_is_spent_on_leaves_wear_out(books):
    found = spending(*books, "base").set_index(["scenario", "purpose"])["mean"]
    assert found["base"].sum() == pytest.approx(90.0 + 40.0)
    assert found[("package", "points")] == pytest.approx((1.1 + 1.2) / 2)


def test_without_a_baseline_there_are_levels_only(books):
    found = payers(*books, "")
    assert found["difference"].isna().all()
    assert found.loc[(found["scenario"] == "package") & (found["payer"] == "grants"), "mean"].tolist() == [123.25]


def test_one_pair_has_no_interval_and_no_books_no_rows(books):
    money, sizes = books
    found = payers(money[money["seed"] == 1], sizes, "base")
    row = found[(found["scenario"] == "package") & (found["payer"] == "grants")].iloc[0]
    assert (row["difference"], row["replications"]) == (pytest.approx(3.0), 1)
    assert math.isnan(row["low"])
    assert payers(None, sizes, "base").empty
    assert spending(money, None, "base").empty
    assert list(payers(money.iloc[:0], sizes, "base").columns)[:3] == ["scenario", "payer", "mean"]


def test_grants_and_county_programmes_are_the_public_money(books):
    """What the two pay, a head and year, times people is the cost of the runs."""
    money, sizes = books
    paid = payers(money, sizes, "base").set_index(["scenario", "payer"])["difference"]
    heads = [(s, seed - 1, seed, "public_cost_per_head", "", value)
             for s, seed, value in (("base", 1, 160.0), ("base", 2, 160.0), ("package", 1, 163.0),
                                    ("package", 2, 163.5))]  # fmt: skip
    outcomes = pd.DataFrame(heads, columns=[*KEYS, "outcome", "village", "value"])
    runs = cost_runs(outcomes, sizes, None, "base")
    assert runs["cost"].mean() == pytest.approx(1000.0 * (paid[("package", "grants")] + paid[("package", "county")]))


# Words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_code_has_words(lang):
    words = [text(f"cost_verdict_{verdict}", lang) for verdict in VERDICTS]
    words += [status_label(status, lang) for status in STATUSES]
    words += [text(f"cost_payer_{payer}", lang) for payer in PAYERS]
    words += [text(f"cost_purpose_{purpose}", lang) for purpose in PURPOSES]
    words += [text(f"cost_spent_{kind}{spent}", lang) for spent in SPENT for kind in ("", "unit_")]
    kinds = ("gain_", "gain_unit_", "ratio_", "ratio_unit_", "hours_ratio_", "hours_ratio_unit_", "curve_x_")
    words += [text(f"cost_{kind}{gain}", lang) for gain in GAINS for kind in kinds]
    assert all(words)
    assert len(set(words[: len(VERDICTS)])) == len(VERDICTS)


def test_accounts_of_payers_and_purposes_are_those_of_the_ledger():
    from model.ledger import EXPENSES, INCOME

    assert sorted(account for accounts in PAYERS.values() for account in accounts) == sorted(INCOME)
    assert {account for accounts in PURPOSES.values() for account in accounts} | {"depreciation"} == set(EXPENSES)
