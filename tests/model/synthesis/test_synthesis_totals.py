"""Every figure of the village list is met exactly, in villages of any size."""

import numpy as np
import pytest

from model.rules.earns import business_income
from model.tables import (
    AWAY,
    COMMITTEE,
    FARM,
    GRID_WORKER,
    LOCAL_WAGE,
    MEMBER,
    REPRESENTATIVE,
    RESIDENT,
    RESPECTED,
    RETIRED,
    SECRETARY,
)


@pytest.mark.parametrize("people", [60, 200, 1311, 3000])
@pytest.mark.parametrize("share", [0.42, 0.68, 0.9])
def test_counts_are_those_of_the_list(make, spec, people, share):
    wanted = spec("上坂村", people, resident_share=share)
    made = make(wanted)
    role = made.people.role
    assert len(made.people) == wanted.population
    assert len(made.households) == wanted.households
    for bit, count in (
        (MEMBER, wanted.members),
        (COMMITTEE, wanted.committee),
        (REPRESENTATIVE, wanted.representatives),
        (GRID_WORKER, wanted.grid_workers),
        (SECRETARY, 1),
    ):
        assert ((role & bit) > 0).sum() == count
    assert (made.people.status == RESIDENT).sum() == int(share * people + 0.5)
    assert ((role & RESPECTED) > 0).sum() >= 1


def test_members_at_home_are_exact(make, spec):
    made = make(spec("上坂村", 1500, members=61, resident_member_share=1 / 3))
    member = (made.people.role & MEMBER) > 0
    assert (member & (made.people.status == RESIDENT)).sum() == 20


@pytest.mark.parametrize(("people", "homes"), [(60, 60), (61, 60), (400, 100), (900, 100), (5, 1)])
def test_household_sizes_sum_to_the_people_even_far_from_the_usual_mean(make, spec, people, homes):
    made = make(spec("上坂村", people, households=homes))
    size = np.bincount(made.people.household, minlength=homes)
    assert size.sum() == people
    assert size.min() >= 1


def test_tables_point_at_their_own_village(county):
    people, homes = county.people, county.households
    assert (np.diff(people.household) >= 0).all()
    assert (homes.village[people.household] == people.village).all()
    assert (county.grids.village[homes.grid] == homes.village).all()
    assert (np.repeat(np.arange(12), np.diff(county.people_start)) == people.village).all()
    assert (np.repeat(np.arange(12), np.diff(county.household_start)) == homes.village).all()
    assert (homes.residents == np.bincount(people.household, weights=people.status == RESIDENT)).all()
    assert (homes.clan[people.household] == people.clan).all()
    assert len(np.unique(people.key)) == len(people)


def test_posts_are_held_by_people_at_home(county):
    people, secretary, worker = county.people, county.villages.secretary, county.grids.worker
    assert (people.role[secretary] & (SECRETARY | COMMITTEE | MEMBER) == SECRETARY | COMMITTEE | MEMBER).all()
    assert (people.village[secretary] == np.arange(12)).all()
    assert (people.village[worker] == county.grids.village).all()
    assert len(np.unique(worker)) == len(worker)
    in_post = (people.role & (COMMITTEE | GRID_WORKER | RESPECTED)) > 0
    assert (people.status[in_post] == RESIDENT).all()


def test_columns_stay_within_their_bounds(county):
    for table in (county.people, county.households, county.villages, county.grids, county.townships):
        for column in table.columns:
            value = getattr(table, column.name)
            assert np.isfinite(value.astype(float)).all(), column.name
            assert column.low is None or (value >= column.low).all(), column.name
            assert column.high is None or (value <= column.high).all(), column.name


@pytest.mark.parametrize("share", [0.25, 0.5, 0.8])
def test_the_largest_clan_has_its_share(make, spec, share):
    made = make(spec("上坂村", 2000, clans=5, largest_clan_share=share))
    sizes = np.bincount(made.households.clan)
    assert sizes[0] == round(share * 500)
    assert (np.diff(sizes) <= 0).all()


def test_wages_and_business_earn_the_income_level(make, spec, parameters):
    p, economy = parameters.population, parameters.economy
    made = make(spec("上坂村", 1500, income_level=0.7), spec("下坂村", 1500, income_level=1.4))
    people, homes, work = made.people, made.households, made.people.occupation
    hands = (work == FARM) | ((work == RETIRED) & (people.health > economy.health_to_work))
    labour = (hands + economy.part_time * (work == LOCAL_WAGE)) * (people.status == RESIDENT)
    workers = np.bincount(people.household, weights=labour, minlength=len(homes))
    usual = np.ones(len(homes))
    business = business_income(homes.business, workers, 1.0, usual, usual, economy.labour_half)
    wages = np.bincount(people.village, weights=people.wage * (work == LOCAL_WAGE))
    earned = 36 * (wages + np.bincount(homes.village, weights=business))
    at_home = np.bincount(people.village[people.status == RESIDENT])
    target = (p.wage_share + p.business_share) * p.income_mean * np.array([0.7, 1.4])
    assert earned / at_home == pytest.approx(target)


def test_land_sums_to_the_village(county):
    land = np.bincount(county.households.village, weights=county.households.land)
    assert land == pytest.approx([0.8 * (700 + 100 * i) for i in range(12)])


def test_townships_count_their_people_and_uncoupled_villages_share_by_township(make, spec):
    villages = [spec("甲"), spec("乙", township="西岭镇", id="西岭镇/乙"), spec("丙")]
    coupled, apart = make(*villages), make(*villages, coupled=False)
    assert coupled.township_names == ["东溪镇", "西岭镇"]
    assert coupled.townships.people.tolist() == [1200, 600]
    assert coupled.villages.pool.tolist() == [0, 0, 0]
    assert apart.villages.pool.tolist() == apart.villages.township.tolist() == [0, 1, 0]


def test_nobody_is_away_where_all_are_at_home(make, spec):
    made = make(spec("上坂村", resident_share=1.0))
    assert not (made.people.status == AWAY).any()
