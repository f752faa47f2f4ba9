"""Red, yellow and green grids (红黄绿网格): effort goes first to grids from which most complaints were reported."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, GRID_ROLE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.hands import grids_of

if TYPE_CHECKING:
    from model.world import World


class RedYellowGreen(Policy):
    """With the same hands, red grids are patrolled more and their requests done first, at the expense of the others.

    Colours come from reported complaints: where reports are held back a grid looks green, and grading itself presses
    on reports (E55, E56). A village of one grid has nothing to shift.
    """

    id = "red_yellow_green"
    en, zh = "Red, yellow and green grids", "红黄绿网格动态管理"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for statistics by grid workers and for the shifting of hands by cadres."""
        grids, on = grids_of(world), levers.shift > 0
        return Needs({
            (GRID_ROLE, PAPERWORK): grids * levers.statistics_hours * on,
            (CADRE, MOBILISATION): grids * levers.shifting_hours * on,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Shift effort to red grids; add the pressure that being graded brings."""
        push("red_first", levers.shift)
        push("pressure", levers.grading_pressure * (levers.shift > 0))
