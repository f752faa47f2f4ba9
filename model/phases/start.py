"""Opening state: balances of the village ledgers and what ties know of each other on the first day."""

from typing import TYPE_CHECKING

import numpy as np

from model.ledger import whole_fen
from model.phases.moves import count_residents
from model.phases.opinion import listen
from model.tables import RESIDENT

if TYPE_CHECKING:
    from model.world import World


def settle_in(world: "World") -> None:
    """Set opening cash, first impressions among ties and who is at home."""
    villages, people = world.villages, world.people
    world.ledger.post("cash", "opening", whole_fen(world.b.money.opening_cash + 0.5 * villages.operating_level))
    here = (people.status == RESIDENT) & world.adults
    people.lately = np.where(here & (world.draw("opening", people.key) < 0.3), 1.0, 0.0)
    villages.own_reinvestment = world.b.economy.reinvest
    count_residents(world)
    listen(world)
