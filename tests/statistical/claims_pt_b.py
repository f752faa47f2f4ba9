"""Patterns pt17 to pt31 of the catalogue as claims: powers, grid pay, money, branches, members, voice, burden, stakes.

What matters to a county stands beside each group and was written down before any pair was run; seeds 101 to 104 served
to settle arms, ablations and the number of pairs. Where the pairs first chosen were too few to see the effect asked
for, more were added, and nothing else was changed. An effect that is there but smaller than that counts as not shown.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
from claims import (
    ENDED,
    GENEROUS,
    HARD_PRESSED,
    MANY_GRIDS,
    UNPAID,
    Claim,
    Effect,
    ample_hours,
    gone_far,
    knowledge,
    link,
    participation,
    pay,
    points,
    resolution,
    true_visits,
)
from laboratory import (
    LIVELY,
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
from model.columns import Mask, Reals, Rows, Table
from model.ledger import ROW
from model.outcomes import measure
from model.settings import Programme, VillageSpec
from model.tables import LINK, MEMBER, PROACTIVE, RESIDENT
from model.world import World

Figure = Callable[[World], float]
Arm = tuple[Programme, ...]


def between(
    new: Arm, old: Arm, figure: Figure, villages: tuple[VillageSpec, ...] = STANDARD, years: int = 2,
    prepare: Prepare | None = None,
) -> Effect:  # fmt: skip
    """Return the effect of one set of programmes against another on a figure of the county."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        after, before = (
            live(seed, *arm, villages=villages, years=years, behaving=behaving, neutral=neutral, prepare=prepare)
            for arm in (new, old)
        )
        return figure(after) - figure(before)

    return effect


@cache
def read(name: str) -> Figure:
    """Return what reads an outcome."""
    return lambda world: outcome(world, name)


def requests_of(world: World) -> Table:
    """Return all requests of an arm and its past."""
    assert world.archive is not None
    return world.archive.whole("requests", world.requests)


def of_year(world: World, year: int, rows: Table) -> Mask:
    """Return which disputes or requests arose in a year of the policy period; the first is 1."""
    first = world.begin + (year - 1) * DEKADS_A_YEAR
    mine: Mask = (rows.arose >= first) & (rows.arose < first + DEKADS_A_YEAR)
    return mine


coverage, ritual, trust = read("live_coverage"), read("ritual_visit_share"), read("trust_village")

# --- pt18 pay and duties of grid workers -------------------------------------------------------------------------

# 3 in 100 disputes: about one a village in three years. Knowledge of households as in P13. Pay is unsettled where it is
# half of what could be earned elsewhere.


def one_net(posts: int) -> Programme:
    """Return a rise in the pay of grid workers, with so many posts and their duties merged into theirs."""
    return Programme(policy="grid_worker_pay", levers={"pay_rise": 1000, "posts_merged": posts, "training_days": 0})


@cache
def found_in(year: int) -> Figure:
    """Return what reads the share of a year's disputes that the organisation found before they were brought."""

    def figure(world: World) -> float:
        disputes = disputes_of(world)
        return float((disputes.route == PROACTIVE)[of_year(world, year, disputes)].mean())

    return figure


def later(world: World) -> float:
    """Return the share found in the third year less the share found in the first."""
    return found_in(3)(world) - found_in(1)(world)


def raised(figure: Figure, posts: int = 0, base: float = 600.0) -> Effect:
    """Return the effect of a rise on a figure at the end of three years, where grid workers had ``base`` yuan."""
    return between((one_net(posts),), (), figure, MANY_GRIDS, years=3, prepare=pay(base))


# --- pt19 transfers and own effort -------------------------------------------------------------------------------

# A fifth of the gain still there three years after the end: less could not be told from the market's ups and downs.


def fund(condition: str) -> Programme:
    """Return a fund of three years whose capital asks for nothing, or for own money beside it."""
    levers = {"capital": 200_000, "service_fund": 0, "audit": 0, "conditionality": condition}
    return Programme(policy="development_fund", levers=levers, end=date(2027, 1, 1))


def own_income(world: World, year: int) -> float:
    """Return what collectives earned in a year of the policy period, in yuan a village."""
    rows = [ROW[name] for name in ("operating_income", "project_income", "cooperative_income")]
    books = [-book[rows].sum(axis=0).mean() / 100.0 for book in world.record["ledger"]]
    first = len(books) - 4 * (world.end - world.begin) // DEKADS_A_YEAR
    before, after = (books[first + 4 * number - 1] for number in (year - 1, year))
    return float(after - before)


def kept(seed: int, behaving: Change, neutral: Change) -> float:
    """Return how much more of the gain is left three years after the end where own money was asked for."""
    calm = {"economy.market_sd": 0.0, **neutral}
    none, alone, matched = (
        live(seed, *arm, villages=TINY, years=6, behaving=behaving, neutral=calm)
        for arm in ((), (fund("none"),), (fund("co_finance"),))
    )

    def left(world: World) -> float:
        third, sixth = (own_income(world, year) - own_income(none, year) for year in (3, 6))
        return sixth / third

    return left(matched) - left(alone)


# --- pt20 branch work apart from village work --------------------------------------------------------------------

# 3 in 100 disputes settled with the same hours; near nothing: fewer than 5 in 100 settled.


@cache
def apart(integration: float) -> Prepare:
    """Return what holds branch work tied to village work to a degree, from 0 (apart) to 1."""

    def prepare(world: World) -> None:
        world.villages.integration = integration
        world.b.organisation.integration_speed = 0.0

    return prepare


def settled_together(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the resolution rate where branch work is tied to village work, less the same where it is apart."""
    tied, not_tied = (
        live(seed, behaving=behaving, neutral=neutral, prepare=apart(integration)) for integration in (0.8, 0.0)
    )
    return resolution(tied) - resolution(not_tied)


def settled_apart(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the resolution rate where branch work is apart from village work."""
    return resolution(live(seed, behaving=behaving, neutral=neutral, prepare=apart(0.0)))


# --- pt21 poor villages with weak branches -----------------------------------------------------------------------

# A tenth of branch function after eight years; half of that for what money and people add to each other.

POOR = county(4, 60, collective_income=5_000.0)
POOR_AND_RANKED = county(6, 60, collective_income=5_000.0)
LITTLE = Programme(policy="operating_fund", levers={"per_village": 80_000})
ENOUGH = Programme(policy="operating_fund", levers={"per_village": 260_000, "weak_top_up": 40_000})
MENDED = Programme(policy="weak_branch_rectification", levers={"support_days": 40})


@cache
def begins(integration: float) -> Prepare:
    """Return what sets branch function and authority at the policy start."""

    def prepare(world: World) -> None:
        world.villages.integration = integration
        world.villages.authority = integration

    return prepare


def function(world: World) -> float:
    """Return branch function at the end."""
    return float(world.villages.integration.mean())


def two_basins(seed: int, behaving: Change, neutral: Change) -> float:
    """Return how far apart poor villages are after eight years that began with a working or a weak branch."""
    strong, weak = (
        live(seed, villages=POOR, years=8, behaving=behaving, neutral=neutral, prepare=begins(level))
        for level in (0.8, 0.1)
    )
    return function(strong) - function(weak)


def joint_push(seed: int, behaving: Change, neutral: Change) -> float:
    """Return what money and rectification add to branch function together, beyond what each adds alone."""
    listed = {"organisation.weak_share": 0.2, **behaving}
    none, money, people, both = (
        function(live(seed, *arm, villages=POOR_AND_RANKED, years=4, behaving=listed, neutral=neutral))
        for arm in ((LITTLE,), (ENOUGH,), (LITTLE, MENDED), (ENOUGH, MENDED))
    )
    return both - money - people + none


# --- pt22 who is at hand and who is able -------------------------------------------------------------------------

# 5 in 100 hours of members: what one member in twenty gives.


def hours_at_hand(seed: int, behaving: Change, by_lot: bool) -> float:
    """Return by which share members at home give less than so many members of their village would."""
    people = burned(seed, STANDARD, tuple(sorted({**LIVELY, **behaving}.items()))).people
    member = np.flatnonzero((people.role & MEMBER) > 0)
    home = member[people.status[member] == RESIDENT]
    gives, where = people.health * people.effort_base, people.village
    usual = mean_by(where[member], gives[member])[where[home]].mean()
    here = usual if by_lot else gives[home].mean()
    return float(here / usual - 1.0)


def mean_by(group: Rows, value: Reals) -> Reals:
    """Return the mean of a value by group."""
    mean: Reals = np.bincount(group, value) / np.bincount(group)
    return mean


def at_hand(seed: int, behaving: Change, neutral: Change) -> float:
    """Return it for the members who are truly at home."""
    return hours_at_hand(seed, behaving, by_lot=False)


def by_lot(seed: int, behaving: Change, neutral: Change) -> float:
    """Return it for as many members of the same villages, in the mean over all lots."""
    return hours_at_hand(seed, behaving, by_lot=True)


# --- pt23 appearances --------------------------------------------------------------------------------------------

# 5 in 100 households called on, 5 in 100 reported calls, 2 in 100 disputes settled.

MEMBERS_CALL = link(per_member=5, contacts=0.5)
APPEAR = Programme(
    policy="member_posts_and_zones",
    levers={"share_with_post": 1.0, "post_hours": 3.0, "task_gain": 0.0, "watching": 0.0, "telling": 0.0},
)
"""Every member at home appears for three hours a month, and nothing else comes of it."""


def appearing(figure: Figure, prepare: Prepare | None = None) -> Effect:
    """Return the effect of appearances on a figure, where members call on households."""
    return between((MEMBERS_CALL, APPEAR), (MEMBERS_CALL,), figure, prepare=prepare)


# --- pt24 voices without answers ---------------------------------------------------------------------------------

# 2 in 100 needs voiced, 1 in 100 disputes taken out of the village: petitions are few and weigh most.


def told(figure: Figure) -> Effect:
    """Return the effect, over three years of talk days, of reporting back on all matters against none."""
    all_told, none_told = (Programme(policy="talk_days", levers={"feedback": share}) for share in (1.0, 0.0))
    return between((all_told,), (none_told,), figure, years=3)


def voiced(world: World) -> float:
    """Return the share of the third year's needs, those found at visits aside, that were voiced."""
    requests = requests_of(world)
    mine = of_year(world, 3, requests) & (requests.channel != LINK)
    return float((requests.known[mine] >= 0).mean())


# --- pt25 mobility -----------------------------------------------------------------------------------------------

# 5 in 100 households called on; 5 in 100 of the hours that a matter takes (about 50).

RESTLESS = {"migration.leave": -4.0, "migration.back": -3.5}
"""About eight times the usual leaving and six times the usual coming back."""


def restless(figure: Figure) -> Effect:
    """Return a figure where many leave and come back from the policy start on, less the same at the usual rates."""

    def effect(seed: int, behaving: Change, neutral: Change) -> float:
        moving, usual = (
            live(seed, link(5), behaving=behaving, neutral=rates) for rates in ({**RESTLESS, **neutral}, neutral)
        )
        return figure(moving) - figure(usual)

    return effect


def hours_a_matter(world: World) -> float:
    """Return hours worked in post for every dispute settled and request done in two years."""
    disputes, requests = disputes_of(world), requests_of(world)
    done = (disputes.first_settled >= world.begin).sum() + (requests.done >= world.begin).sum()
    return float(np.sum(world.record["worked"][-8:]) / done)


# --- pt26 tasks from above ---------------------------------------------------------------------------------------

# Half a visit a linked household and year as in P4, 2 in 100 disputes, 5 in 100 reported calls, one point of trust.

CADRES_CALL = link(per_member=0, contacts=0.4, households_per_chief=40, households_per_committee=40)
FILES = Programme(policy="programme_frameworks", levers={"rules": 60, "files_a_rule": 0.01, "hours_a_rule": 0.2})
"""Sixty documents that ask for six tenths more paperwork and twelve hours a dekad."""


def burdened(figure: Figure) -> Effect:
    """Return the effect of tasks from above on a figure, where three cadres call on households."""
    return between((CADRES_CALL, FILES), (CADRES_CALL,), figure, HARD_PRESSED)


PAPER_WEIGHS_NOTHING = {"hours.weight_paperwork": 0.0, "hours.tire": 0.0}
"""Paperwork gets no hours, whatever is asked, and tires nobody."""

# --- pt27 levels and screening -----------------------------------------------------------------------------------

# Three in four settlements in the village (half of all more than above it); 2 in 100 disputes.

SCREENED = (
    Programme(
        policy="three_level_mediation",
        levers={"upper_capacity": 1.5, "deadlines": 1.4, "keep_down": 0.2, "village_support": 0.1, "duty_hours": 4},
    ),
    Programme(policy="risk_patrol", levers={"patrols_per_month": 2}),
)


def low_over_high(seed: int, behaving: Change, neutral: Change) -> float:
    """Return the share of settlements reached in the village, less the share reached above it."""
    return 2.0 * settled_low(live(seed, *SCREENED, behaving=behaving, neutral=neutral)) - 1.0


# --- pt28 effort where complaints are ----------------------------------------------------------------------------

# A tenth of a dekad: one day of waiting, or of its spread between grids.

BUSY_GRIDS = county(people=700, committee=3, grid_workers=6)
GRADED = Programme(
    policy="red_yellow_green", levers={"shift": 0.8, "statistics_hours": 0.0, "shifting_hours": 0.0}
)  # fmt: skip


def waits(world: World) -> tuple[Reals, Rows]:
    """Return how long voiced requests waited once grids were graded, in dekads until done or the end, and the grid."""
    requests = requests_of(world)
    mine = requests.known >= world.begin + DEKADS_A_YEAR // 2
    until = np.where(requests.done >= 0, requests.done, world.end)
    grid = world.households.grid[world.people.household[requests.person]]
    return (until - requests.known)[mine].astype(float), grid[mine]


def mean_wait(world: World) -> float:
    """Return the mean wait, in dekads."""
    return float(waits(world)[0].mean())


def spread_of_waits(world: World) -> float:
    """Return how far the mean waits of a village's grids spread, in dekads."""
    wait, grid = waits(world)
    mean = mean_by(grid, wait)
    return float(np.mean([mean[world.grids.village == v].std() for v in range(len(world.villages))]))


# --- pt29 a stake ------------------------------------------------------------------------------------------------

# 2 points of participation, as in P5.


def second_year(world: World) -> float:
    """Return participation in the second year."""
    return quarters(world, "took_part", "adults", 4, 8)


NO_PULL = {"points.pull": 0.0, "points.crowding": 0.0, "opinion.loss_broken": 0.0}

# --- pt30 dividends ----------------------------------------------------------------------------------------------

# One point of participation between rich and weak villages; half a point is near nothing.

RICH, WEAK = county(collective_income=400_000.0), county(collective_income=20_000.0)
TIED = Programme(
    policy="red_black_boards",
    levers={"red_publicity": 0.0, "black_share": 0.0, "dividend_tied": 0.3, "notice": 0.7, "contested": 0.3},
)
LOVE_BANK = points(2.0, 0.4)


def in_rich_over_weak(programme: Programme) -> Effect:
    """Return what a practice adds to participation in rich villages, less what it adds in weak ones."""
    rich, weak = (between((programme,), (), participation, villages) for villages in (RICH, WEAK))
    return lambda seed, behaving, neutral: rich(seed, behaving, neutral) - weak(seed, behaving, neutral)


# --- pt31 joint villages -----------------------------------------------------------------------------------------

# 2 in 100 requests of small villages.

UNLIKE = tuple(village(number, 200 if number % 4 < 2 else 900) for number in range(8))
SMALL = np.array([spec.population == 200 for spec in UNLIKE])
JOINED = Programme(policy="joint_village_federation", levers={"villages_a_group": 8})


def served_in_small(world: World) -> float:
    """Return the share of voiced requests done in time in small villages."""
    return float(np.mean(measure(world).by_village["request_completion_rate"][SMALL]))


# --- All claims --------------------------------------------------------------------------------------------------

CLAIMS = (
    Claim("pt18 knowledge", "Where unsettled pay is raised, grid workers stay and come to know more households.",
          raised(knowledge), "up", 0.1, "share of households known", margin=0.03, seeds_off=2,
          off={"organisation.quit_pay": 0.0},
          uncertain=("organisation.quit_pay", "contact.learning", "organisation.outside_pay")),
    Claim("pt20 settled", "Where branch work is tied to village work, the same hours settle more disputes.",
          settled_together, "up", 0.03, "share of disputes", seeds=10, margin=0.01, off={"contact.hearsay": 0.0},
          uncertain=("contact.hearsay", "disputes.bring", "disputes.fade", "mediation.hours_village")),
    Claim("pt22 hours", "Members at home give fewer hours than their number says.",
          at_hand, "down", 0.05, "share of hours", margin=0.01, seeds_off=2, ablated=by_lot,
          uncertain=("population.away_peak_age", "population.away_age_spread", "population.health_decade")),
    Claim("pt23 visits", "Members' appearances cost the calls that they truly make.",
          appearing(coverage), "down", 0.05, "share of households", margin=0.02,
          seeds_off=2, ablated=appearing(coverage, ample_hours),
          uncertain=("organisation.member_hours", "contact.hours_a_visit", "hours.weight_visits", "hours.tire")),
    Claim("pt23 reports", "Members' appearances leave more of the reported calls on paper alone.",
          appearing(ritual), "up", 0.05, "share of reported visits", margin=0.02,
          seeds_off=2, ablated=appearing(ritual, ample_hours),
          uncertain=("organisation.pressure", "organisation.member_hours", "contact.hours_a_visit")),
    Claim("pt23 settled", "Members' appearances cost settlements.",
          appearing(resolution), "down", 0.02, "share of disputes", seeds=8, margin=0.01,
          seeds_off=2, ablated=appearing(resolution, ample_hours),
          uncertain=("organisation.member_hours", "contact.find_by_visit", "contact.hours_a_visit", "disputes.bring")),
    Claim("pt26 visits", "Tasks from above cost true visits.",
          burdened(true_visits), "down", 0.5, "visits a linked household and year", seeds=8, margin=0.15,
          seeds_off=2, off=PAPER_WEIGHS_NOTHING,
          uncertain=("hours.paperwork_share", "hours.weight_paperwork", "hours.ritual_share", "contact.hours_a_visit")),
    Claim("pt26 settled", "Tasks from above cost settlements.",
          burdened(resolution), "down", 0.02, "share of disputes", seeds=12, margin=0.01,
          seeds_off=2, off=PAPER_WEIGHS_NOTHING,
          uncertain=("hours.paperwork_share", "hours.weight_paperwork", "mediation.hours_village", "hours.tire")),
    Claim("pt26 reports", "Tasks from above leave more of the reported calls on paper alone.",
          burdened(ritual), "up", 0.05, "share of reported visits", seeds=8, margin=0.02,
          seeds_off=2, off=PAPER_WEIGHS_NOTHING,
          uncertain=("organisation.pressure", "hours.weight_paperwork", "contact.hours_a_visit")),
    Claim("pt27 most", "With screening and levels, most disputes are settled in the village.",
          low_over_high, "up", 0.5, "share of settled disputes", seeds=4,
          uncertain=("mediation.tries_a_level", "mediation.pass_up", "disputes.referred_share", "mediation.severity")),
    Claim("pt29 runs dry", "Where rewards run out, participation falls below what funded ones bring.",
          between((UNPAID,), (GENEROUS,), second_year), "down", 0.02, "participation rate", margin=0.003,
          seeds_off=2, off=NO_PULL,
          uncertain=("points.half_value", "points.pull", "opinion.loss_broken", "points.funded_memory")),
    Claim("pt29 stops", "Where rewards stop, what they brought decays.",
          between((ENDED,), (GENEROUS,), second_year), "down", 0.02, "participation rate", margin=0.003,
          seeds_off=2, off=NO_PULL,
          uncertain=("points.pull", "opinion.norm_speed", "participation.neighbours", "points.habit_growth")),
    Claim("pt30 rich", "Points tied to dividends draw more people in where there is something to share out.",
          in_rich_over_weak(TIED), "up", 0.01, "participation rate", seeds=8, margin=0.003,
          seeds_off=2, off={"points.dividend_cap": 0.0},
          uncertain=("economy.dividend_threshold", "economy.dividend_share", "points.acts_a_year", "points.pull")),
    Claim("pt30 weak", "Points tied to dividends draw hardly anybody in where there is nothing to share out.",
          between((TIED,), (), participation, WEAK), "nothing", 0.005, "participation rate",
          uncertain=("economy.dividend_threshold", "economy.dividend_share", "points.acts_a_year", "points.pull")),
    Claim("pt30 love bank", "Points paid out of a budget work alike in rich and weak villages.",
          in_rich_over_weak(LOVE_BANK), "nothing", 0.01, "participation rate", seeds=4,
          uncertain=("points.half_value", "points.pull", "participation.neighbours")),
)  # fmt: skip

NOT_SHOWN = (
    # What stayers know of households is only part of what a patrol finds, and patrols find one part of disputes.
    Claim("pt18 detection", "Where unsettled pay is raised, grids find more of the third year's disputes.",
          raised(found_in(3)), "up", 0.03, "share of disputes", seeds=12, margin=0.01,
          off={"organisation.quit_pay": 0.0},
          uncertain=("organisation.quit_pay", "contact.patrol_stranger", "contact.learning", "disputes.bring")),
    # Knowledge is slow, but already counts in the first year; its gain from year to year is lost in chance.
    Claim("pt18 lag", "A rise in unsettled pay finds more in the third year than in the first.",
          raised(later), "up", 0.015, "share of disputes", margin=0.01, off={"organisation.quit_pay": 0.0}),
    # Merged posts bring duties that take the time of patrols; workers who stay do not make up for it.
    Claim("pt18 one net", "Merged posts with pooled pay find more disputes.",
          raised(found_in(3), posts=6), "up", 0.03, "share of disputes", seeds=12, margin=0.01,
          off={"organisation.quit_pay": 0.0},
          uncertain=("organisation.quit_pay", "contact.patrol_stranger", "organisation.grid_hours")),
    # Own money is put in while the fund asks for it and wears out like any capital: nothing turns it into a habit.
    Claim("pt19 persists", "Gains of a fund persist where it asked for own money.",
          kept, "up", 0.2, "share of the gain", seeds=4, margin=0.05, off={"economy.depreciation": 0.0}),
    # Cases are brought, patrolled for and heard without any help of the branch: integration adds to that alone.
    Claim("pt20 near zero", "Where branch work is apart from village work, hardly any dispute is settled.",
          settled_apart, "nothing", 0.05, "share of disputes", seeds=12,
          uncertain=("contact.hearsay", "disputes.bring", "mediation.intercept")),
    # Money reaches branch function through unpaid effort alone, and branch function does not reach income; the gap left
    # after eight years is what slow change has not closed yet.
    Claim("pt21 basins", "Poor villages stay as weak or as well organised as they began.",
          two_basins, "up", 0.1, "share", uncertain=("organisation.integration_speed", "organisation.function_quorum")),
    Claim("pt21 joint push", "Money and rectification lift weak branches more together than each by itself.",
          joint_push, "up", 0.05, "share", seeds=4),
    # The path runs over answers, performance and trust; each step shrinks it.
    Claim("pt24 voiced", "Where matters are reported back, more needs are voiced in the third year.",
          told(voiced), "up", 0.02, "share of needs", margin=0.005, off={"requests.feedback": 0.0},
          uncertain=("requests.feedback", "requests.voice_answered", "opinion.efficacy_answered")),
    Claim("pt24 escalation", "Where matters are reported back, fewer disputes leave the village.",
          told(gone_far), "down", 0.01, "share of disputes", margin=0.005, off={"requests.feedback": 0.0},
          uncertain=("requests.feedback", "opinion.perform_answered", "opinion.anchor", "disputes.petition_trust")),
    # Who moves is younger than the members who hold links; hours of posts are fixed, and no matter takes more of them
    # because ties are away.
    Claim("pt25 contact", "Where many come and go, fewer households are truly called on.",
          restless(coverage), "down", 0.05, "share of households",
          uncertain=("contact.hours_a_visit", "organisation.member_hours")),
    Claim("pt25 hours", "Where many come and go, a matter takes more hours.",
          restless(hours_a_matter), "up", 2.5, "hours",
          uncertain=("mediation.hours_village", "requests.hours", "requests.arise")),
    # Fewer answers and calls do lower trust, by less than a point.
    Claim("pt26 trust", "Tasks from above cost trust.",
          burdened(trust), "down", 0.01, "index 0-1", margin=0.003, off=PAPER_WEIGHS_NOTHING,
          uncertain=("hours.weight_paperwork", "opinion.perform_answered", "opinion.anchor", "opinion.gain_visit")),
    # Nearly all settlements are reached in the village as it is; severity and age hardly tell the rungs apart.
    Claim("pt27 rising", "With screening and levels, more of what is settled is settled in the village.",
          between(SCREENED, (), settled_low), "up", 0.02, "share of settled disputes",
          uncertain=("mediation.tries_a_level", "mediation.pass_up", "mediation.growth", "mediation.severity")),
    Claim("pt27 tail", "With screening and levels, fewer disputes go to court or petition.",
          between(SCREENED, (), gone_far), "down", 0.02, "share of disputes",
          uncertain=("disputes.petition", "disputes.court", "mediation.growth", "mediation.township_hours")),
    # Three in four requests are done within two dekads, and which grid is red is mostly chance: there is no queue to
    # move up in, and last half-year's colour says little of the next.
    Claim("pt28 backlog", "Graded grids wait less with the same hands.",
          between((GRADED,), (), mean_wait, BUSY_GRIDS), "down", 0.1, "dekads",
          uncertain=("requests.red_ahead", "requests.hours", "requests.hotline_share", "organisation.red_above")),
    Claim("pt28 spread", "Graded grids wait more alike with the same hands.",
          between((GRADED,), (), spread_of_waits, BUSY_GRIDS), "down", 0.1, "dekads", seeds=12,
          uncertain=("requests.red_ahead", "requests.hours", "requests.hotline_share", "organisation.red_above")),
    # Joint villages pool projects; no service has a size below which a village cannot keep it up.
    Claim("pt31 service", "Small villages that join serve their people better.",
          between((JOINED,), (), served_in_small, UNLIKE), "up", 0.02, "share of requests",
          uncertain=("economy.joint_scale", "requests.costly_share")),
)  # fmt: skip
"""Claims that the model does not bear out at its central values; kept for the study of the prior range alone."""

ASSUMED = {
    "pt17": "TownshipEmpowerment.effects scales every gain by capacity beyond what powers ask for, harm below it; "
    "test_powers_without_capacity_do_harm_and_with_it_do_good",
    "pt18 turnover": "rules/quits.py: the hazard of quitting rises with pay elsewhere over pay; P13 quitting",
    "pt19 falls back": "rules/project_pays.py and run_projects: capital wears out by a share a year; P11 fading",
    "pt20 hearsay": "phases/contact.py find: what the branch hears is a chance times integration; pt20 settled",
    "pt22 able": "synthesis/residence.py sends the able and schooled members away; "
    "test_the_able_members_are_away_and_the_available_old",
    "pt23 outputs": "MemberPostsAndZones.needs asks for the hours of appearances, share_hours grants them; "
    "test_posts_of_more_hours_than_members_have_move_them_less",
    "pt24 reporting": "rules/request_moves.py: the hazard of voicing rises with the share answered; request_moves.yaml",
    "pt25 ties": "rules/moves_away.py: whoever leaves is no longer at home among their ties; moves_away.yaml",
    "pt27 most": "disputes.admit enters cases on the lowest rung and pass_up asks for tries on each; pt27 most",
    "pt29 saturation": "rules/points_pull.py: the worth of an act is an S-shaped share; points_pull.yaml",
    "pt30 weak": "economy.reinvest_and_divide shares out nothing below a threshold of income; pt30 weak",
    "pt31 income": "economy.scale_of_projects: pooled capital pays more the less of it a village brings; P11 pooling, "
    "test_pooled_villages_gain_scale_the_less_capital_they_bring_the_more",
    "pt31 coordination": "JointVillageFederation.needs: hours by the size of the group; "
    "test_larger_groups_take_more_hours_and_what_is_put_in_becomes_capital",
}
"""Parts of patterns that stand in an equation or a policy's formula: where, and which test guards it."""
