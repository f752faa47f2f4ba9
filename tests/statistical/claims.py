"""The patterns as claims on paired differences, each with the arm in which its mechanism is off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from laboratory import TINY, Change, Prepare, county, disputes_of, found_at_visits, live, outcome, quarters, settled_low
from verdict import Expected

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask
from model.ledger import ROW
from model.settings import Programme, Rollout
from model.tables import GRID_WORKER
from model.world import World

Effect = Callable[[int, Change, Change], float]
"""Seed, behaviour (within bounds) and mechanisms made neutral give treatment less baseline."""


@dataclass(frozen=True)
class Claim:
    """One thing a pattern says, how much of it matters, and what must be off for it to vanish."""

    name: str
    says: str
    effect: Effect
    expects: Expected
    asked: float
    """Smallest effect of interest, or margin of nothing, in the unit of the effect."""
    unit: str
    seeds: int = 6
    ceiling: float = np.inf
    off: Change | None = None
    """Parameters of the mechanism, made neutral; None: the claim has no ablation of its own."""
    margin: float = np.nan
    """What is left when the mechanism is off must lie within this."""
    seeds_off: int = 4
    ablated: Effect | None = None
    """Another arm in which the mechanism is off, where no parameter switches it off."""
    uncertain: tuple[str, ...] = ()
    """Parameters over whose bounds the share of the prior range is taken."""

    @property
    def pattern(self) -> str:
        """Return the pattern's number."""
        return self.name.partition(" ")[0]

    def differences(
        self, *, off: bool = False, behaving: Change | None = None, seeds: int | None = None
    ) -> list[float]:
        """Return treatment less baseline, one value a seed; ``off`` with the mechanism made neutral."""
        effect = self.ablated if off and self.ablated is not None else self.effect
        neutral = self.off if off and self.off is not None else {}
        number = seeds or (self.seeds_off if off else self.seeds)
        return [effect(seed, behaving or {}, neutral) for seed in range(1, number + 1)]


# --- P1 linkage acts through members at home ---------------------------------------------------------------------

AWAY = county(resident_member_share=0.33)
AT_HOME = county(resident_member_share=0.9)


def link(per_member: int = 10, contacts: float = 1.0, **more: float) -> Programme:
    """Return linkage by members alone."""
    others = {f"households_per_{post}": 0 for post in ("chief", "committee", "representative", "grid_worker")}
    levers = {**others, "households_per_member": per_member, "contacts_per_month": contacts, **more}
    return Programme(policy="household_linkage", levers=levers)


def live_coverage(seed: int, behaving: Change, neutral: Change, contacts: float = 1.0) -> float:
    """Return live coverage with nine members in ten at home, less the same with one in three."""
    home, away = (
        live(seed, link(contacts=contacts), villages=villages, years=1, behaving=behaving, neutral=neutral)
        for villages in (AT_HOME, AWAY)
    )
    return outcome(home, "live_coverage") - outcome(away, "live_coverage")


def detection(seed: int, behaving: Change, neutral: Change, contacts: float = 1.0) -> float:
    """Return the share of disputes found at visits with nine members in ten at home, less with one in three."""
    home, away = (
        live(seed, link(contacts=contacts), villages=villages, years=2, behaving=behaving, neutral=neutral)
        for villages in (AT_HOME, AWAY)
    )
    return found_at_visits(home) - found_at_visits(away)


def on_paper(effect: Callable[..., float]) -> Effect:
    """Return the effect when households are linked on paper and nobody is asked to call."""
    return lambda seed, behaving, neutral: effect(seed, behaving, neutral, contacts=0.0)


# --- P3 quotas above the hours there are -------------------------------------------------------------------------


def ritual(seed: int, behaving: Change, neutral: Change, prepare: Prepare | None = None) -> float:
    """Return the share of reported visits that nobody made under a quota of three a month, less one of 0.4."""
    high, low = (
        live(seed, link(contacts=contacts), years=1, behaving=behaving, neutral=neutral, prepare=prepare)
        for contacts in (3.0, 0.4)
    )
    return outcome(high, "ritual_visit_share") - outcome(low, "ritual_visit_share")


def ample_hours(world: World) -> None:
    """Give everybody in post twenty times the hours."""
    world.people.hours = world.people.hours * 20.0


def ritual_with_hours(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the same where hours are ample."""
    return ritual(seed, behaving, neutral, ample_hours)


# --- P4 paperwork crowds out service -----------------------------------------------------------------------------

HARD_PRESSED = county(people=700, committee=3)
RELIEF = Programme(policy="paperwork_relief", levers={"rebound": 0.0})
CADRES_CALL = Programme(policy="household_linkage", levers={"households_per_chief": 40, "households_per_committee": 40})


def relieved(
    figure: Callable[[World], float], prepare: Prepare | None = None
) -> Effect:  # fmt: skip
    """Return the effect of relief on a figure of the county, where three cadres do all."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        arms = ((CADRES_CALL, RELIEF), (CADRES_CALL,))
        after, before = (
            live(seed, *arm, villages=HARD_PRESSED, behaving=behaving, neutral=neutral, prepare=prepare) for arm in arms
        )
        return figure(after) - figure(before)

    return effect


def true_visits(world: World) -> float:
    """Return true visits a linked household and year."""
    return 4.0 * quarters(world, "visits_true", "linked", 1, 8)


def resolution(world: World) -> float:
    """Return the resolution rate."""
    return outcome(world, "dispute_resolution_rate")


def cost(world: World) -> float:
    """Return public cost in yuan a head."""
    return outcome(world, "public_cost_per_head")


# --- P5 points ---------------------------------------------------------------------------------------------------


def points(value: float, seen: float, budget: float = 60_000.0, end: date | None = None) -> Programme:
    """Return a points scheme."""
    levers = {"point_value": value, "visibility": seen, "annual_budget": budget}
    return Programme(policy="points", levers=levers, end=end)


TOKEN_UNSEEN = points(0.2, 0.0)
GENEROUS = points(2.0, 0.7)
ONE_YEAR = date(2025, 1, 1)
ENDED = points(2.0, 0.7, end=ONE_YEAR)
UNPAID = points(2.0, 0.7, 500.0, end=ONE_YEAR)


def scheme(programme: Programme, figure: Callable[[World], float], years: int = 2) -> Effect:
    """Return the effect of a scheme on a figure of the county."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        after, before = (
            live(seed, *arm, years=years, behaving=behaving, neutral=neutral) for arm in ((programme,), ())
        )
        return figure(after) - figure(before)

    return effect


def participation(world: World) -> float:
    """Return the participation rate."""
    return outcome(world, "participation_rate")


def earned_income(world: World) -> float:
    """Return wage and business income in yuan a head."""
    return outcome(world, "wage_income") + outcome(world, "business_income")


def wearing_off(seed: int, behaving: Change, neutral: Change) -> float:
    """Return what a scheme adds to participation in its second year, less what it adds in its fourth."""
    after, before = (live(seed, *arm, years=4, behaving=behaving, neutral=neutral) for arm in ((GENEROUS,), ()))

    def gain(first: int, last: int) -> float:
        new, old = (quarters(world, "took_part", "adults", first, last) for world in (after, before))
        return new - old

    return gain(4, 8) - gain(12, 16)


def after_the_end(programme: Programme, first: int, last: int) -> Effect:
    """Return the effect on participation in quarters after the end of a scheme of one year."""

    def figure(world: World) -> float:
        return quarters(world, "took_part", "adults", 4 + first, 4 + last)

    return scheme(programme, figure, years=3)


# --- P6 early detection settles low ------------------------------------------------------------------------------


def patrols(finding: float) -> Programme:
    """Return the part-time grid with patrols that find much or nothing."""
    return Programme(policy="part_time_grid", levers={"finding": finding})


def sooner(figure: Callable[[World], float]) -> Effect:
    """Return the effect of patrols that find nearly half of what is unknown, against none."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        early, late = (live(seed, patrols(q), behaving=behaving, neutral=neutral) for q in (0.45, 0.0))
        return figure(early) - figure(late)

    return effect


def gone_far(world: World) -> float:
    """Return the share of the period's disputes that went to court or petition."""
    disputes = disputes_of(world)
    mine = disputes.arose >= world.begin
    return float(((disputes.state == 4) | (disputes.petitioned >= 0))[mine].mean())


# --- P8 copied practice ------------------------------------------------------------------------------------------

SHOWN = ("东/0", "西/1")


def copies(world: World) -> Mask:
    """Return the villages outside the two that are shown."""
    return ~np.isin(np.array(world.village_ids), SHOWN)


def guided_or_copied(figure: Callable[[World], float]) -> Effect:
    """Return a figure where guidance came with the practice, less the same where villages copied it by themselves."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        levers = {"point_value": 3.0, "visibility": 1.0, "annual_budget": 200_000.0, "recording_hours": 20}
        rollouts = (Rollout(), Rollout(villages=SHOWN, copying_per_year=1.0))
        guided, copied = (
            live(seed, Programme(policy="points", levers=levers, where=where), behaving=behaving, neutral=neutral)
            for where in rollouts
        )
        return figure(guided) - figure(copied)

    return effect


def fidelity(world: World) -> float:
    """Return the fidelity of points in the villages outside the two shown."""
    return float(world.programmes["points"].fidelity[copies(world)].mean())


def participation_there(world: World) -> float:
    """Return participation over the last four quarters in the villages outside the two shown."""
    there = copies(world)
    did, grown = (np.sum(world.record[name][-4:], axis=0)[there].sum() for name in ("took_part", "adults"))
    return float(did / grown)


# --- P11 money and ability ---------------------------------------------------------------------------------------

FUND_LEVERS = {"capital": 300_000, "service_fund": 0, "audit": 0}
FUND = Programme(policy="development_fund", levers=FUND_LEVERS)
FUND_ONCE = Programme(policy="development_fund", levers=FUND_LEVERS, end=ONE_YEAR)


def project_income(world: World, year: int) -> float:
    """Return project income of a year of the policy period, in yuan a village."""
    row = ROW["project_income"]
    books = [book[row].mean() for book in world.record["ledger"]]
    first = len(books) - 4 * (world.end - world.begin) // DEKADS_A_YEAR
    at = [books[first + 4 * number - 1] if first + 4 * number else 0.0 for number in (year - 1, year)]
    return float(at[0] - at[1]) / 100.0


@cache
def set_up(ability: float | None = None, reinvest: float = 0.0, joint: bool = False) -> Prepare:
    """Return what sets secretaries' ability (sd), own reinvestment and joint villages at the policy start."""

    def prepare(world: World) -> None:
        if ability is not None:
            world.people.ability[world.villages.secretary] = ability
        world.villages.own_reinvestment = reinvest
        world.villages.joint = 0 if joint else -1

    return prepare


def money(
    seed: int, behaving: Change, neutral: Change, prepare: Prepare, fund: Programme = FUND,
    years: int = 2, year: int = 2,
) -> float:  # fmt: skip
    """Return what a fund adds to a village's project income of one year."""
    arms = ((fund,), ())
    after, before = (
        live(seed, *arm, villages=TINY, years=years, behaving=behaving, neutral=neutral, prepare=prepare)
        for arm in arms
    )
    return project_income(after, year) - project_income(before, year)


def able_secretary(seed: int, behaving: Change, neutral: Change) -> float:
    """Return what the fund adds under a secretary one sd above the mean, less the same under one sd below."""
    able, weak = (money(seed, behaving, neutral, set_up(level)) for level in (1.0, -1.0))
    return able - weak


STEADY = {"economy.market_sd": 0.0, "economy.ability_weight": 0.0, "economy.focus_needed": 0.01}
"""Markets that stand still, and secretaries who are all alike and attentive enough."""


def fading(seed: int, behaving: Change, neutral: Change) -> float:
    """Return which share of what one year's fund adds in year two is gone in year six, without own reinvestment."""
    calm = {**STEADY, **neutral}
    second, sixth = (money(seed, behaving, calm, set_up(reinvest=0.0), FUND_ONCE, 6, year) for year in (2, 6))
    return 1.0 - sixth / second


def reinvested(seed: int, behaving: Change, neutral: Change) -> float:
    """Return how much less is gone in year six where a third of own income is reinvested."""

    def left(share: float) -> float:
        calm = {**STEADY, **neutral}
        second, sixth = (money(seed, behaving, calm, set_up(reinvest=share), FUND_ONCE, 6, year) for year in (2, 6))
        return sixth / second

    return left(0.33) - left(0.0)


def pooling(seed: int, behaving: Change, neutral: Change) -> float:
    """Return what the fund adds where villages are joined, less where each is on its own."""
    joined, alone = (money(seed, behaving, neutral, set_up(joint=joint)) for joint in (True, False))
    return joined - alone


# --- P13 grid workers' pay ---------------------------------------------------------------------------------------

MANY_GRIDS = county(grid_workers=8)


@cache
def pay(yuan: float) -> Prepare:
    """Return what sets the pay of grid workers, of those in post and of those hired later."""

    def prepare(world: World) -> None:
        holders = (world.people.role & GRID_WORKER) > 0
        world.people.pay[holders] = yuan
        world.b.organisation.grid_pay = yuan

    return prepare


def underpaid(figure: Callable[[World], float]) -> Effect:
    """Return a figure where grid workers get half of what they could earn elsewhere, less where they get twice."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        low, high = (
            live(seed, villages=MANY_GRIDS, years=2, behaving=behaving, neutral=neutral, prepare=pay(yuan))
            for yuan in (600.0, 2400.0)
        )
        return figure(low) - figure(high)

    return effect


def turnover(world: World) -> float:
    """Return quits a post and year."""
    return outcome(world, "grid_worker_turnover")


def knowledge(world: World) -> float:
    """Return the mean share of households that grid workers in post know."""
    people = world.people
    return float(people.knowledge[(people.role & GRID_WORKER) > 0].mean())


# --- P16 detection and records -----------------------------------------------------------------------------------


def first_year(name: str) -> Callable[[World], float]:
    """Return disputes of the first policy year by 'known' or 'arose', a thousand people."""

    def figure(world: World) -> float:
        when = getattr(disputes_of(world), name)
        heads = float(world.registered.sum())
        return 1000.0 * float(((when >= world.begin) & (when < world.begin + DEKADS_A_YEAR)).sum()) / heads

    return figure


AT_ONCE = {
    "disputes.bring": 4.0,
    "disputes.bring_trust": 0.0,
    "disputes.bring_severity": 0.0,
    "disputes.referred_share": 0.0,
}
"""Every dispute is brought to the village in the dekad in which it arises, and none is referred past it."""


# --- All claims ---------------------------------------------------------------------------------------------------

NO_HOURS_OF_GUIDANCE = {"fidelity.protocol_unguided": 0.0, "fidelity.fit_guidance": 0.0}
NO_SOURING = {"mediation.growth": 0.0, "mediation.sting": 0.0, "mediation.age": 0.0}

CLAIMS = (
    Claim("P1 coverage", "Linked households are truly called on as far as members live in the village.",
          live_coverage, "up", 0.1, "share of households", margin=0.02, ablated=on_paper(live_coverage),
          uncertain=("contact.hours_a_visit", "organisation.member_hours", "hours.tire")),
    Claim("P1 detection", "Visits bring disputes to light as far as members live in the village.",
          detection, "up", 0.035, "share of disputes", seeds=10, margin=0.01, ablated=on_paper(detection),
          uncertain=("contact.hours_a_visit", "contact.find_by_visit", "hours.tire", "disputes.bring")),
    Claim("P3 pressure", "A quota above the hours there are breeds visits on paper, by pressure of assessment.",
          ritual, "up", 0.1, "share of reported visits", seeds=4, margin=0.02, off={"organisation.pressure": 0.0},
          uncertain=("organisation.pressure", "contact.hours_a_visit", "organisation.member_hours")),
    Claim("P3 hours", "A quota above the hours there are breeds visits on paper, for want of hours.",
          ritual, "up", 0.1, "share of reported visits", seeds=4, margin=0.05, ablated=ritual_with_hours),
    Claim("P4 visits", "Relief from paperwork turns into true visits.",
          relieved(true_visits), "up", 0.5, "visits a linked household and year", margin=0.15,
          ablated=relieved(true_visits, ample_hours),
          uncertain=("hours.paperwork_share", "hours.weight_paperwork", "hours.ritual_share", "contact.hours_a_visit")),
    Claim("P4 settlements", "Relief from paperwork turns into settlements.",
          relieved(resolution), "up", 0.015, "share of disputes", seeds=8, margin=0.01,
          ablated=relieved(resolution, ample_hours),
          uncertain=("hours.paperwork_share", "hours.weight_paperwork", "mediation.hours_village", "hours.tire")),
    Claim("P4 money", "Relief from paperwork costs nothing.",
          relieved(cost), "nothing", 1.0, "yuan a head and year", seeds=4),
    Claim("P5 token", "Points of token value that nobody sees do nothing.",
          scheme(TOKEN_UNSEEN, participation), "nothing", 0.005, "participation rate",
          uncertain=("points.half_value", "points.pull", "points.crowding")),
    Claim("P5 gain", "Valued, funded and visible points raise participation, by less than 8 points.",
          scheme(GENEROUS, participation), "up", 0.02, "participation rate", ceiling=0.08, margin=0.003,
          off={"points.pull": 0.0, "points.crowding": 0.0},
          uncertain=("points.half_value", "points.pull", "participation.neighbours", "opinion.norm_ties")),
    Claim("P5 income", "Points do not move what people earn.",
          scheme(GENEROUS, earned_income), "nothing", 20.0, "yuan a head and year"),
    Claim("P5 unpaid", "Where earned points went unpaid, participation is lower in the second year after the end.",
          after_the_end(UNPAID, 4, 8), "down", 0.01, "participation rate", margin=0.005,
          off={"opinion.loss_broken": 0.0}, uncertain=("opinion.loss_broken", "points.expiry", "points.funded_memory")),
    Claim("P5 paid", "Where all points were paid, participation is back where it was in the second year after the end.",
          after_the_end(ENDED, 4, 8), "nothing", 0.01, "participation rate",
          uncertain=("points.crowd_out", "opinion.norm_speed", "participation.neighbours")),
    Claim("P6 exits", "Disputes found early go to court or petition less often.",
          sooner(gone_far), "down", 0.02, "share of disputes", seeds=8, margin=0.01, off=AT_ONCE, seeds_off=6,
          uncertain=("mediation.growth", "disputes.petition", "disputes.court", "disputes.bring")),
    Claim("P8 fidelity", "A practice copied without guidance and hours runs at lower fidelity.",
          guided_or_copied(fidelity), "up", 0.05, "fidelity", margin=0.02, off=NO_HOURS_OF_GUIDANCE,
          uncertain=("fidelity.protocol_unguided", "fidelity.fit_guidance", "fidelity.speed")),
    Claim("P8 benefit", "A practice copied without guidance and hours brings less participation.",
          guided_or_copied(participation_there), "up", 0.015, "participation rate", seeds=12, margin=0.005,
          off=NO_HOURS_OF_GUIDANCE,
          uncertain=("fidelity.protocol_unguided", "fidelity.fit_guidance", "points.pull")),
    Claim("P11 ability", "The same money yields more under an able secretary.",
          able_secretary, "up", 12_000.0, "yuan a village and year", margin=2_000.0,
          off={"economy.ability_weight": 0.0},
          uncertain=("economy.ability_weight", "economy.project_yield", "economy.depreciation")),
    Claim("P11 fading", "What one year's money adds fades within four years without own reinvestment.",
          fading, "up", 0.3, "share of the gain", seeds=3, seeds_off=2, margin=0.1, off={"economy.depreciation": 0.0},
          uncertain=("economy.depreciation", "economy.project_yield")),
    Claim("P11 reinvestment", "Own reinvestment keeps part of the gain.",
          reinvested, "up", 0.02, "share of the gain", seeds=3),
    Claim("P11 pooling", "Villages that join make more of the same money.",
          pooling, "up", 10_000.0, "yuan a village and year", seeds=4, margin=1_000.0, off={"economy.joint_scale": 0.0},
          uncertain=("economy.joint_scale", "economy.project_yield")),
    Claim("P13 quitting", "Grid workers paid below what they could earn elsewhere quit.",
          underpaid(turnover), "up", 0.15, "quits a post and year", margin=0.05, off={"organisation.quit_pay": 0.0},
          uncertain=("organisation.quit_pay", "organisation.quit", "organisation.outside_pay")),
    Claim("P13 knowledge", "Those who quit take their knowledge of households with them.",
          underpaid(knowledge), "down", 0.1, "share of households known", margin=0.03,
          off={"organisation.quit_pay": 0.0},
          uncertain=("organisation.quit_pay", "contact.learning", "organisation.knowledge_start")),
    Claim("P16 recorded", "Better detection first raises recorded disputes.",
          sooner(first_year("known")), "up", 5.0, "disputes per 1,000 people", margin=2.0, off=AT_ONCE,
          uncertain=("disputes.bring", "contact.hearsay", "contact.patrol_stranger", "disputes.fade")),
    Claim("P16 arising", "The disputes that arise do not rise with those recorded.",
          sooner(first_year("arose")), "nothing", 2.0, "disputes per 1,000 people"),
)  # fmt: skip

NOT_SHOWN = (
    Claim("P5 dip", "Ended with notice, points leave a dip in the quarter after the end.",
          after_the_end(ENDED, 0, 1), "down", 0.01, "participation rate", margin=0.005, off={"points.crowding": 0.0},
          uncertain=("points.crowding", "participation.neighbours", "opinion.norm_ties", "participation.memory")),
    Claim("P5 habit", "The gain wears off from the second to the fourth year.",
          wearing_off, "up", 0.01, "participation rate", margin=0.005, off={"points.habit_growth": 0.0},
          uncertain=("points.habit_growth", "points.habit_ceiling", "participation.neighbours", "opinion.norm_speed")),
    Claim("P6 low", "Disputes found early are settled in the village more often.",
          sooner(settled_low), "up", 0.02, "share of settled disputes", seeds=10, margin=0.02, off=NO_SOURING,
          uncertain=("mediation.growth", "mediation.sting", "mediation.age", "mediation.pass_up")),
)  # fmt: skip
"""Claims that the model does not bear out at its central values; kept for the study of the prior range alone."""
