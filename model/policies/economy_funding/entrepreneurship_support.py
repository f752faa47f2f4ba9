"""Start-up support (党群创业扶助): loans and mentors for households that start a business; some of them fail."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Mask, Reals, Rows
from model.ledger import whole_fen
from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.economy_funding.joining import homes_in, let_go, lived_in, mark
from model.primitives import group_count, serve
from model.tables import MEMBER, RESIDENT, STARTED

if TYPE_CHECKING:
    from model.world import World


class EntrepreneurshipSupport(Policy):
    """The able start first, members before others; who succeeds earns more and gives work, who fails cannot pay back.

    The public bears the loans that are lost and the interest on the rest. Debts that cannot be paid make quarrels.
    """

    id = "entrepreneurship_support"
    en, zh = "Start-up support", "党群创业扶助"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Choose who starts, and draw once and for all who succeeds."""
        households = world.households
        rows = lived_in(world, where)
        village = households.village[rows]
        homes = group_count(village, len(world.villages))
        places = np.rint(levers.starts_per_hundred / 100.0 * homes).astype(np.int64)
        will = self.will(world, rows, levers)
        starts = rows[serve(village, places, -will, households.key[rows])]
        lucky = world.draw("start-up succeeds", households.key[starts], 0)
        mark(world, STARTED, starts[lucky < levers.success_rate[households.village[starts]]])

    @staticmethod
    def will(world: "World", rows: Rows, levers: Levers) -> Reals:
        """Return how much some households want to start: their ablest resident, members ahead, and luck."""
        people, households = world.people, world.households
        home = np.flatnonzero(world.adults & (people.status == RESIDENT))
        able = np.full(len(households), -np.inf)
        np.maximum.at(able, people.household[home], people.ability[home])
        leads = np.zeros(len(households), dtype=bool)
        leads[people.household[home[(people.role[home] & MEMBER) > 0]]] = True
        luck = world.draw("start-up", households.key[rows], 0)
        wish: Reals = able[rows] + levers.member_lead[households.village[rows]] * leads[rows] + luck
        return wish

    def remove(self, world: "World", where: Mask) -> None:
        """End the support; without it the businesses are as others are."""
        let_go(world, STARTED, where)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for mentors' hours, and for lost loans at the start and interest thereafter."""
        starts = levers.starts_per_hundred / 100.0 * world.villages.homes
        lent = starts * levers.loan_per_start
        opened = world.now == world.programme(self.id).since
        lost = lent * (1.0 - levers.success_rate) * opened
        interest = lent * levers.success_rate * levers.interest / DEKADS_A_YEAR
        hours = starts * levers.mentor_hours / DEKADS_A_MONTH
        return Needs({(MEMBER_ROLE, MOBILISATION): hours}, county_fen=whole_fen(lost + interest))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lift those who made it, add jobs by their number, and quarrels by the number of those who did not."""
        on = levers.starts_per_hundred > 0
        made_it = homes_in(world, STARTED) * on
        push("start_lift", levers.start_gain * on)
        push("jobs", levers.jobs_per_start * made_it / np.maximum(world.villages.adults_home, 1.0))
        failed = levers.starts_per_hundred / 100.0 * (1.0 - levers.success_rate)
        push("quarrels_private", 1.0 + levers.debt_quarrels * failed)
