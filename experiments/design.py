"""The design of a study: which points of the space of its factors are run, in an order that analyses rely on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from experiments.factors import Factor, Value

DesignKind = Literal[
    "replications", "factorial", "one_at_a_time", "latin_hypercube", "sobol_sequence", "sobol", "morris", "fast", "csv"
]
Dummy = Literal["", "luck", "column"]


@dataclass(frozen=True, eq=False)
class Design:
    """Rows of factor values.

    Order of rows: 'sobol' is SALib's Saltelli order (for each of ``base`` samples A, then AB of every group, with
    ``second_order`` BA of every group, then B), then, with ``kinds``, ``base`` rows A with the levers of B, then, with
    ``dummy`` 'luck', ``base`` rows A once more with other luck.  'morris' is ``base`` trajectories of groups + 1 rows,
    then, with ``dummy`` 'luck', the first row of each trajectory once more with other luck.  'fast' is one curve of
    ``base`` rows a factor, the last of them that of the dummy where ``dummy`` is 'column'.
    """

    kind: DesignKind
    factors: tuple[Factor, ...]
    places: np.ndarray | None = None
    """Shape (rows, factors), in [0, 1]; with ``dummy`` 'column' one column more. None where values are listed."""
    table: tuple[tuple[Value | None, ...], ...] = ()
    """Shape (rows, factors), of designs that list values; None leaves a factor as the scenario has it."""
    base: int = 0
    """Base samples, trajectories, rows a curve, or points."""
    levels: int = 4
    """Of a Morris design."""
    second_order: bool = False
    kinds: bool = False
    """Whether rows are there that split levers from uncertainties."""
    dummy: Dummy = ""
    grouped: bool = False
    """Whether factors of one group move together."""
    luck: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int8))
    """Shape (rows,); 0 for the seeds of the study, 1 for others, which tell what luck alone does."""

    @property
    def rows(self) -> int:
        """How many points there are."""
        return len(self.table) if self.places is None else len(self.places)

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of what indices are for: the groups where factors are grouped, else the factors, each once."""
        names = (factor.group or factor.name if self.grouped else factor.name for factor in self.factors)
        return tuple(dict.fromkeys(names))

    def row(self, number: int) -> dict[str, Value]:
        """Return the values of one point by factor name, without the dummy and what is left as the scenario has it."""
        values: Iterator[Value | None]
        if self.places is None:
            values = iter(self.table[number])
        else:
            places = self.places[number].tolist()
            values = (factor.value(place) for factor, place in zip(self.factors, places, strict=False))
        named = zip(self.factors, values, strict=True)
        return {factor.name: value for factor, value in named if value is not None}

    def luck_of(self, number: int) -> int:
        """Return the luck of one point: 0 for the seeds of the study, 1 for others."""
        return int(self.luck[number]) if len(self.luck) else 0
