"""What a policy is: who, when, what; its levers with passports, its hours and money, and the drivers it moves."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from model.columns import Array, Fen, Mask, Reals
from model.tables import COMMITTEE, GRID_WORKER, MEMBER, SECRETARY

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

# Roles whose hours are shared out, and the classes of tasks that share them.
CADRE, GRID_ROLE, MEMBER_ROLE, PUBLIC_ROLE = 0, 1, 2, 3
ROLES = ("cadre", "grid_worker", "member", "representative")
PAPERWORK, DISPUTE_WORK, REQUEST_WORK, VISITS, MOBILISATION = 0, 1, 2, 3, 4
TASKS = ("paperwork", "disputes", "requests", "visits", "mobilisation")

Push = Callable[[str, Any], None]


def role_class(role: Array) -> Array:
    """Return under which role a person's hours count: committee before grid before member before the public."""
    cadre = (role & (SECRETARY | COMMITTEE)) > 0
    return np.where(
        cadre,
        CADRE,
        np.where((role & GRID_WORKER) > 0, GRID_ROLE, np.where((role & MEMBER) > 0, MEMBER_ROLE, PUBLIC_ROLE)),
    )


@dataclass(frozen=True)
class Lever:
    """One quantity a county decides, with its passport."""

    name: str
    default: float | str
    unit: str
    low: float
    high: float
    source: str
    grade: str
    en: str
    zh: str
    off: float | str | None = None
    kind: Literal["float", "int", "choice"] = "float"
    choices: tuple[str, ...] = ()
    note: str = ""


class Levers:
    """The levers of one policy, each an array with one value a village (choices hold the number of the choice)."""

    def __init__(self, values: Mapping[str, Reals]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Reals:
        raise AttributeError(f"{name!r} is not a lever; the levers are {sorted(self.__dict__)}")


@dataclass
class Needs:
    """What a programme asks for in one dekad, per village.

    ``hours[role, task]``: hours; ``fen``: spending out of the village purse, by ledger line; ``grant``: public money
    paid into the purse; ``county_fen``: public money spent outside the purse.
    """

    hours: dict[tuple[int, int], Reals] = field(default_factory=dict)
    fen: dict[str, Fen] = field(default_factory=dict)
    grant: Fen | None = None
    county_fen: Fen | None = None


@dataclass(frozen=True)
class Sheet:
    """What stands in the YAML file beside a policy: its levers, and what each practice it covers turns on."""

    levers: tuple[Lever, ...]
    practices: Mapping[str, Mapping[str, float | str]]


@cache
def read_sheet(module: str) -> Sheet:
    """Return the sheet beside the module of a policy."""
    from ruamel.yaml import YAML

    file = Path(str(sys.modules[module].__file__)).with_suffix(".yaml")
    held = YAML(typ="safe", pure=False).load(file.read_text(encoding="utf-8"))
    levers = (
        Lever(name, **{**passport, "choices": tuple(passport.get("choices", ()))})
        for name, passport in held["levers"].items()
    )
    return Sheet(tuple(levers), held["practices"])


class FromSheet:
    """An attribute of a policy that is read from its sheet when first asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, policy: "Policy | None", owner: type["Policy"]) -> Any:
        """Return what the sheet of the policy's class holds."""
        return getattr(read_sheet(owner.__module__), self.name)


class Covered:
    """The ids of the practices that a policy carries."""

    def __get__(self, policy: "Policy | None", owner: type["Policy"]) -> tuple[str, ...]:
        """Return them in the order of the sheet."""
        return tuple(owner.practices)


class Policy:
    """The base of all policies: one file each, one frozen object each."""

    id: ClassVar[str]
    en: ClassVar[str]
    zh: ClassVar[str]
    group: ClassVar[str]
    """The group of the catalogue: the folder of the policy."""
    levers: ClassVar[tuple[Lever, ...]] = FromSheet("levers")  # type: ignore[assignment]
    practices: ClassVar[Mapping[str, Mapping[str, float | str]]] = FromSheet("practices")  # type: ignore[assignment]
    """Practices of the catalogue that the policy carries, with the levers that each turns on."""
    covers: ClassVar[tuple[str, ...]] = Covered()  # type: ignore[assignment]
    standing: ClassVar[bool] = False
    """An institution of the status quo rather than a programme."""
    protocol_free: ClassVar[bool] = False
    """Works at full fidelity at once (money that is simply paid)."""

    def __init_subclass__(cls) -> None:
        """Take the group from the folder."""
        folder = cls.__module__.split(".")
        if folder[:2] == ["model", "policies"]:
            cls.group = folder[2]

    def eligible(self, world: "World") -> Mask:
        """Return the villages where the policy can work at all."""
        return np.ones(len(world.villages), dtype=bool)

    def install(self, world: "World", levers: Levers, where: Mask) -> None:
        """Set up the structures the policy owns in the villages of ``where``; called on its dates only."""

    def remove(self, world: "World", where: Mask) -> None:
        """Take down the structures the policy owns in the villages of ``where``."""

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Return hours and money asked for in one dekad, per village."""
        return Needs()

    def county(self, blocks: "Blocks") -> None:
        """Settle what villages share beyond their block; called between blocks while the policy runs somewhere."""

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Push village values into drivers; the world applies dose and fold."""

    def is_off(self, values: Mapping[str, float | str]) -> bool:
        """Return whether every lever that can be off is off: then the policy does nothing, exactly."""
        switches = [lever for lever in self.levers if lever.off is not None]
        return bool(switches) and all(values[lever.name] == lever.off for lever in switches)
