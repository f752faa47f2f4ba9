"""The few heavy array operations, each in one place with a fixed order of sums.

`numpy.bincount` adds row after row: a sum of a village is untouched by rows of zeros and by villages beside it, which
pairwise sums, `reduceat` and matrix products are not.
"""

from typing import Any

import numpy as np

from model.columns import Array, Fen, Reals, Rows


def pick(rows: Any, few: Rows) -> Rows:
    """Return the row numbers of the ``few`` places among ``rows``: row numbers, or the slice that is a whole table."""
    return few if isinstance(rows, slice) else rows[few]


def group_sum(group: Array, weight: Array, groups: int) -> Reals:
    """Return the sum of ``weight`` (one value a row) in each of ``groups`` groups, added in the order of rows."""
    return np.bincount(group, weights=weight, minlength=groups).astype(np.float64, copy=False)


def group_count(group: Array, groups: int) -> Fen:
    """Return the number of rows in each of ``groups`` groups, as whole numbers."""
    number: Fen = np.bincount(group, minlength=groups)
    return number


def group_total(group: Array, whole: Fen, groups: int) -> Fen:
    """Return the sum of whole numbers in each of ``groups`` groups, exact up to 2^53."""
    return np.bincount(group, weights=whole, minlength=groups).astype(np.int64)


def group_start(group: Array) -> Rows:
    """Return for each row the place where its run of equal groups begins; ``group`` is sorted."""
    return np.searchsorted(group, group)


def running_total(amount: Fen, start: Rows) -> Fen:
    """Return the running total inside each run of equal groups; ``amount`` is whole, ``start`` from `group_start`."""
    total = np.cumsum(amount)
    before: Fen = total - np.where(start > 0, total[start - 1], 0)
    return before


def place_in_group(group: Array) -> Fen:
    """Return each row's place (0, 1, ...) inside its run of equal groups; ``group`` is sorted."""
    place: Fen = np.arange(len(group)) - group_start(group)
    return place


def serve(group: Array, room: Fen, *order: Array) -> Rows:
    """Return who is served, as places in the queue: in each group the first ``room[group]`` in line.

    ``group`` and each of ``order`` have one value a row; the line runs by the first of ``order``, ties by the next.
    """
    line = np.lexsort((*reversed(order), group))
    ordered = group[line]
    return line[place_in_group(ordered) < room[ordered]]


def spread_out(start: Array, stop: Array) -> tuple[Rows, Rows]:
    """Return the pairs (k, start[k]), (k, start[k] + 1) ... up to ``stop[k]`` of every place k, one after another."""
    length = (stop - start).astype(np.int64)
    place = np.repeat(np.arange(len(length)), length)
    first = np.cumsum(length) - length
    return place, np.arange(len(place)) - first[place] + start[place]
