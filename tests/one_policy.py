"""One policy at a time: what it asks for and pushes in the county where practices are tried, by hand or lived."""

import numpy as np
from practice_bed import burned, settings

from model.drivers import DRIVERS
from model.evidence import route
from model.policies import POLICIES, Levers, Needs
from model.policies.base import CADRE, GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE
from model.presets import preset
from model.world import World

HOURS = {"cadre_hours": CADRE, "grid_hours": GRID_ROLE, "member_hours": MEMBER_ROLE, "public_hours": PUBLIC_ROLE}
PUBLIC = {"public_money", "township_time", "county_time", "professionals"}


def running(policy: str = "", dekads: int = 1, **levers: float | str) -> World:
    """Return the county after some dekads of one policy (or none) on top of the status quo."""
    world = burned("village").clone()
    world.adopt(settings("village", {policy: levers} if policy else {}, ()))
    for _ in range(dekads):
        world.step()
    return world


def levers_of(world: World, policy: str, **changed: float) -> Levers:
    """Return the levers of a policy with some changed, one value a village."""
    values = {name: value.copy() for name, value in world.programme(policy).levers.items()}
    return Levers(values | {name: np.full(len(world.villages), float(value)) for name, value in changed.items()})


def pushed(world: World, policy: str, **changed: float) -> dict[str, np.ndarray]:
    """Return every driver a policy pushes, as it stands after that push alone at full dose."""
    found, full = {}, np.ones(len(world.villages))

    def push(name: str, value: object) -> None:
        whole = np.broadcast_to(np.asarray(value, dtype=float), full.shape)
        found[name] = DRIVERS[name].apply(np.full(full.shape, DRIVERS[name].neutral), whole, full)

    POLICIES[policy].effects(world, levers_of(world, policy, **changed), push)
    return found


def asked(world: World, policy: str, **changed: float) -> Needs:
    """Return what a policy asks for in this dekad."""
    return POLICIES[policy].needs(world, levers_of(world, policy, **changed))


def hours(needs: Needs, role: int | None = None) -> np.ndarray:
    """Return the hours asked of one role or of all, by village."""
    return sum((h for (who, _), h in needs.hours.items() if role in (None, who)), start=np.zeros(1))


def consumed(world: World, practice: str) -> set[str]:
    """Return what a practice asks for on its first day: whose hours, and whose money."""
    found: set[str] = set()
    for name, levers in preset(practice).items():
        world.programme(name).since[:] = world.now
        needs = asked(world, name, **levers)
        found |= {what for what, role in HOURS.items() if np.any(hours(needs, role))}
        found |= {"village_money"} if any(fen.any() for fen in needs.fen.values()) else set()
        public = any(fen is not None and fen.any() for fen in (needs.grant, needs.county_fen))
        found |= PUBLIC if public else set()
    return found


def owed(practice: str) -> set[str]:
    """Return what the catalogue says a practice takes from the village or from public money."""
    return set(route(practice).consumes) & (set(HOURS) | PUBLIC | {"village_money"})
