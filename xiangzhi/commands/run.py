"""``xiangzhi run FILE``: one scenario, or one point of any model, one seed, its outcomes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.options import json_option, lang_option, quiet_option, seed_option, set_option
from xiangzhi.screen import console, print_json, print_table
from xiangzhi.texts import say

if TYPE_CHECKING:
    from experiments.engine import Failure, Report
    from experiments.profile import Profiler


@dataclass(frozen=True)
class _Run:
    """What a report is told with: its name, its title, and the line that runs it again."""

    id: str
    title: str
    replay: str
    is_model: bool = False
    """Whether outcomes bear the model's own names; even one that ours bears means something else."""


@click.command("run")
@click.argument("file")
@seed_option
@set_option
@click.option("--steps", type=click.IntRange(min=1), default=None, help="Steps of a Mesa model.  Mesa 模型的步数")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="An outcome of a model.  模型的一项结果")
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
    steps: int | None,
    outcomes: tuple[str, ...],
    profile: bool,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Run the scenario FILE once and print its outcomes. Exit 1 if the run fails.

    FILE may also be any model, as file.py:name or package.module:name: a function (point, seed) or a Mesa Model class.
    Each --set NAME=VALUE then gives one value of its point.
    """
    profiler = _profiler() if profile else None
    if _names_model(file):
        _refuse("model_option", file, ["--profile"] if profile else [])
        what, report = _run_model(file, seed, steps, outcomes, overrides)
    else:
        _refuse("scenario_option", file, ["--steps"] * (steps is not None) + ["--outcome"] * bool(outcomes))
        what, report = _run_scenario(file, seed, overrides, profiler, lang)
    if report.failure is not None:
        _tell_failure(what, seed, report.failure, lang)
        ctx.exit(1)
    if as_json:
        print_json(_as_json(what, report) | (_profile_as_json(profiler) if profiler else {}))
        return
    _print(what, report, lang, quiet=quiet)
    if profiler:
        _print_profile(profiler, lang)


def _profiler() -> "Profiler":
    from experiments.profile import Profiler
    from experiments.run import run

    return Profiler(run)


def _names_model(file: str) -> bool:
    from experiments.models import is_spec

    return is_spec(file) and not Path(file).exists()


def _refuse(code: str, file: str, options: Sequence[str]) -> None:
    from model.errors import ParameterError, Problem

    if options:
        raise ParameterError(*(Problem(code, {"came": option}, key=file) for option in options))


def _run_scenario(
    file: str, seed: int, overrides: tuple[str, ...], profiler: "Profiler | None", lang: str
) -> tuple[_Run, "Report"]:
    from experiments.engine import Job, attempt
    from experiments.fingerprint import run_fingerprint
    from experiments.run import run
    from experiments.study import replay_line
    from scenarios.load import load_scenario

    scenario = load_scenario(file, overrides=overrides, lang=lang)
    report = attempt(profiler or run, Job(run_fingerprint(scenario.settings, seed), scenario.settings, seed))
    replay = replay_line(str(scenario.path), seed, scenario.overrides)
    return _Run(scenario.id, scenario.title[lang], replay), report


def _run_model(
    spec: str, seed: int, steps: int | None, outcomes: tuple[str, ...], overrides: tuple[str, ...]
) -> tuple[_Run, "Report"]:
    from experiments.engine import Job, attempt
    from experiments.fingerprint import join, point_fingerprint
    from experiments.models import load_model, point_of
    from experiments.study import finite

    point = point_of(overrides)
    model = load_model(spec, steps=steps, outcomes=outcomes)
    model.check(point)
    report = attempt(model, Job(join(model.code, point_fingerprint(point), seed), point, seed))
    report = finite(report, outcomes) if outcomes else report
    return _Run(spec, spec, model.replay(point, seed), is_model=True), report


def _as_json(what: _Run, report: "Report") -> dict[str, Any]:
    from model.outcomes import OUTCOMES

    assert report.result is not None
    outcomes = {
        name: {
            "value": value if math.isfinite(value) else None,
            "unit": "" if what.is_model else OUTCOMES[name].unit_en,
        }
        for name, value in report.result.outcomes.items()
    }
    return {
        "scenario": what.id,
        "seed": report.job.seed,
        "fingerprint": report.job.fingerprint,
        "outcomes": outcomes,
        "seconds": round(report.seconds, 3),
    }


def _print(what: _Run, report: "Report", lang: str, *, quiet: bool) -> None:
    assert report.result is not None
    title, outcomes = say("run_title", lang, title=what.title, seed=report.job.seed), report.result.outcomes
    if what.is_model:
        print_table([say("outcome_column", lang), say("explain_value", lang)], list(outcomes.items()), title=title)
    else:
        from analysis.table import outcomes_table

        console().print(outcomes_table(outcomes, lang, title=title))
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


def _tell_failure(what: _Run, seed: int, failure: "Failure", lang: str) -> None:
    words = {"stage": say(f"stage_{failure.stage}", lang), "error": failure.error, "replay": what.replay}
    click.echo(failure.traceback, err=True, nl=False)
    click.echo(say("run_failed", lang, scenario=what.id, seed=seed, **words), err=True)
