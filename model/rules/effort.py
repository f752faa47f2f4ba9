"""Whoever is asked for more than there are hours tires, and tired people work less.

L <- (1 - fade) L + (demand / hours - 1)+ ;  effort = e0 (1 - c L / (1 + L)) x drive, at most m
Source: model outline, section 4 (hours), grade D; motives by recognition and pay E10, E30.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Reals


def overload(load: Reals, pressed: Reals, fade: float) -> Reals:
    """Return the new load from the old one and demand over hours (``pressed``, a ratio)."""
    carried: Reals = (1.0 - fade) * load + fade * np.maximum(pressed - 1.0, 0.0)
    return carried


def effort(base: Reals, load: Reals, drive: Reals, b: SimpleNamespace) -> Reals:
    """Return effort as a share of the hours of the post; ``drive`` is a ratio set by pay, stars and recognition."""
    made: Reals = np.minimum(base * (1.0 - b.tire * load / (1.0 + load)) * drive, b.effort_most)
    return made
