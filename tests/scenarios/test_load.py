"""Layers, defaults, dates, places and origins: what a scenario file resolves to."""

import pickle
from datetime import date

import pytest

from model.errors import RosterError, ScenarioError
from model.settings import Rollout
from scenarios.load import load_scenario
from scenarios.population import read_population
from scenarios.shipped import STATUS_QUO, find, shipped_files

ROSTER = "村名,乡镇,户数\n上坂村,东溪镇,300\n下坂村,东溪镇,410\n上坂村,西岭镇,280\n岭头村,西岭镇,\n"
BASE = "extends: status_quo.yaml\npopulation: {roster: villages.csv}\n"


@pytest.fixture
def county(load, tmp_path):
    """Return a loader whose files may use a roster of four villages."""
    (tmp_path / "villages.csv").write_text(ROSTER, encoding="utf-8")
    return load


def programme(scenario, policy):
    return next(item for item in scenario.settings.programmes if item.policy == policy)


def test_an_extending_file_inherits_all_it_does_not_change(load, registry):
    base = load_scenario(STATUS_QUO, registry=registry)
    child = load("extends: status_quo.yaml\nhorizon: {years: 2}\n")
    assert child.settings.horizon == base.settings.horizon.model_copy(update={"years": 2})
    assert child.settings.model_copy(update={"horizon": base.settings.horizon}) == base.settings
    assert child.extends == (STATUS_QUO.resolve(),)
    assert child.extends_from(base)
    assert not base.extends_from(child)


def test_maps_merge_by_key_and_scalars_replace_through_three_files(load, tmp_path):
    (tmp_path / "a.yaml").write_text(
        "extends: status_quo.yaml\nbehaviour: {trust.decay: 0.1, participation.neighbours: 1}\n"
        "policies:\n  points: {levers: {point_value: 3, visibility: 0.2}, start: 2025-01-01}\n",
        encoding="utf-8",
    )
    child = load(
        "extends: a.yaml\nbehaviour: {participation: {neighbours: 2}}\npolicies: {points: {levers: {visibility: 1}}}\n"
    )
    assert child.settings.behaviour == {"participation.neighbours": 2.0, "trust.decay": 0.1}
    assert programme(child, "points").levers == {"point_value": 3.0, "visibility": 1.0}
    assert programme(child, "points").start == date(2025, 1, 1)
    assert [path.name for path in child.extends] == ["a.yaml", "status_quo.yaml"]


def test_off_removes_an_inherited_policy_and_a_group_brings_it_back(load, tmp_path):
    without = load("extends: status_quo.yaml\npolicies: {hotline: off}\n", name="without.yaml")
    again = load("extends: without.yaml\npolicies: {hotline: {}}\n")
    assert "hotline" not in {item.policy for item in without.settings.programmes}
    assert programme(again, "hotline").levers == {"hours": 1.0}
    assert "hotline" in {item.policy for item in without.settings.reference}


def test_levers_off_sets_each_to_its_off_value_and_keeps_the_policy(load):
    scenario = load("extends: status_quo.yaml\npolicies: {household_linkage: {levers: off}, points: {levers: off}}\n")
    assert programme(scenario, "household_linkage").levers == {"households_per_member": 0, "order": "nearest"}
    assert programme(scenario, "points").levers == {"point_value": 0.0, "visibility": 0.0}


def test_one_lever_may_be_off_and_the_others_keep_their_defaults(load):
    scenario = load("extends: status_quo.yaml\npolicies: {points: {levers: {visibility: off}}}\n")
    assert programme(scenario, "points").levers == {"point_value": 1.0, "visibility": 0.0}


def test_the_four_ways_of_being_present_but_off_stay_apart(county):
    texts = ("{levers: off}", "{where: {share: 0}}", "{start: 2035-01-01}", "{where: {villages: []}}")
    settings = [county(f"{BASE}policies:\n  points: {text}\n").settings for text in texts]
    assert len({item.model_dump_json() for item in settings}) == 4
    assert settings[3].programmes != settings[1].programmes
    assert next(p for p in settings[3].programmes if p.policy == "points").where == Rollout(villages=())


def test_numbers_have_one_form_however_they_are_written(load):
    whole = load("extends: status_quo.yaml\npolicies: {points: {levers: {point_value: 2}}}\n")
    real = load("extends: status_quo.yaml\npolicies: {points: {levers: {point_value: 2.0}}}\n")
    assert whole.settings.model_dump_json() == real.settings.model_dump_json()


def test_the_order_of_writing_does_not_matter(load):
    one = load("extends: status_quo.yaml\npolicies: {points: {}, household_linkage: {}}\n")
    other = load("policies: {household_linkage: {}, points: {}}\nextends: status_quo.yaml\n")
    assert one.settings == other.settings
    assert one.settings.model_dump_json() == other.settings.model_dump_json()


def test_villages_are_found_by_bare_and_full_names_in_roster_order(county):
    text = BASE + "policies: {points: {where: {villages: [岭头村, 东溪镇/上坂村]}}}\n"
    assert programme(county(text), "points").where.villages == ("东溪镇/上坂村", "西岭镇/岭头村")


def test_a_roster_is_read_beside_its_file_and_its_gaps_are_said(county):
    scenario = county(BASE)
    assert [village.households for village in scenario.settings.population.villages[:3]] == [300, 410, 280]
    assert any(note.startswith("households: filled") for note in scenario.notes)


def test_villages_from_figures_replace_an_inherited_roster(county):
    county(BASE, name="base.yaml")
    scenario = county("extends: base.yaml\n", overrides=("population.villages.count=3",))
    assert len(scenario.settings.population.villages) == 3


def test_villages_from_figures_have_the_figures_given_and_even_townships(load):
    text = "population: {villages: {count: 5, townships: 2, population: 900}, county_coupling: false}\n"
    population = load(text).settings.population
    assert [village.id for village in population.villages] == ["T1/V01", "T1/V02", "T1/V03", "T2/V04", "T2/V05"]
    assert {village.population for village in population.villages} == {900}
    assert population.county_coupling is False


def test_a_scenario_alone_has_no_policies_but_the_reference_burn_in(load):
    scenario = load("population: {villages: {count: 1}}\n")
    assert scenario.settings.programmes == ()
    assert len(scenario.settings.reference) == 4


def test_the_reference_may_be_another_file(load, tmp_path):
    (tmp_path / "quiet.yaml").write_text("policies: {hotline: {levers: {hours: 2}}}\n", encoding="utf-8")
    scenario = load("extends: status_quo.yaml\nreference: quiet.yaml\n")
    assert [(item.policy, item.levers) for item in scenario.settings.reference] == [("hotline", {"hours": 2.0})]


def test_overrides_win_over_the_file_and_the_last_over_the_first(load):
    changes = ("horizon.years=1", "horizon.years=2", "policies.points.levers.point_value=2", "policies.hotline=off")
    changes += ("behaviour.participation.neighbours=2.5", "policies.points.where={share: 0.5, order: weakest_first}")
    scenario = load("extends: status_quo.yaml\npolicies: {points: {levers: off}}\n", overrides=changes)
    points = programme(scenario, "points")
    assert scenario.settings.horizon.years == 2
    assert scenario.settings.behaviour == {"participation.neighbours": 2.5}
    assert points.levers == {"point_value": 2.0, "visibility": 0.5}
    assert points.where == Rollout(share=0.5, order="weakest_first")
    assert scenario.overrides == changes


def test_every_value_says_where_it_came_from(load):
    text = "extends: status_quo.yaml\npolicies:\n  points:\n    levers: {point_value: 2}\n"
    origin = load(text, overrides=("world_seed=4",)).origin
    assert origin["policies.points.levers.point_value"].endswith("mine.yaml:4")
    assert origin["horizon.years"] == "scenarios/status_quo.yaml:12"
    assert origin["world_seed"] == "--set"
    assert origin["policies.points.levers.visibility"].endswith(".yaml")


def test_titles_are_a_files_own_and_words_in_one_language_serve_for_both(load):
    plain = load("extends: status_quo.yaml\n")
    named = load("extends: status_quo.yaml\ntitle: {zh: 积分}\nquestion: Why?\nassumptions: [Rain is average]\n")
    assert plain.title == {"zh": "mine", "en": "mine"}
    assert named.title == {"zh": "积分", "en": "积分"}
    assert named.question == {"zh": "Why?", "en": "Why?"}
    assert named.assumptions[-1] == {"zh": "Rain is average", "en": "Rain is average"}
    assert len(named.assumptions) == len(plain.assumptions) + 1


def test_bad_rows_of_a_roster_are_told_with_the_faults_of_the_file(load, tmp_path):
    (tmp_path / "villages.csv").write_text("村名,乡镇,户数\n上坂村,东溪镇,-3\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(BASE + "horizon: {start: 2024-01-05}\n")
    codes = {problem.code: problem for problem in caught.value.problems}
    assert codes["not_a_dekad_start"].line == 3
    assert [problem.line for problem in caught.value.problems if problem.key == "户数"] == [2]


def test_a_bad_roster_alone_is_a_roster_error_with_its_path(load, tmp_path):
    (tmp_path / "villages.csv").write_text("村名,乡镇,户数\n上坂村,东溪镇,many\n", encoding="utf-8")
    with pytest.raises(RosterError) as caught:
        load(BASE)
    assert caught.value.problems[0].file.endswith("villages.csv")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path, registry):
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfextends: status_quo.yaml\r\nhorizon: {years: 2}\r\n")
    assert load_scenario(path, registry=registry).settings.horizon.years == 2


def test_yaml_surprises_stay_out(load):
    scenario = load("extends: status_quo.yaml\nhorizon: {years: 010}\npolicies: {hotline: off}\ntitle: {en: no}\n")
    assert scenario.settings.horizon.years == 10
    assert scenario.title["en"] == "no"


def test_scenarios_travel_to_other_processes(load):
    scenario = load("extends: status_quo.yaml\n")
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_shipped_scenarios_are_found_by_name():
    assert find("status_quo") == find("status_quo.yaml") == STATUS_QUO
    assert find("nowhere.yaml") is None
    assert shipped_files()[0] == STATUS_QUO


def test_no_population_is_said_in_place():
    with pytest.raises(ScenarioError) as caught:
        read_population({})
    assert caught.value.problems[0].key == "population"


def test_villages_from_figures_may_be_town_communities(load):
    for text, kind in (("", "village"), (", kind: town_community", "town_community")):
        villages = load(f"population: {{villages: {{count: 2{text}}}}}\n").settings.population.villages
        assert {village.kind for village in villages} == {kind}
    with pytest.raises(ScenarioError) as caught:
        load("population: {villages: {count: 2, kind: town}}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.key) == ("not_a_choice", "population.villages.kind")
    assert "town_community" in problem.text("en")
