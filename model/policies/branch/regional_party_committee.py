"""The regional big committee (区域化大党委): units near by sit down with the village and lend a hand."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World

THOUSAND = 1000.0


class RegionalPartyCommittee(Policy):
    """Units help where they are, so remote villages get little; every meeting costs hours."""

    id = "regional_party_committee"
    en, zh = "Regional Party committee", "区域化大党委"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours that joint meetings take."""
        return Needs({(CADRE, MOBILISATION): levers.meetings_a_year * levers.hours_a_meeting / DEKADS_A_YEAR})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring hands for requests, and an owner for matters above the village."""
        villages = world.villages
        asked = half_way(levers.meetings_a_year, levers.half_meetings)
        near = 1.0 - levers.far * villages.remoteness
        push("helping_hours", levers.help_hours * villages.residents / THOUSAND * asked * near)
        push("township_service", 1.0 + levers.owner_gain * levers.levels * asked)
