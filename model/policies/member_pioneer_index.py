"""The pioneer index (先锋指数): members are graded once a year, and the grades are posted, honoured and talked over."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MEMBER_ROLE, PAPERWORK, Lever, Levers, Needs, Policy, Push
from model.primitives import group_count
from model.tables import AWAY, MEMBER, RESIDENT

if TYPE_CHECKING:
    from model.world import World


class MemberPioneerIndex(Policy):
    """Recognition moves members where money would not (E10), the more so the more peers are graded beside them.

    Only members at home have acts to score. The gain is modest and saturates; records cost hours whoever is away.
    """

    id = "member_pioneer_index"
    en, zh = "Member pioneer index", "党员先锋指数"
    group = "scoring_incentive"
    covers = ("vanguard_index",)
    levers = (
        Lever("recognition", 0.6, "share", 0, 1, "case:hebei_three_smalls E10", "D",
              "how far grades are posted and honoured", "公示表彰力度", off=0),
        Lever("effort_gain", 0.15, "share", 0, 0.6, "E10", "D",
              "most that recognition adds to the effort of members", "努力提升上限"),
        Lever("peers", 10, "resident members", 1, 60, "E10", "D",
              "graded peers at home at which half of the gain is reached", "半效同伴人数"),
        Lever("record_hours", 0.1, "hours per member and dekad", 0, 2, "case:hebei_three_smalls", "D",
              "records and reviews", "记录评议工时"),
        Lever("award_money", 2000, "yuan per village and year", 0, 50000, "own judgement", "D",
              "certificates and souvenirs", "表彰支出"),
    )  # fmt: skip

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for records on all members by the committees, reviews by members at home, and award money."""
        on = levers.recognition > 0
        home, enrolled = world.count_posts(MEMBER), self.enrolled(world)
        hours = {
            (CADRE, PAPERWORK): enrolled * levers.record_hours * on,
            (MEMBER_ROLE, PAPERWORK): 0.5 * home * levers.record_hours * on,
        }
        return Needs(hours, {"programmes": whole_fen(levers.award_money * on / DEKADS_A_YEAR)})

    @staticmethod
    def enrolled(world: "World") -> Reals:
        """Return registered members, at home or away, one value a village."""
        people = world.people
        rows = world.tick.posted[(people.role[world.tick.posted] & MEMBER) > 0]
        status = people.status[rows]
        rows = rows[(status == RESIDENT) | (status == AWAY)]
        return group_count(people.village[rows], len(world.villages)).astype(float)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise the effort of members; twice the recognition brings less than twice the gain."""
        home = world.count_posts(MEMBER)
        push("member_effort", 1.0 + levers.effort_gain * np.sqrt(levers.recognition) * home / (home + levers.peers))
