"""Intervals, the chance to improve, corrections and equivalence against closed forms, published figures, simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from analysis.inference import (
    benjamini_hochberg,
    bootstrap_interval,
    equivalence,
    holm,
    probability_of_improvement,
    t_interval,
    two_sided_p,
)

SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
"""Student (1908), hours of sleep: the difference of two drugs in ten patients."""

HEARTS = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
          0.7590, 1.0]  # fmt: skip
"""Benjamini and Hochberg (1995), section 4: 15 comparisons of two treatments of heart attacks."""


def test_t_interval_of_students_own_example():
    found = t_interval(SLEEP)
    assert (found.estimate, found.low, found.high) == pytest.approx((1.58, 0.70011, 2.45989), abs=1e-5)
    assert found.n == 10
    assert two_sided_p(SLEEP) == pytest.approx(0.00283, abs=1e-5)


def test_t_interval_of_two_values_is_known_in_closed_form():
    # The quantile of t with one degree of freedom is tan(pi (p - 1/2)).
    found = t_interval([1.0, 3.0], 0.9)
    assert (found.low, found.high) == pytest.approx((2 - math.tan(math.pi * 0.45), 2 + math.tan(math.pi * 0.45)))


@pytest.mark.parametrize("interval", [t_interval, bootstrap_interval])
def test_too_few_or_equal_values_give_no_false_width(interval):
    assert interval([]).n == 0
    assert math.isnan(interval([]).estimate)
    assert interval([4.0, math.nan]).estimate == 4.0
    assert math.isnan(interval([4.0]).low)
    assert (interval([4.0] * 5).low, interval([4.0] * 5).high) == (4.0, 4.0)


def coverage(draw, mean: float, interval, samples: int) -> float:
    hits = 0
    for number in range(samples):
        found = interval(draw(20), number)
        hits += found.low <= mean <= found.high
    return hits / samples


def studentised(values, number):
    return bootstrap_interval(values, draws=499, seed=number)


def bca(values, number):
    return bootstrap_interval(values, kind="bca", draws=499, seed=number)


def plain(values, _number):
    return t_interval(values)


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("interval", "shape", "low", "high"),
    [
        # 1,000 samples of 20 values: the error of a coverage is 0.7 to 0.9 points. 2,000 other samples gave 95.0, 95.1
        # and 92.6 % of normal values, 91.5, 94.0 and 90.8 % of exponential ones; two and a half errors on either side.
        (plain, "normal", 0.932, 0.968),
        (studentised, "normal", 0.932, 0.968),
        (bca, "normal", 0.905, 0.947),
        (plain, "exponential", 0.892, 0.938),
        (studentised, "exponential", 0.920, 0.960),
        (bca, "exponential", 0.885, 0.931),
    ],
)
def test_intervals_hold_the_true_mean_as_often_as_said(interval, shape, low, high):
    luck = np.random.Generator(np.random.PCG64(3))
    draw, mean = ((lambda n: luck.normal(0, 1, n)), 0) if shape == "normal" else (luck.standard_exponential, 1)
    assert low < coverage(draw, mean, interval, 1000) < high


def test_bca_is_that_of_scipy():
    values = np.random.Generator(np.random.PCG64(4)).standard_exponential(30)
    mine = bootstrap_interval(values, kind="bca", draws=9999)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=9999, method="BCa", rng=np.random.default_rng(1))
    interval = theirs.confidence_interval
    assert (mine.low, mine.high) == pytest.approx((interval.low, interval.high), abs=0.02)


def test_one_seed_gives_one_bootstrap():
    assert bootstrap_interval(SLEEP, seed=4) == bootstrap_interval(SLEEP, seed=4)
    assert bootstrap_interval(SLEEP, seed=4) != bootstrap_interval(SLEEP, seed=5)


def test_a_skewed_sample_gets_a_skewed_interval():
    found = bootstrap_interval(SLEEP)
    assert found.high - found.estimate > 1.2 * (found.estimate - found.low)


def test_probability_of_improvement_counts_ties_half_and_knows_the_direction():
    change = [1.0, 2.0, -1.0, 0.0]
    assert probability_of_improvement(change, "up").estimate == 0.625
    assert probability_of_improvement(change, "down").estimate == 0.375
    assert probability_of_improvement([math.nan], "up").n == 0


def test_wilsons_interval_is_that_of_the_published_case():
    # Newcombe (1998), table I: 81 of 263 give 0.2553 to 0.3662, 0 of 20 give 0 to 0.1611.
    first = probability_of_improvement([1.0] * 81 + [-1.0] * 182, "up")
    assert (first.low, first.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    second = probability_of_improvement([-1.0] * 20, "up")
    assert (second.low, second.high) == pytest.approx((0.0, 0.1611), abs=1e-4)


def test_holm_and_benjamini_hochberg_find_what_the_published_example_finds():
    # The paper: Bonferroni and Hochberg's procedure reject the three smallest, so Holm, which lies between them, does
    # too; the control of the false discovery rate rejects the four smallest.
    assert np.sum(holm(HEARTS) <= 0.05) == 3
    assert np.sum(benjamini_hochberg(HEARTS) <= 0.05) == 4
    assert holm(HEARTS)[:4] == pytest.approx([0.0015, 0.0056, 0.0247, 0.1140])
    assert benjamini_hochberg(HEARTS)[:4] == pytest.approx([0.0015, 0.0030, 0.0095, 0.035625])


def test_corrections_by_hand_in_any_order_and_with_gaps():
    # Four p values 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1, never falling.
    p = [0.03, math.nan, 0.005, 0.04, 0.01]
    assert holm(p) == pytest.approx([0.06, math.nan, 0.02, 0.06, 0.03], nan_ok=True)
    assert benjamini_hochberg(p) == pytest.approx([0.04, math.nan, 0.02, 0.04, 0.02], nan_ok=True)
    assert holm([]).tolist() == []
    assert holm([0.9, 0.8]).tolist() == [1.0, 1.0]


def test_benjamini_hochberg_is_that_of_scipy():
    p = np.random.Generator(np.random.PCG64(9)).random(40)
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


def test_equivalence_is_two_one_sided_tests():
    change = np.array(SLEEP)
    found = equivalence(change, -1.0, 3.0)
    one = stats.ttest_1samp(change, -1.0, alternative="greater").pvalue
    other = stats.ttest_1samp(change, 3.0, alternative="less").pvalue
    assert found.p == pytest.approx(max(one, other))
    assert (found.low, found.high) == pytest.approx(stats.t.interval(0.9, 9, 1.58, stats.sem(change)))


@pytest.mark.parametrize("margin", [0.5, 0.9, 1.2, 2.0])
def test_equivalence_is_found_where_the_interval_lies_within_the_margins(margin):
    found = equivalence(SLEEP, 1.58 - margin, 1.58 + margin)
    assert (found.p <= 0.05) == (margin > found.high - 1.58)


def test_equivalence_of_what_does_not_vary_and_of_one_pair():
    assert equivalence([0.0] * 3, -1, 1).p == 0.0
    assert equivalence([2.0] * 3, -1, 1).p == 1.0
    assert math.isnan(equivalence([0.0], -1, 1).p)
