"""``xiangzhi verify FOLDER``: run stored runs again and compare them to the last bit."""

from pathlib import Path

import click

from xiangzhi.options import json_option, lang_option, seed_option
from xiangzhi.screen import print_json
from xiangzhi.texts import say


@click.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-n", "--runs", "count", type=click.IntRange(min=0), default=5, show_default=True, help="Runs; 0: all.  抽查次数"
)
@seed_option
@json_option
@lang_option
@click.pass_context
def command(ctx: click.Context, folder: Path, count: int, seed: int, as_json: bool, lang: str) -> None:
    """Run a sample of the runs stored in FOLDER again (--seed picks the sample). Exit 1 if a value differs.

    A study file stands for its own folder below results/.
    """
    from experiments.verify import as_records, verify
    from xiangzhi.places import folder_of

    found = verify(folder_of(folder), count=count, seed=seed)
    if as_json:
        counts = {"checked": found.checked, "equal": found.equal, "stale": found.stale}
        print_json({**counts, "differences": as_records(found)})
    else:
        click.echo(say("verify_equal", lang, checked=found.checked, equal=found.equal))
        if found.stale:
            click.echo(say("verify_stale", lang, stale=found.stale))
        for record in as_records(found):
            click.echo(say("verify_difference", lang, **record))
    ctx.exit(1 if found.differences else 0)
