"""Charts of people and of doubt: what is drawn is what the frame says, in both languages, and nothing overlaps."""

import math
import re

import numpy as np
import pytest
from chart_frames import MANY, OUTCOMES, TITLES, build_changes, build_groups, build_layers, build_turns
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.colors import to_hex
from seeing import faults, on_one_line

from analysis.charts import group_forest, income_change, layers_chart, turnout_bars
from analysis.charts.income_change import is_cut
from analysis.charts.layers import THICK
from analysis.charts.save import texts_of
from analysis.charts.style import BLUE, FAINT, ORANGE, inside
from analysis.fonts import missing
from analysis.labels import label_of, outcomes, title_of, unit_of
from analysis.layers import LAYERS
from analysis.people import group_label

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module", params=LANGUAGES)
def charts(request, registry):
    lang = request.param
    groups, single = build_groups(["linkage"]), build_groups(["linkage"], 1)
    return lang, {
        "groups": group_forest(groups, OUTCOMES[0], TITLES, lang, registry=registry, scenario="linkage"),
        "groups_income": group_forest(groups, OUTCOMES[2], TITLES, lang, registry=registry, scenario="linkage"),
        "groups_one": group_forest(single, OUTCOMES[1], TITLES, lang, registry=registry, scenario="linkage"),
        "turns": turnout_bars(build_turns(["linkage"]), TITLES, lang),
        "turns_two": turnout_bars(build_turns(["linkage", "package"]), TITLES, lang),
        "turns_many": turnout_bars(build_turns(MANY, 1), TITLES, lang),
        "income": income_change(build_changes(["linkage", "package"]), TITLES, "base", lang),
        "income_one": income_change(build_changes(["linkage"], 1), TITLES, "base", lang),
        "income_many": income_change(build_changes(MANY), TITLES, "base", lang),
        "layers": layers_chart(build_layers(["linkage", "package"]), TITLES, lang, registry=registry),
        "layers_many": layers_chart(build_layers(MANY), TITLES, lang, registry=registry),
        "layers_chance": layers_chart(build_layers(["linkage"], LAYERS[:1]), TITLES, lang, registry=registry),
    }


def test_nothing_overlaps_and_nothing_leaves_the_page(charts):
    lang, figures = charts
    for name, figure in figures.items():
        assert faults(figure, lang) == [], name


def test_every_page_fits_the_width_of_a_sheet(charts):
    for name, figure in charts[1].items():
        assert figure.get_figwidth() <= 9.3, name


def test_every_character_has_a_glyph_and_no_chart_is_half_translated(charts):
    lang, figures = charts
    for name, figure in figures.items():
        words = texts_of(figure)
        assert missing(words) == [], name
        joined = re.sub("Dongxi|Xiling|Nanhe", "", " ".join(words))
        assert not re.search("[A-Za-z]{2}" if lang == "zh" else "[一-鿿]", joined), name


def test_scenarios_outcomes_units_and_replications_are_named(charts, registry):
    lang, figures = charts
    words = {name: on_one_line(figure) for name, figure in figures.items()}
    for name in MANY:
        for chart in ("turns_many", "income_many", "layers_many"):
            assert title_of(TITLES, name, lang).replace(" ", "") in words[chart]
    for outcome in OUTCOMES:
        assert label_of(registry, outcome, lang).replace(" ", "") in words["layers"]
    for chart in ("groups", "layers"):
        assert {"en": "percentagepoints", "zh": "个百分点"}[lang] in words[chart]
    assert {"en": "yuanayear", "zh": "元/年"}[lang] in words["turns"]
    income = outcomes()["disposable_income"]
    assert inside(unit_of(income, lang)).replace(" ", "") in words["income"]
    for chart in ("groups", "turns", "income"):
        assert {"en": "5replications", "zh": "5次重复运行"}[lang] in words[chart]
        assert "95%" in words[chart]
    for chart in ("groups_one", "turns_many", "income_one"):
        assert {"en": "1replication,sonointerval", "zh": "没有区间"}[lang] in words[chart]
    assert {"en": "over10replications", "zh": "10次重复运行"}[lang] in words["layers"]
    assert {"en": "20draws", "zh": "20次抽取"}[lang] in words["layers"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_rows_the_charts_say_so(lang, registry):
    said = {"en": "Nothing to show", "zh": "没有可显示的内容"}[lang]
    groups = build_groups(["linkage"])
    nothing = build_changes(["linkage"]).assign(difference=math.nan)
    for figure in (
        group_forest(groups, OUTCOMES[0], TITLES, lang, registry=registry, scenario="package"),
        group_forest(groups.iloc[:0], OUTCOMES[0], TITLES, lang, registry=registry, scenario="linkage"),
        turnout_bars(build_turns(["linkage"]).iloc[:0], TITLES, lang),
        income_change(build_changes(["base"]), TITLES, "base", lang),
        income_change(nothing, TITLES, "base", lang),
        layers_chart(build_layers(["linkage"]).iloc[:0], TITLES, lang, registry=registry),
    ):
        assert said in texts_of(figure)[0]


# groups of people


def dots(axes):
    """Return place, height and colour of the dots of a panel."""
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0]), to_hex(line.get_markeredgecolor()))
            for line in axes.lines if line.get_marker() == "o"]  # fmt: skip


def test_dots_stand_at_the_differences_and_tell_better_from_worse(registry):
    groups = build_groups(["linkage", "package"])
    figure = group_forest(groups, OUTCOMES[0], TITLES, "en", registry=registry, scenario="package")
    mine = groups[(groups["scenario"] == "package") & (groups["outcome"] == OUTCOMES[0])]
    found = [dot for axes in figure.axes for dot in dots(axes)]
    assert [x for x, _, _ in found] == pytest.approx((100 * mine["difference"]).tolist())
    wanted = [
        BLUE if low > 0 else ORANGE if high < 0 else FAINT for low, high in zip(mine["low"], mine["high"], strict=True)
    ]
    assert [colour for _, _, colour in found] == [colour.lower() for colour in wanted]
    assert len(set(wanted)) == 3
    assert len({axes.get_xlim() for axes in figure.axes}) == 1


def test_numbers_of_a_group_stand_beside_it(registry):
    groups = build_groups(["linkage"])
    words = texts_of(group_forest(groups, OUTCOMES[0], TITLES, "en", registry=registry, scenario="linkage"))
    row = groups[(groups["group"] == "60+") & (groups["outcome"] == OUTCOMES[0])].iloc[0]
    assert group_label("age", "60+", "en") in words
    signed = [f"{100 * row[key]:+.1f}".replace("-", "−") for key in ("difference", "low", "high")]
    assert signed[0] in words
    assert f"{signed[1]} to {signed[2]}" in words
    assert "46.0" in words
    assert any("1,234" in word or "1,235" in word for word in words)


def test_a_group_without_a_value_and_groups_that_do_not_differ_are_drawn(registry):
    groups = build_groups(["linkage"])
    groups.loc[groups["group"] == "away", ["difference", "low", "high", "baseline", "mean"]] = math.nan
    figure = group_forest(groups, OUTCOMES[0], TITLES, "zh", registry=registry, scenario="linkage")
    assert faults(figure, "zh") == []
    assert "–" in texts_of(figure)
    still = groups.assign(difference=0.0, low=0.0, high=0.0)
    figure = group_forest(still, OUTCOMES[2], TITLES, "zh", registry=registry, scenario="linkage")
    assert faults(figure, "zh") == []
    assert {axes.get_xlim() for axes in figure.axes} == {(-1.0, 1.0)}


def test_only_of_disputes_it_is_said_how_parties_count(registry):
    groups = build_groups(["linkage"])
    said = [
        "each of its parties" in " ".join(texts_of(
            group_forest(groups, outcome, TITLES, "en", registry=registry, scenario="linkage")
        ))
        for outcome in OUTCOMES
    ]  # fmt: skip
    assert said == [True, False, False]


# who gains, who loses


def test_bars_reach_as_far_as_the_shares():
    turns = build_turns(["linkage"])
    figure = turnout_bars(turns, TITLES, "en")
    bars = [(to_hex(p.get_facecolor()), p.get_x() + min(0.0, p.get_width()), p.get_width())
            for axes in figure.axes for p in axes.patches]  # fmt: skip
    lose = [wide for colour, _, wide in bars if colour == ORANGE.lower()]
    gain = [wide for colour, _, wide in bars if colour == BLUE.lower()]
    assert lose == pytest.approx((-100 * turns["lose"]).tolist())
    assert gain == pytest.approx((100 * turns["gain"]).tolist())
    whiskers = [tuple(line.get_xdata()) for axes in figure.axes for line in axes.lines if line.get_lw() == 0.9]
    wanted = [(-100 * row.lose_low, -100 * row.lose_high) for row in turns.itertuples()]
    assert np.array([ends for ends in whiskers if ends[1] < 0]) == pytest.approx(np.array(wanted))
    words = texts_of(figure)
    row = turns[turns["group"] == "5"].iloc[0]
    for shown in (f"{100 * row['lose']:.1f} %", f"{100 * row['gain']:.1f} %", f"{100 * row['same']:.1f} %",
                  f"+{row['mean_gain']:,.0f}", f"−{-row['mean_loss']:,.0f}"):  # fmt: skip
        assert shown in words


def test_several_scenarios_have_one_row_each_for_all_people():
    turns = build_turns(["linkage", "package"])
    (axes,) = turnout_bars(turns, TITLES, "en").axes
    everyone = turns[turns["breakdown"] == "all"]
    gain = [p.get_width() for p in axes.patches if to_hex(p.get_facecolor()) == BLUE.lower()]
    assert gain == pytest.approx((100 * everyone["gain"]).tolist())


def test_nobody_who_gains_or_loses_is_drawn():
    shares = dict.fromkeys(("gain", "gain_low", "gain_high", "lose", "lose_low", "lose_high"), 0.0)
    nobody = build_turns(["linkage"]).assign(**shares, same=1.0, mean_gain=math.nan, mean_loss=math.nan)
    figure = turnout_bars(nobody, TITLES, "en")
    assert faults(figure, "en") == []
    assert "100.0 %" in texts_of(figure)
    assert "–" in texts_of(figure)


# income along its distribution


@pytest.mark.parametrize("names", [["linkage", "package"], MANY])
def test_lines_and_bands_are_those_of_the_frame(names):
    changes = build_changes(names)
    figure = income_change(changes, TITLES, "base", "en")
    lines = [line for axes in figure.axes for line in axes.lines if len(line.get_xdata()) == 99]
    bands = [held for axes in figure.axes for held in axes.collections if isinstance(held, FillBetweenPolyCollection)]
    for name, line, band in zip(names, lines, bands, strict=True):
        mine = changes[changes["scenario"] == name]
        assert line.get_xdata() == pytest.approx(100 * mine["share"].to_numpy())
        assert line.get_ydata() == pytest.approx(mine["difference"].to_numpy())
        corners = band.get_paths()[0].vertices
        assert corners[:, 1].min() == pytest.approx(mine["low"].min())
        assert corners[:, 1].max() == pytest.approx(mine["high"].max())
    assert len(figure.axes) == (1 if len(names) == 2 else 12)


def test_a_band_that_leaves_the_panel_is_owned_up_to_and_no_line_does():
    wide, narrow = build_changes(["linkage"], tail=9000.0), build_changes(["linkage"], tail=0.0)
    assert (is_cut(wide), is_cut(narrow)) == (True, False)
    figure = income_change(wide, TITLES, "base", "en")
    assert "cut where it leaves the panel" in " ".join(texts_of(figure)).replace("\n", " ")
    low, high = figure.axes[0].get_ylim()
    assert low < wide["difference"].min() < wide["difference"].max() < high < wide["high"].max()
    assert "cut" not in " ".join(texts_of(income_change(narrow, TITLES, "base", "en")))


def test_no_change_at_all_is_a_line_at_zero():
    still = build_changes(["linkage"]).assign(difference=0.0, low=0.0, high=0.0)
    figure = income_change(still, TITLES, "base", "zh")
    assert faults(figure, "zh") == []
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["0"]


# layers of doubt


def test_every_layer_has_its_bar_and_its_share(registry):
    found = build_layers(["linkage", "package"])
    figure = layers_chart(found, TITLES, "en", registry=registry)
    for axes, outcome in zip(figure.axes, OUTCOMES, strict=True):
        mine = found[found["outcome"] == outcome]
        scale = registry[outcome].scale
        assert [x for x, _, _ in dots(axes)] == pytest.approx((scale * mine["difference"]).tolist())
        bars = [
            tuple(line.get_xdata())
            for line in axes.lines
            if line.get_lw() in THICK.values() and len(line.get_xdata()) == 2
        ]
        assert np.array(bars) == pytest.approx(scale * mine[["low", "high"]].to_numpy())
        shares = [f"{100 * share:.0f}" for share in mine["share_better"]]
        assert [t.get_text() for t in axes.texts if re.fullmatch(r"\d+", t.get_text())] == shares


def test_only_layers_that_were_looked_at_are_named(charts):
    lang, figures = charts
    behaviour, levers = {"en": ("behaviour", "levers"), "zh": ("行为假设", "杠杆取值")}[lang]
    assert behaviour in texts_of(figures["layers"])
    for word in (behaviour, levers):
        assert word not in on_one_line(figures["layers_chance"])


def test_layers_without_a_value_are_drawn(registry):
    found = build_layers(["linkage", "package"])
    found.loc[3:5, ["difference", "low", "high", "share_better"]] = math.nan
    found.loc[0, ["low", "high"]] = math.nan
    figure = layers_chart(found, TITLES, "zh", registry=registry)
    assert faults(figure, "zh") == []
    assert "–" in [t.get_text() for axes in figure.axes for t in axes.texts]
    assert len([dot for axes in figure.axes for dot in dots(axes)]) == len(found) - 3
