"""A supervision committee that works (村监委实体化): three villagers look into the books and ask for reasons."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class SupervisionCommittee(Policy):
    """Hours and independence make supervision bite: misuse and false notices are found, and what is shown is truer.

    A committee without independence is not listened to where all posts lie in one hand. Without its stipend or its
    hours it exists on paper only.
    """

    id = "supervision_committee"
    en, zh = "Supervision committee at work", "村监委实体化"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the committee's hours, and for its stipend out of the village purse."""
        on = levers.supervision_hours > 0
        stipend = whole_fen(levers.stipend * on / DEKADS_A_YEAR)
        return Needs({(PUBLIC_ROLE, MOBILISATION): levers.supervision_hours / DEKADS_A_MONTH}, {"programmes": stipend})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Watch, and make notices truer, as far as it is free to."""
        watch = half_way(levers.supervision_hours, levers.hours_half) * self.freedom(world, levers)
        push("oversight", levers.watching * watch)
        push("disclosure", levers.disclosure * watch)

    @staticmethod
    def freedom(world: "World", levers: Levers) -> Reals:
        """Return how free the committee is: a secretary who holds all posts leaves it what independence protects."""
        held = world.drivers["concentration"] * (1.0 - levers.independence)
        free: Reals = levers.independence * (1.0 - held)
        return free
