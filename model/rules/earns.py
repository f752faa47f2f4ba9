"""Households live on wages, their own business, property and transfers; the season and the market move them.

wage = local pay of those in work at home
business = land and trade x w (1 + h) / (w + h) x season x market, with w adults working at home: one makes a full hand
transfer = pensions + subsidies + what the away send home
Source: F061, F062, F064, F069 (levels and mix), F025 (migrant pay); shares D.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Mask, Reals


def business_income(potential: Reals, workers: Reals, season: float, market: Reals, lift: Reals, half: float) -> Reals:
    """Return a household's net business income in yuan a dekad.

    ``workers`` are adults working at home; with ``half`` of one a household makes half of the most it can.
    """
    labour = workers / (workers + half)
    income: Reals = potential * labour * (1.0 + half) * season * market * lift
    return income


def transfers(pensioners: Reals, hardship: Mask, sent_home: Reals, level: Reals, b: SimpleNamespace) -> Reals:
    """Return a household's net transfers in yuan a dekad."""
    income: Reals = (b.pension * pensioners + b.hardship_aid * hardship) * np.sqrt(level) + sent_home
    return income
