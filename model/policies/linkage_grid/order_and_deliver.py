"""Order and deliver (三单服务): villagers order at home, the branch takes the order, members and workers run for it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import GRID_ROLE, MEMBER_ROLE, VISITS, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class OrderAndDeliver(Policy):
    """The way to town is walked by those who serve, not by those who need: most welcome to the old.

    The hours compete with patrols and visits, the more the farther the town is; with few members at home most orders
    stay undelivered.
    """

    id = "order_and_deliver"
    en, zh = "Order and deliver", "三单送办服务"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members and grid workers for the ways to town that they take over."""
        way = levers.hours_per_order * (1.0 + levers.remote_way * world.villages.remoteness)
        hours = world.villages.homes * levers.orders_per_home / DEKADS_A_YEAR * way
        return Needs({
            (MEMBER_ROLE, VISITS): hours * levers.member_share,
            (GRID_ROLE, VISITS): hours * (1.0 - levers.member_share),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Save trips to town; whoever delivers is thought better of."""
        push("near_service", saved(levers))
        push("esteem", levers.thanks * saved(levers))


def saved(levers: Levers) -> Reals:
    """Return the share of trips to town that orders replace."""
    share: Reals = np.minimum(levers.orders_per_home / levers.trips_per_home, 1.0)
    return share
