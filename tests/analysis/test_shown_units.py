"""Units of factors in what is drawn, written and said of a study: in the language asked for."""

from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest
from matplotlib.text import Text

from analysis.charts.sweep import surfaces, sweep_charts
from analysis.discovery import Box, Discovery, Limit, Target
from analysis.labels import outcomes
from analysis.sensitivity_table import discovery_lines
from analysis.sweep_export import SweepTables, write_sweep
from experiments.factors import Factor
from experiments.samplers import Recipe, draw
from xiangzhi.sensitivities import Sensitivities

LEVER = Factor("points.point_value", "lever", 0.5, 2.0, unit="yuan per point", en="value of a point", zh="每分价值")
UNIT = {"en": "yuan per point", "zh": "元/分"}
OUTCOME = "participation_rate"


@pytest.fixture
def design():
    return draw(Recipe("factorial", levels=3), (LEVER,))


@pytest.fixture
def tables():
    row = {"row": 0, LEVER.name: 0.5, "outcome": OUTCOME, "n": 3}
    means = pd.DataFrame([{"scenario": "points", **row, "mean": 0.4, "sd": 0.1, "low": 0.3, "high": 0.5}])
    differences = {"baseline": 0.3, "mean": 0.4, "difference": 0.1, "sd": 0.02, "low": 0.0, "high": 0.2}
    effects = pd.DataFrame([{"scenario": "points", **row, **differences}])
    return SweepTables(means, means, effects, pd.DataFrame(), (LEVER,), {}, outcomes())


@pytest.mark.parametrize(
    ("lang", "means", "effects", "factors", "plain", "paired"),
    [
        ("en", "means", "effects", "factors", "standard deviation", "sd of differences"),
        ("zh", "均值", "效果", "因素", "标准差", "差异的标准差"),
    ],
)
def test_workbooks_name_units_and_deviations(tables, tmp_path, lang, means, effects, factors, plain, paired):
    path = write_sweep(tables, tmp_path, lang)[-1]
    book = openpyxl.load_workbook(path)
    heads = {name: [cell.value for cell in book[name][1]] for name in (means, effects)}
    assert plain in heads[means]
    assert paired not in heads[means]
    assert paired in heads[effects]
    label = {"en": f"value of a point ({UNIT['en']})", "zh": f"每分价值（{UNIT['zh']}）"}[lang]
    assert label in heads[means]
    assert UNIT[lang] in [cell.value for cell in book[factors][2]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_charts_of_a_sweep_name_units(design, lang):
    values = {"points": {OUTCOME: pd.DataFrame([[0.4, 0.5], [0.5, 0.6], [0.6, 0.7]]).to_numpy()}}
    charts = sweep_charts(surfaces(values, design), design, outcomes(), lang)
    words = {axes.get_xlabel() for figure in charts.values() for axes in figure.axes}
    assert any(UNIT[lang] in word for word in words)


@pytest.fixture
def found():
    box = Box((Limit(LEVER.name, 0.5, 1.0),), count=20, missed=16, density=0.8, low=0.6, high=0.9, coverage=0.7)
    target = Target(OUTCOME, "at_least", 0.5)
    return Discovery(target, 60, 23, (), 2, accuracy=0.8, accuracy_low=0.7, better_than_chance=True, boxes=(box,),
                     replications=3)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sentences_on_missed_targets_name_units(design, found, lang):
    assert f" {UNIT[lang]}" in "\n".join(discovery_lines(found, design, outcomes(), lang))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pictures_of_missed_targets_name_units(design, found, lang, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr("analysis.charts.save_figures", lambda figures, *_: kept.update(figures) or [])
    sweep = SimpleNamespace(spec=SimpleNamespace(design=design), registry=outcomes(), folder=tmp_path)
    Sensitivities(sweep, "points", "", None).save_discovery(found, lang)
    (figure,) = kept.values()
    assert any(UNIT[lang] in words.get_text() for words in figure.findobj(Text))
