"""Claimed tasks (领办实事): members and cadres each take a hard matter that villagers raised, and see it through."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import (
    CADRE,
    MEMBER_ROLE,
    MOBILISATION,
    REQUEST_WORK,
    Levers,
    Needs,
    Policy,
    Push,
)  # fmt: skip
from model.policies.hands import hands
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class MemberClaimedTasks(Policy):
    """What is claimed gets hours of its own, and whoever succeeds is proud of it and does more.

    Whether claims succeed shows in the matters answered lately: where most go unanswered, a public list of claims
    discourages members instead.
    """

    id = "member_claimed_tasks"
    en, zh = "Claimed practical tasks", "党员干部领办实事"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members and cadres for the hours of the tasks they claim, and cadres to keep the list."""
        share = levers.claims_per_year * levers.hours_a_task / DEKADS_A_YEAR
        return Needs({
            (MEMBER_ROLE, REQUEST_WORK): hands(world, MEMBER_ROLE) * share,
            (CADRE, REQUEST_WORK): hands(world, CADRE) * share,
            (CADRE, MOBILISATION): levers.list_hours * (levers.claims_per_year > 0),
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Encourage members by what succeeds and discourage them by what does not."""
        claimed = half_way(levers.claims_per_year, levers.claims_half)
        push("member_effort", 1.0 + levers.honour * claimed * heart(world, levers))
        push("esteem", levers.thanks * claimed * heart(world, levers))


def heart(world: "World", levers: Levers) -> Reals:
    """Return what members take from claims: success in full, failure against them."""
    answered = world.villages.answered
    taken: Reals = answered - levers.discouragement * (1.0 - answered)
    return taken
