"""The village platform (村级智慧平台): one screen for reporting and handling, of use once enough people use it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, GRID_ROLE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.hands import digital_use, grids_of
from model.policies.reach import half_way, instalment, years_since

if TYPE_CHECKING:
    from model.world import World


class VillageSmartPlatform(Policy):
    """Past a threshold of users the platform saves time; below it everything is entered twice and takes longer.

    How many come to use it hangs on how handy it is and on who can use a phone. Paper kept beside it eats the gain. It
    keeps people who are away in touch (E70), whoever uses it at home.
    """

    id = "village_smart_platform"
    en, zh = "Village platform", "村级智慧平台"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for entries and upkeep, and for building and running costs out of public money."""
        on = levers.usability > 0
        building = instalment(world, self.id, levers.build_cost * on, levers.build_months)
        return Needs({
            (GRID_ROLE, PAPERWORK): grids_of(world) * levers.entry_hours * on,
            (CADRE, PAPERWORK): levers.upkeep_hours * on,
        }, county_fen=building + whole_fen(levers.upkeep_cost * on / DEKADS_A_YEAR))  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Keep the away in touch; speed matters up past the threshold, slow them and double forms below it."""
        on = levers.usability > 0
        used = self.adoption(world, levers)
        over = np.maximum(used - levers.threshold, 0.0) / (1.0 - levers.threshold)
        under = np.maximum(1.0 - used / levers.threshold, 0.0) * on
        push("platform", used)
        push("request_speed", 1.0 + levers.time_saved * over - levers.time_lost * under)
        push("ladder_speed", 1.0 + levers.dispatch * over)
        twice = np.maximum(under, levers.paper_parallel * on)
        push("paperwork", 1.0 + levers.double_entry * twice - levers.forms_saved * over * (1.0 - levers.paper_parallel))

    def adoption(self, world: "World", levers: Levers) -> Reals:
        """Return the share of people who use the platform by now."""
        spread = half_way(np.maximum(years_since(world, self.id), 0.0), levers.spread_years)
        use: Reals = levers.usability * digital_use(world) * spread
        return use
