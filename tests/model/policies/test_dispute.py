"""Disputes and order: what limits each policy, what it costs whom, and the harm that its practice warns of."""

import numpy as np
import pytest
from pushes import asked, hours, pushed
from strategies import STATUS_QUO, start_world, three_villages

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.policies.base import CADRE, DISPUTE_WORK, MOBILISATION, PAPERWORK, PUBLIC_ROLE, VISITS
from model.settings import Programme
from model.tables import COMMITTEE, MEMBER, RESPECTED, SECRETARY
from model.world import World

FAR, ONE_CLAN = 2, 0
"""Rows of the three villages: the first is made near and of one clan here, the last is far and has six clans."""


@pytest.fixture(scope="module")
def burned() -> World:
    """Return three villages at the end of their burn-in, unlike in clans and remoteness; nobody may step them."""
    world = start_world(three_villages(years=5, burn_in=1))
    world.villages.clans[:] = [1, 3, 6]
    world.villages.remoteness[:] = [0.1, 0.5, 0.9]
    return world


def without_respected(world: World) -> World:
    bare = world.clone()
    bare.people.role = bare.people.role & ~np.uint16(RESPECTED)
    bare.note_workers()
    return bare


def run(policy: str, dekads: int, *, purse: int | None = None, **levers: float) -> World:
    """Return three villages under one policy; with ``purse``, they begin with so many fen of cash."""
    programmes = (*STATUS_QUO, Programme(policy=policy, levers=levers))
    world = start_world(three_villages(years=5, burn_in=1, programmes=programmes))
    if purse is not None:
        world.ledger.post("cash", "opening", purse - world.ledger.of("cash"))
    for _ in range(dekads):
        world.step()
    return world


def test_small_yards_make_taking_part_easier_where_neighbours_are_at_home(burned):
    small, large = (pushed(burned, "courtyard_governance", households_per_yard=h)["ease"] for h in (10, 80))
    assert (small > large).all()
    assert (large > 0).all()
    assert small[1] < small[0]


def test_yards_of_many_clans_turn_inward(burned):
    weight = pushed(burned, "courtyard_governance")["clan_bodies"]
    assert weight[ONE_CLAN] == 1.0
    assert 1.0 < weight[1] < weight[FAR]


def test_yard_meetings_take_the_time_of_whoever_leads_them(burned):
    led, not_led = (asked(burned, "courtyard_governance", yard_leader=leader).hours for leader in (1, 0))
    assert (led[PUBLIC_ROLE, MOBILISATION] > 0).all()
    assert not led[CADRE, MOBILISATION].any()
    assert np.array_equal(not_led[CADRE, MOBILISATION], led[PUBLIC_ROLE, MOBILISATION])


def test_a_peace_secretary_of_many_villages_reaches_each_of_them_less_and_remote_ones_least(burned):
    few, many = (pushed(burned, "peace_secretary", villages_each=n) for n in (2, 20))
    assert (many["rights_mediation"] < few["rights_mediation"]).all()
    assert few["rights_mediation"][FAR] < few["rights_mediation"][0]


def test_hard_cases_wait_for_a_peace_secretary_who_is_seldom_there(burned):
    few, many = (pushed(burned, "peace_secretary", villages_each=n)["ladder_speed"] for n in (2, 20))
    assert (many < few).all()
    assert (few < 1.0).all()


def test_the_county_pays_the_days_of_peace_secretaries_once(burned):
    needs = asked(burned, "peace_secretary", days_per_month=6, villages_each=3, day_cost=500)
    assert (needs.county_fen == round(6 / 3 / DEKADS_A_MONTH * 500 * 100)).all()
    assert not needs.hours
    assert not needs.fen


def test_a_judge_nearby_matters_most_where_the_law_is_far(burned):
    nearer = pushed(burned, "judge_station_folk_mediation")["bringing"]
    assert 0 < nearer[0] < nearer[1] < nearer[FAR]


def test_a_folk_room_needs_elders_and_mends_less_among_many_clans(burned):
    mended = pushed(burned, "judge_station_folk_mediation", elders=1)["bridging"]
    assert mended[ONE_CLAN] > mended[1] > mended[FAR] > 0
    assert not pushed(without_respected(burned), "judge_station_folk_mediation")["bridging"].any()
    assert not pushed(burned, "judge_station_folk_mediation", folk_room=0)["bridging"].any()


def test_the_village_pays_the_folk_room_and_the_county_the_judge(burned):
    room = asked(burned, "judge_station_folk_mediation", sessions_per_month=0)
    judge = asked(burned, "judge_station_folk_mediation", folk_room=0)
    assert (room.fen["programmes"] > 0).all()
    assert not room.county_fen.any()
    assert (judge.county_fen > 0).all()
    assert not judge.fen["programmes"].any()
    assert not hours(judge, DISPUTE_WORK).any()


def test_the_first_hours_on_prevention_achieve_most(burned):
    fewer = [
        1 - pushed(burned, "staged_conflict_management", prevention_share=s)["quarrels_village"] for s in (0.05, 0.1)
    ]
    assert (fewer[0] < fewer[1]).all()
    assert (fewer[1] < 2 * fewer[0]).all()


def test_prevention_takes_a_share_of_cadres_hours_from_other_tasks(burned):
    needs = asked(burned, "staged_conflict_management", prevention_share=0.1)
    post = burned.sum_posts(SECRETARY | COMMITTEE, "hours")
    assert np.allclose(needs.hours[CADRE, VISITS], 0.1 * post)
    alone = asked(burned, "staged_conflict_management", prevention_share=0, named_owner=0)
    assert not alone.hours[CADRE, VISITS].any()
    assert (alone.hours[CADRE, PAPERWORK] > 0).all()


def test_each_stage_works_alone(burned):
    only_learning = pushed(burned, "staged_conflict_management", prevention_share=0, named_owner=0)
    assert (only_learning["quarrels_village"] == 1.0).all()
    assert (only_learning["ladder_speed"] == 1.0).all()
    assert (only_learning["learning"] > 1.0).all()


def test_clan_bodies_oppose_a_hall_for_everybody_at_first(burned):
    strong = burned.clone()
    strong.villages.clan_bodies[:] = [0.0, 0.5, 1.0]
    early, late = (pushed(strong, "ancestral_hall_conversion", years=y, halls=6)["clan_bodies"] for y in (1, 8))
    assert early[0] < early[1] < early[2] < 1.0
    assert (late[1:] < early[1:]).all()
    assert late[0] == early[0]


def test_a_hall_that_is_half_built_does_half(burned):
    half, whole = (
        1 - pushed(burned, "ancestral_hall_conversion", years=y, building_months=12, opposition=0)["clan_bodies"]
        for y in (17 / DEKADS_A_YEAR, 35 / DEKADS_A_YEAR)
    )
    assert np.allclose(half, whole / 2)


def test_no_village_converts_more_halls_than_it_has_clans(burned):
    cost = [asked(burned, "ancestral_hall_conversion", halls=n).fen["programmes"] for n in (1, 3, 10)]
    assert cost[0][ONE_CLAN] == cost[2][ONE_CLAN]
    assert cost[1][1] == cost[2][1]
    assert cost[1][FAR] < cost[2][FAR]


def test_works_on_a_hall_are_paid_in_instalments_that_end():
    levers = {"building_months": 2, "cost_per_hall": 30_000, "county_share": 0.5, "upkeep": 0}
    world = run("ancestral_hall_conversion", 10, purse=10_000_000, **levers)
    plain = run("ancestral_hall_conversion", 10, purse=10_000_000, **levers | {"halls": 0})
    spent = world.ledger.of("programmes") - plain.ledger.of("programmes")
    granted = plain.ledger.of("grants") - world.ledger.of("grants")
    assert (spent == 3_000_000).all()
    assert (granted == 1_500_000).all()
    assert not world.ledger.balance.sum(axis=0).any()


def test_works_that_the_purse_cannot_pay_stay_undone():
    levers = {"building_months": 6, "cost_per_hall": 400_000, "county_share": 0.0}
    rich = run("ancestral_hall_conversion", 9, purse=50_000_000, **levers)
    poor = run("ancestral_hall_conversion", 9, purse=0, **levers)
    cut = [1 - world.drivers["clan_bodies"] for world in (rich, poor)]
    assert (cut[1] < 0.5 * cut[0]).all()
    assert (poor.ledger.of("cash") >= 0).all()


def test_a_drive_against_bosses_fades_by_its_half_life(burned):
    fresh, later = (pushed(burned, "anti_gang_and_public_security", years=y, half_life=2)["esteem"] for y in (0, 2))
    assert (fresh > 0).all()
    assert np.allclose(later, fresh / 2)


def test_a_village_that_is_watched_well_has_little_to_clear(burned):
    watched = burned.clone()
    watched.villages.oversight[:] = [0.0, 0.5, 1.0]
    found = pushed(watched, "anti_gang_and_public_security")
    assert found["esteem"][0] > found["esteem"][1] > found["esteem"][2] == 0.0
    assert found["quarrels_village"][0] < found["quarrels_village"][1] < found["quarrels_village"][2] == 1.0


def test_hazard_checks_go_on_without_a_drive_at_cadres_expense(burned):
    needs = asked(burned, "anti_gang_and_public_security", years=9, campaign_intensity=0)
    assert (needs.hours[CADRE, VISITS] > 0).all()
    assert not needs.county_fen.any()
    assert (pushed(burned, "anti_gang_and_public_security", campaign_intensity=0)["patrol_finding"] > 0).all()


def test_each_kind_of_reviewer_helps_with_what_they_know(burned):
    ways = "private_mediation", "rights_mediation", "village_mediation"
    for kind, own in zip(("elders", "law_trained", "studious"), ways, strict=True):
        found = pushed(burned, "reasoning_hall", **{kind: 1.0})
        assert (found[own] > 0).all()
        assert not any(found[way].any() for way in ways if way != own)


def test_a_mixed_panel_reaches_every_kind_of_case_and_no_panel_is_more_than_whole(burned):
    ways = "private_mediation", "rights_mediation", "village_mediation"
    mixed = pushed(burned, "reasoning_hall", elders=0.34, law_trained=0.33, studious=0.33)
    assert all((mixed[way] > 0).all() for way in ways)
    crowded = pushed(burned, "reasoning_hall", elders=1, law_trained=1, studious=1)
    third = pushed(burned, "reasoning_hall", elders=1 / 3, law_trained=1 / 3, studious=1 / 3)
    assert all(np.allclose(crowded[way], third[way]) for way in ways)


def test_elders_help_as_far_as_they_are_held_in_esteem(burned):
    revered, unknown = burned.clone(), burned.clone()
    for world, prestige in ((revered, 1.0), (unknown, 0.1)):
        world.people.prestige[(world.people.role & RESPECTED) > 0] = prestige
    gain = [pushed(world, "reasoning_hall", elders=1.0)["private_mediation"] for world in (unknown, revered)]
    assert np.allclose(gain[0], 0.1 * gain[1])


def test_policies_of_disputes_read_who_is_in_post_and_never_write_it(burned):
    before = burned.people.role.copy(), burned.people.hours.copy()
    for policy in ("xiangxian_council", "judge_station_folk_mediation", "staged_conflict_management"):
        pushed(burned, policy)
        asked(burned, policy)
    assert np.array_equal(burned.people.role, before[0])
    assert np.array_equal(burned.people.hours, before[1])
    assert (burned.people.role & MEMBER).any()
