"""What a study will take, before it starts: runs, minutes and megabytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.engine import cores
from experiments.run import burn_in_key, streams
from model.calendar import DEKADS_A_YEAR
from model.outcomes import OUTCOMES
from model.settings import Settings

if TYPE_CHECKING:
    from experiments.study import DesignPoint, Stored

SAMPLE = 200
"""Runs whose settings are looked at to tell how long all of them will take."""
SECONDS_A_PERSON_DEKAD = 4e-7
"""Measured on one core with the pilot county: about 11 ms a dekad for 28,000 people, building included."""
BYTES_A_VALUE = 23.0
"""Measured: a stored number with its keys."""
EVENTS_A_PERSON_YEAR = 0.22
"""Measured with the pilot county: disputes and requests."""
BYTES_AN_EVENT = 77.0
"""Measured: a stored dispute or request."""

DETAIL_BYTES = 12.5, 600.0, 4_000.0
"""Measured with the pilot county: what a run keeps beside outcomes, a person, a village, and a run."""


@dataclass(frozen=True)
class Forecast:
    """Runs to make, minutes they will take, and megabytes they will add to the store."""

    runs: int
    minutes: float
    megabytes: float


def forecast(
    runs: Sequence[tuple[Settings, int]],
    *,
    workers: int | None = None,
    seconds_a_run: float | None = None,
    events: bool = False,
    detail: bool = False,
) -> Forecast:
    """Return what some runs, each (settings, seed), will take.

    Parameters
    ----------
    runs
        The runs to make.
    workers
        Processes side by side; None for all cores.
    seconds_a_run
        What a run of the same study has taken, if known; else it is reckoned from people and dekads.
    events
        Whether disputes and requests are stored too.
    detail
        Whether what was seen of people, disputes, hours and money is stored too.
    """
    people = {id(settings): sum(village.population for village in settings.population.villages) for settings, _ in runs}
    keys = {id(settings): burn_in_key(settings) for settings, _ in runs}
    person_years = sum(people[id(settings)] * settings.horizon.years for settings, _ in runs)
    burned = {(keys[id(settings)], seed): settings for settings, seed in runs}
    burn_years = sum(people[id(settings)] * settings.horizon.burn_in_years for settings in burned.values())
    rate = SECONDS_A_PERSON_DEKAD * DEKADS_A_YEAR
    running = person_years * rate if seconds_a_run is None else seconds_a_run * len(runs)
    side_by_side = min(workers or cores(), max(len(runs), 1))
    values = sum(
        len(OUTCOMES) * (1 + len(settings.population.villages) + 4 * settings.horizon.years) for settings, _ in runs
    )
    lived = sum(people[id(s)] * (s.horizon.years + s.horizon.burn_in_years) for s, _ in runs)
    bytes_ = values * BYTES_A_VALUE + events * lived * EVENTS_A_PERSON_YEAR * BYTES_AN_EVENT
    if detail:
        bytes_ += sum(_detail_bytes(settings, people[id(settings)]) for settings, _ in runs if not streams(settings))
    return Forecast(len(runs), (running + burn_years * rate) / side_by_side / 60, bytes_ / 1e6)


def _detail_bytes(settings: Settings, people: int) -> float:
    a_person, a_village, a_run = DETAIL_BYTES
    return people * a_person + len(settings.population.villages) * a_village + a_run


def forecast_pending(
    points: Iterable["DesignPoint"], stored: "Stored", workers: int | None = None, *, detail: bool = False
) -> Forecast:
    """Return what the runs that a store lacks will take, judged by a sample of them: settings of all would take long.

    Parameters
    ----------
    points
        All points of the study.
    stored
        What the store has of it.
    workers
        Processes side by side; None for all cores.
    detail
        As for `forecast`.
    """
    known = {point.id: point for point in points}
    step = max(len(stored.pending) // SAMPLE, 1)
    runs = [(known[member.scenario].settled, member.seed) for member in stored.pending[::step]]
    found = forecast(runs, workers=workers, seconds_a_run=stored.seconds_a_run, detail=detail)
    share = len(stored.pending) / max(len(runs), 1)
    return Forecast(len(stored.pending), found.minutes * share, found.megabytes * share)
