"""The whole report: chapters in order, names that are unique, tables that can be traced, for odd studies too."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from made_up import made_up

from analysis.labels import width_of
from analysis.report.blocks import Break, Heading, Picture, Points, Table, Words
from analysis.report.compose import CHAPTERS, compose
from analysis.report.derived import FEW, derived
from analysis.report.shown import sheet_names

ODD = {
    "usual": {},
    "failed": {"failed": 3, "pending": 1},
    "all_failed": {"scenarios": 2, "replications": 2, "failed": 4},
    "one_replication": {"replications": 1},
    "one_scenario": {"scenarios": 1},
    "constant": {"constant": True},
    "no_detail": {"detail": False, "layers": False},
    "stale": {"stale": 3},
    "other_model": {"plain": True, "detail": False, "layers": False, "baseline": False},
    "sixty": {"scenarios": 60, "replications": 3, "layers": False},
}
BARE = {"definitions", "policies", "levers", "changes", "grades", "parameters", "sources", "runs"}
"""Tables that rest on no run."""


@cache
def odd(name: str):
    found = made_up(**ODD[name])
    if name == "all_failed":
        found = replace(found, scorecard=None)
    return replace(found, start=None, villages=0, passports=()) if name == "other_model" else found


@cache
def report_of(name: str, lang: str):
    return compose(odd(name), lang)


def tables(document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_chapters_stand_in_the_order_in_which_a_reader_asks():
    heads = [
        block.anchor for block in report_of("usual", "en").blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert heads[0] == "summary"
    assert heads[-4:] == ["uncertainty", "facts", "limits", "appendix"]
    assert len(heads) == 1 + len(CHAPTERS)


def test_the_first_page_ends_with_a_page_break():
    blocks = report_of("usual", "zh").blocks
    first = next(i for i, block in enumerate(blocks) if isinstance(block, Break))
    second = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1 and i > 0)
    assert first == second - 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ODD)
def test_odd_studies_give_a_report_whose_parts_can_be_told_apart(name, lang):
    document = report_of(name, lang)
    anchors = Counter(block.anchor for block in document.blocks if isinstance(block, Heading) and block.anchor)
    assert [anchor for anchor, count in anchors.items() if count > 1] == []
    for kind in (Table, Picture):
        names = Counter(block.name for block in document.blocks if isinstance(block, kind))
        assert [one for one, count in names.items() if count > 1] == []
    sheets = sheet_names(document.blocks, lang)
    assert len(sheets) == len(set(sheets.values()))
    assert all(len(sheet) <= 31 for sheet in sheets.values())
    assert document.title
    assert all(label and value for label, value in document.about)
    assert all(width_of(label) < 30 for label, _ in document.about)


@pytest.mark.parametrize("name", ODD)
def test_every_row_of_results_can_be_traced_to_runs(name):
    for table in tables(report_of(name, "en")):
        if table.name in BARE:
            assert table.runs == ()
        else:
            assert len(table.runs) == len(table.rows), table.name
            assert all(table.runs), table.name


def test_failed_pending_and_stale_runs_are_told_on_the_first_page():
    for changes, said in (
        ({"failed": 2}, "2 of 15 runs failed"),
        ({"pending": 3}, "3 of 15 runs have not"),
        ({"stale": 4}, "4 runs were made with an older version"),
    ):
        document = compose(made_up(**changes), "en")
        first = document.blocks[: next(i for i, block in enumerate(document.blocks) if isinstance(block, Break))]
        warnings = [block.text for block in first if isinstance(block, Words) and block.tone == "warning"]
        assert any(said in warning for warning in warnings), warnings


def test_the_title_page_says_what_was_run():
    about = dict(compose(made_up(failed=2), "en").about)
    assert about["Runs"] == "13 good, 2 failed, 0 not made; up to 5 replications a scenario"
    assert about["Place"] == "a model county of 6 villages and 12,000 registered people"
    assert dict(report_of("other_model", "zh").about).keys().isdisjoint({"范围", "时段"})


def test_the_same_evidence_gives_the_same_words():
    first, second = (compose(made_up(), "zh") for _ in range(2))
    assert [table.rows for table in tables(first)] == [table.rows for table in tables(second)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_commands_stand_in_quotation_marks(lang):
    blocks = report_of("no_detail", lang).blocks
    said = [block.text for block in blocks if isinstance(block, Words)]
    said += [item for block in blocks if isinstance(block, Points) for item in block.items]
    said += [block.note for block in blocks if isinstance(block, Table)]
    assert any("“xiangzhi verify results/made_up”" in line for line in said)
    assert [line for line in said if "`" in line] == []


def test_an_outcome_that_no_scenario_moves_puts_nobody_first():
    evidence = made_up(scenarios=6, layers=False, detail=False)
    outcomes = evidence.outcomes.copy()
    mine = (outcomes["outcome"] == "dispute_resolution_rate") & (outcomes["village"] == "")
    outcomes.loc[mine, "value"] = outcomes["seed"] / 10
    tallies = next(
        block for block in compose(replace(evidence, outcomes=outcomes), "en").blocks if isinstance(block, Points)
    )
    assert ["First come" in tally for tally in tallies.items] == [False, True, True]


def test_where_no_scenario_moves_anything_the_first_few_are_told():
    found = derived(made_up(scenarios=6, constant=True))
    assert found.named == found.compared[:FEW]
