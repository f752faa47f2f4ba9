"""Aalen-Johansen against an example computed by hand, the multinomial, Kaplan-Meier and an exponential race."""

import math

import numpy as np
import pytest

from analysis.survival import COLUMNS, aalen_johansen, incidence_at
from model.errors import ParameterError

TIMES = [1, 2, 2, 3, 4, 4, 5, 6]
CAUSES = [1, 2, 1, 0, 1, 0, 2, 0]
"""Eight disputes: settled (1), petitioned (2), or not yet over when looking ended (0)."""


def rows(frame, cause):
    mine = frame[frame["cause"] == cause]
    return dict(zip(mine["time"], mine["incidence"], strict=True)), dict(
        zip(mine["time"], mine["variance"], strict=True)
    )


def test_incidence_is_that_computed_by_hand():
    # At risk 8, 7, 4, 2 at times 1, 2, 4, 5. Nothing yet just before: 1, 7/8, 5/8, 15/32.
    # Settled: 1/8; + 7/8 x 1/7 = 2/8; + 5/8 x 1/4 = 13/32. Petitioned: 7/8 x 1/7 = 1/8; + 15/32 x 1/2 = 23/64.
    frame = aalen_johansen(TIMES, CAUSES)
    settled, _ = rows(frame, 1)
    petitioned, _ = rows(frame, 2)
    assert settled == pytest.approx({0: 0, 1: 1 / 8, 2: 2 / 8, 4: 13 / 32, 5: 13 / 32})
    assert petitioned == pytest.approx({0: 0, 1: 0, 2: 1 / 8, 4: 1 / 8, 5: 23 / 64})
    assert frame[frame["cause"] == 1]["at_risk"].tolist() == [8, 8, 7, 4, 2]
    assert frame[frame["cause"] == 2]["events"].tolist() == [0, 0, 1, 0, 1]
    assert tuple(frame.columns) == COLUMNS


def test_variance_is_that_computed_by_hand():
    # Before any censoring it is F (1 - F) / 8.  At time 4 F = 1/4 + S q with S = 5/8 and q = 1/4 of 4 at risk:
    # V(F) + 2 q C(F, S) + q^2 V(S) + S^2 q (1 - q) / 4, where V(F) = 12/512, C = -10/512, V(S) = 15/512.
    _, variance = rows(aalen_johansen(TIMES, CAUSES), 1)
    assert variance[1] == pytest.approx(7 / 512)
    assert variance[2] == pytest.approx(12 / 512)
    q, s = 1 / 4, 5 / 8
    assert variance[4] == pytest.approx((12 - 2 * q * 10 + q**2 * 15) / 512 + s**2 * q * (1 - q) / 4)


def test_without_censoring_it_is_a_share_with_the_variance_of_one():
    luck = np.random.Generator(np.random.PCG64(2))
    times, causes = luck.integers(1, 30, 200), luck.integers(1, 4, 200)
    frame = aalen_johansen(times, causes)
    for row in frame.itertuples():
        share = np.mean((causes == row.cause) & (times <= row.time))
        assert row.incidence == pytest.approx(share, abs=1e-12)
        assert row.variance == pytest.approx(share * (1 - share) / 200, abs=1e-12)


def test_with_one_cause_it_is_kaplan_meier_with_greenwoods_variance():
    # Freireich et al. (1963), weeks of remission under 6-MP: Kaplan-Meier gives 0.857, 0.807, 0.753, 0.690, 0.627,
    # 0.538 and 0.448 at these weeks, with standard errors 0.076, 0.087, 0.096, 0.107, 0.114, 0.128 and 0.135.
    times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    causes = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    frame = aalen_johansen(times, causes)
    still = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert (1 - frame["incidence"][1:]).tolist() == pytest.approx(still, abs=6e-4)
    assert np.sqrt(frame["variance"][1:]).tolist() == pytest.approx(errors, abs=6e-5)


MARROW = {
    0: [(13, 2), (1, 1), (72, 0), (7, 2), (8, 2), (9, 2), (5, 2), (1, 2), (22, 2), (0, 2), (0, 1), (35, 0), (4, 2),
        (14, 2), (26, 2), (3, 2), (12, 1)],
    1: [(67, 0), (70, 0), (4, 0), (7, 0), (68, 0), (10, 2), (7, 2), (3, 1), (4, 1), (4, 1), (3, 1), (3, 1), (8, 1),
        (2, 2), (35, 0), (2, 0), (8, 0), (32, 0)],
}  # fmt: skip
"""Scrucca, Santucci and Aversa (2007), Competing risk analysis using R: an easy guide for clinicians, Bone Marrow
Transplantation 40, 381-387: 35 patients of two diseases, months to relapse (1) or death (2), 0 where censored."""


@pytest.mark.parametrize(
    ("diseases", "cause", "known"),
    [
        ((0, 1), 1, {0: 0.02857143, 1: 0.05714286, 3: 0.14581281, 4: 0.20492611, 8: 0.23771164, 12: 0.27283899}),
        ((0, 1), 2, {0: 0.02857143, 2: 0.08571429, 4: 0.14482759, 5: 0.1757917, 7: 0.23771992, 10: 0.34076015,
                     14: 0.41101485, 26: 0.48126955}),
        ((0,), 1, {1: 0.11764706, 12: 0.17647059}),
        ((0,), 2, {3: 0.17647059, 9: 0.47058824, 26: 0.70588235}),
        ((1,), 1, {3: 0.17708333, 4: 0.29513889, 8: 0.36818576}),
        ((1,), 2, {2: 0.05555556, 7: 0.12048611, 10: 0.20570747}),
    ],
)  # fmt: skip
def test_incidence_of_a_published_example_is_that_of_cmprsk(diseases, cause, known):
    # The figures are those of the R package cmprsk, with which the paper works, as scikit-survival tests against them.
    cases = [case for disease in diseases for case in MARROW[disease]]
    frame = aalen_johansen(*zip(*cases, strict=True))
    found = incidence_at(frame, cause, list(known))["incidence"].tolist()
    assert found == pytest.approx(list(known.values()), abs=5e-9)


def test_one_less_kaplan_meier_would_say_more_of_the_published_example():
    # Why the competing event matters: with deaths taken for censoring, relapse would come out at 0.33, not 0.27.
    cases = [case for patients in MARROW.values() for case in patients]
    times, causes = zip(*cases, strict=True)
    wrong = aalen_johansen(times, [cause if cause == 1 else 0 for cause in causes])["incidence"].iloc[-1]
    right = incidence_at(aalen_johansen(times, causes), 1, [99])["incidence"].iloc[0]
    assert wrong > right + 0.03
    assert right == pytest.approx(0.27283899)


def test_a_race_of_exponentials_with_censoring_is_found_again_and_held_by_its_interval():
    # Rates 2 and 1, censored at rate 1: incidence of the first is 2/3 (1 - exp(-3 t)). 300 samples of 100 cases; the
    # error of the coverage is 1.3 points.
    luck = np.random.Generator(np.random.PCG64(1))
    truth, hits, found = 2 / 3 * (1 - math.exp(-1.5)), 0, []
    for _ in range(300):
        race = luck.exponential([1 / 2, 1, 1], size=(100, 3))
        first = race.argmin(axis=1)
        frame = aalen_johansen(race.min(axis=1), np.where(first == 2, 0, first + 1))
        at = incidence_at(frame, 1, [0.5]).iloc[0]
        found.append(at["incidence"])
        hits += at["low"] <= truth <= at["high"]
    assert np.mean(found) == pytest.approx(truth, abs=0.01)
    assert hits / 300 == pytest.approx(0.95, abs=0.04)


def test_causes_have_names_also_those_that_never_came():
    frame = aalen_johansen(TIMES, CAUSES, {1: "settled", 2: "petition", 3: "court"})
    assert list(dict.fromkeys(frame["cause"])) == ["settled", "petition", "court"]
    assert frame[frame["cause"] == "court"]["incidence"].tolist() == [0.0] * 5
    partly = aalen_johansen(TIMES, CAUSES, {1: "settled"})
    assert set(partly["cause"]) == {"settled", 2}
    assert rows(partly, "settled") == rows(aalen_johansen(TIMES, CAUSES), 1)


def test_incidence_at_days_between_is_that_of_the_last_event():
    frame = aalen_johansen(TIMES, CAUSES)
    assert incidence_at(frame, 1, [0.5, 2, 4.9, 99])["incidence"].tolist() == [0.0, 2 / 8, 13 / 32, 13 / 32]


def test_nothing_that_happened_and_all_that_happened_have_no_width():
    nothing = aalen_johansen([1, 2], [0, 0], {1: "settled"})
    assert nothing["incidence"].tolist() == [0.0]
    everything = aalen_johansen([3, 3], [1, 1]).iloc[-1]
    assert (everything["incidence"], everything["low"], everything["high"]) == (1.0, 1.0, 1.0)
    assert aalen_johansen([], []).empty


@pytest.mark.parametrize(
    ("times", "causes", "key"),
    [([1, 2], [1], "causes"), ([-1], [1], "times"), ([math.nan], [1], "times"), ([1], [0.5], "causes"),
     ([1], [-1], "causes")],
)  # fmt: skip
def test_bad_times_and_causes_are_refused_in_both_languages(times, causes, key):
    with pytest.raises(ParameterError) as caught:
        aalen_johansen(times, causes)
    (problem,) = caught.value.problems
    assert problem.key == key
    assert problem.message("en") != problem.message("zh")
