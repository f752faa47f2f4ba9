"""Party work and care funds (党建工作资金与党内关爱资金): money for activities, and care for old members."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World


class PartyWorkAndCareFund(Policy):
    """Activities and care move members at home to do more, each further yuan a member less than the one before.

    Care reaches the old and the poor among them. Nothing of it is income, and members who are away notice nothing.
    """

    id = "party_work_and_care_fund"
    en, zh = "Party work and care funds", "党建工作与党内关爱资金"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Pay in the funds and spend them as they come."""
        fund = whole_fen((levers.work_fund + levers.care_fund) / DEKADS_A_YEAR)
        return Needs(fen={"programmes": fund}, grant=fund)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise members' effort and bring them to meetings."""
        heads = world.count_posts(MEMBER)
        worked, cared = (felt(fund, heads, levers) for fund in (levers.work_fund, levers.care_fund))
        gain = levers.effort_by_work * worked + levers.effort_by_care * cared * self.in_need(world, levers, heads)
        push("member_effort", 1.0 + gain)
        push("meeting_draw", 1.0 + levers.meeting_gain * worked)

    @staticmethod
    def in_need(world: "World", levers: Levers, heads: Reals) -> Reals:
        """Return the share of members at home who are old or live in a household in hardship, by village."""
        people, rows = world.people, world.in_post(MEMBER)
        village = people.village[rows]
        needy = (world.age(rows) >= levers.care_age[village]) | world.households.hardship[people.household[rows]]
        return world.by_village(needy, village) / np.maximum(heads, 1.0)


def felt(fund: Reals, heads: Reals, levers: Levers) -> Reals:
    """Return how far a fund (yuan a year) is felt by so many members: half of it at the yuan a head of the lever."""
    each = fund / np.maximum(heads, 1.0) * (heads > 0)
    share: Reals = each / (each + levers.half_felt)
    return share
