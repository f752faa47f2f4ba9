"""Outcomes by group, winners and losers, and quantiles of income, by hand and in bulk."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.cubes import cube, mean_columns, paired_columns
from analysis.effects import paired_difference
from analysis.labels import TEXTS
from analysis.people import (
    BREAKDOWNS,
    CHANGE_COLUMNS,
    EFFECT_COLUMNS,
    GROUP_COLUMNS,
    GROUPS,
    OUTCOMES,
    TOLERANCE,
    TURN_COLUMNS,
    TURN_MEAN_COLUMNS,
    breakdown_label,
    group_effects,
    group_label,
    group_outcomes,
    income_quantiles,
    quantile_changes,
    turnout_means,
    turnouts,
    village_types,
)
from model.errors import ParameterError
from model.outcomes import OUTCOMES as OF_THE_MODEL

VILLAGES = pd.DataFrame(
    {
        "village": ["东镇/甲村", "西镇/乙村", "东镇/丙村", "西镇/丁社区"],
        "township": ["东镇", "西镇", "东镇", "西镇"],
        "kind": ["village", "village", "village", "town_community"],
        "remoteness": np.array([0.9, 0.1, 0.5, 0.0], dtype=np.float32),
        "people": [3, 2, 1, 1],
    }
)

PEOPLE = pd.DataFrame(
    [
        # key, village, age, home, clan, fifth, income, quarters, active, disputes, resolved
        (11, 0, 71, True, 0, 1, 5000.0, 8, 4, 2, 1),
        (12, 0, 35, True, 0, 1, 5000.0, 8, 0, 0, 0),
        (13, 0, 17, False, 1, 1, math.nan, 0, 0, 0, 0),
        (14, 1, 18, True, 2, 5, 40000.0, 4, 4, 1, 0),
        (15, 1, 40, False, 2, 5, 40000.0, 0, 0, 0, 0),
        (16, 2, 59, True, 0, 0, 20000.0, 6, 1, 1, 1),
        (17, 3, 60, True, 1, 3, 10000.0, 6, 3, 0, 0),
    ],
    columns=["key", "village", "age", "home", "clan", "fifth", "income", "quarters", "active", "disputes", "resolved"],
).astype(
    {
        "village": np.int16, "age": np.int16, "clan": np.int8, "fifth": np.int8, "income": np.float32,
        "quarters": np.uint8, "active": np.uint8, "disputes": np.uint8, "resolved": np.uint8,
    }
)  # fmt: skip


def run(frame: pd.DataFrame, scenario: str, number: int) -> pd.DataFrame:
    return frame.assign(scenario=scenario, replication=number, seed=100 + number)


def cell(frame: pd.DataFrame, breakdown: str, group: str, outcome: str | None = None) -> pd.Series:
    rows = frame[(frame["breakdown"] == breakdown) & (frame["group"] == group)]
    rows = rows if outcome is None else rows[rows["outcome"] == outcome]
    assert len(rows) == 1
    return rows.iloc[0]


def crowd(seed: int, people: int = 3000) -> pd.DataFrame:
    """Return many people of 12 villages."""
    luck = np.random.Generator(np.random.PCG64(seed))
    quarters, disputes = luck.integers(0, 20, people), luck.poisson(0.3, people)
    income = luck.lognormal(9.8, 0.6, people)
    income[luck.random(people) < 0.1] = math.nan
    return pd.DataFrame(
        {
            "key": luck.permutation(people) - people // 2, "village": luck.integers(0, 12, people),
            "age": luck.integers(0, 95, people), "home": luck.random(people) < 0.6,
            "clan": luck.integers(0, 3, people), "fifth": luck.integers(0, 6, people),
            "income": income.astype(np.float32), "quarters": quarters.astype(np.uint8),
            "active": luck.binomial(quarters, 0.3).astype(np.uint8), "disputes": disputes.astype(np.uint8),
            "resolved": luck.binomial(disputes, 0.5).astype(np.uint8),
        }
    )  # fmt: skip


def twelve() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "village": [f"v{n}" for n in range(12)], "township": [f"t{n % 3}" for n in range(12)],
            "kind": ["town_community"] * 3 + ["village"] * 9, "remoteness": np.linspace(0, 1, 12), "people": 250,
        }
    )  # fmt: skip


def test_outcomes_of_groups_by_hand():
    found = group_outcomes(PEOPLE, VILLAGES)
    assert tuple(found.columns) == GROUP_COLUMNS
    known = {
        ("all", "all"): (2 / 4, 12 / 32, 20000.0, 7),
        ("township", "东镇"): (2 / 3, 5 / 22, 10000.0, 4),
        ("township", "西镇"): (0.0, 7 / 10, 30000.0, 3),
        ("village_type", "town"): (math.nan, 3 / 6, 10000.0, 1),
        ("village_type", "near"): (0.0, 1.0, 40000.0, 2),
        ("village_type", "middle"): (1.0, 1 / 6, 20000.0, 1),
        ("village_type", "far"): (1 / 2, 4 / 16, 5000.0, 3),
        ("fifth", "1"): (1 / 2, 4 / 16, 5000.0, 3),
        ("fifth", "3"): (math.nan, 3 / 6, 10000.0, 1),
        ("fifth", "5"): (0.0, 1.0, 40000.0, 2),
        ("clan", "largest"): (2 / 3, 5 / 22, 10000.0, 3),
        ("clan", "other"): (math.nan, 3 / 6, 10000.0, 2),
        ("clan", "none"): (0.0, 1.0, 40000.0, 2),
        ("home", "home"): (2 / 4, 12 / 32, 16000.0, 5),
        ("home", "away"): (math.nan, math.nan, 40000.0, 2),
        ("age", "0-17"): (math.nan, math.nan, math.nan, 1),
        ("age", "18-39"): (0.0, 4 / 12, 22500.0, 2),
        ("age", "40-59"): (1.0, 1 / 6, 30000.0, 2),
        ("age", "60+"): (1 / 2, 7 / 14, 7500.0, 2),
    }
    groups = list(dict.fromkeys(zip(found["breakdown"], found["group"], strict=True)))
    assert groups == list(known)
    for (breakdown, group), (*values, people) in known.items():
        rows = found[(found["breakdown"] == breakdown) & (found["group"] == group)]
        assert rows["outcome"].tolist() == list(OUTCOMES)
        assert rows["value"].tolist() == pytest.approx(values, nan_ok=True)
        assert rows["people"].tolist() == [people] * 3


def test_outcomes_of_groups_are_outcomes_of_the_model():
    assert set(OUTCOMES) <= set(OF_THE_MODEL)


def test_groups_of_a_breakdown_make_up_the_whole():
    people = crowd(3)
    found = group_outcomes(people, twelve())
    whole = found[found["breakdown"] == "all"].set_index("outcome")
    assert set(found["breakdown"]) == set(BREAKDOWNS)
    for breakdown in set(BREAKDOWNS) - {"fifth"}:
        rows = found[found["breakdown"] == breakdown]
        assert rows[rows["outcome"] == "participation_rate"]["people"].sum() == len(people)
    # The rate of the whole is the mean of those of the groups, weighted by what they are rates of.
    weight = people.groupby(np.where(people["home"], "home", "away"))["quarters"].sum()
    rate = found[(found["breakdown"] == "home") & (found["outcome"] == "participation_rate")].set_index("group")[
        "value"
    ]
    assert (rate * weight).sum() / weight.sum() == pytest.approx(whole.loc["participation_rate", "value"])
    assert whole.loc["disposable_income", "value"] == pytest.approx(np.nanmean(people["income"].astype(float)))


def test_who_has_no_known_fifth_is_in_no_fifth():
    found = group_outcomes(PEOPLE, VILLAGES)
    fifths = found[(found["breakdown"] == "fifth") & (found["outcome"] == "disposable_income")]
    assert fifths["people"].sum() == 6
    assert set(fifths["group"]) == {"1", "3", "5"}


def test_thirds_of_remoteness_leave_out_town_communities_and_do_not_cut_ties():
    villages = pd.DataFrame(
        {"kind": ["village"] * 6 + ["town_community"], "remoteness": [0.3, 0.1, 0.2, 0.6, 0.5, 0.4, 0.0]}
    )
    assert village_types(villages).tolist() == [2, 1, 1, 3, 3, 2, 0]
    equal = pd.DataFrame({"kind": ["village"] * 4, "remoteness": [0.5] * 4})
    assert village_types(equal).tolist() == [2, 2, 2, 2]
    one = pd.DataFrame({"kind": ["town_community", "village"], "remoteness": [0.5, 0.5]})
    assert village_types(one).tolist() == [0, 2]
    assert village_types(one[:1]).tolist() == [0]


def test_no_people_give_no_row():
    assert group_outcomes(PEOPLE[:0], VILLAGES).empty
    assert turnouts(PEOPLE[:0], PEOPLE, VILLAGES).empty
    assert income_quantiles(PEOPLE[:0])["income"].isna().all()


def test_winners_and_losers_are_found_by_key_in_any_order():
    other = PEOPLE.assign(income=np.array([5300, 4900, 1, 40000.9, math.nan, 20000, 11000], dtype=np.float32))
    found = turnouts(PEOPLE, other.sample(frac=1.0, random_state=2), VILLAGES)
    assert tuple(found.columns) == TURN_COLUMNS
    # 11 and 17 gain 300 and 1,000, 12 loses 100, 14 and 16 are as they were; 13 and 15 have no income in one of them.
    whole = cell(found, "all", "all")
    assert (whole["gain"], whole["lose"], whole["same"], whole["people"]) == (0.4, 0.2, 0.4, 5)
    assert (whole["mean_gain"], whole["mean_loss"]) == (650.0, -100.0)
    near = cell(found, "village_type", "near")
    assert (near["gain"], near["lose"], near["same"], near["people"]) == (0.0, 0.0, 1.0, 1)
    assert math.isnan(near["mean_gain"])
    assert math.isnan(near["mean_loss"])
    assert not ((found["breakdown"] == "age") & (found["group"] == "0-17")).any()


def test_who_is_missing_in_the_other_run_is_left_out():
    found = turnouts(PEOPLE, PEOPLE[PEOPLE["key"] != 11], VILLAGES)
    assert cell(found, "all", "all")["people"] == 5


@pytest.mark.parametrize(
    ("change", "gain", "lose"),
    [(TOLERANCE / 2, 0, 0), (-TOLERANCE / 2, 0, 0), (TOLERANCE * 2, 1, 0), (-2 * TOLERANCE, 0, 1)],
)
def test_who_differs_by_less_than_the_tolerance_is_as_before(change, gain, lose):
    found = cell(turnouts(PEOPLE, PEOPLE.assign(income=PEOPLE["income"] + change), VILLAGES), "all", "all")
    assert (found["gain"], found["lose"], found["same"]) == (gain, lose, 1 - gain - lose)


def test_turnouts_agree_with_a_count_person_by_person():
    base, villages = crowd(5), twelve()
    other = base.assign(income=(base["income"] + np.random.Generator(np.random.PCG64(1)).normal(20, 30, len(base))))
    found = turnouts(base, other.iloc[::-1], villages)
    change = {
        key: after - before for key, before, after in zip(base["key"], base["income"], other["income"], strict=True)
    }
    for clan, group in enumerate(GROUPS["clan"]):
        mine = [change[key] for key in base[base["clan"] == clan]["key"] if not math.isnan(change[key])]
        row = cell(found, "clan", group)
        assert row["people"] == len(mine)
        assert row["gain"] == pytest.approx(sum(one > TOLERANCE for one in mine) / len(mine))
        assert row["mean_loss"] == pytest.approx(np.mean([one for one in mine if one < -TOLERANCE]))


def test_quantiles_of_income():
    people = pd.DataFrame({"income": np.append(np.arange(101.0), [math.nan] * 7)})
    found = income_quantiles(people)
    assert found["share"].tolist() == pytest.approx([n / 100 for n in range(1, 100)])
    assert found["income"].tolist() == pytest.approx(list(range(1, 100)))


def test_effects_of_groups_are_those_of_the_paired_t_test():
    runs, rows = [], {}
    for number, (base, change) in enumerate([(0.30, 0.02), (0.34, 0.05), (0.31, 0.03)]):
        for scenario, value in (("a", base), ("b", base + change)):
            frame = pd.DataFrame(
                [
                    ("clan", "none", "participation_rate", value, 40 + number),
                    ("all", "all", "participation_rate", 0.5, 90),
                ],
                columns=list(GROUP_COLUMNS),
            )
            runs.append(run(frame, scenario, number))
            rows.setdefault(scenario, []).append(value)
    found = group_effects(pd.concat(runs), "a")
    assert tuple(found.columns) == EFFECT_COLUMNS
    assert found["breakdown"].tolist() == ["all", "clan"]
    expected = paired_difference(np.array(rows["a"]), np.array(rows["b"]))
    row = cell(found, "clan", "none")
    assert row["scenario"] == "b"
    assert (row["baseline"], row["mean"]) == pytest.approx((expected.baseline, expected.mean))
    assert (row["difference"], row["low"], row["high"]) == pytest.approx(
        (expected.difference, expected.low, expected.high)
    )
    assert (row["replications"], row["people"]) == (3, 41)
    assert cell(found, "all", "all")[["difference", "low", "high"]].tolist() == [0.0, 0.0, 0.0]


def test_groups_that_a_run_lacks_make_no_pair_and_all_stand_in_their_order():
    def seen(scenario: str, number: int, names: list[str]) -> pd.DataFrame:
        rows = [("township", name, "participation_rate", 0.3 + number + 0.1 * (scenario == "b"), 5) for name in names]
        rows.append(("age", "60+", "participation_rate", math.nan, 3))
        rows += [("age", "0-17", "participation_rate", math.nan, 3)] * number
        return run(pd.DataFrame(rows, columns=list(GROUP_COLUMNS)), scenario, number)

    frames = [
        seen("a", 0, ["z", "m"]),
        seen("b", 0, ["z", "m"]),
        seen("a", 1, ["z", "y", "m"]),
        seen("b", 1, ["z", "y"]),
    ]
    found = group_effects(pd.concat(frames), "a")
    assert found["group"].tolist() == ["z", "m", "y", "0-17", "60+"]
    assert found["replications"].tolist() == [2, 1, 1, 0, 0]
    assert found["low"].isna().tolist() == [False, True, True, True, True]
    assert found["difference"].tolist() == pytest.approx([0.1, 0.1, 0.1, math.nan, math.nan], nan_ok=True)


def test_one_replication_has_no_interval():
    frames = pd.concat([run(group_outcomes(PEOPLE, VILLAGES), scenario, 0) for scenario in ("a", "b", "c")])
    found = group_effects(frames, "a")
    assert found["low"].isna().all()
    assert (found["replications"] == found["difference"].notna()).all()
    turns = turnout_means(run(turnouts(PEOPLE, PEOPLE, VILLAGES), "b", 0))
    assert turns[["gain_low", "gain_high", "lose_low", "lose_high"]].isna().all().all()
    assert turns["same"].eq(1.0).all()
    changes = quantile_changes(pd.concat([run(income_quantiles(PEOPLE), s, 0) for s in ("a", "b")]), "a")
    assert changes["difference"].eq(0.0).all()
    assert changes["low"].isna().all()


def test_a_failed_run_leaves_its_pair_out():
    frames = [run(group_outcomes(crowd(n), twelve()), s, n) for n in range(4) for s in ("a", "b") if (n, s) != (2, "b")]
    found = group_effects(pd.concat(frames), "a")
    assert set(found["replications"]) == {3}


def test_nothing_in_gives_nothing_out():
    runs = ["scenario", "replication", "seed"]
    assert tuple(group_effects(pd.DataFrame(columns=[*runs, *GROUP_COLUMNS]), "a").columns) == EFFECT_COLUMNS
    assert tuple(turnout_means(pd.DataFrame(columns=[*runs, *TURN_COLUMNS])).columns) == TURN_MEAN_COLUMNS
    assert tuple(quantile_changes(pd.DataFrame(columns=[*runs, "share", "income"]), "a").columns) == CHANGE_COLUMNS
    alone = run(group_outcomes(PEOPLE, VILLAGES), "a", 0)
    assert group_effects(alone, "a").empty


def test_an_unknown_baseline_is_refused():
    groups = run(group_outcomes(PEOPLE, VILLAGES), "status_quo", 0)
    with pytest.raises(ParameterError, match="did you mean 'status_quo'"):
        group_effects(groups, "status_qou")
    with pytest.raises(ParameterError, match="did you mean 'status_quo'"):
        quantile_changes(run(income_quantiles(PEOPLE), "status_quo", 0), "status_qou")


def test_means_of_turnouts_are_over_heads_and_their_intervals_stay_within_0_and_1():
    def turn(number: int, gain: float, lose: float, mean_gain: float, mean_loss: float, people: int) -> pd.DataFrame:
        row = ("all", "all", gain, lose, 1 - gain - lose, mean_gain, mean_loss, people)
        return run(pd.DataFrame([row], columns=list(TURN_COLUMNS)), "b", number)

    nan = math.nan
    turns = pd.concat(
        [turn(0, 0.9, 0.0, 100.0, nan, 100), turn(1, 1.0, 0.0, 10.0, nan, 900), turn(2, 0.2, 0.1, 50.0, -30.0, 500)]
    )
    found = turnout_means(turns)
    assert tuple(found.columns) == TURN_MEAN_COLUMNS
    row = cell(found, "all", "all")
    assert (row["gain"], row["lose"], row["same"], row["people"]) == pytest.approx((0.7, 0.1 / 3, 0.8 / 3, 500))
    assert (row["gain_low"], row["gain_high"], row["lose_low"]) == (0.0, 1.0, 0.0)
    assert 0.1 < row["lose_high"] < 0.2
    assert row["mean_gain"] == pytest.approx((90 * 100 + 900 * 10 + 100 * 50) / 1090)
    assert row["mean_loss"] == -30.0
    assert row["replications"] == 3


def test_changes_of_quantiles_are_paired_by_seed():
    luck = np.random.Generator(np.random.PCG64(2))
    frames = []
    for number in range(6):
        people = pd.DataFrame({"income": luck.lognormal(9.8, 0.6, 500)})
        frames.append(run(income_quantiles(people), "a", number))
        frames.append(run(income_quantiles(people * 1.01), "b", number))
    found = quantile_changes(pd.concat(frames[::-1]), "a")
    assert tuple(found.columns) == CHANGE_COLUMNS
    assert len(found) == 99
    np.testing.assert_allclose(found["difference"], 0.01 * found["baseline"], rtol=1e-9)
    assert (found["low"] > 0).all()
    # Levels differ from seed to seed far more than the change does: pairs alone make the intervals this narrow.
    assert ((found["high"] - found["low"]) < 0.01 * found["baseline"]).all()


def test_many_columns_at_once_are_as_one_by_one():
    luck = np.random.Generator(np.random.PCG64(4))
    base = luck.normal(100, 5, (7, 40))
    other = base + luck.normal(1, 1, (7, 40))
    base[luck.random((7, 40)) < 0.4] = math.nan
    other[:, 3] = math.nan
    other[1:, 4] = math.nan
    other[:, 5] = base[:, 5] + 0.1
    other[:, 6] = base[:, 6] * (1 + 1e-15)
    found = paired_columns(base, other)
    for column in range(40):
        one = paired_difference(base[:, column], other[:, column])
        assert found.n[column] == one.n
        mine = [getattr(found, name)[column] for name in ("baseline", "mean", "difference", "low", "high")]
        theirs = [getattr(one, name) for name in ("baseline", "mean", "difference", "low", "high")]
        assert mine == pytest.approx(theirs, rel=1e-9, abs=1e-12, nan_ok=True)
    assert found.low[6] == found.high[6] == 0.0
    assert {0, 1} < set(found.n.tolist())


def test_means_of_columns_have_the_t_interval():
    found = mean_columns(np.array([[1.2], [2.4], [1.3], [1.3], [0.0], [1.0], [1.8], [0.8], [4.6], [1.4]]))
    assert (found.mean[0], found.low[0], found.high[0]) == pytest.approx((1.58, 0.70011, 2.45989), abs=1e-5)


def test_a_cube_holds_every_value_in_its_place():
    frame = pd.DataFrame(
        [("b", 7, "x", 1.0), ("a", 5, "y", 2.0), ("b", 5, "x", 3.0)], columns=["scenario", "seed", "kind", "value"]
    ).astype({"scenario": "category", "kind": "category"})
    scenarios, cells, values = cube(frame, ["kind"], "value")
    assert (scenarios, cells["kind"].tolist()) == (["b", "a"], ["x", "y"])
    nan = math.nan
    np.testing.assert_array_equal(values, [[[3.0, nan], [1.0, nan]], [[nan, 2.0], [nan, nan]]])


def test_every_breakdown_and_group_has_a_name_in_both_languages():
    for lang in ("en", "zh"):
        names = [breakdown_label(breakdown, lang) for breakdown in BREAKDOWNS]
        assert len(set(names)) == len(BREAKDOWNS)
        for breakdown, groups in GROUPS.items():
            assert len({group_label(breakdown, group, lang) for group in groups}) == len(groups)
    assert group_label("township", "东溪镇", "en") == "东溪镇"
    assert group_label("fifth", "1", "zh") == "低收入组"
    spoken = {f"people_{name}" for name in BREAKDOWNS}
    spoken |= {f"people_{name}_{group}" for name, groups in GROUPS.items() for group in groups}
    assert {code for code in TEXTS if code.startswith("people_")} == spoken
