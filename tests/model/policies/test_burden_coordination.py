"""Policies of burden, guidance and coordination: capacity, days and clashing interests are what they run into."""

import numpy as np
from policy_alone import lived, needs_of, pushed, under

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, MOBILISATION
from model.settings import Programme, Rollout


def test_powers_without_capacity_do_harm_and_with_it_do_good():
    """pt17: devolved powers change little, and can harm, where staff, skill and money are missing."""
    world = under("township_empowerment")
    bare = {"specialists": 0, "training_days": 0}
    low, even, high = (pushed(world, "township_empowerment", capacity_match=match, **bare) for match in (0.2, 0.5, 0.9))
    for driver in ("upper_capacity", "township_service"):
        assert (low[driver] < 1).all()
        assert (even[driver] == 1).all()
        assert (high[driver] > 1).all()


def test_specialists_and_training_mend_what_is_lacking():
    world = under("township_empowerment")
    service = [
        pushed(world, "township_empowerment", specialists=n, training_days=days)["township_service"]
        for n, days in ((0, 0), (2, 0), (4, 0), (4, 60))
    ]
    steps = np.diff(service, axis=0)
    assert (steps > 0).all()
    assert (steps[0] > steps[1]).all()


def test_the_worst_that_powers_do_stays_within_bounds():
    world = under("township_empowerment")
    worst = pushed(world, "township_empowerment", capacity_match=0, specialists=0, training_days=0, powers=200,
                   capacity_needed=0.9, service_gain=0.8)["township_service"]  # fmt: skip
    assert ((worst > 0.2) & (worst < 1)).all()


def test_specialists_are_paid_for_by_the_township_as_a_whole():
    cost = needs_of(under("township_empowerment"), "township_empowerment", training_days=0).county_fen
    assert cost[0] == cost[1]
    assert abs(cost[2] - 2 * cost[0]) <= 1
    assert abs(cost[2] / 100 - 2 * 90_000 / DEKADS_A_YEAR) < 0.01


def test_guidance_is_thin_where_a_township_has_many_villages_to_guide():
    world = under("village_specific_guidance", days_there_are=1.0)
    guided = world.drivers["guidance"]
    assert guided[0] < guided[2]
    assert (guided > 0).all()
    assert (guided < under("village_specific_guidance").drivers["guidance"]).all()


def test_guidance_that_is_not_given_next_door_leaves_days_for_the_village():
    villages = (under("village_specific_guidance", dekads=1).village_ids[0],)
    alone = Programme(
        policy="village_specific_guidance", levers={"days_there_are": 1.0}, where=Rollout(villages=villages)
    )
    both = Programme(policy="village_specific_guidance", levers={"days_there_are": 1.0})
    assert lived(alone).drivers["guidance"][0] > lived(both).drivers["guidance"][0]
    assert lived(alone).drivers["guidance"][1] == 0


def test_officials_spend_no_more_days_than_they_have():
    cost = needs_of(
        under("village_specific_guidance", dekads=1), "village_specific_guidance", days_there_are=3, visits_per_month=10
    ).county_fen
    assert abs(cost[:2].sum() / 100 - 3 * 300 / 3) < 0.02
    assert cost[0] < cost[1], "the way to the remote village takes more days"


def test_guidance_lets_other_practices_take_hold():
    points = Programme(policy="talk_days")
    guided = lived(points, Programme(policy="village_specific_guidance"), dekads=DEKADS_A_YEAR)
    alone = lived(points, dekads=DEKADS_A_YEAR)
    assert (guided.programme("talk_days").fidelity > alone.programme("talk_days").fidelity).all()


def test_more_actors_are_not_always_better_where_interests_clash():
    world = under("multi_actor_linkage")

    def help_of(actors, conflict):
        return pushed(world, "multi_actor_linkage", actors=actors, conflict=conflict)["helping_hours"]

    assert (help_of(12, 0.0) > help_of(6, 0.0)).all()
    assert (help_of(12, 0.5) < help_of(3, 0.5)).all()


def test_keeping_actors_together_takes_hours_by_the_pair_and_help_thins_out_with_distance():
    world = under("multi_actor_linkage")
    asked = [needs_of(world, "multi_actor_linkage", actors=n).hours[CADRE, MOBILISATION] for n in (4, 8)]
    assert np.allclose(asked[1] / asked[0], (8 * 7) / (4 * 3))
    help_given = pushed(world, "multi_actor_linkage")["helping_hours"]
    assert help_given[0] > help_given[1]


def test_gifts_pay_for_small_matters_only_as_they_come():
    world = under("multi_actor_linkage", dekads=DEKADS_A_YEAR, gift_per_actor=50_000.0)
    given = -world.ledger.of("donations")
    spent = world.ledger.of("services") - lived(dekads=DEKADS_A_YEAR).ledger.of("services")
    assert (given > 0).all()
    assert (spent < given).all()


def test_a_campaign_fades_unless_it_becomes_routine():
    """pt46: the cut in quarrels is deepest at first; what is routine stays."""
    world = under("living_environment_campaign", dekads=2)

    def quarrels(**levers):
        return pushed(world, "living_environment_campaign", stirred=0, **levers)["quarrels_commons"]

    first = {share: quarrels(routine=share) for share in (0.0, 1.0)}
    world.now += 2 * DEKADS_A_YEAR
    assert (first[0.0] < 1).all()
    assert (quarrels(routine=0.0) > first[0.0]).all()
    assert np.allclose(quarrels(routine=1.0), first[1.0])


def test_a_campaign_that_villagers_leave_to_others_clears_little_and_stirs_up_quarrels():
    world = under("living_environment_campaign", dekads=2)
    world.villages.volunteer_hours = np.array([0.0, 10.0, 100.0])
    world.villages.adults_home = 100.0
    quarrels = pushed(world, "living_environment_campaign", least_turned_out=0, routine=0)["quarrels_commons"]
    assert quarrels[0] > 1 > quarrels[1] > quarrels[2]


def test_a_clean_up_takes_hours_by_the_size_of_the_village_and_money_out_of_the_purse():
    world = under("living_environment_campaign")
    needs = needs_of(world, "living_environment_campaign")
    hours = sum(needs.hours.values())
    assert np.allclose(hours / hours[0], world.villages.homes / world.villages.homes[0])
    spent = world.ledger.of("programmes") - lived().ledger.of("programmes")
    assert (spent > 0).all()
    assert np.array_equal(world.ledger.of("grants"), lived().ledger.of("grants"))


def test_checking_what_is_sent_down_costs_officials_days_only_where_it_is_done():
    world = under("paperwork_relief")
    assert not needs_of(world, "paperwork_relief").county_fen.any()
    asked = needs_of(world, "paperwork_relief", checking_days=12, day_cost=300).county_fen
    assert asked.tolist() == [10_000] * 3
