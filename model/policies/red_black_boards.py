"""Red and black boards (红黑榜): households honoured or shamed in public; dividends can be tied to conduct."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Lever, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class RedBlackBoards(Policy):
    """Being seen pulls people in, shame harder than honour (E17: 1.6 to 1), most where neighbours are at home.

    Shame has a price: those listed withdraw, and quarrels are kept from the village for fear of the list. Tying
    dividends to conduct bites only where there is something to share out.
    """

    id = "red_black_boards"
    en, zh = "Red and black boards", "红黑榜与分红挂钩"
    group = "scoring_incentive"
    covers = ("red_black_board", "dividend_linked_points")
    levers = (
        Lever("red_publicity", 0.7, "share", 0, 1, "E16 E17", "D",
              "how widely the red list is seen", "红榜公示程度", off=0),
        Lever("black_share", 0.2, "share", 0, 1, "E17", "D",
              "households in an open quarrel that are listed in black", "黑榜曝光比例", off=0),
        Lever("red_pull", 0.2, "logit", 0, 0.8, "P04 E16 E17", "D",
              "pull of a red list that everybody at home sees", "红榜牵引"),
        Lever("black_ratio", 1.6, "ratio", 0, 4, "E17", "B", "pull of shame over that of honour", "黑榜相对红榜效力"),
        Lever("hiding", 0.3, "log hazard", 0, 2, "E17", "D",
              "quarrels kept from the village for fear of the list", "怕上榜而隐瞒纠纷"),
        Lever("dividend_tied", 0.3, "share", 0, 1, "case:fucheng", "D",
              "part of dividends tied to conduct", "分红挂钩比例", off=0),
        Lever("meeting_hours", 4, "hours per village and dekad", 0, 40, "own judgement", "D",
              "meetings that decide on the lists", "评议工时"),
        Lever("board_cost", 1000, "yuan per village and year", 0, 20000, "own judgement", "D",
              "outlay for boards", "公示栏支出"),
    )  # fmt: skip

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
        push("points_seen", levers.red_publicity * (levers.dividend_tied > 0))
