"""The 15 places of the sources as scenarios: complete, true to the figures given, masks kept, and able to run."""

import math

import pytest

from experiments.run import run
from model.case_quantities import measure
from model.evidence import PRACTICES
from model.settings import VillageSpec
from scenarios.load import load_scenario
from scenarios.places import case_files, case_of
from scenarios.shipped import FOLDER, find

CASES = case_files()
TINY = ("horizon.years=1", "horizon.burn_in_years=1")
TINY_VILLAGES = "population.villages={count: 2, townships: 1, households: 60}"
# Practices that only town communities have, or whose figures are said of a town alone.
URBAN = {"urban_estate_chain", "red_property", "grid_staffing"}


def case(place, *overrides):
    return load_scenario(find(CASES[place]), overrides=overrides)


def programme(scenario, policy):
    return next(item for item in scenario.settings.programmes if item.policy == policy)


def kinds_at(scenario, policy) -> set[str]:
    villages, area = scenario.settings.population.villages, programme(scenario, policy).where.villages
    return {village.kind for village in villages if area is None or village.name in area or village.id in area}


def tiny(place):
    """Return a case that is over soon; a village list stays as it is, since practices name its villages."""
    scenario = case(place, *TINY)
    if scenario.origin.get("population.roster"):
        return scenario
    return case(place, *TINY, TINY_VILLAGES)


def test_every_place_has_a_file_of_its_own():
    assert len(CASES) == 15
    assert all((FOLDER / "cases" / f"{stem}.yaml").exists() for stem in CASES.values())


@pytest.mark.parametrize("place", CASES)
def test_a_case_runs_exactly_the_practices_its_documents_describe(place):
    scenario = case(place)
    assert case_of(scenario) == place
    assert set(scenario.practices) == {name for name, practice in PRACTICES.items() if place in practice.places}


def test_only_what_runs_a_place_stands_for_it(tmp_path):
    for name in ("status_quo", "pilot_county", "pilot_county_linkage", "standard_county"):
        assert case_of(load_scenario(name)) is None
    mine = tmp_path / "mine.yaml"
    mine.write_text("title: t\nextends: full_pilot_county.yaml\nhorizon: {years: 1}\n", encoding="utf-8")
    assert case_of(load_scenario(mine)) == "pilot_county"


STATED = [
    ("governance_year_city", "career_channel", "leaders_from_villages", 0.3),
    ("governance_year_city", "party_mass_center", "public_share", 1.0),
    ("hebei_three_smalls", "small_grid", "visits_per_month", 1.0),
    ("hebei_three_smalls", "service_agent", "agents", 1),
    ("forest_city", "grid_staffing", "staff_per_grid", round(3700 / (117 + 389))),
    ("forest_city", "grid_party_groups", "coverage", round(492 / (117 + 389), 2)),
    ("forest_city", "programme_frameworks", "rules", 1 + 16),
    ("forest_city", "command_platform", "intake_levels", 3),
    ("forest_city", "five_level_guarantee", "levels", 5),
    ("forest_city", "one_village_one_product", "projects", round(18 / 14, 3)),
    ("yongchuan", "reasoning_hall", "reviewers", 1),
    ("jinfeng", "five_colour_branches", "branches", 5),
    ("fengjie", "four_visits_four_supports", "visit_types", 4),
    ("chongqing_essay", "interest_negotiation", "stages", 3),
    ("gansu_district", "grid_staffing", "staff_per_grid", 2 + 2),
    ("gansu_district", "grid_staffing", "flexible_staff", round(4300 / 310) - 4),
    ("gansu_district", "grid_party_groups", "cadre_heads", round(213 / 310, 2)),
    ("gansu_district", "party_mass_center", "radius", 15),
    ("gansu_district", "structured_deliberation_rooms", "steps", 7),
    ("linkage_survey", "multi_actor_linkage", "dimensions", 4),
    ("jiaxing_style_city", "pioneer_stations_village_halls", "build_years", 3),
    ("jiaxing_style_city", "vanguard_red_lines", "red_lines", 10),
    ("jiaxing_style_city", "three_networks_team_service", "nets_merged", 3),
    ("fucheng", "representative_deliberation_notice", "notice_days", 6),
    ("fucheng", "six_mechanisms", "n_steps", 6),
    ("panzhihua_west", "urban_estate_chain", "posts_per_building", round(948 / 296, 1)),
    ("pilot_county", "household_linkage", "households_per_chief", 10),
    ("pilot_county", "household_linkage", "households_per_committee", 5),
    ("pilot_county", "household_linkage", "households_per_member", 3),
    ("pilot_county", "household_linkage", "households_per_representative", 1),
    ("pilot_county", "household_linkage", "households_per_grid_worker", 1),
    ("pilot_county", "arena_contest", "contests_a_year", 4),
    ("pilot_county", "full_coverage_training", "coverage", 1.0),
    ("pilot_county", "village_income_target", "target_income", 500_000),
    ("pilot_county", "grid_worker_pay", "posts_merged", 6),
]


@pytest.mark.parametrize(("place", "policy", "lever", "value"), STATED)
def test_stated_figures_stand_at_their_levers(place, policy, lever, value):
    assert programme(case(place), policy).levers[lever] == value


def test_stated_figures_that_are_no_levers_stand_in_the_population():
    assert case("fengjie").settings.behaviour["population.hardship_share"] == 0.135
    assert {village.resident_member_share for village in case("pilot_county").settings.population.villages} == {0.333}
    assert [event.kind for event in case("jinfeng").settings.events] == ["epidemic"]


@pytest.mark.parametrize("place", ["governance_year_city", "jiaxing_style_city", "pilot_county"])
def test_what_is_masked_is_said_to_be_and_to_be_assumed(place):
    (said,) = (words for words in case(place).assumptions if "masked in the source" in words["en"])
    assert "assumed" in said["en"].lower()
    assert "隐去" in said["zh"]
    assert "假设" in said["zh"]


@pytest.mark.parametrize("place", CASES)
def test_a_case_says_what_it_assumes_of_its_villages(place):
    ancestors = load_scenario("status_quo").assumptions
    own = [words for words in case(place).assumptions if words not in ancestors]
    assert any("assumed" in words["en"] for words in own)
    assert any("假设" in words["zh"] or "全国平均" in words["zh"] for words in own)


@pytest.mark.parametrize("place", ["dadukou", "chongqing_essay", "linkage_survey"])
def test_places_that_only_argue_are_said_to(place):
    said = " ".join(words["en"] for words in case(place).assumptions)
    assert "argues" in said or "no fact about the place" in said


def test_urban_figures_stand_on_no_village():
    assert {village.kind for village in case("gansu_district").settings.population.villages} == {"town_community"}
    estates = case("panzhihua_west")
    for policy in ("urban_estate_chain", "red_property", "volunteer_service", "structured_deliberation_rooms"):
        assert kinds_at(estates, policy) == {"town_community"}, policy
    for place in CASES:
        scenario = case(place)
        levers = {item.policy: item.levers for item in scenario.settings.programmes if item.policy in URBAN}
        helpers = levers.get("grid_staffing", {}).get("flexible_staff", 0)
        tied = [name for name in levers if name != "grid_staffing" or helpers]
        assert all(kinds_at(scenario, name) == {"town_community"} for name in tied), place


def test_village_figures_stand_on_no_community():
    talents, grids = case("panzhihua_west"), case("forest_city")
    assert kinds_at(talents, "local_talent_cultivation") == {"village"}
    for policy in ("one_village_one_product", "collective_economy_projects", "enterprise_plus_households"):
        assert kinds_at(grids, policy) == {"village"}


def test_the_forest_city_keeps_the_proportion_of_its_grids():
    def grids(kind: str) -> int:
        found: list[VillageSpec] = list(case("forest_city").settings.population.villages)
        return sum(village.grid_workers for village in found if village.kind == kind)

    assert grids("village") / grids("town_community") == pytest.approx(117 / 389, abs=0.005)


@pytest.mark.parametrize("place", CASES)
def test_a_case_runs(place):
    result = run(tiny(place).settings, 1, extra=measure, events=True)
    assert result.quantities["problems_solved"] > 0
    assert math.isfinite(result.outcomes["participation_rate"])
    assert 0 <= result.quantities["satisfaction_share"] <= 1
