"""The four orders (四单联动): residents order, the platform sends it on, the grid does it, and residents rate it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, GRID_ROLE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.hands import digital_use, grids_of

if TYPE_CHECKING:
    from model.world import World


class FourOrderLinkage(Policy):
    """Orders go straight to whoever can do them, and what residents say of it spurs the grid worker.

    As far as orders come by an app, those who use none are left behind. Where ratings weigh much in pay, they are
    worked on as well as the orders: false reports grow (E55).
    """

    id = "four_order_linkage"
    en, zh = "Four-order loop", "四单联动"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for entries and dispatching, and for the upkeep of the platform out of public money."""
        on = levers.loop > 0
        return Needs({
            (GRID_ROLE, PAPERWORK): grids_of(world) * levers.entry_hours * on,
            (CADRE, MOBILISATION): levers.dispatch_hours * on,
        }, county_fen=whole_fen(levers.platform_cost * on / DEKADS_A_YEAR))  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Speed requests up, answer those who ordered and spur grid workers, as far as people can order."""
        reach = levers.loop * ordering(world, levers)
        push("request_speed", 1.0 + levers.dispatching * reach)
        push("feedback", levers.answering * reach)
        push("voice", levers.asking * reach)
        rated = levers.loop * np.sqrt(levers.rating_weight)
        push("grid_effort", 1.0 + levers.spur * rated)
        push("pressure", levers.gaming * levers.loop * levers.rating_weight)


def ordering(world: "World", levers: Levers) -> Reals:
    """Return the share of people who can order: all by phone or at the counter, users alone by app."""
    share: Reals = 1.0 - levers.by_app * (1.0 - digital_use(world))
    return share
