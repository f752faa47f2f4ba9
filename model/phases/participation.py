"""Taking part: each person weighs it; acts fall on a fixed menu, the same under every policy."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Array, Reals
from model.phases.arising import emergency
from model.primitives import pick
from model.rules.points_pull import points_offer, points_pull
from model.rules.takes_part import lately, takes_part
from model.tables import AWAY, FARM, LOCAL_WAGE, RETIRED

if TYPE_CHECKING:
    from model.world import World

MENU = ("meeting", "talk", "vote", "volunteering", "contribution", "supervision")
BUSY_MONTHS = (3, 4, 5, 8, 9)


def decide(world: "World", rows: Any) -> None:
    """Decide who does an act of the menu in this dekad.

    Nobody acts more often than intentions become acts: the rule is worked out only for adults whose draw lies below
    that and who are at home or have a platform.
    """
    people, households, acts = world.people, world.households, world.intents["takes_part"]
    acts[rows] = False
    platform = np.minimum(world.b.participation.platform * (world.villages.platform + world.drivers["platform"]), 1.0)
    home = world.tick.home[rows]
    near = home | (people.status[rows] == AWAY) if platform.any() else home
    near = near & (people.born[rows] <= world.now - 18 * DEKADS_A_YEAR)
    few, drawn = world.draw_low("take part", people.key[rows], world.b.participation.conversion, near)
    rows = pick(rows, few)
    village, household = people.village[rows], people.household[rows]
    reach = np.ones(len(rows))
    away = np.flatnonzero(~world.tick.home[rows])
    reach[away] = platform[village[away]] * people.digital[rows[away]]
    chance = takes_part(
        people.norm[rows], people.efficacy[rows], people.trust_village[rows], people.neighbours_part[rows],
        people.satisfaction[rows], pull_of_points(world, rows, village), pull_of_image(world, household, village),
        households.visited_quarter[household], time_cost(world, rows, village), reach, world.b.participation,
    )  # fmt: skip
    acts[rows] = drawn < chance


def pull_of_points(world: "World", rows: Any, village: Array) -> Reals:
    """Return the pull of points on each person, in logits."""
    people, villages, b = world.people, world.villages, world.b.points
    tied = world.drivers["dividend_tied"] * np.minimum(dividend_an_act(world), b.dividend_cap)
    if not (villages.crowding.any() or world.drivers["points_value"].any() or tied.any()):
        return np.zeros(len(village))
    value = world.drivers["points_value"] + tied
    offered = points_offer(value, villages.funded, world.drivers["points_seen"], b)
    return points_pull(offered[village], villages.crowding[village], people.habituation[rows], b)


def dividend_an_act(world: "World") -> Reals:
    """Return what one act is worth through dividends tied to points, in yuan, one value a village."""
    paid = world.record.get("dividend_per_household")
    return paid[-1] / world.b.points.acts_a_year if paid else np.zeros(len(world.villages))


def pull_of_image(world: "World", household: Array, village: Array) -> Reals:
    """Return the pull of being honoured or shamed, in logits."""
    pull: Reals = world.drivers["image"][village]
    board = world.households.board[household]
    pull[np.flatnonzero(board < 0)] -= world.b.points.shame_withdrawal
    pull[np.flatnonzero(board > 0)] += world.b.points.honour
    return pull


def time_cost(world: "World", rows: Any, village: Array) -> Reals:
    """Return how work, frailty and an emergency stand in the way, less what is made easy at home, in logits."""
    people, b = world.people, world.b.participation
    by_work = np.zeros(RETIRED + 1)
    by_work[FARM] = b.busy_season if world.tick.month in BUSY_MONTHS else 0.0
    by_work[LOCAL_WAGE] = b.wage_time
    cost: Reals = by_work[people.occupation[rows]] + b.frail * (1.0 - people.health[rows])
    fear, ease = b.emergency_fear * emergency(world), world.drivers["ease"]
    if fear.any():
        cost = cost + fear[village]
    if ease.any():
        cost = cost - ease[village] * world.tick.home[rows]
    return cost


def settle(world: "World") -> None:
    """Count acts in the quarter's menu and note who came only because asked."""
    people, b = world.people, world.b.participation
    people.takes_part = world.intents["takes_part"]
    acting = world.tick.acting = np.flatnonzero(people.takes_part)
    item = np.floor(world.draw("menu", people.key[acting]) * len(MENU)).astype(np.uint8)
    people.acts[acting] |= np.uint8(1) << item
    people.lately = lately(people.lately, people.takes_part, b.memory)
    called = np.flatnonzero(world.tick.met & world.tick.home & ~people.takes_part)
    rows = called[people.born[called] <= world.now - 18 * DEKADS_A_YEAR]
    people.mobilised[rows[world.draw("mobilised", people.key[rows]) < b.mobilised]] = True
    villages = world.villages
    villages.volunteer_hours = world.by_village(item == 3, people.village[acting]) * b.hours_an_act
    villages.volunteered = villages.volunteered + villages.volunteer_hours
