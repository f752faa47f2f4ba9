"""Self-rule, law and virtue together (三治融合): each kind of quarrel is settled in the way that fits it."""

from typing import TYPE_CHECKING

import numpy as np

from model.columns import Reals
from model.policies.base import CADRE, DISPUTE_WORK, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.tables import COMMITTEE

if TYPE_CHECKING:
    from model.world import World


class ThreeGovernancesFusion(Policy):
    """Neighbours settle by their own rule, families by virtue and custom, land and rights by law.

    Weights that match the quarrels of the village settle most; each way alone leaves a gap. Law helps as far as those
    who apply it know it, which is why the fusion is hard to push where legal awareness is thin.
    """

    id = "three_governances_fusion"
    en, zh = "Self-rule, law and virtue together", "三治融合"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for hours on disputes: of cadres for self-rule and law, of the public for self-rule and virtue."""
        of_self, of_law, of_virtue = self.weights(levers)
        shared = levers.public_part * of_self
        return Needs({
            (CADRE, DISPUTE_WORK): levers.hours * (of_self - shared + of_law),
            (PUBLIC_ROLE, DISPUTE_WORK): levers.hours * (shared + levers.public_part * of_virtue),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Settle each kind of quarrel as far as the way that fits it is followed."""
        of_self, of_law, of_virtue = (half_way(weight, levers.weight_half) for weight in self.weights(levers))
        b = world.b.disputes
        family = b.mix_family / (b.mix_family + b.mix_neighbours)
        push("private_mediation", levers.mediation * (family * of_virtue + (1.0 - family) * of_self))
        push("rights_mediation", levers.mediation * of_law * self.lawful(world, levers))

    @staticmethod
    def weights(levers: Levers) -> tuple[Reals, Reals, Reals]:
        """Return the weights of self-rule, law and virtue; more than the whole effort cannot be spent."""
        ways = levers.weight_self, levers.weight_law, levers.weight_virtue
        whole = np.maximum(sum(ways), 1.0)
        return ways[0] / whole, ways[1] / whole, ways[2] / whole

    @staticmethod
    def lawful(world: "World", levers: Levers) -> Reals:
        """Return how well the committee knows the law, against what the full use of it takes."""
        heads = np.maximum(world.count_posts(COMMITTEE), 1.0)
        known: Reals = np.minimum(world.sum_posts(COMMITTEE, "legal") / heads / levers.legal_needed, 1.0)
        return known
