"""Charts: they say what they must, in both languages, and nothing lies upon anything."""

import math
import re
from datetime import date

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from analysis.charts import GlyphWarning, comparison_charts, comparison_data, save_figures
from analysis.charts.effects_forest import effects_forest
from analysis.charts.save import texts_of
from analysis.charts.style import balance, verdict_colour, wrap
from analysis.charts.trajectories import bands, differences, trajectories
from analysis.effects import paired_effects
from analysis.fonts import missing
from analysis.labels import label_of, title_of, width_of
from tests.seeing import collisions, drawn

START = date(2024, 1, 1)


def outside(figure, lang):
    texts, page = drawn(figure, lang)
    return [w for w, b in texts if b.x0 < page.x0 or b.x1 > page.x1 or b.y0 < page.y0 or b.y1 > page.y1]


@pytest.fixture(scope="module")
def effects(outcomes_frame, registry):
    return paired_effects(outcomes_frame, "pilot_county", registry)


@pytest.fixture(scope="module", params=["en", "zh"])
def charts(request, effects, series_frame, titles, registry):
    lang = request.param
    figures = comparison_charts(
        effects, series_frame, titles, "pilot_county", lang, registry=registry, policy_start=START
    )
    return lang, figures


def test_the_set_of_charts(charts):
    headline = ("dispute_resolution_rate", "participation_rate", "disposable_income")
    over_time = {f"{kind}_{name}" for name in headline for kind in ("trajectories", "differences")}
    assert set(charts[1]) == {"effects_forest", "small_multiples"} | over_time


def test_nothing_overlaps_and_nothing_leaves_the_page(charts):
    lang, figures = charts
    for name, figure in figures.items():
        assert collisions(figure, lang) == [], name
        assert outside(figure, lang) == [], name


def test_the_check_sees_an_overlap_and_a_text_off_the_page(effects, titles, registry):
    figure = effects_forest(effects, titles, "pilot_county", "en", registry=registry)
    figure.text(0.5, 0.5, "one text")
    figure.text(0.505, 0.5, "another")
    figure.text(0.98, 0.98, "over the edge")
    assert ("one text", "another") in collisions(figure, "en")
    assert outside(figure, "en") == ["over the edge"]


def test_every_character_has_a_glyph(charts):
    for figure in charts[1].values():
        assert missing(texts_of(figure)) == []


def test_scenarios_outcomes_and_units_are_named(charts, titles, registry):
    lang, figures = charts
    for name, figure in figures.items():
        words = "".join(texts_of(figure)).replace("\n", "").replace(" ", "")
        for scenario in titles:
            assert title_of(titles, scenario, lang).replace(" ", "") in words, (name, scenario)
    everything = "".join(texts_of(figures["small_multiples"])).replace("\n", "").replace(" ", "")
    for outcome in registry:
        assert label_of(registry, outcome, lang).replace(" ", "") in everything
    assert ("percentagepoints" if lang == "en" else "个百分点") in everything


def test_captions_say_replications_and_interval(charts):
    lang, figures = charts
    for figure in figures.values():
        words = " ".join(texts_of(figure))
        assert ("10 replications" if lang == "en" else "10 次重复运行") in words
        assert re.search("95 ?% (interval|置信区间)|90 ?%", words)


def test_no_half_translated_chart(charts):
    lang, figures = charts
    for figure in figures.values():
        words = " ".join(texts_of(figure))
        assert not re.search(r"[一-鿿]" if lang == "en" else r"[A-Za-z]{2}", words)


def test_dates_and_policy_start_stand_on_the_axis(charts):
    lang, figures = charts
    words = texts_of(figures["trajectories_participation_rate"])
    assert "2024" in words
    assert ("policy start" if lang == "en" else "政策开始") in words


def test_forest_writes_values_and_cost(effects, titles, registry):
    words = texts_of(effects_forest(effects, titles, "pilot_county", "en", registry=registry))
    row = effects.set_index(["scenario", "outcome"]).loc[("package", "dispute_resolution_rate")]
    assert f"+{100 * row['difference']:.1f}" in words
    assert f"+{100 * row['low']:.1f} to +{100 * row['high']:.1f}" in words
    assert f"+{row['cost_per_head_difference']:.1f}" in words


@pytest.mark.parametrize("scenarios", [1, 60])
def test_one_and_sixty_scenarios(effects, titles, registry, scenarios):
    one = effects[effects["scenario"] == "linkage"]
    many = pd.concat([one.assign(scenario=f"s{i}") for i in range(scenarios)], ignore_index=True)
    names = {f"s{i}": f"Scenario number {i} with a rather long title of its own" for i in range(scenarios)}
    figure = effects_forest(many, names, "pilot_county", "en", registry=registry)
    assert collisions(figure, "en") == []
    assert outside(figure, "en") == []


def test_one_replication_and_no_change_and_nothing_are_drawn(outcomes_frame, titles, registry):
    single = outcomes_frame[outcomes_frame["replication"] == 0]
    figure = effects_forest(paired_effects(single, "pilot_county", registry), titles, "pilot_county", "en",
                            registry=registry)  # fmt: skip
    assert any("1 replication, so no interval" in words for words in texts_of(figure))
    base = outcomes_frame[outcomes_frame["scenario"] == "pilot_county"]
    same = pd.concat([base, base.assign(scenario="linkage")])
    still = paired_effects(same, "pilot_county", registry)
    forest = effects_forest(still, titles, "pilot_county", "zh", registry=registry)
    assert collisions(forest, "zh") == []
    assert [label.get_text() for label in forest.axes[0].get_xticklabels()] == ["0"]
    empty = effects_forest(still.iloc[:0], titles, "pilot_county", "zh", registry=registry)
    assert any("没有可显示的内容" in words for words in texts_of(empty))


def test_an_undefined_outcome_says_so(effects, titles, registry):
    gone = effects.copy()
    chosen = gone["outcome"] == "participation_rate"
    gone.loc[chosen, ["difference", "low", "high", "mean"]] = math.nan
    words = texts_of(effects_forest(gone, titles, "pilot_county", "en", registry=registry))
    assert "not defined in these runs" in words


def test_a_title_with_dollars_is_not_read_as_mathematics(effects, titles, registry):
    odd = titles | {"linkage": {"en": r"$\frac{1}{2}$ of the _fund_", "zh": "一半"}}
    figure = effects_forest(effects, odd, "pilot_county", "en", registry=registry)
    assert any("$" in words for words in texts_of(figure))
    assert collisions(figure, "en") == []


def test_the_style_leaves_matplotlib_as_it_was(effects, titles, registry):
    before = dict(mpl.rcParams)
    effects_forest(effects, titles, "pilot_county", "zh", registry=registry)
    assert dict(mpl.rcParams) == before


def test_a_chart_saved_by_hand_keeps_its_fonts(tmp_path, series_frame, titles, registry):
    short = series_frame[(series_frame["date"] >= "2024-01-01") & (series_frame["date"] < "2025-01-01")]
    figure = trajectories(short, "participation_rate", titles, "pilot_county", "zh", registry=registry)
    figure.savefig(tmp_path / "by_hand.png", bbox_inches="tight")
    assert "2024年\n1月" in texts_of(figure)


def test_bands_are_quantiles_over_replications(series_frame):
    table = bands(series_frame)
    row = table.iloc[40]
    chosen = series_frame[["scenario", "outcome", "date"]].eq(row[["scenario", "outcome", "date"]]).all(axis=1)
    values = series_frame.loc[chosen, "value"]
    assert len(values) == row["replications"] == 10
    expected = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert row[["q05", "q25", "q50", "q75", "q95"]].to_numpy(dtype=float) == pytest.approx(expected)


def test_differences_over_time_are_paired_by_seed(series_frame):
    table = differences(series_frame.sample(frac=1.0, random_state=1), "pilot_county")
    assert "pilot_county" not in set(table["scenario"])
    before = table[table["date"] < "2024-01-01"]
    assert np.abs(before["value"]).max() < 1e-9
    assert len(table) == len(series_frame) * 8 // 9


def test_a_short_series_has_dates_on_its_axis(series_frame, titles, registry):
    short = series_frame[(series_frame["date"] >= "2024-01-01") & (series_frame["date"] < "2025-01-01")]
    for lang, wanted in (("en", "Jan\n2024"), ("zh", "2024年\n1月")):
        figure = trajectories(short, "participation_rate", titles, "pilot_county", lang, registry=registry)
        assert wanted in texts_of(figure)
        assert collisions(figure, lang) == []


@pytest.mark.parametrize(
    ("low", "high", "better", "kind"),
    [(1, 2, "up", "better"), (1, 2, "down", "worse"), (-2, -1, "down", "better"), (-2, -1, "none", "neither"),
     (-1, 1, "up", "unsure"), (0, 1, "up", "unsure"), (0, 0, "up", "unsure")],
)  # fmt: skip
def test_colours_follow_the_verdict(low, high, better, kind):
    colours = {"better": "#0072B2", "worse": "#D55E00", "neither": "#7A4E9C", "unsure": "#9A9A9A"}
    assert verdict_colour(low, high, better) == colours[kind]


def test_wrapping_keeps_every_character_and_the_width():
    for words in (
        "组合方案：联户、积分与经费一并实施，试行三年。",
        "Operating fund, 400,000 yuan a village",
        "按 10/5/3/1 户联系",
    ):
        for columns in (12, 18, 30):
            for lines in (wrap(words, columns), balance(words, columns)):
                assert lines.replace("\n", "").replace(" ", "") == words.replace(" ", "")
                assert all(width_of(line) <= columns + 2 for line in lines.split("\n"))
                assert not any(line[0] in "，。；：、" for line in lines.split("\n"))


def test_saving_writes_pictures_and_data(tmp_path, charts, effects, series_frame, registry):
    lang, figures = charts
    chosen = {name: figures[name] for name in ("effects_forest", "trajectories_participation_rate")}
    data = comparison_data(effects, series_frame, "pilot_county", registry=registry)
    assert set(data) == set(figures)
    written = save_figures(chosen, data, tmp_path / "figures", lang)
    assert {path.name for path in written} == {f"{name}.{s}" for name in chosen for s in ("png", "svg", "csv")}
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == sorted(path.name for path in written)
    svg = (tmp_path / "figures" / "effects_forest.svg").read_text(encoding="utf-8")
    assert "<text" not in svg
    assert "font-family" not in svg
    back = pd.read_csv(tmp_path / "figures" / "effects_forest.csv", encoding="utf-8-sig")
    assert back["difference"].to_numpy() == pytest.approx(data["effects_forest"]["difference"].to_numpy())


def test_the_same_figure_gives_the_same_files(tmp_path, effects, titles, registry):
    files = []
    for name in ("a", "b"):
        figure = effects_forest(effects, titles, "pilot_county", "zh", registry=registry)
        files.append(save_figures({"effects_forest": figure}, {}, tmp_path / name, "zh"))
    for first, second in zip(*files, strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_a_character_without_a_glyph_is_named_once(tmp_path, effects, titles, registry):
    odd = titles | {"linkage": {"en": "Linkage 𪚥", "zh": "联户𪚥"}}
    figure = effects_forest(effects, odd, "pilot_county", "zh", registry=registry)
    with pytest.warns(GlyphWarning, match=r"𪚥 \(U\+2A6A5\)") as caught:
        save_figures({"effects_forest": figure}, {}, tmp_path, "zh")
    assert len(caught) == 1
    assert (tmp_path / "effects_forest.png").exists()
