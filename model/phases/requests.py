"""Needs are voiced or found, dispatched, done as hours and money reach, reported and rated (四单)."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Array, Reals, Rows
from model.phases.disputes import padding
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE, REQUEST_WORK
from model.primitives import group_count, group_start, running_total
from model.rules.logistic import chance_of
from model.rules.request_moves import voice
from model.tables import HOTLINE, LINK, RED, TALK, TOWNSHIP, VILLAGE, WINDOW

if TYPE_CHECKING:
    from model.world import World


def settle(world: "World") -> None:
    """Take requests through the dekad: voiced, done, passed up, reported, rated."""
    requests = world.requests
    world.tick.served = np.zeros(len(world.people))
    if not len(requests):
        return
    live = world.tick.open_requests
    take_in(world, live[requests.known[live] < 0])
    live = live[requests.open[live] & (requests.known[live] >= 0)]
    work_off(world, live[requests.level[live] == VILLAGE])
    work_off_above(world, live[requests.open[live] & (requests.level[live] >= TOWNSHIP)])
    report(world, live)
    note_answers(world)


def take_in(world: "World", rows: Rows) -> None:
    """Find needs at visits, let the rest be voiced or lapse."""
    requests, people, b, drivers = world.requests, world.people, world.b.requests, world.drivers
    who, village = requests.person[rows], requests.village[rows]
    home = people.household[who]
    met, hard = world.households.visited[home], world.households.hardship[home]
    missed = (1.0 - b.find_by_visit * met) * (1.0 - drivers["need_finding"][village])
    chance = 1.0 - missed * (1.0 - drivers["hardship_finding"][village] * hard)
    finding, speaking, lapsing, way = world.draws(("need found", "voice", "lapse", "channel"), requests.key[rows])
    found = finding < chance
    hazard = voice(people.awareness[who], people.efficacy[who], world.villages.answered[village], b)
    hazard = hazard * (1.0 + b.voice_more * drivers["voice"][village])
    speaks = ~found & (speaking < chance_of(hazard))
    lapses = ~found & ~speaks & (lapsing < b.lapse)
    requests.open[rows[lapses]] = False
    requests.known[rows[found | speaks]] = world.now
    requests.channel[rows[found]] = LINK
    asks, where, way = rows[speaks], village[speaks], way[speaks]
    by_phone = way < b.hotline_share * drivers["hotline"][where]
    at_talk = ~by_phone & (way > 1.0 - b.talk_share * drivers["voice"][where])
    requests.channel[asks] = np.where(by_phone, HOTLINE, np.where(at_talk, TALK, WINDOW))
    called = who[speaks][by_phone]
    np.add.at(world.grids.reported, world.households.grid[people.household[called]], 1)


def work_off(world: "World", live: Rows) -> None:
    """Do the requests of villages, oldest first, while hours and money last."""
    requests, tick = world.requests, world.tick
    village = requests.village[live]
    minutes = np.floor(hands(world) * world.drivers["request_speed"] * 60.0).astype(np.int64)
    queue, part, up = world.draws(("request queue", "part work", "request up"), requests.key[live])
    order = np.lexsort((queue, since(world, live), village))
    live, village, part, up = live[order], village[order], part[order], up[order]
    start = group_start(village)
    need = np.rint(requests.hours[live] * 60.0).astype(np.int64) + 1
    cost = requests.cost[live]
    in_time = running_total(need, start) <= minutes[village]
    in_money = running_total(cost * in_time, start) <= tick.budget["services"][village]
    can = in_time & (in_money | (cost == 0))
    # Part hours must not be lost: the first in line is done by chance as far as the hours left reach.
    first = np.arange(len(live)) == start
    lucky = first & ~in_time & (part * need < minutes[village]) & (cost == 0)
    done = can | lucky
    finish(world, live[done])
    np.add.at(tick.spent["services"], village[can], cost[can])
    waited = world.now - requests.known[live]
    stuck = live[~done & (waited >= world.b.requests.pass_up_after) & (up < world.b.requests.pass_up)]
    requests.level[stuck] = TOWNSHIP
    requests.passed[stuck] = world.now


def hands(world: "World") -> Reals:
    """Return the hours for requests, one value a village: of those in post, of helpers, of volunteers who are led."""
    given, drivers = world.tick.given[:, :, REQUEST_WORK], world.drivers
    in_post = given[:, CADRE] + given[:, GRID_ROLE] + given[:, MEMBER_ROLE] + given[:, PUBLIC_ROLE]
    there: Reals = in_post + drivers["helping_hours"] + drivers["volunteer_use"] * world.villages.volunteer_hours
    return there


def since(world: "World", rows: Rows) -> Array:
    """Return from which dekad on each request stands in line; where red comes first, red grids are put ahead."""
    requests, people, first = world.requests, world.people, world.drivers["red_first"]
    known: Array = requests.known[rows]
    red = world.grids.colour == RED
    if red.any() and first.any():
        home = people.household[requests.person[rows]]
        known = known - world.b.requests.red_ahead * first[requests.village[rows]] * red[world.households.grid[home]]
    return known


def work_off_above(world: "World", rows: Rows) -> None:
    """Let township and county do what was passed up, slowly."""
    if len(rows):
        requests, b = world.requests, world.b.requests
        speed = world.drivers["township_service"][requests.village[rows]]
        drawn = world.draw("above", requests.key[rows])
        finish(world, rows[drawn < np.minimum(b.done_above * speed, b.done_above_most)])


def finish(world: "World", rows: Rows) -> None:
    """Close requests as truly done; the person rates by the wait, and by the trips to town it took."""
    requests, b = world.requests, world.b.requests
    requests.open[rows] = False
    requests.done[rows] = world.now
    requests.reported[rows] = np.where(requests.reported[rows] < 0, world.now, requests.reported[rows])
    wait = (world.now - requests.known[rows]).astype(float)
    rating = np.maximum(b.rating_best - b.rating_wait * wait, b.rating_least)
    requests.rating[rows] = np.minimum(rating + trips_saved(world, rows), 1.0)
    np.add.at(world.tick.served, requests.person[rows], 1.0)


def trips_saved(world: "World", rows: Rows) -> Reals:
    """Return what people find better in requests done near home, a share of the rating; the old gain most."""
    b, who = world.b.requests, world.requests.person[rows]
    old = world.people.born[who] <= world.now - b.elder_age * DEKADS_A_YEAR
    gain: Reals = b.near_gain * world.drivers["near_service"][world.requests.village[rows]] * (1.0 + b.near_elder * old)
    return gain


def report(world: "World", rows: Rows) -> None:
    """At the deadline, report part of what is not done as done; the person who asked knows better."""
    requests, b = world.requests, world.b.requests
    due = rows[requests.open[rows] & (requests.known[rows] == world.now - int(b.deadline))]
    if not len(due):
        return
    padded = padding(world, b.false_report)
    false = due[world.draw("request report", requests.key[due]) < padded[requests.village[due]]]
    requests.reported[false] = world.now
    requests.rating[false] = b.rating_worst
    np.add.at(world.tick.served, requests.person[false], -1.0)


def note_answers(world: "World") -> None:
    """Update each village's share of voiced matters answered in good time."""
    requests, villages, b = world.requests, world.villages, world.b.requests
    # Needs stand in the order in which they arose, and none stays unvoiced for years.
    first = np.searchsorted(requests.arose, world.now - 2 * DEKADS_A_YEAR)
    known, deadline = requests.known[first:], int(b.deadline)
    due = first + np.flatnonzero((known > max(world.now - 2 * deadline, -1)) & (known <= world.now - deadline))
    asked = count(world, due)
    answered = count(world, due[requests.done[due] >= 0])
    told = np.minimum(answered / np.maximum(asked, 1) + b.feedback * world.drivers["feedback"], 1.0)
    moved = villages.answered + b.answer_memory * (told - villages.answered)
    villages.answered = np.where(asked > 0, moved, villages.answered)


def count(world: "World", chosen: Rows) -> Reals:
    """Count chosen requests by village."""
    return group_count(world.requests.village[chosen], len(world.villages)).astype(float)
