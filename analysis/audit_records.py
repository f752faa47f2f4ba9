"""The audit of practices as plain records, one a practice: tables, files, pictures and sentences are made of them."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.audit import COST, COUNTY, HOURS, TOLD
from analysis.effects import effects_records
from analysis.labels import Registry, headlines

Record = dict[str, Any]
DIFFERENCE = ("baseline", "difference", "low", "high", "p", "p_holm", "verdict", "matters", "least", "replications")
HOLDS = 0.05


def practice_records(
    effects: pd.DataFrame,
    harms: pd.DataFrame,
    moved: pd.DataFrame,
    standing: Mapping[str, str],
    registry: Registry,
    about: Mapping[str, Mapping[str, Any]],
) -> list[Record]:
    """Return one record a practice, fit for JSON, in the order of ``about``.

    Parameters
    ----------
    effects, harms, moved, standing
        As ``analysis.audit`` gives them.
    about
        By practice: zh, en, group, priority, policies, scenario, baseline.

    Returns
    -------
    list
        Keys: practice, what stands in ``about``, standing, effects (by headline outcome), public_cost_per_head and
        worker_hours (each a difference), drivers, first, harms.
    """
    county = _by_practice(effects[effects["area"] == COUNTY])
    moves, harm = _by_practice(moved), _by_practice(harms)
    return [
        {
            "practice": name,
            **known,
            "standing": standing.get(name, "unmeasured"),
            "effects": {head: _difference(county.get(name, []), head) for head in headlines(registry)},
            COST: _difference(county.get(name, []), COST),
            HOURS: _difference(county.get(name, []), HOURS),
            "drivers": [_without(row, "practice", "kind") for row in moves.get(name, []) if row["kind"] == "driver"],
            "first": [
                _without(row, "practice", "kind", "standardised")
                for row in moves.get(name, [])
                if row["kind"] == "state"
            ],
            "harms": [{key: row[key] for key in ("outcome", "area", *DIFFERENCE)} for row in harm.get(name, [])],
        }
        for name, known in about.items()
    ]


def _by_practice(frame: pd.DataFrame) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in effects_records(frame):
        found.setdefault(row["practice"], []).append(row)
    return found


def _without(row: Record, *keys: str) -> Record:
    return {key: value for key, value in row.items() if key not in keys}


def _difference(rows: Sequence[Record], outcome: str) -> Record:
    found = next((row for row in rows if row["outcome"] == outcome), None)
    if found is None:
        return {**dict.fromkeys(DIFFERENCE), "verdict": "none", "replications": 0}
    return {key: found[key] for key in DIFFERENCE}


def holds(found: Mapping[str, Any]) -> bool:
    """Return whether a difference is told from zero even after Holm's adjustment."""
    return found["verdict"] in TOLD and found["p_holm"] is not None and found["p_holm"] < HOLDS


def value(found: Mapping[str, Any], key: str) -> float:
    """Return a number of a record; nan where there is none."""
    given = found[key]
    return math.nan if given is None else float(given)


def by_standing(records: Sequence[Record], standing: str) -> list[str]:
    """Return the practices of one standing."""
    return [record["practice"] for record in records if record["standing"] == standing]


def harmful(records: Sequence[Record]) -> list[str]:
    """Return the practices that make something worse by as much as matters."""
    return [record["practice"] for record in records if any(found["matters"] for found in record["harms"])]


def flat(records: Sequence[Record], registry: Registry) -> pd.DataFrame:
    """Return the records as one row a practice with plain columns, for ``practices.csv``."""
    rows = []
    for record in records:
        row = {key: record[key] for key in ("practice", "zh", "en", "group", "priority", "scenario", "standing")}
        row["policies"] = " ".join(record["policies"])
        for head in headlines(registry):
            row |= {
                head if key == "difference" else f"{head}_{key}": record["effects"][head][key] for key in DIFFERENCE
            }
        for name in (COST, HOURS):
            row |= {name: record[name]["difference"], f"{name}_low": record[name]["low"]}
            row[f"{name}_high"] = record[name]["high"]
        row["drivers"] = "; ".join(_told(found) for found in record["drivers"])
        row["first_state"] = "; ".join(_told(found) for found in record["first"])
        for name, much in (("harms", True), ("slight_harms", False)):
            row[name] = "; ".join(
                f"{found['outcome']} ({found['area']})" for found in record["harms"] if found["matters"] is much
            )
        rows.append(row)
    return pd.DataFrame(rows)


def _told(found: Mapping[str, Any]) -> str:
    change = found["change"]
    miss = " (not as expected)" if found["answers"] is False else ""
    return f"{found['name']} {'–' if change is None else format(change, '+.4g')}{miss}"
