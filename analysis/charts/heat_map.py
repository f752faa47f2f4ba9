"""Heat map: an outcome, or what a policy does to it, over two factors, with lines of equal value and its error."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, TwoSlopeNorm
from matplotlib.figure import Figure
from numpy.typing import NDArray

from analysis.charts.style import (
    FAINT,
    INK,
    PAPER,
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
from analysis.labels import (
    Registry,
    Title,
    decimals_for,
    label_of,
    number,
    replications_text,
    title_of,
    unit_of,
)
from analysis.sensitivity_words import say

WIDE, LEFT, BAR, TOP = 9.2, 1.5, 0.9, 0.75
CELL, LEAST_TALL, MOST_TALL = 0.55, 2.2, 6.0
MOST_WRITTEN = 12
"""Cells a side up to which their numbers are written in them."""
DARK = 0.62
"""Share of the scale of colours beyond which numbers are written in white."""

Grid = NDArray[np.float64]


def heat_map(
    frame: pd.DataFrame,
    outcome: str,
    names: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry,
    effect: bool = False,
) -> Figure:
    """Draw means over a grid of two factors.

    Parameters
    ----------
    frame
        As ``surface`` gives it for two factors: the first goes along, the second up.
    outcome
        Id of the outcome.
    names
        Titles of factors by name.
    effect
        Whether values are differences from another scenario: colours part at zero then, and cells that cannot be told
        from it are in brackets.
    """
    if frame.empty or not np.isfinite(frame["mean"]).any():
        return empty(lang)
    x, y = (str(name) for name in frame.columns[:2])
    along, up = ordered(frame[x]), ordered(frame[y])
    known = registry.get(outcome)
    scale = known.scale if known is not None else 1.0
    grids = {key: _grid(frame, x, y, key, along, up) * scale for key in ("mean", "low", "high")}
    unit = unit_of(known, lang, difference=effect) if known is not None else ""
    labels = {"x": title_of(names, x, lang), "y": title_of(names, y, lang)}
    points = unit_of(known, lang, difference=True) if known is not None else ""
    notes = _notes(frame, grids, points, lang, effect)
    tall = min(max(CELL * len(up), LEAST_TALL), MOST_TALL)
    low = caption_height(notes, WIDE, lang) + 0.8
    with styled(lang):
        named = label_of(registry, outcome, lang)
        title = balance(say("heat_effect_title" if effect else "heat_title", lang, outcome=named, **labels), 84)
        top = TOP + 0.28 * title.count("\n")
        figure = Page(lang, WIDE, top + low + tall)
        heading(figure, title, notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - BAR - 0.5, tall)
        colours, norm = _colours(grids["mean"], effect, "up" if known is None else known.better)
        image = axes.imshow(grids["mean"], cmap=colours, norm=norm, origin="lower", aspect="auto")
        _lines(axes, grids["mean"])
        if max(len(along), len(up)) <= MOST_WRITTEN:
            _write(axes, grids, colours, norm, effect)
        _axis_values(axes, along, up)
        axes.set_xlabel(labels["x"])
        axes.set_ylabel(balance(labels["y"], int(tall * 15)))
        bar = figure.colorbar(image, cax=place(figure, WIDE - BAR - 0.2, low, 0.16, tall))
        bar.outline.set_visible(False)
        decimals = max(0, decimals_for(*_finite(grids["mean"])) - 1)
        bar.ax.yaxis.set_major_formatter(lambda value, _: number(value, decimals, signed=effect))
        bar.ax.set_title(unit, size=SMALL, color=SOFT, loc="right" if len(unit) > 8 else "left")
    return figure


def ordered(values: pd.Series) -> list[Any]:
    """Return the values of a factor: words as they come, then numbers by size."""
    found = list(dict.fromkeys(values))
    words = [value for value in found if isinstance(value, str)]
    return [*words, *sorted(value for value in found if not isinstance(value, str))]


def written(values: Sequence[Any]) -> list[str]:
    """Write the values of a factor with the same decimals, as few as tell them apart."""
    numbers = [float(value) for value in values if not isinstance(value, str)]
    decimals = next((d for d in range(7) if all(math.isclose(round(v, d), v, rel_tol=1e-3) for v in numbers)), 6)
    return [value if isinstance(value, str) else number(float(value), decimals) for value in values]


def _grid(frame: pd.DataFrame, x: str, y: str, key: str, along: list[Any], up: list[Any]) -> Grid:
    wide = frame.pivot(index=y, columns=x, values=key).reindex(index=up, columns=along)
    return wide.to_numpy(dtype=np.float64)


def _finite(grid: Grid) -> list[float]:
    return [float(value) for value in grid[np.isfinite(grid)]]


def _colours(grid: Grid, effect: bool, better: str) -> tuple[LinearSegmentedColormap, Normalize]:
    """Return one hue for levels; for effects two that part at zero, blue for better."""
    values = _finite(grid)
    low, high = min(values), max(values)
    if effect:
        reach = max(abs(low), abs(high)) or 1.0
        shades = ["#A84800", "#F0A878", "#F7F5F2", "#82B7DC", "#00588C"][:: -1 if better == "down" else 1]
        return LinearSegmentedColormap.from_list("effect", shades), TwoSlopeNorm(0.0, -reach, reach)
    spare = (high - low) * 0.02 or abs(high) * 0.1 or 1.0
    shades = ["#F3F7FA", "#9CC5E3", "#3C8DC4", "#00456F"]
    return LinearSegmentedColormap.from_list("level", shades), Normalize(low - spare, high + spare)


def _lines(axes: Axes, grid: Grid) -> None:
    """Draw lines of equal value where the grid is large enough to have any."""
    if min(grid.shape) > 2 and np.isfinite(grid).all() and np.ptp(grid) > 0:
        axes.contour(grid, levels=5, colors=INK, linewidths=0.6, linestyles="solid", alpha=0.45)


def _write(
    axes: Axes, grids: Mapping[str, Grid], colours: LinearSegmentedColormap, norm: Normalize, effect: bool
) -> None:
    """Write the mean into each cell, on the cell's own colour so that no line runs through it."""
    decimals = max(0, decimals_for(*_finite(grids["mean"])) - (1 if effect else 0))
    for (row, column), mean in np.ndenumerate(grids["mean"]):
        if not math.isfinite(mean):
            axes.text(column, row, "–", ha="center", va="center", size=SMALL, color=FAINT)
            continue
        low, high = grids["low"][row, column], grids["high"][row, column]
        words = number(mean, decimals, signed=effect)
        if effect and not (low > 0 or high < 0):
            words = f"({words})"
        share = float(norm(mean))
        dark = abs(share - 0.5) * 2 > DARK if effect else share > DARK
        axes.text(column, row, words, ha="center", va="center", size=SMALL, color=PAPER if dark else INK,
                  bbox={"fc": colours(share), "ec": "none", "pad": 1.2})  # fmt: skip


def _axis_values(axes: Axes, along: list[Any], up: list[Any]) -> None:
    for axis, values in ((axes.xaxis, along), (axes.yaxis, up)):
        step = -(-len(values) // 12)
        axis.set_ticks(range(0, len(values), step), written(values)[::step])
    axes.tick_params(length=0, labelcolor=SOFT, labelsize=SMALL)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)


def _notes(frame: pd.DataFrame, grids: Mapping[str, Grid], unit: str, lang: str, effect: bool) -> list[str]:
    halves = _finite((grids["high"] - grids["low"]) / 2)
    if not halves:
        return [say("heat_caption_one", lang)]
    runs = replications_text([int(n) for n in frame["replications"]], lang)
    half = f"±{number(max(halves), max(0, decimals_for(max(halves)) - 1))}"
    line = say("heat_caption", lang, half=half, unit=unit, runs=runs)
    return [line + ("" if lang == "zh" else " ") + say("heat_grey", lang)] if effect else [line]
