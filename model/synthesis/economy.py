"""Occupations, local wages, land, household business, hardship and connectedness at the start."""

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals, Rows
from model.rules.earns import business_income
from model.synthesis.arithmetic import gamma_of, nearest, percentile, top
from model.synthesis.draft import Draft
from model.synthesis.people import JUNIOR
from model.tables import (
    AWAY,
    AWAY_WAGE,
    COMMITTEE,
    FARM,
    LOCAL_WAGE,
    MEMBER,
    NO_WORK,
    RESIDENT,
    RETIRED,
    SECRETARY,
    STUDENT,
)


def start_economy(draft: Draft) -> None:
    """Fill everything of the economy that a village starts with; residence and roles are known by now."""
    _wages(draft)
    _occupations(draft)
    _level_wages(draft)
    _land(draft)
    _business(draft)
    _standing_of_households(draft)


def _wages(draft: Draft) -> None:
    """Fill what each adult would earn in local paid work, in yuan a dekad (Mincer form, lognormal)."""
    p, people = draft.p, draft.people
    off = (draft.age - p.wage_peak_age) / 10.0
    logs = (
        p.wage_ability * people.ability
        + p.wage_schooling * (people.schooling - JUNIOR)
        - p.wage_age * off**2
        - p.wage_women * (people.sex == 0)
        + p.wage_spread * draft.bell("wage")
    )
    monthly = p.migrant_wage * p.local_wage_ratio * draft.spec.income_level**p.wage_income_level
    a_dekad = monthly / DEKADS_A_MONTH * p.months_worked / 12.0
    people.wage = a_dekad * np.exp(logs) * (draft.age >= p.working_from)


def _occupations(draft: Draft) -> None:
    """Fill occupations; local jobs go to the likeliest of the working-age people at home."""
    p, people, age = draft.p, draft.people, draft.age
    away = people.status == AWAY
    work = np.where(away, AWAY_WAGE, FARM)
    rests = (age >= p.retired_from) | (people.health < p.work_health)
    small = age < p.school_from
    people.occupation = np.select(
        [small, draft.in_school, age < p.working_from, rests], [NO_WORK, STUDENT, NO_WORK, RETIRED], work
    )
    pool = (
        (people.status == RESIDENT)
        & (people.occupation == FARM)
        & (age < p.working_to)
        & ((people.role & COMMITTEE) == 0)
    )
    u = draft.luck("job")
    score = (
        p.job_ability * people.ability
        + p.job_schooling * people.schooling
        - p.job_decade * (age - p.reference_age) / 10.0
        + p.job_men * people.sex
        + np.log(u / (1.0 - u))
    )
    people.occupation[top(score, pool, nearest(draft.village["jobs"] * int(pool.sum())))] = LOCAL_WAGE


def earned_target(draft: Draft) -> float:
    """Return the yuan a year that wages and business of the residents sum to, by the village's income level."""
    p = draft.p
    residents = int((draft.people.status == RESIDENT).sum())
    return float((p.wage_share + p.business_share) * p.income_mean * draft.spec.income_level * residents)


def _level_wages(draft: Draft) -> None:
    """Scale wages to their stated mean among those at work, and down where they would crowd out all business."""
    p, people = draft.p, draft.people
    working = people.occupation == LOCAL_WAGE
    if not working.any():
        return
    monthly = p.migrant_wage * p.local_wage_ratio * draft.spec.income_level**p.wage_income_level
    stated = monthly / DEKADS_A_MONTH * p.months_worked / 12.0
    ceiling = (1.0 - p.business_floor) * earned_target(draft) / DEKADS_A_YEAR / working.sum()
    people.wage *= min(stated, ceiling) / people.wage[working].mean()


def _worked_share(draft: Draft) -> Reals:
    """Return what each household's business earns at the start, over what one full hand would, by the rule itself."""
    people, economy = draft.people, draft.economy
    hands = (people.occupation == FARM) | ((people.occupation == RETIRED) & (people.health > economy.health_to_work))
    labour = np.where(people.occupation == LOCAL_WAGE, economy.part_time, hands) * (people.status == RESIDENT)
    workers: Reals = np.bincount(people.household, weights=labour, minlength=len(draft.households)).astype(np.float64)
    usual = np.ones(len(workers))
    return business_income(usual, workers, 1.0, usual, usual, economy.labour_half)


def _land(draft: Draft) -> None:
    """Share the village's contracted land by registered people, with some luck of the last allotment."""
    share = draft.size * gamma_of(draft.house_luck("land"), draft.p.land_shape)
    draft.households.land = draft.spec.land_mu * share / share.sum()


def _business(draft: Draft) -> None:
    """Fill business income of one full hand, in yuan a dekad, so that the village earns what its level says."""
    p, people, homes = draft.p, draft.people, draft.households
    best = np.full(len(homes), -5.0)
    adult = draft.age >= p.working_from
    np.maximum.at(best, people.household[adult], people.ability[adult])
    land = homes.land / homes.land.mean() if draft.spec.land_mu > 0 else np.ones(len(homes))
    able = p.business_ability * np.maximum(best, -p.business_ability_floor)
    luck = np.exp(able + p.business_spread * draft.house_bell("business"))
    weight = (1.0 - p.business_land + p.business_land * land) * np.sqrt(draft.size) * luck
    wages = people.wage[people.occupation == LOCAL_WAGE].sum() * DEKADS_A_YEAR
    left = max(earned_target(draft) - wages, 0.0)
    worked = float((weight * _worked_share(draft)).sum())
    homes.business = weight * (left / DEKADS_A_YEAR / worked if worked > 0 else 0.0)


def _standing_of_households(draft: Draft) -> None:
    """Fill connectedness rank, hardship, proneness to requests and cooperative membership."""
    p, people, homes = draft.p, draft.people, draft.households
    count = len(homes)
    clan_size = np.bincount(homes.clan, minlength=1)[homes.clan] / count
    score = (
        p.rank_cadre * _has(draft, COMMITTEE)
        + p.rank_secretary * _has(draft, SECRETARY)
        + p.rank_member * _has(draft, MEMBER)
        + p.rank_clan * clan_size
        + draft.house_bell("rank")
    )
    homes.rank = percentile(score)
    wages = people.wage * (people.occupation == LOCAL_WAGE)
    income = np.bincount(people.household, weights=wages, minlength=count) + homes.business * _worked_share(draft)
    ill = np.bincount(people.household, weights=1.0 - people.health, minlength=count)
    poor = ill - p.hardship_income * percentile(income / np.maximum(homes.residents, 1)) + draft.house_bell("hardship")
    homes.hardship[top(poor, homes.residents > 0, nearest(p.hardship_share * count))] = True
    homes.needs = gamma_of(draft.house_luck("needs"), p.needs_shape)
    homes.needs *= np.where(homes.hardship, p.needs_hardship, 1.0)
    homes.needs /= homes.needs.mean()
    homes.in_cooperative = draft.house_luck("cooperative") < p.cooperative_share


def _has(draft: Draft, bit: int) -> Rows:
    """Return 1 for every household with a holder of a role."""
    held = draft.people.household[(draft.people.role & bit) > 0]
    return np.minimum(np.bincount(held, minlength=len(draft.households)), 1)
