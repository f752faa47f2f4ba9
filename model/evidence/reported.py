"""What the places report of themselves: each figure or word, its mask, and which quantity of the model counts the same.

All of it is self-reported, without comparison group or denominator.  It stands beside simulated figures so that a
reader can see how far the two speak of one thing; nothing here can be fitted to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

Words = Mapping[str, str]
"""A text by language, 'en' and 'zh'."""


@dataclass(frozen=True)
class Quantity:
    """A quantity that figures are held beside, or why the model has no counterpart."""

    id: str
    kind: str = ""
    """'flow' (a count a year), 'stock' (a count at one time), 'level' (a share or ratio); empty where absent."""
    en: str = ""
    zh: str = ""
    as_reported: str = ""
    """The quantity that the village's own reports would give for the same."""
    absent: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Reported:
    """One outcome that a place reports of itself."""

    id: str
    case: str
    zh: str
    en: str
    value: float | str | None
    """As given; None where it is masked or where there are only words."""
    qualifier: str
    """'exact', 'floor', 'approx_floor', 'target', 'redacted' or 'words'."""
    unit: Words
    counts: Words
    ambiguity: Words
    comparable: str
    """'yes', 'partial' or 'no': whether the model computes the same thing."""
    simulated_quantity: str
    use: str
    shown_as: str | None = None
    """The mask, where the document hides the figure."""
    caveats: tuple[str, ...] = ()
    base: Mapping[str, int] = field(default_factory=dict)
    """What the figure is a total of: 'grids' or 'villages', and how many."""
    counted_as: str = ""
    """The part of ``simulated_quantity`` that the figure is, where it is not all of it."""
    without: tuple[str, ...] = ()
    """Practices to take out, so that the direction the words claim can be seen."""
    sign: str = ""
    """'up', 'down' or 'little': what the words claim of these practices."""

    @property
    def quantity(self) -> str:
        """Return which simulated quantity the figure is held beside."""
        return self.counted_as or self.simulated_quantity


@dataclass(frozen=True)
class Derived:
    """A quotient of reported figures, worked out here; one part: a quantity that is a quotient already."""

    id: str
    case: str
    formula: str
    value: float
    parts: tuple[str, ...]
    period_free: bool
    counts: Words
    caution: Words


def quantities() -> Mapping[str, Quantity]:
    """Return all quantities by id."""
    return {name: Quantity(id=name, **held) for name, held in _load()["quantities"].items()}


def reported(case: str | None = None) -> tuple[Reported, ...]:
    """Return the reported outcomes of one case, or of all, in order."""
    found = (_read(row) for row in _load()["outcomes"])
    return tuple(row for row in found if case in (None, row.case))


def derived(case: str | None = None) -> tuple[Derived, ...]:
    """Return the quotients of one case, or of all, in order."""
    found = (Derived(**{**row, "parts": tuple(row["parts"])}) for row in _load()["derived"])
    return tuple(row for row in found if case in (None, row.case))


def _read(row: Mapping[str, Any]) -> Reported:
    lists = {name: tuple(row.get(name, ())) for name in ("caveats", "without")}
    return Reported(**{**row, **lists})


@cache
def _load() -> Any:
    text = files("model.evidence").joinpath("reported.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)
