"""Scorecard dot plot: each simulated quantity inside or outside the range of its fact, grouped by role."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import (
    BLUE,
    FAINT,
    HAIR,
    HEAD,
    INK,
    ORANGE,
    SMALL,
    SOFT,
    Page,
    caption_height,
    empty,
    heading,
    place,
    styled,
)
from analysis.labels import decimals_for, number, replications_text, text
from analysis.scorecard import ROLES, label_of_row, tally

WIDE, LEFT, PANEL, ROW, GROUP, TOP = 10.6, 4.4, 3.1, 0.27, 2.0, 0.62
SIMULATED, TARGET, RANGE = PANEL + 0.6, PANEL + 1.3, PANEL + 2.6
"""Right edges of the columns of numbers, in inches from the left edge of the panel."""
REACH = 0.75
"""How far beyond the range, in widths of the range, a dot is drawn; a farther one becomes an arrow at the edge."""

Rows = Sequence[Mapping[str, Any]]


def scorecard_plot(rows: Rows, lang: str) -> Figure:
    """Draw the scored rows; each range is stretched to the same width, so that all can be read on one axis.

    Parameters
    ----------
    rows
        As ``analysis.scorecard.score`` gives them.
    """
    if not rows:
        return empty(lang)
    counts = [row["replications"] for row in rows if row["replications"]]
    notes = [text("score_key", lang), text("score_caption", lang, runs=replications_text(counts, lang))]
    groups = [(role, [row for row in rows if row["role"] == role]) for role in ROLES]
    lines = sum(len(members) + GROUP for _, members in groups if members)
    low = caption_height(notes, WIDE, lang) + 0.1
    with styled(lang):
        figure = Page(lang, WIDE, TOP + lines * ROW + low)
        heading(figure, text("score_title", lang), notes, lang)
        axes = place(figure, LEFT, low, PANEL, lines * ROW)
        axes.set_axis_off()
        axes.set_xlim(-REACH - 0.1, 1 + REACH + 0.1)
        axes.set_ylim(lines, 0)
        _columns(axes, lang)
        for place_y, item in _lines(groups):
            if isinstance(item, str):
                _group(axes, place_y, item, rows, lang)
            else:
                _row(axes, place_y, item, lang)
    return figure


def _lines(groups: Sequence[tuple[str, Rows]]) -> Iterator[tuple[float, str | Mapping[str, Any]]]:
    y = 0.0
    for role, members in groups:
        if not members:
            continue
        yield y + 0.85, role
        y += GROUP
        for row in members:
            yield y, row
            y += 1


def _write(axes: Axes, inches: float, y: float, words: str, **style: Any) -> None:
    """Write at ``inches`` from the left edge of the axes, level with row ``y``."""
    axes.annotate(words, (0, y), (inches * 72, 0), axes.get_yaxis_transform(), textcoords="offset points",
                  va="center", annotation_clip=False, **style)  # fmt: skip


def _columns(axes: Axes, lang: str) -> None:
    for inches, code in ((SIMULATED, "simulated"), (TARGET, "target"), (RANGE, "range")):
        _write(axes, inches, 0.2, text(code, lang), size=SMALL, color=SOFT, ha="right")


def _group(axes: Axes, y: float, role: str, rows: Rows, lang: str) -> None:
    count = tally(rows)[role]
    words = [text(role, lang), text("inside_count", lang, inside=count["inside"], total=count["total"])]
    if count["not_measured"]:
        words.append(text("not_measured_count", lang, n=count["not_measured"]))
    _write(axes, 0.25 - LEFT, y, text("list", lang).join(words), size=HEAD, ha="left", color=INK)


def _row(axes: Axes, y: float, row: Mapping[str, Any], lang: str) -> None:
    _write(axes, -0.1, y, label_of_row(row["id"], lang), size=SMALL, ha="right")
    axes.plot([0, 1], [y, y], color=HAIR, lw=6, solid_capstyle="butt", zorder=1)
    share = (row["target"] - row["low"]) / (row["high"] - row["low"])
    axes.plot([share, share], [y - 0.26, y + 0.26], color=SOFT, lw=1.2, zorder=2)
    decimals = min(3, decimals_for(row["high"]))
    for inches, words in (
        (TARGET, number(row["target"], decimals)),
        (RANGE, text("to", lang, low=number(row["low"], decimals), high=number(row["high"], decimals))),
    ):
        _write(axes, inches, y, words, size=SMALL, color=SOFT, ha="right")
    if row["simulated"] is None:
        _write(axes, SIMULATED, y, "–", size=SMALL, color=FAINT, ha="right")
    else:
        _dot(axes, y, row)
        colour = INK if row["inside"] else ORANGE
        _write(axes, SIMULATED, y, number(row["simulated"], decimals), size=SMALL, color=colour, ha="right")


def _dot(axes: Axes, y: float, row: Mapping[str, Any]) -> None:
    wide = row["high"] - row["low"]
    at, half = (row["simulated"] - row["low"]) / wide, (row["mc_error"] or 0.0) / wide
    colour = BLUE if row["inside"] else ORANGE
    shown = min(max(at, -REACH), 1 + REACH)
    marker = "o" if shown == at else ">" if at > 1 else "<"
    if shown == at and half:
        ends = [max(at - half, -REACH), min(at + half, 1 + REACH)]
        axes.plot(ends, [y, y], color=colour, lw=1.4, zorder=3, solid_capstyle="round")
    axes.plot([shown], [y], marker, ms=5.5, color=colour, zorder=4)
