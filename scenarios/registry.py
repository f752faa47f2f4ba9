"""What a scenario may name: the model's policies, behaviour parameters, drivers, outcomes and sources, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.drivers import Driver
    from model.outcomes import Outcome
    from model.parameters import Passport
    from model.policies import Lever, Policy


@dataclass(frozen=True)
class Registry:
    """The names that scenarios and explanations may use, each with its passport."""

    policies: Mapping[str, "Policy"]
    passports: Mapping[str, "Passport"]
    drivers: Mapping[str, "Driver"] = field(default_factory=dict)
    outcomes: Mapping[str, "Outcome"] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)

    def levers(self, policy: str) -> dict[str, "Lever"]:
        """Return the levers of a policy by name, in the order of its declaration."""
        return {lever.name: lever for lever in self.policies[policy].levers}

    def policy_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels of every policy in both languages."""
        return {name: (policy.en, policy.zh) for name, policy in self.policies.items()}


@lru_cache(maxsize=1)
def standard() -> Registry:
    """Return the registry of the model itself."""
    from model.drivers import DRIVERS
    from model.evidence import SOURCES
    from model.outcomes import OUTCOMES
    from model.parameters import PASSPORTS
    from model.policies import POLICIES

    return Registry(POLICIES, PASSPORTS, DRIVERS, OUTCOMES, SOURCES)
