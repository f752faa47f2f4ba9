"""Village councils (红白理事会、老人会等): villagers run weddings and funerals, and settle what custom can settle."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.policies.base import MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import clan_mix, half_way, home_share, seats_filled
from model.tables import RESPECTED

if TYPE_CHECKING:
    from model.world import World


class VillageCouncils(Policy):
    """Councils filed with the branch draw people in and settle family and neighbour matters.

    They need elders who live in the village. Councils outside the branch become carriers of lineage interest: clan
    bodies weigh more, most where there are several clans (E62).
    """

    id = "village_councils"
    en, zh = "Village councils", "各类理事会"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the unpaid hours of those who sit on councils."""
        hours = levers.councils * levers.members * levers.hours_a_month / DEKADS_A_MONTH
        return Needs({(PUBLIC_ROLE, MOBILISATION): hours})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let filed councils ease and mediate; let the others carry what their clan wants."""
        reach = half_way(levers.councils, levers.councils_half)
        filed = reach * levers.filed_share
        push("ease", levers.ease * filed * home_share(world))
        push("private_mediation", levers.mediation * filed * seats_filled(world, RESPECTED, levers.elders))
        push("clan_bodies", 1.0 + levers.carrying * (reach - filed) * clan_mix(world))
