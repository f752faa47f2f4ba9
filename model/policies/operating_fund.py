"""The village operating fund (村级运转经费): what pays posts, office and small works."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import Lever, Levers, Needs, Policy

if TYPE_CHECKING:
    from model.world import World


class OperatingFund(Policy):
    """Public money comes in every dekad; too little leaves pay and small works undone, more than enough buys little."""

    id = "operating_fund"
    en, zh = "Village operating fund", "村级运转经费"
    group = "economy_funding"
    covers = ("operating_fund",)
    standing = True
    protocol_free = True
    levers = (
        Lever(
            "per_village", 200000, "yuan per village and year", 0, 2000000, "F047", "A", "operating fund of a village",
            "每村年运转经费", off=0,
        ),
        Lever(
            "annual_growth", 0.0, "share a year", 0, 0.2, "own judgement", "D", "yearly growth of the fund", "年增长率",
        ),
        Lever(
            "weak_top_up", 0.0, "yuan per weak village and year", 0, 500000, "own judgement", "D",
            "added for villages listed as weak", "薄弱村补足",
        ),
    )  # fmt: skip

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Bring the dekad's grant into the purse."""
        state = world.programme(self.id)
        years = np.maximum(world.now - state.since, 0) // DEKADS_A_YEAR
        yearly = levers.per_village * (1.0 + levers.annual_growth) ** years + levers.weak_top_up * world.villages.weak
        return Needs(grant=whole_fen(yearly / DEKADS_A_YEAR))
