"""What a study will take: more for more, and less where a burn-in is shared."""

import pytest
from tiny_settings import SETTINGS

from experiments.forecast import forecast
from model.settings import Horizon


def test_nothing_takes_nothing():
    nothing = forecast([], workers=2)
    assert (nothing.runs, nothing.minutes, nothing.megabytes) == (0, 0, 0)


def test_time_and_space_rise_with_runs_and_fall_with_workers():
    runs = [(SETTINGS, seed) for seed in range(8)]
    one, two = forecast(runs, workers=1), forecast(runs, workers=2)
    assert two.minutes == pytest.approx(one.minutes / 2)
    assert two.megabytes == one.megabytes > 0
    assert forecast(runs[:4], workers=1).minutes == pytest.approx(one.minutes / 2)


def test_events_take_room():
    plain, with_events = (forecast([(SETTINGS, 1)], events=events) for events in (False, True))
    assert with_events.megabytes > plain.megabytes
    assert with_events.minutes == plain.minutes


def test_a_shared_burn_in_counts_once():
    other = SETTINGS.model_copy(update={"programmes": ()})
    apart = SETTINGS.model_copy(update={"horizon": Horizon(burn_in_years=4)})
    shared = forecast([(SETTINGS, 1), (other, 1)], workers=1).minutes
    assert shared < 2 * forecast([(SETTINGS, 1)], workers=1).minutes
    assert forecast([(SETTINGS, 1), (apart, 1)], workers=1).minutes > shared


def test_what_runs_have_taken_counts_more_than_a_guess():
    assert forecast([(SETTINGS, 1)], workers=1, seconds_a_run=600.0).minutes >= 10
