"""Practices one by one: one row a practice by group, one panel a headline outcome, cost and hours at the right."""

import math
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.audit import COST, HOURS, TOLD
from analysis.audit_records import Record, holds, value
from analysis.audit_words import say, short
from analysis.charts.style import (
    FAINT,
    HAIR,
    INK,
    PAPER,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    empty,
    heading,
    number_axis,
    place,
    styled,
    verdict_colour,
)
from analysis.labels import (
    Outcome,
    Registry,
    Title,
    decimals_for,
    headlines,
    label_of,
    number,
    replications_text,
    unit_of,
)
from scenarios.practice_words import GROUPS, word

WIDE, LEFT, PANEL, GAP, COLUMN, INDENT = 8.27, 2.42, 1.36, 0.12, 0.58, 0.25
"""Inches: as wide as a sheet of A4; all practices of the catalogue take two sheets."""
ROW, ABOVE, TOP, NAME = 0.158, 1.5, 1.02, 7.2
"""A row, how many rows a group's heading takes, what stands above the panels, and the size of names."""
HEAD_COLUMNS = 22
REACH = 3.0
"""A dot farther out than so many times the effect that nine in ten do not reach is drawn as an arrow at the edge."""


def practices_chart(records: Sequence[Record], county: Title, lang: str, *, registry: Registry) -> Figure:
    """Draw the audit.

    Parameters
    ----------
    records
        As ``practice_records`` gives them; practices of one group stand together.
    county
        Title of the county in which they were tried.
    """
    if not records:
        return empty(lang)
    heads, notes = headlines(registry), _notes(records, county, lang, registry)
    lines = _lines(records)
    low, tall = caption_height(notes, WIDE, lang) + 0.42, ROW * lines[-1][0] + ROW
    with styled(lang):
        figure = Page(lang, WIDE, TOP + tall + low)
        heading(figure, say("title", lang), notes, lang)
        for i, name in enumerate(heads):
            axes = place(figure, LEFT + i * (PANEL + GAP), low, PANEL, tall)
            _panel(axes, lines, name, registry[name])
            _over(axes, 0, balance(label_of(registry, name, lang), HEAD_COLUMNS))
            axes.set_xlabel(unit_of(registry[name], lang, difference=True), size=NAME)
            if i == 0:
                _names(axes, lines, lang)
        for i, (name, code) in enumerate(((COST, "cost"), (HOURS, "hours"))):
            right = LEFT + len(heads) * (PANEL + GAP) + i * COLUMN
            _numbers(place(figure, right, low, COLUMN, tall), lines, name, registry[name], say(code, lang))
    return figure


Lines = list[tuple[float, Record | str]]
"""Every row from the top: its height in rows, and a practice or the heading of a group."""


def _lines(records: Sequence[Record]) -> Lines:
    lines: Lines = []
    at = -0.5
    for group, held in groupby(records, key=lambda record: record["group"]):
        lines.append((at := at + ABOVE, str(group)))
        lines += [(at := at + 1.0, record) for record in held]
    return lines


def _notes(records: Sequence[Record], county: Title, lang: str, registry: Registry) -> list[str]:
    counts = [found["replications"] for record in records for found in record["effects"].values()]
    cost, hours = (unit_of(registry[name], lang, difference=True) for name in (COST, HOURS))
    title = county if isinstance(county, str) else county[lang]
    runs = replications_text(counts, lang)
    return [say("key", lang), say("caption", lang, title=title, cost=cost, hours=hours, runs=runs)]


def _practices(lines: Lines) -> list[tuple[float, Record]]:
    return [(at, held) for at, held in lines if not isinstance(held, str)]


def _panel(axes: Axes, lines: Lines, name: str, outcome: Outcome) -> None:
    """Draw one outcome: zero line, interval and dot of each practice."""
    axes.set_ylim(lines[-1][0] + 0.75, -0.25)
    axes.set_yticks([])
    rows = [(at, held["effects"][name]) for at, held in _practices(lines)]
    axes.hlines([at for at, _ in rows], 0, 1, transform=axes.get_yaxis_transform(), color=HAIR, lw=0.4, zorder=0)
    axes.axvline(0, color=INK, lw=0.6, zorder=1)
    far = reach([value(found, "difference") * outcome.scale for _, found in rows])
    axes.set_xlim(-1.08 * far, 1.08 * far)
    for at, found in rows:
        _mark(axes, at, found, outcome, far)
    number_axis(axes, signed=True, ticks=3)
    axes.tick_params(axis="x", labelsize=NAME, labeltop=True, top=True)


def reach(sizes: Sequence[float]) -> float:
    """Return how far from zero a panel reaches: to the farthest effect, unless it lies far out of the others."""
    finite = np.abs([size for size in sizes if math.isfinite(size)])
    if not finite.size or not finite.max():
        return 1.0
    usual = float(np.quantile(finite, 0.9))
    return min(float(finite.max()), REACH * usual) if usual else float(finite.max())


def _mark(axes: Axes, at: float, found: Mapping[str, Any], outcome: Outcome, far: float) -> None:
    mean, low, high = (value(found, key) * outcome.scale for key in ("difference", "low", "high"))
    if not math.isfinite(mean):
        return
    colour = verdict_colour(low, high, outcome.better)
    if math.isfinite(low):
        axes.plot(np.clip([low, high], -1.08 * far, 1.08 * far), [at, at], color=colour, lw=1.1, zorder=2)
    told = found["verdict"] in TOLD
    shape = "o" if abs(mean) <= far else ">" if mean > 0 else "<"
    axes.plot([max(-far, min(far, mean))], [at], shape, ms=3.6, mfc=colour if told else PAPER, mec=colour, mew=0.8,
              zorder=3)  # fmt: skip
    if holds(found):
        axes.plot([max(-far, min(far, mean))], [at], "o", ms=6.6, mfc="none", mec=colour, mew=0.7, zorder=3)


def _names(axes: Axes, lines: Lines, lang: str) -> None:
    """Write groups and practices left of the first panel."""
    across = axes.get_yaxis_transform()
    for at, held in lines:
        group = isinstance(held, str)
        words = word(GROUPS, held, lang) if isinstance(held, str) else short(held["practice"], lang)
        indent = 72 * INDENT + (0 if group else 6)
        axes.annotate(words, (-LEFT / PANEL, at), (indent, 0), across, textcoords="offset points",
                      size=NAME + 0.8 if group else NAME, color=SOFT if group else INK, ha="left", va="center",
                      annotation_clip=False)  # fmt: skip
        if group:
            ends = (INDENT / PANEL - LEFT / PANEL, -GAP / PANEL)
            axes.plot(ends, [at + 0.55] * 2, transform=across, color=FAINT, lw=0.5, clip_on=False)


def _numbers(axes: Axes, lines: Lines, name: str, outcome: Outcome, label: str) -> None:
    """Write one column of differences."""
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(lines[-1][0] + 0.75, -0.25)
    for at, held in _practices(lines):
        found = held[name]
        size = value(found, "difference") * outcome.scale
        shown = number(size, min(2, max(0, decimals_for(size) - 1)), signed=True)
        axes.text(0.96, at, shown, ha="right", va="center", size=NAME, color=INK if found["verdict"] in TOLD else SOFT)
    _over(axes, 0.96, label)


def _over(axes: Axes, across: float, words: str) -> None:
    """Write a heading above a panel or column, clear of the numbers of the axis."""
    axes.annotate(words, (across, 1), (0, 21), "axes fraction", textcoords="offset points", size=SMALL,
                  ha="right" if across else "left", va="bottom", annotation_clip=False)  # fmt: skip
