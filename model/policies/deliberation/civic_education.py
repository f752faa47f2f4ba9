"""Night schools and culture (农民夜校、文明村镇、家风家训): evenings at which people learn and are together."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class CivicEducation(Policy):
    """Slowly lifts norms, knowledge of the law and of policies among those who come; the first evenings do most.

    Whoever is away cannot come, and a poor purse holds fewer evenings.
    """

    id = "civic_education"
    en, zh = "Civic education", "农民夜校与文明创建"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours and for the budget of the evenings; the county pays its part into the purse."""
        sessions = levers.sessions_per_year / DEKADS_A_YEAR
        budget = whole_fen(sessions * levers.budget)
        grant = np.rint(budget * levers.county_share).astype(np.int64)
        return Needs({(CADRE, MOBILISATION): sessions * levers.hours_a_session}, {"programmes": budget}, grant=grant)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Teach norm, law and policies to those who come."""
        reach = half_way(levers.sessions_per_year, levers.sessions_half) * self.come(world, levers)
        push("norm_teaching", levers.norm * reach)
        push("legal_teaching", levers.teaching * reach)
        push("publicity", levers.publicity * reach)

    @staticmethod
    def come(world: "World", levers: Levers) -> Reals:
        """Return the share of registered people who come."""
        come: Reals = levers.attendance * home_share(world)
        return come
