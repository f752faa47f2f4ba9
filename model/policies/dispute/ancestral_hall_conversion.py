"""Halls of one clan opened to all (宗祠改造): a place to read, meet and mediate instead of a seat of one lineage."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import built, home_share, instalment, years_since

if TYPE_CHECKING:
    from model.world import World


class AncestralHallConversion(Policy):
    """A hall with a use for everybody takes weight from clan bodies, and people have a place to meet.

    It counts as far as the village's clan halls are converted and built. Strong clan bodies oppose it, which holds the
    effect back in the first years. Half-paid works stay half-done.
    """

    id = "ancestral_hall_conversion"
    en, zh = "Ancestral halls for everybody", "宗祠改造利用"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the works while they last and for upkeep, out of the village purse; the county pays its share."""
        halls = self.halls(world, levers)
        works = instalment(world, self.id, halls * levers.cost_per_hall, levers.building_months)
        upkeep = whole_fen(halls * levers.upkeep / DEKADS_A_YEAR)
        grant = np.rint(works * levers.county_share).astype(np.int64)
        return Needs(fen={"programmes": works + upkeep}, grant=grant)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Take weight from clan bodies and ease meeting, as far as halls stand and are accepted."""
        halls = self.halls(world, levers)
        done = built(world, self.id, levers.building_months) * self.accepted(world, levers)
        push("clan_bodies", 1.0 - levers.weight_cut * halls / np.maximum(world.villages.clans, 1) * done)
        push("ease", levers.ease * np.minimum(halls, 1.0) * done * home_share(world))

    @staticmethod
    def halls(world: "World", levers: Levers) -> Reals:
        """Return how many halls are converted: no village has more than clans."""
        halls: Reals = np.minimum(levers.halls, world.villages.clans)
        return halls

    def accepted(self, world: "World", levers: Levers) -> Reals:
        """Return how far the change is accepted; opposition of clan bodies wears off over the years."""
        against = levers.opposition * world.villages.clan_bodies
        accepted: Reals = 1.0 - against * np.exp(-years_since(world, self.id) / levers.opposed_years)
        return accepted
