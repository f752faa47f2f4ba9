"""Dose and response: outcomes over the values of one factor, with intervals; words such as 'off' stand at the left."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.effects_forest import heading_over
from analysis.charts.heat_map import ordered, written
from analysis.charts.style import (
    BLUE,
    FAINT,
    HAIR,
    INK,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    empty,
    heading,
    inside,
    number_axis,
    place,
    styled,
)
from analysis.labels import Registry, Title, label_of, replications_text, text, title_of, unit_of
from analysis.sensitivity_words import say

PANEL, TALL, LEFT, GAP, TOP, PER_LINE = 3.0, 2.3, 0.8, 0.85, 1.3, 3


def dose_response(
    frames: Mapping[str, pd.DataFrame],
    names: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry,
    unit: str = "",
    reference: str | None = None,
) -> Figure:
    """Draw one panel an outcome.

    Parameters
    ----------
    frames
        By outcome, as ``surface`` gives it for one factor.
    names
        Titles of factors by name.
    unit
        Of the factor.
    reference
        Title of the scenario that values are differences from; levels where not given.
    """
    shown = {name: frame for name, frame in frames.items() if np.isfinite(frame["mean"]).any()}
    if not shown:
        return empty(lang)
    factor = str(next(iter(shown.values())).columns[0])
    label = title_of(names, factor, lang)
    counts = [int(n) for frame in shown.values() for n in frame["replications"]]
    runs = replications_text(counts, lang)
    notes = [say("dose_caption", lang, runs=runs) if reference is None
             else say("dose_effect", lang, title=reference, runs=runs)]  # fmt: skip
    across, lines = min(PER_LINE, len(shown)), -(-len(shown) // PER_LINE)
    wide = max(LEFT + across * (PANEL + GAP), 6.2)
    low, row = caption_height(notes, wide, lang) + 0.85, TALL + TOP
    with styled(lang):
        figure = Page(lang, wide, 1.1 + low + row * lines - TOP)
        heading(figure, say("dose_title", lang, factor=label), notes, lang)
        for i, (name, frame) in enumerate(shown.items()):
            line, column = divmod(i, across)
            axes = place(figure, LEFT + column * (PANEL + GAP), low + (lines - 1 - line) * row, PANEL, TALL)
            _panel(axes, frame, name, lang, registry, difference=reference is not None)
            along = text("with_unit", lang, label=label, unit=unit) if unit else label
            axes.set_xlabel(balance(along, int(PANEL * 15)))
    return figure


def _panel(axes: Axes, frame: pd.DataFrame, name: str, lang: str, registry: Registry, *, difference: bool) -> None:
    known = registry.get(name)
    scale = known.scale if known is not None else 1.0
    factor = str(frame.columns[0])
    values = ordered(frame[factor])
    rows = frame.set_index(factor).reindex(values)
    places = _places(values)
    mean, low, high = (rows[key].to_numpy(dtype=np.float64) * scale for key in ("mean", "low", "high"))
    numeric = np.array([not isinstance(value, str) for value in values])
    if difference:
        axes.axhline(0, color=INK, lw=0.8, zorder=1)
    _draw(axes, np.array(places), mean, low, high, numeric)
    axes.spines["left"].set_visible(True)
    axes.grid(axis="y", color=HAIR, lw=0.6)
    axes.set_xlim(*_limits(places))
    _ticks(axes, values, places)
    number_axis(axes, which="y", signed=difference)
    axes.tick_params(axis="y", labelcolor=SOFT, labelsize=SMALL)
    unit = unit_of(known, lang, difference=difference) if known is not None else ""
    label = label_of(registry, name, lang)
    heading_over(
        axes, text("with_unit", lang, label=label, unit=inside(unit)) if unit else label, PANEL + 0.3, lang, 10.0
    )


def _draw(axes: Axes, x: Any, mean: Any, low: Any, high: Any, numeric: Any) -> None:
    """Draw numbers as a line with a band; words as points with bars, since nothing lies between them."""
    banded = numeric & np.isfinite(low)
    axes.fill_between(x[banded], low[banded], high[banded], color=BLUE, alpha=0.18, lw=0, zorder=2)
    axes.plot(x[numeric], mean[numeric], color=BLUE, lw=1.5, marker="o", ms=4, zorder=3)
    axes.plot(x[~numeric], mean[~numeric], "o", color=INK, ms=5, zorder=3)
    barred = ~numeric & np.isfinite(low)
    axes.vlines(x[barred], low[barred], high[barred], color=INK, lw=1.4, zorder=2)


def _places(values: list[Any]) -> list[float]:
    """Return where values stand: numbers at themselves, words at even steps left of them."""
    numbers = [float(value) for value in values if not isinstance(value, str)]
    words = len(values) - len(numbers)
    low, high = (min(numbers), max(numbers)) if numbers else (float(words), float(words))
    step = (high - low) * 0.14 or 1.0
    return [*(low - step * (words - i) for i in range(words)), *numbers]


def _limits(places: list[float]) -> tuple[float, float]:
    room = (max(places) - min(places)) * 0.06 or 1.0
    return min(places) - room, max(places) + room


def _ticks(axes: Axes, values: list[Any], places: list[float]) -> None:
    """Label the values that were run, as many as have room."""
    labels = written(values)
    low, high = _limits(places)
    shown: list[tuple[float, str]] = []
    for at, label in zip(places, labels, strict=True):
        room = (high - low) * (len(label) + 2) * 0.062 / PANEL
        if not shown or at - shown[-1][0] >= room:
            shown.append((at, label))
    axes.set_xticks([at for at, _ in shown], [label for _, label in shown])
    axes.tick_params(axis="x", color=FAINT, labelcolor=SOFT)
