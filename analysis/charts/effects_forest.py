"""Effects forest: what each scenario does to each headline outcome, with its interval, and what it costs."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import (
    BLUE,
    BODY,
    HAIR,
    HEAD,
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
    wrap,
)
from analysis.effects import COST
from analysis.labels import (
    Outcome,
    Registry,
    Title,
    decimals_for,
    headlines,
    label_of,
    number,
    replications_text,
    text,
    title_of,
    unit_of,
)

WIDE, LEFT, COSTS, GAP, TOP = 12.8, 2.75, 0.95, 0.22, 1.12
ROW = 0.44
NARROW, BETWEEN, NARROW_TOP = 7.8, 1.12, 0.95
"""Width of a page whose panels stand one below another, the room between them, and that above the first."""
FEW, CLOSE = 5, 0.34
"""Scenarios above which the rows of such a page stand closer."""


def effects_forest(
    effects: pd.DataFrame,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry,
    stacked: bool = False,
) -> Figure:
    """Draw one panel a headline outcome, one row a scenario.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    titles
        Scenario titles by id.
    stacked
        Whether panels stand one below another, to be read on a page of A4, and not side by side.
    """
    shown = [name for name in headlines(registry) if name in set(effects["outcome"])]
    scenarios = list(dict.fromkeys(effects["scenario"]))
    if not shown or not scenarios:
        return empty(lang)
    counts = [int(n) for n in effects.loc[effects["outcome"].isin(shown), "replications"]]
    base = title_of(titles, baseline, lang)
    notes = [
        text("effects_key", lang),
        text("effects_caption", lang, title=base, runs=replications_text(counts, lang)),
    ]
    if stacked:
        return _stacked(effects, shown, scenarios, titles, notes, lang, registry)
    low = caption_height(notes, WIDE, lang) + 0.55
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + ROW * len(scenarios))
        heading(figure, text("effects_title", lang), notes, lang)
        panel = (WIDE - LEFT - COSTS - GAP * (len(shown) + 1)) / len(shown)
        for i, name in enumerate(shown):
            rows = effects[effects["outcome"] == name].set_index("scenario").reindex(scenarios)
            axes = place(figure, LEFT + i * (panel + GAP), low, panel * 0.62, ROW * len(scenarios))
            forest_panel(axes, rows, registry[name], lang)
            _values(axes, rows, registry[name], lang)
            heading_over(axes, label_of(registry, name, lang), panel, lang)
            unit = unit_of(registry[name], lang, difference=True)
            axes.set_xlabel(balance(difference_axis(unit, lang), int(panel * 0.7 * 17)))
            scenario_names(axes, [title_of(titles, s, lang) for s in scenarios] if i == 0 else [], 34)
        if COST in registry:
            axes = place(figure, WIDE - COSTS - 0.1, low, COSTS, ROW * len(scenarios))
            _costs(axes, effects, scenarios, registry, lang)
    return figure


def _stacked(
    effects: pd.DataFrame,
    shown: list[str],
    scenarios: list[str],
    titles: Mapping[str, Title],
    notes: list[str],
    lang: str,
    registry: Registry,
) -> Figure:
    """Draw the panels one below another, and the costs beside the first."""
    tall = (ROW if len(scenarios) <= FEW else CLOSE) * len(scenarios)
    low = caption_height(notes, NARROW, lang) + 0.62
    panel = NARROW - LEFT - COSTS - 1.55
    with styled(lang):
        figure = Page(lang, NARROW, NARROW_TOP + len(shown) * tall + (len(shown) - 1) * BETWEEN + low)
        heading(figure, text("effects_title", lang), notes, lang)
        for i, name in enumerate(shown):
            rows = effects[effects["outcome"] == name].set_index("scenario").reindex(scenarios)
            bottom = low + (len(shown) - 1 - i) * (tall + BETWEEN)
            axes = place(figure, LEFT, bottom, panel, tall)
            forest_panel(axes, rows, registry[name], lang)
            _values(axes, rows, registry[name], lang)
            heading_over(axes, label_of(registry, name, lang), panel + 1.2, lang)
            axes.set_xlabel(difference_axis(unit_of(registry[name], lang, difference=True), lang))
            scenario_names(axes, [title_of(titles, s, lang) for s in scenarios], 34)
            if i == 0 and COST in registry:
                axes = place(figure, NARROW - COSTS - 0.1, bottom, COSTS, tall)
                _costs(axes, effects, scenarios, registry, lang)
    return figure


def forest_panel(
    axes: Axes, rows: pd.DataFrame, outcome: Outcome, lang: str, *, size: float = 6.0, ticks: int = 5
) -> None:
    """Draw the differences and intervals of one outcome, first scenario on top, and the zero line.

    Parameters
    ----------
    rows
        One row a scenario with difference, low, high.
    """
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [""] * len(rows))
    axes.hlines(range(len(rows)), 0, 1, transform=axes.get_yaxis_transform(), color=HAIR, lw=0.6, zorder=0)
    axes.axvline(0, color=INK, lw=0.8, zorder=1)
    drawn = [_mark(axes, i, row, outcome, size) for i, row in enumerate(rows.to_dict("records"))]
    ends = [value for pair in drawn for value in pair] + [0.0]
    low, high = min(ends), max(ends)
    room = (high - low) * 0.08 or 1.0
    axes.set_xlim(low - room, high + room)
    if not drawn or all(pair == () for pair in drawn):
        axes.text(0.5, 0.5, text("not_defined", lang), transform=axes.transAxes, ha="center", va="center",
                  size=SMALL, color=SOFT, bbox={"fc": PAPER, "ec": "none"})  # fmt: skip
    if low == high:
        axes.set_xticks([0], ["0"])
    else:
        number_axis(axes, signed=True, ticks=ticks)


def _mark(axes: Axes, i: int, row: Mapping[Any, Any], outcome: Outcome, size: float) -> tuple[float, ...]:
    mean, low, high = (row[key] * outcome.scale for key in ("difference", "low", "high"))
    if not math.isfinite(mean):
        return ()
    colour = verdict_colour(low, high, outcome.better)
    told = low > 0 or high < 0
    if math.isfinite(low):
        axes.plot([low, high], [i, i], color=colour, lw=1.8, solid_capstyle="round", zorder=2)
    axes.plot([mean], [i], "o", ms=size, mfc=colour if told else PAPER, mec=colour, mew=1.3, zorder=3)
    return (mean, low, high) if math.isfinite(low) else (mean,)


def heading_over(axes: Axes, label: str, wide: float, lang: str, size: float = HEAD) -> None:
    """Write a panel's outcome above it, wrapped to ``wide`` inches."""
    columns = int(wide * 144 / size * (0.97 if lang == "zh" else 1.05))
    axes.annotate(balance(label, columns), (0, 1), (0, 9.5), "axes fraction", textcoords="offset points",
                  size=size, ha="left", va="baseline", annotation_clip=False)  # fmt: skip


def scenario_names(axes: Axes, names: list[str], columns: int, size: float = BODY) -> None:
    """Write the scenarios' titles left of a panel, first on top."""
    spacing = 1.0 if size < BODY else 1.1
    for i, name in enumerate(names):
        axes.annotate(balance(name, columns), (0, i), (-10, 0), axes.get_yaxis_transform(), textcoords="offset points",
                      size=size, ha="right", va="center", linespacing=spacing, annotation_clip=False)  # fmt: skip


def _values(axes: Axes, rows: pd.DataFrame, outcome: Outcome, lang: str) -> None:
    """Write mean and interval right of the panel, in columns of their own so that they cover nothing."""
    scaled = rows[["difference", "low", "high"]] * outcome.scale
    decimals = max(0, decimals_for(*scaled["difference"].abs()) - 1)
    for i, (mean, low, high) in enumerate(scaled.itertuples(index=False)):
        told = low > 0 or high < 0
        axes.annotate(number(mean, decimals, signed=True), (1, i), (42, 4.5), axes.get_yaxis_transform(),
                      textcoords="offset points", ha="center", va="center", size=BODY,
                      color=INK if told else SOFT, annotation_clip=False)  # fmt: skip
        if math.isfinite(low):
            pair = text("to", lang, low=number(low, decimals, signed=True), high=number(high, decimals, signed=True))
            axes.annotate(pair, (1, i), (42, -7), axes.get_yaxis_transform(), textcoords="offset points",
                          ha="center", va="center", size=7, color=SOFT, annotation_clip=False)  # fmt: skip


def _costs(axes: Axes, effects: pd.DataFrame, scenarios: list[str], registry: Registry, lang: str) -> None:
    costs = effects.groupby("scenario")["cost_per_head_difference"].first().reindex(scenarios)
    axes.set_axis_off()
    axes.set_ylim(len(scenarios) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    decimals = min(2, decimals_for(*costs.abs()))
    largest = costs.abs().max()
    for i, cost in enumerate(costs):
        axes.text(0.98, i - 0.12, number(cost, decimals, signed=True), ha="right", va="center", size=BODY)
        if largest > 0 and math.isfinite(cost):
            axes.plot([0.98, 0.98 - 0.9 * abs(cost) / largest], [i + 0.27] * 2, color=BLUE if cost < 0 else SOFT, lw=2,
                      solid_capstyle="butt")  # fmt: skip
    heading_over(axes, label_of(registry, COST, lang), COSTS, lang)
    unit = unit_of(registry[COST], lang, difference=True)
    axes.annotate(wrap(unit, 14), (0, 0), (0, -8), "axes fraction", textcoords="offset points",
                  size=SMALL, color=SOFT, ha="left", va="top", annotation_clip=False)  # fmt: skip
