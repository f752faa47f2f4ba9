"""A practice becomes what its protocol says only as far as the hours are truly given and it fits the village.

target = min(1, hours given / hours of the protocol) x fit ;  f <- f + k (target - f)
fit and the hours of the protocol answer to guidance; whoever copies has none but what others have written down.
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


def guided(guidance: Reals, on_the_spot: Reals, codified: Reals, copied: Mask) -> Reals:
    """Return how far a practice is guided: by the township and on the spot, or where copied by what is written down."""
    return np.where(copied, codified, guidance + on_the_spot * (1.0 - guidance))


def fit(guided: Reals, integration: Reals, remoteness: Reals, b: SimpleNamespace) -> Reals:
    """Return how well a practice fits the village."""
    share: Reals = np.minimum(
        b.fit_base + b.fit_guidance * guided + b.fit_integration * integration - b.fit_remote * remoteness, 1.0
    )
    return share


def protocol_load(guided: Reals, hours: Reals, b: SimpleNamespace) -> Reals:
    """Return the hours a practice takes over those of its protocol; ``hours`` is what streamlining leaves, a ratio."""
    load: Reals = (1.0 + b.protocol_unguided * (1.0 - guided)) * hours
    return load
