"""Draws of behaviour parameters and levers: what is drawn, how it spreads, and that files give it again."""

from dataclasses import replace
from pathlib import Path

import pytest

from experiments.draws import BLOCK, DRAWN, Draws, behaviour_factors, draw_layers, drawn_value, lever_factors
from experiments.factors import Factor
from experiments.fingerprint import settings_fingerprint
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.settings import Programme
from scenarios.load import load_scenario

PILOTS = ("pilot_county", "pilot_county_linkage_10", "pilot_county_points_low")


@pytest.fixture(scope="module")
def pilots():
    return [load_scenario(name) for name in PILOTS]


def layers(scenarios, draws=3, seed=1, baseline=PILOTS[0]) -> dict[str, Draws]:
    return {one.layer: one for one in draw_layers(scenarios, baseline, out=Path("nowhere"), draws=draws, seed=seed)}


def settings_of(study):
    return {point.id: settings_fingerprint(point.settled) for point in study.points}


def names(settings, base):
    return {factor.name for factor in lever_factors(settings, base)}


def test_of_ten_draws_one_lies_in_each_tenth():
    factor = Factor("participation.some", "uncertainty", 0.0, 1.0)
    values = [drawn_value(factor, draw, 1) for draw in range(3 * BLOCK)]
    for block in range(3):
        assert sorted(int(value * BLOCK) for value in values[block * BLOCK : (block + 1) * BLOCK]) == list(range(BLOCK))
    assert values[:BLOCK] != values[BLOCK : 2 * BLOCK]


@pytest.mark.parametrize(("low", "middle", "high"), [(0.0, 0.1, 1.0), (0.0, 0.0, 1.0), (-4.0, -1.0, -0.5)])
def test_half_of_the_draws_lie_on_either_side_of_the_likeliest_value(low, middle, high):
    factor = Factor("contact.some", "uncertainty", low, high, shape="triangular", mode=middle)
    values = sorted(drawn_value(factor, draw, 1) for draw in range(400))
    assert low <= values[0] <= values[199] <= middle <= values[200] <= values[-1] <= high
    # Each half thins out to its bound: a quarter of it lies beyond the middle between value and bound.
    assert sum(value > (middle + high) / 2 for value in values) == pytest.approx(50, abs=10)
    assert sum(value < (middle + low) / 2 for value in values) == pytest.approx(50 if low < middle else 0, abs=10)


def test_other_shapes_are_drawn_as_they_are():
    factor = Factor("contact.some", "uncertainty", 1.0, 100.0, shape="log_uniform", mode=2.0)
    values = [drawn_value(factor, draw, 1) for draw in range(100)]
    assert sum(value < 10 for value in values) == 50


def test_names_and_seeds_are_drawn_apart():
    one, other = (Factor(f"contact.{name}", "uncertainty", 0.0, 1.0) for name in ("a", "b"))
    drawn = [
        [drawn_value(factor, draw, seed) for draw in range(BLOCK)] for factor, seed in ((one, 1), (one, 2), (other, 1))
    ]
    assert drawn[0] != drawn[1]
    assert drawn[0] != drawn[2]


def test_a_draw_is_the_same_however_many_there_are_and_whatever_else_is_compared(pilots):
    few, many = layers(pilots[:2], draws=2), layers(pilots, draws=12)
    for layer in DRAWN:
        found = settings_of(many[layer])
        assert settings_of(few[layer]).items() <= found.items()
        assert len(set(found.values())) > 12


def test_every_draw_is_one_run_of_its_own_seed_paired_with_the_baseline(pilots):
    for layer, study in layers(pilots, draws=3, seed=7).items():
        assert study.name == f"seed 7 · {layer}"
        members = study.design()
        assert len(members) == 9
        assert {(one.scenario.partition("#")[2], one.replication, one.seed) for one in members} == {
            ("0", 0, 7), ("1", 1, 8), ("2", 2, 9)
        }  # fmt: skip


def test_a_draw_of_behaviour_is_one_for_all_scenarios(pilots):
    points = {point.id: point.settled for point in layers(pilots)["behaviour"].points}
    behaviour = [points[f"{name}#1"].behaviour for name in PILOTS]
    assert behaviour[0] == behaviour[1] == behaviour[2]
    assert set(behaviour[0]) == {name for name, passport in PASSPORTS.items() if passport.low < passport.high}
    assert all(PASSPORTS[name].low <= value <= PASSPORTS[name].high for name, value in behaviour[0].items())
    assert all(value in (float(f"{value:.6g}"), PASSPORTS[name].low) for name, value in behaviour[0].items())


def test_the_baseline_keeps_its_levers(pilots):
    points = {point.id: point.settled for point in layers(pilots)["levers"].points}
    assert points["pilot_county#2"] == pilots[0].settings
    assert points["pilot_county_points_low#2"] != pilots[2].settings


def test_parameters_in_which_scenarios_differ_are_not_drawn(pilots):
    key = "participation.neighbours"
    other = pilots[1].settings.model_copy(update={"behaviour": {key: PASSPORTS[key].high}})
    drawn = {factor.name for factor in behaviour_factors([pilots[0].settings, other])}
    assert key not in drawn
    same = {factor.name for factor in behaviour_factors([other, other])}
    assert same - drawn == {key}


def test_levers_that_are_off_switches_and_choices_stay(pilots):
    drawn = names(pilots[1].settings, pilots[0].settings)
    assert "household_linkage.households_per_member" in drawn
    assert "household_linkage.households_per_chief" not in drawn  # 0: off
    assert "household_linkage.assignment_rule" not in drawn  # a choice
    points = names(pilots[2].settings, pilots[0].settings)
    assert "points.point_value" in points
    assert "points.county_pays" not in points  # yes or no
    assert not drawn & points


def test_of_a_programme_of_the_baseline_only_what_differs_is_drawn(pilots):
    high, low = (
        pilots[0].settings.model_copy(
            update={"programmes": (Programme(policy="points", levers={"point_value": value}),)}
        )
        for value in (2.0, 1.0)
    )
    assert names(high, low) == {"points.point_value"}
    assert names(low, low) == set()


def test_a_lever_is_likeliest_where_the_scenario_has_it_and_stays_on(pilots):
    factors = {factor.name: factor for factor in lever_factors(pilots[1].settings, pilots[0].settings)}
    households = factors["household_linkage.households_per_member"]
    assert (households.shape, households.mode, households.low) == ("triangular", 10.0, 1)
    values = {drawn_value(households, draw, 1) for draw in range(100)}
    assert values <= set(range(1, 41))
    assert len(values) > 20
    contacts = factors["household_linkage.contacts_per_month"]
    lever = next(one for one in POLICIES["household_linkage"].levers if one.name == "contacts_per_month")
    assert (contacts.mode, contacts.low, contacts.high) == (lever.default, lever.low, lever.high)


@pytest.mark.parametrize("names", [PILOTS[:2], ("standard_county", "fucheng")])
def test_the_file_gives_every_draw_again(names):
    scenarios = [load_scenario(name) for name in names]
    assert bool(scenarios[1].practices) == (names[1] == "fucheng")
    for study in layers(scenarios, draws=1, baseline=names[0]).values():
        for point, scenario in zip(study.points, scenarios, strict=True):
            again = load_scenario(scenario.path, overrides=point.overrides)
            assert settings_fingerprint(again.settings) == settings_fingerprint(point.settled)


def test_without_levers_to_draw_there_is_no_such_layer(pilots):
    plain = pilots[0]
    key = "participation.neighbours"
    other = load_scenario(plain.path, overrides=[f"behaviour.{key}={PASSPORTS[key].high}"])
    assert set(layers([plain, replace(other, id="pilot_county_keen")])) == {"behaviour"}
