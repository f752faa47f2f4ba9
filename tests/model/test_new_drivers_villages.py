"""Drivers of branches, hours, fidelity, economy and moves act where they should, and not at all when neutral."""

from collections.abc import Callable

import numpy as np
import pytest
from snapshots import differing, snapshot, village_state
from strategies import STATUS_QUO, start_world, three_villages
from watching import Census, Purse, check, watch

from model.drivers import DRIVERS
from model.ledger import whole_fen
from model.phases import dates
from model.phases.assembly import branch_function, deliberate, standing
from model.phases.dates import appoint, grade_members, replace_secretaries, succeed
from model.phases.economy import ability, earn, reinvest_and_divide, run_projects, scale_of_projects
from model.phases.hours import demand_for_hours, grow_fidelity, hours_available
from model.phases.moves import change_work, jobs_at_home, most_leavers, recruit_members
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, MOBILISATION, PAPERWORK, PUBLIC_ROLE
from model.programmes import chance_of_copying
from model.settings import Programme, Rollout
from model.tables import (
    AWAY,
    COMMITTEE,
    CONTRACT,
    GRID_WORKER,
    LED,
    LOCAL_WAGE,
    MEMBER,
    NO_WORK,
    ONLINE,
    PAIRED,
    RESIDENT,
    SECRETARY,
    STARTED,
)  # fmt: skip
from model.world import World

RAISED = {
    "meeting_reach": 0.6, "meeting_draw": 1.3, "branch_support": 0.2, "concentration": 1.0, "clan_bodies": 0.2,
    "guidance": 0.5, "codified": 0.5, "protocol_hours": 0.6, "coordination": 0.5, "showing": 0.6,
    "secretary_ability": 1.0, "secretary_leaving": 2.0, "attraction": 0.5, "bench": 0.8, "recruits": 2.0,
    "expelling": 0.5, "cadre_hours": 20.0, "needs_quorum": 0.5, "project_pace": 0.8, "household_spill": 1.5,
    "own_drive": 0.2, "contract_lift": 0.1, "online_lift": 0.1, "product_lift": 0.1, "start_lift": 0.2,
    "led_lift": 0.1, "pair_lift": 0.1, "hardship_aid": 2000.0, "jobs": 0.1, "homecoming": 1.0,
    "emergency_response": 0.5,
}  # fmt: skip
"""Every driver told of here, pushed well away from its neutral value."""
FUNDED = (*STATUS_QUO, Programme(policy="household_linkage"), Programme(policy="development_fund"))
EVERY_LIFT = CONTRACT | STARTED | PAIRED | LED | ONLINE

Act = Callable[[World], None]


@pytest.fixture(scope="module")
def lived() -> World:
    """Return a county with linkage and project capital on the first dekad of a month; nobody may step it."""
    world = start_world(three_villages(years=5, programmes=FUNDED, coupled=False), 1, 18)
    world.tick.open_requests = np.flatnonzero(world.requests.open)
    return world


def moved(world: World, act: Act | None = None, **drivers: float) -> World:
    """Return a copy with some drivers set by hand in every village, after ``act`` if there is one."""
    twin = world.clone()
    twin.tick = world.tick
    twin.drivers |= {name: np.full(len(world.villages), float(value)) for name, value in drivers.items()}
    if act:
        act(twin)
    return twin


def held(world: World, where: object = slice(None), **drivers: float) -> World:
    """Return the world with drivers held at these values in some villages, whatever programmes push."""

    def hold(_: object) -> None:
        for name, value in drivers.items():
            world.drivers[name] = world.drivers[name].copy()
            world.drivers[name][where] = value

    watch(world, hold, lambda _: None)
    return world


def in_everything(world: World) -> World:
    """Return a copy in which every household is in every programme and an emergency is under way."""
    twin = world.clone()
    twin.households.joined = EVERY_LIFT
    twin.villages.emergency = 0.5
    return twin


def chief(world: World) -> np.ndarray:
    return world.villages.secretary


def test_every_driver_told_of_here_is_moved_within_its_bounds():
    assert all(DRIVERS[name].low <= value <= DRIVERS[name].high for name, value in RAISED.items())
    assert all(value != DRIVERS[name].neutral for name, value in RAISED.items())


def test_neutral_drivers_change_nothing_bit_for_bit(lived):
    neutral = {name: DRIVERS[name].neutral for name in RAISED}
    plain, same = in_everything(lived), held(in_everything(lived), **neutral)
    for world in (plain, same):
        world.villages.emergency = 0.0
        for _ in range(24):
            world.step()
    assert differing(snapshot(plain), snapshot(same)) == []


def test_drivers_of_one_village_leave_other_townships_alone_bit_for_bit(lived):
    here, far = lived.village_ids[0], lived.village_ids[2]
    plain, other = in_everything(lived), held(in_everything(lived), 0, **RAISED)
    for world in (plain, other):
        for _ in range(24):
            world.step()
    assert differing(village_state(plain, far), village_state(other, far)) == []
    touched = differing(village_state(plain, here), village_state(other, here))
    assert {"people.role", "people.trust_village", "households.business_income", "villages.turnout"} <= set(touched)


def test_the_invariants_hold_with_every_driver_raised(lived):
    world = held(in_everything(lived), **RAISED)
    world.villages.joint = [0, 0, -1]
    census, purse = Census(world), Purse(world)
    for _ in range(40):
        world.step()
        census.check()
        purse.check()
        check(world)


# --- Branches ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("driver", [{"meeting_reach": 0.9}, {"meeting_draw": 1.2}])
def test_more_members_attend_from_afar_or_at_home(lived, driver):
    plain, other = moved(lived, deliberate), moved(lived, deliberate, **driver)
    assert (other.villages.turnout >= plain.villages.turnout).all()
    assert other.villages.turnout.sum() > plain.villages.turnout.sum()


def test_every_member_away_attends_where_the_reach_is_full(lived):
    other = moved(lived, deliberate, meeting_reach=1.0, meeting_draw=0.0)
    away = ((other.people.role & MEMBER) > 0) & (other.people.status == AWAY)
    home = ((other.people.role & MEMBER) > 0) & (other.people.status == RESIDENT)
    expected = other.by_village(home) + other.b.organisation.absent_counted * other.by_village(away)
    assert other.villages.turnout == pytest.approx(other.by_village(away) / np.maximum(expected, 1.0))


def test_support_holds_a_branch_up_but_never_above_full(lived):
    quorum = np.ones(3, dtype=bool)
    plain = branch_function(lived, quorum)
    assert branch_function(moved(lived, branch_support=0.1), quorum) == pytest.approx(plain + 0.1)
    assert (branch_function(moved(lived, branch_support=0.5), quorum) <= 1.0).all()


@pytest.mark.parametrize(("focus", "sign"), [(1.0, 1), (0.2, -1)])
def test_posts_in_one_hand_lift_a_good_lead_and_pull_down_a_poor_one(lived, focus, sign):
    def lead(world: World) -> None:
        world.people.focus[chief(world)], world.people.effort[chief(world)] = focus, 0.9

    without = np.zeros(3, dtype=bool)
    plain, other = (branch_function(moved(lived, lead, concentration=share), without) for share in (0.0, 1.0))
    b = lived.b.organisation
    assert (np.sign(other - plain) == sign).all()
    assert other == pytest.approx(plain * (1.0 + b.concentration * (focus * 0.9 - b.lead_usual)))


def test_filed_clan_bodies_no_longer_weaken_the_branch(lived):
    plain, other = standing(lived), standing(moved(lived, clan_bodies=0.0))
    assert other == pytest.approx(plain + lived.b.organisation.clan_weight * lived.villages.clan_bodies)


# --- Secretaries and members -------------------------------------------------------------------------------------


def test_ability_is_lent_to_the_secretary_who_is_there(lived):
    def vacant(world: World) -> None:
        world.villages.secretary[1] = -1

    plain, other = ability(moved(lived, vacant)), ability(moved(lived, vacant, secretary_ability=0.5))
    assert other - plain == pytest.approx([0.5, 0.0, 0.5])
    assert plain[1] == -1.0


def test_fewer_secretaries_step_down_and_the_same_ones_first(lived, monkeypatch):
    left = {}
    for ratio in (0.2, 1.0, 3.0):
        world, gone = moved(lived, secretary_leaving=ratio), set()
        monkeypatch.setattr(dates, "succeed", lambda world, village, gone=gone: gone.add((world.now, village)))
        for _ in range(60):
            world.now += 36
            replace_secretaries(world)
        left[ratio] = gone
    assert left[0.2] < left[1.0] < left[3.0]


def test_a_post_that_attracts_goes_to_the_ablest_of_the_committee(lived):
    def chosen(world: World) -> float:
        hits = 0
        for _ in range(40):
            world.now += 1
            appoint(world, 0, 0.7)
            hits += world.people.ability[chief(world)[0]] == ablest
        return hits / 40

    here = lived.villagers(0)
    stands = here[((lived.people.role[here] & COMMITTEE) > 0) & (lived.people.status[here] == RESIDENT)]

    def alike(world: World) -> None:
        world.people.ability[stands] = 0.2 * np.arange(len(stands))

    ablest = 0.2 * (len(stands) - 1)
    assert chosen(moved(lived, alike)) < 0.8
    assert chosen(moved(lived, alike, attraction=1.0)) == 1.0


def young_star(world: World) -> int:
    """Make one young resident of the first village without a post by far the ablest; return the row."""
    people, here = world.people, world.villagers(0)
    age = world.age(here)
    free = (people.status[here] == RESIDENT) & ((people.role[here] & (SECRETARY | COMMITTEE | GRID_WORKER)) == 0)
    row = int(here[free & (age >= 25) & (age < 45)][0])
    people.ability[row], people.born[row] = 5.0, world.now - 36 * 30
    return row


def test_a_successor_from_the_bench_stands_beside_the_committee(lived):
    plain, other = moved(lived), moved(lived, bench=1.0)
    for world in (plain, other):
        star = young_star(world)
        appoint(world, 0, 0.7)
    assert chief(plain)[0] != star
    assert chief(other)[0] == star
    assert (other.people.role[star] & (SECRETARY | COMMITTEE | MEMBER)) == (SECRETARY | COMMITTEE | MEMBER)


def test_whoever_steps_down_does_not_come_back_from_the_bench(lived):
    world = moved(lived, bench=1.0)
    leaver = chief(world)[0]
    world.people.ability[leaver], world.people.born[leaver] = 5.0, world.now - 36 * 30
    succeed(world, 0)
    assert chief(world)[0] not in (leaver, -1)


def test_a_bench_half_filled_helps_in_about_half_of_the_years(lived):
    world, found = moved(lived, bench=0.5), 0
    star = young_star(world)
    role = world.people.role.copy()
    for _ in range(60):
        world.now += 1
        world.people.role[:] = role
        appoint(world, 0, 0.7)
        found += chief(world)[0] == star
    assert 18 <= found <= 42


def members(world: World) -> set[int]:
    return set(np.flatnonzero((world.people.role & MEMBER) > 0).tolist())


def test_a_drive_recruits_that_many_more_the_young_first(lived):
    plain, other = moved(lived, recruit_members), moved(lived, recruit_members, recruits=2.0)
    assert members(lived) <= members(plain) < members(other)
    more = np.array(sorted(members(other) - members(plain)))
    assert np.array_equal(np.bincount(other.people.village[more], minlength=3), [2, 2, 2])
    assert (other.age(more) < other.b.organisation.recruit_young).all()
    assert (other.people.hours[more] >= other.b.organisation.member_hours).all()


def test_where_the_young_run_out_a_drive_takes_older_ones(lived):
    def aged(world: World) -> None:
        world.people.born = np.minimum(world.people.born, world.now - 36 * 36)
        recruit_members(world)

    plain, other = moved(lived, aged), moved(lived, aged, recruits=2.0)
    more = np.array(sorted(members(other) - members(plain)))
    assert len(more) == 6
    assert (other.age(more) >= other.b.organisation.recruit_young).all()


def test_part_of_a_recruit_a_year_comes_in_part_of_the_years(lived):
    drawn = []
    for year in range(40):
        world = moved(lived, recruits=0.5)
        world.now += 36 * year
        more = len(members(moved(world, recruit_members))) - len(members(moved(world, recruit_members, recruits=0.0)))
        drawn.append(more)
    assert set(drawn) <= {0, 1, 2, 3}
    assert 40 <= sum(drawn) <= 80


def in_post(world: World) -> set[int]:
    return set(np.flatnonzero((world.people.role & (SECRETARY | COMMITTEE | GRID_WORKER)) > 0).tolist())


def unqualified(world: World) -> None:
    """Let every member end the year with the lowest grade, those in post among them."""
    rows = np.flatnonzero((world.people.role & MEMBER) > 0)
    world.people.lately[rows] = world.people.effort[rows] = world.people.pioneer[rows] = 0.0


def test_the_unqualified_without_a_post_leave_the_party_and_lose_their_links(lived):
    def graded(world: World) -> None:
        unqualified(world)
        grade_members(world)

    some, most, every = (moved(lived, graded, expelling=chance) for chance in (0.3, 0.6, 1.0))
    out = [members(lived) - members(world) for world in (some, most, every)]
    assert set() < out[0] < out[1] < out[2]
    people, gone = every.people, np.array(sorted(out[2]))
    assert not (lived.people.role[gone] & (SECRETARY | COMMITTEE | GRID_WORKER)).any()
    kept = np.array(sorted(members(every)))
    assert ((people.role[kept] & (SECRETARY | COMMITTEE | GRID_WORKER)) > 0)[people.grade[kept] == 0].all()
    without = gone[people.role[gone] == 0]
    assert not people.hours[without].any()
    assert np.isin(lived.households.linked, without).any()
    assert not np.isin(every.households.linked, without).any()
    assert members(moved(lived, graded)) == members(lived)


def test_the_warned_and_the_qualified_stay_members(lived):
    world = moved(lived, expelling=1.0)
    world.people.lately[:], world.people.effort[:] = 0.0, 0.55
    grade_members(world)
    free = np.array(sorted(members(lived) - in_post(lived)))
    assert {1, 2} <= set(world.people.grade[free].tolist())
    assert members(lived) - members(world) == set(free[world.people.grade[free] == 0])


def test_whoever_was_put_out_is_not_taken_in_again(lived):
    world = moved(lived, unqualified, expelling=1.0)
    grade_members(world)
    out = members(lived) - members(world)
    world.drivers["recruits"] = np.full(3, 10.0)
    world.people.norm[sorted(out)] = 1.0
    recruit_members(world)
    assert members(world) - members(lived)
    assert not members(world) & out


# --- Hours and fidelity ------------------------------------------------------------------------------------------


def test_paid_hours_are_added_to_cadres_alone_and_ask_for_no_more_paperwork(lived):
    plain, other = moved(lived), moved(lived, cadre_hours=10.0)
    before, after = hours_available(plain), hours_available(other)
    people, rows = lived.people, lived.tick.workers[lived.tick.worker_class == CADRE]
    worth = np.bincount(people.village[rows], plain.people.effort[rows] * people.health[rows], 3)
    assert (after - before)[:, CADRE] == pytest.approx(10.0 * worth)
    assert np.array_equal(after[:, 1:], before[:, 1:])
    asked = [demand_for_hours(world, {}) for world in (plain, other)]
    assert np.array_equal(*asked)


def test_merged_forms_shrink_the_paperwork_of_programmes_alone(lived):
    needs = {"household_linkage": lived.tick.needs["household_linkage"]}
    plain, other, own = (
        demand_for_hours(moved(lived, coordination=share), asked)
        for share, asked in ((0.0, needs), (0.5, needs), (0.0, {}))
    )
    asked = sum(hours for (_, task), hours in needs["household_linkage"].hours.items() if task == PAPERWORK)
    assert (asked > 0).all()
    assert (other[:, :, PAPERWORK].sum(axis=1) < plain[:, :, PAPERWORK].sum(axis=1)).all()
    assert np.array_equal(other[:, :, 1:], plain[:, :, 1:])
    assert np.array_equal(demand_for_hours(moved(lived, coordination=0.5), {}), own)


def fidelity(world: World) -> np.ndarray:
    return world.programmes["household_linkage"].fidelity


def scarce(world: World) -> None:
    """Let hours be scarce and the second village have copied linkage, then let fidelity grow."""
    state = world.programmes["household_linkage"]
    state.hours_share[:], state.copied[1] = 0.4, True
    grow_fidelity(world)


@pytest.mark.parametrize(
    ("driver", "value", "better"),
    [
        ("guidance", 0.6, [True, False, True]),
        ("codified", 0.6, [False, True, False]),
        ("protocol_hours", 0.5, [True, True, True]),
    ],
)
def test_guidance_writing_down_and_lean_protocols_raise_fidelity_where_they_reach(lived, driver, value, better):
    plain, other = moved(lived, scarce), moved(lived, scarce, **{driver: value})
    assert np.array_equal(fidelity(other) > fidelity(plain), better)
    assert np.array_equal(fidelity(other) == fidelity(plain), ~np.array(better))


def shown_in_one(**driver: object) -> World:
    """Return the county after a year in which one village shows linkage and is paid more, ``driver`` held there."""
    names = [item.id for item in three_villages().population.villages]
    here = Rollout(villages=(names[0],))
    mix = tuple(Programme(policy=name, where=here) for name in ("household_linkage", "secretary_pay"))
    world = start_world(three_villages(years=2, programmes=(*STATUS_QUO, *mix)))
    held(world, driver.pop("where", slice(None)), **driver)
    for _ in range(37):
        world.step()
    return world


def test_what_is_shown_is_copied_within_the_township_without_being_paid_for():
    shown, alone, elsewhere = shown_in_one(showing=0.9), shown_in_one(), shown_in_one(where=2, showing=0.9)
    state = shown.programmes["household_linkage"]
    assert state.in_force.tolist() == [True, True, False]
    assert state.copied.tolist() == [False, True, False]
    assert (shown.households.linked[shown.households.village == 1] >= 0).any()
    assert shown.programmes["secretary_pay"].in_force.tolist() == [True, False, False]
    for world in (alone, elsewhere):
        assert world.programmes["household_linkage"].in_force.tolist() == [True, False, False]


def test_copying_and_showing_come_together_as_chances(lived):
    shows = np.array([True, False, False])
    other = moved(lived)
    other.drivers["showing"] = np.array([0.4, 0.9, 0.9])
    found = chance_of_copying(other, shows, 0.3)
    assert found == pytest.approx([1 - (0.7 * 0.6) ** 0.25, 1 - (0.7 * 0.6) ** 0.25, 1 - 0.7**0.25])
    assert (chance_of_copying(lived, shows, 0.3) == 1.0 - (1.0 - 0.3) ** 0.25).all()


# --- Projects and income -----------------------------------------------------------------------------------------


def income(world: World, account: str = "project_income") -> np.ndarray:
    return -world.ledger.of(account)


def gained(lived: World, **drivers: float) -> np.ndarray:
    """Return what projects earn in one dekad; the last meeting of the second village had no quorum."""

    def run(world: World) -> None:
        world.villages.quorum = [True, False, True]
        run_projects(world)

    return income(moved(lived, run, **drivers)) - income(lived)


def test_pace_and_waiting_for_a_quorum_scale_what_projects_earn(lived):
    plain = gained(lived)
    assert (plain > 0).all()
    assert gained(lived, project_pace=0.5) == pytest.approx(0.5 * plain, abs=1)
    assert gained(lived, needs_quorum=0.4) == pytest.approx(plain * [1.0, 0.6, 1.0], abs=1)
    assert gained(lived, needs_quorum=0.4)[[0, 2]].tolist() == plain[[0, 2]].tolist()


def test_more_of_what_projects_earn_is_passed_on_to_households(lived):
    once, twice = (moved(lived, run_projects, household_spill=ratio) for ratio in (1.0, 2.0))
    gain = [world.households.wage_income - lived.households.wage_income for world in (once, twice)]
    assert gain[0].sum() > 0
    assert gain[1] == pytest.approx(2.0 * gain[0])
    assert np.array_equal(income(once), income(twice))


def test_own_drive_puts_more_of_what_was_earned_into_projects(lived):
    def rich(world: World) -> None:
        world.ledger.post("cash", "operating_income", whole_fen(np.full(3, 500_000.0)))
        reinvest_and_divide(world)

    plain, other = moved(lived, rich), moved(lived, rich, own_drive=0.3)
    most = moved(lived, rich, own_drive=0.5, secretary_ability=2.0)
    assert (other.ledger.of("capital") > plain.ledger.of("capital")).all()
    assert (most.ledger.of("capital") >= other.ledger.of("capital")).all()


def test_pooled_villages_gain_scale_the_less_capital_they_bring_the_more(lived):
    world, b = moved(lived), lived.b.economy
    world.villages.joint = [0, 0, -1]
    gain = (scale_of_projects(world, np.array([100.0, 300.0, 400.0])) - 1.0) / b.joint_scale
    assert gain == pytest.approx([0.75, 0.25, 0.0])
    world.villages.joint = 1
    assert scale_of_projects(world, np.zeros(3)) == pytest.approx(1.0 + b.joint_scale * 2 / 3)
    assert (scale_of_projects(world, np.array([0.0, 5.0, 0.0])) == 1.0 + b.joint_scale * np.array([1, 0, 1])).all()
    world.villages.joint = -1
    assert (scale_of_projects(world, np.ones(3)) == 1.0).all()


def earned(lived: World, joined: int = 0, emergency: float = 0.0, **drivers: float) -> dict[str, np.ndarray]:
    """Return what every household earns in one dekad; every other household has joined, and is in a cooperative."""

    def work(world: World) -> None:
        homes = world.households
        homes.joined[::2], homes.member[::2] = joined, True
        world.villages.emergency = emergency
        before = {name: getattr(homes, name).copy() for name in SOURCES}
        earn(world)
        found.update({name: getattr(homes, name) - before[name] for name in SOURCES})
        found["cooperative"] = world.villages.cooperative_gain - lived.villages.cooperative_gain

    found: dict[str, np.ndarray] = {}
    moved(lived, work, cooperative=1.0, **drivers)
    return found


SOURCES = ("wage_income", "business_income", "transfer_income")
LIFTS = {
    "contract_lift": CONTRACT,
    "online_lift": ONLINE,
    "start_lift": STARTED,
    "led_lift": LED,
    "pair_lift": PAIRED,
}


@pytest.mark.parametrize("driver", LIFTS)
def test_a_lift_raises_the_business_of_households_that_joined_and_of_nobody_else(lived, driver):
    plain, other = earned(lived, LIFTS[driver]), earned(lived, LIFTS[driver], **{driver: 0.2})
    paid = 1.2 if driver == "pair_lift" else 1.0
    assert plain["business_income"][::2].sum() > 0
    assert plain["wage_income"][::2].sum() > 0
    assert other["business_income"][::2] == pytest.approx(1.2 * plain["business_income"][::2], abs=1e-6)
    assert other["wage_income"][::2] == pytest.approx(paid * plain["wage_income"][::2], abs=1e-6)
    for name in SOURCES:
        assert np.array_equal(other[name][1::2], plain[name][1::2])
    assert (plain["cooperative"] > 0).all()
    assert np.array_equal(other["cooperative"], plain["cooperative"])
    unjoined = earned(lived, EVERY_LIFT & ~LIFTS[driver], **{driver: 0.2})
    assert np.array_equal(unjoined["business_income"], plain["business_income"])


def test_lifts_add_up_and_a_product_lifts_whoever_has_land(lived):
    def landless(world: World) -> None:
        world.households.land[:10] = 0.0

    world = moved(lived, landless)
    plain = earned(world)["business_income"]
    both = earned(world, EVERY_LIFT, contract_lift=0.1, led_lift=0.2, product_lift=-0.05)["business_income"]
    ratio = np.where(np.arange(len(plain)) % 2 == 0, 1.3, 1.0) - 0.05 * (world.households.land > 0)
    assert both == pytest.approx(ratio * plain, abs=1e-6)
    assert (plain[:10] > 0).any()


def test_relief_reaches_households_in_hardship_where_somebody_lives(lived):
    def emptied(world: World) -> None:
        world.households.residents[np.flatnonzero(world.households.hardship)[0]] = 0

    world = moved(lived, emptied)
    gain = earned(world, hardship_aid=3600.0)["transfer_income"] - earned(world)["transfer_income"]
    homes = world.households
    due = homes.hardship & (homes.residents > 0)
    assert 0 < due.sum() < homes.hardship.sum()
    assert gain == pytest.approx(100.0 * due, abs=1e-6)


@pytest.mark.parametrize("response", [0.0, 0.5])
def test_an_emergency_takes_work_at_home_unless_it_is_warded_off(lived, response):
    plain = earned(lived)
    hit = earned(lived, emergency=0.8, emergency_response=response)
    left = 1.0 - lived.b.economy.emergency_loss * 0.8 * (1.0 - response)
    for name in ("wage_income", "business_income"):
        assert hit[name] == pytest.approx(left * plain[name], abs=1e-6)
    assert np.array_equal(hit["transfer_income"], plain["transfer_income"])
    assert np.array_equal(earned(lived, emergency_response=0.9)["business_income"], plain["business_income"])


def test_an_emergency_calls_out_everybody_in_post(lived):
    def struck(world: World) -> None:
        world.villages.emergency = [1.0, 0.0, 0.5]

    b = lived.b.hours
    plain = demand_for_hours(lived, {})
    asked = demand_for_hours(moved(lived, struck), {}) - plain
    warded = demand_for_hours(moved(lived, struck, emergency_response=0.5), {}) - plain
    rows = lived.tick.workers
    each = {CADRE: b.emergency_hours, GRID_ROLE: b.emergency_hours, MEMBER_ROLE: b.emergency_member_hours}
    for role, hours in each.items():
        posts = np.bincount(lived.people.village[rows[lived.tick.worker_class == role]], minlength=3)
        assert (posts > 0).all()
        assert asked[:, role, MOBILISATION] == pytest.approx(hours * posts * [1.0, 0.0, 0.5])
        assert warded[:, role, MOBILISATION] == pytest.approx(0.5 * hours * posts * [1.0, 0.0, 0.5])
    assert not asked[:, PUBLIC_ROLE].any()
    assert not asked[1].any()


# --- Moves -------------------------------------------------------------------------------------------------------


def moves(lived: World, **drivers: float) -> tuple[np.ndarray, np.ndarray]:
    """Return who leaves and who comes home within the next months, by places among today's people."""
    everybody, leaves, comes = len(lived.people), set(), set()
    world = held(lived.clone(), **drivers)
    world.step()
    going = np.flatnonzero(world.intents["moves"][:everybody])
    leaves |= set(going[lived.people.status[going] == RESIDENT].tolist())
    comes |= set(going[lived.people.status[going] == AWAY].tolist())
    return leaves, comes


@pytest.fixture(scope="module")
def restless() -> World:
    """Return a county in which many leave and many come home."""
    much = {"migration.leave": -3.0, "migration.back": -3.0}
    return start_world(three_villages(years=2, behaviour=much), 1, 18)


def test_jobs_keep_people_home_and_draw_others_back(restless):
    leaves, comes = moves(restless)
    fewer, more = moves(restless, jobs=0.3)
    assert fewer < leaves
    assert comes < more


def test_a_call_home_draws_the_away_and_holds_nobody(restless):
    leaves, comes = moves(restless)
    same, more = moves(restless, homecoming=1.0)
    assert same == leaves
    assert comes < more


def test_jobs_stay_a_share_and_hire_those_who_come_home(restless):
    assert (jobs_at_home(moved(restless, jobs=0.5)) == np.minimum(restless.villages.jobs + 0.5, 1.0)).all()
    assert (jobs_at_home(moved(restless, jobs=-0.2)) == np.maximum(restless.villages.jobs - 0.2, 0.0)).all()
    assert most_leavers(moved(restless, jobs=0.5)) < most_leavers(restless)
    few, many = held(restless.clone(), homecoming=2.0), held(restless.clone(), homecoming=2.0, jobs=0.5)
    for world in (few, many):
        world.step()
    away = np.flatnonzero(restless.people.status == AWAY)
    back = away[(few.people.status[away] == RESIDENT) & (many.people.status[away] == RESIDENT)]
    paid = [set(back[world.people.occupation[back] == LOCAL_WAGE].tolist()) for world in (few, many)]
    assert paid[0] < paid[1]


def test_school_leavers_find_the_jobs_that_were_added(lived):
    def leave_school(world: World) -> None:
        people = world.people
        people.born[pupils], people.occupation[pupils] = world.now - 36 * 20, NO_WORK
        change_work(world)

    pupils = np.flatnonzero((lived.people.status == RESIDENT) & (lived.people.role == 0))[:60]
    few, many = moved(lived, leave_school), moved(lived, leave_school, jobs=0.4)
    paid = [set(np.flatnonzero(world.people.occupation[pupils] == LOCAL_WAGE).tolist()) for world in (few, many)]
    assert paid[0] < paid[1]
