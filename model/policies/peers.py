"""Small sums that many policies share: villages of one township side by side, officials' days, households in need."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Fen, Mask, Reals
from model.ledger import whole_fen
from model.primitives import group_count, group_sum, place_in_group
from model.tables import AWAY, MEMBER

if TYPE_CHECKING:
    from model.world import World

HOURS_A_DAY = 8.0


def officials(days_a_year: Reals, yuan_a_day: Reals) -> Fen:
    """Return what so many days a year of officials or specialists cost in one dekad, in fen a village."""
    return whole_fen(days_a_year * yuan_a_day / DEKADS_A_YEAR)


def once(world: "World", policy: str, yuan: Reals) -> Fen:
    """Return a cost that falls due on the first dekad of a policy, in fen a village."""
    return whole_fen(np.where(world.programme(policy).since == world.now, yuan, 0.0))


def township_size(world: "World") -> Reals:
    """Return the number of villages in each village's township, itself among them."""
    township = world.villages.township
    size: Reals = group_count(township, len(world.townships))[township].astype(float)
    return size


def others_in_township(world: "World") -> Reals:
    """Return the share of the township's villages that are others: 0 for a village that stands alone."""
    others: Reals = 1.0 - 1.0 / township_size(world)
    return others


def place_in_township(world: "World", height: Reals) -> Reals:
    """Return how many villages of its township stand below each village in some height; ties go by key."""
    villages = world.villages
    order = np.lexsort((villages.key, height, villages.township))
    place = np.empty(len(order))
    place[order] = place_in_group(villages.township[order])
    return place


def seated(world: "World") -> Mask:
    """Return where there is a secretary."""
    there: Mask = world.villages.secretary >= 0
    return there


def ability_of_secretaries(world: "World") -> Reals:
    """Return the ability that secretaries have of their own, in sd; 0 where the post is vacant."""
    secretary = world.villages.secretary
    return np.where(secretary >= 0, world.people.ability[np.maximum(secretary, 0)], 0.0)


def homes(world: "World") -> Reals:
    """Return the households with somebody at home, at least one a village: something to share an effect out among."""
    there: Reals = np.maximum(world.villages.homes, 1.0)
    return there


def homes_in_hardship(world: "World") -> Reals:
    """Return the households in hardship with somebody at home, by village."""
    households = world.households
    rows = np.flatnonzero(households.hardship)
    rows = rows[households.residents[rows] > 0]
    return group_count(households.village[rows], len(world.villages)).astype(float)


def members_away(world: "World") -> tuple[Reals, Reals]:
    """Return how many members are away, and the sum of their use of digital services, by village."""
    people, count = world.people, len(world.villages)
    if not hasattr(world.tick, "posted"):
        world.note_workers()
    rows = world.tick.posted
    rows = rows[((people.role[rows] & MEMBER) > 0) & (people.status[rows] == AWAY)]
    village = people.village[rows]
    return group_count(village, count).astype(float), group_sum(village, people.digital[rows], count)
