"""Sensitivity on the screen: a table of indices with their intervals, and the sentences that belong to it."""

import math

from rich.markup import escape
from rich.table import Table

from analysis.charts.sensitivity_notes import chance, main_index, percent, warnings_of
from analysis.discovery import Discovery, Limit
from analysis.indices import IN_UNITS, Index
from analysis.labels import Registry, label_of, number, text, title_of, unit_of
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import factor_titles, say
from experiments.design import Design
from model.unit_words import unit_in

BARE = frozenset({"sigma"})
"""Indices shown without their interval, which stands in the files."""
MOST = 30
"""Factors shown; more stand in the files."""


def sensitivity_table(outcome: str, found: Sensitivity, design: Design, registry: Registry, lang: str) -> Table:
    """Return the indices of one outcome, the most important factor first; what cannot be told from luck is dim."""
    names = factor_titles(design)
    title = say("sensitivity_title", lang, outcome=label_of(registry, outcome, lang))
    table = Table(title=escape(title), title_justify="left", box=None, pad_edge=False)
    table.add_column(say("factor", lang))
    kinds = [kind for kind in dict.fromkeys(item.index for item in found.indices) if kind not in ("S2", "mu")]
    for kind in kinds:
        table.add_column(say(kind, lang), justify="right", no_wrap=True)
        if kind not in BARE:
            table.add_column(text("interval", lang), justify="right", no_wrap=True)
    table.add_column(say("reach", lang), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    main = main_index(found)
    by_factor = {kind: {item.factor: item for item in found.of(kind)} for kind in kinds}
    order = sorted(found.of(main), key=lambda item: -item.value)
    for item in order[:MOST]:
        cells = [cell for kind in kinds for cell in _cells(by_factor[kind].get(item.factor), outcome, registry, lang)]
        verdict = "" if item.distinguishable else say("not_distinguishable", lang)
        reach = _number(item.reach, item.index, outcome, registry)
        style = "" if item.distinguishable else "dim"
        table.add_row(escape(title_of(names, item.factor, lang)), *cells, reach, verdict, style=style)
    return table


def sensitivity_lines(outcome: str, found: Sensitivity, design: Design, registry: Registry, lang: str) -> list[str]:
    """Return what else is to be said: units, pairs, where the variance comes from, what was left out, convergence."""
    lines = []
    if main_index(found) in IN_UNITS and outcome in registry:
        lines.append(say("in_units", lang, unit=unit_of(registry[outcome], lang, difference=True)))
    more = len(found.of(main_index(found))) - MOST
    if more > 0:
        lines.append(say("more_factors", lang, more=more))
    lines += _pair_lines(found, design, lang)
    return [*lines, *chance(found, lang), *warnings_of(found, lang), *_settled(found, lang)]


def _pair_lines(found: Sensitivity, design: Design, lang: str) -> list[str]:
    names = factor_titles(design)
    told = sorted((item for item in found.of("S2") if item.distinguishable), key=lambda item: -item.value)
    shown = ", ".join(
        f"{' × '.join(title_of(names, name, lang) for name in item.factor.split(' × '))} {number(item.value, 2)}"
        for item in told[:3]
    )
    return [say("pairs", lang, pairs=shown)] if shown else [say("no_pairs", lang)] if found.of("S2") else []


def _settled(found: Sensitivity, lang: str) -> list[str]:
    """Say how far the leading index moved from half of the sample to the whole."""
    frame = found.convergence
    if frame.empty:
        return []
    mine = frame[frame["index"] == main_index(found)].pivot(index="factor", columns="n", values="value")
    if mine.shape[1] < 2 or main_index(found) in IN_UNITS:
        return []
    moved = float((mine.iloc[:, -1] - mine.iloc[:, -2]).abs().max())
    sizes = {"half": int(mine.columns[-2]), "n": int(mine.columns[-1])}
    return [say("settled", lang, **sizes, moved=number(moved, 2))] if math.isfinite(moved) else []


def _cells(item: Index | None, outcome: str, registry: Registry, lang: str) -> tuple[str, ...]:
    if item is None:
        return "", ""
    if item.index in BARE:
        return (_number(item.value, item.index, outcome, registry),)
    ends = [_number(value, item.index, outcome, registry) for value in (item.low, item.high)]
    between = text("to", lang, low=ends[0], high=ends[1]) if math.isfinite(item.low) else "–"
    return _number(item.value, item.index, outcome, registry), between


def _number(value: float, index: str, outcome: str, registry: Registry) -> str:
    if index not in IN_UNITS:
        return number(value, 3)
    known = registry.get(outcome)
    return number(value * (known.scale if known is not None else 1.0))


def discovery_lines(found: Discovery, design: Design, registry: Registry, lang: str) -> list[str]:
    """Return where a target is missed, in sentences."""
    names, outcome = factor_titles(design), registry[found.target.outcome]
    threshold = number(found.target.threshold * outcome.scale)
    target = say(found.target.sense, lang, threshold=threshold, unit=unit_of(outcome, lang))
    lines = [say("discovery_title", lang, outcome=label_of(registry, found.target.outcome, lang))]
    lines.append(say("discovery_count", lang, target=target, missed=found.missed, count=found.count))
    if not found.boxes:
        code = "never" if found.missed == 0 else "always" if found.missed == found.count else "none"
        return [*lines, say(f"discovery_{code}", lang)]
    units = {factor.name: unit_in(factor.unit, lang) for factor in design.factors}
    for box in found.boxes:
        limits = text("list", lang).join(
            f"{title_of(names, limit.factor, lang)} {_limit(limit, lang)} {units[limit.factor]}".rstrip()
            for limit in box.limits
        )
        shares = {"density": percent(box.density, lang), "low": percent(box.low, lang), "high": percent(box.high, lang)}
        lines.append(f"- {limits}")
        lines.append("  " + say("discovery_box", lang, missed=box.missed, count=box.count, **shares))
        lines.append("  " + say("discovery_coverage", lang, coverage=percent(box.coverage, lang)))
    lines.append(say("discovery_accuracy", lang, accuracy=percent(found.accuracy, lang)))
    lines.append(
        say("discovery_near_unknown", lang) if found.near is None else say("discovery_near", lang, near=found.near)
    )
    return lines


def _limit(limit: Limit, lang: str) -> str:
    if limit.words:
        return ", ".join(limit.words)
    if limit.low is None or limit.high is None:
        return (
            say("below", lang, high=number(limit.high))
            if limit.high is not None
            else say("above", lang, low=number(limit.low or 0.0))
        )
    return say("range", lang, low=number(limit.low), high=number(limit.high))
