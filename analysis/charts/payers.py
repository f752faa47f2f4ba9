"""Who pays: what each payer gives, or what each purpose takes, a panel each, one row a scenario."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.effects_forest import heading_over, scenario_names
from analysis.charts.style import (
    BODY,
    FAINT,
    HAIR,
    INK,
    PAPER,
    PURPLE,
    SOFT,
    Page,
    caption_height,
    empty,
    heading,
    number_axis,
    place,
    styled,
)
from analysis.labels import Title, decimals_for, number, replications_text, text, title_of

LEFT, PANEL, BAR, GAP, TOP = 2.35, 1.9, 0.66, 0.1, 0.55
ABOVE, BELOW, ROW, PER_BAND = 0.55, 0.5, 0.42, 4
DIFFERENCE = 7.5


def payers_chart(frame: pd.DataFrame, titles: Mapping[str, Title], baseline: str, lang: str) -> Figure:
    """Draw what is paid a head and year, with what is more or less than under the baseline set off.

    Parameters
    ----------
    frame
        As ``payers`` or ``spending`` gives it.
    titles
        Scenario titles by id.
    baseline
        Id of the scenario compared with; '' where there is none.
    """
    kind = "purpose" if "purpose" in frame.columns else "payer"
    held = frame[frame["mean"].notna()]
    groups = list(dict.fromkeys(held[kind]))
    shown = [group for group in groups if (held.loc[held[kind] == group, "mean"].abs() > 0).any()]
    if not shown:
        return empty(lang)
    scenarios = list(dict.fromkeys(held["scenario"]))
    compared = held["difference"].notna().any()
    unseen = [text(f"cost_{kind}_{group}", lang) for group in groups if group not in shown]
    notes = _notes(held, unseen, title_of(titles, baseline, lang) if compared else "", lang)
    across, bands = min(PER_BAND, len(shown)), -(-len(shown) // PER_BAND)
    wide = max(LEFT + across * (PANEL + GAP) + 0.1, 7.6)
    low, tall = caption_height(notes, wide, lang), ROW * len(scenarios)
    with styled(lang):
        figure = Page(lang, wide, TOP + bands * (ABOVE + tall + BELOW) + low)
        heading(figure, text(f"cost_{kind}s_title", lang), notes, lang)
        for i, group in enumerate(shown):
            band, column = divmod(i, PER_BAND)
            bottom = low + (bands - 1 - band) * (ABOVE + tall + BELOW) + BELOW
            axes = place(figure, LEFT + column * (PANEL + GAP), bottom, BAR, tall)
            rows = held[held[kind] == group].set_index("scenario").reindex(scenarios)
            _panel(axes, rows.to_dict("records"), lang)
            heading_over(axes, text(f"cost_{kind}_{group}", lang), PANEL - 0.1, lang, size=BODY)
            if column == 0:
                scenario_names(axes, [title_of(titles, name, lang) for name in scenarios], 30)
    return figure


def _panel(axes: Axes, rows: Sequence[Mapping[Any, Any]], lang: str) -> None:
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.axvline(0, color=INK, lw=0.8, zorder=3)
    ends = [row["mean"] for row in rows] + [row["mean"] - row["difference"] for row in rows]
    finite = [end for end in ends if math.isfinite(end)]
    axes.set_xlim(min(0.0, *finite), 1.03 * max(0.0, *finite))
    decimals, finer = (min(2, decimals_for(*(row[key] for row in rows))) for key in ("mean", "difference"))
    for i, row in enumerate(rows):
        _bar(axes, i, row["mean"], row["difference"])
        _words(axes, i, row, (decimals, max(decimals, finer)), lang)
    number_axis(axes, ticks=2)
    axes.set_xlabel(text("cost_unit", lang), x=0.0, ha="left")


def _bar(axes: Axes, i: int, mean: float, difference: float) -> None:
    """Draw the level; what is beyond the baseline dark, what is less hollow."""
    if not math.isfinite(mean):
        return
    more = difference if math.isfinite(difference) else 0.0
    shared = mean - more if more > 0 else mean
    axes.barh(i, shared, height=0.46, color=FAINT, alpha=0.55, lw=0, zorder=2)
    if more > 0:
        axes.barh(i, more, left=shared, height=0.46, color=PURPLE, lw=0, zorder=2)
    elif more < 0:
        axes.barh(i, -more, left=mean, height=0.46, fc=PAPER, ec=PURPLE, lw=0.9, zorder=2)


def _words(axes: Axes, i: int, row: Mapping[Any, Any], decimals: tuple[int, int], lang: str) -> None:
    """Write the mean, and below it the difference with its interval, each with decimals of its own."""
    mean, difference, low, high = (float(row[key]) for key in ("mean", "difference", "low", "high"))
    beside: dict[str, Any] = {"textcoords": "offset points", "ha": "left", "va": "center", "annotation_clip": False}
    at: Any = (1, i)
    compared = math.isfinite(difference)
    axes.annotate(number(mean, decimals[0]), at, (6, 5 if compared else 0), axes.get_yaxis_transform(), size=BODY,
                  **beside)  # fmt: skip
    if compared:
        words = number(difference, decimals[1], signed=True)
        if math.isfinite(low):
            ends = {"low": number(low, decimals[1], signed=True), "high": number(high, decimals[1], signed=True)}
            words = text("cost_with_ends", lang, value=words, **ends)
        told = low > 0 or high < 0
        axes.annotate(
            words, at, (6, -6), axes.get_yaxis_transform(), size=DIFFERENCE, color=INK if told else SOFT, **beside
        )
    axes.axhline(i + 0.5, color=HAIR, lw=0.5, xmax=PANEL / BAR, clip_on=False, zorder=0)


def _notes(frame: pd.DataFrame, unseen: Sequence[str], base: str, lang: str) -> list[str]:
    counts = [int(n) for n in frame["replications"]]
    key = text("cost_payers_key", lang, title=base) if base else text("cost_payers_key_levels", lang)
    names = ("、" if lang == "zh" else ", ").join(unseen)
    rest = [text("cost_payers_left_out", lang, names=names)] if unseen else []
    return [key, *rest, text("cost_payers_caption", lang, runs=replications_text(counts, lang))]
