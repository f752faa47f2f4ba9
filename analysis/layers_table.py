"""The layers of doubt as a table for the terminal, in English and Chinese."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
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
from analysis.layers import LAYERS, layer_interval, layer_label

NOTHING = "–"


def layers_table(
    layers: pd.DataFrame, titles: Mapping[str, Title], lang: str, *, registry: Registry | None = None
) -> Table:
    """Return the layers as a table: one row a scenario and headline outcome, one column a layer.

    Parameters
    ----------
    layers
        As ``analysis.layers.layers`` gives them.
    titles
        Scenario titles by id.
    """
    registry = registry or outcomes()
    shown = [layer for layer in LAYERS if layer in set(layers["layer"])]
    table = Table(title=text("layer_title", lang), title_justify="left", box=None, pad_edge=False)
    table.add_column(text("scenario", lang), ratio=3)
    table.add_column(text("outcome", lang), ratio=2)
    for layer in shown:
        table.add_column(f"{layer_label(layer, lang)}\n{layer_interval(layer, lang)}", justify="right")
    table.add_column(text("unit", lang))
    last = None
    for (scenario, outcome), rows in _by_outcome(layers, headlines(registry)).items():
        if last not in (None, scenario):
            table.add_section()
        name = escape(title_of(titles, scenario, lang)) if scenario != last else ""
        cells = [_cell(rows.get(layer), registry[outcome], lang) for layer in shown]
        unit = unit_of(registry[outcome], lang, difference=True)
        table.add_row(name, label_of(registry, outcome, lang), *cells, unit)
        last = scenario
    return table


def layers_note(layers: pd.DataFrame, lang: str, *, registry: Registry | None = None) -> list[str]:
    """Return what the table shows, of how many draws, and how far behaviour moves the baseline itself."""
    draws = layers.groupby("layer")["n"].max()
    told = [text("layer_caption", lang, **{layer: int(draws.get(layer, 0)) for layer in LAYERS[1:]})]
    if "behaviour" in draws:
        told.append(text("layer_baseline", lang, levels=_levels(layers, lang, registry or outcomes())))
    return told


def _levels(layers: pd.DataFrame, lang: str, registry: Registry) -> str:
    """Return the baseline's headline outcomes as they stand and in the draws of behaviour."""
    means = layers.groupby(["outcome", "layer"])["baseline"].mean()
    shown = [name for name in headlines(registry) if (name, "chance") in means and (name, "behaviour") in means]
    return text("list", lang).join(
        text(
            "layer_level", lang, outcome=label_of(registry, name, lang), unit=unit_of(registry[name], lang),
            **{layer: number(means[name, layer] * registry[name].scale) for layer in ("chance", "behaviour")},
        )
        for name in shown
    )  # fmt: skip


def _by_outcome(layers: pd.DataFrame, wanted: list[str]) -> dict[tuple[str, str], dict[str, Mapping[Any, Any]]]:
    found: dict[tuple[str, str], dict[str, Mapping[Any, Any]]] = {}
    for row in layers[layers["outcome"].isin(wanted)].to_dict("records"):
        found.setdefault((row["scenario"], row["outcome"]), {})[row["layer"]] = row
    return found


def _cell(row: Mapping[Any, Any] | None, outcome: Outcome, lang: str) -> str:
    """Return the ends of a layer and the share that is better; a dash where there is nothing to show."""
    if row is None or not math.isfinite(row["low"]):
        return NOTHING
    low, high = row["low"] * outcome.scale, row["high"] * outcome.scale
    decimals = max(0, decimals_for(low, high) - 1)
    ends = {"low": number(low, decimals, signed=True), "high": number(high, decimals, signed=True)}
    return text("layer_cell", lang, share=f"{100 * row['share_better']:.0f}", **ends)
