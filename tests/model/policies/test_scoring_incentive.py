"""Scores and incentives: what makes each of them bite or fade, what it takes, and whom it can turn away."""

import numpy as np
import pytest
from practice_takes import lived, owed, taken
from pushes import asked, pushed, running
from strategies import start_world, three_villages

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.evidence import PRACTICES
from model.policies import POLICIES
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PAPERWORK, REQUEST_WORK
from model.presets import alone, preset
from model.tables import MEMBER

OWN = [name for name, held in PRACTICES.items() if held.group == "scoring_incentive"]
MONTH_ENDS = 2 * DEKADS_A_MONTH - 1
"""Dekads after which the last of a month comes, when points are redeemed."""


@pytest.fixture(scope="module")
def burned():
    """Return three villages at the end of their burn-in, unlike in clans; nobody may step them."""
    world = start_world(three_villages(years=5, burn_in=1))
    world.villages.clans[:] = [1, 3, 6]
    return world


@pytest.mark.parametrize("practice", OWN)
def test_a_practice_takes_what_the_catalogue_says_it_takes(practice):
    (policy,) = preset(practice)
    assert owed(practice) <= taken(lived(policy, dekads=MONTH_ENDS), practice)


def test_the_unqualified_are_removed_to_the_gain_of_those_left_unless_it_is_done_rashly(burned):
    just, rash = (pushed(burned, "vanguard_red_lines", prudence=share) for share in (1, 0))
    assert (just["expelling"] > 0).all()
    assert np.array_equal(just["expelling"], rash["expelling"])
    assert (just["esteem"] > 0).all()
    assert (rash["esteem"] < 0).all()


def test_more_lines_catch_more_each_less_and_take_more_checking(burned):
    none, some, twice = (pushed(burned, "vanguard_red_lines", red_lines=n)["expelling"] for n in (0, 5, 10))
    assert not none.any()
    assert ((some < twice) & (twice < 2 * some)).all()
    checking = [asked(burned, "vanguard_red_lines", red_lines=n).hours[CADRE, PAPERWORK] for n in (5, 10)]
    assert np.allclose(checking[1], 2 * checking[0])


def test_members_removed_are_members_no_more():
    years = 4 * DEKADS_A_YEAR
    plain, strict = lived(dekads=years), lived("vanguard_red_lines", dekads=years, disposal=1.0, red_lines=20)
    held = [((world.people.role & MEMBER) > 0).sum() for world in (plain, strict)]
    assert held[1] < held[0]


def test_a_reward_that_comes_late_draws_few_and_none_where_neighbours_are_away(burned):
    soon, late = (pushed(burned, "rewarded_reporting", verification_days=days)["reports"] for days in (5, 300))
    assert (late < 0.2 * soon).all()
    assert soon[1] < soon[0]
    empty = burned.clone()
    empty.villages.residents = empty.villages.residents * 0.0
    assert not pushed(empty, "rewarded_reporting")["reports"].any()


def test_a_reporter_who_stays_unknown_starts_no_quarrel(burned):
    hidden, known = (pushed(burned, "rewarded_reporting", anonymity=share)["quarrels_private"] for share in (1, 0))
    assert (hidden == 1).all()
    assert (known > 1).all()


def test_rewards_are_paid_by_village_and_town_as_agreed(burned):
    needs = [asked(burned, "rewarded_reporting", village_share=share) for share in (0, 0.5, 1)]
    whole = [need.fen["programmes"] + need.county_fen for need in needs]
    assert not needs[0].fen["programmes"].any()
    assert not needs[2].county_fen.any()
    assert (whole[0] > 0).all()
    assert all((np.abs(money - whole[0]) <= 1).all() for money in whole)


def test_an_honour_that_everybody_gets_is_none(burned):
    few, some, all_of_them = (
        pushed(burned, "model_selection", awards_per_year=n)["norm_teaching"] for n in (1, 8, 200)
    )
    assert ((few > 0) & (few < some)).all()
    assert not all_of_them.any()


def test_a_bare_honour_works_and_money_adds_to_it(burned):
    bare, paid = (pushed(burned, "model_selection", award_value=yuan)["norm_teaching"] for yuan in (0, 1000))
    assert ((bare > 0) & (bare < paid)).all()
    assert not asked(burned, "model_selection", award_value=0).fen["programmes"].any()


def test_an_empty_village_follows_no_example(burned):
    empty = burned.clone()
    empty.villages.residents = empty.villages.residents * 0.0
    assert not pushed(empty, "model_selection")["norm_teaching"].any()


def test_posts_lift_frail_members_little_and_watch_all_the_same(burned):
    frail = burned.clone()
    frail.people.health = frail.people.health * 0.2
    usual, weak = (pushed(world, "member_posts_and_zones") for world in (burned, frail))
    assert ((weak["member_effort"] > 1) & (weak["member_effort"] < usual["member_effort"])).all()
    assert np.array_equal(usual["oversight"], weak["oversight"])
    assert not pushed(burned, "member_posts_and_zones", watching_posts=0)["oversight"].any()


def test_posts_without_members_hang_on_the_wall(burned):
    bare = burned.clone()
    bare.people.role = bare.people.role & ~np.uint16(MEMBER)
    bare.note_workers()
    held = pushed(bare, "member_posts_and_zones")
    assert (held["member_effort"] == 1).all()
    assert not held["oversight"].any()


def test_posts_of_more_hours_than_members_have_move_them_less():
    easy, hard = (lived("member_posts_and_zones", dekads=9, post_hours=h) for h in (0.3, 20))
    assert (hard.drivers["member_effort"] < easy.drivers["member_effort"]).all()


def test_claims_that_fail_discourage_and_claims_that_succeed_encourage(burned):
    def effort(answered):
        world = burned.clone()
        world.villages.answered[:] = answered
        held = pushed(world, "member_claimed_tasks")
        return held["member_effort"], held["esteem"]

    (proud, thanked), (bitter, blamed) = effort(1.0), effort(0.0)
    assert (proud > 1).all()
    assert (thanked > 0).all()
    assert (bitter < 1).all()
    assert (blamed < 0).all()


def test_what_is_claimed_gets_hours_of_members_and_cadres(burned):
    needs = [asked(burned, "member_claimed_tasks", claims_per_year=n).hours for n in (2, 4)]
    for role in (MEMBER_ROLE, CADRE):
        assert (needs[0][role, REQUEST_WORK] > 0).all()
        assert np.allclose(needs[1][role, REQUEST_WORK], 2 * needs[0][role, REQUEST_WORK])


def test_each_further_team_leads_less_of_what_is_volunteered(burned):
    two, four = (pushed(burned, "volunteer_service", teams=n)["volunteer_use"] for n in (2, 4))
    assert ((two < four) & (four < 2 * two)).all()


def test_teams_stay_at_home_where_the_purse_is_empty():
    def used(empty):
        world = lived("volunteer_service", dekads=9)
        if empty:
            world.ledger.post("opening", "cash", world.ledger.of("cash") + 100_000_000)
        world.step()
        return world.drivers["volunteer_use"]

    assert used(empty=True).sum() < 0.5 * used(empty=False).sum()


def test_praise_fades_until_the_next_round(burned):
    levers = {"sanction": 0, "praise_lasts": 9}
    fresh, later, again = (
        pushed(burned, "commend_and_sanction_cadres", years=y, **levers)["cadre_effort"] - 1 for y in (0, 0.25, 1)
    )
    assert np.allclose(later, 0.5 * fresh)
    assert np.array_equal(again, fresh)


def test_praise_for_all_is_worth_as_little_as_praise_for_none(burned):
    none, some, all_of_them = (
        pushed(burned, "commend_and_sanction_cadres", commend_share=s, sanction=0)["cadre_effort"] for s in (0, 0.3, 1)
    )
    assert (none == 1).all()
    assert (some > 1).all()
    assert np.array_equal(none, all_of_them)


def test_fear_moves_cadres_and_their_reports(burned):
    mild, hard = (pushed(burned, "commend_and_sanction_cadres", sanction=s) for s in (0.1, 0.4))
    assert (hard["cadre_effort"] > mild["cadre_effort"]).all()
    assert (hard["pressure"] > mild["pressure"]).all()
    assert (mild["pressure"] > 0).all()


@pytest.mark.parametrize("practice", ["villager_points", "love_bank"])
def test_points_of_a_practice_are_worth_something_seen_and_paid(practice):
    levers = alone(practice)["points"]
    assert min(levers[name] for name in ("point_value", "annual_budget", "visibility")) > 0


def test_points_kept_by_one_clan_cost_standing_among_the_others(burned):
    doubted = pushed(burned, "points", resentment=0.05)["esteem"]
    assert doubted[0] == 0
    assert doubted[2] < doubted[1] < 0
    assert not pushed(burned, "points")["esteem"].any()


def test_dividends_tied_to_conduct_are_quarrelled_over_unless_posted(burned):
    levers = alone("dividend_linked_points")["red_black_boards"]
    posted, hidden = (pushed(burned, "red_black_boards", **(levers | {"notice": share})) for share in (1, 0))
    assert (posted["points_seen"] > 0).all()
    assert not hidden["points_seen"].any()
    assert (posted["quarrels_village"] == 1).all()
    assert (hidden["quarrels_village"] > 1).all()
    assert (pushed(burned, "red_black_boards")["quarrels_village"] == 1).all()


def test_all_of_them_together_leave_the_books_in_balance(burned):
    world, _ = running(burned, "volunteer_service")
    for policy in POLICIES.values():
        if policy.group == "scoring_incentive":
            world.programme(policy.id).in_force[:] = True
            world.programme(policy.id).count()
    for _ in range(DEKADS_A_MONTH):
        world.step()
    assert not world.ledger.balance.sum(axis=0).any()
    assert (world.ledger.of("cash") >= 0).all()


def test_leading_hours_are_asked_of_members(burned):
    needs = asked(burned, "volunteer_service").hours
    assert (needs[MEMBER_ROLE, MOBILISATION] > 0).all()
