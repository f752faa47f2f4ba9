"""``xiangzhi demo``: the pilot comparison, from the shipped scenarios to charts, in one command."""

from pathlib import Path

import click

from xiangzhi.commands.compare import carry_out
from xiangzhi.options import (
    detail_option,
    json_option,
    lang_option,
    out_option,
    quiet_option,
    replications_option,
    seed_option,
    workers_option,
)

OUT = Path("results/demo")


@click.command("demo")
@replications_option(10)
@seed_option
@workers_option
@out_option
@detail_option
@json_option
@quiet_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    replications: int,
    seed: int,
    workers: int | None,
    out: Path | None,
    detail: bool,
    as_json: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Compare household linkage, points and funds in the pilot county; results go to results/demo."""
    from scenarios.shipped import shipped_files
    from xiangzhi.comparison import plan

    files = [file for file in shipped_files() if file.stem.startswith("pilot_county")]
    planned = plan(
        files,
        replications=replications,
        seed=seed,
        baseline="pilot_county",
        out=out or OUT,
        lang=lang,
        detail=detail,
    )
    carry_out(ctx, planned, workers, lang, as_json=as_json, quiet=quiet)
