"""The logistic curve turns a score into a probability: p = 1 / (1 + exp(-x))."""

import numpy as np

from model.columns import Reals


def logistic(x: Reals) -> Reals:
    """Return 1 / (1 + exp(-x)) for scores of any shape."""
    p: Reals = 1.0 / (1.0 + np.exp(-x))
    return p


def chance_of(rate: Reals) -> Reals:
    """Return the chance that at least one event comes at ``rate`` events a dekad: 1 - exp(-rate)."""
    p: Reals = -np.expm1(-rate)
    return p
