"""The county's 12345 hotline: whoever calls gets an order number."""

from typing import TYPE_CHECKING

from model.policies.base import Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class Hotline(Policy):
    """A hotline takes requests; its orders are counted against the grid (F155: 40-80 orders per 1,000 and year)."""

    id = "hotline"
    en, zh = "12345 hotline", "12345热线"
    standing = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for what the hotline costs."""
        heads = world.villages.registered
        return Needs(county_fen=(levers.cost_per_head * heads * 100.0 / 36.0).astype("int64"))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let requests come by hotline."""
        push("hotline", levers.works)
