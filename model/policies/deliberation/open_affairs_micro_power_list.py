"""Open affairs and a list of small powers (三务公开与小微权力清单): who decides what, and where the money went."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class OpenAffairsMicroPowerList(Policy):
    """Real figures on the board are believed; a list of small powers leaves less to favour.

    Careless notices do the reverse of what they are for: they confirm distrust, and cost the village its standing
    (pt12). Careful ones take clerks' time.
    """

    id = "open_affairs_micro_power_list"
    en, zh = "Open affairs and micro-power list", "三务公开与小微权力清单"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for clerical hours: by notice and by how true it is, and by power on the list."""
        notices = levers.disclosures_per_year * levers.hours_a_notice * levers.quality
        listed = levers.listed_powers * levers.hours_a_power
        return Needs({(CADRE, PAPERWORK): (notices + listed) / DEKADS_A_YEAR})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Open the village's affairs, or show that nobody cares; cut discretion by the list."""
        often = half_way(levers.disclosures_per_year, levers.often_half)
        truth = self.truth(levers)
        push("disclosure", levers.disclosure * often * truth)
        push("esteem", levers.distrust * often * np.minimum(truth, 0.0))
        push("oversight", levers.discretion_cut * half_way(levers.listed_powers, levers.powers_half))

    @staticmethod
    def truth(levers: Levers) -> Reals:
        """Return how true notices read: 1 for full information, 0 where they tell nothing, below 0 where they mock."""
        above = levers.quality - levers.careless_below
        truth: Reals = np.where(above >= 0.0, above / (1.0 - levers.careless_below), above / levers.careless_below)
        return truth
