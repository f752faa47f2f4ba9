"""Points draw people in when they are worth something, are paid out and are seen; habit wears the pull off.

offer = k x v^2 / (v^2 + h^2) x funded x seen, with v the yuan earned by one act ;  pull = offer x (1 - habituation)
- c crowding.  Own motive is crowded out as far as points are seen and worth something, and returns some months after
they end. Small value that nobody sees does nothing.
Source: P04 (0-8 points), P05, E02 (value and publicity are complements), E07 (S shape), E08, E11, P20; weights D.
"""

from types import SimpleNamespace

from model.columns import Mask, Reals


def points_offer(value: Reals, funded: Reals, seen: Reals, b: SimpleNamespace) -> Reals:
    """Return the pull on somebody not yet used to points, in logits a village; ``value`` in yuan an act."""
    worth = value * value / (value * value + b.half_value * b.half_value)
    offer: Reals = b.pull * worth * funded * seen
    return offer


def points_pull(offer: Reals, crowding: Reals, habituation: Reals, b: SimpleNamespace) -> Reals:
    """Return the pull of points on the logit of taking part; ``crowding`` and ``habituation`` are shares."""
    pull: Reals = offer * (1.0 - habituation) - b.crowding * crowding
    return pull


def habituation(before: Reals, rewarded: Mask, in_force: Mask, b: SimpleNamespace) -> Reals:
    """Return habituation after one dekad: it grows with rewarded acts and fades once points are off."""
    grown = before + b.habit_growth * (b.habit_ceiling - before) * rewarded
    after: Reals = grown - b.habit_fade * grown * ~in_force
    return after


def crowding(before: Reals, salient: Reals, b: SimpleNamespace) -> Reals:
    """Return how far own motive is crowded out, moving towards how salient points are (0 when they are off)."""
    speed = b.crowd_in * (salient > before) + b.crowd_out * (salient <= before)
    after: Reals = before + speed * (salient - before)
    return after
