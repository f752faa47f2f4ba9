"""A practice becomes what its protocol says only as far as the hours are truly given and it fits the village.

target = min(1, hours given / hours of the protocol) x fit ;  f <- f + k (target - f)
Fidelity scales benefits only: paperwork, hours, money and promises accrue in full.
Source: model outline, section 4 (fidelity), P8, grade D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals


def fidelity_moves(fidelity: Reals, hours_share: Reals, fit: Reals, in_force: Mask, speed: float) -> Reals:
    """Return fidelity after one dekad, one value a village; it starts again from zero when a practice is dropped."""
    target = np.minimum(hours_share, 1.0) * fit
    moved: Reals = np.where(in_force, fidelity + speed * (target - fidelity), 0.0)
    return moved


def fit(guidance: Reals, integration: Reals, remoteness: Reals, copied: Mask, b: SimpleNamespace) -> Reals:
    """Return how well a practice fits the village; copied practice has no guidance."""
    guided = np.where(copied, 0.0, guidance)
    share: Reals = np.minimum(
        b.fit_base + b.fit_guidance * guided + b.fit_integration * integration - b.fit_remote * remoteness, 1.0
    )
    return share
