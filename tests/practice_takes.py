"""What a practice takes: whose hours and whose money, asked in the county where practices are tried."""

import numpy as np
from practice_bed import burned, settings

from model.evidence import route
from model.policies import POLICIES, Levers
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE
from model.presets import alone
from model.world import World

HOURS = {"cadre_hours": CADRE, "grid_hours": GRID_ROLE, "member_hours": MEMBER_ROLE, "public_hours": PUBLIC_ROLE}
PUBLIC = {"public_money", "township_time", "county_time"}


def lived(policy: str = "", dekads: int = 1, **levers: float | str) -> World:
    """Return the county after some dekads of one policy (or none) on top of the status quo."""
    world = burned("village").clone()
    world.adopt(settings("village", {policy: levers} if policy else {}, ()))
    for _ in range(dekads):
        world.step()
    return world


def taken(world: World, practice: str) -> set[str]:
    """Return what a practice asks for in this dekad, all levers that it does not name being off."""
    found: set[str] = set()
    for name, levers in alone(practice).items():
        view = {lever: np.full(len(world.villages), float(value)) for lever, value in levers.items()
                if not isinstance(value, str)}  # fmt: skip
        kept = {lever: held for lever, held in world.programme(name).levers.items() if lever not in view}
        needs = POLICIES[name].needs(world, Levers(kept | view))
        whose = {role for (role, _), hours in needs.hours.items() if np.any(hours)}
        found |= {what for what, role in HOURS.items() if role in whose}
        found |= {"village_money"} if any(fen.any() for fen in needs.fen.values()) else set()
        public = (needs.grant, needs.county_fen)
        found |= PUBLIC if any(fen is not None and fen.any() for fen in public) else set()
    return found


def owed(practice: str) -> set[str]:
    """Return what the catalogue says a practice takes in hours and money."""
    return set(route(practice).consumes) & (set(HOURS) | PUBLIC | {"village_money"})
