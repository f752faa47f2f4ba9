"""Points draw people in when they are worth something, are paid out and are seen; habit wears the pull off.

pull = k x v^2 / (v^2 + h^2) x funded x seen x (1 - habituation) - c crowding, with v the yuan earned by one act.
Small value that nobody sees does nothing; points crowd out own motive, which returns some months after they end.
Source: P04 (0-8 points), P05, E02 (value and publicity are complements), E07 (S shape), E08, E11, P20; weights D.
"""

from types import SimpleNamespace

from model.columns import Mask, Reals


def points_pull(
    value: Reals, funded: Reals, seen: Reals, habituation: Reals, crowding: Reals, b: SimpleNamespace
) -> Reals:
    """Return the pull of points on the logit of taking part; ``value`` in yuan an act, the rest shares."""
    worth = value * value / (value * value + b.half_value * b.half_value)
    pull: Reals = b.pull * worth * funded * seen * (1.0 - habituation) - b.crowding * crowding
    return pull


def habituation(before: Reals, rewarded: Mask, in_force: Mask, b: SimpleNamespace) -> Reals:
    """Return habituation after one dekad: it grows with rewarded acts and fades once points are off."""
    grown = before + b.habit_growth * (b.habit_ceiling - before) * rewarded
    after: Reals = grown - b.habit_fade * grown * ~in_force
    return after


def crowding(before: Reals, worth: Reals, b: SimpleNamespace) -> Reals:
    """Return how far own motive is crowded out, moving towards the worth of points (0 when they are off)."""
    speed = b.crowd_in * (worth > before) + b.crowd_out * (worth <= before)
    after: Reals = before + speed * (worth - before)
    return after
