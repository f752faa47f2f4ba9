"""Families: elders, a middle couple, its brothers and sisters, children; their sex and ages."""

from typing import NamedTuple

import numpy as np

from model.chance import combine
from model.columns import Mask, Reals, Rows
from model.synthesis.draft import CHILD, ELDER, MIDDLE, SIBLING, Draft

COUPLE = 2
LARGEST_CLASS = 6


class Makeup(NamedTuple):
    """How many people of each generation a household has, one figure per household."""

    elders: Rows
    middle: Rows
    siblings: Rows
    children: Rows


def fill_families(draft: Draft) -> None:
    """Fill identity, household, sex and age of every registered person."""
    people, homes = draft.people, draft.households
    house = np.repeat(np.arange(len(homes)), draft.size)
    first = np.cumsum(draft.size) - draft.size
    number = np.arange(len(house)) - first[house]
    people.key = combine(homes.key[house], number.astype(np.uint64))
    people.household = house
    people.clan = homes.clan[house]
    makeup = _makeup(draft)
    draft.generation, within = _generations(makeup, house, number)
    mates = np.where(draft.generation == ELDER, makeup.elders[house], makeup.middle[house])
    draft.spouse = (draft.generation <= MIDDLE) & (mates == COUPLE)
    people.sex = _sex(draft, within)
    draft.age = _ages(draft, makeup, within)
    people.born = draft.start - np.ceil(draft.age * 36).astype(np.int64)
    people.children = _children_born(draft, makeup)


def _makeup(draft: Draft) -> Makeup:
    """Draw the generations of each household from its size."""
    p, size = draft.p, draft.size
    one = np.array([0.0, p.elder_1, p.elder_2, p.elder_3, p.elder_4, p.elder_5, p.elder_6])
    two = np.array([0.0, 0.0, p.elders_2, p.elders_3, p.elders_4, p.elders_5, p.elders_6])
    size_class = np.minimum(size, LARGEST_CLASS)
    u = draft.house_luck("elders")
    elders = np.where(u < two[size_class], 2, np.where(u < (one + two)[size_class], 1, 0))
    rest = size - elders
    lone = draft.house_luck("lone_parent") < p.lone_parent
    middle = np.minimum(rest, np.where(lone, 1, COUPLE))
    children = np.minimum(rest - middle, int(p.children_at_most))
    return Makeup(elders, middle, rest - middle - children, children)


def _generations(makeup: Makeup, house: Rows, number: Rows) -> tuple[Rows, Rows]:
    """Return each person's generation and the number within it, from the number within the household."""
    ends = np.cumsum(np.stack([makeup.elders, makeup.middle, makeup.siblings]), axis=0)[:, house]
    generation = (number >= ends).sum(axis=0)
    starts = np.concatenate([np.zeros((1, len(house)), dtype=np.int64), ends])
    return generation, number - starts[generation, np.arange(len(house))]


def _sex(draft: Draft, within: Rows) -> Mask:
    """Return whether each person is a man: couples are a man and a woman, the rest are drawn."""
    p = draft.p
    men = np.array([1.0 - p.lone_elder_women, p.lone_middle_men, p.lone_middle_men, p.boys_at_birth])
    drawn: Mask = draft.luck("sex") < men[draft.generation]
    return np.where(draft.spouse, within == 0, drawn)


def _ages(draft: Draft, makeup: Makeup, within: Rows) -> Reals:
    """Return ages in years: the middle couple first, then elders and children at generational distance."""
    p, house, gen = draft.p, draft.people.household, draft.generation
    middle = _middle_age(draft, makeup)
    gap = np.maximum(p.generation_gap + p.generation_spread * draft.house_bell("generation"), p.youngest_parent)
    alone = p.lone_elder_age + p.lone_elder_spread * draft.house_bell("elder_age")
    elder = np.where(makeup.middle > 0, middle + gap, np.maximum(alone, p.elder_from))
    z = draft.bell("age")
    younger = np.where(draft.spouse & (within == 1), p.spouse_gap + p.spouse_spread * z, 0.0)
    mother = p.first_birth + p.first_birth_spread * draft.house_bell("first_birth")
    child = middle[house] - mother[house] - p.birth_spacing * within + p.birth_spread * z
    infant = p.infant_years * draft.luck("infant")
    age = np.select(
        [gen == ELDER, gen == MIDDLE, gen == SIBLING],
        [elder[house] - younger, middle[house] - younger, middle[house] + p.sibling_spread * z],
        np.maximum(child, infant),
    )
    lowest = np.where(gen == CHILD, 0.0, p.adult_from)
    ages: Reals = np.clip(age, lowest, p.oldest)
    return ages


def _middle_age(draft: Draft, makeup: Makeup) -> Reals:
    """Return the age of the middle man (or lone middle person), old enough for the children there are."""
    p, z = draft.p, draft.house_bell("middle_age")
    with_elders = makeup.elders > 0
    mean = np.where(with_elders, p.middle_age_elders, p.middle_age)
    spread = np.where(with_elders, p.middle_spread_elders, p.middle_spread)
    youngest = np.where(
        makeup.children > 0, p.first_birth + p.birth_spacing * (makeup.children - 1), p.adult_from + p.spouse_gap
    )
    ages: Reals = np.clip(mean + spread * z, youngest, p.middle_oldest)
    return ages


def _children_born(draft: Draft, makeup: Makeup) -> Rows:
    """Return children born so far to each woman: those of the household, or the custom of her cohort."""
    p, people = draft.p, draft.people
    mother = (people.sex == 0) & draft.spouse
    custom = np.where(draft.luck("children") < p.second_child, 2, 1) + (draft.generation == ELDER)
    at_home = np.where(draft.generation == MIDDLE, makeup.children[people.household], 0)
    grown = draft.age >= p.first_birth + p.generation_gap
    return np.where(mother, np.where(at_home > 0, at_home, custom * grown), 0)
