"""Small grids (小网格): neighbours in small grids, each with a member as liaison who calls round, and a closed loop."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.policies.base import (
    CADRE,
    GRID_ROLE,
    MEMBER_ROLE,
    MOBILISATION,
    PAPERWORK,
    PUBLIC_ROLE,
    VISITS,
    Levers,
    Needs,
    Policy,
    Push,
)  # fmt: skip
from model.primitives import group_count

if TYPE_CHECKING:
    from model.world import World


class SmallGrid(Policy):
    """Liaisons call on every household on a floor frequency; grid workers log, sort and answer what they bring.

    More is found (E53: found, not solved). Where the floor exceeds the hours that members and representatives have,
    the rounds are walked in part and reported in full.
    """

    id = "small_grid"
    en, zh = "Small grids and closed loop", "小网格与闭环办理"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the rounds of members and representatives, data entry of grid workers and triage by cadres."""
        rounds = world.villages.homes * levers.visits_per_month / DEKADS_A_MONTH * levers.hours_a_visit
        grids = group_count(world.grids.village, len(world.villages))
        logged = (levers.feedback > 0) | (levers.sorting > 0) | (levers.passing > 0)
        return Needs({
            (MEMBER_ROLE, VISITS): rounds * levers.liaison_share,
            (PUBLIC_ROLE, VISITS): rounds * (1.0 - levers.liaison_share),
            (GRID_ROLE, PAPERWORK): grids * levers.entry_hours * logged,
            (CADRE, MOBILISATION): levers.triage_hours * (levers.passing > 0),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let rounds find disputes and needs, and the loop answer, speed up and pass on."""
        push("patrol_finding", by_rounds(levers.finding, levers.visits_per_month))
        push("need_finding", by_rounds(levers.finding_needs, levers.visits_per_month))
        push("feedback", levers.feedback)
        push("request_speed", 1.0 + levers.sorting)
        push("ladder_speed", 1.0 + levers.passing)


def by_rounds(chance: Reals, visits_per_month: Reals) -> Reals:
    """Return the chance a dekad from the chance a visit."""
    found: Reals = 1.0 - (1.0 - chance) ** (visits_per_month / DEKADS_A_MONTH)
    return found
