"""The patterns pt17 to pt31 as claims on paired differences.

Smallest effects of interest were written down, with the reason beside each group, before the seeds of the tests were
run; other seeds (101 on) served to choose the number of pairs.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
from claims import (
    GENEROUS,
    HARD_PRESSED,
    MANY_GRIDS,
    Claim,
    Effect,
    ample_hours,
    knowledge,
    link,
    participation,
    points,
    resolution,
    turnover,
)
from laboratory import (
    STANDARD,
    TINY,
    Change,
    Prepare,
    burned,
    county,
    disputes_of,
    live,
    outcome,
    quarters,
    settled_low,
    village,
)

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Table
from model.ledger import ROW
from model.policies.base import MEMBER_ROLE, MOBILISATION
from model.settings import Programme, VillageSpec
from model.tables import COURT, MEMBER, PROACTIVE, RESIDENT, SETTLED, TOWNSHIP, VILLAGE
from model.world import World

Figure = Callable[[World], float]
Arm = tuple[Programme, ...]


def between(
    new: Arm, old: Arm, figure: Figure, villages: tuple[VillageSpec, ...] = STANDARD, years: int = 2,
    prepare: Prepare | None = None, always: Change | None = None,
) -> Effect:  # fmt: skip
    """Return a figure of the county under ``new`` less the same under ``old``; ``always`` holds in both arms."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        after, before = (
            live(seed, *arm, villages=villages, years=years, behaving={**(always or {}), **behaving}, neutral=neutral,
                 prepare=prepare)
            for arm in (new, old)
        )  # fmt: skip
        return figure(after) - figure(before)

    return effect


def requests_of(world: World) -> Table:
    """Return all requests of an arm and its past."""
    assert world.archive is not None
    return world.archive.whole("requests", world.requests)


def of_year(world: World, year: int, rows: Table) -> Mask:
    """Return which disputes or requests arose in a year of the policy period; the first is 1."""
    first = world.begin + (year - 1) * DEKADS_A_YEAR
    mine: Mask = (rows.arose >= first) & (rows.arose < first + DEKADS_A_YEAR)
    return mine


# --- pt18 pay and duties of grid workers -------------------------------------------------------------------------

MERGED = Programme(policy="grid_worker_pay", levers={"pay_rise": 1000, "posts_merged": 6, "training_days": 2})


def found_in(year: int) -> Figure:
    """Return the share of a year's disputes that the organisation found before anybody brought them."""

    def figure(world: World) -> float:
        disputes = disputes_of(world)
        return float((disputes.route == PROACTIVE)[of_year(world, year, disputes)].mean())

    return figure


def later_less_sooner(world: World) -> float:
    """Return the share found in the third year less the share found in the first."""
    return found_in(3)(world) - found_in(1)(world)


def merged(figure: Figure) -> Effect:
    """Return the effect of one net and one pay on a figure at the end of three years."""
    return between((MERGED,), (), figure, MANY_GRIDS, years=3)


# --- pt19 transfers and own effort -------------------------------------------------------------------------------

THREE_YEARS = date(2027, 1, 1)


def fund(condition: str) -> Programme:
    """Return a fund of three years whose capital asks for nothing, or for own money beside it."""
    levers = {"capital": 200_000, "service_fund": 0, "audit": 0, "conditionality": condition}
    return Programme(policy="development_fund", levers=levers, end=THREE_YEARS)


def own_income(world: World, year: int) -> float:
    """Return what the collectives earned in a year of the policy period, in yuan a village."""
    rows = [ROW[name] for name in ("operating_income", "project_income", "cooperative_income")]
    books = [-book[rows].sum(axis=0).mean() / 100.0 for book in world.record["ledger"]]
    first = len(books) - 4 * (world.end - world.begin) // DEKADS_A_YEAR
    at = [books[first + 4 * number - 1] for number in (year - 1, year)]
    return float(at[1] - at[0])


def kept(seed: int, behaving: Change, neutral: Change) -> float:
    """Return by how much more of the gain is left three years after the end where own money was asked for."""
    none, alone, matched = (
        live(seed, *arm, villages=TINY, years=6, behaving=behaving, neutral={"economy.market_sd": 0.0, **neutral})
        for arm in ((), (fund("none"),), (fund("co_finance"),))
    )

    def left(world: World) -> float:
        sooner, later = (own_income(world, year) - own_income(none, year) for year in (3, 6))
        return later / sooner

    return left(matched) - left(alone)


# --- pt20 branch work apart from village work --------------------------------------------------------------------

STANDARDISED = Programme(policy="branch_standardisation", levers={"items": 20})
TEAMS = Programme(policy="three_networks_team_service", levers={"nets_merged": 3, "team_size": 3})
HELD = {"organisation.integration_speed": 0.0}


@cache
def tied(integration: float) -> Prepare:
    """Return what sets how far branch work is tied to village work."""

    def prepare(world: World) -> None:
        world.villages.integration = integration

    return prepare


def completion(world: World) -> float:
    """Return the share of voiced requests truly done in time."""
    return outcome(world, "request_completion_rate")


def trust(world: World) -> float:
    """Return mean trust in the village."""
    return outcome(world, "trust_village")


def yield_of_teams(seed: int, behaving: Change, neutral: Change) -> float:
    """Return how much less service teams add to requests done where branch work is apart from village work."""

    def gain(integration: float) -> float:
        held = {**HELD, **neutral}
        both = between((TEAMS,), (), completion, HARD_PRESSED, prepare=tied(integration))
        return both(seed, behaving, held)

    return gain(0.0)


# --- pt21 poor villages with weak branches -----------------------------------------------------------------------

POOR = county(4, 60, collective_income=5_000.0)
POOR_MANY = county(6, 60, collective_income=5_000.0)


@cache
def begin_with(integration: float) -> Prepare:
    """Return what sets branch function and authority at the policy start."""

    def prepare(world: World) -> None:
        world.villages.integration = integration
        world.villages.authority = integration

    return prepare


def integration(world: World) -> float:
    """Return how far branch work is tied to village work at the end."""
    return float(world.villages.integration.mean())


def two_basins(seed: int, behaving: Change, neutral: Change) -> float:
    """Return how far apart poor villages still are after eight years that began with a working or a weak branch."""
    strong, weak = (
        live(seed, villages=POOR, years=8, behaving=behaving, neutral=neutral, prepare=begin_with(level))
        for level in (0.8, 0.1)
    )
    return integration(strong) - integration(weak)


LITTLE = Programme(policy="operating_fund", levers={"per_village": 80_000})
ENOUGH = Programme(policy="operating_fund", levers={"per_village": 260_000, "weak_top_up": 40_000})
MENDED = Programme(policy="weak_branch_rectification", levers={"support_days": 40})


def joint_push(seed: int, behaving: Change, neutral: Change) -> float:
    """Return what money and rectification together add to branch function beyond what each adds alone."""
    listed = {"organisation.weak_share": 0.2, **behaving}
    none, money, people, both = (
        integration(live(seed, *arm, villages=POOR_MANY, years=4, behaving=listed, neutral=neutral))
        for arm in ((LITTLE,), (ENOUGH,), (LITTLE, MENDED), (ENOUGH, MENDED))
    )
    return both - money - people + none


# --- pt22 who is at hand and who is able -------------------------------------------------------------------------

ANYBODY_LEAVES = {
    "population.away_ability": 0.0, "population.away_schooling": 0.0, "population.away_member_ability": 0.0,
    "population.away_member_schooling": 0.0,
}  # fmt: skip


def hours_a_head(seed: int, behaving: Change) -> float:
    """Return what a member at home can give over what a member anywhere could: health, and ability one way in ten."""
    world = burned(seed, STANDARD, tuple(sorted(behaving.items())))
    people = world.people
    member = (people.role & MEMBER) > 0
    home = member & (people.status == RESIDENT)
    able = people.health * np.exp(0.35 * people.ability)
    return float(able[home].mean() / able[member].mean())


def fewer_hours(seed: int, behaving: Change, neutral: Change) -> float:
    return hours_a_head(seed, behaving) - 1.0


# --- pt23 appearances --------------------------------------------------------------------------------------------

CALLS = link(per_member=5, contacts=0.5)


def appearances(hours: float) -> Programme:
    """Return members who appear for so many hours a month and nothing else."""
    levers = {"share_with_post": 1.0, "post_hours": hours, "task_gain": 0.0, "watching": 0.0, "telling": 0.0}
    return Programme(policy="member_posts_and_zones", levers=levers)


APPEAR = appearances(3.0)


def shown(world: World) -> float:
    """Return hours a dekad and village in which members appear."""
    return float(world.tick.given[:, MEMBER_ROLE, MOBILISATION].mean())


def coverage(world: World) -> float:
    """Return the share of households truly called on."""
    return outcome(world, "live_coverage")


# --- pt24 voices without answers ---------------------------------------------------------------------------------


def talk(feedback: float) -> Programme:
    """Return talk days after which so many matters are reported back."""
    return Programme(policy="talk_days", levers={"feedback": feedback})


def spoken(world: World) -> float:
    """Return the share of the last year's needs that were voiced."""
    requests = requests_of(world)
    years = (world.end - world.begin) // DEKADS_A_YEAR
    return float((requests.channel >= 0)[of_year(world, years, requests) & (requests.channel != 2)].mean())


def outside(world: World) -> float:
    """Return the share of the period's disputes that went to court or petition."""
    disputes = disputes_of(world)
    mine = disputes.arose >= world.begin
    return float(((disputes.state == COURT) | (disputes.petitioned >= 0))[mine].mean())


# --- pt25 mobility -----------------------------------------------------------------------------------------------

RESTLESS = {"migration.leave": -4.0, "migration.back": -3.5}


def on_the_move(figure: Figure, contacts: float = 1.0) -> Effect:
    """Return a figure where many leave and come back from the policy start on, less the same at the usual rates."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        arms = ({**RESTLESS, **neutral}, neutral)
        moved, usual = (live(seed, link(5, contacts), years=2, behaving=behaving, neutral=arm) for arm in arms)
        return figure(moved) - figure(usual)

    return effect


def hours_a_matter(world: World) -> float:
    """Return hours worked in post for every dispute settled and request done in the policy period."""
    disputes, requests = disputes_of(world), requests_of(world)
    done = (disputes.first_settled >= world.begin).sum() + (requests.done >= world.begin).sum()
    return float(sum(quarter.sum() for quarter in world.record["worked"][-8:]) / done)


# --- pt26 tasks from above ---------------------------------------------------------------------------------------

FILES = Programme(policy="programme_frameworks", levers={"rules": 60, "files_a_rule": 0.01, "hours_a_rule": 0.2})
CALLING = link(per_member=0, contacts=0.4, households_per_chief=40, households_per_committee=40)


def burdened(figure: Figure, prepare: Prepare | None = None) -> Effect:
    """Return the effect of many tasks from above on a figure, where cadres call on households."""
    return between((CALLING, FILES), (CALLING,), figure, HARD_PRESSED, prepare=prepare)


def true_visits(world: World) -> float:
    """Return true visits a linked household and year."""
    return 4.0 * quarters(world, "visits_true", "linked", 1, 8)


def on_paper_alone(world: World) -> float:
    """Return the share of reported visits that nobody made."""
    return outcome(world, "ritual_visit_share")


# --- pt27 levels and screening -----------------------------------------------------------------------------------

CENTRES = Programme(
    policy="three_level_mediation",
    levers={"upper_capacity": 1.5, "deadlines": 1.4, "keep_down": 0.2, "village_support": 0.1, "duty_hours": 4},
)
ROUNDS = Programme(policy="risk_patrol", levers={"patrols_per_month": 2})


def low_less_high(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the share of settlements reached in the village, less the share reached above it."""
    world = live(seed, CENTRES, ROUNDS, behaving=behaving, neutral=neutral)
    low = settled_low(world)
    return 2.0 * low - 1.0


# --- pt28 effort where complaints are --------------------------------------------------------------------------

BUSY_GRIDS = county(people=700, committee=3, grid_workers=6)
RED_LINE = {"organisation.red_above": 30.0, "organisation.yellow_above": 20.0}


def leaning(shift: float) -> Programme:
    """Return graded grids with so much effort moved to red ones."""
    return Programme(policy="red_yellow_green", levers={"shift": shift, "statistics_hours": 0.0, "shifting_hours": 0.0})


def waits(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return how long voiced requests of the period waited until done or the end, in dekads, and in which grid."""
    requests = requests_of(world)
    mine = (requests.known >= world.begin + DEKADS_A_YEAR // 2) & (requests.known >= 0)
    until = np.where(requests.done >= 0, requests.done, world.end)
    grid = world.households.grid[world.people.household[requests.person]]
    return (until - requests.known)[mine].astype(float), grid[mine]


def uneven(world: World) -> float:
    """Return how far mean waits of grids spread, in dekads (sd within villages)."""
    wait, grid = waits(world)
    count = np.bincount(grid, minlength=len(world.grids))
    mean = np.bincount(grid, wait, minlength=len(world.grids)) / np.maximum(count, 1)
    return float(np.mean([mean[world.grids.village == v].std() for v in range(len(world.villages))]))


def backlog(world: World) -> float:
    """Return the mean wait of voiced requests, in dekads."""
    return float(waits(world)[0].mean())


# --- pt29 a stake ------------------------------------------------------------------------------------------------

ONE_YEAR = date(2025, 1, 1)
RUN_DRY = points(2.0, 0.7, 500.0)


def in_year(year: int) -> Figure:
    """Return participation in a year of the policy period."""
    return lambda world: quarters(world, "took_part", "adults", 4 * year - 4, 4 * year)


# --- pt30 dividends ----------------------------------------------------------------------------------------------

RICH, WEAK = county(collective_income=400_000.0), county(collective_income=20_000.0)
TIED = Programme(
    policy="red_black_boards",
    levers={"red_publicity": 0.0, "black_share": 0.0, "dividend_tied": 0.3, "notice": 0.7, "contested": 0.3},
)
LOVE_BANK = points(2.0, 0.4)


def rich_or_weak(programme: Programme) -> Effect:
    """Return what a practice adds to participation in rich villages, less what it adds in weak ones."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        rich, weak = (
            between((programme,), (), participation, villages)(seed, behaving, neutral) for villages in (RICH, WEAK)
        )
        return rich - weak

    return effect


# --- pt31 joint villages -----------------------------------------------------------------------------------------

UNLIKE = tuple(village(n, 200 if n % 4 < 2 else 900, committee=4) for n in range(8))
SMALL = np.array([n % 4 < 2 for n in range(8)])
JOINED = Programme(policy="joint_village_federation", levers={"villages_a_group": 8})


def small(name: str, sign: float = 0.0) -> Figure:
    """Return an outcome of the small villages, less ``sign`` times that of the large."""
    from model.outcomes import measure

    def figure(world: World) -> float:
        values = measure(world).by_village[name]
        return float(np.mean(values[SMALL]) - sign * np.mean(values[~SMALL]))

    return figure
