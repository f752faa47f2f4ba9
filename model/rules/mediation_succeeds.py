"""Mediation succeeds when the mediator is able and trusted, the parties have ties and the quarrel is mild.

p = logistic(a + k skill + t trust + s ties (or bridged) + legal + help - v severity - g log(1 + age) - c bias)
bias: the mediator belongs to the clan of exactly one party; bridging mends missing ties and bias.
Level coefficients are zero: the fall of settlement by level must come from severity and age.
Source: E47 (trust), E48 (experience), E74 (severity), P06, P07, F086; weights D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals
from model.rules.logistic import logistic


def mediation_succeeds(
    skill: Reals, trust: Reals, ties: Reals, severity: Reals, age: Reals, bias: Mask, bridging: Reals, help_: Reals,
    b: SimpleNamespace,
) -> Reals:  # fmt: skip
    """Return the chance that one attempt ends in agreement, one value a dispute; ``age`` in dekads."""
    tied = ties + bridging * (1.0 - ties) * b.bridge
    score = (
        b.intercept + b.skill * (skill - 0.5) + b.trust * (trust - 0.5) + b.ties * (tied - 0.5) + help_
        - b.severity * severity - b.age * np.log1p(age) - b.bias * bias * (1.0 - bridging)
    )  # fmt: skip
    return logistic(score)


def breaks_out_again(severity: Reals, trust: Reals, b: SimpleNamespace) -> Reals:
    """Return the chance that a settled dispute breaks out again within half a year."""
    return logistic(b.reopen + b.reopen_severity * severity - b.reopen_trust * (trust - 0.5))
