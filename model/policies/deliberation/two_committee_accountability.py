"""The committees report to villagers (两委向群众述职): what was promised, what was done, and villagers judge it."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share
from model.tables import REPRESENTATIVE

if TYPE_CHECKING:
    from model.world import World


class TwoCommitteeAccountability(Policy):
    """Cadres who answer to villagers try harder, and villagers hear what the village does (E23 to E25).

    A report is worth what stands behind it: where fewer matters are answered than people expect, it costs standing.
    Those who are away hear nothing of it.
    """

    id = "two_committee_accountability"
    en, zh = "Committees report to villagers", "两委向群众述职"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of cadres who report and of representatives who listen."""
        reports = levers.reports_per_year / DEKADS_A_YEAR
        listening = reports * levers.hours_to_listen * world.count_posts(REPRESENTATIVE)
        return Needs({
            (CADRE, MOBILISATION): reports * levers.hours_a_report,
            (PUBLIC_ROLE, MOBILISATION): listening,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur cadres, tell villagers, and win or lose standing by what was answered."""
        reach = half_way(levers.reports_per_year, levers.reports_half)
        push("cadre_effort", 1.0 + (levers.effort + levers.pay_spur * levers.vote_effect_on_pay) * reach)
        push("publicity", levers.publicity * reach * home_share(world))
        push("esteem", levers.credibility * reach * (world.villages.answered - levers.expected))
