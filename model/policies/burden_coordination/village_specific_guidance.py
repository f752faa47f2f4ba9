"""Guidance village by village (因村施策): officials come, look what fits, and see to it that it is done."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.world import World


class VillageSpecificGuidance(Policy):
    """Visits with a good diagnosis help other practices to fit and to start; without it they are visits.

    Officials of a township have only so many days: where its villages ask for more, and where roads are long, each
    gets less.
    """

    id = "village_specific_guidance"
    en, zh = "Guidance village by village", "因村施策常态指导"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the days that officials truly spend on the way and in the village."""
        days = self.days(world, levers) * self.share_kept(world, levers)
        return Needs(county_fen=whole_fen(days * levers.day_cost / DEKADS_A_MONTH))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Guide the village on the spot."""
        visits = levers.visits_per_month * self.share_kept(world, levers)
        push("guidance", levers.diagnosis * (1.0 - (1.0 - levers.visit_worth) ** visits))

    @staticmethod
    def days(world: "World", levers: Levers) -> Reals:
        """Return the days a month that the visits to each village take."""
        days: Reals = levers.visits_per_month * (levers.days_per_visit + levers.travel_days * world.villages.remoteness)
        return days

    def share_kept(self, world: "World", levers: Levers) -> Reals:
        """Return which part of the visits the officials of each village's township can make."""
        township = world.villages.township
        asked = self.days(world, levers) * world.programme(self.id).in_force
        whole = group_sum(township, asked, len(world.townships))[township]
        kept: Reals = (levers.days_there_are / whole.clip(1e-9)).clip(0.0, 1.0)
        return kept
