"""Points (积分制): public-minded acts earn points that are posted and can be redeemed for goods."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Fen, Mask
from model.ledger import whole_fen
from model.phases.points import cash_in
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.reach import clan_mix
from model.primitives import group_total

if TYPE_CHECKING:
    from model.world import World


class Points(Policy):
    """The expected, funded and visible worth of points enters everybody's willingness to take part.

    Points do nothing when small and unseen, wear off by habit, crowd out own motive, and cost trust when promised but
    not paid (P04, P05, P20). Where clans are many, records are doubted. Income rises by no more than what is redeemed
    (E03).
    """

    id = "points"
    en, zh = "Points scheme", "积分制"

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
        """Give acts a value that can be seen, and cause for doubt among clans that do not keep the records."""
        push("points_value", levers.point_value * levers.points_per_act)
        push("points_seen", levers.visibility)
        push("esteem", -levers.resentment * clan_mix(world))
