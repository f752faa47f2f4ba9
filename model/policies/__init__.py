"""Policies, one file each; ``POLICIES`` finds them by id.

A policy reaches the rules through drivers and through the structures it owns (links, accounts, cooperatives), never
by writing other columns. To add one: write a file here with one subclass of `Policy`; nothing else needs to change.
"""

from importlib import import_module
from pkgutil import iter_modules

from model.policies.base import Lever, Levers, Needs, Policy

__all__ = ["POLICIES", "Lever", "Levers", "Needs", "Policy"]


def _find() -> dict[str, Policy]:
    found: dict[str, Policy] = {}
    for module in sorted(iter_modules(__path__), key=lambda item: item.name):
        if module.name != "base":
            for thing in vars(import_module(f"{__name__}.{module.name}")).values():
                if isinstance(thing, type) and issubclass(thing, Policy) and thing is not Policy:
                    found[thing.id] = thing()
    return dict(sorted(found.items()))


POLICIES: dict[str, Policy] = _find()
