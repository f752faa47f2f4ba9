"""A policy that is off, nowhere or not yet in force changes nothing, bit for bit; and it asks for nothing."""

import numpy as np
import pytest
from snapshots import columns, differing
from strategies import EVERYTHING, STATUS_QUO, start_world, three_villages

from model.drivers import DRIVERS
from model.policies import POLICIES, Levers
from model.settings import Programme, Rollout

HALF_A_YEAR = 18
PROGRAMMES = {name: policy for name, policy in POLICIES.items() if not policy.standing}
SWITCHED = {name: policy for name, policy in PROGRAMMES.items() if name != "points"}
"""Programmes of which each switch silences its own part; points take recording hours whatever they are worth."""


GROUNDLESS = {
    "five_colour_branches": "no emergency",
    "red_property": "no town community",
    "urban_estate_chain": "no town community",
    "weak_branch_rectification": "nobody listed as weak",
}
"""Programmes that find nothing to work on in this county, and why; the tests of routes give them ground."""


def county(*programmes, years=1):
    return three_villages(years=years, burn_in=1, programmes=programmes, behaviour={"disputes.base": 0.003})


@pytest.fixture(scope="module")
def burned():
    """Return the county at the end of its burn-in; nobody may step it."""
    return start_world(county())


def run(burned, *programmes, dekads=HALF_A_YEAR):
    """Return all columns, the ledger and the drivers after half a year of these programmes."""
    world = burned.clone()
    world.adopt(county(*programmes))
    for _ in range(dekads):
        world.step()
    state = dict(columns(world))
    state["ledger"] = world.ledger.balance
    return state | {f"driver.{name}": values for name, values in world.drivers.items()}


def levers_off(policy):
    return {lever.name: lever.off for lever in policy.levers if lever.off is not None}


@pytest.fixture(scope="module")
def plain(burned):
    return run(burned, *STATUS_QUO)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_levers_at_off_equal_the_run_without_it(burned, plain, policy):
    others = [programme for programme in STATUS_QUO if programme.policy != policy.id]
    off = Programme(policy=policy.id, levers=levers_off(policy))
    without = run(burned, *others) if policy.standing else plain
    assert differing(without, run(burned, *others, off)) == []


@pytest.mark.parametrize(
    "where",
    [{"where": Rollout(share=0.0)}, {"where": Rollout(villages=())}, {"start": "2030-01-01"}],
    ids=["share 0", "no village", "after the end"],
)
def test_programmes_that_are_nowhere_change_nothing(burned, plain, where):
    idle = [Programme.model_validate({"policy": name, **where}, strict=False) for name in PROGRAMMES]
    assert differing(plain, run(burned, *STATUS_QUO, *idle)) == []


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_in_force_changes_something_where_it_has_ground(burned, plain, name):
    moved = differing(plain, run(burned, *STATUS_QUO, Programme(policy=name)))
    assert (moved == []) == (name in GROUNDLESS)


def test_the_order_in_which_programmes_are_listed_does_not_matter(burned):
    assert differing(run(burned, *EVERYTHING), run(burned, *reversed(EVERYTHING))) == []


@pytest.mark.parametrize("policy", SWITCHED.values(), ids=SWITCHED)
def test_levers_at_off_ask_for_nothing_and_push_nothing(burned, policy):
    villages = len(burned.villages)
    world = burned.clone()
    state = world.programme(policy.id)
    state.since[:] = world.now
    state.in_force[:] = True
    values = {name: value.copy() for name, value in state.levers.items()}
    for name, off in levers_off(policy).items():
        values[name] = np.full(villages, float(off))
    needs = policy.needs(world, Levers(values))
    asked = [*needs.hours.values(), *needs.fen.values(), needs.grant, needs.county_fen]
    assert [amount for amount in asked if amount is not None and np.any(amount)] == []

    def push(name, value):
        neutral = np.full(villages, DRIVERS[name].neutral)
        pushed = np.broadcast_to(np.asarray(value, dtype=float), (villages,))
        assert np.array_equal(DRIVERS[name].apply(neutral, pushed, np.ones(villages)), neutral), name

    policy.effects(world, Levers(values), push)
