"""``xiangzhi check FILE``: hold the claims of a study file against runs: holds, fails or inconclusive."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.failures import tell_failures
from xiangzhi.options import (
    KEPT_KEY,
    json_option,
    lang_option,
    out_option,
    quiet_option,
    set_option,
    workers_option,
)
from xiangzhi.progress import shown
from xiangzhi.screen import print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.claims import Check, CheckPlan


@click.command("check")
@click.argument("study", metavar="FILE")
@click.option(
    "-r",
    "--replications",
    type=click.IntRange(min=1),
    help="Runs of each scenario.  [default: the file's, else 10]  重复次数",
)
@click.option(
    "--most", type=click.IntRange(min=2), help="Double replications until all is settled, up to this.  最多重复次数"
)
@click.option("--seed", type=click.IntRange(min=0), help="Seed.  [default: the file's, else 1]  随机种子")
@click.option(
    "--uncertainty",
    type=click.IntRange(min=1, max=10_000),
    help="Judge under so many draws of the behaviour parameters too.  行为参数抽样组数",
)
@click.option("--sizes", is_flag=True, help="Judge with half and twice as many villages too.  另用一半和两倍规模检验")
@click.option("--strict", is_flag=True, help="Exit 1 where a claim is inconclusive too.  尚无定论也以 1 退出")
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
    replications: int | None,
    most: int | None,
    seed: int | None,
    uncertainty: int | None,
    sizes: bool,
    strict: bool,
    workers: int | None,
    out: Path | None,
    overrides: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Say of every claim of the study file FILE whether it holds, fails or is inconclusive.

    Runs go to a store and are not repeated. --set changes the study file (settings.horizon.years=2). Exit 1 if a claim
    fails or a run failed; an inconclusive claim gives 0, and 1 with --strict.
    """
    from xiangzhi.claims import plan_check

    given = {"replications": replications, "seed": seed}
    changes = (*overrides, *(f"{key}={value}" for key, value in given.items() if value is not None))
    planned = plan_check(
        study, out=out, overrides=changes, lang=lang, uncertainty=uncertainty or 0, sizes=sizes, most=most
    )
    silent = quiet or as_json
    if not silent:
        _announce(planned, workers, lang)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        found = planned.run(workers=workers, watch=watch)
    if as_json:
        print_json(found.as_json())
    else:
        _print(found, lang)
    tell_failures(found.failures, found.runs, found.store, lang)
    ctx.exit(0 if found.passes(strict=strict) else 1)


def _announce(planned: "CheckPlan", workers: int | None, lang: str) -> None:
    study = planned.study
    expected, stale = planned.forecast(workers), len(study.stored().stale)
    if stale:
        click.echo(say("stale_runs", lang, stale=stale), err=True)
    numbers = {"minutes": f"{max(expected.minutes, 0.1):.1f}", "megabytes": f"{max(expected.megabytes, 0.1):.1f}"}
    stored = len(study.design()) - expected.runs
    words = say("compare_takes", lang, runs=expected.runs, stored=stored, folder=planned.folder, **numbers)
    click.echo(words, err=True)


def _print(found: "Check", lang: str) -> None:
    from analysis.claims import VERDICTS

    for line in found.lines(lang):
        click.echo(line)
    counts = {verdict: found.count(verdict) for verdict in VERDICTS}
    click.echo(say("checked", lang, claims=len(found.findings), folder=found.store.parent, **counts))
