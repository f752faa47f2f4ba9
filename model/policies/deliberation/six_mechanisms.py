"""The six-step cycle (六项机制): ask, decide, share out the work, pledge in public, do it, and be judged by it."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class SixMechanisms(Policy):
    """Decisions become tracked tasks with a name and a date: more is done, answered and seen.

    What is judged is worked for, as far as rewards hang on it. Tracking is cadres' time, half of it on paper.
    """

    id = "six_mechanisms"
    en, zh = "Six-step governance cycle", "六项机制"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of cadres that the steps take, in meetings and on paper."""
        hours = levers.tracked_share * levers.n_steps * levers.hours_a_step
        judging = levers.evaluation_hours * (levers.evaluation_weight > 0)
        on_paper = levers.on_paper
        return Needs({
            (CADRE, MOBILISATION): hours * (1.0 - on_paper),
            (CADRE, PAPERWORK): hours * on_paper + judging,
        })  # fmt: skip

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Answer, open and finish what is tracked; let judgement spur."""
        push("feedback", levers.feedback * levers.tracked_share)
        push("disclosure", levers.disclosure * levers.tracked_share)
        push("request_speed", 1.0 + levers.finishing * levers.tracked_share)
        push("cadre_effort", 1.0 + levers.spur * levers.evaluation_weight)
