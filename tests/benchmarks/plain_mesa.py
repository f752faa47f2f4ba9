"""The village core as plain Mesa: an object a person, household, worker and village, and the model's random stream.

Written as a good Mesa author would: neighbour lists, `math` on floats, few passes over the agents, rare rules worked
out only for those whose draw is low enough, and no shuffling or second stage, since the order of agents matters nowhere
(people hear what their ties think once a month, after all have changed their minds). The rules are those of `core.py`.
"""

import math
from collections.abc import Sequence

import mesa
import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.phases.economy import SEASON
from model.phases.participation import BUSY_MONTHS
from model.tables import GRID, LINKED, TOWNSHIP, VILLAGE
from tests.benchmarks.core import SERIES, Core
from tests.benchmarks.core_state import HEARING_FEE, RUNGS


class Villager(mesa.Agent):
    """A person with opinions, who takes part, quarrels and listens."""

    def __init__(self, model, village, household, traits):
        super().__init__(model)
        self.village, self.household = village, household
        self.__dict__.update(traits)
        self.settled = self.hurt = 0.0
        self.ties = []
        self.strength = []

    def quarrel(self):
        """Start a dispute with a tie, perhaps."""
        drawn = self.random.random()
        if drawn < self.most_quarrels + self.village.spread:
            b = self.model.b.disputes
            stress = b.stress_hardship * self.household.hardship + b.stress_grievance * self.grievance
            calm = math.exp(stress - b.norm * (self.norm - 0.5))
            rate = (b.base * self.frailty * calm + self.village.spread) * self.presence
            if drawn < -math.expm1(-rate):
                self.village.open_dispute(self)

    def take_part(self):
        """Take part or not; who does is counted, earns points and gets used to them."""
        self.lately *= self.model.b.participation.memory
        if self.reach == 0.0 or self.random.random() >= self.chance():
            return
        self.lately = 1.0
        self.village.taking_part += 1
        if self.earns_points:
            b = self.model.b.points
            self.household.points += self.village.promised
            self.habituation += b.habit_growth * (b.habit_ceiling - self.habituation)

    def chance(self):
        """Return the chance of taking part in this dekad."""
        model, village = self.model, self.village
        b = model.b.participation
        pull = village.offer * (1.0 - self.habituation) - model.b.points.crowding * village.crowding
        score = (
            b.intercept
            + b.norm * (self.norm - 0.5)
            + b.efficacy_trust * (self.efficacy * self.trust - 0.25)
            + b.neighbours * self.heard_part
            + b.satisfaction * (self.satisfaction - 0.6)
            + pull
            + b.asked * self.household.visited_quarter
            - self.time_cost[model.busy]
        )
        return b.conversion / (1.0 + math.exp(-score)) * self.reach

    def change_mind(self):
        """Let trust, satisfaction and grievance answer to the dekad."""
        b = self.model.b.opinion
        trust, grievance = self.trust, self.grievance
        gain = b.gain_visit * self.household.visited + b.gain_settled * self.settled
        loss = b.loss_hurt * self.hurt + b.loss_grievance * grievance
        trust += (
            b.imitation * (self.heard_trust - trust)
            + b.reversion * (self.anchor - trust)
            + gain * (1.0 - trust)
            - loss * trust
        )
        content = self.content + b.content_trust * self.trust - b.content_grievance * grievance
        satisfaction = self.satisfaction + b.content_speed * (content - self.satisfaction)
        self.satisfaction = min(max(satisfaction, 0.0), 1.0)
        self.trust = min(max(trust, 0.0), 1.0)
        spread = b.grievance_contagion * max(self.heard_grievance - grievance, 0.0)
        self.grievance = min(grievance * (1.0 - b.grievance_fade) + spread + b.hurt * self.hurt, 1.0)
        self.settled = self.hurt = 0.0

    def listen(self):
        """Take up what ties do, trust and resent."""
        ties = self.ties
        if not ties:
            self.heard_part, self.heard_trust, self.heard_grievance = self.lately, self.trust, self.grievance
            return
        part = trust = grievance = 0.0
        for tie in ties:
            part += tie.lately
            trust += tie.trust
            grievance += tie.grievance
        number = len(ties)
        self.heard_part, self.heard_trust, self.heard_grievance = part / number, trust / number, grievance / number


class Household(mesa.Agent):
    """A household that earns, holds points, and may be linked to a worker."""

    def __init__(self, model, village, traits):
        super().__init__(model)
        self.village = village
        self.__dict__.update(traits)
        self.visited = False
        self.earned = 0.0

    def earn(self):
        """Add the dekad's income from the four sources."""
        model, village = self.model, self.village
        b = model.b.economy
        labour = self.hands / (self.hands + 0.6)
        business = self.business * labour * 1.6 * model.season * village.market
        aid = (b.pension * self.old + b.hardship_aid * self.hardship) * math.sqrt(self.level)
        self.earned = self.pay_home * village.market + business + self.rent + aid + self.sent
        self.income += self.earned


class Worker(mesa.Agent):
    """Somebody who visits the households linked to them."""

    def __init__(self, model):
        super().__init__(model)
        self.households = []

    def visit(self):
        """Call on the linked households that are due."""
        for home in self.households:
            home.visit_due += home.visits
            home.visited = home.visit_due >= 1.0
            if home.visited:
                home.visit_due -= 1.0
                home.visited_quarter = True


class Dispute:
    """A quarrel between two people, from the day it arises to the day it is settled."""

    __slots__ = ("arose", "attempts", "known", "level", "other", "person", "severity", "ties")

    def __init__(self, person, other, ties, severity, arose):
        self.person, self.other, self.ties, self.severity, self.arose = person, other, ties, severity, arose
        self.known, self.level, self.attempts = -1, 0, 0


class Village(mesa.Agent):
    """A village with its purse, its desks and its open disputes."""

    def __init__(self, model, traits):
        super().__init__(model)
        self.__dict__.update(traits)
        self.villagers, self.households, self.disputes = [], [], []
        self.spread = self.offer = 0.0
        self.taking_part = self.new = self.settled = self.passed_up = self.heard = 0

    def open_day(self):
        """Count anew and see how much fresh quarrels spread."""
        model = self.model
        self.taking_part = self.new = self.settled = self.passed_up = self.heard = 0
        fresh = sum(case.arose > model.now - DEKADS_A_QUARTER for case in self.disputes)
        self.spread = self.contagion * fresh
        if model.now % DEKADS_A_QUARTER == 0:
            for home in self.households:
                home.visited_quarter = False

    def open_dispute(self, person):
        """Give a new dispute its counterpart and severity."""
        b = self.model.b.disputes
        place = self.random.randrange(len(person.ties))
        severity = b.severity_sd * (2.0 * self.random.random() - 1.0) * 1.7320508
        case = Dispute(person, person.ties[place], person.strength[place], severity, self.model.now)
        self.disputes.append(case)
        self.new += 1

    def find(self):
        """Bring unknown disputes to light and enter them on their rung."""
        b, minor = self.model.b.contact, self.model.b.disputes.minor
        for case in self.disputes:
            if case.known >= 0:
                continue
            home = case.person.household
            visited = home.visited or case.other.household.visited
            silent = (1.0 - b.find_by_visit * visited) * (1.0 - home.patrol) * (1.0 - home.hearsay)
            if self.random.random() < 1.0 - silent ** math.exp(b.loud * case.severity):
                case.known = self.model.now
                if case.severity >= minor:
                    case.level = VILLAGE
                else:
                    case.level = LINKED if home.visited else GRID if home.has_grid else VILLAGE

    def mediate(self):
        """Hear the worst cases at each desk as far as hours reach; what is left or fails grows worse."""
        b, now = self.model.b.mediation, self.model.now
        desks = [[] for _ in range(RUNGS)]
        for case in self.disputes:
            if 0 <= case.known < now:
                desks[case.level].append(case)
        heard, failed = set(), []
        for level, queue in enumerate(desks):
            room = math.floor(self.hearings[level] + self.random.random())
            for case in sorted(queue, key=severity_first)[:room]:
                heard.add(case)
                if not self.attempt(case):
                    failed.append(case)
        for case in self.disputes:
            if case not in heard:
                case.severity = min(case.severity + b.growth, b.severity_cap)
        for case in failed:
            case.severity = min(case.severity + b.sting, b.severity_cap)
            self.pass_up(case)
        self.heard = len(heard)
        over = heard.difference(failed)
        self.settled = len(over)
        self.disputes = [case for case in self.disputes if case not in over]

    def attempt(self, case):
        """Try to mediate a case once; tell the parties and return whether it ends in agreement."""
        b = self.model.b.mediation
        case.attempts += 1
        trust = (case.person.trust + case.other.trust) / 2.0
        score = (
            b.intercept
            + b.skill * (case.person.household.skill[case.level] - 0.5)
            + b.trust * (trust - 0.5)
            + b.ties * (case.ties - 0.5)
            + self.support[case.level]
            - b.severity * case.severity
            - b.age * math.log1p(self.model.now - case.arose)
        )
        won = self.random.random() < 1.0 / (1.0 + math.exp(-score))
        if won:
            near = self.model.b.opinion.far_settlement if case.level >= TOWNSHIP else 1.0
            case.person.settled += near
            case.other.settled += near
        return won

    def pass_up(self, case):
        """Pass a case that failed often enough on to the next rung."""
        b = self.model.b.mediation
        if case.attempts >= b.tries_a_level and case.level < TOWNSHIP and self.random.random() < b.pass_up:
            case.level += 1
            case.attempts = 0
            self.passed_up += 1

    def offer_points(self):
        """Work out how much points pull somebody not yet used to them."""
        b, value = self.model.b.points, self.points_value
        worth = value * value / (value * value + b.half_value * b.half_value)
        self.offer = b.pull * worth * self.funded * self.points_seen

    def redeem(self):
        """Pay out points as far as the month's budget and the purse reach; part of the rest expires."""
        b = self.model.b.points
        asked = [math.floor(home.points * 100.0 + 1e-6) for home in self.households]
        claims = sum(asked)
        budget = min(claims, self.points_budget, max(self.cash, 0))
        paid = 0
        for home, mine in zip(self.households, asked, strict=True):
            got = mine * budget // claims if claims else 0
            paid += got
            home.points = max(home.points - got / 100.0, 0.0) * (1.0 - b.expiry)
        share = paid / claims if claims else self.funded
        self.funded += b.funded_memory * (share - self.funded)
        self.cash -= paid

    def crowd(self):
        """Let own motive be crowded out as far as points are seen and worth something."""
        b = self.model.b.points
        speed = b.crowd_in if self.salient > self.crowding else b.crowd_out
        self.crowding += speed * (self.salient - self.crowding)

    def keep_purse(self):
        """Take in the dekad's money and pay for posts, office and hearings, as far as cash reaches."""
        self.cash += self.grant + self.takings
        self.cash -= min(self.running_costs + self.heard * HEARING_FEE, max(self.cash, 0))

    def open_year(self):
        """Meet a new market; household accounts start anew."""
        b = self.model.b.economy
        self.market = math.exp(b.market_sd * 1.7320508 * (2.0 * self.random.random() - 1.0))
        for home in self.households:
            home.income = 0.0

    @property
    def takings(self):
        """Operating income of the dekad, in fen."""
        return round(self.operating_income * self.market * 100.0)

    def feel(self):
        """Tell the initiators of open disputes how they hurt."""
        b = self.model.b.opinion
        for case in self.disputes:
            case.person.hurt += b.open_hurt + b.known_hurt * (case.known >= 0)


def severity_first(case):
    """Return what cases are sorted by: the worst first."""
    return -case.severity


REPORTERS = {
    "participation": lambda model: [v.taking_part / len(v.villagers) for v in model.villages],
    "trust": lambda model: [sum(one.trust for one in v.villagers) / len(v.villagers) for v in model.villages],
    "grievance": lambda model: [sum(one.grievance for one in v.villagers) / len(v.villagers) for v in model.villages],
    "open": lambda model: [len(v.disputes) for v in model.villages],
    "new": lambda model: [v.new for v in model.villages],
    "settled": lambda model: [v.settled for v in model.villages],
    "passed_up": lambda model: [v.passed_up for v in model.villages],
    "cash": lambda model: [v.cash for v in model.villages],
    "points": lambda model: [sum(home.points for home in v.households) for v in model.villages],
    "income": lambda model: [sum(home.earned for home in v.households) / len(v.villagers) for v in model.villages],
}


class PlainVillages(mesa.Model):
    """Villages of a core as Mesa agents; starts where the core stands and draws from its own random stream."""

    def __init__(self, core: Core, seed: int, villages: Sequence[int] | None = None):
        super().__init__(rng=seed)
        self.b, self.now = core.b, core.now
        self.busy, self.season = 0, 1.0
        chosen = range(core.count) if villages is None else villages
        self.villages = [settle_village(self, core, number) for number in chosen]
        self.villagers = self.agents_by_type[Villager]
        self.households = self.agents_by_type[Household]
        self.workers = self.agents_by_type[Worker]
        self.village_set = self.agents_by_type[Village]
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)

    def step(self):
        """Live through one dekad."""
        month = self.now % DEKADS_A_YEAR // DEKADS_A_MONTH + 1
        month_ends = self.now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1
        self.busy, self.season = int(month in BUSY_MONTHS), float(SEASON[month - 1] / SEASON.mean())
        if self.now % DEKADS_A_YEAR == 0:
            self.village_set.do("open_year")
        self.village_set.do("open_day")
        self.villagers.do("quarrel")
        self.workers.do("visit")
        self.village_set.do("find")
        self.village_set.do("mediate")
        self.village_set.do("offer_points")
        if month_ends:
            self.village_set.do("redeem")
        self.villagers.do("take_part")
        self.village_set.do("crowd")
        self.village_set.do("keep_purse")
        self.households.do("earn")
        self.village_set.do("feel")
        self.villagers.do("change_mind")
        if month_ends:
            self.villagers.do("listen")
        self.datacollector.collect(self)
        self.now += 1

    def run(self, dekads: int) -> np.ndarray:
        """Live through ``dekads`` and return the series so far, shaped (dekads, series, villages)."""
        for _ in range(dekads):
            self.step()
        collected = self.datacollector.model_vars
        return np.stack([np.array(collected[name], dtype=float) for name in SERIES], axis=1)


VILLAGER = (
    "anchor", "content", "earns_points", "efficacy", "frailty", "grievance", "habituation", "heard_grievance",
    "heard_part", "heard_trust", "lately", "most_quarrels", "norm", "presence", "reach", "satisfaction", "trust",
)  # fmt: skip
HOUSEHOLD = (
    "business", "hands", "hardship", "has_grid", "hearsay", "income", "level", "old", "patrol", "pay_home", "points",
    "rent", "sent", "visited_quarter",
)  # fmt: skip
VILLAGE_TRAITS = (
    "crowding", "funded", "grant", "market", "operating_income",
    "points_budget", "points_seen", "points_value", "promised", "running_costs", "salient",
)  # fmt: skip


def traits_of(columns, names, row):
    """Return one row of some columns as plain Python values."""
    return {name: getattr(columns, name)[row].item() for name in names}


def settle_village(model, core, number):
    """Make a village with its households, people, ties and workers as they stand in the core."""
    village = Village(model, traits_of(core.villages, VILLAGE_TRAITS, number))
    desks = slice(number * RUNGS, (number + 1) * RUNGS)
    village.contagion = float(core.villages.spread[number])
    village.hearings = core.villages.hearings[desks].tolist()
    village.support = core.villages.support.tolist()
    village.cash = int(core.ledger.of("cash")[number])
    homes = {row: settle_household(model, core, village, row) for row in rows_of(core.homes.village, number)}
    people = {row: settle_villager(model, core, homes, row) for row in rows_of(core.people.village, number)}
    village.households, village.villagers = list(homes.values()), list(people.values())
    for row, person in people.items():
        mine = slice(core.ties.indptr[row], core.ties.indptr[row + 1])
        person.ties = [people[other] for other in core.ties.indices[mine].tolist()]
        person.strength = core.ties.strength[mine].tolist()
    link(model, core, homes)
    return village


def rows_of(village, number):
    """Return the rows that lie in a village."""
    return np.flatnonzero(village == number).tolist()


def settle_household(model, core, village, row):
    """Make a household as it stands in the core."""
    home = Household(model, village, traits_of(core.homes, HOUSEHOLD, row))
    home.skill = core.homes.skill[row].tolist()
    return home


def settle_villager(model, core, homes, row):
    """Make a person as they stand in the core."""
    home = homes[int(core.people.home[row])]
    person = Villager(model, home.village, home, traits_of(core.people, VILLAGER, row))
    person.time_cost = core.people.time_cost[:, row].tolist()
    return person


def link(model, core, homes):
    """Give the linked households to their workers."""
    workers = {}
    for place, row in enumerate(core.homes.linked.tolist()):
        if row in homes:
            number = int(core.homes.worker[place])
            worker = workers.get(number) or workers.setdefault(number, Worker(model))
            homes[row].visit_due, homes[row].visits = (
                float(core.homes.visit_due[place]),
                float(core.homes.visits[place]),
            )
            worker.households.append(homes[row])
