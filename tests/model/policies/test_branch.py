"""Branches, federation and diffusion: support ends with its cause, groups stay in their township, show costs paper."""

import numpy as np
import pytest
from one_policy import asked, consumed, hours, owed, pushed, running
from strategies import STATUS_QUO, county_of, start_world, village

from model.calendar import DEKADS_A_YEAR
from model.cut import part, stack
from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.peers import ability_of_secretaries
from model.programmes import start, stop
from model.settings import Programme

OWN = [name for name, policy in POLICIES.items() if policy.group == "branch"]
JOINT = "joint_village_federation"


@pytest.mark.parametrize("practice", [name for name, held in PRACTICES.items() if held.group == "branch"])
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    world = running(next(name for name in OWN if practice in POLICIES[name].covers))
    world.villages.weak[0] = True
    world.villages.emergency = 1.0
    assert owed(practice) <= consumed(world, practice)


def test_rectification_reaches_the_listed_only_and_lifts_only_what_lies_below_the_norm():
    world = running("weak_branch_rectification")
    villages = world.villages
    villages.weak = np.arange(len(villages)) < 3
    villages.integration[:3] = (0.2, 0.5, 0.9)
    pushes = pushed(world, "weak_branch_rectification")
    assert pushes["branch_support"][0] > pushes["branch_support"][1] > pushes["branch_support"][2] == 0.0
    assert not pushes["branch_support"][3:].any()
    assert (pushes["pressure"][:3] > 0).all()
    assert (pushes["secretary_leaving"][:3] > 1).all()
    assert (pushes["secretary_leaving"][3:] == 1).all()
    assert np.array_equal(asked(world, "weak_branch_rectification").county_fen > 0, villages.weak)


def test_a_branch_that_is_no_longer_listed_is_no_longer_held_up():
    world = running("weak_branch_rectification", dekads=DEKADS_A_YEAR + 1)
    listed = world.villages.weak.copy()
    assert listed.any()
    assert (world.drivers["branch_support"][listed] > 0).all()
    world.villages.weak = False
    world.step()
    assert not world.drivers["branch_support"].any()


def test_stars_that_follow_papers_spur_nobody_and_cost_the_most_paper():
    world = running()
    paper, place = (pushed(world, "star_grading_upgrade", checked=c) for c in (0, 1))
    assert (paper["cadre_effort"] == 1).all()
    assert (paper["paperwork"] > 1).all()
    assert (place["cadre_effort"] > 1).all()
    assert (place["paperwork"] == 1).all()


def test_villages_get_what_their_stars_earn():
    world = running()
    a_year = asked(world, "star_grading_upgrade", reward_per_star=3_600).grant * DEKADS_A_YEAR / 100
    assert np.allclose(a_year, 3_600 * world.villages.stars.astype(float))


def test_rigid_lists_fit_remote_villages_less_unless_branches_add_tasks_of_their_own():
    world = running()
    rigid, own = (pushed(world, "branch_standardisation", own_tasks=n)["codified"] for n in (0, 8))
    assert (own > rigid).all()
    remote = world.villages.remoteness
    assert rigid[remote > 0.8].max() < rigid[remote < 0.2].min()
    files = [hours(asked(world, "branch_standardisation", items=n)) for n in (20, 100)]
    assert np.allclose(files[1], 5 * files[0])
    assert (pushed(world, "branch_standardisation", items=100)["codified"] < 2 * own).all()


def test_money_goes_to_the_best_village_of_each_township():
    world = running()
    needs, guidance = asked(world, "pilot_demo_and_scaling"), pushed(world, "pilot_demo_and_scaling")["guidance"]
    score, township = world.villages.score, world.villages.township
    for here in (township == t for t in range(len(world.townships))):
        assert np.flatnonzero(needs.grant[here]).tolist() == [np.argmax(score[here])]
    assert np.array_equal(guidance > 0, needs.grant > 0)
    assert needs.grant.sum() * DEKADS_A_YEAR == pytest.approx(4 * 50_000 * 100, rel=1e-3)


def test_a_branch_of_the_right_size_gains_nothing_by_being_resized():
    world = running()
    fits = {"affinity_bases": 0, "least": 3, "most": 100}
    assert (pushed(world, "branch_setup_optimisation", **fits)["meeting_draw"] == 1).all()
    shells, giants = (
        pushed(world, "branch_setup_optimisation", **(fits | size))["meeting_draw"]
        for size in ({"least": 40, "most": 150}, {"least": 3, "most": 10})
    )
    assert (shells > 1).all()
    assert (giants > 1).any()


def test_groups_bring_members_in_from_home_and_from_away_each_kind_less():
    world = running()
    few, many = (pushed(world, "branch_setup_optimisation", right_size=0, affinity_bases=n) for n in (2, 4))
    for name, neutral in (("meeting_draw", 1.0), ("meeting_reach", 0.0)):
        assert (many[name] > few[name]).all()
        assert (many[name] - neutral < 2 * (few[name] - neutral)).all()


def test_the_work_of_resizing_ends():
    world = running("branch_setup_optimisation", affinity_bases=0)
    assert hours(asked(world, "branch_setup_optimisation")).all()
    world.now += 2 * DEKADS_A_YEAR
    assert not hours(asked(world, "branch_setup_optimisation")).any()


def groups(world):
    """Return the villages of each group by its leading village."""
    joint = world.villages.joint
    return {int(lead): np.flatnonzero(joint == lead) for lead in np.unique(joint[joint >= 0])}


@pytest.mark.parametrize("size", [2, 4, 5, 25])
def test_groups_lie_in_one_township_with_the_best_in_the_lead_and_nobody_alone(size):
    world = running(JOINT, villages_a_group=size)
    found, villages = groups(world), world.villages
    assert sum(len(rows) for rows in found.values()) == len(villages)
    for lead, rows in found.items():
        assert 2 <= len(rows) <= max(size, 3)
        assert len(set(villages.township[rows])) == 1
        assert lead in rows
        assert villages.score[lead] == villages.score[rows].max()


def test_an_odd_village_is_taken_along():
    world = running(dekads=0)
    five = world.villages.township + np.arange(len(world.villages)) != 0
    start(world, world.programme(JOINT), {"villages_a_group": 2}, five, copied=False)
    assert sorted(len(rows) for rows in groups(world).values()) == [2] * 10 + [3]
    assert world.villages.joint[0] == -1


def test_weak_villages_are_put_with_strong_ones():
    world = running(dekads=0)
    world.villages.score = np.arange(len(world.villages), dtype=float)
    state = world.programme(JOINT)
    start(world, state, {"villages_a_group": 3}, np.ones(len(world.villages), dtype=bool), copied=False)
    means = np.array([world.villages.score[rows].mean() for rows in groups(world).values()])
    township = np.array([world.villages.township[lead] for lead in groups(world)])
    for here in range(len(world.townships)):
        assert np.ptp(means[township == here]) < 2.0


def test_villages_that_leave_or_join_are_dealt_anew_in_their_township_only():
    world = running(JOINT, villages_a_group=3)
    before, state = world.villages.joint.copy(), world.programme(JOINT)
    here = world.villages.township == 0
    leads = here & (before == np.arange(len(before)))
    stop(world, state, leads)
    assert (world.villages.joint[leads] == -1).all()
    assert (world.villages.joint[here & ~leads] >= 0).all()
    assert not leads[world.villages.joint[here & ~leads]].any()
    assert np.array_equal(world.villages.joint[~here], before[~here])
    start(world, state, {"villages_a_group": 3}, leads, copied=False)
    assert np.array_equal(world.villages.joint, before)


def test_a_village_alone_in_its_township_joins_nobody_and_puts_nothing_in():
    alone = county_of(village("独村"), programmes=(*STATUS_QUO, Programme(policy=JOINT)))
    world = start_world(alone, dekads=1)
    assert (world.villages.joint == -1).all()
    assert not hours(asked(world, JOINT)).any()
    assert not asked(world, JOINT).fen["capital"].any()


def test_groups_are_the_same_whether_townships_are_lived_together_or_apart():
    whole = running(JOINT, villages_a_group=3)
    for township in range(len(whole.townships)):
        rows = np.flatnonzero(whole.villages.township == township)
        alone = part(running(dekads=0), rows)
        start(alone, alone.programme(JOINT), {"villages_a_group": 3}, np.ones(len(rows), dtype=bool), copied=False)
        assert np.array_equal(rows[alone.villages.joint], whole.villages.joint[rows])


def test_groups_of_worlds_side_by_side_never_meet():
    first = running(JOINT, villages_a_group=3)
    both, villages = stack([first, first.clone()]), len(first.villages)
    start(both, both.programme(JOINT), {"villages_a_group": 4}, np.arange(2 * villages) < villages, copied=False)
    assert (both.villages.joint[:villages] < villages).all()
    assert np.array_equal(both.villages.joint[villages:], first.villages.joint + villages)


def test_the_leading_secretary_lends_ability_to_weaker_ones_alone():
    world = running(JOINT, villages_a_group=3)
    lent = pushed(world, JOINT, helped=0.5)["secretary_ability"]
    able, joint = ability_of_secretaries(world), world.villages.joint
    assert np.allclose(lent, 0.5 * np.maximum(able[joint] - able, 0.0))
    assert not lent[list(groups(world))].any()


def test_equal_shares_invite_free_riding_and_unequal_ones_quarrels():
    world = running(JOINT)
    equal, by_share = (pushed(world, JOINT, share_rule=rule) for rule in (0, 3))
    assert (equal["own_drive"] < 0).all()
    assert (equal["quarrels_village"] == 1).all()
    assert (by_share["own_drive"] == 0).all()
    assert (by_share["quarrels_village"] > 1).all()


def test_larger_groups_take_more_hours_and_what_is_put_in_becomes_capital():
    small, large = (running(JOINT, villages_a_group=n, put_in=7_200.0) for n in (2, 6))
    assert (hours(asked(small, JOINT)) < hours(asked(large, JOINT))).all()
    plain = running()
    rich = plain.ledger.of("cash") > 100_000
    gained = large.ledger.of("capital") - plain.ledger.of("capital")
    assert rich.any()
    assert np.allclose(gained[rich], 20_000, rtol=0.01)


@pytest.mark.parametrize("name", ["regional_party_committee", "double_reporting"])
def test_units_near_by_help_remote_villages_less(name):
    world = running()
    world.villages.residents = 1000.0
    near = pushed(world, name)["helping_hours"]
    assert np.all(np.diff(near[np.argsort(world.villages.remoteness, kind="stable")]) <= 1e-12)
    assert near.min() < 0.5 * near.max()


def test_signing_in_without_a_task_brings_no_hands():
    assert not pushed(running(), "double_reporting", matched=0)["helping_hours"].any()


def test_every_joint_meeting_costs_hours_and_brings_less_than_the_one_before():
    world = running()
    few, many = (pushed(world, "regional_party_committee", meetings_a_year=n)["helping_hours"] for n in (4, 12))
    assert (many < 2 * few).all()
    cost = [hours(asked(world, "regional_party_committee", meetings_a_year=n)) for n in (4, 12)]
    assert np.allclose(cost[1], 3 * cost[0])


def test_a_forestry_enterprise_shares_more_in_more_domains_and_each_must_be_coordinated():
    world = running()
    few, all_of_them = (pushed(world, "land_forest_cobuilding", domains=n) for n in (4, 8))
    assert (all_of_them["jobs"] > few["jobs"]).all()
    assert (all_of_them["quarrels_commons"] < few["quarrels_commons"]).all()
    assert (all_of_them["jobs"] < 2 * few["jobs"]).all()
    assert (hours(asked(world, "land_forest_cobuilding", domains=8)) == 4).all()


def test_temporary_branches_work_in_an_emergency_alone_and_need_members_at_home():
    world = running()
    assert not pushed(world, "five_colour_branches")["emergency_response"].any()
    assert not hours(asked(world, "five_colour_branches")).any()
    world.villages.emergency = 0.8
    full = pushed(world, "five_colour_branches")["emergency_response"]
    assert (full > 0).all()
    assert (pushed(world, "five_colour_branches", mobilised=0.2)["emergency_response"] < full).all()
    calm, worse = 0.4 * hours(asked(world, "five_colour_branches")), hours(asked(world, "five_colour_branches"))
    world.villages.emergency = 0.32
    assert np.allclose(hours(asked(world, "five_colour_branches")), calm)
    assert (worse > calm).all()


def test_a_framework_is_paper():
    world = running()
    pushes = pushed(world, "programme_frameworks")
    assert set(pushes) == {"paperwork"}
    assert (pushes["paperwork"] > 1).all()


def test_meetings_without_joint_tasks_change_nothing_and_cost_senior_time():
    world = running()
    for name, value in pushed(world, "county_coordination_group", joint_tasks=0).items():
        assert np.allclose(value, pushed(world, "county_coordination_group", meetings_a_year=0)[name]), name
    assert asked(world, "county_coordination_group", joint_tasks=0).county_fen.all()
    assert (pushed(world, "county_coordination_group")["coordination"] > 0).all()
