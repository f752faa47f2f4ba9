"""How a county is cut into blocks, or stacked with others, changes no bit of anybody's life."""

import numpy as np
import pytest
from strategies import EAST, EVERYTHING, STATUS_QUO, WEST, county_of, start_world, three_villages, village

from model.blocks import Blocks, cut_roster
from model.calendar import DEKADS_A_YEAR
from model.cut import join, part, stack, unstack
from model.errors import LifecycleError
from model.outcomes import measure
from model.settings import Programme, Rollout
from model.tables import REFERENCES, TABLES

NORTH = "北山镇"
LIVELY = {"disputes.base": 0.005, "disputes.petition": 0.05, "mediation.pass_up": 0.9, "mediation.intercept": -3.0}
"""Quarrels that nobody settles, so that many reach the county."""


def county(**more):
    """Return five villages of three townships whose roster mixes the townships."""
    villages = (
        village("上坂村", 240, collective_income=90_000.0), village("石门村", 200, township=WEST, clans=6),
        village("下洋村", 220, resident_share=0.5), village("岭头村", 180, township=NORTH, income_level=0.8),
        village("溪口村", 210, township=WEST, collective_income=0.0),
    )  # fmt: skip
    chosen = {"years": 2, "burn_in": 1, "programmes": EVERYTHING, "behaviour": LIVELY, **more}
    return county_of(*villages, **chosen)


def lived(chosen, people):
    blocks = Blocks.build(chosen, 1, people)
    while blocks.now < blocks.worlds[0].begin:
        blocks.step()
    blocks.adopt(chosen)
    while blocks.now < blocks.worlds[0].end:
        blocks.step()
    return blocks


def differences(one, other):
    """Return what differs between two worlds whose villages stand in the same order; rows go village by village."""
    one, other = (part(world, np.arange(len(world.villages))) for world in (one, other))
    differ = [
        f"{table}.{column.name}"
        for table in TABLES
        for column in getattr(one, table).columns
        if column.name not in ("township", "pool")
        and not np.array_equal(getattr(getattr(one, table), column.name), getattr(getattr(other, table), column.name))
    ]
    for name, quarters in one.record.items():
        if not np.array_equal(np.array(quarters), np.array(other.record[name])):
            differ.append(f"record.{name}")
    if not np.array_equal(one.ledger.balance, other.ledger.balance):
        differ.append("ledger")
    if not one.record:
        return differ
    a, b = measure(one), measure(other)
    return differ + [name for name in a.outcomes if repr(a.outcomes[name]) != repr(b.outcomes[name])]


@pytest.fixture(scope="module")
def whole():
    return lived(county(), 10**6)


def test_a_roster_is_cut_along_townships():
    villages = county().population.villages
    assert [rows.tolist() for rows in cut_roster(villages, 400)] == [[0, 2], [1, 4], [3]]
    assert [rows.tolist() for rows in cut_roster(villages, 500)] == [[0, 1, 2, 4], [3]]
    assert [rows.tolist() for rows in cut_roster(villages, 10**6)] == [[0, 1, 2, 3, 4]]


def test_a_county_lives_the_same_in_one_block_and_in_three(whole):
    three = lived(county(), 1)
    assert len(three.worlds) == 3
    joined = three.join()
    assert joined.village_ids == whole.worlds[0].village_ids
    assert differences(joined, whole.worlds[0]) == []


def test_the_county_was_asked(whole):
    world = whole.worlds[0]
    assert (world.disputes.level == 4).sum() > 20
    assert len(set(world.villages.stars.tolist())) > 1
    assert len(set(world.villages.allotment.tolist())) > 1


def test_a_county_without_coupling_lives_the_same_in_blocks():
    population = county().population.model_copy(update={"county_coupling": False})
    apart = county(programmes=(*STATUS_QUO, Programme(policy="development_fund"))).model_copy(
        update={"population": population}
    )
    assert differences(lived(apart, 1).join(), lived(apart, 10**6).worlds[0]) == []


def test_a_roll_out_ranks_villages_across_blocks():
    where = Rollout(share=0.6, order="weakest_first", phase_in_years=1.0, copying_per_year=0.5)
    chosen = county(programmes=(*STATUS_QUO, Programme(policy="household_linkage", where=where)))
    assert differences(lived(chosen, 1).join(), lived(chosen, 10**6).worlds[0]) == []


def worlds_of_a_sweep():
    """Return the same villages under three scenarios, and another village, all on the first policy dekad."""
    few, more = (Programme(policy="household_linkage", levers={"households_per_member": ratio}) for ratio in (3, 8))
    points = Programme(policy="points", where=Rollout(share=0.5, copying_per_year=0.4))
    scenarios = ((), (few,), (more, points), EVERYTHING)
    return [
        start_world(three_villages(years=2, burn_in=1, programmes=(*STATUS_QUO, *programmes)[-len(EVERYTHING) :]))
        for programmes in scenarios
    ] + [start_world(county_of(village("沙洲村", 150, township=NORTH), years=2, burn_in=1))]


def test_stacked_worlds_live_as_they_would_alone():
    alone = worlds_of_a_sweep()
    stacked = stack(alone)
    for _ in range(2 * DEKADS_A_YEAR):
        stacked.step()
        for world in alone:
            world.step()
    for mine, own in zip(unstack(stacked, alone), alone, strict=True):
        assert differences(mine, own) == []
        assert mine.settings is own.settings


def test_worlds_of_two_seeds_cannot_be_stacked():
    one, other = (start_world(three_villages(years=1), seed) for seed in (1, 2))
    with pytest.raises(LifecycleError, match="stack worlds of one seed"):
        stack([one, other])


def test_worlds_of_two_dates_or_behaviours_cannot_be_stacked():
    early, late = start_world(three_villages(years=1)), start_world(three_villages(years=1), dekads=1)
    bold = start_world(three_villages(years=1, behaviour={"disputes.base": 0.004}))
    for other in (late, bold):
        with pytest.raises(LifecycleError, match="stack worlds"):
            stack([early, other])


def test_parts_joined_again_are_the_whole(whole):
    world = whole.worlds[0]
    halves = [part(world, np.array(rows)) for rows in ([0, 2], [1, 3, 4])]
    again = part(join(halves, pools_apart=False), np.argsort([0, 2, 1, 3, 4]))
    assert differences(again, world) == []


def test_a_part_is_independent_of_the_whole(whole):
    world = whole.worlds[0]
    held = world.people.trust_village.copy()
    some = part(world, np.array([1]))
    some.people.trust_village = 0.0
    some.ledger.balance[:] = 0
    assert np.array_equal(world.people.trust_village, held)
    assert world.ledger.balance.any()


def test_a_block_is_built_as_it_stands_in_the_county():
    chosen = county()
    blocks = Blocks.build(chosen, 3, 1)
    assert differences(blocks.join(), Blocks.build(chosen, 3, 10**6).worlds[0]) == []


def test_villages_keep_to_their_townships():
    assert {spec.township for spec in county().population.villages} == {EAST, WEST, NORTH}


def test_every_column_that_holds_rows_is_known_to_those_who_cut_worlds():
    world = start_world(three_villages())
    rows = {
        (name, column.name)
        for name in TABLES
        for column in getattr(world, name).columns
        if column.unit.split()[0] == "row" or column.unit.startswith("person row")
    }
    assert rows == {(name, column) for name, held in REFERENCES.items() for column in held}
