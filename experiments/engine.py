"""The engine: run any function ``(point, seed) → outcomes`` many times, on one or more processes, losing nothing.

Each worker is a process of its own that takes one job at a time. So it is always known which job a dead worker was
at: that job is tried again in a fresh process, and after `ATTEMPTS` deaths it becomes a failure like any other.
Results are handed out as they arrive; what they are does not depend on workers, order or interruption.
"""

import os
import pickle
import signal
import threading
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from time import perf_counter
from typing import Any

from experiments.result import RunResult
from experiments.stage import Stage, stage, stage_of
from model.errors import Problem, RunError

Function = Callable[[Any, int], Mapping[str, float] | RunResult]

ATTEMPTS = 3
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_WORK: dict[str, Function] = {}
"""What a worker process runs; filled once, when the process starts."""


@dataclass(frozen=True)
class Job:
    """One run that is wanted; jobs of one ``group`` share a burn-in and are best run by one worker, one by one."""

    fingerprint: str
    point: Any
    seed: int
    group: str = ""


@dataclass(frozen=True)
class Failure:
    """Why a run gave no result: the part of the run, the error in one line, and where it arose."""

    stage: Stage
    error: str
    traceback: str


@dataclass(frozen=True)
class Report:
    """How one job ended: with a result or with a failure."""

    job: Job
    result: RunResult | None
    failure: Failure | None
    seconds: float


def _checked(given: Mapping[str, float] | RunResult) -> RunResult:
    if isinstance(given, RunResult):
        return given
    with stage("measuring"):
        return RunResult({str(name): float(value) for name, value in given.items()})


def attempt(function: Function, job: Job) -> Report:
    """Run one job here and now; an error becomes a failure, so that the other jobs go on."""
    begun = perf_counter()
    result, failure = None, None
    try:
        result = _checked(function(job.point, job.seed))
    except Exception as error:  # noqa: BLE001 - whatever a run raises is a row of the study, not the end of it
        failure = Failure(stage_of(error), f"{type(error).__name__}: {error}", traceback.format_exc())
    return Report(job, result, failure, perf_counter() - begun)


def attempt_together(function: Function, jobs: Sequence[Job]) -> list[Report]:
    """Run jobs that share a burn-in side by side; if one of them raises, run each alone to see which."""
    if len(jobs) == 1:
        return [attempt(function, jobs[0])]
    begun = perf_counter()
    try:
        results = function.many([job.point for job in jobs], jobs[0].seed)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - whose fault it is shows when each runs alone
        return [attempt(function, job) for job in jobs]
    seconds = (perf_counter() - begun) / len(jobs)
    return [Report(job, result, None, seconds) for job, result in zip(jobs, results, strict=True)]


def take_together(function: Function, queue: deque[Job], most: int) -> tuple[Job, ...]:
    """Take the next jobs from a queue of one group: as many as the function runs side by side, at most ``most``."""
    together = getattr(function, "together", None)
    if not queue or together is None:
        return (queue.popleft(),) if queue else ()
    count = min(max(together(queue[0].point), 1), max(most, 1), len(queue))
    return tuple(queue.popleft() for _ in range(count))


def _prepare(function: Function) -> None:
    """Make a worker ready: keep the function, leave Ctrl-C to the parent, and die with the parent."""
    _WORK["function"] = function
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(jobs: tuple[Job, ...]) -> list[Report]:
    return attempt_together(_WORK["function"], jobs)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let processes started inside the block use one numeric thread each; the cores are shared out already."""
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


@dataclass
class _Worker:
    """One process, the jobs it is at, and the jobs it will take next."""

    function: Function
    queue: deque[Job] = field(default_factory=deque)
    jobs: tuple[Job, ...] = ()

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _prepare, (self.function,))
        self._pid: Future[int] = self._pool.submit(os.getpid)

    def submit(self, jobs: tuple[Job, ...]) -> Future[list[Report]]:
        """Hand jobs of one group to the process."""
        self.jobs = jobs
        return self._pool.submit(_work, jobs)

    def reopen(self) -> None:
        """Put a fresh process in the place of a dead one.

        Raises
        ------
        RunError
            The process died before it could take any job, so that a fresh one would die too.
        """
        started = self._pid.done() and self._pid.exception() is None
        self._pool.shutdown(wait=True)
        if not started:
            raise RunError(Problem("worker_start", {"came": self._pid.exception() or "-"}))
        self._open()

    def close(self, *, at_once: bool) -> None:
        """End the process; ``at_once`` does not wait for the job it is at."""
        if at_once and self._pid.done() and self._pid.exception() is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid.result(), signal.SIGTERM)
        self._pool.shutdown(wait=True, cancel_futures=True)


def by_group(jobs: Iterable[Job]) -> list[deque[Job]]:
    """Return the jobs of each group, in the order in which groups first come."""
    groups: dict[str, deque[Job]] = {}
    for job in jobs:
        groups.setdefault(job.group, deque()).append(job)
    return list(groups.values())


class _Crew:
    """Several workers and the jobs that none of them has taken yet."""

    def __init__(self, function: Function, jobs: Iterable[Job], size: int) -> None:
        self._groups = deque(by_group(jobs))
        self._deaths: Counter[str] = Counter()
        self._alone: set[str] = set()
        self._busy: dict[Future[list[Report]], _Worker] = {}
        self._workers: list[_Worker] = []
        self._function, self._size = function, size

    def _next(self, worker: _Worker) -> tuple[Job, ...]:
        """Return the next jobs: of the worker's own group, of a fresh group, or from the longest queue of another."""
        if not worker.queue and self._groups:
            worker.queue = self._groups.popleft()
        if not worker.queue:
            longest = max((other.queue for other in self._workers), key=len)
            worker.queue = deque(longest.pop() for _ in range((len(longest) + 1) // 2))
        if worker.queue and worker.queue[0].fingerprint in self._alone:
            return (worker.queue.popleft(),)
        # With no fresh group left, idle workers must find something to take over.
        most = len(worker.queue) if self._groups else -(-len(worker.queue) // self._size)
        return take_together(self._function, worker.queue, most)

    def _give(self, worker: _Worker, jobs: tuple[Job, ...]) -> None:
        if jobs:
            self._busy[worker.submit(jobs)] = worker

    def _died(self, worker: _Worker, jobs: tuple[Job, ...]) -> list[Report]:
        """Count one death; return a failure when a job has killed too many workers alone, else nothing."""
        worker.reopen()
        worker.queue.extendleft(reversed(jobs))
        if len(jobs) > 1:
            self._alone.update(job.fingerprint for job in jobs)
            return []
        job = jobs[0]
        self._deaths[job.fingerprint] += 1
        if self._deaths[job.fingerprint] < ATTEMPTS:
            return []
        worker.queue.popleft()
        text = f"WorkerDied: the process ended {ATTEMPTS} times while at this run (memory, a signal or a crash)"
        return [Report(job, None, Failure("killed", text, ""), 0.0)]

    def _finish(self, worker: _Worker, done: Future[list[Report]]) -> list[Report]:
        error = done.exception()
        if error is None:
            return done.result()
        if isinstance(error, BrokenProcessPool):
            return self._died(worker, worker.jobs)
        failure = Failure("running", f"{type(error).__name__}: {error}", "")
        return [Report(job, None, failure, 0.0) for job in worker.jobs]

    def work(self) -> Iterator[Report]:
        """Yield every report as it arrives."""
        at_once = True
        try:
            with _single_threaded():
                self._workers = [_Worker(self._function) for _ in range(self._size)]
                for worker in self._workers:
                    self._give(worker, self._next(worker))
                while self._busy:
                    for done in wait(self._busy, return_when=FIRST_COMPLETED).done:
                        worker = self._busy.pop(done)
                        reports = self._finish(worker, done)
                        self._give(worker, self._next(worker))
                        yield from reports
            at_once = False
        finally:
            for worker in self._workers:
                worker.close(at_once=at_once)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def runs_here(workers: int | None) -> bool:
    """Return whether so many workers means this process alone."""
    return (workers or cores()) == 1


def _check_portable(function: Function) -> None:
    try:
        pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise RunError(Problem("function_not_importable", {"came": error})) from error


def run_jobs(function: Function, jobs: Sequence[Job], workers: int | None = None) -> Generator[Report, None, None]:
    """Run all jobs and yield a report for each as it ends, in no particular order.

    Parameters
    ----------
    function
        What to run: importable by name, so that other processes find it; gives a map of outcomes or a `RunResult`.
    jobs
        What to run it on; jobs of one group are handed to one worker as long as others have work too.
    workers
        Processes side by side; None for all cores, 1 for none but this one.

    Raises
    ------
    RunError
        The worker processes cannot start, or the function cannot be sent to them.
    """
    size = min(workers or cores(), max(len(jobs), 1))
    if runs_here(workers):
        for queue in by_group(jobs):
            while queue:
                yield from attempt_together(function, take_together(function, queue, len(queue)))
    elif jobs:
        _check_portable(function)
        yield from _Crew(function, jobs, size).work()
