"""`explain`, `diff`, `scenarios`, `plan` and `init` answer as their contracts say and touch nothing else."""

import json

import pytest
from click.testing import CliRunner

from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.schedule import SCHEDULE
from scenarios.explain import explain
from scenarios.load import load_scenario
from scenarios.roster import read_roster
from scenarios.shipped import FOLDER, shipped_files
from xiangzhi.__main__ import cli

CASES = FOLDER / "cases"
PILOT, POINTS = CASES / "pilot_county.yaml", CASES / "pilot_county_points_high.yaml"
LEVERS = [(policy.id, lever.name) for policy in POLICIES.values() for lever in policy.levers]


def call(*words):
    return CliRunner().invoke(cli, list(map(str, words)))


def answer(*words):
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_parameter_and_lever_is_explained_in_full():
    keys = answer("explain")
    assert set(PASSPORTS) <= set(keys)
    for entry in (explain(None, key) for key in keys):
        assert {"key", "value", "unit", "low", "high", "source", "grade", "note", "from"} <= set(entry)
        if entry["kind"] in {"parameter", "lever"}:
            key, known = entry["key"], entry["sources"]
            assert entry["unit"], key
            assert entry["grade"] in set("ABCD"), key
            assert known, key
            assert all("kind" in source for source in known), f"{key}: {entry['source']} is no evidence"
            assert entry.get("choices") or entry["low"] <= entry["value"] <= entry["high"], key


@pytest.mark.parametrize(("policy", "lever"), LEVERS)
def test_levers_are_found_under_their_policy(policy, lever):
    assert explain(None, f"policies.{policy}.levers.{lever}")["kind"] == "lever"


def test_explain_shows_the_value_of_a_scenario_and_its_line():
    entry = answer("explain", "policies.points.levers.point_value", "--scenario", POINTS)
    assert entry["value"] == 2.0
    assert entry["from"].startswith(f"{POINTS}:")
    assert answer("explain", "horizon.years", "--set", "horizon.years=2")["value"] == 2


@pytest.mark.parametrize(("lang", "word"), [("en", "did you mean"), ("zh", "是否想写")])
def test_an_unknown_key_exits_2_with_the_nearest(lang, word):
    result = call("explain", "participation.neighbors", "--lang", lang)
    assert result.exit_code == 2
    assert word in result.stderr
    assert "participation.neighbours" in result.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_for_people_speak_their_language(lang):
    assert POLICIES["points"].levers[0].en in call("explain", "policies.points.levers.point_value").stdout
    title = {"en": "Points of high value", "zh": "积分高值"}[lang]
    assert title in call("scenarios", "--lang", lang).stdout
    assert getattr(POLICIES["points"], lang) in call("scenarios", "--policies", "--lang", lang).stdout


def test_diff_names_keys_and_both_values():
    rows = answer("diff", PILOT, CASES / "pilot_county_funds_high.yaml")
    assert rows == [{"key": "policies.operating_fund.levers.per_village", "a": 200000.0, "b": 300000.0}]
    assert answer("diff", PILOT, PILOT) == []
    assert "alike" in call("diff", PILOT, PILOT).stdout
    assert "300,000" in call("diff", PILOT, CASES / "pilot_county_funds_high.yaml").stdout


def test_diff_tells_the_faults_of_both_files(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("extends: status_quo.yaml\nhorizn: {}\n", encoding="utf-8")
    result = call("diff", tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2


def test_scenarios_lists_all_that_are_shipped():
    rows = answer("scenarios")
    assert [row["id"] for row in rows] == [path.stem for path in shipped_files()]
    pilot = next(row for row in rows if row["id"] == "pilot_county")
    assert (pilot["extends"], pilot["villages"]) == ("status_quo", 20)


def test_scenarios_of_another_folder(tmp_path):
    (tmp_path / "mine.yaml").write_text("extends: status_quo.yaml\n", encoding="utf-8")
    assert [row["id"] for row in answer("scenarios", tmp_path)] == ["mine"]
    assert call("scenarios", tmp_path / "none").exit_code == 2


def test_policies_are_listed_with_levers_bounds_units_and_sources():
    rows = answer("scenarios", "--policies")
    assert [row["id"] for row in rows] == list(POLICIES)
    for row in rows:
        assert [lever["name"] for lever in row["levers"]] == [lever.name for lever in POLICIES[row["id"]].levers]
        assert all(lever["unit"] and lever["source"] and lever["grade"] for lever in row["levers"])


def test_plan_prints_the_schedule_and_what_runs_will_take():
    plan = answer("plan", PILOT, POINTS, "-r", "5")
    assert [phase["name"] for phase in plan["phases"]] == [phase.name for phase in SCHEDULE]
    assert all({"name", "why", "scope", "kind", "reads", "writes"} <= set(phase) for phase in plan["phases"])
    assert plan["runs"] == 10
    assert plan["minutes"] > 0
    assert plan["megabytes"] > 0
    assert "10 runs" in call("plan", PILOT, POINTS, "-r", "5").stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_init_writes_files_that_are_valid_and_never_overwrites(lang, tmp_path):
    folder = tmp_path / "new" / "county"
    first = call("init", folder, "--lang", lang)
    assert first.exit_code == 0, first.output
    scenario = load_scenario(folder / "my_county.yaml")
    assert scenario.settings.population.villages == read_roster(folder / "villages.csv").villages
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "villages.csv").unlink()
    second = call("init", folder, "--lang", lang)
    assert second.exit_code == 2
    assert {path.name for path in folder.iterdir()} == {"my_county.yaml"}
    assert (folder / "my_county.yaml").read_bytes() == before["my_county.yaml"]


def test_init_where_nothing_can_be_written_exits_2(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = call("init", tmp_path / "file" / "below")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
