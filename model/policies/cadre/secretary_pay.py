"""Pay of secretaries (村书记薪酬): a rise, an allowance for years of service, and rewards for stars (评星定级)."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.primitives import group_count, group_sum
from model.tables import COMMITTEE, SECRETARY

if TYPE_CHECKING:
    from model.world import World


class SecretaryPay(Policy):
    """Pay keeps secretaries, draws abler ones and frees them from side work, up to what they could earn elsewhere.

    Deputies left behind cut their effort (E30, P15). Stars are given on reported figures: they spur, and they press.
    The allowance keeps the old in post with the able.
    """

    id = "secretary_pay"
    en, zh = "Secretary pay and stars", "村书记薪酬与星级管理"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Grant the village what the rises cost it."""
        top, deputy = self.rises(world, levers)
        heads = self.deputies(world)[0]
        return Needs(grant=whole_fen((top + deputy * heads) / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise pay, attention and spur; let a wide gap discourage deputies and rewarded stars press on reports."""
        top, deputy = self.rises(world, levers)
        push("secretary_pay", top)
        push("deputy_pay", deputy)
        base = self.base_pay(world)
        elsewhere = 12.0 * world.b.organisation.secretary_outside * world.villages.income_level
        nearer = np.minimum((base + top) / elsewhere, 1.0) - np.minimum(base / elsewhere, 1.0)
        push("focus", levers.focus_gain * nearer)
        stars = levers.star_reward / 1000.0
        oversight = world.oversight
        lost = levers.ratio_loss * self.widened(world, levers, base, top, deputy)
        push("cadre_effort", (1.0 - lost) * (1.0 + levers.star_spur * stars * oversight))
        push("pressure", levers.star_pressure * stars)
        push("paperwork", 1.0 + levers.star_files * stars)
        push("secretary_leaving", 1.0 / (1.0 + levers.kept_by_seniority * self.allowance(world, levers) / 1000.0))

    @staticmethod
    def allowance(world: "World", levers: Levers) -> Reals:
        """Return the allowance for years of service, in yuan a year; 0 where the post is vacant."""
        secretary = world.villages.secretary
        years = world.people.tenure[np.maximum(secretary, 0)] / DEKADS_A_YEAR
        return np.where(secretary >= 0, levers.seniority * years, 0.0)

    def rises(self, world: "World", levers: Levers) -> tuple[Reals, Reals]:
        """Return pay on top of a secretary and of each deputy, in yuan a year, one value a village."""
        top = levers.chief_raise + self.allowance(world, levers) + levers.star_reward * world.villages.stars
        return np.where(world.villages.secretary >= 0, top, 0.0), levers.chief_raise * levers.deputy_share

    @staticmethod
    def base_pay(world: "World") -> Reals:
        """Return the secretary's pay without rises, in yuan a year; 0 where the post is vacant."""
        secretary = world.villages.secretary
        return np.where(secretary >= 0, 12.0 * world.people.pay[np.maximum(secretary, 0)], 0.0)

    @staticmethod
    def deputies(world: "World") -> tuple[Reals, Reals]:
        """Return how many sit on the two committees beside the secretary, and their pay a month, by village."""
        people, count = world.people, len(world.villages)
        rows = world.in_post(COMMITTEE)
        rows = rows[(people.role[rows] & SECRETARY) == 0]
        village = people.village[rows]
        return group_count(village, count).astype(float), group_sum(village, people.pay[rows], count)

    def widened(self, world: "World", levers: Levers, base: Reals, top: Reals, deputy: Reals) -> Reals:
        """Return by how much the rises widen the pay ratio above its limit."""
        heads, pay = self.deputies(world)
        paid = 12.0 * pay / np.maximum(heads, 1.0)
        before = np.maximum(base / np.maximum(paid, 1.0), levers.ratio_limit)
        after = np.maximum((base + top) / np.maximum(paid + deputy, 1.0), levers.ratio_limit)
        return np.where(heads > 0, after - before, 0.0)
