"""Policy couriers (政策快递员): grid workers and members carry policies to people and people's wishes back."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import GRID_ROLE, MEMBER_ROLE, MOBILISATION, PAPERWORK, VISITS, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class PolicyCourier(Policy):
    """People at home learn of policies and law, the first events most; wishes that are relayed are needs found.

    Events are easy to count: each must be filed, and counts say nothing about what people took home (pt35).
    """

    id = "policy_courier"
    en, zh = "Policy couriers", "政策宣讲“快递员”"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of grid workers and members at events, for files, and for relaying."""
        events = levers.publicity_events / DEKADS_A_YEAR
        hours = events * levers.hours_an_event
        return Needs({
            (GRID_ROLE, MOBILISATION): hours * (1.0 - levers.members_part),
            (MEMBER_ROLE, MOBILISATION): hours * levers.members_part,
            (GRID_ROLE, PAPERWORK): events * levers.hours_of_files,
            (GRID_ROLE, VISITS): levers.relayed * levers.hours_of_relaying,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Make policies and law known, and find the needs that are relayed."""
        reach = half_way(levers.publicity_events, levers.events_half)
        push("publicity", levers.publicity * reach * home_share(world))
        push("legal_teaching", levers.teaching * reach)
        push("need_finding", levers.finding_needs * levers.relayed)
