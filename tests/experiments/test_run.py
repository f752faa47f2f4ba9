"""Runs side by side, in blocks or block after block give what each gives alone."""

import pytest
from strategies import EVERYTHING, STATUS_QUO, WEST, county_of, three_villages, village

from experiments import run as module
from experiments.engine import Job, attempt_together, run_jobs
from experiments.run import Simulator, burn_in, run, streams
from model.parameters import PASSPORTS
from model.settings import Programme

LINKAGE, POINTS = Programme(policy="household_linkage"), Programme(policy="points")
SCENARIOS = [(), (LINKAGE,), (LINKAGE, POINTS), EVERYTHING[:-1]]


def small(programmes=(), years=1, **more):
    names = {programme.policy for programme in programmes}
    standing = tuple(programme for programme in STATUS_QUO if programme.policy not in names)
    return three_villages(years=years, burn_in=1, programmes=(*standing, *programmes), **more)


def values(result):
    return {place: repr(value) for place, value in result.values().items()}


def townships(coupled):
    villages = (
        village("上坂村", 200),
        village("石门村", 180, township=WEST),
        village("溪口村", 160, township="北山镇"),
    )
    return county_of(*villages, years=1, burn_in=1, coupled=coupled, programmes=(*STATUS_QUO, LINKAGE))


def test_runs_side_by_side_give_what_each_gives_alone():
    points = [small(programmes) for programmes in SCENARIOS] + [small((POINTS,), years=2)]
    together = Simulator().many(points, 5)
    assert [values(result) for result in together] == [values(run(point, 5)) for point in points]
    assert together[0].ends != together[-1].ends


def test_small_counties_are_run_together_and_large_ones_alone(monkeypatch):
    simulate = Simulator()
    assert simulate.together(small()) == module.PEOPLE_A_STACK // 750
    monkeypatch.setattr(module, "PEOPLE_A_STACK", 700)
    assert simulate.together(small()) == 1
    assert Simulator(events=True).together(small()) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_the_engine_stacks_jobs_of_one_group_and_loses_none(workers):
    jobs = [
        Job(f"{seed}-{number}", small(programmes), seed, f"seed {seed}")
        for seed in (1, 2)
        for number, programmes in enumerate(SCENARIOS)
    ]
    reports = {report.job.fingerprint: report for report in run_jobs(Simulator(), jobs, workers)}
    assert sorted(reports) == sorted(job.fingerprint for job in jobs)
    for job in jobs[::3]:
        assert values(reports[job.fingerprint].result) == values(run(job.point, job.seed))


def test_one_bad_run_does_not_take_others_of_its_stack_with_it():
    bad = small((Programme(policy="points", levers={"no_such_lever": 1.0}),))
    jobs = [
        Job(name, point, 1, "one") for name, point in (("good", small()), ("bad", bad), ("fine", small((LINKAGE,))))
    ]
    reports = {report.job.fingerprint: report for report in attempt_together(Simulator(), jobs)}
    assert [name for name, report in reports.items() if report.failure] == ["bad"]
    assert values(reports["good"].result) == values(run(small(), 1))


@pytest.mark.parametrize("coupled", [True, False])
def test_a_county_in_blocks_gives_what_one_block_gives(monkeypatch, coupled):
    chosen = townships(coupled)
    whole = run(chosen, 3)
    monkeypatch.setattr(module, "PEOPLE_A_BLOCK", 1)
    assert len(burn_in(chosen, 3).worlds) == 3
    assert streams(chosen) is not coupled
    assert values(run(chosen, 3)) == values(whole)
    assert values(Simulator()(chosen, 3)) == values(whole)


def test_figures_from_the_world_are_those_of_the_whole_county(monkeypatch):
    chosen = townships(coupled=False)

    def extra(world):
        return {"people": float(len(world.people)), "trust": float(world.people.trust_village.min())}

    whole = run(chosen, 3, extra=extra)
    monkeypatch.setattr(module, "PEOPLE_A_BLOCK", 1)
    in_blocks = run(chosen, 3, extra=extra)
    assert in_blocks.quantities == whole.quantities
    assert values(in_blocks) == values(whole)


def test_a_population_is_built_once_for_all_parameter_sets_that_share_it():
    simulate = Simulator()
    points = [small(behaviour={"participation.neighbours": weight}) for weight in (0.5, 1.5)]
    results = [simulate(point, 4) for point in points]
    assert simulate.populations.built == 1
    assert [values(result) for result in results] == [values(run(point, 4)) for point in points]
    assert values(results[0]) != values(results[1])


@pytest.mark.parametrize("key", ["population.trust_centre", "economy.school_age"])
def test_a_population_is_built_anew_where_it_differs(key):
    passport = PASSPORTS[key]
    simulate = Simulator()
    points = [small(behaviour={key: value}) for value in (passport.low, passport.high)]
    results = [simulate(point, 4) for point in points]
    assert simulate.populations.built == 2
    assert [values(result) for result in results] == [values(run(point, 4)) for point in points]
    assert values(simulate(points[1], 5)) == values(run(points[1], 5))
    assert simulate.populations.built == 3
