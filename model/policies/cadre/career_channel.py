"""A career channel (村书记进乡镇班子): part of a township's leaders are chosen from among its village secretaries."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import ability_of_secretaries, officials, seated, township_size
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.world import World


class CareerChannel(Policy):
    """The prospect spurs secretaries and draws abler ones; the ablest then leave, so a village needs a bench.

    There are few places: in a township of many villages the prospect of each is slight.
    """

    id = "career_channel"
    en, zh = "Career channel for secretaries", "村书记晋升通道"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the time in which township officials look at candidates."""
        return Needs(county_fen=officials(levers.review_days * (levers.leaders_from_villages > 0), levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur by the prospect within a term, draw candidates by the usual one, and let the chosen leave."""
        places = levers.leaders_from_villages * levers.team_size / levers.term
        chance = self.chance(world, levers, places)
        push("cadre_effort", 1.0 + levers.spur * within(chance, levers.term))
        push("attraction", levers.draw * within(places / township_size(world), levers.term))
        push("secretary_leaving", 1.0 + chance / levers.usual_leaving)

    @staticmethod
    def chance(world: "World", levers: Levers, places: Reals) -> Reals:
        """Return each secretary's chance a year of being chosen out of the township's, the abler the likelier."""
        township, count = world.villages.township, len(world.townships)
        weight = np.exp(levers.ablest_first * ability_of_secretaries(world)) * seated(world)
        whole = group_sum(township, weight, count)[township]
        return np.where(whole > 0, places * weight / np.maximum(whole, 1e-12), 0.0)


def within(chance: Reals, years: Reals) -> Reals:
    """Return the chance within some years from the chance a year."""
    sure: Reals = 1.0 - (1.0 - np.minimum(chance, 1.0)) ** years
    return sure
