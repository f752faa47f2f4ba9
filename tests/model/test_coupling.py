"""Common random numbers: a person meets the same luck under two settings, and a higher chance only adds events."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from strategies import EVERYTHING, STATUS_QUO, start_world, three_villages

from model.columns import Array
from model.settings import Programme, Rollout
from model.tables import LOCAL_WAGE
from model.world import World

LIVELY = {"disputes.base": 0.005}


@cache
def burned() -> World:
    """Return a lively county on the first dekad of a month, with open disputes known and unknown."""
    return start_world(three_villages(years=2, programmes=EVERYTHING, behaviour=LIVELY), 1, 18)


def with_behaviour(changes: dict[str, float]) -> World:
    """Return a clone with some behaviour parameters set anew, beyond their bounds where that makes more happen."""
    world = burned().clone()
    world.b = SimpleNamespace(**{name: SimpleNamespace(**vars(group)) for name, group in vars(world.b).items()})
    for key, value in changes.items():
        group, _, name = key.partition(".")
        assert hasattr(getattr(world.b, group), name), key
        setattr(getattr(world.b, group), name, value)
    return world


def decided(changes: dict[str, float], intent: str) -> Array:
    """Return what was decided in the next dekad with some behaviour parameters set anew."""
    world = with_behaviour(changes)
    world.step()
    return world.intents[intent]


USUAL = {"vital.death_at_60": 0.5, "vital.birth": 2.0, "migration.leave": -4.0, "disputes.court": 0.02}

RAISED = [
    ("takes_part", {"participation.intercept": 0.0}),
    ("takes_part", {"participation.norm": 6.0, "participation.neighbours": 4.0, "participation.intercept": 1.0}),
    ("needs", {"requests.arise": 0.1}),
    ("moves", {"migration.leave": -3.0, "migration.back": -3.0}),
    ("dies", {"vital.death_at_60": 2.0}),
    ("bears", {"vital.birth": 6.0}),
    ("found", {"contact.hearsay": 1.0, "contact.find_by_visit": 0.9}),
]


@pytest.mark.parametrize(("intent", "changes"), [*RAISED, ("party_act", {"disputes.court": 0.2, "disputes.fade": 0.4})])
def test_where_every_chance_rises_nobody_drops_out(intent, changes):
    before, after = decided(USUAL, intent) > 0, decided(USUAL | changes, intent) > 0
    assert before.sum() > 0
    assert not (before & ~after).any()
    assert after.sum() > before.sum()


def test_a_higher_rate_of_disputes_only_adds_disputes():
    before, after = decided({"disputes.base": 0.01}, "quarrels"), decided({"disputes.base": 0.03}, "quarrels")
    assert 0 < before.sum() < after.sum()
    assert not (before & ~after).any()


def test_whose_chance_is_unchanged_decides_the_same():
    eager = with_behaviour({})
    eager.step()
    work = eager.people.occupation == LOCAL_WAGE
    plain, eased = (decided({"participation.wage_time": cost}, "takes_part") for cost in (2.0, 0.0))
    assert np.array_equal(plain[~work], eased[~work])
    assert not (plain & ~eased).any()
    assert (eased & ~plain)[work].any()


def test_a_programme_in_one_village_leaves_the_decisions_of_others_alone():
    names = [item.id for item in three_villages().population.villages]
    here = Programme(policy="points", levers={"point_value": 20.0}, where=Rollout(villages=(names[0],)))
    alone = start_world(three_villages(coupled=False), 1, 12)
    beside = start_world(three_villages(coupled=False, programmes=(*STATUS_QUO, here)), 1, 12)
    moved = alone.people.lately != beside.people.lately
    assert moved[alone.people.village == 0].any()
    assert not moved[alone.people.village != 0].any()


def drawn(world: World, dekads: int) -> dict[tuple[str, int, int], float]:
    """Return every draw of the next dekads by process, dekad and who draws."""
    held = {}
    plain, several, low = world.draw, world.draws, world.draw_low

    def note(process, keys, values, when=None):
        names = zip(np.atleast_1d(keys).tolist(), np.atleast_1d(values).tolist(), strict=True)
        held.update({(process, world.now if when is None else when, key): value for key, value in names})
        return values

    def draws(processes, keys, *when):
        values = several(processes, keys, *when)
        for process, row in zip(processes, values, strict=True):
            note(process, keys, row, *when)
        return values

    def draw_low(process, keys, *rest):
        places, values = low(process, keys, *rest)
        return places, note(process, keys[places], values)

    world.draw = lambda process, keys, *when: note(process, keys, plain(process, keys, *when), *when)
    world.draws, world.draw_low = draws, draw_low
    for _ in range(dekads):
        world.step()
    return held


def test_every_draw_that_two_scenarios_share_is_the_same_draw():
    one = drawn(start_world(three_villages()), 9)
    other = drawn(start_world(three_villages(programmes=EVERYTHING, behaviour=LIVELY)), 9)
    shared = one.keys() & other.keys()
    assert len(shared) > 0.8 * len(one)
    assert {key for key in shared if one[key] != other[key]} == set()
    assert one.keys() != other.keys()


def test_no_two_people_and_no_two_processes_share_a_draw():
    held = drawn(start_world(three_villages(programmes=EVERYTHING, behaviour=LIVELY)), 4)
    assert len(held) > 5_000
    assert len(set(held.values())) == len(held)


def test_points_of_more_value_keep_everybody_who_took_part():
    programmes = (*STATUS_QUO, Programme(policy="points"))
    few = start_world(three_villages(years=2, programmes=programmes), dekads=36)
    many = few.clone()
    many.programmes["points"].levers["point_value"] *= 20.0
    for world in (few, many):
        world.step()
    before, after = few.intents["takes_part"], many.intents["takes_part"]
    assert not (before & ~after).any()
    assert after.sum() > before.sum()
