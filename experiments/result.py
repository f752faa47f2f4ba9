"""What one run gives; kept apart so that the engine and the store need no model."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.columns import Array


@dataclass(frozen=True)
class RunResult:
    """What one run gave; numbers are NaN where an outcome is undefined.

    Attributes
    ----------
    outcomes
        The county's outcomes over their windows, by outcome id, in the units of the registry.
    by_village
        The same for each village, in the order of ``village_ids``.
    series
        The county's outcomes over time, one value for each of ``series_dates`` (ISO, first day of the quarter).
    ends
        The first day after the run (ISO).
    quantities
        Further figures that the caller asked to be taken from the world at the end.
    events
        Every dispute and request where they were asked for, else None: columns by table, one value a row.
    detail
        What was seen from the policy start on where it was asked for, else None: columns by part of `model.detail`;
        no part where the county was too large to be looked at as a whole.
    """

    outcomes: dict[str, float]
    by_village: dict[str, list[float]] = field(default_factory=dict)
    village_ids: list[str] = field(default_factory=list)
    series: dict[str, list[float]] = field(default_factory=dict)
    series_dates: list[str] = field(default_factory=list)
    ends: str = ""
    seconds: float = 0.0
    quantities: dict[str, float] = field(default_factory=dict)
    events: dict[str, dict[str, list[Any]]] | None = None
    detail: "dict[str, dict[str, Array]] | None" = field(default=None, compare=False)

    def values(self) -> dict[tuple[str, str], float]:
        """Return all numbers by (outcome, place); a place is a village, a date or '' for the county."""
        flat = {(name, ""): value for name, value in self.outcomes.items()}
        for places, table in ((self.village_ids, self.by_village), (self.series_dates, self.series)):
            for name, values in table.items():
                flat.update({(name, place): value for place, value in zip(places, values, strict=True)})
        return flat
