"""Disputes and requests whose story is over leave their tables, so that a long run is no slower than a short one.

A row may leave only when nobody will read it again and nothing that is counted of it can change. Whoever reads rows of
events further back, or counts them differently, states it here.
"""

from typing import TYPE_CHECKING, Literal

from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Mask, Table
from model.tables import OPEN, SETTLED
from model.tallies import leave_behind

if TYPE_CHECKING:
    from model.world import World


def retire(world: "World") -> None:
    """At the end of a quarter, let go of what is over; its weights stay in the tallies."""
    if (world.now + 1) % DEKADS_A_QUARTER:
        return
    let_go(world, "disputes", disputes_over(world))
    let_go(world, "requests", requests_over(world))


def let_go(world: "World", table: Literal["disputes", "requests"], over: Mask) -> None:
    """Take rows out of a table: their weights to the tallies, themselves to the archive if there is one."""
    if not over.any():
        return
    rows: Table = getattr(world, table)
    gone = rows.take(over)
    leave_behind(world, table, gone)
    if world.archive is not None:
        world.archive.store(table, gone)
    if world.detail is not None and table == "disputes":
        world.detail.note_gone(world, gone)
    rows.keep(~over)


def disputes_over(world: "World") -> Mask:
    """Return the disputes that nobody will read again."""
    d = world.disputes
    # A settled one may break out again until its date has passed; every other exit is for good.
    closed = (d.state != OPEN) & ~((d.state == SETTLED) & (d.relapses > world.now))
    # Yearly assessment looks back a year from when a case became known; false reports come sooner, after a quarter.
    assessed = d.known <= world.now + 1 - DEKADS_A_YEAR
    over: Mask = closed & assessed & counts_for_good(world, d.arose)
    return over


def requests_over(world: "World") -> Mask:
    """Return the requests that nobody will read again."""
    r = world.requests
    # The share of answered matters looks back twice the deadline; reports and passing on concern open requests alone.
    answered = r.known <= world.now + 1 - 2 * int(world.b.requests.deadline)
    over: Mask = ~r.open & answered & counts_for_good(world, r.known)
    return over


def counts_for_good(world: "World", moment: Array) -> Mask:
    """Return which moments lie a quarter back: before 90 days before the end, whenever the run will end."""
    past: Mask = moment <= world.now - DEKADS_A_QUARTER
    return past
