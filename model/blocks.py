"""A county in blocks of whole townships that step side by side; what the county shares is settled between them.

Nothing a block phase does looks past its townships, so how a county is cut changes no bit; the phases of county scope
gather village columns in roster order, decide for the whole county, and hand the result back.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from model.columns import Array, Rows
from model.cut import husk, join, part
from model.programmes import plan_changes
from model.schedule import SCHEDULE
from model.settings import Population, Settings, VillageSpec
from model.shocks import plan_shocks
from model.synthesis import Synthetic

if TYPE_CHECKING:
    from model.world import World

Make = Callable[[Settings, int], Synthetic]
"""Settings and seed in, people out."""
PEOPLE_A_BLOCK = 100_000
"""Registered people from which a block is full; where it comes from is told in docs/benchmarks.md."""


class Blocks:
    """The worlds of one county, each some whole townships, and where their villages stand in the county's roster.

    ``place[k]`` holds the roster rows of the villages of ``worlds[k]``.
    """

    def __init__(self, worlds: Sequence["World"], place: Sequence[Rows] | None = None) -> None:
        self.worlds = tuple(worlds)
        lone = [np.arange(len(world.villages)) for world in self.worlds]
        self.place = tuple(lone if place is None else place)
        self.villages = sum(len(rows) for rows in self.place)

    @classmethod
    def build(cls, settings: Settings, seed: int, people: int = PEOPLE_A_BLOCK, make: Make | None = None) -> "Blocks":
        """Return the county on the first dekad of the burn-in, in blocks of about ``people`` registered people.

        ``make`` gives the people of a block (built anew by default); what it gives is taken over.

        Raises
        ------
        ParameterError
            A behaviour parameter or policy is unknown or out of bounds.
        """
        place = cut_roster(settings.population.villages, people)
        return cls([build_block(settings, seed, rows, make) for rows in place], place)

    @property
    def now(self) -> int:
        """Return the dekad that comes next."""
        return self.worlds[0].now

    def step(self) -> None:
        """Live through one dekad: block after block, and the county between blocks, in the order of the schedule.

        Raises
        ------
        LifecycleError
            The run is over.
        """
        for world in self.worlds:
            world.open_dekad()
        for scope, phases in segments():
            if scope == "county":
                for phase in phases:
                    phase.act(self)
                continue
            for world in self.worlds:
                for phase in phases:
                    world.do(phase)
        for world in self.worlds:
            world.now += 1

    def adopt(self, settings: Settings) -> None:
        """Take up a scenario that shares this county's past; its programmes start on their dates.

        Raises
        ------
        LifecycleError
            The policy period has begun already.
        """
        changes, shocks = plan_changes(self, settings), plan_shocks(self, settings)
        for world, rows in zip(self.worlds, self.place, strict=True):
            mine = itemgetter(rows)
            world.take_up(settings, [change.map(mine) for change in changes], [shock.map(mine) for shock in shocks])

    def clone(self) -> "Blocks":
        """Return an independent copy that shares only what never changes."""
        return Blocks([world.clone() for world in self.worlds], self.place)

    def join(self) -> "World":
        """Return the county as one world, its villages in roster order."""
        return in_roster_order(self.worlds, self.place)

    def remains(self) -> "World":
        """Return what is left to be measured of a county that has ended, as one world without people."""
        return in_roster_order([husk(world) for world in self.worlds], self.place)

    def gather(self, of: Callable[["World"], Array]) -> Array:
        """Return ``of`` (one value a village of each block) for all villages of the county, in roster order."""
        if len(self.worlds) == 1:
            return of(self.worlds[0])
        held = [of(world) for world in self.worlds]
        whole = np.empty(self.villages, dtype=held[0].dtype)
        for rows, values in zip(self.place, held, strict=True):
            whole[rows] = values
        return whole

    def hand_back(self, whole: Array) -> Iterable[tuple["World", Array]]:
        """Return every block with its villages' part of ``whole`` (one value a village, in roster order)."""
        return [(world, whole[rows]) for world, rows in zip(self.worlds, self.place, strict=True)]


@cache
def segments() -> list[tuple[str, list[Any]]]:
    """Return the schedule as runs of phases of one scope, in order."""
    return [(scope, list(phases)) for scope, phases in groupby(SCHEDULE, key=lambda phase: phase.scope)]


def in_roster_order(worlds: Sequence["World"], place: Sequence[Rows]) -> "World":
    """Return one world of the villages of all, in the order of the county's roster."""
    if len(worlds) == 1:
        return worlds[0]
    return part(join(worlds, pools_apart=False), np.argsort(np.concatenate(place)))


def cut_roster(villages: Sequence[VillageSpec], people: int) -> list[Rows]:
    """Return the roster rows of each block: townships in the order of the roster, until a block is full."""
    by_township: dict[str, list[int]] = {}
    for row, spec in enumerate(villages):
        by_township.setdefault(spec.township, []).append(row)
    blocks: list[list[int]] = []
    held = people
    for rows in by_township.values():
        if held >= people:
            blocks.append([])
            held = 0
        blocks[-1].extend(rows)
        held += sum(villages[row].population for row in rows)
    return [np.array(sorted(rows), dtype=np.int64) for rows in blocks]


def build_block(settings: Settings, seed: int, rows: Rows, make: Make | None = None) -> "World":
    """Return the world of some whole townships of a county; ``make`` gives its people (built anew by default)."""
    from model.world import World, people_of

    everybody = settings.population
    chosen = Population(
        villages=tuple(everybody.villages[row] for row in rows), county_coupling=everybody.county_coupling
    )
    own = settings.model_copy(update={"population": chosen})
    world = World.from_population(own, seed, (make or people_of)(own, seed))
    if not everybody.county_coupling:
        names = list(dict.fromkeys(spec.township for spec in everybody.villages))
        world.villages.pool = [names.index(spec.township) for spec in chosen.villages]
    return world
