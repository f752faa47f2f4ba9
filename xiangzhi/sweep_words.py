"""What a sweep says on the screen: a table, how well things are known, and what failed runs do to the answer."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from analysis.labels import label_of, number, text, title_of, unit_of
from analysis.sweep import if_failed_were, where_failed
from experiments.factors import column_of
from xiangzhi.texts import say

if TYPE_CHECKING:
    from xiangzhi.sweeping import Sweep

MOST_ROWS = 40
"""Points that are shown one by one; of more, only their range is."""


def sweep_table(found: "Sweep", lang: str) -> Table:
    """Return means, or effects where there is a baseline: point by point, or over all points where they are many."""
    frame = found.differences if len(found.differences) else found.means
    column = "difference" if len(found.differences) else "mean"
    rows = frame.groupby(["scenario", "row"], sort=False).ngroups
    if rows <= MOST_ROWS:
        return _points_table(found, frame, column, lang)
    return _range_table(found, frame, column, lang)


def _points_table(found: "Sweep", frame: Any, column: str, lang: str) -> Table:
    table = _table(found, column, lang)
    factors = [column_of(factor.name, found.outcomes) for factor in found.spec.factors]
    table.add_column(text("scenario", lang))
    for factor in found.spec.factors:
        table.add_column(escape((factor.zh if lang == "zh" else factor.en) or factor.name), justify="right")
    for code in ("outcome", column, "interval", "n", "unit"):
        table.add_column(text(code, lang), justify="left" if code in ("outcome", "unit") else "right")
    last: tuple[str, int] | None = None
    for row in frame.to_dict("records"):
        first = (row["scenario"], row["row"]) != last
        last = (row["scenario"], row["row"])
        name = escape(title_of(found.titles, row["scenario"], lang)) if first else ""
        values = [_value(row.get(factor)) if first else "" for factor in factors]
        table.add_row(name, *values, label_of(found.registry, row["outcome"], lang), *_cells(found, row, column, lang))
    return table


def _range_table(found: "Sweep", frame: Any, column: str, lang: str) -> Table:
    table = _table(found, column, lang)
    for code in ("scenario", "outcome", "points", "mean", "between_points", "chance_of_a_point", "unit"):
        table.add_column(text(code, lang), justify="right" if code not in ("scenario", "outcome", "unit") else "left")
    for (scenario, name), group in frame.groupby(["scenario", "outcome"], sort=False):
        outcome, signed = found.registry[name], column == "difference"
        shown = group[column].dropna() * outcome.scale
        half = ((group["high"] - group["low"]) / 2 * outcome.scale).median()
        ends = (shown.quantile(0.05), shown.quantile(0.95)) if len(shown) else (math.nan, math.nan)
        between = text("to", lang, low=number(ends[0], signed=signed), high=number(ends[1], signed=signed))
        cells = (str(len(shown)), number(shown.mean(), signed=signed), between, f"±{number(half)}")
        unit = unit_of(outcome, lang, difference=signed)
        table.add_row(
            escape(title_of(found.titles, scenario, lang)), label_of(found.registry, name, lang), *cells, unit
        )
    return table


def _table(found: "Sweep", column: str, lang: str) -> Table:
    titles = found.titles
    title = found.spec.title[lang]
    if column == "difference":
        title = text("sweep_effects_title", lang, title=title, baseline=title_of(titles, found.spec.baseline, lang))
    return Table(title=escape(title), title_justify="left", box=None, pad_edge=False)


def _value(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    return escape(str(value)) if isinstance(value, str) else f"{value:,.6g}"


def _cells(found: "Sweep", row: Mapping[str, Any], column: str, lang: str) -> list[str]:
    outcome, signed = found.registry[row["outcome"]], column == "difference"
    mean, low, high = (row[key] * outcome.scale for key in (column, "low", "high"))
    between = text("to", lang, low=number(low, signed=signed), high=number(high, signed=signed))
    shown = between if math.isfinite(low) else "–"
    return [number(mean, signed=signed), shown, str(row["n"]), unit_of(outcome, lang, difference=signed)]


def advice_lines(found: "Sweep", lang: str) -> list[str]:
    """Return one line an outcome: how sure its least known effect (or mean) is, and what it takes to halve that."""
    from experiments.precision import half_width_of, needed_of

    frame = found.differences if len(found.differences) else found.means
    lines = []
    for name in found.outcomes:
        group = frame[frame["outcome"] == name]
        outcome = found.registry[name]
        unit = unit_of(outcome, lang, difference=column_is_difference(found))
        known = group[group["n"] >= 2]
        label = label_of(found.registry, name, lang)
        if known.empty:
            lines.append(say("advice_none", lang, outcome=label))
            continue
        worst = max(known.to_dict("records"), key=lambda row: float(row["high"] - row["low"]))
        half = half_width_of(worst["sd"], worst["n"])
        needed = needed_of(worst["sd"], half / 2)
        words = {"outcome": label, "n": worst["n"], "half": f"{number(half * outcome.scale)} {unit}".rstrip()}
        if needed is None:
            lines.append(say("advice_exact", lang, **words))
        else:
            lines.append(say("advice", lang, **words, needed=needed, target=number(half / 2 * outcome.scale)))
    return lines


def column_is_difference(found: "Sweep") -> bool:
    """Return whether effects are shown, not levels."""
    return len(found.differences) > 0


def failure_lines(found: "Sweep", lang: str) -> list[str]:
    """Return where failed runs lie among the points, and how far they could move the means."""
    lines = []
    points = sorted(set(found.failures["scenario"]))
    for row in where_failed(found.points, points).head(3).to_dict("records"):
        share = f"{100 * row['share']:.0f}"
        words = {"factor": row["factor"], "low": f"{row['low']:.6g}", "high": f"{row['high']:.6g}"}
        lines.append(say("failed_where", lang, **words, share=share))
    for name in found.outcomes:
        outcome = found.registry[name]
        values = found.runs[name].to_numpy(float) * outcome.scale
        low, high = if_failed_were(values, len(found.failures))
        if math.isfinite(low):
            words = {"outcome": label_of(found.registry, name, lang), "unit": unit_of(outcome, lang)}
            lines.append(say("failed_bounds", lang, **words, low=number(low), high=number(high)))
    return lines
