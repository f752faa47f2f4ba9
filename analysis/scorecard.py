"""The scorecard: simulated quantities against published facts; inputs, fitted and emergent quantities kept apart."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from ruamel.yaml import YAML

from analysis.labels import text

ROLES = ("input", "fitted", "emergent")
"""What a hit says: nothing; that tuning worked; that the model has something right."""
REFERENCE = "status_quo"
QUARTERS = 4
BARE_UNITS = {"share", "index", "ratio", "per 1000"}
"""Units that the name of the quantity already says."""


@dataclass(frozen=True)
class Comparison:
    """One row of the scorecard: a quantity, the fact it is held against, and the range in which the two agree."""

    id: str
    quantity: str
    zh: str
    unit: str
    unit_zh: str
    fact: str
    scenario: str
    target: float
    low: float
    high: float
    basis: str
    field: str
    role: str


class Run(Protocol):
    """What the scorecard needs of a run; ``experiments.result.RunResult`` is one."""

    @property
    def quantities(self) -> dict[str, float]:
        """Quantities by row id; NaN or absent where the run cannot tell."""

    @property
    def series(self) -> dict[str, list[float]]:
        """Outcomes by quarter, the burn-in included."""

    @property
    def series_dates(self) -> list[str]:
        """First days of the quarters, ISO."""


@cache
def comparisons() -> tuple[Comparison, ...]:
    """Return all rows, in order."""
    path = Path(__file__).parent / "data" / "comparisons.yaml"
    rows = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["comparisons"]
    return tuple(Comparison(**row) for row in rows)


def label_of_row(name: str, lang: str) -> str:
    """Return the quantity of a row in words, with its unit where the words do not say it."""
    row = next(found for found in comparisons() if found.id == name)
    words, unit = (row.zh, row.unit_zh) if lang == "zh" else (row.quantity, row.unit)
    return words if row.unit in BARE_UNITS else text("with_unit", lang, label=words, unit=unit)


def scorecard(
    runs: Mapping[str, Sequence[Run]], start: date, outcomes: Iterable[str], rows: Sequence[Comparison] | None = None
) -> dict[str, Any]:
    """Hold runs against the facts.

    Parameters
    ----------
    runs
        Replications by scenario id; a scenario that is absent is not shipped.
    start
        First day of the policy period.
    outcomes
        The outcomes whose drift is wanted.
    rows
        The rows to print; all when not given.

    Returns
    -------
    dict
        ``rows`` (see ``score``), ``counts`` by role (see ``tally``) and ``drift`` by outcome, % a year.
    """
    scored = [score(row, [run.quantities for run in runs[row.scenario]] if row.scenario in runs else None)
              for row in (comparisons() if rows is None else rows)]  # fmt: skip
    burned = runs.get(REFERENCE) or next(iter(runs.values()), [])
    return {"rows": scored, "counts": tally(scored), "drift": {name: drift(burned, name, start) for name in outcomes}}


def score(row: Comparison, measured: Sequence[Mapping[str, float]] | None) -> dict[str, Any]:
    """Score one row.

    Parameters
    ----------
    measured
        The quantities of each replication; None: the row's scenario is not shipped.

    Returns
    -------
    dict
        Fit for JSON: id, fact, role, target, low, high, simulated (mean over replications), mc_error (its standard
        error; None with one replication), inside (None where nothing was simulated), quantity, unit, scenario,
        basis, field, replications, and note (None, 'not_shipped' or 'not_measured').
    """
    values = np.array([found.get(row.id, math.nan) for found in measured or ()], dtype=np.float64)
    values = values[np.isfinite(values)]
    n = len(values)
    mean = float(values.mean()) if n else None
    note = None if n else "not_shipped" if measured is None else "not_measured"
    return {
        "id": row.id, "fact": row.fact, "role": row.role, "target": row.target, "low": row.low, "high": row.high,
        "simulated": mean, "mc_error": float(values.std(ddof=1)) / math.sqrt(n) if n > 1 else None,
        "inside": None if mean is None else row.low <= mean <= row.high, "quantity": row.quantity, "unit": row.unit,
        "scenario": row.scenario, "basis": row.basis, "field": row.field, "replications": n, "note": note,
    }  # fmt: skip


def tally(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Count by role how many rows lie inside, how many were measured (``total``), and how many were not."""
    counts = {role: {"inside": 0, "total": 0, "not_measured": 0} for role in ROLES}
    for row in rows:
        count = counts[row["role"]]
        if row["simulated"] is None:
            count["not_measured"] += 1
        else:
            count["total"] += 1
            count["inside"] += bool(row["inside"])
    return counts


def drift(runs: Sequence[Run], outcome: str, start: date) -> float | None:
    """Return by how many per cent an outcome's last burn-in year differs from the year before, mean over runs.

    Whole years are compared because outcomes have seasons. None where the burn-in holds fewer than two years.
    """
    found = [change for run in runs if (change := _change(run, outcome, start)) is not None]
    return float(np.mean(found)) if found else None


def _change(run: Run, outcome: str, start: date) -> float | None:
    dated = zip(run.series_dates, run.series.get(outcome, ()), strict=False)
    before = [value for day, value in dated if date.fromisoformat(day) < start]
    if len(before) < 2 * QUARTERS:
        return None
    last, earlier = np.mean(before[-QUARTERS:]), np.mean(before[-2 * QUARTERS : -QUARTERS])
    change = 100.0 * (float(last) / float(earlier) - 1.0) if earlier else math.nan
    return change if math.isfinite(change) else None
