"""One net for grid workers (一张网): six small posts and their pay are merged into the grid post; some training."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Lever, Levers, Needs, Policy, Push
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
    group = "linkage_grid"
    covers = ("grid_worker_pay_integration",)
    protocol_free = True
    levers = (
        Lever("pay_rise", 1000, "yuan a month", 0, 5000, "F151", "C",
              "pay on top for a grid worker", "网格员增薪", off=0),
        Lever("pooled_share", 0.5, "share", 0, 1, "case:pilot_county", "D",
              "part of the rise that comes out of the six merged posts", "增薪来自整合岗位比例"),
        Lever("posts_merged", 6, "posts", 0, 6, "case:pilot_county", "C",
              "village posts merged into the grid post", "整合岗位数", off=0, kind="int"),
        Lever("hours_per_post", 1.0, "hours per post and dekad", 0, 10, "own judgement", "D",
              "duties that a merged post brings", "每个整合岗位工时"),
        Lever("hours_brought", 0.8, "share", 0, 1, "own judgement", "D",
              "part of those duties that comes with paid hours of its own", "整合职责配套工时比例"),
        Lever("training_days", 2, "days a year", 0, 30, "E48 E49", "D",
              "training of a grid worker", "年培训天数", off=0),
        Lever("training_gain", 0.005, "logit per day a year", 0, 0.1, "E48 E49", "D",
              "gain in mediation from a day of training", "每日培训调解增益"),
        Lever("training_cost", 150, "yuan per day", 0, 1000, "own judgement", "D",
              "cost of a day of training", "每日培训费用"),
    )  # fmt: skip

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
