"""Policies, one file each in the folder of its group, passports beside it; ``POLICIES`` finds them by id.

A policy reaches the rules through drivers and through the structures it owns (links, accounts, cooperatives), never
by writing other columns. How to add one stands in README.md; nothing else needs to change.
"""

from importlib import import_module
from pkgutil import walk_packages

from model.policies.base import Lever, Levers, Needs, Policy

__all__ = ["POLICIES", "Lever", "Levers", "Needs", "Policy"]


def _find() -> dict[str, Policy]:
    found: dict[str, Policy] = {}
    for module in sorted(walk_packages(__path__, f"{__name__}."), key=lambda item: item.name):
        if not module.ispkg and module.name != f"{__name__}.base":
            for thing in vars(import_module(module.name)).values():
                if isinstance(thing, type) and issubclass(thing, Policy) and thing is not Policy:
                    found[thing.id] = thing()
    return dict(sorted(found.items()))


POLICIES: dict[str, Policy] = _find()
