"""Consultation over interests (协商民主三阶段): agree on the agenda, bargain, and carry out what was agreed."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import clan_mix, half_way

if TYPE_CHECKING:
    from model.world import World


class InterestNegotiation(Policy):
    """Interests meet before they harden: fewer quarrels over projects and assets, and some trust across clans.

    It does so as far as all parties have an equal voice. Where they have not, the strongest clan takes the table, and
    clan bodies weigh more.
    """

    id = "interest_negotiation"
    en, zh = "Consultation over interests", "利益协商协调"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of cadres and representatives at every stage."""
        hours = levers.meetings_per_year / DEKADS_A_YEAR * levers.stages * levers.hours_a_stage
        return Needs({
            (CADRE, MOBILISATION): hours * levers.cadres,
            (PUBLIC_ROLE, MOBILISATION): hours * levers.representatives,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Head off quarrels and bridge clans as far as voices are equal; else let the strong take the table."""
        reach = self.reach(levers)
        fair = reach * levers.equal_voice
        push("quarrels_village", 1.0 - levers.calm * fair)
        push("bridging", levers.bridging * fair)
        push("clan_bodies", 1.0 + levers.capture * (reach - fair) * clan_mix(world))

    @staticmethod
    def reach(levers: Levers) -> Reals:
        """Return how much of what divides people is brought to the table and through all stages."""
        often = half_way(levers.meetings_per_year, levers.meetings_half)
        reach: Reals = often * half_way(levers.stages, levers.stages_half)
        return reach
