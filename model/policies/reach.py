"""Small sums that many policies share: who is at home, how far a measure reaches, what falls due in this dekad."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Fen, Reals
from model.ledger import whole_fen

if TYPE_CHECKING:
    from model.world import World


def home_share(world: "World") -> Reals:
    """Return the share of registered people who live in the village."""
    villages = world.villages
    share: Reals = villages.residents / np.maximum(villages.registered, 1.0)
    return share


def seats_filled(world: "World", bit: int, seats: Reals) -> Reals:
    """Return the share of seats that people at home who hold a role (a bit of `role`) can fill."""
    filled: Reals = np.minimum(world.count_posts(bit) / np.maximum(seats, 1.0), 1.0)
    return filled


def clan_mix(world: "World") -> Reals:
    """Return the share of clans other than one's own: 0 in a village of one clan."""
    others: Reals = 1.0 - 1.0 / np.maximum(world.villages.clans, 1)
    return others


def half_way(amount: Reals, half: Reals) -> Reals:
    """Return what an amount achieves of all it could, each further unit less; ``half`` of it achieves one half."""
    share: Reals = amount / (amount + half)
    return share


def by_times(chance: Reals, times: Reals) -> Reals:
    """Return the chance of at least one success in ``times`` tries (part tries count in part)."""
    found: Reals = 1.0 - (1.0 - chance) ** times
    return found


def years_since(world: "World", policy: str) -> Reals:
    """Return for how many years a policy has been in force."""
    years: Reals = (world.now - world.programme(policy).since) / DEKADS_A_YEAR
    return years


def built(world: "World", policy: str, months: Reals) -> Reals:
    """Return the share of what a policy builds that stands by now, when building takes so many months."""
    dekads = world.now - world.programme(policy).since + 1.0
    share: Reals = np.minimum(dekads / (months * DEKADS_A_MONTH), 1.0)
    return share


def instalment(world: "World", policy: str, yuan: Reals, months: Reals) -> Fen:
    """Return this dekad's part of a building cost that is paid while building lasts, in fen."""
    dekads = months * DEKADS_A_MONTH
    going_on = world.now - world.programme(policy).since < dekads
    return whole_fen(np.where(going_on, yuan / dekads, 0.0))
