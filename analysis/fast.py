"""The extended Fourier amplitude test: S1 and ST from one curve a factor, against the curve of a dummy factor.

Every point of a curve belongs to all frequencies, so a curve with a failed run is lost whole, and there is nothing to
resample: the intervals are SALib's, from halves of the curve, and are known to be rough. Luck spreads evenly over all
frequencies and adds most to ST; with two replications or more the spectrum of the contrasts between replications is
taken out. The dummy's curve shows what is left of luck and of frequencies that interfere.

References
----------
Saltelli, A., Tarantola, S., Chan, K. P.-S. (1999). Technometrics 41, 39-56. doi:10.1080/00401706.1999.10485594
"""

import math
import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analysis.guard import same_global_state
from analysis.indices import Found, Index, constant, verdicts, zeros
from analysis.layout import Rows, blocks
from analysis.noise import contrasts
from experiments.design import Design

Values = NDArray[np.float64]

HARMONICS = 4
KINDS = ("S1", "ST")


def fast_indices(
    design: Design, values: Values, kept: Rows, *, resamples: int, seed: int
) -> tuple[list[Index], set[str]]:
    """Return S1 and ST of the factors whose curves are complete, and codes of what is to be said about them.

    Parameters
    ----------
    values
        Shape (rows, replications).
    kept
        Numbers of the complete curves.
    """
    names = [factor.name for factor in design.factors]
    mine = [int(k) for k in kept if k < len(names)]
    shown = [names[k] for k in mine]
    rows = blocks(design)
    if constant(values[rows[kept]].mean(axis=-1)):
        return [item for kind in KINDS for item in zeros(shown, kind)], {"constant"}
    estimates = {k: _estimate(values[rows[k]], resamples, seed) for k in kept.tolist()}
    dummy = estimates.get(len(names)) if design.dummy == "column" else None
    notes = {"fast_interval"} | (set() if dummy is not None else {"no_floor"})
    found = [_found(kind, shown, [estimates[k] for k in mine], dummy) for kind in KINDS]
    return [item for one in found for item in verdicts(one)], notes


def _found(
    kind: str,
    names: Sequence[str],
    estimates: Sequence[dict[str, float]],
    dummy: dict[str, float] | None,
) -> Found:
    reach = float(ndtri(0.975))
    raw = np.array([one[kind] for one in estimates])
    error = np.array([one[f"{kind}_conf"] for one in estimates]) / reach
    value = np.array([one[f"{kind}_value"] for one in estimates])
    floor = math.nan if dummy is None else dummy[f"{kind}_value"]
    base = 0.0 if dummy is None else floor
    both = error if dummy is None else np.hypot(error, dummy[f"{kind}_conf"] / reach)
    ends = (value - reach * error, value + reach * error)
    return Found(
        kind, names, value, raw, np.full_like(raw, floor), ends, value - base, both,
        lambda needed: base + needed, math.inf,
    )  # fmt: skip


def without_luck(curve: Values, kind: str, raw: float) -> float:
    """Return an index of one curve, shape (points, replications), with the spectrum of luck taken out.

    Returns ``raw`` where there is one replication or no luck.
    """
    if curve.shape[-1] < 2 or not contrasts(curve).any():
        return raw
    seen = _power(curve.mean(axis=-1)[:, None])[:, 0]
    power = seen - _power(contrasts(curve)).mean(axis=-1)
    omega = (len(curve) - 1) // (2 * HARMONICS)
    total = max(float(power.sum()), 0.05 * float(seen.sum()))
    if kind == "S1":
        return float(power[np.arange(1, HARMONICS + 1) * omega - 1].sum()) / total
    return 1 - float(power[: omega // 2].sum()) / total


def _power(curve: Values) -> Values:
    n = len(curve)
    found: Values = np.abs(np.fft.fft(curve, axis=0)[1 : math.ceil(n / 2)] / n) ** 2
    return found


def _estimate(curve: Values, resamples: int, seed: int) -> dict[str, float]:
    """Let SALib estimate the indices of one curve of means over replications."""
    from SALib.analyze import fast

    means = curve.mean(axis=-1)
    if constant(means):
        return {f"{kind}{part}": 0.0 for kind in KINDS for part in ("", "_conf", "_value")}
    problem = {"num_vars": 1, "names": ["curve"], "bounds": [[0, 1]]}
    with same_global_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = fast.analyze(problem, means, M=HARMONICS, num_resamples=min(resamples, 100), seed=seed)
    numbers = {f"{kind}{part}": float(np.nan_to_num(found[f"{kind}{part}"][0])) for kind in KINDS
               for part in ("", "_conf")}  # fmt: skip
    return numbers | {f"{kind}_value": without_luck(curve, kind, numbers[kind]) for kind in KINDS}
