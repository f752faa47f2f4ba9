"""The engine on a cluster: the same jobs, reports and limits, run by the workers of a Dask scheduler.

Each task is a hand of jobs that a Dask worker passes on to a process of its own (`experiments.worker`), so a run that
dies or hangs leaves the Dask worker alone. Every thread of a Dask worker has one task at a time: memory stays flat, and
runs that share a burn-in stay together. A Dask worker that is lost is lost with the hand it was at, which is dealt to
others, run by run; each job is reported once.
"""

import pickle
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from socket import gethostname
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from uuid import uuid4

from experiments.dealer import Dealer, Stack
from experiments.engine import cores, packed
from experiments.fingerprint import versions
from experiments.jobs import RAISED, Failure, Function, Job, Report, settle
from experiments.result import RunResult
from experiments.stage import stage
from experiments.worker import ATTEMPTS, Packed, Worker
from model.errors import Problem, RunError

Check = Callable[[], str]
Answer = tuple[str, RunResult | None, Failure | None, float]
"""What comes back of one job: its fingerprint, and how it ended."""

HAND_SECONDS = 1.0
"""How long the runs of one task should take together: results arrive no later than that."""
PATIENCE = 600.0
"""Seconds to wait for a worker where there is none."""
CONNECT = "20s"
"""How long to try to reach the scheduler."""

_LOOK = 1.0
"""Seconds between looks at who is there."""
_IDLE = 60.0
"""Seconds after which a process without work ends, in case nobody was left to end it."""
_RETRIES = 3


# On the workers


@dataclass(frozen=True)
class Passport:
    """Says what a worker process runs with: the code, and the libraries that may move the last bits."""

    check: Check | None

    def __call__(self) -> dict[str, str]:
        """Return the facts that must be the same everywhere."""
        return {**versions(), **({"code": self.check()} if self.check is not None else {})}


@dataclass(frozen=True)
class Errand:
    """What a worker must know of a study: its name, the packed function, a limit, and what it must run with."""

    study: str
    packed: bytes
    limit: float | None
    passport: dict[str, str]

    def accept(self, theirs: dict[str, str]) -> None:
        """Refuse a process that runs with other code or libraries.

        Raises
        ------
        RunError
            Something differs.
        """
        for name, ours in self.passport.items():
            if theirs.get(name) != ours:
                values = {"what": name, "came": str(theirs.get(name))[:12], "allowed": ours[:12]}
                raise RunError(Problem("cluster_differs", {"worker": _worker_name(), **values}))


def _worker_name() -> str:
    """Return where the Dask worker of this thread runs."""
    from distributed import get_worker

    return f"{gethostname()} {get_worker().address}"


_LOCK = threading.Lock()
_AT_REST: dict[str, list[Worker]] = {}
_AT_WORK: dict[str, list[Worker]] = {}
"""The processes of a Dask worker by study, kept between tasks: each remembers the burn-in it made last."""


@contextmanager
def _process(errand: Errand) -> Iterator[Worker]:
    """Lend a process for one task."""
    with _LOCK:
        rest = _AT_REST.get(errand.study, [])
        worker = rest.pop() if rest else None
    if worker is None:
        worker = Worker(errand.packed, limit=errand.limit, idle=_IDLE, accept=errand.accept)
    with _LOCK:
        _AT_WORK.setdefault(errand.study, []).append(worker)
    sound = False
    try:
        yield worker
        sound = True
    finally:
        with _LOCK:
            _AT_WORK[errand.study].remove(worker)
            if not _AT_WORK[errand.study]:
                del _AT_WORK[errand.study]
            if sound:
                _AT_REST.setdefault(errand.study, []).append(worker)
        if not sound:
            worker.close(at_once=True)


def run_hand(errand: Errand, hand: list[Stack]) -> list[Answer] | RunError:
    """Run jobs in a process of this Dask worker; an error that no other worker would be spared is a value."""
    try:
        with _process(errand) as worker:
            worker.give(hand)
            reports = list(worker.finish())
    except RunError as error:
        problem = error.problems[0]
        if problem.code == "worker_start":
            return RunError(Problem("cluster_worker", {"worker": _worker_name(), "came": problem.values["came"]}))
        return error
    return [(report.job.fingerprint, report.result, report.failure, report.seconds) for report in reports]


def forget(study: str) -> None:
    """End all processes of a study on this Dask worker."""
    with _LOCK:
        at_rest, at_work = _AT_REST.pop(study, []), list(_AT_WORK.get(study, []))
    for worker in at_work:
        worker.stop()
    for worker in at_rest:
        worker.close(at_once=True)


# Here


def _import_client() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise RunError(Problem("cluster_missing", {"came": error})) from error
    return distributed


def _workers_here(address: str, workers: int | None) -> int | None:
    """Return how many workers 'local' and 'local:2' mean; None where the address is that of a scheduler."""
    kind, _, number = address.partition(":")
    if kind != "local":
        return None
    if number and not (number.isdecimal() and int(number) > 0):
        raise RunError(Problem("cluster_address", {"came": address}))
    return int(number) if number else workers or cores()


@contextmanager
def _client(address: str, workers: int | None) -> Iterator[Any]:
    """Connect to a scheduler; 'local' starts one with its workers, and ends them."""
    distributed = _import_client()
    here = _workers_here(address, workers)
    with ExitStack() as stack:
        if here is not None:
            folder = stack.enter_context(TemporaryDirectory(prefix="xiangzhi-", ignore_cleanup_errors=True))
            address = stack.enter_context(_local_cluster(distributed, here, folder)).scheduler_address
        try:
            client = distributed.Client(address, set_as_default=False, timeout=CONNECT)
        except (OSError, ValueError, TypeError) as error:
            raise RunError(Problem("cluster_unreachable", {"came": address, "error": error})) from error
        with client:
            yield client


def _local_cluster(distributed: Any, workers: int, folder: str) -> Any:
    """Return a cluster of processes on this machine, out of reach of any other."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
        local_directory=folder,
        silence_logs="CRITICAL",
        # Ctrl-C is for this process alone, which then ends the workers.
        preload=["import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"],
    )


Slot = tuple[str, int]
"""One thread of one Dask worker."""
Parcel = tuple[Job, Job]
"""A job, and the same job as it travels."""


@dataclass
class _Task:
    """A hand that is out, and the slot it was dealt to."""

    slot: Slot
    jobs: dict[str, Job]
    patience: float = 2.0
    """Seconds to wait for its result, once it is there, before looking after the workers again."""


class _Team:
    """The workers of a cluster, and the jobs that none of them has been given yet."""

    def __init__(self, client: Any, errand: Errand, function: Function, jobs: Sequence[Job], most: int | None) -> None:
        self._client, self._errand, self._most = client, errand, most
        self._address = client.scheduler.address
        self._dealer = Dealer(function, jobs, HAND_SECONDS)
        self._alone: deque[Job] = deque()
        self._deaths: Counter[str] = Counter()
        self._out: dict[Any, _Task] = {}
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._slots: set[Slot] = set()
        self._looked = self._seen = monotonic()

    def work(self) -> Iterator[Report]:
        """Yield every report as it arrives."""
        try:
            yield from self._look()
            yield from self._fill()
            while self._out or self._alone or self._dealer.left:
                with suppress(Empty):
                    yield from self._finish(self._ended.get(timeout=_LOOK))
                if monotonic() - self._looked >= _LOOK:
                    yield from self._look()
                yield from self._fill()
        finally:
            self._leave()

    def _look(self) -> list[Report]:
        """See which workers are there; take back what was with those that are gone."""
        with self._connected():
            threads = self._client.nthreads()
        slots = [(address, number) for address, count in sorted(threads.items()) for number in range(count)]
        for slot in self._slots - set(slots):
            self._dealer.leave(slot)
        self._slots = set(slots[: self._most])
        self._looked = monotonic()
        if self._slots or self._out:
            self._seen = self._looked
        elif self._looked - self._seen > PATIENCE:
            raise RunError(Problem("cluster_no_workers", {"came": self._address, "minutes": PATIENCE / 60}))
        gone = [future for future, task in self._out.items() if task.slot[0] not in threads]
        return [report for future in gone for report in self._take_back(future)]

    def _take_back(self, future: Any) -> list[Report]:
        """See to a task whose worker is gone: its jobs are tried alone, and one that was alone too often has failed."""
        task = self._out.pop(future)
        with self._connected():
            future.cancel()
        jobs = list(task.jobs.values())
        if len(jobs) == 1:
            name = jobs[0].fingerprint
            self._deaths[name] += 1
            if self._deaths[name] == ATTEMPTS:
                text = f"WorkerDied: {ATTEMPTS} workers of the cluster ended while at this run"
                return [Report(jobs[0], None, Failure("killed", text, ""), 0.0)]
        self._alone.extend(jobs)
        return []

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Say so where the connection to the scheduler is lost."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise self._lost(error) from error

    def _lost(self, error: object) -> RunError:
        return RunError(Problem("cluster_lost", {"came": self._address, "error": error}))

    def _fill(self) -> Iterator[Report]:
        """Deal a hand to every slot that has none; yield the failures of points that cannot be made."""
        taken = {task.slot for task in self._out.values()}
        for slot in sorted(self._slots - taken):
            while hand := self._hand(slot):
                sent, failed = _ready(hand)
                yield from failed
                if sent:
                    self._submit(slot, sent)
                    break

    def _hand(self, slot: Slot) -> list[Stack]:
        if self._alone:
            return [(self._alone.popleft(),)]
        return self._dealer.hand(slot, len(self._slots))

    def _submit(self, slot: Slot, sent: list[list[Parcel]]) -> None:
        hand = [tuple(packed_job for _, packed_job in parcels) for parcels in sent]
        with self._connected():
            future = self._client.submit(
                run_hand,
                self._errand,
                hand,
                workers=[slot[0]],
                pure=False,
                retries=_RETRIES,
            )
        self._out[future] = _Task(slot, {job.fingerprint: job for parcels in sent for job, _ in parcels})
        future.add_done_callback(self._ended.put)

    def _finish(self, future: Any) -> list[Report]:
        """Return the reports of a task that has ended; one whose result is gone with its worker is taken back later."""
        task = self._out.get(future)
        if task is None:
            return []
        if future.status in ("cancelled", "lost"):
            raise self._lost(future.status)
        try:
            answers = future.result(timeout=task.patience)
        except TimeoutError:
            # It may be on its way, or gone with a worker that no look has missed yet.
            task.patience *= 2
            future.add_done_callback(self._ended.put)
            return []
        except Exception as error:
            raise self._trouble(task, error) from error
        if isinstance(answers, RunError):
            raise answers
        del self._out[future]
        future.release()
        reports = [Report(task.jobs[name], result, failure, seconds) for name, result, failure, seconds in answers]
        self._dealer.learn(reports)
        return reports

    def _trouble(self, task: _Task, error: Exception) -> RunError:
        if self._client.status != "running":
            return self._lost(error)
        values = {"worker": task.slot[0], "came": f"{type(error).__name__}: {error}"}
        return RunError(Problem("cluster_worker", values))

    def _leave(self) -> None:
        """Let go of what is still out, and end the processes of this study."""
        if self._client.status != "running":
            return
        with suppress(OSError, RuntimeError):
            if self._out:
                self._client.cancel(list(self._out), force=True)
            self._client.run(forget, self._errand.study, on_error="ignore")


def _ready(hand: list[Stack]) -> tuple[list[list[Parcel]], list[Report]]:
    """Return a hand with all points made and packed, and the failures of those that cannot be."""
    ready: list[list[Parcel]] = []
    failed: list[Report] = []
    for stack in hand:
        parcels = []
        for job in stack:
            try:
                job = settle(job)
                parcels.append((job, _travelling(job)))
            except RAISED as error:
                failed.append(Report(job, None, Failure.of(error), 0.0))
        if parcels:
            ready.append(parcels)
    return ready, failed


def _travelling(job: Job) -> Job:
    """Return the job with its point packed, so that a Dask worker need not know what points are made of."""
    with stage("building"):
        return Job(job.fingerprint, Packed(pickle.dumps(job.point)), job.seed)


def run_on_cluster(
    function: Function,
    jobs: Sequence[Job],
    address: str,
    *,
    limit: float | None = None,
    workers: int | None = None,
    code: str | None = None,
    check: Check | None = None,
) -> Generator[Report, None, None]:
    """Run all jobs on a cluster and yield a report for each as it ends, in no particular order.

    Parameters
    ----------
    function
        What to run: importable by name on every worker.
    jobs
        What to run it on, each with a fingerprint of its own.
    address
        'tcp://host:port' of a Dask scheduler; or 'local', or 'local:2' for so many workers on this machine, started
        here and ended with the last report.
    limit
        Seconds that one run may take.
    workers
        At most so many runs side by side.
    code
        What ``check`` must give on every worker; by default what it gives here.
    check
        Gives the fingerprint of the code that a worker has; importable by name.

    Raises
    ------
    RunError
        Dask is not installed, the scheduler cannot be reached or is lost, or a worker has other code or libraries.
    """
    passport = Passport(check)
    expected = {**passport(), **({"code": code} if code is not None and check is not None else {})}
    errand = Errand(uuid4().hex, packed(function, passport), limit, expected)
    if not jobs:
        return
    with _client(address, workers) as client:
        yield from _Team(client, errand, function, jobs, workers).work()
