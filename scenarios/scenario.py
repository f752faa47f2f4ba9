"""A scenario as the rest of the project knows it: names, words, resolved settings, and where each value came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model.settings import Settings


@dataclass(frozen=True)
class Scenario:
    """One scenario, resolved; ``id`` is the stem of its file."""

    id: str
    path: Path
    title: Mapping[str, str]
    """By language, 'zh' and 'en'."""
    question: Mapping[str, str]
    """By language; empty texts where the file asks none."""
    settings: Settings
    sources: tuple[str, ...] = ()
    """Of the file and of all it extends."""
    assumptions: tuple[Mapping[str, str], ...] = ()
    """What no source says, by language; of the file and of all it extends."""
    practices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Practices of the catalogue that were asked for, each with its policies."""
    extends: tuple[Path, ...] = ()
    """Resolved paths of the files it extends, the nearest first."""
    overrides: tuple[str, ...] = ()
    """The ``key=value`` changes given with the file."""
    origin: Mapping[str, str] = field(default_factory=dict, compare=False)
    """For every key path its ``file:line``; for a default the module that holds it."""
    notes: tuple[str, ...] = ()
    """What was filled from national figures, in the language asked for."""

    def extends_from(self, other: "Scenario") -> bool:
        """Return whether this scenario is built, however indirectly, on the file of ``other``."""
        return other.path.resolve() in self.extends
