"""Trust follows one's ties and what the village does; it is slow to build and quick to lose.

trust <- trust + i (ties' trust - trust) + r (base + p (performance - 0.5) - trust) + gains - losses, within [0, 1]
Source: assumed (P15); E57, E66 (contact, cadre trust), E71 (failed petitions); weights D.
"""

import numpy as np

from model.columns import Reals


def trust_moves(
    trust: Reals, ties_trust: Reals, anchor: Reals, gain: Reals | float, loss: Reals | float, imitation: float,
    reversion: float,
) -> Reals:  # fmt: skip
    """Return trust after one dekad; ``gain`` and ``loss`` are what happened to the person, as shares."""
    moved = (
        trust + imitation * (ties_trust - trust) + reversion * (anchor - trust) + gain * (1.0 - trust) - loss * trust
    )
    bounded: Reals = moved.clip(0.0, 1.0)
    return bounded


def drifts(before: Reals, target: Reals | float, speed: Reals | float) -> Reals:
    """Return a share that moves towards its target by ``speed`` a dekad, within [0, 1]."""
    moved: Reals = before + speed * (target - before)
    return moved.clip(0.0, 1.0)


def grievance_moves(
    grievance: Reals, ties_grievance: Reals, hurt: Reals | float, fade: float, contagion: float
) -> Reals:
    """Return grievance after one dekad: it fades, spreads among ties and grows by what hurt."""
    spread = contagion * np.maximum(ties_grievance - grievance, 0.0)
    moved: Reals = np.minimum(grievance * (1.0 - fade) + spread + hurt, 1.0)
    return moved
