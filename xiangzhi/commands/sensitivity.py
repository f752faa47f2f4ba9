"""``xiangzhi sensitivity STUDY``: which factors matter for which outcome, beside what luck alone does."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xiangzhi.commands.sweep import announce
from xiangzhi.failures import tell_failures
from xiangzhi.options import KEPT_KEY, study_options
from xiangzhi.progress import shown
from xiangzhi.screen import console, print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from analysis.discovery import Discovery
    from xiangzhi.options import Running
    from xiangzhi.sensitivities import Sense, Sensitivities
    from xiangzhi.sweeping import Sweep

METHODS = ("sobol", "morris", "fast", "rbd_fast", "delta", "pawn")
TARGET: "dict[str, Sense]" = {">=": "at_least", "<=": "at_most"}


@click.command("sensitivity")
@click.argument("study")
@click.option("--method", type=click.Choice(METHODS), help="Another method than the design's own.  分析方法")
@click.option("--outcome", "outcomes", multiple=True, help="Look at this one; may be given again.  结果指标")
@click.option("--scenario", help="Scenario looked at.  [default: the first that is not the baseline]  情景")
@click.option("--level", is_flag=True, help="Look at levels, not at differences from the baseline.  看水平而非差异")
@click.option(
    "--target",
    metavar="OUTCOME>=VALUE",
    help="Say under which conditions the outcome misses a target (in the unit of tables; >= or <=).  目标",
)
@study_options
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    method: str | None,
    outcomes: tuple[str, ...],
    scenario: str | None,
    level: bool,
    target: str | None,
    running: "Running",
    out: Path | None,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Analyse STUDY: a study file (what is missing is run first), a shipped study, or the folder of a sweep.

    Where the study has a baseline, the paired difference from it is analysed. An index is called distinguishable only
    where it exceeds what luck alone would give, at 5 % over all factors together. Exit 1 if a run failed.
    """
    from xiangzhi.sensitivities import sensitivity

    wanted = _target(target) if target else None
    silent = quiet or as_json
    asked = {
        "scenario": scenario,
        "method": None if wanted else method,
        "outcomes": (wanted[0],) if wanted else outcomes,
    }
    found = _swept(ctx, study, out, running, asked, lang, silent=silent)
    result = sensitivity(found, scenario=scenario, method=method, outcomes=outcomes, effect=False if level else None)
    if wanted is None:
        _give(result, lang, as_json=as_json)
    else:
        _give_discovery(result, *wanted, lang, as_json=as_json)
    tell_failures(found.failures, found.wanted_runs, found.store, lang)
    ctx.exit(1 if len(found.failures) else 0)


def _target(given: str) -> "tuple[str, Sense, float]":
    """Return outcome, sense and threshold of a target."""
    from model.errors import ParameterError, Problem

    for sign, sense in TARGET.items():
        name, found, number = given.partition(sign)
        if found:
            try:
                return name.strip(), sense, float(number)
            except ValueError:
                break
    raise ParameterError(Problem("target_form", {"came": given}, key="--target"))


def _swept(
    ctx: click.Context,
    study: str,
    out: Path | None,
    running: "Running",
    asked: "dict[str, Any]",
    lang: str,
    *,
    silent: bool,
) -> "Sweep":
    """Return the runs to look at: those of a folder as they are, or of a study file once none is missing."""
    from xiangzhi.sensitivities import check_request, stored_sweep
    from xiangzhi.sweeping import plan_sweep

    if Path(study).is_dir():
        _demand_nothing(study, running, out)
        return stored_sweep(Path(study))
    planned = plan_sweep(study, out=out, overrides=running.changes, lang=lang)
    check_request(planned.spec, **asked)
    if planned.study.stored().pending:
        announce(planned, running, lang, silent=silent)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        return planned.run(watch=watch, **running.how)


def _demand_nothing(folder: str, running: "Running", out: Path | None) -> None:
    """Refuse what would change a study, where only its folder is named."""
    from model.errors import ParameterError, Problem

    given = [*running.changes, *(["--cluster"] if running.cluster else []), *(["--out"] if out else [])]
    given += [f"--stale {running.stale}"] if running.stale != "rerun" else []
    if given:
        raise ParameterError(Problem("folder_option", {"came": ", ".join(given)}, key=folder))


def _give(found: "Sensitivities", lang: str, *, as_json: bool) -> None:
    written = found.save(lang=lang)
    if as_json:
        print_json(found.as_json())
        return
    from analysis.sensitivity_table import sensitivity_lines, sensitivity_table

    registry = found.registry
    titles = found.sweep.titles
    words = {"scenario": titles.get(found.scenario, {}).get(lang, found.scenario),
             "baseline": titles.get(found.baseline, {}).get(lang, found.baseline)}  # fmt: skip
    click.echo(say("sensitivity_of_effect" if found.baseline else "sensitivity_of_level", lang, **words))
    for outcome, result in found.results.items():
        console().print(sensitivity_table(outcome, result, found.sweep.spec.design, registry, lang))
        for line in sensitivity_lines(outcome, result, found.sweep.spec.design, registry, lang):
            click.echo(line)
        click.echo()
    names = ", ".join(path.name for path in written if path.parent == found.sweep.folder)
    figures = sum(path.suffix == ".png" for path in written)
    click.echo(say("sweep_wrote", lang, folder=found.sweep.folder, names=names, figures=figures))


def _give_discovery(
    found: "Sensitivities", outcome: str, sense: "Sense", threshold: float, lang: str, *, as_json: bool
) -> None:
    from analysis.sensitivity_table import discovery_lines

    _demand_outcome(found, outcome)
    discovery = found.discover(outcome, sense, threshold / found.sweep.registry[outcome].scale)
    written = found.save_discovery(discovery, lang)
    if as_json:
        print_json(discovery_json(discovery))
        return
    for line in discovery_lines(discovery, found.sweep.spec.design, found.registry, lang):
        click.echo(line)
    for path in written:
        click.echo(say("wrote", lang, path=path))


def discovery_json(found: "Discovery") -> dict[str, Any]:
    """Return a discovery as plain values; a range that is open at one end has None there."""
    return {**asdict(found), "dropped": list(found.dropped)}


def _demand_outcome(found: "Sensitivities", outcome: str) -> None:
    from model.errors import ParameterError, Problem
    from scenarios.nearest import nearest

    if outcome not in found.sweep.outcomes:
        allowed = found.sweep.outcomes
        values = {"came": outcome, "allowed": ", ".join(allowed), "near": nearest(outcome, allowed)}
        raise ParameterError(Problem("unknown_outcome", values, key="--target"))
