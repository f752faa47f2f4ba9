"""Relief from paperwork (基层减负): an access list for tasks and fewer inspections give hours back to villagers."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.world import World


class PaperworkRelief(Policy):
    """Hours not spent on files return to visits, mediation and requests; upper levels must keep to the list.

    Keeping to it takes days of officials who check what may be sent down; burden creeps back all the same.
    Cutting half of what is asked returns about 7 hours a week to a full-time cadre (P17: 4 to 15).
    """

    id = "paperwork_relief"
    en, zh = "Paperwork relief", "基层减负"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the days in which officials check what may be sent down."""
        return Needs(county_fen=officials(levers.checking_days, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Cut paperwork and the weight of inspections, less what has crept back."""
        kept = self.kept(world, levers)
        push("paperwork", 1.0 - levers.paperwork_cut * kept)
        push("inspection", 1.0 - levers.inspection_cut * kept)

    def kept(self, world: "World", levers: Levers) -> Reals:
        """Return the share of the cut that has not crept back, one value a village."""
        since = world.programme(self.id).since
        years = np.where(since >= 0, world.now - since, 0) / DEKADS_A_YEAR
        left: Reals = (1.0 - levers.rebound) ** years
        return left
