"""Deliberation, rules and transparency: what limits each policy, what it costs whom, and the harm it can do."""

import numpy as np
import pytest
from pushes import asked, hours, pushed
from strategies import STATUS_QUO, start_world, three_villages

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.policies import POLICIES
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PAPERWORK, PUBLIC_ROLE, VISITS
from model.presets import preset
from model.settings import Programme
from model.tables import AWAY, COMMITTEE, MEMBER, REPRESENTATIVE, RESPECTED
from model.world import World

ONE_CLAN, HOLLOW, FAR = 0, 1, 2
"""Rows of the three villages: near and of one clan; hollow; far, of six clans, poor and alone in its township."""


@pytest.fixture(scope="module")
def burned() -> World:
    """Return three villages at the end of their burn-in, unlike in clans and remoteness; nobody may step them."""
    world = start_world(three_villages(years=5, burn_in=1))
    world.villages.clans[:] = [1, 3, 6]
    world.villages.remoteness[:] = [0.1, 0.5, 0.9]
    return world


def stripped(world: World, role: int) -> World:
    """Return a copy of a world in which nobody holds a role."""
    bare = world.clone()
    bare.people.role = bare.people.role & ~np.uint16(role)
    bare.note_workers()
    return bare


def run(programmes: dict[str, dict[str, float]], dekads: int, *, purse: int | None = None) -> World:
    """Return three villages under some policies; with ``purse``, they begin with so many fen of cash."""
    chosen = tuple(Programme(policy=name, levers=levers) for name, levers in programmes.items())
    world = start_world(three_villages(years=5, burn_in=1, programmes=(*STATUS_QUO, *chosen)))
    if purse is not None:
        world.ledger.post("cash", "opening", purse - world.ledger.of("cash"))
    for _ in range(dekads):
        world.step()
    return world


def test_spots_beyond_what_covers_all_homes_add_cost_and_nothing_else(burned):
    enough, more = (pushed(burned, "deliberation_spots", years=1, spots=n, homes_near=300)["ease"] for n in (1, 9))
    assert np.array_equal(enough, more)
    costs = [asked(burned, "deliberation_spots", spots=n).fen["programmes"] for n in (1, 9)]
    assert np.allclose(costs[1], 9 * costs[0], atol=5)


def test_a_spot_that_does_not_suit_the_village_stands_empty(burned):
    assert not pushed(burned, "deliberation_spots", years=1, fit_to_village=0)["ease"].any()
    half, whole = (pushed(burned, "deliberation_spots", years=1, fit_to_village=f)["ease"] for f in (0.5, 1))
    assert np.allclose(2 * half, whole)
    assert whole[HOLLOW] < whole[0]


def test_once_spots_are_built_only_upkeep_is_due(burned):
    needs = asked(burned, "deliberation_spots", years=1, spots=4, building_months=3, upkeep=360)
    assert (needs.fen["programmes"] == 4 * 360 * 100 / DEKADS_A_YEAR).all()
    assert not needs.grant.any()


def test_all_five_platforms_at_once_spread_cadres_hours_thin():
    def spot_dose(programmes: dict[str, dict[str, float]]) -> np.ndarray:
        world = run(programmes, 9, purse=10_000_000)
        return world.programmes["deliberation_spots"].hours_share

    platforms = {name: dict(levers) for name, levers in preset("five_small_platforms").items()}
    busy = {"talk_days": {}, "structured_deliberation_rooms": {"sessions_per_month": 8, "hours_a_step": 2, "cadres": 5}}
    alone, together = spot_dose({"deliberation_spots": {}} | busy), spot_dose(platforms | busy)
    assert (together < alone).all()


def test_a_canteen_feeds_no_more_than_its_seats(burned):
    few, many = (1 - pushed(burned, "elder_canteen", seats=s, attendance=1)["needs"] for s in (5, 10))
    assert np.allclose(2 * few, many)
    crowded = pushed(burned, "elder_canteen", seats=200, canteens=5, attendance=0.5)
    wider = pushed(burned, "elder_canteen", seats=100, canteens=5, attendance=0.5)
    assert np.array_equal(crowded["needs"], wider["needs"])


def test_donors_the_county_and_the_village_share_the_cost_of_a_canteen(burned):
    whole = asked(burned, "elder_canteen", donors_share=0, county_share=0)
    shared = asked(burned, "elder_canteen", donors_share=0.2, county_share=0.5)
    assert not whole.grant.any()
    assert np.allclose(shared.fen["programmes"], 0.8 * whole.fen["programmes"], atol=1)
    assert np.allclose(shared.grant, 0.5 * whole.fen["programmes"], atol=1)
    all_donated = asked(burned, "elder_canteen", donors_share=1, county_share=1)
    assert not all_donated.fen["programmes"].any()
    assert not all_donated.grant.any()


def test_a_canteen_that_a_poor_collective_cannot_pay_feeds_in_part():
    levers = {"county_share": 0.2, "donors_share": 0.0, "subsidy_per_meal": 30}
    rich, poor = (run({"elder_canteen": levers}, 9, purse=cash) for cash in (50_000_000, 0))
    assert (rich.programmes["elder_canteen"].money_share == 1).all()
    assert poor.programmes["elder_canteen"].money_share[FAR] < 0.6
    assert (poor.drivers["needs"] >= rich.drivers["needs"]).all()
    assert poor.drivers["needs"][FAR] > rich.drivers["needs"][FAR]
    assert (poor.ledger.of("cash") >= 0).all()
    assert not poor.ledger.balance.sum(axis=0).any()


def test_unfiled_councils_carry_clan_interest_and_filed_ones_do_not(burned):
    unfiled, filed = (pushed(burned, "village_councils", filed_share=s) for s in (0, 1))
    assert unfiled["clan_bodies"][ONE_CLAN] == 1.0
    assert 1.0 < unfiled["clan_bodies"][1] < unfiled["clan_bodies"][FAR]
    assert not unfiled["ease"].any()
    assert (filed["clan_bodies"] == 1.0).all()
    assert (filed["ease"] > 0).all()


def test_councils_without_elders_settle_nothing(burned):
    assert (pushed(burned, "village_councils")["private_mediation"] > 0).all()
    assert not pushed(stripped(burned, RESPECTED), "village_councils")["private_mediation"].any()


def test_more_steps_answer_more_and_take_more_time(burned):
    short, long = (pushed(burned, "structured_deliberation_rooms", steps=s)["feedback"] for s in (2, 7))
    assert (short < long).all()
    assert (long < 3.5 * short).all()
    spent = [hours(asked(burned, "structured_deliberation_rooms", steps=s), MOBILISATION) for s in (2, 7)]
    assert np.allclose(spent[1], 3.5 * spent[0])


def test_sessions_that_nobody_has_hours_for_are_held_in_part():
    some, many = (
        run({"structured_deliberation_rooms": {"representatives": n, "sessions_per_month": 4}}, 9) for n in (0, 20)
    )
    shares = [world.programmes["structured_deliberation_rooms"].hours_share for world in (some, many)]
    assert (shares[1] < 0.7 * shares[0]).all()
    assert (many.drivers["feedback"] < some.drivers["feedback"]).all()


def test_without_a_quorum_minutes_are_made_up(burned):
    met, missed = burned.clone(), burned.clone()
    met.villages.quorum[:], missed.villages.quorum[:] = True, False
    real, sham = (pushed(world, "four_discussions_two_disclosures") for world in (met, missed))
    assert (sham["disclosure"] < real["disclosure"]).all()
    assert (sham["quarrels_village"] > real["quarrels_village"]).all()
    assert (real["paperwork"] == 1.0).all()
    assert (sham["paperwork"] > 1.0).all()


def test_all_matters_wait_longer_than_major_ones_and_for_a_quorum(burned):
    major, every = (pushed(burned, "four_discussions_two_disclosures", applied_to=k) for k in (1, 2))
    assert (every["project_pace"] < major["project_pace"]).all()
    assert (major["project_pace"] < 1.0).all()
    assert (every["needs_quorum"] == 1.0).all()


def test_members_hours_are_asked_for_by_member_at_home(burned):
    needs = asked(burned, "four_discussions_two_disclosures", applied_to=2, matters_per_year=36, member_hours=2)
    assert np.allclose(needs.hours[MEMBER_ROLE, MOBILISATION], 2 * burned.count_posts(MEMBER))


def test_a_longer_notice_calms_more_and_delays_more(burned):
    short, long = (pushed(burned, "representative_deliberation_notice", notice_days=d) for d in (2, 20))
    assert (long["quarrels_village"] < short["quarrels_village"]).all()
    assert (long["project_pace"] < short["project_pace"]).all()
    none = pushed(burned, "representative_deliberation_notice", notice_days=0)
    assert (none["quarrels_village"] == 1.0).all()
    assert (none["project_pace"] == 1.0).all()


def test_representatives_who_are_away_decide_nothing(burned):
    gone = pushed(stripped(burned, REPRESENTATIVE), "representative_deliberation_notice")
    assert (gone["quarrels_village"] == 1.0).all()
    assert not gone["disclosure"].any()
    assert (gone["project_pace"] < 1.0).all()


def test_tracking_is_half_paper_and_evaluation_alone_only_spurs(burned):
    needs = asked(burned, "six_mechanisms", tracked_share=1, evaluation_weight=0)
    assert np.allclose(needs.hours[CADRE, PAPERWORK], needs.hours[CADRE, MOBILISATION])
    spur = pushed(burned, "six_mechanisms", tracked_share=0, evaluation_weight=0.5)
    assert (spur["cadre_effort"] > 1.0).all()
    assert not spur["feedback"].any()
    assert not spur["disclosure"].any()


def test_villages_of_one_township_queue_for_approval(burned):
    pace = pushed(burned, "major_matter_reporting", queue_days=5)["project_pace"]
    assert pace[0] == pace[1] < pace[FAR]
    alike = pushed(burned, "major_matter_reporting", queue_days=0)["project_pace"]
    assert alike[0] == alike[FAR] == pace[FAR]


def test_a_township_that_decides_first_costs_the_village_its_standing(burned):
    first, after = (pushed(burned, "major_matter_reporting", township_first=k) for k in (1, 0))
    assert (first["esteem"] < 0).all()
    assert not after["esteem"].any()
    assert np.array_equal(first["oversight"], after["oversight"])


def test_reports_cost_cadres_paper_and_the_county_the_townships_days(burned):
    needs = asked(
        burned, "major_matter_reporting", matters_per_year=36, township_days=2, day_cost=300, hours_a_report=5
    )
    assert (needs.hours[CADRE, PAPERWORK] == 5).all()
    assert (needs.county_fen == 60_000).all()


def test_a_secretary_who_holds_all_posts_silences_a_committee_without_independence(burned):
    ruled = burned.clone()
    ruled.drivers["concentration"] = np.array([0.0, 0.5, 1.0])
    watched = pushed(ruled, "supervision_committee", independence=0.4)["oversight"]
    assert watched[0] > watched[1] > watched[2] > 0
    free = pushed(ruled, "supervision_committee", independence=1.0)["oversight"]
    assert free[0] == free[1] == free[2] > watched[0]


def test_a_committee_without_its_stipend_exists_on_paper():
    paid, unpaid = (run({"supervision_committee": {"stipend": 60_000}}, 9, purse=cash) for cash in (50_000_000, 0))
    assert (paid.programmes["supervision_committee"].money_share == 1).all()
    assert unpaid.programmes["supervision_committee"].money_share[FAR] < 1
    assert unpaid.drivers["oversight"][FAR] < 0.8 * paid.drivers["oversight"][FAR]


def test_careless_notices_do_the_reverse_and_careful_ones_take_time(burned):
    careless, border, full = (pushed(burned, "open_affairs_micro_power_list", quality=q) for q in (0.1, 0.35, 1.0))
    assert (careless["disclosure"] < 0).all()
    assert (careless["esteem"] < 0).all()
    assert not border["disclosure"].any()
    assert (full["disclosure"] > 0).all()
    assert not full["esteem"].any()
    time = [asked(burned, "open_affairs_micro_power_list", quality=q).hours[CADRE, PAPERWORK] for q in (0.1, 1.0)]
    assert (time[0] < time[1]).all()


def test_two_years_of_careless_notices_leave_affairs_less_open_than_none():
    careless, none, careful = (
        run({"open_affairs_micro_power_list": {"disclosures_per_year": 12, "quality": quality}} if quality else {}, 72)
        for quality in (0.05, None, 0.95)
    )
    assert (careless.villages.disclosure < none.villages.disclosure).all()
    assert (careful.villages.disclosure > none.villages.disclosure).all()
    assert careless.villages.performance.mean() < none.villages.performance.mean()


def test_a_longer_list_of_powers_leaves_less_to_favour_each_item_less(burned):
    cut = [pushed(burned, "open_affairs_micro_power_list", listed_powers=n)["oversight"] for n in (10, 20)]
    assert (cut[0] < cut[1]).all()
    assert (cut[1] < 2 * cut[0]).all()


def test_unequal_voices_let_clans_take_the_table(burned):
    unequal, equal = (pushed(burned, "interest_negotiation", equal_voice=v) for v in (0, 1))
    assert (unequal["quarrels_village"] == 1.0).all()
    assert unequal["clan_bodies"][ONE_CLAN] == 1.0
    assert 1.0 < unequal["clan_bodies"][1] < unequal["clan_bodies"][FAR]
    assert (equal["clan_bodies"] == 1.0).all()
    assert (equal["quarrels_village"] < 1.0).all()
    assert (equal["bridging"] > 0).all()


def test_reports_with_nothing_behind_them_cost_standing(burned):
    answered = burned.clone()
    answered.villages.answered[:] = [0.2, 0.6, 0.9]
    won = pushed(answered, "two_committee_accountability", expected=0.6)["esteem"]
    assert won[0] < won[1] == 0.0 < won[2]


def test_pay_that_hangs_on_votes_spurs_only_where_there_are_reports(burned):
    none = pushed(burned, "two_committee_accountability", reports_per_year=0, vote_effect_on_pay=0.5)
    assert (none["cadre_effort"] == 1.0).all()
    plain, tied = (pushed(burned, "two_committee_accountability", vote_effect_on_pay=v) for v in (0, 0.5))
    assert (plain["cadre_effort"] < tied["cadre_effort"]).all()


def test_calls_turn_into_a_ritual_where_nothing_comes_back(burned):
    mute, answering = (pushed(burned, "household_visit_system", feedback_share=f) for f in (0, 1))
    assert np.allclose(mute["need_finding"], 0.3 * answering["need_finding"])
    assert np.allclose(mute["talk_finding"], 0.3 * answering["talk_finding"])
    assert not mute["feedback"].any()


def test_calling_at_every_door_is_heavy_on_cadres_hours_most_in_remote_villages(burned):
    needs = asked(burned, "household_visit_system", visits_per_year=12, hours_a_visit=1, road=1)
    per_home = needs.hours[CADRE, VISITS] / burned.villages.homes
    assert np.allclose(per_home, (1 + burned.villages.remoteness) / DEKADS_A_MONTH)
    world = run({"household_visit_system": {"visits_per_year": 12.0, "hours_a_visit": 2.0}}, 9)
    plain = run({}, 9)
    assert (world.people.load[world.people.role & COMMITTEE > 0].mean()) > 0
    assert (world.tick.share[:, CADRE, VISITS] <= plain.tick.share[:, CADRE, VISITS]).all()


def test_the_first_events_tell_most_and_all_must_be_filed(burned):
    once, twice = (pushed(burned, "policy_courier", publicity_events=n)["publicity"] for n in (12, 24))
    assert (once < twice).all()
    assert (twice < 2 * once).all()
    filed = [hours(asked(burned, "policy_courier", publicity_events=n), PAPERWORK) for n in (12, 24)]
    assert np.allclose(filed[1], 2 * filed[0])
    relayed = pushed(burned, "policy_courier", publicity_events=0, relayed=1)
    assert (relayed["need_finding"] > 0).all()
    assert not relayed["publicity"].any()


def test_each_of_the_three_ways_alone_leaves_a_gap(burned):
    ways = ("weight_self", "weight_law", "weight_virtue")

    def of(**weights: float) -> dict[str, np.ndarray]:
        return pushed(burned, "three_governances_fusion", **dict.fromkeys(ways, 0.0) | weights)

    assert not of(weight_law=1.0)["private_mediation"].any()
    assert not of(weight_self=1.0)["rights_mediation"].any()
    matched = of(weight_self=0.5, weight_virtue=0.5)["private_mediation"]
    assert (matched > of(weight_self=1.0)["private_mediation"]).all()
    assert (matched > of(weight_virtue=1.0)["private_mediation"]).all()


def test_law_helps_as_far_as_the_committee_knows_it(burned):
    ignorant = burned.clone()
    ignorant.people.legal[(ignorant.people.role & COMMITTEE) > 0] *= 0.5
    known, unknown = (pushed(world, "three_governances_fusion") for world in (burned, ignorant))
    assert np.allclose(unknown["rights_mediation"], 0.5 * known["rights_mediation"])
    assert np.array_equal(unknown["private_mediation"], known["private_mediation"])


def test_rules_that_the_assembly_did_not_set_carry_less(burned):
    own, imposed = (pushed(burned, "village_rules_customs", set_by_assembly=k) for k in (1, 0))
    assert (own["quarrels_private"] < imposed["quarrels_private"]).all()
    assert (own["norm_teaching"] > imposed["norm_teaching"]).all()


def test_example_needs_members_at_home(burned):
    shown, nobody = (
        pushed(world, "village_rules_customs", enforcement=0) for world in (burned, stripped(burned, MEMBER))
    )
    assert (shown["norm_teaching"] > 0).all()
    assert not nobody["norm_teaching"].any()
    assert (shown["quarrels_private"] == 1.0).all()


def test_evenings_teach_those_who_can_come(burned):
    taught = pushed(burned, "civic_education")
    for name in ("norm_teaching", "legal_teaching", "publicity"):
        assert 0 < taught[name][HOLLOW] < taught[name][0], name


def test_a_poor_purse_holds_fewer_evenings():
    levers = {"county_share": 0.3, "budget": 4_000}
    rich, poor = (run({"civic_education": levers}, 9, purse=cash) for cash in (50_000_000, 0))
    assert (rich.programmes["civic_education"].money_share == 1).all()
    assert poor.drivers["norm_teaching"][FAR] < 0.9 * rich.drivers["norm_teaching"][FAR]


def test_filing_takes_weight_from_clan_bodies_and_too_tight_a_hand_drains_them(burned):
    loose, tight = (pushed(burned, "social_org_filing", secretary_heads_share=s) for s in (0, 1))
    assert (loose["ease"] > 0).all()
    assert (tight["ease"] < 0).all()
    assert (tight["focus"] < 0).all()
    assert (tight["concentration"] > 0).all()
    assert not loose["concentration"].any()
    assert np.array_equal(loose["clan_bodies"], tight["clan_bodies"])
    assert (loose["clan_bodies"] < 1.0).all()


def test_filing_asks_for_hours_by_body(burned):
    many = burned.clone()
    many.villages.organisations[:] = [1, 2, 4]
    needs = asked(many, "social_org_filing")
    for cell in ((CADRE, PAPERWORK), (CADRE, MOBILISATION)):
        assert np.allclose(needs.hours[cell] / needs.hours[cell][0], [1, 2, 4])


def test_associations_need_people_at_home_and_advice(burned):
    joined = pushed(burned, "social_org_cultivation", years=2, associations=10, members=100)["helping_hours"]
    adults = burned.villages.adults_home
    assert np.allclose(joined / joined[0], adults / adults[0])
    advised, left = (pushed(burned, "social_org_cultivation", years=2, guidance_days=d)["ease"] for d in (10, 0))
    assert (left < advised).all()


def test_a_start_grant_is_paid_in_and_spent_to_the_fen():
    levers = {"start_grant": 7_777, "growing_months": 3}
    world, plain = run({"social_org_cultivation": levers}, 12), run({}, 12)
    granted = plain.ledger.of("grants") - world.ledger.of("grants")
    spent = world.ledger.of("programmes") - plain.ledger.of("programmes")
    assert np.array_equal(granted, spent)
    assert np.allclose(granted, 777_700, atol=9)
    assert not world.ledger.balance.sum(axis=0).any()


def test_a_council_of_one_clan_replaces_ordinary_voices(burned):
    narrow = burned.clone()
    respected = (narrow.people.role & RESPECTED) > 0
    narrow.people.clan[respected] = 0
    found = pushed(narrow, "xiangxian_council", council_size=6)
    assert found["ease"][ONE_CLAN] > 0
    assert found["ease"][FAR] < 0
    assert found["bridging"][FAR] < found["bridging"][ONE_CLAN]


def test_a_council_is_as_good_as_those_who_sit_on_it_and_more_seats_take_nothing_away(burned):
    gains = [pushed(burned, "xiangxian_council", council_size=n)["private_mediation"] for n in (1, 5, 20)]
    assert (gains[0] > 0).all()
    assert (gains[0] <= gains[1]).all()
    assert (gains[1] <= gains[2]).all()
    empty = stripped(burned, RESPECTED)
    assert not pushed(empty, "xiangxian_council")["private_mediation"].any()
    assert not hours(asked(empty, "xiangxian_council"), 1).any()
    sitting = asked(burned, "xiangxian_council", council_size=1, hours_a_month=3).hours[PUBLIC_ROLE, 1]
    assert (sitting == 1.0).all()


def test_a_village_without_people_at_home_gets_nothing_from_meeting_places(burned):
    empty = burned.clone()
    empty.people.status[empty.people.village == HOLLOW] = AWAY
    empty.villages.residents[HOLLOW] = empty.villages.homes[HOLLOW] = empty.villages.adults_home[HOLLOW] = 0.0
    empty.households.old[empty.households.village == HOLLOW] = 0.0
    empty.note_workers()
    for name, policy in POLICIES.items():
        if policy.group in ("deliberation", "dispute"):
            assert all(np.isfinite(values).all() for values in pushed(empty, name, years=1).values()), name
    for name in ("deliberation_spots", "village_councils", "social_org_cultivation", "courtyard_governance"):
        ease = pushed(empty, name, years=1)["ease"]
        assert ease[HOLLOW] == 0.0 < ease[FAR], name
