"""Scenario discovery: under which conditions a policy misses its target, as a few ranges that people can read.

A small decision tree parts the points that miss the target from those that reach it; its leaves are boxes. A tree
always finds something, so a box counts only where the tree also foretells points it has not seen better than chance.

References
----------
Lempert, R. J., Bryant, B. P., Bankes, S. C. (2008). Comparing algorithms for scenario discovery. RAND WR-557-NSF.
Breiman, L. et al. (1984). Classification and regression trees. Wadsworth.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import binomtest, fisher_exact

from analysis.layout import Rows, owner, sampled_rows
from analysis.noise import variance
from experiments.design import Design
from experiments.factors import Factor, Value
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

DEPTH = 3
LEAF_SHARE = 0.05
FOLDS, REPEATS = 5, 4
LEAST, LEAST_EACH = 40, 8
"""Points in all, and on either side of the target, below which nothing can be found."""
ALIKE = 0.05
"""Sister leaves whose shares do not differ at this level are one box."""
CHANCE = 0.5
"""Balanced accuracy of guessing."""


@dataclass(frozen=True)
class Target:
    """What a policy has to reach."""

    outcome: str
    sense: Literal["at_least", "at_most"]
    threshold: float

    def missed(self, values: Values) -> Mask:
        """Say of each value whether it misses the target."""
        found: Mask = values < self.threshold if self.sense == "at_least" else values > self.threshold
        return found


@dataclass(frozen=True)
class Limit:
    """What a box says of one factor: a range, in its unit, or the words it may be."""

    factor: str
    low: float | None = None
    high: float | None = None
    """Ends of the range, None where it is open; a point lies above ``low`` and at ``high`` or below."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Box:
    """A part of the space of factors in which the target is missed more often than elsewhere."""

    limits: tuple[Limit, ...]
    count: int
    missed: int
    density: float
    """Share of the points in the box that miss the target, and its 95 % interval (Clopper and Pearson)."""
    low: float
    high: float
    coverage: float
    """Share of all points that miss the target which lie in the box."""


@dataclass(frozen=True)
class Discovery:
    """Where a target is missed, and how far this can be trusted."""

    target: Target
    count: int
    missed: int
    dropped: tuple[int, ...]
    """Rows left out because a run failed."""
    near: int | None
    """Points whose mean lies within one standard error of the threshold; None with one replication."""
    accuracy: float
    """Balanced accuracy on points the tree has not seen; 0.5 is guessing."""
    accuracy_low: float
    """Lower end of its one-sided 95 % interval."""
    better_than_chance: bool
    boxes: tuple[Box, ...]
    """Densest first; none where no rule is better than chance."""
    replications: int


@dataclass(frozen=True)
class _Column:
    """A column that the tree sees: a number, or whether a factor is a certain word."""

    factor: str
    word: str | None
    values: Values


def discover(design: Design, values: Values, target: Target, *, seed: int = 1) -> Discovery:
    """Find the conditions under which a target is missed.

    Parameters
    ----------
    design
        The design that was run; of a Saltelli design the points A and B are used.
    values
        Shape (rows, replications), the outcome of the target; NaN where a run failed. A point misses the target
        where its mean over replications does.

    Raises
    ------
    ParameterError
        No factor varies, or too few points are complete or lie on either side of the threshold.
    """
    if not design.factors or design.rows < 2:
        raise ParameterError(Problem("discovery_no_numbers", {"kind": design.kind, "factors": len(design.factors)}))
    rows, dropped, runs = _complete(design, values)
    missed = target.missed(runs.mean(axis=1)) if len(rows) else np.zeros(0, dtype=np.bool_)
    count, failing = len(rows), int(missed.sum())
    empty = Discovery(target, count, failing, dropped, _near(runs, target), CHANCE, CHANCE, False, (), runs.shape[1])
    if failing == 0 or failing == count:
        return empty if count else _refuse(count, failing)
    if count < LEAST or min(failing, count - failing) < LEAST_EACH:
        return _refuse(count, failing)
    columns = _columns(design, rows)
    table = np.stack([column.values for column in columns], axis=1)
    accuracy, low = _foretell(table, missed, owner(design)[rows], seed)
    found = replace(empty, accuracy=accuracy, accuracy_low=low, better_than_chance=low > CHANCE)
    return replace(found, boxes=_boxes(table, missed, columns, seed)) if found.better_than_chance else found


def _refuse(count: int, failing: int) -> Discovery:
    values = {"came": count, "failing": failing, "least": LEAST, "each": LEAST_EACH}
    raise ParameterError(Problem("discovery_too_few", values))


def _complete(design: Design, values: Values) -> tuple[Rows, tuple[int, ...], Values]:
    found = np.asarray(values, dtype=np.float64)
    found = found[:, None] if found.ndim == 1 else found
    if len(found) != design.rows:
        raise ParameterError(Problem("sensitivity_shape", {"came": len(found), "rows": design.rows}))
    everyone = np.arange(int(owner(design).max()) + 1)
    rows = sampled_rows(design, everyone)
    whole = np.isfinite(found[rows]).all(axis=1)
    return rows[whole], tuple(int(row) for row in rows[~whole]), found[rows[whole]]


def _near(runs: Values, target: Target) -> int | None:
    if runs.shape[1] < 2:
        return None
    return int((np.abs(runs.mean(axis=1) - target.threshold) <= np.sqrt(variance(runs))).sum())


def _columns(design: Design, rows: Rows) -> list[_Column]:
    """Return what the tree sees: numbers as they are, words one column each."""
    points = [design.row(int(row)) for row in rows]
    found = []
    for factor in design.factors:
        given = [point.get(factor.name, "–") for point in points]
        if all(isinstance(value, int | float) for value in given):
            found.append(_Column(factor.name, None, np.array(given, dtype=np.float64)))
        else:
            named = [str(value) for value in given]
            found += [
                _Column(factor.name, word, np.array([name == word for name in named], dtype=np.float64))
                for word in dict.fromkeys(named)
            ]
    return found


def _tree(count: int, seed: int) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    leaf = max(4, math.ceil(LEAF_SHARE * count))
    return DecisionTreeClassifier(
        max_depth=DEPTH, min_samples_leaf=leaf, class_weight="balanced", random_state=seed % 2**32
    )


def _foretell(table: Values, missed: Mask, groups: Rows, seed: int) -> tuple[float, float]:
    """Return the balanced accuracy on points left out, and the lower end of its one-sided 95 % interval.

    Points that share coordinates are left out together. Folds are drawn several times and averaged; the interval
    counts every point once.
    """
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    alone = len(np.unique(groups)) == len(groups)
    splitter = StratifiedKFold if alone else StratifiedGroupKFold
    votes = np.zeros(len(missed))
    for repeat in range(REPEATS):
        folds = splitter(n_splits=FOLDS, shuffle=True, random_state=(seed + repeat) % 2**32)
        for learn, test in folds.split(table, missed, None if alone else groups):
            tree = _tree(len(learn), seed).fit(table[learn], missed[learn])
            votes[test] += tree.predict(table[test]) == missed[test]
    shares = votes / REPEATS
    sides = [shares[missed], shares[~missed]]
    accuracy = float(np.mean([side.mean() for side in sides]))
    error = 0.5 * math.sqrt(sum(max(side.mean() * (1 - side.mean()), 1e-4) / len(side) for side in sides))
    return accuracy, accuracy - float(ndtri(0.95)) * error


def _boxes(table: Values, missed: Mask, columns: Sequence[_Column], seed: int) -> tuple[Box, ...]:
    tree = _tree(len(missed), seed).fit(table, missed).tree_
    usual = missed.mean()
    path = np.asarray(tree.decision_path(table.astype(np.float32)).todense(), dtype=bool)
    found = []
    for node, steps in _leaves(tree, path, missed, 0, ()):
        inside = path[:, node]
        count, failing = int(inside.sum()), int(missed[inside].sum())
        if failing <= usual * count:
            continue
        ends = binomtest(failing, count).proportion_ci(0.95, method="exact")
        found.append(Box(_limits(steps, columns), count, failing, failing / count, float(ends.low), float(ends.high),
                         failing / int(missed.sum())))  # fmt: skip
    return tuple(sorted(found, key=lambda box: (-box.density, -box.count)))


Step = tuple[int, float, bool]
"""Column, threshold, and whether the point lies above it."""


def _leaves(
    tree: Any, path: Mask, missed: Mask, node: int, steps: tuple[Step, ...]
) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """Return the leaves below a node with the steps that lead there; sister leaves that are alike count as one."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left < 0:
        yield node, steps
        return
    column, threshold = int(tree.feature[node]), float(tree.threshold[node])
    below = list(_leaves(tree, path, missed, left, (*steps, (column, threshold, False))))
    above = list(_leaves(tree, path, missed, right, (*steps, (column, threshold, True))))
    ends = [found for found, _ in (*below, *above)]
    if ends == [left, right] and _alike(missed[path[:, left]], missed[path[:, right]]):
        yield node, steps
    else:
        yield from (*below, *above)


def _alike(one: Mask, other: Mask) -> bool:
    table = [[int(side.sum()), int((~side).sum())] for side in (one, other)]
    return float(fisher_exact(table)[1]) > ALIKE


def _limits(steps: Sequence[Step], columns: Sequence[_Column]) -> tuple[Limit, ...]:
    """Return what the steps to a leaf say of each factor, in the order in which they first ask for it."""
    found: dict[str, Limit] = {}
    for number, threshold, above in steps:
        column = columns[number]
        known = found.get(column.factor, Limit(column.factor))
        if column.word is not None:
            words = known.words or tuple(c.word for c in columns if c.factor == column.factor and c.word is not None)
            found[column.factor] = replace(known, words=tuple(w for w in words if (w == column.word) == above))
        elif above:
            found[column.factor] = replace(known, low=max(threshold, -math.inf if known.low is None else known.low))
        else:
            found[column.factor] = replace(known, high=min(threshold, math.inf if known.high is None else known.high))
    return tuple(found.values())


def ranges(design: Design, factors: Sequence[str]) -> Mapping[str, tuple[float, float] | tuple[Value, ...]]:
    """Return the range of numbers, or the words, that each factor takes in a design."""
    found: dict[str, tuple[float, float] | tuple[Value, ...]] = {}
    points = [design.row(row) for row in range(design.rows)]
    known: Mapping[str, Factor] = {factor.name: factor for factor in design.factors}
    for name in (name for name in factors if name in known):
        given = [point[name] for point in points if name in point]
        numbers = [float(value) for value in given if isinstance(value, int | float)]
        if len(numbers) == len(given):
            found[name] = (min(numbers), max(numbers))
        else:
            found[name] = tuple(dict.fromkeys(str(value) for value in given))
    return found
