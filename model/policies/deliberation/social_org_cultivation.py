"""Growing associations (培育社会组织): a little money and advice, and villagers organise what they care about."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import built, half_way, home_share, instalment

if TYPE_CHECKING:
    from model.world import World


class SocialOrgCultivation(Policy):
    """Members of associations lend their hands to requests, and it is easier to take part beside them.

    Associations grow while the start grant is paid, and no faster than the advice of the township. A hollowed village
    has few who could join.
    """

    id = "social_org_cultivation"
    en, zh = "Cultivating associations", "培育社会组织"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Bring the start grant in instalments, and ask the county for the township's days of advice."""
        start = instalment(world, self.id, levers.associations * levers.start_grant, levers.growing_months)
        days = levers.associations * levers.guidance_days / DEKADS_A_YEAR
        return Needs(fen={"programmes": start}, grant=start, county_fen=whole_fen(days * levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lend hands and ease taking part as associations grow."""
        grown = built(world, self.id, levers.growing_months) * self.advised(levers)
        push("helping_hours", self.joined(world, levers) * levers.hours_a_month / DEKADS_A_MONTH * grown)
        push("ease", levers.ease * half_way(levers.associations, levers.associations_half) * grown * home_share(world))

    @staticmethod
    def advised(levers: Levers) -> Reals:
        """Return what advice leaves of an association: without any, part of it."""
        missing = 1.0 - half_way(levers.guidance_days, levers.guidance_half)
        advised: Reals = 1.0 - levers.unguided_loss * missing
        return advised

    @staticmethod
    def joined(world: "World", levers: Levers) -> Reals:
        """Return how many belong to associations, as far as there are adults at home to join."""
        most = world.villages.adults_home * levers.most_share
        joined: Reals = np.minimum(levers.associations * levers.members, most)
        return joined
