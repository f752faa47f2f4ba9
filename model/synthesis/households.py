"""Households: how many people each has, where it stands along the village, its group, grid and clan."""

import numpy as np
from scipy.optimize import brentq

from model.columns import Reals, Rows
from model.synthesis.arithmetic import apportion, nearest
from model.synthesis.draft import Draft

STEEPEST = 50.0
"""Bracket of the tilt on the log scale; wide enough for any mean size above one."""
LARGEST_HOUSEHOLD = 10
"""Households grow larger only where the village's mean demands it."""


def settle_households(draft: Draft) -> None:
    """Fill size, place, group, grid and clan of every household of the village."""
    homes = draft.households
    draft.size = household_sizes(draft)
    homes.place = draft.house_luck("place")
    along = np.argsort(homes.place, kind="stable")
    homes.group[along] = _blocks(len(homes), max(1, nearest(len(homes) / draft.p.households_per_group)))
    homes.grid[along] = _blocks(len(homes), max(1, draft.spec.grid_workers))
    homes.clan = _clans(draft)


def _blocks(rows: int, count: int) -> Rows:
    """Return block numbers 0..count-1 that cut ``rows`` rows into contiguous blocks of nearly equal size."""
    return np.arange(rows) * count // rows


def household_sizes(draft: Draft) -> Rows:
    """Return registered people per household: the census shape tilted to the village's mean, the total exact."""
    people, homes = draft.spec.population, draft.spec.households
    largest = max(LARGEST_HOUSEHOLD, int(np.ceil(2 * people / homes)))
    values = np.arange(1, largest + 1)
    counts = apportion(_tilted(_shape(draft, largest), values, people / homes), homes)
    order = np.argsort(draft.house_luck("size"), kind="stable")
    size = np.empty(homes, dtype=np.int64)
    size[order] = np.repeat(values, counts)
    return _fit_total(size, order, people)


def _shape(draft: Draft, largest: int) -> Reals:
    """Return the census shares of sizes 1 to 5, and 6 and more falling off geometrically."""
    p = draft.p
    shares = [p.size_1, p.size_2, p.size_3, p.size_4, p.size_5]
    tail = p.size_tail ** np.arange(largest - 5)
    return np.concatenate([shares, p.size_6_more * tail / tail.sum()])


def _tilted(shape: Reals, values: Rows, mean: float) -> Reals:
    """Return ``shape`` times exp(t * size), with t such that the mean size is ``mean``."""

    def weights(tilt: float) -> Reals:
        logs: Reals = np.exp(tilt * values - max(tilt * values[0], tilt * values[-1]))
        return shape * logs

    def excess(tilt: float) -> float:
        weight = weights(tilt)
        return float((weight * values).sum() / weight.sum() - mean)

    return weights(brentq(excess, -STEEPEST, STEEPEST)) if mean > 1.0 else (values == 1).astype(np.float64)


def _fit_total(size: Rows, order: Rows, people: int) -> Rows:
    """Add or take one person, household by household in a keyed order, until the total is exact."""
    while (short := people - int(size.sum())) != 0:
        step = 1 if short > 0 else -1
        able = order if step > 0 else order[size[order] > 1]
        size[able[: abs(short)]] += step
    return size


def clan_shares(clans: int, largest: float) -> Reals:
    """Return falling shares, largest first, that sum to 1; even where ``largest`` is below an even share."""
    if clans == 1 or largest * clans <= 1.0:
        return np.full(clans, 1.0 / clans)
    steps = np.arange(clans)
    ratio = brentq(lambda r: largest * (r**steps).sum() - 1.0, 0.0, 1.0) if largest < 1.0 else 0.0
    falling = np.power(ratio, steps)
    shares: Reals = falling / falling.sum()
    return shares


def _clans(draft: Draft) -> Rows:
    """Return each household's clan (0 the largest): blocks along the village, blurred at their edges."""
    spec, homes = draft.spec, draft.households
    shares = clan_shares(min(spec.clans, spec.households), spec.largest_clan_share)
    counts = apportion(shares, spec.households)
    numbers = np.arange(len(counts), dtype=np.uint64)
    along = np.argsort(draft.chance(numbers + np.uint64(draft.key), "clan_order"), kind="stable")
    blurred = homes.place + draft.p.clan_mixing * draft.house_bell("clan")
    clan = np.empty(spec.households, dtype=np.int64)
    clan[np.argsort(blurred, kind="stable")] = np.repeat(along, counts[along])
    return clan
