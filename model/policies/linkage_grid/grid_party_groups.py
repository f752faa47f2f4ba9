"""Party groups in grids (网格党小组): members of one grid meet, help the grid worker and pass on what was decided."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.hands import grids_of, hands
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World


class GridPartyGroups(Policy):
    """A small group near home brings members to meetings and stands by the grid worker.

    It lives off members at home: with one or two of them in a grid the group exists on paper, and one who is away is
    missed the more.
    """

    id = "grid_party_groups"
    en, zh = "Party groups in grids", "网格党小组三级体系"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of group life of members, and of heads, cadres in part."""
        heads = grids_of(world) * levers.coverage * levers.head_hours
        life = hands(world, MEMBER_ROLE) * levers.coverage * levers.group_hours
        return Needs({
            (MEMBER_ROLE, MOBILISATION): life + heads * (1.0 - levers.cadre_heads),
            (CADRE, MOBILISATION): heads * levers.cadre_heads,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Draw members to meetings, help mediation in the grid and spread decisions, by members at home per grid."""
        per_grid = world.count_posts(MEMBER) / grids_of(world).clip(1.0)
        alive = levers.coverage * half_way(per_grid, levers.members_half)
        push("meeting_draw", 1.0 + levers.draw * alive)
        push("grid_mediation", levers.help * alive)
        push("publicity", levers.telling * alive)
