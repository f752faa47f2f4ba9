"""Layers: how an effect moves by chance, with what nobody knows of behaviour, and with other values of the levers."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.effects_forest import heading_over
from analysis.charts.style import (
    HAIR,
    INK,
    PAPER,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    difference_axis,
    empty,
    heading,
    number_axis,
    place,
    styled,
    verdict_colour,
)
from analysis.labels import Outcome, Registry, Title, headlines, label_of, number, text, title_of, unit_of
from analysis.layers import LAYERS

WIDE, LEFT, LABEL, SHARE, GAP, TOP, BELOW = 9.2, 2.7, 0.95, 0.42, 0.1, 1.12, 0.55
ROW, BETWEEN = 0.2, 0.9
"""Inches of a row, and rows of space between two scenarios."""
THICK = {"chance": 2.6, "behaviour": 1.5, "levers": 1.5}


def layers_chart(found: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, registry: Registry) -> Figure:
    """Draw one panel a headline outcome, one row a scenario and layer.

    Parameters
    ----------
    found
        As ``analysis.layers.layers`` gives it.
    titles
        Scenario titles by id.
    """
    shown = [name for name in headlines(registry) if name in set(found["outcome"])]
    rows = found[found["outcome"].isin(shown)]
    layers = [layer for layer in LAYERS if layer in set(rows["layer"])]
    names = list(dict.fromkeys(rows["scenario"]))
    if not shown or not layers:
        return empty(lang)
    at = {(name, layer): i * (len(layers) + BETWEEN) + k
          for i, name in enumerate(names) for k, layer in enumerate(layers)}  # fmt: skip
    notes = _notes(rows, layers, lang)
    low, lines = caption_height(notes, WIDE, lang) + BELOW, max(at.values()) + 1
    panel = (WIDE - LEFT - 0.1) / len(shown) - SHARE - GAP
    with styled(lang):
        figure = Page(lang, WIDE, TOP + ROW * lines + low)
        heading(figure, text("charts_layers_title", lang), notes, lang)
        for i, name in enumerate(shown):
            axes = place(figure, LEFT + i * (panel + SHARE + GAP), low, panel, ROW * lines)
            mine = rows[rows["outcome"] == name]
            _panel(axes, mine, at, registry[name])
            heading_over(axes, label_of(registry, name, lang), panel, lang)
            axes.annotate(text("charts_layers_share", lang), (1, 1), (4, 3), "axes fraction", size=7, color=SOFT,
                          textcoords="offset points", va="bottom", linespacing=1.0, annotation_clip=False)  # fmt: skip
            unit = unit_of(registry[name], lang, difference=True)
            axes.set_xlabel(balance(difference_axis(unit, lang), int(panel * 16)))
            if i == 0:
                _names(axes, names, layers, at, titles, lang)
    return figure


def _notes(rows: pd.DataFrame, layers: Sequence[str], lang: str) -> list[str]:
    """Say what the bars are, and over how many replications or draws."""
    counts = {layer: rows.loc[rows["layer"] == layer, "n"] for layer in layers}
    said = [
        text(f"charts_layer_{layer}_note", lang, n=_between(int(held.min()), int(held.max()), lang))
        for layer, held in counts.items()
    ]
    joined = "" if lang == "zh" else " "
    return [joined.join([text("charts_layers_key", lang), *said]), text("effects_key", lang)]


def _between(low: int, high: int, lang: str) -> str:
    return str(high) if low == high else text("to", lang, low=low, high=high)


def _panel(axes: Axes, rows: pd.DataFrame, at: Mapping[tuple[str, str], float], outcome: Outcome) -> None:
    axes.set_ylim(max(at.values()) + 0.5, -0.5)
    axes.set_yticks([])
    axes.hlines(list(at.values()), 0, 1, transform=axes.get_yaxis_transform(), color=HAIR, lw=0.5, zorder=0)
    axes.axvline(0, color=INK, lw=0.8, zorder=1)
    for row in rows.to_dict("records"):
        _row(axes, at[row["scenario"], row["layer"]], {str(key): value for key, value in row.items()}, outcome)
    ends = rows[["difference", "low", "high"]].to_numpy(dtype=float) * outcome.scale
    held = np.append(ends[np.isfinite(ends)], 0.0)
    low, high = float(held.min()), float(held.max())
    room = 0.07 * (high - low) or 1.0
    axes.set_xlim(low - room, high + room)
    if low == high:
        axes.set_xticks([0], ["0"])
    else:
        number_axis(axes, signed=True, ticks=4)


def _row(axes: Axes, y: float, row: Mapping[str, Any], outcome: Outcome) -> None:
    mean, low, high = (row[key] * outcome.scale for key in ("difference", "low", "high"))
    share = row["share_better"]
    words = number(100 * share, 0) if math.isfinite(share) else "–"
    axes.annotate(words, (1, y), (20, 0), axes.get_yaxis_transform(), textcoords="offset points", size=SMALL,
                  color=SOFT, ha="right", va="center", annotation_clip=False)  # fmt: skip
    if not math.isfinite(mean):
        return
    colour, told = verdict_colour(low, high, outcome.better), low > 0 or high < 0
    if math.isfinite(low):
        axes.plot([low, high], [y, y], color=colour, lw=THICK[row["layer"]], solid_capstyle="round", zorder=2)
    axes.plot([mean], [y], "o", ms=4.6, mfc=colour if told else PAPER, mec=colour, mew=1.1, zorder=3)


def _names(
    axes: Axes,
    names: Sequence[str],
    layers: Sequence[str],
    at: Mapping[tuple[str, str], float],
    titles: Mapping[str, Title],
    lang: str,
) -> None:
    across = axes.get_yaxis_transform()
    for (_, layer), y in at.items():
        axes.annotate(text(f"charts_layer_{layer}", lang), (0, y), (-8, 0), across, textcoords="offset points",
                      size=SMALL, color=SOFT, ha="right", va="center", annotation_clip=False)  # fmt: skip
    columns = 26 if lang == "en" else 22
    for name in names:
        middle = (at[name, layers[0]] + at[name, layers[-1]]) / 2
        axes.annotate(balance(title_of(titles, name, lang), columns), (0, middle), (-72 * (LEFT - 0.25), 0),
                      across, textcoords="offset points", size=SMALL, ha="left", va="center",
                      linespacing=1.1, annotation_clip=False)  # fmt: skip
