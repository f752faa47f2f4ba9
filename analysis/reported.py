"""What a place reports of itself beside what runs of its practices give; nothing passes or fails here.

Counts stand per grid or village and year, since what is reported is of a whole city over an unknown time: said instead
is for how many years a reported count would have to have been taken.  Ratios of two counts are free of that.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from analysis.reported_words import CAVEATS, joined
from model.evidence.reported import Derived, Quantity, Reported, derived, quantities, reported

SINGULAR = {"grids": "grid", "villages": "village", "places": "place"}
"""What a count is shared out over, by the key of how many there are."""
DEFAULT_BASE = "places"


class Run(Protocol):
    """What is needed of a run; ``experiments.result.RunResult`` is one."""

    @property
    def quantities(self) -> dict[str, float]:
        """Quantities of `model.case_quantities`; NaN where the run cannot tell."""


def compared(
    case: str, runs: Sequence[Run], without: Mapping[tuple[str, ...], Sequence[Run]], lang: str
) -> list[dict[str, Any]]:
    """Hold every reported outcome of a case beside its runs.

    Parameters
    ----------
    case
        Id of the place.
    runs
        Replications of its scenario.
    without
        The same replications with some practices taken out, by these practices.
    lang
        'en' or 'zh'.

    Returns
    -------
    list of dict
        Fit for JSON: id, counts, value, shown_as, comparable, simulated (mean over replications; None where the model
        has no counterpart or the two do not compare), low and high (the lowest and highest replication), caveat; and
        unit, qualifier, use, quantity, counted (the quantity in words), per (what a count is shared out over),
        per_value (the reported count so shared out), a_year, as_reported (what the simulated villages' own reports
        would give), years (how long the count would have to have been taken), sign (see `signed`) and replications.
    """
    return [_row(row, runs, without.get(row.without, ()), lang) for row in reported(case)]


def ratios(case: str, runs: Sequence[Run], lang: str) -> list[dict[str, Any]]:
    """Hold the quotients of a case's reported figures beside the same quotients of its runs."""
    return [_quotient(row, runs, lang) for row in derived(case)]


def variants(case: str) -> list[tuple[str, ...]]:
    """Return which practices are to be taken out, each tuple in runs of their own, to see what words claim of them."""
    return list(dict.fromkeys(row.without for row in reported(case) if row.without and not _absent(row)))


def _absent(row: Reported) -> bool:
    return bool(quantities()[row.quantity].absent)


def _row(row: Reported, runs: Sequence[Run], others: Sequence[Run], lang: str) -> dict[str, Any]:
    sheet = quantities()[row.quantity]
    base = _base(row, sheet)
    beside = runs if row.comparable != "no" else ()
    values = _values(sheet.id, base, beside)
    told = _values(sheet.as_reported, base, beside) if sheet.as_reported else []
    shared = _shared(row)
    mean = _mean(values)
    yearly = sheet.kind == "flow"
    return {
        "id": row.id, "counts": row.counts[lang], "unit": row.unit[lang], "value": row.value, "shown_as": row.shown_as,
        "qualifier": row.qualifier, "comparable": row.comparable, "use": row.use, "quantity": row.quantity,
        "counted": _counted(row, sheet, lang), "simulated": mean, "low": min(values, default=None),
        "high": max(values, default=None), "as_reported": _mean(told), "per": SINGULAR.get(base), "per_value": shared,
        "a_year": yearly, "years": shared / mean if yearly and shared is not None and mean else None,
        "sign": signed(row, base, runs, others), "replications": len(values), "caveat": caveat(row, sheet, lang),
    }  # fmt: skip


def signed(row: Reported, base: str, runs: Sequence[Run], others: Sequence[Run]) -> dict[str, Any] | None:
    """Return what the practices in question change, replication by replication.

    Returns
    -------
    dict or None
        claim ('up', 'down' or 'little'), without, difference (mean, with less without), low and high (of the
        replications), higher and lower (in how many), pairs; None where nothing is claimed or not all runs are there.
    """
    pairs = zip(_values(row.quantity, base, runs), _values(row.quantity, base, others), strict=False)
    changes = [one - other for one, other in pairs]
    if not row.sign or not changes or not len(changes) == len(runs) == len(others):
        return None
    return {
        "claim": row.sign, "without": list(row.without), "difference": _mean(changes), "low": min(changes),
        "high": max(changes), "higher": sum(change > 0 for change in changes),
        "lower": sum(change < 0 for change in changes), "pairs": len(changes),
    }  # fmt: skip


def caveat(row: Reported, sheet: Quantity, lang: str) -> str:
    """Return what stands between a reported figure and a simulated one, in words."""
    known = [CAVEATS[code][lang] for code in row.caveats]
    if row.qualifier in ("floor", "approx_floor", "target"):
        known.append(CAVEATS[row.qualifier][lang])
    missing = [sheet.absent[lang]] if sheet.absent else []
    return joined([row.ambiguity[lang], *known, *missing], lang)


def _counted(row: Reported, sheet: Quantity, lang: str) -> str:
    """Return what the model counts, in words; nothing where it is not held beside the figure."""
    return "" if row.comparable == "no" else sheet.zh if lang == "zh" else sheet.en


def _base(row: Reported, sheet: Quantity) -> str:
    """Return what a count is shared out over: what it is said to be the total of, else all places; none for a share."""
    return next(iter(row.base), DEFAULT_BASE if sheet.kind in ("flow", "stock") else "")


def _shared(row: Reported) -> float | None:
    """Return a reported count per grid or village, where it is known of how many it is the total."""
    numeric = isinstance(row.value, int | float)
    return float(row.value) / next(iter(row.base.values())) if numeric and row.base else None  # type: ignore[arg-type]


def _values(name: str, base: str, runs: Sequence[Run]) -> list[float]:
    """Return a quantity of every run that can tell it, shared out over ``base`` if there is one."""
    found = [run.quantities.get(name, math.nan) / (run.quantities[base] if base else 1.0) for run in runs]
    return [value for value in found if math.isfinite(value)]


def _quotient(row: Derived, runs: Sequence[Run], lang: str) -> dict[str, Any]:
    sheets = [quantities()[part] for part in row.parts]
    each = [[run.quantities.get(part, math.nan) for part in row.parts] for run in runs]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = [float(np.divide(held[0], held[1])) if len(held) > 1 else held[0] for held in each]
    values = [value for value in found if math.isfinite(value)]
    mean = _mean(values)
    missing = [sheet.absent[lang] for sheet in sheets if sheet.absent]
    return {
        "id": row.id, "counts": row.counts[lang], "formula": row.formula, "value": row.value, "simulated": mean,
        "low": min(values, default=None), "high": max(values, default=None), "period_free": row.period_free,
        "years": row.value / mean if mean and not row.period_free else None, "replications": len(values),
        "caveat": joined([row.caution[lang], *missing], lang),
    }  # fmt: skip


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
