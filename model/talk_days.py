"""The lunar calendar behind talk days (逢五说事): how many days 5, 15 and 25 of lunar months lie in a dekad.

The table gives, for each lunar year, the date of its new year and the lengths of its months, + for 30 days and - for
29; a year of thirteen months has a leap month, which brings three more talk days.  It was made once with borax and
compared day by day with cnlunar and lunardate: the three agree on every month from 2013 to 2042.
"""

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from model.calendar import date_of, dekad_of
from model.errors import ParameterError, Problem

TALK_DAYS = (5, 15, 25)
FIRST_YEAR, LAST_YEAR = 2014, 2042
"""The calendar years, both included, for which every dekad is covered."""

_LUNAR_YEARS = {
    2013: ("02-10", "+-+-++-+-+-+"),
    2014: ("01-31", "-+-+-+-++-+-+"),
    2015: ("02-19", "-+--+-+++-+-"),
    2016: ("02-08", "+-+--+-++-++"),
    2017: ("01-28", "-+-+--+-+-+++"),
    2018: ("02-16", "-+-+--+-+-++"),
    2019: ("02-05", "+-+-+--+--++"),
    2020: ("01-25", "-+++-+--+-+-+"),
    2021: ("02-12", "-++-+-+-+-+-"),
    2022: ("02-01", "+-+-++-+-+-+"),
    2023: ("01-22", "-+--++-++-+-+"),
    2024: ("02-10", "-+--+-++-++-"),
    2025: ("01-29", "+-+--+-+-+++-"),
    2026: ("02-17", "+-+--+--+++-"),
    2027: ("02-06", "++-+--+--++-"),
    2028: ("01-26", "+++-+--+--++-"),
    2029: ("02-13", "++-+-+-+--++"),
    2030: ("02-03", "-+-++-+-+-+-"),
    2031: ("01-23", "-++-+-++-+-+-"),
    2032: ("02-11", "+--+-++-++-+"),
    2033: ("01-31", "-+--+-+-+++-+"),
    2034: ("02-19", "-+--+-+-++-+"),
    2035: ("02-08", "+-+--+--++-+"),
    2036: ("01-28", "++-+--+--+-++"),
    2037: ("02-15", "++-+--+--+-+"),
    2038: ("02-04", "++-+-+-+--+-"),
    2039: ("01-24", "++-++-+-+-+--"),
    2040: ("02-12", "+-++-+-++-+-"),
    2041: ("02-01", "-+-+-++-++-+"),
    2042: ("01-22", "-+--+-+-++-++"),
}


@lru_cache(maxsize=2048)
def talk_days(dekad: int) -> int:
    """Return how many talk days (lunar days 5, 15 and 25) lie in a dekad: 0, 1 or 2.

    Raises
    ------
    ParameterError
        If the dekad lies outside the calendar table (2014 to 2042).

    Examples
    --------
    >>> sum(talk_days(dekad) for dekad in range(dekad_of(date(2024, 1, 1)), dekad_of(date(2025, 1, 1))))
    36
    """
    return days_in(dekad, TALK_DAYS)


def days_in(dekad: int, lunar_days: tuple[int, ...] = TALK_DAYS) -> int:
    """Return how many days of a dekad bear one of the given lunar day numbers (1 to 30), leap months included.

    Raises
    ------
    ParameterError
        If the dekad lies outside the calendar table (2014 to 2042), or a lunar day outside 1 to 30.
    """
    for day in lunar_days:
        if not 1 <= day <= 30:
            raise ParameterError(Problem("out_of_bounds", {"came": day, "low": 1, "high": 30, "unit": "lunar day"}))
    _covered(date_of(dekad).year, date_of(dekad).isoformat())
    return _counts(tuple(sorted(set(lunar_days))))[dekad]


def lunar_new_year(year: int) -> date:
    """Return the date of the Spring Festival (春节) of a calendar year.

    Raises
    ------
    ParameterError
        If the year lies outside the calendar table (2014 to 2042).
    """
    _covered(year, str(year))
    return _new_year(year)


@lru_cache(maxsize=2048)
def spring_festival_dekad(year: int) -> int:
    """Return the dekad in which the Spring Festival of a calendar year falls."""
    return dekad_of(lunar_new_year(year))


def _covered(year: int, came: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        allowed = {"came": came, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ParameterError(Problem("outside_lunar_calendar", allowed))


def _new_year(year: int) -> date:
    return date.fromisoformat(f"{year}-{_LUNAR_YEARS[year][0]}")


def _month_starts() -> list[tuple[date, int]]:
    """Return the first day and the length in days of every lunar month of the table, in order."""
    starts = []
    for year, (_, lengths) in _LUNAR_YEARS.items():
        day = _new_year(year)
        for mark in lengths:
            length = 30 if mark == "+" else 29
            starts.append((day, length))
            day += timedelta(days=length)
    return starts


@lru_cache(maxsize=32)
def _counts(lunar_days: tuple[int, ...]) -> Counter[int]:
    """Return the number of such days in every dekad of the table, by dekad."""
    return Counter(
        dekad_of(start + timedelta(days=day - 1))
        for start, length in _month_starts()
        for day in lunar_days
        if day <= length
    )
