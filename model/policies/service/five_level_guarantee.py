"""Five-level responsibility (五级包保): every household in hardship has a named guarantor at each of five levels."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, VISITS, Levers, Needs, Policy, Push
from model.policies.peers import homes_in_hardship
from model.policies.reach import by_times

if TYPE_CHECKING:
    from model.world import World


class FiveLevelGuarantee(Policy):
    """Guarantors find needs and bring relief; what it takes grows with the number of households in hardship."""

    id = "five_level_guarantee"
    en, zh = "Five-level responsibility", "五级包保"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the village's cadres for their contacts, and upper levels for theirs and for the relief paid out."""
        homes = homes_in_hardship(world)
        own = np.minimum(levers.own_levels, levers.levels)
        each = homes * levers.contacts_a_quarter / DEKADS_A_QUARTER
        hours = {(CADRE, VISITS): each * own * world.b.contact.hours_a_visit}
        above = each * (levers.levels - own) * levers.upper_days * levers.day_cost
        return Needs(hours, county_fen=whole_fen(above) + whole_fen(homes * self.paid(world, levers)))

    def paid(self, world: "World", levers: Levers) -> Reals:
        """Return the relief a household got in the dekad before, which is booked in this one, in yuan."""
        got: Reals = levers.relief * world.programme(self.id).dose / DEKADS_A_YEAR
        return got

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Find what households in hardship need, and put a floor under their income."""
        contacts = levers.levels * levers.contacts_a_quarter / DEKADS_A_QUARTER
        push("hardship_finding", by_times(levers.finding, contacts))
        push("hardship_aid", levers.relief)
