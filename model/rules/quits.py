"""A paid worker quits when the pay falls behind what is earned elsewhere and the load weighs.

hazard = q exp(w (log outside / pay) + l min(load, most))
Source: F151 (low pay is given as the reason), P13, elasticity D: swept, never fitted.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Reals


def quit_hazard(pay: Reals, outside: Reals, load: Reals, b: SimpleNamespace) -> Reals:
    """Return the hazard a dekad of leaving the post; ``pay`` and ``outside`` in yuan a month."""
    gap = np.log(np.maximum(outside, 1.0) / np.maximum(pay, 1.0))
    hazard: Reals = b.quit * np.exp(b.quit_pay * gap + b.quit_load * np.minimum(load, b.quit_load_most))
    return hazard
