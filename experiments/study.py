"""A study: which runs are wanted, which of them the store has, and the work of running the rest.

Replication r of every scenario uses the seed ``base_seed + r``: common random numbers. Pending is the design minus the
store, so calling again goes on where the last call stopped, and more scenarios or replications cost only themselves.
"""

import inspect
import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from experiments.engine import Function, Job, run_jobs, runs_here
from experiments.fingerprint import (
    code_fingerprint,
    function_fingerprint,
    join,
    point_fingerprint,
    settings_fingerprint,
)
from experiments.store import FILE, Member, ScenarioRow, Store
from model.errors import Problem, RunError

if TYPE_CHECKING:
    from model.settings import Settings
    from scenarios.scenario import Scenario


@dataclass(frozen=True)
class DesignPoint:
    """One scenario of a study: its id, what is run (``point``), its titles and where it came from."""

    id: str
    point: Any
    zh: str = ""
    en: str = ""
    path: str | None = None
    overrides: tuple[str, ...] = ()
    values: Mapping[str, float | str] = field(default_factory=dict)
    """Lever and uncertainty values that tell this point from others."""

    @classmethod
    def of(cls, scenario: "Scenario") -> "DesignPoint":
        """Return a scenario file as a point of a study."""
        zh, en = scenario.title["zh"], scenario.title["en"]
        path, values = scenario.path, lever_values(scenario.settings)
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        return cls(scenario.id, scenario.settings, zh, en, str(path), scenario.overrides, values)


def lever_values(settings: "Settings") -> dict[str, float | str]:
    """Return the lever values and behaviour parameters that settings state, by dotted name."""
    levers: dict[str, float | str] = {
        f"{programme.policy}.{name}": value
        for programme in settings.programmes
        for name, value in programme.levers.items()
    }
    return {**levers, **{f"behaviour.{name}": value for name, value in settings.behaviour.items()}}


class Experiment(Protocol):
    """What a study runs: a function of (point, seed), and how its runs are told apart."""

    @property
    def function(self) -> Function:
        """The function to run; other processes must be able to import it."""

    @property
    def code(self) -> str:
        """The fingerprint of its code."""

    def check_loaded(self) -> None:
        """Raise `RunError` where the code in this process is not the code that `code` stands for."""

    def fingerprint(self, point: Any) -> str:
        """Return the fingerprint of a point."""

    def group(self, point: Any) -> str:
        """Return what runs of one seed may share."""

    def plain(self, point: Any) -> Any:
        """Return a point as plain JSON values."""

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return one line that runs one run again."""


class CountyExperiment:
    """Our own model: a point is resolved `Settings`; with ``events``, results bring every dispute and request along."""

    def __init__(self, *, events: bool = False) -> None:
        self._events = events
        self.code = code_fingerprint()
        self._loaded = _code_at_first()

    def check_loaded(self) -> None:
        """Refuse to run old code under a new fingerprint: a process keeps the modules it once imported."""
        if self.code != self._loaded:
            raise RunError(Problem("code_changed"))

    @property
    def function(self) -> Function:
        """A fresh simulator, which remembers one burned-in county."""
        from experiments.run import Simulator

        return Simulator(events=self._events)

    def fingerprint(self, point: "Settings") -> str:
        """Return the digest of the settings."""
        return settings_fingerprint(point)

    def group(self, point: "Settings") -> str:
        """Return what the burn-in depends on."""
        from experiments.run import burn_in_key

        return sha256(burn_in_key(point).encode()).hexdigest()

    def plain(self, point: "Settings") -> Any:
        """Return the settings as JSON values."""
        return point.model_dump(mode="json")

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return the ``xiangzhi run`` command of one run."""
        return replay_line(point.path or point.id, seed, point.overrides)


@lru_cache(maxsize=1)
def _code_at_first() -> str:
    return code_fingerprint()


class FunctionExperiment:
    """Any function ``(point, seed) → {outcome: number}``; a point holds plain values."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.code = function_fingerprint(function)

    def check_loaded(self) -> None:
        """Nothing to check: the caller holds the function."""

    def fingerprint(self, point: Any) -> str:
        """Return the digest of the point."""
        return point_fingerprint(point)

    def group(self, point: Any) -> str:
        """Return a key of its own for every point: such runs share nothing."""
        return point_fingerprint(point)

    def plain(self, point: Any) -> Any:
        """Return the point itself."""
        return point

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return one line of Python in a shell."""
        target = self.function if inspect.isroutine(self.function) else type(self.function)
        name = target.__qualname__ if inspect.isroutine(self.function) else f"{target.__qualname__}()"
        first = target.__qualname__.partition(".")[0]
        code = f"from {target.__module__} import {first}; print({name}({point.point!r}, {seed}))"
        return f"python -c {shlex.quote(code)}"


def replay_line(path: str, seed: int, overrides: Sequence[str] = ()) -> str:
    """Return the command that runs one scenario file with one seed again."""
    changes = [word for change in overrides for word in ("--set", change)]
    return shlex.join(["xiangzhi", "run", path, "--seed", str(seed), *changes])


@dataclass(frozen=True)
class Progress:
    """How far a study has come in this call."""

    done: int
    total: int
    failed: int


@dataclass(frozen=True)
class Summary:
    """What one call did: runs made, runs found in the store, failed runs, and stored runs that were stale."""

    ran: int
    reused: int
    failed: int
    stale: int


@dataclass(frozen=True)
class Stored:
    """What a store has of a design: the places still to run, stale runs, and mean seconds of a run (None: unknown)."""

    pending: list[Member]
    stale: int
    seconds_a_run: float | None


Watch = Callable[[Progress], None]


class Study:
    """A design and the store it fills; with ``events``, a run counts as stored only if its events are stored too."""

    def __init__(
        self,
        points: Sequence[DesignPoint],
        *,
        out: Path,
        replications: int,
        base_seed: int = 1,
        baseline: str = "",
        experiment: Experiment | None = None,
        events: bool = False,
    ) -> None:
        self.points, self.events = list(points), events
        self.replications, self.base_seed, self.baseline = replications, base_seed, baseline
        self.experiment = experiment or CountyExperiment(events=events)
        self.path = out / FILE
        self.name = f"seed {base_seed}"
        self._digests = {point.id: self.experiment.fingerprint(point.point) for point in self.points}

    def _member(self, point: DesignPoint, replication: int) -> Member:
        seed = self.base_seed + replication
        return Member(point.id, replication, seed, join(self.experiment.code, self._digests[point.id], seed))

    def design(self) -> list[Member]:
        """Return every place of the design, replication by replication."""
        return [self._member(point, r) for r in range(self.replications) for point in self.points]

    def pending(self, have: set[str]) -> list[Member]:
        """Return the places whose run is not in ``have`` (fingerprints), each run once; failed ones are tried again."""
        wanted = {member.fingerprint: member for member in reversed(self.design()) if member.fingerprint not in have}
        return list(reversed(wanted.values()))

    def stored(self) -> Stored:
        """Return what the store already has for this design; nothing where there is no store yet."""
        if not self.path.is_file():
            return Stored(self.pending(set()), 0, None)
        with Store.open(self.path) as store:
            return Stored(self.pending(store.done(events=self.events)), len(self.stale(store)), store.run_seconds())

    def stale(self, store: Store) -> list[Member]:
        """Return the stored places of this design whose run was made by other code or settings than today's."""
        today = {(member.scenario, member.replication): member.fingerprint for member in self.design()}
        have = store.done() | store.failed()
        return [
            member
            for member in store.members(self.name)
            if member.fingerprint in have
            and today.get((member.scenario, member.replication), member.fingerprint) != member.fingerprint
        ]

    def run(self, *, workers: int | None = None, watch: Watch | None = None) -> Summary:
        """Run what is pending and record each result as it arrives.

        Parameters
        ----------
        workers
            Processes side by side; None for all cores, 1 for none but this one.
        watch
            Called before the first run and after every run.

        Raises
        ------
        StoreError
            The store cannot be used.
        RunError
            The worker processes cannot start, or the model's code has changed since this process loaded it.
        """
        with Store.open(self.path, create=True) as store:
            stale = len(self.stale(store))
            pending = self.pending(store.done(events=self.events))
            if pending and runs_here(workers):
                self.experiment.check_loaded()
            rows = [self._row(point) for point in self.points]
            store.plan(self.name, self.base_seed, self.baseline, rows, self.design())
            failed = self._run_pending(store, pending, workers, watch)
        return Summary(len(pending), len({m.fingerprint for m in self.design()}) - len(pending), failed, stale)

    def _row(self, point: DesignPoint) -> ScenarioRow:
        settings = self.experiment.plain(point.point)
        return ScenarioRow(point.id, point.zh, point.en, point.path, point.overrides, settings, dict(point.values))

    def _run_pending(self, store: Store, pending: list[Member], workers: int | None, watch: Watch | None) -> int:
        points = {point.id: point for point in self.points}
        replays = {m.fingerprint: self.experiment.replay(points[m.scenario], m.seed) for m in pending}
        groups = {point.id: self.experiment.group(point.point) for point in self.points}
        jobs = [
            Job(m.fingerprint, points[m.scenario].point, m.seed, json.dumps([groups[m.scenario], m.seed]))
            for m in pending
        ]
        failed = 0
        if watch is not None:
            watch(Progress(0, len(jobs), 0))
        with closing(run_jobs(self.experiment.function, jobs, workers)) as reports:
            for done, report in enumerate(reports, start=1):
                store.record(report, code=self.experiment.code, replay=replays[report.job.fingerprint])
                failed += report.failure is not None
                if watch is not None:
                    watch(Progress(done, len(jobs), failed))
        return failed
