"""What the calendar brings: seasons, shocks, programme dates; colours, grades, stars, turnover and elections."""

from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR, date_of
from model.columns import Array, Mask, Reals, Rows
from model.phases.arising import contagion
from model.primitives import group_count, group_sum
from model.programmes import apply_changes
from model.rules.logistic import chance_of
from model.rules.quits import quit_hazard
from model.shocks import land_taken, strike
from model.tables import (
    COMMITTEE,
    GREEN,
    GRID_WORKER,
    MEMBER,
    RED,
    REPRESENTATIVE,
    RESIDENT,
    SECRETARY,
    SETTLED,
    YELLOW,
)  # fmt: skip
from model.talk_days import spring_festival_dekad, talk_days

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

IN_POST = SECRETARY | COMMITTEE | GRID_WORKER


def turn(world: "World") -> None:
    """Open the dekad: the month, the festival, this year's shocks, and what programmes start or end today."""
    tick, now = world.tick, world.now
    today = date_of(now)
    tick.month = today.month
    festival = spring_festival_dekad(today.year)
    tick.festival = festival - 1 <= now <= festival + 1
    tick.talk_days = talk_days(now)
    if now % DEKADS_A_YEAR == 0 or not world.record:
        shocks(world)
    strike(world)
    apply_changes(world)
    tick.spread = contagion(world)
    points = world.households.points
    holders = np.flatnonzero(points > 0)
    tick.points_asked = group_sum(world.households.village[holders], points[holders], len(world.villages))


def shocks(world: "World") -> None:
    """Draw each village's market and land taking for the year."""
    villages, b = world.villages, world.b.economy
    year = world.now // DEKADS_A_YEAR
    luck = world.draw("market", villages.key, year)
    villages.market = np.exp(b.market_sd * 1.7320508 * (2.0 * luck - 1.0))
    villages.taking = land_taken(world)


def settle(world: "World") -> None:
    """Do what falls due at the end of the dekad."""
    world.people.tenure[world.tick.workers] += 1
    staff_grids(world)
    end_of = world.now + 1
    if end_of % (DEKADS_A_YEAR // 2) == 0:
        colour_grids(world)
    if end_of % DEKADS_A_QUARTER == 0:
        fill_posts(world)
    if end_of % DEKADS_A_YEAR == 0:
        grade_members(world)
        score_villages(world)


def turn_over(world: "World") -> None:
    """Let secretaries step down at the end of the year, once villages are ranked, and hold elections when due."""
    if (world.now + 1) % DEKADS_A_YEAR == 0:
        replace_secretaries(world)
    if election_due(world):
        elect(world)


def staff_grids(world: "World") -> None:
    """Let underpaid and overloaded grid workers quit, and hire successors who do not know the households yet."""
    people, b = world.people, world.b.organisation
    rows = world.in_post(GRID_WORKER)
    village = people.village[rows]
    pay = people.pay[rows] + world.drivers["grid_pay"][village]
    part = np.minimum((people.hours[rows] + world.drivers["grid_hours"][village]) / b.full_time_hours, 1.0)
    outside = b.outside_pay * world.villages.income_level[village] * np.maximum(part, b.part_least)
    quits = world.draw("quit", people.key[rows]) < chance_of(quit_hazard(pay, outside, people.load[rows], b))
    leave_grid(world, rows[quits])
    world.villages.quits = world.villages.quits + group_count(village[quits], len(world.villages))
    hire_grid_workers(world)


def leave_grid(world: "World", rows: Rows) -> None:
    """Take people out of the grid post; what they know of households goes with them."""
    if not len(rows):
        return
    people, grids = world.people, world.grids
    people.role[rows] &= ~np.uint16(GRID_WORKER)
    people.knowledge[rows] = 0.0
    people.tenure[rows] = 0
    people.hours[rows] = np.where((people.role[rows] & MEMBER) > 0, world.b.organisation.member_hours, 0.0)
    people.pay[rows] = 0.0
    gone = np.isin(grids.worker, rows)
    grids.worker[gone] = -1


def hire_grid_workers(world: "World") -> None:
    """Fill vacant grids with a resident of working age, the most willing first, after a while."""
    people, grids, b = world.people, world.grids, world.b.organisation
    lost = (grids.worker >= 0) & ((people.role[np.maximum(grids.worker, 0)] & GRID_WORKER) == 0)
    grids.worker[lost] = -1
    vacant = np.flatnonzero(grids.worker < 0)
    if not len(vacant):
        return
    vacant = vacant[world.draw("hire", grids.key[vacant]) < b.hire]
    for grid in vacant:
        row = best_of(world, int(grids.village[grid]), 25, 60, "grid applicants")
        if row < 0:
            continue
        grids.worker[grid] = row
        people.role[row] |= GRID_WORKER
        people.hours[row] = b.grid_hours
        people.pay[row] = b.grid_pay
        people.knowledge[row] = b.knowledge_start
        people.tenure[row], people.load[row] = 0, 0.0


def best_of(world: "World", village: int, youngest: int, oldest: int, process: str, but: int = -1) -> int:
    """Return the row of the ablest willing resident without a post (one may be left out), or -1."""
    people, b = world.people, world.b.organisation
    here = world.villagers(village)
    age = world.age(here)
    fits = here[
        (people.status[here] == RESIDENT) & (age >= youngest) & (age < oldest)
        & ((people.role[here] & IN_POST) == 0) & (here != but)
    ]  # fmt: skip
    if not len(fits):
        return -1
    wish = people.ability[fits] + b.applicant_luck * world.draw(process, people.key[fits])
    wish = wish + b.applicant_member * ((people.role[fits] & MEMBER) > 0)
    return int(fits[np.lexsort((people.key[fits], -wish))[0]])


def fill_posts(world: "World") -> None:
    """Fill seats of secretaries who died or left from the committee, and vacant seats from members."""
    people, villages, b = world.people, world.villages, world.b.organisation
    holder = villages.secretary
    kept = (
        (holder >= 0)
        & ((people.role[np.maximum(holder, 0)] & SECRETARY) > 0)
        & (people.status[np.maximum(holder, 0)] == RESIDENT)
    )
    for village in np.flatnonzero(~kept):
        appoint(world, int(village), b.secretary_focus)
    seats = world.by_village(((people.role & COMMITTEE) > 0) & (people.status == RESIDENT))
    for village in np.flatnonzero(seats < b.committee_min):
        row = best_of(world, int(village), 25, 58, "committee applicants")
        if row >= 0:
            people.role[row] |= COMMITTEE | MEMBER
            people.hours[row], people.pay[row], people.tenure[row] = b.cadre_hours, b.deputy_pay, 0


def appoint(world: "World", village: int, focus: float, but: int = -1) -> None:
    """Make the ablest who stand secretary, ``but`` one who steps down; pay above the usual draws better ones (pt33)."""
    people, villages, b = world.people, world.villages, world.b.organisation
    able = candidates(world, village, but)
    if not len(able):
        villages.secretary[village] = -1
        return
    attracted = b.pay_attracts * np.log1p(world.drivers["secretary_pay"][village] / 10000.0)
    attracted = min(attracted + world.drivers["attraction"][village], b.attracted_most)
    drawn = world.draw("secretary applicants", people.key[able])
    row = int(able[np.lexsort((people.key[able], -(people.ability[able] + (1.0 - attracted) * drawn)))[0]])
    people.role[row] |= SECRETARY | COMMITTEE | MEMBER
    people.hours[row], people.pay[row], people.tenure[row] = b.cadre_hours, b.chief_pay, 0
    people.focus[row] = np.clip(
        focus + b.focus_spread * (world.draw("focus", people.key[row : row + 1])[0] - 0.5), 0.1, 1.0
    )
    villages.secretary[village] = row


def candidates(world: "World", village: int, but: int) -> Rows:
    """Return who stands for secretary: the committee, a successor if one was raised, else one who applies."""
    people, bench, b = world.people, world.drivers["bench"][village], world.b.organisation
    here = world.villagers(village)
    able: Rows = here[((people.role[here] & COMMITTEE) > 0) & (people.status[here] == RESIDENT)]
    if bench > 0.0 and world.draw("bench", world.villages.key[village : village + 1])[0] < bench:
        successor = best_of(world, village, int(b.bench_from), int(b.bench_until), "bench applicants", but)
        able = np.append(able, successor) if successor >= 0 else able
    if not len(able):
        applicant = best_of(world, village, 28, 60, "secretary applicants")
        able = np.array([applicant]) if applicant >= 0 else able
    return able


def replace_secretaries(world: "World") -> None:
    """Once a year, some secretaries step down: ill paid, worn out, or held to account in a weak village."""
    people, villages, b = world.people, world.villages, world.b.organisation
    holder = villages.secretary
    chief = np.maximum(holder, 0)
    pay = people.pay[chief] + world.drivers["secretary_pay"] / 12.0
    leaves = quit_hazard(pay, b.secretary_outside * villages.income_level, people.load[chief], b) * DEKADS_A_YEAR
    leaves = leaves * world.drivers["secretary_leaving"]
    goes = (holder >= 0) & (
        world.draw("step down", villages.key) < np.minimum(chance_of(leaves) + b.removed_weak * villages.weak, 0.9)
    )
    for village in np.flatnonzero(goes):
        succeed(world, int(village))


def succeed(world: "World", village: int) -> None:
    """Let the secretary step down and the committee's ablest follow."""
    people, villages, b = world.people, world.villages, world.b.organisation
    row = villages.secretary[village]
    people.role[row] &= ~np.uint16(SECRETARY | COMMITTEE)
    people.hours[row], people.pay[row] = b.member_hours, 0.0
    villages.secretary[village] = -1
    appoint(world, village, b.secretary_focus, row)


def colour_grids(world: "World") -> None:
    """Colour grids on REPORTED orders and petitions per 1,000 people in the half-year, then start the count anew."""
    grids, people, b = world.grids, world.people, world.b.organisation
    at_home = people.status == RESIDENT
    heads = group_count(world.households.grid[people.household[at_home]], len(grids))
    density = grids.reported / np.maximum(heads, 1) * 1000.0
    grids.colour = np.where(density > b.red_above, RED, np.where(density > b.yellow_above, YELLOW, GREEN))
    grids.reported = 0


def grade_members(world: "World") -> None:
    """Grade members once a year on acts that can be seen; the away drift down (先锋指数)."""
    people, b = world.people, world.b.organisation
    rows = np.flatnonzero((people.role & MEMBER) > 0)
    home = people.status[rows] == RESIDENT
    seen = (
        b.pioneer_base
        + b.pioneer_acts * people.lately[rows]
        + b.pioneer_effort * (people.effort[rows] - b.pioneer_usual)
    )
    people.pioneer[rows] = np.clip(np.where(home, seen, people.pioneer[rows] - b.pioneer_away), 0.0, 100.0)
    lines = np.array([b.grade_warned, b.grade_qualified, b.grade_pioneer])
    people.grade[rows] = (people.pioneer[rows, None] >= lines).sum(axis=1)
    expel(world, rows)


def expel(world: "World", members: Rows) -> None:
    """Put unqualified members without a post out of the Party, as far as branches do so; their links end."""
    people, linked, chance = world.people, world.households.linked, world.drivers["expelling"]
    if not chance.any():
        return
    rows = members[(people.grade[members] == 0) & ((people.role[members] & IN_POST) == 0)]
    rows = rows[world.draw("expel", people.key[rows]) < chance[people.village[rows]]]
    people.role[rows] &= ~np.uint16(MEMBER)
    represents = (people.role[rows] & REPRESENTATIVE) > 0
    people.hours[rows] = np.where(represents, world.b.population.representative_hours, 0.0)
    linked[np.isin(linked, rows[people.role[rows] == 0])] = -1


def score_villages(world: "World") -> None:
    """Score villages on reported figures once a year."""
    villages, b = world.villages, world.b.organisation
    settled, known = reported_settlement(world)
    resolution = np.where(known > 0, settled / np.maximum(known, 1), b.score_no_case)
    income = np.log1p(np.maximum(villages.operating_level, 0.0) / b.score_income_unit)
    visits = np.log1p(villages.visits_reported / np.maximum(world.by_village(world.resident), 1))
    score = b.score_resolution * resolution + b.score_authority * villages.authority + b.score_income * income
    score = score + b.score_visits * visits + b.score_answered * villages.answered
    villages.score = np.clip(score, 0.0, 100.0)


def rank_villages(blocks: "Blocks") -> None:
    """Rank the villages of the county by score once a year: stars for all, a list of the weak at the bottom (F111)."""
    if (blocks.now + 1) % DEKADS_A_YEAR:
        return
    score, pool, key = (blocks.gather(attrgetter(f"villages.{name}")) for name in ("score", "pool", "key"))
    for world, rank in blocks.hand_back(rank_in_pool(score, pool, key)):
        villages = world.villages
        villages.stars = np.clip(5 - np.floor(rank * 5.0), 1, 5)
        weak = rank >= 1.0 - world.b.organisation.weak_share
        villages.weak_since[weak & ~villages.weak] = world.now
        villages.weak_since[~weak] = -1
        villages.weak = weak


def reported_settlement(world: "World") -> tuple[Reals, Reals]:
    """Return cases reported settled and cases accepted in the last year, by village."""
    disputes = world.disputes
    year = (disputes.tries > 0) & (disputes.known > world.now - DEKADS_A_YEAR)
    done = year & ((disputes.reported_settled >= 0) | (disputes.state == SETTLED))
    count = len(world.villages)
    return (
        group_count(disputes.village[done], count).astype(float),
        group_count(disputes.village[year], count).astype(float),
    )


def rank_in_pool(score: Reals, pool: Array, key: Array) -> Reals:
    """Return each village's rank from 0 (best) towards 1 (worst) among those it is compared with."""
    order = np.lexsort((key, -score, pool))
    ordered = pool[order]
    start = np.searchsorted(ordered, ordered)
    size = group_count(pool, int(pool.max()) + 1)[ordered]
    rank = np.empty(len(score))
    rank[order] = (np.arange(len(order)) - start) / size
    return rank


def election_due(world: "World") -> bool:
    """Return whether village elections fall into this dekad: every fifth year from 2021, in its last month (F107)."""
    today = date_of(world.now)
    return today.year % 5 == 1 and world.now % DEKADS_A_YEAR == DEKADS_A_YEAR - DEKADS_A_MONTH


def elect(world: "World") -> None:
    """Elect anew: incumbents stay where villagers trust them enough, else the committee's ablest takes over."""
    people, villages, b = world.people, world.villages, world.b.organisation
    voters = world.resident & world.adults
    trust = world.by_village(np.where(voters, people.trust_village, 0.0)) / np.maximum(world.by_village(voters), 1)
    holder = villages.secretary
    keeps: Mask = world.draw("election", villages.key) < np.clip(
        b.incumbent + b.incumbent_trust * (trust - 0.5), 0.05, 0.98
    )
    for village in np.flatnonzero((holder >= 0) & ~keeps):
        succeed(world, int(village))
