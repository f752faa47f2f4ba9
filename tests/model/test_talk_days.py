"""The lunar table: known festivals, month lengths, leap months, and the counts of talk days built on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.errors import ParameterError
from model.talk_days import (
    _LUNAR_YEARS,
    FIRST_YEAR,
    LAST_YEAR,
    TALK_DAYS,
    _month_starts,
    days_in,
    lunar_new_year,
    spring_festival_dekad,
    talk_days,
)

DEKADS = st.integers(dekad_of(date(FIRST_YEAR, 1, 1)), dekad_of(date(LAST_YEAR, 12, 21)))


def talk_days_of(first: date, last: date) -> int:
    return sum(talk_days(dekad) for dekad in range(dekad_of(first), dekad_of(last)))


@pytest.mark.parametrize(
    "festival",
    ["2015-02-19", "2020-01-25", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2033-01-31", "2042-01-22"],
)
def test_the_spring_festival_falls_on_its_published_date(festival):
    day = date.fromisoformat(festival)
    assert lunar_new_year(day.year) == day
    assert spring_festival_dekad(day.year) == dekad_of(day)


def test_every_lunar_year_ends_where_the_next_begins():
    for year in range(min(_LUNAR_YEARS), LAST_YEAR):
        start, lengths = _LUNAR_YEARS[year]
        days = 29 * len(lengths) + lengths.count("+")
        assert date.fromisoformat(f"{year}-{start}") + timedelta(days=days) == lunar_new_year(year + 1)


def test_leap_years_are_the_published_ones():
    leap = [year for year, (_, lengths) in _LUNAR_YEARS.items() if len(lengths) == 13]
    assert leap == [2014, 2017, 2020, 2023, 2025, 2028, 2031, 2033, 2036, 2039, 2042]


def test_months_follow_the_moon():
    """A month starts within a day of the mean new moon (29.530589 days apart) once the moon's own swing is allowed."""
    starts = [start for start, _ in _month_starts()]
    drift = [(start - starts[0]).days - 29.530589 * i for i, start in enumerate(starts)]
    assert max(drift) - min(drift) < 2.5


def test_a_leap_month_brings_three_more_talk_days():
    assert talk_days_of(lunar_new_year(2024), lunar_new_year(2024) + timedelta(days=354)) == 36
    between = {
        year: sum(
            start <= day < lunar_new_year(year + 1)
            for start in [lunar_new_year(year)]
            for month, _ in _month_starts()
            for day in (month + timedelta(days=n - 1) for n in TALK_DAYS)
            if day >= start
        )
        for year in (2024, 2025)
    }
    assert between == {2024: 36, 2025: 39}


def test_single_dekads_by_hand():
    """In the first lunar month of 2024 day 5 is 14 February, day 15 is 24 February and day 25 is 5 March."""
    assert [days_in(dekad_of(date(2024, 2, d)), (15,)) for d in (1, 11, 21)] == [0, 0, 1]
    assert [days_in(dekad_of(date(2024, 2, d)), (5,)) for d in (1, 11, 21)] == [0, 1, 0]
    assert days_in(dekad_of(date(2024, 3, 1)), (25,)) == 1


@given(DEKADS)
def test_counts_agree_with_walking_through_the_days(dekad):
    lunar_day = {start + timedelta(days=n): n + 1 for start, length in _month_starts() for n in range(length)}
    first, after = date_of(dekad), date_of(dekad + 1)
    days = [lunar_day[first + timedelta(days=n)] for n in range((after - first).days)]
    assert talk_days(dekad) == sum(day in TALK_DAYS for day in days)
    assert days_in(dekad, tuple(range(1, 31))) == len(days)


@given(DEKADS)
def test_a_dekad_holds_at_most_two_talk_days(dekad):
    assert 0 <= talk_days(dekad) <= 2


def test_a_year_holds_about_thirty_seven_talk_days():
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    totals = [talk_days_of(date(year, 1, 1), date(year, 12, 21)) for year in years]
    assert set(totals) <= set(range(34, 40))
    first = dekad_of(date(FIRST_YEAR, 1, 1))
    whole = sum(talk_days(dekad) for dekad in range(first, first + DEKADS_A_YEAR * len(years)))
    assert whole / len(years) == pytest.approx(3 * 365.2425 / 29.530589, abs=0.1)


def test_repeated_and_unordered_lunar_days_count_once():
    dekad = dekad_of(date(2024, 2, 11))
    assert days_in(dekad, (5, 5)) == days_in(dekad, (5,)) == 1
    assert days_in(dekad, (25, 15, 5)) == talk_days(dekad)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_dates_outside_the_table_are_refused_in_both_languages(year):
    for call in (lambda: talk_days(dekad_of(date(year, 6, 1))), lambda: lunar_new_year(year)):
        with pytest.raises(ParameterError) as caught:
            call()
        assert str(year) in caught.value.text()
        assert f"{FIRST_YEAR} to {LAST_YEAR}" in caught.value.text("en")
        assert "农历" in caught.value.text("zh")


@pytest.mark.parametrize("day", [0, 31, -5])
def test_lunar_days_outside_a_month_are_refused(day):
    with pytest.raises(ParameterError, match="1 to 30"):
        days_in(dekad_of(date(2024, 1, 1)), (day,))
