"""The scorecard: rows carried whole, scores in closed form, counts and drift."""

import json
import math
import re
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console
from ruamel.yaml import YAML

from analysis.charts.save import texts_of
from analysis.charts.scorecard import scorecard_plot
from analysis.scorecard import ROLES, comparisons, drift, label_of_row, score, scorecard, tally
from analysis.table import drift_table, scorecard_table

START = date(2024, 1, 1)
EVIDENCE = Path(__file__).resolve().parents[3] / "shared" / "evidence" / "comparisons.yaml"
QUARTERS = [f"{year}-{month:02d}-01" for year in (2021, 2022, 2023, 2024) for month in (1, 4, 7, 10)]


def run(quantities=None, series=None):
    return SimpleNamespace(quantities=quantities or {}, series=series or {}, series_dates=QUARTERS)


def row(name):
    return next(found for found in comparisons() if found.id == name)


def test_rows_are_whole():
    rows = comparisons()
    assert len(rows) == 36
    assert len({found.id for found in rows}) == 36
    for found in rows:
        assert found.low <= found.target <= found.high, found.id
        assert found.role in ROLES
        assert found.field in ("true", "reported")
        assert re.search(r"[一-鿿]", found.zh)
    counts = {role: sum(found.role == role for found in rows) for role in ROLES}
    assert counts == {"input": 6, "fitted": 9, "emergent": 21}


def test_rows_equal_the_evidence_they_were_carried_from():
    given = YAML(typ="safe").load(EVIDENCE.read_text(encoding="utf-8"))["comparisons"] if EVIDENCE.exists() else None
    carried = [asdict(found) for found in comparisons()]
    for mine, theirs in zip(carried, given or carried, strict=True):
        assert {key: mine[key] for key in theirs} == theirs


def test_a_row_is_scored_by_the_mean_and_its_error():
    found = score(row("gini_village"), [{"gini_village": v} for v in (0.30, 0.32, 0.34, 0.36)])
    assert found["simulated"] == pytest.approx(0.33)
    assert found["mc_error"] == pytest.approx(np.std([0.30, 0.32, 0.34, 0.36], ddof=1) / 2)
    assert (found["low"], found["high"], found["target"]) == (0.23, 0.33, 0.28)
    assert found["note"] is None


def test_the_ends_of_the_range_are_inside():
    edge = replace(row("gini_village"), low=0.25, high=0.5)
    assert score(edge, [{"gini_village": 0.25}])["inside"] is True
    assert score(edge, [{"gini_village": 0.5}])["inside"] is True
    assert score(edge, [{"gini_village": 0.500001}])["inside"] is False
    assert score(edge, [{"gini_village": 0.25}])["mc_error"] is None


def test_what_was_not_simulated_is_said_apart():
    absent, unmeasured = (
        score(row("linkage_visits"), None),
        score(row("linkage_visits"), [{}, {"linkage_visits": math.nan}]),
    )
    assert (absent["note"], unmeasured["note"]) == ("not_shipped", "not_measured")
    assert absent["inside"] is unmeasured["inside"] is unmeasured["simulated"] is None


def test_a_replication_without_the_quantity_is_left_out():
    found = score(row("civil_cases"), [{"civil_cases": 5.0}, {"civil_cases": math.nan}, {"civil_cases": 7.0}])
    assert (found["simulated"], found["replications"]) == (6.0, 2)


def test_the_card_counts_by_role_and_is_json():
    quantities = {found.id: found.target for found in comparisons() if found.scenario == "status_quo"}
    quantities["income_mean"] = 1.0
    card = scorecard({"status_quo": [run(quantities), run(quantities)]}, START, ["participation_rate"])
    assert len(card["rows"]) == 36
    assert card["counts"]["input"] == {"inside": 5, "total": 5, "not_measured": 1}
    assert card["counts"]["fitted"] == {"inside": 8, "total": 9, "not_measured": 0}
    assert sum(c["total"] + c["not_measured"] for c in card["counts"].values()) == 36
    keys = {"id", "fact", "role", "target", "low", "high", "simulated", "mc_error", "inside"}
    assert all(keys <= set(found) for found in card["rows"])
    assert json.loads(json.dumps(card, allow_nan=False))["drift"] == {"participation_rate": None}


def test_drift_compares_whole_years_before_the_policy():
    season = np.tile([1.0, 1.2, 0.9, 1.1], 4)
    level = np.repeat([7.0, 10.0, 10.3, 99.0], 4)
    runs = [run(series={"x": list(season * level)}), run(series={"x": list(season * np.repeat([1, 10, 10.1, 5], 4))})]
    assert drift(runs, "x", START) == pytest.approx((3.0 + 1.0) / 2)


def test_drift_is_unknown_without_two_years_of_burn_in():
    assert drift([run(series={"x": [1.0] * 16})], "x", date(2022, 10, 1)) is None
    assert drift([run(series={"x": [0.0] * 16})], "x", START) is None
    assert drift([], "x", START) is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_chart_and_table_print_every_row(lang, registry):
    quantities = {found.id: found.low + 1.3 * (found.high - found.low) for found in comparisons()}
    quantities["gini_village"] = 9.0
    runs = {"status_quo": [run(quantities)] * 2, "linkage": [run(quantities)] * 2}
    card = scorecard(runs, START, ["participation_rate"])
    words = texts_of(scorecard_plot(card["rows"], lang))
    console = Console(width=180, color_system=None)
    with console.capture() as caught:
        console.print(scorecard_table(card["rows"], lang))
        console.print(drift_table(card["drift"], lang, registry=registry))
    for found in comparisons():
        assert label_of_row(found.id, lang) in words
        assert label_of_row(found.id, lang) in caught.get()
    assert ("scenario not shipped" if lang == "en" else "未附带该情景") in caught.get()
    assert tally(card["rows"])["emergent"]["not_measured"] == 5


def test_an_empty_card_says_so():
    assert texts_of(scorecard_plot([], "en")) == ["Nothing to show: no run has given a value."]
