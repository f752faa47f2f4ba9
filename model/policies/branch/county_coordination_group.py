"""The county coordination group (县委协调推进组): departments meet under one head and hand down joint tasks."""

from typing import TYPE_CHECKING

from model.columns import Reals
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import officials
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class CountyCoordinationGroup(Policy):
    """Joint tasks merge forms and spare double checks; meetings without joint tasks cost senior time for nothing."""

    id = "county_coordination_group"
    en, zh = "County coordination group", "县级协调推进组"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for its leaders' time."""
        return Needs(county_fen=officials(levers.meetings_a_year * levers.days_a_meeting, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Merge forms, spare checks, and give hard matters an owner."""
        joined = self.joined(levers)
        push("coordination", levers.merged * joined)
        push("paperwork", 1.0 - levers.fewer_checks * joined)
        push("township_service", 1.0 + levers.owner_gain * joined)

    @staticmethod
    def joined(levers: Levers) -> Reals:
        """Return how far departments act as one: by joint tasks, meetings held and groups that follow up."""
        met = half_way(levers.meetings_a_year, levers.half_meetings)
        share: Reals = levers.joint_tasks * met * half_way(levers.groups, levers.half_groups)
        return share
