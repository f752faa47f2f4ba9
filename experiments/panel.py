"""What a county's own statistics office would see: one row a village and quarter, before and after programmes began."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.run import live
from model.calendar import date_of
from model.columns import Array, Reals
from model.settings import Settings

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

RATES = {
    "participation_rate": ("took_part", "adults"),
    "participation_rate_registered": ("took_part_registered", "adults_registered"),
    "trust_village": ("trust_village", "adults"),
    "satisfaction": ("satisfaction", "adults"),
    "live_coverage": ("linked_visited", "households"),
    "petitions_per_1000": ("petitions", "registered"),
}
"""Outcomes that every quarter's record gives, as parts of the record: one over the other."""


def panel(settings: Settings, seed: int, policy: str) -> pd.DataFrame:
    """Run a scenario once and return its villages quarter by quarter, the burn-in included.

    Columns: village, quarter (its first day), date on which the village began with ``policy`` (missing where it never
    did), copied (whether it copied the practice from others), and the outcomes of ``RATES``.

    Raises
    ------
    XiangzhiError
        The settings cannot be built or the run breaks an invariant.
    """
    return panel_of(live(settings, seed), settings, policy)


def panel_of(county: "Blocks", settings: Settings, policy: str) -> pd.DataFrame:
    """Return the panel of a county that has lived its run."""
    since = county.gather(lambda world: _running(world, policy, world.programme(policy).since, -1))
    copied = county.gather(lambda world: _running(world, policy, world.programme(policy).copied, False))
    began = [date_of(int(dekad)).isoformat() if dekad >= 0 else None for dekad in since]
    ids = [village.id for village in settings.population.villages]
    frames = []
    for k, start in enumerate(county.worlds[0].record["quarter"]):
        values = {name: county.gather(_rate(above, below, k)) for name, (above, below) in RATES.items()}
        here = {
            "village": ids,
            "quarter": date_of(int(start)).isoformat(),
            "began": began,
            "copied": copied.astype(bool),
        }
        frames.append(pd.DataFrame({**here, **values}))
    return pd.concat(frames, ignore_index=True)


def _running(world: "World", policy: str, values: Array, nowhere: float | bool) -> Array:
    kept: Array = np.where(world.programme(policy).in_force, values, nowhere)
    return kept


def _rate(above: str, below: str, quarter: int) -> Callable[["World"], Reals]:
    def read(world: "World") -> Reals:
        whole = world.record[below][quarter]
        return np.where(whole > 0, world.record[above][quarter] / np.maximum(whole, 1.0), np.nan)

    return read
