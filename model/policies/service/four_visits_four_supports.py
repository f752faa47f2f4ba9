"""Four visits (四访四扶): cadre, teacher, doctor and farm technician call on households in hardship."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, VISITS, Levers, Needs, Policy, Push
from model.policies.peers import homes, homes_in_hardship
from model.policies.reach import by_times, half_way
from model.tables import PAIRED

if TYPE_CHECKING:
    from model.world import World


class FourVisits(Policy):
    """Technicians raise yields, doctors cut what goes wrong, visits find the rest; each further visit adds less.

    It is limited by matched staff: households for whom none is found are left out, by lot.
    """

    id = "four_visits_four_supports"
    en, zh = "Four visits and four supports", "四访四扶"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Pair households in hardship with visitors as far as staff reach."""
        households = world.households
        hard = np.flatnonzero(households.hardship & where[households.village])
        luck = world.draw("visitors", households.key[hard], 0)
        found = (luck < levers.coverage[households.village[hard]]) & (levers.visit_types[households.village[hard]] > 0)
        households.joined[hard[found]] |= np.uint8(PAIRED)

    def remove(self, world: "World", where: Mask) -> None:
        """Take leave of the households."""
        households = world.households
        households.joined[where[households.village]] &= ~np.uint8(PAIRED)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask cadres for their share of the visits, and public money for the days of the other professions."""
        each = homes_in_hardship(world) * levers.coverage * levers.visits_a_year / DEKADS_A_YEAR
        cadre = np.minimum(levers.visit_types, 1.0)
        others = each * (levers.visit_types - cadre) * levers.days_a_visit * levers.day_cost
        return Needs({(CADRE, VISITS): each * cadre * levers.cadre_hours}, county_fen=whole_fen(others))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise what paired households earn, find their needs, and let fewer arise."""
        visits = levers.visit_types * levers.visits_a_year
        support = half_way(visits, levers.half_visits)
        push("pair_lift", levers.lift * support)
        push("hardship_finding", levers.coverage * by_times(levers.finding, visits / DEKADS_A_YEAR))
        push("needs", 1.0 - levers.healthier * support * levers.coverage * hardship_share(world))


def hardship_share(world: "World") -> Reals:
    """Return the share of households at home that are in hardship, by village."""
    share: Reals = homes_in_hardship(world) / homes(world)
    return share
