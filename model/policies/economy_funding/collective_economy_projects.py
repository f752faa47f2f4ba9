"""Collective projects (扶持壮大村集体经济): a grant becomes cattle sheds or a store, which pay if they are run well."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.chance import combine
from model.columns import Mask, Reals
from model.ledger import whole_fen
from model.phases.economy import ability
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class CollectiveEconomyProjects(Policy):
    """An able secretary and open eyes make success likely; a project that fails leaves nothing but spent money.

    What succeeds is capital: it earns under an able, attentive secretary, wears out, and passes part on to households.
    """

    id = "collective_economy_projects"
    en, zh = "Collective projects with support", "扶持壮大村集体经济项目"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Pay in the support as capital where the project takes hold, as sunk cost where it fails; ask for hours."""
        paid = whole_fen(np.where(self.due(world, levers), levers.support_per_project, 0.0))
        holds = self.takes_hold(world, levers)
        lines = {"capital": np.where(holds, paid, 0), "programmes": np.where(holds, 0, paid)}
        hours = levers.management_hours * (levers.support_per_project > 0)
        return Needs({(CADRE, MOBILISATION): hours}, lines, grant=paid)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Pass the gains of projects on to households as was agreed; capital works through the purse."""
        push("household_spill", 1.0 + (levers.household_part - 1.0) * (levers.support_per_project > 0))

    def due(self, world: "World", levers: Levers) -> Mask:
        """Return where a project is supported in this dekad: one a year, for so many years."""
        lived = world.now - world.programme(self.id).since
        today: Mask = (lived % DEKADS_A_YEAR == 0) & (lived // DEKADS_A_YEAR < levers.projects)
        return today

    def takes_hold(self, world: "World", levers: Levers) -> Mask:
        """Return where the year's project succeeds: one draw a village and project."""
        year = np.maximum(world.now - world.programme(self.id).since, 0) // DEKADS_A_YEAR
        keys = combine(world.villages.key, year.astype(np.uint64))
        holds: Mask = world.draw("collective project", keys, 0) < self.chance(world, levers)
        return holds

    @staticmethod
    def chance(world: "World", levers: Levers) -> Reals:
        """Return the chance that a project succeeds, one value a village."""
        led = levers.success + levers.success_by_ability * ability(world)
        return (led + levers.success_by_oversight * world.oversight).clip(0.0, 1.0)
