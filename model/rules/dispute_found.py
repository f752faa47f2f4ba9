"""A dispute comes to light when somebody from the organisation truly meets a party and is told of it.

q = 1 - product over channels of (1 - q_channel), over the channels that touched a party in this dekad: visits, patrols,
talk days, hearsay and reports by neighbours.
Source: F035, F037 (visits), F083 (half of cases are found by the organisation itself), E53 (grids find more).
"""

import numpy as np

from model.columns import Mask, Reals


def dispute_found(
    visited: Mask, by_visit: float, patrol: Reals, talk: Reals, hearsay: Reals, severity: Reals, loud: float,
    reported: Reals | float = 0.0,
) -> Reals:  # fmt: skip
    """Return the chance that an unknown dispute is found in this dekad, one value a dispute."""
    silent = (1.0 - by_visit * visited) * (1.0 - patrol) * (1.0 - talk) * (1.0 - hearsay) * (1.0 - reported)
    found: Reals = 1.0 - silent ** np.exp(loud * severity)
    return found
