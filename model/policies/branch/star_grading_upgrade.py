"""Star grading of branches (评星定级): every branch gets stars once a year and may rise."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class StarGradingUpgrade(Policy):
    """Stars spur as far as they follow what is done; where they follow papers and rooms, paperwork grows instead."""

    id = "star_grading_upgrade"
    en, zh = "Star grading of branches", "党支部评星定级"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of the appraisal, and grant villages what their stars earn."""
        reward = levers.grading * levers.reward_per_star * world.villages.stars
        hours = {(CADRE, PAPERWORK): levers.grading * levers.appraisal_hours}
        return Needs(hours, grant=whole_fen(reward / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur by what is looked at on the spot, burden by the rest, press on reports."""
        push("cadre_effort", 1.0 + levers.grading * levers.spur * levers.checked)
        push("paperwork", 1.0 + levers.grading * levers.files * (1.0 - levers.checked))
        push("pressure", levers.grading * levers.pressed)
