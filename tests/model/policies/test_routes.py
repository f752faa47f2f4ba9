"""Every practice of the catalogue moves what its route names, in the direction given there, and the next state answers.

The routes were written from the catalogue before the policies were.
"""

import numpy as np
import pytest
from practice_bed import tried
from scipy import stats

from model.evidence import PRACTICES, route

SIGN = {"up": 1.0, "down": -1.0}
LEVEL = 0.05
"""One-sided; villages are the pairs."""


def moves(added: np.ndarray, way: float) -> bool:
    """Return whether a driver or structure went the given way, on average over villages."""
    return bool(way * np.nanmean(added) > 0.0)


def answers(added: np.ndarray, way: float) -> bool:
    """Return whether paired differences of villages lie on one side of zero beyond chance."""
    there = way * added[np.isfinite(added)]
    if len(there) == 0 or there.mean() <= 0.0:
        return False
    return bool(there.std() == 0.0 or stats.ttest_1samp(there, 0.0, alternative="greater").pvalue < LEVEL)


@pytest.mark.parametrize("practice", sorted(PRACTICES))
def test_the_drivers_of_the_route_move_and_the_first_state_answers(practice):
    added, way = tried(practice), route(practice)
    still = {name: np.nanmean(added[name]) for name, sign in way.moves.items() if not moves(added[name], SIGN[sign])}
    silent = {name: (np.nanmean(added[name]), np.nanstd(added[name]))
              for name, sign in way.first.items() if not answers(added[name], SIGN[sign])}  # fmt: skip
    assert not still
    assert not silent
