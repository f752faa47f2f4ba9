"""Points are earned by acts, made public and redeemed monthly as far as they are funded; boards honour and shame."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER
from model.columns import Fen, Mask, Reals
from model.ledger import share_out
from model.primitives import group_sum, group_total
from model.rules.points_pull import crowding, habituation
from model.tables import OPEN

if TYPE_CHECKING:
    from model.world import World


def settle(world: "World") -> None:
    """Accrue, habituate, redeem and list."""
    world.tick.points_paid = np.zeros(len(world.villages), dtype=np.int64)
    value = world.drivers["points_value"]
    if value.any() or world.villages.crowding.any() or world.households.points.any():
        if world.now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1:
            redeem(world)
        accrue(world, value)
        wear(world, value)
    if world.now % DEKADS_A_QUARTER == DEKADS_A_QUARTER - 1:
        list_on_boards(world)


def accrue(world: "World", value: Reals) -> None:
    """Credit each household with what its members' acts earned, in yuan of points."""
    people = world.people
    state = world.programmes["points"]
    acting = world.tick.acting
    rows = acting[world.tick.home[acting] & (value > 0)[people.village[acting]]]
    seen = world.draw("points recorded", people.key[rows]) < world.b.points.recorded
    rows = rows[seen]
    promised = state.levers["point_value"] * state.levers["points_per_act"]
    np.add.at(world.households.points, people.household[rows], promised[people.village[rows]])


def wear(world: "World", value: Reals) -> None:
    """Let habit grow with rewarded acts, and own motive be crowded out while points are in force."""
    people, villages, b = world.people, world.villages, world.b.points
    on = value > 0
    acting = world.tick.acting
    rewarded = acting[on[people.village[acting]]]
    used = np.flatnonzero(people.habituation > 0) if not on.all() else rewarded[:0]
    fading = used[~on[people.village[used]]]
    for rows, yes in ((rewarded, np.array(True)), (fading, np.array(False))):
        if len(rows):
            people.habituation[rows] = habituation(people.habituation[rows], yes, yes, b)
    salient = world.drivers["points_seen"] * value / (value + b.half_value)
    villages.crowding = crowding(villages.crowding, salient, b)


def redeem(world: "World") -> None:
    """Pay points out of the money granted for them, posted at the end of the dekad; what is not paid is remembered."""
    villages, tick = world.villages, world.tick
    paid, claims = cash_in(world, tick.budget.get("points", np.zeros(len(villages), dtype=np.int64)))
    tick.spent["points"] = tick.spent.get("points", np.zeros_like(paid)) + paid
    tick.points_paid = paid
    kept = np.where(claims > 0, paid / np.maximum(claims, 1), villages.funded)
    villages.funded = villages.funded + world.b.points.funded_memory * (kept - villages.funded)


def cash_in(world: "World", budget: Fen, where: Mask | None = None) -> tuple[Fen, Fen]:
    """Hand over, to the fen, what points buy within ``budget``, in the villages of ``where`` (all by default).

    Returns what was paid and what was claimed, in fen a village.
    """
    households, villages = world.households, world.villages
    asked = np.floor(households.points * 100.0 + 1e-6).astype(np.int64)
    if where is not None:
        asked = np.where(where[households.village], asked, 0)
    claims = group_total(households.village, asked, len(villages))
    paid = np.minimum(claims, budget)
    got = share_out(paid, households.village, asked.astype(float), households.key)
    got = np.minimum(got, asked)
    left = np.maximum(households.points - got / 100.0, 0.0) * (1.0 - world.b.points.expiry)
    households.points = np.where(asked > 0, np.where(left < 0.01, 0.0, left), households.points)
    households.received += got
    households.transfer_income += got / 100.0
    return group_total(households.village, got, len(villages)), claims


def list_on_boards(world: "World") -> None:
    """List, each quarter where boards are kept, who did most in red and some with open quarrels in black."""
    households, people = world.households, world.people
    households.board = 0
    honoured, shamed = world.drivers["honouring"] > 0, world.drivers["shaming"]
    if not (honoured.any() or shamed.any()):
        return
    acts = group_sum(people.household, np.bitwise_count(people.acts), len(households))
    households.board[(acts >= world.b.points.red_acts) & honoured[households.village]] = 1
    disputes = world.disputes
    loud = (disputes.state == OPEN) & (disputes.known >= 0)
    homes = np.unique(people.household[disputes.person[loud]])
    black = world.draw("black list", households.key[homes]) < shamed[households.village[homes]]
    households.board[homes[black]] = -1
