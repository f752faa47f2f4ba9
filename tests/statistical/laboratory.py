"""A small county as a laboratory: burned in once a seed, and cloned for every arm.

Two arms of one seed share the people, their past and every keyed draw; they differ in what the arm changes alone.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from model.archive import Archive
from model.columns import Table
from model.outcomes import measure
from model.parameters import behaviour
from model.policies import POLICIES
from model.settings import Horizon, Population, Programme, Settings, VillageSpec
from model.tallies import cohort
from model.world import World

Change = Mapping[str, float]
Pairs = tuple[tuple[str, float], ...]
Prepare = Callable[[World], None]
STATUS_QUO = tuple(Programme(policy=name) for name, policy in POLICIES.items() if policy.standing)
LIVELY = {"disputes.base": 0.0015}
"""About two and a half times the usual disputes: more events, so that fewer seeds show what happens to them."""


def village(number: int, people: int, **figures: Any) -> VillageSpec:
    """Return a village of about national proportions in one of two townships."""
    homes = people // 4
    usual: dict[str, Any] = {
        "id": f"{'东西'[number % 2]}/{number}", "name": f"{number}", "township": "东西"[number % 2],
        "households": homes, "population": people, "members": round(people * 0.05), "committee": 4,
        "representatives": homes // 8, "grid_workers": 2, "resident_share": 0.7, "resident_member_share": 0.5,
        "collective_income": 40_000.0, "clans": 3, "largest_clan_share": 0.5, "remoteness": 0.5,
        "land_mu": people * 0.8, "income_level": 1.0,
    }  # fmt: skip
    return VillageSpec(**{**usual, **figures})


def county(villages: int = 6, people: int = 600, **figures: Any) -> tuple[VillageSpec, ...]:
    """Return the villages of a county, all alike on paper."""
    return tuple(village(number, people, **figures) for number in range(villages))


STANDARD = county()
TINY = county(4, 60)
"""For money alone, which needs no crowd."""


@lru_cache(maxsize=64)
def burned(seed: int, villages: tuple[VillageSpec, ...], changed: Pairs) -> World:
    """Return a county after one year under the status quo; never stepped further, only cloned."""
    settings = Settings(
        population=Population(villages=villages), horizon=Horizon(years=1, burn_in_years=1),
        behaviour=dict(changed), reference=STATUS_QUO, programmes=STATUS_QUO,
    )  # fmt: skip
    world = World.build(settings, seed)
    world.archive = Archive()
    while world.now < world.begin:
        world.step()
    return world


def live(
    seed: int, *programmes: Programme, villages: tuple[VillageSpec, ...] = STANDARD, years: int = 2,
    behaving: Change | None = None, neutral: Change | None = None, prepare: Prepare | None = None,
) -> World:  # fmt: skip
    """Return the county at the end of one arm; one kept from before if at hand, so never to be changed.

    Parameters
    ----------
    programmes
        What comes on top of the status quo, or takes the place of one of its policies.
    behaving
        Behaviour parameters, in force from the burn-in on, within their bounds.
    neutral
        Parameters of a mechanism switched off at the policy start, beyond their bounds if need be.
    prepare
        Called on the world at the policy start.
    """
    arm = tuple(programme.model_dump_json() for programme in programmes)
    changed = tuple(sorted({**LIVELY, **(behaving or {})}.items()))
    return _live(seed, arm, villages, years, changed, tuple(sorted((neutral or {}).items())), prepare)


@lru_cache(maxsize=32)
def _live(
    seed: int, arm: tuple[str, ...], villages: tuple[VillageSpec, ...], years: int, changed: Pairs, neutral: Pairs,
    prepare: Prepare | None,
) -> World:  # fmt: skip
    world = burned(seed, villages, changed).clone()
    world.b = behave(dict(changed), dict(neutral))
    programmes = [Programme.model_validate_json(text) for text in arm]
    named = {programme.policy for programme in programmes}
    chosen = (*(item for item in STATUS_QUO if item.policy not in named), *programmes)
    horizon = world.settings.horizon.model_copy(update={"years": years})
    world.adopt(world.settings.model_copy(update={"programmes": chosen, "horizon": horizon}))
    if prepare is not None:
        prepare(world)
    while world.now < world.end:
        world.step()
    return world


def behave(changed: Change, neutral: Change) -> SimpleNamespace:
    """Return behaviour parameters with some mechanisms made neutral."""
    parameters: SimpleNamespace = behaviour(changed)
    for key, value in neutral.items():
        group, _, name = key.partition(".")
        setattr(getattr(parameters, group), name, value)
    return parameters


def outcome(world: World, name: str) -> float:
    """Return a county outcome of a finished run."""
    return measure(world).outcomes[name]


def disputes_of(world: World) -> Table:
    """Return all disputes of an arm and its past."""
    assert world.archive is not None
    return world.archive.whole("disputes", world.disputes)


def found_at_visits(world: World) -> float:
    """Return the share of disputes of the period that came to light at a linked visit."""
    disputes = disputes_of(world)
    return float(disputes.by_visit[cohort(world, disputes)].mean())


def settled_low(world: World) -> float:
    """Return the share settled in the village among settled disputes that nobody referred or petitioned over."""
    disputes = disputes_of(world)
    mine = cohort(world, disputes) & (disputes.first_settled >= 0) & (disputes.route != 3) & (disputes.petitioned < 0)
    return float((disputes.settled_level[mine] <= 2).mean())


def quarters(world: World, name: str, over: str, first: int, last: int) -> float:
    """Return one recorded quantity over another, summed over quarters of the policy period."""
    starts = [int(start) for start in world.record["quarter"]]
    begin = next(place for place, start in enumerate(starts) if start >= world.begin)
    span = slice(begin + first, begin + last)
    return float(np.sum(world.record[name][span]) / np.sum(world.record[over][span]))
