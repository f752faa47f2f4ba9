"""How each outcome is read off a finished world: tallies of events, ledgers and the record.

A measure returns numerator and denominator, one value a village each, or a county value with village values.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Array, Reals
from model.ledger import LIABILITIES, ROW
from model.phases.recording import INCOME
from model.primitives import group_sum
from model.tallies import total

if TYPE_CHECKING:
    from model.world import World

Ratio = tuple[Reals, Reals]
"""Numerator and denominator, one value a village; the county's value is the ratio of their sums."""
Statistic = tuple[float, Reals]
"""The county's value and one value a village, where the county is no ratio of sums."""


def quarters_from(world: "World", first: int, last: int | None = None) -> slice:
    """Return the quarters from ``first`` after the policy start to the end (or ``last``)."""
    starts = world.record["quarter"]
    begin = next((k for k, q in enumerate(starts) if int(q) >= world.begin), len(starts))
    return slice(begin + first, None if last is None else begin + last)


def summed(world: "World", name: str, quarters: slice) -> Reals:
    """Sum one recorded quantity over quarters, by village."""
    rows = world.record[name][quarters]
    return np.sum(rows, axis=0) if rows else np.full(len(world.villages), np.nan)


def per(name: str, over: str, first: int = 1) -> Callable[["World"], Ratio]:
    """Return the measure: sum of one recorded quantity over another, from quarter ``first`` of the policy period on."""

    def measure(world: "World") -> Ratio:
        span = quarters_from(world, first)
        return summed(world, name, span), summed(world, over, span)

    return measure


def over(part: str, whole: str) -> Callable[["World"], Ratio]:
    """Return the measure: one tally over another."""

    def measure(world: "World") -> Ratio:
        return total(world, part), total(world, whole)

    return measure


def person_years(world: "World") -> Reals:
    """Return registered person-years of the policy period, by village."""
    years = (world.end - world.begin) / DEKADS_A_YEAR
    rows = world.record["registered"][quarters_from(world, 0)]
    return np.mean(rows, axis=0) * years if rows else np.full(len(world.villages), np.nan)


def a_thousand(name: str) -> Callable[["World"], Ratio]:
    """Return the measure: a tally per 1,000 people and year."""

    def measure(world: "World") -> Ratio:
        return 1000.0 * total(world, name), person_years(world)

    return measure


def petitions(name: str) -> Callable[["World"], Ratio]:
    """Return the measure: petitions per 1,000 people and half-year."""

    def measure(world: "World") -> Ratio:
        return 1000.0 * summed(world, name, quarters_from(world, 0)), 2.0 * person_years(world)

    return measure


def volunteered(world: "World") -> Ratio:
    """Return hours volunteered per resident adult and year."""
    span = quarters_from(world, 1)
    return 4.0 * summed(world, "volunteered", span), summed(world, "adults", span)


def turnout(world: "World") -> Ratio:
    """Return the turnout of members' meetings."""
    rows = world.record["turnout"][quarters_from(world, 1)]
    mean = np.mean(rows, axis=0) if rows else np.full(len(world.villages), np.nan)
    return mean, np.ones(len(world.villages))


def income_from(parts: tuple[str, ...]) -> Callable[["World"], Ratio]:
    """Return the measure: the last full year's income of the given sources over resident person-years."""

    def measure(world: "World") -> Ratio:
        year, village = world.last_year, world.households.village[: len(world.last_year.get("person_dekads", ()))]
        if not year:
            nothing = np.full(len(world.villages), np.nan)
            return nothing, nothing
        total = sum((year[part] for part in parts), start=np.zeros(len(village)))
        people = group_sum(village, year["person_dekads"], len(world.villages)) / DEKADS_A_YEAR
        return group_sum(village, total, len(world.villages)), people

    return measure


def cohort_income(world: "World") -> Ratio:
    """Return income of the people present at the start, wherever they earn."""
    total, _ = income_from((*INCOME, "away_income"))(world)
    rows = world.record.get("cohort", [])
    return total, rows[-1] if rows else np.full(len(world.villages), np.nan)


def per_head(world: "World") -> tuple[Reals, Reals, Array]:
    """Return income per head, people and village of every household with somebody at home in the last full year."""
    year = world.last_year
    people = year["person_dekads"] / DEKADS_A_YEAR
    total = sum((year[part] for part in INCOME), start=np.zeros(len(people)))
    some = people > 0
    return total[some] / people[some], people[some], world.households.village[: len(people)][some]


def gini(income: Reals, people: Reals) -> float:
    """Return the Gini index of income per head with households weighted by people."""
    order = np.argsort(income, kind="stable")
    weight, value = people[order], (income * people)[order]
    share = np.concatenate([[0.0], np.cumsum(value)]) / max(float(value.sum()), 1e-12)
    return float(1.0 - np.sum(weight / weight.sum() * (share[1:] + share[:-1])))


def over_households(of: Callable[["World", Reals, Reals], float]) -> Callable[["World"], tuple[float, Reals]]:
    """Return the measure of a statistic of household incomes, for the county and for each village."""

    def measure(world: "World") -> tuple[float, Reals]:
        if not world.last_year:
            return float("nan"), np.full(len(world.villages), np.nan)
        income, people, village = per_head(world)
        # Households stand village by village.
        bounds = np.searchsorted(village, np.arange(len(world.villages) + 1))
        each = [of(world, income[low:high], people[low:high]) for low, high in pairwise(bounds)]
        return of(world, income, people), np.array(each)

    return measure


def worst_fifth(_: "World", income: Reals, people: Reals) -> float:
    """Return the mean income of the poorest fifth."""
    order = np.argsort(income, kind="stable")
    mine = np.cumsum(people[order]) <= max(0.2 * people.sum(), people[order][:1].sum())
    return float(np.average(income[order][mine], weights=people[order][mine]))


def low_share(world: "World", income: Reals, people: Reals) -> float:
    """Return the share of residents below the line of low income."""
    return float(np.average(income < world.b.economy.low_income, weights=people))


def collective(world: "World") -> Reals:
    """Return collective income of the last year, in yuan a village, read off the ledger."""
    return -booked(world, ("operating_income", "project_income", "cooperative_income"), 4) / 100.0


def booked(world: "World", accounts: tuple[str, ...], quarters: int) -> Reals:
    """Return how far some accounts moved over the last quarters, in fen a village."""
    books = world.record["ledger"]
    now = sum((books[-1][ROW[name]] for name in accounts), start=np.zeros(len(world.villages)))
    if len(books) <= quarters:
        return np.asarray(now, dtype=float)
    then = sum((books[-1 - quarters][ROW[name]] for name in accounts), start=np.zeros(len(world.villages)))
    return np.asarray(now - then, dtype=float)


def collective_income(world: "World") -> Ratio:
    """Return collective income a village."""
    return collective(world), np.ones(len(world.villages))


def weak(world: "World") -> Ratio:
    """Return which villages earn less than 50,000 yuan."""
    return (collective(world) < 50000.0).astype(float), np.ones(len(world.villages))


def debt(world: "World") -> Ratio:
    """Return all payables a village."""
    owed = -sum((world.record["ledger"][-1][ROW[name]] for name in LIABILITIES), start=np.zeros(len(world.villages)))
    return np.asarray(owed) / 100.0 + 0.0, np.ones(len(world.villages))


def public_cost(world: "World") -> Ratio:
    """Return public money a head and year."""
    quarters = len(world.record["quarter"][quarters_from(world, 0)])
    spent = -booked(world, ("grants", "county"), quarters) / 100.0
    return spent, person_years(world)


def ritual(world: "World") -> Ratio:
    """Return visits reported but not made over visits reported; 0 where none are reported."""
    span = quarters_from(world, 0)
    reported = summed(world, "visits_reported", span)
    return reported - summed(world, "visits_true", span), np.maximum(reported, 1e-9)


def turnover(world: "World") -> Ratio:
    """Return grid workers who quit per post and year."""
    span = quarters_from(world, 0)
    return 4.0 * summed(world, "quits", span), summed(world, "grid_posts", span)


def hours_worked(world: "World") -> Ratio:
    """Count chosen rows of a table by village."""
    return summed(world, "worked", quarters_from(world, 0)), person_years(world)
