"""``xiangzhi sensitivity STUDY``: which factors matter for which outcome, beside what luck alone does."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.commands.sweep import announce
from xiangzhi.failures import tell_failures
from xiangzhi.options import (
    KEPT_KEY,
    json_option,
    lang_option,
    out_option,
    quiet_option,
    set_option,
    study_options,
    workers_option,
)
from xiangzhi.progress import shown
from xiangzhi.screen import console, print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from analysis.discovery import Discovery
    from xiangzhi.sensitivities import Sensitivities
    from xiangzhi.sweeping import Sweep

METHODS = ("sobol", "morris", "fast", "rbd_fast", "delta", "pawn")
TARGET = {">=": "at_least", "<=": "at_most"}


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
@workers_option
@out_option
@set_option
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    method: str | None,
    outcomes: tuple[str, ...],
    scenario: str | None,
    level: bool,
    target: str | None,
    changes: tuple[str, ...],
    cluster: str | None,
    stale: str,
    workers: int | None,
    out: Path | None,
    overrides: tuple[str, ...],
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
    found = _swept(
        ctx, study, out, (*overrides, *changes), workers, cluster, stale, lang, silent=silent
    )  # fmt: skip
    result = sensitivity(found, scenario=scenario, method=method, outcomes=outcomes, effect=False if level else None)
    if wanted is None:
        _give(result, lang, as_json=as_json)
    else:
        _give_discovery(result, *wanted, lang, as_json=as_json)
    tell_failures(found.failures, found.wanted_runs, found.store, lang)
    ctx.exit(1 if len(found.failures) else 0)


def _target(given: str) -> tuple[str, str, float]:
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
    changes: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    stale: str,
    lang: str,
    *,
    silent: bool,
) -> "Sweep":
    """Return the runs to look at: those of a folder as they are, or of a study file once none is missing."""
    from xiangzhi.sensitivities import stored_sweep
    from xiangzhi.sweeping import plan_sweep

    if Path(study).is_dir():
        return stored_sweep(Path(study))
    planned = plan_sweep(study, out=out, overrides=changes, lang=lang)
    if planned.study.stored().pending:
        announce(planned, workers, stale, lang, silent=silent)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        return planned.run(workers=workers, cluster=cluster, watch=watch, stale=stale)  # type: ignore[arg-type]


def _give(found: "Sensitivities", lang: str, *, as_json: bool) -> None:
    written = found.save(lang=lang)
    if as_json:
        print_json(found.as_json())
        return
    from analysis.sensitivity_table import sensitivity_lines, sensitivity_table

    registry = found.sweep.registry
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
    found: "Sensitivities", outcome: str, sense: str, threshold: float, lang: str, *, as_json: bool
) -> None:
    from analysis.discovery_words import discovery_lines

    registry = found.sweep.registry
    _demand_outcome(found, outcome)
    scale = registry[outcome].scale
    discovery: Discovery = found.discover(outcome, sense, threshold / scale)
    written = _save_discovery(found, discovery, outcome, lang)
    if as_json:
        print_json({"outcome": outcome, "sense": sense, "threshold": threshold, **discovery.as_json()})
        return
    for line in discovery_lines(outcome, discovery, found.sweep.spec.design, registry, lang):
        click.echo(line)
    for path in written:
        if path.suffix == ".png":
            click.echo(say("wrote", lang, path=path))


def _demand_outcome(found: "Sensitivities", outcome: str) -> None:
    from model.errors import ParameterError, Problem
    from scenarios.nearest import nearest

    if outcome not in found.sweep.outcomes:
        allowed = found.sweep.outcomes
        values = {"came": outcome, "allowed": ", ".join(allowed), "near": nearest(outcome, allowed)}
        raise ParameterError(Problem("unknown_outcome", values, key="--target"))


def _save_discovery(found: "Sensitivities", discovery: "Discovery", outcome: str, lang: str) -> list[Path]:
    from analysis.charts import save_figures
    from analysis.charts.discovery_box import discovery_box

    spec = found.sweep.spec
    figure = discovery_box(discovery, spec.design, found.values(outcome), found.sweep.registry[outcome], lang)
    return save_figures({f"discovery_{outcome}": figure}, {}, found.sweep.folder / "figures", lang)
