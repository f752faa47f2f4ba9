"""Major matters are reported first (重大事项请示报告): the township approves, then representatives vote."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.world import World


class MajorMatterReporting(Policy):
    """Two gates before money, works, land or assets move: less leaks away and fewer wrong decisions are made.

    Approval takes days, and longer the more villages of the township queue for it, so projects slow down. Where the
    township decides before villagers vote, the village counts for less in their eyes (E83).
    """

    id = "major_matter_reporting"
    en, zh = "Prior report of major matters", "重大事项请示报告"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours on reports, and the county for the township's days of review."""
        matters = levers.matters_per_year / DEKADS_A_YEAR
        review = whole_fen(matters * levers.township_days * levers.day_cost)
        return Needs({(CADRE, PAPERWORK): matters * levers.hours_a_report}, county_fen=review)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Watch what is reported, hold projects until it is approved, and take from the village what it decides."""
        runs = levers.matters_per_year > 0
        push("oversight", levers.watching * half_way(levers.matters_per_year, levers.matters_half))
        push("project_pace", 1.0 - half_way(self.days(world, levers), levers.usual_days) * runs)
        push("esteem", -levers.autonomy_lost * levers.township_first * runs)

    def days(self, world: "World", levers: Levers) -> Reals:
        """Return days until approval: the review itself, and the queue of the township's other villages."""
        township, reporting = world.villages.township, world.programme(self.id).in_force
        queue = group_sum(township, reporting, len(world.townships))[township] - reporting
        days: Reals = levers.approval_days + levers.queue_days * np.maximum(queue, 0.0)
        return days
