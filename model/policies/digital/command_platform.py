"""The command platform (综合指挥平台): town, township and village take matters in and see each other's queue."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import GRID_ROLE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.hands import grids_of
from model.policies.peers import officials
from model.policies.reach import instalment

if TYPE_CHECKING:
    from model.world import World


class CommandPlatform(Policy):
    """Matters reach the right level at once and nobody enters them twice, as far as departments share their data.

    Where they do not, the platform is one more system that wants to be fed. What its maps, libraries and platforms hold
    is not told in the document: only the levels that take matters in enter here.
    """

    id = "command_platform"
    en, zh = "Command platform", "综合指挥平台"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for entries, and for building, running and staffing it out of public money, by people served."""
        on, thousands = levers.intake_levels > 0, world.villages.registered / 1000.0
        building = instalment(world, self.id, levers.build_cost * thousands * on, levers.build_months)
        running = whole_fen(levers.upkeep_cost * thousands * on / DEKADS_A_YEAR)
        staff = officials(levers.staff_days * thousands * on, levers.day_cost)
        entries = grids_of(world) * levers.entry_hours * on
        return Needs({(GRID_ROLE, PAPERWORK): entries}, county_fen=building + running + staff)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Speed up what crosses levels and what is done, by levels linked and data shared; add forms for the rest."""
        linked = levers.intake_levels * levers.data_sharing
        push("ladder_speed", 1.0 + levers.routing * linked)
        push("request_speed", 1.0 + levers.sorting * linked)
        push("paperwork", 1.0 + levers.feeding * (levers.intake_levels > 0) * (1.0 - levers.data_sharing))
