"""``xiangzhi scorecard [SCENARIO|all]``: simulated quantities against published facts, and what places report."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.options import (
    json_option,
    lang_option,
    out_option,
    quiet_option,
    replications_option,
    seed_option,
    set_option,
    workers_option,
)
from xiangzhi.screen import console, print_json

if TYPE_CHECKING:
    from experiments.engine import Report
    from experiments.result import RunResult
    from model.settings import Settings
    from scenarios.scenario import Scenario

ALL = "all"
WITHOUT = "without:"
"""Begins the name of a case some of whose practices are taken out."""


@click.command("scorecard")
@click.argument("scenario", default=ALL)
@replications_option(5)
@seed_option
@workers_option
@set_option
@out_option
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    scenario: str,
    replications: int,
    seed: int,
    workers: int | None,
    overrides: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Hold the model against published facts: all rows, or those of one SCENARIO (a file or a shipped name).

    A scenario that no fact was measured under is held against the facts of the status quo. One that runs the practices
    of a place in the sources is shown beside what that place reports of itself instead.
    """
    from analysis.labels import headlines
    from analysis.labels import outcomes as registry
    from analysis.scorecard import scorecard

    chosen, rows = _chosen(scenario, overrides, lang)
    runs, failed = _runs(chosen, replications, seed, workers, None if quiet else lang)
    start = next(iter(chosen.values())).settings.horizon.start
    card = scorecard(runs, start, headlines(registry()), rows)
    name = ALL if scenario == ALL else next(iter(chosen.values())).id
    result = {"scenario": name, **card, "replications": replications, "seed": seed, "failed": len(failed)}
    place = None if scenario == ALL else _place(next(iter(chosen.values())))
    result |= {} if place is None else _beside(place, runs, replications, lang)
    if as_json:
        print_json(result)
    else:
        title = _words("score_all", lang) if scenario == ALL else next(iter(chosen.values())).title[lang]
        (_print if place is None else _print_reported)(result, title, lang)
    for path in [] if out is None else _save(card["rows"], out, lang):
        click.echo(_words("wrote", lang, path=path), err=as_json)
    for key, report in failed:
        _say_failure(chosen[key], report, lang)
    ctx.exit(1 if failed else 0)


def _chosen(given: str, overrides: tuple[str, ...], lang: str) -> tuple[dict[str, "Scenario"], list[Any]]:
    """Return the scenarios to run, by the name that rows know them under, and the rows to print."""
    from analysis.scorecard import REFERENCE, comparisons
    from scenarios.load import load_scenario
    from scenarios.shipped import find

    rows = list(comparisons())
    known = list(dict.fromkeys(row.scenario for row in rows))
    if given == ALL:
        paths = {name: path for name in known if (path := find(name)) is not None}
        return {name: load_scenario(path, overrides=overrides, lang=lang) for name, path in paths.items()}, rows
    loaded = load_scenario(given, overrides=overrides, lang=lang)
    name = loaded.id if loaded.id in known else REFERENCE
    return {name: loaded, **_variants(loaded, given, lang)}, [row for row in rows if row.scenario == name]


def _place(scenario: "Scenario") -> str | None:
    """Return the place whose practices a scenario runs, if any."""
    from scenarios.places import case_of

    return case_of(scenario)


def _variants(whole: "Scenario", given: str, lang: str) -> dict[str, "Scenario"]:
    """Return a case with those practices taken out in turn of which its place claims an effect in words."""
    from analysis.reported import variants
    from scenarios.load import load_scenario

    place, found = _place(whole), {}
    for practices in [] if place is None else variants(place):
        if set(practices) <= set(whole.practices):
            off = tuple(f"practices.{practice}=off" for practice in practices)
            overrides = (*whole.overrides, *off)
            found[WITHOUT + "+".join(practices)] = load_scenario(given, overrides=overrides, lang=lang)
    return found


def _beside(place: str, runs: "Mapping[str, Sequence[RunResult]]", replications: int, lang: str) -> dict[str, Any]:
    """Return what a place reports beside its runs; effects of practices only where no replication is missing."""
    from analysis.reported import compared, ratios

    mine = next(iter(runs.values()))
    without = {
        tuple(name.removeprefix(WITHOUT).split("+")): found
        for name, found in runs.items()
        if name.startswith(WITHOUT) and len(found) == len(mine) == replications
    }
    return {"case": place, "reported": compared(place, mine, without, lang), "ratios": ratios(place, mine, lang)}


def _runs(
    chosen: "Mapping[str, Scenario]", replications: int, seed: int, workers: int | None, lang: str | None
) -> "tuple[dict[str, list[RunResult]], list[tuple[str, Report]]]":
    """Run every scenario with the same seeds; return results by scenario in the order of seeds, and failures."""
    from experiments.engine import Job, run_jobs
    from experiments.run import Simulator, burn_in_key
    from model import case_quantities, scorecard_quantities

    # What places report is counted over every dispute and request, which other runs forget when they are over.
    whole = any(_place(scenario) for scenario in chosen.values())
    extra = case_quantities.everything if whole else scorecard_quantities.measure
    simulator = Simulator(extra=extra, events=whole)
    jobs = []
    for seed_ in range(seed, seed + replications):
        for name, scenario in chosen.items():
            group = f"{burn_in_key(scenario.settings)}:{seed_}"
            jobs.append(Job(f"{name}:{seed_}", scenario.settings, seed_, group))
    _forecast([(job.point, job.seed) for job in jobs], workers, lang)
    done: dict[str, dict[int, RunResult]] = {name: {} for name in chosen}
    failed = []
    for count, report in enumerate(run_jobs(simulator, jobs, workers), start=1):
        name = report.job.fingerprint.rpartition(":")[0]
        if report.result is None:
            failed.append((name, report))
        else:
            done[name][report.job.seed] = report.result
        _progress(count, len(jobs), lang)
    return {name: [found[key] for key in sorted(found)] for name, found in done.items()}, failed


def _forecast(runs: "Sequence[tuple[Settings, int]]", workers: int | None, lang: str | None) -> None:
    from experiments.forecast import forecast

    if lang is not None:
        expected = forecast(runs, workers=workers)
        click.echo(_words("score_runs", lang, runs=expected.runs, minutes=f"{expected.minutes:.1f}"), err=True)


def _progress(done: int, runs: int, lang: str | None) -> None:
    """Count on one line of a terminal, or on every fifth run elsewhere."""
    if lang is None:
        return
    words = _words("score_done", lang, done=done, runs=runs)
    if sys.stderr.isatty():
        click.echo(f"\r{words}", err=True, nl=done == runs)
    elif done % 5 == 0 or done == runs:
        click.echo(words, err=True)


def _print(result: Mapping[str, Any], title: str, lang: str) -> None:
    from analysis.table import drift_table, scorecard_table

    screen = console()
    click.echo(_words("score_of", lang, title=title, replications=result["replications"], seed=result["seed"]))
    screen.print(scorecard_table(result["rows"], lang))
    screen.print(drift_table(result["drift"], lang))


def _print_reported(result: Mapping[str, Any], title: str, lang: str) -> None:
    from analysis.reported_table import tables
    from analysis.reported_words import word

    screen = console()
    click.echo(_words("score_of", lang, title=title, replications=result["replications"], seed=result["seed"]))
    for table in tables(result["reported"], result["ratios"], lang):
        screen.print(table)
    screen.print(word("caution" if result["reported"] else "nothing", lang))


def _save(rows: Sequence[Mapping[str, Any]], folder: Path, lang: str) -> list[Path]:
    """Write the dot plot and its data."""
    import pandas as pd

    from analysis.charts.save import save_figures
    from analysis.charts.scorecard import scorecard_plot

    return save_figures({"scorecard": scorecard_plot(rows, lang)}, {"scorecard": pd.DataFrame(rows)}, folder, lang)


def _say_failure(scenario: "Scenario", report: "Report", lang: str) -> None:
    from experiments.study import replay_line

    failure = report.failure
    assert failure is not None
    replay = replay_line(str(scenario.path), report.job.seed, scenario.overrides)
    values = {"scenario": scenario.id, "seed": report.job.seed, "stage": failure.stage, "error": failure.error}
    click.echo(_words("score_failed", lang, replay=replay, **values), err=True)


def _words(code: str, lang: str, **values: object) -> str:
    from analysis.labels import text

    return text(code, lang, **values)
