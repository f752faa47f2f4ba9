"""Three-level mediation centres (三级矛盾调处中心): mediators above, duty hours below, and a rule on passing up."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, DISPUTE_WORK, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class ThreeLevelMediation(Policy):
    """Small matters stay in the village, hard ones are passed on in time: more capacity above and clear deadlines.

    A strict rule against passing matters up (矛盾不上交) traps hard cases below, where they grow worse.
    """

    id = "three_level_mediation"
    en, zh = "Three-level mediation centres", "三级矛盾调处中心"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for duty hours, and the county for mediators above and for the centres."""
        b = world.b.mediation
        heads = world.villages.registered
        added = (levers.upper_capacity - 1.0).clip(min=0.0) * heads / 1000.0 * (b.township_hours + b.county_hours)
        cost = whole_fen(added * levers.hourly_cost + levers.centre_cost / DEKADS_A_YEAR)
        return Needs({(CADRE, DISPUTE_WORK): levers.duty_hours}, county_fen=cost)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Strengthen the upper rungs, move or hold stalled cases, and advise the village."""
        push("upper_capacity", levers.upper_capacity)
        push("ladder_speed", levers.deadlines * (1.0 - levers.keep_down))
        push("village_mediation", levers.village_support)
