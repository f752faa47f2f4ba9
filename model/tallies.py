"""What is counted of disputes and requests: each quantity declared once, as a weight a row that is a whole number.

A row that leaves its table leaves its weights behind in `World.tallies`, one sum a village; what is read off a world is
that sum plus the weights of the rows still there. Sums of whole numbers are exact, so it never matters when a row left.
What has left counts for good: a weight may look back from the end of the run only as far as `model.phases.retiring`
promises that rows stay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER
from model.columns import Array, Mask, Reals, Table
from model.phases.arising import KIND
from model.primitives import group_count, group_sum
from model.tables import COURT, HOTLINE, LINK, PROACTIVE, VILLAGE

if TYPE_CHECKING:
    from model.world import World

Weigh = Callable[["World", Table], Array]
"""World and rows in, one weight a row out."""
KINDS_OF_MIX = ("family", "neighbours", "homestead", "damages")
"""Kinds whose share of the cases heard is known."""
OF_A_QUARTER = ("gone_arisen", "gone_resolved")
"""Recorded by the quarter in which disputes arose: those that have left, and of these the resolved."""


@dataclass(frozen=True)
class Tally:
    """One quantity: the table it is read off and the weight of a row."""

    table: Literal["disputes", "requests"]
    weigh: Weigh


# Disputes


def arising(world: "World", d: Table) -> Mask:
    """Weigh disputes that arose in the policy period."""
    mine: Mask = d.arose >= world.begin
    return mine


def recorded(world: "World", d: Table) -> Mask:
    """Weigh disputes that became known in the policy period."""
    mine: Mask = d.known >= world.begin
    return mine


def cohort(world: "World", d: Table) -> Mask:
    """Weigh disputes that arose from the policy start to 90 days before the end."""
    chosen: Mask = (d.arose >= world.begin) & (d.arose < world.end - DEKADS_A_QUARTER)
    return chosen


def well_settled(d: Table) -> Mask:
    """Return disputes settled by agreement within 90 days, with no petition before and none reopened in 180 days."""
    settled = d.first_settled
    in_time = (settled >= 0) & (settled - d.arose <= DEKADS_A_QUARTER)
    petition_first = (d.petitioned >= 0) & (d.petitioned <= settled)
    reopened = (d.reopened >= 0) & (d.reopened - settled <= 2 * DEKADS_A_QUARTER)
    done: Mask = in_time & ~petition_first & ~reopened
    return done


def resolved(world: "World", d: Table) -> Mask:
    """Weigh disputes of the cohort that were resolved."""
    return cohort(world, d) & well_settled(d)


def accepted(world: "World", d: Table) -> Mask:
    """Weigh disputes of the cohort that were tried at least once."""
    tried: Mask = cohort(world, d) & (d.tries > 0)
    return tried


def mediated(world: "World", d: Table) -> Mask:
    """Weigh disputes of the cohort that were tried and settled at least once."""
    done: Mask = accepted(world, d) & (d.first_settled >= 0)
    return done


def settled(world: "World", d: Table) -> Mask:
    """Weigh disputes of the cohort that were settled at least once."""
    ever: Mask = cohort(world, d) & (d.first_settled >= 0)
    return ever


def settled_in_village(world: "World", d: Table) -> Mask:
    """Weigh disputes of the cohort whose settlement was reached in the village."""
    low: Mask = settled(world, d) & (d.settled_level <= VILLAGE)
    return low


def settlement_days(world: "World", d: Table) -> Reals:
    """Weigh disputes of the cohort by days from arising to first settlement."""
    return np.where(settled(world, d), 10.0 * (d.first_settled - d.arose), 0.0)


def open_days(world: "World", d: Table) -> Reals:
    """Weigh disputes by the days of the policy period on which they stood open."""
    start = np.maximum(d.arose, world.begin)
    stop = np.where(d.closed >= 0, d.closed, world.end)
    days: Reals = 10.0 * np.maximum(stop - start, 0)
    return days


def heard(world: "World", d: Table) -> Mask:
    """Weigh cases of people's mediation in the policy period: heard in the village hall or above."""
    case: Mask = (d.tries > 0) & (d.known >= world.begin) & (d.level >= VILLAGE)
    return case


def heard_arising(world: "World", d: Table) -> Mask:
    """Weigh cases heard that arose in the policy period too."""
    return heard(world, d) & arising(world, d)


def heard_due(world: "World", d: Table) -> Mask:
    """Weigh cases heard that became known 90 days before the end or sooner."""
    old: Mask = heard(world, d) & (d.known < world.end - DEKADS_A_QUARTER)
    return old


def heard_reported(world: "World", d: Table) -> Mask:
    """Weigh cases due that were reported settled."""
    told: Mask = heard_due(world, d) & (d.reported_settled >= 0)
    return told


def heard_of(kind: str) -> Weigh:
    """Return the weight: cases heard of one kind."""

    def weigh(world: "World", d: Table) -> Mask:
        of_kind: Mask = heard(world, d) & (d.kind == KIND[kind])
        return of_kind

    return weigh


def about_land(d: Table) -> Mask:
    """Return disputes about boundaries, land or its taking."""
    return np.isin(d.kind, [KIND["boundary_land"], KIND["expropriation"]])


def land_due(world: "World", d: Table) -> Mask:
    """Weigh cases due about land."""
    return heard_due(world, d) & about_land(d)


def land_unreported(world: "World", d: Table) -> Mask:
    """Weigh cases due about land that were not reported settled."""
    return land_due(world, d) & ~heard_reported(world, d)


def other_due(world: "World", d: Table) -> Mask:
    """Weigh cases due about anything but land."""
    return heard_due(world, d) & ~about_land(d)


def other_unreported(world: "World", d: Table) -> Mask:
    """Weigh cases due about anything but land that were not reported settled."""
    return other_due(world, d) & ~heard_reported(world, d)


def heard_proactive(world: "World", d: Table) -> Mask:
    """Weigh cases heard that the organisation found by itself."""
    found: Mask = heard(world, d) & (d.route == PROACTIVE)
    return found


def court(world: "World", d: Table) -> Mask:
    """Weigh disputes that went to court in the policy period."""
    sued: Mask = (d.state == COURT) & (d.closed >= world.begin)
    return sued


def court_pretrial(world: "World", d: Table) -> Mask:
    """Weigh disputes that went to court and were settled there before trial."""
    early: Mask = court(world, d) & d.pretrial
    return early


def found_by_visit(world: "World", d: Table) -> Mask:
    """Weigh disputes found at a linked visit in the policy period."""
    found: Mask = recorded(world, d) & d.by_visit
    return found


def settled_by_visit(world: "World", d: Table) -> Mask:
    """Weigh disputes found at a linked visit and reported settled within a month."""
    return found_by_visit(world, d) & within(d.reported_settled, d.known, DEKADS_A_MONTH)


# Requests


def voiced(world: "World", r: Table) -> Mask:
    """Weigh requests voiced or found from the policy start to 90 days before the end."""
    chosen: Mask = (r.known >= world.begin) & (r.known < world.end - DEKADS_A_QUARTER)
    return chosen


def done_in_time(world: "World", r: Table) -> Mask:
    """Weigh voiced requests truly done within 90 days."""
    return voiced(world, r) & within(r.done, r.known, DEKADS_A_QUARTER)


def reported_in_time(world: "World", r: Table) -> Mask:
    """Weigh voiced requests reported done within 90 days."""
    return voiced(world, r) & within(r.reported, r.known, DEKADS_A_QUARTER)


def finished(world: "World", r: Table) -> Mask:
    """Weigh voiced requests that were truly done at any time."""
    done: Mask = voiced(world, r) & (r.done >= 0)
    return done


def finish_days(world: "World", r: Table) -> Reals:
    """Weigh voiced requests by days from voicing to true completion."""
    return np.where(finished(world, r), 10.0 * (r.done - r.known), 0.0)


def hotline(world: "World", r: Table) -> Mask:
    """Weigh orders that came by hotline in the policy period."""
    order: Mask = (r.known >= world.begin) & (r.channel == HOTLINE)
    return order


def hotline_due(world: "World", r: Table) -> Mask:
    """Weigh hotline orders of 90 days before the end or sooner."""
    return hotline(world, r) & voiced(world, r)


def hotline_completed(world: "World", r: Table) -> Mask:
    """Weigh hotline orders due that were reported done within 90 days."""
    return hotline(world, r) & reported_in_time(world, r)


def hotline_content(world: "World", r: Table) -> Mask:
    """Weigh hotline orders due that the caller was content with."""
    content: Mask = hotline_due(world, r) & (r.rating > 0.5)
    return content


def found_by_link(world: "World", r: Table) -> Mask:
    """Weigh needs found at a linked visit in the policy period."""
    found: Mask = (r.known >= world.begin) & (r.channel == LINK)
    return found


def solved_by_link(world: "World", r: Table) -> Mask:
    """Weigh needs found at a linked visit and reported done within a month."""
    return found_by_link(world, r) & within(r.reported, r.known, DEKADS_A_MONTH)


def passed_by_link(world: "World", r: Table) -> Mask:
    """Weigh needs found at a linked visit and passed upward within a month."""
    return found_by_link(world, r) & within(r.passed, r.known, DEKADS_A_MONTH)


def within(when: Array, since: Array, dekads: int) -> Mask:
    """Return which rows saw one moment come so many dekads after another, or sooner."""
    soon: Mask = (when >= 0) & (when - since <= dekads)
    return soon


_OF_DISPUTES = (
    arising, recorded, cohort, resolved, accepted, mediated, settled, settled_in_village, settlement_days, open_days,
    heard, heard_arising, heard_due, heard_reported, land_due, land_unreported, other_due, other_unreported,
    heard_proactive, court, court_pretrial, found_by_visit, settled_by_visit,
)  # fmt: skip
_OF_REQUESTS = (
    voiced, done_in_time, reported_in_time, finished, finish_days, hotline, hotline_due, hotline_completed,
    hotline_content, found_by_link, solved_by_link, passed_by_link,
)  # fmt: skip
TALLIES = {
    **{weigh.__name__: Tally("disputes", weigh) for weigh in _OF_DISPUTES},
    **{f"heard_{kind}": Tally("disputes", heard_of(kind)) for kind in KINDS_OF_MIX},
    **{weigh.__name__: Tally("requests", weigh) for weigh in _OF_REQUESTS},
}
"""Every quantity by its name, which is that of its function."""


def empty(villages: int) -> dict[str, Reals]:
    """Return the tallies of a county that no row has left yet."""
    return {name: np.zeros(villages) for name in TALLIES}


def add_up(world: "World", name: str, rows: Table) -> Reals:
    """Return the sum of one quantity over some rows of its table, by village."""
    return group_sum(rows.village, TALLIES[name].weigh(world, rows), len(world.villages))


def total(world: "World", name: str) -> Reals:
    """Return one quantity over all rows there ever were, by village."""
    rows: Table = getattr(world, TALLIES[name].table)
    return world.tallies[name] + add_up(world, name, rows)


def leave_behind(world: "World", table: str, gone: Table) -> None:
    """Add to the tallies what rows weigh that are about to leave a table."""
    for name, tally in TALLIES.items():
        if tally.table == table:
            world.tallies[name] = world.tallies[name] + add_up(world, name, gone)
    if table == "disputes":
        _note_quarters(world, gone)


def _note_quarters(world: "World", gone: Table) -> None:
    """Add disputes about to leave to the quarters of the record in which they arose."""
    quarter, done = _quarter_of(world, gone), well_settled(gone)
    for name, counted in zip(OF_A_QUARTER, (np.ones(len(gone), dtype=bool), done), strict=True):
        for k in np.unique(quarter[counted]):
            village = gone.village[counted & (quarter == k)]
            # A new array each time: a clone shares those it was given.
            world.record[name][k] = world.record[name][k] + group_count(village, len(world.villages))


def _quarter_of(world: "World", d: Table) -> Array:
    """Return the place in the record of the quarter in which each dispute arose."""
    place: Array = (d.arose - int(world.record["quarter"][0])) // DEKADS_A_QUARTER
    return place


def by_quarter(world: "World") -> tuple[Reals, Reals]:
    """Return disputes arisen and, of these, resolved in each quarter of the record, in the whole county."""
    count = len(world.record["quarter"])
    quarter = _quarter_of(world, world.disputes)
    ended = quarter < count
    done = ended & well_settled(world.disputes)
    gone_arisen, gone_resolved = (np.array(world.record[name]).sum(axis=1) for name in OF_A_QUARTER)
    return gone_arisen + group_count(quarter[ended], count), gone_resolved + group_count(quarter[done], count)
