"""Double reporting (双报到): units and members in service report to a village or community and give it some hours."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import Levers, Policy, Push

if TYPE_CHECKING:
    from model.world import World

THOUSAND = 1000.0


class DoubleReporting(Policy):
    """Hours count as far as they meet a need; signing in without a task raises counts only. It helps towns most.

    The hours are the units' own and cost the village nothing.
    """

    id = "double_reporting"
    en, zh = "Double reporting", "双报到"

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring hands for requests."""
        villages = world.villages
        reporting = levers.reporting_members * villages.residents / THOUSAND
        near = 1.0 - levers.far * villages.remoteness
        push("helping_hours", reporting * levers.hours_a_member / DEKADS_A_YEAR * levers.matched * near)
