"""Disputes and needs arise; each dispute gets its kind, counterpart, ties and severity."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.chance import combine
from model.columns import Array, Reals, Rows
from model.ledger import whole_fen
from model.primitives import group_count
from model.rules.dispute_arises import dispute_rate
from model.rules.logistic import chance_of
from model.tables import AWAY, DISPUTE_KINDS, FARM, LOCAL_WAGE, OPEN, RESIDENT

if TYPE_CHECKING:
    from model.world import World

KIND = {name: number for number, name in enumerate(DISPUTE_KINDS)}
AGAINST_THE_ORGANISATION = [KIND[name] for name in ("collective_assets", "expropriation", "welfare_lists")]
AMONG_TIES = [KIND[name] for name in ("neighbours", "boundary_land", "homestead", "damages", "environment")]


def contagion(world: "World") -> Reals:
    """Return how much one adult's rate is raised by fresh open disputes of the village (disputes a dekad)."""
    disputes = world.disputes
    fresh = (disputes.state == OPEN) & (disputes.arose > world.now - DEKADS_A_QUARTER)
    count = group_count(disputes.village[fresh], len(world.villages))
    spread: Reals = world.b.disputes.branching / DEKADS_A_QUARTER * count / np.maximum(world.villages.adults_home, 1.0)
    return spread


def decide(world: "World", rows: Any) -> None:
    """Decide who starts a dispute and who comes to need something.

    Both are rare: the rule is worked out only for those whose draw lies below the highest chance anybody can have.
    """
    key = world.people.key[rows]
    for intent, chance, most in (
        ("quarrels", chance_of_quarrel, most_quarrels(world)), ("needs", chance_of_need, most_needs(world))
    ):  # fmt: skip
        drawn = world.draw(intent, key)
        close = np.flatnonzero(drawn < most)
        happens = np.zeros(len(key), dtype=bool)
        happens[close] = drawn[close] < chance(world, np.arange(len(world.people))[rows][close])
        world.intents[intent][rows] = happens


def chance_of_quarrel(world: "World", rows: Rows) -> Reals:
    """Return each person's chance of starting a dispute in this dekad."""
    people, b = world.people, world.b.disputes
    village, status = people.village[rows], people.status[rows]
    adult = people.born[rows] <= world.now - 18 * DEKADS_A_YEAR
    presence = adult * np.where(world.tick.home[rows], 1.0, np.where(status == AWAY, b.away_share, 0.0))
    hard = world.households.hardship[people.household[rows]]
    stress = b.stress_hardship * hard + b.stress_grievance * people.grievance[rows] + village_stress(world)[village]
    spread = world.tick.spread[village]
    return chance_of(dispute_rate(people.frailty[rows], stress, people.norm[rows], spread, presence, b.base, b.norm))


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
    return float(chance_of(rate)[0])


def chance_of_need(world: "World", rows: Rows) -> Reals:
    """Return each person's chance of coming to need something in this dekad."""
    people = world.people
    asks = (people.status[rows] == RESIDENT) & (people.born[rows] <= world.now - 18 * DEKADS_A_YEAR)
    return chance_of(world.b.requests.arise * world.households.needs[people.household[rows]] * asks)


def most_needs(world: "World") -> float:
    """Return a bound on anybody's chance of coming to need something."""
    return float(chance_of(np.array([world.b.requests.arise * world.households.needs.max()]))[0])


def settle(world: "World") -> None:
    """Open the dekad's disputes and needs."""
    open_disputes(world, np.flatnonzero(world.intents["quarrels"]))
    open_needs(world, np.flatnonzero(world.intents["needs"]))
    world.tick.open_requests = np.flatnonzero(world.requests.open)


def open_disputes(world: "World", rows: Rows) -> None:
    """Give each new dispute its kind, counterpart, ties and severity, keyed by household, counterpart, kind, dekad."""
    if not len(rows):
        return
    people, b = world.people, world.b.disputes
    kind = choose_kind(world, rows)
    other = np.array([find_counterpart(world, row, k) for row, k in zip(rows, kind, strict=True)], dtype=np.int64)
    someone = other >= 0
    with_whom = np.where(someone, people.key[np.maximum(other, 0)], np.uint64(0))
    home_key = world.households.key[people.household[rows]]
    key = combine(home_key, with_whom, kind.astype(np.uint64), np.uint64(world.now), people.key[rows])
    cross = someone & (people.clan[rows] != people.clan[np.maximum(other, 0)])
    hard = np.isin(kind, [KIND["boundary_land"], KIND["expropriation"], KIND["collective_assets"], KIND["homestead"]])
    spread = world.draw("severity", key)
    severity = b.severity_sd * (2.0 * spread - 1.0) * 1.7320508 + b.severity_hard * hard
    world.disputes.append(len(rows), {
        "key": key, "village": people.village[rows], "person": rows, "other": other, "kind": kind,
        "arose": world.now, "severity": severity, "cross_clan": cross, "ties": tie_strength(world, rows, other),
    })  # fmt: skip


def choose_kind(world: "World", rows: Rows) -> Array:
    """Draw the kind of each dispute from the mix that fits the person and the village."""
    people, villages, b = world.people, world.villages, world.b.disputes
    weight = np.tile([getattr(b, f"mix_{name}") for name in DISPUTE_KINDS], (len(rows), 1))
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


def find_counterpart(world: "World", row: int, kind: int) -> int:
    """Return the other party: kin at home, a tie, a tie of a tie, or -1 for the organisation.

    Among those who fit, the one with the lowest keyed draw is taken, so that nobody's place in a table matters.
    """
    people = world.people
    if kind in AGAINST_THE_ORGANISATION:
        return -1
    if kind == KIND["family"]:
        fits = np.flatnonzero(people.household == people.household[row])
    elif kind in AMONG_TIES:
        fits = ties_of(world, row)
        fits = fits[people.household[fits] != people.household[row]]
    else:
        fits = acquaintances(world, row)
        fits = fits[people.household[fits] != people.household[row]]
    alive = (people.status[fits] == RESIDENT) | (people.status[fits] == AWAY)
    fits = fits[alive & (people.born[fits] <= world.now - 18 * DEKADS_A_YEAR) & (fits != row)]
    if not len(fits):
        return -1
    return int(fits[np.argmin(world.draw("counterpart", combine(people.key[fits], people.key[row])))])


def ties_of(world: "World", row: int) -> Rows:
    """Return the rows of a person's ties; people who came later have none yet."""
    if row >= len(world.indptr) - 1:
        return np.zeros(0, dtype=np.int64)
    mine: Rows = world.indices[world.indptr[row] : world.indptr[row + 1]]
    return mine


def acquaintances(world: "World", row: int) -> Rows:
    """Return the ties of a person's ties, and the ties of those at home of people who came later."""
    near = ties_of(world, row)
    if not len(near):
        near = np.flatnonzero(world.people.household == world.people.household[row])
    known: Rows = np.unique(np.concatenate([near, *(ties_of(world, int(i)) for i in near)]))
    return known


def tie_strength(world: "World", rows: Rows, other: Rows) -> Reals:
    """Return how close two parties are: one home, tied kin, tied, kin, or strangers; none to an organisation."""
    people, b = world.people, world.b.disputes
    them = np.maximum(other, 0)
    same_home = people.household[rows] == people.household[them]
    kin = people.clan[rows] == people.clan[them]
    tied = np.array([_tied(world, i, j) for i, j in zip(rows, them, strict=True)], dtype=bool)
    strength = np.select(
        [same_home, tied & kin, tied, kin], [1.0, b.ties_tied_kin, b.ties_tied, b.ties_kin], b.ties_strangers
    )
    return np.where(other >= 0, strength, float(b.ties_organisation))


def _tied(world: "World", i: int, j: int) -> bool:
    return bool((ties_of(world, i) == j).any())


def open_needs(world: "World", rows: Rows) -> None:
    """Open a need for each person: the work and the money it takes."""
    if not len(rows):
        return
    people, b = world.people, world.b.requests
    key = combine(people.key[rows], np.uint64(world.now), np.uint64(7))
    work = -np.log(world.draw("work", key)) * b.hours
    costly = world.draw("costly", key) < b.costly_share
    cost = whole_fen(np.where(costly, -np.log(world.draw("cost", key)) * b.cost, 0.0))
    world.requests.append(len(rows), {
        "key": key, "village": people.village[rows], "person": rows, "channel": -1, "hours": work, "cost": cost,
        "arose": world.now,
    })  # fmt: skip
