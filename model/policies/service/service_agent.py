"""The village service agent (专职代办员): one full-time person handles villagers' matters from beginning to end."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import homes
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class ServiceAgent(Policy):
    """An agent adds hours to the queue of requests: too few in a large village, idle and still paid in a hollow one."""

    id = "service_agent"
    en, zh = "Full-time service agent", "专职代办员"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for the agents' pay, whether there is work for them or not."""
        return Needs(county_fen=whole_fen(levers.agents * levers.agent_pay / DEKADS_A_MONTH))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring hours for requests, and save trips as far as one agent can see to so many households."""
        skill = 1.0 + levers.test_gain * levers.chosen_by_test
        push("helping_hours", levers.agents * levers.agent_hours * levers.share_on_requests * skill)
        at_hand = half_way(levers.agents * levers.homes_per_agent, homes(world))
        push("near_service", levers.near_gain * at_hand)
