"""Help for special groups (特殊群体帮办实事): for some months everybody lends a hand to those who need it most."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import CADRE, MEMBER_ROLE, REQUEST_WORK, VISITS, Levers, Needs, Policy, Push
from model.policies.peers import homes_in_hardship

if TYPE_CHECKING:
    from model.world import World


class SpecialGroupHelp(Policy):
    """A drive: needs are found and met quickly, and the effort ends with it but for what has become routine."""

    id = "special_group_help"
    en, zh = "Help for special groups", "特殊群体帮办实事"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members to get things done and cadres to go round, as long as the drive lasts."""
        hours = homes_in_hardship(world) * levers.hours_a_home * self.drive(world, levers)
        return Needs({
            (MEMBER_ROLE, REQUEST_WORK): hours * levers.member_share,
            (CADRE, VISITS): hours * (1.0 - levers.member_share),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Find the needs of households in hardship, and gain some standing, as long as the drive lasts."""
        drive = self.drive(world, levers)
        push("hardship_finding", levers.finding * drive)
        push("esteem", levers.thanks * drive)

    def drive(self, world: "World", levers: Levers) -> Reals:
        """Return how much of the effort is made now: all of it at first, the routine part after."""
        lasts = world.now - world.programme(self.id).since < levers.months * DEKADS_A_MONTH
        return np.where(lasts, 1.0, levers.kept) * (levers.months > 0)
