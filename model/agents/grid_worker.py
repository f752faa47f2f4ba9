"""A grid worker (网格员): a villager paid to patrol a grid, find disputes and settle minor ones."""

from typing import ClassVar

from model.agents.villager import Villager
from model.tables import GRID_WORKER


class GridWorker(Villager):
    """A grid worker; follows `model.rules.dispute_found` through patrols and `model.rules.quits`."""

    bit: ClassVar[int] = GRID_WORKER

    @property
    def grid(self) -> int:
        """Row of the grid this worker serves, -1 for none."""
        rows = (self.model.world.grids.worker == self.row).nonzero()[0]
        return int(rows[0]) if len(rows) else -1
