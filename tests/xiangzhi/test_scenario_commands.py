"""`explain`, `diff`, `scenarios`, `plan` and `init` answer as their contracts say and touch nothing else."""

import json
import re

import pytest
from click.testing import CliRunner

from model.evidence import PRACTICES, ROUTES, practice, route
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.schedule import SCHEDULE
from scenarios.explain import explain
from scenarios.load import load_scenario
from scenarios.practice_words import BESIDE, CONSUMES, GROUPS, PRIORITIES
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


def test_practices_lists_the_whole_catalogue_with_what_carries_it():
    rows = answer("practices")
    assert [row["id"] for row in rows] == list(PRACTICES)
    keys = {"id", "zh", "en", "group", "policy", "policies", "levers", "consumes", "grade", "priority"}
    assert all(set(row) == keys for row in rows)
    (row,) = (row for row in rows if row["id"] == "joint_household_help")
    assert (row["policy"], row["policies"], row["priority"]) == ("household_linkage", ["household_linkage"], "core")
    assert {lever["name"]: lever["value"] for lever in row["levers"]}["households_per_member"] == 3
    assert row["consumes"] == list(route("joint_household_help").consumes)
    assert row["grade"] == max(lever["grade"] for lever in row["levers"])


def test_practices_of_one_group_alone_and_none_of_an_unknown_one():
    groups = {row["group"] for row in answer("practices", "--group", "dispute")}
    assert groups == {"dispute"}
    for lang, words in (("en", "did you mean 'dispute'"), ("zh", "是否想写“dispute”")):
        result = call("practices", "--group", "disputs", "--lang", lang)
        assert result.exit_code == 2
        assert words in result.stderr


@pytest.mark.parametrize(("lang", "words"), [("en", ("consumes", "donors")), ("zh", ("消耗", "捐助"))])
def test_practices_speak_their_language_on_screen(lang, words):
    shown = call("practices", "--group", "economy_funding", "--lang", lang).stdout
    assert all(word in shown for word in words)
    assert getattr(practice("development_fund"), lang)[:4] in shown


@pytest.mark.parametrize("name", PRACTICES)
def test_every_practice_is_explained_with_its_route_and_places(name):
    entry = explain(None, name)
    assert entry["kind"] == "practice"
    assert entry["route"]["moves"] == dict(route(name).moves)
    for lang, turns in (("en", "raises|lowers"), ("zh", "提高|降低")):
        assert re.search(turns, entry["route"][lang])
        assert not re.search(r"[a-z]_[a-z]", entry["route"][lang])
    assert [place["id"] for place in entry["places"]] == list(practice(name).places)
    assert all(place["zh"] and place["en"] for place in entry["places"])


def test_a_practice_is_explained_on_screen_in_both_languages():
    english, chinese = (call("explain", "review_hall", "--lang", lang).stdout for lang in ("en", "zh"))
    for words in ("reasoning_hall.sessions", "Yongchuan", "three_level_mediation", "107"):
        assert words in english
    assert "raises: village mediation succeeds more often" in english
    for words in ("乡贤评理堂", "提高", "矛盾调处", "重庆市永川区"):
        assert words in chinese


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (("explain", "household_linkage.households_per_member"), "households per person", "户/人"),
        (("explain", "disputes.bring"), "log hazard a dekad", "对数风险/旬"),
        (("explain", "population.villages.clans"), "unit clans", "单位 个宗族"),
        (("explain", "showing"), "chance a year", "概率/年"),
        (("explain", "disposable_income"), "yuan", "元"),
        (("explain", "review_hall"), "share of the panel", "占评理员比例"),
        (("scenarios", "--policies"), "hours per village and dekad", "小时/村·旬"),
    ],
)
def test_units_on_screen_speak_the_language_asked_for(words, en, zh):
    english, chinese = (" ".join(call(*words, "--lang", lang).stdout.split()) for lang in ("en", "zh"))
    assert en in english
    assert zh not in english
    assert zh in chinese
    assert re.search(rf"\b{en}\b", chinese) is None


def test_a_practice_goes_before_a_policy_of_the_same_name():
    assert explain(None, "small_grid")["kind"] == "practice"
    assert explain(None, "policies.small_grid")["kind"] == "policy"
    keys = answer("explain")
    assert {"small_grid", "policies.small_grid"} <= set(keys)


def test_words_of_practices_are_complete():
    assert {entry.group for entry in PRACTICES.values()} == set(GROUPS)
    assert {entry.priority for entry in PRACTICES.values()} == set(PRIORITIES)
    assert {name for way in ROUTES.values() for name in way.consumes} == set(CONSUMES)
    assert {name for way in ROUTES.values() for name in way.beside} == set(BESIDE)
    for words in (GROUPS, PRIORITIES, CONSUMES, BESIDE):
        assert all(en.isascii() and re.search(r"[一-鿿]", zh) for en, zh in words.values())
