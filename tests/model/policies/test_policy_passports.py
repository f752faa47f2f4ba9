"""Every lever carries a whole passport, and every policy says in two languages what it is and what it stands for."""

import re

import pytest

from model.drivers import DRIVERS
from model.evidence import PRACTICES, sources
from model.policies import POLICIES

CHINESE = re.compile(r"[一-鿿]")
LEVERS = {f"{policy.id}.{lever.name}": lever for policy in POLICIES.values() for lever in policy.levers}
FURTHER = {
    "small_grid", "grid_worker_pay", "red_black_boards", "member_pioneer_index", "talk_days", "three_level_mediation",
    "reasoning_hall", "development_fund", "secretary_pay", "branch_cooperative", "paperwork_relief",
}  # fmt: skip


def within(lever, value) -> bool:
    if lever.kind == "choice":
        return value in lever.choices
    whole = lever.kind != "int" or float(value).is_integer()
    return whole and lever.low <= value <= lever.high


def test_the_further_programmes_are_found_and_none_is_an_institution():
    assert set(POLICIES) >= FURTHER
    assert [name for name in FURTHER if POLICIES[name].standing] == []


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_has_names_a_group_and_a_way_to_switch_it_off(policy):
    assert policy.en
    assert CHINESE.search(policy.zh)
    assert re.fullmatch(r"[a-z_]+", policy.group)
    names = [lever.name for lever in policy.levers]
    assert len(names) == len(set(names))
    assert any(lever.off is not None for lever in policy.levers) or policy.id == "household_linkage"
    assert not policy.is_off({lever.name: lever.default for lever in policy.levers})


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_stands_for_practices_of_its_group(policy):
    assert {PRACTICES[practice].id for practice in policy.covers} == set(policy.covers)
    assert policy.covers or policy.standing


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_a_passport_is_whole(lever):
    assert within(lever, lever.default)
    assert lever.off is None or within(lever, lever.off)
    assert lever.kind == "choice" or lever.low < lever.high
    assert lever.unit
    assert lever.en
    assert CHINESE.search(lever.zh)
    assert re.fullmatch(r"[ABCD]", lever.grade)
    assert sources(lever.source)
    assert re.fullmatch(r"[a-z][a-z_]*", lever.name)


@pytest.mark.parametrize("driver", DRIVERS.values(), ids=DRIVERS)
def test_a_driver_is_neutral_within_its_bounds(driver):
    assert driver.low <= driver.neutral <= driver.high
    assert CHINESE.search(driver.zh)
