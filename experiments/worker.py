"""A worker: one process that runs what it is given, dies with its parent and is replaced when it dies.

A worker answers run by run, so it is always known which run a dead process was at. That run is tried again in a fresh
process, and after `ATTEMPTS` deaths it becomes a failure like any other; so does a run that takes longer than it may.
"""

import os
import pickle
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any

from experiments.dealer import Stack
from experiments.jobs import RAISED, Failure, Function, Job, Report, attempt_together, settle
from experiments.result import RunResult
from experiments.stage import stage
from model.errors import Problem, RunError

ATTEMPTS = 3

_LOOK = 1.0
"""Seconds after which a silent process is looked at: what it left behind may hold its connection open."""
_FAREWELL = 5.0
"""Seconds that a process at rest may take to end."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_STARTING = threading.Lock()

Task = tuple[str, bytes, int]
"""A job as it travels: fingerprint, packed point, seed."""
Answer = tuple[RunResult | None, Failure | None, float]


@contextmanager
def _without_lost_main() -> Iterator[None]:
    """Hide a main module that no process could read again: one typed in or piped in."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)
    lost = file is not None and getattr(main, "__spec__", None) is None and not Path(file).is_file()
    if lost:
        del main.__file__
    try:
        yield
    finally:
        if lost:
            main.__file__ = file


@dataclass(frozen=True)
class Packed:
    """A point on its way, which only the process that runs it opens."""

    data: bytes


@dataclass(frozen=True)
class Greeting:
    """The first word of a process: what its check said, or why it cannot work."""

    value: Any = None
    trouble: str = ""


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let processes started inside the block use one numeric thread each; the cores are shared out already."""
    with _STARTING:
        before = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _prepare() -> None:
    """Make the process ready: leave Ctrl-C to the parent, die with the parent, let runs start processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    current_process().daemon = False
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        if hasattr(os, "killpg"):
            os.killpg(os.getpgrp(), signal.SIGKILL)
        os._exit(1)


def _serve(connection: Connection, packed: bytes, idle: float | None) -> None:
    """Live the life of a worker process: greet, then run what comes, until there is nobody to answer to."""
    _prepare()
    try:
        function, check = pickle.loads(packed)  # noqa: S301 - from the parent
        greeting = Greeting(check() if check is not None else None)
    except RAISED as error:
        greeting = Greeting(trouble=f"{type(error).__name__}: {error}")
    with suppress(EOFError, OSError):
        connection.send(greeting)
        while not greeting.trouble and connection.poll(idle):
            for tasks in connection.recv():
                connection.send([_packed(answer) for answer in _answer(function, tasks)])


def _answer(function: Function, tasks: list[Task]) -> list[Answer]:
    try:
        with stage("building"):
            points = [pickle.loads(point) for _, point, _ in tasks]  # noqa: S301 - from the parent
    except RAISED as error:
        return [(None, Failure.of(error), 0.0)] * len(tasks)
    jobs = [Job(task[0], point, task[2]) for task, point in zip(tasks, points, strict=True)]
    return [(report.result, report.failure, report.seconds) for report in attempt_together(function, jobs)]


def _packed(answer: Answer) -> bytes:
    try:
        with stage("measuring"):
            return pickle.dumps(answer)
    except RAISED as error:
        return pickle.dumps((None, Failure.of(error), answer[2]))


def _end(process: Any) -> None:
    """End a process at once, and all that it started."""
    process.kill()
    if hasattr(os, "killpg"):
        # A process that was just started leads no group yet.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.join()


class Worker:
    """One process, and the jobs that it was given and has not answered yet.

    Parameters
    ----------
    packed
        The function and a check whose value is its first word, pickled; the check may be None.
    limit
        Seconds that one run may take.
    idle
        Seconds without work after which the process ends by itself; a fresh one takes its place when work comes.
    accept
        Called with the value of the check before the process is given anything; may raise.
    """

    def __init__(
        self,
        packed: bytes,
        *,
        limit: float | None = None,
        idle: float | None = None,
        accept: Callable[[Any], None] | None = None,
    ) -> None:
        self._packed, self._limit, self._idle, self._accept = packed, limit, idle, accept
        self._waiting: deque[list[tuple[Job, Task]]] = deque()
        self._early: list[Report] = []
        self._deaths: Counter[str] = Counter()
        self._early_deaths = 0
        self._closed = False
        self._open()

    def _open(self) -> None:
        # A process that may have no children of its own would be refused this one.
        current_process().daemon = False
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._packed, self._idle), daemon=True)
        with _single_threaded(), _without_lost_main():
            process.start()
        theirs.close()
        self._process, self._greeted = process, False
        self._since = self._looked = monotonic()

    @property
    def busy(self) -> bool:
        """Whether something it was given is not answered yet."""
        return bool(self._waiting or self._early)

    @property
    def due(self) -> float:
        """When to listen to it at the latest, even if it says nothing (`time.monotonic`)."""
        return -inf if self._early else min(self._looked + _LOOK, self._deadline)

    @property
    def _deadline(self) -> float:
        if self._limit is None or not self._greeted or not self._waiting:
            return inf
        return self._since + self._limit * len(self._waiting[0])

    def give(self, stacks: Iterable[Stack]) -> None:
        """Give it jobs; only while it is not busy."""
        for stack in stacks:
            tasks = [task for job in stack for task in self._task(job)]
            if tasks:
                self._waiting.append(tasks)
        if self._greeted:
            self._send()

    def _task(self, job: Job) -> Iterator[tuple[Job, Task]]:
        """Yield the job ready to travel; a point that cannot be made or packed is a failure at once."""
        try:
            job = settle(job)
            with stage("building"):
                point = job.point.data if isinstance(job.point, Packed) else pickle.dumps(job.point)
        except RAISED as error:
            self._early.append(Report(job, None, Failure.of(error), 0.0))
        else:
            yield job, (job.fingerprint, point, job.seed)

    def _send(self) -> None:
        self._since = monotonic()
        if not self._waiting:
            return
        try:
            self.connection.send([[task for _, task in tasks] for tasks in self._waiting])
        except OSError:
            # It ended while it had nothing to do: no run is to blame.
            self._replace()

    def hear(self) -> list[Report]:
        """Return the reports that have come since; replace a process that has died or that takes too long.

        Raises
        ------
        RunError
            The process cannot start or cannot load the function, so that a fresh one would do no better.
        """
        reports, self._early = self._early, []
        # In this order: what it said before its end is still to be read.
        ended = self._process.exitcode is not None
        try:
            while self.connection.poll():
                reports += self._read(self.connection.recv())
        except (EOFError, OSError):
            ended = True
        self._looked = monotonic()
        if ended:
            reports += self._died()
        elif self._looked >= self._deadline:
            reports += self._hung()
        return reports

    def finish(self) -> Iterator[Report]:
        """Yield the reports of all that it was given."""
        while self.busy:
            wait([self.connection], max(self.due - monotonic(), 0.0))
            yield from self.hear()

    def _read(self, said: Greeting | list[bytes]) -> list[Report]:
        self._since = monotonic()
        if isinstance(said, Greeting):
            self._greet(said)
            return []
        answers = [pickle.loads(packed) for packed in said]  # noqa: S301 - from a process of ours
        return [Report(job, *answer) for (job, _), answer in zip(self._waiting.popleft(), answers, strict=True)]

    def _greet(self, greeting: Greeting) -> None:
        if greeting.trouble:
            raise RunError(Problem("worker_start", {"came": greeting.trouble}))
        if self._accept is not None:
            self._accept(greeting.value)
        self._greeted, self._early_deaths = True, 0
        self._send()

    def _died(self) -> list[Report]:
        """Count one death; return a failure when the run at fault has killed too many processes, else nothing."""
        if not self._greeted:
            self._died_early()
            return []
        self._replace()
        job = self._blamed()
        if job is None:
            return []
        self._deaths[job.fingerprint] += 1
        if self._deaths[job.fingerprint] < ATTEMPTS:
            return []
        self._waiting.popleft()
        text = f"WorkerDied: the process ended {ATTEMPTS} times while at this run (memory, a signal or a crash)"
        return [Report(job, None, Failure("killed", text, ""), 0.0)]

    def _died_early(self) -> None:
        """See to a process that ended before it greeted: a signal may strike anyone, all else would strike again."""
        self._early_deaths += 1
        self._process.join(_LOOK)
        code = self._process.exitcode
        if code is None or code >= 0 or self._early_deaths == ATTEMPTS:
            raise RunError(Problem("worker_start", {"came": f"exit code {code}"}))
        self._replace()

    def _hung(self) -> list[Report]:
        seconds = monotonic() - self._since
        self._replace()
        job = self._blamed()
        if job is None:
            return []
        self._waiting.popleft()
        text = f"TimedOut: the run took longer than its limit of {self._limit:g} s"
        return [Report(job, None, Failure("hung", text, ""), seconds)]

    def _blamed(self) -> Job | None:
        """Return the job it was at; jobs that ran side by side are set to run one by one, to see whose fault it was."""
        if not self._waiting:
            return None
        if len(self._waiting[0]) == 1:
            return self._waiting[0][0][0]
        tasks = self._waiting.popleft()
        self._waiting.extendleft([task] for task in reversed(tasks))
        return None

    def _replace(self) -> None:
        """Put a fresh process in the place of this one, to go on with what is not answered."""
        _end(self._process)
        self.connection.close()
        if self._closed:
            raise RunError(Problem("worker_start", {"came": "closed"}))
        self._open()

    def stop(self) -> None:
        """End the process at once, for good; whoever listens to it gets a `RunError`. Any thread may call this."""
        self._closed = True
        with suppress(ValueError):
            self._process.kill()

    def close(self, *, at_once: bool) -> None:
        """End the process; ``at_once`` does not wait for what it is at."""
        self._closed = True
        self.connection.close()
        if not at_once:
            self._process.join(_FAREWELL)
        _end(self._process)
