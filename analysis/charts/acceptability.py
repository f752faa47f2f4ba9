"""Acceptability curve: how often each scenario is the best value, over what one more of a gain may be worth."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.cost_plane import COLOURS, NAMED, here, room_for, side_names
from analysis.charts.style import (
    FAINT,
    HAIR,
    INK,
    SMALL,
    SOFT,
    Page,
    caption_height,
    empty,
    heading,
    number_axis,
    place,
    styled,
)
from analysis.labels import Title, replications_text, text, title_of

WIDE, LEFT, LABELS, TOP, TALL, BELOW = 9.2, 0.8, 3.05, 0.75, 3.4, 0.6


def acceptability_curve(frame: pd.DataFrame, gain: str, titles: Mapping[str, Title], lang: str) -> Figure:
    """Draw one curve a scenario, thick where its mean net benefit is the largest, named at the right.

    Parameters
    ----------
    frame
        As ``acceptability`` gives it: the baseline first.
    gain
        One of ``analysis.cost.GAINS``.
    titles
        Scenario titles by id.
    """
    if frame.empty:
        return empty(lang)
    scenarios = list(dict.fromkeys(frame["scenario"]))
    base, most = scenarios[0], float(frame["price"].max())
    named = scenarios if len(scenarios) <= NAMED + 1 else _ever_best(frame, base)
    notes = _notes(frame, len(scenarios) - len(named), lang)
    labels = [here(titles, name, lang) if name == base else title_of(titles, name, lang) for name in named]
    low, tall = caption_height(notes, WIDE, lang) + BELOW, max(TALL, room_for(labels, lang))
    colours = dict.fromkeys(scenarios, FAINT) | dict(zip([n for n in named if n != base], COLOURS, strict=False))
    colours[base] = INK
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + tall)
        heading(figure, text("cost_curve_title", lang, gain=text(f"cost_gain_{gain}", lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - LABELS, tall)
        ends = {}
        for name in sorted(scenarios, key=lambda each: each in named):
            ends[name] = _curve(axes, frame[frame["scenario"] == name], colours[name], named=name in named)
        _frame(axes, most, gain, lang)
        points = [(most, ends[name]) for name in named]
        side_names(axes, points, labels, [colours[name] for name in named], tall, lang)
    return figure


def _ever_best(frame: pd.DataFrame, base: str) -> list[str]:
    """Return the scenarios that are the best value on average at some price, as many as there are colours."""
    best = [name for name in dict.fromkeys(frame.loc[frame["best"], "scenario"]) if name != base]
    return [base, *best[: len(COLOURS)]]


def _curve(axes: Axes, rows: pd.DataFrame, colour: str, *, named: bool) -> float:
    """Draw one scenario; return the height of its right end."""
    rows = rows.sort_values("price")
    price, share = rows["price"].to_numpy(float), 100 * rows["probability"].to_numpy(float)
    axes.plot(price, share, color=colour, lw=1.3 if named else 0.7, zorder=3 if named else 2)
    if named:
        thick = np.where(rows["best"].to_numpy(bool), share, np.nan)
        axes.plot(price, thick, color=colour, lw=3.6, solid_capstyle="butt", zorder=2.5)
    return float(share[-1])


def _frame(axes: Axes, most: float, gain: str, lang: str) -> None:
    axes.set_xlim(0, most)
    axes.set_ylim(-3, 103)
    axes.set_yticks([0, 25, 50, 75, 100])
    axes.grid(axis="y", color=HAIR, lw=0.6)
    number_axis(axes)
    axes.tick_params(axis="y", labelcolor=SOFT, labelsize=SMALL)
    axes.set_xlabel(text(f"cost_curve_x_{gain}", lang))
    axes.set_ylabel(text("cost_curve_y", lang))


def _notes(frame: pd.DataFrame, grey: int, lang: str) -> list[str]:
    counts = [int(n) for n in frame["replications"]]
    rest = [text("cost_curve_grey", lang, n=grey)] if grey else []
    caption = text("cost_curve_caption", lang, runs=replications_text(counts, lang))
    return [text("cost_curve_key", lang), *rest, caption]
