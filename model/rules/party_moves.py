"""A party to a dispute brings it to the village, lets it fade, bears it in silence, sues or petitions.

bring = exp(a + b severity + c trust + d legal - e distance + eased) ;  fade = f exp(-g severity) + o (1 - exp(-years))
bear = h (1 - efficacy) exp(-i severity) ;  court = m exp(n legal + o severity) ;
petition = r exp(s severity + t age + v (trust upper - trust village) + x concessions - y distance + z failed)
Source: model outline, section 4 (entry, fate, petition); P08, E56, E71, E72, F083, F144; weights D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals


def bring(severity: Reals, trust: Reals, legal: Reals, distance: Reals, eased: Reals, b: SimpleNamespace) -> Reals:
    """Return the hazard of bringing an unknown dispute to the village organisation."""
    hazard: Reals = np.exp(
        b.bring + b.bring_severity * severity + b.bring_trust * (trust - 0.5)
        + b.bring_legal * (legal - 0.3) - b.bring_distance * distance + eased
    )  # fmt: skip
    return hazard


def fade(severity: Reals, age: Reals, b: SimpleNamespace) -> Reals:
    """Return the hazard that a dispute fades by itself; with years (``age`` in dekads) even bitter ones tire."""
    hazard: Reals = b.fade * np.exp(-b.fade_severity * severity) + b.fade_old * (1.0 - np.exp(-age / 36.0))
    return hazard


def bear(efficacy: Reals, severity: Reals, unknown: Mask, b: SimpleNamespace) -> Reals:
    """Return the hazard that a party gives in and bears it (忍)."""
    hazard: Reals = unknown * b.bear * (1.0 - efficacy) * np.exp(-b.bear_severity * severity)
    return hazard


def court(severity: Reals, legal: Reals, suitable: Reals, b: SimpleNamespace) -> Reals:
    """Return the hazard of going to court; ``suitable`` is how well the kind fits a civil case."""
    hazard: Reals = b.court * suitable * np.exp(b.court_legal * (legal - 0.3) + b.court_severity * severity)
    return hazard


def petition(
    severity: Reals,
    age: Reals,
    trust_upper: Reals,
    trust_village: Reals,
    distance: Reals,
    before: Reals,
    b: SimpleNamespace,
) -> Reals:
    """Return the hazard of a petition; ``age`` in dekads, ``before`` petitions already made."""
    hazard: Reals = b.petition * np.exp(
        b.petition_severity * severity + b.petition_age * np.log1p(age)
        + b.petition_trust * (trust_upper - trust_village) + b.petition_concession
        - b.petition_distance * distance + b.petition_again * np.minimum(before, b.petition_again_most)
    )  # fmt: skip
    return hazard
