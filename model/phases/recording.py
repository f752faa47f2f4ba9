"""At the end of every quarter, what outcomes need is read off the tables by village, and counts start anew."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Mask
from model.primitives import group_count, group_sum
from model.tables import AWAY, COMMITTEE, GRID_WORKER, RESIDENT, SECRETARY

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
    if (world.now + 1) % DEKADS_A_QUARTER:
        return
    note(world, "quarter", np.array(world.now + 1 - DEKADS_A_QUARTER))
    note_people(world)
    note_households(world)
    note(world, "ledger", world.ledger.balance.copy())
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


def note_people(world: "World") -> None:
    """Record who took part and what residents think."""
    people = world.people
    here = lives_here(world)
    alive = ((people.status == RESIDENT) | (people.status == AWAY)) & world.adults
    did = people.acts > 0
    note(world, "adults", world.by_village(here))
    note(world, "took_part", world.by_village(here & did))
    note(world, "adults_registered", world.by_village(alive))
    note(world, "took_part_registered", world.by_village(alive & did))
    note(world, "mobilised", world.by_village(here & people.mobilised & ~did))
    for name in ("trust_village", "trust_upper", "satisfaction", "grievance"):
        note(world, name, world.by_village(np.where(here, getattr(people, name), 0.0)))
    paid = ((people.role & (SECRETARY | COMMITTEE | GRID_WORKER)) > 0) & (people.status == RESIDENT)
    note(world, "posts", world.by_village(paid))
    note(world, "load", world.by_village(np.where(paid, people.load, 0.0)))
    note(world, "grid_posts", world.by_village((people.role & GRID_WORKER) > 0))
    registered = (people.status == RESIDENT) | (people.status == AWAY)
    note(world, "registered", world.by_village(registered))
    note(world, "cohort", world.by_village(registered & people.founder))


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
