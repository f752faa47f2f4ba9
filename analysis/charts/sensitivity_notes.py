"""What the charts of sensitivity say below themselves, and how they keep labels apart."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from analysis.charts.style import INK, SMALL, per_cent, wrap
from analysis.labels import number, width_of
from analysis.sensitivity import GIVEN, Sensitivity
from analysis.sensitivity_words import note, replications_words, say

MAIN = ("ST", "S1", "mu_star", "delta", "pawn")
"""The index that leads a chart, the first that a method gives."""


def main_index(found: Sensitivity) -> str:
    """Return the index by which factors are ordered."""
    given = {item.index for item in found.indices}
    return next(index for index in MAIN if index in given)


def how(found: Sensitivity, lang: str) -> str:
    """Say by which method, how many samples and replications."""
    samples = say("samples_given" if found.method in GIVEN else f"samples_{found.method}", lang)
    runs = replications_words(found.replications, lang)
    method = say(f"method_{found.method}", lang)
    return say("caption", lang, method=method, n=number(found.n, 0), samples=samples, runs=runs)


def chance(found: Sensitivity, lang: str) -> list[str]:
    """Say where the variance of one run comes from, as far as that is known."""
    if found.split is not None:
        parts = [_part(found, name, share, lang) for name, share in found.split.items()]
        return [say("split", lang, parts=("、" if lang == "zh" else ", ").join(parts))]
    if found.noise is not None:
        return [say("noise", lang, share=percent(found.noise, lang))]
    return []


def _part(found: Sensitivity, name: str, share: float, lang: str) -> str:
    words = {"name": say(name, lang), "share": percent(share, lang)}
    if found.split_ends is None or name not in found.split_ends:
        return say("part", lang, **words)
    low, high = found.split_ends[name]
    return say("part_between", lang, **words, low=percent(low, lang), high=percent(high, lang))


def warnings_of(found: Sensitivity, lang: str) -> list[str]:
    """Return the notes of an analysis, in one line."""
    said = [note(code, lang, found.dropped) for code in found.notes]
    return [("" if lang == "zh" else " ").join(said)] if said else []


def percent(share: float, lang: str) -> str:
    """Write a share in whole per cent."""
    return per_cent(100 * share, lang, 0)


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places for labels as near to ``wanted`` as they can be, ``gap`` apart, from ``low`` on upward.

    >>> apart([1.0, 1.1, 5.0], 1.0, 0.0, 10.0)
    [1.0, 2.0, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor)
        floor = placed[i] + gap
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed


def side_labels(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    labels: Sequence[str],
    tall: float,
    colours: Sequence[str],
    columns: int = 52,
) -> None:
    """Write labels in a column right of the axes, each tied to its point by a thin line.

    Parameters
    ----------
    points
        In data; their heights decide the order of the labels.
    tall
        Height of the axes in inches.
    columns
        Half-width columns a label may take; longer ones are cut.
    """
    bottom, top = axes.get_ylim()
    gap = (top - bottom) * (SMALL * 1.45 / 72) / tall
    places = apart([y for _, y in points], gap, bottom, top)
    for (x, y), place, label, colour in zip(points, places, labels, colours, strict=True):
        start = axes.transData.inverted().transform(axes.transAxes.transform((1.0, 0)))[0]
        axes.plot([x, start], [y, place], color=colour, lw=0.5, alpha=0.55, clip_on=False, zorder=1)
        axes.annotate(_short(label, columns), (1, place), (5, 0), axes.get_yaxis_transform(), color=INK, size=SMALL,
                      textcoords="offset points", ha="left", va="center", annotation_clip=False)  # fmt: skip


def _short(label: str, columns: int) -> str:
    return label if width_of(label) <= columns else wrap(label, columns - 1).split("\n")[0] + "…"
