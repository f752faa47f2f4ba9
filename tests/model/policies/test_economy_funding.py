"""Policies of the economy and of funds: what limits each, what harm it can do, and where the money goes."""

import numpy as np
import pytest
from policy_alone import joined, levers_of, lived, needs_of, pushed, under
from strategies import STATUS_QUO, county_of, start_world, village

from model.calendar import DEKADS_A_YEAR
from model.policies import POLICIES
from model.policies.base import CADRE, DISPUTE_WORK, MEMBER_ROLE, PAPERWORK
from model.policies.economy_funding.party_work_and_care_fund import felt
from model.presets import note, preset
from model.settings import Programme
from model.tables import CONTRACT, LED, MEMBER, ONLINE, PAIRED, RESIDENT, STARTED

HOUSEHOLD_PROGRAMMES = {
    "enterprise_plus_households": CONTRACT,
    "branch_plus_ecommerce": ONLINE,
    "low_income_household_plan": PAIRED,
    "entrepreneurship_support": STARTED,
    "member_led_prosperity": LED,
}


def members_at_home(world):
    people = world.people
    return np.flatnonzero(((people.role & MEMBER) > 0) & (people.status == RESIDENT))


@pytest.mark.parametrize(("policy", "bit"), HOUSEHOLD_PROGRAMMES.items(), ids=HOUSEHOLD_PROGRAMMES)
def test_households_take_part_while_the_programme_runs_and_only_then(policy, bit):
    took_part = joined(under(policy, dekads=1), bit)
    assert 0 < took_part.mean() < 1
    end = Programme.model_validate({"policy": policy, "end": "2024-04-01"}, strict=False)
    assert not joined(lived(end, dekads=DEKADS_A_YEAR // 2), bit).any()


@pytest.mark.parametrize("policy", ["weak_village_elimination", "xiangxian_return", "multi_actor_linkage"])
def test_what_donors_give_comes_into_the_purse_and_is_no_public_money(policy):
    with_them, without = under(policy), lived()
    given = -with_them.ledger.of("donations")
    assert given.sum() > 0
    assert np.array_equal(with_them.ledger.of("grants"), without.ledger.of("grants"))
    assert (with_them.ledger.balance.sum(axis=0) == 0).all()


@pytest.mark.parametrize("policy", ["weak_village_elimination", "xiangxian_return"])
def test_gifts_for_projects_are_put_to_work_at_once(policy):
    with_them, without = under(policy, dekads=1), lived(dekads=1)
    added = with_them.ledger.of("capital") - without.ledger.of("capital")
    wear = with_them.ledger.of("depreciation") - without.ledger.of("depreciation")
    assert np.array_equal(added + wear, -with_them.ledger.of("donations"))


def tasks(income, **levers):
    """Return a village of this income after two years in which tasks are sent down."""
    programmes = (*STATUS_QUO, Programme(policy="earmarked_task_funding", levers=levers))
    villages = (village("村", 600, collective_income=income, members=25),)
    return start_world(county_of(*villages, years=3, burn_in=1, programmes=programmes), dekads=2 * DEKADS_A_YEAR)


def test_tasks_without_money_leave_weak_villages_short_first():
    """pt37: what mediation gets out of the purse falls in the weak village, not in the strong one."""

    def mediation(income, funded_share):
        return float(tasks(income, tasks_a_year=36, funded_share=funded_share).tick.budget["mediation"][0])

    assert mediation(0.0, 0.0) < 0.7 * mediation(0.0, 1.0)
    assert mediation(400_000.0, 0.0) == mediation(400_000.0, 1.0)


def test_money_for_standing_tasks_keeps_bills_from_being_left_unpaid():
    poor = Programme(policy="operating_fund", levers={"per_village": 30_000.0})
    with_it, without = (
        lived(poor, *more, dekads=DEKADS_A_YEAR) for more in ((Programme(policy="earmarked_task_funding"),), ())
    )
    assert without.ledger.debt()[2] > 0
    assert with_it.ledger.debt()[2] < without.ledger.debt()[2]


def test_money_does_not_take_the_hours_of_a_task_away():
    world = under("earmarked_task_funding")
    asked = [needs_of(world, "earmarked_task_funding", tasks_a_year=24, funded_share=f) for f in (0.0, 1.0)]
    assert np.array_equal(asked[0].hours[CADRE, PAPERWORK], asked[1].hours[CADRE, PAPERWORK])
    assert np.allclose(asked[0].hours[CADRE, PAPERWORK], 24 * 12 / DEKADS_A_YEAR)
    assert not asked[0].grant.any()


def test_party_funds_move_members_less_with_each_yuan_and_not_where_nobody_is_at_home():
    world = under("party_work_and_care_fund")
    few, more, most = (
        pushed(world, "party_work_and_care_fund", work_fund=fund, care_fund=0)["member_effort"] - 1
        for fund in (2000, 4000, 6000)
    )
    assert (few > 0).all()
    assert (more - few > most - more).all()
    levers = levers_of(world, "party_work_and_care_fund")
    assert felt(np.full(3, 1e6), np.zeros(3), levers).tolist() == [0, 0, 0]


def test_care_moves_members_as_far_as_they_are_old_or_poor():
    world = under("party_work_and_care_fund")
    younger, older = (
        pushed(world, "party_work_and_care_fund", work_fund=0, care_age=age)["member_effort"] for age in (80, 50)
    )
    assert (younger <= older).all()
    assert (younger < older).any()


def test_party_funds_are_spent_to_the_fen():
    with_it, without = under("party_work_and_care_fund"), lived()
    spent, granted = (with_it.ledger.of(line) - without.ledger.of(line) for line in ("programmes", "grants"))
    assert (spent > 0).all()
    assert np.array_equal(spent, -granted)


def test_firms_sign_the_larger_farms():
    world = under("enterprise_plus_households", dekads=1, contracted_share=0.4)
    households, signed = world.households, joined(world, CONTRACT)
    farms = (households.land > 0) & (households.residents > 0)
    for number in range(3):
        here = farms & (households.village == number)
        assert signed[here].mean() == pytest.approx(0.4, abs=0.02)
        assert households.land[here & signed].min() >= households.land[here & ~signed].max()


def test_a_contract_takes_off_part_of_the_swing_and_swings_make_quarrels():
    world = under("enterprise_plus_households")
    world.villages.market = 1.0
    calm = pushed(world, "enterprise_plus_households")
    world.villages.market = 0.8
    falling = pushed(world, "enterprise_plus_households")
    world.villages.market = 1.25
    rising = pushed(world, "enterprise_plus_households")
    assert (rising["contract_lift"] < calm["contract_lift"]).all()
    assert (calm["contract_lift"] < falling["contract_lift"]).all()
    assert (calm["quarrels_private"] == 1).all()
    assert (falling["quarrels_private"] > 1).all()


def test_the_firm_keeps_less_where_the_branch_bargains():
    world = under("enterprise_plus_households")
    apart, tied = [], []
    for share, into in ((0.1, apart), (0.9, tied)):
        world.villages.integration = share
        into.append(pushed(world, "enterprise_plus_households")["contract_lift"])
    assert (apart[0] < tied[0]).all()


def test_only_households_with_a_digital_hand_sell_online_unless_the_branch_gathers_orders():
    low, high = (joined(under("branch_plus_ecommerce", dekads=1, skill_threshold=t, branch_orders=0.0), ONLINE)
                 for t in (0.3, 0.9))  # fmt: skip
    gathered = joined(under("branch_plus_ecommerce", dekads=1, skill_threshold=0.9, branch_orders=0.5), ONLINE)
    assert high.sum() < low.sum()
    assert not (high & ~low).any()
    assert high.sum() < gathered.sum()
    assert not (high & ~gathered).any()


def test_far_villages_gain_less_from_selling_online():
    gain = pushed(under("branch_plus_ecommerce"), "branch_plus_ecommerce")["online_lift"]
    assert gain[0] > gain[1]


def test_setting_up_shop_is_paid_for_once():
    levers = {"setup_cost": 90_000.0, "running_cost": 0.0}
    spent = [under("branch_plus_ecommerce", dekads=d, **levers).ledger.of("programmes") for d in (1, 40)]
    assert spent[0].tolist() == [9_000_000] * 3
    assert np.array_equal(spent[0], spent[1])


def test_a_product_copied_without_fit_costs_and_one_that_fits_pays():
    world = under("one_village_one_product")
    world.villages.market = 1.0
    misfit, fit, reserve = (
        pushed(world, "one_village_one_product", project_fit=f, projects=n, guided=0)["product_lift"]
        for f, n in ((0.1, 1), (0.7, 1), (0.7, 2))
    )
    assert (misfit < 0).all()
    assert (fit > 0).all()
    assert (reserve > fit).all()


def test_one_product_is_one_price():
    world = under("one_village_one_product")
    world.villages.market = 0.7
    assert (pushed(world, "one_village_one_product")["product_lift"] < 0).all()


def test_guidance_makes_a_fitting_choice_more_likely():
    world = under("one_village_one_product")
    alone, guided = (pushed(world, "one_village_one_product", guided=g)["product_lift"] for g in (0, 1))
    assert (alone < guided).all()


def test_a_project_that_fails_is_sunk_cost():
    chance = {"success_by_ability": 0.0, "success_by_oversight": 0.0}
    failed, held = (under("collective_economy_projects", dekads=1, success=s, **chance).ledger for s in (0.0, 1.0))
    assert np.array_equal(failed.of("grants"), held.of("grants"))
    assert (failed.of("programmes") == 50_000_000).all()
    assert not held.of("programmes").any()
    assert (held.of("capital") - failed.of("capital") > 49_000_000).all()


def test_the_same_village_meets_the_same_luck_at_better_odds():
    world = under("collective_economy_projects")
    policy = POLICIES["collective_economy_projects"]
    chance = {"success_by_ability": 0.0, "success_by_oversight": 0.0}
    held = [
        policy.takes_hold(world, levers_of(world, policy.id, success=share, **chance)).tolist()
        for share in np.linspace(0, 1, 21)
    ]
    assert held == sorted(held)
    assert held[0] == [False] * 3
    assert held[-1] == [True] * 3


def test_ability_and_oversight_make_success_likely():
    world = under("collective_economy_projects")
    policy = POLICIES["collective_economy_projects"]
    levers = levers_of(world, policy.id, success=0.1)
    usual = policy.chance(world, levers)
    world.people.ability[world.villages.secretary] += 0.5
    abler = policy.chance(world, levers)
    world.villages.oversight = world.villages.oversight + 0.2
    assert (usual < abler).all()
    assert (abler < policy.chance(world, levers)).all()


def test_each_further_audit_adds_less_and_costs_the_same_files():
    world = under("fund_audit")
    one, two, three = (pushed(world, "fund_audit", audits_a_year=n)["oversight"] for n in (1, 2, 3))
    assert (two - one > three - two).all()
    files = [needs_of(world, "fund_audit", audits_a_year=n).hours[CADRE, PAPERWORK] for n in (1, 2)]
    assert np.allclose(2 * files[0], files[1])


def test_audits_gain_little_where_oversight_is_good():
    world = under("fund_audit")
    world.villages.oversight = np.array([0.1, 0.5, 1.0])
    skill = pushed(world, "fund_audit")["project_skill"]
    assert skill[0] > skill[1] > skill[2] == 1.0


def test_a_target_spurs_until_it_is_met_and_more_when_it_is_near():
    world = under("village_income_target", dekads=1)
    world.record.pop("ledger")
    world.villages.operating_level = np.array([0.0, 300_000.0, 500_000.0])
    drive = pushed(world, "village_income_target")["own_drive"]
    assert 0 < drive[0] < drive[1]
    assert drive[2] == 0


def test_hours_spent_on_income_are_missing_in_mediation():
    def share(hours):
        target = Programme(policy="village_income_target", levers={"hours": hours})
        lively = {"organisation.cadre_hours": 30.0, "disputes.base": 0.005}
        chosen = county_of(village("村", 900, committee=3), programmes=(*STATUS_QUO, target), behaviour=lively)
        tick = start_world(chosen, dekads=9).tick
        assert tick.demand[0, CADRE, DISPUTE_WORK] > 0
        return tick.share[0, CADRE, DISPUTE_WORK]

    assert share(80.0) < 0.9 * share(0.0)


def test_a_reward_comes_a_year_on_to_those_who_arrived():
    reached = {"target_income": 60_000.0, "reward": 30_000.0}
    late, early = (
        under("village_income_target", dekads=d, **reached).ledger.of("grants") - lived(dekads=d).ledger.of("grants")
        for d in (DEKADS_A_YEAR + 1, DEKADS_A_YEAR)
    )
    assert not early.any()
    assert late.tolist() == [-3_000_000, 0, 0]


def test_only_weak_villages_are_helped_and_some_of_them_wait():
    world = under("weak_village_elimination", dekads=1)
    given = -world.ledger.of("donations")
    weak = world.villages.operating_level < 50_000
    assert np.array_equal(given > 0, weak)
    assert weak.tolist() == [False, True, True]
    drive = pushed(world, "weak_village_elimination")["own_drive"]
    assert drive[0] == 0
    assert (drive[1:] < 0).all()


def test_pairs_are_bounded_by_members_at_home_and_go_to_hardship_only():
    world = under("low_income_household_plan", dekads=1, pairs_per_member=0.25)
    households, paired = world.households, joined(world, PAIRED)
    members = np.bincount(world.people.village[members_at_home(world)], minlength=3)
    assert households.hardship[paired].all()
    assert (np.bincount(households.village[paired], minlength=3) <= np.rint(0.25 * members)).all()


def test_the_pooled_grant_that_is_charged_is_what_paired_households_would_get():
    world = under("low_income_household_plan", dekads=1, pairs_per_member=0.25)
    households = world.households
    needy = world.by_village(households.hardship & (households.residents > 0), households.village)
    aid = pushed(world, "low_income_household_plan")["hardship_aid"] * needy
    assert (aid > 0).all()
    assert joined(world, PAIRED).sum() < needy.sum()
    charged = needs_of(world, "low_income_household_plan").county_fen / 100 * DEKADS_A_YEAR
    assert np.allclose(charged, aid, atol=DEKADS_A_YEAR / 100)


def test_some_starts_fail_and_better_odds_only_add_to_those_that_make_it():
    few, more, all_of_them = (
        joined(under("entrepreneurship_support", dekads=1, starts_per_hundred=20, success_rate=rate), STARTED)
        for rate in (0.3, 0.7, 1.0)
    )
    assert few.sum() < more.sum() < all_of_them.sum()
    assert not (few & ~more).any()
    assert not (more & ~all_of_them).any()


def test_members_start_before_others():
    last, first = (
        joined(under("entrepreneurship_support", dekads=1, success_rate=1.0, member_lead=lead), STARTED)
        for lead in (0.0, 4.0)
    )
    world = under("entrepreneurship_support", dekads=1)
    homes = np.unique(world.people.household[members_at_home(world)])
    assert last[homes].sum() < first[homes].sum()


def test_lost_loans_are_borne_by_the_public_and_make_quarrels():
    world = under("entrepreneurship_support", dekads=1)
    world.now = int(world.programme("entrepreneurship_support").since[0])
    lost, paid_back = (
        needs_of(world, "entrepreneurship_support", success_rate=rate, interest=0).county_fen for rate in (0.5, 1.0)
    )
    assert np.allclose(lost / 100, 0.5 * 50_000 * 0.03 * world.villages.homes, atol=0.01)
    assert not paid_back.any()
    assert (pushed(world, "entrepreneurship_support")["quarrels_private"] > 1).all()


def test_members_lead_the_households_linked_to_them_first_and_never_their_own():
    link = Programme(policy="household_linkage", levers={"households_per_member": 2})
    started = Programme.model_validate(
        {"policy": "member_led_prosperity", "start": "2024-02-01", "levers": {"households_per_member": 4.0}},
        strict=False,
    )
    world = lived(link, started, dekads=4)
    leaders = members_at_home(world)
    leaders = leaders[world.people.ability[leaders] > 0]
    led = joined(world, LED)
    linked = np.isin(world.households.linked, leaders)
    linked[world.people.household[leaders]] = False
    assert not led[world.people.household[leaders]].any()
    for number in range(3):
        here = world.households.village == number
        assert led[here & linked].sum() > 3
        assert led[here & linked].all() or not led[here & ~linked].any()


def test_members_who_prosper_alone_lead_nobody_and_are_envied():
    alone, together = (under("member_led_prosperity", dekads=1, alone=share) for share in (1.0, 0.0))
    assert not joined(alone, LED).any()
    assert (pushed(alone, "member_led_prosperity")["esteem"] < 0).all()
    assert (pushed(together, "member_led_prosperity")["esteem"] > 0).all()


def test_few_capable_members_lead_few_households_and_ask_few_hours():
    many, few = (under("member_led_prosperity", dekads=1, able_from=line) for line in (-2.0, 1.0))
    assert joined(few, LED).sum() < joined(many, LED).sum()
    asked = [needs_of(w, "member_led_prosperity").hours.popitem()[1].sum() for w in (few, many)]
    assert asked[0] < asked[1]


def test_each_further_meeting_draws_fewer_natives_and_ties_run_along_clans():
    world = under("xiangxian_return")
    one, two, three = (pushed(world, "xiangxian_return", events_a_year=n)["homecoming"] for n in (1, 2, 3))
    assert (two - one > three - two).all()
    assert (three > two).all()
    assert one[0] > one[2]
    assert (pushed(world, "xiangxian_return")["clan_bodies"] > 1).all()


def test_capital_with_a_plan_or_with_own_money_asks_more_of_the_village():
    world = under("development_fund")
    free, planned, matched = (pushed(world, "development_fund", conditionality=rule) for rule in (0, 1, 2))
    assert (free["project_skill"] == 1).all()
    assert not free["own_drive"].any()
    assert (planned["project_skill"] > 1).all()
    assert (matched["own_drive"] > 0).all()
    hours = [needs_of(world, "development_fund", conditionality=rule).hours[CADRE, PAPERWORK] for rule in (0, 1)]
    assert (hours[0] < hours[1]).all()


def test_own_money_leaves_more_capital_behind_when_the_fund_has_ended():
    """pt19: without a condition capital falls back once the fund stops; with own effort more of it stays."""

    def left(rule):
        fund = {"policy": "development_fund", "end": "2026-01-01", "levers": {"conditionality": rule}}
        world = lived(Programme.model_validate(fund, strict=False), dekads=3 * DEKADS_A_YEAR)
        return world.ledger.of("capital").sum()

    assert left("co_finance") > left("none")


def test_the_governance_year_is_four_lines_of_money_and_says_what_is_not_known():
    levers = preset("governance_year_fiscal_push")
    assert set(levers) == {"operating_fund", "secretary_pay", "party_mass_center", "development_fund"}
    own = ("operating_fund", "secretary_pay", "party_mass_center", "development_fund")
    assert [levers[name] for name in own] == [preset(name)[name] for name in own]
    assert "masked" in note("governance_year_fiscal_push")["en"]


def test_members_hours_bound_what_pairing_can_do():
    world = under("low_income_household_plan", hours_per_pair=20.0, pairs_per_member=5.0)
    share = world.tick.share[:, MEMBER_ROLE]
    assert (share.min(axis=1) < 0.7).all()
    assert (world.programme("low_income_household_plan").dose < 0.5).all()
