"""Efficient frontier: the scenarios that give most for their money, and what each step from one to the next costs."""

import math
from collections.abc import Mapping
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.cost_plane import crossing, here, money_unit, names_of, room_for, side_names
from analysis.charts.style import BLUE, FAINT, INK, PAPER, SOFT, Page, caption_height, empty, heading, place, styled
from analysis.labels import Title, number, replications_text, text, title_of

WIDE, LEFT, LABELS, TOP, TALL, BELOW = 9.2, 0.95, 3.05, 0.75, 3.9, 0.55


def frontier_chart(frame: pd.DataFrame, gain: str, titles: Mapping[str, Title], lang: str) -> Figure:
    """Draw mean cost against mean gain, the frontier as a line, with the price of one more below each name on it.

    Parameters
    ----------
    frame
        As ``frontier`` gives it.
    gain
        One of ``analysis.cost.GAINS``.
    titles
        Scenario titles by id.
    """
    if frame.empty:
        return empty(lang)
    rows = frame.set_index("scenario")
    base = str(frame["baseline"].iloc[0])
    named = [*names_of([name for name in rows.index if name != base], frame), base]
    line = [name for name in rows.index if rows.at[name, "status"] == "frontier"]
    notes = _notes(frame, line, len(rows) - len(named), title_of(titles, base, lang), lang)
    labels = [_label(rows, name, gain, titles, lang) for name in named]
    low, tall = caption_height(notes, WIDE, lang) + BELOW, max(TALL, room_for(labels, lang))
    with styled(lang):
        figure = Page(lang, WIDE, TOP + low + tall)
        heading(figure, text("cost_frontier_title", lang, gain=text(f"cost_gain_{gain}", lang)), notes, lang)
        axes = place(figure, LEFT, low, WIDE - LEFT - LABELS, tall)
        spots = frame[["scenario", "effect", "cost"]].itertuples(index=False)
        places = {str(name): (float(effect), float(cost) * money_unit(lang)) for name, effect, cost in spots}
        _line(axes, rows, line, places)
        for name, (x, y) in places.items():
            colour = BLUE if name in line else SOFT if name in named else FAINT
            axes.plot([x], [y], "s" if name == base else "o", ms=7.5 if name in named else 5,
                      mfc=colour if name in line else PAPER, mec=colour, mew=1.3, zorder=4)  # fmt: skip
        crossing(axes, gain, lang)
        colours = [BLUE if name in line else INK if name == base else SOFT for name in named]
        side_names(axes, [places[name] for name in named], labels, colours, tall, lang)
    return figure


def _line(axes: Axes, rows: pd.DataFrame, line: list[str], places: Mapping[str, tuple[float, float]]) -> None:
    for before, after in pairwise(line):
        (x, y), (right, up) = places[before], places[after]
        told = rows["step_ratio"].notna()[after]
        axes.plot([x, right], [y, up], color=BLUE, lw=1.8, ls="-" if told else (0, (3, 2)), zorder=3)


def _label(rows: pd.DataFrame, name: str, gain: str, titles: Mapping[str, Title], lang: str) -> str:
    """Return a scenario's name and, below it, what one more costs on the way to it."""
    base = rows["baseline"].iloc[0]
    title = here(titles, name, lang) if name == base else title_of(titles, name, lang)
    step, low, high = (float(rows[key][name]) for key in ("step_ratio", "step_low", "step_high"))
    if rows.at[name, "status"] != "frontier" or not math.isfinite(step):
        return title
    # Three digits tell all that is known, also of a number of six.
    ratio, lower, upper = (_three_digits(value, step) for value in (step, low, high))
    words = {"ratio": ratio, "unit": text(f"cost_ratio_unit_{gain}", lang)}
    if math.isfinite(low):
        told = text("cost_step_between", lang, **words, low=lower, high=upper)
    else:
        told = " ".join(words.values())
    return f"{title}\n{told}"


def _three_digits(value: float, like: float) -> str:
    """Write a value to the place of the third digit of another."""
    if not math.isfinite(value):
        return number(value)
    power = 2 - math.floor(math.log10(abs(like))) if like else 0
    return number(round(value, power), min(2, max(0, power)))


def _notes(frame: pd.DataFrame, line: list[str], grey: int, base: str, lang: str) -> list[str]:
    counts = [int(n) for n in frame["replications"]]
    steps = frame[frame["scenario"].isin(line[1:])]
    dashed = [text("cost_frontier_dashed", lang)] if steps["step_ratio"].isna().any() else []
    rest = [text("cost_grey", lang, n=grey)] if grey else []
    caption = text("cost_frontier_caption", lang, title=base, runs=replications_text(counts, lang))
    return [text("cost_frontier_key", lang), *dashed, *rest, caption]
