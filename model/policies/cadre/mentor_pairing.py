"""Mentor pairing (导师帮带): the ablest secretaries of a township coach the weaker ones, visit by visit."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER
from model.columns import Mask, Reals
from model.policies.base import CADRE, VISITS, Levers, Needs, Policy, Push
from model.policies.peers import ability_of_secretaries, officials, place_in_township, seated
from model.policies.reach import half_way
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.world import World


class MentorPairing(Policy):
    """What is lent is part of the mentor's lead, the more the more alike the villages; it ends with the visits.

    Good mentors are few: the weakest secretaries are served first, as far as mentors and their hours reach.
    """

    id = "mentor_pairing"
    en, zh = "Mentor pairing of secretaries", "导师帮带"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask both sides for the time of the visits, and the township for following them up."""
        mentors, weaker = self.sides(world, levers)
        visits = levers.visits_a_quarter / DEKADS_A_QUARTER * levers.hours_a_visit
        taken_on = np.minimum(levers.mentees, per_mentor(world, mentors, weaker)) * mentors
        served = self.served(world, weaker, levers.mentees * mentors)
        on = levers.visits_a_quarter > 0
        county_fen = officials(levers.township_days * on, levers.day_cost)
        return Needs({(CADRE, VISITS): visits * (taken_on + served)}, county_fen=county_fen)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lend the weaker part of their mentors' lead, and hold up their branches."""
        mentors, weaker = self.sides(world, levers)
        kept = world.programme(self.id).hours_share * mentors
        coached = self.served(world, weaker, levers.mentees * kept)
        coached = coached * half_way(levers.visits_a_quarter, levers.half_visits) * alike(world, mentors)
        able = ability_of_secretaries(world)
        lead = np.maximum(of_mentors(world, mentors, able) - able, 0.0)
        push("secretary_ability", levers.passed_on * coached * lead)
        push("branch_support", levers.support * coached)

    def sides(self, world: "World", levers: Levers) -> tuple[Mask, Mask]:
        """Return where a secretary can be a mentor, and where one is below the mean of the township."""
        there = world.programme(self.id).in_force & seated(world)
        able = ability_of_secretaries(world)
        above = able - of_mentors(world, there, able)
        return there & (above >= levers.good_above), there & (above < 0.0)

    @staticmethod
    def served(world: "World", weaker: Mask, seats: Reals) -> Reals:
        """Return how far each weaker secretary is served (0 to 1), the weakest first, by the seats of the township."""
        township = world.villages.township
        room = group_sum(township, seats, len(world.townships))[township]
        turn = place_in_township(world, np.where(weaker, ability_of_secretaries(world), np.inf))
        return np.where(weaker, np.clip(room - turn, 0.0, 1.0), 0.0)


def of_mentors(world: "World", mentors: Mask, value: Reals) -> Reals:
    """Return the mean of a value over the mentors of each village's township; 0 where there are none."""
    township, count = world.villages.township, len(world.townships)
    whole, heads = group_sum(township, value * mentors, count), group_sum(township, mentors, count)
    mean: Reals = (whole / np.maximum(heads, 1.0))[township]
    return mean


def per_mentor(world: "World", mentors: Mask, weaker: Mask) -> Reals:
    """Return how many weaker secretaries there are for each mentor of the township."""
    township, count = world.villages.township, len(world.townships)
    asked, heads = group_sum(township, weaker, count), group_sum(township, mentors, count)
    each: Reals = (asked / np.maximum(heads, 1.0))[township]
    return each


def alike(world: "World", mentors: Mask) -> Reals:
    """Return how like its mentors' villages each village is: as remote, or not."""
    remote = world.villages.remoteness
    near: Reals = 1.0 - np.abs(remote - of_mentors(world, mentors, remote))
    return near
