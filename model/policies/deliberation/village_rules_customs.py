"""Village rules and simpler customs (村规民约、移风易俗): cadres and members begin, neighbours follow."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.tables import MEMBER

if TYPE_CHECKING:
    from model.world import World


class VillageRulesCustoms(Policy):
    """Members who keep the rules at weddings and funerals are seen by their neighbours, and the norm spreads.

    Breaches that are answered mean fewer quarrels in families and among neighbours. Example needs members who live in
    the village; rules that the assembly did not set carry less.
    """

    id = "village_rules_customs"
    en, zh = "Village rules and customs", "村规民约与移风易俗"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for a few hours of cadres."""
        return Needs({(CADRE, MOBILISATION): levers.hours * (levers.enforcement + levers.cadre_example)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spread the norm by example and by answered breaches; calm what custom and rule can calm."""
        held = levers.enforcement * np.where(levers.set_by_assembly > 0, 1.0, levers.imposed)
        push("norm_teaching", levers.shown * levers.cadre_example * self.seen(world, levers) + levers.norm * held)
        push("quarrels_private", 1.0 - levers.calm * held)

    @staticmethod
    def seen(world: "World", levers: Levers) -> Reals:
        """Return how far the example of members is seen, by their number per 100 people at home."""
        per_100 = 100.0 * world.count_posts(MEMBER) / np.maximum(world.villages.residents, 1.0)
        return half_way(per_100, levers.members_half)
