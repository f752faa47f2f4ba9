"""Who leaves, comes home, dies, is born, marries, joins the Party or moves in with kin."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.chance import combine, text_key
from model.columns import Mask, Reals, Rows
from model.primitives import group_count, group_sum, pick, place_in_group
from model.rules.life_events import MOST_DEATHS, bears_child, dies
from model.rules.moves_away import leaves, returns
from model.tables import (  # fmt: skip
    AWAY,
    AWAY_WAGE,
    COMMITTEE,
    FADED,
    FARM,
    GONE,
    GRID_WORKER,
    LOCAL_WAGE,
    MEMBER,
    NO_WORK,
    OPEN,
    RESIDENT,
    RETIRED,
    SECRETARY,
    STUDENT,
)

if TYPE_CHECKING:
    from model.world import World

IN_POST = SECRETARY | COMMITTEE | GRID_WORKER
SPOUSE = text_key("spouse")


def decide(world: "World", rows: Any) -> None:
    """Weigh, once a month, leaving, coming home, and what life brings."""
    if world.now % DEKADS_A_MONTH:
        return
    people, into = world.people, world.intents
    for intent in ("moves", "dies", "bears"):
        into[intent][rows] = False
    status = people.status[rows]
    home, away = (pick(rows, np.flatnonzero(status == here)) for here in (RESIDENT, AWAY))
    alive = np.concatenate([home, away])
    decide_leaving(world, home[np.flatnonzero((people.role[home] & IN_POST) == 0)])
    decide_return(world, away)
    # Nobody's chance of dying is above the cap of the rule: only those with a draw below it are looked at.
    few, drawn = world.draw_low("die", people.key[alive], MOST_DEATHS)
    rows = alive[few]
    into["dies"][rows] = drawn < dies(world.age(rows), people.health[rows], world.b.vital)
    decide_birth(world, alive[np.flatnonzero((people.sex[alive] == 0) & people.married[alive])])


def decide_leaving(world: "World", rows: Rows) -> None:
    """Decide who of those at home and without a post leaves for work."""
    people, b = world.people, world.b.migration
    few, drawn = world.draw_low("move", people.key[rows], most_leavers(world))
    rows = rows[few]
    age = world.age(rows)
    gap, jobs = pay_and_jobs(world, rows)
    chance = leaves(age, people.ability[rows], people.schooling[rows], gap, jobs, b)
    world.intents["moves"][rows] = (drawn < chance) & (age >= b.work_from) & (age < b.work_until)


def most_leavers(world: "World") -> float:
    """Return a bound on anybody's chance of leaving within a month."""
    people, villages, b = world.people, world.villages, world.b.migration
    gap = b.pay_gap - np.log(villages.income_level.min())
    able, schooled = people.ability.max(), people.schooling.max()
    # No weight of the rule may be negative by its passport, so these values give the highest chance.
    most = leaves(np.array([b.leave_peak]), able, schooled, gap, jobs_at_home(world).min(), b)
    return float(most[0])


def decide_return(world: "World", rows: Rows) -> None:
    """Decide who of those away comes home for good."""
    gap, jobs = pay_and_jobs(world, rows)
    pull = world.drivers["homecoming"][world.people.village[rows]]
    chance = returns(world.age(rows), gap, jobs, pull, world.b.migration)
    world.intents["moves"][rows] = world.draw("move", world.people.key[rows]) < chance


def pay_and_jobs(world: "World", rows: Rows) -> tuple[Reals, Reals]:
    """Return, one value a person, by how much pay elsewhere is better (log ratio) and the jobs at home."""
    villages, village = world.villages, world.people.village[rows]
    return (world.b.migration.pay_gap - np.log(villages.income_level))[village], jobs_at_home(world)[village]


def jobs_at_home(world: "World") -> Reals:
    """Return jobs per adult of working age, those that programmes add among them, one value a village."""
    jobs: Reals = (world.villages.jobs + world.drivers["jobs"]).clip(0.0, 1.0)
    return jobs


def decide_birth(world: "World", rows: Rows) -> None:
    """Decide who of the married women has a child."""
    people, b = world.people, world.b.vital
    age = world.age(rows)
    fertile = np.flatnonzero((age >= 18) & (age < b.fertile_until))
    rows, age = rows[fertile], age[fertile]
    chance = bears_child(age, people.children[rows], people.married[rows], b)
    world.intents["bears"][rows] = world.draw("bear", people.key[rows]) < chance


def grown_up(world: "World", rows: Rows) -> Mask:
    """Return who of some people is 18 or older."""
    grown: Mask = world.people.born[rows] <= world.now - 18 * DEKADS_A_YEAR
    return grown


def settle(world: "World") -> None:
    """Carry out the month's moves and life events, and note who is present in this dekad."""
    people = world.people
    if world.now % DEKADS_A_MONTH == 0:
        move(world, world.intents["moves"])
        born = world.intents["bears"] & ~world.intents["dies"]
        bury(world, world.intents["dies"])
        give_birth(world, np.flatnonzero(born))
        marry(world)
        if world.now % DEKADS_A_YEAR == 0:
            merge_households(world)
        if world.now % DEKADS_A_YEAR == DEKADS_A_YEAR // 2:
            recruit_members(world)
            change_work(world)
        count_residents(world)
    home = people.status == RESIDENT
    if world.tick.festival:
        home = home | ((people.status == AWAY) & went_home(world))
    world.tick.home = home
    world.note_workers()
    people.presence = ((people.presence << np.uint16(1)) & np.uint16(511)) | home


def went_home(world: "World") -> Mask:
    """Return who of the away comes home for Spring Festival this year; the same people all through it."""
    year = world.now // DEKADS_A_YEAR
    home: Mask = world.draw("festival", world.people.key, year) < world.b.migration.festival_return
    return home


def count_residents(world: "World") -> None:
    """Count, once a month, who is at home, who works where and who draws a pension, by household and village."""
    people, households, villages, b = world.people, world.households, world.villages, world.b.economy
    count, work = len(households), people.occupation
    home = np.flatnonzero(people.status == RESIDENT)
    house, job = people.household[home], work[home]
    paid = job == LOCAL_WAGE
    fields = (job == FARM) | ((job == RETIRED) & (people.health[home] > b.health_to_work))
    earners = home[np.flatnonzero(paid)]
    households.pay_home = group_sum(people.household[earners], people.wage[earners] * b.local_work, count)
    households.hands = group_sum(house, b.part_time * paid + fields, count)
    pensioned = people.born[home] <= world.now - int(b.pension_age * DEKADS_A_YEAR)
    households.old = group_sum(house, pensioned, count)
    gone = np.flatnonzero(people.status == AWAY)
    away = gone[np.flatnonzero(work[gone] == AWAY_WAGE)]
    households.pay_away = group_sum(people.household[away], people.wage[away] * b.away_premium, count)
    village = people.village[home]
    villages.residents = group_count(village, len(villages))
    villages.adults_home = group_sum(village, grown_up(world, home), len(villages))
    villages.registered = villages.residents + group_count(people.village[gone], len(villages))
    households.residents = group_count(house, count)
    villages.homes = group_count(households.village[households.residents > 0], len(villages))


def move(world: "World", moves: Mask) -> None:
    """Send the leavers away and take the returners in."""
    people = world.people
    rows = np.flatnonzero(moves)
    leaving, rows = rows[people.status[rows] == RESIDENT], rows[people.status[rows] == AWAY]
    people.status[leaving] = AWAY
    people.occupation[leaving] = AWAY_WAGE
    people.status[rows] = RESIDENT
    jobs = jobs_at_home(world)[people.village[rows]]
    hired = world.draw("job", people.key[rows]) < jobs
    old = world.age(rows) >= world.b.economy.retirement_age
    people.occupation[rows] = np.where(old, RETIRED, np.where(hired, LOCAL_WAGE, FARM))


def change_work(world: "World") -> None:
    """Once a year, the young leave school for work, here or away, and the old give up paid work, then the fields."""
    people, b = world.people, world.b.economy
    age = world.age()
    alive = (people.status == RESIDENT) | (people.status == AWAY)
    young = alive & np.isin(people.occupation, (STUDENT, NO_WORK)) & (age >= b.school_age) & (people.role == 0)
    rows = np.flatnonzero(young & (age < 60))
    hired = world.draw("first job", people.key[rows]) < jobs_at_home(world)[people.village[rows]]
    goes = world.draw("first departure", people.key[rows]) < world.b.migration.first_away
    people.status[rows[goes]] = AWAY
    here = np.where(hired, LOCAL_WAGE, FARM)
    people.occupation[rows] = np.where(people.status[rows] == AWAY, AWAY_WAGE, here)
    people.occupation[(people.status == RESIDENT) & (people.occupation == LOCAL_WAGE) & (age >= b.wage_until)] = FARM
    people.occupation[(people.status == RESIDENT) & (people.occupation == FARM) & (age >= b.retirement_age)] = RETIRED


def bury(world: "World", dead: Mask) -> None:
    """Mark the dead as gone; their posts fall vacant."""
    people, rows = world.people, np.flatnonzero(dead)
    people.status[rows] = GONE
    people.role[rows] = 0
    people.hours[rows] = 0.0
    people.presence[rows] = 0
    lay_to_rest(world, dead)


def lay_to_rest(world: "World", dead: Mask) -> None:
    """Let go of what the dead leave behind: their quarrels end, their links and the secretary's post fall vacant."""
    disputes, households, villages = world.disputes, world.households, world.villages
    ended = np.flatnonzero((disputes.state == OPEN) & dead[disputes.person])
    disputes.state[ended] = FADED
    disputes.closed[ended] = world.now
    households.linked[(households.linked >= 0) & dead[households.linked]] = -1
    villages.secretary[(villages.secretary >= 0) & dead[villages.secretary]] = -1


def give_birth(world: "World", mothers: Rows) -> None:
    """Add a child to each mother's household; its identity is (mother, birth number)."""
    if not len(mothers):
        return
    people = world.people
    people.children[mothers] += 1
    keys = combine(people.key[mothers], people.children[mothers].astype(np.uint64))
    values = newcomer(world, mothers, keys)
    values["sex"] = (world.draw("sex", keys) < world.b.vital.boys).astype(np.int8)
    values["born"] = world.now
    values["occupation"] = NO_WORK
    people.append(len(mothers), values)


def newcomer(world: "World", beside: Rows, keys: Any) -> dict[str, Any]:
    """Return the first state of people who join the households of ``beside``."""
    people = world.people
    return {
        "key": keys, "village": people.village[beside], "household": people.household[beside],
        "clan": people.clan[beside], "status": people.status[beside], "trust_base": people.trust_base[beside],
        "norm_base": people.norm_base[beside], "trust_village": people.trust_village[beside],
        "trust_upper": people.trust_upper[beside], "norm": people.norm[beside],
        "satisfaction": people.satisfaction[beside], "presence": people.presence[beside],
        "neighbours_trust": people.trust_village[beside], "wage": people.wage[beside],
    }  # fmt: skip


def marry(world: "World") -> None:
    """Marry off the single: brides come in from elsewhere, daughters marry out, so that all is a named event."""
    people, b = world.people, world.b.vital
    age = world.age()
    ripe = np.flatnonzero(~people.married & (age >= b.marry_from) & (age < b.marry_until))
    status = people.status[ripe]
    ripe = ripe[((status == RESIDENT) | (status == AWAY)) & (people.role[ripe] == 0)]
    weds = ripe[world.draw("marry", people.key[ripe]) < b.marriage / 12.0]
    grooms, brides_out = weds[people.sex[weds] == 1], weds[people.sex[weds] == 0]
    people.status[brides_out] = GONE
    people.presence[brides_out] = 0
    people.married[brides_out] = True
    people.married[grooms] = True
    if len(grooms):
        keys = combine(people.key[grooms], SPOUSE)
        values = newcomer(world, grooms, keys)
        values |= {"sex": 0, "born": people.born[grooms] + 2 * DEKADS_A_YEAR, "married": True,
                   "schooling": people.schooling[grooms], "occupation": people.occupation[grooms]}  # fmt: skip
        people.append(len(grooms), values)


def merge_households(world: "World") -> None:
    """Once a year, very old people who live alone move in with the nearest household of their clan."""
    people, households = world.people, world.households
    alone = (people.status == RESIDENT) & (world.age() >= world.b.vital.merge_age) & (people.role == 0)
    rows = np.flatnonzero(alone & (households.residents[people.household] == 1))
    homes = np.flatnonzero(households.residents > 1)
    clan = households.village * np.int64(1 << 16) + households.clan
    homes = homes[np.argsort(clan[homes], kind="stable")]
    own = people.household[rows]
    first, last = (np.searchsorted(clan[homes], clan[own], side=side) for side in ("left", "right"))
    for row, home, start, stop in zip(rows, own, first, last, strict=True):
        near = homes[start:stop]
        if len(near):
            people.household[row] = near[np.argmin(np.abs(households.place[near] - households.place[home]))]
    world.forget_order("household")


def recruit_members(world: "World") -> None:
    """Once a year, branches take in young residents with the strongest norm (F032: 0.77 a village and year)."""
    people, b = world.people, world.b.organisation
    members = world.by_village((people.role & MEMBER) > 0)
    places = np.floor(members * b.recruits_per_member + world.draw("recruits", world.villages.key))
    age = world.age()
    open_to = (people.status == RESIDENT) & ((people.role & MEMBER) == 0) & (age >= 18) & (age < b.recruit_until)
    # Whoever was put out of the Party keeps the lowest grade and is not taken in again.
    rows = np.flatnonzero(open_to & (people.grade > 0))
    wish = people.norm[rows] + b.recruit_schooling * people.schooling[rows]
    wish = wish + b.recruit_luck * world.draw("apply", people.key[rows])
    rows = rows[np.lexsort((people.key[rows], -wish, people.village[rows]))]
    village = people.village[rows]
    chosen = place_in_group(village) < places[village]
    if world.drivers["recruits"].any():
        chosen[recruited_on_top(world, rows, chosen)] = True
    taken = rows[chosen]
    people.role[taken] |= MEMBER
    people.hours[taken] = np.maximum(people.hours[taken], b.member_hours)
    people.tenure[taken] = 0


def recruited_on_top(world: "World", rows: Rows, chosen: Mask) -> Rows:
    """Return the places in ``rows``, ranked by village, whom a drive takes in beside the chosen: the young first."""
    more = np.floor(world.drivers["recruits"] + world.draw("recruits on top", world.villages.key))
    left = np.flatnonzero(~chosen)
    old = world.age(rows[left]) >= world.b.organisation.recruit_young
    left = left[np.lexsort((left, old, world.people.village[rows[left]]))]
    village = world.people.village[rows[left]]
    taken: Rows = left[place_in_group(village) < more[village]]
    return taken
