"""Low-income household plan (低收入家庭增收计划): members pair with households in hardship and help them earn more."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Mask
from model.ledger import whole_fen
from model.policies.base import MEMBER_ROLE, VISITS, Levers, Needs, Policy, Push
from model.policies.economy_funding.joining import enrol, homes_in, let_go, lived_in
from model.tables import MEMBER, PAIRED

if TYPE_CHECKING:
    from model.world import World


class LowIncomeHouseholdPlan(Policy):
    """Members at home take as many households in hardship as they can; a pooled grant goes to those that are paired.

    It lifts the bottom and is noticed; where few members live in the village, few households are reached.
    """

    id = "low_income_household_plan"
    en, zh = "Low-income household plan", "低收入家庭增收计划"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Pair households in hardship with members at home, by lot."""
        households = world.households
        rows = lived_in(world, where)
        rows = rows[households.hardship[rows]]
        luck = world.draw("pairing", households.key[rows], 0)
        enrol(world, PAIRED, rows, levers.pairs_per_member * world.count_posts(MEMBER), luck)

    def remove(self, world: "World", where: Mask) -> None:
        """End the pairs."""
        let_go(world, PAIRED, where)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for members' hours with their households, and for the pooled grant."""
        pairs = homes_in(world, PAIRED) * (levers.pairs_per_member > 0)
        hours = pairs * levers.hours_per_pair / DEKADS_A_MONTH
        return Needs({(MEMBER_ROLE, VISITS): hours}, county_fen=whole_fen(pairs * levers.pooled_grant / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lift paired households, pay out the pooled grant, and let it be seen."""
        households = world.households
        pairs = homes_in(world, PAIRED) * (levers.pairs_per_member > 0)
        push("pair_lift", levers.lift * (pairs > 0))
        needy = world.by_village(households.hardship & (households.residents > 0), households.village)
        push("hardship_aid", levers.pooled_grant * pairs / np.maximum(needy, 1.0))
        push("esteem", levers.thanks * pairs / np.maximum(world.villages.homes, 1.0))
