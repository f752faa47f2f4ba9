"""Branch-led cooperatives (支部领办合作社): households may join, earn more by it and pay the collective its share."""

from typing import TYPE_CHECKING

import numpy as np

from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class BranchCooperative(Policy):
    """The gain of a member grows with the secretary's ability; the collective takes its share and owns start capital.

    Joining is each household's choice by expected gain, fee, risk and trust; all are asked when the cooperative is
    founded and once a year after.
    """

    id = "branch_cooperative"
    en, zh = "Branch-led cooperative", "党支部领办合作社"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours that running it takes and, on the first day, for the start capital."""
        founded = (world.now == world.programme(self.id).since) & (levers.runs > 0)
        capital = whole_fen(np.where(founded, levers.start_capital, 0.0))
        return Needs({(CADRE, MOBILISATION): levers.secretary_hours * levers.runs}, {"capital": capital}, grant=capital)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let the cooperative work."""
        push("cooperative", levers.runs)
