"""The chain down to the stairwell (小区楼栋链条): estates and buildings of a town community get posts of their own."""

from typing import TYPE_CHECKING

from model.columns import Mask
from model.policies.base import MEMBER_ROLE, PUBLIC_ROLE, VISITS, Levers, Needs, Policy, Push
from model.policies.hands import hands
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class UrbanEstateChain(Policy):
    """Post-holders of a building hear what its households need; for town communities only.

    Posts on paper hear nothing: it takes members and representatives at home with hours. The document counts eight
    kinds of post without naming them.
    """

    id = "urban_estate_chain"
    en, zh = "Chain down to estate and building", "小区楼栋四级架构"

    def eligible(self, world: "World") -> Mask:
        """Return town communities."""
        town: Mask = world.villages.town
        return town

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members and representatives for the hours of the posts."""
        posts = world.villages.homes / levers.homes_per_building * levers.posts_per_building
        members, others = hands(world, MEMBER_ROLE), hands(world, PUBLIC_ROLE)
        share = members / (members + others).clip(1.0)
        hours = posts * levers.post_hours
        return Needs({(MEMBER_ROLE, VISITS): hours * share, (PUBLIC_ROLE, VISITS): hours * (1.0 - share)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let posts hear of needs and, more rarely, of quarrels in the building."""
        near = half_way(levers.posts_per_building, levers.posts_half)
        push("need_finding", levers.finding_needs * near)
        push("patrol_finding", levers.finding * near)
