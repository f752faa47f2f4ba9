"""One-shoulder leadership (一肩挑): the secretary is village director as well, so one person decides and answers."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import seated

if TYPE_CHECKING:
    from model.world import World


class OneShoulder(Policy):
    """Decisions come faster and everything hangs on one person: good villages do better, bad ones worse.

    Oversight falls unless reports to whoever watches win it back, at the price of hours.
    """

    id = "one_shoulder"
    en, zh = "One-shoulder leadership", "书记主任一肩挑"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of reports by which the one head is watched."""
        return Needs({(CADRE, PAPERWORK): levers.watch_hours * levers.merged * seated(world)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Put posts into one hand where there is a secretary."""
        one = levers.merged * seated(world)
        push("concentration", one)
        push("project_pace", 1.0 + levers.pace * one)
        push("oversight", (levers.watch_gain * levers.watch_hours - levers.unwatched) * one)
