"""`diff` names what differs after everything is resolved, and nothing else."""

from scenarios.difference import diff


def test_a_scenario_does_not_differ_from_itself(load, registry):
    scenario = load("extends: status_quo.yaml\n")
    assert diff(scenario, scenario, registry=registry) == []


def test_single_values_differ_by_key(load, registry):
    a = load("extends: status_quo.yaml\npolicies: {points: {levers: {point_value: 2}}}\n")
    b = load(
        "extends: status_quo.yaml\nhorizon: {years: 2}\nbehaviour: {trust.decay: 0.1}\n"
        "policies: {points: {levers: {point_value: 3}, start: 2025-01-01, where: {share: 0.5}}}\n"
    )
    assert {row["key"]: (row["a"], row["b"]) for row in diff(a, b, registry=registry)} == {
        "horizon.years": (5, 2),
        "behaviour.trust.decay": (0.02, 0.1),
        "policies.points.start": (None, "2025-01-01"),
        "policies.points.levers.point_value": (2.0, 3.0),
        "policies.points.where.share": (1.0, 0.5),
    }


def test_a_policy_of_one_side_alone_shows_its_levers(load, registry):
    a = load("extends: status_quo.yaml\n")
    b = load("extends: status_quo.yaml\npolicies: {points: {where: {order: best_first}}}\n")
    assert diff(a, b, registry=registry) == [
        {"key": "policies.points", "a": None, "b": "on"},
        {"key": "policies.points.levers.point_value", "a": None, "b": 1.0},
        {"key": "policies.points.levers.visibility", "a": None, "b": 0.5},
        {"key": "policies.points.where.order", "a": None, "b": "best_first"},
    ]


def test_villages_differ_by_figure(load, registry):
    a = load("population: {villages: {count: 1, members: 30}}\n")
    b = load("population: {villages: {count: 1, members: 31}}\n")
    assert diff(a, b, registry=registry) == [{"key": "population.villages.T1/V01.members", "a": 30, "b": 31}]
