"""Recruiting young farmers (发展青年党员): the branch brings up young people as members, as far as any are at home."""

from typing import TYPE_CHECKING

from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import home_share

if TYPE_CHECKING:
    from model.world import World


class YouthMemberRecruitment(Policy):
    """The age of members shifts slowly; in a hollow village there are few to recruit."""

    id = "youth_member_recruitment"
    en, zh = "Recruiting young members", "发展青年农民党员"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask cadres for the time to bring up candidates, the rejected among them."""
        return Needs({(CADRE, MOBILISATION): self.candidates(world, levers) * levers.cultivation_hours})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Recruit those who pass the check."""
        push("recruits", self.candidates(world, levers) * (1.0 - levers.turned_down * levers.checked))

    @staticmethod
    def candidates(world: "World", levers: Levers) -> Reals:
        """Return how many candidates there are a year."""
        found: Reals = levers.recruits_a_year * home_share(world)
        return found
