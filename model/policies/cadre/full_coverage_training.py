"""Full-coverage training (全覆盖培训): all members of the two committees go to school for some days a year."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import HOURS_A_DAY, officials
from model.policies.reach import half_way
from model.tables import COMMITTEE

if TYPE_CHECKING:
    from model.world import World


class FullCoverageTraining(Policy):
    """Training takes days from the village and hardly helps (E48); shadowing a post teaches more than lessons do."""

    id = "full_coverage_training"
    en, zh = "Full-coverage training", "两委全覆盖培训"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the days of those who are trained, and for what the courses cost."""
        days = world.count_posts(COMMITTEE) * levers.coverage * levers.days
        hours = {(CADRE, MOBILISATION): days * HOURS_A_DAY / DEKADS_A_YEAR}
        return Needs(hours, county_fen=officials(days, levers.day_price))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Add a little ability and skill; twice the days bring less than twice the gain."""
        worth = np.where(levers.shadowing > 0, 1.0, levers.theory_worth)
        gained = levers.coverage * half_way(levers.days, levers.half_days) * worth
        push("secretary_ability", levers.ability_gain * gained)
        push("learning", 1.0 + levers.learning_gain * gained)
