"""Opening state: village purses, and opinions where circumstances would have them, so that little must settle."""

from typing import TYPE_CHECKING

import numpy as np

from model.ledger import whole_fen
from model.phases.assembly import branch_function, standing
from model.phases.moves import count_residents
from model.phases.opinion import awareness_target, contentment, efficacy_target, listen, norm_target
from model.tables import RESIDENT

if TYPE_CHECKING:
    from model.world import World


def settle_in(world: "World") -> None:
    """Set opening cash, who is at home, how villages are run, and what people think on the first day."""
    villages, people, b = world.villages, world.people, world.b
    world.ledger.post(
        "cash", "opening", whole_fen(b.money.opening_cash + b.money.opening_share * villages.operating_level)
    )
    count_residents(world)
    villages.own_reinvestment = b.economy.reinvest
    villages.answered = b.organisation.answered_start
    villages.performance = b.organisation.performance_start
    villages.integration = branch_function(world, np.full(len(villages), 0.5))
    villages.authority = standing(world)
    villages.disclosure = np.clip(b.organisation.disclosure + 0.05, 0.0, 1.0)
    everybody = slice(None)
    lift = b.opinion.anchor * (villages.performance - 0.5)
    people.trust_village = np.clip(people.trust_base + lift[people.village], 0.0, 1.0)
    people.trust_upper = np.clip(b.opinion.upper_base + b.opinion.upper_local * (people.trust_village - 0.5), 0.0, 1.0)
    here = (people.status == RESIDENT) & world.adults
    people.lately = np.where(here & (world.draw("opening", people.key) < b.opinion.norm_usual), 1.0, 0.0)
    listen(world)
    people.satisfaction = np.clip(contentment(world, everybody, people.trust_village, people.grievance), 0.0, 1.0)
    people.norm = np.clip(norm_target(world, everybody, people.trust_village), 0.0, 1.0)
    people.efficacy = np.clip(efficacy_target(world, everybody), 0.0, 1.0)
    people.awareness = np.clip(awareness_target(world, everybody), 0.0, 1.0)
