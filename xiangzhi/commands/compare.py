"""``xiangzhi compare FILES...``: run scenarios on the same seeds and say how each differs from the baseline."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.failures import tell_failures
from xiangzhi.options import (
    KEPT_KEY,
    detail_option,
    json_option,
    lang_option,
    out_option,
    quiet_option,
    replications_option,
    seed_option,
    set_option,
    workers_option,
)
from xiangzhi.progress import shown
from xiangzhi.screen import console, print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.comparison import Comparison, Plan


@click.command("compare")
@click.argument("files", nargs=-1, required=True)
@replications_option(10)
@seed_option
@workers_option
@out_option
@click.option(
    "--baseline", help="Id or file of the scenario compared with.  [default: the one all others extend]  基线"
)
@click.option(
    "--events", is_flag=True, help="Store every dispute and request too: tables disputes, requests.  保存每件纠纷与诉求"
)
@detail_option
@click.option(
    "--uncertainty",
    type=click.IntRange(min=1, max=1000),
    help="Run all under so many draws of the behaviour parameters, and of lever values, too.  不确定性抽样组数",
)
@set_option
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    replications: int,
    seed: int,
    workers: int | None,
    out: Path | None,
    baseline: str | None,
    events: bool,
    detail: bool,
    uncertainty: int | None,
    overrides: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Compare scenario FILES with a baseline, replication by replication on the same seeds.

    Results go to a folder with study.sqlite, effects.csv, effects.xlsx and figures. Calling again goes on where the
    last call stopped. Exit 1 if a run failed.
    """
    from xiangzhi.comparison import plan

    planned = plan(
        files,
        replications=replications,
        seed=seed,
        baseline=baseline,
        out=out,
        overrides=overrides,
        lang=lang,
        events=events,
        detail=detail,
        uncertainty=uncertainty or 0,
    )
    carry_out(ctx, planned, workers, lang, as_json=as_json, quiet=quiet)


def carry_out(
    ctx: click.Context, planned: "Plan", workers: int | None, lang: str, *, as_json: bool, quiet: bool
) -> None:
    """Run a planned comparison, write its files, print its results and leave with exit code 0 or 1."""
    silent = quiet or as_json
    if not silent:
        _announce(planned, workers, lang)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        comparison = planned.run(workers=workers, watch=watch)
    written = comparison.save(lang=lang)
    if as_json:
        print_json(comparison.as_json())
    else:
        _print(comparison, lang)
        figures = sum(path.parent != comparison.folder for path in written)
        click.echo(say("compare_wrote", lang, folder=comparison.folder, figures=figures))
    tell_failures(comparison.failures, planned.runs, comparison.store, lang)
    ctx.exit(1 if len(comparison.failures) else 0)


def _announce(planned: "Plan", workers: int | None, lang: str) -> None:
    expected, study = planned.forecast(workers), planned.study
    stale = sum(len(part.stored().stale) for part in (study, *planned.draws))
    if stale:
        click.echo(say("stale_runs", lang, stale=stale), err=True)
    numbers = {"minutes": f"{max(expected.minutes, 0.1):.1f}", "megabytes": f"{max(expected.megabytes, 0.1):.1f}"}
    stored = planned.runs - expected.runs
    words = say("compare_takes", lang, runs=expected.runs, stored=stored, folder=study.path.parent, **numbers)
    click.echo(words, err=True)


def _print(comparison: "Comparison", lang: str) -> None:
    from analysis.table import print_effects

    if len(comparison.effects):
        print_effects(comparison.effects, comparison.titles, lang, console=console())
        click.echo()
    if comparison.layers is not None:
        from analysis.layers_table import layers_note, layers_table

        console().print(layers_table(comparison.layers, comparison.titles, lang))
        for words in layers_note(comparison.layers, lang):
            click.echo(words)
        click.echo()
    for sentence in comparison.findings(lang):
        click.echo(sentence)
