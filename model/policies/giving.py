"""What donors give to a village: it comes into the purse before bills are ranked, and it is no public money."""

from typing import TYPE_CHECKING

import numpy as np

from model.policies.base import Policy

if TYPE_CHECKING:
    from model.blocks import Blocks


def receive(blocks: "Blocks", policy: Policy, line: str) -> None:
    """Book as donated, wherever the policy runs, what it asks for in this dekad under one line of the purse."""
    for world in blocks.worlds:
        state = world.programmes.get(policy.id)
        if state is not None and state.running:
            given = policy.needs(world, state.view).fen[line]
            world.ledger.post("cash", "donations", np.where(state.in_force, given, 0))
