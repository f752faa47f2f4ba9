"""Charts of disputes, hours and grids: what is drawn is what the frame says, and nothing overlaps."""

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from chart_frames import TITLES, build_colours, build_fates, build_flows, build_hours
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch, Rectangle
from scipy import stats
from seeing import drawn, faults, on_one_line

from analysis.charts import (
    calendar_cells,
    colour_calendar,
    cumulative_incidence,
    dispute_flow,
    flow_shares,
    hours_budget,
    hours_table,
    incidence_curves,
)
from analysis.charts.colour_calendar import FULL, MOST_ROWS, NAMES, PAINT
from analysis.charts.cumulative_incidence import CAUSES
from analysis.charts.dispute_flow import BAR, COLOURS, ENDS, RIGHT_BAR, per_100
from analysis.charts.hours_budget import COLOURS as TASK_COLOURS
from analysis.charts.hours_budget import TASKS
from analysis.charts.save import texts_of
from analysis.fonts import missing
from analysis.labels import title_of
from analysis.survival import aalen_johansen, incidence_at
from model.errors import ParameterError

LANGUAGES = ("en", "zh")


FLOWS = build_flows(["base", "linkage"])
FATES, CASES = build_fates(["base", "linkage", "package"])
HOURS = build_hours(["base", "linkage", "package"])
GRIDS = build_colours(["base", "linkage"])


@pytest.fixture(scope="module", params=LANGUAGES)
def charts(request):
    lang = request.param
    many = [f"s{i}" for i in range(12)]
    wide = build_colours(["base", "linkage"], replications=2, villages=25, quarters=40)
    return lang, {
        "flow": dispute_flow(FLOWS, TITLES, lang),
        "flow_one": dispute_flow(FLOWS[FLOWS["replication"] == 0], TITLES, lang, scenarios=["linkage"]),
        "incidence": cumulative_incidence(FATES, TITLES, lang),
        "incidence_one": cumulative_incidence(FATES[FATES["replication"] == 0], TITLES, lang, scenarios=["base"]),
        "incidence_many": cumulative_incidence(build_fates(many, 2, 100)[0], TITLES, lang),
        "hours": hours_budget(HOURS, TITLES, lang, years=5.0),
        "hours_many": hours_budget(build_hours(many, 1), TITLES, lang),
        "colours": colour_calendar(GRIDS, TITLES, lang, scenario=["base", "linkage"]),
        "colours_one": colour_calendar(GRIDS[GRIDS["replication"] == 0], TITLES, lang, scenario="base"),
        "colours_villages": colour_calendar(wide, TITLES, lang, scenario=["base", "linkage"]),
    }


def test_nothing_overlaps_and_nothing_leaves_the_page(charts):
    lang, figures = charts
    for name, figure in figures.items():
        assert faults(figure, lang) == [], name


def test_the_check_sees_an_overlap_and_a_text_off_the_page():
    figure = dispute_flow(FLOWS, TITLES, "en", scenarios=["base"])
    figure.text(0.5, 0.97, "one text")
    figure.text(0.505, 0.97, "another")
    figure.text(0.98, 0.98, "over the edge")
    assert faults(figure, "en") == [("one text", "another"), "over the edge"]


def test_every_page_fits_the_width_of_a_sheet(charts):
    for name, figure in charts[1].items():
        assert figure.get_figwidth() <= 8.7, name


def test_every_character_has_a_glyph_and_no_chart_is_half_translated(charts):
    lang, figures = charts
    for name, figure in figures.items():
        words = texts_of(figure)
        assert missing(words) == [], name
        if lang == "zh":
            assert not re.search("[A-Za-z]{2}", " ".join(words).replace("Aalen-Johansen", "")), name
        elif not name.startswith("colours"):
            assert not re.search("[一-鿿]", " ".join(words)), name


def test_captions_name_scenarios_replications_and_units(charts):
    lang, figures = charts
    for name, runs, unit in (("flow", 4, ("per 100", "每百件")), ("incidence", 4, ("% of disputes", "占新发纠纷")),
                             ("hours", 3, ("hours a village and year", "小时/村·年"))):  # fmt: skip
        words = on_one_line(figures[name])
        assert (f"{runs}replications" if lang == "en" else f"{runs}次重复运行") in words
        assert unit[LANGUAGES.index(lang)].replace(" ", "") in words
        for scenario in ("base", "linkage"):
            assert title_of(TITLES, scenario, lang).replace(" ", "") in words
    assert ("4of12scenarios" if lang == "en" else "共12个情景") in on_one_line(figures["incidence_many"])
    assert ("1replication,sonointerval" if lang == "en" else "没有区间") in on_one_line(figures["incidence_one"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_runs_the_charts_say_so(lang):
    said = {"en": "Nothing to show", "zh": "没有可显示的内容"}[lang]
    for figure in (
        dispute_flow(FLOWS.iloc[:0], TITLES, lang),
        cumulative_incidence(FATES.iloc[:0], TITLES, lang),
        hours_budget(HOURS.iloc[:0], TITLES, lang),
        colour_calendar(GRIDS.iloc[:0], TITLES, lang, scenario="base"),
        colour_calendar(GRIDS, TITLES, lang, scenario="unknown"),
    ):
        assert said in texts_of(figure)[0]


def test_texts_may_be_categories():
    def as_categories(frame):
        return frame.astype({name: "category" for name in frame.columns if pd.api.types.is_string_dtype(frame[name])})

    for make, frame in (
        (flow_shares, FLOWS),
        (incidence_curves, FATES),
        (hours_table, HOURS),
        (lambda colours: calendar_cells(colours, "linkage"), GRIDS),
    ):
        found, wanted = make(as_categories(frame)), make(frame)
        assert found.astype(wanted.dtypes.to_dict()).equals(wanted), frame.columns


# where disputes go


def test_shares_are_means_over_replications_and_sum_to_a_hundred():
    table = flow_shares(FLOWS)
    assert table.groupby("scenario")["per_100"].sum().tolist() == pytest.approx([100.0, 100.0])
    assert set(table["replications"]) == {4}
    mine = FLOWS[(FLOWS["scenario"] == "linkage")]
    by_run = [
        100 * held.loc[(held["end"] == "grid") & (held["route"] == "requested"), "n"].sum() / held["n"].sum()
        for _, held in mine.groupby("replication")
    ]
    drawn_share = table[(table["scenario"] == "linkage") & (table["end"] == "grid") & (table["route"] == "requested")]
    assert drawn_share["per_100"].sum() == pytest.approx(np.mean(by_run))


def test_a_replication_without_disputes_is_left_out():
    none = FLOWS.copy()
    none.loc[none["replication"] == 0, "n"] = 0
    table = flow_shares(none)
    assert set(table["replications"]) == {3}
    assert table.groupby("scenario")["per_100"].sum().tolist() == pytest.approx([100.0, 100.0])
    assert flow_shares(none.assign(n=0)).empty


def test_bars_and_bands_are_as_high_as_their_shares():
    figure = dispute_flow(FLOWS, TITLES, "en")
    table = flow_shares(FLOWS)
    scales = []
    for axes, name in zip(figure.axes, ("base", "linkage"), strict=True):
        rows = table[table["scenario"] == name]
        shares = rows.groupby("end")["per_100"].sum()
        right = [p for p in axes.patches if isinstance(p, Rectangle) and p.get_x() == RIGHT_BAR]
        heights = {to_hex(p.get_facecolor()): p.get_height() for p in right}
        scale = sum(heights.values()) / 100
        for end in ENDS:
            assert heights[COLOURS[end].lower()] == pytest.approx(scale * shares.get(end, 0.0), abs=1e-9), end
        bands = [p.get_path().vertices for p in axes.patches if isinstance(p, PathPatch)]
        entering = sum(v[4, 1] - v[3, 1] for v in bands if v[3, 0] == RIGHT_BAR)
        assert entering == pytest.approx(100 * scale)
        assert {round(float(v[:, 0].max() - v[:, 0].min()), 6) for v in bands} == {
            round(2.5 - BAR, 6), round(RIGHT_BAR - 2.5 - BAR, 6)
        }  # fmt: skip
        scales.append(scale)
    assert scales[0] == pytest.approx(scales[1])


def test_bands_of_one_end_lie_within_its_bar_without_overlap():
    axes = dispute_flow(FLOWS, TITLES, "en").axes[1]
    ends = sorted((v[3, 1], v[4, 1]) for v in (p.get_path().vertices for p in axes.patches if isinstance(p, PathPatch))
                  if v[3, 0] == RIGHT_BAR)  # fmt: skip
    for (_, bottom), (top, _) in pairwise(ends):
        assert bottom <= top + 1e-9
    bars = [(p.get_y(), p.get_y() + p.get_height()) for p in axes.patches if isinstance(p, Rectangle)
            and p.get_x() == RIGHT_BAR]  # fmt: skip
    assert all(any(a - 1e-9 <= top and bottom <= b + 1e-9 for a, b in bars) for top, bottom in ends)


def test_labels_write_the_shares_and_what_had_petitioned():
    table = flow_shares(FLOWS)
    rows = table[table["scenario"] == "linkage"]
    words = texts_of(dispute_flow(FLOWS, TITLES, "en", scenarios=["linkage"]))
    assert f"Village  {rows.loc[rows['end'] == 'village', 'per_100'].sum():.1f}" in words
    inside = rows.loc[rows["end"].isin(("linked", "grid", "village")), "per_100"].sum()
    assert f"settled in the village  {inside:.1f}" in words
    before = rows.loc[(rows["end"] == "township") & rows["petitioned"], "per_100"].sum()
    assert f"(after a petition {before:.1f})" in words
    assert "Linked worker  0" in texts_of(dispute_flow(FLOWS, TITLES, "en"))


def test_a_small_share_is_not_written_as_nothing():
    assert [per_100(share) for share in (0.0, 0.01, 0.06, 12.345)] == ["0", "<0.1", "0.1", "12.3"]


def test_more_than_two_scenarios_are_not_drawn_in_silence():
    figure = dispute_flow(build_flows(["base", "linkage", "package"], 1), TITLES, "en")
    assert len(figure.axes) == 2
    assert "Shown are 2 of 3 scenarios." in " ".join(texts_of(figure))


def test_all_routes_to_one_end_stay_on_the_panel():
    faded = FLOWS[FLOWS["end"] == "faded"]
    figure = dispute_flow(faded, TITLES, "en")
    assert faults(figure, "en") == []
    lowest = max(p.get_y() + p.get_height() for p in figure.axes[0].patches if isinstance(p, Rectangle))
    assert lowest <= figure.axes[0].get_ylim()[0]


def test_one_dispute_alone_is_drawn():
    one = FLOWS.iloc[:1].assign(n=1)
    figure = dispute_flow(one, TITLES, "zh")
    assert faults(figure, "zh") == []
    assert any("100.0 件" in words for words in texts_of(figure))


# what has become of them by a day


def test_weights_stand_for_so_many_cases():
    _, _, dekads, what = CASES[0]
    alone = aalen_johansen(dekads, what)
    pairs, n = np.unique(np.column_stack([dekads, what]), axis=0, return_counts=True)
    grouped = aalen_johansen(pairs[:, 0], pairs[:, 1], weights=n)
    pd.testing.assert_frame_equal(grouped, alone)
    with_nothing = aalen_johansen([*pairs[:, 0], 7], [*pairs[:, 1], 99], weights=[*n, 0])
    pd.testing.assert_frame_equal(with_nothing, alone)


@pytest.mark.parametrize("weights", [[1.0], [1.0, -1.0], [1.0, 0.5], [1.0, float("nan")]])
def test_weights_that_count_nothing_are_refused_in_both_languages(weights):
    with pytest.raises(ParameterError) as caught:
        aalen_johansen([1, 2], [1, 0], weights=weights)
    (problem,) = caught.value.problems
    assert problem.key == "weights"
    assert problem.message("en") != problem.message("zh")


def test_curves_are_means_of_runs_with_t_intervals():
    curves = incidence_curves(FATES, ["linkage"])
    names = {1: "settled_village", 2: "settled_above", 3: "petition", 4: "court", 5: "given_up"}
    codes = np.array([1, 2, 3, 4, 5, 5, 0])
    for cause in CAUSES:
        values = np.array([
            incidence_at(aalen_johansen(dekads, codes[what], names), cause, [0, 9, 36])["incidence"]
            for name, _, dekads, what in CASES if name == "linkage"
        ])  # fmt: skip
        at = curves[(curves["cause"] == cause) & curves["day"].isin([0, 90, 360])]
        assert at["incidence"].to_numpy() == pytest.approx(values.mean(axis=0))
        half = stats.t.ppf(0.975, 3) * values.std(axis=0, ddof=1) / 2
        assert at["low"].to_numpy() == pytest.approx(np.maximum(values.mean(axis=0) - half, 0))
        assert at["high"].to_numpy() == pytest.approx(values.mean(axis=0) + half)
    total = curves[curves["day"] == 360]["incidence"].sum()
    assert 0.9 < total <= 1.0


def test_lines_are_the_curves_in_per_cent():
    figure = cumulative_incidence(FATES, TITLES, "en")
    curves = incidence_curves(FATES)
    for axes, cause in zip(figure.axes, CAUSES, strict=False):
        for line, name in zip(axes.lines, ("base", "linkage", "package"), strict=True):
            mine = curves[(curves["scenario"] == name) & (curves["cause"] == cause)]
            assert line.get_xdata() == pytest.approx(mine["day"].to_numpy())
            assert line.get_ydata() == pytest.approx(100 * mine["incidence"].to_numpy())
        ends = curves[(curves["cause"] == cause) & (curves["day"] == 360)]["incidence"]
        assert [t.get_text() for t in axes.texts] == [f"{100 * value:.1f} %" for value in ends]


def test_one_replication_has_a_curve_and_no_interval():
    curves = incidence_curves(FATES[FATES["replication"] == 0])
    assert curves[["low", "high"]].isna().all().all()
    assert curves["incidence"].notna().all()
    assert not re.search("Band", on_one_line(cumulative_incidence(FATES[FATES["replication"] == 0], TITLES, "en")))


def test_a_short_run_ends_where_it_was_looked_at():
    short = FATES[FATES["dekads"] <= 12]
    curves = incidence_curves(short)
    assert curves["day"].max() == 120
    axes = cumulative_incidence(short, TITLES, "en").axes[0]
    assert axes.get_xlim() == (0, 120)


def test_a_cause_that_never_came_is_nothing():
    settled = FATES[~FATES["cause"].isin(["petition", "court"])]
    figure = cumulative_incidence(settled, TITLES, "zh")
    assert faults(figure, "zh") == []
    assert set(figure.axes[3].lines[0].get_ydata()) == {0.0}


# hours


def test_hours_are_a_village_and_year():
    table = hours_table(HOURS, 5.0)
    one = HOURS[(HOURS["scenario"] == "base") & (HOURS["role"] == "cadre") & (HOURS["task"] == "visits")]
    found = table[(table["scenario"] == "base") & (table["role"] == "cadre") & (table["task"] == "visits")]
    assert found["hours"].tolist() == pytest.approx([one["hours"].sum() / (3 * 2 * 5)])
    assert hours_table(HOURS)["hours"].to_numpy() == pytest.approx(5 * table["hours"].to_numpy())


def test_bars_are_as_long_as_the_hours_and_the_sums_are_written():
    figure = hours_budget(HOURS, TITLES, "en", years=5.0)
    table = hours_table(HOURS, 5.0)
    for axes, role in zip(figure.axes, ("cadre", "grid_worker", "member", "representative"), strict=True):
        bars = [(to_hex(p.get_facecolor()), p.get_y() + p.get_height() / 2, p.get_width()) for p in axes.patches]
        for row, name in enumerate(("base", "linkage", "package")):
            mine = table[(table["scenario"] == name) & (table["role"] == role)].set_index("task")["hours"]
            for task in TASKS:
                (wide,) = [w for c, y, w in bars if c == TASK_COLOURS[task].lower() and y == pytest.approx(row)]
                assert wide == pytest.approx(mine[task])
            used = f"{mine.drop('unused').sum():,.0f} / {mine.sum():,.0f}"
            assert used in [t.get_text() for t in axes.texts]


def test_a_role_without_hours_and_a_task_nobody_does_are_not_drawn():
    shown = HOURS[~HOURS["role"].isin(["member", "representative"])]
    figure = hours_budget(pd.concat([shown, HOURS[HOURS["role"] == "member"].assign(hours=0.0)]), TITLES, "en")
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "Cadres of the two village committees", "Grid workers",
    ]  # fmt: skip
    assert "meetings" not in [t.get_text() for t in figure.axes[1].texts]
    assert "meetings" in [t.get_text() for t in figure.axes[0].texts]
    assert "hours a village over the policy period" in texts_of(figure)


# colours of grids


def test_cells_hold_shares_over_replications_and_grids():
    cells = calendar_cells(GRIDS, "base")
    assert len(cells) == 2 * 6 * 3 * 12
    assert cells[list(NAMES)].sum(axis=1).to_numpy() == pytest.approx(np.ones(len(cells)))
    one = GRIDS[(GRIDS["scenario"] == "base") & (GRIDS["village"] == "第1镇/第2村") & (GRIDS["date"] == "2025-04-01")]
    chosen = (cells["township"] == "第1镇") & (cells["village"] == "第2村") & (cells["date"] == "2025-04-01")
    assert cells[chosen]["red"].tolist() == [
        pytest.approx((held["colour"] == 2).mean()) for _, held in one.groupby("grid")
    ]
    village = calendar_cells(GRIDS, "base", by="village")
    whole = (village["township"] == "第1镇") & (village["village"] == "第2村") & (village["date"] == "2025-04-01")
    assert village[whole]["yellow"].tolist() == [pytest.approx((one["colour"] == 1).mean())]


def test_fields_are_filled_by_their_shares():
    figure = colour_calendar(GRIDS, TITLES, "en", scenario=["base", "linkage"])
    for axes, name in zip(figure.axes[1:], ("base", "linkage"), strict=True):
        cells = calendar_cells(GRIDS, name)
        painted = {
            to_hex(held.get_facecolor()[0]): held for held in axes.collections if isinstance(held, PolyCollection)
        }
        for colour in NAMES:
            area = sum(
                float(np.ptp(path.vertices[:, 0]) * np.ptp(path.vertices[:, 1]))
                for path in painted[PAINT[colour].lower()].get_paths()
            )
            assert area == pytest.approx(FULL**2 * cells[colour].sum())


def test_red_is_below_and_green_is_above_and_darker_means_worse():
    one = GRIDS[(GRIDS["village"] == "第0镇/第0村") & (GRIDS["grid"] == 1)]
    axes = colour_calendar(one, TITLES, "en", scenario="base").axes[1]
    tops = {}
    for held in (c for c in axes.collections if isinstance(c, PolyCollection)):
        for path in held.get_paths():
            x0, y0 = path.vertices.min(axis=0)
            tops.setdefault(round(x0, 3), []).append((y0, to_hex(held.get_facecolor()[0])))
    order = [PAINT[name].lower() for name in NAMES]
    mixed = [held for held in tops.values() if len(held) == 3]
    assert mixed
    for held in mixed:
        assert [colour for _, colour in sorted(held)] == order
    light = [sum(w * int(PAINT[n][i : i + 2], 16) for w, i in ((0.3, 1), (0.6, 3), (0.1, 5))) for n in NAMES]
    assert light[0] - light[1] > 25
    assert light[1] - light[2] > 100


def test_rows_are_grids_then_villages_then_townships():
    def names(frame):
        axes = colour_calendar(frame, TITLES, "zh", scenario="base").axes[1]
        return [t.get_text() for t in axes.texts]

    grids, villages = names(GRIDS), names(build_colours(["base"], 1, villages=25, quarters=2))
    assert {"第0镇", "第5村", "3"} <= set(grids)
    assert {"第1镇", "第24村"} <= set(villages)
    towns = names(build_colours(["base"], 1, villages=MOST_ROWS, quarters=2, grids=1))
    assert "第1镇" in towns
    assert not [words for words in towns if words.endswith("村")]


def test_the_share_that_is_not_green_stands_beside_each_row():
    one = GRIDS[(GRIDS["scenario"] == "base") & (GRIDS["village"] == "第0镇/第0村") & (GRIDS["grid"] == 1)]
    figure = colour_calendar(one, TITLES, "en", scenario="base")
    assert f"{100 * (one['colour'] > 0).mean():.0f}" in [t.get_text() for t in figure.axes[1].texts]


def test_years_stand_over_their_first_quarters():
    texts, _ = drawn(colour_calendar(GRIDS, TITLES, "en", scenario="base"), "en")
    places = [box.x0 for words, box in texts if words in {"2024", "2025", "2026"}]
    assert len(places) == 3
    assert places == sorted(places)
