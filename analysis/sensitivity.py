"""Sensitivity of an outcome to the factors of a study, honest about luck, failed runs and the size of the sample."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.convergence import convergence_frame
from analysis.fast import fast_indices
from analysis.given_data import DUMMIES, given_indices
from analysis.given_data import LEAST as LEAST_POINTS
from analysis.indices import Index
from analysis.layout import Rows, blocks, sampled_rows, sobol_parts
from analysis.morris import LEAST as LEAST_TRAJECTORIES
from analysis.morris import morris_indices
from analysis.noise import share_of_chance
from analysis.sobol import LEAST as LEAST_SAMPLES
from analysis.sobol import prefixes, sobol_indices
from analysis.variance import Split, split_of_sample, split_of_sobol
from experiments.design import Design
from model.errors import ParameterError, Problem

Values = NDArray[np.float64]

GIVEN = ("rbd_fast", "delta", "pawn")
METHODS: dict[str, tuple[str, ...]] = {
    "sobol": ("sobol", *GIVEN),
    "morris": ("morris",),
    "fast": ("fast",),
    "latin_hypercube": GIVEN,
    "sobol_sequence": GIVEN,
    "csv": GIVEN,
}
"""Methods by kind of design, the default one first."""

LEAST = {"sobol": LEAST_SAMPLES, "morris": LEAST_TRAJECTORIES, "fast": 1} | dict.fromkeys(GIVEN, LEAST_POINTS)
PART_RESAMPLES = 200
"""Resamples of the parts of a sample, whose intervals are only looked at."""


@dataclass(frozen=True)
class Sensitivity:
    """What an outcome is sensitive to."""

    method: str
    n: int
    """Base samples, trajectories, curves or points used."""
    replications: int
    indices: tuple[Index, ...]
    dropped: tuple[int, ...]
    """Numbers of base samples, trajectories, curves or rows left out because a run failed."""
    noise: float | None
    """Share of the variance of one run that is chance; None with one replication."""
    split: Mapping[str, float] | None
    """Shares of levers, uncertainties, their interaction and chance; of both kinds only where the design has them."""
    split_ends: Mapping[str, tuple[float, float]] | None
    convergence: pd.DataFrame
    """Columns n, factor, index, value, low, high."""
    notes: tuple[str, ...]
    """Codes of ``analysis.sensitivity_words.NOTES``."""

    def of(self, index: str) -> tuple[Index, ...]:
        """Return one index of all factors, in the order of the design."""
        return tuple(item for item in self.indices if item.index == index)


def analyse(
    design: Design, values: Values, *, method: str | None = None, seed: int = 1, resamples: int = 1000
) -> Sensitivity:
    """Return the sensitivity of one outcome to the factors of a design.

    SALib estimates the indices from means over replications. What luck adds is taken out or shown as a floor, each
    index has a bootstrap interval over base samples, and it is called distinguishable only where it exceeds luck at
    5 % over all factors together. A base sample, trajectory or curve with a failed run is left out whole, and said.

    Parameters
    ----------
    design
        The design that was run.
    values
        Shape (rows, replications), the outcome; NaN where a run failed or is missing. Replication r of all rows shares
        a seed, but for the rows with other luck.
    method
        One that the design allows (``METHODS``); its default when not given.
    seed, resamples
        Of the bootstrap.

    Raises
    ------
    ParameterError
        The method does not fit the design, the values do not fit it, or too few complete samples are left.
    """
    method = method_of(design, method)
    values = _values(design, values)
    kept, dropped = _complete(design, values, method)
    _demand_enough(method, len(kept), len(kept) + len(dropped))
    sizes = [len(kept)] if method == "fast" else [n for n in prefixes(len(kept)) if n >= LEAST[method]]
    indices, notes = _indices(design, values, kept, method, resamples, seed)
    parts = [(n, _indices(design, values, kept[:n], method, PART_RESAMPLES, seed, part=True)[0]) for n in sizes[:-1]]
    split = _split(design, values, kept, method, resamples, seed)
    return Sensitivity(
        method=method, n=len(kept), replications=values.shape[1], indices=tuple(indices), dropped=dropped,
        noise=_noise(design, values, kept, method), split=split.shares if split else None,
        split_ends=split.ends if split else None,
        convergence=convergence_frame([*parts, (len(kept), indices)]),
        notes=_notes(notes, values.shape[1], dropped),
    )  # fmt: skip


def method_of(design: Design, method: str | None) -> str:
    """Return the method by which a design is analysed: the one asked for, or its default.

    Raises
    ------
    ParameterError
        The method is unknown or does not fit the design.
    """
    allowed, kinds = METHODS.get(design.kind, ()), ", ".join(METHODS)
    known = sorted({name for names in METHODS.values() for name in names})
    if not allowed:
        raise ParameterError(Problem("sensitivity_no_method", {"kind": design.kind, "kinds": kinds}))
    if method is None:
        return allowed[0]
    if method not in known:
        near = difflib.get_close_matches(method, known, n=1, cutoff=0.0)[0]
        values = {"came": method, "allowed": ", ".join(known), "near": near}
        raise ParameterError(Problem("sensitivity_unknown_method", values))
    if method not in allowed:
        fits = ", ".join(kind for kind, names in METHODS.items() if method in names)
        values = {"came": method, "kind": design.kind, "allowed": ", ".join(allowed), "kinds": fits}
        raise ParameterError(Problem("sensitivity_method", values))
    return method


def _values(design: Design, values: Values) -> Values:
    found = np.asarray(values, dtype=np.float64)
    found = found[:, None] if found.ndim == 1 else found
    if found.ndim != 2 or len(found) != design.rows or found.shape[1] == 0:
        came = " × ".join(str(n) for n in found.shape)
        raise ParameterError(Problem("sensitivity_shape", {"came": came, "rows": design.rows}))
    return found


def _complete(design: Design, values: Values, method: str) -> tuple[Rows, tuple[int, ...]]:
    """Return the numbers of the samples that are whole and of those that are not: rows for methods of given data."""
    owned = blocks(design)
    if method in GIVEN:
        owned = sampled_rows(design, np.arange(len(owned)))[:, None]
    whole = np.all(np.isfinite(values[owned]), axis=(1, 2))
    named = owned[:, 0] if method in GIVEN else np.arange(len(owned))
    return named[whole], tuple(int(k) for k in named[~whole])


def _demand_enough(method: str, came: int, everything: int) -> None:
    if came < LEAST[method]:
        values = {"came": came, "all": everything, "least": LEAST[method], "method": method}
        raise ParameterError(Problem("sensitivity_too_few", values))


def _indices(
    design: Design, values: Values, kept: Rows, method: str, resamples: int, seed: int, *, part: bool = False
) -> tuple[list[Index], set[str]]:
    if method == "sobol":
        return sobol_indices(sobol_parts(design, values, kept), design.groups, resamples=resamples, seed=seed)
    if method == "morris":
        return morris_indices(design, values, kept, resamples=resamples, seed=seed)
    if method == "fast":
        return fast_indices(design, values, kept, resamples=resamples, seed=seed)
    # Of a part nobody reads the verdict, for which dummies are there.
    dummies = 2 if part else DUMMIES
    return given_indices(design, values, kept, method, resamples=resamples, seed=seed, dummies=dummies)


def _noise(design: Design, values: Values, kept: Rows, method: str) -> float | None:
    rows = kept if method in GIVEN else sampled_rows(design, kept)
    return share_of_chance(values[rows])


def _split(design: Design, values: Values, kept: Rows, method: str, resamples: int, seed: int) -> Split | None:
    if method == "sobol":
        return split_of_sobol(design, sobol_parts(design, values, kept), resamples=resamples, seed=seed)
    if method in GIVEN:
        return split_of_sample(design, values[kept], resamples=resamples, seed=seed)
    return None


def _notes(found: set[str], replications: int, dropped: tuple[int, ...]) -> tuple[str, ...]:
    said = set(found)
    if replications == 1:
        said.add("one_replication")
    if dropped:
        said.add("dropped")
    return tuple(sorted(said))
