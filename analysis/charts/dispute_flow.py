"""Dispute flow: out of 100 disputes, how they came to be known, and how they end; one panel a scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.charts.style import (
    BODY,
    FAINT,
    HEAD,
    INK,
    ORANGE,
    SMALL,
    SOFT,
    Page,
    caption_height,
    empty,
    heading,
    place,
    some_of,
    styled,
    wrap,
)
from analysis.labels import Title, number, replications_text, text, title_of

ROUTES = ("proactive", "requested", "referred", "unknown")
GROUPS = {
    "village": ("linked", "grid", "village"),
    "above": ("township", "county"),
    "contested": ("petition", "court"),
    "unsettled": ("faded", "borne", "open"),
}
"""Ends of a dispute, from the nearest rung upward, then what is no settlement."""
ENDS = tuple(end for ends in GROUPS.values() for end in ends)
COLOURS = {
    "linked": "#08306B", "grid": "#08519C", "village": "#2171B5", "township": "#6BAED6", "county": "#9ECAE1",
    "petition": ORANGE, "court": "#F0A35E", "faded": "#8C8C8C", "borne": "#AAAAAA", "open": "#CCCCCC",
}  # fmt: skip
PLAIN = "#E3E6EA"

PANELS = 2
WIDE, MARGIN, TALL, ABOVE, TOP = 7.9, 0.3, 3.55, 0.62, 0.42
LEFT_BAR, MIDDLE_BAR, RIGHT_BAR, BAR = 0.0, 2.5, 4.9, 0.13
LINE, HEAD_LINE, GAP = 0.185, 0.2, 0.035
"""Least height of a row with a label, of the name of a group, and the space between two rows, in inches."""


@dataclass(frozen=True)
class _Node:
    """One bar: its share, where its row begins from the top, and how high row and bar are, in inches."""

    share: float
    top: float
    row: float
    bar: float

    @property
    def bar_top(self) -> float:
        """Where the bar begins: it stands in the middle of its row."""
        return self.top + (self.row - self.bar) / 2

    @property
    def middle(self) -> float:
        """Middle of the row."""
        return self.top + self.row / 2


def flow_shares(flows: pd.DataFrame, scenarios: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the mean share of disputes on each way: scenario, route, end, petitioned, per_100, replications.

    Parameters
    ----------
    flows
        Columns scenario, replication, route, end, petitioned, n. A replication without disputes is left out.
    scenarios
        Which, in order; all if not given.
    """
    keys = ["scenario", "route", "end", "petitioned"]
    plain = flows.assign(**{key: flows[key].astype(str) for key in keys[:3]})
    counts = plain.groupby([*keys, "replication"], sort=False)["n"].sum().reset_index()
    totals = counts.groupby(["scenario", "replication"])["n"].transform("sum")
    counts = counts.assign(per_100=100.0 * counts["n"] / totals.where(totals > 0))
    runs = counts.dropna().groupby("scenario")["replication"].nunique()
    table = counts.groupby(keys, sort=False)["per_100"].sum().reset_index()
    table["replications"] = [int(runs.get(name, 0)) for name in table["scenario"]]
    table = table[table["replications"] > 0].copy()
    table["per_100"] /= table["replications"]
    wanted = list(dict.fromkeys(table["scenario"])) if scenarios is None else list(scenarios)
    order = {name: place for place, name in enumerate((*wanted, *ROUTES, *ENDS))}
    table = table[table["scenario"].isin(wanted)]
    return table.sort_values(keys, key=lambda held: held.map(lambda value: order.get(value, value)), ignore_index=True)


def dispute_flow(
    flows: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, scenarios: Sequence[str] | None = None
) -> Figure:
    """Draw where disputes go, one panel a scenario, two at most.

    Parameters
    ----------
    flows
        As for ``flow_shares``.
    titles
        Scenario titles by id.
    scenarios
        The one or two to draw; the first two if not given.
    """
    table = flow_shares(flows, scenarios)
    names = list(dict.fromkeys(table["scenario"]))
    shown = names[:PANELS]
    if not shown:
        return empty(lang)
    table = table[table["scenario"].isin(shown)]
    runs = replications_text([int(n) for n in table["replications"]], lang)
    some = some_of(len(shown), len(names), lang)
    notes = [text("charts_flow_key", lang), text("charts_flow_caption", lang, runs=runs), *some]
    met = [end for end in ENDS if end in set(table["end"])]
    scale = min(_scale(table[table["scenario"] == name], met) for name in shown)
    low = caption_height(notes, WIDE, lang)
    with styled(lang):
        figure = Page(lang, WIDE, TOP + len(shown) * (ABOVE + TALL) + low)
        heading(figure, text("charts_flow_title", lang), notes, lang)
        for i, name in enumerate(shown):
            bottom = low + (len(shown) - 1 - i) * (ABOVE + TALL)
            axes = place(figure, MARGIN, bottom, WIDE - 2 * MARGIN, TALL)
            axes.set_axis_off()
            axes.set_xlim(0, WIDE - 2 * MARGIN)
            axes.set_ylim(TALL, 0)
            _panel(axes, table[table["scenario"] == name], met, scale, lang)
            axes.text(0, -0.32, wrap(title_of(titles, name, lang), 100), size=HEAD, va="bottom")
    return figure


def _sums(rows: pd.DataFrame, key: str) -> dict[str, float]:
    sums = rows.groupby(key)["per_100"].sum()
    return {str(name): float(share) for name, share in sums.items()}


def _height(shares: Sequence[float], scale: float, heads: int = 0) -> float:
    return sum(max(LINE, scale * share) + GAP for share in shares) + HEAD_LINE * heads


def _scale(rows: pd.DataFrame, met: Sequence[str]) -> float:
    """Return the inches of one dispute in 100: as large as fits, each label keeping its line."""
    by_end = _sums(rows, "end")
    shares = [by_end.get(end, 0.0) for end in met]
    routes = list(_sums(rows, "route").values())
    heads = sum(any(end in met for end in ends) for ends in GROUPS.values())
    small, large = 0.0, TALL / 100
    for _ in range(40):
        middle = (small + large) / 2
        fits = max(_height(shares, middle, heads), _height(routes, middle)) <= TALL
        small, large = (middle, large) if fits else (small, middle)
    return small


def _panel(axes: Axes, rows: pd.DataFrame, met: Sequence[str], scale: float, lang: str) -> None:
    by_end, by_route = _sums(rows, "end"), _sums(rows, "route")
    ends = _ends(axes, by_end, met, scale, lang)
    total = scale * 100
    routes = [route for route in ROUTES if by_route.get(route, 0.0) > 0]
    used = _height([by_route[route] for route in routes], scale)
    nodes = _stack({route: by_route[route] for route in routes}, scale, max(0.0, (TALL - used) / 2))
    start = _Node(100.0, nodes[routes[0]].bar_top, total, total)
    _bands(axes, rows, start, nodes, ends, scale)
    _bar(axes, LEFT_BAR, start, SOFT)
    for route, node in nodes.items():
        _bar(axes, MIDDLE_BAR, node, SOFT if route != "unknown" else FAINT)
        axes.text(MIDDLE_BAR - 0.08, node.middle, _named(f"charts_route_{route}", node.share, lang),
                  size=BODY, ha="right", va="center")  # fmt: skip
    for end, node in ends.items():
        _bar(axes, RIGHT_BAR, node, COLOURS[end])
        _end_label(axes, node, end, rows, lang)
    for x, code, side in ((LEFT_BAR, "arising", "left"), (MIDDLE_BAR + BAR, "known", "right"),
                          (RIGHT_BAR, "ends", "left")):  # fmt: skip
        axes.text(x, -0.1, text(f"charts_flow_{code}", lang), size=SMALL, color=SOFT, ha=side, va="bottom")


def _stack(shares: Mapping[str, float], scale: float, top: float) -> dict[str, _Node]:
    nodes = {}
    for name, share in shares.items():
        row = max(LINE, scale * share)
        nodes[name] = _Node(share, top, row, scale * share)
        top += row + GAP
    return nodes


def _ends(axes: Axes, by_end: Mapping[str, float], met: Sequence[str], scale: float, lang: str) -> dict[str, _Node]:
    """Place the ends under the names of their groups, which are written with their sums."""
    nodes: dict[str, _Node] = {}
    top = 0.0
    for group, members in GROUPS.items():
        shares = {end: by_end.get(end, 0.0) for end in members if end in met}
        if not shares:
            continue
        label = _named(f"charts_ends_{group}", sum(shares.values()), lang)
        axes.text(RIGHT_BAR + BAR + 0.1, top + HEAD_LINE * 0.62, label, size=SMALL, color=SOFT, va="center")
        nodes |= _stack(shares, scale, top + HEAD_LINE)
        last = list(nodes.values())[-1]
        top = last.top + last.row + GAP
    return nodes


def _bands(
    axes: Axes,
    rows: pd.DataFrame,
    start: _Node,
    routes: Mapping[str, _Node],
    ends: Mapping[str, _Node],
    scale: float,
) -> None:
    """Draw the bands; they leave and enter bars in the order of the rows, so that none crosses without need."""
    left = start.bar_top
    for node in routes.values():
        _band(axes, LEFT_BAR + BAR, left, MIDDLE_BAR, node.bar_top, node.bar, PLAIN, 1.0)
        left += node.bar
    leaves = {route: node.bar_top for route, node in routes.items()}
    enters = {end: node.bar_top for end, node in ends.items()}
    for row in rows.itertuples():
        route, end, thick = str(row.route), str(row.end), scale * float(row.per_100)  # type: ignore[arg-type]
        if thick <= 0:
            continue
        colour = ORANGE if row.petitioned else COLOURS[end]
        _band(axes, MIDDLE_BAR + BAR, leaves[route], RIGHT_BAR, enters[end], thick, colour, 0.42)
        leaves[route] += thick
        enters[end] += thick


def _band(axes: Axes, x0: float, y0: float, x1: float, y1: float, thick: float, colour: str, alpha: float) -> None:
    """Draw one band of even thickness from the upper left corner (x0, y0) to (x1, y1)."""
    half = (x0 + x1) / 2
    corners = [
        (x0, y0), (half, y0), (half, y1), (x1, y1),
        (x1, y1 + thick), (half, y1 + thick), (half, y0 + thick), (x0, y0 + thick), (x0, y0),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(corners, codes), fc=colour, ec="none", alpha=alpha, lw=0))


def _bar(axes: Axes, x: float, node: _Node, colour: str) -> None:
    """Draw a bar; a share of nothing is a hair line, to be seen as such."""
    axes.add_patch(Rectangle((x, node.bar_top), BAR, node.bar, fc=colour, ec=colour, lw=0.6, zorder=3))


def _end_label(axes: Axes, node: _Node, end: str, rows: pd.DataFrame, lang: str) -> None:
    """Write an end with its share; where a part had petitioned before, that part too."""
    x = RIGHT_BAR + BAR + 0.1
    words = _named(f"charts_end_{end}", node.share, lang)
    label = axes.text(x, node.middle, words, size=BODY, va="center", color=INK if node.share > 0 else FAINT)
    before = float(rows.loc[(rows["end"] == end) & rows["petitioned"].astype(bool), "per_100"].sum())
    if before > 0 and end != "petition":
        axes.annotate(text("charts_flow_petitioned", lang, n=per_100(before)), (1, 0.5), (5, 0), label,
                      textcoords="offset points", size=SMALL, color=ORANGE, va="center")  # fmt: skip


def _named(code: str, share: float, lang: str) -> str:
    return text("charts_named", lang, name=text(code, lang), n=per_100(share))


def per_100(share: float) -> str:
    """Write a share in 100 with one decimal; one that rounds to nothing but is something, as less than 0.1."""
    return "<0.1" if 0 < share < 0.05 else number(share, 1 if share else 0)
