"""Full-time village cadres (村干部专职化): part of the posts become full-time jobs with pay to match."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.cadre.secretary_pay import SecretaryPay

if TYPE_CHECKING:
    from model.world import World

MONTHS_A_YEAR = DEKADS_A_YEAR / DEKADS_A_MONTH


class ProfessionalCadres(Policy):
    """Posts bring more hours and cost more pay; where tasks come from above, part of the hours turns into paperwork."""

    id = "professional_cadres"
    en, zh = "Full-time village cadres", "村干部专职化"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Grant the village what the pay of deputies on top costs it."""
        heads = SecretaryPay.deputies(world)[0]
        return Needs(grant=whole_fen(heads * levers.full_time_share * levers.pay_added / DEKADS_A_MONTH))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Add hours and pay, and the drift to an office that serves upward."""
        push("cadre_hours", levers.hours_added * levers.full_time_share)
        push("deputy_pay", levers.pay_added * MONTHS_A_YEAR * levers.full_time_share)
        push("paperwork", 1.0 + levers.drift * levers.full_time_share * world.pressure)
