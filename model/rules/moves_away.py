"""The young and able leave where pay elsewhere is better and jobs at home are few; with age they come back.

leave: logit a + g gap - j jobs at home + s schooling - care ;  return: logit c + age - g gap + j jobs at home + pull
Source: F022, F023 (who is away), E60 (no effect on cooperation); elasticities D: swept, never fitted.
"""

from types import SimpleNamespace

import numpy as np

from model.columns import Reals
from model.rules.logistic import logistic


def leaves(age: Reals, ability: Reals, schooling: Reals, gap: Reals, jobs: Reals, b: SimpleNamespace) -> Reals:
    """Return the chance a month that an adult at home leaves for work; ``age`` in years, ``gap`` log pay ratio."""
    return logistic(
        b.leave - b.leave_age * np.abs(age - b.leave_peak) + b.leave_ability * ability
        + b.leave_schooling * (schooling - 2.0) + b.leave_gap * gap - b.leave_jobs * (jobs - 0.2)
    )  # fmt: skip


def returns(age: Reals, gap: Reals, jobs: Reals, pull: Reals, b: SimpleNamespace) -> Reals:
    """Return the chance a month that somebody who is away comes home for good; ``pull`` is a call home, a logit."""
    return logistic(
        b.back + b.back_age * (age - b.back_peak) - b.leave_gap * gap + b.leave_jobs * (jobs - 0.2) + pull
    )  # fmt: skip
