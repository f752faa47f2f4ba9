"""Figures of a report drawn by several processes side by side, so that a report takes half the time on two cores."""

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from analysis.report.blocks import Picture
from analysis.report.pictures import Drawn, drawn

FEWEST = 6
"""Figures for which more than one process is worth its start."""

_waiting: Sequence[Drawn] = ()
_wanted: Sequence[str] = ()


def draw_ahead(pictures: Iterable[Picture], lang: str, wanted: Sequence[str], workers: int | None = None) -> None:
    """Draw the figures of a report before its documents ask for them; the documents are the same without it.

    Only where processes can be forked: figures hold functions that cannot be sent to a process started afresh. There
    nothing is done, and each figure is drawn when it is asked for.

    Parameters
    ----------
    wanted
        What documents will ask for: 'svg', 'png' or both.
    workers
        Processes; all cores if not given.
    """
    global _waiting, _wanted
    figures = [drawn(picture, lang) for picture in pictures]
    count = min(workers or os.cpu_count() or 1, len(figures))
    if count < 2 or len(figures) < FEWEST or not wanted or not sys.platform.startswith("linux"):
        return
    _waiting, _wanted = figures, ("inches", "lacking", *wanted)
    try:
        with _quietly(), get_context("fork").Pool(count) as pool:
            for place, parts in pool.imap_unordered(_draw, range(len(figures))):
                figures[place].__dict__.update(parts)
    finally:
        _waiting, _wanted = (), ()


def _draw(place: int) -> tuple[int, dict[str, Any]]:
    """Return what is wanted of one figure; the figure itself stays behind."""
    return place, {name: getattr(_waiting[place], name) for name in _wanted}


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep back the warning that threads do not live on in a fork: those of numpy are started anew there."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*fork", category=DeprecationWarning)
        yield
