"""Small grids (小网格): neighbours in small grids, each with a member as liaison who calls round, and a closed loop."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import (
    GRID_ROLE,
    MEMBER_ROLE,
    PAPERWORK,
    PUBLIC_ROLE,
    VISITS,
    Lever,
    Levers,
    Needs,
    Policy,
    Push,
)  # fmt: skip
from model.primitives import group_count

if TYPE_CHECKING:
    from model.world import World


class SmallGrid(Policy):
    """Liaisons call on every household on a floor frequency; grid workers log, sort and answer what they bring.

    More is found (E53: found, not solved). Where the floor exceeds the hours that members and representatives have,
    the rounds are walked in part and reported in full.
    """

    id = "small_grid"
    en, zh = "Small grids and closed loop", "小网格与闭环办理"
    group = "linkage_grid"
    covers = ("small_grid", "grid_closed_loop")
    levers = (
        Lever("visits_per_month", 1.0, "visits per household and month", 0, 4, "case:hebei_three_smalls", "C",
              "rounds of a liaison", "联络员每月走访次数", off=0),
        Lever("hours_a_visit", 0.3, "hours", 0.05, 2, "own judgement", "D",
              "time of a call among neighbours", "邻近走访一次耗时"),
        Lever("liaison_share", 0.6, "share", 0, 1, "case:hebei_three_smalls", "D",
              "rounds that members make (representatives make the rest)", "党员联络员承担走访比例"),
        Lever("finding", 0.2, "chance a visit", 0, 0.5, "P18 E53", "D",
              "a call brings an unknown dispute to light", "走访发现纠纷概率"),
        Lever("finding_needs", 0.15, "chance a visit", 0, 0.5, "P01 F037", "D",
              "a call brings an unspoken need to light", "走访发现诉求概率"),
        Lever("feedback", 0.6, "share", 0, 1, "case:forest_city", "D",
              "matters closed only after an answer to whoever raised them", "反馈后办结比例", off=0),
        Lever("sorting", 0.08, "share", 0, 0.5, "case:forest_city", "D",
              "more requests settled per hour when sorted to the right desk", "分流提效", off=0),
        Lever("entry_hours", 1.0, "hours per grid and dekad", 0, 20, "E55 F118", "D",
              "data entry for the closed loop", "闭环录入工时"),
    )  # fmt: skip

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the rounds of members and representatives, and for the data entry of grid workers."""
        rounds = world.villages.homes * levers.visits_per_month / DEKADS_A_MONTH * levers.hours_a_visit
        grids = group_count(world.grids.village, len(world.villages))
        logged = (levers.feedback > 0) | (levers.sorting > 0)
        return Needs({
            (MEMBER_ROLE, VISITS): rounds * levers.liaison_share,
            (PUBLIC_ROLE, VISITS): rounds * (1.0 - levers.liaison_share),
            (GRID_ROLE, PAPERWORK): grids * levers.entry_hours * logged,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let rounds find disputes and needs, and the loop answer and speed up."""
        push("patrol_finding", by_rounds(levers.finding, levers.visits_per_month))
        push("need_finding", by_rounds(levers.finding_needs, levers.visits_per_month))
        push("feedback", levers.feedback)
        push("request_speed", 1.0 + levers.sorting)


def by_rounds(chance: Reals, visits_per_month: Reals) -> Reals:
    """Return the chance a dekad from the chance a visit."""
    found: Reals = 1.0 - (1.0 - chance) ** (visits_per_month / DEKADS_A_MONTH)
    return found
