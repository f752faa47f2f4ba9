"""Branch standardisation (党支部标准化): one list says what every branch does, so that less depends on one person."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class BranchStandardisation(Policy):
    """Settled ways spare hours, can be copied and leave fewer meetings out; each item must be filed.

    A rigid list fits remote and hollow villages less; tasks that the branch chooses itself soften that.
    """

    id = "branch_standardisation"
    en, zh = "Branch standardisation", "党支部标准化规范化"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the filing of every item."""
        return Needs({(CADRE, PAPERWORK): levers.items * levers.hours_an_item})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Shorten protocols, write practice down, keep meetings; twice the items bring less than twice of it."""
        settled = half_way(levers.items, levers.half_items) * self.fits(world, levers)
        push("protocol_hours", 1.0 - levers.shorter * settled)
        push("codified", levers.codified * settled)
        push("meeting_draw", 1.0 + levers.draw * settled)

    @staticmethod
    def fits(world: "World", levers: Levers) -> Reals:
        """Return how well one list for all fits the village."""
        unlike = 0.5 * (world.villages.remoteness + 1.0 - home_share(world))
        softened = 1.0 - half_way(levers.own_tasks, levers.half_tasks)
        share: Reals = 1.0 - levers.misfit * softened * np.clip(unlike, 0.0, 1.0)
        return share
