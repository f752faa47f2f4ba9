"""Small multiples: every outcome in a panel of its own, every scenario's difference from the baseline in it."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.effects_forest import forest_panel, heading_over, scenario_names
from analysis.charts.style import BODY, Page, balance, caption_height, empty, heading, place, styled
from analysis.labels import Registry, Title, label_of, replications_text, text, title_of, unit_of

COLUMNS, LEFT, PANEL, GAP = 4, 2.25, 2.2, 0.28
ROW, ABOVE, BELOW, TOP = 0.28, 0.5, 0.68, 0.55
NAME, TWO_LINES = 34, 0.32
"""Columns of a scenario's title, and inches of a row where one takes two lines."""


def small_multiples(
    effects: pd.DataFrame,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry,
    narrow: bool = False,
) -> Figure:
    """Draw the paired differences of all outcomes on one page.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    titles
        Scenario titles by id.
    narrow
        Whether the page is to be read as a page of A4: three narrower panels side by side instead of four.
    """
    shown = [name for name in registry if name in set(effects["outcome"])]
    scenarios = list(dict.fromkeys(effects["scenario"]))
    if not shown or not scenarios:
        return empty(lang)
    counts = [int(n) for n in effects["replications"]]
    runs = replications_text(counts, lang)
    notes = [
        text("effects_key", lang),
        text("effects_caption", lang, title=title_of(titles, baseline, lang), runs=runs),
    ]
    columns, panel, left, name_columns = (3, 1.62, 1.95, 29) if narrow else (COLUMNS, PANEL, LEFT, NAME)
    wide = left + columns * (panel + GAP)
    names = [title_of(titles, s, lang) for s in scenarios]
    row = ROW if all("\n" not in balance(name, name_columns) for name in names) else TWO_LINES
    low, tall = caption_height(notes, wide, lang), row * max(2, len(scenarios))
    bands = -(-len(shown) // columns)
    with styled(lang):
        figure = Page(lang, wide, TOP + bands * (ABOVE + tall + BELOW) + low)
        heading(figure, text("multiples_title", lang), notes, lang)
        for i, name in enumerate(shown):
            band, column = divmod(i, columns)
            bottom = low + (bands - 1 - band) * (ABOVE + tall + BELOW) + BELOW
            axes = place(figure, left + column * (panel + GAP), bottom, panel, tall)
            rows = effects[effects["outcome"] == name].set_index("scenario").reindex(scenarios)
            forest_panel(axes, rows, registry[name], lang, size=4.2, ticks=3 if narrow else 5)
            heading_over(axes, label_of(registry, name, lang), panel, lang, size=BODY)
            axes.set_xlabel(balance(unit_of(registry[name], lang, difference=True), int(panel * 15.5)))
            if column == 0:
                scenario_names(axes, names, name_columns, size=7.5)
    return figure
