"""Charts of sensitivity, grids and discovery: they say what they must, in both languages, and nothing overlaps."""

import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from chart_frames import DOSE, DOSE_RUNS, FACTOR_TITLES, FACTORS, GRID, GRID_RUNS, runs_of
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis.charts import convergence, discovery_box, dose_response, heat_map, morris, sensitivity_bars
from analysis.charts.heat_map import ordered, written
from analysis.charts.save import texts_of
from analysis.charts.sensitivity_notes import apart
from analysis.charts.style import styled
from analysis.discovery import Target, discover, ranges
from analysis.fonts import missing
from analysis.labels import title_of
from analysis.sensitivity import analyse
from analysis.sensitivity_words import NOTES, TEXTS, factor_titles, note
from analysis.surface import surface
from experiments.design import Design
from experiments.factors import Factor
from experiments.samplers import Recipe, draw
from model.errors import ParameterError

OUTCOME = "dispute_resolution_rate"


@pytest.fixture(scope="module")
def sobol():
    design = draw(Recipe("sobol", samples=64), FACTORS)
    values = runs_of(design)
    values[3, 0] = np.nan
    return analyse(design, values, resamples=100)


@pytest.fixture(scope="module")
def screening():
    design = draw(Recipe("morris", trajectories=20, levels=4), FACTORS)
    return analyse(design, runs_of(design, sd=0.002), resamples=100)


@pytest.fixture(scope="module")
def discovered():
    design = draw(Recipe("latin_hypercube", samples=128), FACTORS)
    inside = (design.places[:, 0] < 0.4) & (design.places[:, 4] > 0.5)
    values = np.where(inside, 0.7, 0.9)[:, None] + np.random.default_rng(1).normal(0, 0.03, (128, 4))
    return discover(design, values, Target(OUTCOME, "at_least", 0.8)), ranges(design, [f.name for f in FACTORS])


@pytest.fixture(scope="module", params=["en", "zh"])
def charts(request, registry, sobol, screening, discovered):
    lang = request.param
    names = [FACTORS[0].name, FACTORS[2].name]
    reference = np.full(8, 0.6)
    doses = {name: surface(DOSE, DOSE_RUNS, [FACTORS[1].name]) for name in list(registry)[:4]}
    return lang, {
        "bars": sensitivity_bars(sobol, OUTCOME, FACTOR_TITLES, lang, registry=registry),
        "bars_morris": sensitivity_bars(screening, OUTCOME, FACTOR_TITLES, lang, registry=registry),
        "morris": morris(screening, OUTCOME, FACTOR_TITLES, lang, registry=registry),
        "convergence": convergence(sobol, OUTCOME, FACTOR_TITLES, lang, registry=registry),
        "heat": heat_map(surface(GRID, GRID_RUNS, names), OUTCOME, FACTOR_TITLES, lang, registry=registry),
        "heat_effect": heat_map(
            surface(GRID, GRID_RUNS, names, reference=reference),
            OUTCOME,
            FACTOR_TITLES,
            lang,
            registry=registry,
            effect=True,
        ),
        "dose": dose_response(doses, FACTOR_TITLES, lang, registry=registry, unit="yuan"),
        "box": discovery_box(discovered[0], discovered[1], FACTOR_TITLES, lang, registry=registry),
    }


def boxes_of(figure, lang):
    """Return the visible texts of a drawn figure with their boxes in pixels; ticks beyond the axes are not drawn."""
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings(), styled(lang):
        warnings.simplefilter("error")
        canvas.draw()
    beyond = set()
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for tick in axis.get_major_ticks():
                if not min(limits) <= tick.get_loc() <= max(limits):
                    beyond |= {tick.label1, tick.label2}
    renderer = canvas.get_renderer()
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t not in beyond]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in shown]


def test_nothing_overlaps_and_nothing_leaves_the_page(charts):
    lang, figures = charts
    for name, figure in figures.items():
        boxes = [(words, box.padded(-1.0)) for words, box in boxes_of(figure, lang)]
        touching = [(a, b) for (a, one), (b, two) in itertools.combinations(boxes, 2)
                    if one.x0 < two.x1 and two.x0 < one.x1 and one.y0 < two.y1 and two.y0 < one.y1]  # fmt: skip
        assert touching == [], name
        page = figure.bbox
        assert [w for w, b in boxes if b.x0 < page.x0 or b.x1 > page.x1 or b.y0 < page.y0 or b.y1 > page.y1] == [], name


def words_of(figure):
    return "".join(texts_of(figure)).replace("\n", "").replace(" ", "")


def test_every_character_has_a_glyph_and_factors_are_named(charts):
    lang, figures = charts
    for figure in figures.values():
        assert missing(texts_of(figure)) == []
    for factor in FACTORS:
        assert title_of(FACTOR_TITLES, factor.name, lang).replace(" ", "") in words_of(figures["bars"])
    assert title_of(FACTOR_TITLES, FACTORS[0].name, lang).replace(" ", "") in words_of(figures["box"])


def test_captions_say_how_many_and_what_the_interval_is(charts):
    lang, figures = charts
    bars = words_of(figures["bars"])
    expected = {
        "en": ("95%interval", "63basesamples", "3replicationsapoint", "1leftoutbecausearunfailed:0", "levers"),
        "zh": ("95%区间", "63个基础样本", "每点3次重复", "因运行失败略去1个：0", "政策杠杆"),
    }
    for part in expected[lang]:
        assert part in bars
    assert ("percentagepoints" if lang == "en" else "个百分点") in words_of(figures["morris"])
    assert "±" in words_of(figures["heat"])
    assert ("guessing:50%" if lang == "en" else "乱猜为50%") in words_of(figures["box"])
    assert "τ=" in words_of(figures["convergence"])


def test_what_cannot_be_told_from_luck_is_hollow_and_lies_in_its_band(sobol, registry):
    figure = sensitivity_bars(sobol, OUTCOME, FACTOR_TITLES, "en", registry=registry)
    circles = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    rows = sorted(sobol.of("ST"), key=lambda item: -item.value)
    assert [line.get_markerfacecolor() == "white" for line in circles] == [not item.distinguishable for item in rows]
    assert {item.distinguishable for item in rows} == {True, False}
    for item in rows:
        assert item.distinguishable == (item.value > item.reach)


def test_a_heat_map_brackets_effects_that_may_be_zero(registry):
    frame = surface(GRID, GRID_RUNS, [FACTORS[0].name, FACTORS[2].name], reference=np.full(8, 0.6))
    figure = heat_map(frame, OUTCOME, FACTOR_TITLES, "en", registry=registry, effect=True)
    bracketed = sum(words.startswith("(") for words in texts_of(figure))
    assert bracketed == ((frame["low"] <= 0) & (frame["high"] >= 0)).sum() > 0


def test_a_discovery_without_a_rule_says_so(registry):
    design = draw(Recipe("latin_hypercube", samples=64), FACTORS[:3])
    luck = np.random.default_rng(2).normal(size=(64, 1))
    found = discover(design, luck, Target("luck", "at_least", 0.0))
    assert not found.boxes
    figure = discovery_box(found, {}, FACTOR_TITLES, "en", registry=registry)
    assert any("No rule foretells better than chance" in words for words in texts_of(figure))


def test_nothing_to_show_is_a_page_too(registry):
    empty = pd.DataFrame({"x": [1.0], "y": [1.0], "mean": [np.nan], "low": [np.nan], "high": [np.nan]})
    assert "Nothing to show" in "".join(texts_of(heat_map(empty, OUTCOME, {}, "en", registry=registry)))
    assert "没有可显示" in "".join(texts_of(dose_response({OUTCOME: empty}, {}, "zh", registry=registry)))


def test_groups_of_a_screening_are_drawn_as_bars(registry):
    factors = (Factor("a.x", "lever", group="a"), Factor("a.y", "lever", group="a"), Factor("b.z", "lever", group="b"))
    design = draw(Recipe("morris", trajectories=10, levels=4, groups=True), factors)
    found = analyse(design, design.places[:, 0] + design.places[:, 2], resamples=50)
    assert "what it depends on" in "".join(texts_of(morris(found, OUTCOME, {}, "en", registry=registry)))


def test_a_surface_averages_within_a_replication_and_leaves_failed_points_out():
    runs = GRID_RUNS.copy()
    runs[0, 2] = np.nan
    frame = surface(GRID, runs, [FACTORS[0].name])
    first = frame[frame[FACTORS[0].name] == 1.0].iloc[0]
    assert (first["points"], first["dropped"], first["replications"]) == (4, 1, 8)
    assert first["mean"] == pytest.approx(GRID_RUNS[1:5].mean())
    paired = surface(GRID, runs, [FACTORS[0].name], reference=np.linspace(0, 0.02, 8))
    assert (paired["high"] - paired["low"]).max() < 1e-9
    assert (frame["high"] - frame["low"]).min() > 0.01
    with pytest.raises(ParameterError, match="no factor of the design is called 'x'"):
        surface(GRID, runs, ["x"])


def test_small_words():
    assert ordered(pd.Series([2.0, "off", 1.0], dtype=object)) == ["off", 1.0, 2.0]
    assert written(["off", 0.25, 1.0]) == ["off", "0.25", "1.00"]
    assert apart([5.0, 5.0, 5.0], 1.0, 0.0, 6.0) == [4.0, 5.0, 6.0]
    assert note("dropped", "en", tuple(range(7))) == "7 left out because a run failed: 0, 1, 2, 3, 4…."
    for texts in (*TEXTS.values(), *NOTES.values()):
        assert set(texts) == {"en", "zh"}
    assert factor_titles(Design("csv", (Factor("a", "lever", zh="甲"),)))["a"] == {"en": "a", "zh": "甲"}
