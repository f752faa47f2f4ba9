"""One style for all charts: restrained, safe for the colour-blind, fonts from the package, no global state."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.fonts import families
from analysis.labels import month, number, text, width_of

# Okabe and Ito's palette, which people with any common colour-blindness can tell apart.
BLUE, ORANGE, PURPLE = "#0072B2", "#D55E00", "#7A4E9C"
INK, SOFT, FAINT, HAIR = "#222222", "#5A5A5A", "#9A9A9A", "#DDDDDD"
PAPER = "white"

TITLE, HEAD, BODY, SMALL = 15.0, 11.0, 9.5, 8.5
DPI = 200

PARTS = ("，", "、", "；", "：", ",", ";", ":")
"""Marks after which a text in two lines is best parted."""
UNEVEN = 1.35
"""How much longer than in even lines a line may be where a mark parts a text."""
ORPHAN = 16
"""A last line of fewer columns is too short for a caption."""
OPENS, CLOSES = "“‘（《(", "，。；：、）》”’％！？,.;:)%"
"""Marks that may not end a line, and marks that may not start one."""

_RULES: dict[str, Any] = {
    "font.size": BODY, "text.color": INK, "axes.labelcolor": SOFT, "axes.edgecolor": FAINT, "axes.linewidth": 0.6,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.axisbelow": True,
    "axes.unicode_minus": True, "xtick.color": SOFT, "ytick.color": INK, "xtick.major.size": 3, "ytick.major.size": 0,
    "xtick.major.width": 0.6, "xtick.labelsize": SMALL, "ytick.labelsize": BODY, "axes.labelsize": SMALL,
    "axes.titlesize": HEAD, "grid.color": HAIR, "grid.linewidth": 0.6, "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER, "svg.fonttype": "path", "svg.hashsalt": "xiangzhi", "text.parse_math": False,
}  # fmt: skip


@contextmanager
def styled(lang: str) -> Iterator[None]:
    """Apply the style to what is drawn inside the ``with`` block, and to nothing else."""
    rules: Any = {**_RULES, "font.family": families(lang)}
    with mpl.rc_context(rules):
        yield


def wrap(words: str, columns: int) -> str:
    r"""Break a text into lines of at most ``columns`` half-width columns: at spaces, and between Chinese characters.

    >>> wrap("每名党员联系十户", 8)
    '每名党员\n联系十户'
    """
    lines, line = [], ""
    for piece in _pieces(words):
        if line and width_of((line + piece).rstrip()) > columns and not _closes(piece):
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def balance(words: str, columns: int) -> str:
    r"""Break a text like ``wrap``, in lines of about equal length, and two lines at a mark if there is one.

    >>> balance("组合方案：联户、积分与经费一并实施", 30)
    '组合方案：联户、\n积分与经费一并实施'
    """
    even = _even(words, columns)
    return (_at_a_mark(words, even, columns) or even) if even.count("\n") == 1 else even


def _even(words: str, columns: int) -> str:
    lines = wrap(words, columns).count("\n")
    narrow = columns
    while narrow > 4 and wrap(words, narrow - 1).count("\n") == lines:
        narrow -= 1
    return wrap(words, narrow) if lines else words


def _at_a_mark(words: str, even: str, columns: int) -> str:
    """Return a text in the most even two lines that a mark parts; empty if one would be too long."""
    pieces = _pieces(words)
    marks = [i for i in range(1, len(pieces)) if pieces[i - 1].rstrip().endswith(PARTS) and not _closes(pieces[i])]
    pairs = [("".join(pieces[:i]).rstrip(), "".join(pieces[i:]).lstrip()) for i in marks]
    best = min(pairs, key=_widest, default=(words,))
    return "\n".join(best) if _widest(best) <= min(columns, UNEVEN * _widest(even.split("\n"))) else ""


def _widest(lines: Sequence[str]) -> int:
    return max(width_of(line) for line in lines)


def paragraph(words: str, columns: int) -> str:
    """Break a text like ``wrap``, in lines so much shorter that the last is not left with a word or two."""
    lines = wrap(words, columns)
    if "\n" not in lines:
        return lines
    tries = (wrap(words, narrow) for narrow in range(columns, columns // 2, -1))
    same = (each for each in tries if each.count("\n") == lines.count("\n"))
    return next((each for each in same if width_of(each.rpartition("\n")[2]) >= ORPHAN), lines)


def _pieces(words: str) -> list[str]:
    pieces: list[str] = []
    for char in words:
        joins = pieces and width_of(char) == 1 and width_of(pieces[-1][-1]) == 1 and not pieces[-1].endswith(" ")
        opened = pieces and pieces[-1][-1] in OPENS
        if joins or opened:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _closes(piece: str) -> bool:
    """Say whether a piece may not start a line."""
    return piece[0] in CLOSES


class Page(Figure):
    """A figure that is drawn in its own style wherever it is drawn, also outside of ``styled``."""

    def __init__(self, lang: str, wide: float, tall: float) -> None:
        super().__init__(figsize=(wide, tall))
        self._lang = lang

    def draw(self, renderer: RendererBase) -> None:
        """Draw, with the ticks that matplotlib only makes now in the fonts of the language."""
        with styled(self._lang):
            super().draw(renderer)


def heading(figure: Figure, title: str, notes: list[str], lang: str) -> None:
    """Put the title at the top left and the notes (key, caption) at the bottom left, wrapped to the page."""
    wide, tall = figure.get_size_inches()
    margin = 0.25 / wide
    figure.text(margin, 1 - 0.18 / tall, title, size=TITLE, va="top", ha="left")
    columns = int((wide - 0.5) * (14.6 if lang == "zh" else 16.5))
    caption = "\n".join(paragraph(note, columns) for note in notes)
    figure.text(margin, 0.14 / tall, caption, size=SMALL, color=SOFT, va="bottom", ha="left", linespacing=1.45)


def caption_height(notes: list[str], wide: float, lang: str) -> float:
    """Return the inches that the notes take at the bottom of a page ``wide`` inches wide."""
    columns = int((wide - 0.5) * (14.6 if lang == "zh" else 16.5))
    lines = sum(wrap(note, columns).count("\n") + 1 for note in notes)
    return 0.24 + 0.175 * lines


def place(figure: Figure, left: float, bottom: float, wide: float, tall: float) -> Axes:
    """Add axes at a place given in inches from the bottom left corner."""
    w, h = figure.get_size_inches()
    return figure.add_axes((left / w, bottom / h, wide / w, tall / h))


def number_axis(axes: Axes, *, signed: bool = False, which: str = "x", ticks: int = 5) -> None:
    """Few round ticks, written with thousands separators and a true minus."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(nbins=ticks, steps=[1, 2, 2.5, 5, 10]))
    places = [t for t in axis.get_major_locator()() if t != 0]
    step = min((abs(b - a) for a, b in pairwise(places)), default=1.0)
    decimals = next((d for d in range(6) if abs(round(step, d) - step) < step * 1e-6), 6)
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, decimals, signed=signed)))


def date_axis(axes: Axes, first: date, last: date, lang: str) -> None:
    """Mark the starts of years, or of quarters where the span is short; never more than about four."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    within = [day for day in years if first <= day <= last]
    if len(within) > 1:
        step = -(-len(within) // 4)
        shown = [day for day in within if day.year % step == 0]
        labels = [str(day.year) for day in shown]
    else:
        quarters = [date(day.year, month_, 1) for day in years for month_ in (1, 4, 7, 10)]
        within = [day for day in quarters if first <= day <= last] or [first]
        shown = within[:: -(-len(within) // 4)]
        labels = [month(day, lang).replace(" ", "\n").replace("年", "年\n") for day in shown]
    axes.set_xticks([np.datetime64(day) for day in shown], labels)


def verdict_colour(low: float, high: float, better: str) -> str:
    """Return the colour of an effect: better, worse, neither, or not to be told from zero."""
    if not (low > 0 or high < 0):
        return FAINT
    if better == "none":
        return PURPLE
    return BLUE if (low > 0) == (better == "up") else ORANGE


def inside(unit: str) -> str:
    """Return a unit as it stands within brackets: its own become a comma.

    >>> inside("元/年（2024年价）")
    '元/年，2024年价'
    """
    return unit.replace(" (", ", ").replace(")", "").replace("（", "，").replace("）", "")


def difference_axis(unit: str, lang: str) -> str:
    """Return the label of an axis of differences."""
    return text("difference_in", lang, unit=inside(unit))


def per_cent(value: float, lang: str, decimals: int = 1) -> str:
    """Write a number of per cent as the language does: '12.3 %' or '12.3%'."""
    return number(value, decimals) + ("%" if lang == "zh" else " %")


def some_of(shown: int, total: int, lang: str) -> list[str]:
    """Return the note that only some of the scenarios are drawn, if so."""
    return [text("charts_some", lang, shown=shown, total=total)] if shown < total else []


def empty(lang: str) -> Figure:
    """Return a page that says that there is nothing to show."""
    with styled(lang):
        figure = Page(lang, 7, 2)
        figure.text(0.5, 0.5, text("nothing", lang), ha="center", va="center", size=HEAD, color=SOFT)
    return figure
