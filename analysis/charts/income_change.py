"""Income change: what a scenario does to income from the poorest to the richest, with its interval."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.sensitivity_notes import apart
from analysis.charts.style import (
    BLUE,
    BODY,
    HAIR,
    INK,
    ORANGE,
    PURPLE,
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
from analysis.labels import Registry, Title, label_of, outcomes, replications_text, text, title_of, unit_of

INCOME = "disposable_income"
TOGETHER = 3
"""So many scenarios share one panel; more get panels of their own."""
COLOURS = (BLUE, ORANGE, PURPLE)
CUT, FAR = 0.04, 1.5
"""Share of the ends of bands that may lie beyond the axis, where with them it would be so many times as long."""
LEFT, TOP, BELOW = 0.8, 0.8, 0.62
WIDE, TALL, NAMES = 8.3, 3.1, 2.1
COLUMNS, PANEL, GAP, LOW_TALL, ABOVE = 3, 2.15, 0.28, 1.35, 0.5


def income_change(
    changes: pd.DataFrame,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry | None = None,
) -> Figure:
    """Draw the change of income along the distribution, up to three scenarios together, more in small multiples.

    Parameters
    ----------
    changes
        As ``quantile_changes`` gives them: scenario, share, difference, low, high, replications. Not the change of the
        same people: who is the poorest tenth may differ.
    titles
        Scenario titles by id.
    registry
        Outcomes by id; those of the model when not given.
    """
    drawn = changes[(changes["scenario"] != baseline) & np.isfinite(changes["difference"].astype(float))]
    names = list(dict.fromkeys(drawn["scenario"]))
    if not names:
        return empty(lang)
    counts = [int(n) for n in drawn["replications"]]
    code = "no_interval" if max(counts) < 2 else "interval_cut" if is_cut(drawn) else "interval_band"
    interval = text(f"charts_{code}", lang)
    base = title_of(titles, baseline, lang)
    notes = [
        text("charts_income_caption", lang, title=base, interval=interval, runs=replications_text(counts, lang)),
        text("charts_income_people", lang),
    ]
    low = caption_height(notes, WIDE, lang) + BELOW
    rows = 1 if len(names) <= TOGETHER else -(-len(names) // COLUMNS)
    tall = TALL if len(names) <= TOGETHER else rows * (LOW_TALL + ABOVE)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + tall + low)
        heading(figure, text("charts_income_title", lang), notes, lang)
        figure.text(
            0.25 / WIDE,
            1 - 0.53 / figure.get_figheight(),
            _unit(registry or outcomes(), lang),
            size=BODY,
            color=SOFT,
            va="top",
        )
        if len(names) <= TOGETHER:
            _together(place(figure, LEFT, low, WIDE - LEFT - NAMES, TALL), drawn, names, titles, lang)
        else:
            _apart(figure, drawn, names, titles, lang, low, rows)
    return figure


def _unit(registry: Registry, lang: str) -> str:
    unit = unit_of(registry[INCOME], lang, difference=True)
    return text("charts_income_unit", lang, label=label_of(registry, INCOME, lang), unit=inside(unit))


def _together(axes: Axes, changes: pd.DataFrame, names: Sequence[str], titles: Mapping[str, Title], lang: str) -> None:
    ends = [_line(axes, changes[changes["scenario"] == s], c) for s, c in zip(names, COLOURS, strict=False)]
    _axes(axes, changes)
    axes.set_xlabel(text("charts_poorest_to_richest", lang))
    words = [balance(title_of(titles, name, lang), 22 if lang == "zh" else 28) for name in names]
    lines = max(name.count("\n") + 1 for name in words)
    low, high = axes.get_ylim()
    gap = (high - low) * (BODY * 1.35 * lines / 72) / TALL
    for name, at, colour in zip(words, apart(ends, gap, low + gap / 2, high - gap / 2), COLOURS, strict=False):
        axes.annotate(name, (1, at), (6, 0), axes.get_yaxis_transform(), color=colour, size=BODY, ha="left",
                      va="center", textcoords="offset points", annotation_clip=False, linespacing=1.1)  # fmt: skip


def _apart(
    figure: Figure,
    changes: pd.DataFrame,
    names: Sequence[str],
    titles: Mapping[str, Title],
    lang: str,
    low: float,
    rows: int,
) -> None:
    for i, name in enumerate(names):
        row, column = divmod(i, COLUMNS)
        bottom = low + (rows - 1 - row) * (LOW_TALL + ABOVE)
        axes = place(figure, LEFT + column * (PANEL + GAP), bottom, PANEL, LOW_TALL)
        _line(axes, changes[changes["scenario"] == name], BLUE)
        _axes(axes, changes)
        title = balance(title_of(titles, name, lang), 26 if lang == "zh" else 32)
        axes.set_title(title, loc="left", size=BODY, pad=5, linespacing=1.1)
        last = i + COLUMNS >= len(names)
        axes.tick_params(axis="x", labelbottom=last)
        axes.tick_params(axis="y", labelleft=column == 0)
        if last:
            axes.set_xlabel(text("charts_poorest_to_richest", lang))


def _line(axes: Axes, rows: pd.DataFrame, colour: str) -> float:
    """Draw one scenario with its band; return the height of its right end."""
    rows = rows.sort_values("share")
    share, mean, low, high = (rows[key].to_numpy(dtype=float) for key in ("share", "difference", "low", "high"))
    axes.fill_between(100 * share, low, high, color=colour, alpha=0.16, lw=0)
    axes.plot(100 * share, mean, color=colour, lw=1.6)
    return float(mean[-1])


def _reach(changes: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: all lines, and all bands unless a few ends, which tails make, lie far out."""
    mean, low, high = (changes[key].to_numpy(dtype=float) for key in ("difference", "low", "high"))
    known = np.isfinite(low) & np.isfinite(high)
    lines = [0.0, *mean[np.isfinite(mean)]]
    whole = _ends([*lines, *low[known], *high[known]])
    few = [float(np.quantile(low[known], CUT)), float(np.quantile(high[known], 1 - CUT))] if known.any() else []
    usual = _ends([*lines, *few])
    first, last = whole if whole[1] - whole[0] <= FAR * (usual[1] - usual[0]) else usual
    room = 0.06 * (last - first) or 1.0
    return first - room, last + room


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return float(min(values)), float(max(values))


def is_cut(changes: pd.DataFrame) -> bool:
    """Return whether a band reaches farther than the axis."""
    low, high = _reach(changes)
    return bool((changes["low"] < low).any() or (changes["high"] > high).any())


def _axes(axes: Axes, changes: pd.DataFrame) -> None:
    low, high = _reach(changes)
    axes.set_ylim(low, high)
    axes.set_xlim(0, 100)
    axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100"])
    axes.axhline(0, color=INK, lw=0.8, zorder=1)
    axes.grid(visible=True, axis="y", color=HAIR)
    if (low, high) == (-1.0, 1.0):
        axes.set_yticks([0], ["0"])
    else:
        number_axis(axes, which="y", signed=True)
    axes.tick_params(axis="y", labelsize=SMALL, labelcolor=SOFT)
