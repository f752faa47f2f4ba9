"""Gini, the worst-off fifth and winners and losers against known values."""

import math

import numpy as np
import pytest
from scipy import stats

from analysis.inequality import gini, turnout, worst_off
from model.measures import gini as gini_of_the_model


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ([5.0] * 7, 0.0),
        ([0.0, 0.0, 0.0, 1.0], 3 / 4),  # one of n has all: (n - 1) / n
        ([1.0, 3.0], 1 / 4),  # two people: (b - a) / (2 (a + b))
        (list(range(1, 101)), 99 / 300),  # 1 to n: (n - 1) / (3 n)
        ([1.0, 2.0, 3.0, 4.0, 10.0], 0.4),  # the ten pairs differ by 40 in sum: 40 / (5 x 5 x 4)
    ],
)
def test_gini_of_known_shares(values, known):
    assert gini(values) == pytest.approx(known, abs=1e-12)
    assert gini(values[::-1]) == pytest.approx(known, abs=1e-12)


def test_gini_of_an_exponential_is_a_half_and_of_a_flat_one_a_third():
    places = (np.arange(200_000) + 0.5) / 200_000
    assert gini(-np.log(1 - places)) == pytest.approx(0.5, abs=1e-4)
    assert gini(places) == pytest.approx(1 / 3, abs=1e-4)


def test_gini_of_published_incomes():
    # Zeileis, R package ineq, example of ineq(): 0.4620911 for these ten incomes.
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    assert gini(incomes) == pytest.approx(0.4620911, abs=1e-7)


@pytest.mark.parametrize("sigma", [0.25, 0.6, 1.0])
def test_gini_of_a_lognormal_is_that_of_the_textbooks(sigma):
    # Cowell, Measuring Inequality: 2 Phi(sigma / sqrt 2) - 1.
    places = (np.arange(400_000) + 0.5) / 400_000
    known = 2 * stats.norm.cdf(sigma / math.sqrt(2)) - 1
    assert gini(np.exp(sigma * stats.norm.ppf(places))) == pytest.approx(known, abs=2e-4)


@pytest.mark.parametrize("alpha", [2.5, 4.0])
def test_gini_and_worst_fifth_of_a_pareto_are_those_of_the_textbooks(alpha):
    # Cowell, Measuring Inequality: Gini 1 / (2 alpha - 1), Lorenz curve 1 - (1 - p)^(1 - 1 / alpha).
    places = (np.arange(400_000) + 0.5) / 400_000
    incomes = (1 - places) ** (-1 / alpha)
    assert gini(incomes) == pytest.approx(1 / (2 * alpha - 1), abs=2e-3)
    lorenz = 1 - 0.8 ** (1 - 1 / alpha)
    assert worst_off(incomes) == pytest.approx(lorenz * (alpha / (alpha - 1)) / 0.2, rel=1e-6)


def test_gini_does_not_change_with_the_unit_and_falls_with_equal_gifts():
    incomes = np.array([1.0, 2.0, 3.0, 4.0, 10.0])
    assert gini(7 * incomes) == pytest.approx(gini(incomes))
    # A gift of the mean to everybody halves it.
    assert gini(incomes + incomes.mean()) == pytest.approx(gini(incomes) / 2)


def test_weights_are_people_and_the_model_counts_the_same():
    assert gini([1.0, 3.0, 9.0], [2, 1, 3]) == pytest.approx(gini([1.0, 1.0, 3.0, 9.0, 9.0, 9.0]))
    luck = np.random.Generator(np.random.PCG64(8))
    income, people = luck.lognormal(9, 0.6, 500), luck.integers(1, 6, 500).astype(float)
    assert gini(income, people) == pytest.approx(gini_of_the_model(income, people), rel=1e-12)


def test_gini_is_not_known_without_people_or_above_zero_mean():
    assert math.isnan(gini([]))
    assert math.isnan(gini([0.0, 0.0]))
    assert gini([1.0, math.nan, 3.0]) == pytest.approx(0.25)


def test_worst_off_fifth_takes_who_stands_on_the_edge_in_part():
    assert worst_off(range(1, 11)) == 1.5
    # A fifth of seven people is 1.4: the first whole, the second by 0.4.
    assert worst_off([7, 6, 5, 4, 3, 2, 1]) == pytest.approx((1 + 0.4 * 2) / 1.4)
    assert worst_off([1.0, 5.0], [1, 9]) == pytest.approx((1 * 1 + 5 * 1) / 2)
    assert worst_off([1.0, 5.0], share=1.0) == 3.0
    assert math.isnan(worst_off([]))


def test_winners_and_losers_are_counted_by_people_with_a_tolerance():
    found = turnout([10.0, -4.0, 0.0, 0.5, math.nan], [1, 2, 3, 4, 9], tolerance=0.5)
    assert (found.gain, found.lose, found.same, found.people) == pytest.approx((0.1, 0.2, 0.7, 10))
    assert (found.mean_gain, found.mean_loss) == (10.0, -4.0)
    assert found.gain + found.lose + found.same == pytest.approx(1.0)


def test_where_nobody_loses_there_is_no_mean_loss():
    found = turnout([1.0, 3.0])
    assert (found.gain, found.lose, found.mean_gain) == (1.0, 0.0, 2.0)
    assert math.isnan(found.mean_loss)
    assert math.isnan(turnout([]).gain)
