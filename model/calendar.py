"""Dates and dekads (旬): a dekad starts on the 1st, 11th or 21st and is counted from the year 0."""

from datetime import date

DEKADS_A_YEAR = 36
DEKADS_A_QUARTER = 9
DEKADS_A_MONTH = 3


def dekad_of(day: date) -> int:
    """Return the number of the dekad in which ``day`` lies."""
    return (day.year * 12 + day.month - 1) * 3 + min((day.day - 1) // 10, 2)


def date_of(dekad: int) -> date:
    """Return the first day of a dekad."""
    months, third = divmod(dekad, 3)
    year, month = divmod(months, 12)
    return date(year, month + 1, 1 + 10 * third)
