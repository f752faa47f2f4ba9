"""The county as a Mesa model: a shell over `World` whose agents are light views of rows."""

from typing import Any
from weakref import WeakValueDictionary

import mesa
import numpy as np

from model.agents import Cohort, GridWorker, Member, Secretary, Villager
from model.columns import Array
from model.errors import LifecycleError, Problem
from model.schedule import SCHEDULE
from model.settings import Settings
from model.tables import AWAY, RESIDENT
from model.world import World

TYPES: tuple[type[Villager], ...] = (Secretary, GridWorker, Member, Villager)
"""Agent types, the most particular first; a secretary is a member is a villager."""


class County(mesa.Model):
    """A county that steps dekad by dekad and whose people are Mesa agents.

    Parameters
    ----------
    settings : Settings
        Population, behaviour, programmes, horizon.
    seed : int
        Names the run's luck (and its people, unless ``settings.world_seed`` fixes them).
    world : World, optional
        A world to show instead of building one.
    """

    behaviours = Villager.BEHAVIOURS

    def __init__(self, settings: Settings, seed: int = 1, *, world: World | None = None) -> None:
        super().__init__(rng=int(seed))
        self.world = World.build(settings, seed) if world is None else world
        if world is None:
            self.world.adopt(settings)
        self._made: WeakValueDictionary[tuple[int, type[Villager]], Villager] = WeakValueDictionary()

    def step(self) -> None:
        """Live through one dekad."""
        self.world.step()

    @property
    def agents(self) -> Cohort:
        """Everybody registered, at home or away."""
        status = self.world.people.status
        return Cohort(self, np.flatnonzero((status == RESIDENT) | (status == AWAY)), Villager)

    @property
    def agents_by_type(self) -> dict[type[Villager], Cohort]:
        """Cohorts by type, inclusive: members hold secretaries, villagers hold everybody."""
        everybody = self.agents
        role = self.world.people.role[everybody.rows]
        return {
            kind: Cohort(self, everybody.rows[(role & kind.bit) > 0] if kind.bit else everybody.rows, kind)
            for kind in reversed(TYPES)
        }

    @property
    def agent_types(self) -> list[type[Villager]]:
        """The types of agents there are."""
        return list(reversed(TYPES))

    def agent(self, row: int, kind: type[Villager] | None = None) -> Villager:
        """Return the view of one person, of the given type or of the most particular one that fits."""
        role = int(self.world.people.role[row])
        if kind is None or kind is Villager:
            kind = next(each for each in TYPES if not each.bit or role & each.bit)
        view = self._made.get((int(row), kind))
        if view is None:
            view = self._made[int(row), kind] = kind(self, int(row))
        return view

    def decide(self, phase: str, intent: str, rows: Any) -> Array:
        """Run one decide phase for some rows from the state as it stands and return what they intend.

        Raises
        ------
        LifecycleError
            No dekad has been lived yet, so nobody has met anybody.
        """
        if not vars(self.world.tick):
            values = {"call": intent, "state": "built", "allowed": "running", "todo": "call step() first"}
            raise LifecycleError(Problem("wrong_state", values))
        chosen = next(item for item in SCHEDULE if item.name == phase)
        picked = np.asarray(rows, dtype=np.int64)
        self.world.do(chosen, lambda _phase, _count: [picked])
        return np.asarray(self.world.intents[intent][picked])
