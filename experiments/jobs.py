"""What the engine works on: jobs, and reports of how they ended; running one job here and now."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from experiments.result import RunResult
from experiments.stage import Stage, stage, stage_of

Function = Callable[[Any, int], Mapping[str, float] | RunResult]

RAISED = (Exception, SystemExit)
"""What a run may raise and the study goes on; Ctrl-C is not among them."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run that is wanted, known by its fingerprint; jobs of one ``group`` share a burn-in and a seed.

    ``make``, where given, gives the point when the run is about to begin: many jobs that wait are small.
    """

    fingerprint: str
    point: Any
    seed: int
    group: str = ""
    make: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Failure:
    """Why a run gave no result: the part of the run, the error in one line, and where it arose."""

    stage: Stage
    error: str
    traceback: str

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        """Return an error that was just caught as a failure."""
        return cls(stage_of(error), f"{type(error).__name__}: {error}", traceback.format_exc())


@dataclass(frozen=True)
class Report:
    """How one job ended: with a result or with a failure."""

    job: Job
    result: RunResult | None
    failure: Failure | None
    seconds: float


def settle(job: Job) -> Job:
    """Return the job with its point made."""
    if job.make is None:
        return job
    with stage("building"):
        return replace(job, point=job.make(), make=None)


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
        job = settle(job)
        result = _checked(function(job.point, job.seed))
    except RAISED as error:
        failure = Failure.of(error)
    return Report(job, result, failure, perf_counter() - begun)


def attempt_together(function: Function, jobs: Sequence[Job]) -> list[Report]:
    """Run jobs that share a burn-in side by side; if one of them raises, run each alone to see which."""
    if len(jobs) == 1:
        return [attempt(function, jobs[0])]
    begun = perf_counter()
    try:
        jobs = [settle(job) for job in jobs]
        results = function.many([job.point for job in jobs], jobs[0].seed)  # type: ignore[attr-defined]
    except RAISED:  # whose fault it is shows when each runs alone
        return [attempt(function, job) for job in jobs]
    seconds = (perf_counter() - begun) / len(jobs)
    return [Report(job, result, None, seconds) for job, result in zip(jobs, results, strict=True)]
