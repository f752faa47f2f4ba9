"""Morris: mean absolute effect against spread of effects, one point a factor, labelled beside."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from analysis.charts.sensitivity_bars import axis_words, sensitivity_bars
from analysis.charts.sensitivity_notes import how, side_labels, warnings_of
from analysis.charts.style import (
    BLUE,
    FAINT,
    PAPER,
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
from analysis.labels import Registry, Title, label_of, title_of
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import say

WIDE, LEFT, LABELS, TOP, LEAST_TALL = 10.4, 0.85, 3.6, 0.75, 3.6


def morris(found: Sensitivity, outcome: str, names: Mapping[str, Title], lang: str, *, registry: Registry) -> Figure:
    """Draw the factors of a Morris design; groups of factors, which have no spread, as bars.

    Parameters
    ----------
    outcome
        Id of the outcome.
    names
        Titles of factors by name.
    """
    stars = {item.factor: item for item in found.of("mu_star")}
    spreads = {item.factor: item for item in found.of("sigma")}
    if not stars:
        return empty(lang)
    if len(spreads) < len(stars):
        return sensitivity_bars(found, outcome, names, lang, registry=registry)
    known = registry.get(outcome)
    scale = known.scale if known is not None else 1.0
    told = [name for name, item in stars.items() if item.distinguishable]
    notes = _notes(found, len(stars) - len(told), lang)
    low, tall = caption_height(notes, WIDE, lang) + 0.75, max(LEAST_TALL, 0.19 * len(told))
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + tall)
        heading(figure, say("morris_title", lang, outcome=label_of(registry, outcome, lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - LABELS, tall)
        x = {name: item.value * scale for name, item in stars.items()}
        y = {name: item.value * scale for name, item in spreads.items()}
        wide = 1.04 * max(item.high * scale for item in stars.values()) or 1.0
        high = 1.06 * max(y.values()) or 1.0
        axes.set_xlim(-0.015 * wide, wide)
        axes.set_ylim(-0.03 * high, high)
        axes.spines["left"].set_visible(True)
        axes.plot([0, min(wide, high)], [0, min(wide, high)], color=FAINT, lw=0.8, ls=(0, (4, 3)), zorder=1)
        for name in stars:
            colour = BLUE if name in told else FAINT
            ends = [stars[name].low * scale, stars[name].high * scale]
            axes.plot(ends, [y[name]] * 2, color=colour, lw=1.0, alpha=0.6, zorder=2)
            axes.plot([x[name]], [y[name]], "o", ms=5.5, mfc=colour if name in told else PAPER, mec=colour, zorder=3)
        labels = [title_of(names, name, lang) for name in told]
        side_labels(axes, [(x[name], y[name]) for name in told], labels, tall, [BLUE] * len(told))
        number_axis(axes)
        number_axis(axes, which="y")
        axes.tick_params(axis="y", labelcolor=SOFT)
        axis = axis_words("mu_star", outcome, registry, lang)
        axes.set_xlabel(balance(say("morris_axis", lang, index=say("mu_star", lang), axis=axis), 90))
        axes.set_ylabel(say("sigma", lang))
    return figure


def _notes(found: Sensitivity, grey: int, lang: str) -> list[str]:
    lines = [say("morris_key", lang), say("morris_grey", lang, n=grey), how(found, lang)]
    return [*lines, *warnings_of(found, lang)]
