"""Local talent (土专家、技术骨干、农民工村干部): people of the village are trained to farm, to teach and to lead."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import homes
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class LocalTalentCultivation(Policy):
    """Experts raise what the land brings as far as they reach, returned cadres lend the secretary ability.

    Both stay less where everybody else is away.
    """

    id = "local_talent_cultivation"
    en, zh = "Local talent", "本土人才培育"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for training."""
        heads = levers.experts + levers.returned_cadres
        return Needs(county_fen=whole_fen(heads * levers.training_cost / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise income from the land and the secretary's ability by those who stay."""
        stay = self.stay(world, levers)
        reached = half_way(levers.experts * stay * levers.homes_an_expert, homes(world))
        push("product_lift", levers.lift * reached)
        push("secretary_ability", levers.ability_gain * levers.returned_cadres * stay)

    @staticmethod
    def stay(world: "World", levers: Levers) -> Reals:
        """Return the share of those brought up who stay in the village."""
        kept: Reals = levers.kept_at_least + (1.0 - levers.kept_at_least) * home_share(world)
        return kept
