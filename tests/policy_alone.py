"""One policy at a time in a small county: run it, ask what it needs, see what it pushes at full dose."""

from functools import lru_cache

import numpy as np
from strategies import STATUS_QUO, start_world, three_villages

from model.calendar import DEKADS_A_QUARTER
from model.drivers import DRIVERS
from model.policies import POLICIES, Levers, Needs
from model.settings import Programme
from model.world import World


def county(*programmes: Programme):
    """Return three villages under the status quo and some programmes; a later entry takes the place of an earlier."""
    chosen = {programme.policy: programme for programme in (*STATUS_QUO, *programmes)}
    return three_villages(years=5, burn_in=1, programmes=tuple(chosen.values()))


@lru_cache(maxsize=1)
def burned() -> World:
    """Return the county at the end of its burn-in; nobody may step it."""
    return start_world(county())


def lived(*programmes: Programme, dekads: int = DEKADS_A_QUARTER) -> World:
    """Return the county after some dekads under some programmes."""
    world = burned().clone()
    world.adopt(county(*programmes))
    for _ in range(dekads):
        world.step()
    return world


def under(policy: str, dekads: int = DEKADS_A_QUARTER, **levers) -> World:
    """Return the county after some dekads under one policy."""
    return lived(Programme(policy=policy, levers=levers), dekads=dekads)


def levers_of(world: World, policy: str, **changed) -> Levers:
    """Return the levers of a policy as they stand, with some changed, one value a village."""
    values = {name: value.copy() for name, value in world.programme(policy).levers.items()}
    return Levers(values | {name: np.full(len(world.villages), float(value)) for name, value in changed.items()})


def needs_of(world: World, policy: str, **changed) -> Needs:
    """Return what a policy asks for in this dekad."""
    return POLICIES[policy].needs(world, levers_of(world, policy, **changed))


def pushed(world: World, policy: str, **changed) -> dict[str, np.ndarray]:
    """Return every driver that a policy pushes, as it stands after that push alone at full dose."""
    found = {}

    def push(name, value):
        whole = np.broadcast_to(np.asarray(value, dtype=float), (len(world.villages),))
        found[name] = DRIVERS[name].apply(np.full(len(whole), DRIVERS[name].neutral), whole, np.ones(len(whole)))

    POLICIES[policy].effects(world, levers_of(world, policy, **changed), push)
    return found


def joined(world: World, bit: int) -> np.ndarray:
    """Return which households are in a programme."""
    return (world.households.joined & np.uint8(bit)) > 0
