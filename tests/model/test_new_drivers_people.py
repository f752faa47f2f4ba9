"""Drivers of disputes, requests, participation and opinion: what each moves, whom it leaves alone, and common luck."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from snapshots import differing, village_state
from strategies import WEST, county_of, start_world, village
from watching import watch

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Array, Mask
from model.phases.arising import (
    COMMONS,
    PREVENTED_BY,
    PREVENTION,
    chance_of_need,
    chance_of_quarrel,
    most_needs,
    most_quarrels,
)
from model.phases.contact import lean_to_red
from model.phases.disputes import PRIVATE
from model.phases.requests import hands, since
from model.policies.base import MEMBER_ROLE, PUBLIC_ROLE, REQUEST_WORK
from model.primitives import group_sum
from model.schedule import Phase
from model.tables import GREEN, LINK, OPEN, RED, RESIDENT, SETTLED, TOWNSHIP
from model.world import World

RAISED = {
    "quarrels_private": 2.0, "quarrels_commons": 2.0, "quarrels_village": 2.0, "reports": 0.5, "red_first": 1.0,
    "private_mediation": 2.0, "rights_mediation": 2.0, "learning": 3.0, "legal_teaching": 0.36, "needs": 0.5,
    "hardship_finding": 0.8, "helping_hours": 50.0, "volunteer_use": 1.0, "near_service": 1.0, "township_service": 4.0,
    "ease": 1.0, "norm_teaching": 0.2, "publicity": 0.3, "esteem": 0.2,
}  # fmt: skip
LIVELY = {"disputes.base": 0.005, "requests.arise": 0.05}


@cache
def burned() -> World:
    """Return a county of many quarrels and needs, on the last dekad of a month, with one red grid a village.

    Nobody may step it.
    """
    villages = (
        village("上坂村", 250, grid_workers=3), village("下洋村", 220, grid_workers=2),
        village("石门村", 240, township=WEST, grid_workers=3),
    )  # fmt: skip
    world = start_world(county_of(*villages, years=3, coupled=False, behaviour=LIVELY), 1, DEKADS_A_YEAR + 11)
    first = np.searchsorted(world.grids.village, np.arange(len(world.villages)))
    world.grids.colour = GREEN
    world.grids.colour[first] = RED
    world.villages.platform = 0.9
    return world


@cache
def troubled() -> World:
    """Return that county a month later, after a month of far more quarrels and needs; nobody may step it."""
    return held(DEKADS_A_MONTH, behaviour={"disputes.base": 0.3, "requests.arise": 0.2})


def held(
    dekads: int = 1,
    *,
    before: World | None = None,
    where: int | None = None,
    emergency: float = 0.0,
    patrol: float = 0.0,
    behaviour: dict[str, float] | None = None,
    **drivers: float,
) -> World:
    """Return what becomes of a county when drivers are held at these values, in one village or in all.

    ``patrol`` is the chance that patrols find a dispute, everywhere; ``behaviour`` may lie beyond its bounds.
    """
    world = (before or burned()).clone()
    world.b = SimpleNamespace(**{name: SimpleNamespace(**vars(group)) for name, group in vars(world.b).items()})
    for key, value in (behaviour or {}).items():
        group, _, name = key.partition(".")
        assert hasattr(getattr(world.b, group), name), key
        setattr(getattr(world.b, group), name, value)
    chosen = np.isin(np.arange(len(world.villages)), range(len(world.villages)) if where is None else where)

    def hold(phase: Phase) -> None:
        if phase.name == "calendar" and emergency:
            world.villages.emergency[chosen] = emergency
        if phase.name in ("calendar", "grant_hours"):
            world.drivers["patrol_finding"][:] = patrol
            for name, value in drivers.items():
                world.drivers[name] = np.where(chosen, value, world.drivers[name])

    watch(world, lambda phase: None, hold)
    for _ in range(dekads):
        world.step()
    # A clone must step itself, not the world that was watched.
    del world.do
    return world


def only_more(before: Mask, after: Mask) -> bool:
    """Return whether all that happened happens still, and something more."""
    return not (before & ~after).any() and bool((after & ~before).any())


def just(world: World, table: str, column: str) -> Mask:
    """Return in which rows a dekad was noted down in the dekad just lived."""
    moment: Array = getattr(getattr(world, table), column)
    return moment == world.now - 1


def in_red(world: World, people: Array) -> Mask:
    red: Mask = world.grids.colour[world.households.grid[world.people.household[people]]] == RED
    return red


@pytest.mark.parametrize("driver", RAISED)
def test_a_driver_raised_in_one_village_moves_it_and_no_bit_of_a_village_elsewhere(driver):
    plain, raised = held(15, patrol=0.3), held(15, patrol=0.3, where=0, **{driver: RAISED[driver]})
    here, _, elsewhere = plain.village_ids
    assert differing(village_state(plain, elsewhere), village_state(raised, elsewhere)) == []
    assert differing(village_state(plain, here), village_state(raised, here), [f"driver.{driver}"]) != []


def test_an_emergency_in_one_village_moves_it_and_no_bit_of_a_village_elsewhere():
    plain, struck = held(9), held(9, where=0, emergency=0.5)
    here, _, elsewhere = plain.village_ids
    assert differing(village_state(plain, elsewhere), village_state(struck, elsewhere)) == []
    assert {"people.takes_part", "requests.key"} <= set(
        differing(village_state(plain, here), village_state(struck, here))
    )


def new_disputes(number: int, ratio: float) -> tuple[set[tuple], set[tuple]]:
    """Return the disputes of a lively dekad, those that one driver prevents and all others, by all that they are."""
    world = held(behaviour={"disputes.base": 0.2}, **{PREVENTION[number]: ratio})
    disputes, new = world.disputes, np.flatnonzero(just(world, "disputes", "arose"))
    columns = ("key", "person", "other", "kind", "severity", "ties", "cross_clan")
    rows = list(zip(*(getattr(disputes, name)[new].tolist() for name in columns), strict=True))
    own = PREVENTED_BY[disputes.kind[new]] == number
    return {row for row, mine in zip(rows, own, strict=True) if mine}, {
        row for row, mine in zip(rows, own, strict=True) if not mine
    }


@pytest.mark.parametrize("number", range(len(PREVENTION)), ids=PREVENTION)
def test_prevention_takes_disputes_of_its_kinds_away_and_leaves_every_other_one_the_same(number):
    (fewest, others), (fewer, same), (usual, those), (more, again) = (
        new_disputes(number, ratio) for ratio in (0.3, 0.6, 1.0, 2.0)
    )
    assert fewest < fewer < usual < more
    assert others == same == those == again
    assert len(others) > 20


def test_half_the_disputes_arise_at_half_the_ratio():
    half, usual, twice = (len(new_disputes(0, ratio)[0]) for ratio in (0.5, 1.0, 2.0))
    assert usual > 40
    assert 0.4 < half / usual < 0.65
    assert 1.5 < twice / usual < 2.2


@pytest.mark.parametrize("ratios", [(2.0, 1.0, 1.0), (0.3, 0.3, 2.0), (0.3, 0.3, 0.3)])
def test_nobody_is_likelier_to_quarrel_or_to_need_something_than_the_bound(ratios):
    world = held(emergency=0.8, needs=2.0, **dict(zip(PREVENTION, ratios, strict=True)))
    everybody = np.arange(len(world.people))
    assert 0.3 * most_quarrels(world) < chance_of_quarrel(world, everybody).max() <= most_quarrels(world)
    assert chance_of_need(world, everybody).max() == most_needs(world)


def test_neighbours_report_breaches_that_can_be_seen_and_nothing_else():
    plain, told = held(before=troubled()), held(before=troubled(), reports=0.5)
    seen = COMMONS[plain.disputes.kind]
    before, after = plain.intents["found"], told.intents["found"]
    assert only_more(before[seen], after[seen])
    assert np.array_equal(before[~seen], after[~seen])


def test_patrols_moved_to_red_grids_find_more_there_and_less_elsewhere():
    even, moved = held(before=troubled(), patrol=0.4), held(before=troubled(), patrol=0.4, red_first=1.0)
    red = in_red(troubled(), even.disputes.person)
    assert only_more(even.intents["found"][red], moved.intents["found"][red])
    assert only_more(moved.intents["found"][~red], even.intents["found"][~red])


def test_moving_patrols_makes_no_more_of_them_and_needs_grids_of_both_colours():
    world = burned().clone()
    world.drivers["red_first"] = np.array([0.8, 0.8, 0.8])
    world.grids.colour = np.where(world.grids.village == 0, RED, GREEN)
    world.grids.colour[np.flatnonzero(world.grids.village == 2)[0]] = RED
    grid, home = world.households.grid, world.households.village
    patrol = lean_to_red(world, np.full(len(grid), 0.2), grid)
    assert (patrol[home < 2] == 0.2).all()
    red = (home == 2) & (world.grids.colour[grid] == RED)
    assert patrol[red] == pytest.approx(0.36)
    assert (patrol[(home == 2) & ~red] < 0.2).all()
    assert group_sum(home, patrol, 3) == pytest.approx(0.2 * group_sum(home, np.ones(len(home)), 3), rel=1e-12)
    assert lean_to_red(world, np.full(len(grid), 0.9), grid).max() == 0.9


def test_requests_of_red_grids_move_up_the_line():
    world = troubled().clone()
    rows = np.flatnonzero(world.requests.known >= 0)
    red = in_red(world, world.requests.person[rows])
    world.drivers["red_first"] = np.array([0.5, 0.0, 1.0])
    before = world.requests.known[rows] - since(world, rows)
    ahead = world.b.requests.red_ahead * world.drivers["red_first"][world.requests.village[rows]]
    assert np.array_equal(before, ahead * red)
    even, moved = held(before=troubled()), held(before=troubled(), red_first=1.0)
    done = [np.bincount(in_red(w, w.requests.person[just(w, "requests", "done")]), minlength=2) for w in (even, moved)]
    assert done[1][1] > done[0][1]
    assert done[1][0] < done[0][0]


@pytest.mark.parametrize(("driver", "private"), [("private_mediation", True), ("rights_mediation", False)])
def test_mediation_by_kind_settles_more_of_its_kinds_up_to_the_village(driver, private):
    busy = {"mediation.hours_village": 0.5, "mediation.hours_township": 0.1}
    start = troubled().clone()
    start.disputes.level[::3] = TOWNSHIP
    plain, helped = (held(before=start, behaviour=busy, **{driver: logit}) for logit in (0.0, 3.0))
    before, after = ((w.disputes.state == SETTLED) & just(w, "disputes", "closed") for w in (plain, helped))
    above = np.zeros(len(plain.disputes), dtype=bool)
    above[: len(start.disputes)] = start.disputes.level >= TOWNSHIP
    own = (PRIVATE[plain.disputes.kind] == private) & ~above
    assert (own & before).any()
    assert (above & before).any()
    assert only_more(before[own], after[own])
    assert np.array_equal(before[~own], after[~own])


def test_mediators_learn_so_many_times_as_much_from_what_they_settle():
    busy = {"mediation.hours_village": 0.5}
    gains = [
        held(before=troubled(), behaviour=busy, learning=ratio).people.skill - troubled().people.skill
        for ratio in (1.0, 3.0, 0.5)
    ]
    assert (gains[0] > 0).any()
    assert gains[1] == pytest.approx(3.0 * gains[0], rel=1e-9)
    assert gains[2] == pytest.approx(0.5 * gains[0], rel=1e-9)
    most = held(before=troubled(), behaviour={**busy, "mediation.learning": 0.9}, learning=5.0)
    assert most.people.skill.max() == 1.0


def test_the_law_is_learnt_once_a_month_by_those_at_home_of_school_age_and_older():
    world = held(legal_teaching=0.36)
    people, before = world.people, burned().people.legal
    learns = (people.status == RESIDENT) & (world.now - 1 - people.born >= 14 * DEKADS_A_YEAR)
    assert 0 < learns.sum() < len(people)
    assert people.legal[learns] == pytest.approx((before + 0.03 * (1.0 - before))[learns], rel=1e-12)
    assert np.array_equal(people.legal[~learns], before[~learns])
    month, untaught = (held(DEKADS_A_MONTH, legal_teaching=taught).people.legal for taught in (0.36, 0.0))
    assert np.array_equal(month[: len(before)], people.legal)
    assert np.array_equal(untaught[: len(before)], before)


def test_needs_arise_less_or_more_often_and_are_the_same_needs():
    fewer, usual, more = (held(needs=ratio).intents["needs"] for ratio in (0.4, 1.0, 2.0))
    assert only_more(fewer, usual)
    assert only_more(usual, more)


def test_needs_of_households_in_hardship_are_found():
    plain, sought = held(before=troubled()), held(before=troubled(), hardship_finding=0.9)
    hard = plain.households.hardship[plain.people.household[plain.requests.person]]
    before, after = ((w.requests.channel == LINK) & just(w, "requests", "known") for w in (plain, sought))
    assert only_more(before[hard], after[hard])
    assert np.array_equal(plain.requests.known[~hard], sought.requests.known[~hard])


def done_by_village(world: World) -> Array:
    return np.bincount(world.requests.village[just(world, "requests", "done")], minlength=len(world.villages))


def test_helping_hours_get_more_requests_done():
    few, many, most = (done_by_village(held(before=troubled(), helping_hours=hours)) for hours in (0.0, 20.0, 90.0))
    assert (few < many).all()
    assert (many < most).all()


def test_volunteered_hours_of_last_dekad_are_led_to_requests():
    world = held()
    volunteered = world.villages.volunteered - burned().villages.volunteered
    assert volunteered.any()
    assert world.villages.volunteer_hours == pytest.approx(volunteered, rel=1e-12)
    world = troubled().clone()
    world.villages.volunteer_hours = [10.0, 15.0, 20.0]
    idle, half, led = (done_by_village(held(before=world, volunteer_use=share)) for share in (0.0, 0.5, 1.0))
    assert (idle < half).all()
    assert (half < led).all()


def test_all_who_are_granted_hours_for_requests_and_all_helpers_count():
    world = held()
    usual = hands(world)
    world.tick.given[:, MEMBER_ROLE, REQUEST_WORK] += 5.0
    world.tick.given[:, PUBLIC_ROLE, REQUEST_WORK] += 7.0
    world.drivers["helping_hours"], world.drivers["volunteer_use"] = np.array([1.0, 2.0, 3.0]), np.full(3, 0.5)
    world.villages.volunteer_hours = 8.0
    assert hands(world) - usual == pytest.approx([17.0, 18.0, 19.0], rel=1e-9)


def test_service_near_home_is_rated_higher_most_of_all_by_the_old():
    plain, near = held(before=troubled()), held(before=troubled(), near_service=0.5)
    done = just(plain, "requests", "done")
    assert np.array_equal(done, just(near, "requests", "done"))
    old = plain.now - 1 - plain.people.born[plain.requests.person[done]] >= 60 * DEKADS_A_YEAR
    assert 0 < old.sum() < len(old)
    b = plain.b.requests
    gained = near.requests.rating[done] - plain.requests.rating[done]
    assert gained == pytest.approx(0.5 * b.near_gain * np.where(old, 1.0 + b.near_elder, 1.0), rel=1e-9)
    assert np.array_equal(near.requests.rating[~done], plain.requests.rating[~done])
    full = held(before=troubled(), behaviour={"requests.near_gain": 5.0}, near_service=1.0)
    assert (full.requests.rating[done] == 1.0).all()


def test_township_and_county_work_off_requests_faster():
    def done(ratio: float) -> Mask:
        world = held(before=troubled(), behaviour={"requests.done_above": 0.2}, township_service=ratio)
        return just(world, "requests", "done") & (world.requests.level >= TOWNSHIP)

    assert only_more(done(0.5), done(1.0))
    assert only_more(done(1.0), done(3.0))
    above = held(before=troubled()).b.requests.done_above_most
    lucky = held(before=troubled(), behaviour={"requests.done_above": above})
    assert np.array_equal(done(5.0), just(lucky, "requests", "done") & (lucky.requests.level >= TOWNSHIP))


def test_more_people_at_home_take_part_where_it_is_made_easy():
    keen = {"participation.intercept": 0.0}
    plain, eased = held(behaviour=keen), held(behaviour=keen, ease=1.0)
    home = plain.people.status == RESIDENT
    before, after = plain.intents["takes_part"], eased.intents["takes_part"]
    assert only_more(before[home], after[home])
    assert before[~home].any()
    assert np.array_equal(before[~home], after[~home])


def test_an_emergency_keeps_people_from_taking_part_and_brings_needs_unless_it_is_warded_off():
    plain, struck, warded, met = (
        held(emergency=share, emergency_response=against)
        for share, against in ((0.0, 0.0), (0.9, 0.0), (0.9, 0.8), (0.9, 1.0))
    )
    for intent, first, last in (("takes_part", struck, plain), ("needs", plain, struck)):
        assert only_more(first.intents[intent], warded.intents[intent])
        assert only_more(warded.intents[intent], last.intents[intent])
        assert np.array_equal(met.intents[intent], plain.intents[intent])


@pytest.mark.parametrize(
    ("driver", "column", "speed"),
    [("norm_teaching", "norm", "norm_speed"), ("publicity", "awareness", "aware_speed")],
)
def test_what_is_taught_and_made_known_moves_where_people_are_heading(driver, column, speed):
    plain, raised = getattr(held().people, column), getattr(held(**{driver: 0.2}).people, column)
    step = 0.2 * getattr(burned().b.opinion, speed)
    room = plain + step < 1.0
    assert room.sum() > 0.8 * len(room)
    assert raised[room] == pytest.approx(plain[room] + step, rel=1e-9)


def test_esteem_is_how_villagers_see_the_village():
    plain, better, worse = (held(esteem=share).villages.performance for share in (0.0, 0.1, -0.1))
    step = 0.1 * burned().b.opinion.perform_speed
    assert better == pytest.approx(plain + step, rel=1e-9)
    assert worse == pytest.approx(plain - step, rel=1e-9)


def test_the_troubled_county_has_what_these_tests_ask_for():
    world = troubled()
    disputes, requests = world.disputes, world.requests
    unknown = (disputes.state == OPEN) & (disputes.known < 0)
    assert (unknown & COMMONS[disputes.kind]).sum() > 20
    assert (requests.open & (requests.level >= TOWNSHIP)).sum() > 10
    assert len(set(world.grids.colour.tolist())) > 1
