"""Programme frameworks (1+16 制度体系等): many documents order the work from above; each asks for papers below."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.world import World


class ProgrammeFrameworks(Policy):
    """What a framework names must be switched on beside it; by itself it only costs paperwork."""

    id = "programme_frameworks"
    en, zh = "Programme frameworks", "制度与方案框架"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask villages to report on every document, and the county to draft it."""
        hours = {(CADRE, PAPERWORK): levers.rules * levers.hours_a_rule}
        return Needs(hours, county_fen=officials(levers.rules * levers.drafting_days, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Add paperwork."""
        push("paperwork", 1.0 + levers.files_a_rule * levers.rules)
