"""Money follows tasks (费随事转): what upper levels send down to villages comes with the money that it costs."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class EarmarkedTaskFunding(Policy):
    """Standing tasks that villages bear out of their own purse are paid for; further tasks can be sent down, too.

    Money takes the drain off the purse, not the hours off the cadres: those fall only if fewer tasks are sent. With
    the funded share at zero, tasks come without money, and villages of small means run dry first (pt37).
    """

    id = "earmarked_task_funding"
    en, zh = "Money follows tasks", "费随事转"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours and the cost of further tasks; pay in the funded share of the cost of all."""
        a_dekad = levers.payment_per_task / DEKADS_A_YEAR
        sent = levers.tasks_a_year * a_dekad
        standing = levers.standing_tasks * (1.0 - levers.tasks_dropped) * a_dekad
        hours = levers.tasks_a_year * levers.hours_per_task / DEKADS_A_YEAR
        grant = whole_fen(levers.funded_share * (sent + standing))
        return Needs({(CADRE, PAPERWORK): hours}, {"programmes": whole_fen(sent)}, grant=grant)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spare cadres the files of tasks that are no longer sent because they would have to be paid for."""
        push("paperwork", 1.0 - levers.tasks_dropped * levers.funded_share)
