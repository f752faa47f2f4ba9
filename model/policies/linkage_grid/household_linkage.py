"""Household linkage (联户帮办, 党员联户): post-holders and members each take along a fixed number of households."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.chance import combine
from model.columns import Array, Mask, Rows
from model.policies.base import (
    CADRE,
    GRID_ROLE,
    MEMBER_ROLE,
    MOBILISATION,
    PAPERWORK,
    PUBLIC_ROLE,
    ROLES,
    VISITS,
    Levers,
    Needs,
    Policy,
    Push,
    role_class,
)  # fmt: skip
from model.policies.hands import digital_use
from model.primitives import group_count, group_total, place_in_group
from model.tables import COMMITTEE, GRID_WORKER, MEMBER, REPRESENTATIVE, RESIDENT, RESPECTED, SECRETARY

if TYPE_CHECKING:
    from model.world import World

RATIO = "households per person"
ANY_POST = MEMBER | SECRETARY | COMMITTEE | REPRESENTATIVE | GRID_WORKER | RESPECTED
RULES = ("need_first", "nearest", "same_clan", "random")


class HouseholdLinkage(Policy):
    """Each post-holder visits the households given to them, hardship first, nearest or kin next, nobody twice.

    It acts only through people who live in the village and have hours; coverage on paper is the sum of posts times
    ratio. Away or frail members hold no households (F034). Detection, trust and requests move by true visits alone.
    """

    id = "household_linkage"
    en, zh = "Household linkage", "党员干部联户"

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Give households to workers, village by village."""
        people = world.people
        fit = (people.status == RESIDENT) & (people.role > 0) & (people.health > world.b.contact.link_health)
        workers = np.flatnonzero(fit & where[people.village])
        ratio = self.ratio(people.role[workers], levers, people.village[workers])
        for village in np.flatnonzero(where):
            mine = people.village[workers] == village
            self.allocate(world, int(village), workers[mine], ratio[mine], int(levers.assignment_rule[village]))

    def remove(self, world: "World", where: Mask) -> None:
        """Let go of all links."""
        households = world.households
        households.linked[where[households.village]] = -1

    @staticmethod
    def ratio(role: Array, levers: Levers, village: Rows) -> Array:
        """Return how many households a person takes: the largest that any of their posts gives (no double links)."""
        posts = (
            (SECRETARY, levers.households_per_chief), (COMMITTEE, levers.households_per_committee),
            (MEMBER, levers.households_per_member), (REPRESENTATIVE, levers.households_per_representative),
            (GRID_WORKER, levers.households_per_grid_worker),
        )  # fmt: skip
        held = np.zeros(len(role), dtype=np.int64)
        for bit, lever in posts:
            held = np.maximum(held, np.where((role & bit) > 0, lever[village], 0).astype(np.int64))
        return held

    @staticmethod
    def allocate(world: "World", village: int, workers: Rows, ratio: Array, rule: int) -> None:
        """Deal out households: who is linked goes by need, then seats and households are matched along the village."""
        people, households = world.people, world.households
        free = np.flatnonzero((households.village == village) & (households.residents > 0))
        seats = np.repeat(workers, ratio)
        number = place_in_group(seats)
        luck = world.draw("linkage", households.key[free], 0)
        turn = world.draw("linkage seats", combine(people.key[seats], number.astype(np.uint64)), 0)
        count = min(len(free), len(seats))
        need = households.hardship[free].astype(float) if RULES[rule] == "need_first" else 0.0
        chosen = free[np.lexsort((luck, -np.broadcast_to(need, luck.shape)))][:count]
        seats = seats[np.sort(np.argsort(turn, kind="stable")[:count])]
        home = people.household[seats]
        if RULES[rule] == "random":
            by_seat, by_house = np.arange(count), np.arange(count)
        elif RULES[rule] == "same_clan":
            by_seat = np.lexsort((people.key[seats], households.place[home], households.clan[home]))
            by_house = np.lexsort((households.key[chosen], households.place[chosen], households.clan[chosen]))
        else:
            by_seat = np.lexsort((people.key[seats], households.place[home]))
            by_house = np.lexsort((households.key[chosen], households.place[chosen]))
        linked, worker = chosen[by_house], seats[by_seat]
        households.linked[linked] = worker
        households.visit_due[linked] = world.draw("first visit", households.key[linked], 0)

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of the contacts the protocol wants, from each role that holds households."""
        people, linked, workers = world.people, world.households.linked, world.in_post(ANY_POST)
        held = group_count(linked[np.flatnonzero(linked >= 0)], len(people))[workers]
        classes, count = len(ROLES), len(world.villages)
        cell = people.village[workers] * classes + role_class(people.role[workers])
        holders = group_total(cell, held, count * classes).reshape(count, classes)
        visits = holders * levers.contacts_per_month[:, None] / DEKADS_A_MONTH * world.b.contact.hours_a_visit
        files = holders * levers.paperwork_hours[:, None] / DEKADS_A_MONTH
        hours = {}
        for code in (CADRE, GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE):
            hours[code, VISITS], hours[code, PAPERWORK] = visits[:, code], files[:, code]
        hours[MEMBER_ROLE, MOBILISATION] = holders[:, MEMBER_ROLE] * levers.online_groups * levers.online_hours
        return Needs(hours)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Make policies known in online groups of linked households, to those among them who use a phone."""
        if not levers.online_groups.any():
            return
        households, villages = world.households, world.villages
        linked = group_count(households.village[np.flatnonzero(households.linked >= 0)], len(villages))
        kept = levers.online_groups * np.minimum(linked / np.maximum(villages.homes, 1.0), 1.0)
        push("publicity", levers.online_telling * kept * digital_use(world))
