"""Disputes and requests that are over leave their tables, and nothing that anybody reads or counts is any different."""

from functools import cache

import numpy as np
import pytest
from snapshots import differing, same, snapshot
from strategies import BROAD, EVERYTHING, every, start_world, three_villages

from model.archive import Archive
from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Table
from model.outcomes import measure
from model.phases.retiring import disputes_over, requests_over
from model.schedule import SCHEDULE
from model.scorecard_quantities import measure as scorecard
from model.tables import BORNE, COURT, FADED, OPEN, SETTLED
from model.tallies import OF_A_QUARTER, TALLIES, add_up, by_quarter, total
from model.world import World

EVENTS = ("disputes", "requests")
LIVELY = {"disputes.base": 0.004, "disputes.petition": 0.02}
LATE = {**LIVELY, "requests.deadline": 18, "mediation.intercept": -1.0, "mediation.reopen": 0.0}
"""Late answers, hard cases and fragile settlements: stories that go on for long."""
YEARS = 7


def never_retire(world: World) -> World:
    """Let every row stay in its table for ever."""
    plain = world.do

    def do(phase, cohorts=None):
        if phase.name != "retire":
            plain(phase, cohorts)

    world.do = do
    return world


def begun(behaviour: dict[str, float]) -> World:
    world = World.build(three_villages(years=YEARS, burn_in=2, programmes=EVERYTHING, behaviour=behaviour), 1)
    world.archive = Archive()
    return world


def measured(world: World) -> dict[str, np.ndarray]:
    """Return all that is read off a world: outcomes, by village and over time, and the scorecard's quantities."""
    found = measure(world)
    parts = (found.outcomes, found.by_village, found.series, scorecard(world))
    return {f"{part} {name}": np.asarray(value) for part, held in enumerate(parts) for name, value in held.items()}


@pytest.mark.parametrize("behaviour", [LIVELY, LATE], ids=["lively", "late"])
def test_a_world_whose_rows_leave_is_the_same_to_the_last_bit(behaviour):
    world, full = begun(behaviour), never_retire(begun(behaviour))
    own = [*(f"{table}.{column.name}" for table in EVENTS for column in getattr(full, table).columns)]
    own += [*(f"tally.{name}" for name in TALLIES), *(f"record.{name}" for name in OF_A_QUARTER)]
    while world.now < world.end:
        world.step()
        full.step()
        if world.now % DEKADS_A_YEAR == 0:
            assert differing(snapshot(world), snapshot(full), but=own) == []
            if world.now > world.begin:
                assert differing(measured(world), measured(full)) == []
    for table in EVENTS:
        assert len(getattr(world, table)) < len(getattr(full, table)) / 3
        rows, kept = every(world, table), getattr(full, table)
        for column in kept.columns:
            assert same(getattr(rows, column.name), getattr(kept, column.name).copy()), f"{table}.{column.name}"


def test_the_comparison_sees_one_weight_that_is_lost():
    world = lived(3).clone()
    before = measured(world)
    world.tallies["resolved"] = world.tallies["resolved"] - np.array([1.0, 0.0, 0.0])
    assert len(differing(before, measured(world))) == 2


@cache
def lived(years: int) -> World:
    """Return a lively county after some years of its policy period; never stepped further, only cloned."""
    world = start_world(
        three_villages(years=8, burn_in=1, programmes=BROAD, behaviour=LIVELY),
        2,
        years * DEKADS_A_YEAR,
        events=True,
    )
    assert all(len(every(world, table)) > 1.5 * len(getattr(world, table)) for table in EVENTS)
    return world


@pytest.mark.parametrize("table", EVENTS)
def test_a_table_of_events_is_no_longer_after_eight_years_than_after_three(table):
    early, late = lived(3), lived(8)
    assert len(every(late, table)) > 2 * len(every(early, table))
    assert len(getattr(late, table)) <= 1.5 * len(getattr(early, table))
    assert getattr(late, table).nbytes() <= 1.5 * getattr(early, table).nbytes()


def test_every_quantity_is_a_whole_number_and_most_have_left_with_their_rows():
    world = lived(8)
    for name in TALLIES:
        found = total(world, name)
        assert np.array_equal(found, np.rint(found)), name
        assert (found >= world.tallies[name]).all(), name
    left = {name for name in TALLIES if world.tallies[name].any()}
    assert set(TALLIES) - left <= {"heard_damages", "heard_homestead", "passed_by_link"}


def test_what_is_counted_is_what_the_whole_tables_say():
    world = lived(8)
    disputes, outcomes = every(world, "disputes"), measure(world).outcomes
    cohort = disputes.take((disputes.arose >= world.begin) & (disputes.arose < world.end - DEKADS_A_QUARTER))
    days = (cohort.first_settled - cohort.arose)[cohort.first_settled >= 0]
    assert outcomes["days_to_settlement"] == 10.0 * days.sum() / len(days)
    late = disputes.take(disputes.arose >= world.end - 4 * DEKADS_A_YEAR)
    parties = np.unique(np.concatenate([late.person, late.other[late.other >= 0]]))
    adults = world.adults & world.registered
    assert len(late) < len(disputes)
    assert scorecard(world)["dispute_prevalence_4y"] == adults[parties].sum() / adults.sum()


def test_what_has_left_weighs_the_same_whenever_the_run_will_end():
    world = lived(3).clone()
    for name, tally in TALLIES.items():
        rows = every(world, tally.table)
        gone = rows.take(~np.isin(rows.key, getattr(world, tally.table).key))
        for end in (world.now, world.now + 5, world.now + 5 * DEKADS_A_YEAR):
            world.end = end
            assert np.array_equal(add_up(world, name, gone), world.tallies[name]), (name, end)


def test_what_leaves_before_the_policy_start_weighs_nothing():
    world = start_world(three_villages(burn_in=3, behaviour=LIVELY), 1, events=True)
    assert len(every(world, "disputes")) > 2 * len(world.disputes) > 0
    assert [name for name in TALLIES if world.tallies[name].any()] == []
    arisen, _ = by_quarter(world)
    assert arisen.sum() == len(every(world, "disputes"))


def test_a_clone_taken_after_rows_have_left_lives_on_the_same_and_leaves_the_original_alone():
    world = lived(3).clone()
    before, rows = snapshot(world), {table: len(every(world, table)) for table in EVENTS}
    twin, other = world.clone(), world.clone()
    for _ in range(2 * DEKADS_A_QUARTER):
        twin.step()
        other.step()
    assert differing(snapshot(twin), snapshot(other)) == []
    assert any(len(every(twin, table)) > rows[table] for table in EVENTS)
    assert differing(before, snapshot(world)) == []
    assert {table: len(every(world, table)) for table in EVENTS} == rows


def test_without_an_archive_rows_are_forgotten_and_nothing_else_changes():
    plain = lived(3).clone()
    plain.archive = None
    kept = lived(3).clone()
    for _ in range(DEKADS_A_QUARTER):
        plain.step()
        kept.step()
    assert differing(snapshot(plain), snapshot(kept)) == []


def with_row(table: str, **values: int) -> tuple[World, Table]:
    """Return a world whose table holds one row with these values, moments counted from now."""
    world = World.build(three_villages(), 1)
    moments = {"arose", "known", "closed", "relapses", "done"}
    given = {name: world.now + value if name in moments else value for name, value in values.items()}
    getattr(world, table).append(1, given)
    return world


LONG_AGO = {"arose": -60, "known": -40, "closed": -20}


@pytest.mark.parametrize(
    ("leaves", "story"),
    [
        *[(True, {**LONG_AGO, "state": state}) for state in (FADED, BORNE, COURT, SETTLED)],
        (False, {"arose": -400, "known": -300, "state": OPEN}),
        (True, {**LONG_AGO, "state": SETTLED, "relapses": 0}),
        (False, {**LONG_AGO, "state": SETTLED, "relapses": 1}),
        (True, {**LONG_AGO, "state": FADED, "relapses": 1}),
        (True, {**LONG_AGO, "known": 1 - DEKADS_A_YEAR, "state": FADED}),
        (False, {**LONG_AGO, "known": 2 - DEKADS_A_YEAR, "state": FADED}),
        (True, {"arose": -DEKADS_A_QUARTER, "closed": 0, "state": FADED}),
        (False, {"arose": 1 - DEKADS_A_QUARTER, "closed": 0, "state": FADED}),
    ],
)
def test_a_dispute_leaves_when_nobody_will_read_it_again(leaves, story):
    assert disputes_over(with_row("disputes", **story)).tolist() == [leaves]


@pytest.mark.parametrize("deadline", [2, 6, 18])
@pytest.mark.parametrize("known", range(-40, 1))
def test_a_request_leaves_when_its_answer_has_been_counted(deadline, known):
    world = with_row("requests", arose=-50, known=known, open=False)
    world.b.requests.deadline = deadline
    due = max(2 * deadline - 1, DEKADS_A_QUARTER)
    assert requests_over(world).tolist() == [-known >= due]
    world.requests.open[:] = True
    assert requests_over(world).tolist() == [False]


def test_a_need_that_lapsed_unvoiced_leaves_at_once():
    assert requests_over(with_row("requests", arose=0, open=False)).tolist() == [True]


def test_rows_leave_once_a_quarter_when_all_has_been_read_off():
    assert SCHEDULE[-1].name == "retire"
    world = lived(3).clone()
    rows = [len(every(world, "requests")) - len(world.requests)]
    for _ in range(DEKADS_A_QUARTER):
        world.step()
        rows.append(len(every(world, "requests")) - len(world.requests))
    assert len(set(rows[:-1])) == 1
    assert rows[-1] > rows[0]
