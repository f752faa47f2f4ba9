"""A household with a need speaks up where a channel is near and known, or the need lapses.

voice: hazard a exp(awareness + efficacy), by hotline where it runs, else at the village window ;  lapse: hazard l
A visit to a household with an open need finds it with chance q.
Source: F035, F130 (0.045-0.048 matters a visit), F155 (40-80 hotline orders), grade D for the split.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Reals


def voice(awareness: Reals, efficacy: Reals, answered: Reals, b: SimpleNamespace) -> Reals:
    """Return the hazard a dekad that a need is voiced; ``answered`` is the share of matters answered lately."""
    hazard: Reals = b.voice * np.exp(b.voice_awareness * (awareness - 0.3) + b.voice_efficacy * (efficacy - 0.5)
                                     + b.voice_answered * (answered - 0.5))  # fmt: skip
    return hazard
