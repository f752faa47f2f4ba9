"""How two scenarios differ once everything is resolved: dotted keys, and nothing that is equal."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from model.settings import Area, Event, Programme, Rollout, Settings
from scenarios.registry import Registry, standard
from scenarios.scenario import Scenario


def diff(a: Scenario, b: Scenario, *, registry: Registry | None = None) -> list[dict[str, Any]]:
    """Return ``{"key", "a", "b"}`` for every resolved value that differs; None where one side has no such key."""
    known = registry or standard()
    left, right = flatten(a.settings), flatten(b.settings)
    for key in (left.keys() | right.keys()) & {f"behaviour.{name}" for name in known.passports}:
        default = known.passports[key.removeprefix("behaviour.")].value
        left.setdefault(key, default)
        right.setdefault(key, default)
    pairs = {key: (left.get(key), right.get(key)) for key in dict.fromkeys([*left, *right])}
    differing = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
    shown = _practices(a, b, differing)
    shown |= {key: pair for key, pair in differing.items() if not _is_default_place(key, differing)}
    return [{"key": key, "a": one, "b": other} for key, (one, other) in shown.items()]


def _practices(a: Scenario, b: Scenario, differing: Collection[str]) -> dict[str, tuple[Any, Any]]:
    """Return the practices that one side alone asks for and that make a difference to some policy."""
    moved = {key.split(".")[1] for key in differing if key.startswith("policies.")}
    policies = {**a.practices, **b.practices}
    return {
        f"practices.{name}": ("on" if name in a.practices else None, "on" if name in b.practices else None)
        for name in sorted(a.practices.keys() ^ b.practices.keys())
        if moved.intersection(policies[name])
    }


def _is_default_place(key: str, differing: Mapping[str, tuple[Any, Any]]) -> bool:
    """Return whether a key only says that what one scenario alone holds is everywhere, as things usually are."""
    whole, _, name = key.partition(".where.")
    alone = bool(name) and None in differing.get(whole, ())
    return alone and _plain(Rollout.model_fields[name].default) in differing[key]


def flatten(settings: Settings) -> dict[str, Any]:
    """Return resolved settings as key paths and plain values; dates are ISO texts."""
    horizon = settings.horizon
    return {
        "world_seed": settings.world_seed,
        **{f"horizon.{name}": _plain(value) for name, value in horizon},
        "population.county_coupling": settings.population.county_coupling,
        **{key: value for village in settings.population.villages for key, value in _village(village)},
        **{f"behaviour.{key}": value for key, value in settings.behaviour.items()},
        **{key: value for item in settings.programmes for key, value in _programme(item, "policies")},
        **{key: value for item in settings.reference for key, value in _programme(item, "reference")},
        **{key: value for i, event in enumerate(settings.events) for key, value in _event(event, f"events[{i}]")},
    }


def _village(village: Any) -> Iterator[tuple[str, Any]]:
    for name, value in village:
        if name not in {"id", "filled"}:
            yield f"population.villages.{village.id}.{name}", value


def _programme(item: Programme, part: str) -> Iterator[tuple[str, Any]]:
    key = f"{part}.{item.policy}"
    yield key, "on"
    yield f"{key}.start", _plain(item.start)
    yield f"{key}.end", _plain(item.end)
    for name, value in item.levers.items():
        yield f"{key}.levers.{name}", value
    for name, value in item.where:
        yield f"{key}.where.{name}", _plain(value)


def _event(event: Event, key: str) -> Iterator[tuple[str, Any]]:
    yield key, event.kind
    for name, value in event:
        if name == "kind":
            continue
        if isinstance(value, Area):
            yield from ((f"{key}.where.{part}", _plain(held)) for part, held in value)
        else:
            yield f"{key}.{name}", _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
