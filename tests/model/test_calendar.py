"""Dates and dekads: thirty-six a year, on the 1st, 11th and 21st."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR, date_of, dekad_of

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(days)
def test_a_day_lies_in_its_dekad(day):
    first = date_of(dekad_of(day))
    assert first <= day
    assert first.day in (1, 11, 21)
    assert (day - first).days < 11


@given(st.integers(36, 36 * 9999))
def test_dekads_and_their_first_days_belong_together(dekad):
    assert dekad_of(date_of(dekad)) == dekad
    assert dekad_of(date_of(dekad) - timedelta(days=1)) == dekad - 1 if dekad > 36 else True


@pytest.mark.parametrize(
    ("day", "number"), [(date(2024, 1, 1), 72_864), (date(2024, 2, 29), 72_869), (date(2024, 12, 31), 72_899)]
)
def test_dekads_are_counted_from_the_year_0(day, number):
    assert dekad_of(day) == number


def test_a_year_has_four_quarters_of_three_months():
    assert DEKADS_A_YEAR == 4 * DEKADS_A_QUARTER == 12 * DEKADS_A_MONTH
    assert dekad_of(date(2025, 1, 1)) - dekad_of(date(2024, 1, 1)) == DEKADS_A_YEAR
