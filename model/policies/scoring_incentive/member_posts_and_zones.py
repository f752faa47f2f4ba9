"""Posts and zones for members (设岗定责): each member at home has a named task and a stretch of the village."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.hands import hands, mean_of
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World


class MemberPostsAndZones(Policy):
    """A named task moves members to work; those who watch the village's affairs add to oversight.

    The frail can fill light posts alone: they watch and tell, but lift little. Where hardly any member is at home, the
    list of posts hangs on the wall and changes nothing.
    """

    id = "member_posts_and_zones"
    en, zh = "Posts and zones for members", "党员设岗定责"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members for the hours of their posts."""
        posts = hands(world, MEMBER_ROLE) * levers.share_with_post
        return Needs({(MEMBER_ROLE, MOBILISATION): posts * levers.post_hours / DEKADS_A_MONTH})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise members' effort as their health allows, add oversight, and make policies known."""
        filled = self.filled(world, levers)
        push("member_effort", 1.0 + levers.task_gain * levers.share_with_post * mean_of(world, MEMBER, "health"))
        push("oversight", levers.watching * levers.watching_posts * filled)
        push("publicity", levers.telling * (1.0 - levers.watching_posts) * filled)

    @staticmethod
    def filled(world: "World", levers: Levers) -> Reals:
        """Return how well the village is covered by posts: members at home, and of them those who have one."""
        covered: Reals = half_way(levers.share_with_post * world.count_posts(MEMBER), levers.posts_half)
        return covered
