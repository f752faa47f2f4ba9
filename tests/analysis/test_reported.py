"""What places report beside simulated figures: shared out, signed, masked, and printed as recorded."""

import json
import math
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from analysis.reported import compared, ratios, variants
from analysis.reported_table import tables
from model.evidence.reported import quantities, reported

FOLDER = Path(__file__).with_name("reported")
PRINTED = [(place, lang) for place in ("forest_city", "pilot_county") for lang in ("en", "zh")]


def made_up(shift: float = 0.0, **chosen: float) -> SimpleNamespace:
    """Return a run in which every quantity has a number of its own."""
    known = [name for name, sheet in quantities().items() if not sheet.absent]
    values = {name: 100.0 + 7.0 * place + shift for place, name in enumerate(known)}
    levels = {name: value / 1000.0 for name, value in values.items() if quantities()[name].kind == "level"}
    sizes = {"grids": 26.0, "villages": 3.0, "places": 8.0}
    return SimpleNamespace(quantities={**values, **levels, **sizes, **chosen})


def printed(place: str, lang: str) -> str:
    """Return the tables of a place for made-up runs."""
    runs = [made_up(shift) for shift in (0.0, 3.0, -1.5)]
    without = {practices: [made_up(shift) for shift in (-4.0, 4.0, -9.0)] for practices in variants(place)}
    rows = compared(place, runs, without, lang)
    console = Console(width=140, color_system=None, highlight=False)
    with console.capture() as caught:
        for table in tables(rows, ratios(place, runs, lang), lang):
            console.print(table)
    return "\n".join(line.rstrip() for line in caught.get().splitlines()) + "\n"


def row_of(place, name, runs, without=None, lang="en"):
    return next(row for row in compared(place, runs, without or {}, lang) if row["id"] == name)


@pytest.mark.parametrize(("place", "lang"), PRINTED)
def test_tables_are_printed_as_recorded(place, lang):
    assert printed(place, lang) == (FOLDER / f"{place}_{lang}.txt").read_text(encoding="utf-8")


def test_a_count_is_shared_out_and_says_how_long_it_would_take():
    runs = [made_up(disputes_settled=26.0 * 0.5), made_up(disputes_settled=26.0 * 0.3)]
    row = row_of("forest_city", "fc_disputes", runs)
    assert (row["simulated"], row["low"], row["high"]) == (pytest.approx(0.4), pytest.approx(0.3), pytest.approx(0.5))
    assert row["per"] == "grid"
    assert row["per_value"] == pytest.approx(111 / 506)
    assert row["years"] == pytest.approx(111 / 506 / 0.4)


def test_villages_share_what_villages_earn():
    row = row_of("forest_city", "fc_collective_income", [made_up(collective_income_total=600_000.0)])
    assert (row["per"], row["simulated"]) == ("village", 200_000.0)
    assert row["years"] == pytest.approx(28_000_000 / 14 / 200_000)


def test_a_stock_or_a_share_takes_no_time():
    stock = row_of("forest_city", "fc_guaranteed_households", [made_up(households_assisted=52.0)])
    share = row_of("gansu_district", "gs_satisfaction", [made_up(satisfaction_share=0.5)])
    assert (stock["simulated"], stock["a_year"], stock["years"]) == (2.0, False, None)
    assert (share["simulated"], share["per"], share["years"]) == (0.5, None, None)


def test_reports_of_the_simulated_villages_stand_beside_the_truth():
    row = row_of("forest_city", "fc_problems", [made_up(problems_solved=26.0, problems_reported_solved=39.0)])
    assert (row["simulated"], row["as_reported"]) == (1.0, 1.5)


def test_where_the_model_counts_nothing_of_the_kind_there_is_no_figure_but_a_reason():
    for row in (found for place in PLACES for found in compared(place, [made_up()], {}, "en")):
        if quantities()[row["quantity"]].absent:
            assert row["simulated"] is row["low"] is row["high"] is row["years"] is None
            assert quantities()[row["quantity"]].absent["en"] in row["caveat"]


PLACES = list(dict.fromkeys(row.case for row in reported()))


@pytest.mark.parametrize("place", PLACES)
def test_masks_have_no_figure_and_what_does_not_compare_has_no_counterpart(place):
    for row in compared(place, [made_up()], {}, "zh"):
        assert row["shown_as"] is None or row["value"] is row["per_value"] is row["years"] is None
        assert row["comparable"] != "no" or row["simulated"] is None


def test_effects_of_words_are_paired_by_replication():
    runs = [made_up(poverty_share=value) for value in (0.10, 0.20, 0.30)]
    others = [made_up(poverty_share=value) for value in (0.14, 0.21, 0.29)]
    sign = row_of("fengjie", "fj_exit", runs, {("four_visits_four_supports",): others})["sign"]
    assert sign["difference"] == pytest.approx((-0.04 - 0.01 + 0.01) / 3)
    assert (sign["low"], sign["high"]) == (pytest.approx(-0.04), pytest.approx(0.01))
    assert (sign["claim"], sign["higher"], sign["lower"], sign["pairs"]) == ("down", 1, 2, 3)


def test_no_effect_is_told_where_a_replication_is_missing():
    runs = [made_up(), made_up()]
    for others in ([], [made_up()], [made_up(), made_up(poverty_share=math.nan)]):
        assert row_of("fengjie", "fj_exit", runs, {("four_visits_four_supports",): others})["sign"] is None


def test_practices_are_taken_out_only_to_see_what_the_model_can_show():
    assert variants("pilot_county") == [("township_empowerment",), ("joint_household_help", "member_household_linkage")]
    assert variants("fucheng") == [("representative_deliberation_notice",)]
    assert variants("hebei_three_smalls") == []


def test_quotients_need_no_period_or_say_so():
    runs = [
        made_up(problems_solved=30.0, disputes_settled=10.0, problems_solved_vulnerable=5.0, households_assisted=20.0)
    ]
    found = {row["id"]: row for row in ratios("forest_city", runs, "en")}
    assert (found["fc_problems_per_dispute"]["simulated"], found["fc_problems_per_dispute"]["years"]) == (3.0, None)
    assert found["fc_problems_per_assisted_household"]["years"] == pytest.approx(0.552 / 0.25)
    assert found["fc_publicity_per_dispute"]["simulated"] is None


def test_nothing_to_divide_by_is_no_figure():
    found = {row["id"]: row for row in ratios("forest_city", [made_up(disputes_settled=0.0)], "en")}
    assert found["fc_problems_per_dispute"]["simulated"] is None


@pytest.mark.parametrize("place", PLACES)
def test_all_is_json_without_verdicts(place):
    rows = compared(place, [made_up()], {}, "en")
    keys = {"id", "counts", "value", "shown_as", "comparable", "simulated", "low", "high", "caveat"}
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert all(keys <= set(row) for row in rows)
    assert not any({"inside", "passed", "verdict"} & set(row) for row in rows)


def record() -> None:
    """Write the recorded tables anew, after a change meant to show: `python tests/analysis/test_reported.py`."""
    FOLDER.mkdir(exist_ok=True)
    for place, lang in PRINTED:
        (FOLDER / f"{place}_{lang}.txt").write_text(printed(place, lang), encoding="utf-8")


if __name__ == "__main__":
    record()
