"""People who are prone, strained or near open quarrels get into disputes more often; a strong norm holds them back.

rate_i = (base x frailty_i x exp(stress_i - n (norm_i - 0.5)) + spread_v) x presence_i ;  event if u < 1 - exp(-rate_i)
spread_v = rho / 9 x (disputes of the last nine dekads still open in the village) / people, so that one dispute brings
at most rho others (rho <= 0.3).
Source: F071-F073 (prevalence, sex and age), P21 (norms and leadership), branching D.
"""

import numpy as np

from model.columns import Reals


def dispute_rate(
    frailty: Reals, stress: Reals, norm: Reals, spread: Reals, presence: Reals, base: float, norm_weight: float
) -> Reals:
    """Return disputes started a dekad, one value a person; ``stress`` is a log ratio, ``presence`` a share."""
    rate: Reals = (base * frailty * np.exp(stress - norm_weight * (norm - 0.5)) + spread) * presence
    return rate
