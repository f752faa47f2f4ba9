"""Three layers of doubt: how an effect moves by chance, with what nobody knows of behaviour, and with other levers."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.claims import paired
from analysis.effects import paired_effects
from analysis.inference import finite
from analysis.labels import Registry, text

LAYERS = ("chance", "behaviour", "levers")
COLUMNS = ("scenario", "outcome", "layer", "difference", "low", "high", "share_better", "n", "sd", "baseline")
MIDDLE = (0.05, 0.95)
"""The share of draws below the low and below the high end of what a layer shows."""


def layers(
    outcomes: pd.DataFrame, draws: Mapping[str, pd.DataFrame], baseline: str, registry: Registry
) -> pd.DataFrame:
    """Return one row a scenario (but the baseline), outcome of the county and layer.

    Parameters
    ----------
    outcomes
        Runs of the scenarios as they stand: columns scenario, replication, seed, outcome, village, value.
    draws
        By layer ('behaviour', 'levers') the same of its draws, one seed a draw, under the ids of the scenarios.
    baseline
        Id of the scenario compared with.
    registry
        Outcomes by id, in the order of display.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, in the units of the registry. ``low`` and ``high`` are the 95 % t interval of the mean for
        chance, and the middle 90 % of the paired differences for draws; ``n`` counts replications or draws. Draws hold
        the chance of one run besides; a mean of replications does not. ``baseline`` is the mean of the baseline in the
        same runs: where draws move it far, they speak of other counties than the one asked about.
    """
    parts = [_chance(outcomes, baseline, registry)]
    parts += [_drawn(draws[layer], layer, baseline, registry) for layer in LAYERS if layer in draws]
    rows = [row for part in parts for row in part]
    found = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"n": "int64"})
    order = {name: place for place, name in enumerate([*dict.fromkeys(found["scenario"]), *registry, *LAYERS])}
    keys = ["scenario", "outcome", "layer"]
    return found.sort_values(keys, key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _chance(outcomes: pd.DataFrame, baseline: str, registry: Registry) -> list[dict[str, Any]]:
    if baseline not in set(outcomes["scenario"]):
        return []
    effects = paired_effects(outcomes, baseline, registry).rename(columns={"replications": "n"})
    rows = effects.assign(layer="chance")[list(COLUMNS)].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _drawn(outcomes: pd.DataFrame, layer: str, baseline: str, registry: Registry) -> list[dict[str, Any]]:
    """Return the rows of one layer of draws; none where no draw gave a result to compare with."""
    rows = _chance(outcomes, baseline, registry)
    county = outcomes[outcomes["village"] == ""]
    wide = county.pivot(index="seed", columns=["scenario", "outcome"], values="value")
    for row in rows:
        before, after = ((name, row["outcome"]) for name in (baseline, row["scenario"]))
        known = before in wide.columns and after in wide.columns
        changes = finite(paired(wide[before], wide[after])) if known else np.array([])
        # One draw shows no spread.
        ends = np.quantile(changes, MIDDLE).tolist() if len(changes) > 1 else (math.nan, math.nan)
        row |= {"layer": layer, "low": ends[0], "high": ends[1]}
    return rows


def layer_label(layer: str, lang: str) -> str:
    """Return what a layer is called: chance, behavioural assumptions, lever values."""
    return text(f"layer_{layer}", lang)


def layer_interval(layer: str, lang: str) -> str:
    """Return what the ends of a layer are: the 95 % interval of the mean, or the middle 90 % of draws."""
    return text(f"layer_interval_{layer}", lang)
