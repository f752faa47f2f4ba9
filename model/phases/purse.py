"""The village purse: bills are ranked, money is granted in whole fen, and what was granted and used is posted."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Array, Fen, Reals
from model.ledger import EXPENSES, share_out, whole_fen
from model.policies.base import Needs
from model.primitives import group_total
from model.tables import COMMITTEE, SECRETARY

if TYPE_CHECKING:
    from model.world import World

ON_DEMAND = ("points", "services")
"""Lines of which only what is used is spent; of the others, all that is granted."""


def plan(world: "World", needs: dict[str, Needs]) -> None:
    """Take in the dekad's grants and say how much of each bill can be met: wages and office first, the rest alike."""
    tick, ledger, b = world.tick, world.ledger, world.b.money
    count = len(world.villages)
    tick.grant = np.zeros(count, dtype=np.int64)
    for name, need in needs.items():
        if need.grant is not None:
            ledger.post("cash", "grants", need.grant)
            tick.grant += need.grant * (name == "operating_fund")
        if need.county_fen is not None:
            ledger.post("county_programmes", "county", need.county_fen)
    lines = {name: bills(need) for name, need in needs.items() if need.fen}
    wanted = {name: total(asked, count) for name, asked in lines.items()}
    invest(world, needs)
    cash = np.maximum(ledger.of("cash"), 0)
    tick.wage_bill = wage_bill(world)
    tick.office_bill = np.full(count, round(b.office * 100 / DEKADS_A_YEAR), dtype=np.int64)
    own = {name: earmarked(needs[name], asked) for name, asked in wanted.items() if name != "operating_fund"}
    kept = sum(own.values(), start=np.zeros(count, dtype=np.int64))
    left = np.maximum(cash - kept - tick.wage_bill - tick.office_bill, 0)
    asked = standing_bills(world)
    open_bills = total(asked, count) + total(wanted, count) - kept
    share = np.where(open_bills > left, left / np.maximum(open_bills, 1), 1.0)
    tick.budget = {line: np.floor(fen * share).astype(np.int64) for line, fen in asked.items()}
    for name in needs:
        part = world.programmes[name].money_share
        part[:] = 1.0
        if name in wanted:
            met, whole = own.get(name, 0), wanted[name]
            np.divide(met + share * (whole - met), whole, out=part, where=whole > 0)
            for line, fen in lines[name].items():
                tick.budget[line] = tick.budget.get(line, 0) + np.floor(fen * part).astype(np.int64)
    tick.spent = {line: np.zeros_like(fen) if line in ON_DEMAND else fen.copy() for line, fen in tick.budget.items()}


def total(lines: dict[str, Fen], count: int) -> Fen:
    """Return the sum of several amounts, in fen a village."""
    whole: Fen = sum(lines.values(), start=np.zeros(count, dtype=np.int64))
    return whole


def earmarked(need: Needs, wants: Fen) -> Fen:
    """Return what a programme's own grant covers of its bills ``wants``: it pays nothing else (专款专用)."""
    if need.grant is None:
        return np.zeros_like(wants)
    covered: Fen = np.minimum(np.maximum(need.grant - need.fen.get("capital", 0), 0), wants)
    return covered


def invest(world: "World", needs: dict[str, Needs]) -> None:
    """Put earmarked capital to work at once, as far as cash reaches: it pays no other bill."""
    for need in needs.values():
        if "capital" in need.fen:
            put = np.minimum(need.fen["capital"], np.maximum(world.ledger.of("cash"), 0))
            world.ledger.post("capital", "cash", put)


def bills(need: Needs) -> dict[str, Fen]:
    """Return what a programme asks out of the purse beside capital, in fen a village by line."""
    return {line: fen for line, fen in need.fen.items() if line != "capital"}


def wage_bill(world: "World") -> Fen:
    """Return the dekad's pay of the two committees, in fen a village."""
    people = world.people
    rows = world.in_post(SECRETARY | COMMITTEE)
    extra = post_extra(world, rows)
    fen = whole_fen((people.pay[rows] + extra) / DEKADS_A_MONTH)
    world.tick.paid_posts, world.tick.post_fen = rows, fen
    return group_total(people.village[rows], fen, len(world.villages))


def post_extra(world: "World", rows: Array) -> Reals:
    """Return pay on top by policy, in yuan a month, one value a post."""
    people = world.people
    village = people.village[rows]
    chief = (people.role[rows] & SECRETARY) > 0
    extra: Reals = np.where(chief, world.drivers["secretary_pay"][village], world.drivers["deputy_pay"][village]) / 12.0
    return extra


def standing_bills(world: "World") -> dict[str, Fen]:
    """Return what mediation, meetings and small works are expected to cost in this dekad, in fen a village."""
    b, count = world.b.money, len(world.villages)
    requests = world.requests
    live = world.tick.open_requests
    live = live[requests.known[live] >= 0]
    works = group_total(requests.village[live], requests.cost[live], count)
    fund = world.tick.grant * b.services_share + whole_fen(
        b.services_own * world.villages.operating_level / DEKADS_A_YEAR
    )
    room = fund.astype(np.int64)
    cases = np.full(count, round(b.mediation_budget * 100 / DEKADS_A_YEAR), dtype=np.int64)
    meetings = np.full(count, round(b.meetings * 100 / DEKADS_A_YEAR), dtype=np.int64)
    return {"mediation": cases, "meetings": meetings, "services": np.minimum(works, room)}


def post(world: "World") -> None:
    """Post the dekad: what each line truly used, pay, office; unpaid bills become debt with an owner."""
    tick, ledger, b = world.tick, world.ledger, world.b.money
    # What was granted to a line is its own: pay comes first when grants are planned, and cannot reach into it here.
    for line, fen in sorted(tick.spent.items()):
        if line in EXPENSES:
            ledger.spend(line, fen)
    paid = ledger.spend("wages", tick.wage_bill, "wages_due")
    office = ledger.spend("office", tick.office_bill, "advances_due")
    spare = np.maximum(ledger.of("cash") - whole_fen(b.reserve), 0)
    late = ledger.settle_due("wages_due", np.where(tick.wage_bill > 0, spare, 0))
    ledger.settle_due("advances_due", spare - late)
    pay_posts(world, paid + late)
    bills = tick.wage_bill + tick.office_bill
    world.villages.shortfall = (bills - paid - office) / np.maximum(bills, 1)


def pay_posts(world: "World", paid: Fen) -> None:
    """Hand the wages that were paid, arrears among them, to those now in post, to the fen."""
    tick, people = world.tick, world.people
    rows, due = tick.paid_posts, tick.post_fen
    got = share_out(paid, people.village[rows], due.astype(float), people.key[rows])
    np.add.at(world.households.received, people.household[rows], got)
    np.add.at(world.households.wage_income, people.household[rows], got / 100.0)
