"""Keyed chance is uniform, unrelated from person to person and dekad to dekad, and the same however it is drawn.

Each chi-square test works at the level 1e-6 and finds, with a power above 0.999, densities whose root mean square
departure from even is 2 % (two million draws in 1,000 cells) or 3 % (a million pairs in 64 x 64 cells).
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, ncx2, norm

from model.chance import combine, normal, salt, text_key, uniform

MILLION = 1_000_000
LEVEL = 1e-6
words = st.integers(0, 2**64 - 1)


def keys(count: int, start: int = 0) -> np.ndarray:
    """Return the keys of people of one village: what the synthesis would make."""
    return combine(text_key("东溪镇/上坂村"), np.arange(start, start + count, dtype=np.uint64))


def chi_square(cells: np.ndarray, count: int) -> float:
    """Return the chance of counts as uneven as these, were every cell alike."""
    seen = np.bincount(cells, minlength=count)
    even = len(cells) / count
    return float(chi2.sf(((seen - even) ** 2 / even).sum(), count - 1))


def power(draws: int, cells: int, distance: float) -> float:
    """Return the power of the chi-square test at LEVEL against a chi-square distance per draw."""
    return float(ncx2.sf(chi2.isf(LEVEL, cells - 1), cells - 1, draws * distance**2))


def test_the_stated_power_is_the_power():
    assert power(2 * MILLION, 1000, 0.02) > 0.999
    assert power(MILLION, 64 * 64, 0.03) > 0.999


@pytest.mark.parametrize("seed", [0, 1, 2**63])
@pytest.mark.parametrize("process", ["take part", "quarrel"])
def test_draws_of_people_are_uniform(seed, process):
    u = uniform(keys(2 * MILLION), salt(seed, process, 72_864))
    assert 0.0 < u.min() < u.max() < 1.0
    assert chi_square((u * 1000).astype(int), 1000) > LEVEL
    # The last of the 52 bits are as even as the first.
    assert chi_square((u * 2**52).astype(np.uint64) % np.uint64(256), 256) > LEVEL


def key_that_mixes_to(target: int) -> int:
    """Return the word that the finaliser of splitmix64 turns into ``target``: its steps undone, last first."""
    z = target
    for shift, factor in ((31, 0x94D049BB133111EB), (27, 0xBF58476D1CE4E5B9), (30, 1)):
        undone = z
        for _ in range(64 // shift + 1):
            undone = z ^ (undone >> shift)
        z = undone * pow(factor, -1, 2**64) % 2**64
    return z


@pytest.mark.parametrize(("word", "draw"), [(0, 2.0**-53), (2**64 - 1, 1 - 2.0**-53), (2**63, 0.5 + 2.0**-53)])
def test_the_ends_of_the_interval_are_never_drawn(word, draw):
    key = np.array([key_that_mixes_to(word)], dtype=np.uint64)
    assert uniform(key, np.uint64(0))[0] == draw
    assert np.isfinite(normal(key, np.uint64(0))[0])


def test_draws_of_one_person_are_uniform_over_dekads_and_seeds():
    one = keys(1)
    over_dekads = np.array([uniform(one, salt(1, "take part", dekad))[0] for dekad in range(50_000)])
    over_seeds = np.array([uniform(one, salt(seed, "take part", 72_864))[0] for seed in range(50_000)])
    for u in (over_dekads, over_seeds):
        assert chi_square((u * 50).astype(int), 50) > LEVEL


PAIRS = {
    "next person": lambda k: (uniform(k, salt(1, "quarrel", 7)), uniform(np.roll(k, 1), salt(1, "quarrel", 7))),
    "next dekad": lambda k: (uniform(k, salt(1, "quarrel", 7)), uniform(k, salt(1, "quarrel", 8))),
    "next seed": lambda k: (uniform(k, salt(1, "quarrel", 7)), uniform(k, salt(2, "quarrel", 7))),
    "other process": lambda k: (uniform(k, salt(1, "quarrel", 7)), uniform(k, salt(1, "need", 7))),
    "child": lambda k: (uniform(k, salt(1, "die", 7)), uniform(combine(k, 1), salt(1, "die", 7))),
    "siblings": lambda k: (uniform(combine(k, 1), salt(1, "die", 7)), uniform(combine(k, 2), salt(1, "die", 7))),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_of_draws_fill_the_square_evenly(pair):
    u, v = PAIRS[pair](keys(MILLION))
    cells = (u * 64).astype(int) * 64 + (v * 64).astype(int)
    assert chi_square(cells, 64 * 64) > LEVEL
    correlation = float(np.corrcoef(u, v)[0, 1])
    assert abs(correlation) < norm.isf(LEVEL / 2) / np.sqrt(MILLION)


def test_the_tests_of_evenness_catch_a_leaning_draw():
    u = uniform(keys(MILLION), salt(1, "quarrel", 7))
    assert chi_square(((u**1.03) * 1000).astype(int), 1000) < LEVEL
    assert chi_square((u * 64).astype(int) * 64 + (((u + 0.5) % 1.0) * 64).astype(int), 64 * 64) < LEVEL


def test_normal_draws_follow_the_bell_and_rise_with_the_uniform_draw():
    word = salt(1, "severity", 7)
    z, u = normal(keys(MILLION), word), uniform(keys(MILLION), word)
    assert chi_square((norm.cdf(z) * 1000).astype(int), 1000) > LEVEL
    assert np.array_equal(np.argsort(z, kind="stable"), np.argsort(u, kind="stable"))


def test_no_two_keys_of_a_million_people_are_alike():
    homes = combine(text_key("东溪镇/上坂村"), np.arange(MILLION // 4, dtype=np.uint64))
    people = np.concatenate([combine(homes, number) for number in range(4)])
    assert len(np.unique(people)) == MILLION


@given(st.lists(words, min_size=1, max_size=40), words, st.randoms(use_true_random=False))
def test_a_draw_does_not_depend_on_what_is_drawn_beside_it(held, seed, order):
    word = salt(seed, "take part", 7)
    together = uniform(np.array(held, dtype=np.uint64), word)
    shuffled = list(range(len(held)))
    order.shuffle(shuffled)
    assert np.array_equal(uniform(np.array([held[k] for k in shuffled], dtype=np.uint64), word), together[shuffled])
    for key, draw in zip(held, together, strict=True):
        assert uniform(np.array([key], dtype=np.uint64), word)[0] == draw


def test_drawing_leaves_the_keys_alone():
    held = keys(10)
    before = held.copy()
    uniform(held, salt(1, "take part", 7))
    combine(held, 1)
    normal(held, salt(1, "take part", 7))
    assert np.array_equal(held, before)


@given(words, words)
def test_the_order_of_parts_matters(one, other):
    assert (combine(one, other)[0] == combine(other, one)[0]) == (one == other)
    assert combine(one)[0] != combine(one, 0)[0]


def test_keys_and_draws_are_the_same_on_every_machine():
    assert text_key("东溪镇/上坂村") == GOLDEN["text"]
    assert text_key("quarrel") == GOLDEN["process"]
    assert int(salt(1, "quarrel", 72_864)) == GOLDEN["salt"]
    assert int(combine(text_key("东溪镇/上坂村"), 3)[0]) == GOLDEN["combined"]
    assert uniform(keys(3), salt(1, "quarrel", 72_864)).tolist() == GOLDEN["draws"]


GOLDEN = {
    "text": 14471978188440542414,
    "process": 15612012427347131393,
    "salt": 18181607408972200175,
    "combined": 12623593568086057536,
    "draws": [0.652801300586726, 0.556953456876563, 0.19798406967510018],
}
