"""Representatives decide, and the decision hangs out for a week (代表议事、公示5至7天) before anything is done."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, PAPERWORK, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way, seats_filled
from model.tables import REPRESENTATIVE

if TYPE_CHECKING:
    from model.world import World


class RepresentativeDeliberationNotice(Policy):
    """Whoever objects can do so before dividends are shared out or land is taken: fewer quarrels come later.

    It needs representatives who live in the village, and it delays everything by the days of the notice (pt39).
    """

    id = "representative_deliberation_notice"
    en, zh = "Representatives decide, with notice", "代表议事与公示"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of representatives and cadres at meetings, and for the notices."""
        matters = levers.matters_per_year / DEKADS_A_YEAR
        return Needs({
            (PUBLIC_ROLE, MOBILISATION): matters * levers.hours_a_meeting * levers.representatives,
            (CADRE, MOBILISATION): matters * levers.hours_a_meeting * levers.cadres,
            (CADRE, PAPERWORK): matters * levers.hours_a_notice,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Open decisions, let objections come in time, and wait for them."""
        reach = self.reach(world, levers)
        push("disclosure", levers.disclosure * reach)
        push("quarrels_village", 1.0 - levers.calm * reach * half_way(levers.notice_days, levers.notice_half))
        delay = half_way(levers.notice_days, levers.usual_days)
        push("project_pace", 1.0 - delay * (levers.matters_per_year > 0))

    @staticmethod
    def reach(world: "World", levers: Levers) -> Reals:
        """Return how much of what matters is decided by representatives, as far as they are at home."""
        seated = seats_filled(world, REPRESENTATIVE, levers.representatives)
        reach: Reals = half_way(levers.matters_per_year, levers.matters_half) * seated
        return reach
