"""Colour calendar: how grids were coloured quarter by quarter, green, yellow or red, as shares of replications."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from analysis.charts.style import (
    BODY,
    HAIR,
    INK,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    empty,
    heading,
    place,
    styled,
)
from analysis.labels import Title, number, replications_text, text, title_of, width_of

NAMES = ("green", "yellow", "red")
PAINT = {"green": "#D3E4EC", "yellow": "#F2B632", "red": "#9C2A1B"}
"""From pale to dark, and always in this order from the top, so that they stay apart without colours."""
MOST_ROWS = 60
"""More grids than these are shown by village, more villages by township."""
PANELS = 2

LEFT, CELL, SHARE, GAP, TOP, ABOVE = 1.5, 0.158, 0.5, 0.3, 0.85, 0.62
WIDEST, NARROWEST = 8.6, 5.2
APART = 0.35
"""Rows of space before a village, and 1 more before the name of a township, in rows."""
YEAR = 0.36
"""Inches that a year takes over the fields."""
FULL = 0.88
"""Side of a field, in cells."""


def calendar_cells(colours: pd.DataFrame, scenario: str, *, by: str = "grid") -> pd.DataFrame:
    """Return township, village, grid, date, green, yellow, red (shares) and replications for one scenario.

    Parameters
    ----------
    colours
        Columns scenario, replication, village ('township/village'), grid, date (first day of a quarter), colour.
    scenario
        Which.
    by
        'grid': shares of replications; 'village' or 'township': shares of grids and replications together, the finer
        columns being empty or 0.
    """
    mine = colours[colours["scenario"] == scenario]
    parts = [str(name).rpartition("/") for name in mine["village"]]
    rows = pd.DataFrame({
        "township": [part[0] for part in parts],
        "village": [part[2] if by != "township" else "" for part in parts],
        "grid": mine["grid"] if by == "grid" else 0,
        "date": mine["date"].astype(str),
        **{name: (mine["colour"] == code).astype(float) for code, name in enumerate(NAMES)},
    })  # fmt: skip
    table = rows.groupby(["township", "village", "grid", "date"], sort=False)[list(NAMES)].mean().reset_index()
    return table.assign(replications=mine["replication"].nunique())


def colour_calendar(
    colours: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, scenario: str | Sequence[str]
) -> Figure:
    """Draw the colours of one scenario, or of two side by side.

    Parameters
    ----------
    colours
        As for ``calendar_cells``.
    titles
        Scenario titles by id.
    scenario
        One or two scenarios.
    """
    wanted = [scenario] if isinstance(scenario, str) else list(scenario)[:PANELS]
    by = _level(colours)
    tables = {name: calendar_cells(colours, name, by=by) for name in wanted}
    tables = {name: table for name, table in tables.items() if len(table)}
    if not tables:
        return empty(lang)
    dates = sorted({date for table in tables.values() for date in table["date"]})
    lines = _lines(next(iter(tables.values())))
    step = min(CELL * 1.35, (WIDEST - LEFT - len(tables) * (SHARE + GAP)) / len(tables) / len(dates))
    panel = step * len(dates)
    wide = max(NARROWEST, LEFT + len(tables) * (panel + SHARE + GAP))
    counts = [int(table["replications"].iloc[0]) for table in tables.values()]
    notes = _notes(by, counts, lang)
    low, tall = caption_height(notes, wide, lang) + 0.1, (lines[-1][0] + 0.6) * CELL
    with styled(lang):
        figure = Page(lang, wide, TOP + ABOVE + tall + low)
        heading(figure, text("charts_colours_title", lang), notes, lang)
        _key(place(figure, 0.25, low + tall + ABOVE, wide - 0.5, 0.26), lang)
        for i, (name, table) in enumerate(tables.items()):
            axes = place(figure, LEFT + i * (panel + SHARE + GAP), low, panel, tall)
            axes.set_axis_off()
            axes.set_xlim(-0.5, len(dates) - 0.5)
            axes.set_ylim(lines[-1][0] + 0.6, 0)
            _cells(axes, table, lines, dates)
            _years(axes, dates, lines[-1][0] + 0.6, step)
            _shares(axes, table, lines, lang)
            title = balance(title_of(titles, name, lang), int(max(panel + SHARE, 2.0) * 14))
            axes.annotate(title, (0, 1), (0, 18), "axes fraction", textcoords="offset points", size=BODY, va="bottom",
                          linespacing=1.1, annotation_clip=False)  # fmt: skip
            if i == 0:
                _names(axes, lines)
    return figure


def _level(colours: pd.DataFrame) -> str:
    """Return what a row stands for: the finest that gives few enough rows."""
    held = colours[["village", "grid"]].drop_duplicates()
    if len(held) <= MOST_ROWS:
        return "grid"
    return "village" if held["village"].nunique() <= MOST_ROWS else "township"


Place = tuple[str, str, int]
"""Township, village and grid of a row; empty or 0 where the row stands for all of them."""
Lines = list[tuple[float, Place | str]]
"""Rows and names of townships with their middles, in cells from the top."""


def _keys(table: pd.DataFrame) -> list[Place]:
    return list(zip(table["township"], table["village"], table["grid"].astype(int), strict=True))


def _lines(table: pd.DataFrame) -> Lines:
    """Return the rows in the order of the villages, township by township."""
    keys = list(dict.fromkeys(_keys(table)))
    townships = list(dict.fromkeys(key[0] for key in keys))
    lines: Lines = []
    y, village = 0.5 - APART, ""
    for township in townships:
        if township and any(key[1] for key in keys):
            y += APART
            lines.append((y, township))
            y += 1.0 - APART
        for key in (key for key in keys if key[0] == township):
            y += APART if key[1] != village or not key[1] else 0.0
            lines.append((y, key))
            y, village = y + 1.0, key[1]
    return lines


def _notes(by: str, counts: Sequence[int], lang: str) -> list[str]:
    read = by if by != "grid" or max(counts) > 1 else "one"
    field = ("" if lang == "zh" else " ").join([text(f"charts_colours_{read}", lang), text("charts_colours_key", lang)])
    return [field, text("charts_colours_caption", lang, runs=replications_text(list(counts), lang))]


def _cells(axes: Axes, table: pd.DataFrame, lines: Lines, dates: Sequence[str]) -> None:
    at = {key: y for y, key in lines if not isinstance(key, str)}
    column = {date: x for x, date in enumerate(dates)}
    left = table["date"].map(column).to_numpy(dtype=float) - FULL / 2
    floor = np.array([at[key] for key in _keys(table)]) + FULL / 2
    for name in reversed(NAMES):
        roof = floor - FULL * table[name].to_numpy(dtype=float)
        across, upward = (left, left, left + FULL, left + FULL), (floor, roof, roof, floor)
        corners = np.stack([np.stack(across, axis=1), np.stack(upward, axis=1)], axis=2)
        axes.add_collection(PolyCollection(list(corners[floor > roof]), fc=PAINT[name], ec="none", lw=0))
        floor = roof


def _years(axes: Axes, dates: Sequence[str], tall: float, step: float) -> None:
    """Write each year over its first quarter, as many as have room, and part the years by thin lines."""
    starts = [x for x, date in enumerate(dates) if not x or date[:4] != dates[x - 1][:4]]
    for x in starts[1:]:
        axes.plot([x - 0.5] * 2, [0, tall], color=HAIR, lw=0.6, zorder=0)
    for x in starts[:: math.ceil(YEAR / (4 * step))]:
        axes.annotate(dates[x][:4], (x - 0.5, 0), (1, 3), textcoords="offset points", size=SMALL, color=SOFT,
                      va="bottom", annotation_clip=False)  # fmt: skip


def _shares(axes: Axes, table: pd.DataFrame, lines: Lines, lang: str) -> None:
    """Write right of each row in how many of a hundred quarters it was not green."""
    keys = pd.Series(_keys(table))
    means = (1.0 - table["green"]).groupby(keys).mean()
    for y, key in lines:
        if not isinstance(key, str) and key in means.index:
            axes.annotate(number(100 * float(means[key]), 0), (1, y), (24, 0), axes.get_yaxis_transform(), size=7,
                          textcoords="offset points", ha="right", va="center", annotation_clip=False)  # fmt: skip
    axes.annotate(text("charts_colours_share", lang), (1, 1), (4, 3), "axes fraction", textcoords="offset points",
                  size=7, color=SOFT, va="bottom", linespacing=1.05, annotation_clip=False)  # fmt: skip


def _names(axes: Axes, lines: Lines) -> None:
    last = ""
    for y, key in lines:
        across = axes.get_yaxis_transform()
        if isinstance(key, str):
            axes.annotate(key, (0, y), (-72 * (LEFT - 0.25), 0), across, textcoords="offset points", size=SMALL,
                          color=SOFT, va="center", annotation_clip=False)  # fmt: skip
            continue
        township, village, grid = key
        if grid:
            axes.annotate(str(grid), (0, y), (-4, 0), across, textcoords="offset points", size=7, color=SOFT,
                          ha="right", va="center", annotation_clip=False)  # fmt: skip
        if (village or township) != last:
            axes.annotate(village or township, (0, y), (-16 if grid else -4, 0), across, textcoords="offset points",
                          size=SMALL, color=INK, ha="right", va="center", annotation_clip=False)  # fmt: skip
        last = village or township


def _key(axes: Axes, lang: str) -> None:
    """Name the three colours, worst first."""
    axes.set_axis_off()
    x = 0.0
    for name in reversed(NAMES):
        words = text(f"charts_colour_{name}", lang)
        for shift, sign, size, colour in ((0, "■", BODY, PAINT[name]), (15, words, SMALL, SOFT)):
            axes.annotate(sign, (0, 0.5), (x + shift, 0), "axes fraction", textcoords="offset points", size=size,
                          color=colour, ha="left", va="center", annotation_clip=False)  # fmt: skip
        x += 34 + 5 * width_of(words)
