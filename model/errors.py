"""One error tree: every message says where, what came, what is allowed and what to do.

    XiangzhiError
    ├── ScenarioError    a scenario file or an override is wrong
    ├── RosterError      a village list is wrong
    ├── ParameterError   a parameter, lever or driver is unknown or out of bounds
    ├── LifecycleError   a call came in the wrong state of a run
    ├── RunError         a run broke its own invariants
    └── StoreError       a study store cannot be used

Each error carries one or more ``Problem``; a problem renders itself in English or Chinese from ``MESSAGES``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from model.messages import MESSAGES


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its place, and the code and values from which the message is written."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None

    def message(self, lang: str = "en") -> str:
        """Return what came, what is allowed and what to do, in ``lang`` ('en' or 'zh')."""
        return MESSAGES[self.code][lang].format_map(dict(self.values))

    def text(self, lang: str = "en") -> str:
        """Return the full line ``file:line:column: key: message``; parts that are unknown are left out."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(part for part in (place, self.key or "", self.message(lang)) if part)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the machine-readable form used by ``--json``."""
        return {"file": self.file, "line": self.line, "key": self.key, "message": self.message(lang)}


class XiangzhiError(Exception):
    """The root of all errors this project raises on purpose."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.text() for problem in problems))

    def text(self, lang: str = "en") -> str:
        """Return all problems, one a line, in ``lang``."""
        return "\n".join(problem.text(lang) for problem in self.problems)

    def __reduce__(self) -> tuple[type["XiangzhiError"], tuple[Problem, ...]]:
        """Survive the way back from a worker process."""
        return type(self), self.problems


class ScenarioError(XiangzhiError):
    """A scenario file, or an override given with it, is wrong."""


class RosterError(XiangzhiError):
    """A village list is wrong."""


class ParameterError(XiangzhiError):
    """A parameter, lever or driver is unknown or out of its bounds."""


class LifecycleError(XiangzhiError):
    """A call came in the wrong state of a run."""


class RunError(XiangzhiError):
    """A run broke one of its own invariants."""


class StoreError(XiangzhiError):
    """A study store cannot be read or written."""
