"""The judge of patterns is judged first: known powers, known verdicts, and what it must refuse."""

import numpy as np
import pytest
from verdict import judge, narrowest_margin, smallest_effect

pytestmark = pytest.mark.statistical


@pytest.mark.parametrize(("pairs", "effect"), [(6, 1.4346), (10, 0.9960), (20, 0.6604), (34, 0.4950)])
def test_the_smallest_effect_agrees_with_published_tables_of_power(pairs, effect):
    # Cohen's d of a two-sided paired t test at 5 % with 80 % power.
    assert smallest_effect(1.0, pairs) == pytest.approx(effect, abs=0.003)


def test_the_smallest_effect_is_found_in_four_samples_of_five():
    draws = np.random.default_rng(1).standard_normal((400, 8))
    found = [judge(row + smallest_effect(1.0, 8), "up", 99.0).holds for row in draws]
    assert np.mean(found) == pytest.approx(0.80, abs=0.04)


def test_the_narrowest_margin_is_confirmed_in_four_samples_of_five():
    draws = np.random.default_rng(2).standard_normal((400, 8))
    width = narrowest_margin(1.0, 8)
    inside = [abs(judge(row, "nothing", width).low) < width > abs(judge(row, "nothing", width).high) for row in draws]
    assert np.mean(inside) == pytest.approx(0.80, abs=0.04)


def test_a_clear_effect_holds_and_its_opposite_fails():
    clear = [1.0, 1.1, 0.9, 1.05, 0.95, 1.0]
    assert judge(clear, "up", 0.5).word == "holds"
    assert judge(clear, "down", 0.5).word == "fails"
    assert judge(clear, "nothing", 0.5).word == "fails"
    assert judge(clear, "up", 0.5, ceiling=0.9).word == "fails"


def test_an_effect_that_too_few_pairs_could_show_is_inconclusive_even_if_it_looks_clear():
    noisy = [3.0, 1.0, 4.0, 2.0]
    assert smallest_effect(float(np.std(noisy, ddof=1)), 4) > 1.0
    assert judge(noisy, "up", 1.0).word == "inconclusive"


def test_nothing_must_be_shown_and_not_just_be_unseen():
    assert judge([0.01, -0.01, 0.0, 0.005, -0.005, 0.0], "nothing", 0.05).word == "holds"
    assert judge([0.5, -0.5, 0.2, -0.1, 0.3, -0.4], "nothing", 0.05).word == "inconclusive"


def test_runs_that_do_not_differ_at_all_show_nothing_and_no_rise():
    assert judge([0.0] * 5, "nothing", 0.1).word == "holds"
    assert judge([0.0] * 5, "up", 0.1).word == "fails"
