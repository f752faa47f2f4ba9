"""``xiangzhi report STUDY -o FILE``: a whole report of a stored study, as a web page, for Word or for Excel."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.reporting import Stale


@click.command("report")
@click.argument("study")
@click.option(
    "-o",
    "--out",
    "files",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The report: .html, .docx or .xlsx; may be given again.  [default: report.html beside the store]  报告文件",
)
@click.option("--study", "name", metavar="NAME", help="Which study, where the folder holds several.  研究名称")
@click.option(
    "--with",
    "with_",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A further study whose sensitivities or verdicts go in; may be given again.  附加研究",
)
@click.option(
    "--margin",
    "margins",
    multiple=True,
    metavar="OUTCOME=VALUE",
    help="Call smaller differences none, in the unit of tables; may be given again.  等效界限",
)
@click.option(
    "--stale",
    type=click.Choice(["refuse", "keep"]),
    default="refuse",
    show_default=True,
    help="Runs of older code or settings: refuse, or keep with a warning.  过期运行的处理",
)
@json_option
@lang_option
def command(
    study: str,
    files: tuple[Path, ...],
    name: str | None,
    with_: tuple[Path, ...],
    margins: tuple[str, ...],
    stale: "Stale",
    as_json: bool,
    lang: str,
) -> None:
    """Write the report of STUDY: a folder of results, or the study file whose folder it is.

    Nothing is run. The first page says what changes, by how much, how sure, what it costs and who loses; the appendix
    names every run and how to verify it.
    """
    from xiangzhi.reporting import report

    limits = dict(_margin(given) for given in margins)
    written = report(study, files, lang=lang, name=name, with_=with_, stale=stale, margins=limits)
    if as_json:
        print_json(written.as_json())
        return
    for path in written.files:
        click.echo(say("wrote", lang, path=path))
    counts = {"tables": written.tables, "figures": written.figures, "runs": written.runs}
    click.echo(say("report_holds", lang, **counts, failed=written.failed))
    if written.stale:
        click.echo(say("report_stale_kept", lang, stale=written.stale), err=True)


def _margin(given: str) -> tuple[str, float]:
    """Return outcome and value of a margin."""
    from model.errors import ParameterError, Problem

    outcome, _, written = given.partition("=")
    try:
        value = float(written)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ParameterError(Problem("report_margin", {"came": given}, key="--margin"))
    return outcome.strip(), value
