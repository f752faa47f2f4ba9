"""Hours and money are asked for, granted and spent once; drivers fold; at the end of the dekad fidelity grows."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Array, Reals
from model.phases import purse
from model.phases.arising import emergency
from model.policies.base import (
    CADRE,
    DISPUTE_WORK,
    GRID_ROLE,
    MEMBER_ROLE,
    MOBILISATION,
    PAPERWORK,
    REQUEST_WORK,
    ROLES,
    TASKS,
    VISITS,
    Needs,
    role_class,
)  # fmt: skip
from model.primitives import group_count, group_sum
from model.programmes import collect_needs, fold_drivers
from model.rules.effort import effort, overload
from model.rules.fidelity_moves import fidelity_moves, fit, guided, protocol_load
from model.rules.share_hours import share_hours
from model.tables import GRID, LINKED, OPEN, VILLAGE

if TYPE_CHECKING:
    from model.world import World

Desk = Array
"""Hours by village, role and task: shape (villages, roles, tasks)."""


def grant(world: "World") -> None:
    """Collect what all duties and programmes ask for, share out hours and money, and fold the drivers."""
    tick = world.tick
    tick.needs = collect_needs(world)
    tick.worker_class = role_class(world.people.role[tick.workers])
    tick.worker_cell = world.people.village[tick.workers] * len(ROLES) + tick.worker_class
    available = hours_available(world)
    demand = demand_for_hours(world, tick.needs)
    given = share_hours(available, demand, task_weights(world))
    share = np.divide(given, demand, out=np.ones_like(demand), where=demand > 0)
    tick.available, tick.demand, tick.given, tick.share = available, demand, given, share
    tire(world, demand.sum(axis=2) / np.maximum(available, 1e-9))
    for name, needs in tick.needs.items():
        world.programmes[name].hours_share[:] = granted_share(needs, share)
    purse.plan(world, tick.needs)
    fold_drivers(world)


def hours_available(world: "World") -> Reals:
    """Return hours of those in post and at home, by village and role; effort is settled on the way."""
    people, tick, b = world.people, world.tick, world.b.hours
    rows, role = tick.workers, tick.worker_class
    village = people.village[rows]
    drive = np.ones((len(ROLES), len(world.villages)))
    unpaid = 1.0 - b.unpaid_effort * world.villages.shortfall
    drive[CADRE] = world.drivers["cadre_effort"] * unpaid
    drive[GRID_ROLE] = world.drivers["grid_effort"]
    drive[MEMBER_ROLE] = world.drivers["member_effort"]
    people.effort[rows] = effort(people.effort_base[rows], people.load[rows], drive[role, village], b)
    hours = people.hours[rows] + world.drivers["grid_hours"][village] * (role == GRID_ROLE)
    hours = hours + world.drivers["cadre_hours"][village] * (role == CADRE)
    return by_role(world, hours * people.effort[rows] * people.health[rows])


def by_role(world: "World", amount: Reals) -> Reals:
    """Return the sum of an amount, one value a worker, by village and role."""
    shape = len(world.villages), len(ROLES)
    return group_sum(world.tick.worker_cell, amount, shape[0] * shape[1]).reshape(shape)


def demand_for_hours(world: "World", needs: dict[str, Needs]) -> Desk:
    """Return hours asked for by standing duties and programmes."""
    b, drivers, tick = world.b.hours, world.drivers, world.tick
    villages = len(world.villages)
    demand = np.zeros((villages, len(ROLES), len(TASKS)))
    people, rows = world.people, tick.workers
    post = by_role(world, people.hours[rows])
    demand[:, CADRE, PAPERWORK] = b.paperwork_share * post[:, CADRE] * drivers["paperwork"]
    demand[:, GRID_ROLE, PAPERWORK] = b.grid_paperwork_share * post[:, GRID_ROLE] * drivers["paperwork"]
    demand[:, CADRE, VISITS] = b.cadre_visits * post[:, CADRE]
    demand[:, CADRE, MOBILISATION] = b.cadre_meetings * post[:, CADRE]
    grid_posts = group_sum(people.village[rows], tick.worker_class == GRID_ROLE, villages)
    demand[:, GRID_ROLE, MOBILISATION] = drivers["grid_duties"] * grid_posts
    cases = open_cases(world)
    demand[:, MEMBER_ROLE, DISPUTE_WORK] = cases[LINKED] * world.b.mediation.hours_linked
    demand[:, GRID_ROLE, DISPUTE_WORK] = cases[GRID] * world.b.mediation.hours_grid
    demand[:, CADRE, DISPUTE_WORK] = cases[VILLAGE] * world.b.mediation.hours_village * drivers["mediation"]
    # Hands at the counter or from outside take requests off the desks of cadres and grid workers.
    asked = np.maximum(open_request_hours(world) - drivers["helping_hours"], 0.0)
    to_grid = b.requests_to_grid * drivers["grid"] * (post[:, GRID_ROLE] > 0)
    demand[:, CADRE, REQUEST_WORK] = asked * (1.0 - to_grid)
    demand[:, GRID_ROLE, REQUEST_WORK] = asked * to_grid
    turn_out(world, demand)
    unmerged = 1.0 - drivers["coordination"]
    for need in needs.values():
        for (role, task), hours in need.hours.items():
            demand[:, role, task] += hours * unmerged if task == PAPERWORK else hours
    return ritual_paperwork(world, demand, post)


def turn_out(world: "World", demand: Desk) -> None:
    """Call everybody in post to turn out where an epidemic or a flood is under way, beside all other duties."""
    b, harm = world.b.hours, emergency(world)
    if not harm.any():
        return
    each = np.zeros(len(ROLES))
    each[[CADRE, GRID_ROLE]], each[MEMBER_ROLE] = b.emergency_hours, b.emergency_member_hours
    demand[:, :, MOBILISATION] += harm[:, None] * by_role(world, np.ones(len(world.tick.workers))) * each


def ritual_paperwork(world: "World", demand: Desk, post: Reals) -> Desk:
    """Shrink paperwork where more is asked than there are hours: it is then done for show, in part of its time."""
    b = world.b.hours
    pressed = np.minimum(post / np.maximum(demand.sum(axis=2), 1e-9), 1.0)
    demand[:, :, PAPERWORK] *= b.ritual_share + (1.0 - b.ritual_share) * pressed
    return demand


def open_cases(world: "World") -> Array:
    """Return known open disputes by level and village, shape (5, villages)."""
    disputes = world.disputes
    live = (disputes.state == OPEN) & (disputes.known >= 0) & (disputes.tries < world.b.mediation.max_tries)
    cell = disputes.level[live].astype(np.int64) * len(world.villages) + disputes.village[live]
    return group_count(cell, 5 * len(world.villages)).reshape(5, -1)


def open_request_hours(world: "World") -> Reals:
    """Return hours that voiced, open requests still ask of the village."""
    requests = world.requests
    live = world.tick.open_requests
    live = live[(requests.known[live] >= 0) & (requests.level[live] == VILLAGE)]
    return group_sum(requests.village[live], requests.hours[live], len(world.villages))


def task_weights(world: "World") -> Desk:
    """Return how much each class of tasks counts: sanction times oversight, by village, role and task."""
    b = world.b.hours
    base = np.array([b.weight_paperwork, b.weight_disputes, b.weight_requests, b.weight_visits, b.weight_mobilisation])
    weight = np.tile(base, (len(world.villages), len(ROLES), 1))
    weight[:, :, PAPERWORK] *= world.drivers["inspection"][:, None]
    secretary = world.villages.secretary
    focus = (
        np.where(secretary >= 0, world.people.focus[np.maximum(secretary, 0)], b.vacant_focus) + world.drivers["focus"]
    )
    weight[:, CADRE, 1:] *= focus.clip(0.05, 1.0)[:, None] / b.focus_usual
    return weight


def tire(world: "World", pressed: Reals) -> None:
    """Let overload build up or wear off in everybody in post."""
    people, rows = world.people, world.tick.workers
    ratio = pressed[people.village[rows], world.tick.worker_class]
    people.load[rows] = overload(people.load[rows], np.minimum(ratio, 5.0), world.b.hours.load_fade)


def granted_share(needs: Needs, share: Desk) -> Reals | float:
    """Return the share of a programme's hours that is truly given, one value a village (1 where it asks for none)."""
    if not needs.hours:
        return 1.0
    asked: Reals = sum(needs.hours.values(), start=np.zeros(1))
    got = sum(hours * share[:, role, task] for (role, task), hours in needs.hours.items())
    return np.divide(got, asked, out=np.ones(len(share)), where=asked > 0)


def grow_fidelity(world: "World") -> None:
    """Move every programme's fidelity towards what hours and fit allow."""
    villages, townships, b = world.villages, world.townships, world.b.fidelity
    growing = [state for state in world.programmes.values() if state.grows and state.running]
    if not growing:
        return
    drivers = world.drivers
    # One row a programme, one column a village.
    fidelity, hours_share, in_force, copied = (
        np.array([getattr(state, name) for state in growing])
        for name in ("fidelity", "hours_share", "in_force", "copied")
    )
    led = guided(townships.guidance[villages.township], drivers["guidance"], drivers["codified"], copied)
    suits = fit(led, villages.integration, villages.remoteness, b)
    load = protocol_load(led, drivers["protocol_hours"], b)
    moved = fidelity_moves(fidelity, hours_share / load, suits, in_force, b.speed)
    for state, row in zip(growing, moved, strict=True):
        state.fidelity = row
