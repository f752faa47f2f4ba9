"""Cumulative incidence: what part of all disputes has been settled, petitioned, gone to court or faded by a day."""

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
    number_axis,
    per_cent,
    place,
    some_of,
    styled,
)
from analysis.labels import Title, replications_text, text, title_of
from analysis.survival import aalen_johansen
from experiments.precision import half_width_of

CAUSES = ("settled_village", "settled_above", "given_up", "petition", "court")
"""What may come first; the first three, and the last two, are drawn to one scale each."""
_GIVEN_UP = {"faded": "given_up", "borne": "given_up"}
_CODES = {name: code for code, name in enumerate(("none", *CAUSES))}
DAYS_A_DEKAD, DEKADS = 10, 36

MOST = 4
COLOURS = (SOFT, BLUE, ORANGE, PURPLE)
COLUMNS, WIDE, LEFT, PANEL, GAP = 3, 8.3, 0.6, 1.82, 0.74
TALL, ABOVE, BELOW, TOP = 1.75, 0.34, 0.52, 0.5


def incidence_curves(fates: pd.DataFrame, scenarios: Sequence[str] | None = None) -> pd.DataFrame:
    """Return scenario, cause, day, incidence, low, high, replications: the mean curve and its 95 % t interval.

    Each replication gives a curve of its own, whose spread holds that disputes of one run have people and luck in
    common. What is cut off by the end of a run counts as long as it was looked at.

    Parameters
    ----------
    fates
        Columns scenario, replication, cause, dekads, n. Fading and bearing are one cause, 'given_up'.
    scenarios
        Which, in order; all if not given.
    """
    wanted = list(dict.fromkeys(fates["scenario"])) if scenarios is None else list(scenarios)
    looked = fates[fates["n"] > 0]
    last = min(DEKADS, int(looked["dekads"].max())) if len(looked) else 0
    rows: list[dict[str, object]] = []
    for name in wanted:
        mine = looked[looked["scenario"] == name]
        runs = np.array([_curves(held, last) for _, held in mine.groupby("replication", observed=True)])
        n = len(runs)
        if not n:
            continue
        mean = runs.mean(axis=0)
        sd = runs.std(axis=0, ddof=1) if n > 1 else np.full(mean.shape, np.nan)
        for (c, day), value in np.ndenumerate(mean):
            half = half_width_of(float(sd[c, day]), n)
            rows.append({"scenario": name, "cause": CAUSES[c], "day": day * DAYS_A_DEKAD, "incidence": value,
                         "low": max(0.0, value - half) if n > 1 else half,
                         "high": min(1.0, value + half) if n > 1 else half, "replications": n})  # fmt: skip
    columns = ["scenario", "cause", "day", "incidence", "low", "high", "replications"]
    return pd.DataFrame(rows, columns=columns)


def _curves(fates: pd.DataFrame, last: int) -> np.ndarray:
    """Return one run's incidence of every cause, in rows, at every dekad from 0 to ``last``."""
    cause = fates["cause"].astype(str).replace(_GIVEN_UP)
    late = fates["dekads"].to_numpy() > last
    codes = np.where(late, _CODES["none"], cause.map(_CODES).to_numpy())
    dekads = np.minimum(fates["dekads"].to_numpy(), last + 1)
    counts = pd.Series(fates["n"].to_numpy()).groupby([dekads, codes]).sum()
    when, what = (counts.index.get_level_values(level) for level in (0, 1))
    names = {code: name for name, code in _CODES.items() if name != "none"}
    found = aalen_johansen(when, what, names, weights=counts.to_numpy())
    # All causes have rows at the same times, so one search serves them all.
    incidence = found["incidence"].to_numpy(dtype=float).reshape(len(CAUSES), -1)
    days = found["time"].to_numpy(dtype=float)[: incidence.shape[1]]
    at = np.searchsorted(days, np.arange(last + 1), side="right") - 1
    return np.asarray(incidence[:, at])


def cumulative_incidence(
    fates: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, scenarios: Sequence[str] | None = None
) -> Figure:
    """Draw the incidence of every cause, one panel a cause, one line a scenario.

    Parameters
    ----------
    fates
        As for ``incidence_curves``.
    titles
        Scenario titles by id.
    scenarios
        Four at most, in order, the first in grey; the first four if not given.
    """
    names = list(dict.fromkeys(fates["scenario"])) if scenarios is None else list(scenarios)
    table = incidence_curves(fates, names[:MOST])
    shown = list(dict.fromkeys(table["scenario"]))
    if not shown:
        return empty(lang)
    counts = [int(n) for n in table["replications"]]
    band = [text("charts_incidence_band", lang)] if max(counts) > 1 else []
    runs = replications_text(counts, lang)
    joined = ("" if lang == "zh" else " ").join([text("charts_incidence_caption", lang), *band])
    some = some_of(len(shown), len(names), lang)
    notes = [joined, text("charts_incidence_scales", lang, runs=runs), *some]
    low, rows = caption_height(notes, WIDE, lang) + 0.1, 2
    step = ABOVE + TALL + BELOW
    with styled(lang):
        figure = Page(lang, WIDE, TOP + rows * step + low)
        heading(figure, text("charts_incidence_title", lang), notes, lang)
        for i, cause in enumerate((*CAUSES, None)):
            row, column = divmod(i, COLUMNS)
            bottom = low + (rows - 1 - row) * step + BELOW
            axes = place(figure, LEFT + column * (PANEL + GAP), bottom, PANEL, TALL)
            if cause is None:
                _key(axes, [title_of(titles, name, lang) for name in shown], 26 if lang == "zh" else 32)
                continue
            together = table[table["cause"].isin(CAUSES[:COLUMNS] if row == 0 else CAUSES[COLUMNS:])]
            _panel(axes, table[table["cause"] == cause], shown, _top(together), lang)
            axes.set_title(balance(text(f"charts_cause_{cause}", lang), 30), loc="left", size=BODY, pad=6)
            axes.set_xlabel(text("charts_days", lang))
            if column == 0:
                axes.set_ylabel(text("charts_of_disputes", lang))
    return figure


def _top(rows: pd.DataFrame) -> float:
    """Return the top of the axis in per cent: a little above the highest line or band."""
    highest = float(np.nanmax(rows[["incidence", "high"]].to_numpy(dtype=float)))
    return 108 * highest if highest > 0 else 1.0


def _panel(axes: Axes, rows: pd.DataFrame, shown: Sequence[str], top: float, lang: str) -> None:
    ends = []
    for name, colour in zip(shown, COLOURS, strict=False):
        mine = rows[rows["scenario"] == name]
        days = mine["day"].to_numpy(dtype=float)
        value, low, high = (100 * mine[key].to_numpy(dtype=float) for key in ("incidence", "low", "high"))
        axes.fill_between(days, low, high, step="post", color=colour, alpha=0.16, lw=0)
        axes.step(days, value, where="post", color=colour, lw=1.5)
        ends.append(float(value[-1]))
    last = float(rows["day"].max())
    axes.set_ylim(0, top)
    axes.set_xlim(0, last or 1.0)
    axes.set_xticks([day for day in range(0, 361, 90) if day <= last])
    axes.grid(visible=True, axis="y", color=HAIR)
    number_axis(axes, which="y")
    axes.tick_params(axis="y", labelsize=SMALL, labelcolor=SOFT)
    gap = top * (SMALL * 1.3 / 72) / TALL
    for end, at, colour in zip(ends, apart(ends, gap, gap / 2, top), COLOURS, strict=False):
        words = per_cent(end, lang)
        axes.annotate(words, (1, at), (5, 0), axes.get_yaxis_transform(), color=colour, size=SMALL,
                      textcoords="offset points", ha="left", va="center", annotation_clip=False)  # fmt: skip


def _key(axes: Axes, names: Sequence[str], columns: int) -> None:
    """Name the lines, each in its colour."""
    axes.set_axis_off()
    y = 1.0
    for name, colour in zip(names, COLOURS, strict=False):
        words = balance(name, columns)
        axes.plot([0, 0.12], [y - 0.05] * 2, transform=axes.transAxes, color=colour, lw=2, clip_on=False)
        axes.text(0.17, y, words, transform=axes.transAxes, size=BODY, va="top", linespacing=1.15,
                  color=INK if colour == SOFT else colour)  # fmt: skip
        y -= 0.1 + 0.1 * (words.count("\n") + 1)
