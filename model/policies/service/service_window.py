"""The village service window (便民服务站): a counter in the village where papers are taken in and matters closed."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, REQUEST_WORK, Levers, Needs, Policy, Push
from model.policies.peers import homes, once
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class ServiceWindow(Policy):
    """Trips to town are saved as far as the counter is open and the township truly hands down its powers.

    The old gain most. The hours at the counter are taken from whatever else cadres do, also when nobody comes.
    """

    id = "service_window"
    en, zh = "Village service window", "便民服务小窗口"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres at the counter and, at the start, for the outlay to fit it out."""
        on = (levers.closed_in_village > 0) | (levers.handled_once > 0)
        hours = {(CADRE, REQUEST_WORK): levers.opening_hours * on}
        return Needs(hours, county_fen=once(world, self.id, levers.upgrade_cost * on))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Save trips, and let lists and plain sheets spare second handlings; a big village needs a longer opening."""
        found_open = half_way(levers.opening_hours, levers.hours_per_home * homes(world))
        push("near_service", levers.closed_in_village * levers.delegated * found_open)
        push("request_speed", 1.0 + levers.handled_once * found_open)
