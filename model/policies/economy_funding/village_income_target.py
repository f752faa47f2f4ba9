"""Village income target (村财达标提质): a sum every village should earn, with rewards for those on the way to it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals
from model.ledger import ROW, whole_fen
from model.phases.economy import OWN_INCOME
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class VillageIncomeTarget(Policy):
    """A target within reach spurs; one far out of reach spurs little, and one that is met spurs no more.

    Hours that cadres spend on income are missing in mediation and visits. What counts is what is reported, so
    rewards press on reports, too.
    """

    id = "village_income_target"
    en, zh = "Village income target", "村财达标提质"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours on income, for the packages, and once a year for the reward of those who arrived."""
        on = levers.target_income > 0
        arrived = self.rewarded(world, on & (own_income(world) >= levers.target_income))
        packages = on * levers.packages * levers.package_cost / DEKADS_A_YEAR
        return Needs(
            {(CADRE, MOBILISATION): levers.hours * on * (self.pull(world, levers) > 0)},
            grant=whole_fen(np.where(arrived, levers.reward, 0.0)),
            county_fen=whole_fen(packages),
        )

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur own effort and care for projects, and press on what is reported."""
        spur = self.pull(world, levers) * (1.0 - (1.0 - levers.package_worth) ** levers.packages)
        push("own_drive", levers.drive_gain * spur)
        push("project_skill", 1.0 + levers.skill_gain * spur)
        push("pressure", levers.pressure_gain * spur)

    def rewarded(self, world: "World", arrived: Mask) -> Mask:
        """Return which of the villages that arrived are rewarded in this dekad, a whole number of years on."""
        lived = world.now - world.programme(self.id).since
        today: Mask = arrived & (lived > 0) & (lived % DEKADS_A_YEAR == 0)
        return today

    @staticmethod
    def pull(world: "World", levers: Levers) -> Reals:
        """Return how much the target spurs a village: by the part of it that is earned already, until it is met."""
        done = own_income(world) / np.maximum(levers.target_income, 1.0)
        near: Reals = done / (done + levers.half_spurred)
        return np.where((levers.target_income > 0) & (done < 1.0), np.maximum(near, levers.least_spur), 0.0)


def own_income(world: "World") -> Reals:
    """Return what the collective earned in the last four quarters, in yuan; at first, what it used to earn."""
    books = world.record.get("ledger", [])
    if len(books) <= 4:
        usual: Reals = world.villages.operating_level.copy()
        return usual
    rows = [ROW[name] for name in OWN_INCOME]
    earned: Reals = np.maximum((books[-5][rows] - books[-1][rows]).sum(axis=0) / 100.0, 0.0)
    return earned
