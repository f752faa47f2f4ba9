"""Members meet once a month if a quorum comes; decisions, publicity and authority follow (四议两公开)."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH
from model.columns import Array, Reals
from model.tables import AWAY, MEMBER, RESIDENT

if TYPE_CHECKING:
    from model.world import World


def deliberate(world: "World") -> None:
    """Hold the monthly members' meeting and let its outcome shape authority, disclosure and integration."""
    villages, people, b = world.villages, world.people, world.b.organisation
    if world.now % DEKADS_A_MONTH:
        return
    members = np.flatnonzero(((people.role & MEMBER) > 0) & (people.status != 0))
    village = people.village[members]
    home = people.status[members] == RESIDENT
    away = people.status[members] == AWAY
    present = b.attendance * people.effort[members] * people.health[members] * world.drivers["meeting_draw"][village]
    reach = b.remote_attendance * world.drivers["platform"][village] * people.digital[members]
    reach = reach + world.drivers["meeting_reach"][village] * (1.0 - reach)
    chance = np.where(home, present, np.where(away, reach, 0.0))
    comes = world.draw("meeting", people.key[members]) < chance
    expected = world.by_village(np.where(home, 1.0, b.absent_counted * away), village)
    came = world.by_village(comes, village)
    villages.turnout = came / np.maximum(expected, 1.0)
    quorum = villages.turnout >= b.quorum
    villages.quorum = quorum
    function = branch_function(world, quorum)
    villages.integration = villages.integration + b.integration_speed * (function - villages.integration)
    villages.authority = villages.authority + b.authority_speed * (standing(world) - villages.authority)
    openness = np.clip(b.disclosure + world.drivers["disclosure"] + 0.1 * quorum, 0.0, 1.0)
    villages.disclosure = villages.disclosure + b.disclosure_speed * (openness - villages.disclosure)


def branch_function(world: "World", quorum: Array) -> Reals:
    """Return how well branch work and village work go together: attention, effort and a working quorum, a share."""
    people, b = world.people, world.b.organisation
    secretary = world.villages.secretary
    chief = np.maximum(secretary, 0)
    lead = np.where(secretary >= 0, np.clip(people.focus[chief] + world.drivers["focus"], 0.0, 1.0), b.vacant_lead)
    effort = np.where(secretary >= 0, np.minimum(people.effort[chief], 1.0), b.vacant_lead)
    # With the posts in one hand more hangs on the secretary: the good lift the branch further, the poor pull it down.
    hangs = 1.0 + world.drivers["concentration"] * b.concentration * (lead * effort - b.lead_usual)
    function: Reals = b.function_lead * lead * effort * hangs + b.function_quorum * quorum
    return np.clip(function + world.drivers["branch_support"], 0.0, 1.0)


def standing(world: "World") -> Reals:
    """Return the authority that a branch earns: integration and performance, less what unfiled clan bodies take."""
    villages, b = world.villages, world.b.organisation
    earned: Reals = (
        b.standing_integration * villages.integration
        + b.standing_performance * villages.performance
        - b.clan_weight * villages.clan_bodies * world.drivers["clan_bodies"]
    )
    return np.clip(earned, 0.0, 1.0)
