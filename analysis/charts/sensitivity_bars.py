"""Sensitivity bars: how much each factor matters, alone and in all, with intervals and how far luck reaches."""

import math
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.sensitivity_notes import chance, how, main_index, warnings_of
from analysis.charts.style import (
    BLUE,
    BODY,
    FAINT,
    HAIR,
    INK,
    ORANGE,
    PAPER,
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
from analysis.indices import Index
from analysis.labels import PERCENT, Registry, Title, decimals_for, label_of, number, text, title_of, unit_of
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import say

BAND = "#E9E9E9"
WIDE, LEFT, NUMBERS, TOP, ROW = 9.6, 2.9, 2.0, 0.68, 0.42
BESIDE = {"ST": "S1"}
"""The index drawn below another, since it is a part of it."""


def sensitivity_bars(
    found: Sensitivity, outcome: str, names: Mapping[str, Title], lang: str, *, registry: Registry
) -> Figure:
    """Draw one row a factor, the most important on top.

    Parameters
    ----------
    outcome
        Id of the outcome; one that the registry does not know is called by its id.
    names
        Titles of factors and groups by name; those without one are called by their name.
    """
    index = main_index(found)
    rows = sorted(found.of(index), key=lambda item: -item.value)
    if not rows:
        return empty(lang)
    beside = {item.factor: item for item in found.of(BESIDE.get(index, ""))}
    scale = _scale(index, outcome, registry)
    notes = _notes(found, index, bool(beside), lang)
    low, tall = caption_height(notes, WIDE, lang) + 0.6, ROW * len(rows)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + tall)
        heading(figure, say("sensitivity_title", lang, outcome=label_of(registry, outcome, lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - NUMBERS, tall)
        _frame(axes, [*rows, *beside.values()], len(rows), scale)
        for i, item in enumerate(rows):
            _row(axes, i, item, beside.get(item.factor), scale)
        _names(axes, [title_of(names, item.factor, lang) for item in rows], rows)
        _values(axes, rows, index, scale, lang)
        axes.set_xlabel(axis_words(index, outcome, registry, lang))
    return figure


def _scale(index: str, outcome: str, registry: Registry) -> float:
    """Return the factor from a stored index to the shown one: effects stand in the unit of the outcome."""
    known = registry.get(outcome)
    return known.scale if index == "mu_star" and known is not None else 1.0


def axis_words(index: str, outcome: str, registry: Registry, lang: str) -> str:
    """Return the label of the axis of an index."""
    if index in {"ST", "S1"}:
        return say("share_axis", lang)
    if index != "mu_star":
        return say("index_axis", lang)
    known = registry.get(outcome)
    if known is None:
        return say("range_axis_bare", lang)
    return say("range_axis", lang, unit=inside(unit_of(known, lang, difference=known.scale == PERCENT)))


def _notes(found: Sensitivity, index: str, two: bool, lang: str) -> list[str]:
    first = say(index, lang)
    key = say("key", lang, first=first, second=say("S1", lang)) if two else say("key_one", lang, first=first)
    joined = "" if lang == "zh" else " "
    grey = say("key_grey" if index in {"ST", "mu_star"} else "key_floor", lang)
    lines = [key + joined + grey, how(found, lang)]
    return [*lines, *chance(found, lang), *warnings_of(found, lang)]


def _frame(axes: Axes, items: Sequence[Index], rows: int, scale: float) -> None:
    ends = [
        end * scale for item in items for end in (item.low, item.high, item.value, item.reach) if math.isfinite(end)
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low) * 0.04 or 1.0
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.axvline(0, color=INK, lw=0.8, zorder=1)
    for edge in range(1, rows):
        axes.axhline(edge - 0.5, color=HAIR, lw=0.5, zorder=0)
    if high > low:
        number_axis(axes)
    else:
        axes.set_xticks([0], ["0"])


def _row(axes: Axes, i: int, item: Index, beside: Index | None, scale: float) -> None:
    if item.reach > 0:
        axes.fill_betweenx([i - 0.42, i + 0.42], 0, item.reach * scale, color=BAND, lw=0, zorder=0.5)
    _mark(axes, i - (0.14 if beside else 0), item, scale, "o", BLUE)
    if beside is not None:
        _mark(axes, i + 0.2, beside, scale, "D", ORANGE)


def _mark(axes: Axes, y: float, item: Index, scale: float, marker: str, colour: str) -> None:
    colour = colour if item.distinguishable else FAINT
    axes.plot([item.low * scale, item.high * scale], [y, y], color=colour, lw=1.5, solid_capstyle="round", zorder=2)
    fill, size = colour if item.distinguishable else PAPER, 6 if marker == "o" else 4.5
    axes.plot([item.value * scale], [y], marker, ms=size, mfc=fill, mec=colour, mew=1.2, zorder=3)


def _names(axes: Axes, titles: Sequence[str], rows: Sequence[Index]) -> None:
    for i, (title, item) in enumerate(zip(titles, rows, strict=True)):
        axes.annotate(balance(title, 38), (0, i), (-8, 0), axes.get_yaxis_transform(), textcoords="offset points",
                      size=BODY, color=INK if item.distinguishable else SOFT, ha="right", va="center",
                      linespacing=1.05, annotation_clip=False)  # fmt: skip


def _values(axes: Axes, rows: Sequence[Index], index: str, scale: float, lang: str) -> None:
    """Write the leading index and its interval in columns right of the panel."""
    decimals = 2 if index != "mu_star" else decimals_for(*(item.value * scale for item in rows))
    for i, item in enumerate(rows):
        colour = INK if item.distinguishable else SOFT
        ends = text("to", lang, low=number(item.low * scale, decimals), high=number(item.high * scale, decimals))
        for words, right, size in ((number(item.value * scale, decimals), 48, BODY), (ends, 138, SMALL)):
            axes.annotate(words, (1, i), (right, 0), axes.get_yaxis_transform(), textcoords="offset points", size=size,
                          color=colour if size == BODY else SOFT, ha="right", va="center",
                          annotation_clip=False)  # fmt: skip
