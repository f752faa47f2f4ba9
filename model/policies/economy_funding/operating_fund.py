"""The village operating fund (村级运转经费): what pays posts, office and small works."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy

if TYPE_CHECKING:
    from model.world import World


class OperatingFund(Policy):
    """Public money comes in every dekad; too little leaves pay and small works undone, more than enough buys little."""

    id = "operating_fund"
    en, zh = "Village operating fund", "村级运转经费"
    standing = True
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Bring the dekad's grant into the purse."""
        state = world.programme(self.id)
        years = np.maximum(world.now - state.since, 0) // DEKADS_A_YEAR
        yearly = levers.per_village * (1.0 + levers.annual_growth) ** years + levers.weak_top_up * world.villages.weak
        return Needs(grant=whole_fen(yearly / DEKADS_A_YEAR))
