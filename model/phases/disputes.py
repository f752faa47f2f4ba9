"""The fate of disputes: parties act, cases enter the ladder, are mediated level by level, or leave by another exit."""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_QUARTER
from model.chance import combine
from model.columns import Array, Keys, Mask, Reals, Rows, Table
from model.phases.arising import KIND
from model.policies.base import CADRE, DISPUTE_WORK, GRID_ROLE, MEMBER_ROLE
from model.primitives import group_count, group_sum, pick, serve
from model.rules import party_moves
from model.rules.mediation_succeeds import breaks_out_again, mediation_succeeds
from model.rules.severity_grows import severity_grows
from model.tables import (
    BORNE,
    COMMITTEE,
    COUNTY,
    COURT,
    DISPUTE_KINDS,
    FADED,
    GRID,
    LINKED,
    OPEN,
    PROACTIVE,
    REFERRED,
    REQUESTED,
    SECRETARY,
    SETTLED,
    TOWNSHIP,
    VILLAGE,
)  # fmt: skip

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

STAY, *ACTS = range(6)
BRING, FADE, BEAR, SUE, PETITIONS = ACTS
PRIVATE = np.isin(DISPUTE_KINDS, ("family", "neighbours", "rest"))
"""Kinds of dispute that turn on feelings; the others turn on land, money and rights."""


def decide(world: "World", rows: Any) -> None:
    """Decide what the initiator of each open dispute does in this dekad: competing hazards, at most one act."""
    disputes, people, b = world.disputes, world.people, world.b.disputes
    world.intents["party_act"][rows] = STAY
    rows = pick(rows, np.flatnonzero(disputes.state[rows] == OPEN))
    if not len(rows):
        return
    who, village = disputes.person[rows], disputes.village[rows]
    unknown = disputes.known[rows] < 0
    severity, legal = disputes.severity[rows], people.legal[who]
    remote = world.villages.remoteness[village]
    age = (world.now - disputes.arose[rows]).astype(float)
    trust, eased = people.trust_village[who], world.drivers["bringing"][village]
    before = disputes.petitions[rows].astype(float)
    hazards = np.array(
        [
            unknown * party_moves.bring(severity, trust, legal, remote, eased, b),
            party_moves.fade(severity, age, b) * np.where(unknown, 1.0, b.fade_known),
            party_moves.bear(people.efficacy[who], severity, unknown, b),
            party_moves.court(severity, legal, civil_fit(world)[disputes.kind[rows]], b) * (age >= 1),
            party_moves.petition(severity, age, people.trust_upper[who], trust, remote, before, b) * (age >= 2),
        ]
    )
    world.intents["party_act"][rows] = choose_act(world, disputes.key[rows], hazards)


def choose_act(world: "World", keys: Array, hazards: Reals) -> Array:
    """Return the act that comes first, or none in this dekad; ``hazards`` has a row an act and a column a dispute.

    Each act waits by a draw of its own, so that one hazard that moves cannot swap the acts that others bring.
    """
    drawn = world.draws([f"act {act}" for act in ACTS], keys)
    waits = np.divide(-np.log(drawn), hazards, out=np.full(hazards.shape, np.inf), where=hazards > 0)
    return np.where(waits.min(axis=0) < 1.0, waits.argmin(axis=0) + ACTS[0], STAY)


def civil_fit(world: "World") -> Reals:
    """Return how well each kind of dispute fits a civil case, by kind."""
    b = world.b.disputes
    fit = np.full(len(KIND), b.court_other)
    for name in ("family", "debt", "wages", "damages"):
        fit[KIND[name]] = 1.0
    for name in ("welfare_lists", "expropriation"):
        fit[KIND[name]] = b.court_administrative
    return fit


def enter(world: "World") -> None:
    """Let found and brought disputes enter the ladder, take the exits, and let settled ones break out again."""
    disputes = world.disputes
    if not len(disputes):
        return
    act, now = world.intents["party_act"], world.now
    unknown = disputes.known < 0
    found = world.intents["found"] & unknown & (act != FADE) & (act != BEAR) & (act != SUE)
    rows = np.flatnonzero(found)
    admit(world, rows, PROACTIVE)
    disputes.by_visit[rows] = world.households.visited[world.people.household[disputes.person[rows]]]
    brought = np.flatnonzero((act == BRING) & ~found)
    referred = world.draw("referral", disputes.key[brought]) < world.b.disputes.referred_share
    admit(world, brought[~referred], REQUESTED)
    admit(world, brought[referred], REFERRED)
    for code, state in ((FADE, FADED), (BEAR, BORNE), (SUE, COURT)):
        rows = np.flatnonzero(act == code)
        disputes.state[rows] = state
        disputes.closed[rows] = now
    mediate_before_trial(world, np.flatnonzero(act == SUE))
    file_petitions(world, np.flatnonzero(act == PETITIONS))
    again = np.flatnonzero((disputes.relapses == now) & (disputes.state == SETTLED))
    disputes.state[again] = OPEN
    disputes.reopened[again] = np.where(disputes.reopened[again] < 0, now, disputes.reopened[again])
    disputes.attempts[again] = 0
    disputes.closed[again] = -1


def mediate_before_trial(world: "World", rows: Rows) -> None:
    """Let the court try mediation once before trial, by the same rule as everybody else's."""
    disputes, people, b = world.disputes, world.people, world.b.mediation
    if not len(rows):
        return
    age = (world.now - disputes.arose[rows]).astype(float)
    skill = np.full(len(rows), b.skill_township)
    nobody = np.zeros(len(rows), dtype=bool)
    chance = mediation_succeeds(
        skill, people.trust_upper[disputes.person[rows]], disputes.ties[rows], disputes.severity[rows], age, nobody,
        np.zeros(len(rows)), np.full(len(rows), b.legal_upper), b,
    )  # fmt: skip
    disputes.pretrial[rows] = world.draw("pre-trial", disputes.key[rows]) < chance


def admit(world: "World", rows: Rows, route: int) -> None:
    """Enter disputes on the rung where they were found or brought."""
    disputes, households, drivers = world.disputes, world.households, world.drivers
    if not len(rows):
        return
    disputes.known[rows] = world.now
    disputes.route[rows] = route
    village = disputes.village[rows]
    home = world.people.household[disputes.person[rows]]
    if route == REFERRED:
        disputes.level[rows] = TOWNSHIP
        return
    linked = (households.linked[home] >= 0) & households.visited[home] & (route == PROACTIVE)
    grid = (drivers["grid"][village] > 0) & (world.grids.worker[households.grid[home]] >= 0)
    minor = disputes.severity[rows] < world.b.disputes.minor
    disputes.level[rows] = np.where(linked & minor, LINKED, np.where(grid & minor, GRID, VILLAGE))


def file_petitions(world: "World", rows: Rows) -> None:
    """Record petitions, true and reported, and return the cases to the ladder at the township or county."""
    disputes, villages = world.disputes, world.villages
    if not len(rows):
        return
    first = disputes.petitioned[rows] < 0
    disputes.petitioned[rows[first]] = world.now
    disputes.petitions[rows] += 1
    disputes.known[rows] = np.where(disputes.known[rows] < 0, world.now, disputes.known[rows])
    disputes.route[rows] = np.where(disputes.route[rows] == 0, REFERRED, disputes.route[rows])
    disputes.level[rows] = np.maximum(disputes.level[rows], np.where(first, TOWNSHIP, COUNTY))
    disputes.attempts[rows] = 0
    disputes.tries[rows] = np.minimum(disputes.tries[rows], world.b.mediation.max_tries - 2)
    village = disputes.village[rows]
    oversight = world.oversight
    hidden = world.pressure * (1.0 - oversight) * world.b.disputes.hide_petitions
    shown = world.draw("petition report", disputes.key[rows]) > hidden[village]
    villages.petitions = villages.petitions + group_count(village, len(villages))
    villages.petitions_reported = villages.petitions_reported + group_count(village[shown], len(villages))
    np.add.at(world.grids.reported, world.households.grid[world.people.household[disputes.person[rows[shown]]]], 1)


def call_cases(world: "World") -> None:
    """Call the cases that each rung up to the township hears in this dekad, as far as its hours reach."""
    disputes, tick = world.disputes, world.tick
    # Hours were asked for before today's cases came in: these are heard from the next dekad on, and displace nobody.
    waits = (disputes.state == OPEN) & (disputes.known >= 0) & (disputes.known < world.now)
    tick.waiting = np.flatnonzero(waits & (disputes.tries < world.b.mediation.max_tries))
    rows = tick.waiting[disputes.level[tick.waiting] < COUNTY]
    level, village = disputes.level[rows].astype(np.int64), disputes.village[rows]
    below = world.villages.township[village]
    # Bodies stand rung by rung: every village three times (linked workers, grid, hall), then the townships.
    body = level * len(world.villages) + np.where(level == TOWNSHIP, below, village)
    tick.heard = rows[serve(body, hearings(world), *turns(world, rows))]


def turns(world: "World", rows: Rows) -> tuple[Array, Array, Array]:
    """Return in which order cases are heard: the most severe first, then the oldest, then by keyed chance."""
    disputes = world.disputes
    return -disputes.severity[rows], disputes.arose[rows], world.draw("queue", disputes.key[rows])


def call_at_county(blocks: "Blocks") -> None:
    """Call the cases of the topmost rung, which the whole county shares, as far as its hours reach."""
    waiting = [(world, world.tick.waiting) for world in blocks.worlds]
    queues = [(world, rows[world.disputes.level[rows] == COUNTY]) for world, rows in waiting]
    queues = [(world, rows) for world, rows in queues if len(rows)]
    if not queues:
        return
    pool = np.concatenate([world.villages.pool[world.disputes.village[rows]] for world, rows in queues])
    order = (np.concatenate(column) for column in zip(*(turns(world, rows) for world, rows in queues), strict=True))
    heard = np.zeros(len(pool), dtype=bool)
    heard[serve(pool, county_hearings(blocks), *order)] = True
    for world, rows in queues:
        here, heard = heard[: len(rows)], heard[len(rows) :]
        world.tick.heard = np.concatenate([world.tick.heard, rows[here]])


def mediate(world: "World") -> None:
    """Hear the cases that were called; what is left unhandled grows worse, what has stalled is passed on or padded."""
    disputes, b = world.disputes, world.b.mediation
    if not len(disputes):
        return
    standing, tried = disputes.state == OPEN, np.zeros(len(disputes), dtype=bool)
    tried[world.tick.heard] = True
    attempt(world, world.tick.heard)
    failed = tried & (disputes.state == OPEN)
    handled = tried | ~standing
    disputes.severity = severity_grows(disputes.severity, handled, failed, b.growth, b.sting)
    disputes.severity[disputes.severity > b.severity_cap] = b.severity_cap
    pass_up(world, np.flatnonzero(failed))
    report(world)


def hearings(world: "World") -> Array:
    """Return how many attempts fit into the hours of each body, rung by rung; part attempts by keyed chance."""
    given, villages, b = world.tick.given, world.villages, world.b.mediation
    desks = ((MEMBER_ROLE, b.hours_linked), (GRID_ROLE, b.hours_grid), (CADRE, b.hours_village))
    fit = np.array([given[:, role, DISPUTE_WORK] / each for role, each in desks])
    luck = world.draws([f"hearing {level}" for level in (LINKED, GRID, VILLAGE)], villages.key)
    seats = np.floor(fit + luck).astype(np.int64)
    load = upper_hours(world, b.township_hours)
    above = hearings_above(world, TOWNSHIP, load, b.hours_township, villages.township, villages.key)
    return np.concatenate([seats.ravel(), above])


def county_hearings(blocks: "Blocks") -> Array:
    """Return how many attempts fit into the hours of each pool of villages that share the county's mediators."""
    first = blocks.worlds[0]
    b = first.b.mediation
    load = blocks.gather(lambda world: upper_hours(world, b.county_hours))
    pool, key = (blocks.gather(attrgetter(f"villages.{name}")) for name in ("pool", "key"))
    return hearings_above(first, COUNTY, load, b.hours_county, pool, key)


def upper_hours(world: "World", per_thousand: float) -> Reals:
    """Return what each village's people add to the mediation hours of its township or county."""
    township = world.villages.township
    share = world.townships.people[township] / group_count(township, len(world.townships))[township]
    hours: Reals = share / 1000.0 * per_thousand * world.drivers["upper_capacity"]
    return hours


def hearings_above(world: "World", level: int, load: Reals, each: float, body: Array, key: Keys) -> Array:
    """Return how many attempts of ``each`` hours fit into the hours of each body.

    ``load`` (hours), ``body`` (which one) and ``key`` have one value a village.
    """
    bodies = int(body.max()) + 1
    first = np.full(bodies, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(first, body, key)
    fit = group_sum(body, load, bodies) / each + world.draw(f"hearing {level}", first)
    seats: Array = np.floor(fit).astype(np.int64)
    return seats


def attempt(world: "World", rows: Rows) -> None:
    """Try to mediate each case once on its rung and carry out the result; skill is what it was as the dekad began."""
    if not len(rows):
        return
    disputes, people, b = world.disputes, world.people, world.b.mediation
    level, village = disputes.level[rows], disputes.village[rows]
    handler = find_handlers(world, rows, level)
    disputes.handler[rows] = handler
    who, other = disputes.person[rows], disputes.other[rows]
    theirs = np.where(other >= 0, people.trust_village[np.maximum(other, 0)], people.trust_village[who])
    trust = (people.trust_village[who] + theirs) / 2.0
    upper = level >= TOWNSHIP
    without = np.where(upper, b.skill_township, b.skill_nobody)
    skill = np.where(handler >= 0, people.skill[np.maximum(handler, 0)], without)
    clan = np.where(handler >= 0, people.clan[np.maximum(handler, 0)], -9)
    with_me = clan == people.clan[who]
    with_them = (other >= 0) & (clan == people.clan[np.maximum(other, 0)])
    bias = disputes.cross_clan[rows] & (with_me != with_them)
    drivers = world.drivers
    local = np.where(level == GRID, drivers["grid_mediation"][village], drivers["village_mediation"][village])
    private = PRIVATE[disputes.kind[rows]]
    local += np.where(private, drivers["private_mediation"][village], drivers["rights_mediation"][village])
    support = drivers["legal_support"][village] + np.where(upper, b.legal_upper, local)
    age = (world.now - disputes.arose[rows]).astype(float)
    chance = mediation_succeeds(
        skill, trust, disputes.ties[rows], disputes.severity[rows], age, bias, drivers["bridging"][village], support, b
    )
    won = world.draw("mediate", turn(disputes, rows), 0) < chance
    disputes.attempts[rows] += 1
    disputes.tries[rows] += 1
    conclude(world, rows[won], trust[won])
    learn(world, handler[won & (handler >= 0)])


def turn(disputes: Table, rows: Rows) -> Keys:
    """Return the key of each case's next attempt: by its number alone, so that luck is the same sooner or elsewhere."""
    before, tries = disputes.petitions[rows].astype(np.uint64), disputes.tries[rows].astype(np.uint64)
    return combine(disputes.key[rows], before, tries)


def find_handlers(world: "World", rows: Rows, level: Array) -> Array:
    """Return who mediates: the linked worker, the grid worker, or the ablest of the committee; -1 above the village."""
    disputes, households = world.disputes, world.households
    home = world.people.household[disputes.person[rows]]
    cadre = ablest_cadre(world)[disputes.village[rows]]
    local = np.where(level == GRID, world.grids.worker[households.grid[home]], np.where(level == VILLAGE, cadre, -1))
    return np.where(level == LINKED, households.linked[home], local)


def ablest_cadre(world: "World") -> Array:
    """Return the committee member with the most mediation skill, one row a village or -1."""
    people = world.people
    rows = world.in_post(COMMITTEE | SECRETARY)
    order = rows[np.lexsort((people.key[rows], people.skill[rows], people.village[rows]))]
    best = np.full(len(world.villages), -1, dtype=np.int64)
    best[people.village[order]] = order
    return best


def conclude(world: "World", rows: Rows, trust: Reals) -> None:
    """Close settled disputes at their level; some will break out again within half a year."""
    disputes, b = world.disputes, world.b.mediation
    if not len(rows):
        return
    disputes.state[rows] = SETTLED
    disputes.closed[rows] = world.now
    disputes.first_settled[rows] = np.where(disputes.first_settled[rows] < 0, world.now, disputes.first_settled[rows])
    disputes.settled_level[rows] = disputes.level[rows]
    disputes.reported_settled[rows] = np.where(
        disputes.reported_settled[rows] < 0, world.now, disputes.reported_settled[rows]
    )
    # The first settlement draws the same luck whenever it comes; later ones are known by the attempt.
    again = np.where(disputes.reopened[rows] >= 0, disputes.tries[rows], 0)
    key = combine(disputes.key[rows], again.astype(np.uint64))
    luck, date = world.draws(("relapse", "relapse date"), key, 0)
    fragile = luck < breaks_out_again(disputes.severity[rows], trust, b)
    later = 1 + np.floor(date * 2 * DEKADS_A_QUARTER).astype(np.int64)
    disputes.relapses[rows] = np.where(fragile, world.now + later, -1)


def learn(world: "World", handlers: Rows) -> None:
    """Let mediators learn from what they settle (E48: experience counts, short training hardly)."""
    people = world.people
    pace = world.b.mediation.learning * world.drivers["learning"][people.village[handlers]]
    np.add.at(people.skill, handlers, pace * (1.0 - people.skill[handlers]))
    # Who settles many cases in one dekad learns from each as if it were the first.
    people.skill[handlers] = np.minimum(people.skill[handlers], 1.0)


def pass_up(world: "World", failed: Rows) -> None:
    """Pass cases that failed twice or more on a rung to the next one, at the speed of the ladder."""
    disputes, b = world.disputes, world.b.mediation
    stalled = failed[(disputes.attempts[failed] >= b.tries_a_level) & (disputes.level[failed] < COUNTY)]
    if not len(stalled):
        return
    chance = np.minimum(b.pass_up * world.drivers["ladder_speed"][disputes.village[stalled]], 1.0)
    up = stalled[world.draw("pass up", turn(disputes, stalled), 0) < chance]
    disputes.level[up] += 1
    disputes.attempts[up] = 0


def report(world: "World") -> None:
    """Report, a quarter after acceptance, part of the unsettled cases as settled where pressure is high."""
    disputes = world.disputes
    due = np.flatnonzero(
        (disputes.known >= 0) & (disputes.known == world.now - DEKADS_A_QUARTER) & (disputes.reported_settled < 0)
        & accepted(world)
    )  # fmt: skip
    if not len(due):
        return
    false = padding(world, world.b.mediation.false_report)
    padded = world.draw("report", disputes.key[due]) < false[disputes.village[due]]
    disputes.reported_settled[due[padded]] = world.now


def padding(world: "World", usual: float) -> Reals:
    """Return which share of undone work is reported as done: more under pressure, less under oversight."""
    b = world.b.organisation
    share = usual * (b.padding_base + world.pressure) * (b.padding_unwatched - b.padding_oversight * world.oversight)
    padded: Reals = np.minimum(share, 1.0)
    return padded


def accepted(world: "World") -> Mask:
    """Return which disputes were accepted for mediation: tried at least once."""
    tried: Mask = world.disputes.tries > 0
    return tried
