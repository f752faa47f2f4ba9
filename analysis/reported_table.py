"""Tables of what a place reports beside what its runs give, for the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from analysis.labels import decimals_for, number
from analysis.reported_words import word
from model.evidence import PRACTICES

NONE = "–"
FLOORS = {"floor": "≥ ", "approx_floor": "> "}
YEAR_DECIMALS = 3


def tables(rows: Sequence[Mapping[str, Any]], quotients: Sequence[Mapping[str, Any]], lang: str) -> list[Table]:
    """Return all tables of a place that have rows."""
    signs = [row for row in rows if row["sign"] is not None]
    each = ((reported_table, rows), (signs_table, signs), (ratios_table, quotients))
    return [table(held, lang) for table, held in each if held]


def reported_table(rows: Sequence[Mapping[str, Any]], lang: str) -> Table:
    """Return the reported outcomes, one row each: what is counted, reported, simulated, and what stands between."""
    heads = ("counts", "reported", "shared", "simulated", "years", "comparable", "caveat")
    table = _table("title", heads, {"reported", "shared", "simulated", "years"}, lang)
    for row in rows:
        years = NONE if row["years"] is None else number(row["years"], _year_decimals(row["years"]))
        cells = (_counted(row, lang), _given(row, lang), _shared(row, lang), _simulated(row, lang), years)
        table.add_row(*cells, word(row["comparable"], lang), escape(row["caveat"]))
    return table


def signs_table(rows: Sequence[Mapping[str, Any]], lang: str) -> Table:
    """Return what practices change where only words claim it."""
    heads = ("counts", "claim", "without", "difference", "seen")
    table = _table("signs", heads, {"difference", "seen"}, lang)
    for row in rows:
        sign = row["sign"]
        seen = word("of_pairs", lang, higher=sign["higher"], lower=sign["lower"], pairs=sign["pairs"])
        change = _spread(sign["difference"], sign["low"], sign["high"], lang, signed=True)
        per = _per(row, lang)
        without = "\n".join(escape(getattr(PRACTICES[name], lang)) for name in sign["without"])
        table.add_row(_counted(row, lang), word(sign["claim"], lang), without, "\n".join((*change, *per)), seen)
    return table


def ratios_table(rows: Sequence[Mapping[str, Any]], lang: str) -> Table:
    """Return the quotients of reported figures beside those of the runs."""
    heads = ("counts", "formula", "reported", "simulated", "years", "caveat")
    table = _table("ratios", heads, {"formula", "reported", "simulated", "years"}, lang)
    for row in rows:
        years = NONE if row["years"] is None else number(row["years"], _year_decimals(row["years"]))
        simulated = "\n".join(_spread(row["simulated"], row["low"], row["high"], lang))
        cells = (escape(row["counts"]), row["formula"], number(row["value"]), simulated, years, escape(row["caveat"]))
        table.add_row(*cells)
    return table


def _table(title: str, heads: Sequence[str], right: set[str], lang: str) -> Table:
    table = Table(title=word(title, lang), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(word(head, lang), justify="right" if head in right else "left", overflow="fold")
    return table


def _counted(row: Mapping[str, Any], lang: str) -> str:
    ours = word("model", lang, words=escape(row["counted"])) if row["counted"] else ""
    return escape(row["counts"]) + (f"\n[dim]{ours}[/]" if ours else "")


def _given(row: Mapping[str, Any], lang: str) -> str:
    """Return the figure with its unit, the mask that hides it, or that there are only words."""
    if row["shown_as"] is not None:
        return escape(row["shown_as"])
    if row["value"] is None:
        return word("words", lang)
    value = row["value"] if isinstance(row["value"], str) else f"{row['value']:,}"
    return f"{FLOORS.get(row['qualifier'], '')}{value}\n{escape(row['unit'])}"


def _shared(row: Mapping[str, Any], lang: str) -> str:
    return NONE if row["per_value"] is None else f"{number(row['per_value'])}\n{word(row['per'], lang)}"


def _simulated(row: Mapping[str, Any], lang: str) -> str:
    if row["simulated"] is None:
        return NONE
    told = [word("told", lang, value=number(row["as_reported"]))] if row["as_reported"] is not None else []
    return "\n".join((*_spread(row["simulated"], row["low"], row["high"], lang), *_per(row, lang), *told))


def _per(row: Mapping[str, Any], lang: str) -> list[str]:
    return [word(f"{row['per']}_year" if row["a_year"] else row["per"], lang)] if row["per"] else []


def _spread(mean: float | None, low: float | None, high: float | None, lang: str, *, signed: bool = False) -> list[str]:
    """Return the mean and, below it, the lowest and highest replication, all with the same decimals."""
    if mean is None or low is None or high is None:
        return [NONE]
    decimals = decimals_for(mean, low, high)
    low_, high_ = (number(value, decimals, signed=signed) for value in (low, high))
    return [number(mean, decimals, signed=signed), word("between", lang, low=low_, high=high_)]


def _year_decimals(years: float) -> int:
    return min(decimals_for(years), YEAR_DECIMALS)
