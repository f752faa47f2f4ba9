"""``report``: documents from stored studies, whole and odd ones; what is refused; what a changed number changes."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.report.blocks import Document, Heading, Picture, Points, Table, Words
from analysis.report.compose import compose
from experiments.verify import verify
from model.errors import ParameterError, StoreError
from xiangzhi.claims import check
from xiangzhi.comparison import compare
from xiangzhi.report_frames import mean_over_points
from xiangzhi.reporting import gather, report
from xiangzhi.sweeping import sweep

BASE = """\
title: {zh: 小村, en: Small village}
extends: status_quo
horizon: {years: 1, burn_in_years: 1}
population:
  villages: {count: 2, households: 20, population: 60, members: 5, committee: 3, representatives: 4, grid_workers: 1}
"""
POINTS = """\
title: {zh: 积分, en: Points}
question: {zh: 积分有何作用？, en: What do points do?}
extends: village.yaml
policies:
  points: {}
"""
TOYS = """\
def luck(point, seed):
    if seed == 3 and point["a"] > 0.5:
        raise ValueError("boom")
    return {"y": point["a"] + seed / 7, "z": 2.0}

def never(point, seed):
    raise ValueError("boom")
"""
LUCK = """\
title: {zh: 运气, en: Luck}
question: {zh: 运气有多大？, en: How much is luck?}
model: toys.py:luck
uncertainties: {a: {low: 0, high: 1, levels: 3}}
design: {kind: factorial}
replications: 3
outcomes: [y, z]
"""
NEVER = """\
title: {zh: 从不, en: Never}
model: toys.py:never
replications: 2
outcomes: [y]
"""
MANY = """\
title: {zh: 很多点, en: Many points}
model: toys.py:luck
uncertainties: {a: {low: 0, high: 0.5}, b: {low: 0, high: 1}}
design: {kind: latin_hypercube, samples: 60}
replications: 2
seed: 5
outcomes: [y]
"""
SWEEP = """\
title: {zh: 小研究, en: Small study}
question: {zh: 取决于什么？, en: What does it depend on?}
scenarios: [village.yaml, village_points.yaml]
baseline: village
settings: {population.villages.count: 1, horizon.burn_in_years: 0}
levers: {points.point_value: [1, 2]}
design: {kind: factorial}
outcomes: [disposable_income, participation_rate]
replications: 2
"""
CLAIMS = """\
scenarios: [village.yaml, village_points.yaml]
baseline: village
settings: {population.villages.count: 1, horizon.burn_in_years: 0}
replications: 3
claims:
  - {scenario: village_points, outcome: public_cost_per_head, at_most: 500, text: {zh: 积分便宜, en: Points are cheap}}
  - {scenario: village_points, outcome: disposable_income, lower: true}
"""
ALL_FILES = {
    "village.yaml": BASE, "village_points.yaml": POINTS, "toys.py": TOYS, "luck.yaml": LUCK, "never.yaml": NEVER,
    "many.yaml": MANY,
    "small.yaml": SWEEP, "claims.yaml": CLAIMS,
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give a folder with two scenarios, and below `out` their comparison with three replications."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in ALL_FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        compare(["village.yaml", "village_points.yaml"], replications=3, workers=1, out="out")
    return folder


@pytest.fixture
def studied(made, tmp_path, monkeypatch):
    """Give a copy of that folder, as the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sketched(monkeypatch):
    """Leave every figure empty, which takes no time."""

    def sketch(evidence, lang):
        document = compose(evidence, lang)
        blocks = [replace(one, draw=Figure) if isinstance(one, Picture) else one for one in document.blocks]
        return replace(document, blocks=blocks)

    monkeypatch.setattr("analysis.report.compose.compose", sketch)


def answer(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def words(document: Document) -> str:
    found = []
    for block in document.blocks:
        if isinstance(block, Heading | Words):
            found.append(block.text)
        elif isinstance(block, Points):
            found += block.items
    return "\n".join(found)


def tables(document: Document) -> dict[str, Table]:
    return {block.name: block for block in document.blocks if isinstance(block, Table)}


def numbers(document: Document) -> dict[str, list]:
    return {name: [dict(row) for row in table.rows] for name, table in tables(document).items()}


def alter(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def add(study: str) -> str:
    return f"UPDATE outcome_rows SET value = value + 0.5 WHERE {study}"


# the whole way


def test_a_report_for_excel_holds_the_effects_of_the_comparison(studied, call):
    found = answer(call("report", "out", "-o", "a.xlsx", "--json"))
    assert found == {"wrote": ["a.xlsx"], "tables": found["tables"], "figures": found["figures"], "runs": 6,
                     "failed": 0, "stale": 0}  # fmt: skip
    assert found["tables"] > 10
    book = openpyxl.load_workbook("a.xlsx")
    effects = compare(["village.yaml", "village_points.yaml"], replications=3, workers=1, out="out").effects
    wanted = float(effects.loc[effects["outcome"] == "disposable_income", "difference"].iloc[0])
    values = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)
    ]
    assert any(value == pytest.approx(wanted, rel=1e-12) for value in values)


@pytest.mark.parametrize(("lang", "said"), [("en", "wrote a.html"), ("zh", "已写入 a.html")])
def test_several_documents_at_once(studied, call, sketched, lang, said):
    result = call("report", "out", "-o", "a.html", "-o", "b.docx", "--lang", lang)
    assert result.exit_code == 0, result.output
    assert said in result.stdout
    page = Path("a.html").read_text(encoding="utf-8")
    assert {"en": "What do points do?", "zh": "积分有何作用？"}[lang] in page
    assert f'lang="{lang}' in page
    assert Path("b.docx").stat().st_size > 10_000


def test_every_figure_of_a_report_can_be_drawn(studied):
    report("out", "a.html", lang="zh")
    page = Path("a.html").read_text(encoding="utf-8")
    evidence = gather("out")
    figures = [block for block in compose(evidence, "zh").blocks if isinstance(block, Picture)]
    assert len(figures) > 10
    assert page.count("<figure") == len(figures)


def test_without_a_file_the_report_lies_beside_the_store(studied, call, monkeypatch):
    monkeypatch.setattr("analysis.report.html.write_html", lambda document, path: path.write_text(document.title))
    assert answer(call("report", "out", "--json"))["wrote"] == [str(Path("out/report.html"))]
    assert Path("out/report.html").is_file()


def test_the_report_runs_nothing_and_leaves_the_store_alone(studied, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a report ran the model")

    monkeypatch.setattr("experiments.run.run", refuse)
    before = Path("out/study.sqlite").read_bytes()
    report("out", "a.xlsx")
    assert Path("out/study.sqlite").read_bytes() == before


def test_one_store_gives_one_report(studied):
    first, second = (compose(gather("out"), "zh") for _ in range(2))
    assert numbers(first) == numbers(second)
    assert (first.title, first.about, words(first)) == (second.title, second.about, words(second))


def test_a_study_file_stands_for_its_folder(studied):
    sweep("small.yaml", workers=1)
    assert gather("small.yaml").store == gather("results/small").store == str(Path("results/small/study.sqlite"))


# what a report says of a comparison


def test_people_kept_by_the_runs_are_told(studied):
    evidence = gather("out")
    assert set(evidence.groups["scenario"]) == {"village", "village_points"}
    assert set(evidence.turns["scenario"]) == {"village_points"}
    assert evidence.sizes is not None
    whole = evidence.groups.query("breakdown == 'all' and outcome == 'disposable_income'")
    assert len(whole) == 6
    assert evidence.scorecard is not None
    assert {row["of"] for row in evidence.scorecard} == {"village"}


def test_the_appendix_names_every_run_by_its_fingerprint(studied):
    evidence = gather("out")
    rows = tables(compose(evidence, "en"))["runs"].rows
    with closing(sqlite3.connect("out/study.sqlite")) as store:
        keys = {row[0] for row in store.execute("SELECT fingerprint FROM runs")}
    assert {row["run"] for row in rows} == {key[:16] for key in keys}
    assert evidence.runs_of("village") == "R1-R3"
    assert [row["replay"] for row in rows][:2] == [f"xiangzhi run village.yaml --seed {seed}" for seed in (1, 2)]


def test_every_row_of_results_names_runs_that_are_there(studied):
    evidence = gather("out")
    labels = set(evidence.runs["label"])
    bare = {"definitions", "policies", "levers", "changes", "grades", "parameters", "sources", "runs"}
    for name, table in tables(compose(evidence, "en")).items():
        if name in bare:
            continue
        assert len(table.runs) == len(table.rows), name
        for runs in table.runs:
            ends = {end for span in runs.split(", ") for end in span.split("-")}
            assert ends <= labels, (name, runs)


def test_scenarios_say_what_they_run_beyond_the_baseline(studied):
    facts = {facts.id: facts for facts in gather("out").scenarios}
    assert facts["village"].levers == ()
    assert [use.policy for use in facts["village_points"].policies] == ["points"]
    assert {lever.policy for lever in facts["village_points"].levers} == {"points"}
    assert {"key": "policies.points", "a": None, "b": "on"} in facts["village_points"].changes


def test_margins_come_in_the_unit_of_tables(studied, call):
    assert gather("out", margins={"participation_rate": 5}).margins == {"participation_rate": 0.05}
    result = call("report", "out", "-o", "a.xlsx", "--margin", "hapiness=3")
    assert result.exit_code == 2
    assert "hapiness" in result.stderr
    result = call("report", "out", "-o", "a.xlsx", "--margin", "participation_rate=0", "--lang", "zh")
    assert result.exit_code == 2
    assert "大于零" in result.stderr


# a changed number


def test_an_outcome_altered_in_the_store_changes_the_report_and_verify_finds_it(studied):
    before = numbers(compose(gather("out"), "en"))
    run = "SELECT run FROM outcome_rows LIMIT 1"
    named = "(SELECT id FROM names WHERE name = 'participation_rate')"
    county = "(SELECT id FROM names WHERE name = '')"
    alter(Path("out/study.sqlite"), add(f"run = ({run}) AND outcome = {named} AND village = {county}"))
    after = numbers(compose(gather("out"), "en"))
    assert [name for name in before if before[name] != after[name]]
    assert {found.outcome for found in verify(Path("out"), count=0).differences} == {"participation_rate"}


def test_people_altered_in_the_store_change_the_report_and_verify_finds_it(studied):
    before = numbers(compose(gather("out"), "en"))
    people = "SELECT data FROM details WHERE part = 'people' AND run = {run}"
    with closing(sqlite3.connect("out/study.sqlite")) as store, store:
        runs = [row[0] for row in store.execute("SELECT DISTINCT run FROM details ORDER BY run")]
        one, other = (store.execute(people.format(run=run)).fetchone()[0] for run in runs[-2:])
        assert one != other
        store.execute(f"UPDATE details SET data = ? WHERE part = 'people' AND run = {runs[-1]}", (one,))
    after = numbers(compose(gather("out"), "en"))
    assert [name for name in before if before[name] != after.get(name)]
    assert any(found.outcome.startswith("people") for found in verify(Path("out"), count=0).differences)


# odd studies


def odd(*scenarios: str, replications: int = 2, **kwargs):
    """Return the report of a comparison in both languages."""
    compare([f"{name}.yaml" for name in scenarios], replications=replications, workers=1, out="odd", **kwargs)
    evidence = gather("odd")
    return evidence, {lang: compose(evidence, lang) for lang in ("en", "zh")}


def test_a_single_replication_gives_no_interval(studied):
    evidence, found = odd("village", "village_points", replications=1)
    assert evidence.replications == 1
    assert "Each scenario was run once" in words(found["en"])
    changes = tables(found["en"])["what_changes"]
    assert changes.rows
    assert all(row["low"] is None and row["high"] is None for row in changes.rows)


def test_one_scenario_gives_levels_and_no_comparison(studied):
    evidence, found = odd("village")
    assert evidence.baseline == ""
    assert "what_changes" not in tables(found["en"])
    assert "Nothing was compared" in words(found["en"])
    assert "没有可比较的情景" in words(found["zh"])


def test_a_study_without_detail_says_what_is_not_known(studied):
    evidence, found = odd("village", "village_points", detail=False)
    assert (evidence.groups, evidence.flows, evidence.scorecard) == (None, None, None)
    assert "kept no people" in words(found["en"])
    assert "xiangzhi scorecard" in words(found["zh"])


def test_draws_of_a_comparison_are_its_layers(studied):
    evidence, found = odd("village", "village_points", detail=False, uncertainty=2)
    assert set(evidence.layers["layer"]) == {"chance", "behaviour", "levers"}
    assert len(evidence.runs) == 4
    assert tables(found["zh"])["layers"].rows


def test_failed_runs_are_counted_and_named(studied, monkeypatch):
    from model import outcomes

    real, calls = outcomes.measure, []

    def breaks(world):
        calls.append(world)
        if len(calls) == 2:
            raise ZeroDivisionError("division by zero")
        return real(world)

    monkeypatch.setattr("experiments.run.measure", breaks)
    evidence, found = odd("village", "village_points", replications=3)
    assert (evidence.runs["status"] == "failed").sum() == 1
    failed = tables(found["en"])["failures"].rows
    assert [row["error"] for row in failed] == ["ZeroDivisionError: division by zero"]
    assert "Failed runs, which are left out: 1 of 6." in words(found["en"])
    first = words(found["zh"]).split("\n")[:8]
    assert any("失败" in line for line in first)


def test_runs_that_have_not_been_made_are_said_to_be_missing(studied):
    with closing(sqlite3.connect("out/study.sqlite")) as store, store:
        store.execute("DELETE FROM runs WHERE id = (SELECT max(id) FROM runs)")
    evidence = gather("out")
    assert (evidence.runs["status"] == "pending").sum() == 1
    assert "Runs that have not been made: 1 of 6." in words(compose(evidence, "en"))


def test_a_study_of_another_model_with_a_failed_run(studied):
    sweep("luck.yaml", workers=1)
    evidence = gather("results/luck")
    assert (evidence.start, evidence.passports, evidence.baseline) == (None, (), "")
    assert (evidence.runs["status"] == "failed").sum() == 1
    document = compose(evidence, "zh")
    assert document.title == "运气"
    assert "县域模型" in words(document)
    rows = tables(document)["over_points"].rows
    assert [row["least"] for row in rows if row["outcome"] == "z"] == [2.0]
    assert tables(document)["failures"].rows[0]["error"] == "ValueError: boom"


def test_where_all_runs_failed_the_report_says_so(studied):
    sweep("never.yaml", workers=1)
    evidence = gather("results/never")
    for lang, said in (("en", "No run gave a result."), ("zh", "没有一次运行得出结果")):
        document = compose(evidence, lang)
        assert said in words(document)
        assert len(tables(document)["failures"].rows) == 2


def test_a_sweep_is_told_as_the_mean_over_its_points(studied):
    found = sweep("small.yaml", workers=1)
    evidence = gather("small.yaml")
    wide = found.runs.groupby(["scenario", "replication"])["disposable_income"].mean()
    held = evidence.outcomes.query("outcome == 'disposable_income'").set_index(["scenario", "replication"])["value"]
    pd.testing.assert_series_equal(held.sort_index(), wide.sort_index(), check_names=False)
    assert (evidence.replications, evidence.baseline, len(evidence.runs)) == (2, "village", 8)
    document = compose(evidence, "en")
    rows = [row for row in tables(document)["over_points"].rows if row["outcome"] == "Participation rate"]
    effects = found.differences.query("outcome == 'participation_rate'")["difference"] * 100
    assert (rows[0]["least"], rows[0]["most"]) == pytest.approx((effects.min(), effects.max()))
    assert [chart.name for chart in evidence.over_points.charts] == ["dose_response_village_points"]
    assert evidence.over_points.charts[0].draw("zh").axes


def means(points: list[tuple], rows: list[tuple]) -> dict[tuple[str, int], float]:
    """Return the means over points of two replications, by scenario and replication."""
    listed = pd.DataFrame(points, columns=["point", "scenario", "row", "luck"])
    outcomes = pd.DataFrame(
        [(point, r, 1 + r, "y", "", value) for point, r, value in rows],
        columns=["scenario", "replication", "seed", "outcome", "village", "value"],
    )
    found = mean_over_points(outcomes, listed, 2)
    assert list(found.columns) == list(outcomes.columns)
    return {(row.scenario, row.replication): row.value for row in found.itertuples()}


def test_a_point_that_failed_is_left_out_for_every_scenario():
    points = [("a#0", "a", 0, 0), ("a#1", "a", 1, 0), ("b#0", "b", 0, 0), ("b#1", "b", 1, 0)]
    first = [("a#0", 0, 1.0), ("a#1", 0, 3.0), ("b#0", 0, 2.0)]
    second = [("a#0", 1, 1.0), ("a#1", 1, 3.0), ("b#0", 1, 2.0), ("b#1", 1, 8.0)]
    assert means(points, [*first, *second]) == {("a", 0): 1.0, ("b", 0): 2.0, ("a", 1): 2.0, ("b", 1): 5.0}


def test_means_over_points_leave_out_other_luck_and_earlier_calls():
    points = [("a#0", "a", 0, 0), ("a#1", "a", 1, 0), ("a#2", "a", 2, 1)]
    rows = [("a#0", 0, 1.0), ("a#1", 0, 3.0), ("a#2", 0, 100.0), ("a#0", 1, 5.0), ("a#1", 1, None), ("a#0", 2, 9.0)]
    assert means(points, rows) == {("a", 0): 2.0, ("a", 1): 5.0}


def test_verdicts_on_claims_go_in(studied):
    check("claims.yaml", workers=1)
    evidence = gather("claims.yaml")
    assert [claim["verdict"] for claim in evidence.claims] == ["holds", "fails"]
    assert evidence.baseline == "village"
    document = compose(evidence, "zh")
    assert tables(document)["claims"].rows[0]["claim"] == "积分便宜"
    assert gather("results/claims").claims == evidence.claims
    assert gather("out", with_=["results/claims"]).claims == evidence.claims


def test_indices_of_a_further_study_go_in_with_its_name(studied):
    sweep("many.yaml", workers=1)
    evidence = gather("out", with_=["results/many"])
    (facts,) = evidence.sensitivities
    assert (facts.study, facts.outcome, facts.effect_of, facts.n) == ("many", "y", "", 60)
    told = facts.frame.set_index("factor")["distinguishable"]
    assert (bool(told["a"]), bool(told["b"])) == (True, False)
    document = compose(evidence, "zh")
    assert set(tables(document)["sensitivity_1"].runs) == {"研究“many”"}
    own = compose(gather("results/many"), "en")
    assert set(tables(own)["sensitivity_1"].runs) == {"R1-R120"}
    assert [row["key"] for row in tables(own)["factors"].rows] == ["a", "b"]


# refusals


def refused(result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    for part in parts:
        assert part in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("lang", "said"), [("en", "allowed are names that end in"), ("zh", "文件名须以")])
def test_other_kinds_of_files_are_refused_before_anything_is_read(studied, call, lang, said):
    refused(call("report", "nowhere", "-o", "report.pdf", "--lang", lang), "report.pdf", said, ".docx")
    assert not Path("report.pdf").exists()


def test_a_file_cannot_be_written_twice(studied, call):
    refused(call("report", "out", "-o", "a.xlsx", "-o", "./a.xlsx"), "came twice")


def test_a_place_that_cannot_be_written_to_leaves_nothing(studied, call):
    Path("file").write_text("", encoding="utf-8")
    refused(call("report", "out", "-o", "file/a.xlsx"), "file/a.xlsx", "cannot be written")


def test_a_writer_that_breaks_leaves_the_old_report_whole(studied, call, sketched, monkeypatch):
    Path("a.html").write_text("old", encoding="utf-8")

    def breaks(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.files.Path.replace", breaks)
    refused(call("report", "out", "-o", "a.html"), "No space left on device")
    assert Path("a.html").read_text(encoding="utf-8") == "old"
    assert not [path for path in Path().iterdir() if path.name.startswith(".a.")]


def test_a_folder_without_a_study_is_refused(studied, call):
    refused(call("report", "nowhere", "-o", "a.html"), "nowhere")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_stale_runs_are_refused_or_kept_with_a_warning(studied, call, lang):
    Path("village_points.yaml").write_text(POINTS.replace("{}", "{levers: {point_value: 3}}"), encoding="utf-8")
    result = call("report", "out", "-o", "a.xlsx", "--lang", lang)
    refused(result, "village_points", "--stale keep")
    assert not Path("a.xlsx").exists()
    result = call("report", "out", "-o", "a.xlsx", "--stale", "keep", "--lang", lang)
    assert result.exit_code == 0, result.output
    assert result.stderr
    kept = compose(gather("out", stale="keep"), lang)
    warnings = [block.text for block in kept.blocks if isinstance(block, Words) and block.tone == "warning"]
    assert any("3" in text for text in warnings)
    # What is told of the scenario is what was run, not what the file says today.
    lever = next(row for row in tables(kept)["levers"].rows if row["key"] == "points.point_value")
    assert lever["value"] == lever["default"]


def test_of_several_studies_one_must_be_named(studied, call):
    compare(["village.yaml", "village_points.yaml"], replications=1, seed=7, workers=1, out="out", detail=False)
    refused(call("report", "out", "-o", "a.xlsx"), "seed 1; seed 7", "--study")
    refused(call("report", "out", "-o", "a.xlsx", "--study", "seed 77"), "did you mean 'seed 7'")
    assert answer(call("report", "out", "-o", "a.xlsx", "--study", "seed 7", "--json"))["runs"] == 2


def test_a_further_study_must_have_something_to_add(studied, call):
    refused(call("report", "out", "-o", "a.xlsx", "--with", "out"), "neither a sensitivity analysis nor checked claims")


def test_a_study_that_was_planned_but_never_run_is_refused(studied):
    with closing(sqlite3.connect("out/study.sqlite")) as store, store:
        store.execute("DELETE FROM runs")
    with pytest.raises(StoreError, match="no run of 'seed 1'"):
        gather("out")


def test_errors_speak_both_languages(studied):
    with pytest.raises(ParameterError) as caught:
        report("out", "a.txt")
    assert "文件名须以" in caught.value.text("zh")
