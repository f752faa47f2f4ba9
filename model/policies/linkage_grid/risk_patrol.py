"""Risk patrols (隐患排查): members and grid workers walk their grid and look for hazards and brewing quarrels."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import GRID_ROLE, MEMBER_ROLE, PAPERWORK, VISITS, Levers, Needs, Policy, Push
from model.policies.hands import grids_of
from model.policies.reach import by_times

if TYPE_CHECKING:
    from model.world import World


class RiskPatrol(Policy):
    """Whoever goes round finds quarrels before they grow; the more households a grid has, the fewer one round sees.

    More is found, not more settled (E53), and every round is written down: data entry takes from other work.
    """

    id = "risk_patrol"
    en, zh = "Risk patrols", "隐患矛盾排查"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask grid workers and members for the rounds, and grid workers for the registers."""
        rounds = grids_of(world) * levers.patrols_per_month / DEKADS_A_MONTH
        return Needs({
            (MEMBER_ROLE, VISITS): rounds * levers.hours_a_patrol * levers.member_share,
            (GRID_ROLE, VISITS): rounds * levers.hours_a_patrol * (1.0 - levers.member_share),
            (GRID_ROLE, PAPERWORK): rounds * levers.register_hours,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let rounds find quarrels, and some needs on the way."""
        rounds, seen = levers.patrols_per_month / DEKADS_A_MONTH, looked_in(world, levers)
        push("patrol_finding", by_times(levers.finding * seen, rounds))
        push("need_finding", by_times(levers.finding_needs * seen, rounds))


def looked_in(world: "World", levers: Levers) -> Reals:
    """Return the share of a grid's households that one round looks in on."""
    per_grid = world.villages.homes / np.maximum(grids_of(world), 1.0)
    share: Reals = np.minimum(levers.homes_a_patrol / np.maximum(per_grid, 1.0), 1.0)
    return share
