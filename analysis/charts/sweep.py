"""All charts of a sweep: one factor as dose and response, two as a heat map."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.dose_response import dose_response
from analysis.charts.heat_map import heat_map
from analysis.labels import Registry, Title
from analysis.sensitivity_words import factor_titles
from analysis.surface import surface
from experiments.design import Design
from model.columns import Reals
from model.unit_words import unit_in

LISTED = ("factorial", "one_at_a_time", "csv")
"""Kinds of design whose factors take few values each."""

Surfaces = Mapping[str, Mapping[str, pd.DataFrame]]


def surfaces(values: Mapping[str, Mapping[str, Reals]], design: Design) -> dict[str, dict[str, pd.DataFrame]]:
    """Return what is drawn, by name of the chart and outcome; nothing where the design calls for no such chart.

    Parameters
    ----------
    values
        By scenario and outcome, shape (rows, replications).
    """
    names = [factor.name for factor in design.factors]
    if design.kind not in LISTED or not names:
        return {}
    if design.kind == "one_at_a_time":
        wanted = {f"dose_response_{name}": [name] for name in names}
    elif len(names) == 1:
        wanted = {"dose_response": names}
    elif len(names) == 2:
        wanted = {"heat_map": names}
    else:
        return {}
    return {
        f"{chart}_{scenario}": {name: surface(design, held, factors) for name, held in outcomes.items()}
        for chart, factors in wanted.items()
        for scenario, outcomes in values.items()
    }


def sweep_charts(
    found: Surfaces, design: Design, registry: Registry, lang: str, *, reference: Title | None = None
) -> dict[str, Figure]:
    """Return the charts of what ``surfaces`` gives, by name.

    Parameters
    ----------
    reference
        Title of the scenario that values are differences from; levels where not given.
    """
    titles = factor_titles(design)
    units = {factor.name: unit_in(factor.unit, lang) for factor in design.factors}
    title = reference if reference is None or isinstance(reference, str) else reference[lang]
    charts: dict[str, Figure] = {}
    for chart, frames in found.items():
        if chart.startswith("heat_map"):
            for outcome, frame in frames.items():
                effect = reference is not None
                drawn = heat_map(frame, outcome, titles, lang, registry=registry, effect=effect)
                charts[f"{chart}_{outcome}"] = drawn
        else:
            factor = str(next(iter(frames.values())).columns[0])
            unit = units[factor]
            charts[chart] = dose_response(frames, titles, lang, registry=registry, unit=unit, reference=title)
    return charts


def sweep_data(found: Surfaces) -> dict[str, pd.DataFrame]:
    """Return the data of the charts by the names of ``sweep_charts``."""
    data: dict[str, pd.DataFrame] = {}
    for chart, frames in found.items():
        if chart.startswith("heat_map"):
            data |= {f"{chart}_{outcome}": frame for outcome, frame in frames.items()}
        else:
            data[chart] = pd.concat([frame.assign(outcome=outcome) for outcome, frame in frames.items()])
    return data
