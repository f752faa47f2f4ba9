"""The engine: every job ends in one report, whatever happens to it and to the worker that had it."""

import os

import pytest
from toy_world import loaded, nothing, plain, toy

from experiments.engine import ATTEMPTS, Job, run_jobs
from model.errors import RunError


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
    import multiprocessing

    assert multiprocessing.active_children() == []
