"""Disputes and needs arise; each dispute gets its kind, counterpart, ties and severity."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.chance import combine
from model.columns import Array, Reals, Rows
from model.ledger import whole_fen
from model.primitives import group_count, pick, spread_out
from model.rules.dispute_arises import dispute_rate
from model.rules.logistic import chance_of
from model.tables import AWAY, DISPUTE_KINDS, FARM, LOCAL_WAGE, OPEN, RESIDENT

if TYPE_CHECKING:
    from model.world import World

KIND = {name: number for number, name in enumerate(DISPUTE_KINDS)}
# In which circle the other party is found, by kind of dispute: the organisation itself, the home, ties, ties of ties.
ORGANISATION, AT_HOME, TIED, FURTHER = range(4)
_AGAINST_THE_ORGANISATION = ("collective_assets", "expropriation", "welfare_lists")
_OVER_THE_COMMONS = ("environment", "homestead", "boundary_land")
_AMONG_TIES = ("neighbours", "boundary_land", "homestead", "damages", "environment")
CIRCLE = np.array([
    ORGANISATION if name in _AGAINST_THE_ORGANISATION else TIED if name in _AMONG_TIES
    else AT_HOME if name == "family" else FURTHER
    for name in DISPUTE_KINDS
])  # fmt: skip


HARD = np.isin(DISPUTE_KINDS, ("boundary_land", "expropriation", "collective_assets", "homestead"))
"""Kinds of dispute that start out more severe."""
COMMONS = np.isin(DISPUTE_KINDS, _OVER_THE_COMMONS)
"""Kinds of dispute that neighbours can see from outside: land, houses, surroundings."""
PREVENTION = ("quarrels_private", "quarrels_commons", "quarrels_village")
"""The drivers that make some kinds of dispute arise less or more often; `PREVENTED_BY` says which kinds."""
PREVENTED_BY = np.array([
    1 if name in _OVER_THE_COMMONS else 2 if name in _AGAINST_THE_ORGANISATION else 0 for name in DISPUTE_KINDS
])  # fmt: skip


def contagion(world: "World") -> Reals:
    """Return how much one adult's rate is raised by fresh open disputes of the village (disputes a dekad)."""
    disputes = world.disputes
    fresh = (disputes.state == OPEN) & (disputes.arose > world.now - DEKADS_A_QUARTER)
    count = group_count(disputes.village[fresh], len(world.villages))
    spread: Reals = world.b.disputes.branching / DEKADS_A_QUARTER * count / np.maximum(world.villages.adults_home, 1.0)
    return spread


def decide(world: "World", rows: Any) -> None:
    """Decide who starts a dispute, over what, and who comes to need something.

    Both are rare: the rule is worked out only for those whose draw lies below the highest chance anybody can have.
    """
    key, intents = world.people.key[rows], world.intents
    close, drawn = world.draw_low("quarrels", key, most_quarrels(world))
    intents["quarrels"][rows] = False
    decide_quarrels(world, pick(rows, close), drawn)
    close, drawn = world.draw_low("needs", key, most_needs(world))
    intents["needs"][rows] = False
    close = pick(rows, close)
    intents["needs"][close] = drawn < chance_of_need(world, close)


def decide_quarrels(world: "World", rows: Rows, drawn: Reals) -> None:
    """Decide which of ``rows`` start a dispute, and of which kind.

    One draw stands against the chance of a dispute of its kind, so that prevention of some kinds takes those away, or
    adds to them, and leaves every other dispute as it was.
    """
    ratios = quarrel_ratios(world)[:, world.people.village[rows]]
    rate = quarrel_rate(world, rows)
    close = np.flatnonzero(drawn < chance_of(rate * ratios.max(axis=0)))
    kind = choose_kind(world, rows[close])
    world.intents["quarrel_kind"][rows[close]] = kind
    ratio = ratios[PREVENTED_BY[kind], close]
    world.intents["quarrels"][rows[close]] = drawn[close] < chance_of(rate[close] * ratio)


def quarrel_ratios(world: "World") -> Reals:
    """Return how much less or more often disputes arise, a row a driver of `PREVENTION` and a column a village."""
    return np.array([world.drivers[name] for name in PREVENTION])


def chance_of_quarrel(world: "World", rows: Rows) -> Reals:
    """Return each person's chance of starting a dispute in this dekad, over whatever arises most often."""
    often = quarrel_ratios(world).max(axis=0)
    return chance_of(quarrel_rate(world, rows) * often[world.people.village[rows]])


def quarrel_rate(world: "World", rows: Rows) -> Reals:
    """Return each person's rate of starting disputes (a dekad) where no kind is prevented or provoked."""
    people, b = world.people, world.b.disputes
    village, status = people.village[rows], people.status[rows]
    adult = people.born[rows] <= world.now - 18 * DEKADS_A_YEAR
    presence = adult * np.where(world.tick.home[rows], 1.0, np.where(status == AWAY, b.away_share, 0.0))
    hard = world.households.hardship[people.household[rows]]
    stress = b.stress_hardship * hard + b.stress_grievance * people.grievance[rows] + village_stress(world)[village]
    spread = world.tick.spread[village]
    return dispute_rate(people.frailty[rows], stress, people.norm[rows], spread, presence, b.base, b.norm)


def village_stress(world: "World") -> Reals:
    """Return what land taking and the festival add to everybody's stress, a log ratio a village."""
    b = world.b.disputes
    added: Reals = b.stress_taking * world.villages.taking + b.stress_season * world.tick.festival
    return added


def most_quarrels(world: "World") -> float:
    """Return a bound on anybody's chance of starting a dispute."""
    b = world.b.disputes
    stress = b.stress_hardship + b.stress_grievance + village_stress(world).max()
    one = np.ones(1)
    rate = dispute_rate(
        one * world.people.frailty.max(), one * stress, 0.0 * one, world.tick.spread.max(), one, b.base, b.norm
    )
    return float(chance_of(rate * quarrel_ratios(world).max())[0])


def chance_of_need(world: "World", rows: Rows) -> Reals:
    """Return each person's chance of coming to need something in this dekad."""
    people = world.people
    asks = (people.status[rows] == RESIDENT) & (people.born[rows] <= world.now - 18 * DEKADS_A_YEAR)
    usual = world.b.requests.arise * world.households.needs[people.household[rows]] * asks
    return chance_of(usual * need_ratio(world)[people.village[rows]])


def need_ratio(world: "World") -> Reals:
    """Return how much less or more often needs arise, one value a village: help for all, and an emergency."""
    ratio: Reals = world.drivers["needs"] * (1.0 + world.b.requests.emergency_needs * emergency(world))
    return ratio


def emergency(world: "World") -> Reals:
    """Return how hard an epidemic or flood strikes after what was done against it, a share a village."""
    felt: Reals = world.villages.emergency * (1.0 - world.drivers["emergency_response"])
    return felt


def most_needs(world: "World") -> float:
    """Return a bound on anybody's chance of coming to need something."""
    usual = world.b.requests.arise * world.households.needs.max()
    return float(chance_of(np.array([usual * need_ratio(world).max()]))[0])


def settle(world: "World") -> None:
    """Open the dekad's disputes and needs."""
    open_disputes(world, np.flatnonzero(world.intents["quarrels"]))
    open_needs(world, np.flatnonzero(world.intents["needs"]))
    world.tick.open_requests = np.flatnonzero(world.requests.open)


def open_disputes(world: "World", rows: Rows) -> None:
    """Give each new dispute its counterpart, ties and severity, keyed by household, counterpart, kind, dekad."""
    if not len(rows):
        return
    people, b = world.people, world.b.disputes
    kind = world.intents["quarrel_kind"][rows]
    other = find_counterparts(world, rows, kind)
    someone = other >= 0
    with_whom = np.where(someone, people.key[np.maximum(other, 0)], np.uint64(0))
    home_key = world.households.key[people.household[rows]]
    key = combine(home_key, with_whom, kind.astype(np.uint64), np.uint64(world.now), people.key[rows])
    cross = someone & (people.clan[rows] != people.clan[np.maximum(other, 0)])
    hard = HARD[kind]
    spread = world.draw("severity", key)
    severity = b.severity_sd * (2.0 * spread - 1.0) * 1.7320508 + b.severity_hard * hard
    world.disputes.append(len(rows), {
        "key": key, "village": people.village[rows], "person": rows, "other": other, "kind": kind,
        "arose": world.now, "severity": severity, "cross_clan": cross, "ties": tie_strength(world, rows, other),
    })  # fmt: skip
    people.quarrelled[rows] = world.now
    people.quarrelled[other[someone]] = world.now


def choose_kind(world: "World", rows: Rows) -> Array:
    """Draw the kind of each dispute from the mix that fits the person and the village."""
    people, villages, b = world.people, world.villages, world.b.disputes
    weight = np.ones((len(rows), 1)) * [getattr(b, f"mix_{name}") for name in DISPUTE_KINDS]
    village = people.village[rows]
    taking, closed = villages.taking[village], b.closed_affairs - villages.disclosure[village]
    weight[:, KIND["family"]] *= world.households.residents[people.household[rows]] > 1
    weight[:, KIND["boundary_land"]] *= (1.0 + taking) * (
        b.land_others + (1.0 - b.land_others) * (people.occupation[rows] == FARM)
    )
    weight[:, KIND["expropriation"]] *= b.taking_none + b.taking_weight * taking
    weight[:, KIND["collective_assets"]] *= closed
    weight[:, KIND["welfare_lists"]] *= closed
    weight[:, KIND["wages"]] *= b.wages_others + b.wages_earners * (people.occupation[rows] == LOCAL_WAGE)
    level = np.cumsum(weight, axis=1)
    drawn = world.draw("kind", people.key[rows]) * level[:, -1]
    kind: Array = np.minimum((level <= drawn[:, None]).sum(axis=1), len(DISPUTE_KINDS) - 1).astype(np.int8)
    return kind


def find_counterparts(world: "World", rows: Rows, kind: Array) -> Rows:
    """Return the other party of each dispute: kin at home, a tie, a tie of a tie, or -1 for the organisation.

    Among those who fit, the one with the lowest keyed draw is taken, so that nobody's place in a table matters.
    """
    people = world.people
    chosen = np.full(len(rows), -1, dtype=np.int64)
    case, other = candidates(world, rows, kind)
    alive = (people.status[other] == RESIDENT) | (people.status[other] == AWAY)
    fits = alive & (people.born[other] <= world.now - 18 * DEKADS_A_YEAR) & (other != rows[case])
    case, other = case[fits], other[fits]
    drawn = world.draw("counterpart", combine(people.key[other], people.key[rows[case]]))
    # The highest draw is written first, so that the lowest is what remains.
    last_first = np.argsort(-drawn, kind="stable")
    chosen[case[last_first]] = other[last_first]
    return chosen


def candidates(world: "World", rows: Rows, kind: Array) -> tuple[Rows, Rows]:
    """Return who comes into question as the other party of each case: pairs of case and person, some of them twice."""
    household = world.people.household
    circle = CIRCLE[kind]
    home_case, mate = housemates(world, rows, np.flatnonzero(circle == AT_HOME))
    tie_case, tie = ties_of(world, rows, np.flatnonzero(circle == TIED))
    further = np.flatnonzero(circle == FURTHER)
    near_case, near = ties_of(world, rows, further)
    # People who came later have no ties yet: they know the ties of those at home.
    lonely = group_count(near_case, len(rows))[further] == 0
    own_case, own = housemates(world, rows, further[lonely])
    near_case, near = np.concatenate([near_case, own_case]), np.concatenate([near, own])
    step, far = ties_of(world, near, np.arange(len(near)))
    case = np.concatenate([tie_case, near_case, near_case[step]])
    other = np.concatenate([tie, near, far])
    elsewhere = household[other] != household[rows[case]]
    return np.concatenate([home_case, case[elsewhere]]), np.concatenate([mate, other[elsewhere]])


def ties_of(world: "World", rows: Rows, cases: Rows) -> tuple[Rows, Rows]:
    """Return pairs of case and tie of the person in ``rows[case]``; people who came later have no ties yet."""
    rows, last = rows[cases], len(world.indptr) - 1
    start, stop = world.indptr[np.minimum(rows, last)], world.indptr[np.minimum(rows + 1, last)]
    place, edge = spread_out(start, stop)
    return cases[place], world.indices[edge].astype(np.int64)


def housemates(world: "World", rows: Rows, cases: Rows) -> tuple[Rows, Rows]:
    """Return pairs of case and person of the household of the person in ``rows[case]``."""
    order, start = world.members_of("household")
    home = world.people.household[rows[cases]]
    place, edge = spread_out(start[home], start[home + 1])
    return cases[place], order[edge]


def tie_strength(world: "World", rows: Rows, other: Rows) -> Reals:
    """Return how close two parties are: one home, tied kin, tied, kin, or strangers; none to an organisation."""
    people, b = world.people, world.b.disputes
    them = np.maximum(other, 0)
    same_home = people.household[rows] == people.household[them]
    kin = people.clan[rows] == people.clan[them]
    case, tie = ties_of(world, rows, np.arange(len(rows)))
    tied = group_count(case[tie == them[case]], len(rows)) > 0
    close = np.where(kin, b.ties_tied_kin, b.ties_tied)
    strength = np.where(tied, close, np.where(kin, b.ties_kin, b.ties_strangers))
    return np.where(other >= 0, np.where(same_home, 1.0, strength), float(b.ties_organisation))


def open_needs(world: "World", rows: Rows) -> None:
    """Open a need for each person: the work and the money it takes."""
    if not len(rows):
        return
    people, b = world.people, world.b.requests
    key = combine(people.key[rows], np.uint64(world.now), np.uint64(7))
    effort, luck, dear = world.draws(("work", "costly", "cost"), key)
    work = -np.log(effort) * b.hours
    cost = whole_fen(np.where(luck < b.costly_share, -np.log(dear) * b.cost, 0.0))
    world.requests.append(len(rows), {
        "key": key, "village": people.village[rows], "person": rows, "channel": -1, "hours": work, "cost": cost,
        "arose": world.now,
    })  # fmt: skip
