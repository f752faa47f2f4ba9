"""The village core: the heart of the dekad in the engine's own columns, rules and keyed chance, on a world's people.

It is to the full model what a village is to a county: the same rules, fewer of them. People stay as they are (nobody is
born, dies or moves); a quarrel needs a tie to an adult at home and ends when it is settled; links are visited in
rotation; posts keep a fixed share of their hours for mediation; points come out of the village purse
and are credited as far as acts are usually recorded. One dekad:

 1 arise    quarrels arise (`dispute_rate`, `chance_of`), each with a tie drawn as counterpart
 2 visit    linked homes are visited in rotation
 3 find     visits, patrols and hearsay bring quarrels to light (`dispute_found`); they enter on their rung; one draw a
            case and dekad: by it an unknown case is found, a known one that is heard is settled
 4 mediate  each desk hears the worst cases first, as far as its hours reach (`mediation_succeeds`); unheard and failed
            cases grow worse (`severity_grows`); two failures on a rung, and a case may pass up
 5 part     people take part or not (`takes_part`, `lately`), drawn by points (`points_offer`, `points_pull`)
 6 points   once a month what the purse and the budget reach is redeemed; acts earn; habit and crowding move
 7 purse    grant and operating income come in, posts, office and hearings are paid
 8 earn     household income by the four sources (`business_income`, `transfers`)
 9 minds    trust, grievance and satisfaction move (`trust_moves`, `grievance_moves`, `drifts`); once a month, as in the
            full model, people hear their ties
10 record   ten series a village
"""

from collections.abc import Sequence

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.chance import combine, lowest, salt, uniform
from model.columns import Fen, Keys, Reals, Rows
from model.ledger import Ledger, whole_fen
from model.phases.economy import SEASON
from model.phases.participation import BUSY_MONTHS
from model.primitives import group_count, group_sum, serve
from model.rules.dispute_arises import dispute_rate
from model.rules.dispute_found import dispute_found
from model.rules.earns import business_income, transfers
from model.rules.logistic import chance_of
from model.rules.mediation_succeeds import mediation_succeeds
from model.rules.points_pull import crowding, habituation, points_offer, points_pull
from model.rules.severity_grows import severity_grows
from model.rules.takes_part import lately, takes_part
from model.rules.trust_moves import drifts, grievance_moves, trust_moves
from model.tables import GRID, LINKED, TOWNSHIP, VILLAGE
from model.world import World
from tests.benchmarks.core_state import (
    HEARING_FEE,
    NEVER,
    RUNGS,
    Cut,
    copied,
    cut_homes,
    cut_people,
    cut_ties,
    cut_villages,
    no_disputes,
    tie_means,
)

SERIES = (
    "participation", "trust", "grievance", "open", "new", "settled", "passed_up", "cash", "points", "income",
)  # fmt: skip
"""What is recorded by village and dekad: a share of people, two means, four counts, fen, yuan, yuan a head."""
YES = np.True_
SEASON_SHARE = tuple((SEASON / SEASON.mean()).tolist())
NOBODY = np.zeros(0, dtype=np.int64)


def ration(asked: Fen, group: Rows, claims: Fen, budget: Fen) -> Fen:
    """Return what each row gets, in whole units: all it asked, or its part of ``budget[group]``, rounded down.

    ``claims`` is the sum of ``asked`` in each group.
    """
    given: Fen = asked * np.minimum(claims, budget)[group] // np.maximum(claims, 1)[group]
    return given


def run_sum(weight: Reals, first: Rows) -> Reals:
    """Return the sum of each run of rows, the runs beginning at ``first``; none is empty.

    A run sums alike wherever it lies, but in pairs and not row after row: rows of zeros among it may move the last bit.
    """
    return np.add.reduceat(weight, first)


class Core:
    """Some villages of a world, living through dekads by the rules of the core."""

    @classmethod
    def from_world(cls, world: World, villages: Sequence[int] | None = None, seed: int | None = None) -> "Core":
        """Return the core of a running world's ``villages`` (all by default), as they stand; the world stays as it is.

        Household linkage and points must be in force. ``seed`` names the luck that follows (the world's by default).
        """
        core = cls.__new__(cls)
        cut = Cut.of(world, villages)
        core.b, core.now, core.seed = world.b, world.now, world.seed if seed is None else seed
        core.ties = cut_ties(cut)
        core.people, core.homes, core.villages = cut_people(cut, core.ties), cut_homes(cut), cut_villages(cut)
        core.means = tie_means(core.ties)
        core.ledger = Ledger(len(cut.villages))
        core.ledger.post("cash", "opening", world.ledger.of("cash")[cut.villages])
        core.disputes, core.open = no_disputes(), np.zeros(0, dtype=np.int64)
        core.count = len(cut.villages)
        core.most_quarrels = float(core.people.most_quarrels.max())
        core.nothing = np.zeros(core.count, dtype=np.int64)
        core.series: list[Reals] = []
        core.open_year()
        return core

    def clone(self, seed: int | None = None) -> "Core":
        """Return an independent copy that shares what never changes, with other luck if ``seed`` is given."""
        twin = Core.__new__(Core)
        twin.__dict__.update(self.__dict__)
        twin.people, twin.homes, twin.villages = copied(self.people), copied(self.homes), copied(self.villages)
        twin.ledger, twin.disputes, twin.open = self.ledger.clone(), self.disputes.clone(), self.open.copy()
        twin.series = list(self.series)
        if seed is not None:
            twin.seed = seed
            twin.open_year()
        return twin

    def draw(self, process: str, keys: Keys) -> Reals:
        """Return one draw in (0, 1) a key for a process of this dekad."""
        return uniform(keys, salt(self.seed, process, self.now))

    def run(self, dekads: int) -> Reals:
        """Live through ``dekads`` and return the series of all dekads so far, shaped (dekads, series, villages)."""
        for _ in range(dekads):
            self.step()
        return np.stack(self.series)

    def step(self) -> None:
        """Live through one dekad."""
        self.turn_year()
        self.arise()
        self.visit()
        self.find()
        self.mediate()
        self.take_part()
        self.reward()
        self.keep_purse()
        self.earn()
        self.change_minds()
        self.record()
        self.now += 1

    @property
    def month_ends(self) -> bool:
        """Return whether this is the last dekad of a month."""
        return self.now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1

    @property
    def month(self) -> int:
        """Return the month, 1 to 12."""
        return self.now % DEKADS_A_YEAR // DEKADS_A_MONTH + 1

    def turn_year(self) -> None:
        """Open a new year where one begins."""
        if self.now % DEKADS_A_YEAR == 0:
            self.new_market()
            self.open_year()

    def new_market(self) -> None:
        """Draw each village's market for the year; household accounts start anew."""
        villages, b = self.villages, self.b.economy
        villages.market = np.exp(b.market_sd * 1.7320508 * (2.0 * self.draw("market", villages.key) - 1.0))
        self.homes.income[:] = 0.0

    def open_year(self) -> None:
        """Fix what holds for the year: the dekads in which each desk hears one case more, and operating income."""
        villages, year = self.villages, self.now - self.now % DEKADS_A_YEAR
        dekads = np.arange(DEKADS_A_YEAR)
        keys = combine(np.tile(villages.desk_key, DEKADS_A_YEAR), np.repeat(dekads, len(villages.desk_key)))
        extra = uniform(keys, salt(self.seed, "hearing", year)).reshape(DEKADS_A_YEAR, -1)
        self.rooms = np.floor(villages.hearings + extra).astype(np.int64)
        self.takings = whole_fen(villages.operating_income * villages.market)

    def arise(self) -> None:
        """Let quarrels arise; the rule is worked out only for those whose draw lies below the highest rate of all."""
        people, homes, b = self.people, self.homes, self.b.disputes
        spread = self.contagion()
        close, drawn = lowest(
            people.key, salt(self.seed, "quarrels", self.now), self.most_quarrels + float(spread.max())
        )
        stress = b.stress_hardship * homes.hardship[people.home[close]] + b.stress_grievance * people.grievance[close]
        rate = dispute_rate(
            people.frailty[close], stress, people.norm[close], spread[people.village[close]], people.presence[close],
            b.base, b.norm,
        )  # fmt: skip
        rows = close[drawn < chance_of(rate)]
        self.new = self.nothing
        if len(rows):
            self.new = group_count(people.village[rows], self.count)
            self.open_disputes(rows)

    def contagion(self) -> Reals:
        """Return how much fresh open disputes of the village raise one adult's rate (disputes a dekad)."""
        disputes, live = self.disputes, self.open
        fresh = live[disputes.arose[live] > self.now - DEKADS_A_QUARTER]
        spread: Reals = group_count(disputes.village[fresh], self.count) * self.villages.spread
        return spread

    def open_disputes(self, rows: Rows) -> None:
        """Give each new dispute its counterpart, ties and severity."""
        people, ties = self.people, self.ties
        place = ties.indptr[rows] + (self.draw("counterpart", people.key[rows]) * ties.number[rows]).astype(np.int64)
        other = ties.indices[place]
        severity = self.b.disputes.severity_sd * (2.0 * self.draw("severity", people.key[rows]) - 1.0) * 1.7320508
        added = self.disputes.append(len(rows), {
            "key": people.key[rows] ^ salt(0, "dispute", self.now), "village": people.village[rows], "person": rows,
            "other": other, "home": people.home[rows], "their_home": people.home[other], "arose": self.now,
            "severity": severity, "ties": ties.strength[place],
        })  # fmt: skip
        self.open = np.concatenate([self.open, np.arange(added.start, added.stop)])

    def visit(self) -> None:
        """Visit the linked homes that are due."""
        homes = self.homes
        if self.now % DEKADS_A_QUARTER == 0:
            homes.visited_quarter[:] = False
        homes.visit_due += homes.visits
        due = homes.visit_due >= 1.0
        homes.visit_due -= due
        called = homes.linked[due]
        homes.visited[:] = False
        homes.visited[called] = True
        homes.visited_quarter[called] = True

    def find(self) -> None:
        """Bring unknown disputes to light and enter them on their rung."""
        disputes, homes, b, live = self.disputes, self.homes, self.b.contact, self.open
        self.luck = self.draw("case", disputes.key[live])
        unknown = (disputes.known[live] == NEVER).nonzero()[0]
        if not len(unknown):
            return
        rows = live[unknown]
        home = disputes.home[rows]
        visited = homes.visited[home] | homes.visited[disputes.their_home[rows]]
        chance = dispute_found(
            visited, b.find_by_visit, homes.patrol[home], 0.0, homes.hearsay[home], disputes.severity[rows], b.loud
        )
        found = rows[self.luck[unknown] < chance]
        if len(found):
            self.admit(found)

    def admit(self, rows: Rows) -> None:
        """Enter found disputes at the linked worker who visits, the grid worker, or the village."""
        disputes, homes = self.disputes, self.homes
        home = disputes.home[rows]
        near = np.where(homes.visited[home], LINKED, np.where(homes.has_grid[home], GRID, VILLAGE))
        disputes.known[rows] = self.now
        disputes.level[rows] = np.where(disputes.severity[rows] < self.b.disputes.minor, near, VILLAGE)

    def mediate(self) -> None:
        """Hear known cases as far as hours reach; cases found in this dekad are heard from the next one on."""
        disputes, b, live = self.disputes, self.b.mediation, self.open
        tried, failed = np.zeros(len(live), dtype=bool), np.zeros(len(live), dtype=bool)
        heard = self.take_turns()
        self.heard = self.passed_up = self.nothing
        self.settled = NOBODY
        if len(heard):
            rows = live[heard]
            won = self.luck[heard] < self.chance_to_settle(rows)
            disputes.attempts[rows] += 1
            tried[heard], failed[heard] = True, ~won
            self.settled = rows[won]
            self.heard = group_count(disputes.village[rows], self.count)
        grown = severity_grows(disputes.severity[live], tried, failed, b.growth, b.sting)
        disputes.severity[live] = np.minimum(grown, b.severity_cap)
        if len(heard):
            self.pass_up(live[failed])
            self.open = live[~tried | failed]

    def take_turns(self) -> Rows:
        """Return whose turn it is, as places among the open disputes: at each desk the worst cases first."""
        disputes, live = self.disputes, self.open
        queue = (disputes.known[live] < self.now).nonzero()[0]
        if not len(queue):
            return NOBODY
        rows = live[queue]
        desk = disputes.village[rows] * RUNGS + disputes.level[rows]
        return queue[serve(desk, self.rooms[self.now % DEKADS_A_YEAR], -disputes.severity[rows])]

    def chance_to_settle(self, rows: Rows) -> Reals:
        """Return the chance that one attempt at each case ends in agreement."""
        disputes, people = self.disputes, self.people
        level = disputes.level[rows]
        trust = (people.trust[disputes.person[rows]] + people.trust[disputes.other[rows]]) / 2.0
        return mediation_succeeds(
            self.homes.skill[disputes.home[rows], level], trust, disputes.ties[rows], disputes.severity[rows],
            self.now - disputes.arose[rows], 0.0, 0.0, self.villages.support[level], self.b.mediation,
        )  # fmt: skip

    def pass_up(self, failed: Rows) -> None:
        """Pass cases that failed often enough on a rung to the next one."""
        disputes, b = self.disputes, self.b.mediation
        stalled = failed[(disputes.attempts[failed] >= b.tries_a_level) & (disputes.level[failed] < TOWNSHIP)]
        if len(stalled):
            up = stalled[self.draw("pass up", disputes.key[stalled]) < b.pass_up]
            disputes.level[up] += 1
            disputes.attempts[up] = 0
            self.passed_up = group_count(disputes.village[up], self.count)

    def take_part(self) -> None:
        """Let everybody weigh taking part."""
        people, villages, b = self.people, self.villages, self.b
        offer = points_offer(villages.points_value, villages.funded, villages.points_seen, b.points)
        pull = points_pull(offer[people.village], villages.crowding[people.village], people.habituation, b.points)
        chance = takes_part(
            people.norm, people.efficacy, people.trust, people.heard_part, people.satisfaction, pull, 0.0,
            self.homes.visited_quarter[people.home], people.time_cost[int(self.month in BUSY_MONTHS)], people.reach,
            b.participation,
        )  # fmt: skip
        people.took_part = self.draw("take part", people.key) < chance
        people.lately = lately(people.lately, people.took_part, b.participation.memory)

    def reward(self) -> None:
        """Redeem once a month, credit acts, and let habit and crowding move."""
        people, homes, villages, b = self.people, self.homes, self.villages, self.b.points
        if self.month_ends:
            self.redeem()
        acting = (people.took_part & people.earns_points).nonzero()[0]
        np.add.at(homes.points, people.home[acting], villages.promised[people.village[acting]])
        people.habituation[acting] = habituation(people.habituation[acting], YES, YES, b)
        villages.crowding = crowding(villages.crowding, villages.salient, b)

    def redeem(self) -> None:
        """Pay out points as far as the month's budget and the purse reach; part of the rest expires."""
        homes, villages, b = self.homes, self.villages, self.b.points
        asked = np.floor(homes.points * 100.0 + 1e-6).astype(np.int64)
        claims = group_sum(homes.village, asked, self.count).astype(np.int64)
        budget = np.minimum(villages.points_budget, np.maximum(self.ledger.of("cash"), 0))
        got = ration(asked, homes.village, claims, budget)
        homes.points = np.maximum(homes.points - got / 100.0, 0.0) * (1.0 - b.expiry)
        paid = group_sum(homes.village, got, self.count)
        share = np.where(claims > 0, paid / np.maximum(claims, 1), villages.funded)
        villages.funded = villages.funded + b.funded_memory * (share - villages.funded)
        self.ledger.spend("points", paid.astype(np.int64))

    def keep_purse(self) -> None:
        """Take in the dekad's money and pay for posts, office and hearings."""
        self.ledger.post("cash", "grants", self.villages.grant)
        self.ledger.post("cash", "operating_income", self.takings)
        self.ledger.spend("services", self.villages.running_costs + self.heard * HEARING_FEE)

    def earn(self) -> None:
        """Add the dekad's income of every household, by the four sources."""
        homes, b = self.homes, self.b.economy
        market = self.villages.market[homes.village]
        season = SEASON_SHARE[self.month - 1]
        business = business_income(homes.business, homes.hands, season, market, 1.0, b.labour_half)
        aid = transfers(homes.old, homes.hardship, homes.sent, homes.level, b)
        self.earned = homes.pay_home * market + business + homes.rent + aid
        homes.income += self.earned

    def change_minds(self) -> None:
        """Let trust, grievance and satisfaction answer to the dekad, all at once; once a month, hear ties."""
        people, b = self.people, self.b.opinion
        gain, hurt = self.experience()
        loss = b.loss_hurt * hurt + b.loss_grievance * people.grievance
        content = people.content + b.content_trust * people.trust - b.content_grievance * people.grievance
        people.trust = trust_moves(
            people.trust, people.heard_trust, people.anchor, gain, loss, b.imitation, b.reversion
        )  # fmt: skip
        people.grievance = grievance_moves(
            people.grievance, people.heard_grievance, b.hurt * hurt, b.grievance_fade, b.grievance_contagion
        )
        people.satisfaction = drifts(people.satisfaction, content, b.content_speed)
        if self.month_ends:
            self.hear_ties()

    def experience(self) -> tuple[Reals, Reals]:
        """Return what each person gained by visits and settlements, and what hurts: open disputes, known ones more."""
        people, disputes, b, live, over = self.people, self.disputes, self.b.opinion, self.open, self.settled
        gain, hurt = (b.gain_visit * self.homes.visited)[people.home], np.zeros(len(people.key))
        if len(over):
            settled = b.gain_settled * np.where(disputes.level[over] >= TOWNSHIP, b.far_settlement, 1.0)
            np.add.at(gain, disputes.person[over], settled)
            np.add.at(gain, disputes.other[over], settled)
        np.add.at(hurt, disputes.person[live], b.open_hurt + b.known_hurt * (disputes.known[live] != NEVER))
        return gain, hurt

    def hear_ties(self) -> None:
        """Take up what adults at home among one's ties do, trust and resent; who has none keeps to themselves."""
        people = self.people
        people.heard_part, people.heard_trust = self.means @ people.lately, self.means @ people.trust
        people.heard_grievance = self.means @ people.grievance

    def record(self) -> None:
        """Read the ten series off."""
        people, homes, disputes, count = self.people, self.homes, self.disputes, self.count
        heads = self.villages.people
        row = np.empty((len(SERIES), count))
        row[0] = group_count(people.village[people.took_part], count) / heads
        row[1] = run_sum(people.trust, self.villages.first_person) / heads
        row[2] = run_sum(people.grievance, self.villages.first_person) / heads
        row[3] = group_count(disputes.village[self.open], count)
        row[4] = self.new
        row[5] = group_count(disputes.village[self.settled], count)
        row[6] = self.passed_up
        row[7] = self.ledger.of("cash")
        row[8] = run_sum(homes.points, self.villages.first_home)
        row[9] = run_sum(self.earned, self.villages.first_home) / heads
        self.series.append(row)
