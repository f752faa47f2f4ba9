"""Practices in scenario files: presets filled in, several practices on one policy, layers, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.settings import Rollout
from scenarios.difference import diff
from scenarios.explain import explain
from scenarios.load import load_scenario

BASE = "extends: status_quo.yaml\n"


def programme(scenario, policy):
    return next(item for item in scenario.settings.programmes if item.policy == policy)


def problems(load, text, **more):
    with pytest.raises(ScenarioError) as caught:
        load(text, **more)
    return caught.value.problems


def test_a_practice_turns_on_what_its_preset_names_and_leaves_the_rest_off(load):
    scenario = load(BASE + "practices: {point_scheme: {}}\n")
    assert programme(scenario, "points").levers == {"point_value": 2.0, "visibility": 0.0}
    assert scenario.practices == {"point_scheme": ("points",)}


def test_a_lever_that_cannot_be_off_keeps_its_default(load):
    scenario = load(BASE + "practices: {linked_help: {}}\n")
    assert programme(scenario, "household_linkage").levers == {"households_per_member": 10, "order": "nearest"}
    assert programme(scenario, "points").levers == {"point_value": 0.0, "visibility": 0.7}


def test_values_of_the_entry_override_the_preset_and_name_further_levers(load):
    text = BASE + "practices: {linked_help: {levers: {households_per_member: 5, point_value: 3, order: needy}}}\n"
    scenario = load(text)
    assert programme(scenario, "household_linkage").levers == {"households_per_member": 5, "order": "needy"}
    assert programme(scenario, "points").levers == {"point_value": 3.0, "visibility": 0.7}


def test_dates_and_places_hold_for_every_policy_of_a_practice(load):
    text = BASE + "practices: {linked_help: {start: 2025-01-01, end: 2026-01-01, where: {share: 0.5}}}\n"
    for policy in ("household_linkage", "points"):
        item = programme(load(text), policy)
        assert (item.start, item.end, item.where) == (date(2025, 1, 1), date(2026, 1, 1), Rollout(share=0.5))


def test_practices_that_agree_share_one_policy(load):
    scenario = load(BASE + "practices: {point_scheme: {}, point_board: {where: {share: 1}}, linked_help: {}}\n")
    assert programme(scenario, "points").levers == {"point_value": 2.0, "visibility": 0.7}
    assert list(scenario.practices) == ["linked_help", "point_board", "point_scheme"]
    assert [item.policy for item in scenario.settings.programmes] == sorted(
        p.policy for p in scenario.settings.programmes
    )


@pytest.mark.parametrize(
    ("other", "what", "shown"),
    [
        ("rich_points: {}", "levers.point_value", ("2", "5")),
        ("point_board: {start: 2025-01-01}", "start", ("2025-01-01", "-")),
        ("point_board: {end: 2025-01-01}", "end", ("2025-01-01", "-")),
        ("point_board: {where: {share: 0.5}}", "where", ("share: 0.5", "{}")),
    ],
)
def test_practices_that_disagree_on_a_policy_are_refused_in_both_languages(load, other, what, shown):
    (problem,) = problems(load, BASE + f"practices:\n  point_scheme: {{}}\n  {other}\n")
    assert problem.code == "practices_differ"
    assert problem.key.endswith(f".{what}")
    assert problem.file.endswith("mine.yaml")
    for words in (problem.text("en"), problem.text("zh")):
        assert {"point_scheme", other.partition(":")[0], "points"} <= set(
            words.replace("“", "'").replace("”", "'").split("'")
        )
        assert all(value in words for value in shown)


def test_a_place_of_fault_is_the_line_of_the_entry_that_differs(load):
    text = BASE + "practices:\n  point_scheme:\n    start: 2025-01-01\n  point_board: {}\n"
    (problem,) = problems(load, text)
    assert (problem.line, problem.key) == (4, "practices.point_scheme.start")


def test_a_policy_under_both_policies_and_practices_is_refused(load):
    (problem,) = problems(load, BASE + "policies: {points: {}}\npractices:\n  point_scheme: {start: 2025-01-01}\n")
    assert (problem.code, problem.line, problem.key) == ("policy_and_practice", 4, "practices.point_scheme")
    assert "points: off" in problem.text("en")
    assert "points: off" in problem.text("zh")


def test_off_under_policies_makes_way_for_a_practice(load, tmp_path):
    (tmp_path / "base.yaml").write_text(BASE + "policies: {points: {}}\n", encoding="utf-8")
    scenario = load("extends: base.yaml\npolicies: {points: off}\npractices: {point_scheme: {}}\n")
    assert programme(scenario, "points").levers["visibility"] == 0.0


def test_layers_merge_key_by_key_and_off_removes(load, tmp_path):
    (tmp_path / "base.yaml").write_text(
        BASE + "practices: {point_scheme: {start: 2025-01-01, levers: {visibility: 0.4}}, linked_help: {}}\n",
        encoding="utf-8",
    )
    scenario = load("extends: base.yaml\npractices: {point_scheme: {levers: {point_value: 4}}, linked_help: off}\n")
    points = programme(scenario, "points")
    assert (points.start, points.levers) == (date(2025, 1, 1), {"point_value": 4.0, "visibility": 0.4})
    assert list(scenario.practices) == ["point_scheme"]
    assert "household_linkage" not in {item.policy for item in scenario.settings.programmes}


def test_levers_off_set_what_the_preset_names_to_off(load):
    off = load(BASE + "practices: {linked_help: {levers: off}}\n")
    assert programme(off, "household_linkage").levers == {"households_per_member": 0, "order": "nearest"}
    assert programme(off, "points").levers == {"point_value": 0.0, "visibility": 0.0}
    beside = load(BASE + "practices: {linked_help: {levers: off}, point_scheme: {}}\n")
    assert programme(beside, "points").levers == {"point_value": 2.0, "visibility": 0.0}


def test_one_lever_of_a_practice_may_be_off(load):
    scenario = load(BASE + "practices: {point_board: {levers: {visibility: off, point_value: 1}}}\n")
    assert programme(scenario, "points").levers == {"point_value": 1.0, "visibility": 0.0}


def test_overrides_know_practices(load):
    changes = ("practices.point_scheme.levers.point_value=7", "practices.point_board={where: {share: 0}}")
    with pytest.raises(ScenarioError, match="where"):
        load(BASE, overrides=changes)
    scenario = load(BASE, overrides=changes[:1])
    assert programme(scenario, "points").levers["point_value"] == 7.0
    assert scenario.origin["policies.points.levers.point_value"] == "--set"


def test_values_of_practices_say_where_they_came_from(load):
    text = BASE + "practices:\n  linked_help:\n    levers: {households_per_member: 5}\n"
    origin = load(text).origin
    assert origin["policies.household_linkage.levers.households_per_member"].endswith("mine.yaml:4")
    assert origin["policies.points.levers.visibility"] == "model/policies/presets.yaml"
    assert origin["policies.points.levers.point_value"].endswith("conftest.yaml")


def test_the_reference_may_hold_practices(load, tmp_path):
    (tmp_path / "used_to.yaml").write_text("practices: {point_scheme: {}}\n", encoding="utf-8")
    scenario = load(BASE + "reference: used_to.yaml\n")
    assert [(item.policy, item.levers["point_value"]) for item in scenario.settings.reference] == [("points", 2.0)]
    assert scenario.practices == {}


def test_a_practice_resolves_like_its_policies_written_out(load, registry):
    practice = load(BASE + "practices: {point_scheme: {}}\n")
    written = load(BASE + "policies: {points: {levers: {point_value: 2, visibility: off}}}\n")
    assert practice.settings == written.settings
    assert diff(practice, written, registry=registry) == []


def test_diff_names_the_practice_beside_what_it_changes(load, registry):
    rows = diff(load(BASE), load(BASE + "practices: {point_scheme: {}}\n"), registry=registry)
    assert rows[0] == {"key": "practices.point_scheme", "a": None, "b": "on"}
    assert {"key": "policies.points.levers.point_value", "a": None, "b": 2.0} in rows


def test_explain_knows_whether_a_scenario_runs_a_practice(load, registry):
    scenario = load(BASE + "practices: {point_scheme: {levers: {point_value: 3}}}\n")
    answers = [explain(scenario, key, registry=registry)["value"] for key in ("point_scheme", "point_board")]
    assert answers == ["on", "off"]
    lever = explain(scenario, "points.point_value", registry=registry)
    assert (lever["value"], Path(lever["from"]).name) == (3.0, "mine.yaml:2")


@pytest.mark.parametrize(
    ("entry", "code", "key", "near"),
    [
        ("point_schem: {}", "unknown_practice", "point_schem", "point_scheme"),
        ("point_scheme: {levers: {point_valeu: 1}}", "unknown_practice_lever",
         "point_scheme.levers.point_valeu", "point_value"),
        ("point_scheme: {levers: {households_per_member: 1}}", "unknown_practice_lever",
         "point_scheme.levers.households_per_member", "points"),
        ("point_scheme: {levers: {point_value: 99}}", "out_of_bounds", "point_scheme.levers.point_value", "20"),
        ("point_scheme: {lever: {}}", "unknown_key", "point_scheme.lever", "levers"),
        ("point_scheme: on", "not_off_or_map", "point_scheme", "off"),
        ("linked_help: {levers: {order: off}}", "not_a_choice", "linked_help.levers.order", "nearest"),
        ("point_scheme: {where: {order: first}}", "not_a_choice", "point_scheme.where.order", "best_first"),
        ("point_scheme: {where: {villages: [V01, V01]}}", "duplicate_item", "point_scheme.where.villages[1]", "V01"),
        ("point_scheme: {where: {villages: [V99]}}", "unknown_village", "point_scheme.where.villages[0]", "V"),
        ("point_scheme: {end: 2023-01-01}", "date_order", "point_scheme.end", "2024-01-01"),
        ("point_scheme: {start: 2023-13-01}", "bad_date", "point_scheme.start", "2023-13-01"),
        ("point_scheme:", "empty_value", "point_scheme", ""),
    ],
)  # fmt: skip
def test_faults_of_practices_are_told_in_place(load, entry, code, key, near):
    (problem,) = problems(load, BASE + f"practices:\n  {entry}\n")
    assert (problem.code, problem.line, problem.key) == (code, 3, f"practices.{key}")
    assert near in problem.text("en")
    assert near in problem.text("zh")


def test_a_lever_of_two_policies_is_set_in_both(tmp_path, registry):
    from dataclasses import replace

    known = replace(registry, presets={"two": {"hotline": {"hours": 2.0}, "part_time_grid": {}}})
    path = tmp_path / "two.yaml"
    text = "population: {villages: {count: 1}}\npractices: {two: {levers: {hours: 7}}}\n"
    path.write_text(text, encoding="utf-8")
    found = {item.policy: item.levers["hours"] for item in load_scenario(path, registry=known).settings.programmes}
    assert found == {"hotline": 7.0, "part_time_grid": 7.0}
    path.write_text(text.replace("7", "70"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, registry=known)
    assert [problem.code for problem in caught.value.problems] == ["out_of_bounds"]


def test_a_practice_builds_on_a_standing_institution():
    from model.policies import POLICIES

    text = {"policies.operating_fund.levers.annual_growth": 0.02, "practices.operating_fund": {}}
    changes = tuple(f"{key}={value}" for key, value in text.items())
    raised = programme(load_scenario("status_quo", overrides=changes), "operating_fund").levers
    preset = POLICIES["operating_fund"].practices["operating_fund"]
    assert preset
    assert {name: raised[name] for name in preset} == preset
    assert raised["annual_growth"] == 0.02


def test_an_institution_with_dates_of_its_own_is_not_built_on():
    changes = ("policies.operating_fund.start=2025-01-01", "practices.operating_fund={}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("status_quo", overrides=changes)
    assert [problem.code for problem in caught.value.problems] == ["policy_and_practice"]
