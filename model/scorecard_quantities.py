"""What the scorecard compares with facts: each simulated quantity, read off a finished world by the row's id."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Mask, Reals
from model.ledger import ROW
from model.measures import per_head
from model.outcomes import OUTCOMES
from model.phases.arising import KIND
from model.tables import AWAY, COURT, HOTLINE, LINK, PROACTIVE, RESIDENT, VILLAGE

if TYPE_CHECKING:
    from model.world import World

THREE_YEARS = 12
"""Quarters."""


def measure(world: "World") -> dict[str, float]:
    """Return every quantity that this world can show, by the id of its scorecard row."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return {**disputes(world), **services(world), **linkage(world), **incomes(world), **society(world)}


def _share(part: Mask | Reals, whole: Mask | Reals) -> float:
    below = float(np.sum(whole))
    return float(np.sum(part)) / below if below else float("nan")


def _outcome(world: "World", name: str) -> float:
    got = OUTCOMES[name].measure(world)
    return got[0] if isinstance(got[0], float) else _share(got[0], got[1])


def cases(world: "World") -> Mask:
    """Return the cases of people's mediation in the policy period: heard in the village hall or above."""
    d = world.disputes
    heard: Mask = (d.tries > 0) & (d.known >= world.begin) & (d.level >= VILLAGE)
    return heard


def person_years(world: "World") -> float:
    """Return registered person-years of the policy period."""
    quarters = (world.end - world.begin) // DEKADS_A_QUARTER
    return float(np.sum(world.record["registered"][-quarters:]) / 4.0)


def disputes(world: "World") -> dict[str, float]:
    """Return prevalence, cases, mix, entry, failure odds and courts."""
    d, people = world.disputes, world.people
    years = person_years(world)
    heard = cases(world)
    late = d.arose >= world.end - 4 * DEKADS_A_YEAR
    parties = np.unique(np.concatenate([d.person[late], d.other[late & (d.other >= 0)]]))
    adults = world.adults & ((people.status == RESIDENT) | (people.status == AWAY))
    arising = d.arose >= world.begin
    reported = (d.reported_settled >= 0) & (d.known < world.end - DEKADS_A_QUARTER)
    old = heard & (d.known < world.end - DEKADS_A_QUARTER)
    land = np.isin(d.kind, [KIND["boundary_land"], KIND["expropriation"]])
    court = (d.state == COURT) & (d.closed >= world.begin)
    named = {
        "mix_family": "family", "mix_neighbours": "neighbours", "mix_homestead": "homestead", "mix_damages": "damages",
    }  # fmt: skip
    return {
        "dispute_prevalence_4y": float(adults[parties].sum()) / float(adults.sum()),
        "mediated_cases": 1000.0 * float(heard.sum()) / years,
        "mediation_capture": _share(heard & arising, arising),
        "mediated_settlement_reported": _share(old & reported, old),
        **{row: _share(heard & (d.kind == KIND[kind]), heard) for row, kind in named.items()},
        "land_failure_odds": _odds(old & land & ~reported, old & land) / _odds(old & ~land & ~reported, old & ~land),
        "entry_proactive": _share(heard & (d.route == PROACTIVE), heard),
        "civil_cases": 1000.0 * float(court.sum()) / years,
        "court_premediation": _share(court & d.pretrial, court),
    }


def _odds(part: Mask, whole: Mask) -> float:
    p = _share(part, whole)
    return p / (1.0 - p) if p < 1.0 else float("nan")


def services(world: "World") -> dict[str, float]:
    """Return hotline orders, their reported completion, and how far satisfaction lags behind it."""
    r = world.requests
    orders = (r.channel == HOTLINE) & (r.known >= world.begin)
    due = orders & (r.known < world.end - DEKADS_A_QUARTER)
    done = due & (r.reported >= 0) & (r.reported - r.known <= DEKADS_A_QUARTER)
    completed = _share(done, due)
    content = _share(due & (r.rating > 0.5), due)
    return {
        "hotline_orders": 1000.0 * float(orders.sum()) / person_years(world),
        "hotline_completion": completed,
        "completion_satisfaction_gap": 100.0 * (completed - content),
    }


def linkage(world: "World") -> dict[str, float]:
    """Return visits, their yield and what becomes of matters found; NaN where nobody is linked."""
    households, d, r = world.households, world.disputes, world.requests
    workers = np.unique(households.linked[households.linked >= 0])
    first = next(k for k, q in enumerate(world.record["quarter"]) if int(q) >= world.begin)
    launch = float(np.sum(world.record["visits_true"][first]))
    visits = float(np.sum(world.record["visits_true"][first:]))
    by_visit, by_link = d.by_visit & (d.known >= world.begin), (r.channel == LINK) & (r.known >= world.begin)
    found = float(by_visit.sum() + by_link.sum())
    settled = by_visit & _within(d.reported_settled, d.known, DEKADS_A_MONTH)
    solved = by_link & _within(r.reported, r.known, DEKADS_A_MONTH)
    passed = by_link & _within(r.passed, r.known, DEKADS_A_MONTH)
    none = float("nan")
    return {
        "linkage_visits": launch / 3.0 / len(workers) if len(workers) else none,
        "linkage_yield": found / visits if visits else none,
        "linkage_solved_month": float(settled.sum() + solved.sum()) / found if found else none,
        "linkage_passed_up": float(passed.sum()) / found if found else none,
        "linkage_full_coverage": float((households.linked >= 0).sum()) / len(workers) if len(workers) else none,
    }


def _within(when: Array, since: Array, dekads: int) -> Mask:
    soon: Mask = (when >= 0) & (when - since <= dekads)
    return soon


def incomes(world: "World") -> dict[str, float]:
    """Return income, its sources and spread, and collective and cooperative gains."""
    income, people, _ = per_head(world)
    mean = _outcome(world, "disposable_income")
    order = np.argsort(income, kind="stable")
    upto = np.cumsum(people[order]) / people.sum()
    fifth, top = upto <= 0.2, upto > 0.8
    median = float(income[order][np.searchsorted(upto, 0.5)])
    ranked, weight = income[order], people[order]
    rich = float(np.average(ranked[top], weights=weight[top]))
    poor = float(np.average(ranked[fifth], weights=weight[fifth]))
    villages = OUTCOMES["gini"].measure(world)[1]
    shares = {
        f"income_{name}_share": _outcome(world, f"{name}_income") / mean for name in ("wage", "business", "transfer")
    }
    return {
        "income_mean": mean, "income_median_over_mean": median / mean, **shares,
        "gini_village": float(np.mean(villages)),
        "quintile_ratio": rich / poor,
        "weak_collectives": _outcome(world, "weak_village_share"),
        **cooperative(world),
    }  # fmt: skip


def cooperative(world: "World") -> dict[str, float]:
    """Return what cooperative villages and their members gained in the first three years; NaN where there are none."""
    record = world.record
    first = next(k for k, q in enumerate(record["quarter"]) if int(q) >= world.begin)
    people = np.sum(record["cooperative_people"][first : first + THREE_YEARS], axis=0)
    where = people > 0
    if not where.any():
        return {"coop_village_gain": float("nan"), "coop_member_gain": float("nan")}
    books = record["ledger"]
    last = min(first + THREE_YEARS, len(books)) - 1
    row = ROW["cooperative_income"]
    gained = -(books[last][row] - books[first - 1][row]) / 100.0 if first else -books[last][row] / 100.0
    gain = np.sum(record["cooperative_gain"][first : first + THREE_YEARS], axis=0)
    a_year = float(gain[where].sum() / (people[where].sum() / DEKADS_A_YEAR))
    return {"coop_village_gain": float(np.mean(gained[where])), "coop_member_gain": 3.0 * a_year}


def society(world: "World") -> dict[str, float]:
    """Return trust, intention, age and membership."""
    people, households = world.people, world.households
    here = people.status == RESIDENT
    adults = here & world.adults
    live = households.residents > 0
    return {
        "trust_fellows": _share(adults & (people.trust_base >= 0.5), adults),
        "intention_to_act": float(world.b.participation.conversion),
        "elderly_residents": _share(here & (world.age() >= 65), here),
        "cooperative_membership": _share(live & households.in_cooperative, live),
    }
