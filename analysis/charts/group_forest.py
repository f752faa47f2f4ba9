"""Group forest: what one scenario does to one outcome of every group of people, with intervals."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.effects_forest import forest_panel
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
    BODY,
    INK,
    SOFT,
    Page,
    balance,
    caption_height,
    difference_axis,
    empty,
    heading,
    number_axis,
    styled,
    wrap,
)
from analysis.labels import (
    Outcome,
    Registry,
    Title,
    decimals_for,
    label_of,
    number,
    replications_text,
    text,
    title_of,
    unit_of,
)

WIDE, LEFT, PANEL, TOP, BELOW = 8.3, 4.05, 2.5, 1.2, 0.62
BY_PARTY = "dispute_resolution_rate"
"""The outcome of which people are counted who are party to it."""
PEOPLE, LEVEL, DIFFERENCE, INTERVAL = -1.2, -0.15, PANEL + 0.55, PANEL + 1.6
"""Right edges of the columns of numbers, in inches from the left edge of the panel."""


def group_forest(
    effects: pd.DataFrame,
    outcome: str,
    titles: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry,
    scenario: str,
) -> Figure:
    """Draw the mean difference of every group from the baseline under one scenario.

    Parameters
    ----------
    effects
        As ``group_effects`` gives them.
    outcome
        The outcome to draw.
    titles
        Scenario titles by id.
    scenario
        The scenario to draw.
    """
    chosen = (effects["scenario"] == scenario) & (effects["outcome"] == outcome)
    blocks = group_blocks(effects[chosen], lang)
    if not blocks:
        return empty(lang)
    known = registry[outcome]
    counts = [int(n) for n in effects.loc[chosen, "replications"]]
    runs = replications_text(counts, lang)
    parties = [text("charts_groups_disputes", lang)] if outcome == BY_PARTY else []
    notes = [text("effects_key", lang), text("charts_groups_caption", lang, runs=runs), *parties]
    low = caption_height(notes, WIDE, lang) + BELOW
    tall = height_of(blocks)
    limits = _limits(effects[chosen], known)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + tall + low)
        heading(figure, text("charts_groups_title", lang, outcome=label_of(registry, outcome, lang)), notes, lang)
        name = wrap(title_of(titles, scenario, lang), 100)
        figure.text(0.25 / WIDE, 1 - 0.52 / figure.get_figheight(), name, size=BODY, color=SOFT, va="top")
        for block in blocks:
            axes = block_axes(figure, block, LEFT, low + tall, PANEL)
            forest_panel(axes, block.rows, known, lang, size=5.0)
            axes.set_xlim(*limits)
            axes.set_yticks([])
            write_names(axes, block, LEFT - 0.25, 32)
            _numbers(axes, block, effects[chosen], known, lang)
            last = block is blocks[-1]
            _ticks(axes, last=last)
            if last:
                unit = unit_of(known, lang, difference=True)
                axes.set_xlabel(balance(difference_axis(unit, lang), 44))
            if block is blocks[0]:
                _heads(axes, known, lang)
    return figure


def _limits(rows: pd.DataFrame, outcome: Outcome) -> tuple[float, float]:
    """Return the ends of the axis that all blocks share."""
    values = rows[["difference", "low", "high"]].to_numpy(dtype=float) * outcome.scale
    held = np.append(values[np.isfinite(values)], 0.0)
    low, high = float(held.min()), float(held.max())
    room = 0.06 * (high - low) or 1.0
    return low - room, high + room


def _ticks(axes: Axes, *, last: bool) -> None:
    """Write the numbers of the axis below the last block alone."""
    if axes.get_xlim() == (-1.0, 1.0):
        axes.set_xticks([0], ["0"])
    else:
        number_axis(axes, signed=True, ticks=4)
    axes.spines["bottom"].set_visible(last)
    axes.tick_params(axis="x", labelbottom=last, length=3 if last else 0)


def _numbers(axes: Axes, block: Block, shown: pd.DataFrame, outcome: Outcome, lang: str) -> None:
    decimals = max(0, decimals_for(*(shown["difference"].abs() * outcome.scale)) - 1)
    level = min(1, decimals_for(*(shown["baseline"] * outcome.scale)))
    for i, row in enumerate(block.rows.to_dict("records")):
        mean, low, high = (row[key] * outcome.scale for key in ("difference", "low", "high"))
        told = low > 0 or high < 0
        write_cell(axes, i, PEOPLE, number(row["people"], 0), colour=SOFT)
        write_cell(axes, i, LEVEL, number(row["baseline"] * outcome.scale, level), colour=SOFT)
        write_cell(axes, i, DIFFERENCE, number(mean, decimals, signed=True), colour=INK if told else SOFT)
        if math.isfinite(low):
            written = (number(end, decimals, signed=True) for end in (low, high))
            ends = text("to", lang, **dict(zip(("low", "high"), written, strict=True)))
            write_cell(axes, i, INTERVAL, ends, size=7, colour=SOFT)


def _heads(axes: Axes, outcome: Outcome, lang: str) -> None:
    level = f"{text('charts_baseline', lang)}\n{balance(unit_of(outcome, lang), 16)}"
    for inches, words in (
        (PEOPLE, text("charts_people", lang)),
        (LEVEL, level),
        (DIFFERENCE, text("difference", lang)),
        (INTERVAL, text("interval", lang)),
    ):
        write_head(axes, inches, words)
