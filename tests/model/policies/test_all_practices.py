"""All practices of the catalogue at once, in villages and a town, through an epidemic, a flood and a project."""

from datetime import date

import numpy as np
import pytest
from strategies import STATUS_QUO, WEST, county_of, start_world, village
from watching import Census, Purse, check

from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.base import ROLES
from model.presets import filled, preset
from model.settings import Event, Programme
from model.world import World


def together() -> tuple[Programme, ...]:
    """Return what all practices ask for; where two set one lever, the first of the catalogue is followed."""
    named: dict[str, dict] = {}
    for practice in PRACTICES:
        for policy, levers in preset(practice).items():
            held = named.setdefault(policy, {})
            held |= {name: value for name, value in levers.items() if name not in held}
    running = {programme.policy: programme for programme in STATUS_QUO}
    return tuple({
        **running,
        **{name: Programme(policy=name, levers=filled(POLICIES[name], levers)) for name, levers in named.items()},
    }.values())  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    """Return the county on the first dekad of its policy period."""
    events = tuple(
        Event(kind=kind, start=date(2024, 3, 1), end=date(2024, 9, 1), strength=0.7)
        for kind in ("epidemic", "flood", "project")
    )
    villages = (
        village("上坂村", 260, collective_income=200_000.0),
        village("下洋村", 240, collective_income=0.0, clans=6),
        village("石门村", 200, township=WEST, resident_share=0.4),
        village("城关社区", 260, township=WEST, kind="town_community"),
    )
    return start_world(county_of(*villages, years=3, burn_in=1, programmes=together(), events=events))


def test_everything_runs_somewhere(world):
    once = world.clone()
    once.step()
    practised = {policy for practice in PRACTICES for policy in preset(practice)}
    assert len(PRACTICES) == 117
    assert {name for name in practised if not once.programmes[name].running} == set()


def test_people_money_and_hours_are_conserved(world):
    world = world.clone()
    census, purse = Census(world), Purse(world)
    while world.now < world.end:
        world.step()
        census.check()
        purse.check()
        check(world)
        tick = world.tick
        assert tick.given.shape == (len(world.villages), len(ROLES), tick.given.shape[2])
        assert (tick.given.sum(axis=2) <= tick.available + 1e-6).all()
        assert (tick.given >= 0.0).all()
    assert np.abs(world.ledger.balance.sum(axis=0)).max() == 0


def test_hours_are_so_short_that_practices_run_in_part(world):
    world = world.clone()
    for _ in range(36):
        world.step()
    dose = [state.dose[state.in_force].mean() for state in world.programmes.values() if state.running and state.grows]
    assert np.mean(dose) < 0.5
