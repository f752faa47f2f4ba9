"""People in post share their hours among tasks by weight times demand, and nothing gets more than it asks for.

given_c = min(demand_c, hours x w_c demand_c / sum w demand), what is left over being shared again among the rest.
Source: model outline, section 4 (hours); weights by sanction and oversight, E28, E29, grade D.
"""

import numpy as np

from model.columns import Reals


def share_hours(hours: Reals, demand: Reals, weight: Reals) -> Reals:
    """Return hours given, shaped as ``demand`` (..., tasks); ``hours`` (...) are there, ``weight`` is relative."""
    given = np.zeros_like(demand)
    for _ in range(demand.shape[-1]):
        open_demand = demand - given
        pull = weight * open_demand
        whole = pull.sum(axis=-1, keepdims=True)
        left = (hours - given.sum(axis=-1))[..., None]
        given = given + np.minimum(open_demand, np.maximum(left, 0.0) * pull / np.where(whole > 0, whole, 1.0))
    spent = given.sum(axis=-1, keepdims=True)
    over = np.maximum(spent / np.maximum(hours[..., None], 1e-12), 1.0)
    shared: Reals = given / over
    return shared
