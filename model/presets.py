"""Presets: which policies, with which levers, put a practice of the catalogue to work.

Most practices stand in the sheet of the one policy that carries them. Those that are several policies at once, such as
labels without a content of their own, stand in ``policies/presets.yaml`` with a note in both languages.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from model.errors import ParameterError, Problem
from model.policies import POLICIES, Policy
from model.settings import LeverValue

Preset = Mapping[str, Mapping[str, LeverValue]]
"""By policy id, the levers that the practice turns on."""

COMPOSITES = "model/policies/presets.yaml"
"""The file of practices that are several policies at once."""


def practice_ids() -> tuple[str, ...]:
    """Return the ids of all practices that have a preset, in order."""
    return tuple(_presets())


def presets() -> Mapping[str, Preset]:
    """Return all presets by practice id."""
    return _presets()


def preset(practice: str) -> Preset:
    """Return the policies of a practice, each with the levers that the practice turns on.

    Raises
    ------
    ParameterError
        No practice with a preset bears this id; the message names the nearest.
    """
    known = _presets()
    if practice not in known:
        near = (get_close_matches(practice, known, n=1, cutoff=0.0) or ["-"])[0]
        raise ParameterError(Problem("unknown_practice", {"came": practice, "near": near}))
    return known[practice]


def filled(policy: Policy, named: Mapping[str, LeverValue]) -> dict[str, LeverValue]:
    """Return all levers of a policy of which practices name some: the others are off where they can be."""
    rest = {lever.name: lever.default if lever.off is None else lever.off for lever in policy.levers}
    return {**rest, **named}


def alone(practice: str) -> dict[str, dict[str, LeverValue]]:
    """Return all levers of a practice's policies as they stand when no other practice shares these policies.

    Raises
    ------
    ParameterError
        No practice with a preset bears this id.
    """
    return {name: filled(POLICIES[name], named) for name, named in preset(practice).items()}


def note(practice: str) -> Mapping[str, str]:
    """Return what the authors of a preset of several policies say of it, by language; empty for all others."""
    held = _composites().get(practice, {})
    return {lang: held[lang] for lang in ("zh", "en") if lang in held}


@cache
def _presets() -> Mapping[str, Preset]:
    found: dict[str, dict[str, Mapping[str, LeverValue]]] = {}
    for policy in POLICIES.values():
        for practice, levers in policy.practices.items():
            found.setdefault(practice, {})[policy.id] = levers
    for practice, held in _composites().items():
        found.setdefault(practice, {}).update(held["policies"])
    return dict(sorted(found.items()))


@cache
def _composites() -> Mapping[str, Mapping[str, Any]]:
    text = files("model.policies").joinpath("presets.yaml").read_text(encoding="utf-8")
    held: Mapping[str, Mapping[str, Any]] = YAML(typ="safe").load(text) or {}
    return held
