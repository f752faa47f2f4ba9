"""What is held beside reported figures: each quantity against the events of the same run, or that there is none."""

import math

import numpy as np
import pytest
from strategies import STATUS_QUO, start_world, three_villages

from experiments.run import run
from model.case_quantities import measure, ranks
from model.errors import LifecycleError
from model.evidence.reported import quantities
from model.scorecard_quantities import measure as facts
from model.settings import Programme

YEARS = 2
LEVERS = {"staff_per_grid": 4, "flexible_staff": 10}
PROGRAMMES = (
    *STATUS_QUO,
    Programme(policy="talk_days"),
    Programme(policy="grid_staffing", levers=LEVERS),
    Programme(policy="five_level_guarantee"),
)
SETTINGS = three_villages(years=YEARS, burn_in=1, programmes=PROGRAMMES)
BEGIN = SETTINGS.horizon.start.isoformat()


@pytest.fixture(scope="module")
def result():
    return run(SETTINGS, 3, extra=measure, events=True)


def since(dates) -> int:
    """Return how many of the dates lie in the policy period."""
    return sum(day is not None and day >= BEGIN for day in dates)


def test_every_quantity_that_is_not_absent_is_measured(result):
    sizes = {"grids", "villages", "places"}
    assert set(result.quantities) - sizes == {name for name, sheet in quantities().items() if not sheet.absent}
    assert sizes <= set(result.quantities)


def test_no_quantity_bears_the_name_of_a_row_of_the_scorecard():
    world = start_world(SETTINGS, 3, 36 * YEARS, events=True)
    assert not set(measure(world)) & set(facts(world))


def test_counts_equal_the_events_of_the_run(result):
    disputes, requests, found = result.events["disputes"], result.events["requests"], result.quantities
    assert found["disputes_settled"] * YEARS == since(disputes["first_settled"]) > 0
    assert found["disputes_reported_settled"] * YEARS == since(disputes["reported_settled"]) > 0
    assert found["problems_solved"] * YEARS == since(requests["done"]) > 0
    assert found["problems_reported_solved"] * YEARS == since(requests["reported"]) > 0


def test_matters_raised_at_talks_are_the_opinions(result):
    requests, found = result.events["requests"], result.quantities
    raised = [
        done is not None
        for channel, known, done in zip(requests["channel"], requests["known"], requests["done"], strict=True)
        if channel == "talk" and known >= BEGIN
    ]
    assert found["opinions_received"] * YEARS == len(raised) > 0
    assert found["feedback_closure_ratio"] == pytest.approx(sum(raised) / len(raised))


def test_what_goes_up_is_counted_once_a_matter(result):
    disputes, requests = result.events["disputes"], result.events["requests"]
    up = sum(
        (sent or "") >= BEGIN or ((known or "") >= BEGIN and level in ("township", "county"))
        for sent, known, level in zip(disputes["petitioned"], disputes["known"], disputes["level"], strict=True)
    )
    sent = sum(
        (passed or "") >= BEGIN or ((known or "") >= BEGIN and channel == "hotline")
        for passed, known, channel in zip(requests["passed"], requests["known"], requests["channel"], strict=True)
    )
    assert result.quantities["escalation_count"] * YEARS == up + sent > 0


def test_parts_are_no_more_than_the_whole(result):
    found = result.quantities
    assert 0 < found["problems_solved_vulnerable"] < found["problems_solved"]
    assert 0 < found["demand_orders_closed"] <= found["problems_solved"]
    assert found["opinions_closed"] <= found["opinions_received"]
    for name in ("share_settled_at_village", "satisfaction_share", "resident_member_share", "quorum_rate"):
        assert 0 <= found[name] <= 1


def test_staff_are_those_the_lever_puts_beside_the_worker(result):
    assert result.quantities["staff_per_grid"] == pytest.approx(sum(LEVERS.values()), abs=0.5)


def test_households_have_a_guarantor_only_where_somebody_guarantees():
    bare = run(three_villages(years=1, burn_in=1, programmes=STATUS_QUO), 3, extra=measure, events=True).quantities
    world = start_world(SETTINGS, 3, 36 * YEARS, events=True)
    hard = world.households.hardship & (world.households.residents > 0)
    assert bare["households_assisted"] == 0
    assert measure(world)["households_assisted"] == np.count_nonzero(hard) > 0


def test_nothing_to_read_is_no_number():
    quiet = run(three_villages(years=1, burn_in=1, programmes=STATUS_QUO), 3, extra=measure, events=True).quantities
    assert quiet["opinions_received"] == 0
    assert math.isnan(quiet["feedback_closure_ratio"])
    assert math.isnan(quiet["real_adoption_share"])


def test_a_world_that_forgot_its_events_is_refused():
    world = start_world(three_villages(years=1, burn_in=1), 3, 36)
    with pytest.raises(LifecycleError, match="case_quantities"):
        measure(world)


def test_equal_values_share_a_rank():
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2.5, 0.0, 2.5, 1.0]
