"""Layers of doubt: intervals of the mean for chance, the middle of the draws for what is drawn."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.effects import paired_effects
from analysis.labels import outcomes
from analysis.layers import COLUMNS, LAYERS, layer_interval, layer_label, layers
from analysis.layers_table import layers_note, layers_table

TITLES = {"base": {"zh": "现状", "en": "As it is"}, "more": {"zh": "联户", "en": "Linkage"}}


def frame(values: dict[str, list[float]], outcome: str = "participation_rate") -> pd.DataFrame:
    rows = [(s, r, 1 + r, outcome, "", v) for s, column in values.items() for r, v in enumerate(column)]
    return pd.DataFrame(rows, columns=["scenario", "replication", "seed", "outcome", "village", "value"])


def row(found: pd.DataFrame, layer: str) -> pd.Series:
    return found[found["layer"] == layer].iloc[0]


@pytest.fixture
def plain():
    return frame({"base": [0.3, 0.31, 0.29], "more": [0.33, 0.35, 0.31]})


def test_chance_is_the_interval_of_the_paired_effects(plain):
    found = row(layers(plain, {}, "base", outcomes()), "chance")
    effect = paired_effects(plain, "base", outcomes()).iloc[0]
    for name in ("difference", "low", "high", "sd", "share_better"):
        assert found[name] == effect[name]
    assert found["n"] == effect["replications"] == 3


def test_draws_show_the_middle_of_their_paired_differences(plain):
    rng = np.random.Generator(np.random.PCG64(1))
    base = rng.normal(0.3, 0.1, 40)
    changes = rng.normal(0.02, 0.03, 40)
    drawn = frame({"base": list(base), "more": list(base + changes)})
    found = row(layers(plain, {"behaviour": drawn}, "base", outcomes()), "behaviour")
    assert found["difference"] == pytest.approx(changes.mean())
    assert (found["low"], found["high"]) == pytest.approx(tuple(np.quantile(changes, [0.05, 0.95])))
    assert found["share_better"] == pytest.approx((changes > 0).mean())
    assert found["n"] == 40


def test_pairs_are_of_one_draw_and_a_failed_run_makes_none(plain):
    drawn = frame({"base": [0.1, 0.5, 0.3], "more": [0.2, 0.6]})
    found = row(layers(plain, {"levers": drawn}, "base", outcomes()), "levers")
    assert found["n"] == 2
    assert (found["low"], found["high"]) == pytest.approx((0.1, 0.1))


def test_one_draw_shows_no_spread(plain):
    found = row(layers(plain, {"levers": frame({"base": [0.1], "more": [0.2]})}, "base", outcomes()), "levers")
    assert math.isnan(found["low"])
    assert math.isnan(found["high"])
    assert found["difference"] == pytest.approx(0.1)


def test_where_all_draws_of_the_baseline_failed_the_layer_is_not_there(plain):
    found = layers(plain, {"behaviour": frame({"more": [0.1, 0.2]})}, "base", outcomes())
    assert set(found["layer"]) == {"chance"}
    assert tuple(found.columns) == COLUMNS


def test_rows_stand_by_scenario_outcome_and_layer(plain):
    more = pd.concat([plain, frame({"base": [1.0, 2.0], "more": [1.5, 2.5]}, "public_cost_per_head")])
    found = layers(more, {"levers": more, "behaviour": more}, "base", outcomes())
    assert list(found["layer"]) == list(LAYERS) * 2
    assert list(dict.fromkeys(found["outcome"])) == ["participation_rate", "public_cost_per_head"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_table_has_a_column_a_layer_and_shows_shares_in_points(plain, lang):
    drawn = frame({"base": [0.3] * 11, "more": [0.3 + 0.01 * step for step in range(11)]})
    found = layers(plain, {"behaviour": drawn}, "base", outcomes())
    table = layers_table(found, TITLES, lang)
    heads = [str(column.header) for column in table.columns]
    assert [layer_label(layer, lang) in "".join(heads) for layer in LAYERS] == [True, True, False]
    assert layer_interval("behaviour", lang) in heads[3]
    cells = [list(column.cells) for column in table.columns]
    assert cells[0] == [TITLES["more"][lang]]
    assert cells[3] == ["+0.5 to +9.5 · 95 %" if lang == "en" else "+0.5 至 +9.5 · 95%"]
    caption, level = layers_note(found, lang)
    assert "11" in caption
    assert "30.0" in level


def test_the_level_of_the_baseline_is_told_as_it_stands_and_in_the_draws(plain):
    drawn = frame({"base": [0.5, 0.7], "more": [0.6, 0.8]})
    found = layers(plain, {"behaviour": drawn, "levers": plain}, "base", outcomes())
    assert row(found, "chance")["baseline"] == pytest.approx(0.3)
    assert row(found, "behaviour")["baseline"] == pytest.approx(0.6)
    assert "Participation rate 30.0 as it stands and 60.0 in the draws (%)" in layers_note(found, "en")[1]
    without = layers_note(layers(plain, {"levers": plain}, "base", outcomes()), "zh")
    assert len(without) == 1
