"""Joint villages (联村联社): villages of one township plan, invest and share under one joint committee."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals, Rows
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import ability_of_secretaries, seated
from model.primitives import group_count, group_start, place_in_group

if TYPE_CHECKING:
    from model.world import World

RULES = ("equal", "land", "labour", "investment")


class JointVillageFederation(Policy):
    """Fixed cost is spread and the strong secretary helps the weak; the small and weak gain most.

    Coordination takes hours, the larger the group the more. Equal shares invite free riding, unequal ones quarrels.
    """

    id = "joint_village_federation"
    en, zh = "Joint villages", "联村联社"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Deal the villages in force anew in every township that a new one joins."""
        deal(world, world.programme(self.id).in_force & beside(world, where), levers.villages_a_group)

    def remove(self, world: "World", where: Mask) -> None:
        """Let villages go, and deal anew who stays in their townships."""
        state = world.programme(self.id)
        world.villages.joint[where] = -1
        deal(world, state.in_force & ~where & beside(world, where), state.levers["villages_a_group"])

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for coordination, by the size of the group, and for what each village puts in."""
        joint = world.villages.joint >= 0
        size = group_size(world)
        hours = {(CADRE, MOBILISATION): joint * levers.coordination_hours * size / levers.usual_size}
        return Needs(hours, {"capital": whole_fen(joint * levers.put_in / DEKADS_A_YEAR)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let the leading village's secretary help the others, and bring what sharing brings with it."""
        joint = world.villages.joint >= 0
        equal = levers.share_rule == RULES.index("equal")
        push("secretary_ability", levers.helped * lead(world))
        push("own_drive", -levers.free_ride * joint * equal)
        push("quarrels_village", 1.0 + levers.quarrels * joint * ~equal)


def deal(world: "World", among: Mask, size: Reals) -> None:
    """Put villages of each township into groups of about ``size``, weak ones with strong ones; nobody alone.

    By last year's score, the best lead and the others are dealt to and fro.
    """
    villages = world.villages
    rows = np.flatnonzero(among)
    rows = rows[np.lexsort((villages.key[rows], -villages.score[rows], villages.township[rows]))]
    township = villages.township[rows]
    start, place = group_start(township), place_in_group(township)
    number = group_count(township, len(world.townships))[township]
    groups = np.minimum(np.ceil(number / np.maximum(size[rows[start]], 1.0)), number // 2)
    groups = np.maximum(groups, 1).astype(np.int64)
    turn = place % groups
    back = (place // groups) % 2 == 1
    leader = rows[start + np.where(back, groups - 1 - turn, turn)]
    villages.joint[rows] = np.where(number > 1, leader, -1)


def beside(world: "World", where: Mask) -> Mask:
    """Return the villages of all townships that hold one of some villages."""
    township = world.villages.township
    touched: Mask = group_count(township[where], len(world.townships))[township] > 0
    return touched


def group_size(world: "World") -> Reals:
    """Return the number of villages in each village's group; 0 where it is in none."""
    joint = world.villages.joint
    count: Rows = group_count(joint[joint >= 0], len(world.villages))
    return np.where(joint >= 0, count[np.maximum(joint, 0)], 0).astype(float)


def lead(world: "World") -> Reals:
    """Return by how much the secretary of the leading village is abler than the village's own, in sd."""
    joint, able, there = world.villages.joint, ability_of_secretaries(world), seated(world)
    leader = np.maximum(joint, 0)
    ahead = np.maximum(able[leader] - able, 0.0)
    return np.where((joint >= 0) & there & there[leader], ahead, 0.0)
