"""One run: settings and a seed in, a result out, and nothing else touched."""

import json
from collections.abc import Callable
from time import perf_counter

from experiments.events import events_of
from experiments.result import RunResult
from experiments.stage import stage
from model.archive import Archive
from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.errors import LifecycleError, Problem
from model.outcomes import measure
from model.settings import Settings
from model.world import World

__all__ = ["RunResult", "Simulator", "burn_in", "burn_in_key", "live", "run"]

Extra = Callable[[World], dict[str, float]]


def _step_to(world: World, dekad: int) -> None:
    while world.now < dekad:
        world.step()


def burn_in(settings: Settings, seed: int, *, events: bool = False) -> World:
    """Return the county at the start of the policy period, after its years under the reference programmes.

    With ``events``, disputes and requests that are over are kept in its archive from the first dekad on.

    Raises
    ------
    XiangzhiError
        The settings cannot be built or the run breaks an invariant.
    """
    with stage("building"):
        world = World.build(settings, seed)
        world.archive = Archive() if events else None
    with stage("burning in"):
        _step_to(world, dekad_of(settings.horizon.start))
    return world


def live(settings: Settings, seed: int, *, burned: World | None = None, events: bool = False) -> World:
    """Return the county at the end of the run; ``burned``, if given, is cloned and never altered.

    ``burned`` is what `burn_in` gives for the same seed and the same population, behaviour, reference and ``events``.

    Raises
    ------
    XiangzhiError
        The settings cannot be built, the run breaks an invariant, or ``burned`` has let go of the events asked for.
    """
    if events and burned is not None and burned.archive is None:
        values = {"call": "live", "state": "burned in without its events", "allowed": "burned in with them",
                  "todo": "call burn_in(..., events=True)"}  # fmt: skip
        raise LifecycleError(Problem("wrong_state", values))
    world = burn_in(settings, seed, events=events) if burned is None else burned.clone()
    with stage("running"):
        world.adopt(settings)
        _step_to(world, dekad_of(settings.horizon.start) + settings.horizon.years * DEKADS_A_YEAR)
    return world


def run(
    settings: Settings, seed: int, *, burned: World | None = None, extra: Extra | None = None, events: bool = False
) -> RunResult:
    """Run one scenario once: a pure function of ``settings`` and ``seed``.

    Parameters
    ----------
    settings
        Everything the run depends on except its seed.
    seed
        The seed of all chance, 0 or more.
    burned
        The county at the policy start, if at hand; it is cloned and never altered.
    extra
        Figures to take from the world at the end of the run; they come back as ``quantities``.
    events
        Whether every dispute and request, those of the burn-in among them, comes back as ``events``.

    Raises
    ------
    XiangzhiError
        The settings cannot be built, the run breaks an invariant, or ``burned`` has let go of the events asked for.
    """
    begun = perf_counter()
    world = live(settings, seed, burned=burned, events=events)
    with stage("measuring"):
        measured = measure(world)
        quantities = extra(world) if extra is not None else {}
        found = events_of(world) if events else None
    return RunResult(
        outcomes={name: float(value) for name, value in measured.outcomes.items()},
        by_village={name: [float(value) for value in values] for name, values in measured.by_village.items()},
        village_ids=list(world.village_ids),
        series={name: [float(value) for value in values] for name, values in measured.series.items()},
        series_dates=[date_of(int(dekad)).isoformat() for dekad in measured.series_starts],
        ends=date_of(world.now).isoformat(),
        seconds=perf_counter() - begun,
        quantities=quantities,
        events=found,
    )


def burn_in_key(settings: Settings) -> str:
    """Return what the burn-in depends on besides the seed: runs with one key and one seed share it."""
    shared = {"population", "behaviour", "reference", "world_seed"}
    parts = settings.model_dump(mode="json", include=shared)
    start, years = settings.horizon.start.isoformat(), settings.horizon.burn_in_years
    return json.dumps([parts, start, years], sort_keys=True)


class Simulator:
    """`run` with a memory of one burned-in county, so that neighbouring runs of a worker share it."""

    def __init__(self, extra: Extra | None = None, *, events: bool = False) -> None:
        self._extra = extra
        self._events = events
        self._key: tuple[str, int] | None = None
        self._burned: World | None = None

    def __call__(self, settings: Settings, seed: int) -> RunResult:
        """Return the result of one run; the same whatever was run before."""
        key = (burn_in_key(settings), seed)
        if key != self._key:
            self._key = self._burned = None
            self._burned = burn_in(settings, seed, events=self._events)
            self._key = key
        return run(settings, seed, burned=self._burned, extra=self._extra, events=self._events)
