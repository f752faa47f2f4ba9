"""Three-level mediation centres (三级矛盾调处中心): mediators above, duty hours below, and a rule on passing up."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, DISPUTE_WORK, Lever, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class ThreeLevelMediation(Policy):
    """Small matters stay in the village, hard ones are passed on in time: more capacity above and clear deadlines.

    A strict rule against passing matters up (矛盾不上交) traps hard cases below, where they grow worse.
    """

    id = "three_level_mediation"
    en, zh = "Three-level mediation centres", "三级矛盾调处中心"
    group = "dispute"
    covers = ("three_level_mediation",)
    levers = (
        Lever("upper_capacity", 1.5, "ratio", 0.5, 4, "case:forest_city F079", "D",
              "mediators of township and county over today's", "镇县调解力量倍数", off=1),
        Lever("deadlines", 1.4, "ratio", 1, 4, "P08 F036", "D",
              "speed at which stalled cases are passed on when each level has a deadline", "逐级时限提速", off=1),
        Lever("keep_down", 0.2, "share", 0, 0.9, "case:forest_city", "D",
              "stalled cases held below by the rule against passing up", "不上交要求强度", off=0),
        Lever("village_support", 0.1, "logit", 0, 1, "E48 P06", "D",
              "advice that village mediators get from above", "村级调解支持", off=0),
        Lever("duty_hours", 4, "hours per village and dekad", 0, 40, "own judgement", "D",
              "duty hours at the village centre", "村级值守工时", off=0),
        Lever("hourly_cost", 60, "yuan per hour", 0, 300, "own judgement", "D",
              "cost of an added mediator's hour", "新增调解工时成本"),
        Lever("centre_cost", 3000, "yuan per village and year", 0, 50000, "own judgement", "D",
              "running cost of the centres", "中心运行费", off=0),
    )  # fmt: skip

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
