"""``xiangzhi sweep STUDY``: run a study file, point by point, and go on where the last call stopped."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.failures import tell_failures
from xiangzhi.options import KEPT_KEY, study_options
from xiangzhi.progress import shown
from xiangzhi.screen import console, print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.options import Running
    from xiangzhi.sweeping import Sweep, SweepPlan, Until


@click.command("sweep")
@click.argument("study")
@study_options
@click.option(
    "--until-precision",
    "precision",
    metavar="OUTCOME=HALFWIDTH",
    help="Add replications until the outcome's effect (its mean without a baseline) is known this well, in the unit "
    "of tables.  达到精度为止",
)
@click.option(
    "--most", type=click.IntRange(min=2), default=1000, show_default=True, help="Replications at most.  最多重复次数"
)
@click.option(
    "--detail", is_flag=True, help="Store people, fates of disputes, hours, money too.  保存人群、纠纷、工时等明细"
)
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    running: "Running",
    precision: str | None,
    most: int,
    detail: bool,
    out: Path | None,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Run the study file STUDY, or a shipped study of that name, and write tables and figures.

    --set changes the study file (design.samples=128, outcomes=[...], settings.horizon.years=2). Calling again goes on
    where the last call stopped; more replications, scenarios or samples cost only themselves. Exit 1 if a run failed.
    """
    from xiangzhi.sweeping import check_outcome, plan_sweep

    until = _until(precision, most)
    planned = plan_sweep(study, out=out, overrides=running.changes, lang=lang, detail=detail)
    if until is not None and planned.spec.outcomes:
        check_outcome(until.outcome, planned.spec.outcomes)
    silent = quiet or as_json
    announce(planned, running, lang, silent=silent)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        found = planned.run(until=until, watch=watch, **running.how)
    written = found.save(lang=lang)
    if as_json:
        print_json(found.as_json())
    else:
        _print(found, lang, quiet=quiet)
        names = ", ".join(
            path.name for path in (found.store, *(path for path in written if path.parent == found.folder))
        )
        figures = sum(path.suffix == ".png" for path in written)
        click.echo(say("sweep_wrote", lang, folder=found.folder, names=names, figures=figures))
    tell_failures(found.failures, found.wanted_runs, found.store, lang)
    if len(found.failures) and not as_json:
        for line in _consequences(found, lang):
            click.echo(line, err=True)
    ctx.exit(1 if len(found.failures) else 0)


def _until(precision: str | None, most: int) -> "Until | None":
    from xiangzhi.sweeping import Until

    if precision is None:
        return None
    outcome, _, width = precision.partition("=")
    try:
        half = float(width)
    except ValueError:
        half = math.nan
    if not half > 0 or not math.isfinite(half):
        from model.errors import ParameterError, Problem

        raise ParameterError(Problem("precision_form", {"came": precision}, key="--until-precision"))
    return Until(outcome.strip(), half, most)


def announce(planned: "SweepPlan", running: "Running", lang: str, *, silent: bool) -> None:
    """Say how many runs, minutes and megabytes are expected, and which stored runs are stale."""
    from xiangzhi.commands.status import places

    study = planned.study
    old = study.stored().stale
    if old and running.stale != "refuse":
        click.echo(say(f"stale_{running.stale}", lang, stale=len(old)), err=True)
        for line in places("status_stale", old, lang):
            click.echo(line, err=True)
    if silent:
        return
    expected = planned.forecast(running.workers)
    stored = len({member.fingerprint for member in study.design()}) - expected.runs
    known = {"runs": expected.runs, "points": len(study.points), "replications": study.replications, "stored": stored}
    sizes = {"megabytes": f"{max(expected.megabytes, 0.1):.1f}", "folder": study.path.parent}
    code = "sweep_takes" if math.isfinite(expected.minutes) else "sweep_takes_unknown"
    click.echo(say(code, lang, **known, **sizes, minutes=f"{max(expected.minutes, 0.1):.1f}"), err=True)


def _print(found: "Sweep", lang: str, *, quiet: bool) -> None:
    from xiangzhi.sweep_words import advice_lines, sweep_table

    console().print(sweep_table(found, lang))
    click.echo()
    if not quiet:
        for line in advice_lines(found, lang):
            click.echo(line)
    if found.summary.kept:
        click.echo(say("sweep_kept", lang, kept=found.summary.kept))


def _consequences(found: "Sweep", lang: str) -> list[str]:
    from xiangzhi.sweep_words import failure_lines

    return failure_lines(found, lang)
