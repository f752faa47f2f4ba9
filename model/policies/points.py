"""Points (积分制): public-minded acts earn points that are posted and can be redeemed for goods."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Fen, Mask
from model.ledger import whole_fen
from model.phases.points import cash_in
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PAPERWORK, Lever, Levers, Needs, Policy, Push
from model.primitives import group_total

if TYPE_CHECKING:
    from model.world import World


class Points(Policy):
    """The expected, funded and visible worth of points enters everybody's willingness to take part.

    Points do nothing when small and unseen, wear off by habit, crowd out own motive, and cost trust when promised but
    not paid (P04, P05, P20). They do not raise income beyond what is redeemed (E03).
    """

    id = "points"
    en, zh = "Points scheme", "积分制"
    group = "scoring_incentive"
    covers = ("villager_points", "love_bank")
    levers = (
        Lever("point_value", 1.0, "yuan per point", 0, 20, "F102", "C", "value of a point", "每分价值", off=0),
        Lever("points_per_act", 5, "points an act", 0, 50, "own judgement", "D", "points for one act", "每次行为积分"),
        Lever("annual_budget", 20000, "yuan per village and year", 0, 500000, "E04 P05", "D",
              "money to redeem points", "年兑换预算", off=0),
        Lever("visibility", 0.7, "share", 0, 1, "E02 E16", "D", "how widely points are posted", "积分公示程度", off=0),
        Lever("county_pays", 1, "0 no, 1 yes", 0, 1, "E04", "D",
              "the county grants the budget (else the village purse pays)", "预算由县级拨付", kind="int"),
        Lever("recording_hours", 6, "hours per village and dekad", 0, 60, "E01", "D",
              "hours to record and post points", "记录公示工时"),
    )  # fmt: skip

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for recording hours, and money for what is held in points."""
        recording = levers.recording_hours
        hours = {
            (CADRE, MOBILISATION): 0.5 * recording,
            (MEMBER_ROLE, MOBILISATION): 0.5 * recording,
            (CADRE, PAPERWORK): 0.1 * recording,
        }
        due = world.now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1
        monthly = whole_fen(levers.annual_budget / 12.0)
        asked = np.minimum(monthly, self.held(world)) if due else np.zeros_like(monthly)
        return Needs(hours, {"points": asked}, grant=np.where(levers.county_pays > 0, asked, 0))

    @staticmethod
    def held(world: "World") -> Fen:
        """Return what all households hold in points, in fen a village."""
        households = world.households
        return group_total(households.village, whole_fen(households.points), len(world.villages))

    def remove(self, world: "World", where: Mask) -> None:
        """Redeem what is held when the scheme ends, within a month's budget: only points left unpaid rankle."""
        levers = world.programme(self.id).view
        monthly = whole_fen(levers.annual_budget / 12.0)
        own = np.minimum(monthly, np.maximum(world.ledger.of("cash"), 0))
        paid, _ = cash_in(world, np.where(levers.county_pays > 0, monthly, own), where)
        world.ledger.post("cash", "grants", np.where(levers.county_pays > 0, paid, 0))
        world.ledger.spend("points", paid)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Give acts a value that can be seen."""
        push("points_value", levers.point_value * levers.points_per_act)
        push("points_seen", levers.visibility)
