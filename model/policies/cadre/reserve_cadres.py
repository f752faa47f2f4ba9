"""Reserve cadres (后备干部): every village keeps some people under 35 in training who could take over."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class ReserveCadres(Policy):
    """At a turnover the new secretary comes from a better pool; reserves drift away where people leave anyway."""

    id = "reserve_cadres"
    en, zh = "Reserve cadres under 35", "后备干部"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for training and the village purse for stipends."""
        training = whole_fen(levers.reserves * levers.training_cost / DEKADS_A_YEAR)
        stipends = whole_fen(levers.reserves * levers.stipend / DEKADS_A_YEAR)
        return Needs({}, {"programmes": stipends}, county_fen=training)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Fill the bench by the reserves who stay."""
        stay = levers.reserves * (1.0 - levers.gone_away * (1.0 - home_share(world)))
        push("bench", levers.fit * half_way(stay, levers.half_reserves))
