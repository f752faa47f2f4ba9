"""The people look like a Chinese village: ages, who is away, members, posts, ties, dispositions."""

import numpy as np
import pytest

from model.parameters import PASSPORTS
from model.tables import AWAY, AWAY_WAGE, COMMITTEE, MEMBER, RESIDENT, RESPECTED

START = 2024 * 36


@pytest.fixture(scope="module")
def age(county):
    return (START - county.people.born) / 36


@pytest.fixture(scope="module")
def at_home(county):
    return county.people.status == RESIDENT


def test_age_shares_of_registered_and_resident_people(age, at_home):
    assert 0.17 < (age >= 60).mean() < 0.22  # F016: 20.04 % of all family members
    assert 0.23 < (age[at_home] >= 60).mean() < 0.29  # emerges from who is away
    assert 0.13 < (age < 16).mean() < 0.2


def test_those_away_for_work_are_about_39(county, age):
    away = (county.people.status == AWAY) & (county.people.occupation == AWAY_WAGE)
    assert age[away].mean() == pytest.approx(39.0, abs=1.0)  # F023
    assert 0.3 < (county.people.sex[away] == 0).mean() < 0.45


def test_families_are_families(county, age):
    people, homes = county.people, county.households
    adults = np.bincount(people.household, weights=age >= 18, minlength=len(homes))
    assert adults.min() >= 1
    assert (county.households.residents == 0).mean() > 0.02


def test_the_able_members_are_away_and_the_available_old(county, age, at_home):
    people = county.people
    member = (people.role & MEMBER) > 0
    home, away = member & at_home, member & ~at_home
    assert people.ability[away].mean() > people.ability[home].mean() + 0.1
    assert people.schooling[away].mean() > people.schooling[home].mean()
    assert age[home].mean() > age[away].mean() + 8
    assert 0.33 < (age[member] >= 60).mean() < 0.66  # F031


def test_the_correlation_vanishes_without_its_mechanism(make, spec, parameters):
    from types import SimpleNamespace

    from model.settings import Population
    from model.synthesis import synthesise

    p = SimpleNamespace(**vars(parameters.population))
    p.away_ability = p.away_member_ability = p.away_schooling = p.away_member_schooling = 0.0
    p.away_age_spread = 1e6
    villages = tuple(spec(f"村{i}", 1500, committee=0) for i in range(12))
    people = synthesise(
        Population(villages=villages), 1, START, SimpleNamespace(population=p, economy=parameters.economy)
    ).people
    member, home = (people.role & MEMBER) > 0, people.status == RESIDENT
    ability = people.ability[member & ~home].mean() - people.ability[member & home].mean()
    years = (people.born[member & ~home].mean() - people.born[member & home].mean()) / 36
    assert abs(ability) < 0.2
    assert abs(years) < 4


def test_cadres_are_middle_aged_and_able(make, spec):
    made = make(*(spec(f"村{i}", 1400) for i in range(60)), seed=4)
    people, age = made.people, (START - made.people.born) / 36
    cadre = (people.role & COMMITTEE) > 0
    assert age[made.villages.secretary].mean() == pytest.approx(45.4, abs=2.5)  # F108
    assert age[cadre].mean() == pytest.approx(42.5, abs=1.5)  # F108
    assert ((people.role[cadre] & MEMBER) > 0).mean() == pytest.approx(0.7, abs=0.05)  # F142
    assert people.ability[cadre].mean() > 0.5
    assert (people.schooling[made.villages.secretary] == 4).mean() == pytest.approx(0.46, abs=0.2)  # F109


def test_schooling_improves_by_cohort(county, age):
    levels = [county.people.schooling[(age >= low) & (age < low + 10)].mean() for low in (25, 35, 45, 55, 65, 75)]
    assert (np.diff(levels) < 0).all()


def test_respected_locals_are_old_and_of_several_clans(county, age):
    people = county.people
    respected = (people.role & RESPECTED) > 0
    assert age[respected].min() >= 58
    assert people.prestige[respected].mean() > 2 * people.prestige.mean()
    clans = [len(np.unique(people.clan[respected & (people.village == row)])) for row in range(12)]
    assert np.mean(clans) >= 3


def test_most_people_trust_and_frailty_has_mean_one(county, age):
    people = county.people
    assert (people.trust_base[age >= 18] > 0.5).mean() == pytest.approx(0.72, abs=0.02)  # F095
    assert people.trust_village.mean() == pytest.approx(0.6, abs=0.06)
    assert people.frailty.mean() == pytest.approx(1.0, abs=0.04)


def test_ties_are_symmetric_sorted_and_stay_in_the_village(county, age):
    people, indptr, indices = county.people, county.indptr, county.indices
    rows = np.repeat(np.arange(len(people)), np.diff(indptr))
    forth, back = rows * len(people) + indices, indices.astype(np.int64) * len(people) + rows
    assert (np.diff(forth) > 0).all()
    assert np.array_equal(forth, np.sort(back))
    assert (rows != indices).all()
    assert (people.village[rows] == people.village[indices]).all()
    outside = people.household[rows] != people.household[indices]
    assert age[rows[outside]].min() >= 18
    assert np.diff(indptr).mean() == pytest.approx(8.0, abs=0.8)


def test_kin_are_tied_more_than_strangers(county):
    people = county.people
    rows = np.repeat(np.arange(len(people)), np.diff(county.indptr))
    outside = people.household[rows] != people.household[county.indices]
    same = (people.clan[rows] == people.clan[county.indices])[outside].mean()
    by_chance = np.mean(
        [(np.bincount(people.clan[people.village == row]) / (people.village == row).sum()) @
         (np.bincount(people.clan[people.village == row]) / (people.village == row).sum()) for row in range(12)]
    )  # fmt: skip
    assert same > by_chance + 0.2


def test_households_of_cadres_are_better_connected(county):
    people, homes = county.people, county.households
    cadre = np.unique(people.household[(people.role & COMMITTEE) > 0])
    assert homes.rank[cadre].mean() > 0.65
    assert homes.rank.mean() == pytest.approx(0.5)
    assert homes.hardship.mean() == pytest.approx(0.08, abs=0.005)


def test_every_population_parameter_has_a_full_passport():
    passports = [passport for key, passport in PASSPORTS.items() if key.startswith("population.")]
    assert len(passports) > 200
    for passport in passports:
        assert passport.low <= passport.value <= passport.high, passport.key
        assert passport.grade in set("ABCD"), passport.key
        assert (passport.grade == "D") or passport.source != "own judgement", passport.key
        assert all((passport.unit, passport.source, passport.en, passport.zh)), passport.key
