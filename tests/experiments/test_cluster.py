"""The engine on a cluster: the same reports as here, whatever happens to runs, workers and scheduler."""

import os
import pickle
import signal
import sys
from functools import partial
from hashlib import sha256

import psutil
import pytest
from distributed import Client, LocalCluster
from toy_world import Stacked, Unloadable, plain, raise_by, todays_code, toy

from experiments import cluster
from experiments.cluster import run_on_cluster
from experiments.engine import Job, run_jobs
from model.errors import RunError


def small_cluster(workers: int = 2) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
        silence_logs="CRITICAL",
    )


@pytest.fixture(scope="module")
def address():
    with small_cluster() as running:
        yield running.scheduler_address


def jobs(point: dict, seeds: range, group: str = "") -> list[Job]:
    return [Job(f"{group}{seed}", point, seed, group) for seed in seeds]


def digest(reports) -> str:
    """Return one digest for all that runs gave, to the last bit."""
    values = {report.job.fingerprint: repr(report.result.values()) for report in reports}
    return sha256(repr(sorted(values.items())).encode()).hexdigest()


@pytest.mark.parametrize("function", [toy, Stacked()])
def test_results_are_the_same_bits_on_every_engine(address, function):
    wanted = [
        Job(f"{share} {seed}", None, seed, str(seed), partial(raise_by, share))
        for share in (0.1, 0.2, 0.3, 0.4)
        for seed in range(5)
    ]
    here = digest(run_jobs(function, wanted, 1))
    assert digest(run_jobs(function, wanted, 1, isolate=True)) == here
    assert digest(run_jobs(function, wanted, 2)) == here
    assert digest(run_on_cluster(function, wanted, address)) == here


def test_a_cluster_on_this_machine_is_started_and_ended():
    before = psutil.Process().children(recursive=True)
    reports = list(run_on_cluster(plain, jobs({"a": 2}, range(30)), "local:2"))
    assert sorted(report.result.outcomes["sum"] for report in reports) == list(range(2, 32))
    left = set(psutil.Process().children(recursive=True)) - set(before)
    _, alive = psutil.wait_procs([process for process in left if "resource_tracker" not in str(process.cmdline())], 30)
    assert alive == []


def test_runs_that_raise_die_or_hang_are_told_apart_and_leave_the_dask_workers_alone(address):
    with Client(address, set_as_default=False) as client:
        before = set(client.nthreads())
        point = {"raise_by": 0.1, "unbuildable": [1], "killed": [3], "hang": [5], "exit": [7]}
        reports = list(run_on_cluster(toy, jobs(point, range(9), "g"), address, limit=0.5))
        assert set(client.nthreads()) == before
    failures = {report.job.seed: report.failure for report in reports if report.failure}
    assert {seed: failure.stage for seed, failure in failures.items()} == {
        1: "building",
        3: "killed",
        5: "hung",
        7: "running",
    }
    assert sorted(report.job.seed for report in reports) == list(range(9))
    assert all(report.job.point == point for report in reports)


def test_workers_killed_one_by_one_are_replaced_and_nothing_is_lost_or_counted_twice(address):
    wanted = [Job(str(n), {"raise_by": 0.01 * n, "seconds": 0.05}, n, str(n // 5)) for n in range(60)]
    undisturbed = digest(run_jobs(toy, wanted, 1))
    seen = []
    with Client(address, set_as_default=False) as client:
        for report in run_on_cluster(toy, wanted, address):
            seen.append(report)
            if len(seen) in (1, 30):
                os.kill(sorted(client.run(os.getpid, on_error="ignore").values())[len(seen) % 2 - 1], signal.SIGKILL)
    assert sorted(int(report.job.fingerprint) for report in seen) == list(range(60))
    assert digest(seen) == undisturbed


def test_no_process_of_a_study_stays_behind_on_the_workers(address):
    with Client(address, set_as_default=False) as client:
        point = {"raise_by": 0.1, "hang": list(range(1, 20))}
        reports = run_on_cluster(toy, jobs(point, range(20)), address)
        assert next(reports).job.seed == 0
        assert max(client.run(processes).values()) == 1
        reports.close()
        assert max(client.run(processes).values()) == 0


def processes() -> int:
    """Return how many processes a Dask worker has that run something."""
    children = psutil.Process().children(recursive=True)
    _, alive = psutil.wait_procs([child for child in children if "spawn_main" in str(child.cmdline())], 1)
    return len(alive)


def test_a_worker_with_other_code_is_refused_by_name(address):
    with pytest.raises(RunError, match=r"worker '.*tcp://127.0.0.1:\d+' has code today's; allowed is .* the_day_befo"):
        list(run_on_cluster(plain, jobs({"a": 1}, range(2)), address, code="the_day_before", check=todays_code))
    assert len(list(run_on_cluster(plain, jobs({"a": 1}, range(2)), address, code="today's", check=todays_code))) == 2


def test_a_worker_with_other_libraries_is_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "versions", lambda: {"numpy": "1.0"})
    with pytest.raises(RunError, match=r"has numpy 2\.\d+; allowed is what this computer has, 1\.0"):
        list(run_on_cluster(plain, jobs({"a": 1}, range(2)), address))


def test_a_function_that_no_worker_can_load_ends_the_study(address):
    with pytest.raises(RunError, match=r"cannot run the function .ValueError: not in this process"):
        list(run_on_cluster(Unloadable(), jobs({}, range(2)), address))


def test_a_point_that_cannot_be_made_or_sent_is_a_failure_of_its_run(address):
    wanted = [
        Job("good", {"raise_by": 0.1}, 1, "g"),
        Job("made", None, 1, "g", partial(raise_by, -1)),
        Job("sent", {"raise_by": lambda: 1}, 1, "g"),
    ]
    failures = {report.job.fingerprint: report.failure for report in run_on_cluster(toy, wanted, address)}
    assert failures["good"] is None
    assert failures["made"].error == "ValueError: trust does not fall"
    assert failures["sent"].stage == "building"


def test_a_scheduler_that_goes_away_ends_the_study_with_what_came(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT", "3s")
    with small_cluster() as running:
        reports = run_on_cluster(toy, jobs({"raise_by": 0.1, "seconds": 0.3}, range(20)), running.scheduler_address)
        assert next(reports).failure is None
    with pytest.raises(RunError, match=r"connection to the scheduler at 'tcp://.*' is lost"):
        list(reports)


def test_no_scheduler_no_library_and_a_wrong_address_are_explained(monkeypatch):
    wanted = jobs({"a": 1}, range(2))
    monkeypatch.setattr(cluster, "CONNECT", "0.3s")
    with pytest.raises(RunError, match=r"no scheduler answers at 'tcp://127.0.0.1:9'"):
        list(run_on_cluster(plain, wanted, "tcp://127.0.0.1:9"))
    with pytest.raises(RunError, match="cluster address 'local:none'"):
        list(run_on_cluster(plain, wanted, "local:none"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r"pip install 'xiangzhi\[cluster\]'"):
        list(run_on_cluster(plain, wanted, "local:2"))


def test_a_cluster_without_workers_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.0)
    with small_cluster(0) as empty, pytest.raises(RunError, match="has had no worker"):
        list(run_on_cluster(plain, jobs({"a": 1}, range(2)), empty.scheduler_address))


def test_what_is_sent_is_small():
    errand = cluster.Errand("study", cluster.packed(toy, cluster.Passport(todays_code)), 1.0, {})
    assert len(pickle.dumps(errand)) < 1000
