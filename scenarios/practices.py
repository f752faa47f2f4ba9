"""From practices to programmes: presets filled in, and what several practices ask of one policy brought together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from model.errors import Problem
from model.presets import COMPOSITES, filled
from model.settings import LeverValue, Programme, Rollout
from scenarios.layers import Given, Tree
from scenarios.nearest import show
from scenarios.registry import Registry
from scenarios.schema import OFF

if TYPE_CHECKING:
    from model.policies import Lever


_KINDS: dict[str, Callable[[Any], LeverValue]] = {"float": float, "int": int, "choice": str}


@dataclass(frozen=True)
class Wish:
    """What one practice asks of one policy; ``levers`` holds what it names, ``origin`` where each value came from."""

    practice: str
    policy: str
    start: date | None
    end: date | None
    where: Rollout
    levers: Mapping[str, LeverValue]
    origin: Mapping[str, str]
    at: Given | None
    """Some value of the entry, for the place of a fault; None where the entry is empty."""


def lever_value(lever: "Lever", came: Any) -> LeverValue:
    """Return a lever's value in the lever's own type; the word off becomes its off value, where it has one."""
    if came == OFF:
        came = lever.default if lever.off is None else lever.off
    return _KINDS[lever.kind](came)


def wished_levers(
    registry: Registry, practice: str, policy: str, entry: Tree
) -> tuple[dict[str, LeverValue], dict[str, str]]:
    """Return the levers that a practice names for one policy, and where each value came from."""
    preset, given = registry.presets[practice][policy], entry.get("levers", {})
    known = registry.levers(policy)
    origin = registry.sheet(policy) if practice in registry.policies[policy].practices else COMPOSITES
    wanted: dict[str, Any] = dict(preset)
    came = dict.fromkeys(preset, origin)
    if isinstance(given, Given):
        wanted, came = dict.fromkeys(preset, OFF), dict.fromkeys(preset, given.origin)
    else:
        wanted |= {name: held.value for name, held in given.items() if name in known}
        came |= {name: held.origin for name, held in given.items() if name in known}
    return {name: lever_value(lever, wanted[name]) for name, lever in known.items() if name in wanted}, came


def differences(mine: Wish, other: Wish) -> list[Problem]:
    """Return where two practices ask different things of one policy."""
    pairs: dict[str, tuple[Any, Any]] = {
        "start": (mine.start, other.start), "end": (mine.end, other.end), "where": (mine.where, other.where),
        **{f"levers.{name}": (mine.levers[name], other.levers[name]) for name in mine.levers if name in other.levers},
    }  # fmt: skip
    given = mine.at or other.at
    file, line = (given.file, given.line) if given else (None, None)
    names = {"practice": mine.practice, "other": other.practice, "policy": mine.policy}
    return [
        Problem("practices_differ", {**names, "what": what, "came": _said(one), "theirs": _said(two)}, file, line,
                key=f"practices.{mine.practice}.{what}")
        for what, (one, two) in pairs.items()
        if one != two
    ]  # fmt: skip


def together(
    registry: Registry, wishes: list[Wish], standing: Programme | None = None
) -> tuple[Programme, dict[str, str]]:
    """Return the programme of one policy that practices ask for alike, and where each lever's value came from.

    Levers that no practice names are as in ``standing``, the institution that the practices build on; without one they
    are off where they can be, else at their default.
    """
    first = wishes[0]
    named = {name: value for wish in wishes for name, value in wish.levers.items()}
    came = {name: origin for wish in wishes for name, origin in wish.origin.items()}
    levers = registry.levers(first.policy)
    whole = {**standing.levers, **named} if standing else filled(registry.policies[first.policy], named)
    values = {name: lever_value(lever, whole[name]) for name, lever in levers.items()}
    origin = {name: came.get(name, registry.sheet(first.policy)) for name in levers}
    return Programme(policy=first.policy, start=first.start, end=first.end, levers=values, where=first.where), origin


def first_given(tree: Tree) -> Given | None:
    """Return the first value that was written below a key."""
    for held in tree.values():
        found = held if isinstance(held, Given) else first_given(held)
        if found is not None:
            return found
    return None


def _said(value: Any) -> str:
    if isinstance(value, Rollout):
        return show({f"{name}: {held}": 0 for name, held in value if held != Rollout.model_fields[name].default})
    return "-" if value is None else str(value) if isinstance(value, date) else show(value)
