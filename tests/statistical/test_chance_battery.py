"""The model's draws pass a battery of tests of chance; generators broken on purpose do not.

Ten million draws by default, a thousand million with XIANGZHI_BATTERY=full.  True chance turns the battery red once in
a thousand times (`chance_battery.ALPHA`, shared out by Holm); as seeds are fixed, a verdict never changes by itself.
"""

import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from chance_battery import FULL, SMALL, TINY, battery, red
from chance_draws import BROKEN, MODEL, PROCESSES, SEEDS, dekads, keyring, to_draws

from model import policies
from model.chance import salt, uniform

pytestmark = pytest.mark.slow
SIZE = FULL if os.environ.get("XIANGZHI_BATTERY") == "full" else SMALL
MODEL_TEXT = "".join(path.read_text(encoding="utf-8") for path in Path(policies.__file__).parents[1].rglob("*.py"))


@cache
def verdicts_of(generator):
    return battery(generator, TINY)


@pytest.mark.timeout(7200)
def test_the_model_s_draws_pass():
    assert red(battery(MODEL, SIZE)) == []


def test_the_battery_is_as_large_as_it_says():
    assert SMALL.draws > 9_900_000
    assert FULL.draws > 1_000_000_000


@pytest.mark.parametrize("broken", BROKEN, ids=lambda generator: generator.name)
def test_a_broken_generator_turns_the_battery_red(broken):
    found = red(verdicts_of(broken))
    assert broken.betrayed_by
    assert [name for name in broken.betrayed_by if name not in found] == []


def test_every_verdict_can_turn_red():
    assert set(verdicts_of(MODEL)) == {name for broken in BROKEN for name in broken.betrayed_by}
    assert red(verdicts_of(MODEL)) == []


def test_the_words_tested_are_those_that_become_draws():
    every = keyring().every
    for seed, dekad in zip(SEEDS, dekads(len(SEEDS)), strict=True):
        words = MODEL.words(every, [(seed, "visit", dekad)])[0]
        assert np.array_equal(to_draws(words), uniform(every, salt(seed, "visit", dekad)))


def test_the_keys_are_those_of_a_county_and_all_differ():
    ring = keyring()
    assert len(np.unique(ring.every)) == len(ring.every) > 30_000
    assert len(ring.first_member) > 5_000


@pytest.mark.parametrize("process", PROCESSES)
def test_the_processes_are_those_of_the_model(process):
    assert f'"{process}"' in MODEL_TEXT


def test_holm_shares_the_error_out():
    assert red({"a": 0.0004, "b": 0.0004, "c": 0.9}) == []
    assert red({"a": 0.0003, "b": 0.0004, "c": 0.9}) == ["a", "b"]
    assert red({"a": 0.0, "b": 0.0, "c": 0.0}) == ["a", "b", "c"]
