"""Progress of long work with the time left: a moving bar on a terminal, a line now and then elsewhere."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from xiangzhi.texts import say

if TYPE_CHECKING:
    from experiments.study import Progress, Watch

LINES = 10
"""How many lines a whole piece of work is worth where there is no terminal."""


@contextmanager
def shown(lang: str, *, quiet: bool = False) -> "Iterator[Watch | None]":
    """Give a function that is told of every run and shows it on standard error; None where ``quiet``."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield None
    elif console.is_terminal:
        with _bar(console, lang) as watch:
            yield watch
    else:
        yield _Lines(lang)


@contextmanager
def _bar(console: object, lang: str) -> "Iterator[Watch]":
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(say("runs_column", lang)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}"),
        TextColumn(say("left_column", lang)),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:  # type: ignore[arg-type]
        task = bar.add_task("", total=None, failed="")

        def watch(progress: "Progress") -> None:
            failed = say("failed_column", lang, failed=progress.failed) if progress.failed else ""
            bar.update(task, completed=progress.done, total=progress.total, failed=failed)

        yield watch


class _Lines:
    """Tells of progress in about ten lines."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._begun = time.monotonic()

    def __call__(self, progress: "Progress") -> None:
        step = math.ceil(progress.total / LINES)
        if progress.done and (progress.done % step == 0 or progress.done == progress.total):
            left = (time.monotonic() - self._begun) / progress.done * (progress.total - progress.done)
            values = {"done": progress.done, "total": progress.total, "failed": progress.failed}
            click.echo(say("progress_line", self._lang, **values, left=f"{left / 60:.1f}"), err=True)
