"""One village in the making: its specification, its chance, and the tables that fill up step by step."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from model.chance import combine, normal, salt, text_key, uniform
from model.columns import Array, Keys, Reals, Rows, Table
from model.settings import VillageSpec
from model.tables import HOUSEHOLDS, PEOPLE

# Place of a person in the household; the order is the order of birth numbers within it.
ELDER, MIDDLE, SIBLING, CHILD = 0, 1, 2, 3


def _empty(dtype: str) -> Array:
    return np.empty(0, dtype=dtype)


@dataclass
class Draft:
    """A village under construction; every row number in it counts from the village's own first row.

    ``p`` holds the parameters of group ``population``, ``economy`` those of group ``economy``.  ``age`` (years),
    ``generation`` and the like are scaffolding that later steps read and no table keeps.
    """

    spec: VillageSpec
    seed: int
    start: int
    p: Any
    economy: Any
    key: int = 0
    households: Table = field(init=False)
    people: Table = field(init=False)
    village: dict[str, float] = field(default_factory=dict)
    size: Rows = field(default_factory=lambda: _empty("i8"))
    """Registered people, one figure per household."""
    age: Reals = field(default_factory=lambda: _empty("f8"))
    generation: Array = field(default_factory=lambda: _empty("i1"))
    spouse: Array = field(default_factory=lambda: _empty("?"))
    """Whether the person is one of a couple of the household."""
    in_school: Array = field(default_factory=lambda: _empty("?"))
    workers: Rows = field(default_factory=lambda: _empty("i8"))
    """Person row of each grid's worker, -1 where there is none."""
    secretary: int = -1
    indptr: Array = field(default_factory=lambda: _empty("i4"))
    indices: Array = field(default_factory=lambda: _empty("i4"))

    def __post_init__(self) -> None:
        self.key = text_key(self.spec.id)
        self.households = Table(HOUSEHOLDS, self.spec.households)
        self.people = Table(PEOPLE, self.spec.population)
        self.households.key = combine(self.key, np.arange(self.spec.households, dtype=np.uint64))

    def chance(self, keys: Keys, process: str) -> Reals:
        """Return one uniform draw in (0, 1) per key for a process of the synthesis."""
        return uniform(keys, salt(self.seed, f"synthesis:{process}", 0))

    def luck(self, process: str) -> Reals:
        """Return one uniform draw per person."""
        return self.chance(self.people.key, process)

    def bell(self, process: str) -> Reals:
        """Return one standard normal draw per person."""
        return normal(self.people.key, salt(self.seed, f"synthesis:{process}", 0))

    def house_luck(self, process: str) -> Reals:
        """Return one uniform draw per household."""
        return self.chance(self.households.key, process)

    def house_bell(self, process: str) -> Reals:
        """Return one standard normal draw per household."""
        return normal(self.households.key, salt(self.seed, f"synthesis:{process}", 0))

    def village_bell(self, process: str) -> float:
        """Return the village's standard normal draw."""
        key = np.array([self.key], dtype=np.uint64)
        return float(normal(key, salt(self.seed, f"synthesis:{process}", 0))[0])
