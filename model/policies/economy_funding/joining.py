"""Who takes part in a programme for households: the first in line, place by place, and who leaves when it ends."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Array, Mask, Reals, Rows
from model.primitives import group_count, serve

if TYPE_CHECKING:
    from model.world import World


def lived_in(world: "World", where: Mask) -> Rows:
    """Return the rows of households with somebody at home in the villages of ``where``."""
    households = world.households
    return np.flatnonzero(where[households.village] & (households.residents > 0))


def enrol(world: "World", bit: int, rows: Rows, places: Reals, *order: Array) -> None:
    """Take in the first ``places`` (one value a village) of the households ``rows``, in line by ``order``, then key."""
    households = world.households
    line = (*order, households.key[rows])
    mark(world, bit, rows[serve(households.village[rows], np.rint(places).astype(np.int64), *line)])


def mark(world: "World", bit: int, rows: Rows) -> None:
    """Note that households take part."""
    world.households.joined[rows] |= np.uint8(bit)


def let_go(world: "World", bit: int, where: Mask) -> None:
    """Let all households of the villages of ``where`` leave."""
    world.households.joined[where[world.households.village]] &= np.uint8(255 ^ bit)


def homes_in(world: "World", bit: int) -> Reals:
    """Return how many households with somebody at home take part, by village."""
    households = world.households
    rows = np.flatnonzero((households.joined & np.uint8(bit)) > 0)
    rows = rows[households.residents[rows] > 0]
    return group_count(households.village[rows], len(world.villages)).astype(float)
