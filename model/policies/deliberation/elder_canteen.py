"""Elder canteens (长者食堂): a warm meal near home for the old, and a table at which they talk."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.world import World


class ElderCanteen(Policy):
    """Those who are fed have fewer needs left, the village is thought better of, and at table quarrels are aired.

    Seats limit it, and so does money: meals and a cook must be paid dekad after dekad, by the county, by donors and by
    the village purse. A poor collective pays in part and feeds in part.
    """

    id = "elder_canteen"
    en, zh = "Elder canteens", "长者食堂"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for meals and cooks; donors bring their part beside the purse, the county pays its part into it."""
        meals = self.fed(world, levers) * levers.meals_a_dekad * levers.subsidy_per_meal
        cost = meals + levers.canteens * levers.staff_pay / DEKADS_A_MONTH
        due = whole_fen(cost * (1.0 - levers.donors_share))
        return Needs(fen={"programmes": due}, grant=np.minimum(whole_fen(cost * levers.county_share), due))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Meet needs before they arise, earn esteem and air quarrels, by how many are fed."""
        fed = self.fed(world, levers)
        of_adults = np.minimum(fed / np.maximum(world.villages.adults_home, 1.0), 1.0)
        push("needs", 1.0 - levers.needs_met * of_adults)
        push("esteem", levers.content * of_adults)
        push("talk_finding", levers.finding * fed / np.maximum(self.elders(world), 1.0))

    @staticmethod
    def elders(world: "World") -> Reals:
        """Return the old who live at home."""
        households = world.households
        return group_sum(households.village, households.old, len(world.villages))

    def fed(self, world: "World", levers: Levers) -> Reals:
        """Return how many eat there: those of the old who come, as far as there are seats."""
        fed: Reals = np.minimum(self.elders(world) * levers.attendance, levers.canteens * levers.seats)
        return fed
