"""A world watched phase by phase, and the invariants that must hold after every dekad."""

from collections.abc import Callable

import numpy as np
from snapshots import columns

from model.columns import Array, Fen
from model.drivers import DRIVERS
from model.ledger import EXPENSES, INCOME, LIABILITIES
from model.schedule import Phase
from model.tables import (
    AWAY,
    BORNE,
    COURT,
    FADED,
    GONE,
    INERT,
    LINKED,
    OPEN,
    RESIDENT,
    SETTLED,
    TOWNSHIP,
    UNKNOWN,
)  # fmt: skip
from model.world import World

PAID_TO_HOUSEHOLDS = ("points", "dividends", "wages", "wages_due")
"""Accounts whose debits, taken together, are what households get out of the village purse."""


def watch(world: World, before: Callable[[Phase], None], after: Callable[[Phase], None]) -> None:
    """Call ``before`` and ``after`` around every phase of this world's steps."""
    plain = world.do

    def do(phase: Phase, cohorts: object = None) -> None:
        before(phase)
        plain(phase, cohorts)
        after(phase)

    world.do = do


def registered(world: World) -> Array:
    return (world.people.status == RESIDENT) | (world.people.status == AWAY)


class Census:
    """Follows who comes and goes: nobody appears or vanishes but by birth, marriage or death."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.look()

    def look(self) -> None:
        people = self.world.people
        self.keys, self.status = people.key.copy(), people.status.copy()
        self.married, self.children = people.married.copy(), people.children.copy()

    def check(self) -> None:
        """Compare with the last look, then look again."""
        world, people, old = self.world, self.world.people, len(self.keys)
        assert np.array_equal(people.key[:old], self.keys)
        assert len(np.unique(people.key)) == len(people)
        assert not ((self.status == GONE) & (people.status[:old] != GONE)).any()
        assert np.array_equal(self.status == INERT, people.status[:old] == INERT)
        left = (self.status != GONE) & (people.status[:old] == GONE)
        weds = people.married[:old] & ~self.married
        died = world.intents["dies"][:old] & (self.status != GONE) if world.now % 3 == 1 else np.zeros(old, bool)
        brides_out = weds & (people.sex[:old] == 0)
        assert np.array_equal(left, died | brides_out)
        new = slice(old, len(people))
        births = int((people.children[:old] - self.children).sum())
        grooms = int((weds & (people.sex[:old] == 1)).sum())
        newborn = people.born[new] == world.now - 1
        assert newborn.sum() == births
        assert (~newborn).sum() == grooms == (people.married[new] & (people.sex[new] == 0)).sum()
        assert registered(world).sum() == (self.status % 3 != 0).sum() - left.sum() + births + grooms
        self.look()


class Purse:
    """Follows money: what households receive is what the village ledger paid out to them, to the fen."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.received, self.paid = self._received(), self._paid()

    def _received(self) -> Fen:
        held = np.zeros(len(self.world.villages), dtype=np.int64)
        np.add.at(held, self.world.households.village, self.world.households.received)
        return held

    def _paid(self) -> Fen:
        return sum(self.world.ledger.of(name) for name in PAID_TO_HOUSEHOLDS)

    def check(self) -> None:
        """Compare with the last look, at the end of a dekad; a closed year starts again from nil."""
        if self.world.now % 36:
            assert np.array_equal(self._received() - self.received, self._paid() - self.paid)
        else:
            assert not self._received().any()
        self.received, self.paid = self._received(), self._paid()


def check_ledger(world: World) -> None:
    """Every village's books balance and every account keeps its sign."""
    ledger = world.ledger
    assert ledger.balance.dtype == np.int64
    assert not ledger.balance.sum(axis=0).any()
    for name in ("cash", "capital", *EXPENSES):
        assert (ledger.of(name) >= 0).all(), name
    for name in (*LIABILITIES, *INCOME, "opening"):
        assert (ledger.of(name) <= 0).all(), name
    assert np.array_equal(ledger.debt(), -sum(ledger.of(name) for name in LIABILITIES))


def check_hours(world: World) -> None:
    """Nobody gives more hours than they have or than is asked for."""
    given, available, demand = world.tick.given, world.tick.available, world.tick.demand
    assert (given >= 0).all()
    assert (given.sum(axis=2) <= available * (1 + 1e-12) + 1e-12).all()
    assert (given <= demand * (1 + 1e-12) + 1e-12).all()
    assert ((world.tick.share >= 0) & (world.tick.share <= 1 + 1e-12)).all()


def check_bounds(world: World) -> None:
    """Every column, driver and programme share lies within its declared bounds, and every reference points at a row."""
    for name, values in columns(world):
        table, _, column = name.partition(".")
        declared = next(c for c in getattr(world, table).columns if c.name == column)
        if values.dtype.kind == "f":
            assert np.isfinite(values).all(), name
        assert declared.low is None or (values >= declared.low).all(), (name, values.min(initial=0))
        assert declared.high is None or (values <= declared.high).all(), (name, values.max(initial=0))
        if declared.unit.startswith("person row"):
            assert (values < len(world.people)).all(), name
    for name, driver in DRIVERS.items():
        assert ((world.drivers[name] >= driver.low) & (world.drivers[name] <= driver.high)).all(), name
    for name, programme in world.programmes.items():
        for share in (programme.fidelity, programme.money_share, programme.hours_share, programme.dose):
            assert ((share >= 0) & (share <= 1 + 1e-12)).all(), name
        assert not programme.dose[~programme.in_force].any(), name


def check_disputes(world: World) -> None:
    """Every dispute is in exactly one state, with a history that fits it."""
    d, now = world.disputes, world.now
    left = np.isin(d.state, (FADED, BORNE, COURT))
    settled = d.state == SETTLED
    assert ((d.state == OPEN) | settled | left).all()
    assert np.array_equal(d.closed >= 0, d.state != OPEN)
    assert (d.arose < now).all()
    for moment in (d.known, d.closed, d.first_settled, d.reopened, d.petitioned, d.reported_settled):
        assert ((moment == -1) | ((moment >= d.arose) & (moment < now))).all()
    assert (d.known[d.reported_settled >= 0] >= 0).all()
    assert (d.reported_settled[d.reported_settled >= 0] >= d.known[d.reported_settled >= 0]).all()
    assert np.array_equal(d.known >= 0, d.route != UNKNOWN)
    ever = d.first_settled >= 0
    assert (ever | ~settled).all()
    assert np.array_equal(ever, d.settled_level >= LINKED)
    assert (d.first_settled[ever] >= d.known[ever]).all()
    assert (d.closed[settled] >= d.first_settled[settled]).all()
    assert (d.tries[ever] > 0).all()
    assert (d.reopened[d.reopened >= 0] > d.first_settled[d.reopened >= 0]).all()
    assert (ever | (d.reopened < 0)).all()
    assert (d.tries >= d.attempts).all()
    assert not d.tries[d.known < 0].any()
    assert np.array_equal(d.petitions > 0, d.petitioned >= 0)
    assert (d.level[(d.petitions > 0) & (d.state == OPEN)] >= TOWNSHIP).all()
    assert len(np.unique(d.key)) == len(d)
    assert (d.person != d.other).all()
    assert (world.people.village[d.person] == d.village).all()


def check_requests(world: World) -> None:
    """Every request is open, done or lapsed, and known before it is done."""
    r = world.requests
    done = r.done >= 0
    lapsed = ~r.open & ~done
    assert not (r.open & done).any()
    assert (r.known[lapsed] == -1).all()
    assert np.array_equal(r.known >= 0, r.channel >= 0)
    assert ((r.known == -1) | (r.known >= r.arose)).all()
    assert (r.done[done] >= r.known[done]).all()
    assert (r.reported[done] >= r.known[done]).all()
    assert (r.reported[done] <= r.done[done]).all()
    assert (r.known[r.reported >= 0] >= 0).all()
    assert len(np.unique(r.key)) == len(r)


def check(world: World) -> None:
    """Check everything that holds after any dekad."""
    for one in (check_ledger, check_hours, check_bounds, check_disputes, check_requests):
        one(world)
