"""Where only those with a low draw are looked at, nobody may be likelier than the bound: else some would be missed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EVERYTHING, start_world, three_villages

from model.chance import lowest, salt, uniform
from model.parameters import PASSPORTS
from model.phases.arising import chance_of_need, chance_of_quarrel, most_needs, most_quarrels
from model.phases.moves import most_leavers, pay_and_jobs
from model.rules.life_events import MOST_DEATHS, dies
from model.rules.moves_away import leaves

MOVING = [
    key
    for key in PASSPORTS
    if key.startswith(("migration.leave", "disputes.stress", "disputes.norm", "disputes.base", "requests.arise"))
    or key in ("migration.pay_gap", "disputes.branching", "vital.death_at_60", "vital.death_slope")
]


def ends(key):
    """Draw a parameter at an end of its bounds or between."""
    item = PASSPORTS[key]
    return st.sampled_from((item.low, item.value, item.high))


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({key: ends(key) for key in MOVING}))
def test_nobody_is_likelier_than_the_bound(behaviour):
    world = start_world(three_villages(behaviour=behaviour, programmes=EVERYTHING), dekads=2)
    everybody = np.arange(len(world.people))
    assert chance_of_quarrel(world, everybody).max() <= most_quarrels(world)
    assert chance_of_need(world, everybody).max() <= most_needs(world)
    age, people, b = world.age(), world.people, world.b.migration
    gap, jobs = pay_and_jobs(world, everybody)
    assert leaves(age, people.ability, people.schooling, gap, jobs, b).max() <= most_leavers(world)
    assert dies(age, people.health, world.b.vital).max() <= MOST_DEATHS


@pytest.mark.parametrize("most", [0.0, 1e-12, 0.02, 0.5, 1.0 - 2.0**-53, 1.0, 3.0])
def test_the_low_draws_are_those_of_everybody(most):
    keys = np.random.default_rng(1).integers(0, 2**64, 50_000, dtype=np.uint64)
    word = salt(1, "quarrels", 7)
    drawn = uniform(keys, word)
    few, low = lowest(keys, word, most)
    assert np.array_equal(low, drawn[few])
    assert np.isin(np.flatnonzero(drawn < most), few).all()
    assert len(few) <= (drawn < most).sum() + 1
    some = keys % np.uint64(3) == 0
    among, _ = lowest(keys, word, most, some)
    assert np.array_equal(among, few[some[few]])
