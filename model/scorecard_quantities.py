"""What the scorecard compares with facts: each simulated quantity, read off a finished world by the row's id."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Mask, Reals
from model.ledger import ROW
from model.measures import per_head
from model.outcomes import OUTCOMES
from model.tables import AWAY, RESIDENT
from model.tallies import KINDS_OF_MIX, total

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


def _mean(value: Reals, weight: Reals) -> float:
    """Return a weighted mean; NaN of nobody, as in a county of too few households to have fifths."""
    return float(np.average(value, weights=weight)) if weight.sum() > 0 else float("nan")


def _over(part: float, whole: float) -> float:
    """Return one number over another; NaN over nothing."""
    return part / whole if whole else float("nan")


def _outcome(world: "World", name: str) -> float:
    got = OUTCOMES[name].measure(world)
    return got[0] if isinstance(got[0], float) else _share(got[0], got[1])


def person_years(world: "World") -> float:
    """Return registered person-years of the policy period."""
    quarters = (world.end - world.begin) // DEKADS_A_QUARTER
    return float(np.sum(world.record["registered"][-quarters:]) / 4.0)


def count(world: "World", name: str) -> float:
    """Return a tally of the whole county."""
    return float(np.sum(total(world, name)))


def part(world: "World", name: str, whole: str) -> float:
    """Return one tally of the county as a share of another."""
    return _share(total(world, name), total(world, whole))


def disputes(world: "World") -> dict[str, float]:
    """Return prevalence, cases, mix, entry, failure odds and courts."""
    people, years = world.people, person_years(world)
    adults = world.adults & ((people.status == RESIDENT) | (people.status == AWAY))
    return {
        "dispute_prevalence_4y": _share(adults & (people.quarrelled >= world.end - 4 * DEKADS_A_YEAR), adults),
        "mediated_cases": 1000.0 * count(world, "heard") / years,
        "mediation_capture": part(world, "heard_arising", "arising"),
        "mediated_settlement_reported": part(world, "heard_reported", "heard_due"),
        **{f"mix_{kind}": part(world, f"heard_{kind}", "heard") for kind in KINDS_OF_MIX},
        "land_failure_odds": odds_ratio(
            part(world, "land_unreported", "land_due"), part(world, "other_unreported", "other_due")
        ),
        "entry_proactive": part(world, "heard_proactive", "heard"),
        "civil_cases": 1000.0 * count(world, "court") / years,
        "court_premediation": part(world, "court_pretrial", "court"),
    }


def _odds(p: float) -> float:
    return p / (1.0 - p) if p < 1.0 else float("nan")


def odds_ratio(p: float, q: float) -> float:
    """Return how many times higher the odds of one chance are than those of another; NaN where either is no odds."""
    return _odds(p) / _odds(q) if q else float("nan")


def services(world: "World") -> dict[str, float]:
    """Return hotline orders, their reported completion, and how far satisfaction lags behind it."""
    completed = part(world, "hotline_completed", "hotline_due")
    return {
        "hotline_orders": 1000.0 * count(world, "hotline") / person_years(world),
        "hotline_completion": completed,
        "completion_satisfaction_gap": 100.0 * (completed - part(world, "hotline_content", "hotline_due")),
    }


def linkage(world: "World") -> dict[str, float]:
    """Return visits, their yield and what becomes of matters found; NaN where nobody is linked."""
    households = world.households
    workers = np.unique(households.linked[households.linked >= 0])
    first = next(k for k, q in enumerate(world.record["quarter"]) if int(q) >= world.begin)
    launch = float(np.sum(world.record["visits_true"][first]))
    visits = float(np.sum(world.record["visits_true"][first:]))
    found = count(world, "found_by_visit") + count(world, "found_by_link")
    solved = count(world, "settled_by_visit") + count(world, "solved_by_link")
    none = float("nan")
    return {
        "linkage_visits": launch / 3.0 / len(workers) if len(workers) else none,
        "linkage_yield": found / visits if visits else none,
        "linkage_solved_month": solved / found if found else none,
        "linkage_passed_up": count(world, "passed_by_link") / found if found else none,
        "linkage_full_coverage": float((households.linked >= 0).sum()) / len(workers) if len(workers) else none,
    }


def incomes(world: "World") -> dict[str, float]:
    """Return income, its sources and spread, and collective and cooperative gains."""
    income, people, _ = per_head(world)
    mean = _outcome(world, "disposable_income")
    order = np.argsort(income, kind="stable")
    upto = np.cumsum(people[order]) / people.sum()
    fifth, top = upto <= 0.2, upto > 0.8
    median = float(income[order][np.searchsorted(upto, 0.5)])
    ranked, weight = income[order], people[order]
    rich, poor = _mean(ranked[top], weight[top]), _mean(ranked[fifth], weight[fifth])
    villages = OUTCOMES["gini"].measure(world)[1]
    shares = {
        f"income_{name}_share": _over(_outcome(world, f"{name}_income"), mean)
        for name in ("wage", "business", "transfer")
    }
    return {
        "income_mean": mean, "income_median_over_mean": _over(median, mean), **shares,
        "gini_village": float(np.mean(villages)),
        "quintile_ratio": _over(rich, poor),
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
