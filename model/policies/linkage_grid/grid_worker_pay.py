"""One net for grid workers (一张网): six small posts and their pay are merged into the grid post; some training."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.tables import GRID_WORKER

if TYPE_CHECKING:
    from model.world import World

DAY = 8.0
"""Hours of a day of training."""


class GridWorkerPay(Policy):
    """Better paid grid workers stay and keep what they know of households; the merged posts load them with duties.

    The net effect is open: it depends on the hours of the post. Training hardly helps (E48).
    """

    id = "grid_worker_pay"
    en, zh = "One-net grid pay", "网格员待遇整合"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for the new part of the rise and for training."""
        heads = world.count_posts(GRID_WORKER)
        pooled = levers.pooled_share * levers.posts_merged / 6.0
        rise = levers.pay_rise * (1.0 - pooled) / DEKADS_A_MONTH
        training = levers.training_days * levers.training_cost / DEKADS_A_YEAR
        return Needs(county_fen=whole_fen(heads * (rise + training)))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise pay and load; training adds a little skill."""
        push("grid_pay", levers.pay_rise)
        push("grid_duties", duties(levers))
        push("grid_hours", levers.posts_merged * levers.hours_per_post * levers.hours_brought)
        push("grid_mediation", levers.training_gain * levers.training_days)


def duties(levers: Levers) -> Reals:
    """Return hours a dekad that merged posts and training add to one grid post."""
    added: Reals = levers.posts_merged * levers.hours_per_post + levers.training_days * DAY / DEKADS_A_YEAR
    return np.asarray(added)
