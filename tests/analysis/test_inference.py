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

VITAMIN_C = [26, 31, 23, 22, 11, 22, 14, 31]
"""Moore and McCabe, Introduction to the Practice of Statistics, and Starnes et al., The Practice of Statistics: mg of
vitamin C in 100 g of corn-soy blend, eight samples."""

HEARTS = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
          0.7590, 1.0]  # fmt: skip
"""Benjamini and Hochberg (1995), section 4: 15 comparisons of two treatments of heart attacks."""

LUNGS = (
    [2.84, 2.51, 2.41, 2.95, 3.14, 3.79, 4.14, 3.85, 3.02, 3.45, 5.37, 3.81, 4.19, 3.16, 3.84],
    [2.60, 2.82, 2.18, 3.46, 4.01, 3.04, 3.47, 4.06, 2.91, 3.59, 4.51, 3.16, 3.86, 3.31, 3.02],
)
LUNGS_LATER = (
    [4.00, 3.26, 4.14, 3.42, 3.25, 4.34, 4.97, 4.31, 3.11, 3.41, 5.02, 4.21, 4.59, 5.30, 4.32],
    [3.76, 3.66, 3.65, 3.60, 3.48, 2.87, 3.24, 3.92, 3.99, 4.21, 4.21, 3.31, 3.61, 2.97, 2.73],
)
"""Two measurements of 15 pairs of patients: the example of paired equivalence by the function tost of the R package
equivalence (Robinson), against which statsmodels tests its own."""


def test_t_interval_of_students_own_example():
    found = t_interval(SLEEP)
    assert (found.estimate, found.low, found.high) == pytest.approx((1.58, 0.70011, 2.45989), abs=1e-5)
    assert found.n == 10
    assert two_sided_p(SLEEP) == pytest.approx(0.00283, abs=1e-5)


def test_t_interval_of_a_textbook():
    # The books give mean 22.50, deviation 7.19 and, with t = 2.365 of its table, 22.5 -+ 6.0128: 16.4872 to 28.5128.
    found = t_interval(VITAMIN_C)
    assert (found.estimate, found.n) == (22.5, 8)
    assert (found.low, found.high) == pytest.approx((16.4872, 28.5128), abs=1e-3)


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


SAMPLES = 1000
SHAPES = {
    "normal": (lambda luck: luck.normal(0, 1, 20), 0.0),
    "exponential": (lambda luck: luck.standard_exponential(20), 1.0),
    "lognormal": (lambda luck: luck.lognormal(0, 0.5, 20), math.exp(0.125)),
}
"""What is drawn, 20 values at a time, and its true mean."""

INTERVALS = {
    "t": lambda values, number: t_interval(values),
    "studentised": lambda values, number: bootstrap_interval(values, draws=499, seed=number),
    "bca": lambda values, number: bootstrap_interval(values, kind="bca", draws=499, seed=number),
}


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("shape", "interval", "share"),
    [
        # The t interval of normal values is exact. All other shares are of 20,000 other samples (error 0.2 points).
        ("normal", "t", 0.95), ("normal", "studentised", 0.947), ("normal", "bca", 0.924),
        ("exponential", "t", 0.916), ("exponential", "studentised", 0.938), ("exponential", "bca", 0.904),
        ("lognormal", "t", 0.931), ("lognormal", "studentised", 0.938), ("lognormal", "bca", 0.909),
    ],
)  # fmt: skip
def test_intervals_hold_the_true_mean_as_often_as_said(shape, interval, share):
    # Three binomial errors of 1,000 samples either way, 2.1 to 2.8 points: by luck any of the nine would fail under one
    # seed in forty; a 90 % interval in place of the 95 % one of t would be found out under 999 seeds in 1,000.
    luck = np.random.Generator(np.random.PCG64(3))
    draw, mean = SHAPES[shape]
    found = [INTERVALS[interval](draw(luck), number) for number in range(SAMPLES)]
    held = np.mean([one.low <= mean <= one.high for one in found])
    assert abs(held - share) < 3 * math.sqrt(share * (1 - share) / SAMPLES)


def test_what_is_outside_the_interval_lies_on_both_sides_of_normal_values():
    # 2.5 % on either side; the binomial error of 4,000 samples is 0.25 points.
    luck = np.random.Generator(np.random.PCG64(6))
    found = [t_interval(luck.normal(0, 1, 5)) for _ in range(4000)]
    for missed in (np.mean([one.low > 0 for one in found]), np.mean([one.high < 0 for one in found])):
        assert abs(missed - 0.025) < 3 * math.sqrt(0.025 * 0.975 / 4000)


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


def test_all_fifteen_are_corrected_step_by_step():
    # Holm: p times 15, 14, 13 ... and never falling; Benjamini and Hochberg: p times 15 over its rank, never rising
    # from the last one on.
    steps = [p * (15 - rank) for rank, p in enumerate(HEARTS)]
    assert holm(HEARTS) == pytest.approx([min(max(steps[: rank + 1]), 1.0) for rank in range(15)])
    shares = [p * 15 / (rank + 1) for rank, p in enumerate(HEARTS)]
    assert benjamini_hochberg(HEARTS) == pytest.approx([min(shares[rank:]) for rank in range(15)])
    # The fifth p value, 0.0201, exceeds its line 5/15 x 0.05 = 0.0167; its neighbours' lines do not save it.
    assert benjamini_hochberg(HEARTS)[4:8] == pytest.approx([0.0603, 0.063857, 0.063857, 0.0645], abs=1e-6)


def test_holm_finds_what_the_published_procedure_finds():
    # Uitenbroek, SISA, help of the Bonferroni page: of these seven the first three lie below 0.05 / 7, / 6 and / 5, the
    # fourth not below 0.05 / 4, and it and all that follow are not significant; Benjamini and Hochberg's lines, i / 7
    # of 0.05, let five pass.
    seven = [0.00001, 0.00099, 0.003, 0.0145, 0.016, 0.06, 0.13]
    assert (holm(seven) <= 0.05).tolist() == [True] * 3 + [False] * 4
    assert (benjamini_hochberg(seven) <= 0.05).tolist() == [True] * 5 + [False] * 2
    # Figures of the R package multtest for ten raw p values, as statsmodels tests against them.
    ten = [0.838541367553, 0.642193923795, 0.680845947633, 0.967833824309, 0.71626938238, 0.177096952723,
           5.23656777208e-05, 0.0202732688798, 0.00028140506198, 0.0149877310796]  # fmt: skip
    assert np.sort(holm(ten))[:4] == pytest.approx([5.23656777e-4, 2.53264556e-3, 0.119901849, 0.141912882])
    assert np.sort(benjamini_hochberg(ten))[:3] == pytest.approx([5.23656777e-4, 1.40702531e-3, 0.0499591036])


def test_corrected_p_values_find_what_the_steps_of_the_papers_find():
    luck = np.random.Generator(np.random.PCG64(12))
    for _ in range(200):
        p = np.sort(luck.random(12) ** 4)
        down = 0
        while down < 12 and p[down] <= 0.05 / (12 - down):
            down += 1
        up = max((rank for rank in range(1, 13) if p[rank - 1] <= rank / 12 * 0.05), default=0)
        assert np.sum(holm(p) <= 0.05) == down
        assert np.sum(benjamini_hochberg(p) <= 0.05) == up


@pytest.mark.statistical
def test_holm_keeps_any_false_finding_rare_and_benjamini_hochberg_their_share():
    # 1,000 studies of 8 scenarios against one baseline, 10 seeds each; in every other study half of the scenarios truly
    # differ. Error of a share of 5 % of 500 studies: 1 point.
    luck = np.random.Generator(np.random.PCG64(21))
    raw, any_false, false_share = [], [], []
    for number in range(1000):
        true = np.where(np.arange(8) < 4 * (number % 2), 3.0, 0.0)
        change = true[:, None] + luck.normal(size=(8, 10)) - luck.normal(size=10)
        p = np.array([two_sided_p(row) for row in change])
        nothing = true == 0
        raw.append(np.any(p[nothing] <= 0.05))
        any_false.append(np.any(holm(p)[nothing] <= 0.05))
        found = benjamini_hochberg(p) <= 0.05
        false_share.append(np.sum(found & nothing) / max(np.sum(found), 1))
    bound = 0.05 + 3 * math.sqrt(0.05 * 0.95 / 500)
    assert np.mean(any_false[::2]) < bound
    assert np.mean(any_false[1::2]) < bound
    assert np.mean(false_share[1::2]) < bound
    assert np.mean(raw[::2]) > 0.15


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


@pytest.mark.parametrize(
    ("pairs", "mean", "error", "low", "high", "p"),
    [
        (LUNGS, 0.1646667, 0.1357514, -0.0744337, 0.4037670, 0.0031668815),
        (LUNGS_LATER, 0.5626667, 0.2478276, 0.1261653, 0.9991680, 0.4412034),
    ],
)
def test_equivalence_of_a_published_example(pairs, mean, error, low, high, p):
    # Margins of 0.6 either way: the first measurement is equivalent, the second is not shown to be.
    change = np.subtract(*pairs)
    found = equivalence(change, -0.6, 0.6)
    assert stats.sem(change) == pytest.approx(error, abs=1e-7)
    assert (found.difference, found.low, found.high) == pytest.approx((mean, low, high), abs=1e-7)
    assert found.p == pytest.approx(p, rel=1e-6)
    assert (found.p <= 0.05) == (pairs is LUNGS)


def test_equivalence_is_not_shown_where_a_difference_is_not_either():
    # Absence of evidence: 1 pair in 3 differs, the t test finds nothing, and so do two one-sided tests.
    change = [0.0, 0.0, 3.0]
    assert two_sided_p(change) > 0.05
    assert equivalence(change, -1.0, 1.0).p > 0.05


@pytest.mark.parametrize("margin", [0.5, 0.9, 1.2, 2.0])
def test_equivalence_is_found_where_the_interval_lies_within_the_margins(margin):
    found = equivalence(SLEEP, 1.58 - margin, 1.58 + margin)
    assert (found.p <= 0.05) == (margin > found.high - 1.58)


def test_equivalence_of_what_does_not_vary_and_of_one_pair():
    assert equivalence([0.0] * 3, -1, 1).p == 0.0
    assert equivalence([2.0] * 3, -1, 1).p == 1.0
    assert math.isnan(equivalence([0.0], -1, 1).p)
