"""Land and forest co-building (地林共建): government and forestry enterprise share services, jobs and disputes."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World

THOUSAND = 1000.0


class LandForestCobuilding(Policy):
    """A large enterprise beside the village opens jobs and settles boundaries at the table; coordination takes hours.

    It is meant for villages beside such an enterprise; the scenario names them.
    """

    id = "land_forest_cobuilding"
    en, zh = "Land and forest co-building", "地林共建"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for coordination in every domain that is shared."""
        return Needs({(CADRE, MOBILISATION): levers.domains * levers.coordination_hours})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Open jobs, prevent boundary quarrels and lend hands, each further domain less."""
        shared = half_way(levers.domains, levers.half_domains)
        push("jobs", levers.jobs * shared)
        push("quarrels_commons", 1.0 - levers.fewer_quarrels * shared)
        push("helping_hours", levers.help_hours * world.villages.residents / THOUSAND * shared)
