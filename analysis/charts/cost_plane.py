"""Cost plane: what every scenario costs beyond the baseline against what it gains, a cloud of replications each."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import (
    BLUE,
    FAINT,
    HAIR,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
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
from analysis.cost import cost_ratios, frontier
from analysis.labels import Title, replications_text, text, title_of

WIDE, LEFT, LABELS, TOP, TALL, BELOW = 9.2, 0.95, 3.05, 0.75, 3.9, 0.55
NAMED, MOST = 6, 8
"""Scenarios that all have a name and a colour; with more, those of the frontier have, but no more than the second."""
COLOURS = (BLUE, ORANGE, PURPLE, "#009E73", "#CC79A7", "#56B4E9", "#8A6D00", SOFT)
LINE = SMALL * 1.3 / 72
"""Inches that a line of a name takes."""


def cost_plane(runs: pd.DataFrame, gain: str, titles: Mapping[str, Title], lang: str) -> Figure:
    """Draw replications, means and intervals of cost against one gain; every scenario named at the side.

    Parameters
    ----------
    runs
        As ``cost_runs`` gives them.
    gain
        One of ``analysis.cost.GAINS``.
    titles
        Scenario titles by id.
    """
    held = runs[runs["cost"].notna() & runs[gain].notna()]
    if held.empty:
        return empty(lang)
    means = cost_ratios(held, [gain]).set_index("scenario")
    line = frontier(held, gain)
    named = names_of(list(means.index), line)
    base = str(held["baseline"].iloc[0])
    notes = _notes(means, len(means) - len(named), title_of(titles, base, lang), lang)
    labels = [*(title_of(titles, name, lang) for name in named), here(titles, base, lang)]
    low, tall = caption_height(notes, WIDE, lang) + BELOW, max(TALL, room_for(labels, lang))
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + tall)
        heading(figure, text("cost_plane_title", lang, gain=text(f"cost_gain_{gain}", lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - LABELS, tall)
        colours = dict(zip(named, COLOURS, strict=False))
        unit = money_unit(lang)
        for name in sorted(means.index, key=lambda each: each in colours):
            _cloud(axes, held[held["scenario"] == name], means.loc[name], gain, unit, colours.get(name, FAINT))
        crossing(axes, gain, lang)
        axes.plot([0], [0], "s", ms=5, color=INK, zorder=5)
        rows = means.loc[named, ["effect", "cost"]].itertuples(index=False)
        points = [(float(effect), float(cost) * unit) for effect, cost in rows]
        side_names(axes, [*points, (0.0, 0.0)], labels, [*colours.values(), INK], tall, lang)
    return figure


def names_of(scenarios: Sequence[str], line: pd.DataFrame) -> list[str]:
    """Return which scenarios get a name: all of a few, else those of the frontier, the one that gains most among them.

    Parameters
    ----------
    scenarios
        All but the baseline.
    line
        As ``frontier`` gives it.
    """
    if len(scenarios) <= NAMED:
        return list(scenarios)
    best = [name for name in line.loc[line["status"] == "frontier", "scenario"] if name in set(scenarios)]
    return best if len(best) <= MOST else [*best[: MOST - 1], best[-1]]


def money_unit(lang: str) -> float:
    """Return the factor from yuan to the unit of axes of money: ten thousand yuan in Chinese, else a thousand."""
    return 1e-4 if lang == "zh" else 1e-3


def here(titles: Mapping[str, Title], baseline: str, lang: str) -> str:
    """Return the name of the baseline, told to be what others are compared with."""
    return text("cost_here", lang, title=title_of(titles, baseline, lang))


def crossing(axes: Axes, gain: str, lang: str) -> None:
    """Draw the lines of no difference, round ticks, and what the axes mean."""
    axes.axvline(0, color=INK, lw=0.8, zorder=1)
    axes.axhline(0, color=INK, lw=0.8, zorder=1)
    axes.grid(color=HAIR, lw=0.6)
    axes.margins(0.06)
    axes.autoscale_view()
    number_axis(axes, signed=True, ticks=7)
    number_axis(axes, signed=True, which="y", ticks=7)
    axes.tick_params(axis="y", labelcolor=SOFT, labelsize=SMALL)
    unit = text(f"cost_gain_unit_{gain}", lang)
    axes.set_xlabel(text("cost_axis", lang, label=text(f"cost_gain_{gain}", lang), unit=unit))
    money = text("cost_money_unit", lang)
    axes.set_ylabel(text("cost_axis", lang, label=text("cost_spent_cost", lang), unit=money))


def room_for(labels: Sequence[str], lang: str) -> float:
    """Return the inches that some names take one below the other."""
    return sum(_wrapped(label, lang).count("\n") + 1.4 for label in labels) * LINE


def side_names(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    labels: Sequence[str],
    colours: Sequence[str],
    tall: float,
    lang: str,
) -> None:
    """Write names in a column right of the axes, each tied to its point by a thin line.

    Parameters
    ----------
    points
        In data; their heights decide the order of the names.
    tall
        Height of the axes in inches.
    """
    words = [_wrapped(label, lang) for label in labels]
    bottom, top = axes.get_ylim()
    inch = (top - bottom) / tall
    places = _stacked([y for _, y in points], [(word.count("\n") + 1.4) * LINE * inch for word in words], bottom, top)
    left, right = axes.get_xlim()
    edge = right + 0.03 * (right - left)
    for (x, y), at, word, colour in zip(points, places, words, colours, strict=True):
        axes.plot([x, edge], [y, at], color=FAINT, lw=0.8, ls=(0, (1, 2)), clip_on=False, zorder=1.5)
        axes.annotate(word, (1.03, at), (4, 0), axes.get_yaxis_transform(), color=colour, size=SMALL, ha="left",
                      va="center", textcoords="offset points", linespacing=1.15, annotation_clip=False)  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)


def _wrapped(label: str, lang: str) -> str:
    """Return a name in lines; what stands below it, after a line break, keeps its own line."""
    return "\n".join(balance(part, 38 if lang == "zh" else 42) for part in label.split("\n"))


def _stacked(wanted: Sequence[float], heights: Sequence[float], bottom: float, top: float) -> list[float]:
    """Return the middles of names of some heights, about as near to ``wanted`` as they can be without overlap."""
    order = np.argsort(wanted, kind="stable")
    sizes = np.asarray(heights, dtype=float)[order]
    under = np.cumsum(sizes) - sizes / 2
    # Taken away what lies under it, a name has no height and only has to keep its place in the order.
    free = np.clip(np.asarray(wanted, dtype=float)[order] - under, bottom, max(bottom, top - float(sizes.sum())))
    up, down = np.maximum.accumulate(free), np.minimum.accumulate(free[::-1])[::-1]
    middles = np.empty(len(order))
    middles[order] = (up + down) / 2 + under
    return [float(middle) for middle in middles]


def _cloud(axes: Axes, runs: pd.DataFrame, mean: "pd.Series[float]", gain: str, unit: float, colour: str) -> None:
    """Draw the replications of one scenario, its mean, and the intervals of the mean as a cross."""
    named = colour != FAINT
    axes.plot(runs[gain], runs["cost"] * unit, "o", ms=3.2, mfc=colour, mec="none", alpha=0.35 if named else 0.25)
    x, y = float(mean["effect"]), float(mean["cost"]) * unit
    ends = [float(mean[f"{name}_{end}"]) for name in ("effect", "cost") for end in ("low", "high")]
    if math.isfinite(ends[0]):
        axes.plot(ends[:2], [y, y], color=colour, lw=1.1, zorder=3)
        axes.plot([x, x], [end * unit for end in ends[2:]], color=colour, lw=1.1, zorder=3)
    fill = colour if named else PAPER
    axes.plot([x], [y], "o", ms=8 if named else 5, mfc=fill, mec=PAPER if named else FAINT, mew=0.9, zorder=4)


def _notes(means: pd.DataFrame, grey: int, base: str, lang: str) -> list[str]:
    counts = [int(n) for n in means["replications"]]
    key = text("cost_plane_key" if max(counts) > 1 else "cost_plane_key_one", lang)
    rest = [text("cost_grey", lang, n=grey)] if grey else []
    return [key, *rest, text("cost_plane_caption", lang, title=base, runs=replications_text(counts, lang))]
