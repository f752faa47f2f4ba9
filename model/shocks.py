"""Shocks: what befalls villages from outside, by chance (land taking) or as events of the scenario.

An event is kept as columns of villages, like a programme: from when to when it lasts, and how hard it strikes each.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR, dekad_of
from model.columns import Array, Reals
from model.programmes import NEVER, roll_out
from model.settings import Settings

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

EMERGENCIES = ("epidemic", "flood")
PROJECTS = ("project",)


@dataclass(frozen=True)
class Shock:
    """One event of the scenario in all villages: every array has one value a village."""

    kind: str
    strength: Reals
    """0 where the event never comes."""
    start: Array
    """The dekad on which it begins."""
    end: int

    def map(self, of: Callable[[Array], Array]) -> "Shock":
        """Return the shock with every array of villages replaced by ``of(array)``."""
        return replace(self, strength=of(self.strength), start=of(self.start))


def plan_shocks(blocks: "Blocks", settings: Settings) -> list[Shock]:
    """Return the events of the scenario; their arrays have one value a village of the county, in roster order.

    Events of one kind and date strike the same villages first, whatever their share.
    """
    begin = dekad_of(settings.horizon.start)
    everywhere = np.ones(blocks.villages, dtype=bool)
    planned = []
    for event in settings.events:
        first = dekad_of(event.start) if event.start else begin
        name = f"{event.kind} {first}"
        starts = roll_out(blocks, name, event.where, max(first, begin), everywhere)
        end = dekad_of(event.end) if event.end else int(NEVER)
        planned.append(Shock(event.kind, np.where(starts < NEVER, event.strength, 0.0), starts, end))
    return planned


def strike(world: "World") -> None:
    """Let the strongest event under way show in each village; what ended yesterday is over."""
    if not world.shocks:
        return
    villages = world.villages
    villages.emergency = strongest(world, EMERGENCIES)
    villages.taking = np.maximum(land_taken(world), strongest(world, PROJECTS))


def strongest(world: "World", kinds: Collection[str]) -> Reals:
    """Return the strength of the strongest event of some kinds under way, one value a village."""
    held = np.zeros(len(world.villages))
    for shock in world.shocks:
        if shock.kind in kinds and world.now < shock.end:
            held = np.maximum(held, np.where(shock.start <= world.now, shock.strength, 0.0))
    return held


def land_taken(world: "World") -> Reals:
    """Return whether land is taken this year by chance, 1 or 0 a village."""
    drawn = world.draw("taking", world.villages.key, world.now // DEKADS_A_YEAR)
    return np.where(drawn < world.b.economy.taking_chance, 1.0, 0.0)
