"""Rectifying weak branches (软弱涣散整顿): villages at the bottom of the yearly list get people sent, and pressure."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class WeakBranchRectification(Policy):
    """Support lifts a listed branch towards a norm and ends with the listing; what has grown wears off after.

    The list takes a fixed share, so some village is always on it, also when all are good: there support finds nothing
    to lift and pressure makes reports look better than the branch is (E67: converted on paper).
    """

    id = "weak_branch_rectification"
    en, zh = "Rectifying weak branches", "软弱涣散党组织整顿"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the days of those who are sent, and of the township."""
        weak = world.villages.weak * (levers.support_days > 0)
        days = (levers.support_days + levers.township_days) * weak
        return Needs(county_fen=whole_fen(days * levers.day_cost / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Hold up listed branches by part of what they lack, change secretaries sooner, press on reports."""
        weak = world.villages.weak * (levers.support_days > 0)
        push("branch_support", self.made_up(world, levers) * weak)
        push("secretary_leaving", 1.0 + levers.changes * weak)
        push("pressure", levers.pressed * weak)

    @staticmethod
    def made_up(world: "World", levers: Levers) -> Reals:
        """Return how much of what a branch lacks support makes up, each further day less."""
        gap = np.maximum(levers.norm - world.villages.integration, 0.0)
        made: Reals = levers.lift * gap * half_way(levers.support_days, levers.half_days)
        return made
