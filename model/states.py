"""First states: what stands next to a driver on the way to an outcome, read off a world after each dekad by village.

A practice is expected to move a driver and, through it, one of these states (``model/evidence/routes.yaml``); the audit
of practices reports them beside the headline outcomes. Reading them changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Array, Mask, Reals, Rows
from model.phases.arising import PREVENTED_BY, PREVENTION
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, PAPERWORK, REQUEST_WORK
from model.primitives import group_count, group_sum
from model.tables import (
    AWAY,
    COMMITTEE,
    LINK,
    MEMBER,
    PROACTIVE,
    RED,
    RESIDENT,
    SECRETARY,
    SETTLED,
    TOWNSHIP,
)

if TYPE_CHECKING:
    from model.world import World

BESIDE = "talk_days"
"""The practice that runs beside others where these need one to work on."""
PRIVATE, COMMONS, AGAINST_THE_VILLAGE = range(len(PREVENTION))
"""Groups of kinds of dispute, as `PREVENTED_BY` numbers them."""


@dataclass(frozen=True)
class State:
    """One quantity a village, as it stands after a dekad (nan where there is nothing to read)."""

    name: str
    unit: str
    en: str
    zh: str
    read: Callable[["World"], Reals]


def lived(world: "World") -> int:
    """Return the dekad just lived."""
    return world.now - 1


def count(world: "World", village: Array) -> Reals:
    """Return the number of rows a village."""
    return group_count(village, len(world.villages)).astype(float)


def mean(world: "World", village: Array, value: Reals) -> Reals:
    """Return the mean of a value over the rows of each village; nan where it has none."""
    number = count(world, village)
    return np.where(number > 0, group_sum(village, value, len(number)) / np.maximum(number, 1.0), np.nan)


def of_adults(column: str) -> Callable[["World"], Reals]:
    """Return a reader of the mean of a column of people over adults at home."""

    def read(world: "World") -> Reals:
        rows = np.flatnonzero(world.resident & world.adults)
        return mean(world, world.people.village[rows], getattr(world.people, column)[rows])

    return read


def of_villages(column: str) -> Callable[["World"], Reals]:
    """Return a reader of a column of villages."""
    return lambda world: getattr(world.villages, column).astype(float)


def income_booked(account: str) -> Callable[["World"], Reals]:
    """Return a reader of what an account of income has taken in since the first day, in yuan."""
    return lambda world: -world.ledger.of(account) / 100.0


def new_disputes(group: int) -> Callable[["World"], Reals]:
    """Return a reader of the disputes of a group of kinds that arose in the dekad."""

    def read(world: "World") -> Reals:
        disputes = world.disputes
        rows = (disputes.arose == lived(world)) & (PREVENTED_BY[disputes.kind] == group)
        return count(world, disputes.village[rows])

    return read


def found(world: "World") -> Rows:
    """Return the disputes that the organisation found by itself in the dekad."""
    disputes = world.disputes
    return np.flatnonzero((disputes.known == lived(world)) & (disputes.route == PROACTIVE))


def found_in_red(world: "World") -> Reals:
    """Return the disputes found in grids that are coloured red."""
    rows = found(world)
    home = world.people.household[world.disputes.person[rows]]
    red = world.grids.colour[world.households.grid[home]] == RED
    return count(world, world.disputes.village[rows[red]])


def needs_found(world: "World", hardship: bool = False) -> Reals:
    """Return the needs found at visits and rounds in the dekad, of all or of households in hardship."""
    requests = world.requests
    rows = np.flatnonzero((requests.known == lived(world)) & (requests.channel == LINK))
    if hardship:
        rows = rows[world.households.hardship[world.people.household[requests.person[rows]]]]
    return count(world, requests.village[rows])


def requests_done(world: "World", least: int = 0) -> Reals:
    """Return the requests truly done in the dekad at some level or above it."""
    requests = world.requests
    return count(world, requests.village[(requests.done == lived(world)) & (requests.level >= least)])


def rating(world: "World") -> Reals:
    """Return the mean rating of the requests done in the dekad."""
    rows = np.flatnonzero(world.requests.done == lived(world))
    return mean(world, world.requests.village[rows], world.requests.rating[rows])


def settled(world: "World") -> Reals:
    """Return the disputes settled in the dekad."""
    disputes = world.disputes
    return count(world, disputes.village[(disputes.state == SETTLED) & (disputes.closed == lived(world))])


def effort_of(role: int) -> Callable[["World"], Reals]:
    """Return a reader of the mean effort of those at home whose hours count under a role."""

    def read(world: "World") -> Reals:
        rows = world.tick.workers[world.tick.worker_class == role]
        return mean(world, world.people.village[rows], world.people.effort[rows])

    return read


def held_by(mask: Callable[["World"], Mask]) -> Callable[["World"], Reals]:
    """Return a reader of how many people a mask picks, by village."""
    return lambda world: count(world, world.people.village[mask(world)])


def enrolled(world: "World") -> Mask:
    """Return who is a Party member, at home or away."""
    members: Mask = world.registered & ((world.people.role & MEMBER) > 0)
    return members


def household_income(*columns: str, hardship: bool = False) -> Callable[["World"], Reals]:
    """Return a reader of this year's income so far of all households, or of those in hardship, in yuan."""

    def read(world: "World") -> Reals:
        households = world.households
        whole = sum((getattr(households, name) for name in columns), start=np.zeros(len(households)))
        return group_sum(households.village, whole * households.hardship if hardship else whole, len(world.villages))

    return read


def secretaries(world: "World") -> Reals:
    """Return the ability of secretaries, in sd; nan where the post is vacant."""
    holder = world.villages.secretary
    return np.where(holder >= 0, world.people.ability[np.maximum(holder, 0)], np.nan)


def chiefs_pay(world: "World") -> Reals:
    """Return what the secretary is paid, yuan a year, with what programmes add."""
    rows = world.in_post(SECRETARY)
    people = world.people
    return mean(world, people.village[rows], people.pay[rows] * 12.0) + world.drivers["secretary_pay"]


def copied(world: "World") -> Reals:
    """Return how many practices a village runs that it copied."""
    states = [state.in_force & state.copied for state in world.programmes.values()]
    number: Reals = np.sum(states, axis=0, dtype=float)
    return number


def fidelity_beside(world: "World") -> Reals:
    """Return the fidelity of the practice that runs beside; nan where it does not run."""
    state = world.programmes.get(BESIDE)
    if state is None:
        return np.full(len(world.villages), np.nan)
    return np.where(state.in_force, state.fidelity, np.nan)


def skill_of_committees(world: "World") -> Reals:
    """Return the mean mediation skill of committee members at home."""
    rows = world.in_post(COMMITTEE | SECRETARY)
    return mean(world, world.people.village[rows], world.people.skill[rows])


def _s(name: str, unit: str, en: str, zh: str, read: Callable[["World"], Reals]) -> State:
    return State(name, unit, en, zh, read)


_ALL_INCOME = ("wage_income", "business_income", "property_income", "transfer_income")
STATES: dict[str, State] = {
    state.name: state
    for state in (
        _s("linked_households", "households", "households linked", "已联系户数",
           lambda world: count(world, world.households.village[world.households.linked >= 0])),
        _s("joint_villages", "yes or no", "village in a joint group", "联村组内村",
           lambda world: (world.villages.joint >= 0).astype(float)),
        _s("public_grants", "yuan since the start", "public money paid into the purse", "财政拨入",
           income_booked("grants")),
        _s("project_capital", "yuan", "capital in projects", "项目资本",
           lambda world: world.ledger.of("capital") / 100.0),
        _s("project_income", "yuan since the start", "income from projects", "项目收入",
           income_booked("project_income")),
        _s("unpaid_bills", "yuan", "bills left unpaid", "应付未付", lambda world: world.ledger.debt() / 100.0),
        _s("true_visits", "visits this quarter", "visits truly made", "实际走访", of_villages("visits_true")),
        _s("disputes_found", "disputes", "disputes found by the organisation", "主动发现纠纷",
           lambda world: count(world, world.disputes.village[found(world)])),
        _s("found_in_red_grids", "disputes", "disputes found in red grids", "红色网格发现纠纷", found_in_red),
        _s("needs_arising", "needs", "needs that arise", "新生诉求",
           lambda world: count(world, world.requests.village[world.requests.arose == lived(world)])),
        _s("needs_found", "needs", "needs found at visits", "走访发现诉求", needs_found),
        _s("hardship_needs_found", "needs", "needs of households in hardship found", "发现困难户诉求",
           lambda world: needs_found(world, hardship=True)),
        _s("private_quarrels", "disputes", "family, neighbour and money disputes that arise", "新生家庭邻里钱债纠纷",
           new_disputes(PRIVATE)),
        _s("commons_quarrels", "disputes", "disputes over land, houses, surroundings that arise", "新生土地房屋纠纷",
           new_disputes(COMMONS)),
        _s("village_quarrels", "disputes", "disputes with the village that arise", "新生涉村纠纷",
           new_disputes(AGAINST_THE_VILLAGE)),
        _s("settled", "disputes", "disputes settled", "化解纠纷", settled),
        _s("requests_done", "requests", "requests truly done", "办结诉求", requests_done),
        _s("own_hours_on_requests", "hours", "hours of cadres and grid workers on requests", "本村办理诉求工时",
           lambda world: world.tick.given[:, [CADRE, GRID_ROLE], REQUEST_WORK].sum(axis=1)),
        _s("done_above", "requests", "requests done by township or county", "镇县办结诉求",
           lambda world: requests_done(world, TOWNSHIP)),
        _s("rating", "share", "rating of what was done", "办理评价", rating),
        _s("awareness", "share", "awareness of policies", "政策知晓", of_adults("awareness")),
        _s("legal_awareness", "share", "legal awareness", "法律意识", of_adults("legal")),
        _s("norm", "share", "civic norm", "公共规范", of_adults("norm")),
        _s("efficacy", "share", "sense that speaking up helps", "效能感", of_adults("efficacy")),
        _s("performance", "share", "performance as villagers see it", "履职口碑", of_villages("performance")),
        _s("authority", "share", "authority of the branch", "党组织权威", of_villages("authority")),
        _s("integration", "share", "branch work tied to village work", "党建与村务融合", of_villages("integration")),
        _s("turnout", "share", "turnout of members' meetings", "党员大会到会率", of_villages("turnout")),
        _s("answered", "share", "matters answered", "回应率", of_villages("answered")),
        _s("disclosure_quality", "share", "quality of disclosure", "公开质量", of_villages("disclosure")),
        _s("oversight_total", "share", "oversight", "监督", lambda world: world.oversight),
        _s("acts", "acts", "acts of taking part", "参与人次",
           held_by(lambda world: world.people.takes_part)),
        _s("acts_of_the_away", "acts", "acts of people who are away", "外出者参与人次",
           held_by(lambda world: world.people.takes_part & (world.people.status == AWAY))),
        _s("residents", "persons", "people at home", "在村人数",
           held_by(lambda world: world.people.status == RESIDENT)),
        _s("members", "persons", "Party members", "党员数", held_by(enrolled)),
        _s("young_members", "persons", "Party members under 35", "35岁以下党员数",
           held_by(lambda world: enrolled(world) & (world.people.born > world.now - 35 * DEKADS_A_YEAR))),
        _s("member_effort_at_work", "share", "effort of members", "党员努力", effort_of(MEMBER_ROLE)),
        _s("cadre_effort_at_work", "share", "effort of the two committees", "两委努力", effort_of(CADRE)),
        _s("cadre_hours_at_work", "hours", "hours cadres have", "村干部可用工时",
           lambda world: world.tick.available[:, CADRE]),
        _s("grid_hours_at_work", "hours", "hours grid workers have", "网格员可用工时",
           lambda world: world.tick.available[:, GRID_ROLE]),
        _s("paperwork_hours", "hours", "hours that go into paperwork", "材料工时",
           lambda world: world.tick.given[:, :, PAPERWORK].sum(axis=1)),
        _s("grid_quits", "quits this quarter", "grid workers who quit", "网格员离职", of_villages("quits")),
        _s("households_listed", "households", "households on the boards", "上榜户",
           lambda world: count(world, world.households.village[world.households.board != 0])),
        _s("mediators_skill", "share", "mediation skill of committees", "两委调解能力", skill_of_committees),
        _s("secretaries_ability", "sd", "ability of secretaries", "书记能力", secretaries),
        _s("secretary_pay_received", "yuan a year", "pay of the secretary", "书记报酬", chiefs_pay),
        _s("copied_practices", "practices", "practices copied from neighbours", "学来的做法", copied),
        _s("fidelity_of_others", "share", "fidelity of the practice beside", "并行做法执行到位度", fidelity_beside),
        _s("cooperative_members", "households", "members of the branch-led cooperative", "领办合作社社员户",
           lambda world: count(world, world.households.village[world.households.member])),
        _s("business_income", "yuan this year", "business income of households", "农户经营收入",
           household_income("business_income")),
        _s("hardship_income", "yuan this year", "income of households in hardship", "困难户收入",
           household_income(*_ALL_INCOME, hardship=True)),
    )
}  # fmt: skip
"""All first states by name."""
