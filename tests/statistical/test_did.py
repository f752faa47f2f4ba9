"""Pilots against comparison villages: the estimate of the field finds the effect that paired runs know, or its bias.

One county, half of its villages pilots of a points scheme. The same seed without the scheme gives the true effect on
the pilots, village by village. Without copying the comparison villages live as they would have anyway, so the
difference-in-differences must hold the true effect in its interval as often as it claims; with copying it must not.
"""

from functools import cache

import numpy as np
import pytest
from scipy import stats
from strategies import STATUS_QUO, county_of, village
from verdict import judge

from analysis.did import difference_in_differences
from experiments.panel import panel
from model.errors import ScenarioError
from model.settings import Programme, Rollout

pytestmark = pytest.mark.statistical

SEEDS = range(1, 13)
START = "2024-01-01"
OUTCOME = "participation_rate"
VILLAGES = tuple(village(f"村{number:02d}", 240, township=f"镇{number % 4}") for number in range(24))


def points(copying: float) -> Programme:
    levers = {"point_value": 4.0, "annual_budget": 60_000.0, "visibility": 1.0}
    return Programme(policy="points", levers=levers, where=Rollout(share=0.5, copying_per_year=copying))


@cache
def seen(seed: int, copying: float | None):
    programmes = STATUS_QUO if copying is None else (*STATUS_QUO, points(copying))
    return panel(county_of(*VILLAGES, years=2, burn_in=1, programmes=programmes), seed, "points")


def known_effect(seed: int, copying: float) -> float:
    """Return the mean over pilots of what the scheme added, from the paired run without it."""
    with_it, without = seen(seed, copying), seen(seed, None)
    late = with_it["quarter"] >= sorted(q for q in with_it["quarter"].unique() if q >= START)[1]
    pilots = with_it["began"].notna() & ~with_it["copied"]
    return float((with_it[OUTCOME] - without[OUTCOME])[late & pilots].mean())


def estimate(seed: int, copying: float):
    return difference_in_differences(seen(seed, copying), OUTCOME, start=START)


def test_comparison_villages_live_as_they_would_have_without_the_pilots():
    with_it, without = seen(1, 0.0), seen(1, None)
    others = with_it["began"].isna()
    assert others.sum() > 100
    assert (with_it.loc[others, OUTCOME] == without.loc[others, OUTCOME]).all()
    assert (with_it.loc[~others, OUTCOME] != without.loc[~others, OUTCOME]).any()


def test_without_spill_over_the_interval_holds_the_known_effect():
    effects = [known_effect(seed, 0.0) for seed in SEEDS]
    estimates = [estimate(seed, 0.0) for seed in SEEDS]
    assert judge(effects, "up", asked=0.02).holds
    covered = sum(found.covers(effect) for found, effect in zip(estimates, effects, strict=True))
    # Were each interval to hold the effect 95 times in 100, fewer than this many of twelve come once in a hundred.
    assert covered >= stats.binom.ppf(0.01, len(effects), 0.95)
    off = [found.estimate - effect for found, effect in zip(estimates, effects, strict=True)]
    verdict = judge(off, "nothing", asked=0.02)
    assert verdict.holds, verdict


def test_copying_biases_the_estimate_towards_nothing():
    off = [estimate(seed, 0.9).estimate - known_effect(seed, 0.9) for seed in SEEDS]
    verdict = judge(off, "down", asked=0.02)
    assert verdict.holds, verdict
    copied = np.mean([seen(seed, 0.9).groupby("village")["copied"].first().mean() for seed in SEEDS])
    assert 0.1 < copied < 0.5


def test_too_few_villages_or_quarters_are_refused():
    whole = seen(1, 0.0)
    with pytest.raises(ScenarioError, match="at least two of each"):
        difference_in_differences(whole[whole["began"].isna()], OUTCOME, start=START)
    with pytest.raises(ScenarioError, match="at least one of each"):
        difference_in_differences(whole[whole["quarter"] >= START], OUTCOME, start=START)
