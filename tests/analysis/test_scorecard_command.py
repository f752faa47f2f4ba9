"""The command ``xiangzhi scorecard``, with the simulation replaced by made-up results."""

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from analysis.scorecard import comparisons
from experiments.engine import Failure, Job, Report
from experiments.result import RunResult
from xiangzhi.commands import scorecard as module


@pytest.fixture
def invoke(monkeypatch):
    failures = []

    def runs(chosen, replications, seed, _workers, _lang):
        quantities = {found.id: found.target for found in comparisons()}
        result = RunResult({}, quantities=quantities)
        return {name: [result] * replications for name in chosen}, [(next(iter(chosen)), f) for f in failures]

    monkeypatch.setattr(module, "_runs", runs)

    def call(*arguments):
        return CliRunner().invoke(module.command, list(arguments))

    return SimpleNamespace(call=call, failures=failures)


def test_json_is_one_object_with_all_rows(invoke):
    found = invoke.call("--json", "-r", "2", "--quiet")
    assert found.exit_code == 0, found.output
    card = json.loads(found.stdout)
    assert {"scenario", "rows", "drift"} <= set(card)
    assert card["scenario"] == "all"
    assert [row["id"] for row in card["rows"]] == [row.id for row in comparisons()]
    assert set(card["drift"]) == {"dispute_resolution_rate", "participation_rate", "disposable_income"}


def test_one_scenario_prints_its_rows(invoke):
    card = json.loads(invoke.call("status_quo", "--json", "--quiet").stdout)
    assert card["scenario"] == "status_quo"
    assert {row["scenario"] for row in card["rows"]} == {"status_quo"}
    assert len(card["rows"]) == sum(row.scenario == "status_quo" for row in comparisons())


def test_tables_in_both_languages(invoke):
    assert "emergent (neither set nor tuned)" in invoke.call("--quiet").output
    assert "涌现（既未设定也未调参）" in invoke.call("--quiet", "--lang", "zh").output


def test_the_chart_is_saved(invoke, tmp_path):
    found = invoke.call("--quiet", "-o", str(tmp_path))
    assert found.exit_code == 0, found.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scorecard.csv", "scorecard.png", "scorecard.svg"]


def test_a_failed_run_is_told_and_exits_1(invoke):
    job = Job("status_quo:3", None, 3)
    invoke.failures.append(Report(job, None, Failure("running", "RunError: broken", ""), 0.1))
    found = invoke.call("status_quo", "--quiet", "--json")
    assert found.exit_code == 1
    assert "xiangzhi run" in found.stderr
    assert "--seed 3" in found.stderr
    assert json.loads(found.stdout)["failed"] == 1
