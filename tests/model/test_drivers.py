"""Drivers fold as their formulas say; nothing pushed is neutral; the order of pushes never matters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.drivers import DRIVERS, Driver, Fold

shares = st.floats(0, 1)
pushes = st.lists(st.tuples(st.floats(0, 5), shares), max_size=6)


def driver(fold: Fold, neutral: float) -> Driver:
    return Driver("pull", "share", neutral, fold, -100, 100, "pull", "牵引")


def one(value: float) -> np.ndarray:
    return np.array([value])


@pytest.mark.parametrize(
    ("fold", "now", "pushed", "dose", "expected"),
    [
        (Fold.ADD, 1.0, 3.0, 0.5, 2.5),
        (Fold.MULTIPLY, 2.0, 1.5, 0.5, 2.5),
        (Fold.ANY, 0.2, 0.5, 0.5, 1 - 0.8 * 0.75),
        (Fold.MAX, 0.2, 0.5, 0.5, 0.25),
        (Fold.MAX, 0.7, 1.0, 0.5, 0.7),
    ],
)
def test_each_fold_follows_its_formula(fold, now, pushed, dose, expected):
    assert driver(fold, 0.0).apply(one(now), one(pushed), one(dose))[0] == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("name", DRIVERS)
def test_without_dose_a_push_changes_nothing_and_neutral_lies_within_bounds(name):
    held = DRIVERS[name]
    assert held.low <= held.neutral <= held.high
    assert held.apply(one(held.neutral), one(held.high), one(0.0))[0] == held.neutral
    assert held.en
    assert held.zh


@pytest.mark.parametrize("fold", Fold)
@given(pushed=pushes, order=st.randoms(use_true_random=False))
def test_the_order_of_pushes_never_matters(fold, pushed, order):
    if fold is Fold.ANY:
        pushed = [(min(value, 1.0), dose) for value, dose in pushed]
    shuffled = list(pushed)
    order.shuffle(shuffled)
    ends = []
    for items in (pushed, shuffled):
        held = driver(fold, 1.0 if fold is Fold.MULTIPLY else 0.0)
        value = one(held.neutral)
        for push, dose in items:
            value = held.apply(value, one(push), one(dose))
        ends.append(value[0])
    assert ends[0] == pytest.approx(ends[1], rel=1e-12, abs=1e-12)


@given(st.lists(st.tuples(shares, shares), max_size=6))
def test_chances_stay_chances(pushed):
    held, value = driver(Fold.ANY, 0.0), one(0.0)
    for push, dose in pushed:
        higher = held.apply(value, one(push), one(dose))
        assert value[0] - 1e-15 <= higher[0] <= 1.0
        value = higher
