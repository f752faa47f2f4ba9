"""Platforms: of use once people use them and departments share their data, one more form to fill before that."""

import numpy as np
import pytest
from practice_takes import lived, owed, taken
from pushes import asked, pushed
from strategies import start_world, three_villages

from model.calendar import DEKADS_A_YEAR
from model.evidence import PRACTICES

OWN = [name for name, held in PRACTICES.items() if held.group == "digital"]
PLATFORM = "village_smart_platform"


@pytest.fixture(scope="module")
def burned():
    """Return three villages at the end of their burn-in; nobody may step them."""
    return start_world(three_villages(years=5, burn_in=1))


def used_by(world, share):
    """Return a copy of a world in which everybody uses digital services so much."""
    other = world.clone()
    other.people.digital[:] = share
    return other


@pytest.mark.parametrize("practice", OWN)
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    assert owed(practice) <= taken(lived(practice), practice)


def test_a_platform_that_few_use_slows_matters_down_and_doubles_forms(burned):
    held = pushed(used_by(burned, 0.1), PLATFORM, years=5)
    assert (held["request_speed"] < 1).all()
    assert (held["ladder_speed"] == 1).all()
    assert (held["paperwork"] > 1).all()


def test_a_platform_that_many_use_saves_time_and_forms_only_if_paper_goes(burned):
    liked = used_by(burned, 1.0)
    alone, beside = (pushed(liked, PLATFORM, years=5, usability=1, paper_parallel=paper) for paper in (0, 1))
    for held in (alone, beside):
        assert (held["request_speed"] > 1).all()
        assert (held["ladder_speed"] > 1).all()
    assert (alone["paperwork"] < 1).all()
    assert (beside["paperwork"] > 1).all()


def test_hours_lie_above_those_without_a_platform_at_low_use_and_below_them_past_a_threshold(burned):
    liked = used_by(burned, 1.0)
    steps = [
        pushed(liked, PLATFORM, years=20, usability=u, paper_parallel=0)["paperwork"][0] for u in (0.05, 0.15, 0.3, 0.9)
    ]
    assert steps == sorted(steps, reverse=True)
    assert steps[0] > steps[1] > 1 > steps[2] > steps[3]


def test_use_spreads_with_time_and_with_handiness(burned):
    new, old = (pushed(burned, PLATFORM, years=y)["platform"] for y in (0, 3))
    assert not new.any()
    assert (old > 0).all()
    assert (pushed(burned, PLATFORM, years=3, usability=0.9)["platform"] > old).all()
    assert not pushed(used_by(burned, 0.0), PLATFORM, years=3)["platform"].any()


def test_building_is_paid_once_and_running_for_good(burned):
    bills = [asked(burned, PLATFORM, years=n / DEKADS_A_YEAR).county_fen for n in range(3 * DEKADS_A_YEAR)]
    running = bills[-1]
    built = sum(bill - running for bill in bills)
    assert (running > 0).all()
    assert (np.abs(built - 5_000_000) <= DEKADS_A_YEAR).all()


def test_a_command_platform_without_shared_data_is_one_more_form(burned):
    apart, shared = (pushed(burned, "command_platform", data_sharing=share) for share in (0, 1))
    for driver in ("request_speed", "ladder_speed"):
        assert (apart[driver] == 1).all()
        assert (shared[driver] > 1).all()
    assert (apart["paperwork"] > 1).all()
    assert (shared["paperwork"] == 1).all()


def test_each_level_that_is_linked_adds_speed(burned):
    speeds = [pushed(burned, "command_platform", intake_levels=n)["ladder_speed"][0] for n in (0, 1, 2, 3)]
    assert speeds == sorted(set(speeds))
    assert speeds[0] == 1


def test_a_larger_village_costs_the_county_more(burned):
    larger = burned.clone()
    larger.villages.registered = larger.villages.registered * 2
    bills = [asked(world, "command_platform", years=2).county_fen for world in (burned, larger)]
    assert np.allclose(bills[1], 2 * bills[0], atol=3)
