"""Elementary effects after Morris: which factors matter at all, found with few runs, against the floor that luck makes.

An elementary effect is the change of the outcome over the step of one factor, in units of the outcome for the whole
range of the factor. Luck makes its absolute value larger than zero, so that ``mu_star`` of a factor without effect
lies at a floor: the mean absolute value of luck alone, from contrasts between replications or, with one replication,
from the first point of each trajectory run once more with other luck.

References
----------
Morris, M. D. (1991). Technometrics 33, 161-174. doi:10.1080/00401706.1991.10484804
Campolongo, F., Cariboni, J., Saltelli, A. (2007). Environmental Modelling & Software 22, 1509-1518.
doi:10.1016/j.envsoft.2006.10.004
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.indices import Found, Index, constant, percentiles, resampled_means, spread, verdicts, zeros
from analysis.layout import Rows, block_size, blocks
from analysis.noise import contrasts
from experiments.design import Design

Values = NDArray[np.float64]

LEAST = 4
"""Trajectories below which a bootstrap says nothing."""


@dataclass(frozen=True)
class Effects:
    """Elementary effects and what luck alone makes of them: one row a trajectory, one column a factor or group."""

    effect: Values
    luck: Values
    """Mean absolute value of luck alone."""
    luck_square: Values
    """Its mean square."""
    measured: bool


def morris_indices(
    design: Design, values: Values, kept: Rows, *, resamples: int, seed: int
) -> tuple[list[Index], set[str]]:
    """Return mu_star and, of factors that move alone, mu and sigma, and codes of what is to be said about them.

    Parameters
    ----------
    values
        Shape (rows, replications).
    kept
        Numbers of the complete trajectories.
    """
    names = design.groups
    alone = _alone(design)
    single = [name for name, one in zip(names, alone, strict=True) if one]
    rows = blocks(design)[kept][:, : block_size(design)]
    if constant(values[rows].mean(axis=-1)):
        shown = (("mu_star", names), ("mu", single), ("sigma", single))
        return [item for kind, which in shown for item in zeros(which, kind)], {"constant"}
    found = elementary_effects(design, values, kept)
    raw = _estimates(design, values, rows)
    columns = np.concatenate(
        [np.abs(found.effect), found.effect, found.effect**2, found.luck, found.luck_square], axis=1
    )
    point = _by_name(columns.mean(axis=0))
    drawn = _by_name(resampled_means(columns, resamples, seed))
    scale = float(np.abs(found.effect).max())
    judged = [_mu_star(names, raw["mu_star"], point, drawn, found, scale)]
    if single:
        judged += [_mu(single, raw["mu"], drawn, found, scale, alone)]
        judged += [_sigma(single, raw["sigma"], point, drawn, found, scale, alone)]
    return [item for one in judged for item in verdicts(one)], set() if found.measured else {"no_floor"}


def elementary_effects(design: Design, values: Values, kept: Rows) -> Effects:
    """Return the elementary effects of complete trajectories, per whole range of a factor."""
    assert design.places is not None
    rows = blocks(design)[kept]
    size, width = block_size(design), design.levels / (2 * (design.levels - 1))
    places, runs = design.places[rows[:, :size]], values[rows[:, :size]]
    moves = np.diff(places, axis=1)
    members = _members(design)
    moved = np.abs(moves) @ members > 0
    step = moved.argmax(axis=1)
    direction = np.sign(np.take_along_axis(moves @ members, step[:, None, :], axis=1)[:, 0])
    change = np.take_along_axis(np.diff(runs, axis=1), step[:, :, None], axis=1) / width
    # Factors of a group may move against each other; the group as a whole has no direction then.
    effect = change.mean(axis=-1) * np.where(direction == 0, 1.0, direction)
    if runs.shape[-1] > 1:
        luck = contrasts(change)
        return Effects(effect, np.abs(luck).mean(axis=-1), (luck**2).mean(axis=-1), measured=True)
    none = np.zeros_like(effect)
    if design.dummy != "luck":
        return Effects(effect, none, none, measured=False)
    gap = (values[rows[:, -1]] - values[rows[:, 0]]).mean(axis=-1) / width
    alone = (gap - gap.mean()) * np.sqrt(len(gap) / (len(gap) - 1))
    return Effects(effect, none + np.abs(alone)[:, None], none + (alone**2)[:, None], measured=True)


def _members(design: Design) -> Values:
    """Return which factor belongs to which group, shape (factors, groups)."""
    names = [(factor.group or factor.name) if design.grouped else factor.name for factor in design.factors]
    return np.array([[float(name == group) for group in design.groups] for name in names])


def _alone(design: Design) -> list[bool]:
    """Say of each group whether it is a single factor; of several together, signs mean nothing."""
    return [count == 1 for count in _members(design).sum(axis=0)]


def _by_name(means: Values) -> dict[str, Values]:
    names = ("size", "effect", "square", "luck", "luck_square")
    return dict(zip(names, np.split(means, len(names), axis=-1), strict=True))


def _mu_star(
    names: Sequence[str], raw: Values, point: dict[str, Values], drawn: dict[str, Values], found: Effects, scale: float
) -> Found:
    n = len(found.effect)
    floor = point["luck"] if found.measured else np.full_like(raw, np.nan)
    return Found(
        "mu_star", names, without_luck(raw, point["luck"]), raw, floor,
        percentiles(without_luck(drawn["size"], drawn["luck"])),
        raw - point["luck"], spread(drawn["size"] - drawn["luck"]),
        lambda needed: without_luck(point["luck"] + needed, point["luck"]), n - 1, scale,
        sure=found.measured and not found.luck.any(),
    )  # fmt: skip


def _mu(
    names: Sequence[str], raw: Values, drawn: dict[str, Values], found: Effects, scale: float, alone: list[bool]
) -> Found:
    draws = drawn["effect"][:, alone]
    floor = np.full(len(names), 0.0 if found.measured else np.nan)
    value, freedom = raw[alone], len(found.effect) - 1
    return Found(
        "mu", names, value, value, floor, percentiles(draws), value, spread(draws), lambda needed: needed, freedom,
        scale, sides=2,
    )  # fmt: skip


def _sigma(
    names: Sequence[str],
    raw: Values,
    point: dict[str, Values],
    drawn: dict[str, Values],
    found: Effects,
    scale: float,
    alone: list[bool],
) -> Found:
    """Judge the spread of effects, which tells of curves and interactions; luck adds to its square."""
    n = len(found.effect)
    squares = (drawn["square"] - drawn["effect"] ** 2) * n / (n - 1) - drawn["luck_square"]
    lead, draws = raw[alone] ** 2 - point["luck_square"][alone], squares[:, alone]
    floor = np.sqrt(point["luck_square"][alone]) if found.measured else np.full(len(names), np.nan)
    value = raw[alone] if not found.luck.any() else np.sqrt(np.maximum(lead, 0.0))
    ends = percentiles(np.sqrt(np.maximum(draws, 0.0)))
    return Found("sigma", names, value, raw[alone], floor, ends, lead, spread(draws), np.sqrt, n - 1, scale**2)


def without_luck(seen: Values, floor: Values) -> Values:
    """Return the effect that, with normal luck of mean absolute value ``floor``, would look as large as ``seen``.

    The mean of |effect + luck| is that of a folded normal distribution; what lies at the floor or below it is 0.

    >>> without_luck(np.array([1.0, 3.0, 0.5]), np.array([0.0, 1.0, 1.0])).round(2).tolist()
    [1.0, 2.99, 0.0]
    """
    effects = np.linspace(0.0, 8.0, 2001)
    folded = np.sqrt(2 / np.pi) * np.exp(-(effects**2) / 2) + effects * (1 - 2 * ndtr(-effects))
    sd = floor * np.sqrt(np.pi / 2)
    ratio = np.divide(seen, sd, out=np.full(np.broadcast(seen, sd).shape, np.inf), where=sd > 0)
    found: Values = np.where(ratio < folded[-1], np.interp(ratio, folded, effects) * sd, seen)
    return found


def _estimates(design: Design, values: Values, rows: NDArray[np.int64]) -> dict[str, Values]:
    """Let SALib estimate the indices of the means over replications."""
    from SALib.analyze import morris

    assert design.places is not None
    flat, count = rows.ravel(), len(design.factors)
    problem = {
        "num_vars": count,
        "names": [factor.name for factor in design.factors],
        "bounds": [[0.0, 1.0]] * count,
        "groups": [factor.group or factor.name for factor in design.factors] if design.grouped else None,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = morris.analyze(
            problem,
            design.places[flat].astype(np.float64),
            values[flat].mean(axis=-1),
            num_levels=design.levels,
            num_resamples=2,
            seed=1,
        )
    order = [list(found["names"]).index(name) for name in design.groups]
    return {key: np.asarray(found[key], dtype=np.float64)[order] for key in ("mu_star", "mu", "sigma")}
