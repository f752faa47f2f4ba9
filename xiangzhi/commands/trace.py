"""``xiangzhi trace FOLDER``: the story of one dispute, villager or household, under two scenarios side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xiangzhi.options import json_option, lang_option
from xiangzhi.screen import print_json, print_table

if TYPE_CHECKING:
    from experiments.trace import Trace

_QUESTIONS = ("--dispute", "--household", "--villager", "--find")


@click.command("trace")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dispute", metavar="ID", help="Tell one dispute.  讲述一件纠纷")
@click.option("--household", metavar="VILLAGE/NUMBER", help="Tell one household.  讲述一户")
@click.option("--villager", metavar="ID", help="Tell one villager.  讲述一位村民")
@click.option(
    "--find",
    metavar="END-to-END",
    help="List disputes that end otherwise, as petition-to-village. Ends: village, above, petition, court, faded, "
    "borne, open, never.  按两情景下的去向查找纠纷",
)
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="ID",
    help="Whose story; may be given again.  [default: the baseline and the next]  情景",
)
@click.option(
    "--seed", type=click.IntRange(min=0), help="Seed of the run.  [default: the first that has events]  随机种子"
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Rows of --find; 0: all.  最多列出行数"
)
@json_option
@lang_option
def command(
    folder: Path,
    dispute: str | None,
    household: str | None,
    villager: str | None,
    find: str | None,
    scenarios: tuple[str, ...],
    seed: int | None,
    limit: int,
    as_json: bool,
    lang: str,
) -> None:
    """Tell from the events stored in FOLDER who noticed a dispute, when, who tried, and how it ended.

    FOLDER is that of a comparison made with --events. Two scenarios stand side by side, what differs is marked.
    """
    from analysis.biography import biography
    from experiments.trace import open_trace
    from xiangzhi.places import folder_of

    _check_one(dispute, household, villager, find)
    trace = open_trace(folder_of(folder), scenarios, seed)
    if find is not None:
        _list(trace, find, limit, lang, as_json=as_json)
        return
    story = biography(trace, dispute=dispute or "", household=household or "", villager=villager or "")
    if as_json:
        print_json(story.as_json(lang))
    else:
        click.echo(story.text(lang))


def _check_one(*given: str | None) -> None:
    """Refuse anything but one question.

    Raises
    ------
    StoreError
        None was asked, or several.
    """
    from model.errors import Problem, StoreError

    came = [name for name, value in zip(_QUESTIONS, given, strict=True) if value]
    if len(came) != 1:
        raise StoreError(Problem("trace_one_question", {"came": ", ".join(came) or "-"}))


def _list(trace: "Trace", find: str, limit: int, lang: str, *, as_json: bool) -> None:
    """List the disputes that end in one way under the first scenario and in another under the second."""
    from analysis.biography_page import moved_heads, moved_page, moved_records, moved_rows
    from experiments.trace import pair_of_ends

    ends = pair_of_ends(find)
    moved = trace.moved(*ends)
    shown = moved if limit == 0 else moved.head(limit)
    if as_json:
        print_json(
            {
                "study": trace.study,
                "seed": trace.seed,
                "scenarios": list(trace.scenarios),
                "find": find,
                "total": len(moved),
                "disputes": moved_records(shown),
            }
        )
        return
    title, below = moved_page(trace, moved, ends, lang, limit)
    click.echo(title)
    if len(shown):
        print_table(moved_heads(trace, lang), moved_rows(shown, lang))
    for words in below:
        click.echo(words)
