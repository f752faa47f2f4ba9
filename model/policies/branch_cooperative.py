"""Branch-led cooperatives (支部领办合作社): households may join, earn more by it and pay the collective its share."""

from typing import TYPE_CHECKING

import numpy as np

from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Lever, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class BranchCooperative(Policy):
    """The gain of a member grows with the secretary's ability; the collective takes its share and owns start capital.

    Joining is each household's choice by expected gain, fee, risk and trust; all are asked when the cooperative is
    founded and once a year after.
    """

    id = "branch_cooperative"
    en, zh = "Branch-led cooperative", "党支部领办合作社"
    group = "economy_funding"
    covers = ("branch_led_cooperative",)
    levers = (
        Lever("runs", 1, "0 no, 1 yes", 0, 1, "case:pilot_county F053", "C",
              "a cooperative is founded and run", "领办合作社", off=0, kind="int"),
        Lever("entry_fee", 100, "yuan per household", 0, 20000, "own judgement", "D",
              "share that a member pays in", "入社股金"),
        Lever("collective_share", 0.1, "share of the gain", 0, 0.5, "F056", "C",
              "what the collective gets", "集体分成比例"),
        Lever("start_capital", 200000, "yuan per village, once", 0, 2000000, "F050", "D",
              "public capital put in at founding", "启动资金"),
        Lever("secretary_hours", 6, "hours per village and dekad", 0, 60, "own judgement", "D",
              "hours of cadres that the cooperative takes", "领办工时"),
    )  # fmt: skip

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours that running it takes and, on the first day, for the start capital."""
        founded = (world.now == world.programme(self.id).since) & (levers.runs > 0)
        capital = whole_fen(np.where(founded, levers.start_capital, 0.0))
        return Needs({(CADRE, MOBILISATION): levers.secretary_hours * levers.runs}, {"capital": capital}, grant=capital)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let the cooperative work."""
        push("cooperative", levers.runs)
