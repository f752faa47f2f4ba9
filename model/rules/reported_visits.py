"""When a quota asks for more visits than hours allow, the missing ones are partly written down as made (形式主义).

reported = true + pressure x (1 - oversight) x (quota - true)+
Source: P3, E28, E55 (reports are filtered by incentives), grade D.
"""

import numpy as np

from model.columns import Reals


def reported_visits(true: Reals, quota: Reals, pressure: Reals, oversight: Reals) -> Reals:
    """Return visits reported in one dekad, one value a village."""
    reported: Reals = true + pressure * (1.0 - oversight) * np.maximum(quota - true, 0.0)
    return reported
