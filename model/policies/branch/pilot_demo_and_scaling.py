"""Pilots and scaling (试点示范): a few villages show what works, and the others are brought to copy it."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import officials, place_in_township

if TYPE_CHECKING:
    from model.world import World


class PilotDemoAndScaling(Policy):
    """Money and guidance go to the best; the rest copy what is shown, and copy it well only if it is written down.

    Without a kit and without help, what is copied works in name: more villages report the practice, few have it.
    """

    id = "pilot_demo_and_scaling"
    en, zh = "Pilots and scaling", "试点示范与推广"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Grant pilots their money; ask the township for the days of showing and spreading."""
        on = (levers.diffusion > 0) | (levers.codified > 0)
        money = self.pilots(world, levers) * levers.pilot_money * on
        return Needs(
            grant=whole_fen(money / DEKADS_A_YEAR),
            county_fen=officials(levers.township_days * on, levers.day_cost),
        )

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Show, write down, and guide the pilots."""
        on = (levers.diffusion > 0) | (levers.codified > 0)
        push("showing", levers.diffusion)
        push("codified", levers.codified)
        push("guidance", levers.pilot_guidance * self.pilots(world, levers) * on)

    @staticmethod
    def pilots(world: "World", levers: Levers) -> Reals:
        """Return which villages are pilots (1 or 0): those with the best scores of their township."""
        return np.where(place_in_township(world, -world.villages.score) < levers.pilots, 1.0, 0.0)
