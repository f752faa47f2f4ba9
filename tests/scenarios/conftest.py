"""A small registry with known bounds, and a folder in which scenario files are written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from model.drivers import DRIVERS
from model.evidence import Practice, Route
from model.parameters import Passport
from model.policies.base import Lever, Policy
from model.states import STATES
from scenarios.load import load_scenario
from scenarios.registry import Registry
from scenarios.scenario import Scenario


def _lever(name, default, low, high, off=0.0, kind="float", choices=()):
    return Lever(name, default, "yuan", low, high, "F047", "D", name, "杠杆", off, kind, choices, "a note")


def _policy(name: str, zh: str, *levers: Lever) -> Policy:
    return type(
        name, (Policy,), {"id": name, "en": name, "zh": zh, "group": "test", "levers": levers, "practices": {}}
    )()


PRESETS = {
    "point_scheme": {"points": {"point_value": 2.0}},
    "point_board": {"points": {"visibility": 0.7}},
    "rich_points": {"points": {"point_value": 5.0}},
    "linked_help": {"household_linkage": {"households_per_member": 10}, "points": {"visibility": 0.7}},
}
"""Practices of one policy, of the same policy, at odds with the first, and of two policies."""
STANDING = ("mediation_committee", "part_time_grid", "hotline")


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return six policies and two behaviour parameters whose bounds the tests know."""
    policies = [_policy(name, "常设", _lever("hours", 1.0, 0.0, 10.0)) for name in STANDING]
    policies += [
        _policy("operating_fund", "运转经费", _lever("per_village", 200_000.0, 0.0, 2e6)),
        _policy(
            "household_linkage",
            "党员联户",
            _lever("households_per_member", 3, 0, 50, 0, "int"),
            _lever("order", "nearest", 0, 1, None, "choice", ("nearest", "needy")),
        ),
        _policy("points", "积分制", _lever("point_value", 1.0, 0.0, 20.0), _lever("visibility", 0.5, 0.0, 1.0)),
    ]
    passports = [
        Passport("participation.neighbours", 1.8, "logit per share", 0.0, 4.0, "P19", "C", "pull", "邻里带动"),
        Passport("trust.decay", 0.02, "share a dekad", 0.0, 0.2, "own judgement", "D", "decay", "信任衰减"),
    ]
    return Registry(
        {policy.id: policy for policy in sorted(policies, key=lambda p: p.id)},
        {passport.key: passport for passport in passports},
        DRIVERS,
        {},
        {"F047": {"title": "Operating funds", "publisher": "ministry", "url": "https://example.org", "year": 2021}},
        PRESETS,
        {name: Practice(name, "做法", name, "test", "core") for name in PRESETS},
        {"point_scheme": Route("point_scheme", {"points_value": "up"}, {"acts": "up"}, ("cadre_hours",))},
        STATES,
    )


Load = Callable[..., Scenario]


@pytest.fixture
def load(tmp_path: Path, registry: Registry) -> Load:
    """Return a function that writes the text of a scenario file and loads it."""

    def write_and_load(text: str, *, name: str = "mine.yaml", overrides: tuple[str, ...] = ()) -> Scenario:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_scenario(path, overrides=overrides, registry=registry)

    return write_and_load
