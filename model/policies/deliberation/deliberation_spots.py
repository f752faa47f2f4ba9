"""Places to talk (议事亭、议事长廊、议事小院): a pavilion, a corridor or a yard where people pass by and sit down."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import built, home_share, instalment

if TYPE_CHECKING:
    from model.world import World


class DeliberationSpots(Policy):
    """A near and informal spot lowers the cost of speaking: people take part, and quarrels are overheard.

    Spots beyond what covers all households add nothing, and what does not suit the village stands empty. Each of them
    takes a little of cadres' time; many devices at once spread that time thin.
    """

    id = "deliberation_spots"
    en, zh = "Deliberation spots", "议事亭廊院"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for small building works and upkeep out of the village purse, part of it paid by the county."""
        works = instalment(world, self.id, levers.spots * levers.cost_per_spot, levers.building_months)
        upkeep = whole_fen(levers.spots * levers.upkeep / DEKADS_A_YEAR)
        grant = np.rint(works * levers.county_share).astype(np.int64)
        hours = levers.spots * levers.hours_per_spot / DEKADS_A_MONTH
        return Needs({(CADRE, MOBILISATION): hours}, {"programmes": works + upkeep}, grant=grant)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Ease taking part and let talk bring up quarrels, as far as spots stand, cover homes and suit the village."""
        used = self.cover(world, levers) * built(world, self.id, levers.building_months) * levers.fit_to_village
        push("ease", levers.ease * used * home_share(world))
        push("talk_finding", levers.finding * used * home_share(world))

    @staticmethod
    def cover(world: "World", levers: Levers) -> Reals:
        """Return the share of homes that pass by a spot."""
        covered: Reals = np.minimum(levers.spots * levers.homes_near / np.maximum(world.villages.homes, 1.0), 1.0)
        return covered
