"""Four discussions and two disclosures (四议两公开): the branch proposes, four bodies discuss, two notices tell all."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World

MAJOR, ALL = 1, 2


class FourDiscussionsTwoDisclosures(Policy):
    """Steps make decisions sounder and better known, and fewer people quarrel over them afterwards.

    Every step takes days, and what falls under the rule waits for a members' meeting that can decide. Where members
    are away and no quorum comes, minutes are made up: less is truly disclosed and paper grows.
    """

    id = "four_discussions_two_disclosures"
    en, zh = "Four discussions and two disclosures", "四议两公开"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of cadres at each step, of members at their meeting, and for the notices."""
        matters = levers.matters_per_year * self.scope(levers) / DEKADS_A_YEAR
        return Needs({
            (CADRE, MOBILISATION): matters * levers.n_steps * levers.hours_a_step,
            (CADRE, PAPERWORK): matters * levers.n_disclosures * levers.hours_a_notice,
            (MEMBER_ROLE, MOBILISATION): matters * levers.member_hours * world.count_posts(MEMBER),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Open decisions and calm quarrels as far as meetings are real; make projects wait."""
        scope, quorum = self.scope(levers), world.villages.quorum
        real = scope * np.where(quorum, 1.0, 1.0 - levers.made_up)
        push("disclosure", levers.disclosure * levers.n_disclosures * real)
        push("quarrels_village", 1.0 - levers.calm * half_way(levers.n_steps, levers.steps_half) * real)
        push("needs_quorum", scope)
        push("project_pace", 1.0 - scope * half_way(levers.n_steps * levers.days_a_step, levers.usual_days))
        push("paperwork", 1.0 + levers.minutes * scope * ~quorum)

    @staticmethod
    def scope(levers: Levers) -> Reals:
        """Return the share of village matters that fall under the rule."""
        scope: Reals = np.where(
            levers.applied_to == ALL, 1.0, np.where(levers.applied_to == MAJOR, levers.major_share, 0.0)
        )
        return scope
