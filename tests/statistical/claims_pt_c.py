"""Patterns pt32 to pt46 as claims: which stand in a formula, which come out of interactions, which do not come out.

The smallest effect of interest of each claim was settled from what would matter to a county before its arms were run
(that of pt45 congestion after single runs had been seen, when days took the place of completion), and stayed. Arms and
numbers of pairs were chosen on seeds from 101 on. After a first run on the seeds of the tests counties were widened,
some claims that were inconclusive then were given more pairs, the margin of pt42 result was narrowed, and poor
households of pt44 were narrowed to those that could be asked, since late comers had left a rest without the mechanism.
A claim counts as borne out if it holds and has at least half the size asked for, as in the study of the prior range.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
from claims import AT_ONCE, Claim, Effect, patrols
from laboratory import LIVELY, Change, Prepare, burned, county, disputes_of, live, outcome, village

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals, Rows
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
WIDE = county(24)
"""Four times the villages for hardly more time: fewer seeds show what happens."""
USUAL = {"disputes.base": 0.00058}
"""Disputes at their usual rate, where their number is what counts."""


def use(policy: str, end: date | None = None, **levers: float | str) -> Programme:
    """Return a programme with some levers off their defaults."""
    return Programme(policy=policy, levers=levers, end=end)


def against(
    figure: Figure, after: Arm, before: Arm = (), *, villages: Villages = WIDE, years: int = 2,
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
def branch(strength: float) -> Prepare:
    """Return what makes branches strong or weak at the policy start: attention, integration, authority."""

    def prepare(world: World) -> None:
        villages = world.villages
        world.people.focus[villages.secretary] = strength
        villages.integration, villages.authority = 0.8 * strength, 0.8 * strength

    return prepare


FIRST_LESS_SECOND = gap(step(100_000.0, 300_000.0), step(300_000.0, 500_000.0))


STRONG_LESS_WEAK = gap(*(step(100_000.0, 300_000.0, branch(strength)) for strength in (0.9, 0.3)))


# --- pt35 activities and solutions ---------------------------------------------------------------------------------

COURIERS = (use("policy_courier"), use("small_grid", visits_per_month=0.0, feedback=0.6, sorting=0.08, passing=0.3))
EVENTS_A_YEAR = 12.0
"""What the couriers' lever asks for in a village."""


def events_less_problems(seed: int, behaving: Change, neutral: Change) -> float:
    """Return publicity events less problems solved, a village and year."""
    world = live(seed, *COURIERS, years=1, behaving={**USUAL, **behaving}, neutral=neutral)
    return EVENTS_A_YEAR - solved(world)


def problems_less_disputes(seed: int, behaving: Change, neutral: Change) -> float:
    """Return problems solved less disputes settled, a village and year."""
    world = live(seed, *COURIERS, years=1, behaving={**USUAL, **behaving}, neutral=neutral)
    return solved(world) - float((disputes_of(world).first_settled >= world.begin).sum() / len(world.villages))


def solved(world: World) -> float:
    """Return the problems solved since the policy start, a village."""
    assert world.archive is not None
    requests = world.archive.whole("requests", world.requests)
    return float((requests.done >= world.begin).sum() / len(world.villages))


# --- pt36 older members where incomes are low ----------------------------------------------------------------------

POOR, RICH = (county(24, 400, members=40, income_level=level) for level in (0.6, 1.6))
"""With twice the usual members, so that fewer seeds show how old they are."""
NO_BETTER_ELSEWHERE = {"migration.leave_gap": 0.0, "migration.leave_jobs": 0.0, "organisation.quit_pay": 0.0}
"""Neither people nor holders of a post leave for better pay; within bounds, so in force from the burn-in on."""


def age_of_members(world: World) -> float:
    """Return the mean age of members at home, in years."""
    people = world.people
    home = np.flatnonzero(((people.role & MEMBER) > 0) & (people.status == RESIDENT))
    return float(world.age(home).mean())


def older(seed: int, behaving: Change, neutral: Change) -> float:
    """Return by how much more members at home have aged in a poor county than in a rich one in five years."""
    changed = tuple(sorted({**LIVELY, **behaving}.items()))

    def aged(villages: Villages) -> float:
        after = live(seed, villages=villages, years=5, behaving=behaving, neutral=neutral)
        return age_of_members(after) - age_of_members(burned(seed, villages, changed))

    return aged(POOR) - aged(RICH)


def no_better_elsewhere(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the same where nobody leaves for better pay."""
    return older(seed, {**behaving, **NO_BETTER_ELSEWHERE}, neutral)


# --- pt37 tasks without money --------------------------------------------------------------------------------------

UNEQUAL = tuple(
    village(number, 600, collective_income=300_000.0 if number % 4 < 2 else 10_000.0) for number in range(24)
)
"""Villages of small and of large means, in both townships."""
UNPAID_TASKS, PAID_TASKS = (
    (use("earmarked_task_funding", tasks_a_year=40.0, standing_tasks=0.0, funded_share=share),) for share in (0.0, 1.0)
)
MONEY_BUYS_NOTHING = {"requests.costly_share": 0.0, "hours.unpaid_effort": 0.0}


def weak_less_strong(world: World) -> float:
    """Return the share of requests done in villages of small means, less that in villages of large means."""
    done, small = measure(world).by_village["request_completion_rate"], world.villages.operating_level < 50_000.0
    return float(done[small].mean() - done[~small].mean())


# --- pt39 open process ---------------------------------------------------------------------------------------------

OPEN_PROCESS = (
    use("representative_deliberation_notice"),
    use("six_mechanisms"),
    use("major_matter_reporting"),
)


# --- pt40 and pt41 projects and land taking ------------------------------------------------------------------------

OVER_LAND = np.isin(np.arange(len(KIND)), [KIND[name] for name in ("boundary_land", "homestead", "expropriation")])


def land_is_taken(world: World) -> None:
    """Let a building project take land in all villages from the policy start on."""
    size = len(world.villages)
    world.shocks = [Shock("project", np.ones(size), np.full(size, world.now), int(NEVER))]


@cache
def project_under(strength: float) -> Prepare:
    """Return what starts a project under strong or weak branches."""
    lead = branch(strength)

    def prepare(world: World) -> None:
        lead(world)
        land_is_taken(world)

    return prepare


def land_settled(world: World) -> float:
    """Return the share of disputes over land and houses, arisen since the policy start, that were resolved in time."""
    disputes = disputes_of(world)
    mine = cohort(world, disputes) & OVER_LAND[disputes.kind]
    return float(well_settled(disputes)[mine].mean())


def strong_branch(figure: Figure) -> Effect:
    """Return a figure under strong branches, less the same under weak ones, while a project takes land."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        strong, weak = (
            live(seed, villages=WIDE, behaving=behaving, neutral=neutral, prepare=project_under(strength))
            for strength in (0.9, 0.3)
        )
        return figure(strong) - figure(weak)

    return effect


UNHEARD = {"contact.hearsay": 0.0, "opinion.open_authority": 0.0}


def taken(name: str) -> Effect:
    """Return what a project that takes land adds to an outcome, disputes being as frequent as usual."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        after, before = (
            live(seed, villages=WIDE, behaving={**USUAL, **behaving}, neutral=neutral, prepare=prepare)
            for prepare in (land_is_taken, None)
        )
        return outcome(after, name) - outcome(before, name)

    return effect


LAND_STIRS_NOBODY = {
    "disputes.stress_taking": 0.0, "disputes.taking_weight": 0.0, "disputes.mix_boundary_land": 0.0,
}  # fmt: skip
MODERATED = (use("interest_negotiation"), use("open_affairs_micro_power_list"))


# --- pt42 one policy, many results ---------------------------------------------------------------------------------

MANY = county(24, 300)
ONE_POLICY = (use("weak_branch_rectification"), use("village_specific_guidance"))
ALIKE_IN_TIME = {
    "organisation.focus_spread": 0.0, "organisation.function_quorum": 0.0, "participation.neighbours": 0.0,
}  # fmt: skip


OF_PEOPLE = (
    "norm_base", "trust_base", "norm", "trust_village", "efficacy", "satisfaction", "awareness", "legal", "digital",
    "frailty", "lately", "neighbours_part", "effort_base", "health", "schooling", "focus",
)  # fmt: skip
OF_VILLAGES = ("integration", "authority", "clan_bodies", "disclosure", "oversight")


def alike(world: World) -> None:
    """Give all villages the same branch, and all people the same dispositions, effort and health."""
    for table, names in ((world.people, OF_PEOPLE), (world.villages, OF_VILLAGES)):
        for name in names:
            setattr(table, name, getattr(table, name).mean())


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


def spread_over_effect(spread: Figure, level: Callable[[World], Reals], prepare: Prepare | None = None) -> Effect:
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
DAYS = read("days_to_settlement")
EARLY, LATE = ((patrols(finding),) for finding in (0.45, 0.0))


def second_step(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the days to settlement that a first step of patrols saves, less what a second one of its size saves."""
    early, between, late = (
        DAYS(live(seed, patrols(finding), villages=WIDE, behaving=behaving, neutral=neutral))
        for finding in (0.45, 0.225, 0.0)
    )
    return (late - between) - (between - early)


def severity_settled(world: World) -> float:
    """Return the mean severity at which disputes of the period were settled, in logits."""
    disputes = disputes_of(world)
    mine = cohort(world, disputes) & (disputes.state == SETTLED) & (disputes.reopened < 0)
    return float(disputes.severity[mine].mean())


# --- pt44 cooperatives ---------------------------------------------------------------------------------------------

COOPERATIVE = (use("branch_cooperative"),)
ALL_JOIN = {"economy.join": 50.0}


def better_off(seed: int, behaving: Change, neutral: Change) -> float:
    """Return by which share a cooperative lifts the business of four fifths of households, less that of the poorest.

    Both are taken among households with somebody at home at the policy start, who could be asked to join.
    """
    after, before = (live(seed, *arm, villages=WIDE, behaving=behaving, neutral=neutral) for arm in (COOPERATIVE, ()))
    home = burned(seed, WIDE, tuple(sorted({**LIVELY, **behaving}.items()))).households.residents > 0
    new, old = (world.last_year["business_income"] for world in (after, before))
    village = before.households.village
    edge = np.array([np.quantile(old[home & (village == number)], 0.2) for number in range(len(before.villages))])
    poor = old <= edge[village]
    return float((lift(new, old, home & ~poor, village) - lift(new, old, home & poor, village)).mean())


def lift(new: Reals, old: Reals, chosen: Mask, village: Rows) -> Reals:
    """Return by which share some households of each village together earn more."""
    rows = np.flatnonzero(chosen)
    earned = [np.bincount(village[rows], weights=income[rows]) for income in (new, old)]
    return np.asarray(earned[0] / earned[1] - 1.0)


# --- pt45 agents and windows ---------------------------------------------------------------------------------------

AT_THE_DOOR = (use("service_agent"), use("service_window"))
SMALL, LARGE = county(12, 300), county(12, 1500)


def congested(**levers: float) -> Effect:
    """Return what one agent a village adds to the days of requests in large villages, less the same in small ones."""
    agent = (use("service_agent", **levers),)
    return gap(*(against(read("request_days"), agent, villages=villages) for villages in (LARGE, SMALL)))


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


def pushed(year: int, prepare: Prepare | None = None) -> Effect:
    """Return matters answered in a year under a push of one year, less the same where its money is spread over four."""
    return against(answered_in(year), PUSH, SPREAD, years=year, prepare=prepare)


def asks_no_money(world: World) -> None:
    """Let what people asked for before the policy start cost nothing."""
    world.requests.cost = 0


# --- All claims ---------------------------------------------------------------------------------------------------

CLAIMS = (
    # A year of age in five is a fifth of what time itself adds.
    Claim("pt36 age", "Members at home grow older where incomes are low, since the young leave for better pay.",
          older, "up", 1.0, "years in five years", seeds=4, margin=0.4, ablated=no_better_elsewhere, seeds_off=2,
          uncertain=("migration.leave_gap", "migration.leave_jobs", "migration.leave_age")),
    # One dispute in twenty.
    Claim("pt40 disputes", "Disputes over land and houses are resolved more often where the branch is strong.",
          strong_branch(land_settled), "up", 0.05, "share of disputes over land", seeds=5, margin=0.02, off=UNHEARD,
          seeds_off=2, uncertain=("contact.hearsay", "organisation.integration_speed", "mediation.hours_village")),
    # A fifth of the petitions of the lively county of the laboratory, about half of those at usual rates.
    Claim("pt41 petitions", "Building projects that take land bring petitions.",
          taken("petitions_per_1000"), "up", 0.5, "petitions per 1,000 people and half-year", seeds=8, margin=0.25,
          off=LAND_STIRS_NOBODY, seeds_off=2,
          uncertain=("disputes.stress_taking", "disputes.taking_weight", "disputes.severity_hard",
                     "disputes.petition")),
    # The policies of one county rarely move a rate by more than two or three points: a spread above the effect by as
    # much again hides it from whoever compares villages.
    Claim("pt42 quality", "Under one policy branches differ in quality by more than the policy adds.",
          spread_over_effect(spread_of_quality, quality), "up", 0.03, "index", seeds=4, margin=0.01,
          ablated=spread_over_effect(spread_of_quality, quality, alike), off=ALIKE_IN_TIME,
          uncertain=("organisation.focus_spread", "organisation.function_lead", "population.integration_spread")),
    Claim("pt42 result", "Under one policy villages differ in participation, for good, by more than the policy adds.",
          spread_over_effect(lasting_spread, last_year), "up", 0.02, "participation rate", seeds=4, margin=0.01,
          ablated=spread_over_effect(lasting_spread, last_year, alike), off=ALIKE_IN_TIME, seeds_off=6,
          uncertain=("participation.neighbours", "participation.norm", "opinion.norm_ties")),
    # A dekad, the step in which hearings are given out.
    Claim("pt43 days", "Disputes found early by patrols are settled sooner after they arose.",
          against(DAYS, EARLY, LATE), "down", 10.0, "days", seeds=4, margin=2.0, off=AT_ONCE, seeds_off=2,
          uncertain=("disputes.bring", "contact.hearsay", "contact.patrol_stranger", "mediation.hours_village")),
    # A tenth of a logit is as much as one failed attempt adds.
    Claim("pt43 severity", "Disputes found early by patrols are settled at lower severity.",
          against(severity_settled, EARLY, LATE), "down", 0.1, "logit", seeds=4, margin=0.02, off=AT_ONCE, seeds_off=2,
          uncertain=("mediation.growth", "mediation.sting", "disputes.bring", "disputes.fade_severity")),
    Claim("pt43 returns", "A first step of patrols saves more days than a second one of its size.",
          second_step, "up", 5.0, "days", seeds=4, margin=2.0, off=AT_ONCE, seeds_off=2,
          uncertain=("disputes.bring", "contact.hearsay", "contact.patrol_stranger")),
    # Half a percent of business income, where a cooperative lifts a member's by six.
    Claim("pt44 narrow", "A cooperative lifts the business of the better-off by more than that of the poorest fifth.",
          better_off, "up", 0.005, "share of business income", seeds=4, margin=0.002, off=ALL_JOIN, seeds_off=4,
          uncertain=("economy.join_gain", "economy.join_trust", "economy.join_risk", "economy.cooperative_gain")),
    # A working week.
    Claim("pt45 congestion", "One agent shortens waits less in a large village than in a small one.",
          congested(), "up", 5.0, "days", seeds=5, margin=1.0, ablated=congested(share_on_requests=0.0), seeds_off=2,
          uncertain=("requests.arise", "requests.hours", "organisation.cadre_hours")),
    # Two matters in a hundred.
    Claim("pt46 peak", "In its year a push answers more matters than the same money spread over four years.",
          pushed(1), "up", 0.02, "share of matters answered", seeds=7, margin=0.01, seeds_off=2,
          ablated=pushed(1, asks_no_money), off={"requests.costly_share": 0.0},
          uncertain=("requests.costly_share", "requests.cost", "requests.answer_memory", "money.services_share")),
    Claim("pt46 fading", "Two years after a push fewer matters are answered than where its money is spread.",
          pushed(3), "down", 0.02, "share of matters answered", seeds=6, margin=0.01, seeds_off=2,
          ablated=pushed(3, asks_no_money), off={"requests.costly_share": 0.0},
          uncertain=("requests.costly_share", "requests.cost", "requests.answer_memory", "money.services_share")),
)  # fmt: skip
"""Claims that the model bears out."""

NOT_SHOWN = (
    # A tenth of a standard deviation of ability is about three per cent of what projects earn.
    Claim("pt33 quality", "Pay and prospects bring abler secretaries into post within five years.",
          against(ability_in_post, PAY_AND_PROSPECT, villages=MANY_POSTS, years=5), "up", 0.1, "sd",
          uncertain=("organisation.pay_attracts", "organisation.quit_pay", "organisation.incumbent")),
    # Two requests in a hundred.
    Claim("pt34 returns", "A second 200,000 yuan of operating fund gets fewer requests done than a first.",
          FIRST_LESS_SECOND, "up", 0.02, "share of requests",
          uncertain=("requests.cost", "requests.costly_share", "money.services_share")),
    Claim("pt34 leadership", "Operating funds get more requests done under an attentive secretary.",
          STRONG_LESS_WEAK, "up", 0.02, "share of requests",
          uncertain=("hours.weight_requests", "requests.hours", "organisation.cadre_hours")),
    # One event more than problems is all that the ordering asks for.
    Claim("pt35 events", "There are more publicity events than problems solved.",
          events_less_problems, "up", 1.0, "a village and year", seeds=4),
    # One request in twenty.
    Claim("pt37 weak", "Tasks without money cost villages of small means more of their service than others.",
          against(weak_less_strong, UNPAID_TASKS, PAID_TASKS, villages=UNEQUAL), "down", 0.05, "share of requests",
          seeds=4, margin=0.02, off=MONEY_BUYS_NOTHING,
          uncertain=("requests.cost", "requests.costly_share", "money.services_share", "money.surplus_spent")),
    # One point of a hundred.
    Claim("pt39 satisfaction", "Open process on major matters makes villagers more content.",
          against(read("satisfaction"), OPEN_PROCESS), "up", 0.01, "index",
          uncertain=("opinion.perform_open", "opinion.open_disclosure", "organisation.disclosure_speed")),
    # Half of the rise asked of pt41.
    Claim("pt41 moderated", "Consultation and open affairs keep petitions down while a project takes land.",
          against(read("petitions_per_1000"), MODERATED, prepare=land_is_taken), "down", 0.25,
          "petitions per 1,000 people and half-year", seeds=6,
          uncertain=("disputes.taking_weight", "disputes.petition", "opinion.open_disclosure")),
    Claim("pt43 rounds", "Rounds and risk patrols at the strength of the practices settle disputes a dekad sooner.",
          against(DAYS, ROUNDS), "down", 10.0, "days", seeds=4,
          uncertain=("contact.patrol_stranger", "organisation.member_hours", "disputes.bring")),
    Claim("pt44 trust", "A cooperative makes villagers trust the village more.",
          against(read("trust_village"), COOPERATIVE), "up", 0.01, "index", seeds=4),
    Claim("pt45 satisfaction", "Agents and windows make villagers more content.",
          against(read("satisfaction"), AT_THE_DOOR), "up", 0.01, "index", seeds=4,
          uncertain=("opinion.content_served", "requests.arise", "opinion.perform_answered")),
    Claim("pt45 elders", "Agents and windows make the old more content than others.",
          against(elders_more, AT_THE_DOOR), "up", 0.005, "index", seeds=4,
          uncertain=("opinion.content_served", "requests.arise")),
)  # fmt: skip
"""Claims that the model does not bear out, at its central values and at the size asked for."""

ASSUMED: dict[str, str] = {
    "pt32": "DispatchedTalentGroups.worth: fit by pooling times hours left after the way; "
            "test_pooling_helps_up_to_a_point_and_the_point_comes_sooner_in_remote_villages",
    "pt33 draw": "dates.appoint: pay, by its log, and prospects take luck out of who is chosen; "
                 "test_a_post_that_attracts_goes_to_the_ablest_of_the_committee",
    "pt33 staying": "rules/quits.py: secretaries step down as pay elsewhere exceeds theirs; quits.yaml",
    "pt33 drain": "CareerChannel.chance: the abler the likelier to be promoted; "
                  "test_places_in_the_township_are_few_and_go_to_the_ablest",
    "pt34 projects": "rules/project_pays.py: capital times ability times attention, without diminishing returns; "
                     "P11 ability",
    "pt35 problems": "more needs (requests.arise) arise than disputes (disputes.base), by parameters alone; "
                     "no test, since it is input",
    "pt37 purse": "purse.plan: bills that the purse cannot meet are met in part, tasks without money among them; "
                  "test_tasks_without_money_leave_weak_villages_short_first",
    "pt38": "ReasoningHall.mix: each kind of reviewer adds to the kinds of dispute they know, by their share; "
            "test_a_mixed_panel_reaches_every_kind_of_case_and_no_panel_is_more_than_whole",
    "pt39 quarrels and delay": "RepresentativeDeliberationNotice.effects: fewer quarrels with the village, slower "
                               "projects; test_a_longer_notice_calms_more_and_delays_more",
    "pt40 projects": "rules/project_pays.py and economy.run_projects: attention, and a quorum where one is needed; "
                     "project_pays.yaml, test_pace_and_waiting_for_a_quorum_scale_what_projects_earn",
    "pt41 disputes": "arising.village_stress and choose_kind: land taking raises disputes, those over land most; "
                     "pt41 petitions",
    "pt44 members first": "economy.cooperative_lift: member households alone gain, and joining is a choice by gain, "
                          "trust and risk (rules/joins_cooperative.py); joins_cooperative.yaml",
    "pt45 trips": "ServiceAgent and ServiceWindow push trips saved, requests.trips_saved rates them, the old most; "
                  "test_service_near_home_is_rated_higher_most_of_all_by_the_old",
    "pt46 practices": "LivingEnvironmentCampaign.drive and SpecialGroupHelp.drive: all but the routine part ends; "
                      "test_a_campaign_fades_unless_it_becomes_routine, "
                      "test_the_drive_ends_and_leaves_only_what_has_become_routine",
}  # fmt: skip
"""Parts of patterns that stand in an equation or a policy's formula: where, and which test guards it."""
