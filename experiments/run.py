"""One run: settings and a seed in, a result out, and nothing else touched."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from experiments.digest import frozen_digest
from experiments.events import events_of
from experiments.populations import Populations
from experiments.result import RunResult
from experiments.stage import stage
from model import detail as details
from model.archive import Archive
from model.blocks import PEOPLE_A_BLOCK, Blocks, Make, build_block, cut_roster, in_roster_order
from model.calendar import DEKADS_A_YEAR, date_of, dekad_of
from model.columns import Rows
from model.cut import husk, stack, unstack
from model.errors import LifecycleError, Problem
from model.outcomes import measure
from model.settings import Settings
from model.world import World

__all__ = ["RunResult", "Simulator", "burn_in", "burn_in_key", "live", "run", "streams"]

Extra = Callable[[World], dict[str, float]]

PEOPLE_A_STACK = 24_000
"""Registered people up to which runs of small counties are stepped side by side; see docs/benchmarks.md."""
ONE_BLOCK = 1 << 62


def _step_to(county: Blocks | World, dekad: int) -> None:
    while county.now < dekad:
        county.step()


def _end(settings: Settings) -> int:
    return dekad_of(settings.horizon.start) + settings.horizon.years * DEKADS_A_YEAR


def _people(settings: Settings) -> int:
    return sum(village.population for village in settings.population.villages)


def burn_in(settings: Settings, seed: int, *, events: bool = False, make: Make | None = None) -> Blocks:
    """Return the county at the start of the policy period, after its years under the reference programmes.

    With ``events``, the county is one block and keeps disputes and requests that are over from the first dekad on.
    ``make`` gives its people (built anew by default).

    Raises
    ------
    XiangzhiError
        The settings cannot be built or the run breaks an invariant.
    """
    with stage("building"):
        county = Blocks.build(settings, seed, ONE_BLOCK if events else PEOPLE_A_BLOCK, make)
        if events:
            county.worlds[0].archive = Archive()
    with stage("burning in"):
        _step_to(county, dekad_of(settings.horizon.start))
    return county


def live(
    settings: Settings, seed: int, *, burned: Blocks | None = None, events: bool = False, detail: bool = False
) -> Blocks:
    """Return the county at the end of the run; ``burned``, if given, is cloned and never altered.

    ``burned`` is what `burn_in` gives for the same seed and the same population, behaviour, reference and ``events``.
    With ``detail``, its worlds have looked on from the policy start.

    Raises
    ------
    XiangzhiError
        The settings cannot be built, the run breaks an invariant, or ``burned`` has let go of the events asked for.
    """
    if events and burned is not None and burned.worlds[0].archive is None:
        values = {"call": "live", "state": "burned in without its events", "allowed": "burned in with them",
                  "todo": "call burn_in(..., events=True)"}  # fmt: skip
        raise LifecycleError(Problem("wrong_state", values))
    county = burn_in(settings, seed, events=events) if burned is None else burned.clone()
    with stage("running"):
        county.adopt(settings)
        if detail:
            details.begin(county)
        _step_to(county, _end(settings))
    return county


def streams(settings: Settings) -> bool:
    """Return whether a county is lived block after block: it is large and its townships share nothing."""
    return not settings.population.county_coupling and _people(settings) > PEOPLE_A_BLOCK


def stream(settings: Settings, seed: int) -> World:
    """Return what is left to be measured of a county whose blocks were lived one after another, each forgotten in turn.

    Raises
    ------
    XiangzhiError
        The settings cannot be built or the run breaks an invariant.
    """
    place = cut_roster(settings.population.villages, PEOPLE_A_BLOCK)
    return in_roster_order([_live_block(settings, seed, rows) for rows in place], place)


def _live_block(settings: Settings, seed: int, rows: Rows) -> World:
    """Return what is left to be measured of one block; the block itself is forgotten."""
    with stage("building"):
        block = build_block(settings, seed, rows)
    with stage("burning in"):
        _step_to(block, dekad_of(settings.horizon.start))
    with stage("running"):
        block.adopt(settings)
        _step_to(block, _end(settings))
    return husk(block)


def run(
    settings: Settings,
    seed: int,
    *,
    burned: Blocks | None = None,
    extra: Extra | None = None,
    events: bool = False,
    detail: bool = False,
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
    detail
        Whether what was seen from the policy start on comes back as ``detail``; it has no part where the county is
        lived block after block, so that nobody sees it whole.

    Raises
    ------
    XiangzhiError
        The settings cannot be built, the run breaks an invariant, or ``burned`` has let go of the events asked for.
    """
    begun = perf_counter()
    if streams(settings) and burned is None and extra is None and not events:
        streamed = _result(stream(settings, seed), begun)
        return replace(streamed, detail={}) if detail else streamed
    county = live(settings, seed, burned=burned, events=events, detail=detail)
    few = extra is None and not detail
    world = county.remains() if few and len(county.worlds) > 1 else county.join()
    return _result(world, begun, extra, events=events, seen=county if detail else None)


def _result(
    world: World,
    begun: float,
    extra: Extra | None = None,
    *,
    events: bool = False,
    seen: Blocks | None = None,
    runs: int = 1,
) -> RunResult:
    """Measure a world that has ended, and tell what ``seen`` saw; ``runs`` shared the time since ``begun``."""
    with stage("measuring"):
        measured = measure(world)
        quantities = extra(world) if extra is not None else {}
        found = events_of(world) if events else None
        detail = None if seen is None else details.collect(seen, world)
    return RunResult(
        outcomes={name: float(value) for name, value in measured.outcomes.items()},
        by_village={name: [float(value) for value in values] for name, values in measured.by_village.items()},
        village_ids=list(world.village_ids),
        series={name: [float(value) for value in values] for name, values in measured.series.items()},
        series_dates=[date_of(int(dekad)).isoformat() for dekad in measured.series_starts],
        ends=date_of(world.now).isoformat(),
        seconds=(perf_counter() - begun) / runs,
        quantities=quantities,
        events=found,
        detail=detail,
    )


def burn_in_key(settings: Settings) -> str:
    """Return what the burn-in depends on besides the seed: runs with one key and one seed share it."""
    parts = settings.model_dump(mode="json", include={"behaviour", "reference", "world_seed"})
    parts["population"] = frozen_digest(settings.population)
    start, years = settings.horizon.start.isoformat(), settings.horizon.burn_in_years
    return json.dumps([parts, start, years], sort_keys=True)


class Simulator:
    """`run` with a memory of one burned-in county and one population, so that neighbouring runs of a worker share them.

    Small counties that share a burn-in are stacked and lived side by side; the results are the same to the last bit.
    ``check``, if given, is called before the first county is built.
    """

    def __init__(
        self,
        extra: Extra | None = None,
        *,
        events: bool = False,
        detail: bool = False,
        check: Callable[[], None] | None = None,
    ) -> None:
        self._extra, self._check = extra, check
        self._events, self._detail = events, detail
        self._key: tuple[str, int] | None = None
        self._burned: Blocks | None = None
        self.populations = Populations()

    def __call__(self, settings: Settings, seed: int) -> RunResult:
        """Return the result of one run; the same whatever was run before."""
        self._look()
        burned = None if streams(settings) and not self._events else self.county(settings, seed)
        return run(settings, seed, burned=burned, extra=self._extra, events=self._events, detail=self._detail)

    def together(self, settings: Settings) -> int:
        """Return how many runs of this county, of one burn-in and seed, are best lived side by side."""
        # Rows of a stack are nobody's own, so what is told of single rows needs a county by itself.
        alone = self._events or self._detail
        return 1 if alone else max(PEOPLE_A_STACK // max(_people(settings), 1), 1)

    def many(self, points: Sequence[Settings], seed: int) -> list[RunResult]:
        """Return the results of several runs that share a burn-in and a seed, in order."""
        begun = perf_counter()
        burned = self.county(points[0], seed)
        worlds = [world for settings in points for world in burned.clone().worlds]
        with stage("running"):
            for world, settings in zip(worlds, points, strict=True):
                world.adopt(settings)
            ended = _side_by_side(worlds)
        return [_result(world, begun, self._extra, runs=len(points)) for world in ended]

    def county(self, settings: Settings, seed: int) -> Blocks:
        """Return the county burned in under these settings and seed, remembered; clone it, never alter it."""
        self._look()
        key = (burn_in_key(settings), seed)
        if self._burned is None or key != self._key:
            self._key = self._burned = None
            # A second copy of a large county would not be worth its memory.
            make = self.populations if _people(settings) <= PEOPLE_A_BLOCK else None
            self._burned = burn_in(settings, seed, events=self._events, make=make)
            self._key = key
        return self._burned

    def _look(self) -> None:
        if self._check is not None:
            self._check()
            self._check = None


def _side_by_side(worlds: Sequence[World]) -> list[World]:
    """Return the worlds at their end, those of one horizon lived as one stack."""
    ended = list(worlds)
    for end in sorted({world.end for world in worlds}):
        rows = [row for row, world in enumerate(worlds) if world.end == end]
        mine = [worlds[row] for row in rows]
        stacked = stack(mine)
        _step_to(stacked, end)
        for row, world in zip(rows, unstack(stacked, mine), strict=True):
            ended[row] = world
    return ended
