"""People take part who feel they should, think it helps, see others do it, are asked, or gain by points or honour.

p = conversion x logistic(a + n (norm - 0.5) + e (efficacy x trust - 0.25) + k neighbours + points + image + asked
                          + satisfaction - time) ;  takes part if u < p.  The away take part only through a platform.
Time holds work, frailty and fear in an emergency, less what is made easy at home.
Source: P19, E13, E14 (neighbours), E63, E64 (satisfaction, efficacy), F098 (half of intentions become acts), F097.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals
from model.rules.logistic import logistic


def takes_part(
    norm: Reals, efficacy: Reals, trust: Reals, neighbours: Reals, satisfaction: Reals, points: Reals, image: Reals,
    asked: Reals, time_cost: Reals, reach: Reals, b: SimpleNamespace,
) -> Reals:  # fmt: skip
    """Return the chance of an act of the menu in one dekad, one value a person.

    ``points``, ``image`` and ``time_cost`` are logits, ``asked`` 0 or 1, ``reach`` the share of occasions in reach
    (1 at home; platform use for the away).
    """
    score = (
        b.intercept + b.norm * (norm - 0.5) + b.efficacy_trust * (efficacy * trust - 0.25) + b.neighbours * neighbours
        + b.satisfaction * (satisfaction - 0.6) + points + image + b.asked * asked - time_cost
    )  # fmt: skip
    chance: Reals = b.conversion * logistic(score) * reach
    return chance


def lately(before: Reals, took_part: Mask, memory: float) -> Reals:
    """Return how lately a person took part: 1 in the dekad of an act, fading by ``memory`` a dekad."""
    faded: Reals = np.maximum(before * memory, took_part)
    return faded
