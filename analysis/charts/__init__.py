"""The charts of a comparison: one file a chart, frame in, figure out; saving them with the data beside."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.acceptability import acceptability_curve
from analysis.charts.colour_calendar import calendar_cells, colour_calendar
from analysis.charts.convergence import convergence
from analysis.charts.cost_plane import cost_plane
from analysis.charts.cumulative_incidence import cumulative_incidence, incidence_curves
from analysis.charts.discovery_box import discovery_box
from analysis.charts.dispute_flow import dispute_flow, flow_shares
from analysis.charts.dose_response import dose_response
from analysis.charts.effects_forest import effects_forest
from analysis.charts.frontier import frontier_chart
from analysis.charts.group_forest import group_forest
from analysis.charts.heat_map import heat_map
from analysis.charts.hours_budget import hours_budget, hours_table
from analysis.charts.income_change import income_change
from analysis.charts.layers import layers_chart
from analysis.charts.morris import morris
from analysis.charts.payers import payers_chart
from analysis.charts.save import GlyphWarning, save_figures
from analysis.charts.sensitivity_bars import sensitivity_bars
from analysis.charts.small_multiples import small_multiples
from analysis.charts.trajectories import bands, difference_trajectories, differences, trajectories
from analysis.charts.turnout_bars import turnout_bars
from analysis.labels import Registry, Title, headlines, outcomes

__all__ = [
    "GlyphWarning",
    "acceptability_curve",
    "calendar_cells",
    "colour_calendar",
    "comparison_charts",
    "comparison_data",
    "convergence",
    "cost_plane",
    "cumulative_incidence",
    "difference_trajectories",
    "discovery_box",
    "dispute_flow",
    "dose_response",
    "effects_forest",
    "flow_shares",
    "frontier_chart",
    "group_forest",
    "heat_map",
    "hours_budget",
    "hours_table",
    "incidence_curves",
    "income_change",
    "layers_chart",
    "morris",
    "payers_chart",
    "save_figures",
    "sensitivity_bars",
    "small_multiples",
    "trajectories",
    "turnout_bars",
]


def comparison_charts(
    effects: pd.DataFrame,
    series: pd.DataFrame,
    titles: Mapping[str, Title],
    baseline: str,
    lang: str,
    *,
    registry: Registry | None = None,
    policy_start: date | None = None,
) -> dict[str, Figure]:
    """Draw all charts of a comparison.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    series
        Columns scenario, replication, seed, outcome, date (datetime64), value.
    titles
        Scenario titles by id.
    lang
        'en' or 'zh'.
    registry
        Outcomes by id; those of the model when not given.
    policy_start
        Marked on the charts over time.

    Returns
    -------
    dict
        Figures by name: effects_forest, small_multiples, and trajectories_X and differences_X for each headline X
        that has a series.
    """
    registry = registry or outcomes()
    figures = {
        "effects_forest": effects_forest(effects, titles, baseline, lang, registry=registry),
        "small_multiples": small_multiples(effects, titles, baseline, lang, registry=registry),
    }
    for name in _over_time(series, registry):
        for kind, draw in (("trajectories", trajectories), ("differences", difference_trajectories)):
            figures[f"{kind}_{name}"] = draw(
                series, name, titles, baseline, lang, registry=registry, policy_start=policy_start
            )
    return figures


def comparison_data(
    effects: pd.DataFrame, series: pd.DataFrame, baseline: str, *, registry: Registry | None = None
) -> dict[str, pd.DataFrame]:
    """Return the numbers behind each chart of ``comparison_charts``, under the same names."""
    registry = registry or outcomes()
    data = {
        "effects_forest": effects[effects["outcome"].isin(headlines(registry))],
        "small_multiples": effects,
    }
    for name in _over_time(series, registry):
        rows = series[series["outcome"] == name]
        data[f"trajectories_{name}"] = bands(rows)
        data[f"differences_{name}"] = bands(differences(rows, baseline))
    return data


def _over_time(series: pd.DataFrame, registry: Registry) -> list[str]:
    recorded = set(series["outcome"])
    return [name for name in headlines(registry) if name in recorded]
