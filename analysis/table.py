"""Tables for the terminal, in English and Chinese."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from analysis.labels import (
    Outcome,
    Registry,
    Title,
    decimals_for,
    headlines,
    label_of,
    number,
    outcomes,
    text,
    title_of,
    unit_of,
)
from analysis.scorecard import ROLES, label_of_row, tally

GOOD, BAD, PLAIN, SOFT = "blue", "dark_orange", "", "dim"


def effects_table(
    effects: pd.DataFrame,
    titles: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry | None = None,
    every: bool = False,
) -> Table:
    """Return the effects as a table: one block a scenario, one row an outcome.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    titles
        Scenario titles by id.
    every
        All outcomes; otherwise the headlines alone.
    """
    registry = registry or outcomes()
    table = Table(title=text("effects_title", lang), title_justify="left", box=None, pad_edge=False)
    table.add_column(text("scenario", lang), ratio=3)
    table.add_column(text("outcome", lang), ratio=2)
    for code in ("difference", "interval", "share_better", "cost_per_head_difference"):
        table.add_column(text(code, lang), justify="right")
    table.add_column(text("unit", lang))
    shown = effects if every else effects[effects["outcome"].isin(headlines(registry))]
    last = None
    for row in shown.to_dict("records"):
        first = row["scenario"] != last
        if first and last is not None:
            table.add_section()
        last = row["scenario"]
        name = escape(title_of(titles, row["scenario"], lang)) if first else ""
        cells = _effect(row, registry[row["outcome"]], lang, first=first)
        table.add_row(name, label_of(registry, row["outcome"], lang), *cells)
    return table


def outcomes_table(
    values: Mapping[str, float], lang: str, *, registry: Registry | None = None, title: str = ""
) -> Table:
    """Return the outcomes of one run as a table; values in the units of the registry."""
    registry = registry or outcomes()
    table = Table(title=escape(title) or None, title_justify="left", box=None, pad_edge=False)
    table.add_column(text("outcome", lang))
    table.add_column(text("value", lang), justify="right")
    table.add_column(text("unit", lang))
    for name in (n for n in registry if n in values):
        shown = values[name] * registry[name].scale
        words = text("not_defined", lang) if math.isnan(shown) else unit_of(registry[name], lang)
        style = "bold" if registry[name].headline else SOFT if math.isnan(shown) else PLAIN
        table.add_row(label_of(registry, name, lang), number(shown), words, style=style)
    return table


def scorecard_table(rows: Sequence[Mapping[str, Any]], lang: str) -> Table:
    """Return the scored rows as a table, one block a role."""
    table = Table(title=text("score_title", lang), title_justify="left", box=None, pad_edge=False)
    table.add_column(text("quantity", lang))
    for code in ("simulated", "mc_error", "target", "range"):
        table.add_column(text(code, lang), justify="right")
    for code in ("inside", "fact"):
        table.add_column(text(code, lang))
    counts = tally(rows)
    for role in (r for r in ROLES if any(row["role"] == r for row in rows)):
        count = counts[role]
        inside = text("inside_count", lang, inside=count["inside"], total=count["total"])
        unmeasured = text("not_measured_count", lang, n=count["not_measured"]) if count["not_measured"] else ""
        table.add_row(text(role, lang), "", "", "", "", inside, unmeasured, style="bold")
        for row in (row for row in rows if row["role"] == role):
            table.add_row(*_scored(row, lang))
        table.add_section()
    return table


def drift_table(drift: Mapping[str, float | None], lang: str, *, registry: Registry | None = None) -> Table:
    """Return the drift of the last burn-in year as a table."""
    registry = registry or outcomes()
    table = Table(title=text("drift", lang), title_justify="left", box=None, pad_edge=False, show_header=False)
    for name, value in drift.items():
        shown = "–" if value is None else number(value, 2, signed=True)
        table.add_row(label_of(registry, name, lang), shown, text("percent_a_year", lang))
    return table


def print_effects(
    effects: pd.DataFrame,
    titles: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry | None = None,
    every: bool = False,
    console: Console | None = None,
) -> None:
    """Print ``effects_table``."""
    (console or Console()).print(effects_table(effects, titles, lang, registry=registry, every=every))


def _effect(row: Mapping[Any, Any], outcome: Outcome, lang: str, *, first: bool) -> list[str]:
    mean, low, high = (row[key] * outcome.scale for key in ("difference", "low", "high"))
    decimals = max(0, decimals_for(mean, low, high) - 1)
    told = low > 0 or high < 0
    good = (low > 0) == (outcome.better == "up")
    style = SOFT if not told else PLAIN if outcome.better == "none" else GOOD if good else BAD
    size = number(mean, decimals, signed=True)
    between = text("to", lang, low=number(low, decimals, signed=True), high=number(high, decimals, signed=True))
    share = row["share_better"]
    return [
        f"[{style}]{size}[/]" if style else size,
        between if math.isfinite(low) else "–",
        f"{100 * share:.0f}%" if math.isfinite(share) else "–",
        number(row["cost_per_head_difference"], signed=True) if first else "",
        unit_of(outcome, lang, difference=True),
    ]


def _scored(row: Mapping[str, Any], lang: str) -> list[str]:
    decimals = min(3, decimals_for(row["high"]))
    simulated, error = row["simulated"], row["mc_error"]
    if simulated is None:
        verdict = f"[{SOFT}]{text(row['note'], lang)}[/]"
    else:
        verdict = f"[{GOOD}]{text('yes', lang)}[/]" if row["inside"] else f"[{BAD}]{text('no', lang)}[/]"
    return [
        "  " + label_of_row(row["id"], lang),
        "–" if simulated is None else number(simulated, decimals),
        "–" if error is None else f"±{number(error, decimals + 1)}",
        number(row["target"], decimals),
        text("to", lang, low=number(row["low"], decimals), high=number(row["high"], decimals)),
        verdict,
        row["fact"],
    ]
