"""Three nets in one (三网合一): Party, livelihood and security nets share one visit, one form and one mixed team."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import built, half_way, instalment

if TYPE_CHECKING:
    from model.world import World


class ThreeNetworksTeamService(Policy):
    """Each net that is merged saves the village one set of forms; a mixed team settles many-sided matters at one call.

    Merging itself is work of the county for some months, and the forms only go as far as the merger has got. Teams
    have to be brought together: that takes cadres' time.
    """

    id = "three_networks_team_service"
    en, zh = "Three nets in one, team service", "三网合一与组团服务"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the county's days while nets are merged, and for cadres' time to bring teams together."""
        merger = (levers.nets_merged - 1.0) * levers.merging_days * levers.day_cost
        team = levers.team_hours * (levers.team_size - 1.0)
        return Needs(
            {(CADRE, MOBILISATION): team}, county_fen=instalment(world, self.id, merger, levers.merging_months)
        )

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Cut paperwork as far as nets are merged; let mixed teams do more requests in an hour."""
        merged = (levers.nets_merged - 1.0) * built(world, self.id, levers.merging_months)
        push("paperwork", 1.0 - levers.overlap * merged)
        push("request_speed", 1.0 + levers.one_call * half_way(levers.team_size - 1.0, levers.team_half))
