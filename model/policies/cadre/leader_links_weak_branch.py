"""Leaders link weak branches (领导联系后进支部): county and township leaders each take on villages at the bottom."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import officials, place_in_township, township_size
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class LeaderLinks(Policy):
    """Attention and resources hold a branch up while it is linked; what has grown together wears off slowly after.

    Who is linked goes by last year's score in the township. Visits must be received, and reports are made to please.
    """

    id = "leader_links_weak_branch"
    en, zh = "Leaders link weak branches", "领导联系后进支部"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask linked villages to receive their leader, and county and township for the leader's days."""
        days = levers.days_a_year * self.linked(world, levers)
        county = officials(days * levers.county_share, levers.county_day_cost)
        township = officials(days * (1.0 - levers.county_share), levers.day_cost)
        hours = {(CADRE, MOBILISATION): days * levers.reception / DEKADS_A_YEAR}
        return Needs(hours, county_fen=county + township)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Hold up linked branches, and press on what they report."""
        linked = self.linked(world, levers)
        push("branch_support", levers.support * half_way(levers.days_a_year, levers.half_days) * linked)
        push("pressure", levers.pressed * linked * (levers.days_a_year > 0))

    @staticmethod
    def linked(world: "World", levers: Levers) -> Mask:
        """Return which villages stand at the bottom of their township: some always do, also when all are good."""
        place = place_in_township(world, world.villages.score)
        bottom: Mask = place < levers.linked_share * township_size(world)
        return bottom
