"""The pioneer index (先锋指数): members are graded once a year, and the grades are posted, honoured and talked over."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MEMBER_ROLE, PAPERWORK, Levers, Needs, Policy, Push
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
