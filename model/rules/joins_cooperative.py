"""A household joins the branch-led cooperative if it expects to gain, can bear the risk and trusts the village.

logit = a + g (expected gain - fee) / 1000 + t (trust - 0.5) - r hardship
Source: E40 (members gain), F056 (44 % joined at founding), F058; weights D.
"""

from types import SimpleNamespace

from model.columns import Mask, Reals
from model.rules.logistic import logistic


def joins_cooperative(gain: Reals, fee: Reals, trust: Reals, hardship: Mask, b: SimpleNamespace) -> Reals:
    """Return the chance that a household joins when asked once a year; ``gain`` and ``fee`` in yuan."""
    return logistic(
        b.join + b.join_gain * (gain - fee) / 1000.0 + b.join_trust * (trust - 0.5) - b.join_risk * hardship
    )
