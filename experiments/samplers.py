"""How designs are drawn: lists and grids by hand, the rest by SALib and scipy; one recipe always gives one design."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from experiments.design import Design, DesignKind, Dummy
from experiments.factors import Factor, Value
from model.errors import ParameterError, Problem

FAST_HARMONICS = 4
FAST_LEAST = 4 * FAST_HARMONICS**2 + 1
"""Fewest rows a curve from which FAST can tell its harmonics apart."""
LARGEST = 20_000_000
"""Cells (rows times factors) a design may have: 160 MB."""
WORTH_SPREADING = 5_000
"""Cells up to which a Latin hypercube is spread evenly by exchanges; beyond, it takes long and gains little."""

Table = tuple[tuple[Value | None, ...], ...]


@dataclass(frozen=True)
class Recipe:
    """All a design is made from besides its factors; each kind reads what concerns it."""

    kind: DesignKind
    samples: int = 0
    """Points, base samples or rows a curve."""
    trajectories: int = 0
    levels: int = 0
    """Of a Morris grid, or of ranges in a factorial and a one-at-a-time design."""
    second_order: bool = False
    groups: bool = False
    dummy: bool = True
    seed: int = 1
    table: Table = ()
    """Rows of a design that was read from a file."""
    middle: bool = False
    """Whether a factor that is not varied stands in its middle instead of being left out."""


def draw(recipe: Recipe, factors: Sequence[Factor]) -> Design:
    """Return the design of a recipe.

    Raises
    ------
    ParameterError
        The design would not fit into memory, or the sampler cannot make it of so many samples.
    """
    problems = faults(recipe, factors)
    if problems:
        raise ParameterError(*problems)
    return _DRAWERS[recipe.kind](recipe, tuple(factors))


def count(recipe: Recipe, factors: Sequence[Factor]) -> int:
    """Return how many rows a design has, without drawing it."""
    groups = len(_groups(factors)) if recipe.groups else len(factors)
    if recipe.kind in ("replications", "csv"):
        return len(recipe.table) or 1
    if recipe.kind == "factorial":
        return math.prod(len(factor.spread(recipe.levels)) for factor in factors)
    if recipe.kind == "one_at_a_time":
        return 1 + sum(len(factor.spread(recipe.levels)) for factor in factors)
    if recipe.kind == "sobol":
        a_sample = 2 + groups * (2 if recipe.second_order else 1) + _splits_kinds(factors) + recipe.dummy
        return recipe.samples * a_sample
    if recipe.kind == "morris":
        return recipe.trajectories * (groups + 1 + recipe.dummy)
    if recipe.kind == "fast":
        return recipe.samples * (len(factors) + recipe.dummy)
    return recipe.samples


def faults(recipe: Recipe, factors: Sequence[Factor]) -> list[Problem]:
    """Return why a design cannot be drawn."""
    rows, cells = count(recipe, factors), max(len(factors), 1)
    found = []
    if rows * cells > LARGEST:
        values = {"came": rows, "factors": len(factors), "high": LARGEST // cells}
        found.append(Problem("design_too_big", values, key="design"))
    if recipe.kind in ("sobol", "sobol_sequence") and recipe.samples & (recipe.samples - 1):
        below = 1 << (recipe.samples.bit_length() - 1)
        values = {"came": recipe.samples, "low": below, "high": 2 * below}
        found.append(Problem("design_not_a_power", values, key="design.samples"))
    if recipe.kind == "fast" and recipe.samples < FAST_LEAST:
        values = {"came": recipe.samples, "low": FAST_LEAST}
        found.append(Problem("design_too_few", values, key="design.samples"))
    if recipe.kind == "morris" and recipe.levels % 2:
        values = {"came": recipe.levels, "low": recipe.levels - 1, "high": recipe.levels + 1}
        found.append(Problem("design_not_even", values, key="design.levels"))
    return found


def _replications(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    return Design(recipe.kind, factors, table=((),), base=1)


def _listed(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    return Design(recipe.kind, factors, table=recipe.table, base=len(recipe.table))


def _factorial(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    table = tuple(product(*(factor.spread(recipe.levels) for factor in factors)))
    return Design(recipe.kind, factors, table=table, base=len(table))


def _one_at_a_time(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    """Return a first row in which nothing is varied, then every value of every factor with the others at rest."""
    rest = tuple(factor.middle if recipe.middle else None for factor in factors)
    table: list[tuple[Value | None, ...]] = [rest]
    for at, factor in enumerate(factors):
        table += [(*rest[:at], value, *rest[at + 1 :]) for value in factor.spread(recipe.levels)]
    return Design(recipe.kind, factors, table=tuple(table), base=len(table))


def _latin_hypercube(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    from scipy.stats import qmc

    spread = "random-cd" if 1 < recipe.samples <= WORTH_SPREADING // max(len(factors), 1) else None
    sampler = qmc.LatinHypercube(d=len(factors), optimization=spread, rng=np.random.default_rng(recipe.seed))
    return Design(recipe.kind, factors, places=sampler.random(recipe.samples), base=recipe.samples)


def _sobol_sequence(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    from scipy.stats import qmc

    sampler = qmc.Sobol(d=len(factors), rng=np.random.default_rng(recipe.seed))
    return Design(recipe.kind, factors, places=sampler.random(recipe.samples), base=recipe.samples)


def _sobol(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    from SALib.sample import sobol

    places = sobol.sample(
        _problem(factors, grouped=recipe.groups),
        recipe.samples,
        calc_second_order=recipe.second_order,
        seed=np.random.default_rng(recipe.seed),
    )
    a_sample = len(places) // recipe.samples
    first, last = places[::a_sample], places[a_sample - 1 :: a_sample]
    blocks, kinds = [places], _splits_kinds(factors)
    if kinds:
        levers = [factor.kind == "lever" for factor in factors]
        blocks.append(np.where(levers, last, first))
    return _with_luck(recipe, factors, blocks, first, kinds=kinds, base=recipe.samples)


def _morris(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    from SALib.sample.morris import sample

    generator = np.random.default_rng(recipe.seed)
    problem = _problem(factors, grouped=recipe.groups)
    drawn = sample(problem, recipe.trajectories, num_levels=recipe.levels, seed=generator)
    # Rounding errors off the grid would put one place into two parts of a list.
    places = np.round(drawn * (recipe.levels - 1)) / (recipe.levels - 1)
    first = places[:: len(places) // recipe.trajectories]
    return _with_luck(recipe, factors, [places], first, kinds=False, base=recipe.trajectories)


def _fast(recipe: Recipe, factors: tuple[Factor, ...]) -> Design:
    from SALib.sample import fast_sampler

    columns = len(factors) + recipe.dummy
    problem = {"num_vars": columns, "names": list(map(str, range(columns))), "bounds": [[0.0, 1.0]] * columns}
    generator = np.random.default_rng(recipe.seed)
    places = fast_sampler.sample(problem, recipe.samples, M=FAST_HARMONICS, seed=generator)
    return Design(
        recipe.kind, factors, places=places, base=recipe.samples, dummy="column" if recipe.dummy else "",
        luck=np.zeros(len(places), dtype=np.int8),
    )  # fmt: skip


def _with_luck(
    recipe: Recipe, factors: tuple[Factor, ...], blocks: list[np.ndarray], again: np.ndarray, *, kinds: bool, base: int
) -> Design:
    """Return a design of these blocks of rows and, where a dummy is wanted, rows ``again`` with other luck."""
    dummy: Dummy = "luck" if recipe.dummy else ""
    known = sum(map(len, blocks))
    places = np.concatenate([*blocks, again] if recipe.dummy else blocks)
    luck = np.zeros(len(places), dtype=np.int8)
    luck[known:] = 1
    return Design(
        recipe.kind, factors, places=places, base=base, levels=recipe.levels, second_order=recipe.second_order,
        kinds=kinds, dummy=dummy, grouped=recipe.groups, luck=luck,
    )  # fmt: skip


def _groups(factors: Sequence[Factor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(factor.group or factor.name for factor in factors))


def _splits_kinds(factors: Sequence[Factor]) -> bool:
    """Return whether there are levers and others, so that what each does together can be told apart."""
    return len({factor.kind == "lever" for factor in factors}) > 1


def _problem(factors: Sequence[Factor], *, grouped: bool) -> dict[str, Any]:
    names = [factor.name for factor in factors]
    problem: dict[str, Any] = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    if grouped:
        problem["groups"] = [factor.group or factor.name for factor in factors]
    return problem


_DRAWERS = {
    "replications": _replications,
    "factorial": _factorial,
    "one_at_a_time": _one_at_a_time,
    "latin_hypercube": _latin_hypercube,
    "sobol_sequence": _sobol_sequence,
    "sobol": _sobol,
    "morris": _morris,
    "fast": _fast,
    "csv": _listed,
}
