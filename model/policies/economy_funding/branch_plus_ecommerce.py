"""Branch and e-commerce (党支部+电商): households that can sell online do; the branch gathers orders for others."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.economy_funding.joining import let_go, lived_in, mark
from model.tables import ONLINE, RESIDENT

if TYPE_CHECKING:
    from model.world import World


class BranchPlusEcommerce(Policy):
    """Selling online brings a better price for part of the output, less of it where parcels have far to go.

    A household needs somebody at home who is used to digital services; those come first, and the gap to the rest
    widens unless the branch gathers orders.
    """

    id = "branch_plus_ecommerce"
    en, zh = "Branch and e-commerce", "党支部+电商"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Take in households by their most digital resident, and others for whom the branch gathers orders."""
        people, households = world.people, world.households
        home = np.flatnonzero((people.status == RESIDENT) & where[people.village])
        best = np.zeros(len(households))
        np.maximum.at(best, people.household[home], people.digital[home])
        rows = lived_in(world, where)
        village = households.village[rows]
        skilled = best[rows] >= levers.skill_threshold[village]
        gathered = world.draw("orders gathered", households.key[rows], 0) < levers.branch_orders[village]
        mark(world, ONLINE, rows[skilled | gathered])

    def remove(self, world: "World", where: Mask) -> None:
        """Let the shops close."""
        let_go(world, ONLINE, where)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Pay for setting up and running; ask for the hours of training and of gathering orders."""
        on = levers.online_sales > 0
        opened = world.now == world.programme(self.id).since
        cost = whole_fen(on * (levers.setup_cost * opened + levers.running_cost / DEKADS_A_YEAR))
        hours = on * (levers.training_hours + levers.order_hours * levers.branch_orders)
        return Needs({(CADRE, MOBILISATION): hours}, {"programmes": cost}, grant=cost)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise the gains of households that sell online."""
        reach = 1.0 - levers.far_loss * world.villages.remoteness
        push("online_lift", levers.online_sales * levers.price_gain * reach)
