"""Eliminating weak villages (消薄结对): firms adopt weak villages with capital, partners elsewhere buy from them."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Fen, Mask
from model.ledger import whole_fen
from model.phases.economy import attention
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.giving import receive
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World


class WeakVillageElimination(Policy):
    """Only villages that earn less than the line are helped: firms give capital once a year, partners bring orders.

    Help tempts to wait: where the secretary's mind is elsewhere, the village puts less of its own income to work, and
    what was given wears out.
    """

    id = "weak_village_elimination"
    en, zh = "Eliminating weak villages", "消薄结对帮扶"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Put the firms' gift to work, and ask for the days in which officials match firms, partners and villages."""
        ties = (levers.firms_per_village + levers.partners) * self.weak(world, levers)
        days = officials(ties * levers.days_per_tie, levers.day_cost)
        return Needs(fen={"capital": self.gift(world, levers)}, county_fen=days)

    def county(self, blocks: "Blocks") -> None:
        """Take in what firms give."""
        receive(blocks, self, "capital")

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let partners' orders and known methods make projects pay better; let the helped lean back."""
        weak = self.weak(world, levers)
        orders = levers.order_gain * (1.0 - (1.0 - levers.partner_worth) ** levers.partners)
        push("project_skill", 1.0 + weak * (orders + levers.method_gain * levers.methods))
        helped = weak & ((levers.firms_per_village > 0) | (levers.partners > 0))
        push("own_drive", -levers.waiting * helped * (1.0 - attention(world).clip(0.0, 1.0)))

    def gift(self, world: "World", levers: Levers) -> Fen:
        """Return what firms give in this dekad, once a year, in fen a village."""
        due = (world.now - world.programme(self.id).since) % DEKADS_A_YEAR == 0
        given = levers.firms_per_village * levers.capital_per_firm * self.weak(world, levers)
        return whole_fen(np.where(due, given, 0.0))

    @staticmethod
    def weak(world: "World", levers: Levers) -> Mask:
        """Return which villages earn so little that they are helped."""
        poor: Mask = world.villages.operating_level < levers.weak_below
        return poor
