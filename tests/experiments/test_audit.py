"""Trials of practices: what works beside what, how clashes are settled, how a package grows, what is watched."""

import math
from datetime import date

import pytest

from experiments.audit import (
    Bench,
    Clash,
    Step,
    Trial,
    alone,
    chosen,
    clashes,
    everything,
    grow,
    in_order,
    kept_levers,
    pairs,
    parts,
    together,
    with_baselines,
)
from experiments.run import burn_in, live
from experiments.status import todays_settings
from experiments.store import ScenarioRow
from experiments.study import CountyExperiment
from experiments.watch import DRIVER, NAMES, STATE, Watcher, WatchExperiment, seen
from model.drivers import DRIVERS
from model.errors import ParameterError
from model.evidence import PRACTICES, ROUTES
from model.outcomes import measure
from model.states import STATES

TINY = (
    "horizon.years=1",
    "population.villages={count: 2, population: 60, households: 20, members: 5, committee: 3, representatives: 4}",
)


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(changes=TINY)


def levers(settings, policy: str) -> dict:
    return next(programme.levers for programme in settings.programmes if programme.policy == policy)


def test_practices_come_in_the_order_of_the_catalogue_and_by_group():
    assert chosen(["love_bank", "small_grid"]) == ["small_grid", "love_bank"]
    assert {PRACTICES[name].group for name in chosen(group="dispute")} == {"dispute"}
    assert chosen(["love_bank"], "dispute") == []


@pytest.mark.parametrize(("given", "near"), [((["love_bink"],), "love_bank"), (([], "disputs"), "dispute")])
def test_an_unknown_practice_or_group_is_refused_with_the_nearest(given, near):
    with pytest.raises(ParameterError, match=f"did you mean '{near}'"):
        chosen(*given)


def test_core_practices_take_precedence_then_the_order_of_the_catalogue():
    assert in_order(["member_household_linkage", "operating_fund", "joint_household_help"]) == [
        "joint_household_help", "operating_fund", "member_household_linkage",
    ]  # fmt: skip


def test_trials_are_named_by_what_they_hold_and_held_against_the_county_beside_the_same():
    (plain,) = alone(["love_bank"])
    (project,) = alone(["fund_audit"])
    assert (plain.id, plain.baseline.id) == ("love_bank", "baseline")
    assert (project.id, project.baseline.id) == ("fund_audit@projects", "baseline@projects")
    assert [trial.id for trial in with_baselines([plain, project, plain])] == [
        "baseline", "baseline@projects", "love_bank", "fund_audit@projects",
    ]  # fmt: skip


def test_a_pair_stands_beside_all_that_either_needs_and_so_do_its_parts():
    (pair,) = pairs(["love_bank", "fund_audit"])
    assert pair.id == "love_bank+fund_audit@projects"
    assert [part.id for part in parts(pair)] == ["love_bank@projects", "fund_audit@projects"]
    assert {part.baseline for part in parts(pair)} == {pair.baseline}


def test_what_any_practice_needs_beside_it_can_be_made(bench):
    needed = {part for way in ROUTES.values() for part in way.beside}
    made = {part: bench.point(Trial((), (part,))).point for part in needed}
    plain = bench.point(Trial(())).point
    assert all(settings != plain for settings in made.values())
    assert {village.kind for village in made["town_community"].population.villages} == {"town_community"}
    assert [village.population for village in made["town_community"].population.villages] == [60, 60]
    assert made["epidemic"].events[0].kind == "epidemic"
    assert made["epidemic"].events[0].end == date(2024, 12, 1)
    assert levers(made["projects"], "development_fund")["capital"] == 100_000


def test_in_a_county_with_a_village_list_the_list_says_what_is_a_town():
    pilot = Bench("pilot_county")
    assert pilot.point(Trial((), ("town_community",))).point == pilot.county.settings


def test_a_practice_is_put_to_work_as_in_a_scenario_file(bench):
    point = bench.point(together(["love_bank"]))
    assert point.overrides == (*TINY, "practices.love_bank={}")
    assert (point.zh, point.en) == (PRACTICES["love_bank"].zh, PRACTICES["love_bank"].en)
    assert levers(point.point, "points")["annual_budget"] > 0
    standing = {programme.policy for programme in bench.county.settings.programmes}
    assert {programme.policy for programme in point.point.programmes} == standing | {"points"}


def test_a_practice_builds_on_an_institution_that_stands_already(bench):
    point = bench.point(together(["operating_fund"]))
    before, after = (levers(settings, "operating_fund") for settings in (bench.county.settings, point.point))
    assert before["per_village"] < after["per_village"]
    assert len(point.point.programmes) == len(bench.county.settings.programmes)


def test_a_practice_takes_the_place_of_a_programme_that_stands_beside_it(bench):
    talk, beside = (bench.point(Trial(practices, ("shown_practice",))) for practices in (("regular_talk_days",), ()))
    where = [
        programme.where.share
        for point in (talk, beside)
        for programme in point.point.programmes
        if programme.policy == "talk_days"
    ]
    assert where == [1.0, 0.34]


def test_where_practices_clash_the_one_of_higher_precedence_is_followed(bench):
    both = ["member_household_linkage", "joint_household_help"]
    found = clashes(both)
    assert found == [
        Clash("household_linkage", "households_per_member", "joint_household_help", "member_household_linkage")
    ]
    point = bench.point(together(both))
    assert levers(point.point, "household_linkage")["households_per_member"] == 3
    assert levers(bench.point(together(both[:1])).point, "household_linkage")["households_per_member"] == 10


def test_all_practices_at_once_have_every_lever_that_any_turns_on(bench):
    trial = everything(chosen())
    settings = bench.point(trial).point
    assert trial.id == "everything"
    kept = kept_levers(chosen())
    assert {key: levers(settings, key[0])[key[1]] for key in kept} == kept


def test_the_store_finds_a_trial_again_by_its_file_and_changes(bench):
    point = bench.point(together(["fund_audit", "member_household_linkage", "joint_household_help"]))
    row = ScenarioRow(point.id, point.zh, point.en, point.path, point.overrides, {}, {})
    assert todays_settings(row) == point.point


def test_a_package_grows_by_what_raises_the_score_most_and_stops_when_nothing_does():
    worth = {"a": 1.0, "b": 3.0, "c": 2.0, "d": -1.0, "e": math.nan}

    def score(offers):
        return [sum(worth[name] for name in offer) - 2.5 * ({"b", "c"} <= set(offer)) for offer in offers]

    assert grow("abcde", score, 8) == [Step("b", ("b",), 3.0), Step("a", ("b", "a"), 4.0)]
    assert [step.added for step in grow("abcde", score, 1)] == ["b"]
    assert grow("de", score, 8) == []
    assert grow("", score, 8) == []


def test_a_watched_run_gives_every_driver_and_state_and_the_same_again(bench):
    watcher = Watcher()
    on, off = (watcher(bench.point(trial).point, 3) for trial in (together(["villager_points"]), Trial(())))
    assert tuple(on) == NAMES == (*(DRIVER + name for name in DRIVERS), *(STATE + name for name in STATES))
    assert on[DRIVER + "points_value"] > 0 == off[DRIVER + "points_value"]
    assert math.isnan(on[STATE + "fidelity_of_others"])
    again = Watcher()(bench.point(together(["villager_points"])).point, 3)
    assert {name: value for name, value in again.items() if value == value} == {
        name: value for name, value in on.items() if value == value
    }


def test_watching_disturbs_nothing_and_the_mean_is_over_villages_and_dekads(bench):
    settings = bench.point(together(["villager_points"])).point
    county = burn_in(settings, 3)
    county.adopt(settings)
    values = []
    while county.now < county.worlds[0].end:
        county.step()
        watched = dict(zip(NAMES, seen(county.worlds[0]), strict=True))
        values += watched[DRIVER + "points_value"].tolist()
    assert len(values) == 2 * 36
    assert Watcher()(settings, 3)[DRIVER + "points_value"] == pytest.approx(sum(values) / len(values))
    assert repr(measure(county.worlds[0]).outcomes) == repr(measure(live(settings, 3).worlds[0]).outcomes)


def test_watched_runs_are_kept_apart_from_measured_ones(bench):
    settings = bench.county.settings
    assert WatchExperiment().fingerprint(settings) != CountyExperiment().fingerprint(settings)
    assert WatchExperiment().fingerprint(settings) == WatchExperiment().fingerprint(settings)
