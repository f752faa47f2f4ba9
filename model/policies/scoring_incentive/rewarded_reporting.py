"""Rewarded reporting (有奖举报): whoever reports illegal building or pollution gets a reward once it is verified."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World

DAYS_A_MONTH = 30.0


class RewardedReporting(Policy):
    """Neighbours' eyes find breaches and deter some; a reporter who becomes known has a new enemy next door.

    A reward that comes late draws little, and where few neighbours are at home few see anything. Money is set aside
    for the reports expected, not for the breaches that there are.
    """

    id = "rewarded_reporting"
    en, zh = "Rewarded reporting", "有奖举报"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask village purse and public money, by shares, for rewards of the reports that may come."""
        reports = world.villages.homes / 1000.0 * levers.reports_a_thousand * drawn(world, levers)
        reward = reports * levers.reward / DEKADS_A_YEAR
        own = whole_fen(reward * levers.village_share)
        return Needs(fen={"programmes": own}, county_fen=whole_fen(reward * (1.0 - levers.village_share)))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let neighbours report, deter breaches, and set reporters and reported against each other."""
        eager = drawn(world, levers)
        push("reports", levers.reporting * eager)
        push("quarrels_commons", 1.0 - levers.deterrence * eager)
        push("quarrels_private", 1.0 + levers.spite * (1.0 - levers.anonymity) * eager)


def drawn(world: "World", levers: Levers) -> Reals:
    """Return how much of all possible reporting a reward draws: worth it, soon paid, and with neighbours at home."""
    soon = np.exp(-levers.verification_days / (DAYS_A_MONTH * levers.patience))
    eager: Reals = half_way(levers.reward, levers.reward_half) * soon * home_share(world)
    return eager
