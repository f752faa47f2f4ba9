"""The village core as one hand-fused loop: a whole village through all dekads in compiled code, nothing passed between.

It meets the same keyed chance as `core.py`, so counts are the same and floats differ in the last digits. Nobody could
keep a model in this shape: it is the limit that the columns are measured against.
"""

import math
from typing import NamedTuple

import numba
import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.chance import salt
from model.phases.participation import BUSY_MONTHS
from model.tables import GRID, LINKED, TOWNSHIP, VILLAGE
from tests.benchmarks.core import SEASON_SHARE, SERIES, Core
from tests.benchmarks.core_state import HEARING_FEE, NEVER, RUNGS

compiled = numba.njit(cache=True, nogil=True, error_model="numpy")

PROCESSES = ("quarrels", "counterpart", "severity", "case", "pass up", "take part", "dispute")
QUARRELS, COUNTERPART, SEVERITY, CASE, PASS_UP, TAKE_PART, DISPUTE = range(7)
M1, M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
U30, U27, U31, U12 = (np.uint64(k) for k in (30, 27, 31, 12))


class Rules(NamedTuple):
    """The parameters of the rules, by group and name."""

    disputes_base: float
    disputes_norm: float
    disputes_stress_hardship: float
    disputes_stress_grievance: float
    disputes_severity_sd: float
    disputes_minor: float
    contact_find_by_visit: float
    contact_loud: float
    mediation_intercept: float
    mediation_skill: float
    mediation_trust: float
    mediation_ties: float
    mediation_severity: float
    mediation_age: float
    mediation_growth: float
    mediation_sting: float
    mediation_severity_cap: float
    mediation_tries_a_level: float
    mediation_pass_up: float
    participation_intercept: float
    participation_norm: float
    participation_efficacy_trust: float
    participation_neighbours: float
    participation_satisfaction: float
    participation_asked: float
    participation_conversion: float
    participation_memory: float
    points_half_value: float
    points_pull: float
    points_crowding: float
    points_habit_growth: float
    points_habit_ceiling: float
    points_crowd_in: float
    points_crowd_out: float
    points_expiry: float
    points_funded_memory: float
    economy_pension: float
    economy_hardship_aid: float
    opinion_gain_visit: float
    opinion_gain_settled: float
    opinion_far_settlement: float
    opinion_open_hurt: float
    opinion_known_hurt: float
    opinion_loss_hurt: float
    opinion_loss_grievance: float
    opinion_imitation: float
    opinion_reversion: float
    opinion_hurt: float
    opinion_grievance_fade: float
    opinion_grievance_contagion: float
    opinion_content_trust: float
    opinion_content_grievance: float
    opinion_content_speed: float


class Persons(NamedTuple):
    """Columns of the people of one village."""

    key: np.ndarray
    home: np.ndarray
    frailty: np.ndarray
    norm: np.ndarray
    efficacy: np.ndarray
    content: np.ndarray
    anchor: np.ndarray
    presence: np.ndarray
    most_quarrels: np.ndarray
    reach: np.ndarray
    time_cost: np.ndarray
    earns_points: np.ndarray
    trust: np.ndarray
    grievance: np.ndarray
    satisfaction: np.ndarray
    lately: np.ndarray
    habituation: np.ndarray
    heard_part: np.ndarray
    heard_trust: np.ndarray
    heard_grievance: np.ndarray
    gain: np.ndarray
    hurt: np.ndarray


class Houses(NamedTuple):
    """Columns of the households of one village."""

    hardship: np.ndarray
    level: np.ndarray
    pay_home: np.ndarray
    sent: np.ndarray
    business: np.ndarray
    hands: np.ndarray
    old: np.ndarray
    rent: np.ndarray
    patrol: np.ndarray
    hearsay: np.ndarray
    has_grid: np.ndarray
    skill: np.ndarray
    linked: np.ndarray
    visit_due: np.ndarray
    visits: np.ndarray
    visited: np.ndarray
    visited_quarter: np.ndarray
    points: np.ndarray
    income: np.ndarray


class Kin(NamedTuple):
    """The ties of one village."""

    indptr: np.ndarray
    indices: np.ndarray
    strength: np.ndarray


class Place(NamedTuple):
    """What holds for the whole village."""

    spread: float
    grant: int
    running_costs: int
    points_value: float
    points_seen: float
    salient: float
    promised: float
    points_budget: int
    support: np.ndarray


class Plan(NamedTuple):
    """What is known of each dekad beforehand."""

    now: np.ndarray
    salts: np.ndarray
    busy: np.ndarray
    season: np.ndarray
    market: np.ndarray
    takings: np.ndarray
    rooms: np.ndarray


class Cases(NamedTuple):
    """Open disputes, packed at the front of each column."""

    key: np.ndarray
    person: np.ndarray
    other: np.ndarray
    arose: np.ndarray
    known: np.ndarray
    level: np.ndarray
    attempts: np.ndarray
    severity: np.ndarray
    ties: np.ndarray
    luck: np.ndarray
    mark: np.ndarray


@compiled
def uniform(key, word):
    """Return the draw in (0, 1) of a key and a salt."""
    z = key + word
    z = (z ^ (z >> U30)) * M1
    z = (z ^ (z >> U27)) * M2
    z ^= z >> U31
    return (np.float64(z >> U12) + 0.5) * 2.0**-52


@compiled
def logistic(x):
    """Return 1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def arise(now, words, persons, houses, kin, place, cases, count, rules):
    """Let quarrels arise; return how many cases are open now."""
    fresh = 0
    for k in range(count):
        fresh += cases.arose[k] > now - DEKADS_A_QUARTER
    spread = fresh * place.spread
    for i in range(persons.key.size):
        drawn = uniform(persons.key[i], words[QUARRELS])
        if drawn < persons.most_quarrels[i] + spread:
            stress = rules.disputes_stress_hardship * houses.hardship[persons.home[i]]
            stress += rules.disputes_stress_grievance * persons.grievance[i]
            calm = math.exp(stress - rules.disputes_norm * (persons.norm[i] - 0.5))
            rate = (rules.disputes_base * persons.frailty[i] * calm + spread) * persons.presence[i]
            if drawn < -math.expm1(-rate):
                open_case(now, words, persons, kin, cases, count, i, rules)
                count += 1
    return count


@compiled
def open_case(now, words, persons, kin, cases, k, i, rules):
    """Give a new dispute its counterpart, ties and severity."""
    key = persons.key[i]
    number = kin.indptr[i + 1] - kin.indptr[i]
    tie = kin.indptr[i] + np.int64(uniform(key, words[COUNTERPART]) * number)
    cases.key[k] = key ^ words[DISPUTE]
    cases.person[k], cases.other[k] = i, kin.indices[tie]
    cases.ties[k] = kin.strength[tie]
    cases.severity[k] = rules.disputes_severity_sd * (2.0 * uniform(key, words[SEVERITY]) - 1.0) * 1.7320508
    cases.arose[k], cases.known[k], cases.level[k], cases.attempts[k] = now, NEVER, 0, 0


@compiled
def visit(now, houses):
    """Visit the linked homes that are due."""
    if now % DEKADS_A_QUARTER == 0:
        houses.visited_quarter[:] = False
    for k in range(houses.linked.size):
        home = houses.linked[k]
        houses.visit_due[k] += houses.visits[k]
        called = houses.visit_due[k] >= 1.0
        houses.visit_due[k] -= called
        houses.visited[home] = called
        houses.visited_quarter[home] |= called


@compiled
def find(now, words, persons, houses, cases, count, rules):
    """Bring unknown disputes to light and enter them on their rung."""
    for k in range(count):
        cases.luck[k] = uniform(cases.key[k], words[CASE])
        if cases.known[k] != NEVER:
            continue
        home = persons.home[cases.person[k]]
        visited = houses.visited[home] or houses.visited[persons.home[cases.other[k]]]
        silent = (1.0 - rules.contact_find_by_visit * visited) * (1.0 - houses.patrol[home])
        silent *= 1.0 - houses.hearsay[home]
        if cases.luck[k] < 1.0 - silent ** math.exp(rules.contact_loud * cases.severity[k]):
            cases.known[k] = now
            cases.level[k] = VILLAGE
            if cases.severity[k] < rules.disputes_minor:
                cases.level[k] = LINKED if houses.visited[home] else GRID if houses.has_grid[home] else VILLAGE


@compiled
def take_turns(now, rooms, cases, count):
    """Mark the cases that are heard: at each desk the worst first; return how many."""
    heard = 0
    for k in range(count):
        cases.mark[k] = 0
    for level in range(RUNGS):
        for _ in range(rooms[level]):
            worst = -1
            for k in range(count):
                waits = cases.mark[k] == 0 and cases.level[k] == level and cases.known[k] < now
                if waits and (worst < 0 or cases.severity[k] > cases.severity[worst]):
                    worst = k
            if worst < 0:
                break
            cases.mark[worst] = 1
            heard += 1
    return heard


@compiled
def attempt(now, persons, houses, place, cases, k, rules):
    """Try to mediate a case once; return whether it ends in agreement."""
    level = cases.level[k]
    trust = (persons.trust[cases.person[k]] + persons.trust[cases.other[k]]) / 2.0
    score = (
        rules.mediation_intercept
        + rules.mediation_skill * (houses.skill[persons.home[cases.person[k]], level] - 0.5)
        + rules.mediation_trust * (trust - 0.5)
        + rules.mediation_ties * (cases.ties[k] - 0.5)
        + place.support[level]
        - rules.mediation_severity * cases.severity[k]
        - rules.mediation_age * math.log1p(now - cases.arose[k])
    )
    cases.attempts[k] += 1
    return cases.luck[k] < logistic(score)


@compiled
def mediate(now, words, persons, houses, place, cases, count, rules):
    """Hear the marked cases, let the others and the failed grow worse; return (open, settled, passed up)."""
    kept = settled = passed = 0
    for k in range(count):
        if cases.mark[k] == 0:
            cases.severity[k] = min(cases.severity[k] + rules.mediation_growth, rules.mediation_severity_cap)
        elif attempt(now, persons, houses, place, cases, k, rules):
            settled += 1
            near = rules.opinion_far_settlement if cases.level[k] >= TOWNSHIP else 1.0
            persons.gain[cases.person[k]] += rules.opinion_gain_settled * near
            persons.gain[cases.other[k]] += rules.opinion_gain_settled * near
            continue
        else:
            cases.severity[k] = min(cases.severity[k] + rules.mediation_sting, rules.mediation_severity_cap)
            passed += pass_up(words, cases, k, rules)
        move_case(cases, k, kept)
        kept += 1
    return kept, settled, passed


@compiled
def pass_up(words, cases, k, rules):
    """Pass a case that failed often enough on to the next rung; return whether it went."""
    if cases.attempts[k] < rules.mediation_tries_a_level or cases.level[k] >= TOWNSHIP:
        return False
    if uniform(cases.key[k], words[PASS_UP]) >= rules.mediation_pass_up:
        return False
    cases.level[k] += 1
    cases.attempts[k] = 0
    return True


@compiled
def move_case(cases, k, to):
    """Move a case forward in its columns."""
    cases.key[to], cases.person[to], cases.other[to] = cases.key[k], cases.person[k], cases.other[k]
    cases.arose[to], cases.known[to], cases.level[to] = cases.arose[k], cases.known[k], cases.level[k]
    cases.attempts[to], cases.severity[to], cases.ties[to] = cases.attempts[k], cases.severity[k], cases.ties[k]


@compiled
def redeem(houses, place, cash, funded, rules):
    """Pay out points as far as budget and purse reach; return (paid, share of points paid lately)."""
    claims = paid = np.int64(0)
    for h in range(houses.points.size):
        claims += np.int64(math.floor(houses.points[h] * 100.0 + 1e-6))
    budget = min(claims, min(place.points_budget, max(cash, 0)))
    for h in range(houses.points.size):
        got = np.int64(math.floor(houses.points[h] * 100.0 + 1e-6)) * budget // max(claims, 1)
        paid += got
        houses.points[h] = max(houses.points[h] - got / 100.0, 0.0) * (1.0 - rules.points_expiry)
    share = paid / claims if claims > 0 else funded
    return paid, funded + rules.points_funded_memory * (share - funded)


@compiled
def live(words, busy, offer, crowding, persons, houses, place, rules):
    """Let everybody take part and change their mind; return (acts, sum of trust, sum of grievance)."""
    acts, trusts, grievances = 0, 0.0, 0.0
    for i in range(persons.key.size):
        home, trust, grievance = persons.home[i], persons.trust[i], persons.grievance[i]
        pull = offer * (1.0 - persons.habituation[i]) - rules.points_crowding * crowding
        score = (
            rules.participation_intercept
            + rules.participation_norm * (persons.norm[i] - 0.5)
            + rules.participation_efficacy_trust * (persons.efficacy[i] * trust - 0.25)
            + rules.participation_neighbours * persons.heard_part[i]
            + rules.participation_satisfaction * (persons.satisfaction[i] - 0.6)
            + pull
            + rules.participation_asked * houses.visited_quarter[home]
            - persons.time_cost[busy, i]
        )
        chance = rules.participation_conversion * logistic(score) * persons.reach[i]
        persons.lately[i] *= rules.participation_memory
        if uniform(persons.key[i], words[TAKE_PART]) < chance:
            acts += 1
            persons.lately[i] = 1.0
            if persons.earns_points[i]:
                houses.points[home] += place.promised
                used = persons.habituation[i]
                persons.habituation[i] = used + rules.points_habit_growth * (rules.points_habit_ceiling - used)
        gain = rules.opinion_gain_visit * houses.visited[home] + persons.gain[i]
        loss = rules.opinion_loss_hurt * persons.hurt[i] + rules.opinion_loss_grievance * grievance
        content = persons.content[i] + rules.opinion_content_trust * trust - rules.opinion_content_grievance * grievance
        content -= persons.satisfaction[i]
        persons.satisfaction[i] = bounded(persons.satisfaction[i] + rules.opinion_content_speed * content)
        persons.trust[i] = bounded(
            trust
            + rules.opinion_imitation * (persons.heard_trust[i] - trust)
            + rules.opinion_reversion * (persons.anchor[i] - trust)
            + gain * (1.0 - trust)
            - loss * trust
        )
        caught = rules.opinion_grievance_contagion * max(persons.heard_grievance[i] - grievance, 0.0)
        faded = grievance * (1.0 - rules.opinion_grievance_fade)
        persons.grievance[i] = min(faded + caught + rules.opinion_hurt * persons.hurt[i], 1.0)
        trusts += persons.trust[i]
        grievances += persons.grievance[i]
    return acts, trusts, grievances


@compiled
def bounded(x):
    """Return a number cut to [0, 1]."""
    return min(max(x, 0.0), 1.0)


@compiled
def feel(persons, cases, count, rules):
    """Note how open disputes hurt their initiators."""
    for k in range(count):
        persons.hurt[cases.person[k]] += rules.opinion_open_hurt + rules.opinion_known_hurt * (cases.known[k] != NEVER)


@compiled
def forget(persons, touched):
    """Clear what the last dekad brought to the people it touched."""
    for k in range(touched.size):
        persons.gain[touched[k]] = 0.0
        persons.hurt[touched[k]] = 0.0


@compiled
def earn(season, market, houses, rules):
    """Add the dekad's income of every household; return (points held, income) of the village."""
    held = earned = 0.0
    for h in range(houses.points.size):
        labour = houses.hands[h] / (houses.hands[h] + 0.6)
        income = houses.pay_home[h] * market + houses.business[h] * labour * 1.6 * season * market + houses.rent[h]
        aid = rules.economy_pension * houses.old[h] + rules.economy_hardship_aid * houses.hardship[h]
        income += aid * math.sqrt(houses.level[h]) + houses.sent[h]
        houses.income[h] += income
        held += houses.points[h]
        earned += income
    return held, earned


@compiled
def hear_ties(persons, kin):
    """Take up what ties do, trust and resent; who has none keeps to themselves."""
    for i in range(persons.key.size):
        first, last = kin.indptr[i], kin.indptr[i + 1]
        if first == last:
            persons.heard_part[i], persons.heard_trust[i] = persons.lately[i], persons.trust[i]
            persons.heard_grievance[i] = persons.grievance[i]
            continue
        part = trust = grievance = 0.0
        for k in range(first, last):
            j = kin.indices[k]
            part += persons.lately[j]
            trust += persons.trust[j]
            grievance += persons.grievance[j]
        share = 1.0 / (last - first)
        persons.heard_part[i], persons.heard_trust[i] = part * share, trust * share
        persons.heard_grievance[i] = grievance * share


@compiled
def village_run(plan, persons, houses, kin, place, cases, rules, cash, funded, crowding, series):
    """Take one village through all dekads of the plan and fill its series."""
    count, people = 0, persons.key.size
    for t in range(plan.now.size):
        now, words = plan.now[t], plan.salts[t]
        if now % DEKADS_A_YEAR == 0:
            houses.income[:] = 0.0
        before = count
        count = arise(now, words, persons, houses, kin, place, cases, count, rules)
        new = count - before
        visit(now, houses)
        find(now, words, persons, houses, cases, count, rules)
        heard = take_turns(now, plan.rooms[t], cases, count)
        touched = np.concatenate((cases.person[:count], cases.other[:count]))
        count, settled, passed = mediate(now, words, persons, houses, place, cases, count, rules)
        feel(persons, cases, count, rules)
        value = place.points_value * place.points_value
        worth = value / (value + rules.points_half_value * rules.points_half_value)
        offer = rules.points_pull * worth * funded * place.points_seen
        month_ends = now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1
        if month_ends:
            paid, funded = redeem(houses, place, cash, funded, rules)
            cash -= min(paid, max(cash, 0))
        acts, trusts, grievances = live(words, plan.busy[t], offer, crowding, persons, houses, place, rules)
        forget(persons, touched)
        speed = rules.points_crowd_in if place.salient > crowding else rules.points_crowd_out
        crowding += speed * (place.salient - crowding)
        cash += place.grant + plan.takings[t]
        cash -= min(place.running_costs + heard * HEARING_FEE, max(cash, 0))
        held, earned = earn(plan.season[t], plan.market[t], houses, rules)
        if month_ends:
            hear_ties(persons, kin)
        row = series[t]
        row[0], row[1], row[2] = acts / people, trusts / people, grievances / people
        row[3], row[4], row[5], row[6], row[7] = count, new, settled, passed, cash
        row[8], row[9] = held, earned / people


def rules_of(core):
    """Return the parameters of the rules, by group and name."""
    found = {}
    for name in Rules._fields:
        group, _, key = name.partition("_")
        found[name] = float(getattr(getattr(core.b, group), key))
    return Rules(**found)


def plan_of(core, dekads):
    """Return what is known of each dekad beforehand, one entry a village for what differs between them."""
    ahead, rows = core.clone(), []
    for _ in range(dekads):
        ahead.turn_year()
        year_day = ahead.now % DEKADS_A_YEAR
        salts = [salt(core.seed if name != "dispute" else 0, name, ahead.now) for name in PROCESSES]
        rows.append((
            ahead.now, salts, int(ahead.month in BUSY_MONTHS), SEASON_SHARE[ahead.month - 1],
            ahead.villages.market, ahead.takings, ahead.rooms[year_day].reshape(core.count, RUNGS),
        ))  # fmt: skip
        ahead.now += 1
    now, salts, busy, season, market, takings, rooms = (np.array(column) for column in zip(*rows, strict=True))
    return [
        Plan(now, salts, busy, season, market[:, v].copy(), takings[:, v].copy(), rooms[:, v].copy())
        for v in range(core.count)
    ]


def cut(columns, kind, rows, **more):
    """Return the columns of a kind for some rows, as copies."""
    taken = {name: getattr(columns, name) for name in kind._fields if name not in more}
    return kind(**{name: array[..., rows].copy() for name, array in taken.items()}, **more)


def village_of(core, number):
    """Return one village of a core as the loop takes it: (persons, houses, kin, place, cases)."""
    people = rows_of(core.people.village, number)
    homes = rows_of(core.homes.village, number)
    nothing = {name: np.zeros(people.stop - people.start) for name in ("gain", "hurt")}
    persons = cut(core.people, Persons, people, home=core.people.home[people] - homes.start, **nothing)
    mine = (core.homes.linked >= homes.start) & (core.homes.linked < homes.stop)
    links = {
        "linked": core.homes.linked[mine] - homes.start, "visit_due": core.homes.visit_due[mine],
        "visits": core.homes.visits[mine], "skill": core.homes.skill[homes].copy(),
    }  # fmt: skip
    houses = cut(core.homes, Houses, homes, **links)
    ends = core.ties.indptr[people.start : people.stop + 1]
    ties = slice(ends[0], ends[-1])
    kin = Kin(ends - ends[0], core.ties.indices[ties] - people.start, core.ties.strength[ties].copy())
    fields = {name: getattr(core.villages, name)[number].item() for name in Place._fields[:-1]}
    place = Place(**fields, support=core.villages.support)
    return persons, houses, kin, place, room_for_cases(len(persons.key))


def rows_of(village, number):
    """Return where the rows of a village lie."""
    return slice(*np.searchsorted(village, [number, number + 1]).tolist())


def room_for_cases(most):
    """Return empty columns for open disputes."""
    kinds = {"key": np.uint64, "severity": np.float64, "ties": np.float64, "luck": np.float64}
    return Cases(*(np.zeros(most, dtype=kinds.get(name, np.int64)) for name in Cases._fields))


class Fused:
    """Villages of a core, ready to be run once; starts where the core stands, which must be without disputes."""

    def __init__(self, core: Core, dekads: int):
        self.core, self.rules, self.dekads = core, rules_of(core), dekads
        self.villages = [village_of(core, number) for number in range(core.count)]
        self.plans = plan_of(core, dekads)

    def run(self) -> np.ndarray:
        """Run all villages and return the series, shaped (dekads, series, villages)."""
        core, series = self.core, np.zeros((self.core.count, self.dekads, len(SERIES)))
        for number, plan in enumerate(self.plans):
            cash = int(core.ledger.of("cash")[number])
            funded, crowding = float(core.villages.funded[number]), float(core.villages.crowding[number])
            village_run(plan, *self.villages[number], self.rules, cash, funded, crowding, series[number])
        return series.transpose(1, 2, 0)
