"""Red and black boards (红黑榜): households honoured or shamed in public; dividends can be tied to conduct."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class RedBlackBoards(Policy):
    """Being seen pulls people in, shame harder than honour (E17: 1.6 to 1), most where neighbours are at home.

    Shame has a price: those listed withdraw, and quarrels are kept from the village for fear of the list. Tying
    dividends to conduct bites only where there is something to share out; what is deducted and not posted is
    quarrelled over.
    """

    id = "red_black_boards"
    en, zh = "Red and black boards", "红黑榜与分红挂钩"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for meetings of cadres and representatives, and for a little money out of the village purse."""
        on = (levers.red_publicity > 0) | (levers.black_share > 0) | (levers.dividend_tied > 0)
        hours = 0.5 * levers.meeting_hours * on
        cost = whole_fen(levers.board_cost * on / DEKADS_A_YEAR)
        return Needs({(CADRE, MOBILISATION): hours, (PUBLIC_ROLE, MOBILISATION): hours}, {"programmes": cost})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Honour, shame and tie dividends; fewer neighbours at home see the boards in a hollowed village."""
        villages = world.villages
        seen = villages.residents / np.maximum(villages.registered, 1.0)
        push("image", levers.red_pull * seen * (levers.red_publicity + levers.black_ratio * levers.black_share))
        push("honouring", levers.red_publicity)
        push("shaming", levers.black_share)
        push("bringing", -levers.hiding * levers.black_share)
        push("dividend_tied", levers.dividend_tied)
        push("quarrels_village", 1.0 + levers.contested * levers.dividend_tied * (1.0 - levers.notice))
        push("points_seen", np.maximum(levers.red_publicity, levers.notice) * (levers.dividend_tied > 0))
