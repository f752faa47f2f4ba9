"""The engine: every job ends in one report, whatever happens to it and to the worker that had it."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import psutil
import pytest
from toy_world import Stacked, Unloadable, loaded, nothing, plain, raise_by, toy

from experiments.dealer import MOST, Dealer
from experiments.engine import ATTEMPTS, Job, Report, run_jobs
from experiments.result import RunResult
from model.errors import RunError

ALONE = [{"workers": 1}, {"workers": 1, "isolate": True}, {"workers": 2}]
"""Engines: this process, one process of its own, two of them."""


def jobs(point: dict, seeds: range, group: str = "") -> list[Job]:
    return [Job(f"{group}{seed}", point, seed, group) for seed in seeds]


def test_any_function_of_point_and_seed_can_be_run():
    reports = list(run_jobs(plain, jobs({"a": 2}, range(3)), workers=1))
    assert [report.result.outcomes for report in reports] == [
        {"sum": 2.0, "product": 0.0},
        {"sum": 3.0, "product": 2.0},
        {"sum": 4.0, "product": 4.0},
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_results_are_the_same_bits_for_any_number_of_workers_in_any_order(order):
    wanted = [*jobs({"raise_by": 0.1}, range(6), "a"), *jobs({"raise_by": 0.2}, range(6), "b")]
    alone = {r.job.fingerprint: r.result.values() for r in run_jobs(toy, wanted, workers=1)}
    crowd = {r.job.fingerprint: r.result.values() for r in run_jobs(toy, wanted[::order], workers=3)}
    assert repr(sorted(alone.items())) == repr(sorted(crowd.items()))


def test_one_group_stays_with_one_worker_while_others_have_work(tmp_path):
    log = tmp_path / "log"
    wanted = [
        job
        for group, raise_by in (("a", 0.1), ("b", 0.2))
        for job in jobs({"raise_by": raise_by, "log": str(log), "seconds": 0.02}, range(10), group)
    ]
    assert len(list(run_jobs(toy, wanted, workers=2))) == 20
    lines = [line.split() for line in log.read_text().splitlines()]
    first = {raise_by: {pid for r, _, pid in lines[:10] if r == raise_by} for raise_by in ("0.1", "0.2")}
    assert first["0.1"] | first["0.2"]
    assert not first["0.1"] & first["0.2"]


def test_a_failing_run_is_reported_with_its_stage_and_the_others_go_on():
    point = {"raise_by": 0.1, "unbuildable": [1], "unmeasurable": [2]}
    failures = {r.job.seed: r.failure for r in run_jobs(toy, jobs(point, range(4)), workers=2)}
    assert failures[0] is None
    assert failures[3] is None
    assert (failures[1].stage, failures[1].error) == ("building", "ValueError: no village for seed 1")
    assert (failures[2].stage, failures[2].error) == ("measuring", "ZeroDivisionError: nobody lives here")
    assert "toy_world.py" in failures[1].traceback


def test_what_is_no_number_is_a_failure_to_measure():
    (report,) = run_jobs(nothing, jobs({}, range(1)), workers=1)
    assert report.failure.stage == "measuring"


def test_a_run_that_kills_its_worker_is_tried_again_and_then_given_up():
    reports = list(run_jobs(toy, jobs({"raise_by": 0.1, "die": [2]}, range(5)), workers=2))
    dead = [report for report in reports if report.failure]
    assert [report.job.seed for report in dead] == [2]
    assert dead[0].failure.stage == "killed"
    assert str(ATTEMPTS) in dead[0].failure.error
    assert len(reports) == 5


def test_workers_import_no_heavy_library_and_use_one_thread():
    (report,) = run_jobs(loaded, jobs({}, range(1)), workers=2)
    assert report.result.outcomes == {"mesa": 0, "pandas": 0, "matplotlib": 0, "pydantic": 0, "threads": 1}


def test_a_function_that_cannot_travel_is_refused_before_any_run():
    with pytest.raises(RunError, match="top of a module"):
        list(run_jobs(lambda point, seed: {}, jobs({}, range(2)), workers=2))


def test_the_environment_is_left_as_it_was():
    before = dict(os.environ)
    list(run_jobs(plain, jobs({"a": 1}, range(2)), workers=2))
    assert dict(os.environ) == before


def test_leaving_early_ends_the_workers():
    reports = run_jobs(toy, jobs({"raise_by": 0.1, "seconds": 0.2}, range(50)), workers=2)
    next(reports)
    reports.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("engine", ALONE)
def test_points_are_made_when_their_runs_begin(engine):
    made = []

    def make(share):
        made.append(share)
        # Longer than a hand of several runs may take.
        return {"raise_by": share, "seconds": 0.21}

    wanted = [Job(str(share), None, 1, str(share), partial(make, share)) for share in range(6)]
    reports = run_jobs(toy, wanted, **engine)
    first = next(reports)
    assert len(made) <= 4
    rest = list(reports)
    assert {report.job.point["raise_by"] for report in [first, *rest]} == set(range(6))
    assert sorted(made) == list(range(6))
    assert first.job.make is None


@pytest.mark.parametrize("engine", ALONE)
@pytest.mark.parametrize("function", [toy, Stacked()])
def test_a_point_that_cannot_be_made_fails_while_building(engine, function):
    wanted = [Job(str(share), None, 1, "one", partial(raise_by, share)) for share in (-1, 1, 2, -3)]
    failures = {report.job.fingerprint: report.failure for report in run_jobs(function, wanted, **engine)}
    assert failures["1"] is failures["2"] is None
    for share in ("-1", "-3"):
        assert (failures[share].stage, failures[share].error) == ("building", "ValueError: trust does not fall")


@pytest.mark.parametrize("engine", ALONE)
def test_a_run_that_leaves_the_program_is_a_failure(engine):
    reports = list(run_jobs(toy, jobs({"raise_by": 0.1, "exit": [1]}, range(3)), **engine))
    assert [(r.job.seed, r.failure.error) for r in reports if r.failure] == [(1, "SystemExit: enough")]
    assert len(reports) == 3


@pytest.mark.parametrize("engine", ALONE[1:])
def test_a_run_killed_by_the_system_takes_nothing_with_it(engine):
    reports = list(run_jobs(toy, jobs({"raise_by": 0.1, "killed": [2]}, range(5)), **engine))
    assert [(r.job.seed, r.failure.stage) for r in reports if r.failure] == [(2, "killed")]
    assert len(reports) == 5
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_never_ends_is_ended_and_the_others_are_good(workers):
    point = {"raise_by": 0.1, "hang": [2], "unbuildable": [3]}
    reports = list(run_jobs(toy, jobs(point, range(5)), workers, limit=0.5))
    failures = {r.job.seed: r.failure for r in reports if r.failure}
    assert {seed: failure.stage for seed, failure in failures.items()} == {2: "hung", 3: "building"}
    assert failures[2].error == "TimedOut: the run took longer than its limit of 0.5 s"
    assert len(reports) == 5
    assert multiprocessing.active_children() == []


def gone(pid: int) -> bool:
    """Return whether a process has ended; one that nobody has asked after is a zombie still."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_run_that_hangs_is_ended_with_all_that_it_started(tmp_path):
    pids = tmp_path / "pids"
    list(run_jobs(toy, jobs({"raise_by": 0.1, "hang": [0], "pids": str(pids)}, range(2)), 1, limit=0.5))
    worker, child = map(int, pids.read_text().split())
    psutil.wait_procs([psutil.Process(pid) for pid in (worker, child) if not gone(pid)], timeout=30)
    assert gone(worker)
    assert gone(child)


def test_workers_and_what_they_started_end_with_a_parent_that_is_killed(tmp_path):
    pids = tmp_path / "pids"
    os.mkfifo(pids)
    script = tmp_path / "study.py"
    script.write_text(
        f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[2])]!r}\n"
        "from experiments.engine import Job, run_jobs\nfrom toy_world import toy\n"
        "if __name__ == '__main__':\n"
        f"    point = {{'raise_by': 0.1, 'hang': [1], 'pids': {str(pids)!r}}}\n"
        "    list(run_jobs(toy, [Job('1', point, 1)], 2))\n"
    )
    parent = subprocess.Popen([sys.executable, script])
    worker, child = map(int, pids.read_text().split())
    assert not gone(worker)
    parent.kill()
    parent.wait()
    psutil.wait_procs([psutil.Process(pid) for pid in (worker, child) if not gone(pid)], timeout=30)
    assert gone(worker)
    assert gone(child)


@pytest.mark.parametrize("trouble", [{"hang": [7]}, {"die": [7]}])
def test_of_runs_side_by_side_only_the_one_at_fault_is_lost(trouble):
    wanted = [
        Job(f"{share} {seed}", {"raise_by": share, **(trouble if share == 0.2 else {})}, seed, str(seed))
        for seed in (6, 7)
        for share in (0.1, 0.2, 0.3)
    ]
    reports = list(run_jobs(Stacked(), wanted, 1, limit=0.5))
    assert [report.job.fingerprint for report in reports if report.failure] == ["0.2 7"]
    assert sorted(report.job.fingerprint for report in reports) == sorted(job.fingerprint for job in wanted)


def test_workers_killed_from_outside_are_replaced_and_each_run_is_reported_once():
    wanted = jobs({"raise_by": 0.1, "seconds": 0.01}, range(60))
    seen = []
    for report in run_jobs(toy, wanted, 2):
        seen.append(report)
        if len(seen) in (1, 20):
            os.kill(multiprocessing.active_children()[-1].pid, signal.SIGKILL)
    assert sorted(int(report.job.fingerprint) for report in seen) == list(range(60))
    assert [report for report in seen if report.failure] == []


def test_many_short_runs_are_each_reported_once_and_a_death_among_them_is_told_apart():
    point = {"raise_by": 0.1, "die": [333]}
    wanted = [Job(str(seed), point, seed, str(seed)) for seed in range(600)]
    reports = list(run_jobs(toy, wanted, 2))
    assert sorted(report.job.seed for report in reports) == list(range(600))
    assert [report.job.seed for report in reports if report.failure] == [333]


def test_a_function_that_no_worker_can_load_ends_the_study_at_once():
    with pytest.raises(RunError, match="ValueError: not in this process"):
        list(run_jobs(Unloadable(), jobs({}, range(2)), 2))
    assert multiprocessing.active_children() == []


def test_a_point_that_cannot_travel_is_a_failure_of_its_run():
    wanted = [Job("good", {"a": 1}, 1), Job("bad", {"a": lambda: 1}, 1)]
    failures = {report.job.fingerprint: report.failure for report in run_jobs(plain, wanted, 2)}
    assert failures["good"] is None
    assert failures["bad"].stage == "building"


def test_waiting_jobs_are_small():
    job = Job("f" * 64, None, 1, "g", partial(raise_by, 0.1))
    assert not hasattr(job, "__dict__")
    assert len(pickle.dumps(job)) < 500


def hands(seconds: float, takers: int = 2) -> list[int]:
    """Return how many of 2,000 runs are dealt at once, by one taker, when each takes so long."""
    dealer = Dealer(plain, [Job(str(n), {}, n, str(n)) for n in range(2000)], 0.2)
    dealt = []
    while hand := dealer.hand("one", takers):
        dealt.append(sum(map(len, hand)))
        dealer.learn([Report(job, RunResult({}), None, seconds) for stack in hand for job in stack])
    return dealt


def test_short_runs_are_dealt_out_many_at_once_and_long_ones_one_by_one():
    assert set(hands(1.0)) == {1}
    assert hands(0.02)[:5] == [1, 10, 10, 10, 10]
    short = hands(1e-6)
    assert short[0] == 1
    assert max(short) == MOST
    assert short[-1] == 1
    assert sum(short) == 2000


def test_a_study_can_be_piped_into_the_interpreter():
    script = (
        "from experiments.engine import Job, run_jobs\n"
        "from toy_world import plain\n"
        "reports = list(run_jobs(plain, [Job('a', {'a': 2}, 3)], 1, isolate=True))\n"
        "print(reports[0].result.outcomes)\n"
    )
    done = subprocess.run(
        [sys.executable, "-"], input=script, cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    assert done.stdout == "{'sum': 5.0, 'product': 6.0}\n"
