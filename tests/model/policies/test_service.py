"""Services near home: worth what they are used for, paid for whether used or not, and gone when the drive is over."""

import numpy as np
import pytest
from one_policy import asked, consumed, hours, levers_of, owed, pushed, running
from practice_bed import burned

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.base import MEMBER_ROLE
from model.policies.peers import homes_in_hardship
from model.programmes import stop
from model.tables import PAIRED

OWN = [name for name, policy in POLICIES.items() if policy.group == "service" and not policy.standing]


@pytest.mark.parametrize("practice", [name for name, held in PRACTICES.items() if held.group == "service"])
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    world = running(next(name for name in OWN if practice in POLICIES[name].covers))
    assert owed(practice) <= consumed(world, practice)


def test_a_window_is_worth_its_opening_hours_and_the_powers_that_were_handed_down():
    world = running()
    near = [pushed(world, "service_window", opening_hours=h)["near_service"] for h in (0, 6, 12)]
    assert not near[0].any()
    assert (near[1] < near[2]).all()
    assert (near[2] < 2 * near[1]).all()
    assert not pushed(world, "service_window", delegated=0)["near_service"].any()


def test_a_window_that_asks_for_more_hours_than_there_are_opens_less():
    short, ample = (running("service_window", dekads=6, opening_hours=h) for h in (60, 6))
    shares = [world.programme("service_window").hours_share for world in (short, ample)]
    assert (shares[0] <= shares[1]).all()
    assert shares[0].min() < 0.95


def test_an_agent_is_a_bottleneck_in_a_large_village_and_paid_all_the_same():
    world = running()
    before, paid = (of(world, "service_agent") for of in (pushed, asked))
    world.villages.homes = world.villages.homes * 8
    after = pushed(world, "service_agent")
    assert (after["near_service"] < 0.5 * before["near_service"]).all()
    assert np.array_equal(asked(world, "service_agent").county_fen, paid.county_fen)
    assert np.array_equal(pushed(world, "service_agent", agents=2)["helping_hours"], 2 * before["helping_hours"])


def test_a_centre_nobody_opens_costs_as_much_eases_nothing_and_is_seen_as_show():
    world = running("party_mass_center", dekads=6 * DEKADS_A_MONTH)
    used, empty = (pushed(world, "party_mass_center", opening_hours=h) for h in (20, 0))
    assert (used["ease"] > 0).all()
    assert not used["esteem"].any()
    assert not empty["ease"].any()
    assert not empty["near_service"].any()
    assert (empty["esteem"] < 0).all()
    costs = [asked(world, "party_mass_center", opening_hours=h).county_fen for h in (20, 0)]
    assert np.array_equal(*costs)


def test_a_centre_reaches_fewer_in_a_remote_village():
    world = running("party_mass_center", dekads=3)
    ease = pushed(world, "party_mass_center")["ease"]
    assert ease[world.villages.remoteness > 0.8].max() < ease[world.villages.remoteness < 0.2].min()


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_the_building_is_paid_once_and_shared_as_agreed(share):
    world = running("party_mass_center", build_cost=90_000.0, public_share=share, running_cost=0.0)
    own = public = 0
    for _ in range(DEKADS_A_YEAR):
        needs = asked(world, "party_mass_center")
        own, public = own + needs.fen["programmes"], public + needs.county_fen
        world.now += 1
    world.now -= DEKADS_A_YEAR
    first = asked(world, "party_mass_center")
    paid = own + public + first.fen["programmes"] + first.county_fen
    assert np.allclose(paid / 100, 90_000, atol=1)
    assert np.allclose(public, share * (own + public), atol=DEKADS_A_YEAR)


def test_stations_without_duty_are_rooms_and_many_of_them_outrun_the_members():
    world = running("pioneer_stations_village_halls", dekads=DEKADS_A_YEAR)
    assert not pushed(world, "pioneer_stations_village_halls", duty_hours=0)["ease"].any()
    some, many = (
        running("pioneer_stations_village_halls", dekads=DEKADS_A_YEAR, stations=n, duty_hours=4) for n in (1, 10)
    )
    shares = [w.programme("pioneer_stations_village_halls").hours_share.mean() for w in (some, many)]
    assert shares[1] < shares[0]


def test_stations_are_built_one_after_another():
    world = running("pioneer_stations_village_halls")
    early = pushed(world, "pioneer_stations_village_halls")["meeting_draw"]
    world.now += 3 * DEKADS_A_YEAR
    assert (pushed(world, "pioneer_stations_village_halls")["meeting_draw"] > early).all()
    assert not np.any(asked(world, "pioneer_stations_village_halls").county_fen)


def test_relief_that_the_county_books_is_what_households_get():
    world = running("five_level_guarantee", dekads=0, levels=0, relief=3_600.0)
    plain = running(dekads=0)
    due = np.zeros(len(world.villages))
    for _ in range(12):
        got = world.drivers["hardship_aid"] / DEKADS_A_YEAR * homes_in_hardship(world)
        due += got
        world.step()
        plain.step()
    booked = (world.ledger.of("county_programmes") - plain.ledger.of("county_programmes")) / 100
    assert booked.min() > 0
    assert np.allclose(booked, due, atol=1)


def test_guarantors_cost_by_the_number_of_households_in_hardship():
    world = running("five_level_guarantee")
    before = asked(world, "five_level_guarantee")
    world.households.hardship = True
    after = asked(world, "five_level_guarantee")
    assert (hours(after) > 3 * hours(before)).all()
    assert (after.county_fen > 3 * before.county_fen).all()


@pytest.mark.parametrize("coverage", [0.0, 0.5, 1.0])
def test_visitors_are_paired_with_households_in_hardship_as_far_as_staff_reach(coverage):
    world = running("four_visits_four_supports", coverage=coverage)
    households = world.households
    paired = (households.joined & PAIRED) > 0
    assert not (paired & ~households.hardship).any()
    assert paired[households.hardship].mean() == pytest.approx(coverage, abs=0.08)
    stop(world, world.programme("four_visits_four_supports"), np.ones(len(world.villages), dtype=bool))
    assert not (households.joined & PAIRED).any()


def test_further_visits_add_less_and_spare_most_needs_where_hardship_is_common():
    world = running("four_visits_four_supports")
    few, twice = (pushed(world, "four_visits_four_supports", visits_a_year=v)["pair_lift"] for v in (2, 4))
    assert (few < twice).all()
    assert (twice < 2 * few).all()
    spared = 1.0 - pushed(world, "four_visits_four_supports")["needs"]
    poor = homes_in_hardship(world) / world.villages.homes
    assert np.array_equal(np.argsort(spared, kind="stable"), np.argsort(poor, kind="stable"))


def test_the_drive_ends_and_leaves_only_what_has_become_routine():
    world = running("special_group_help")
    during, then = (pushed(world, "special_group_help", kept=0.0), asked(world, "special_group_help", kept=0.0))
    world.now += 7 * DEKADS_A_MONTH
    after = pushed(world, "special_group_help", kept=0.0)
    assert (during["hardship_finding"] > 0).all()
    assert not after["hardship_finding"].any()
    assert not after["esteem"].any()
    assert not np.any(hours(asked(world, "special_group_help", kept=0.0)))
    routine = asked(world, "special_group_help", kept=0.2)
    assert np.allclose(hours(routine, MEMBER_ROLE), 0.2 * hours(then, MEMBER_ROLE))


def test_a_village_without_hardship_asks_nobody():
    world = burned("village").clone()
    world.households.hardship = False
    for name in ("five_level_guarantee", "four_visits_four_supports", "special_group_help"):
        needs = POLICIES[name].needs(world, levers_of(world, name))
        assert not np.any(hours(needs)), name
        assert needs.county_fen is None or not needs.county_fen.any(), name
