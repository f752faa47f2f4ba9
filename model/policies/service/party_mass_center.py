"""The Party-mass service centre (党群服务中心): a house for meetings and services, worth what is done in it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import built, instalment

if TYPE_CHECKING:
    from model.world import World


class PartyMassCenter(Policy):
    """Use is apart from building: a centre that stands empty costs the same, eases nothing and is seen as show.

    It reaches whoever lives within its circle: fewer in a remote village.
    """

    id = "party_mass_center"
    en, zh = "Party-mass service centre", "党群服务中心"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the building, paid by public money but for the village's share, for upkeep, and for opening hours."""
        building = instalment(world, self.id, levers.build_cost * levers.centre, levers.build_months)
        running = whole_fen(levers.running_cost * levers.centre / DEKADS_A_YEAR)
        public = np.rint(building * levers.public_share).astype(np.int64)
        hours = {(CADRE, MOBILISATION): levers.opening_hours * levers.centre}
        return Needs(hours, {"programmes": building - public}, county_fen=public + running)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Ease taking part and save trips as far as the centre is used and near; an empty one costs standing."""
        stands = levers.centre * built(world, self.id, levers.build_months)
        use = np.minimum(levers.opening_hours / levers.full_use, 1.0)
        reached = stands * use * self.near(world, levers)
        push("ease", levers.ease * reached)
        push("near_service", levers.near * reached)
        push("esteem", -levers.show * stands * (1.0 - use))

    @staticmethod
    def near(world: "World", levers: Levers) -> Reals:
        """Return the share of households within the circle, if homes lie evenly along the way to the farthest."""
        farthest = levers.farthest * world.villages.remoteness
        share: Reals = np.minimum(levers.radius / np.maximum(farthest, levers.radius), 1.0)
        return share
