"""Deciding one by one, in any order, comes to the same bits as deciding all at once."""

import numpy as np
import pytest
from snapshots import differing, snapshot
from strategies import start_world

from model.calendar import DEKADS_A_YEAR


def of_one(shuffler):
    """Return a way to cut rows into shuffled cohorts of one."""
    return lambda phase, count: [np.array([row]) for row in shuffler.permutation(count)]


def of_many(shuffler):
    """Return a way to cut shuffled rows into cohorts of uneven size, some empty."""

    def cut(phase, count):
        ends = np.sort(shuffler.integers(0, count + 1, 12))
        return np.split(shuffler.permutation(count), ends)

    return cut


@pytest.mark.slow
@pytest.mark.parametrize(("way", "seed"), [(of_one, 1), (of_one, 2), (of_many, 3)])
def test_every_decide_phase_gives_the_same_bits_in_cohorts(tiny, way, seed):
    whole, parts = start_world(tiny, seed), start_world(tiny, seed)
    cohorts = way(np.random.default_rng(seed))
    for _ in range(DEKADS_A_YEAR):
        whole.step()
        parts.step(cohorts)
        assert differing(snapshot(whole), snapshot(parts)) == [], whole.now
    assert len(whole.disputes) > 10
    assert whole.people.acts.any() or whole.record["took_part"][-1].any()


def test_the_comparison_sees_a_single_flipped_bit(tiny):
    one, other = start_world(tiny), start_world(tiny)
    other.people.trust_village[7] = np.nextafter(other.people.trust_village[7], 1.0)
    assert differing(snapshot(one), snapshot(other)) == ["people.trust_village"]
