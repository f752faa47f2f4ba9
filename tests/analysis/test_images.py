"""Every chart against its stored image, in both languages; and that its words come from the registry of outcomes.

After a change that is meant, `python tests/analysis/images/rewrite.py` draws the images anew; look at them.
"""

import inspect
import pkgutil
import re
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from chart_frames import COUNTY_TITLES, TITLES, build_hours
from charted import (
    COMPARED,
    DPI,
    FOLDER,
    LANGUAGES,
    RATE,
    SCENARIOS,
    compared,
    effects,
    pictures,
    pixels,
    stored,
    unlike,
)
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from PIL import Image
from seeing import faults, on_one_line

from analysis import charts
from analysis.charts import effects_forest, hours_budget
from analysis.charts.style import BLUE
from analysis.labels import headlines, label_of, unit_of
from model.outcomes import OUTCOMES

NAMES = tuple(pictures("en"))
MEGABYTE = 1_000_000


@pytest.fixture(scope="module", params=[(name, lang) for name in NAMES for lang in LANGUAGES], ids="_".join)
def chart(request):
    name, lang = request.param
    return pictures(lang)[name](), name, lang


# against the stored images


def test_a_chart_is_drawn_as_it_is_stored(chart, tmp_path):
    assert compared(*chart, tmp_path) is None


def test_a_changed_word_is_seen(chart, tmp_path):
    smallest = min(words_of(chart[0]), key=lambda words: len(words.get_text().encode()) * words.get_size())
    held = smallest.get_text()
    smallest.set_text(held[::-1])
    assert "RMS" in compared(*chart, tmp_path)
    smallest.set_text(held)


def words_of(figure):
    """Return the texts of words alone in a chart, its panels and the labels of their axes."""
    held = [text for axes in figure.axes for text in (*axes.texts, axes.xaxis.label, axes.yaxis.label)]
    return [
        text for text in (*held, *figure.texts) if re.fullmatch("[A-Za-z :]{3,}|[一-鿿：，（）%]{2,}", text.get_text())
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_other_language_is_seen_in_every_chart(name, tmp_path):
    other = shutil.copy(stored(name, "zh"), tmp_path)
    assert re.search("RMS|sizes do not match", unlike(stored(name, "en"), Path(other)))


def test_a_changed_label_of_an_outcome_is_seen(tmp_path):
    odd = OUTCOMES | {RATE: replace(OUTCOMES[RATE], en="Dispute resolution ratio")}
    for name in ("effects_forest", "morris", "discovery_box"):
        assert "RMS" in compared(pictures("en", odd)[name](), name, "en", tmp_path)


@pytest.mark.parametrize("share", [1.02, 0.5])
def test_a_changed_value_is_seen(share, tmp_path):
    frame = effects()
    cell = (frame["scenario"] == "package") & (frame["outcome"] == "participation_rate")
    frame.loc[cell, "difference"] *= share
    figure = effects_forest(frame, COUNTY_TITLES, SCENARIOS[0], "zh", registry=OUTCOMES)
    assert "RMS" in compared(figure, "effects_forest", "zh", tmp_path)


def test_a_bar_that_moved_is_seen_without_its_number(tmp_path):
    figure = hours_budget(build_hours(["base", "linkage", "package"]), TITLES, "en", years=5.0)
    assert compared(figure, "hours_budget", "en", tmp_path) is None
    bar = max(figure.axes[0].patches, key=lambda patch: patch.get_width())
    bar.set_width(bar.get_width() * 0.98)
    assert "RMS" in compared(figure, "hours_budget", "en", tmp_path)


@pytest.mark.parametrize("name", ["effects_forest", "group_forest", "morris"])
def test_another_colour_of_one_dot_is_seen(name, tmp_path):
    figure = pictures("zh")[name]()
    dots = [line for axes in figure.axes for line in axes.lines if to_hex(line.get_markerfacecolor()) == BLUE.lower()]
    dot = next(line for line in dots if line.get_marker() == "o")
    dot.set_markerfacecolor("#009E73")
    assert "RMS" in compared(figure, name, "zh", tmp_path)


@pytest.mark.parametrize("name", ["effects_forest", "dispute_flow", "income_change", "heat_map", "layers_chart"])
@pytest.mark.parametrize("nudge", [1 - 1e-8, 1 + 1e-8])
def test_the_rounding_of_another_machine_is_not_seen(name, nudge, tmp_path):
    assert compared(pictures("zh")[name](), name, "zh", tmp_path, DPI * nudge) is None


@pytest.mark.parametrize(("off", "seen"), [(3, False), (20, True)])
def test_edges_that_are_drawn_otherwise_are_seen_only_if_they_are_far_off(off, seen, tmp_path):
    luck = np.random.Generator(np.random.PCG64(1))
    found = set()
    for path in sorted(FOLDER.glob("*_en.png")):
        image = pixels(path)
        shift = luck.integers(-off, off + 1, image.shape[:2])[..., None] * on_an_edge(image)
        Image.fromarray(np.clip(image + shift, 0, 255).astype(np.uint8)).save(tmp_path / path.name)
        found.add(unlike(path, tmp_path / path.name) is not None)
    assert found == {seen}


def on_an_edge(image):
    """Return which pixels differ from a neighbour, as all do that are partly covered."""
    across, down = (np.pad(np.diff(image, axis=axis).any(axis=2), pad) for axis, pad in ((1, ((0, 0), (0, 1))),
                    (0, ((0, 1), (0, 0)))))  # fmt: skip
    return (across | down)[..., None]


# that nothing is left out


def drawing():
    """Return the functions of the package that draw a chart, by name."""
    names = [found.name for found in pkgutil.iter_modules(charts.__path__)]
    modules = [import_module(f"analysis.charts.{name}") for name in names]
    functions = [found for module in modules for found in inspect.getmembers(module, inspect.isfunction)]
    return {
        name: function
        for name, function in functions
        if function.__annotations__.get("return") is Figure and not name.startswith("_") and name != "empty"
    }


def test_every_chart_has_an_image_in_both_languages_and_no_image_is_left_over():
    assert set(drawing()) <= set(NAMES)
    assert set(FOLDER.glob("*.png")) == {stored(name, lang) for name in NAMES for lang in LANGUAGES}


def test_the_images_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 1.5 * MEGABYTE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["effects_forest_stacked", "small_multiples", "practices_chart", "scorecard_plot"])
def test_nothing_overlaps_where_no_other_test_looks(name, lang):
    assert faults(pictures(lang)[name](), lang) == []


# words from the registry of outcomes

HEADLINES = tuple(headlines(OUTCOMES))
COST, HOURS, INCOME = "public_cost_per_head", "worker_hours", "disposable_income"
FROM_REGISTRY = {
    "effects_forest": ((*HEADLINES, COST), (*HEADLINES, COST)),
    "effects_forest_stacked": ((*HEADLINES, COST), (*HEADLINES, COST)),
    "small_multiples": (COMPARED, COMPARED),
    "trajectories": ((RATE,), ()),
    "difference_trajectories": ((RATE,), (RATE,)),
    "income_change": ((INCOME,), (INCOME,)),
    "layers_chart": (HEADLINES, HEADLINES),
    "group_forest": ((RATE,), (RATE,)),
    "heat_map": ((RATE,), (RATE,)),
    "dose_response": ((RATE, "gini"), ("gini",)),
    "morris": ((RATE,), (RATE,)),
    "sensitivity_bars": ((RATE,), ()),
    "convergence": ((RATE,), ()),
    "discovery_box": ((RATE,), ()),
    "practices_chart": (HEADLINES, (*HEADLINES, COST, HOURS)),
}
"""By chart: the outcomes whose label it writes, and those whose unit of a difference it writes."""


def reworded():
    """Return the registry with other words for every label and unit."""
    return {
        name: replace(
            outcome,
            en=f"Thing {i:02d}",
            zh=f"事物{i:02d}",
            unit_en=f"bushels {i:02d}",
            unit_zh=f"斗{i:02d}",
            point_unit_en=f"notches {i:02d}" if outcome.point_unit_en else "",
            point_unit_zh=f"格{i:02d}" if outcome.point_unit_zh else "",
        )
        for i, (name, outcome) in enumerate(OUTCOMES.items())
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FROM_REGISTRY)
def test_labels_and_units_are_those_of_the_registry(name, lang):
    labels, units = FROM_REGISTRY[name]
    other = reworded()
    written = on_one_line(pictures(lang, other)[name]())
    pairs = [(label_of(OUTCOMES, outcome, lang), label_of(other, outcome, lang)) for outcome in labels]
    pairs += [tuple(unit_of(each[outcome], lang, difference=True) for each in (OUTCOMES, other)) for outcome in units]
    for old, new in ((old.replace(" ", ""), new.replace(" ", "")) for old, new in pairs):
        assert new in written
        assert old not in written


def test_every_chart_that_takes_a_registry_is_held_to_it():
    taking = {name for name, function in drawing().items() if "registry" in inspect.signature(function).parameters}
    assert taking <= set(FROM_REGISTRY)
