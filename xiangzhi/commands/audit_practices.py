"""``xiangzhi audit-practices``: try every practice of the catalogue, and say what moves, what does not, what harms."""

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
    replications_option,
    seed_option,
    set_option,
    workers_option,
)
from xiangzhi.progress import shown
from xiangzhi.screen import console, print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.audit import Audit, AuditPlan


@click.command("audit-practices")
@click.option(
    "--practice", "practices", multiple=True, metavar="ID", help="Try this one; may be given again.  做法编号"
)
@click.option("--group", help="Try the practices of one group.  做法类别")
@click.option("--pairs", is_flag=True, help="Try each two of the core practices together too.  两两组合核心做法")
@click.option("--packages", is_flag=True, help="Try all at once and a small package too.  比较全部做法与小组合")
@click.option("--scenario", default="standard_county", show_default=True, help="County to try them in.  试验县")
@click.option("--years", type=click.IntRange(min=1), help="Years of policy.  [default: the scenario's]  政策年数")
@replications_option(4)
@seed_option
@workers_option
@out_option
@set_option
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    practices: tuple[str, ...],
    group: str | None,
    pairs: bool,
    packages: bool,
    scenario: str,
    years: int | None,
    replications: int,
    seed: int,
    workers: int | None,
    out: Path | None,
    overrides: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Try practices one by one in a standard county, paired by seed with the county without them.

    Results go to a folder with study.sqlite, practices.csv, practices.xlsx and a picture. Calling again goes on where
    the last call stopped. Exit 1 if a run failed.
    """
    from xiangzhi.audit import plan_audit

    changes = (*overrides, *([f"horizon.years={years}"] if years is not None else []))
    planned = plan_audit(
        practices,
        group=group,
        pairs_too=pairs,
        packages=packages,
        replications=replications,
        seed=seed,
        out=out,
        scenario=scenario,
        changes=changes,
        lang=lang,
    )
    silent = quiet or as_json
    if not silent:
        _announce(planned, workers, lang)
    ctx.meta[KEPT_KEY] = planned.study.path
    with shown(lang, quiet=silent) as watch:
        audit = planned.run(workers=workers, watch=watch)
    _give(audit, lang, as_json=as_json)
    tell_failures(audit.failures, audit.runs, audit.plan.study.path, lang)
    ctx.exit(1 if len(audit.failures) else 0)


def _announce(planned: "AuditPlan", workers: int | None, lang: str) -> None:
    from analysis.audit_words import say as word

    expected, study = planned.forecast(workers), planned.study
    stale = len(study.stored().stale)
    if stale:
        click.echo(say("stale_runs", lang, stale=stale), err=True)
    wanted = sum(len({member.fingerprint for member in each.design()}) for each in (study, planned.watched))
    counts = {"practices": len(planned.practices), "scenarios": len(study.points), "runs": expected.runs}
    sizes = {"minutes": f"{max(expected.minutes, 0.1):.1f}", "megabytes": f"{max(expected.megabytes, 0.1):.1f}"}
    known = {"replications": study.replications, "stored": wanted - expected.runs, "folder": study.path.parent}
    click.echo(word("takes", lang, **counts, **sizes, **known), err=True)
    if planned.packages:
        more = planned.package_forecast(workers)
        click.echo(word("takes_more", lang, runs=more.runs, minutes=f"{max(more.minutes, 0.1):.1f}"), err=True)


def _give(audit: "Audit", lang: str, *, as_json: bool) -> None:
    """Write the files and print the results."""
    from analysis.audit_table import audit_table
    from analysis.audit_words import say as word
    from model.outcomes import OUTCOMES

    written = audit.save(lang)
    if as_json:
        print_json(audit.as_json())
        return
    console().print(audit_table(audit.records, OUTCOMES, lang))
    click.echo()
    for sentence in audit.findings(lang):
        click.echo(sentence)
    names = ", ".join(path.name for path in (audit.plan.study.path, *written))
    click.echo(word("wrote", lang, folder=audit.folder, names=names))
