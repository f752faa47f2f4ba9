"""Who knows whom: household mates, and ties of adults to kin, neighbours and the villager group."""

import numpy as np

from model.chance import combine
from model.columns import Array, Reals, Rows
from model.synthesis.draft import Draft
from model.tables import AWAY

Pairs = tuple[Rows, Rows]


def knit(draft: Draft) -> None:
    """Fill the village's symmetric network in compressed rows, indices sorted, and what a person sees of ties."""
    mates, ties = _mates(draft), _outside(draft)
    a, b = np.concatenate([mates[0], ties[0]]), np.concatenate([mates[1], ties[1]])
    count = len(draft.people)
    codes = np.sort(np.concatenate([a * count + b, b * count + a]))
    codes = codes[np.diff(codes, prepend=-1) > 0]
    rows, columns = codes // count, codes % count
    draft.indptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))]).astype(np.int32)
    draft.indices = columns.astype(np.int32)
    people = draft.people
    people.neighbours_part = _mean_of_ties(people.lately, rows, columns)
    people.neighbours_trust = _mean_of_ties(people.trust_village, rows, columns)


def _mean_of_ties(value: Reals, rows: Rows, columns: Rows) -> Reals:
    """Return the mean of a column over each person's ties; one's own value where there are none."""
    degree = np.bincount(rows, minlength=len(value))
    total = np.bincount(rows, weights=value[columns], minlength=len(value))
    return np.where(degree > 0, total / np.maximum(degree, 1), value)


def _mates(draft: Draft) -> Pairs:
    """Return all pairs within households."""
    house = draft.people.household
    first, second = [], []
    for apart in range(1, int(draft.size.max())):
        rows = np.flatnonzero(house[:-apart] == house[apart:])
        first.append(rows)
        second.append(rows + apart)
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([*first, empty]), np.concatenate([*second, empty])


def _outside(draft: Draft) -> Pairs:
    """Return ties of adults between households: pairs of households first, then one or more pairs of adults each."""
    p, homes = draft.p, draft.households
    along = np.argsort(homes.place, kind="stable")
    in_clan = np.lexsort((homes.place, homes.clan))
    in_group = np.lexsort((homes.key, homes.group))
    circles = (
        ("neighbour", along, None, p.neighbour_reach, p.neighbour_tie),
        ("kin", in_clan, homes.clan, p.kin_reach, p.kin_tie),
        ("kin_again", in_clan, homes.clan, p.kin_again_reach, p.kin_tie),
        ("group", in_group, homes.group, p.group_reach, p.group_tie),
    )
    weight = np.where(draft.people.status == AWAY, p.tie_away, 1.0) * (draft.age >= p.adult_from)
    before = np.concatenate([[0.0], np.cumsum(weight)])
    found = [_circle(draft, before, *circle) for circle in circles]
    return np.concatenate([pair[0] for pair in found]), np.concatenate([pair[1] for pair in found])


def _circle(
    draft: Draft, before: Reals, name: str, order: Rows, same: Array | None, reach: float, chance: float
) -> Pairs:
    """Tie an adult of each household to an adult of each of the next few in an order, by the luck of the pair."""
    steps = range(1, int(reach) + 1)
    first = np.concatenate([order[: max(len(order) - k, 0)] for k in steps] or [order[:0]])
    second = np.concatenate([order[k:] for k in steps] or [order[:0]])
    keys = draft.households.key
    pair = combine(np.minimum(keys[first], keys[second]), np.maximum(keys[first], keys[second]))
    tied = draft.chance(pair, f"{name}_tie") < chance
    if same is not None:
        tied &= same[first] == same[second]
    first, second, pair = first[tied], second[tied], pair[tied]
    swapped = keys[first] > keys[second]
    first, second = np.where(swapped, second, first), np.where(swapped, first, second)
    one = _adult_of(draft, before, first, draft.chance(pair, f"{name}_one"))
    other = _adult_of(draft, before, second, draft.chance(pair, f"{name}_other"))
    both = (one >= 0) & (other >= 0)
    return one[both], other[both]


def _adult_of(draft: Draft, before: Reals, house: Rows, u: Reals) -> Rows:
    """Return an adult of each household; -1 where it has none.

    ``before`` (N+1) is the running sum of tie weights, nil for children and less for those away.
    """
    last = np.cumsum(draft.size)[house]
    low, high = before[last - draft.size[house]], before[last]
    row = np.searchsorted(before, low + u * (high - low), side="right") - 1
    return np.where(high > low, np.minimum(row, last - 1), -1)
