"""One part of the benchmarks: what was asked, the table that answers, and the figures behind it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from textwrap import fill
from typing import Any

WIDTH = 118
"""Characters a line of the page."""
ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "results" / "benchmarks"
"""Where figures are kept between invocations, one file a part, so that a part can be measured anew by itself."""


@dataclass(frozen=True)
class Part:
    """A section of the page."""

    title: str
    text: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    """Figures for the picture and for goals."""

    def keep(self, name: str) -> None:
        """Keep the part for the next time the page is written."""
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{name}.json").write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def kept(cls, name: str) -> "Part | None":
        """Return the part as it was last measured, if it was."""
        path = KEPT / f"{name}.json"
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    def page(self) -> str:
        """Return the section in Markdown."""
        lines = [
            f"## {self.title}",
            "",
            fill(self.text, WIDTH),
            "",
            row_of(self.header),
            row_of(["---"] * len(self.header)),
        ]
        lines += [row_of(row) for row in self.rows]
        return "\n".join(lines + (["", fill(self.notes, WIDTH)] if self.notes else []))


def row_of(cells: Sequence[str]) -> str:
    """Return one row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def figure(value: float) -> str:
    """Return a number with three significant digits and no exponent."""
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
