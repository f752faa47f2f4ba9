"""``xiangzhi run FILE``: one scenario, one seed, its outcomes."""

import math
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.options import json_option, lang_option, quiet_option, seed_option, set_option
from xiangzhi.screen import console, print_json, print_table
from xiangzhi.texts import say

if TYPE_CHECKING:
    from experiments.engine import Failure, Report
    from experiments.profile import Profiler
    from scenarios.scenario import Scenario


@click.command("run")
@click.argument("file")
@seed_option
@set_option
@click.option("--profile", is_flag=True, help="Show what each phase and policy cost in time.  显示各环节与政策用时")
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    seed: int,
    overrides: tuple[str, ...],
    profile: bool,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Run the scenario FILE once and print its outcomes. Exit 1 if the run fails."""
    from experiments.engine import Job, attempt
    from experiments.fingerprint import run_fingerprint
    from experiments.profile import Profiler
    from experiments.run import run
    from scenarios.load import load_scenario

    scenario = load_scenario(file, overrides=overrides, lang=lang)
    profiler = Profiler(run) if profile else None
    report = attempt(profiler or run, Job(run_fingerprint(scenario.settings, seed), scenario.settings, seed))
    if report.failure is not None:
        _tell_failure(scenario, seed, report.failure, lang)
        ctx.exit(1)
    if as_json:
        print_json(_as_json(scenario, report) | (_profile_as_json(profiler) if profiler else {}))
        return
    _print(scenario, report, lang, quiet=quiet)
    if profiler:
        _print_profile(profiler, lang)


def _as_json(scenario: "Scenario", report: "Report") -> dict[str, Any]:
    from model.outcomes import OUTCOMES

    assert report.result is not None
    outcomes = {
        name: {"value": value if math.isfinite(value) else None, "unit": OUTCOMES[name].unit_en}
        for name, value in report.result.outcomes.items()
    }
    return {
        "scenario": scenario.id,
        "seed": report.job.seed,
        "fingerprint": report.job.fingerprint,
        "outcomes": outcomes,
        "seconds": round(report.seconds, 3),
    }


def _print(scenario: "Scenario", report: "Report", lang: str, *, quiet: bool) -> None:
    from analysis.table import outcomes_table

    assert report.result is not None
    title = say("run_title", lang, title=scenario.title[lang], seed=report.job.seed)
    console().print(outcomes_table(report.result.outcomes, lang, title=title))
    if not quiet:
        seconds, fingerprint = f"{report.seconds:.1f}", report.job.fingerprint[:12]
        click.echo(say("run_took", lang, seconds=seconds, fingerprint=fingerprint), err=True)


def _profile_as_json(profiler: "Profiler") -> dict[str, Any]:
    def rounded(seconds: dict[str, float]) -> dict[str, float]:
        return {name: round(value, 6) for name, value in seconds.items()}

    policies = {name: rounded(calls) for name, calls in profiler.policies().items()}
    return {"profile": rounded(profiler.phases()), "policies": policies}


def _print_profile(profiler: "Profiler", lang: str) -> None:
    from experiments.profile import CALLS
    from model.policies import POLICIES
    from model.schedule import SCHEDULE

    def pace(seconds: float) -> list[str]:
        found = profiler.pace(seconds)
        return [f"{found.milliseconds:.3f}", f"{found.share:.1%}", f"{found.microseconds:.1f}"]

    measures = [say(code, lang) for code in ("ms_a_dekad", "share_of_step", "us_a_thousand")]
    phases = profiler.phases()
    step = sum(phases.values())
    rows = [[phase.name, phase.zh if lang == "zh" else phase.why, *pace(phases[phase.name])] for phase in SCHEDULE]
    print_table([say("phase", lang), say("why", lang), *measures], [*rows, [say("step", lang), "", *pace(step)]])
    rows = [
        [name, getattr(POLICIES[name], lang), *pace(sum(calls.values())), *(pace(calls[call])[0] for call in CALLS)]
        for name, calls in profiler.policies().items()
    ]
    print_table([say("policy", lang), say("title", lang), *measures, *CALLS], rows)
    click.echo(say("profile_rest", lang, whole=f"{profiler.whole:.2f}", rest=f"{profiler.whole - step:.2f}"))


def _tell_failure(scenario: "Scenario", seed: int, failure: "Failure", lang: str) -> None:
    from experiments.study import replay_line

    words = {"stage": say(f"stage_{failure.stage}", lang), "error": failure.error}
    replay = replay_line(str(scenario.path), seed, scenario.overrides)
    click.echo(failure.traceback, err=True, nl=False)
    click.echo(say("run_failed", lang, scenario=scenario.id, seed=seed, replay=replay, **words), err=True)
