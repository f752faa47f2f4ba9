"""Staffing of grids (网格力量配备): more hands in every grid, some on duty for good and some called in for peaks."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, GRID_ROLE, MOBILISATION, PAPERWORK, VISITS, Levers, Needs, Policy, Push
from model.policies.hands import grids_of
from model.policies.reach import half_way
from model.tables import GRID_WORKER

if TYPE_CHECKING:
    from model.world import World


class GridStaffing(Policy):
    """Fixed staff lengthen what a grid can do; helpers take requests at peaks, each further one of less use.

    More is found, not settled (E53). Every head has to be paid, entered and brought together; those hired are less
    practised, and where paid people watch, neighbours stop watching (E15). The documents name teams of one head, three
    workers and one assistant, and of '2+2+N', but say of neither whose posts these are: only numbers enter here.
    """

    id = "grid_staffing"
    en, zh = "Grid staffing", "网格力量配备"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of patrols, entries and teamwork, and for pay, fees and boards out of public money."""
        grids, posts, more = grids_of(world), world.count_posts(GRID_WORKER), levers.staff_per_grid - 1.0
        team = levers.team_hours * more + levers.helper_team_hours * levers.flexible_staff
        pay = grids * (more * levers.staff_hours * levers.staff_pay + called_hours(levers) * levers.helper_pay)
        boards = grids * levers.board_cost * (more > 0) / DEKADS_A_YEAR
        return Needs({
            (GRID_ROLE, VISITS): posts * added_hours(levers) * levers.patrol_share,
            (GRID_ROLE, PAPERWORK): posts * more * levers.entry_hours,
            (CADRE, MOBILISATION): grids * team,
        }, county_fen=whole_fen(pay + boards))  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Add hours to grid posts and hands to the queue of requests; let patrols find more and neighbours less."""
        more = half_way(levers.staff_per_grid - 1.0, levers.staff_half)
        push("grid", levers.staff_per_grid > 1.0)
        push("grid_hours", added_hours(levers))
        push("patrol_finding", levers.finding * more)
        push("ease", -levers.leaning_back * more)
        push("helping_hours", grids_of(world) * called_hours(levers) * levers.helper_skill)


def added_hours(levers: Levers) -> Reals:
    """Return what the staff beside the grid worker add to the post, in a worker's hours: less per head in a crowd."""
    more = levers.staff_per_grid - 1.0
    hours: Reals = more * levers.staff_hours * levers.staff_skill / (1.0 + levers.crowding * more)
    return hours


def called_hours(levers: Levers) -> Reals:
    """Return the hours for which a grid's helpers find work: each further helper is called less often."""
    called: Reals = levers.helper_hours * levers.helpers_half * half_way(levers.flexible_staff, levers.helpers_half)
    return called
