"""Linkage of many actors (多元联动): volunteers, lawyers, firms and others are drawn together for a village."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.giving import receive

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World


class MultiActorLinkage(Policy):
    """More kinds of actors in closer touch bring more hands, money and news per matter, fewer where roads are long.

    Every pair of them has to be kept together by cadres, and interests that clash eat part of the gain, so more is not
    always better.
    """

    id = "multi_actor_linkage"
    en, zh = "Linkage of many actors", "多元联动"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours that keep pairs of actors together; spend what they give on small matters."""
        hours = self.pairs(levers) * levers.hours_per_pair
        gift = whole_fen(levers.gift_per_actor * levers.actors * levers.strength / DEKADS_A_YEAR)
        return Needs({(CADRE, MOBILISATION): hours}, {"services": gift})

    def county(self, blocks: "Blocks") -> None:
        """Take in what the actors give."""
        receive(blocks, self, "services")

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring hands for villagers' matters, and ways to be heard."""
        near = 1.0 - levers.far_loss * world.villages.remoteness
        agreed = 1.0 / (1.0 + levers.conflict * self.pairs(levers))
        push("helping_hours", levers.actors * levers.hours_per_actor * levers.strength * agreed * near)
        reach = 1.0 - (1.0 - levers.voice_per_dimension * levers.strength) ** levers.dimensions
        push("voice", reach * agreed * (levers.actors > 0))

    @staticmethod
    def pairs(levers: Levers) -> Reals:
        """Return how many pairs of actors are in touch."""
        pairs: Reals = levers.strength * levers.actors * (levers.actors - 1.0) / 2.0
        return pairs.clip(0.0)
