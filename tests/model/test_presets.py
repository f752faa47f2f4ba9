"""Every practice of the catalogue has a route, a preset and policies that exist, and what these say of it fits."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from model.drivers import DRIVERS
from model.errors import ParameterError
from model.evidence import PRACTICES, ROUTES, SOURCES, practice, route
from model.policies import POLICIES
from model.presets import COMPOSITES, alone, filled, note, practice_ids, preset, presets
from model.states import STATES

ROOT = Path(__file__).resolve().parents[2]
BESIDE = {"town_community", "shown_practice", "projects", "thin_purse", "epidemic"}


@pytest.mark.parametrize("name", PRACTICES)
def test_every_practice_has_a_preset_of_policies_that_exist(name):
    for policy, levers in preset(name).items():
        known = {lever.name: lever for lever in POLICIES[policy].levers}
        assert set(levers) <= set(known), policy
        for lever, value in levers.items():
            passport = known[lever]
            inside = value in passport.choices if passport.kind == "choice" else passport.low <= value <= passport.high
            assert inside, (policy, lever, value)


@pytest.mark.parametrize("name", practice_ids())
def test_every_preset_puts_its_policies_to_work(name):
    assert preset(name)
    off = [policy for policy, levers in alone(name).items() if POLICIES[policy].is_off(levers)]
    assert off == []


def test_there_are_no_presets_of_practices_that_the_catalogue_does_not_have():
    assert set(presets()) <= set(PRACTICES)


def test_a_policy_is_turned_on_for_a_practice_in_one_place():
    composites = YAML(typ="safe").load((ROOT / COMPOSITES).read_text(encoding="utf-8"))
    twice = [
        (name, policy)
        for name, held in composites.items()
        for policy in held["policies"]
        if name in POLICIES[policy].practices
    ]
    assert twice == []
    assert {name for name in practice_ids() if note(name)} == set(composites)


def test_every_practice_of_several_policies_says_why_in_both_languages():
    loose = [name for name in practice_ids() if len(preset(name)) > 1 and set(note(name)) != {"zh", "en"}]
    assert loose == []


@pytest.mark.parametrize("name", PRACTICES)
def test_every_practice_has_a_route_of_known_names(name):
    way = route(name)
    assert set(way.moves) <= set(DRIVERS) | set(STATES)
    assert way.moves
    assert way.first
    assert set(way.first) <= set(STATES)
    assert set(way.moves.values()) | set(way.first.values()) <= {"up", "down"}
    assert way.consumes
    assert set(way.beside) <= BESIDE


def test_routes_are_those_of_the_catalogue():
    assert set(ROUTES) == set(PRACTICES)
    with pytest.raises(ParameterError, match="review_hall"):
        route("review_hal")


def test_places_and_interactions_of_the_catalogue_resolve():
    for entry in PRACTICES.values():
        assert entry.places, entry.id
        assert {f"case:{place}" for place in entry.places} <= set(SOURCES), entry.id
        assert set(entry.complements) | set(entry.substitutes) <= set(PRACTICES), entry.id
        assert entry.id not in entry.complements + entry.substitutes
        assert all(problem.startswith("pr_") for problem in entry.problems), entry.id
        assert {figure.status for figure in entry.stated} <= {"exact", "floor", "approx_floor", "target"}, entry.id


def test_stated_figures_are_those_of_the_documents():
    stated = {figure.name: figure for figure in practice("joint_household_help").stated}
    assert [figure.value for figure in stated.values()] == [10, 5, 3, 1, 1]
    assert stated["households_per_member"].unit == "households per person"
    (floor,) = (figure for figure in practice("small_grid").stated if figure.name == "visits_per_household_per_month")
    assert (floor.value, floor.status) == (1, "floor")
    assert sum(len(entry.stated) for entry in PRACTICES.values()) == 109


def test_what_no_practice_names_is_off_where_it_can_be():
    points = POLICIES["points"]
    levers = filled(points, {"point_value": 3.0})
    assert levers["point_value"] == 3.0
    for lever in points.levers:
        if lever.name != "point_value":
            assert levers[lever.name] == (lever.default if lever.off is None else lever.off)


def test_an_unknown_practice_is_refused_with_the_nearest():
    with pytest.raises(ParameterError) as caught:
        preset("review_hal")
    assert "review_hall" in caught.value.text("en")
    assert "review_hall" in caught.value.text("zh")
