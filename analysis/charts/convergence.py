"""Convergence: the leading index of each factor from a quarter, a half and the whole of the sample."""

import math
from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from analysis.charts.sensitivity_bars import axis_words
from analysis.charts.sensitivity_notes import how, main_index, side_labels, warnings_of
from analysis.charts.style import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PURPLE,
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
from analysis.convergence import rank_stability
from analysis.labels import Registry, Title, label_of, number, title_of
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import say

WIDE, TALL, LEFT, LABELS, TOP = 9.6, 3.8, 0.85, 3.4, 0.75
NAMED = 8
"""Factors with a label and an interval; the rest are grey lines."""
COLOURS = (BLUE, ORANGE, PURPLE, "#009E73", "#CC79A7", "#56B4E9", "#8A6D00", SOFT)


def convergence(
    found: Sensitivity, outcome: str, names: Mapping[str, Title], lang: str, *, registry: Registry
) -> Figure:
    """Draw the leading index over the size of the sample, the most important factors labelled."""
    index = main_index(found)
    frame = found.convergence[found.convergence["index"] == index]
    sizes = sorted(int(n) for n in frame["n"].unique())
    if len(sizes) < 1 or frame.empty:
        return empty(lang)
    known = registry.get(outcome)
    scale = known.scale if index == "mu_star" and known is not None else 1.0
    notes = _notes(found, index, sizes, lang)
    low = caption_height(notes, WIDE, lang) + 0.65
    whole = frame[frame["n"] == sizes[-1]].set_index("factor")["value"].sort_values(ascending=False)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + TALL)
        heading(figure, say("convergence_title", lang, outcome=label_of(registry, outcome, lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - LABELS, TALL)
        axes.set_xscale("log", base=2)
        axes.set_xlim(sizes[0] / 1.12, sizes[-1] * 1.12)
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xticks(sizes, [number(n, 0) for n in sizes])
        axes.spines["left"].set_visible(True)
        axes.axhline(0, color=INK, lw=0.8, zorder=1)
        for i, factor in enumerate(whole.index):
            rows = frame[frame["factor"] == factor].sort_values("n")
            colour = COLOURS[i % len(COLOURS)] if i < NAMED else FAINT
            shift = 1.016 ** (i - min(len(whole), NAMED) / 2) if i < NAMED else 1.0
            x, values = rows["n"].to_numpy() * shift, rows["value"].to_numpy() * scale
            axes.plot(x, values, color=colour, lw=1.4 if i < NAMED else 0.7, marker="o", ms=3.5 if i < NAMED else 0,
                      zorder=3)  # fmt: skip
            if i < NAMED:
                ends = rows["low"].to_numpy() * scale, rows["high"].to_numpy() * scale
                axes.vlines(x, *ends, color=colour, lw=1.0, alpha=0.5, zorder=2)
        top = [name for name in whole.index[:NAMED] if math.isfinite(whole[name])]
        points = [(sizes[-1] * 1.016 ** (i - min(len(whole), NAMED) / 2), float(whole[name]) * scale)
                  for i, name in enumerate(top)]  # fmt: skip
        labels = [title_of(names, name, lang) for name in top]
        side_labels(axes, points, labels, TALL, [COLOURS[i % len(COLOURS)] for i in range(len(top))])
        number_axis(axes, which="y")
        axes.tick_params(axis="y", labelcolor=SOFT)
        axes.set_ylabel(balance(axis_words(index, outcome, registry, lang), 52))
        axes.set_xlabel(say("samples_given" if found.method not in {"sobol", "morris", "fast"}
                            else f"samples_{found.method}", lang).removeprefix("个").removeprefix("条"))  # fmt: skip
    return figure


def _notes(found: Sensitivity, index: str, sizes: list[int], lang: str) -> list[str]:
    joined = "" if lang == "zh" else " "
    line = say("convergence_key", lang, index=say(index, lang))
    if len(sizes) < 2:
        return [say("convergence_only", lang), how(found, lang), *warnings_of(found, lang)]
    stable = rank_stability(found.convergence)
    tau = stable[(stable["index"] == index) & (stable["n"] == sizes[-2])]["tau"]
    if len(tau) and np.isfinite(tau.iloc[0]):
        line += joined + say("convergence_tau", lang, tau=number(float(tau.iloc[0]), 2))
    return [line, how(found, lang), *warnings_of(found, lang)]
