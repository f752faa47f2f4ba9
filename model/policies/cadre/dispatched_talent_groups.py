"""Dispatched people in groups (下派人才组团): those sent down serve several villages together instead of one each."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import others_in_township
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class DispatchedTalentGroups(Policy):
    """The same heads, pooled: hard matters meet the right skill, until the way and the meetings eat the gain.

    The best part to pool lies in between, and lower in remote villages; alone in its township a village gains nothing.
    """

    id = "dispatched_talent_groups"
    en, zh = "Dispatched talent in groups", "下派人才组团服务"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for allowances and travel; salaries are paid anyway."""
        travel = levers.travel_cost * levers.pooled_share * world.villages.remoteness
        return Needs(county_fen=whole_fen(levers.dispatched * (levers.allowance + travel) / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring care to projects and skill to hard cases."""
        useful = half_way(levers.dispatched, levers.half_dispatched) * self.worth(world, levers)
        push("project_skill", 1.0 + levers.project_gain * useful)
        push("rights_mediation", levers.rights_gain * useful)

    @staticmethod
    def worth(world: "World", levers: Levers) -> Reals:
        """Return what an hour of a dispatched person is worth: fit to what is asked, less time on the way."""
        pooled = levers.pooled_share * others_in_township(world)
        fit = levers.fit_alone + (1.0 - levers.fit_alone) * levers.skill_matching * pooled
        there = 1.0 - levers.travel_loss * world.villages.remoteness * levers.pooled_share**2
        worth: Reals = fit * there
        return worth
