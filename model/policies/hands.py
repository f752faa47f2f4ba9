"""Small sums that many policies share: whose hours count under a role, how many grids there are, who uses a phone."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import role_class
from model.primitives import group_count, group_sum
from model.tables import COMMITTEE, GRID_WORKER, MEMBER, REPRESENTATIVE, RESPECTED, SECRETARY

if TYPE_CHECKING:
    from model.world import World

ANY_POST = MEMBER | SECRETARY | COMMITTEE | REPRESENTATIVE | GRID_WORKER | RESPECTED


def hands(world: "World", role: int) -> Reals:
    """Return how many people at home give their hours under a role (CADRE, MEMBER_ROLE ...), by village."""
    people, rows = world.people, world.in_post(ANY_POST)
    rows = rows[role_class(people.role[rows]) == role]
    return group_count(people.village[rows], len(world.villages)).astype(float)


def mean_of(world: "World", bit: int, column: str) -> Reals:
    """Return the mean of a column of people over those at home who hold a role; 0 where there is nobody."""
    mean: Reals = world.sum_posts(bit, column) / np.maximum(world.count_posts(bit), 1.0)
    return mean


def grids_of(world: "World") -> Reals:
    """Return the number of grids, by village."""
    return group_count(world.grids.village, len(world.villages)).astype(float)


def digital_use(world: "World") -> Reals:
    """Return the mean use of digital services of people at home, by village."""
    people = world.people
    rows = np.flatnonzero(world.resident)
    use = group_sum(people.village[rows], people.digital[rows], len(world.villages))
    mean: Reals = use / np.maximum(world.villages.residents, 1.0)
    return mean
