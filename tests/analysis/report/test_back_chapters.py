"""The chapters at the back of a report: doubt, facts, limits and appendix say what the evidence holds, and no more."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_up import BASELINE, made_up
from matplotlib.figure import Figure

from analysis.report.against_facts import against_facts
from analysis.report.appendix import appendix
from analysis.report.blocks import Heading, Picture, Points, Table, Words
from analysis.report.evidence import PointChart, PointFacts, SensitivityFacts
from analysis.report.limits import PATTERNS, limits
from analysis.report.shown import cells
from analysis.report.sources import cited, source_row, source_words
from analysis.report.uncertainty import MOST_POINTS, uncertainty
from analysis.scorecard import ROLES

ROOT = Path(__file__).resolve().parents[3]
CHAPTERS = (uncertainty, against_facts, limits, appendix)
LANGS = ("en", "zh")
ODD = {
    "usual": {},
    "failed": {"failed": 2, "pending": 1},
    "all_failed": {"scenarios": 2, "replications": 2, "failed": 4},
    "one_replication": {"replications": 1},
    "one_scenario": {"scenarios": 1},
    "no_baseline": {"baseline": False},
    "constant": {"constant": True},
    "no_detail": {"detail": False, "layers": False},
    "stale": {"stale": 3},
    "other_model": {"plain": True, "detail": False, "layers": False, "baseline": False},
    "sixty": {"scenarios": 60, "replications": 2},
}


def words(blocks) -> str:
    """Return all sentences of some blocks."""
    found = []
    for block in blocks:
        if isinstance(block, Heading | Words):
            found.append(block.text)
        elif isinstance(block, Points):
            found += block.items
    return "\n".join(found)


def table(blocks, name: str) -> Table:
    return next(block for block in blocks if isinstance(block, Table) and block.name == name)


def is_chinese(said: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", said) is not None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("odd", ODD)
def test_odd_studies_are_told_in_one_language(odd, lang):
    evidence = made_up(**ODD[odd])
    if odd == "other_model":
        evidence = replace(evidence, start=None, passports=(), villages=0)
    for chapter in CHAPTERS:
        blocks = chapter(evidence, lang)
        assert isinstance(next(block for block in blocks if isinstance(block, Heading)), Heading)
        said = [line for line in words(blocks).split("\n") if line]
        assert all(said)
        assert [line for line in said if is_chinese(line) != (lang == "zh")] == []
        for one in (block for block in blocks if isinstance(block, Table)):
            assert len(one.runs) in (0, len(one.rows))
            assert all({column.key for column in one.columns} <= set(row) for row in one.rows)
            assert all("nan" not in cell.lower().split() for row in cells(one, lang) for cell in row)


# three layers


def test_layers_stand_in_the_table_as_they_were_found():
    evidence = made_up()
    rows = table(uncertainty(evidence, "en"), "layers").rows
    assert len(rows) == len(evidence.layers)
    for row, (_, found) in zip(rows, evidence.layers.iterrows(), strict=True):
        scale = evidence.registry[found["outcome"]].scale
        assert [row["difference"], row["low"], row["high"]] == pytest.approx(
            [scale * found[key] for key in ("difference", "low", "high")]
        )
        assert row["n"] == found["n"]


def test_layers_name_the_runs_of_chance_and_the_studies_of_draws():
    evidence = made_up(scenarios=2, replications=3)
    runs = table(uncertainty(evidence, "en"), "layers").runs
    assert runs[:3] == ("R1-R6", "study “seed 1 · behaviour”", "study “seed 1 · levers”")


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.95, 1.0), "under all 2 scenarios the effect keeps its sign"),
        ((0.95, 0.6), "under 1 of 2 scenarios the effect keeps its sign"),
        ((0.6, 0.5), "under none of the 2 scenarios does the effect keep its sign"),
        ((0.04, 0.0), "under all 2 scenarios the effect keeps its sign"),
    ],
)
def test_an_effect_is_steady_where_nine_of_ten_draws_agree(shares, said):
    evidence = made_up()
    layers = evidence.layers.copy()
    for scenario, share in zip(evidence.others, shares, strict=True):
        layers.loc[(layers["scenario"] == scenario) & (layers["layer"] != "chance"), "share_better"] = share
    assert said in words(uncertainty(replace(evidence, layers=layers), "en"))


def test_the_widest_layer_is_named():
    evidence = made_up()
    layers = evidence.layers.copy()
    wide = layers["layer"] == "levers"
    layers.loc[wide, "high"] = layers.loc[wide, "high"] + 100 * layers["high"].abs().max()
    assert words(uncertainty(replace(evidence, layers=layers), "en")).count("Most doubt comes from lever values.") == 3


def test_without_draws_the_report_says_by_which_command_they_are_made():
    for evidence in (made_up(layers=False), replace(made_up(), layers=made_up().layers.query("layer == 'chance'"))):
        blocks = uncertainty(evidence, "en")
        assert "--uncertainty 20" in words(blocks)
        assert not any(isinstance(block, Table) and block.name == "layers" for block in blocks)


# what outcomes depend on


def facts_of(index: str, **changes) -> SensitivityFacts:
    frame = pd.DataFrame(
        [("a", index, 0.02, 0.01, 0.03, True, 0.005), ("b", index, 0.001, 0.0, 0.002, False, 0.005)],
        columns=["factor", "index", "value", "low", "high", "distinguishable", "reach"],
    )
    labels = {"a": {"en": "Alpha", "zh": "甲"}, "b": {"en": "Beta", "zh": "乙"}}
    held = {"method": "morris", "frame": frame, "labels": labels, "split": None, "noise": None, "n": 8}
    given = {"study": "further", "outcome": "participation_rate", "effect_of": "points", "baseline": BASELINE}
    return SensitivityFacts(**given | held | changes)


def test_indices_in_units_are_shown_in_the_unit_of_differences():
    evidence = replace(made_up(), sensitivities=(facts_of("mu_star"),))
    first, second = table(uncertainty(evidence, "en"), "sensitivity_1").rows
    assert (first["value"], first["high"], first["unit"]) == (
        pytest.approx(2.0),
        pytest.approx(3.0),
        "percentage points",
    )
    assert (first["told"], second["told"]) == ("yes", "no")


def test_pure_indices_stay_as_they_are():
    evidence = replace(made_up(), sensitivities=(facts_of("ST", method="sobol"),))
    first = table(uncertainty(evidence, "zh"), "sensitivity_1").rows[0]
    assert (first["factor"], first["value"], first["unit"]) == ("甲", 0.02, "")


def test_only_factors_beyond_chance_are_named_as_those_that_matter():
    said = words(uncertainty(replace(made_up(), sensitivities=(facts_of("ST", method="sobol"),)), "en"))
    assert "Most depends on alpha." in said
    assert "Factors that cannot be told from chance: 1 of 2." in said
    none = facts_of("ST", method="sobol")
    none.frame["distinguishable"] = False
    said = words(uncertainty(replace(made_up(), sensitivities=(none,)), "en"))
    assert "None of the 2 factors can be told from chance." in said
    assert "Most depends" not in said


def test_an_analysis_that_is_not_possible_is_told_as_a_warning():
    empty = facts_of("ST", frame=pd.DataFrame(), problem={"en": "too few runs", "zh": "运行太少"})
    blocks = uncertainty(replace(made_up(), sensitivities=(empty,)), "zh")
    assert [block.tone for block in blocks if isinstance(block, Words) and "运行太少" in block.text] == ["warning"]


def test_the_variance_is_split_as_far_as_it_is_known():
    split = {"levers": 0.2, "uncertainties": 0.5, "interaction": 0.1, "chance": 0.2}
    known = (facts_of("ST", split=split, method="sobol"), facts_of("ST", noise=0.4, method="sobol"), facts_of("ST"))
    rows = table(uncertainty(replace(made_up(), sensitivities=known), "en"), "variance").rows
    parts = ("levers", "uncertainties", "interaction", "chance")
    assert [[row[part] for part in parts] for row in rows] == [[0.2, 0.5, 0.1, 0.2], [None, None, None, 0.4]]


# points of a sweep


def swept(points: int = 4, *, effect: bool = True):
    """Return evidence of a sweep with known effects at every point."""
    evidence = made_up(scenarios=2, replications=2, points=True, layers=False, detail=False)
    scenario = evidence.others[0]
    values = np.linspace(-0.01, 0.03, points)
    frame = pd.DataFrame(
        {
            "scenario": scenario, "row": range(points), "outcome": "participation_rate", "n": 2, "baseline": 0.4,
            "mean": 0.4 + values, "difference": values, "sd": 0.001, "low": values - 0.005, "high": values + 0.005,
            "households": np.arange(points) + 1.0,
        }
    )  # fmt: skip
    frame = frame if effect else frame.drop(columns=["baseline", "difference"])
    listed = pd.DataFrame(
        [(f"{name}#{row}", name, row, 0) for name in (BASELINE, scenario) for row in range(points)],
        columns=["point", "scenario", "row", "luck"],
    )
    runs = pd.DataFrame(
        [
            {"number": i + 1, "label": f"R{i + 1}", "scenario": name, "point": f"{name}#{row}", "replication": r,
             "seed": 1 + r, "key": f"{i:064x}", "status": "ok", "stage": "", "error": "", "replay": "", "seconds": 1.0}
            for i, (name, row, r) in enumerate((n, p, r) for n in (BASELINE, scenario) for p in range(points)
                                               for r in range(2))
        ]
    )  # fmt: skip
    labels = {"households": {"en": "Households a member", "zh": "每名党员联系户数"}}
    chart = PointChart("heat_map_x", "participation_rate", scenario, ("households",), lambda _lang: Figure())
    facts = PointFacts(frame, labels, (chart,))
    return replace(evidence, points=listed, over_points=facts, runs=runs, sensitivities=())


def test_the_range_over_points_is_that_of_the_points():
    evidence = swept()
    row = table(uncertainty(evidence, "en"), "over_points").rows[0]
    assert (row["mean"], row["least"], row["most"]) == pytest.approx((1.0, -1.0, 3.0))
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile([-1, 1 / 3, 5 / 3, 3], [0.05, 0.95])))
    assert (row["down"], row["up"], row["n"]) == (1, 2, 4)


def test_a_point_names_its_own_runs_and_those_of_the_baseline_there():
    found = table(uncertainty(swept(), "en"), "points")
    assert found.runs[:2] == ("R1-R2, R9-R10", "R3-R4, R11-R12")
    assert [row["f_households"] for row in found.rows] == [1.0, 2.0, 3.0, 4.0]
    assert found.columns[1].header == "Households a member"


def test_levels_of_a_sweep_without_a_baseline_are_no_differences():
    blocks = uncertainty(swept(effect=False), "en")
    found = table(blocks, "over_points")
    assert {column.kind for column in found.columns if column.key in ("mean", "low", "high")} == {"number"}
    assert "levels are means over all points" in words(blocks)
    assert found.rows[0]["unit"] == "%"


def test_charts_of_points_and_too_many_points():
    blocks = uncertainty(swept(MOST_POINTS + 1), "en")
    assert [block.name for block in blocks if isinstance(block, Picture)] == ["points_heat_map_x"]
    assert not any(isinstance(block, Table) and block.name == "points" for block in blocks)
    assert "The 1,001 values of single points stand in effects.csv" in words(blocks)


# claims


@pytest.mark.parametrize("lang", LANGS)
def test_claims_come_with_verdict_evidence_and_what_would_settle_them(lang):
    claim = {"text": {"en": "Points are cheap", "zh": "积分便宜"}, "evidence": {"en": "+1 yuan", "zh": "+1 元"}}
    place = {"scenario": "points", "against": BASELINE, "outcome": "gini"}
    claims = (
        {**claim, **place, "verdict": "holds", "replications_needed": None},
        {**claim, **place, "verdict": "inconclusive", "replications_needed": 40},
    )
    blocks = uncertainty(replace(made_up(), claims=claims), lang)
    rows = table(blocks, "claims").rows
    assert [row["verdict"] for row in rows] == {"en": ["holds", "inconclusive"], "zh": ["成立", "尚无定论"]}[lang]
    assert [row["needed"] for row in rows] == [None, 40]
    assert rows[0]["claim"] == claim["text"][lang]
    assert {"en": "1 hold, 0 fail, and 1 cannot", "zh": "成立 1 项，不成立 0 项"}[lang] in words(blocks)


# facts


def test_roles_are_kept_apart_and_only_emergent_quantities_are_counted():
    evidence = made_up()
    blocks = against_facts(evidence, "en")
    for role in ROLES:
        mine = [row for row in evidence.scorecard if row["role"] == role]
        found = table(blocks, f"scorecard_{role}")
        assert [row["simulated"] for row in found.rows] == [row["simulated"] for row in mine]
        assert set(found.runs) == {evidence.runs_of(BASELINE)}
    emergent = [row for row in evidence.scorecard if row["role"] == "emergent"]
    inside = sum(row["inside"] for row in emergent)
    assert f"Emergent quantities inside the range of their fact: {inside} of {len(emergent)}." in words(blocks)


def test_facts_of_the_status_quo_under_another_baseline_are_said_to_be_so():
    evidence = made_up()
    rows = tuple({**row, "of": "linkage_full"} for row in evidence.scorecard)
    found = against_facts(replace(evidence, scorecard=rows), "en")
    assert "the runs are those of “Household linkage" in words(found)
    assert set(table(found, "scorecard_input").runs) == {evidence.runs_of("linkage_full")}
    assert "the runs are those of" not in words(against_facts(evidence, "en"))


def test_without_quantities_there_is_a_sentence_and_no_table():
    blocks = against_facts(replace(made_up(), scorecard=None), "zh")
    assert "xiangzhi scorecard" in words(blocks)
    assert not any(isinstance(block, Table | Picture) for block in blocks)


# limits


def test_limits_follow_the_runs():
    said = words(limits(made_up(failed=2, pending=1, stale=4, replications=3), "en"))
    assert "Failed runs, which are left out: 2 of 9." in said
    assert "Runs that have not been made: 1 of 9." in said
    assert "kept on request: 4." in said
    assert "So few replications" in said
    assert "Each scenario was run once" in words(limits(made_up(replications=1), "en"))
    whole = words(limits(made_up(replications=12), "en"))
    assert "Failed runs" not in whole
    assert "So few replications" not in whole
    assert "Nothing was compared" in words(limits(made_up(scenarios=1), "en"))


def test_limits_name_what_was_not_looked_at():
    bare = words(limits(made_up(detail=False, layers=False), "en"))
    for said in ("was not examined", "kept no people", "No sensitivity analysis"):
        assert said in bare
        assert said not in words(limits(made_up(), "en"))


def test_grades_are_counted_by_scenario():
    evidence = made_up()
    rows = table(limits(evidence, "en"), "grades").rows
    for row, facts in zip(rows, evidence.scenarios[1:], strict=True):
        assert row["numbers"] == len(facts.levers) == sum(row[grade] for grade in "ABCD")
        assert row["D"] == sum(lever.grade == "D" for lever in facts.levers)


def test_patterns_are_counted_as_the_page_on_them_has_them():
    page = (ROOT / "docs" / "patterns_of_the_sources.md").read_text(encoding="utf-8")
    parts = {part.splitlines()[0]: set(re.findall(r"^\| (pt\d+)", part, re.MULTILINE)) for part in page.split("\n## ")}
    counts = {"emergent": "Emergent, and shown", "assumed": "Assumed", "not_shown": "Not shown"}
    assert {name: len(parts[title]) for name, title in counts.items()} == {name: PATTERNS[name] for name in counts}
    assert len(set().union(*parts.values())) == PATTERNS["all"]


# appendix


def test_every_run_stands_in_the_appendix_with_its_replay_line():
    evidence = made_up(failed=1, pending=1)
    rows = table(appendix(evidence, "en"), "runs").rows
    assert [row["label"] for row in rows] == list(evidence.runs["label"])
    assert [row["status"] for row in rows][-2:] == ["failed", "not made"]
    assert [row["replay"] for row in rows] == list(evidence.runs["replay"])
    assert all(key.startswith(row["run"]) for row, key in zip(rows, evidence.runs["key"], strict=True))
    assert {row["seed"] for row in rows} == {str(seed) for seed in evidence.runs["seed"]}


def test_failures_stand_with_their_errors_or_are_said_to_be_none():
    failed = table(appendix(made_up(failed=2), "zh"), "failures")
    assert [(row["stage"], row["error"]) for row in failed.rows] == [
        ("运行", "ZeroDivisionError: division by zero")
    ] * 2
    assert failed.runs == ("R14", "R15")
    assert "No run failed." in words(appendix(made_up(), "en"))


@pytest.mark.parametrize("lang", LANGS)
def test_all_parameters_stand_with_their_passports(lang):
    evidence = made_up()
    rows = table(appendix(evidence, lang), "parameters").rows
    for row, passport in zip(rows, evidence.passports, strict=True):
        assert (row["key"], row["value"], row["low"], row["high"], row["grade"]) == (
            passport.key, passport.value, passport.low, passport.high, passport.grade
        )  # fmt: skip
        assert row["label"] == (passport.zh if lang == "zh" else passport.en)


def test_levers_stand_with_value_bounds_and_source():
    evidence = made_up()
    rows = table(appendix(evidence, "zh"), "levers").rows
    levers = [lever for facts in evidence.scenarios for lever in facts.levers]
    assert [(row["key"], row["value"], row["default"]) for row in rows] == [(x.key, x.value, x.default) for x in levers]
    assert {row["source"] for row in rows if row["grade"] == "D"} == {"自行判断"}


def test_settings_that_differ_are_listed_with_both_sides():
    evidence = made_up(scenarios=2)
    changes = ({"key": "policies.points", "a": None, "b": "on"}, {"key": "horizon.years", "a": 1, "b": 2.5})
    other = replace(evidence.scenarios[1], changes=changes)
    rows = table(appendix(replace(evidence, scenarios=(evidence.scenarios[0], other)), "en"), "changes").rows
    assert [(row["key"], row["a"], row["b"]) for row in rows] == [
        ("policies.points", "not there", "in force"), ("horizon.years", "1", "2.5")
    ]  # fmt: skip


def test_how_to_verify_names_the_folder_of_the_store():
    said = words(appendix(made_up(), "en"))
    assert "`xiangzhi verify results/made_up`" in said
    assert "numpy 2.4" in said


def test_sources_are_resolved_once_and_judgement_is_none_of_them():
    found = cited(["F074 F078", "own judgement; F074", "no source at all"])
    assert [source.id for source in found] == ["F074", "F078"]
    row = source_row(found[0], "en")
    assert row["title"] == "China Statistical Yearbook 2012 table 23-9"
    assert row["year"] == "2011"
    assert source_words("F074; own judgement", "en") == "F074; own judgement"
