"""The Mesa shell: people are agents, cohorts answer Mesa verbs, and a cohort decides what each decides alone."""

import gc
import weakref

import numpy as np
import pytest
from mesa.agent import AgentSet
from strategies import EVERYTHING, three_villages

from model.agents import Cohort, GridWorker, Member, Secretary, Villager
from model.county import TYPES, County
from model.errors import LifecycleError
from model.tables import MEMBER
from model.world import World


@pytest.fixture(scope="module")
def county():
    """Return a county that has lived for three dekads; nobody may step it."""
    lived = County(three_villages(years=1, burn_in=0, programmes=EVERYTHING), seed=3)
    for _ in range(3):
        lived.step()
    return lived


def test_types_are_inclusive(county):
    by_type = county.agents_by_type
    assert set(by_type) == set(TYPES)
    assert set(by_type[Secretary].rows) < set(by_type[Member].rows) < set(by_type[Villager].rows)
    assert len(by_type[Secretary]) == len(county.world.villages)
    assert len(by_type[Villager]) == len(county.agents)
    assert isinstance(next(iter(by_type[Secretary])), Member)
    assert isinstance(county.agents, AgentSet)


def test_verbs_read_the_columns(county):
    members = county.agents_by_type[Member]
    people = county.world.people
    assert members.agg("trust_village", np.mean) == people.trust_village[members.rows].mean()
    assert members.get("age") == list(county.world.age(members.rows))
    assert members.get(["sex", "village"])[0] == [people.sex[members.rows[0]], people.village[members.rows[0]]]
    old = members.select(lambda agent: agent.age >= 60)
    assert list(old.rows) == [row for row in members.rows if county.world.age([row])[0] >= 60]
    assert 0 < len(old) < len(members)
    assert len(members.select(at_most=3)) == 3
    assert len(members.select(at_most=0.5)) == len(members) // 2
    assert set(county.agents.select(agent_type=GridWorker).rows) == set(county.agents_by_type[GridWorker].rows)
    ages = members.sort("age", ascending=True).get("age")
    assert ages == sorted(ages)
    groups = members.groupby("village")
    assert {village: len(group) for village, group in groups} == dict(
        zip(*(values.tolist() for values in np.unique(people.village[members.rows], return_counts=True)), strict=True)
    )


def test_a_view_shows_its_row_and_refuses_to_be_written(county):
    agent = county.agents_by_type[Member][0]
    assert agent.trust_village == county.world.people.trust_village[agent.row]
    assert agent.village_id in county.world.village_ids
    assert agent.alive
    assert agent == county.agent(agent.row)
    with pytest.raises(AttributeError, match="cannot be set"):
        agent.trust_village = 1.0
    with pytest.raises(AttributeError, match="cannot be set"):
        county.agents.set("trust_village", 1.0)
    with pytest.raises(AttributeError, match="has no 'wealth'"):
        _ = agent.wealth


def test_what_a_cohort_decides_is_what_each_decides_alone(county):
    members = county.agents_by_type[Member]
    for behaviour in county.behaviours:
        together = members.map(behaviour)
        assert together == [getattr(agent, behaviour)() for agent in members]
    before = members.map("take_part")
    members.do("take_part")
    members.shuffle_do("take_part")
    assert members.map("take_part") == before


def test_do_calls_functions_with_views(county):
    seen = []
    county.agents_by_type[Secretary].do(lambda agent: seen.append(agent.row))
    assert seen == list(county.agents_by_type[Secretary].rows)
    assert len(county.random.sample(list(county.agents_by_type[Member]), 2)) == 2


def test_nobody_decides_before_the_first_dekad():
    fresh = County(three_villages(years=1, burn_in=0), seed=1)
    with pytest.raises(LifecycleError, match="step"):
        fresh.agents_by_type[Member][0].take_part()


def test_the_shell_changes_nothing():
    settings = three_villages(years=1, burn_in=0, programmes=EVERYTHING)
    county, world = County(settings, seed=5), World.build(settings, 5)
    world.adopt(settings)
    for _ in range(4):
        county.step()
        county.agents_by_type[Member].do("take_part")
        world.step()
    assert np.array_equal(county.world.people.trust_village, world.people.trust_village)
    assert np.array_equal(county.world.ledger.balance, world.ledger.balance)


def test_links_and_ties_can_be_followed(county):
    linked = [agent for agent in county.agents_by_type[Member] if agent.linked_households]
    assert linked
    assert all(county.world.households.linked[row] == agent.row for agent in linked for row in agent.linked_households)
    assert isinstance(linked[0].neighbours, Cohort)
    assert (county.world.people.role[county.agents_by_type[Member].rows] & MEMBER).all()
    workers = list(county.agents_by_type[GridWorker])
    assert all(county.world.grids.worker[agent.grid] == agent.row for agent in workers)


def test_counties_are_let_go():
    settings = three_villages(years=1, burn_in=0)
    lived = []
    for seed in range(3):
        county = County(settings, seed)
        county.step()
        list(county.agents_by_type[Member])
        lived.append(weakref.ref(county))
    del county
    gc.collect()
    assert [ref() for ref in lived] == [None, None, None]
