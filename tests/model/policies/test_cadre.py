"""Cadres and members: prospects, talks, contests and coaching lend something, within limits, and some do harm."""

import numpy as np
import pytest
from one_policy import asked, consumed, hours, owed, pushed, running
from strategies import start_world, three_villages

from model.calendar import DEKADS_A_YEAR
from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.base import CADRE
from model.policies.cadre.mentor_pairing import MentorPairing
from model.policies.peers import ability_of_secretaries
from model.primitives import group_sum

OWN = [name for name, policy in POLICIES.items() if policy.group == "cadre"]


def vacant(world, village=0):
    world.villages.secretary[village] = -1
    return world


def of_townships(world, values):
    return group_sum(world.villages.township, values, len(world.townships))


@pytest.mark.parametrize(
    "practice", [n for n, held in PRACTICES.items() if held.group == "cadre" and n != "seniority_and_star"]
)
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    world = running(next(name for name in OWN if practice in POLICIES[name].covers))
    assert owed(practice) <= consumed(world, practice)


def test_stars_take_paperwork_and_public_money():
    world = running("secretary_pay", chief_raise=0.0, seniority=200.0, star_reward=500.0)
    assert asked(world, "secretary_pay").grant.any()
    assert (pushed(world, "secretary_pay")["paperwork"] > 1).all()


def test_the_allowance_keeps_those_who_have_served_long_only_where_it_is_meant_to():
    world = running()
    assert np.array_equal(pushed(world, "secretary_pay")["secretary_leaving"], np.ones(len(world.villages)))
    world.people.tenure[world.villages.secretary] = np.arange(len(world.villages)) * 36
    leaving = pushed(world, "secretary_pay", kept_by_seniority=0.1)["secretary_leaving"]
    assert leaving[0] == 1.0
    assert (np.diff(leaving) < 0).all()


def test_places_in_the_township_are_few_and_go_to_the_ablest():
    world = running()
    leaving = pushed(world, "career_channel", usual_leaving=0.5)["secretary_leaving"]
    chance = (leaving - 1.0) * 0.5
    assert np.allclose(of_townships(world, chance), 0.3 * 9 / 5)
    able, first = ability_of_secretaries(world), world.villages.township == 0
    assert np.argmax(chance[first]) == np.argmax(able[first])
    equal = pushed(world, "career_channel", ablest_first=0)["secretary_leaving"]
    assert np.allclose(equal, equal[0])


def test_a_prospect_spurs_less_in_a_large_township():
    small, large = start_world(three_villages(), dekads=1), running()
    both = [pushed(world, "career_channel", ablest_first=0) for world in (small, large)]
    assert both[0]["cadre_effort"].min() > both[1]["cadre_effort"].max()
    assert both[0]["attraction"].min() > both[1]["attraction"].max()


def test_one_hand_needs_a_head_and_reports_win_oversight_back():
    world = vacant(running())
    pushes = pushed(world, "one_shoulder", watch_hours=2)
    assert not pushes["concentration"][0]
    assert pushes["project_pace"][0] == 1.0
    assert (pushes["oversight"][1:] < 0).all()
    watched = pushed(world, "one_shoulder", watch_hours=4)["oversight"]
    assert (watched[1:] > pushes["oversight"][1:]).all()
    assert (hours(asked(world, "one_shoulder", watch_hours=4)) >= hours(asked(world, "one_shoulder"))).all()


def test_reserves_drift_away_from_hollow_villages_and_are_paid_all_the_same():
    world = running("reserve_cadres")
    bench = pushed(world, "reserve_cadres")["bench"]
    hollow = world.villages.residents / world.villages.registered
    assert bench[np.argmin(hollow)] == bench.min()
    assert bench.min() < bench.max()
    paid = asked(world, "reserve_cadres").fen["programmes"]
    assert (paid == paid[0]).all()


def test_full_time_posts_drift_into_paperwork_under_pressure():
    world = running()
    before = pushed(world, "professional_cadres")["paperwork"]
    world.drivers["pressure"] = np.full(len(world.villages), 0.5)
    assert (pushed(world, "professional_cadres")["paperwork"] > before).all()


def test_what_deputies_get_on_top_is_granted_to_the_village():
    plain, paid = running(dekads=9), running("professional_cadres", dekads=9, drift=0.0, hours_added=0.0)
    granted = (plain.ledger.of("grants") - paid.ledger.of("grants")) / 100
    wages = (paid.ledger.of("wages") - plain.ledger.of("wages")) / 100
    # The first dekad's bill was written before the rise was known.
    assert np.allclose(granted * 8 / 9, wages, rtol=0.03)
    assert granted.min() > 0


def test_a_talk_stirs_and_wears_off_until_the_next():
    world = running("elevated_talk")
    world.now -= 1
    focus = []
    for _ in range(DEKADS_A_YEAR):
        focus.append(pushed(world, "elevated_talk")["focus"][0])
        world.now += 1
    falls = np.diff(focus) < 0
    assert (~falls).sum() == 1
    assert focus[18] == focus[0] == max(focus)


def test_many_talks_are_another_form_to_fill():
    world = running("elevated_talk")
    world.now -= 1
    few, many = (pushed(world, "elevated_talk", talks_a_year=n)["focus"] for n in (2, 12))
    assert (many < 0.6 * few).all()
    papers = [hours(asked(world, "elevated_talk", talks_a_year=n)) for n in (2, 12)]
    assert np.allclose(papers[1], 6 * papers[0])


def test_a_village_alone_in_its_township_wins_no_contest_and_learns_nothing():
    alone = start_world(three_villages(), dekads=1)
    pushes = pushed(alone, "arena_contest")
    assert pushes["cadre_effort"][2] == 1.0
    assert pushes["showing"][2] == 0.0
    assert (pushes["cadre_effort"][:2] > 1.0).all()


def test_contests_bring_show_projects_and_twice_as_many_less_than_twice_the_spur():
    world = running()
    few, many = (pushed(world, "arena_contest", contests_a_year=n) for n in (4, 8))
    assert (many["paperwork"] > few["paperwork"]).all()
    assert (many["cadre_effort"] - 1 < 2 * (few["cadre_effort"] - 1)).all()


def test_prizes_of_a_township_are_shared_out_whole():
    world = running()
    a_year = of_townships(world, asked(world, "arena_contest", prizes=10_000).county_fen) * DEKADS_A_YEAR / 100
    assert np.allclose(a_year, 4 * 10_000, rtol=1e-3)


def coached(world, **levers):
    return pushed(world, "mentor_pairing", passed_on=0.0, support=0.1, **levers)["branch_support"]


def test_mentors_serve_the_weakest_first_as_far_as_there_are_mentors():
    world = running("mentor_pairing", mentees=1)
    mentors, weaker = MentorPairing().sides(world, world.programme("mentor_pairing").view)
    seats = of_townships(world, mentors)
    served = MentorPairing.served(world, weaker, mentors.astype(float))
    assert (seats > 0).any()
    assert np.allclose(of_townships(world, served), np.minimum(seats, of_townships(world, weaker)))
    able = ability_of_secretaries(world)
    for township in np.flatnonzero(seats):
        here = weaker & (world.villages.township == township)
        assert able[here & (served > 0)].max() <= able[here & (served < 1)].min(initial=np.inf)


def test_nobody_is_coached_without_good_mentors_nor_by_mentors_without_hours():
    world = running("mentor_pairing", mentees=1)
    assert coached(world).any()
    assert not coached(world, good_above=2.0).any()
    world.programme("mentor_pairing").hours_share *= 0.5
    halved = coached(world)
    world.programme("mentor_pairing").hours_share *= 2.0
    assert halved.sum() < 0.9 * coached(world).sum()


def test_mentors_lend_part_of_their_lead_and_never_more():
    world = running("mentor_pairing")
    pushes = pushed(world, "mentor_pairing", passed_on=0.5, support=0.1)
    able, township = ability_of_secretaries(world), world.villages.township
    mentors, _ = MentorPairing().sides(world, world.programme("mentor_pairing").view)
    lead = (of_townships(world, able * mentors) / np.maximum(of_townships(world, mentors), 1))[township] - able
    coached = pushes["branch_support"] / 0.1
    assert coached.any()
    assert (coached <= 1).all()
    assert np.allclose(pushes["secretary_ability"], 0.5 * coached * lead)


def test_training_hardly_helps_and_lessons_alone_help_half_as_much():
    world = running()
    some, much = (pushed(world, "full_coverage_training", days=d)["secretary_ability"] for d in (10, 40))
    assert (much < 2 * some).all()
    assert (much < 0.1).all()
    lessons = pushed(world, "full_coverage_training", shadowing=0, days=10)["secretary_ability"]
    assert np.allclose(lessons, 0.5 * some)
    days = [hours(asked(world, "full_coverage_training", days=d), CADRE) for d in (10, 40)]
    assert np.allclose(days[1], 4 * days[0])


def test_there_are_few_to_recruit_in_a_hollow_village():
    world = running()
    recruits = pushed(world, "youth_member_recruitment")["recruits"]
    home = world.villages.residents / world.villages.registered
    assert np.array_equal(np.argsort(recruits, kind="stable"), np.argsort(home, kind="stable"))
    unchecked = pushed(world, "youth_member_recruitment", checked=0)["recruits"]
    assert (unchecked > recruits).all()


def test_members_away_who_use_nothing_digital_stay_away():
    world = running()
    assert pushed(world, "mobile_member_station")["meeting_reach"].any()
    world.people.digital = 0.0
    assert not pushed(world, "mobile_member_station")["meeting_reach"].any()


def test_leaders_link_the_bottom_of_every_township_and_are_received():
    world = running()
    support = pushed(world, "leader_links_weak_branch", linked_share=0.5)["branch_support"]
    score, township = world.villages.score, world.villages.township
    for here in (township == t for t in range(len(world.townships))):
        linked = support[here] > 0
        assert linked.sum() == 3
        assert score[here][linked].max() <= score[here][~linked].min()
    received = hours(asked(world, "leader_links_weak_branch", linked_share=0.5))
    assert np.array_equal(received > 0, support > 0)
    assert (pushed(world, "leader_links_weak_branch", linked_share=0.5)["pressure"][support > 0] > 0).all()


def test_pooling_helps_up_to_a_point_and_the_point_comes_sooner_in_remote_villages():
    world = running()
    shares = np.linspace(0, 1, 21)
    skill = np.array([pushed(world, "dispatched_talent_groups", pooled_share=s)["project_skill"] for s in shares])
    best = shares[skill.argmax(axis=0)]
    remote = world.villages.remoteness
    assert (best[remote > 0.8] < 1).all()
    assert (best[remote > 0.8] > 0).all()
    assert best[remote < 0.2].min() > best[remote > 0.8].max()


def test_pooling_is_nothing_to_a_village_alone_in_its_township():
    alone = start_world(three_villages(), dekads=1)
    single, pooled = (pushed(alone, "dispatched_talent_groups", pooled_share=s)["project_skill"] for s in (0.0, 0.3))
    assert pooled[2] < single[2]
    assert (pooled[:2] > single[:2]).all()


def test_experts_reach_a_smaller_part_of_a_larger_village_and_stay_less_in_a_hollow_one():
    world = running()
    before = pushed(world, "local_talent_cultivation")
    world.villages.homes = world.villages.homes * 4
    assert (pushed(world, "local_talent_cultivation")["product_lift"] < 0.5 * before["product_lift"]).all()
    world.villages.residents = world.villages.residents * 0.5
    assert (pushed(world, "local_talent_cultivation")["secretary_ability"] < before["secretary_ability"]).all()
