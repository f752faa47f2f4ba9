"""Who leaves, comes home, dies, is born, marries, joins the Party or moves in with kin."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.chance import combine, text_key
from model.columns import Mask, Rows
from model.primitives import group_count, group_sum, place_in_group
from model.rules.life_events import bears_child, dies
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
    people, villages, b = world.people, world.villages, world.b
    status, village, key = people.status[rows], people.village[rows], people.key[rows]
    age = world.age(rows)
    gap = b.migration.pay_gap - np.log(villages.income_level[village])
    jobs = villages.jobs[village]
    go = leaves(age, people.ability[rows], people.schooling[rows], gap, jobs, b.migration)
    back = returns(age, gap, jobs, b.migration)
    free = (people.role[rows] & IN_POST) == 0
    working = (age >= b.migration.work_from) & (age < b.migration.work_until) & free
    chance = np.where(status == RESIDENT, go * working, np.where(status == AWAY, back, 0.0))
    world.intents["moves"][rows] = world.draw("move", key) < chance
    alive = (status == RESIDENT) | (status == AWAY)
    world.intents["dies"][rows] = alive & (world.draw("die", key) < dies(age, people.health[rows], b.vital))
    fertile = alive & (people.sex[rows] == 0) & (age >= 18) & (age < b.vital.fertile_until)
    chance = bears_child(age, people.children[rows], people.married[rows], b.vital)
    world.intents["bears"][rows] = fertile & (world.draw("bear", key) < chance)


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
    world.tick.workers = np.flatnonzero((people.role > 0) & (people.status == RESIDENT))
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
    households.pay_home = group_sum(house, np.where(paid, people.wage[home] * b.local_work, 0.0), count)
    households.hands = group_sum(house, np.where(paid, b.part_time, np.where(fields, 1.0, 0.0)), count)
    pensioned = people.born[home] <= world.now - int(b.pension_age * DEKADS_A_YEAR)
    households.old = group_sum(house, pensioned, count)
    away = np.flatnonzero((people.status == AWAY) & (work == AWAY_WAGE))
    households.pay_away = group_sum(people.household[away], people.wage[away] * b.away_premium, count)
    villages.registered = world.by_village(world.registered)
    villages.adults_home = world.by_village(world.resident & world.adults)
    households.residents = group_count(people.household[people.status == RESIDENT], len(households))


def move(world: "World", moves: Mask) -> None:
    """Send the leavers away and take the returners in."""
    people = world.people
    leaving = moves & (people.status == RESIDENT)
    coming = moves & (people.status == AWAY)
    people.status[leaving] = AWAY
    people.occupation[leaving] = AWAY_WAGE
    people.status[coming] = RESIDENT
    rows = np.flatnonzero(coming)
    jobs = world.villages.jobs[people.village[rows]]
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
    hired = world.draw("first job", people.key[rows]) < world.villages.jobs[people.village[rows]]
    goes = world.draw("first departure", people.key[rows]) < world.b.migration.first_away
    people.status[rows[goes]] = AWAY
    here = np.where(hired, LOCAL_WAGE, FARM)
    people.occupation[rows] = np.where(people.status[rows] == AWAY, AWAY_WAGE, here)
    people.occupation[(people.status == RESIDENT) & (people.occupation == LOCAL_WAGE) & (age >= b.wage_until)] = FARM
    people.occupation[(people.status == RESIDENT) & (people.occupation == FARM) & (age >= b.retirement_age)] = RETIRED


def bury(world: "World", dead: Mask) -> None:
    """Mark the dead as gone; their posts fall vacant."""
    people = world.people
    people.status[dead] = GONE
    people.role[dead] = 0
    people.hours[dead] = 0.0
    people.presence[dead] = 0
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
    single = ~people.married & ((people.status == RESIDENT) | (people.status == AWAY)) & (people.role == 0)
    ripe = single & (age >= b.marry_from) & (age < b.marry_until)
    weds = ripe & (world.draw("marry", people.key) < b.marriage / 12.0)
    grooms = np.flatnonzero(weds & (people.sex == 1))
    brides_out = np.flatnonzero(weds & (people.sex == 0))
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
    for row in np.flatnonzero(alone & (households.residents[people.household] == 1)):
        home = people.household[row]
        near = np.flatnonzero(
            (households.village == households.village[home]) & (households.clan == households.clan[home])
            & (households.residents > 1)
        )  # fmt: skip
        if len(near):
            people.household[row] = near[np.argmin(np.abs(households.place[near] - households.place[home]))]


def recruit_members(world: "World") -> None:
    """Once a year, branches take in young residents with the strongest norm (F032: 0.77 a village and year)."""
    people, b = world.people, world.b.organisation
    members = world.by_village((people.role & MEMBER) > 0)
    places = np.floor(members * b.recruits_per_member + world.draw("recruits", world.villages.key))
    age = world.age()
    open_to = (people.status == RESIDENT) & ((people.role & MEMBER) == 0) & (age >= 18) & (age < b.recruit_until)
    rows = np.flatnonzero(open_to)
    wish = people.norm[rows] + b.recruit_schooling * people.schooling[rows]
    wish = wish + b.recruit_luck * world.draw("apply", people.key[rows])
    rows = rows[np.lexsort((people.key[rows], -wish, people.village[rows]))]
    village = people.village[rows]
    taken = rows[place_in_group(village) < places[village]]
    people.role[taken] |= MEMBER
    people.hours[taken] = np.maximum(people.hours[taken], b.member_hours)
    people.tenure[taken] = 0
