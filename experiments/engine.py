"""The engine: run any function ``(point, seed) → outcomes`` many times, on one or more processes, losing nothing.

Results are handed out as they arrive; what they are does not depend on workers, order or interruption. How a run that
kills its process, or never ends, is told from the others stands in `experiments.worker`; who runs what next stands in
`experiments.dealer`.
"""

import os
import pickle
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import wait
from time import monotonic

from experiments.dealer import Dealer
from experiments.jobs import Failure, Function, Job, Report, attempt, attempt_together, settle
from experiments.worker import ATTEMPTS, Worker
from model.errors import Problem, RunError

__all__ = [
    "ATTEMPTS",
    "Failure",
    "Function",
    "Job",
    "Report",
    "attempt",
    "attempt_together",
    "cores",
    "packed",
    "run_jobs",
    "runs_here",
    "settle",
]

_HAND_SECONDS = 0.2
"""How long the runs that a worker is given at once should take together."""


class _Crew:
    """Several workers and the jobs that none of them has been given yet."""

    def __init__(self, function: Function, jobs: Sequence[Job], size: int, limit: float | None) -> None:
        self._packed, self._limit, self._size = packed(function), limit, size
        self._dealer = Dealer(function, jobs, _HAND_SECONDS)
        self._workers: list[Worker] = []

    def work(self) -> Iterator[Report]:
        """Yield every report as it arrives."""
        at_once = True
        try:
            for _ in range(self._size):
                worker = Worker(self._packed, limit=self._limit)
                self._workers.append(worker)
                worker.give(self._dealer.hand(worker, self._size))
            while any(worker.busy for worker in self._workers):
                yield from self._listen()
            at_once = False
        finally:
            for worker in self._workers:
                worker.close(at_once=at_once)

    def _listen(self) -> Iterator[Report]:
        """Wait until something happens, hand out what comes, and give new work to whoever is done."""
        busy = [worker for worker in self._workers if worker.busy]
        patience = max(min(worker.due for worker in busy) - monotonic(), 0.0)
        speaking = wait([worker.connection for worker in busy], patience)
        now = monotonic()
        for worker in busy:
            if worker.connection in speaking or worker.due <= now:
                reports = worker.hear()
                self._dealer.learn(reports)
                if not worker.busy:
                    worker.give(self._dealer.hand(worker, self._size))
                yield from reports


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def runs_here(workers: int | None) -> bool:
    """Return whether so many workers means this process alone."""
    return (workers or cores()) == 1


def packed(function: Function, check: object = None) -> bytes:
    """Return a function, and a check of the process that runs it, ready to be sent to other processes.

    Raises
    ------
    RunError
        One of them cannot be found by its name.
    """
    try:
        return pickle.dumps((function, check))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise RunError(Problem("function_not_importable", {"came": error})) from error


def run_jobs(
    function: Function,
    jobs: Sequence[Job],
    workers: int | None = None,
    *,
    limit: float | None = None,
    isolate: bool = False,
) -> Generator[Report, None, None]:
    """Run all jobs and yield a report for each as it ends, in no particular order.

    Parameters
    ----------
    function
        What to run: importable by name, so that other processes find it; gives a map of outcomes or a `RunResult`.
    jobs
        What to run it on, each with a fingerprint of its own; jobs of one group are handed to one worker as long as
        others have work too.
    workers
        Processes side by side; None for all cores, 1 for none but this one.
    limit
        Seconds that one run may take; one that takes longer is ended and reported as hung. Runs that are stepped side
        by side have their limits together. A limit makes even one worker a process of its own.
    isolate
        Whether even one worker is a process of its own, so that a run that kills its process leaves this one alone.

    Raises
    ------
    RunError
        The worker processes cannot start, or the function cannot be sent to them.
    """
    if runs_here(workers) and limit is None and not isolate:
        yield from _run_here(function, jobs)
    elif jobs:
        yield from _Crew(function, jobs, min(workers or cores(), len(jobs)), limit).work()


def _run_here(function: Function, jobs: Sequence[Job]) -> Iterator[Report]:
    dealer = Dealer(function, jobs, 0.0)
    while hand := dealer.hand(None, 1):
        for stack in hand:
            yield from attempt_together(function, stack)
