"""Councils of respected locals (乡贤理事会): people of standing give advice and help to reconcile."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import DISPUTE_WORK, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.primitives import group_count
from model.tables import RESPECTED

if TYPE_CHECKING:
    from model.world import World


class XiangxianCouncil(Policy):
    """Standing and knowledge help to settle family and neighbour cases, to bridge clans and to run projects.

    It needs respected locals who live in the village, the first of them most. A council that many clans sit on draws
    others in; one of few clans replaces ordinary voices, the more its advice counts.
    """

    id = "xiangxian_council"
    en, zh = "Councils of respected locals", "乡贤理事会"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the unpaid hours of those who sit on the council."""
        hours = self.sitting(world, levers) * levers.hours_a_month / DEKADS_A_MONTH
        return Needs({(PUBLIC_ROLE, DISPUTE_WORK): hours})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Reconcile, bridge and advise by those who sit there; draw in or replace others by whose clans they are."""
        seated = half_way(self.sitting(world, levers), levers.sitting_half)
        balance = self.balance(world, levers)
        advice = levers.advice_weight * seated
        push("private_mediation", levers.mediation * seated)
        push("bridging", levers.bridging * seated * balance)
        push("project_skill", 1.0 + levers.knowledge * advice)
        push("ease", (levers.drawing * balance - levers.replacing * (1.0 - balance)) * advice)

    @staticmethod
    def sitting(world: "World", levers: Levers) -> Reals:
        """Return how many sit on the council: respected locals at home, as far as there are seats."""
        sitting: Reals = np.minimum(world.count_posts(RESPECTED), levers.council_size)
        return sitting

    @staticmethod
    def balance(world: "World", levers: Levers) -> Reals:
        """Return how many of the clans that could sit on the council do: 1 where none is missing."""
        people, count = world.people, len(world.villages)
        rows = world.in_post(RESPECTED)
        seats = np.unique(np.stack([people.village[rows], people.clan[rows].astype(np.int64)]), axis=1)
        could = np.minimum(np.maximum(levers.council_size, 1.0), np.maximum(world.villages.clans, 1))
        balance: Reals = np.minimum(group_count(seats[0], count) / could, 1.0)
        return balance
