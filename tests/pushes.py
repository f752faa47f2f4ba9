"""What a policy asks for and pushes on its own at full dose, some levers changed; the world stays as it is."""

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.drivers import DRIVERS
from model.policies import POLICIES, Levers, Needs
from model.world import World


def running(world: World, policy: str, years: float = 0.0, **levers: float) -> tuple[World, Levers]:
    """Return a copy of a world in which a policy has run everywhere for some years, and its levers."""
    twin = world.clone()
    state = twin.programme(policy)
    state.in_force[:] = True
    state.count()
    state.since[:] = twin.now - round(years * DEKADS_A_YEAR)
    unknown = set(levers) - set(state.levers)
    assert not unknown, unknown
    for name, value in levers.items():
        state.levers[name][:] = value
    return twin, state.view


def pushed(world: World, policy: str, years: float = 0.0, **levers: float) -> dict[str, np.ndarray]:
    """Return every driver that a policy pushes, as it stands after its pushes alone."""
    twin, view = running(world, policy, years, **levers)
    one = np.ones(len(twin.villages))
    found: dict[str, np.ndarray] = {}

    def push(name: str, value: object) -> None:
        whole = np.broadcast_to(np.asarray(value, dtype=float), one.shape)
        found[name] = DRIVERS[name].apply(found.get(name, DRIVERS[name].neutral * one), whole, one)

    POLICIES[policy].effects(twin, view, push)
    return found


def asked(world: World, policy: str, years: float = 0.0, **levers: float) -> Needs:
    """Return what a policy asks for in this dekad."""
    twin, view = running(world, policy, years, **levers)
    return POLICIES[policy].needs(twin, view)


def hours(needs: Needs, task: int) -> np.ndarray:
    """Return the hours asked for under one class of tasks, whoever gives them."""
    return sum(amount for (_, kind), amount in needs.hours.items() if kind == task)


def spend_all_cash(world: World) -> None:
    """Empty the village purses."""
    world.ledger.post("opening", "cash", np.maximum(world.ledger.of("cash"), 0))
