"""Branch, enterprise and households (党支部+龙头企业+农户): farms sell to a firm at a price fixed beforehand."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.economy_funding.joining import enrol, let_go, lived_in
from model.primitives import group_count
from model.tables import CONTRACT

if TYPE_CHECKING:
    from model.world import World


class EnterprisePlusHouseholds(Policy):
    """A contract pays a premium, teaches, and takes part of the market's swing off the household, up and down.

    The firm keeps part of the premium unless a branch that is tied to village work bargains for all. Firms sign the
    larger farms first. When prices swing, one side breaks the contract, and that makes quarrels over money.
    """

    id = "enterprise_plus_households"
    en, zh = "Enterprise and households", "党支部+龙头企业+农户"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Sign contracts with the larger farms first."""
        households, count = world.households, len(world.villages)
        rows = lived_in(world, where)
        rows = rows[households.land[rows] > 0.0]
        farms = group_count(households.village[rows], count)
        enrol(world, CONTRACT, rows, levers.contracted_share * farms, -households.land[rows])

    def remove(self, world: "World", where: Mask) -> None:
        """Let contracts run out."""
        let_go(world, CONTRACT, where)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours in which the branch speaks for its households."""
        contracts = levers.contracted_share * world.villages.homes
        return Needs({(CADRE, MOBILISATION): contracts * levers.hours_per_contract / DEKADS_A_YEAR})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise the gains of households under contract, and quarrels over money when prices swing."""
        villages, on = world.villages, levers.contracted_share > 0
        kept = 1.0 - levers.firm_share * (1.0 - villages.integration)
        steadied = levers.price_fixed * (1.0 / np.maximum(villages.market, 0.1) - 1.0)
        push("contract_lift", on * (levers.premium * kept + levers.know_how + steadied))
        swing = np.abs(villages.market - 1.0)
        push("quarrels_private", 1.0 + levers.breach * levers.contracted_share * swing)
