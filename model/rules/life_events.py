"""People die as their age says, and women in their twenties and thirties have children.

death: annual hazard d exp(k (age - 60) + h (usual health - health))
birth: annual chance by age, falling with children had
Source: Gompertz form; levels from the age pyramid of F016-F017 and low fertility, grade D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals

MOST_A_YEAR = 0.9
MOST_DEATHS = MOST_A_YEAR / 12.0
"""The highest chance anybody has of dying within a month."""


def dies(age: Reals, health: Reals, b: SimpleNamespace) -> Reals:
    """Return the chance of dying within a month; ``age`` in years."""
    yearly = b.death_at_60 * np.exp(b.death_slope * (age - 60.0)) * np.exp(b.death_health * (b.health_usual - health))
    monthly: Reals = np.minimum(yearly, MOST_A_YEAR) / 12.0
    return monthly


def bears_child(age: Reals, children: Reals, married: Mask, b: SimpleNamespace) -> Reals:
    """Return the chance that a woman has a child within a month."""
    window = np.exp(-(((age - b.birth_peak) / b.birth_width) ** 2))
    monthly: Reals = married * b.birth * window * b.birth_again**children / 12.0
    return monthly
