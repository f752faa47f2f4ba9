"""Who holds which post: the two committees, members, grid workers, representatives, respected locals."""

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals, Rows
from model.synthesis.arithmetic import best_of_each, gumbel, nearest, top
from model.synthesis.draft import Draft
from model.tables import COMMITTEE, GRID_WORKER, MEMBER, REPRESENTATIVE, RESIDENT, RESPECTED, SECRETARY

OUT_OF_REACH = 1e6
"""Added to a score to rank a whole class of people behind all others."""


def appoint_cadres(draft: Draft) -> None:
    """Appoint the secretary (one-shoulder: a member, head of both committees) and the rest of the two committees."""
    spec, p, role = draft.spec, draft.p, draft.people.role
    seats = min(spec.committee, spec.population)
    if seats == 0:
        return
    score = _cadre_score(draft, p.secretary_age, "secretary")
    draft.secretary = int(top(score, draft.age >= p.adult_from, 1)[0])
    role[draft.secretary] |= SECRETARY | COMMITTEE
    score = _cadre_score(draft, p.committee_age, "committee")
    house = draft.people.household
    open_to = (draft.age >= p.adult_from) & (house != house[draft.secretary])
    leading = best_of_each(house, score, open_to)
    open_to[draft.secretary] = False
    others = top(score - OUT_OF_REACH * ~leading, open_to, seats - 1)
    role[others] |= COMMITTEE
    rounding = draft.chance(np.array([draft.key], dtype=np.uint64), "committee_members")[0]
    in_party = max(int(p.committee_members * seats + rounding), 1)
    chosen = np.concatenate([[draft.secretary], others[: max(in_party - 1, 0)]])
    role[chosen[: spec.members]] |= MEMBER


def _cadre_score(draft: Draft, centre: float, process: str) -> Reals:
    """Return the fitness for a post of the two committees: age about ``centre``, able, schooled, more often men."""
    p, people = draft.p, draft.people
    off = (draft.age - centre) / p.cadre_age_spread
    women = p.secretary_women if process == "secretary" else p.committee_women
    merit = p.cadre_ability * people.ability + p.cadre_schooling * people.schooling
    score: Reals = merit - 0.5 * off**2 + np.log(women) * (people.sex == 0) + gumbel(draft.luck(process))
    return score


def admit_members(draft: Draft) -> None:
    """Admit members until the village has exactly as many as its list says: older, schooled, able, mostly men."""
    p, people = draft.p, draft.people
    decades = (draft.age - p.reference_age) / 10.0
    score = (
        p.member_decade * decades
        + p.member_schooling * people.schooling
        + p.member_ability * people.ability
        + np.log(p.member_women) * (people.sex == 0)
        + gumbel(draft.luck("member"))
    )
    already = (people.role & MEMBER) > 0
    free = ~already & ((people.role & COMMITTEE) == 0) & (draft.age >= p.adult_from)
    chosen = top(score, free, draft.spec.members - int(already.sum()))
    people.role[chosen] |= MEMBER


def appoint_locals(draft: Draft) -> None:
    """Appoint those who are chosen among the people at home: grid workers, representatives, respected locals."""
    _grid_workers(draft)
    _representatives(draft)
    _respected(draft)


def _at_home(draft: Draft, youngest: float, oldest: float) -> Mask:
    at_home: Mask = (draft.people.status == RESIDENT) & (draft.age >= youngest) & (draft.age < oldest)
    return at_home


def _grid_workers(draft: Draft) -> None:
    """Give every grid one worker, from the grid itself if anybody there is fit, else from elsewhere."""
    p, people, count = draft.p, draft.people, draft.spec.grid_workers
    draft.workers = np.full(max(count, 1), -1, dtype=np.int64)
    fit = _at_home(draft, p.grid_worker_from, p.grid_worker_to) & ((people.role & SECRETARY) == 0)
    score = p.local_ability * people.ability + gumbel(draft.luck("grid_worker"))
    score -= OUT_OF_REACH * ((people.role & COMMITTEE) > 0)
    grid = draft.households.grid[people.household]
    own = np.flatnonzero(best_of_each(grid, score, fit))
    if count:
        draft.workers[grid[own]] = own
    vacant = np.flatnonzero(draft.workers[:count] < 0)
    if len(vacant):
        adults = _at_home(draft, p.adult_from, np.inf)
        adults[own] = False
        stand_in = top(score - OUT_OF_REACH * ~fit, adults, len(vacant))
        draft.workers[vacant[: len(stand_in)]] = stand_in
    people.role[draft.workers[draft.workers >= 0]] |= GRID_WORKER


def _representatives(draft: Draft) -> None:
    """Elect representatives among adults, one from a household while households last, mostly people at home."""
    p, people = draft.p, draft.people
    score = (
        p.local_ability * people.ability
        + p.representative_member * ((people.role & MEMBER) > 0)
        + gumbel(draft.luck("representative"))
    )
    adults = draft.age >= p.adult_from
    prime = _at_home(draft, p.representative_from, p.representative_to)
    score -= OUT_OF_REACH * (people.status != RESIDENT) + p.representative_off_age * ~prime
    leading = best_of_each(people.household, score, adults)
    chosen = top(score - 2 * OUT_OF_REACH * ~leading, adults, draft.spec.representatives)
    people.role[chosen] |= REPRESENTATIVE


def _respected(draft: Draft) -> None:
    """Name a few respected locals: old, able, at home, spread over the clans."""
    p, people = draft.p, draft.people
    old = _at_home(draft, p.respected_from, np.inf) & ((people.role & COMMITTEE) == 0)
    score = p.local_ability * people.ability + people.schooling + gumbel(draft.luck("respected"))
    rows = np.flatnonzero(old)
    by_clan = rows[np.lexsort((-score[rows], people.clan[rows]))]
    clan = people.clan[by_clan]
    place = np.arange(len(clan)) - np.searchsorted(clan, clan, side="left")
    score[by_clan] -= p.respected_spread * place
    count = min(nearest(p.respected_per_1000 * draft.spec.population / 1000.0), nearest(p.respected_at_most))
    people.role[top(score, old, max(count, 1))] |= RESPECTED


def fill_posts(draft: Draft) -> None:
    """Fill hours, pay and time in post of every role."""
    p, people = draft.p, draft.people
    role = people.role
    cadre, grid = (role & COMMITTEE) > 0, (role & GRID_WORKER) > 0
    monthly = p.member_hours_low + (p.member_hours_high - p.member_hours_low) * draft.luck("member_hours")
    unpaid = ((role & MEMBER) > 0) * monthly / 3.0 + ((role & REPRESENTATIVE) > 0) * p.representative_hours
    people.hours = np.where(cadre, p.cadre_hours, unpaid + grid * p.grid_worker_hours)
    part_time = p.grid_pay_low + (p.grid_pay_high - p.grid_pay_low) * draft.luck("grid_pay")
    secretary = p.secretary_pay / 12.0
    people.pay = np.where(cadre, secretary * p.deputy_pay_ratio, np.where(grid, part_time, 0.0))
    if draft.secretary >= 0:
        people.pay[draft.secretary] = secretary
    people.tenure = _tenure(draft, cadre | grid)


def _tenure(draft: Draft, in_post: Mask) -> Rows:
    """Return dekads in post, exponential about the mean, never from before the age of 18."""
    p = draft.p
    years = -p.tenure_mean * np.log(draft.luck("tenure"))
    served = np.minimum(years, np.maximum(draft.age - p.adult_from, 0.0))
    return np.where(in_post, np.floor(served * DEKADS_A_YEAR).astype(np.int64), 0)
