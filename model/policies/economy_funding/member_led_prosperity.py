"""Members leading to prosperity (党员带富): capable members share know-how and contacts with households around them."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Mask, Reals, Rows
from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.economy_funding.joining import enrol, homes_in, let_go, lived_in
from model.primitives import group_count
from model.tables import LED, MEMBER, RESIDENT

if TYPE_CHECKING:
    from model.world import World


class MemberLedProsperity(Policy):
    """Only members who live in the village and are capable can lead: those linked to them first, then those near.

    Led households earn more and members are esteemed for it. Members who prosper alone are envied.
    """

    id = "member_led_prosperity"
    en, zh = "Members leading to prosperity", "党员带富"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Give households to capable members: those linked to one, then the nearest, until places are filled."""
        households, people = world.households, world.people
        leaders = self.leaders(world, levers, where)
        places = group_count(people.village[leaders], len(world.villages)) * levers.households_per_member
        rows = np.setdiff1d(lived_in(world, where), people.household[leaders])
        linked = np.isin(households.linked[rows], leaders)
        enrol(world, LED, rows, places * (1.0 - levers.alone), ~linked, self.distance(world, rows, leaders))

    @staticmethod
    def leaders(world: "World", levers: Levers, where: Mask) -> Rows:
        """Return the rows of members at home who are able enough to lead."""
        people = world.people
        home = np.flatnonzero((people.status == RESIDENT) & ((people.role & MEMBER) > 0) & where[people.village])
        leaders: Rows = home[people.ability[home] > levers.able_from[people.village[home]]]
        return leaders

    @staticmethod
    def distance(world: "World", rows: Rows, leaders: Rows) -> Reals:
        """Return how far along the village each household lives from the nearest leader; 1 where there is none."""
        households, people = world.households, world.people
        far = np.ones(len(rows))
        for village in np.unique(people.village[leaders]):
            homes = households.place[people.household[leaders[people.village[leaders] == village]]]
            mine = np.flatnonzero(households.village[rows] == village)
            far[mine] = np.abs(households.place[rows[mine], None] - homes[None, :]).min(axis=1)
        return far

    def remove(self, world: "World", where: Mask) -> None:
        """Let the led go their own ways."""
        let_go(world, LED, where)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for members' hours with the households they lead."""
        led = homes_in(world, LED) * (levers.households_per_member > 0)
        return Needs({(MEMBER_ROLE, MOBILISATION): led * levers.hours_per_household / DEKADS_A_MONTH})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lift led households; esteem members for those they lead, and envy them for what they keep to themselves."""
        on = levers.households_per_member > 0
        led = homes_in(world, LED) / np.maximum(world.villages.homes, 1.0)
        push("led_lift", levers.spillover * on)
        push("esteem", on * (levers.prestige * led - levers.envy * levers.alone))
