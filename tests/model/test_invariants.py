"""What must hold in every county, under any programmes, after every dekad."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from snapshots import differing, snapshot
from strategies import (
    EVERYTHING,
    STATUS_QUO,
    counties,
    county_of,
    every,
    programmes,
    seeds,
    start_world,
    three_villages,
    village,
)  # fmt: skip
from watching import Census, Purse, check, check_bounds, check_disputes, check_ledger

from model.calendar import DEKADS_A_YEAR
from model.columns import Table
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.settings import Programme, Rollout
from model.tables import BORNE, COURT, FADED
from model.world import World


@pytest.mark.slow
@settings(max_examples=30, phases=(Phase.explicit, Phase.generate))
@given(chosen=counties(), seed=seeds)
def test_the_invariants_hold_in_any_county(chosen, seed):
    world = start_world(chosen, seed)
    census, purse = Census(world), Purse(world)
    while world.now < world.end:
        world.step()
        census.check()
        purse.check()
        check(world)


def test_the_invariants_hold_over_years_and_what_was_left_stays_left(small_settings):
    world = start_world(
        small_settings.model_copy(update={"behaviour": {"disputes.base": 0.003, "disputes.petition": 0.05}}),
        events=True,
    )
    census, purse = Census(world), Purse(world)
    left = {}
    while world.now < world.end:
        world.step()
        census.check()
        purse.check()
        check(world)
        found = fates(every(world, "disputes"))
        assert {key: found[key] for key in left} == left
        left = found
    disputes = every(world, "disputes")
    assert len(left) > 10
    assert (disputes.reopened >= 0).any()
    assert (disputes.petitions > 1).any()


def fates(disputes: Table) -> dict[int, tuple[int, int]]:
    """Return state and end of every dispute that was left by a way of no return, by its key."""
    gone = disputes.take(np.isin(disputes.state, (FADED, BORNE, COURT)))
    return {int(key): (state, closed) for key, state, closed in zip(gone.key, gone.state, gone.closed, strict=True)}


@pytest.mark.parametrize("reference", [(), STATUS_QUO], ids=["no fund", "fund ends"])
@pytest.mark.parametrize("levers", [{}, {"point_value": 20.0, "annual_budget": 500_000.0}, {"county_pays": 0}])
def test_a_village_that_cannot_pay_its_bills_still_keeps_its_books(reference, levers):
    poor = village("甲", 220, collective_income=0.0)
    points = Programme(policy="points", levers=levers)
    world = start_world(county_of(poor, years=2, reference=reference, programmes=(points,)))
    purse = Purse(world)
    while world.now < world.end:
        world.step()
        purse.check()
        check(world)
    assert world.ledger.debt()[0] > 0


def test_opinions_start_within_bounds_however_much_trust_in_upper_levels_follows_the_village():
    most = {key: PASSPORTS[key].high for key in ("opinion.upper_base", "opinion.upper_local", "opinion.anchor")}
    check_bounds(World.build(three_villages(behaviour=most), 1))


OFF = [
    pytest.param(lambda policy: [Programme(policy=policy.id, levers=levers_off(policy))], id="levers off"),
    pytest.param(lambda policy: [Programme(policy=policy.id, where=Rollout(share=0.0))], id="share 0"),
    pytest.param(lambda policy: [Programme(policy=policy.id, start="2030-01-01")], id="starts after the end"),
    pytest.param(lambda policy: [Programme(policy=policy.id, where=Rollout(villages=()))], id="no village"),
]


def levers_off(policy) -> dict[str, object]:
    return {lever.name: lever.off for lever in policy.levers if lever.off is not None}


HALF_A_YEAR = DEKADS_A_YEAR // 2
STANDING = {"reference": STATUS_QUO, "programmes": STATUS_QUO}
NOTHING = {"reference": (), "programmes": ()}


@pytest.mark.parametrize("off", OFF)
@pytest.mark.parametrize("others", [STANDING, NOTHING], ids=["status quo", "no programme"])
def test_programmes_that_are_off_change_nothing_bit_for_bit(off, others):
    held = {item.policy for item in others["programmes"]}
    idle = [item for policy in POLICIES.values() if policy.id not in held for item in off(policy)]
    plain = snapshot(start_world(three_villages(**others), 1, HALF_A_YEAR))
    with_idle = others | {"programmes": (*others["programmes"], *idle)}
    world = start_world(three_villages(**with_idle), 1, HALF_A_YEAR)
    named = {item.policy for item in idle}
    assert len(named) >= 13
    assert named <= {change.policy for change in world.changes}
    own = {name for name in snapshot(world) if name.partition(".")[0] in named}
    assert differing(plain, snapshot(world), but=own) == []


@settings(max_examples=8)
@given(mix=programmes(), order=st.randoms(use_true_random=False))
def test_the_order_in_which_programmes_are_listed_never_matters(mix, order):
    shuffled = list(mix)
    order.shuffle(shuffled)
    one, other = (start_world(three_villages(programmes=tuple(items)), 2, 9) for items in (mix, shuffled))
    assert differing(snapshot(one), snapshot(other)) == []


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    one, again, other = (start_world(three_villages(programmes=EVERYTHING), seed, 9) for seed in (1, 1, 2))
    assert differing(snapshot(one), snapshot(again)) == []
    assert differing(snapshot(one), snapshot(other)) != []


def broken(change):
    world = start_world(three_villages(behaviour={"disputes.base": 0.005}), 1, 12)
    change(world)
    return world


@pytest.mark.parametrize(
    ("checks", "change"),
    [
        (check_ledger, lambda world: world.ledger.balance.__setitem__((0, 0), 1)),
        (check_disputes, lambda world: world.disputes.closed.__setitem__(0, world.disputes.arose[0] - 1)),
        (check_disputes, lambda world: world.disputes.known.__setitem__(0, world.disputes.arose[0] - 1)),
        (lambda world: Census(world).check(), lambda world: world.people.key.__setitem__(0, world.people.key[1])),
        (check, lambda world: world.people.trust_village.__setitem__(0, 1.1)),
        (check, lambda world: world.tick.given.__imul__(3.0)),
    ],
)
def test_the_checks_catch_what_they_are_for(checks, change):
    with pytest.raises(AssertionError):
        checks(broken(change))


def test_people_who_vanish_are_missed():
    world = start_world(three_villages(), 1, 12)
    census = Census(world)
    world.people.status[5] = 0
    with pytest.raises(AssertionError):
        census.check()
