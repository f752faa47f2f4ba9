"""Deliberation rooms with fixed steps (七步议事法、说事室): everybody is heard in turn and learns what comes of it."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH
from model.policies.base import CADRE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class StructuredDeliberationRooms(Policy):
    """A fixed procedure gives regular chances to speak, and each step more brings more matters to an agreed end.

    Steps take time of cadres and of residents: a long procedure that few have hours for is held in part (E21: process
    gains come first).
    """

    id = "structured_deliberation_rooms"
    en, zh = "Structured deliberation rooms", "七步议事与说事室"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of cadres and representatives at every step of a session."""
        hours = levers.sessions_per_month / DEKADS_A_MONTH * levers.steps * levers.hours_a_step
        return Needs({
            (CADRE, MOBILISATION): hours * levers.cadres,
            (PUBLIC_ROLE, MOBILISATION): hours * levers.representatives,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Give a voice to those at home, and tell them what came of it as far as the procedure is complete."""
        reach = half_way(levers.sessions_per_month, levers.sessions_half)
        push("voice", levers.voice * reach * home_share(world))
        push("feedback", levers.feedback * reach * half_way(levers.steps, levers.steps_half))
