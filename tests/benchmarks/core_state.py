"""What the village core knows: people, homes, villages, ties and disputes as columns, cut out of a full world."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.chance import combine
from model.columns import Column, Fen, Keys, Mask, Reals, Rows, Table
from model.ledger import whole_fen
from model.phases.disputes import ablest_cadre
from model.policies.base import Levers
from model.primitives import group_count
from model.tables import COMMITTEE, DISPUTES, FARM, LOCAL_WAGE, MEMBER, SECRETARY, TOWNSHIP
from model.world import World

RUNGS = 4
"""The ladder of the core: linked worker, grid, village, township."""
MEDIATION_SHARE = 0.1
"""The part of their hours that posts keep free for mediation; the full model shares hours among all duties."""
NEVER = 1 << 40
HEARING_FEE = 5_000
"""What one hearing costs the village, in fen."""


@dataclass
class People:
    """Everybody alive, sorted by household and so by village; one value a person."""

    key: Keys
    village: Rows
    home: Rows
    frailty: Reals
    norm: Reals
    efficacy: Reals
    content: Reals
    """Where satisfaction would head without trust and grievance."""
    anchor: Reals
    """Where trust returns to: the own disposition and how the village is run."""
    presence: Reals
    """How far a person is there to quarrel, a share; 0 without ties to adults at home."""
    most_quarrels: Reals
    """An upper bound of the own rate of starting disputes."""
    reach: Reals
    time_cost: Reals
    """Logits a person, in slack months (row 0) and in busy ones (row 1)."""
    earns_points: Mask
    trust: Reals
    grievance: Reals
    satisfaction: Reals
    lately: Reals
    habituation: Reals
    heard_part: Reals
    heard_trust: Reals
    heard_grievance: Reals
    took_part: Mask


@dataclass
class Homes:
    """Households; one value each."""

    key: Keys
    village: Rows
    hardship: Mask
    level: Reals
    """Income level of the village, a ratio."""
    pay_home: Reals
    sent: Reals
    """What the away send home, yuan a dekad."""
    business: Reals
    hands: Reals
    old: Reals
    rent: Reals
    patrol: Reals
    """Chance that the grid's patrol finds a dispute."""
    hearsay: Reals
    has_grid: Mask
    skill: Reals
    """Mediation skill of whoever handles a case of this home, one row a home and one column a rung."""
    linked: Rows
    """The rows of linked homes, in order."""
    worker: Rows
    """Who visits them: a row of the world's people."""
    visit_due: Reals
    """The part of the next visit that is due, one value a linked home."""
    visits: Reals
    """Visits a dekad, one value a linked home."""
    visited: Mask
    visited_quarter: Mask
    points: Reals
    income: Reals
    """Yuan this year."""


@dataclass
class Villages:
    """Villages; one value each."""

    key: Keys
    first_person: Rows
    first_home: Rows
    people: Reals
    spread: Reals
    """How much one fresh dispute raises one adult's rate of quarrels."""
    operating_income: Reals
    """Yuan a dekad at a market of one."""
    grant: Fen
    running_costs: Fen
    """Pay of the two committees and what the office costs, in fen a dekad."""
    points_value: Reals
    points_seen: Reals
    salient: Reals
    """How far points are seen and worth something, a share."""
    promised: Reals
    """Yuan of points for one act, as far as acts are recorded."""
    points_budget: Fen
    """Most that may be redeemed in one month."""
    market: Reals
    funded: Reals
    crowding: Reals
    desk_key: Keys
    """Keys of the desks, village by village and rung by rung."""
    hearings: Reals
    """Hearings a dekad, one value a desk."""
    support: Reals
    """Legal help, in logits, one value a rung."""


@dataclass
class Ties:
    """Ties to adults at home, the only ones who are heard and quarrelled with; rows of people in order."""

    indptr: Rows
    indices: Rows
    strength: Reals
    """How close two parties are, one value a tie."""
    number: Reals
    alone: Rows
    """Those without such ties."""


def _column(name: str, dtype: str, default: float, meaning: str) -> Column:
    return Column(name, dtype, "", None, None, default, "core", meaning, meaning)


DISPUTE_COLUMNS = (
    *(c for c in DISPUTES if c.name in {"key", "village", "person", "other", "severity", "ties"}),
    _column("home", "i8", 0, "household of the initiator"),
    _column("their_home", "i8", 0, "household of the counterpart"),
    _column("arose", "i8", 0, "dekad"),
    _column("known", "i8", NEVER, "dekad or never"),
    _column("level", "i8", 0, "rung"),
    _column("attempts", "i8", 0, "attempts at this rung"),
)


@dataclass
class Cut:
    """Which rows of a world a core takes over, and where they come to lie."""

    world: World
    villages: Rows
    homes: Rows
    people: Rows
    home_place: Rows
    village_place: Rows

    @classmethod
    def of(cls, world: World, villages: Sequence[int] | None) -> "Cut":
        """Choose everybody alive in ``villages`` (all by default), sorted by household."""
        chosen = np.arange(len(world.villages)) if villages is None else np.asarray(villages, dtype=np.int64)
        homes = np.flatnonzero(np.isin(world.households.village, chosen))
        alive = np.flatnonzero(world.registered & np.isin(world.people.village, chosen))
        people = alive[np.argsort(world.people.household[alive], kind="stable")]
        return cls(
            world, chosen, homes, people, _places(homes, len(world.households)), _places(chosen, len(world.villages))
        )

    @property
    def village(self) -> Rows:
        """The village of each person."""
        return self.village_place[self.world.people.village[self.people]]

    @property
    def home(self) -> Rows:
        """The household of each person."""
        return self.home_place[self.world.people.household[self.people]]

    @property
    def at_home(self) -> Mask:
        """Who lives in the village."""
        return self.world.resident[self.people]

    @property
    def grown(self) -> Mask:
        """Adults at home."""
        return (self.world.resident & self.world.adults)[self.people]


def _places(rows: Rows, count: int) -> Rows:
    place = np.full(count, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    return place


def cut_ties(cut: Cut) -> Ties:
    """Return the ties among those taken over whose far end is an adult at home."""
    world, rows = cut.world, cut.people
    matrix = world.ties()[rows][:, rows].tocsr()
    matrix.sort_indices()
    near = np.repeat(np.arange(len(rows)), np.diff(matrix.indptr))
    heard = cut.grown[matrix.indices]
    near, far = near[heard], matrix.indices[heard].astype(np.int64)
    number = group_count(near, len(rows))
    b, home, clan = world.b.disputes, cut.home, world.people.clan[rows]
    kin = np.where(clan[near] == clan[far], float(b.ties_tied_kin), float(b.ties_tied))
    return Ties(
        indptr=np.concatenate([[0], np.cumsum(number)]),
        indices=far,
        strength=np.where(home[near] == home[far], 1.0, kin),
        number=number.astype(float),
        alone=np.flatnonzero(number == 0),
    )


def cut_people(cut: Cut, ties: Ties) -> People:
    """Return the people, and what does not change about them worked out once."""
    world, rows, b = cut.world, cut.people, cut.world.b
    table, village = world.people, world.people.village[cut.people]
    presence = np.where(cut.at_home, 1.0, b.disputes.away_share) * world.adults[rows] * (ties.number > 0)
    platform = np.minimum(b.participation.platform * (world.villages.platform + world.drivers["platform"]), 1.0)
    reach = world.adults[rows] * np.where(cut.at_home, 1.0, platform[village] * table.digital[rows])
    stress = b.disputes.stress_hardship * world.households.hardship[table.household[rows]] + b.disputes.stress_grievance
    calm = np.exp(stress - b.disputes.norm * (table.norm[rows] - 0.5))
    seen = world.villages.performance[village]
    return People(
        key=table.key[rows], village=cut.village, home=cut.home, frailty=table.frailty[rows], norm=table.norm[rows],
        efficacy=table.efficacy[rows], satisfaction=table.satisfaction[rows],
        anchor=table.trust_base[rows] + b.opinion.anchor * (seen - 0.5),
        content=b.opinion.content_base + b.opinion.content_performance * seen, presence=presence,
        most_quarrels=b.disputes.base * table.frailty[rows] * calm * presence, reach=reach,
        time_cost=time_cost(world, rows),
        earns_points=cut.at_home & (world.drivers["points_value"][village] > 0),
        trust=table.trust_village[rows], grievance=table.grievance[rows], lately=table.lately[rows],
        habituation=table.habituation[rows], heard_part=table.neighbours_part[rows],
        heard_trust=table.neighbours_trust[rows], heard_grievance=table.neighbours_grievance[rows],
        took_part=np.zeros(len(rows), dtype=bool),
    )  # fmt: skip


def time_cost(world: World, rows: Rows) -> Reals:
    """Return how work and frailty stand in the way of taking part, in slack months and in busy ones."""
    people, b = world.people, world.b.participation
    work = people.occupation[rows]
    slack = b.wage_time * (work == LOCAL_WAGE) + b.frail * (1.0 - people.health[rows])
    return np.stack([slack, slack + b.busy_season * (work == FARM)])


def cut_homes(cut: Cut) -> Homes:
    """Return the households, with their links, patrols and mediators as they stand."""
    world, rows, b = cut.world, cut.homes, cut.world.b
    table, village = world.households, world.households.village[cut.homes]
    somebody = table.residents[rows] > 0
    worker = world.grids.worker[table.grid[rows]]
    patrolled = (worker >= 0) * (
        b.contact.patrol_stranger
        + (1.0 - b.contact.patrol_stranger) * world.people.knowledge[np.maximum(worker, 0)]
    )  # fmt: skip
    linked = np.flatnonzero((table.linked[rows] >= 0) & somebody)
    contacts = world.programmes["household_linkage"].levers["contacts_per_month"] / DEKADS_A_MONTH
    return Homes(
        key=table.key[rows], village=cut.village_place[village], hardship=table.hardship[rows] & somebody,
        level=world.villages.income_level[village], pay_home=table.pay_home[rows].copy(),
        sent=table.pay_away[rows] * b.economy.remitted * somebody,
        business=table.business[rows] * somebody, hands=table.hands[rows], old=table.old[rows],
        rent=b.economy.land_rent * table.land[rows] / DEKADS_A_YEAR * somebody,
        patrol=world.drivers["patrol_finding"][village] * patrolled,
        hearsay=b.contact.hearsay * world.villages.integration[village],
        has_grid=worker >= 0, skill=handlers_skill(world, rows), linked=linked,
        worker=table.linked[rows][linked], visit_due=table.visit_due[rows][linked],
        visits=np.minimum(contacts[village][linked], 1.0),
        visited=np.zeros(len(rows), dtype=bool), visited_quarter=table.visited_quarter[rows],
        points=table.points[rows], income=np.zeros(len(rows)),
    )  # fmt: skip


def handlers_skill(world: World, rows: Rows) -> Reals:
    """Return the mediation skill of whoever handles a case of each household, rung by rung."""
    households, b = world.households, world.b.mediation
    cadre = ablest_cadre(world)[households.village[rows]]
    handlers = (households.linked[rows], world.grids.worker[households.grid[rows]], cadre)
    known = [np.where(who >= 0, world.people.skill[np.maximum(who, 0)], b.skill_nobody) for who in handlers]
    return np.stack([*known, np.full(len(rows), float(b.skill_township))], axis=1)


def cut_villages(cut: Cut) -> Villages:
    """Return the villages, with purse, points and desks."""
    world, rows, b = cut.world, cut.villages, cut.world.b
    table, points = world.villages, Levers(world.programmes["points"].levers)
    count, value, seen = len(rows), world.drivers["points_value"][rows], world.drivers["points_seen"][rows]
    adults = np.maximum(group_count(cut.village[cut.grown], count), 1)
    grant = world.programmes["operating_fund"].levers["per_village"] / DEKADS_A_YEAR
    return Villages(
        key=table.key[rows],
        first_person=np.searchsorted(cut.village, np.arange(count)),
        first_home=np.searchsorted(cut.village_place[world.households.village[cut.homes]], np.arange(count)),
        people=group_count(cut.village, count).astype(float),
        spread=b.disputes.branching / DEKADS_A_QUARTER / adults,
        operating_income=table.operating_level[rows] / DEKADS_A_YEAR,
        grant=whole_fen(grant)[rows],
        running_costs=world.tick.wage_bill[rows] + round(b.money.office * 100 / DEKADS_A_YEAR),
        points_value=value, points_seen=seen, salient=seen * value / (value + b.points.half_value),
        promised=(points.point_value * points.points_per_act)[rows] * b.points.recorded,
        points_budget=whole_fen(points.annual_budget / 12.0)[rows],
        market=table.market[rows], funded=table.funded[rows], crowding=table.crowding[rows],
        desk_key=combine(np.repeat(table.key[rows], RUNGS), np.tile(np.arange(RUNGS), count)),
        hearings=hearings(world)[rows].ravel(),
        support=np.where(np.arange(RUNGS) == TOWNSHIP, float(b.mediation.legal_upper), 0.0),
    )  # fmt: skip


def hearings(world: World) -> Reals:
    """Return how many cases the desks of each village can hear in a dekad, one column a rung."""
    b, villages = world.b.mediation, world.villages
    people = np.bincount(world.people.village[world.registered], minlength=len(villages))
    hours = [
        MEDIATION_SHARE * world.sum_posts(MEMBER, "hours"),
        MEDIATION_SHARE * np.bincount(
            world.grids.village, np.where(world.grids.worker >= 0, world.people.hours[world.grids.worker], 0.0),
            len(villages),
        ),
        MEDIATION_SHARE * world.sum_posts(SECRETARY | COMMITTEE, "hours"),
        b.township_hours * people / 1000.0,
    ]  # fmt: skip
    each = (b.hours_linked, b.hours_grid, b.hours_village, b.hours_township)
    return np.stack([there / per for there, per in zip(hours, each, strict=True)], axis=1)


def tie_means(ties: Ties) -> sparse.csr_array:
    """Return the matrix whose product with a column is its mean over ties, or the own value of those without any."""
    count = len(ties.number)
    means = sparse.csr_array((np.ones(len(ties.indices)), ties.indices, ties.indptr), shape=(count, count))
    own = sparse.coo_array((np.ones(len(ties.alone)), (ties.alone, ties.alone)), shape=(count, count))
    return sparse.csr_array(sparse.diags_array(1.0 / np.maximum(ties.number, 1.0)) @ means + own)


def no_disputes() -> Table:
    """Return an empty table of disputes."""
    return Table(DISPUTE_COLUMNS)


def copied(state: Any) -> Any:
    """Return an independent copy of a set of columns."""
    return type(state)(**{name: array.copy() for name, array in vars(state).items()})
