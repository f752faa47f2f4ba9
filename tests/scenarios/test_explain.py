"""`explain` answers for every name there is, and names the nearest for one there is not."""

import json

import pytest

from model.errors import ParameterError
from scenarios.explain import explain, explainable

CONTRACT = ("key", "value", "unit", "low", "high", "source", "grade", "note", "from")


def test_every_name_is_answered_with_all_keys_of_the_contract(registry):
    keys = explainable(registry)
    assert len(keys) == len(set(keys)) > 50
    for key in keys:
        entry = explain(None, key, registry=registry)
        assert set(CONTRACT) <= set(entry), key
        assert entry["from"], key
        json.dumps(entry, allow_nan=False)


def test_parameters_and_levers_have_unit_bounds_source_and_grade(registry):
    names = list(registry.passports)
    names += [f"{name}.{lever.name}" for name, policy in registry.policies.items() for lever in policy.levers]
    for name in names:
        entry = explain(None, name, registry=registry)
        assert entry["unit"], name
        assert entry["source"], name
        assert entry["grade"] in set("ABCD"), name
        assert entry["choices"] if entry.get("choices") else entry["low"] <= entry["value"] <= entry["high"], name


def test_a_value_comes_from_the_scenario_that_gives_it(load, registry):
    scenario = load(
        "extends: status_quo.yaml\nbehaviour: {trust.decay: 0.1}\npolicies: {points: {levers: {point_value: 2}}}\n"
    )
    decay = explain(scenario, "trust.decay", registry=registry)
    value = explain(scenario, "policies.points.levers.point_value", registry=registry)
    years = explain(scenario, "horizon.years", registry=registry)
    assert (decay["value"], decay["from"].rpartition("/")[2]) == (0.1, "mine.yaml:2")
    assert (value["value"], value["from"].rpartition("/")[2]) == (2.0, "mine.yaml:3")
    assert (years["value"], years["low"], years["high"], years["unit"]) == (5, 1, 16, "years")
    assert explain(scenario, "policies.household_linkage", registry=registry)["value"] == "off"


def test_short_and_full_keys_mean_the_same(registry):
    short, full = (
        explain(None, key, registry=registry) for key in ("points.visibility", "policies.points.levers.visibility")
    )
    assert short == full
    assert explain(None, "trust.decay", registry=registry) == explain(None, "behaviour.trust.decay", registry=registry)


def test_sources_lead_to_title_publisher_and_address(registry):
    (source,) = explain(None, "operating_fund.per_village", registry=registry)["sources"]
    assert source["id"] == "F047"
    assert {"title", "publisher", "url", "year"} <= set(source)


@pytest.mark.parametrize(
    ("came", "near"),
    [
        ("participation.neighbors", "participation.neighbours"),
        ("point_valeu", "points.point_value"),
        ("decay", "trust.decay"),
    ],
)
def test_an_unknown_name_gets_the_nearest(came, near, registry):
    with pytest.raises(ParameterError) as caught:
        explain(None, came, registry=registry)
    assert near in caught.value.text("en")
    assert near in caught.value.text("zh")
