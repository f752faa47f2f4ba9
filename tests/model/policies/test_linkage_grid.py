"""Linkage and grids: what each policy hangs on in a village, whose hours it takes, and the harm that it can do."""

import numpy as np
import pytest
from practice_bed import burned as county
from practice_takes import lived, owed, taken
from pushes import asked, hours, pushed, running
from strategies import start_world, three_villages

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, MOBILISATION, PAPERWORK, PUBLIC_ROLE, VISITS
from model.presets import alone, preset
from model.tables import MEMBER, REPRESENTATIVE, RESPECTED

OWN = [name for name, held in PRACTICES.items() if held.group == "linkage_grid"]
FULL, HOLLOW = 0, 1
"""Rows of the three villages: in the second, half of the people are away."""


@pytest.fixture(scope="module")
def burned():
    """Return three villages at the end of their burn-in, unlike in clans and remoteness; nobody may step them."""
    world = start_world(three_villages(years=5, burn_in=1))
    world.villages.clans[:] = [1, 3, 6]
    world.villages.remoteness[:] = [0.1, 0.5, 0.9]
    return world


def without(world, bits):
    """Return a copy of a world in which nobody holds these roles."""
    bare = world.clone()
    bare.people.role = bare.people.role & ~np.uint16(bits)
    bare.note_workers()
    return bare


def without_phones(world):
    """Return a copy of a world in which nobody uses digital services."""
    bare = world.clone()
    bare.people.digital[:] = 0.0
    return bare


@pytest.mark.parametrize("practice", OWN)
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    (policy,) = preset(practice)
    assert owed(practice) <= taken(lived(policy), practice)


def test_a_household_leader_is_listened_to_in_a_small_cluster_of_one_clan(burned):
    small, large = (pushed(burned, "household_leader", households_per_leader=n) for n in (8, 50))
    for driver in ("private_mediation", "publicity"):
        assert (large[driver] > 0).all()
        assert (small[driver] > large[driver]).all()
    kin, split = (pushed(burned, "household_leader", clan_loss=loss)["private_mediation"] for loss in (0, 0.8))
    assert kin[0] == split[0]
    assert (split[1:] < kin[1:]).all()


def test_a_leader_who_gets_nothing_does_less_and_nobody_leads_where_nobody_is_looked_up_to(burned):
    paid, unpaid = (pushed(burned, "household_leader", leader_reward=yuan)["publicity"] for yuan in (600, 0))
    assert ((unpaid > 0) & (unpaid < paid)).all()
    nobody = pushed(without(burned, REPRESENTATIVE | RESPECTED), "household_leader")
    assert not nobody["publicity"].any()


def test_leaders_who_are_asked_for_more_than_they_have_do_part_of_it():
    asking = {hours: lived("household_leader", dekads=3, leader_hours=hours) for hours in (0.1, 3.0)}
    easy, hard = (world.programme("household_leader").hours_share for world in asking.values())
    assert (hard < easy).all()


def test_a_purse_without_money_rewards_no_leader_and_does_less():
    def drivers(empty):
        world = lived("household_leader", dekads=9)
        if empty:
            world.ledger.post("opening", "cash", world.ledger.of("cash") + 100_000_000)
        world.step()
        return world.drivers["publicity"]

    poor, rich = drivers(empty=True), drivers(empty=False)
    assert (poor <= rich).all()
    assert poor.sum() < 0.5 * rich.sum()


def test_each_further_hand_in_a_grid_adds_less(burned):
    fixed = [pushed(burned, "grid_staffing", staff_per_grid=n, flexible_staff=0)["grid_hours"] for n in (1, 4, 7)]
    helped = [pushed(burned, "grid_staffing", staff_per_grid=1, flexible_staff=n)["helping_hours"] for n in (0, 10, 20)]
    for none, some, twice in (fixed, helped):
        assert not none.any()
        assert (some > 0).all()
        assert ((some < twice) & (twice < 2 * some)).all()


def test_paid_staff_find_more_neighbours_do_less_and_all_of_them_cost(burned):
    few, many = (pushed(burned, "grid_staffing", staff_per_grid=n) for n in (2, 8))
    assert (many["patrol_finding"] > few["patrol_finding"]).all()
    assert ((many["ease"] < few["ease"]) & (few["ease"] < 0)).all()
    needs = [asked(burned, "grid_staffing", staff_per_grid=n) for n in (2, 8)]
    assert (needs[1].county_fen > needs[0].county_fen).all()
    assert (hours(needs[1], PAPERWORK) > hours(needs[0], PAPERWORK)).all()
    assert not any(need.fen for need in needs)


def test_grid_partition_has_no_helpers_and_two_two_n_has(burned):
    helped = {name: pushed(burned, "grid_staffing", **alone(name)["grid_staffing"])["helping_hours"]
              for name in ("grid_partition_staffing", "field_two_two_n")}  # fmt: skip
    assert not helped["grid_partition_staffing"].any()
    assert (helped["field_two_two_n"] > 0).all()


def test_a_group_lives_by_members_at_home(burned):
    drawn = pushed(burned, "grid_party_groups")["meeting_draw"]
    assert (drawn > 1).all()
    lone = pushed(burned, "grid_party_groups", members_half=30)["meeting_draw"]
    assert (lone < drawn).all()
    assert (pushed(without(burned, MEMBER), "grid_party_groups")["meeting_draw"] == 1).all()


def test_heads_who_are_cadres_spare_members_their_hours(burned):
    cadres, members = (asked(burned, "grid_party_groups", cadre_heads=share).hours for share in (1, 0))
    assert (cadres[MEMBER_ROLE, MOBILISATION] < members[MEMBER_ROLE, MOBILISATION]).all()
    assert not members[CADRE, MOBILISATION].any()


def test_a_closed_loop_rules_who_takes_what_and_a_small_grid_alone_does_not(burned):
    loop = alone("grid_closed_loop")["small_grid"]
    assert (pushed(burned, "small_grid", **loop)["ladder_speed"] > 1).all()
    assert (asked(burned, "small_grid", **loop).hours[CADRE, MOBILISATION] > 0).all()
    assert (pushed(burned, "small_grid")["ladder_speed"] == 1).all()
    assert not asked(burned, "small_grid").hours[CADRE, MOBILISATION].any()


def test_online_groups_reach_those_who_use_a_phone():
    world = lived("household_linkage", online_groups=0.5)
    told = pushed(world, "household_linkage", online_groups=0.5)["publicity"]
    assert (told > 0).all()
    assert "publicity" not in pushed(world, "household_linkage", online_groups=0)
    assert not pushed(without_phones(world), "household_linkage", online_groups=0.5)["publicity"].any()
    needs = asked(world, "household_linkage", online_groups=0.5).hours
    assert (needs[MEMBER_ROLE, MOBILISATION] > 0).any()
    assert not asked(world, "household_linkage", online_groups=0).hours[MEMBER_ROLE, MOBILISATION].any()


def test_grading_by_complaints_presses_on_reports(burned):
    held = pushed(burned, "red_yellow_green", shift=0.4)
    assert (held["red_first"] > 0).all()
    assert (held["pressure"] > 0).all()


def test_an_app_leaves_behind_those_who_use_no_phone(burned):
    phone, app = (pushed(burned, "four_order_linkage", by_app=share)["request_speed"] for share in (0, 1))
    assert ((app > 1) & (app < phone)).all()
    bare = pushed(without_phones(burned), "four_order_linkage", by_app=1)
    assert (bare["request_speed"] == 1).all()
    assert not bare["feedback"].any()


def test_ratings_that_weigh_more_spur_less_and_less_and_are_gamed_more_and_more(burned):
    some, double = (pushed(burned, "four_order_linkage", rating_weight=weight) for weight in (0.2, 0.4))
    assert (some["grid_effort"] < double["grid_effort"]).all()
    assert (double["grid_effort"] - 1 < 2 * (some["grid_effort"] - 1)).all()
    assert np.allclose(double["pressure"], 2 * some["pressure"])


def test_deliveries_to_a_remote_village_take_more_time_and_save_no_more_trips_than_there_are(burned):
    needs = hours(asked(burned, "order_and_deliver"), VISITS) / burned.villages.homes
    assert needs[0] < needs[1] < needs[2]
    near = [pushed(burned, "order_and_deliver", orders_per_home=n)["near_service"] for n in (3, 8, 24)]
    assert (near[0] < near[1]).all()
    assert np.array_equal(near[1], near[2])
    assert (near[2] == 1).all()


def test_orders_beyond_the_hours_there_are_stay_undelivered():
    few, many = (lived("order_and_deliver", dekads=9, orders_per_home=n) for n in (1, 24))
    shares = [world.programme("order_and_deliver").hours_share for world in (few, many)]
    assert (shares[1] < shares[0]).all()
    assert shares[1].max() < 0.9


def test_a_round_sees_less_of_a_large_grid_and_a_second_round_less_that_is_new(burned):
    once, twice = (pushed(burned, "risk_patrol", patrols_per_month=n)["patrol_finding"] for n in (3, 6))
    assert ((once < twice) & (twice < 2 * once)).all()
    crowded = burned.clone()
    crowded.villages.homes = crowded.villages.homes * 4
    assert (pushed(crowded, "risk_patrol")["patrol_finding"] < pushed(burned, "risk_patrol")["patrol_finding"]).all()


def test_registers_of_rounds_take_time_from_grid_workers(burned):
    short, long = (asked(burned, "risk_patrol", register_hours=n).hours[GRID_ROLE, PAPERWORK] for n in (0.1, 2))
    assert np.allclose(long, 20 * short)


def test_nets_merge_in_some_months_and_the_county_pays_for_the_merger_once(burned):
    policy = "three_networks_team_service"
    forms = [pushed(burned, policy, years=y)["paperwork"] for y in (0, 0.25, 1, 5)]
    assert (forms[1] < forms[0]).all()
    assert (forms[2] < forms[1]).all()
    assert np.array_equal(forms[2], forms[3])
    paid = sum(asked(burned, policy, years=n / DEKADS_A_YEAR).county_fen for n in range(2 * DEKADS_A_YEAR))
    whole = 2 * 2 * 300 * 100
    assert (np.abs(paid - whole) <= 6 * DEKADS_A_MONTH).all()


def test_estates_and_buildings_have_posts_in_town_communities_only():
    assert not POLICIES["urban_estate_chain"].eligible(county("village")).any()
    for name in ("urban_estate_chain", "red_property"):
        assert POLICIES[name].eligible(county("town_community")).all()
        assert not POLICIES[name].eligible(county("village")).any()


def test_posts_of_buildings_are_held_by_whoever_is_there(burned):
    both, others = (asked(world, "urban_estate_chain").hours for world in (burned, without(burned, MEMBER)))
    assert (both[MEMBER_ROLE, VISITS] > 0).all()
    assert not others[MEMBER_ROLE, VISITS].any()
    assert np.allclose(others[PUBLIC_ROLE, VISITS], both[PUBLIC_ROLE, VISITS] + both[MEMBER_ROLE, VISITS])


def test_an_estate_in_trust_is_cared_for_less_lends_no_hands_and_costs_public_money(burned):
    firm, trust = ({"managed_share": 1, "trusteeship": 0}, {"managed_share": 0, "trusteeship": 1})
    firmly, trusted = (pushed(burned, "red_property", **levers) for levers in (firm, trust))
    assert ((firmly["quarrels_commons"] < trusted["quarrels_commons"]) & (trusted["quarrels_commons"] < 1)).all()
    assert (firmly["helping_hours"] > 0).all()
    assert not trusted["helping_hours"].any()
    assert not asked(burned, "red_property", **firm).county_fen.any()
    assert (asked(burned, "red_property", **trust).county_fen > 0).all()


def test_all_of_them_together_leave_the_books_in_balance(burned):
    world, _ = running(burned, "household_leader")
    for policy in POLICIES.values():
        if policy.group == "linkage_grid":
            world.programme(policy.id).in_force[:] = policy.eligible(world)
            world.programme(policy.id).count()
    for _ in range(DEKADS_A_MONTH):
        world.step()
    assert not world.ledger.balance.sum(axis=0).any()
    assert (world.ledger.of("cash") >= 0).all()
