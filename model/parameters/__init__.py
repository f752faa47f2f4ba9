"""Behaviour parameters with passports: value, unit, bounds, source, grade (A-D) and note, one YAML file a group.

A: official statistics or large survey; B: peer-reviewed study; C: case report; D: own judgement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from types import SimpleNamespace
from typing import Any

from ruamel.yaml import YAML

from model.errors import ParameterError, Problem


@dataclass(frozen=True)
class Passport:
    """What is known of one number: value, unit, bounds, source, grade, labels and note."""

    key: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    grade: str
    en: str
    zh: str
    note: str = ""
    shape: str = ""
    """How values spread over the bounds in studies: uniform, triangular, log_uniform or normal; triangular if empty."""


@lru_cache(maxsize=1)
def _read() -> dict[str, Passport]:
    yaml = YAML(typ="safe", pure=False)
    found: dict[str, Passport] = {}
    folder = resources.files("model.parameters")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            group = entry.name.removesuffix(".yaml")
            for name, passport in (yaml.load(entry.read_text(encoding="utf-8")) or {}).items():
                found[f"{group}.{name}"] = Passport(key=f"{group}.{name}", **passport)
    return found


PASSPORTS: Mapping[str, Passport] = _read()


def behaviour(changes: Mapping[str, float] | None = None) -> Any:
    """Return all parameters as a namespace of groups (``b.participation.neighbours``), with ``changes`` applied.

    Raises
    ------
    ParameterError
        A key is unknown, or a value lies outside its bounds.
    """
    values = {key: passport.value for key, passport in PASSPORTS.items()}
    problems = []
    for key, value in (changes or {}).items():
        passport = PASSPORTS.get(key)
        if passport is None:
            near = (get_close_matches(key, PASSPORTS, 1, 0.0) or ["-"])[0]
            problems.append(Problem("unknown_parameter", {"came": key, "near": near}, key=key))
        elif not passport.low <= value <= passport.high:
            bounds = {"came": value, "low": passport.low, "high": passport.high, "unit": passport.unit}
            problems.append(Problem("out_of_bounds", bounds, key=key))
        values[key] = value
    if problems:
        raise ParameterError(*problems)
    groups: dict[str, SimpleNamespace] = {}
    for key, value in values.items():
        group, _, name = key.partition(".")
        setattr(groups.setdefault(group, SimpleNamespace()), name, value)
    return SimpleNamespace(**groups)
