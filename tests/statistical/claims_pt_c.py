"""Patterns pt32 to pt46 as claims: which stand in a formula, which come out of interactions, which do not come out.

The smallest effect of interest of each claim was settled from what would matter to a county, before the seeds of the
tests were run; pilots on other seeds chose the number of pairs.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
from claims import AT_ONCE, Claim, Effect, ample_hours, set_up
from laboratory import STANDARD, Change, Prepare, county, disputes_of, live, outcome, settled_low, village
from verdict import Expected

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Mask, Reals, Table
from model.outcomes import measure
from model.phases.arising import KIND
from model.programmes import NEVER
from model.settings import Programme, VillageSpec
from model.shocks import Shock
from model.tables import MEMBER, RESIDENT, SETTLED
from model.tallies import cohort, well_settled
from model.world import World

Figure = Callable[[World], float]
Villages = tuple[VillageSpec, ...]
Arm = tuple[Programme, ...]


def use(policy: str, end: date | None = None, **levers: float | str) -> Programme:
    """Return a programme with some levers off their defaults."""
    return Programme(policy=policy, levers=levers, end=end)


def against(
    figure: Figure, after: Arm, before: Arm = (), *, villages: Villages = STANDARD, years: int = 2,
    prepare: Prepare | None = None,
) -> Effect:  # fmt: skip
    """Return the effect of one arm against another on a figure of the county."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        new, old = (
            live(seed, *arm, villages=villages, years=years, behaving=behaving, neutral=neutral, prepare=prepare)
            for arm in (after, before)
        )
        return figure(new) - figure(old)

    return effect


def read(name: str) -> Figure:
    """Return what reads an outcome of the county."""
    return lambda world: outcome(world, name)


def gap(first: Effect, second: Effect) -> Effect:
    """Return one effect less another."""
    return lambda seed, behaving, neutral: first(seed, behaving, neutral) - second(seed, behaving, neutral)


# --- pt33 pay and prospect ----------------------------------------------------------------------------------------

MANY_POSTS = county(24, 100)
PAY_AND_PROSPECT = (use("secretary_pay"), use("career_channel"))
DRAWN_BY_NOTHING = (use("secretary_pay"), use("career_channel", draw=0.0, ablest_first=0.0))


def ability_in_post(world: World) -> float:
    """Return the mean ability of the secretaries in post, in sd."""
    secretary = world.villages.secretary
    return float(world.people.ability[secretary[secretary >= 0]].mean())


# --- pt34 money up to the point where its use binds ----------------------------------------------------------------


def fund(yuan: float) -> Arm:
    """Return an operating fund of so many yuan a village and year."""
    return (use("operating_fund", per_village=yuan),)


def step(low: float, high: float, prepare: Prepare | None = None) -> Effect:
    """Return what more money in the operating fund adds to the requests that are done."""
    return against(read("request_completion_rate"), fund(high), fund(low), prepare=prepare)


@cache
def branch(strength: float, ample: bool = False) -> Prepare:
    """Return what makes branches strong or weak at the policy start: attention, integration, authority."""

    def prepare(world: World) -> None:
        villages = world.villages
        world.people.focus[villages.secretary] = strength
        villages.integration, villages.authority = 0.8 * strength, 0.8 * strength
        if ample:
            ample_hours(world)

    return prepare


FIRST_LESS_SECOND = gap(step(100_000.0, 200_000.0), step(200_000.0, 300_000.0))


def led(ample: bool = False) -> Effect:
    """Return what money adds to requests done under attentive secretaries, less what it adds under distracted ones."""
    strong, weak = (step(100_000.0, 300_000.0, branch(strength, ample)) for strength in (0.9, 0.3))
    return gap(strong, weak)


# --- pt35 activities and solutions ---------------------------------------------------------------------------------

COURIERS = (use("policy_courier"), use("small_grid", visits_per_month=0.0, feedback=0.6, sorting=0.08, passing=0.3))
EVENTS_A_YEAR = 12.0
"""What the couriers' lever asks for in a village."""


def events_less_problems(seed: int, behaving: Change, neutral: Change) -> float:
    """Return publicity events less problems solved, a village and year."""
    world = live(seed, *COURIERS, years=1, behaving=behaving, neutral=neutral)
    solved = (world.requests.done >= world.begin).sum() / len(world.villages)
    return EVENTS_A_YEAR - float(solved)


# --- pt36 older members where incomes are low ----------------------------------------------------------------------

POOR, RICH = (county(income_level=level) for level in (0.6, 1.6))


def age_of_members(world: World) -> float:
    """Return the mean age of members at home, in years."""
    people = world.people
    home = np.flatnonzero(((people.role & MEMBER) > 0) & (people.status == RESIDENT))
    return float(world.age(home).mean())


def older(seed: int, behaving: Change, neutral: Change) -> float:
    """Return by how much members at home are older in a poor county than in a rich one after five years."""
    poor, rich = (live(seed, villages=v, years=5, behaving=behaving, neutral=neutral) for v in (POOR, RICH))
    return age_of_members(poor) - age_of_members(rich)


# --- pt37 tasks without money --------------------------------------------------------------------------------------

UNEQUAL = tuple(
    village(number, 600, collective_income=300_000.0 if number % 4 < 2 else 10_000.0) for number in range(8)
)
"""Villages of small and of large means, in both townships."""
UNPAID_TASKS, PAID_TASKS = (
    (use("earmarked_task_funding", tasks_a_year=20.0, standing_tasks=0.0, funded_share=share),) for share in (0.0, 1.0)
)


def weak_less_strong(world: World) -> float:
    """Return the share of requests done in villages of small means, less that in villages of large means."""
    done, small = measure(world).by_village["request_completion_rate"], world.villages.operating_level < 50_000.0
    return float(done[small].mean() - done[~small].mean())


# --- pt38 mixed panels ---------------------------------------------------------------------------------------------


def panel(elders: float, law_trained: float, studious: float) -> Arm:
    """Return a hall with a panel of so many of each kind of reviewer."""
    return (use("reasoning_hall", elders=elders, law_trained=law_trained, studious=studious),)


UNIFORM = (panel(1.0, 0.0, 0.0), panel(0.0, 1.0, 0.0), panel(0.0, 0.0, 1.0))
MIXED = panel(0.34, 0.33, 0.33)


def mixed_less_best(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the share of disputes resolved before a mixed panel, less that before the best uniform one."""
    mixed, *uniform = (
        outcome(live(seed, *arm, behaving=behaving, neutral=neutral), "dispute_resolution_rate")
        for arm in (MIXED, *UNIFORM)
    )
    return mixed - max(uniform)


# --- pt39 open process ---------------------------------------------------------------------------------------------

OPEN_PROCESS = (
    use("representative_deliberation_notice"),
    use("six_mechanisms"),
    use("major_matter_reporting"),
)
NOBODY_LOOKS = {"opinion.perform_open": 0.0, "opinion.aware_disclosure": 0.0, "requests.feedback": 0.0}


# --- pt40 and pt41 projects and land taking ------------------------------------------------------------------------

OVER_LAND = np.isin(np.arange(len(KIND)), [KIND[name] for name in ("boundary_land", "homestead", "expropriation")])


def land_is_taken(world: World) -> None:
    """Let a building project take land in all villages from the policy start on."""
    size = len(world.villages)
    world.shocks = [Shock("project", np.ones(size), np.full(size, world.now), int(NEVER))]


@cache
def project_under(strength: float, ample: bool = False) -> Prepare:
    """Return what starts a project under strong or weak branches."""
    lead = branch(strength, ample)

    def prepare(world: World) -> None:
        lead(world)
        land_is_taken(world)

    return prepare


def land_settled(world: World) -> float:
    """Return the share of disputes over land and houses, arisen since the policy start, that were resolved in time."""
    disputes = disputes_of(world)
    mine = cohort(world, disputes) & OVER_LAND[disputes.kind]
    return float(well_settled(disputes)[mine].mean())


def strong_branch(figure: Figure, ample: bool = False) -> Effect:
    """Return a figure under strong branches, less the same under weak ones, while a project takes land."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        strong, weak = (
            live(seed, behaving=behaving, neutral=neutral, prepare=project_under(strength, ample))
            for strength in (0.9, 0.3)
        )
        return figure(strong) - figure(weak)

    return effect


UNHEARD = {"contact.hearsay": 0.0, "opinion.open_authority": 0.0}


def taken(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the petitions that a project brings, per 1,000 people and half-year."""
    after, before = (
        live(seed, behaving=behaving, neutral=neutral, prepare=prepare) for prepare in (land_is_taken, None)
    )
    return outcome(after, "petitions_per_1000") - outcome(before, "petitions_per_1000")


LAND_STIRS_NOBODY = {
    "disputes.stress_taking": 0.0, "disputes.taking_weight": 0.0, "disputes.mix_boundary_land": 0.0,
}  # fmt: skip
MODERATED = (use("interest_negotiation"), use("open_affairs_micro_power_list"))
FOR_SHOW = (
    use("interest_negotiation", calm=0.0, bridging=0.0, capture=0.0),
    use("open_affairs_micro_power_list", disclosure=0.0, distrust=0.0, discretion_cut=0.0),
)


# --- pt42 one policy, many results ---------------------------------------------------------------------------------

MANY = county(12, 300)
ONE_POLICY = (use("weak_branch_rectification"), use("village_specific_guidance"))
ALIKE_IN_TIME = {"organisation.focus_spread": 0.0, "organisation.function_quorum": 0.0}


def alike(world: World) -> None:
    """Give all villages the same branch and all people in post the same effort and health."""
    people, villages = world.people, world.villages
    people.focus, people.effort_base, people.health = world.b.organisation.secretary_focus, 0.8, 0.8
    for name in ("integration", "authority", "clan_bodies", "disclosure", "oversight"):
        setattr(villages, name, float(getattr(villages, name).mean()))


def quality(world: World) -> Reals:
    """Return the quality of branches in the last year, by village."""
    return np.mean(world.record["integration"][-4:], axis=0)


def took_part(world: World, first: int, last: int) -> Reals:
    """Return participation over some quarters counted from the end, by village."""
    did, grown = (np.sum(world.record[name][len(world.record[name]) - first : len(world.record[name]) - last], axis=0)
                  for name in ("took_part", "adults"))  # fmt: skip
    return np.asarray(did / grown)


def lasting_spread(world: World) -> float:
    """Return the spread between villages in participation that two years share (their luck does not last)."""
    both = np.cov(took_part(world, 8, 4), took_part(world, 4, 0))[0, 1]
    return float(np.sqrt(max(both, 0.0)))


def spread_over_effect(
    spread: Figure, level: Callable[[World], Reals], prepare: Prepare | None = None
) -> Effect:  # fmt: skip
    """Return the spread between villages under one policy, less the size of the policy's mean effect."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        after, before = (
            live(seed, *arm, villages=MANY, behaving=behaving, neutral=neutral, prepare=prepare)
            for arm in (ONE_POLICY, ())
        )
        return spread(after) - abs(float((level(after) - level(before)).mean()))

    return effect


def spread_of_quality(world: World) -> float:
    """Return the spread between villages in the quality of branches."""
    return float(quality(world).std(ddof=1))


def last_year(world: World) -> Reals:
    """Return participation of the last year, by village."""
    return took_part(world, 4, 0)


# --- pt43 early detection ------------------------------------------------------------------------------------------

ROUNDS = (use("small_grid", feedback=0.0, sorting=0.0), use("risk_patrol"))


def severity_settled(world: World) -> float:
    """Return the mean severity at which disputes of the period were settled, in logits."""
    disputes = disputes_of(world)
    mine = cohort(world, disputes) & (disputes.state == SETTLED) & (disputes.reopened < 0)
    return float(disputes.severity[mine].mean())


# --- pt44 cooperatives ---------------------------------------------------------------------------------------------

COOPERATIVE = (use("branch_cooperative"),)
ALL_JOIN = {"economy.join": 50.0}


def better_off(seed: int, behaving: Change, neutral: Change) -> float:
    """Return by which share a cooperative lifts the business of four fifths of households, less that of the poorest."""
    after, before = (live(seed, *arm, behaving=behaving, neutral=neutral) for arm in (COOPERATIVE, ()))
    poor = poorest_fifth(before)
    new, old = (world.last_year["business_income"] for world in (after, before))
    return lift(new, old, ~poor[: len(old)]) - lift(new, old, poor[: len(old)])


def poorest_fifth(world: World) -> Mask:
    """Return the fifth of each village's households whose business earned least in the last year."""
    village, earned = world.households.village, world.last_year["business_income"]
    village = village[: len(earned)]
    edge = np.array([np.quantile(earned[village == v], 0.2) for v in range(len(world.villages))])
    return np.asarray(earned <= edge[village])


def lift(new: Reals, old: Reals, chosen: Mask) -> float:
    """Return by which share some households together earn more."""
    return float(new[: len(old)][chosen].sum() / old[chosen].sum() - 1.0)


# --- pt45 agents and windows ---------------------------------------------------------------------------------------

AT_THE_DOOR = (use("service_agent"), use("service_window"))
SMALL, LARGE = county(4, 300), county(4, 1500)


def more_agents(villages: Villages) -> Effect:
    """Return what two more agents add to the requests that are done."""
    figure = read("request_completion_rate")
    return against(figure, (use("service_agent", agents=3),), (use("service_agent"),), villages=villages)


def content(world: World, old: bool) -> float:
    """Return the satisfaction of the old, or of other adults, at home at the end."""
    people = world.people
    here = np.flatnonzero(world.resident & world.adults)
    elder = world.age(here) >= world.b.requests.elder_age
    return float(people.satisfaction[here][elder == old].mean())


def elders_more(world: World) -> float:
    """Return by how much the old are more content than other adults."""
    return content(world, True) - content(world, False)


# --- pt46 a push and the same money spread --------------------------------------------------------------------------

PUSH = (use("development_fund", date(2025, 1, 1), capital=0.0, audit=0.0, service_fund=80_000.0),)
SPREAD = (use("development_fund", date(2028, 1, 1), capital=0.0, audit=0.0, service_fund=20_000.0),)


@cache
def answered_in(year: int) -> Figure:
    """Return what reads the share of matters answered as the village stands in a year of the policy period."""

    def figure(world: World) -> float:
        last = 4 * year - 4 * (world.end - world.begin) // DEKADS_A_YEAR
        rows = world.record["answered"][last - 4 : last or None]
        return float(np.mean(rows))

    return figure


def pushed(year: int) -> Effect:
    """Return matters answered in a year under a push of one year, less the same where its money is spread over four."""
    return against(answered_in(year), PUSH, SPREAD, years=4)
