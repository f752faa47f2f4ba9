"""Conflict handling by stage (矛盾全程管理): head off quarrels, name who answers for each, learn from them."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, PAPERWORK, VISITS, Levers, Needs, Policy, Push
from model.policies.reach import half_way
from model.tables import COMMITTEE, SECRETARY

if TYPE_CHECKING:
    from model.world import World


class StagedConflictManagement(Policy):
    """Hours on prevention lower quarrels over land, customs and development; an owner of each case keeps it moving.

    Closed cases are talked over, so that those who handled them learn more. All of it is cadres' time taken from other
    tasks, and the first hours on prevention achieve most.
    """

    id = "staged_conflict_management"
    en, zh = "Conflict handling by stage", "矛盾全程管理"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours: rounds for prevention, files for owned cases and for reviews."""
        rounds = levers.prevention_share * world.sum_posts(SECRETARY | COMMITTEE, "hours")
        files = levers.owner_hours * levers.named_owner + levers.review_hours * (levers.learning > 0)
        return Needs({(CADRE, VISITS): rounds, (CADRE, PAPERWORK): files})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Prevent, keep cases moving, and learn from them."""
        fewer = levers.prevention * half_way(levers.prevention_share, levers.prevention_half)
        push("quarrels_village", 1.0 - fewer)
        push("quarrels_commons", 1.0 - levers.commons_part * fewer)
        push("ladder_speed", 1.0 + levers.owner_speed * levers.named_owner)
        push("learning", 1.0 + levers.learning)
