"""Courtyard governance (院坝治理): neighbours of one yard meet where they live, and settle there what concerns them."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import by_times, clan_mix, half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class CourtyardGovernance(Policy):
    """Small yards make speaking cheap and neighbours' eyes close: people take part, keep rules and air quarrels early.

    It works the better the smaller the yard and the more neighbours are at home (E84). Yards of one clan each turn
    inward: where there are several clans, their bodies come to weigh more.
    """

    id = "courtyard_governance"
    en, zh = "Courtyard governance", "院坝治理"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of whoever leads the meetings: a resident, or a cadre where no yard has a leader."""
        yards = world.villages.homes / levers.households_per_yard
        hours = yards * levers.meetings_per_month / DEKADS_A_MONTH * levers.hours_a_meeting
        led = levers.yard_leader
        return Needs({(PUBLIC_ROLE, MOBILISATION): hours * led, (CADRE, MOBILISATION): hours * (1.0 - led)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Ease taking part, teach the norm and bring up quarrels, as far as meetings, closeness and people reach."""
        close = half_way(levers.close_yard, levers.households_per_yard)
        reach = half_way(levers.meetings_per_month, levers.meetings_half) * close * home_share(world)
        push("ease", levers.ease * reach)
        push("norm_teaching", levers.norm * reach)
        push("talk_finding", by_times(levers.finding * home_share(world), levers.meetings_per_month / DEKADS_A_MONTH))
        push("clan_bodies", 1.0 + levers.splitting * reach * clan_mix(world))
