"""Clocks stand around phases and policies while a profiled run lasts, and at no other time."""

from itertools import count

import pytest
from tiny_settings import SETTINGS

import experiments.profile
from experiments.profile import CALLS, Profiler
from experiments.run import run
from model.policies import POLICIES, Policy
from model.schedule import SCHEDULE


@pytest.fixture
def ticking(monkeypatch):
    """Let every look at the clock take one second."""
    seconds = count()
    monkeypatch.setattr(experiments.profile, "process_time", lambda: float(next(seconds)))


def clocks():
    """Return the names of phases and policies that a clock stands around."""
    phases = [phase.name for phase in SCHEDULE if phase.act.__module__ == "experiments.profile"]
    return phases + [name for name, policy in POLICIES.items() if set(CALLS) & set(vars(policy))]


def test_every_call_into_a_policy_is_timed():
    asked = {name for name, thing in vars(Policy).items() if callable(thing) and not name.startswith("_")}
    assert set(CALLS) == asked - {"is_off"}


def test_each_call_counts_for_its_phase_or_policy(ticking):
    hotline = POLICIES["hotline"]

    def ask(_settings, _seed):
        hotline.county(None)
        hotline.county(None)
        hotline.is_off({lever.name: lever.default for lever in hotline.levers})

    profiler = Profiler(ask)
    profiler(SETTINGS, 1)
    assert profiler.policies() == {"hotline": {**dict.fromkeys(CALLS, 0.0), "county": 2.0}}
    assert set(profiler.phases().values()) == {0.0}
    assert profiler.whole == 5.0


def test_a_phase_is_timed_once_a_dekad_and_its_pace_does_not_hang_on_length_or_size(ticking, tiny):
    profiler = Profiler(run)
    profiler(tiny, 1)
    seconds = profiler.phases()
    assert seconds["fidelity"] == 36.0
    assert min(seconds.values()) >= 36.0
    pace = profiler.pace(seconds["fidelity"])
    assert (pace.milliseconds, pace.microseconds) == pytest.approx((1000.0, 1e9 / 200))
    assert sum(profiler.pace(each).share for each in seconds.values()) == pytest.approx(1.0)
    assert set(profiler.policies()) == set(POLICIES)
    assert profiler.whole > sum(seconds.values())


def test_a_profiled_run_gives_what_any_run_gives_and_leaves_no_clock(tiny):
    profiled = Profiler(run)(tiny, 3)
    assert clocks() == []
    assert repr(profiled.values()) == repr(run(tiny, 3).values())


def test_a_run_that_fails_leaves_no_clock():
    seen = []

    def fail(_settings, _seed):
        seen.extend(clocks())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Profiler(fail)(SETTINGS, 1)
    assert seen == [phase.name for phase in SCHEDULE] + list(POLICIES)
    assert clocks() == []
