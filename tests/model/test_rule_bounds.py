"""Whatever people are like and wherever parameters lie, chances are chances, shares shares and hazards not negative."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.parameters import PASSPORTS
from model.rules.dispute_found import dispute_found
from model.rules.effort import effort, overload
from model.rules.fidelity_moves import fidelity_moves, guided
from model.rules.joins_cooperative import joins_cooperative
from model.rules.life_events import bears_child, dies
from model.rules.logistic import chance_of, logistic
from model.rules.mediation_succeeds import breaks_out_again, mediation_succeeds
from model.rules.moves_away import leaves, returns
from model.rules.party_moves import bear, bring, court, fade, petition
from model.rules.points_pull import crowding, habituation
from model.rules.quits import quit_hazard
from model.rules.reported_visits import reported_visits
from model.rules.request_moves import voice
from model.rules.share_hours import share_hours
from model.rules.takes_part import lately, takes_part
from model.rules.trust_moves import drifts, grievance_moves, trust_moves

SIZE = 4


def column(low: float, high: float) -> st.SearchStrategy[np.ndarray]:
    value = st.floats(low, high, allow_subnormal=False)
    return st.lists(value, min_size=SIZE, max_size=SIZE).map(np.array)


def group(name: str) -> st.SearchStrategy[SimpleNamespace]:
    """Draw all parameters of a group within the bounds of their passports."""
    held = {key.partition(".")[2]: item for key, item in PASSPORTS.items() if key.startswith(f"{name}.")}
    return st.fixed_dictionaries(
        {key: st.floats(item.low, item.high, allow_subnormal=False) for key, item in held.items()}
    ).map(lambda drawn: SimpleNamespace(**drawn))


share, logit, age, ratio = column(0, 1), column(-3, 3), column(0, 110), column(0, 10)
mask = st.lists(st.booleans(), min_size=SIZE, max_size=SIZE).map(np.array)
severity, years, money = column(-3, 6), column(0, 400), column(0, 20_000)
one = st.floats(0, 1)

CHANCES = {
    "logistic": (logistic, (column(-700, 700),)),
    "chance_of": (chance_of, (column(0, 1000),)),
    "dispute_found": (dispute_found, (mask, one, share, share, share, severity, st.floats(0, 2), share)),
    "dies": (dies, (age, share, group("vital"))),
    "bears_child": (bears_child, (age, column(0, 12), mask, group("vital"))),
    "joins_cooperative": (joins_cooperative, (money, money, share, mask, group("economy"))),
    "mediation_succeeds": (
        mediation_succeeds,
        (share, share, share, severity, years, mask, share, logit, group("mediation")),
    ),
    "breaks_out_again": (breaks_out_again, (severity, share, group("mediation"))),
    "leaves": (leaves, (age, column(-5, 5), column(0, 4), column(-3, 3), share, group("migration"))),
    "returns": (returns, (age, column(-3, 3), share, logit, group("migration"))),
    "takes_part": (
        takes_part,
        (share, share, share, share, share, logit, logit, mask, ratio, share, group("participation")),
    ),
    "lately": (lately, (share, mask, one)),
    "habituation": (habituation, (column(0, 0.3), mask, mask, group("points"))),
    "crowding": (crowding, (share, share, group("points"))),
    "fidelity_moves": (fidelity_moves, (share, ratio, share, mask, one)),
    "guided": (guided, (share, share, share, mask)),
    "trust_moves": (trust_moves, (share, share, logit, share, ratio, one, one)),
    "drifts": (drifts, (share, logit, one)),
    "grievance_moves": (grievance_moves, (share, share, ratio, one, one)),
}
HAZARDS = {
    "bring": (bring, (severity, share, share, share, logit, group("disputes"))),
    "fade": (fade, (severity, years, group("disputes"))),
    "bear": (bear, (share, severity, mask, group("disputes"))),
    "court": (court, (severity, share, share, group("disputes"))),
    "petition": (petition, (severity, years, share, share, share, column(0, 30), group("disputes"))),
    "quit_hazard": (quit_hazard, (money, money, ratio, group("organisation"))),
    "voice": (voice, (share, share, share, group("requests"))),
    "overload": (overload, (ratio, ratio, one)),
    "effort": (effort, (share, ratio, column(0.008, 27), group("hours"))),
}


@pytest.mark.parametrize("name", CHANCES)
@settings(max_examples=50)
@given(data=st.data())
def test_a_chance_or_share_lies_between_0_and_1(name, data):
    rule, drawn = CHANCES[name]
    found = rule(*(data.draw(item) for item in drawn))
    assert found.shape == (SIZE,)
    assert ((found >= 0.0) & (found <= 1.0)).all()


@pytest.mark.parametrize("name", HAZARDS)
@settings(max_examples=50)
@given(data=st.data())
def test_a_hazard_or_load_is_finite_and_never_negative(name, data):
    rule, drawn = HAZARDS[name]
    found = rule(*(data.draw(item) for item in drawn))
    assert found.shape == (SIZE,)
    assert np.isfinite(found).all()
    assert (found >= 0.0).all()
    assert ((chance_of(found) >= 0.0) & (chance_of(found) <= 1.0)).all()


@given(column(0, 200), column(0, 200), one, share)
def test_reports_never_fall_short_of_what_was_done_nor_exceed_the_quota(true, quota, pressure, oversight):
    found = reported_visits(true, quota, np.full(SIZE, pressure), oversight)
    assert (found >= true).all()
    assert (found <= np.maximum(true, quota) * (1 + 1e-12)).all()


@given(
    column(0, 120), st.lists(column(0, 100), min_size=5, max_size=5), st.lists(column(0, 20), min_size=5, max_size=5)
)
def test_hours_given_are_there_and_asked_for_and_none_is_idle_while_work_waits(hours, demand, weight):
    demand, weight = np.stack(demand, axis=1), np.stack(weight, axis=1) + 0.01
    given_hours = share_hours(hours, demand, weight)
    assert (given_hours >= 0).all()
    assert (given_hours <= demand * (1 + 1e-12)).all()
    spent = given_hours.sum(axis=1)
    assert (spent <= hours * (1 + 1e-12) + 1e-12).all()
    assert np.allclose(spent, np.minimum(hours, demand.sum(axis=1)), rtol=1e-9, atol=1e-9)
