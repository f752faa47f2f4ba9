"""Powers for townships (赋权乡镇): matters are settled in town, if the township has the people and skill for it."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import township_size

if TYPE_CHECKING:
    from model.world import World


class TownshipEmpowerment(Policy):
    """Powers work as far as capacity goes beyond what they need; below it they make backlog and refusals (pt17).

    Specialists and training raise capacity, each further one less than the one before.
    """

    id = "township_empowerment"
    en, zh = "Powers for townships", "赋权乡镇"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the pay of specialists and for training days, shared by the villages of the township."""
        people = levers.specialists * levers.specialist_pay
        days = levers.training_days * levers.day_cost
        on = levers.powers > 0
        return Needs(county_fen=whole_fen(on * (people + days) / township_size(world) / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let townships mediate and serve better, or worse, by powers and capacity."""
        used = levers.powers / (levers.powers + levers.half_powers)
        spare = ((self.capacity(levers) - levers.capacity_needed) / (1.0 - levers.capacity_needed)).clip(-1.0, 1.0)
        push("upper_capacity", 1.0 + levers.mediation_gain * used * spare)
        push("township_service", 1.0 + levers.service_gain * used * spare)

    @staticmethod
    def capacity(levers: Levers) -> Reals:
        """Return the share of what the powers ask for that the township can do."""
        lacking = 1.0 - levers.capacity_match
        staffed = 1.0 - levers.specialist_worth**levers.specialists
        trained = levers.training_days / (levers.training_days + levers.half_training)
        able: Reals = 1.0 - lacking * (1.0 - levers.mended * staffed) * (1.0 - levers.mended * trained)
        return able
