"""The part-time grid of the status quo: one grid worker for about 1,000 people, on patrol in part of their hours."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import GRID_ROLE, VISITS, Levers, Needs, Policy, Push
from model.tables import GRID_WORKER

if TYPE_CHECKING:
    from model.world import World


def grid_post_hours(world: "World") -> Reals:
    """Return the hours of all grid posts, by village and dekad."""
    return world.sum_posts(GRID_WORKER, "hours")


class PartTimeGrid(Policy):
    """Grid workers patrol, find part of the disputes and settle minor ones; the county pays them."""

    id = "part_time_grid"
    en, zh = "Part-time grid", "兼职网格"
    standing = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for patrol hours and for the pay of grid workers."""
        pay = whole_fen(world.sum_posts(GRID_WORKER, "pay") / DEKADS_A_MONTH)
        return Needs({(GRID_ROLE, VISITS): levers.patrol_share * grid_post_hours(world)}, county_fen=pay)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Put grids on duty and let patrols find disputes."""
        push("grid", 1.0)
        push("patrol_finding", levers.finding)
