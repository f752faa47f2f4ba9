"""Organisation set-up (组织设置优化): branches of the right size, and groups that keep distant members close."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import members_away
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World


class BranchSetup(Policy):
    """Splitting what is too large and merging what is a shell brings members to meetings, and so do groups.

    A branch that has the right size already gains nothing by being resized; groups need upkeep all the time.
    """

    id = "branch_setup_optimisation"
    en, zh = "Organisation set-up", "党组织设置优化"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the upkeep of groups, and for the work of splitting and merging while it lasts."""
        lasts = world.now - world.programme(self.id).since < levers.set_up_months * DEKADS_A_MONTH
        return Needs({
            (CADRE, MOBILISATION): levers.affinity_bases * levers.hours_a_base,
            (CADRE, PAPERWORK): levers.right_size * levers.set_up_hours * lasts,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring members at home to meetings, and members away nearer to them."""
        close = half_way(levers.affinity_bases, levers.half_bases)
        resized = levers.draw * levers.right_size * self.wrong_size(world, levers)
        push("meeting_draw", (1.0 + resized) * (1.0 + levers.livelier * close))
        push("meeting_reach", levers.kept_close * close)

    @staticmethod
    def wrong_size(world: "World", levers: Levers) -> Reals:
        """Return how far a branch is from a size at which it can meet: too many in all, or too few at home (0 to 1)."""
        home = world.count_posts(MEMBER)
        enrolled = home + members_away(world)[0]
        too_many = np.maximum(1.0 - levers.most / np.maximum(enrolled, 1.0), 0.0)
        too_few = np.maximum(1.0 - home / levers.least, 0.0)
        return np.maximum(too_many, too_few)
