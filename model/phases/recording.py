"""At the end of every quarter, what outcomes need is read off the tables by village, and counts start anew."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Mask, Reals, Rows
from model.primitives import group_count, group_sum
from model.tables import COMMITTEE, GRID_WORKER, RESIDENT, SECRETARY
from model.tallies import OF_A_QUARTER

if TYPE_CHECKING:
    from model.world import World

INCOME = ("wage_income", "business_income", "property_income", "transfer_income")
QUARTER_COUNTS = (
    "visits_true",
    "visits_reported",
    "worked",
    "volunteered",
    "quits",
    "petitions",
    "petitions_reported",
    "cooperative_gain",
    "cooperative_people",
)


def record(world: "World") -> None:
    """Add the dekad's hours; at the end of a quarter take the record, at the end of a year close the books."""
    villages = world.villages
    villages.worked = villages.worked + world.tick.given.sum(axis=(1, 2))
    if world.detail is not None:
        world.detail.note_dekad(world)
    if (world.now + 1) % DEKADS_A_QUARTER:
        return
    if world.detail is not None:
        world.detail.note_quarter(world)
    note(world, "quarter", np.array(world.now + 1 - DEKADS_A_QUARTER))
    note_people(world)
    note_households(world)
    note(world, "ledger", world.ledger.balance.copy())
    for name in OF_A_QUARTER:
        note(world, name, np.zeros(len(villages)))
    for name in QUARTER_COUNTS:
        note(world, name, getattr(villages, name).astype(float))
        setattr(villages, name, 0)
    for name in ("turnout", "answered", "performance", "authority", "integration"):
        note(world, name, getattr(villages, name).copy())
    world.people.acts = 0
    world.people.mobilised = False
    world.households.visited_quarter = False
    if (world.now + 1) % DEKADS_A_YEAR == 0:
        close_year(world)


def note(world: "World", name: str, value: Array) -> None:
    """Append one quarter's values to the record."""
    world.record.setdefault(name, []).append(value)


def lives_here(world: "World") -> Mask:
    """Return adults at home in at least six of the last nine dekads."""
    people = world.people
    here: Mask = world.adults & (people.status == RESIDENT) & (np.bitwise_count(people.presence) >= 6)
    return here


def heads(world: "World", rows: Rows) -> Reals:
    """Return the number of people among ``rows``, by village."""
    return group_count(world.people.village[rows], len(world.villages)).astype(float)


def note_people(world: "World") -> None:
    """Record who took part and what residents think."""
    people, villages = world.people, len(world.villages)
    here, registered = np.flatnonzero(lives_here(world)), np.flatnonzero(world.registered)
    alive = registered[np.flatnonzero(world.adults[registered])]
    did, village = people.acts > 0, people.village[here]
    note(world, "adults", heads(world, here))
    note(world, "took_part", group_sum(village, did[here], villages))
    note(world, "adults_registered", heads(world, alive))
    note(world, "took_part_registered", group_sum(people.village[alive], did[alive], villages))
    note(world, "mobilised", group_sum(village, people.mobilised[here] & ~did[here], villages))
    for name in ("trust_village", "trust_upper", "satisfaction", "grievance"):
        note(world, name, group_sum(village, getattr(people, name)[here], villages))
    # Posts may just have been filled: who held one as the dekad began is not asked for here.
    posted = np.flatnonzero(people.role)
    in_post = (people.role[posted] & (SECRETARY | COMMITTEE | GRID_WORKER)) > 0
    paid = posted[in_post & (people.status[posted] == RESIDENT)]
    note(world, "posts", heads(world, paid))
    note(world, "load", group_sum(people.village[paid], people.load[paid], villages))
    note(world, "grid_posts", heads(world, posted[(people.role[posted] & GRID_WORKER) > 0]))
    note(world, "registered", heads(world, registered))
    note(world, "cohort", group_sum(people.village[registered], people.founder[registered], villages))


def note_households(world: "World") -> None:
    """Record coverage of linkage and the year's income so far."""
    households = world.households
    village, count = households.village, len(world.villages)
    live = households.residents > 0
    held = (households.linked >= 0) & live
    for name, mask in (("households", live), ("linked", held), ("linked_visited", held & households.visited_quarter)):
        note(world, name, group_count(village[mask], count).astype(float))
    for name in (*INCOME, "away_income", "person_dekads"):
        note(world, name, group_sum(village, getattr(households, name), count))


def close_year(world: "World") -> None:
    """Keep the year's household accounts for outcomes and start new ones."""
    households = world.households
    world.last_year = {name: getattr(households, name).copy() for name in (*INCOME, "away_income", "person_dekads")}
    for name in (*INCOME, "away_income", "person_dekads", "received"):
        setattr(households, name, 0)
