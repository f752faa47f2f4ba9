"""Discovery boxes: the ranges of a few factors in which a target is missed, drawn within the ranges studied."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts.heat_map import written
from analysis.charts.sensitivity_notes import percent
from analysis.charts.style import (
    BODY,
    HAIR,
    HEAD,
    INK,
    ORANGE,
    SMALL,
    SOFT,
    Page,
    balance,
    caption_height,
    heading,
    place,
    styled,
    wrap,
)
from analysis.discovery import Box, Discovery, Limit
from analysis.labels import Registry, Title, decimals_for, label_of, number, text, title_of, unit_of
from analysis.sensitivity_words import replications_words, say
from experiments.factors import Value

WIDE, LEFT, WORDS, TOP = 10.0, 2.9, 2.8, 1.0
HEADER, ROW, GAP = 0.42, 0.42, 0.3

Ranges = Mapping[str, tuple[float, float] | tuple[Value, ...]]


def discovery_box(
    found: Discovery,
    ranges: Ranges,
    names: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry,
    units: Mapping[str, str] | None = None,
) -> Figure:
    """Draw each box as bars, one a factor that it limits.

    Parameters
    ----------
    ranges
        What each factor takes in the study, as ``analysis.discovery.ranges`` gives it.
    names
        Titles of factors by name.
    units
        Units of factors by name.
    """
    notes = _notes(found, lang)
    low = caption_height(notes, WIDE, lang) + 0.25
    rows = sum(HEADER + ROW * len(box.limits) + GAP for box in found.boxes) or 0.5
    with styled(lang):
        figure = Page(lang, WIDE, TOP + rows + low)
        outcome = label_of(registry, found.target.outcome, lang)
        heading(figure, say("discovery_title", lang, outcome=outcome), notes, lang)
        tall = TOP + rows + low
        figure.text(0.25 / WIDE, 1 - 0.58 / tall, _count(found, registry, lang), size=HEAD, color=INK, va="top")
        if not found.boxes:
            figure.text(0.25 / WIDE, (low + 0.45) / tall, _nothing(found, lang), size=HEAD, color=SOFT, va="top")
        at = low + rows
        for box in found.boxes:
            high = ROW * len(box.limits)
            figure.text(0.25 / WIDE, (at - 0.12) / tall, _header(box, lang), size=BODY, color=ORANGE, va="top")
            at -= HEADER + high
            axes = place(figure, LEFT, at, WIDE - LEFT - WORDS, high)
            _bars(axes, box, ranges, names, units or {}, lang)
            at -= GAP
    return figure


def _bars(
    axes: Axes, box: Box, ranges: Ranges, names: Mapping[str, Title], units: Mapping[str, str], lang: str
) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(box.limits) - 0.5, -0.5)
    for i, limit in enumerate(box.limits):
        known = ranges.get(limit.factor, (0.0, 1.0))
        axes.add_patch(Rectangle((0, i - 0.14), 1, 0.28, color=HAIR, lw=0))
        for start, end in _spans(limit, known):
            axes.add_patch(Rectangle((start, i - 0.14), end - start, 0.28, color=ORANGE, lw=0))
        title = balance(title_of(names, limit.factor, lang), 38)
        axes.annotate(title, (0, i), (-8, 0), "data", textcoords="offset points", size=BODY, ha="right", va="center",
                      linespacing=1.0, annotation_clip=False)  # fmt: skip
        words = wrap(_words(limit, units.get(limit.factor, ""), lang), 42)
        axes.annotate(words, (1, i), (10, 0), "data", textcoords="offset points", size=SMALL, color=INK, ha="left",
                      va="center", linespacing=1.0, annotation_clip=False)  # fmt: skip


def _spans(limit: Limit, known: tuple[float, float] | tuple[Value, ...]) -> list[tuple[float, float]]:
    """Return the parts of a factor's range that a box takes up, as shares of the range."""
    if limit.words:
        places = [i for i, value in enumerate(known) if str(value) in limit.words]
        return [(i / len(known), (i + 1) / len(known)) for i in places]
    low, high = float(known[0]), float(known[-1])
    wide = (high - low) or 1.0
    start = 0.0 if limit.low is None else (limit.low - low) / wide
    end = 1.0 if limit.high is None else (limit.high - low) / wide
    return [(max(0.0, start), min(1.0, end))]


def _words(limit: Limit, unit: str, lang: str) -> str:
    if limit.words:
        return text("list", lang).join(limit.words)
    ends = [end for end in (limit.low, limit.high) if end is not None]
    decimals = decimals_for(*ends)
    low, high = (number(end, decimals) if end is not None else "" for end in (limit.low, limit.high))
    code = "range" if len(ends) == 2 else "below" if limit.low is None else "above"
    words = say(code, lang, low=low, high=high)
    return f"{words} {unit}".rstrip()


def _header(box: Box, lang: str) -> str:
    shares = {"density": percent(box.density, lang), "low": percent(box.low, lang), "high": percent(box.high, lang)}
    first = say("discovery_box", lang, missed=box.missed, count=box.count, **shares)
    return text("list", lang).join([first, say("discovery_coverage", lang, coverage=percent(box.coverage, lang))])


def _count(found: Discovery, registry: Registry, lang: str) -> str:
    known = registry.get(found.target.outcome)
    scale, unit = (known.scale, unit_of(known, lang)) if known is not None else (1.0, "")
    threshold = written([found.target.threshold * scale])[0]
    if lang == "zh" and unit == text("percent", lang):
        threshold, unit = threshold + unit, ""
    target = say(found.target.sense, lang, threshold=threshold, unit=unit).rstrip()
    return say("discovery_count", lang, target=target, missed=found.missed, count=found.count)


def _nothing(found: Discovery, lang: str) -> str:
    if found.missed == 0:
        return say("discovery_never", lang)
    return say("discovery_always" if found.missed == found.count else "discovery_none", lang)


def _notes(found: Discovery, lang: str) -> list[str]:
    near = say("discovery_near_unknown", lang) if found.near is None else say("discovery_near", lang, near=found.near)
    joined, stop = ("", "。") if lang == "zh" else (" ", ".")
    lines = [replications_words(found.replications, lang) + stop + joined + near]
    if 0 < found.missed < found.count:
        lines.append(say("discovery_accuracy", lang, accuracy=percent(found.accuracy, lang)))
    return [say("discovery_bar", lang), *lines] if found.boxes else lines
