"""The life of a world: built, burned in, adopted, stepped, cloned, and over."""

import numpy as np
import pytest
from snapshots import differing, snapshot
from strategies import EVERYTHING, STATUS_QUO, county_of, start_world, three_villages, village

from model.calendar import DEKADS_A_YEAR
from model.errors import LifecycleError, ParameterError
from model.schedule import SCHEDULE
from model.settings import Programme
from model.world import World


@pytest.fixture(scope="module")
def begun() -> World:
    return start_world(three_villages(programmes=EVERYTHING, behaviour={"disputes.base": 0.003}), 1, 9)


def test_stepping_a_clone_leaves_the_original_alone(begun):
    world = begun.clone()
    before = snapshot(world)
    twin = world.clone()
    for _ in range(DEKADS_A_YEAR // 2):
        twin.step()
    assert differing(before, snapshot(world)) == []
    assert differing(before, snapshot(twin)) != []


def test_clone_then_step_is_step(begun):
    world = begun.clone()
    twin = world.clone()
    for _ in range(DEKADS_A_YEAR // 2):
        world.step()
        twin.step()
        assert differing(snapshot(world), snapshot(twin)) == []


@pytest.mark.parametrize("dekads", [1, 2, 5])
def test_a_clone_taken_at_any_time_lives_on_the_same(begun, dekads):
    plain, cloned = begun.clone(), begun.clone()
    for _ in range(9):
        plain.step()
    for number in range(9):
        if number == dekads:
            cloned = cloned.clone()
        cloned.step()
    assert differing(snapshot(plain), snapshot(cloned)) == []


def test_a_shared_burn_in_gives_what_an_own_one_gives():
    chosen = three_villages(burn_in=1, programmes=EVERYTHING)
    own = start_world(chosen, 1, 9)
    shared = World.build(three_villages(burn_in=1), 1)
    while shared.now < shared.begin:
        shared.step()
    shared.adopt(chosen)
    for _ in range(9):
        shared.step()
    assert differing(snapshot(own), snapshot(shared)) == []


def test_the_world_is_over_after_its_last_dekad():
    world = start_world(three_villages(), 1, DEKADS_A_YEAR)
    assert world.now == world.end
    before = snapshot(world)
    with pytest.raises(LifecycleError, match="step") as caught:
        world.step()
    assert caught.value.problems[0].code == "wrong_state"
    assert differing(before, snapshot(world)) == []


def test_a_scenario_is_adopted_before_the_policy_period_has_begun(begun):
    with pytest.raises(LifecycleError, match="adopt"):
        begun.clone().adopt(three_villages())


def test_an_unknown_policy_or_parameter_is_refused():
    with pytest.raises(ParameterError, match="no_such_policy"):
        World.build(three_villages(reference=(Programme(policy="no_such_policy"),)), 1)
    with pytest.raises(ParameterError, match=r"participation\.neigbours"):
        World.build(three_villages(behaviour={"participation.neigbours": 1.0}), 1)
    with pytest.raises(ParameterError, match=r"participation\.neighbours"):
        World.build(three_villages(behaviour={"participation.neighbours": 1e9}), 1)


def test_a_world_seed_fixes_the_people_and_leaves_luck_to_the_seed():
    one, other = (World.build(three_villages(world_seed=7), seed) for seed in (1, 2))
    assert np.array_equal(one.people.born, other.people.born)
    assert not np.array_equal(one.draw("move", one.people.key), other.draw("move", other.people.key))
    assert not np.array_equal(one.people.born, World.build(three_villages(), 1).people.born)


def test_the_schedule_decides_before_it_settles():
    names = [phase.name for phase in SCHEDULE]
    assert len(set(names)) == len(names)
    for phase in SCHEDULE:
        if phase.kind == "decide":
            assert names.index(phase.name) < len(names) - 1
            assert any(later.kind == "settle" for later in SCHEDULE[names.index(phase.name) + 1 :])


@pytest.mark.parametrize("people", [4, 12, 40])
def test_the_smallest_village_lives_a_year(people):
    spec = village("独户村", people, members=min(2, people), committee=1, representatives=0, grid_workers=0, clans=1)
    world = start_world(county_of(spec, programmes=EVERYTHING), 1, DEKADS_A_YEAR)
    assert len(world.people) >= people


def test_a_county_without_any_programme_lives_a_year():
    world = start_world(three_villages(reference=(), programmes=()), 1, DEKADS_A_YEAR)
    assert not any(state.in_force.any() for state in world.programmes.values())
    ended = start_world(three_villages(reference=STATUS_QUO, programmes=()), 1, DEKADS_A_YEAR)
    assert not any(state.in_force.any() for state in ended.programmes.values())
