"""What a scenario may name: the model's policies, behaviour parameters, drivers, outcomes and sources, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.drivers import Driver
    from model.evidence import Practice, Route
    from model.outcomes import Outcome
    from model.parameters import Passport
    from model.policies import Lever, Policy
    from model.presets import Preset
    from model.states import State


@dataclass(frozen=True)
class Registry:
    """The names that scenarios and explanations may use, each with its passport."""

    policies: Mapping[str, "Policy"]
    passports: Mapping[str, "Passport"]
    drivers: Mapping[str, "Driver"] = field(default_factory=dict)
    outcomes: Mapping[str, "Outcome"] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    presets: Mapping[str, "Preset"] = field(default_factory=dict)
    practices: Mapping[str, "Practice"] = field(default_factory=dict)
    routes: Mapping[str, "Route"] = field(default_factory=dict)
    states: Mapping[str, "State"] = field(default_factory=dict)

    def levers(self, policy: str) -> dict[str, "Lever"]:
        """Return the levers of a policy by name, in the order of its declaration."""
        return {lever.name: lever for lever in self.policies[policy].levers}

    def policy_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels of every policy in both languages."""
        return {name: (policy.en, policy.zh) for name, policy in self.policies.items()}

    def practice_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels of every practice that has a preset, in both languages, as far as they are known."""
        known = self.practices
        return {name: (known[name].en, known[name].zh) if name in known else () for name in self.presets}

    def levers_of_practice(self, practice: str) -> dict[str, list["Lever"]]:
        """Return the levers of a practice's policies by name; a name that several policies use stands for all."""
        found: dict[str, list[Lever]] = {}
        for policy in self.presets[practice]:
            for lever in self.policies[policy].levers:
                found.setdefault(lever.name, []).append(lever)
        return found

    def sheet(self, policy: str) -> str:
        """Return the file that holds the levers of a policy."""
        return type(self.policies[policy]).__module__.replace(".", "/") + ".yaml"


@lru_cache(maxsize=1)
def standard() -> Registry:
    """Return the registry of the model itself."""
    from model.drivers import DRIVERS
    from model.evidence import PRACTICES, ROUTES, SOURCES
    from model.outcomes import OUTCOMES
    from model.parameters import PASSPORTS
    from model.policies import POLICIES
    from model.presets import presets
    from model.states import STATES

    return Registry(POLICIES, PASSPORTS, DRIVERS, OUTCOMES, SOURCES, presets(), PRACTICES, ROUTES, STATES)
