"""Trajectories: one outcome over time, one panel a scenario: median, 50 % and 90 % bands, baseline in grey."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import (
    BLUE,
    BODY,
    FAINT,
    HAIR,
    INK,
    PAPER,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    date_axis,
    empty,
    heading,
    number_axis,
    place,
    styled,
)
from analysis.labels import Outcome, Registry, Title, label_of, replications_text, text, title_of, unit_of

COLUMNS, LEFT, PANEL, GAP = 4, 0.75, 2.25, 0.3
TALL, ABOVE, BELOW, TOP = 1.35, 0.5, 0.42, 0.75
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def bands(series: pd.DataFrame) -> pd.DataFrame:
    """Return quantiles over replications: scenario, outcome, date, q05, q25, q50, q75, q95, replications."""
    groups = series.dropna(subset=["value"]).groupby(["scenario", "outcome", "date"], sort=False)["value"]
    table = groups.quantile(np.array(QUANTILES)).unstack()
    table.columns = [f"q{round(100 * q):02d}" for q in QUANTILES]
    return table.assign(replications=groups.size()).reset_index()


def differences(series: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Return the series with each value less the baseline's of the same seed and date; the baseline left out."""
    keys = ["seed", "outcome", "date"]
    base = series.loc[series["scenario"] == baseline, [*keys, "value"]].rename(columns={"value": "base"})
    others = series[series["scenario"] != baseline].merge(base, on=keys, how="inner")
    return others.assign(value=others["value"] - others["base"]).drop(columns="base")


def trajectories(
    series: pd.DataFrame,
    outcome: str,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry,
    policy_start: date | None = None,
) -> Figure:
    """Draw one outcome over time under every scenario.

    Parameters
    ----------
    series
        Columns scenario, replication, seed, outcome, date (datetime64), value.
    outcome
        The outcome to draw.
    titles
        Scenario titles by id.
    policy_start
        Marked where it lies inside the dates shown.
    """
    table = bands(series[series["outcome"] == outcome])
    title = text("trajectory_title", lang, outcome=label_of(registry, outcome, lang))
    return _page(table, registry[outcome], titles, baseline, lang, title, "trajectory_caption", policy_start)


def difference_trajectories(
    series: pd.DataFrame,
    outcome: str,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry,
    policy_start: date | None = None,
) -> Figure:
    """Draw one outcome's paired difference from the baseline over time; parameters as in ``trajectories``."""
    table = bands(differences(series[series["outcome"] == outcome], baseline))
    title = text("difference_title", lang, outcome=label_of(registry, outcome, lang))
    return _page(table, registry[outcome], titles, baseline, lang, title, "difference_caption", policy_start)


def _page(
    table: pd.DataFrame,
    outcome: Outcome,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    title: str,
    caption: str,
    policy_start: date | None,
) -> Figure:
    others = [s for s in dict.fromkeys(table["scenario"]) if s != baseline]
    scenarios = others or list(dict.fromkeys(table["scenario"]))
    if not scenarios:
        return empty(lang)
    runs = replications_text([int(n) for n in table["replications"]], lang)
    notes = [text(caption, lang, title=title_of(titles, baseline, lang), runs=runs)]
    columns = min(COLUMNS, len(scenarios))
    wide = max(6.5, LEFT + columns * (PANEL + GAP))
    low, rows = caption_height(notes, wide, lang), -(-len(scenarios) // columns)
    difference = caption == "difference_caption"
    with styled(lang):
        figure = Page(lang, wide, TOP + rows * (ABOVE + TALL + BELOW) + low)
        heading(figure, title, notes, lang)
        unit = unit_of(outcome, lang, difference=difference)
        figure.text(0.25 / wide, 1 - 0.55 / figure.get_figheight(), unit, size=BODY, color=SOFT, va="top")
        first: Axes | None = None
        for i, scenario in enumerate(scenarios):
            row, column = divmod(i, columns)
            bottom = low + (rows - 1 - row) * (ABOVE + TALL + BELOW) + BELOW
            axes = place(figure, LEFT + column * (PANEL + GAP), bottom, PANEL, TALL)
            if first is None:
                first = axes
            else:
                axes.sharex(first)
                axes.sharey(first)
            _panel(axes, table, scenario, baseline, outcome.scale, difference=difference)
            name = balance(title_of(titles, scenario, lang), 32)
            axes.set_title(name, loc="left", size=BODY, pad=6, linespacing=1.1)
            axes.tick_params(axis="y", labelleft=column == 0, labelsize=SMALL, labelcolor=SOFT)
        _axes(figure, table, lang, policy_start, difference=difference)
    return figure


def _panel(axes: Axes, table: pd.DataFrame, scenario: str, baseline: str, scale: float, *, difference: bool) -> None:
    rows = table[table["scenario"] == scenario].sort_values("date")
    days = rows["date"].to_numpy()
    q = {name: rows[name].to_numpy(dtype=float) * scale for name in ("q05", "q25", "q50", "q75", "q95")}
    axes.fill_between(days, q["q05"], q["q95"], color=BLUE, alpha=0.16, lw=0)
    axes.fill_between(days, q["q25"], q["q75"], color=BLUE, alpha=0.32, lw=0)
    if difference:
        axes.axhline(0, color=INK, lw=0.8, zorder=1)
    elif scenario != baseline:
        base = table[table["scenario"] == baseline].sort_values("date")
        axes.plot(base["date"].to_numpy(), base["q50"].to_numpy(dtype=float) * scale, color=SOFT, lw=1.1)
    axes.plot(days, q["q50"], color=BLUE, lw=1.6, marker="o" if len(rows) == 1 else None, ms=4)
    axes.grid(visible=True, axis="y", color=HAIR)


def _axes(figure: Figure, table: pd.DataFrame, lang: str, policy_start: date | None, *, difference: bool) -> None:
    first, last = table["date"].min().date(), table["date"].max().date()
    start: Any = None if policy_start is None else np.datetime64(policy_start)
    for i, axes in enumerate(figure.axes):
        number_axis(axes, which="y", signed=difference)
        date_axis(axes, first, last, lang)
        if policy_start is None or not first < policy_start < last:
            continue
        axes.axvline(start, color=FAINT, lw=0.9, ls=(0, (3, 2)))
        if i == 0:
            axes.annotate(text("policy_start", lang), (start, 1), (3, -2),
                          textcoords="offset points", xycoords=axes.get_xaxis_transform(),
                          size=SMALL, color=SOFT, va="top", bbox={"fc": PAPER, "ec": "none", "pad": 0.6})  # fmt: skip
