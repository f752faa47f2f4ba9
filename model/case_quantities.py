"""What is held beside the figures that places report of themselves: each quantity, read off a finished world.

Counts are a year's, of the whole county, and take every dispute and request of the policy period: the world must have
kept those that are over.  What the model does not count stands in `model/evidence/reported.yaml` with the reason.
"""

from typing import TYPE_CHECKING

import numpy as np

from model import scorecard_quantities
from model.calendar import DEKADS_A_YEAR, date_of
from model.columns import Array, Mask, Reals, Table
from model.errors import LifecycleError, Problem
from model.measures import collective, person_years, quarters_from, summed
from model.outcomes import OUTCOMES
from model.tables import GRID_WORKER, HOTLINE, LINK, MEMBER, PAIRED, RESIDENT, TALK, TOWNSHIP
from model.tallies import total

if TYPE_CHECKING:
    from model.world import World

CONTENT = 0.5
"""Satisfaction from which a person counts as content, as for the rating of hotline orders."""
PRACTISED = 0.5
"""Fidelity from which a practice counts as truly run."""
INCOME_LINE = 500_000.0
"""Collective income that the pilot county aims at, yuan a village and year."""
EFFECTS = ("dispute_resolution_rate", "participation_rate", "satisfaction")
"""Outcomes whose ranks together stand for the effect of governance in a village."""


def everything(world: "World") -> dict[str, float]:
    """Return these quantities and those that are held against published facts."""
    return {**scorecard_quantities.measure(world), **measure(world)}


def measure(world: "World") -> dict[str, float]:
    """Return every quantity of a finished world that kept its disputes and requests, and what they are shared out over.

    Raises
    ------
    LifecycleError
        The world has forgotten disputes and requests that are over.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            **sizes(world), **disputes(world), **requests(world), **complaints(world), **organisation(world),
            **opinion_and_income(world),
        }  # fmt: skip


def sizes(world: "World") -> dict[str, float]:
    """Return how many grids, villages (town communities not among them) and places of both kinds there are."""
    town = int(np.count_nonzero(world.villages.town))
    count = len(world.villages)
    return {"grids": float(len(world.grids)), "villages": float(count - town), "places": float(count)}


def ever(world: "World", table: str) -> Table:
    """Return all rows that a table has ever had.

    Raises
    ------
    LifecycleError
        The world has forgotten some.
    """
    if world.archive is None:
        values = {"call": "case_quantities.measure", "state": f"without its events ({date_of(world.now)})",
                  "allowed": "with its events", "todo": "run it with events=True"}  # fmt: skip
        raise LifecycleError(Problem("wrong_state", values))
    return world.archive.whole(table, getattr(world, table))


def in_period(world: "World", when: Array) -> Mask:
    """Return which moments lie in the policy period."""
    inside: Mask = (when >= world.begin) & (when < world.end)
    return inside


def a_year(world: "World", chosen: Mask) -> float:
    """Return how many rows were chosen, a year of the policy period."""
    return float(np.count_nonzero(chosen)) * DEKADS_A_YEAR / (world.end - world.begin)


def disputes(world: "World") -> dict[str, float]:
    """Return disputes settled, truly and by report, and where."""
    d = ever(world, "disputes")
    return {
        "disputes_settled": a_year(world, in_period(world, d.first_settled)),
        "disputes_reported_settled": a_year(world, in_period(world, d.reported_settled)),
        "share_settled_at_village": _ratio(total(world, "settled_in_village"), total(world, "settled")),
    }


def requests(world: "World") -> dict[str, float]:
    """Return requests done, truly and by report, those of hardship, and those that villagers brought themselves."""
    r = ever(world, "requests")
    done, known = in_period(world, r.done), in_period(world, r.known)
    hard = world.households.hardship[world.people.household[r.person]]
    raised = known & (r.channel == TALK)
    return {
        "problems_solved": a_year(world, done),
        "problems_reported_solved": a_year(world, in_period(world, r.reported)),
        "problems_solved_vulnerable": a_year(world, done & hard),
        "demand_orders_closed": a_year(world, done & (r.channel != LINK)),
        "opinions_received": a_year(world, raised),
        "opinions_closed": a_year(world, raised & (r.done >= 0)),
        "feedback_closure_ratio": _ratio(raised & (r.done >= 0), raised),
    }


def complaints(world: "World") -> dict[str, float]:
    """Return what went above the village, and hotline orders and petitions per 1,000 people and half-year."""
    d, r = ever(world, "disputes"), ever(world, "requests")
    up = in_period(world, d.petitioned) | (in_period(world, d.known) & (d.level >= TOWNSHIP))
    sent = in_period(world, r.passed) | (in_period(world, r.known) & (r.channel == HOTLINE))
    said = total(world, "hotline") + summed(world, "petitions", quarters_from(world, 0))
    return {
        "escalation_count": a_year(world, up) + a_year(world, sent),
        "complaint_density": 1000.0 * _ratio(said, 2.0 * person_years(world)),
    }


def organisation(world: "World") -> dict[str, float]:
    """Return coverage, members at home, quorum, the use of practices and platforms, and staff."""
    people = world.people
    members = ((people.role & MEMBER) > 0) & world.registered
    turnout = np.array(world.record["turnout"][quarters_from(world, 0)])
    platform = np.minimum(world.villages.platform + world.drivers["platform"], 1.0)
    grown = world.resident & world.adults
    return {
        "households_assisted": float(np.count_nonzero(assisted(world))),
        "nominal_linkage_coverage": _outcome(world, "nominal_coverage"),
        "live_linkage_coverage": _outcome(world, "live_coverage"),
        "resident_member_share": _ratio(members & (people.status == RESIDENT), members),
        "quorum_rate": _ratio(turnout >= world.b.organisation.quorum, np.ones(turnout.shape)),
        "branch_effect_correlation": branch_effect_correlation(world),
        "real_adoption_share": real_adoption_share(world),
        "platform_use_share": _ratio(platform[people.village[grown]], grown),
        "staff_per_grid": staff_per_grid(world),
    }


def assisted(world: "World") -> Mask:
    """Return which households in hardship have a guarantor by name, or are paired with somebody."""
    homes = world.households
    state = world.programmes.get("five_level_guarantee")
    paired: Mask = (homes.joined & np.uint8(PAIRED)) > 0
    if state is not None:
        paired = paired | (state.in_force & (state.levers["levels"] > 0))[homes.village]
    helped: Mask = paired & homes.hardship & (homes.residents > 0)
    return helped


def branch_effect_correlation(world: "World") -> float:
    """Return how the order of villages by branch work goes with that by effect; NaN for fewer than three villages."""
    if len(world.villages) < 3:
        return float("nan")
    branch = np.mean(world.record["integration"][quarters_from(world, 0)], axis=0)
    effect = sum((ranks(_by_village(world, name)) for name in EFFECTS), start=np.zeros(len(branch)))
    return float(np.corrcoef(ranks(branch), ranks(effect))[0, 1])


def ranks(values: Reals) -> Reals:
    """Return the place of each value in ascending order, from 0; equal ones share the mean of theirs."""
    order = np.sort(values)
    mean: Reals = (np.searchsorted(order, values, "left") + np.searchsorted(order, values, "right") - 1) / 2.0
    return mean


def real_adoption_share(world: "World") -> float:
    """Return in which share of villages a practice runs at half its protocol or more, the mean over practices."""
    growing = [state for state in world.programmes.values() if state.grows and state.running]
    shares = [float(np.mean(state.in_force & (state.fidelity >= PRACTISED))) for state in growing]
    return float(np.mean(shares)) if shares else float("nan")


def staff_per_grid(world: "World") -> float:
    """Return grid workers in post, and staff and helpers put beside them, per grid."""
    staff = world.count_posts(GRID_WORKER).sum()
    state = world.programmes.get("grid_staffing")
    if state is not None:
        beside = state.levers["staff_per_grid"] - 1.0 + state.levers["flexible_staff"]
        staff = staff + (beside * state.in_force)[world.grids.village].sum()
    return float(staff) / max(len(world.grids), 1)


def opinion_and_income(world: "World") -> dict[str, float]:
    """Return content adults, low incomes, and what collectives earned in the last year."""
    grown = world.resident & world.adults
    earned, rural = collective(world), ~world.villages.town
    return {
        "satisfaction_share": _ratio(grown & (world.people.satisfaction >= CONTENT), grown),
        "poverty_share": _outcome(world, "low_income_share"),
        "collective_income_total": float(earned.sum()),
        "collective_income_per_village": _ratio(earned[rural], rural),
        "share_villages_above_income": _ratio(earned[rural] >= INCOME_LINE, rural),
    }


def _ratio(part: Array, whole: Array) -> float:
    below = float(np.sum(whole))
    return float(np.sum(part)) / below if below else float("nan")


def _outcome(world: "World", name: str) -> float:
    got = OUTCOMES[name].measure(world)
    return got[0] if isinstance(got[0], float) else _ratio(got[0], got[1])


def _by_village(world: "World", name: str) -> Reals:
    part, whole = OUTCOMES[name].measure(world)
    found: Reals = np.nan_to_num(np.asarray(part) / np.asarray(whole))
    return found
