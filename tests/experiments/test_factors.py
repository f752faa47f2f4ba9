"""Factors turn places from 0 to 1 into values: by their shape, in whole numbers, or among the values listed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.factors import Factor

SHAPES = {
    "uniform": (Factor("x", "condition", 2.0, 10.0), stats.uniform(2, 8)),
    "triangular": (Factor("x", "condition", 2.0, 10.0, shape="triangular", mode=4.0), stats.triang(0.25, 2, 8)),
    "triangular_without_mode": (Factor("x", "condition", 2.0, 10.0, shape="triangular"), stats.triang(0.5, 2, 8)),
    "triangular_at_the_end": (
        Factor("x", "condition", 2.0, 10.0, shape="triangular", mode=10.0),
        stats.triang(1.0, 2, 8),
    ),
    "log_uniform": (Factor("x", "condition", 2.0, 10.0, shape="log_uniform"), stats.loguniform(2, 10)),
    "normal": (
        Factor("x", "condition", 2.0, 10.0, shape="normal", mode=4.0),
        stats.truncnorm(-1.0, 3.0, loc=4, scale=2),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
@given(place=st.floats(0, 1))
def test_a_shape_gives_the_quantiles_of_its_distribution(name, place):
    factor, twin = SHAPES[name]
    assert factor.value(place) == pytest.approx(twin.ppf(place), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("shape", ["uniform", "triangular", "log_uniform", "normal"])
@given(low=st.floats(1e-6, 1e6), width=st.floats(1e-3, 1e6), place=st.floats(0, 1), share=st.floats(0, 1))
def test_no_value_leaves_its_range_by_a_rounding_error(shape, low, width, place, share):
    high = low + width
    mode = min(low + share * width, high) if shape in ("triangular", "normal") else None
    factor = Factor("x", "lever", low, high, shape=shape, mode=mode)
    assert low <= factor.value(place) <= high


def test_whole_numbers_take_equal_parts_of_a_flat_shape():
    factor = Factor("x", "lever", 3, 7, whole=True)
    found = Counter(factor.value((i + 0.5) / 1000) for i in range(1000))
    assert found == {3: 200, 4: 200, 5: 200, 6: 200, 7: 200}
    assert all(isinstance(value, int) for value in found)
    assert (factor.value(0.0), factor.value(1.0)) == (3, 7)


def test_whole_numbers_of_a_peaked_shape_peak_at_their_mode():
    factor = Factor("x", "lever", 0, 10, shape="triangular", mode=2, whole=True)
    found = Counter(factor.value((i + 0.5) / 5000) for i in range(5000))
    assert set(found) == set(range(11))
    assert found.most_common(1)[0][0] == 2


def test_listed_values_take_equal_parts():
    factor = Factor("x", "lever", values=(0, 2.5, "needy"))
    assert Counter(factor.value((i + 0.5) / 300) for i in range(300)) == {0: 100, 2.5: 100, "needy": 100}
    assert (factor.value(0.0), factor.value(1.0)) == (0, "needy")
    assert factor.spread(7) == (0, 2.5, "needy")


def test_levels_are_equal_steps_apart_equal_ratios_on_a_logarithm_and_whole_where_they_must_be():
    assert Factor("x", "lever", 0.0, 1.0).spread(5) == (0.0, 0.25, 0.5, 0.75, 1.0)
    assert Factor("x", "lever", 1.0, 100.0, shape="log_uniform").spread(3) == pytest.approx((1.0, 10.0, 100.0))
    assert Factor("x", "lever", 1, 4, whole=True).spread(9) == (1, 2, 3, 4)
    assert Factor("x", "lever", 0.3, 0.9).spread(7)[-1] == 0.9


def test_levels_are_written_as_short_as_they_can_be_and_stay_inside():
    assert Factor("x", "lever", 0.3, 0.9).spread(7) == (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    assert Factor("x", "lever", 0.001, 1.0, shape="log_uniform").spread(4) == (0.001, 0.01, 0.1, 1.0)
    assert [str(value) for value in Factor("x", "lever", 0.0, 1.0).spread(4)] == [
        "0.0", "0.333333333333", "0.666666666667", "1.0",
    ]  # fmt: skip
    low, high = 1 / 3, 2 / 3
    ends = Factor("x", "lever", low, high).spread(2)
    assert low <= ends[0] < ends[1] <= high
    assert Factor("x", "lever", 0, 10**15 + 1, whole=True).spread(2) == (0, 10**15 + 1)


@pytest.mark.parametrize(
    ("factor", "middle"),
    [
        (Factor("x", "lever", 0.0, 4.0), 2.0),
        (Factor("x", "lever", 0.0, 4.0, shape="triangular", mode=1.0), 1.0),
        (Factor("x", "lever", 0, 4, whole=True), 2),
        (Factor("x", "lever", values=(1, 5, 9)), 5),
    ],
)
def test_a_factor_at_rest_stands_at_its_mode_or_in_its_middle(factor, middle):
    assert factor.middle == middle
