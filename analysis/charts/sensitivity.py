"""All charts of a sensitivity analysis."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from analysis.charts.convergence import convergence
from analysis.charts.morris import morris
from analysis.charts.sensitivity_bars import sensitivity_bars
from analysis.labels import Registry
from analysis.sensitivity import Sensitivity
from analysis.sensitivity_words import factor_titles
from experiments.design import Design


def sensitivity_charts(
    results: Mapping[str, Sensitivity], design: Design, registry: Registry, lang: str
) -> dict[str, Figure]:
    """Return the charts of every outcome by name: sensitivity_X, and convergence_X where the sample can be parted."""
    names = factor_titles(design)
    charts: dict[str, Figure] = {}
    for outcome, found in results.items():
        draw = morris if found.method == "morris" else sensitivity_bars
        charts[f"sensitivity_{outcome}"] = draw(found, outcome, names, lang, registry=registry)
        if found.convergence["n"].nunique() > 1:
            charts[f"convergence_{outcome}"] = convergence(found, outcome, names, lang, registry=registry)
    return charts
