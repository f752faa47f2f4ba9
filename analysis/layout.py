"""Which rows of a design belong together: base samples, trajectories, curves; and which points were drawn apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.design import Design

Values = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Sobol:
    """Values of complete base samples of a Saltelli design; the last axis is replications."""

    a: Values
    b: Values
    ab: Values
    """Shape (samples, factors, replications): A with one factor of B."""
    ba: Values | None
    """B with one factor of A, where the design has second order."""
    levers: Values | None
    """A with the levers of B, where the design has those rows."""
    twin: Values | None
    """A with other luck, where the design has those rows."""

    def first(self, n: int) -> "Sobol":
        """Return the first ``n`` base samples."""
        cut = [None if part is None else part[:n] for part in (self.ba, self.levers, self.twin)]
        return Sobol(self.a[:n], self.b[:n], self.ab[:n], *cut)


def blocks(design: Design) -> Rows:
    """Return the rows of each base sample, trajectory, curve or point: shape (samples, rows of one).

    A run that fails takes its whole block along: what is left of it cannot be analysed.
    """
    base = design.base
    if design.kind == "fast":
        return np.arange(design.rows).reshape(-1, base)
    if design.kind not in {"sobol", "morris"}:
        return np.arange(design.rows)[:, None]
    size = block_size(design)
    main = np.arange(base * size).reshape(base, size)
    tails = np.arange(base * size, design.rows).reshape(-1, base).T
    return np.concatenate([main, tails], axis=1)


def block_size(design: Design) -> int:
    """Return how many rows a base sample or trajectory has, rows of kinds and of other luck left out."""
    factors = len(design.groups)
    if design.kind == "morris":
        return factors + 1
    return (2 * factors if design.second_order else factors) + 2


def sobol_parts(design: Design, values: Values, kept: Rows) -> Sobol:
    """Take a Saltelli design apart; ``values`` has shape (rows, replications), ``kept`` the complete base samples."""
    factors, size = len(design.groups), block_size(design)
    rows = values[blocks(design)[kept]]
    ba = rows[:, 1 + factors : 1 + 2 * factors] if design.second_order else None
    levers = rows[:, size] if design.kinds else None
    twin = rows[:, -1] if design.dummy == "luck" else None
    return Sobol(rows[:, 0], rows[:, size - 1], rows[:, 1 : 1 + factors], ba, levers, twin)


def sampled_rows(design: Design, kept: Rows) -> Rows:
    """Return the rows that sample the space of factors, of the blocks that are kept.

    Of a Saltelli design A and B, which are drawn apart from each other; of others all but those with other luck.
    """
    rows = blocks(design)[kept]
    if design.kind == "sobol":
        return np.sort(rows[:, [0, block_size(design) - 1]].ravel())
    if design.kind == "morris":
        rows = rows[:, : block_size(design)]
    return np.sort(rows.ravel())


def owner(design: Design) -> Rows:
    """Return the number of the block of every row; rows of one block share coordinates."""
    found = np.zeros(design.rows, dtype=np.int64)
    for number, rows in enumerate(blocks(design)):
        found[rows] = number
    return found
