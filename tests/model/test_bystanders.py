"""Nobody is moved by what does not concern them: an inert row, a village elsewhere, the order of the roster."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from snapshots import differing, village_state
from strategies import EAST, EVERYTHING, WEST, county_of, start_world, three_villages, village

from model.calendar import DEKADS_A_YEAR
from model.settings import Programme, Settings
from model.synthesis import insert_inert, synthesise
from model.tables import INERT
from model.world import World

LIVELY = {"disputes.base": 0.003}
RICH = village("富村", 260, township="南山镇", collective_income=3_000_000.0)
"""A newcomer that has what the others lack: money to spare, and a township of its own."""


def population_of(chosen: Settings, seed: int):
    empty = World.build(chosen, seed)
    return synthesise(chosen.population, seed, empty.now, empty.b)


def live(world: World, dekads: int) -> World:
    world.adopt(world.settings)
    for _ in range(dekads):
        world.step()
    return world


def assert_same_villages(one: World, other: World, names: list[str]) -> None:
    for name in names:
        assert differing(village_state(one, name), village_state(other, name)) == [], name


@cache
def undisturbed() -> World:
    return start_world(three_villages(programmes=EVERYTHING, behaviour=LIVELY), 5, DEKADS_A_YEAR // 2)


@settings(max_examples=6)
@given(row=st.integers(0, 2), place=st.floats(0, 1))
@example(row=0, place=0.0)
@example(row=2, place=1.0)
def test_an_inert_row_changes_nobody_else(row, place):
    chosen = three_villages(programmes=EVERYTHING, behaviour=LIVELY)
    made = population_of(chosen, 5)
    people = int(np.diff(made.people_start)[row])
    world = World.from_population(chosen, 5, insert_inert(made, row, round(place * people)))
    live(world, DEKADS_A_YEAR // 2)
    assert (world.people.status == INERT).sum() == 1
    assert_same_villages(undisturbed(), world, world.village_ids)


THRIFT = tuple(item for item in EVERYTHING if item.policy != "operating_fund")
LATE_FUND = Programme(policy="operating_fund", start=date(2024, 8, 1), levers={"per_village": 300_000.0})
MIXES = {
    "everything": {"programmes": EVERYTHING},
    # Bills pile up until the fund starts: no purse may reach into another to pay them.
    "late fund": {"programmes": (*THRIFT, LATE_FUND), "reference": (), "behaviour": LIVELY},
}


@pytest.mark.parametrize("place", [0, 1, 3])
@pytest.mark.parametrize("mix", MIXES)
def test_a_village_more_in_another_township_changes_no_other(place, mix):
    few = [village("甲", 150), village("乙", 180, collective_income=0.0), village("丙", 160, township=WEST)]
    usual = {"coupled": False, "behaviour": LIVELY} | MIXES[mix]
    one = start_world(county_of(*few, **usual), 3)
    other = start_world(county_of(*few[:place], RICH, *few[place:], **usual), 3)
    for _ in range(DEKADS_A_YEAR):
        assert_same_villages(one, other, one.village_ids)
        one.step()
        other.step()
    assert_same_villages(one, other, one.village_ids)
    assert len(one.disputes) > 5


def test_the_order_of_the_roster_permutes_the_results():
    villages = [village("甲", 150), village("乙", 180, township=WEST), village("丙", 160, township=EAST)]
    mix = {"behaviour": LIVELY, "programmes": EVERYTHING}
    one = start_world(county_of(*villages, **mix), 4, DEKADS_A_YEAR)
    for order in ([2, 1, 0], [1, 2, 0]):
        other = start_world(county_of(*(villages[k] for k in order), **mix), 4, DEKADS_A_YEAR)
        assert other.village_ids == [one.village_ids[k] for k in order]
        assert_same_villages(one, other, one.village_ids)


def test_a_neighbour_in_the_same_township_is_no_bystander():
    few = [village("甲", 150), village("乙", 180)]
    mix = {"coupled": False, "behaviour": {"disputes.base": 0.005, "mediation.intercept": -3.0}}
    one = start_world(county_of(*few, **mix), 3, DEKADS_A_YEAR)
    other = start_world(county_of(*few, village("丁", 240), **mix), 3, DEKADS_A_YEAR)
    assert differing(village_state(one, few[0].id), village_state(other, few[0].id)) != []
