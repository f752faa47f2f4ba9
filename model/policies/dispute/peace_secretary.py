"""Peace secretaries (平安书记): judges, police and lawyers of the Party spend some days in each village."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class PeaceSecretary(Policy):
    """Legal skill on the spot settles more cases of land, money and rights, and people come to know the law.

    Days are shared among the villages of one professional, and the road to remote ones takes part of them. Presence is
    part-time: hard cases wait for the next day on site instead of being passed on.
    """

    id = "peace_secretary"
    en, zh = "Peace secretaries", "“三官一师”平安书记"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for the days of seconded professionals."""
        days = levers.days_per_month / levers.villages_each
        return Needs(county_fen=whole_fen(days / DEKADS_A_MONTH * levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lend legal skill and teach law as far as days on site reach; let hard cases wait for them."""
        days = self.on_site(world, levers)
        reach = half_way(days, levers.days_half)
        push("rights_mediation", levers.skill * reach)
        push("legal_teaching", levers.teaching * reach)
        push("ladder_speed", 1.0 - levers.waiting * (1.0 - reach) * (days > 0))

    @staticmethod
    def on_site(world: "World", levers: Levers) -> Reals:
        """Return days a month that a village has of its peace secretary, the road taken off."""
        road = levers.travel * world.villages.remoteness
        days: Reals = levers.days_per_month / levers.villages_each * (1.0 - road)
        return days
