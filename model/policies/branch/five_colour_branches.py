"""Five-colour branches (五色临时党支部): in an emergency members are called up into task groups with clear duties."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import homes
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World

HUNDRED = 100.0


class FiveColourBranches(Policy):
    """Order and hands ward off part of the harm while an emergency lasts; members' hours leave routine work for it.

    Nothing is asked and nothing done in quiet times.
    """

    id = "five_colour_branches"
    en, zh = "Five-colour temporary branches", "五色临时党支部"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the members who are called up for their hours, by the strength of the emergency."""
        asked = self.called(world, levers) * levers.hours_a_member * world.villages.emergency
        return Needs({(MEMBER_ROLE, MOBILISATION): asked * (levers.branches > 0)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Ward off harm by order and by hands."""
        order = half_way(levers.branches, levers.half_branches)
        hands = half_way(self.called(world, levers) * HUNDRED / homes(world), levers.half_members)
        push("emergency_response", levers.warded_off * order * hands * np.where(world.villages.emergency > 0, 1.0, 0.0))

    @staticmethod
    def called(world: "World", levers: Levers) -> Reals:
        """Return how many members at home are called up."""
        members: Reals = levers.mobilised * world.count_posts(MEMBER)
        return members
