"""Events of a scenario: they strike where and when it says, are cut and stacked with their villages, and end."""

from datetime import date

import numpy as np
import pytest
from snapshots import differing, snapshot
from strategies import county_of, start_world, three_villages, village

from model.blocks import Blocks
from model.calendar import dekad_of
from model.cut import part, stack, unstack
from model.settings import Area, Event, VillageSpec
from model.shocks import land_taken, strike

EPIDEMIC = Event(kind="epidemic", start=date(2024, 2, 1), end=date(2024, 4, 1), strength=0.6)
FLOOD = Event(kind="flood", start=date(2024, 3, 1), end=date(2024, 3, 21), strength=0.9)
"""The policy period of the counties below starts on 2024-01-01."""


def lived(chosen, dekads):
    """Return emergency and land taking of each village, dekad after dekad."""
    world = start_world(chosen)
    rows = []
    for _ in range(dekads):
        world.step()
        rows.append((world.villages.emergency.copy(), world.villages.taking.copy()))
    return (np.array(part) for part in zip(*rows, strict=True))


MANY = tuple(village(f"村{number}", 40) for number in range(12))


def assert_same(one, other):
    """Compare two worlds of the same villages; newcomers may stand in another order of rows."""
    one, other = (snapshot(part(world, np.arange(len(world.villages)))) for world in (one, other))
    assert differing(one, other, but=("villages.pool",)) == []


def test_the_strongest_emergency_under_way_shows_and_what_has_ended_is_over():
    emergency, _ = lived(three_villages(events=(EPIDEMIC, FLOOD)), 12)
    expected = [0, 0, 0, 0.6, 0.6, 0.6, 0.9, 0.9, 0.6, 0, 0, 0]
    assert np.array_equal(emergency, np.repeat(np.array(expected)[:, None], 3, axis=1))


def test_the_order_of_events_does_not_matter():
    one, other = (lived(three_villages(events=events), 8) for events in ((EPIDEMIC, FLOOD), (FLOOD, EPIDEMIC)))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_project_takes_land_while_it_is_under_way_and_leaves_what_chance_took():
    often = {"economy.taking_chance": 0.3}
    project = Event(kind="project", start=date(2024, 2, 1), end=date(2024, 3, 1), strength=0.4)
    _, plain = lived(county_of(*MANY, behaviour=often), 9)
    emergency, taking = lived(county_of(*MANY, behaviour=often, events=(project,)), 9)
    assert not emergency.any()
    assert {0.0, 1.0} == set(plain[0])
    assert np.array_equal(taking[3:6], np.maximum(plain[3:6], 0.4))
    assert np.array_equal(np.delete(taking, [3, 4, 5], axis=0), np.delete(plain, [3, 4, 5], axis=0))


def test_land_taken_by_chance_is_what_the_year_drew():
    world = start_world(county_of(*MANY, behaviour={"economy.taking_chance": 0.3}), dekads=2)
    assert 0 < world.villages.taking.sum() < len(MANY)
    assert np.array_equal(land_taken(world), world.villages.taking)


def test_named_villages_alone_are_struck():
    flood = FLOOD.model_copy(update={"where": Area(villages=("西岭镇/石门村",))})
    emergency, _ = lived(three_villages(events=(flood,)), 8)
    assert np.array_equal(emergency[6:8], [[0, 0, 0.9]] * 2)


def test_a_larger_share_holds_the_villages_of_a_smaller_one_and_another_date_draws_anew():
    def struck(day, share):
        event = Event(kind="flood", start=day, where=Area(share=share))
        world = start_world(county_of(*MANY, events=(event,)))
        return world.shocks[0].strength > 0

    first, more, later = (struck(*ask) for ask in (
        (date(2024, 3, 1), 0.25), (date(2024, 3, 1), 0.5), (date(2024, 6, 1), 0.25),
    ))  # fmt: skip
    assert (first.sum(), more.sum(), later.sum()) == (3, 6, 3)
    assert (first <= more).all()
    assert (first != later).any()


def test_villages_may_be_struck_one_after_another():
    world = start_world(three_villages(events=(EPIDEMIC.model_copy(update={"where": Area(phase_in_years=1 / 6)}),)))
    assert sorted(world.shocks[0].start - dekad_of(EPIDEMIC.start)) == [0, 2, 4]


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_an_event_of_no_strength_or_after_the_end_changes_nothing(strength):
    late = Event(kind="epidemic", start=date(2030, 1, 1))
    weak = Event(kind="flood", strength=0.0)
    plain = start_world(three_villages(), dekads=8)
    struck = start_world(three_villages(events=(weak if strength == 0.0 else late,)), dekads=8)
    assert_same(struck, plain)


def test_events_are_cut_with_their_villages_and_joined_again():
    chosen = three_villages(events=(EPIDEMIC, FLOOD.model_copy(update={"where": Area(share=0.5)})))
    blocks = Blocks.build(chosen, 1, people=300)
    assert len(blocks.worlds) == 2
    blocks.adopt(chosen)
    for _ in range(8):
        blocks.step()
    assert_same(blocks.join(), start_world(chosen, dekads=8))


def test_in_a_stack_each_county_is_struck_by_its_own_events():
    counties = [three_villages(events=events) for events in ((), (EPIDEMIC,), (FLOOD, EPIDEMIC))]
    worlds = [start_world(chosen) for chosen in counties]
    together = stack(worlds)
    for _ in range(8):
        together.step()
    for lone, mine in zip(counties, unstack(together, worlds), strict=True):
        assert_same(mine, start_world(lone, dekads=8))


def test_part_of_a_county_keeps_the_events_of_its_villages():
    world = start_world(three_villages(events=(FLOOD.model_copy(update={"where": Area(villages=("西岭镇/石门村",))}),)))
    assert [part(world, [row]).shocks[0].strength.tolist() for row in range(3)] == [[0.0], [0.0], [0.9]]


def test_a_clone_is_struck_apart():
    world = start_world(three_villages(events=(FLOOD,)))
    twin = world.clone()
    twin.shocks.clear()
    assert len(world.shocks) == 1


def test_a_town_community_is_marked_and_lives_as_a_village_does():
    towns = [village("甲", 120), village("乙", 120, kind="town_community")]
    world, plain = (start_world(county_of(*chosen), dekads=6) for chosen in (towns, [towns[0], village("乙", 120)]))
    assert world.villages.town.tolist() == [False, True]
    assert VillageSpec.model_fields["kind"].default == "village"
    world.villages.town = False
    assert_same(world, plain)


def test_a_county_without_events_is_left_as_it_is():
    world = start_world(three_villages())
    world.villages.taking, world.villages.emergency = 0.7, 0.2
    strike(world)
    assert (world.villages.taking == 0.7).all()
    assert (world.villages.emergency == 0.2).all()
