"""Hours budget: what people in post spend their hours on, and what is left; one panel a role, one bar a scenario."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.effects_forest import scenario_names
from analysis.charts.style import (
    FAINT,
    HEAD,
    INK,
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
)
from analysis.labels import Title, number, replications_text, text, title_of, width_of

ROLES = ("cadre", "grid_worker", "member", "representative")
TASKS = ("disputes", "requests", "visits", "mobilisation", "paperwork", "unused")
COLOURS = {
    "disputes": "#2171B5", "requests": "#7FBCE6", "visits": "#5DB89A", "mobilisation": "#C79BC9",
    "paperwork": "#F0B95A", "unused": "#F1F1F1",
}  # fmt: skip
DARK = ("disputes",)

WIDE, LEFT, SUM, GAP, TOP = 8.3, 1.95, 1.05, 0.15, 0.55
BAR, LINE, ABOVE, BELOW = 0.27, 0.17, 0.45, 0.5
NAME, TWO_LINES = 28, 0.35
"""Columns of a scenario's title, and inches of a row where one takes two lines."""
ONE_COLUMN = 5
"""More scenarios than these have their roles in two columns of panels, with the tasks named in two lines."""
LETTER = 0.067
"""Inches that a half-width column of small print takes, with a little air."""


def hours_table(hours: pd.DataFrame, years: float | None = None) -> pd.DataFrame:
    """Return scenario, role, task, hours, replications: hours a village, and a year where ``years`` is given.

    Parameters
    ----------
    hours
        Columns scenario, replication, village, role, task, hours; hours over the whole policy period.
    years
        Length of the policy period.
    """
    runs = hours.groupby("scenario", observed=True)["replication"].nunique()
    villages = hours.groupby("scenario", observed=True)["village"].nunique()
    sums = hours.groupby(["scenario", "role", "task"], sort=False, observed=True)["hours"].sum().reset_index()
    over = sums["scenario"].map(runs * villages).astype(float) * (years or 1.0)
    return sums.assign(hours=sums["hours"] / over, replications=sums["scenario"].map(runs).astype(int))


def hours_budget(hours: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, years: float | None = None) -> Figure:
    """Draw the hours of every role by task, the unused pale.

    Parameters
    ----------
    hours, years
        As for ``hours_table``.
    titles
        Scenario titles by id.
    """
    table = hours_table(hours, years)
    roles = [role for role in ROLES if table.loc[table["role"] == role, "hours"].sum() > 0]
    names = list(dict.fromkeys(table["scenario"]))
    if not roles:
        return empty(lang)
    runs = replications_text([int(n) for n in table["replications"]], lang)
    notes = [text("charts_hours_caption", lang, runs=runs)]
    columns = 1 if len(names) <= ONE_COLUMN else 2
    titled = [balance(title_of(titles, name, lang), NAME) for name in names]
    bar = BAR if all("\n" not in title for title in titled) else TWO_LINES
    panel = (WIDE - LEFT - columns * (SUM + GAP)) / columns
    above = ABOVE + LINE * columns
    tall, rows, low = bar * len(names), -(-len(roles) // columns), caption_height(notes, WIDE, lang)
    unit = text("charts_hours_a_year" if years else "charts_hours_in_all", lang)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + rows * (above + tall + BELOW) + low)
        heading(figure, text("charts_hours_title", lang), notes, lang)
        for i, role in enumerate(roles):
            row, column = divmod(i, columns)
            bottom = low + (rows - 1 - row) * (above + tall + BELOW) + BELOW
            axes = place(figure, LEFT + column * (panel + SUM + GAP), bottom, panel, tall)
            mine = table[table["role"] == role].pivot_table(index="scenario", columns="task", values="hours")
            mine = mine.reindex(index=names, columns=list(TASKS)).fillna(0.0)
            _panel(axes, mine.to_numpy(dtype=float), panel, columns, lang)
            axes.set_xlabel(unit)
            axes.set_title(text(f"charts_role_{role}", lang), loc="left", size=HEAD, pad=14 + 72 * LINE * columns)
            if column == 0:
                scenario_names(axes, [title_of(titles, name, lang) for name in names], NAME, size=SMALL)
    return figure


def _panel(axes: Axes, values: np.ndarray, wide: float, lines: int, lang: str) -> None:
    """Draw the bars of one role; rows of ``values`` are scenarios, columns tasks."""
    totals = values.sum(axis=1)
    top = float(totals.max()) or 1.0
    axes.set_ylim(len(values) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xlim(0, 1.004 * top)
    ends = np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)
    for i, row in enumerate(ends):
        for task, (start, stop) in zip(TASKS, pairwise(row), strict=True):
            edge = FAINT if task == "unused" and stop > start else "none"
            axes.barh(i, stop - start, left=start, height=0.72, color=COLOURS[task], ec=edge, lw=0.5)
            words = number(stop - start, 0)
            if (stop - start) / top * wide > 0.8 * LETTER * (len(words) + 1):
                axes.text((start + stop) / 2, i, words, size=7, ha="center", va="center",
                          color="white" if task in DARK else INK)  # fmt: skip
        used = f"{number(totals[i] - values[i, -1], 0)} / {number(totals[i], 0)}"
        axes.annotate(used, (1, i), (6, 0), axes.get_yaxis_transform(), textcoords="offset points", size=SMALL,
                      va="center", annotation_clip=False)  # fmt: skip
    axes.annotate(text("charts_hours_used_head", lang), (1, 1), (6, 1), "axes fraction", textcoords="offset points",
                  size=SMALL, color=SOFT, va="bottom", annotation_clip=False)  # fmt: skip
    _tasks(axes, values, ends, top, wide, lines, lang)
    number_axis(axes)


def _tasks(axes: Axes, values: np.ndarray, ends: np.ndarray, top: float, wide: float, lines: int, lang: str) -> None:
    """Name the tasks above the bars, each with its colour and near its part; a task nobody does is not named."""
    done = [k for k in range(len(TASKS)) if values[:, k].max() >= 0.5]
    words = [text(f"charts_task_{TASKS[k]}", lang) for k in done]
    widths = [LETTER * (width_of(word) + 4.8) for word in words]
    middles = [float((ends[:, k] + ends[:, k + 1]).mean()) / 2 * wide / top for k in done]
    half = -(-len(done) // lines)
    for line in range(lines):
        part = slice(line * half, (line + 1) * half)
        points = 4 + LINE * 72 * (lines - line)
        for k, word, at, width in zip(done[part], words[part], _spread(middles[part], widths[part], wide),
                                      widths[part], strict=True):  # fmt: skip
            _named(axes, (at - width / 2) / wide, points, word, TASKS[k])


def _named(axes: Axes, x: float, points: float, word: str, task: str) -> None:
    sign, colour = ("□", FAINT) if task == "unused" else ("■", COLOURS[task])
    square = axes.annotate(sign, (x, 1), (0, points), "axes fraction", textcoords="offset points", size=SMALL,
                           color=colour, ha="left", va="center", annotation_clip=False)  # fmt: skip
    axes.annotate(word, (1, 0.5), (3, 0), square, textcoords="offset points", size=SMALL, color=SOFT, ha="left",
                  va="center", annotation_clip=False)  # fmt: skip


def _spread(middles: Sequence[float], widths: Sequence[float], wide: float) -> list[float]:
    """Return middles of labels of these widths, in inches, as near to ``middles`` as they go side by side."""
    placed, floor = [], 0.0
    for middle, width in zip(middles, widths, strict=True):
        placed.append(max(middle, floor + width / 2))
        floor = placed[-1] + width / 2
    ceiling = max(wide, sum(widths))
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], ceiling - widths[i] / 2)
        ceiling = placed[i] - widths[i] / 2
    return placed
