"""Granted hours become true visits in rotation; reports are written; who meets a party may learn of a dispute."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Array, Reals
from model.drivers import DRIVERS
from model.phases.arising import COMMONS
from model.policies.base import GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE, ROLES, VISITS
from model.primitives import group_count, group_sum, pick
from model.rules.dispute_found import dispute_found
from model.rules.reported_visits import reported_visits
from model.tables import GRID_WORKER, OPEN, RED

if TYPE_CHECKING:
    from model.world import World


def visit(world: "World") -> None:
    """Make the linked visits that are due and that hours allow, and write the reports.

    Each household has its own dates, set by the contacts asked for; where hours fall short some of them are missed. So
    the dates of one household stay as they are when others are linked beside it.
    """
    people, households, villages = world.people, world.households, world.villages
    households.visited = False
    linked, asked_for = np.flatnonzero(households.linked >= 0), visit_quota(world)
    called = np.zeros(len(linked), dtype=bool)
    if len(linked):
        worker = households.linked[linked]
        held = group_count(worker, len(people))
        often = np.minimum(asked_for, 1.0)[households.village[linked]]
        due = households.visit_due[linked] + often
        granted = visits_granted(world, held)[worker] / np.maximum(held[worker] * often, 1e-9)
        kept = world.draw("visit", households.key[linked]) < granted
        falls_due = due >= 1.0
        called = falls_due & kept & (households.residents[linked] > 0)
        households.visited[linked] = called
        households.visit_due[linked] = due - falls_due
        households.visited_quarter[linked] |= called
    world.tick.met = households.visited[people.household]
    true = group_count(households.village[linked[called]], len(villages)).astype(float)
    quota = group_count(households.village[linked], len(villages)) * asked_for
    asked, walked = rounds(world)
    true, quota = true + walked, quota + asked
    oversight = world.oversight
    villages.visits_true = villages.visits_true + true
    reported = reported_visits(true, quota, world.pressure, oversight)
    villages.visits_reported = villages.visits_reported + reported
    learn_households(world)


def rounds(world: "World") -> tuple[Reals, Reals]:
    """Return calls that small grids ask for, and those that hours allow, by dekad and village."""
    state = world.programmes.get("small_grid")
    asked, walked = np.zeros(len(world.villages)), np.zeros(len(world.villages))
    if state is None or not state.running:
        return asked, walked
    hours = world.tick.needs["small_grid"].hours
    for role in (MEMBER_ROLE, PUBLIC_ROLE):
        calls = hours[role, VISITS] / state.levers["hours_a_visit"]
        asked, walked = asked + calls, walked + calls * world.tick.share[:, role, VISITS]
    return asked, walked


def visits_granted(world: "World", held: Any) -> Reals:
    """Return the visits that each person's granted hours allow in this dekad, part visits included."""
    state = world.programmes.get("household_linkage")
    granted = np.zeros(len(world.people))
    if state is None or not state.running:
        return granted
    tick, people = world.tick, world.people
    holds = held[tick.workers] > 0
    rows, cell = tick.workers[holds], tick.worker_cell[holds]
    weight = held[rows].astype(float)
    # Hours fall to the holders of each role in a village by the households they hold, up to the hours they have.
    asked = tick.needs["household_linkage"].hours
    hours = np.stack([asked[code, VISITS] * tick.share[:, code, VISITS] for code in range(len(ROLES))], axis=1)
    whole = group_sum(cell, weight, hours.size)
    per = np.where(whole > 0, hours.ravel() / np.where(whole > 0, whole, 1.0), 0.0)
    own = people.hours[rows] * people.effort[rows] * people.health[rows]
    granted[rows] = np.minimum(weight * per[cell], own) / world.b.contact.hours_a_visit
    return granted


def learn_households(world: "World") -> None:
    """Let grid workers come to know the households they patrol."""
    people = world.people
    rows = world.in_post(GRID_WORKER)
    patrol = world.tick.share[people.village[rows], GRID_ROLE, VISITS] * people.effort[rows]
    people.knowledge[rows] += world.b.contact.learning * patrol * (1.0 - people.knowledge[rows])


def find(world: "World", rows: Any) -> None:
    """Decide which unknown disputes come to light."""
    disputes, people, households, b = world.disputes, world.people, world.households, world.b.contact
    world.intents["found"][rows] = False
    unknown = (disputes.state[rows] == OPEN) & (disputes.known[rows] < 0)
    rows = pick(rows, np.flatnonzero(unknown))
    if not len(rows):
        return
    mine, other = disputes.person[rows], disputes.other[rows]
    theirs = people.household[np.maximum(other, 0)]
    visited = households.visited[people.household[mine]] | (households.visited[theirs] & (other >= 0))
    village = disputes.village[rows]
    grid = households.grid[people.household[mine]]
    worker = world.grids.worker[grid]
    known = np.where(worker >= 0, people.knowledge[np.maximum(worker, 0)], 0.0)
    patrol = (
        world.drivers["patrol_finding"][village]
        * (b.patrol_stranger + (1.0 - b.patrol_stranger) * known)
        * (worker >= 0)
    )
    patrol = lean_to_red(world, patrol, grid)
    talk = world.drivers["talk_finding"][village]
    hearsay = b.hearsay * world.villages.integration[village]
    reported = world.drivers["reports"][village] * COMMONS[disputes.kind[rows]]
    chance = dispute_found(visited, b.find_by_visit, patrol, talk, hearsay, disputes.severity[rows], b.loud, reported)
    world.intents["found"][rows] = world.draw("find", disputes.key[rows]) < chance


def lean_to_red(world: "World", patrol: Reals, grid: Array) -> Reals:
    """Return the chances that patrols find what is in their ``grid``, with effort moved to red grids.

    A village has no more patrols for it: what households in red grids gain, those in the others lose.
    """
    grids, first = world.grids, world.drivers["red_first"]
    red, village = grids.colour == RED, grids.village
    if not (red.any() and first.any()):
        return patrol
    villages, homes = len(world.villages), group_count(world.households.grid, len(grids))
    in_red, elsewhere = (group_sum(village, homes * part, villages) for part in (red, ~red))
    moved = np.minimum(first * in_red, elsewhere)
    gain, loss = moved / np.maximum(in_red, 1.0), moved / np.maximum(elsewhere, 1.0)
    ratio = 1.0 + np.where(red, gain[village], -loss[village])
    leaning: Reals = np.minimum(patrol * ratio[grid], DRIVERS["patrol_finding"].high)
    return leaning


def visit_quota(world: "World") -> Reals:
    """Return visits a linked household is meant to get in one dekad, one value a village."""
    state = world.programmes.get("household_linkage")
    if state is None:
        return np.zeros(len(world.villages))
    return np.where(state.in_force, state.levers["contacts_per_month"] / DEKADS_A_MONTH, 0.0)
