"""Charts of costs: what is drawn is what the frames say, in both languages, and nothing lies upon anything."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from chart_frames import COST_TITLES, build_books, build_costs

from analysis.charts import acceptability_curve, cost_plane, frontier_chart, payers_chart
from analysis.charts.cost_plane import MOST, NAMED, names_of
from analysis.charts.save import texts_of
from analysis.cost import GAINS, acceptability, cost_ratios, frontier, payers, prices, spending
from analysis.fonts import missing
from analysis.labels import text
from tests.seeing import faults


def charts_of(runs, lang, gain="settled"):
    at = prices(cost_ratios(runs), gain)
    return {
        "plane": cost_plane(runs, gain, COST_TITLES, lang),
        "curve": acceptability_curve(acceptability(runs, gain, at), gain, COST_TITLES, lang),
        "frontier": frontier_chart(frontier(runs, gain), gain, COST_TITLES, lang),
    }


def money_charts(scenarios, lang):
    kept = build_books(scenarios)
    return {
        "payers": payers_chart(payers(*kept, "base"), COST_TITLES, "base", lang),
        "spending": payers_chart(spending(*kept, "base"), COST_TITLES, "base", lang),
    }


def plain(figure):
    return "".join(texts_of(figure)).replace("\n", "").replace(" ", "")


def dots(figure):
    """Return the round points on the first axes as arrays of (x, y), by size of marker."""
    found = {}
    for line in figure.axes[0].lines:
        if line.get_marker() == "o":
            found.setdefault(line.get_markersize(), []).append(np.column_stack(line.get_data()))
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scenarios", [1, 2, 5, 12, 60])
def test_nothing_overlaps_leaves_the_page_or_stays_untranslated(scenarios, lang):
    figures = charts_of(build_costs(scenarios), lang) | (money_charts(scenarios, lang) if scenarios < 60 else {})
    for name, figure in figures.items():
        assert faults(figure, lang) == [], name
        assert missing(texts_of(figure)) == [], name
        words = " ".join(texts_of(figure))
        assert not re.search(r"[一-鿿]" if lang == "en" else r"[A-Za-z]{2}", words), name
        assert figure.get_figwidth() <= 12.8


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("gain", GAINS)
def test_units_replications_and_what_is_compared_are_said(gain, lang):
    figures = charts_of(build_costs(3), lang, gain) | money_charts(2, lang)
    for name, figure in figures.items():
        words = " ".join(texts_of(figure)).replace("\n", " ")
        assert ("3" if name in {"payers", "spending"} else "10") + (" replications" if lang == "en" else " 次") in words
        assert COST_TITLES["base"][lang] in words
    for name in ("plane", "frontier"):
        assert text("cost_money_unit", lang).replace(" ", "") in plain(figures[name])
        assert text(f"cost_gain_unit_{gain}", lang).replace(" ", "") in plain(figures[name])
    assert text(f"cost_curve_x_{gain}", lang).replace(" ", "") in plain(figures["curve"])
    assert text("cost_unit", lang).replace(" ", "") in plain(figures["payers"])


def test_the_check_sees_an_overlap():
    figure = cost_plane(build_costs(2), "settled", COST_TITLES, "en")
    figure.text(0.5, 0.5, "one text")
    figure.text(0.505, 0.5, "another")
    figure.text(0.98, 0.98, "over the edge")
    assert faults(figure, "en") == [("one text", "another"), "over the edge"]


@pytest.mark.parametrize(("lang", "unit"), [("en", 1e-3), ("zh", 1e-4)])
def test_the_plane_draws_every_replication_mean_and_interval(lang, unit):
    runs = build_costs(4)
    drawn = dots(cost_plane(runs, "settled", COST_TITLES, lang))
    small, large = (np.vstack(drawn[size]) for size in (3.2, 8))
    wanted = runs[["settled", "cost"]].to_numpy() * [1, unit]
    assert np.allclose(np.sort(small, axis=0), np.sort(wanted, axis=0))
    means = cost_ratios(runs, ["settled"]).set_index("scenario")
    assert np.allclose(np.sort(large, axis=0), np.sort(means[["effect", "cost"]].to_numpy() * [1, unit], axis=0))
    lines = [line.get_data() for line in cost_plane(runs, "settled", COST_TITLES, lang).axes[0].lines]
    for row in means.to_dict("records"):
        across = [x for x, _ in lines if len(x) == 2 and np.allclose(x, [row["effect_low"], row["effect_high"]])]
        up = [
            y for _, y in lines if len(y) == 2 and np.allclose(y, np.array([row["cost_low"], row["cost_high"]]) * unit)
        ]
        assert len(across) == len(up) == 1


def test_of_many_scenarios_those_of_the_frontier_have_names():
    runs = build_costs(12)
    line = frontier(runs, "settled")
    best = [name for name in line.loc[line["status"] == "frontier", "scenario"] if name != "base"]
    assert names_of([f"s{i}" for i in range(12)], line) == best
    words = plain(cost_plane(runs, "settled", COST_TITLES, "en"))
    for i in range(12):
        assert (COST_TITLES[f"s{i}"]["en"].replace(" ", "") in words) == (f"s{i}" in best)
    assert f"{12 - len(best)}furtherscenarios" in words
    few = [f"s{i}" for i in range(NAMED)]
    assert names_of(few, line) == few


def test_a_long_frontier_keeps_the_cheapest_and_the_one_that_gains_most():
    names = [f"s{i}" for i in range(20)]
    line = pd.DataFrame({"scenario": names, "status": "frontier"})
    assert names_of(names, line) == [*names[: MOST - 1], "s19"]


def test_curves_are_those_of_the_frame():
    runs = build_costs(3)
    frame = acceptability(runs, "settled", prices(cost_ratios(runs), "settled"))
    axes = acceptability_curve(frame, "settled", COST_TITLES, "en").axes[0]
    heights = [line.get_ydata() for line in axes.lines if len(line.get_xdata()) > 2]
    for _, rows in frame.groupby("scenario"):
        share = 100 * rows["probability"].to_numpy()
        assert any(np.allclose(y, share) for y in heights if np.isfinite(y).all())
        thick = np.where(rows["best"], share, np.nan)
        assert any(np.allclose(y, thick, equal_nan=True) for y in heights)


def test_the_frontier_is_drawn_through_its_scenarios_with_prices_of_steps():
    frame = frontier(build_costs(12), "settled")
    on_it = frame[frame["status"] == "frontier"]
    figure = frontier_chart(frame, "settled", COST_TITLES, "en")
    segments = [np.column_stack(line.get_data()) for line in figure.axes[0].lines if line.get_linewidth() == 1.8]
    places = on_it[["effect", "cost"]].to_numpy() * [1, 1e-3]
    assert len(segments) == len(places) - 1
    for segment, pair in zip(segments, itertools.pairwise(places), strict=True):
        assert np.allclose(segment, np.array(pair))
    words = plain(figure)
    step = on_it.iloc[-1]
    told = [f"{round(step[key], -3):,.0f}" for key in ("step_ratio", "step_low", "step_high")]
    assert f"{told[0]}({told[1]}to{told[2]})yuanadispute" in words
    assert len([line for line in figure.axes[0].lines if line.get_marker() in {"o", "s"}]) == len(frame)


def test_a_step_that_is_not_told_is_dashed_and_said():
    runs = build_costs(2, replications=1)
    figure = frontier_chart(frontier(runs, "settled"), "settled", COST_TITLES, "en")
    steps = [line for line in figure.axes[0].lines if line.get_linewidth() == 1.8]
    assert steps
    assert {line.get_linestyle() for line in steps} == {"--"}
    assert "Dashed" in plain(figure)
    assert "yuanadispute" not in plain(figure)
    assert "1replication,sonointerval" in plain(figure)
    assert faults(figure, "en") == []


def test_bars_are_means_and_what_is_beyond_the_baseline():
    frame = payers(*build_books(2), "base")
    figure = payers_chart(frame, COST_TITLES, "base", "en")
    rows = frame[frame["payer"] == "own"].set_index("scenario")
    axes = figure.axes[2]
    spans = {(round(bar.get_y() + bar.get_height() / 2), round(bar.get_x(), 6), round(bar.get_width(), 6))
             for bar in axes.patches}  # fmt: skip
    assert (0, 0.0, round(rows.loc["base", "mean"], 6)) in spans
    assert (1, 0.0, round(rows.loc["s0", "mean"], 6)) in spans
    less = rows.loc["s1"]
    assert less["difference"] < 0
    assert (2, round(less["mean"], 6), round(-less["difference"], 6)) in spans
    more = frame[(frame["payer"] == "grants") & (frame["scenario"] == "s1")].iloc[0]
    shared = more["mean"] - more["difference"]
    spans = sorted((bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches if bar.get_y() > 1.5)
    assert spans == [pytest.approx((0.0, shared)), pytest.approx((shared, more["difference"]))]
    assert f"+{more['difference']:.1f}(" in plain(figure)


def test_payers_that_give_nothing_are_named_below():
    money, sizes = build_books(1)
    frame = payers(money[money["account"] != "donations"], sizes, "base")
    figure = payers_chart(frame, COST_TITLES, "base", "zh")
    assert len(figure.axes) == 3
    assert "无发生额：社会捐赠。" in plain(figure)


def test_levels_alone_say_nothing_of_differences():
    figure = payers_chart(payers(*build_books(1), ""), COST_TITLES, "", "en")
    assert "paireddifference" not in plain(figure)
    assert not re.search(r"[+−]", "".join(texts_of(figure)))


def test_nothing_to_show_is_said():
    runs = build_costs(2)
    gone = runs.assign(settled=np.nan)
    nothing = text("nothing", "zh")
    money, sizes = build_books(1)
    for figure in (
        cost_plane(gone, "settled", COST_TITLES, "zh"), cost_plane(runs.iloc[:0], "settled", COST_TITLES, "zh"),
        frontier_chart(frontier(gone, "settled"), "settled", COST_TITLES, "zh"),
        acceptability_curve(acceptability(gone, "settled", [1.0]), "settled", COST_TITLES, "zh"),
        payers_chart(payers(None, sizes, "base"), COST_TITLES, "base", "zh"),
        payers_chart(payers(money.assign(yuan=0.0), sizes, "base"), COST_TITLES, "base", "zh"),
    ):  # fmt: skip
        assert texts_of(figure) == [nothing]


def test_gaps_and_differences_of_nothing_are_drawn():
    runs = build_costs(3)
    runs.loc[0, "settled"] = np.nan
    runs.loc[runs["scenario"] == "s1", ["cost", "settled"]] = 0.0
    for lang in ("en", "zh"):
        for figure in charts_of(runs, lang).values():
            assert faults(figure, lang) == []
    assert "9to10replications" in plain(cost_plane(runs, "settled", COST_TITLES, "en"))
    still = runs[runs["scenario"] == "s1"]
    assert faults(cost_plane(still, "settled", COST_TITLES, "en"), "en") == []
    assert faults(frontier_chart(frontier(still, "settled"), "settled", COST_TITLES, "en"), "en") == []
