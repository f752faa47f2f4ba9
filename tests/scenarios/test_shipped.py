"""The scenarios that come with the project load, say what they assume, and differ in what their names say."""

import pytest

from model.evidence import sources
from scenarios.difference import diff
from scenarios.load import load_scenario
from scenarios.shipped import FOLDER, STATUS_QUO, shipped_files

CASES = (
    "",
    "_linkage",
    "_linkage_5",
    "_linkage_10",
    "_points_low",
    "_points_high",
    "_funds_low",
    "_funds_high",
    "_package",
)
PILOT = FOLDER / "cases" / "pilot_county.yaml"
STANDING = {"mediation_committee", "part_time_grid", "hotline", "operating_fund"}


def case(suffix):
    return load_scenario(FOLDER / "cases" / f"pilot_county{suffix}.yaml")


def changed(suffix):
    return {row["key"]: row["b"] for row in diff(case(""), case(suffix))}


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_each_is_complete_in_both_languages(path):
    scenario = load_scenario(path)
    for words in (scenario.title, scenario.question, *scenario.assumptions):
        assert any("\u4e00" <= char <= "\u9fff" for char in words["zh"])
        assert words["en"].isascii() or "·" in words["en"]
    assert scenario.sources
    assert all(sources(source) for source in scenario.sources)
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_all_nine_pilot_scenarios_are_there_and_extend_the_pilot():
    assert {path.stem for path in (FOLDER / "cases").glob("pilot_county*.yaml")} == {f"pilot_county{s}" for s in CASES}
    pilot = case("")
    assert pilot.extends == (STATUS_QUO.resolve(),)
    assert all(case(suffix).extends_from(pilot) for suffix in CASES[1:])


def test_the_pilot_county_is_true_to_scale():
    villages = case("").settings.population.villages
    assert len(villages) == 20
    assert len({village.township for village in villages}) == 2
    assert sum(village.population for village in villages) >= 25_000


def test_the_status_quo_has_its_standing_policies_and_no_programme_has_none():
    status_quo, nothing = load_scenario(STATUS_QUO).settings, load_scenario("no_programme").settings
    assert {item.policy for item in status_quo.programmes} == STANDING
    assert status_quo.programmes == status_quo.reference == nothing.reference
    assert nothing.programmes == ()
    assert {item.policy for item in case("").settings.programmes} == STANDING


def test_linkage_scenarios_differ_in_the_ratios_their_names_say():
    stated = changed("_linkage")
    ratios = ("chief", "committee", "member", "representative", "grid_worker")
    lever = "policies.household_linkage.levers.households_per_{}".format
    assert [stated[lever(name)] for name in ratios] == [10, 5, 3, 1, 1]
    for suffix, ratio in (("_linkage_5", 5), ("_linkage_10", 10)):
        assert [changed(suffix)[lever(name)] for name in ratios] == [0, 0, ratio, 0, 0]
        other = {row["key"] for row in diff(case("_linkage_5"), case("_linkage_10"))}
        assert other == {lever("member")}


def test_points_and_funds_differ_in_value_alone():
    assert {row["key"] for row in diff(case("_points_low"), case("_points_high"))} <= {
        "policies.points.levers.point_value",
        "policies.points.levers.annual_budget",
    }
    assert {row["key"] for row in diff(case("_funds_low"), case("_funds_high"))} == {
        "policies.operating_fund.levers.per_village"
    }
    assert set(changed("_funds_high")) == {"policies.operating_fund.levers.per_village"}


def test_the_package_is_linkage_points_and_funds_together():
    policies = {item.policy for item in case("_package").settings.programmes}
    assert policies == STANDING | {"household_linkage", "points"}
