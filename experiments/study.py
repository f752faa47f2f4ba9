"""A study: which runs are wanted, which of them the store has, and the work of running the rest.

Replication r of every scenario uses the seed ``base_seed + r``: common random numbers. Pending is the design minus the
store, so calling again goes on where the last call stopped, and more scenarios or replications cost only themselves.
"""

import inspect
import json
import math
import shlex
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from experiments.engine import Failure, Function, Job, Report, run_jobs, runs_here
from experiments.fingerprint import (
    check_code,
    code_fingerprint,
    code_in_state,
    function_fingerprint,
    join,
    point_fingerprint,
    settings_fingerprint,
)
from experiments.lock import writing
from experiments.store import FILE, Member, ScenarioRow, Store, StudyRow
from model.errors import Problem, RunError, StoreError

if TYPE_CHECKING:
    from model.settings import Settings
    from scenarios.scenario import Scenario


_MOST_TOLD = 20
"""Scenarios whose stale runs are named one by one in a message."""
OTHER_LUCK = 10**9
"""How far the seeds of runs that only tell what luck does lie from the seeds of a study."""


@dataclass(frozen=True)
class DesignPoint:
    """One scenario of a study: its id, what is run (``point``), its titles and where it came from."""

    id: str
    point: Any = None
    zh: str = ""
    en: str = ""
    path: str | None = None
    overrides: tuple[str, ...] = ()
    values: Mapping[str, float | str] = field(default_factory=dict)
    """Lever and uncertainty values that tell this point from others."""
    make: Callable[[], Any] | None = None
    """Gives what is run where ``point`` does not hold it, so that thousands of points need no room."""
    changes: Callable[[], tuple[str, ...]] | None = None
    """Gives the changes to the scenario file that make this point, where ``overrides`` are not all."""
    base: str = ""
    """The scenario that a design varies, if it is another than this one."""
    row: int = 0
    """The row of the design."""
    luck: int = 0
    """1 where other seeds than the study's are used."""

    @property
    def settled(self) -> Any:
        """What is run."""
        return self.point if self.make is None else self.make()

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

    @property
    def record(self) -> Mapping[str, Any]:
        """What is run, as plain values from which it can be found again; empty for the county."""

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return one line that runs one run again."""


class CountyExperiment:
    """Our own model: a point is resolved `Settings`.

    With ``events``, results bring every dispute and request along; with ``detail``, what was seen of the policy period.
    """

    def __init__(self, *, events: bool = False, detail: bool = False) -> None:
        self._events, self._detail = events, detail
        self.state, self.code = code_in_state()
        self._loaded = _code_at_first()

    def check_loaded(self) -> None:
        """Refuse to run old code under a new fingerprint: a process keeps the modules it once imported."""
        if self.code != self._loaded:
            raise RunError(Problem("code_changed"))

    @property
    def function(self) -> Function:
        """A fresh simulator, which remembers one burned-in county."""
        from experiments.run import Simulator

        check = partial(check_code, self.state, self.code)
        return Simulator(events=self._events, detail=self._detail, check=check)

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

    @property
    def record(self) -> Mapping[str, Any]:
        """Nothing: the county needs no description."""
        return {}

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return the ``xiangzhi run`` command of one run."""
        changes = point.overrides if point.changes is None else point.changes()
        return replay_line(point.path or point.id, seed, changes)


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

    @property
    def record(self) -> Mapping[str, Any]:
        """Where the function is found: its module, its name, and whether it must be called to give the function."""
        named = inspect.isroutine(self.function)
        target = self.function if named else type(self.function)
        return {"module": target.__module__, "name": target.__qualname__, "called": not named}

    def replay(self, point: DesignPoint, seed: int) -> str:
        """Return one line of Python in a shell."""
        target = self.function if inspect.isroutine(self.function) else type(self.function)
        name = target.__qualname__ if inspect.isroutine(self.function) else f"{target.__qualname__}()"
        first = target.__qualname__.partition(".")[0]
        code = f"from {target.__module__} import {first}; print({name}({point.settled!r}, {seed}))"
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
    """What one call did: runs made, runs found in the store, failed runs, and stored runs that were stale.

    ``kept`` is the name under which stale runs were kept, if they were.
    """

    ran: int
    reused: int
    failed: int
    stale: int
    kept: str = ""


@dataclass(frozen=True)
class Stored:
    """What a store has of a design: the places still to run, stale ones, and mean seconds of a run (None: unknown)."""

    pending: list[Member]
    stale: list[Member]
    seconds_a_run: float | None


Watch = Callable[[Progress], None]
Runner = Callable[[Function, Sequence[Job]], Generator[Report, None, None]]
"""What runs jobs: processes here, or a cluster."""
Stale = Literal["rerun", "keep", "refuse"]
"""What becomes of stored runs of older code or settings: run anew, kept under another name too, or a refusal."""


def by_scenario(members: Sequence[Member]) -> list[tuple[str, str]]:
    """Return places as (scenario, its replications written '0-4, 7')."""
    found = []
    for scenario, group in groupby(sorted(members, key=lambda m: (m.scenario, m.replication)), lambda m: m.scenario):
        found.append((scenario, _spans(sorted({member.replication for member in group}))))
    return found


def _spans(numbers: Sequence[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return ", ".join("-".join(map(str, span)) for span in spans)


class Study:
    """A design and the store it fills.

    Parameters
    ----------
    points
        What is run, one scenario or point of a design each.
    out
        The folder of the store.
    name
        The study's name in its store, to which the seed is added.
    events
        Whether a run counts as stored only if its events are stored too.
    detail
        Whether a run counts as stored only if its detail is stored too.
    outcomes
        Outcomes that must be finite, else the run has failed; empty: all that a run gives; None: none.
    file, inputs
        The study file, and digests of all that the points were made from.
    whole
        Whether the points are all there are: others that the store has under this name are forgotten.
    """

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
        detail: bool = False,
        name: str = "",
        outcomes: Sequence[str] | None = None,
        file: str | None = None,
        inputs: Mapping[str, Any] | None = None,
        whole: bool = False,
    ) -> None:
        self.points, self.outcomes = list(points), outcomes
        self.events, self.detail = events, detail
        self.replications, self.base_seed, self.baseline = replications, base_seed, baseline
        self.experiment = experiment or CountyExperiment(events=events, detail=detail)
        self.path = out / FILE
        self.name = f"{name} seed {base_seed}".strip()
        self._file, self._inputs, self._whole = file, inputs, whole
        self._digests = {point.id: self.experiment.fingerprint(point.settled) for point in self.points}

    @property
    def digests(self) -> Mapping[str, str]:
        """Digest of what is run at every point."""
        return self._digests

    def _member(self, point: DesignPoint, replication: int) -> Member:
        seed = self.base_seed + replication + point.luck * OTHER_LUCK
        return Member(point.id, replication, seed, join(self.experiment.code, self._digests[point.id], seed))

    def design(self) -> list[Member]:
        """Return every place of the design, replication by replication."""
        return [self._member(point, r) for r in range(self.replications) for point in self.points]

    def pending(self, have: set[str]) -> list[Member]:
        """Return the places whose run is not in ``have`` (fingerprints), each run once; failed ones are tried again."""
        wanted = {member.fingerprint: member for member in reversed(self.design()) if member.fingerprint not in have}
        return list(reversed(wanted.values()))

    def _done(self, store: Store) -> set[str]:
        """Return the runs that a store has with all that is asked of them."""
        return store.done(events=self.events, detail=self.detail)

    def stored(self) -> Stored:
        """Return what the store already has for this design; nothing where there is no store yet."""
        if not Store.exists(self.path):
            return Stored(self.pending(set()), [], None)
        with Store.open(self.path) as store:
            return Stored(self.pending(self._done(store)), self.stale(store), store.run_seconds())

    def stale(self, store: Store) -> list[Member]:
        """Return the stored places of this design whose run was made by other code or settings than today's.

        A run that has moved to another place, as some do when a design grows, is none of them.
        """
        today = {(member.scenario, member.replication): member.fingerprint for member in self.design()}
        suspects = (store.done() | store.failed()) - set(today.values())
        return [
            member
            for member in store.members(self.name)
            if member.fingerprint in suspects and (member.scenario, member.replication) in today
        ]

    def run(
        self,
        *,
        workers: int | None = None,
        watch: Watch | None = None,
        runner: Runner | None = None,
        stale: Stale = "rerun",
    ) -> Summary:
        """Run what is pending and record each result as it arrives.

        Parameters
        ----------
        workers
            Processes side by side; None for all cores, 1 for none but this one.
        watch
            Called before the first run and after every run.
        runner
            What runs the jobs, in processes of its own; ``workers`` of this machine if not given.
        stale
            What becomes of stored runs that other code or settings gave.

        Raises
        ------
        StoreError
            The store cannot be used, another process is writing it, or stale runs are to be refused.
        RunError
            The worker processes cannot start, or the model's code has changed since this process loaded it.
        """
        with Store.open(self.path, create=True) as store, writing(self.path.parent):
            old = self.stale(store)
            if old and stale == "refuse":
                raise StoreError(Problem("stale_refused", {"came": _told(old), "number": len(old), "path": self.path}))
            kept = self._keep(store, old) if old and stale == "keep" else ""
            pending = self.pending(self._done(store))
            if pending and runner is None and runs_here(workers):
                self.experiment.check_loaded()
            store.plan(self._study_row(), map(self._row, self.points), self.design(), whole=self._whole)
            if isinstance(self.experiment, CountyExperiment):
                store.know_code(self.experiment.state, self.experiment.code)
            failed = self._run_pending(store, pending, runner or partial(run_jobs, workers=workers), watch)
        return Summary(len(pending), len({m.fingerprint for m in self.design()}) - len(pending), failed, len(old), kept)

    def _keep(self, store: Store, stale: Sequence[Member]) -> str:
        label = f"{self.name}, kept {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"
        store.keep(self.name, label, stale)
        return label

    def _study_row(self) -> StudyRow:
        inputs = {} if self._inputs is None else {**self._inputs, "code": self.experiment.code}
        wanted = tuple(self.outcomes or ())
        return StudyRow(self.name, self.base_seed, self.baseline, self._file, wanted, self.experiment.record, inputs)

    def _row(self, point: DesignPoint) -> ScenarioRow:
        # What a study file and the values of its factors tell need not be written out for every point.
        settings = None if point.make is not None else self.experiment.plain(point.point)
        texts = (point.zh, point.en, point.path, point.overrides)
        place = (point.base or point.id, point.row, point.luck, self._digests[point.id])
        return ScenarioRow(point.id, *texts, settings, dict(point.values), *place)

    def _run_pending(self, store: Store, pending: list[Member], runner: Runner, watch: Watch | None) -> int:
        points = {point.id: point for point in self.points}
        places = {member.fingerprint: member for member in pending}
        groups = {name: self.experiment.group(points[name].settled) for name in {m.scenario for m in pending}}
        jobs = [self._job(member, points[member.scenario], groups[member.scenario]) for member in pending]
        failed = 0
        if watch is not None:
            watch(Progress(0, len(jobs), 0))
        with closing(runner(self.experiment.function, jobs)) as reports:
            for done, given in enumerate(reports, start=1):
                report = given if self.outcomes is None else finite(given, self.outcomes)
                member = places[given.job.fingerprint]
                replay = self.experiment.replay(points[member.scenario], member.seed)
                store.record(report, code=self.experiment.code, replay=replay)
                failed += report.failure is not None
                if watch is not None:
                    watch(Progress(done, len(jobs), failed))
        return failed

    @staticmethod
    def _job(member: Member, point: DesignPoint, group: str) -> Job:
        return Job(member.fingerprint, point.point, member.seed, json.dumps([group, member.seed]), point.make)


def finite(report: Report, wanted: Sequence[str]) -> Report:
    """Return a report; one whose result lacks a wanted outcome, or has one that is no finite number, becomes a failure.

    Parameters
    ----------
    wanted
        Outcomes; all that the run gave if empty.
    """
    if report.result is None:
        return report
    given = report.result.outcomes
    wrong = [name for name in wanted or given if not math.isfinite(given.get(name, math.nan))]
    if not wrong:
        return report
    told = ", ".join(f"{name} is {given.get(name, 'missing')}" for name in wrong)
    return replace(report, result=None, failure=Failure("checking", f"NotFinite: {told}", ""))


def _told(members: Sequence[Member]) -> str:
    named = by_scenario(members)
    more = "" if len(named) <= _MOST_TOLD else f" ... (+{len(named) - _MOST_TOLD})"
    return "; ".join(f"{scenario}: {replications}" for scenario, replications in named[:_MOST_TOLD]) + more
