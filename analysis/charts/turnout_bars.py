"""Who gains and who loses: shares of people whose income rises or falls, and by how much."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.row_blocks import (
    Block,
    block_axes,
    group_blocks,
    height_of,
    write_cell,
    write_head,
    write_names,
)
from analysis.charts.style import (
    BLUE,
    BODY,
    INK,
    ORANGE,
    SMALL,
    SOFT,
    Page,
    caption_height,
    empty,
    heading,
    per_cent,
    styled,
    wrap,
)
from analysis.labels import Title, number, replications_text, text, title_of

WIDE, LEFT, PANEL, TOP, BELOW = 8.3, 2.85, 2.75, 1.15, 0.1
SAME, LOSS, GAIN = PANEL + 0.6, PANEL + 1.55, PANEL + 2.5
"""Right edges of the columns of numbers, in inches from the left edge of the panel."""
NUMBER = 0.72
"""Inches kept free for a number at either end of the bars."""
TALL_ROW = 0.33
"""Inches of a row with the title of a scenario, which may take two lines."""


def turnout_bars(turns: pd.DataFrame, titles: Mapping[str, Title], lang: str) -> Figure:
    """Draw shares of losers to the left and of gainers to the right, with their intervals.

    Parameters
    ----------
    turns
        As ``turnout_means`` gives them. Several scenarios are drawn for all people, one row each; one scenario is
        drawn group by group.
    titles
        Scenario titles by id.
    """
    names = list(dict.fromkeys(turns["scenario"]))
    several = len(names) > 1
    drawn = turns[turns["breakdown"] == "all"] if several else turns
    if drawn.empty:
        return empty(lang)
    blocks = [_scenarios(drawn, titles, lang)] if several else group_blocks(drawn, lang)
    counts = [int(n) for n in drawn["replications"]]
    interval = [text("charts_turns_interval", lang)] if max(counts) > 1 else []
    joined = ("" if lang == "zh" else " ").join([text("charts_turns_key", lang), *interval])
    notes = [joined, text("charts_turns_caption", lang, runs=replications_text(counts, lang))]
    low, tall = caption_height(notes, WIDE, lang) + BELOW, height_of(blocks)
    limits = _limits(drawn)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + tall + low)
        heading(figure, text("charts_turns_title", lang), notes, lang)
        if not several:
            name = wrap(title_of(titles, names[0], lang), 100)
            figure.text(0.25 / WIDE, 1 - 0.52 / figure.get_figheight(), name, size=BODY, color=SOFT, va="top")
        for block in blocks:
            axes = block_axes(figure, block, LEFT, low + tall, PANEL)
            axes.set_xlim(*limits)
            write_names(axes, block, LEFT - 0.25, 36 if lang == "en" else 32)
            for i, row in enumerate(block.rows.to_dict("records")):
                _row(axes, i, {str(key): value for key, value in row.items()}, lang)
            axes.axvline(0, color=INK, lw=0.8)
            if block is blocks[0]:
                _heads(axes, lang)
    return figure


def _scenarios(turns: pd.DataFrame, titles: Mapping[str, Title], lang: str) -> Block:
    names = tuple(title_of(titles, str(name), lang) for name in turns["scenario"])
    return Block("", names, turns.reset_index(drop=True), 0.0, TALL_ROW)


def _limits(turns: pd.DataFrame) -> tuple[float, float]:
    """Return how far the axis reaches to either side, with room for the numbers at the ends and for the heads."""
    lose, gain = (
        100 * float(np.nanmax(turns[[name, f"{name}_high"]].to_numpy(dtype=float), initial=0.0))
        for name in ("lose", "gain")
    )
    free = (PANEL - 2 * NUMBER) / max(lose + gain, 0.1)
    return -lose - NUMBER / free, gain + NUMBER / free


def _row(axes: Axes, i: int, row: Mapping[str, float], lang: str) -> None:
    for name, sign, colour in (("lose", -1, ORANGE), ("gain", 1, BLUE)):
        share, low, high = (100 * row[key] for key in (name, f"{name}_low", f"{name}_high"))
        if not math.isfinite(share):
            continue
        axes.barh(i, sign * share, height=0.62, color=colour, alpha=0.75)
        if math.isfinite(low):
            axes.plot([sign * low, sign * high], [i, i], color=INK, lw=0.9, solid_capstyle="butt")
        end = sign * max(share, high if math.isfinite(high) else share)
        axes.annotate(per_cent(share, lang), (end, i), (4 * sign, 0), "data", size=SMALL,
                      textcoords="offset points", ha="left" if sign > 0 else "right", va="center",
                      annotation_clip=False)  # fmt: skip
    same = per_cent(100 * row["same"], lang)
    write_cell(axes, i, SAME, same, colour=SOFT)
    write_cell(axes, i, LOSS, number(row["mean_loss"], 0, signed=True), colour=ORANGE)
    write_cell(axes, i, GAIN, number(row["mean_gain"], 0, signed=True), colour=BLUE)


def _heads(axes: Axes, lang: str) -> None:
    for side, x, code, colour in (("right", -6, "lose", ORANGE), ("left", 6, "gain", BLUE)):
        axes.annotate(text(f"charts_turns_{code}", lang), (0, 1), (x, 8.5), axes.get_xaxis_transform(), color=colour,
                      size=BODY, textcoords="offset points", ha=side, va="baseline", annotation_clip=False)  # fmt: skip
    write_head(axes, SAME, text("charts_turns_same", lang))
    write_head(axes, LOSS, text("charts_turns_mean_loss", lang), colour=ORANGE)
    write_head(axes, GAIN, text("charts_turns_mean_gain", lang), colour=BLUE)
