"""A village project pays by capital and by the secretary's ability and attention; it wears out unless renewed.

return a year = capital x yield x exp(a ability) x min(focus / needed, most) x market x scale
capital falls by depreciation
Source: F125 (6 % return), E38, P13 (gains fade in 4-6 years), P11 (joint scale), pt11, pt34; weights D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Reals


def project_return(
    capital: Reals, ability: Reals, focus: Reals, market: Reals, scale: Reals, skill: Reals, b: SimpleNamespace
) -> Reals:
    """Return yuan earned in one dekad by ``capital`` yuan, one value a village."""
    lead = np.exp(b.ability_weight * ability) * np.minimum(focus / b.focus_needed, b.focus_most)
    income: Reals = capital * b.project_yield / 36.0 * lead * market * scale * skill
    return income


def household_weight(rank: Reals, oversight: Reals, residents: Reals, capture: float) -> Reals:
    """Return a household's weight in the gains of projects: residents x exp(capture (1 - oversight) rank)."""
    weight: Reals = residents * np.exp(capture * (1.0 - oversight) * rank)
    return weight
