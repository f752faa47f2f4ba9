"""What the scorecard reads off a world is a number, or NaN where there is nothing to read."""

import math

import pytest

from model.scorecard_quantities import odds_ratio


def test_odds_are_compared():
    assert odds_ratio(0.5, 0.25) == pytest.approx(3.0)
    assert odds_ratio(0.0, 0.25) == 0.0


@pytest.mark.parametrize(("p", "q"), [(0.5, 0.0), (0.0, 0.0), (1.0, 0.5), (0.5, 1.0), (math.nan, 0.5), (0.5, math.nan)])
def test_odds_of_never_and_of_always_are_undefined(p, q):
    assert math.isnan(odds_ratio(p, q))
