"""The command ``xiangzhi scorecard``, with the simulation replaced by made-up results."""

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from analysis.scorecard import comparisons
from experiments.engine import Failure, Job, Report
from experiments.result import RunResult
from model.evidence.reported import quantities as held_beside
from model.evidence.reported import reported
from xiangzhi.commands import scorecard as module


@pytest.fixture
def invoke(monkeypatch):
    failures = []

    def runs(chosen, replications, seed, _workers, _lang):
        quantities = {found.id: found.target for found in comparisons()}
        counted = [name for name, sheet in held_beside().items() if not sheet.absent]
        quantities |= dict.fromkeys(counted, 0.5) | {"grids": 26.0, "villages": 3.0, "places": 8.0}
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


def test_a_place_stands_beside_what_it_reports(invoke):
    card = json.loads(invoke.call("forest_city", "--json", "--quiet", "-r", "2").stdout)
    assert (card["scenario"], card["case"]) == ("forest_city", "forest_city")
    assert [row["id"] for row in card["reported"]] == [row.id for row in reported("forest_city")]
    keys = {"id", "counts", "value", "shown_as", "comparable", "simulated", "low", "high", "caveat"}
    assert all(keys <= set(row) for row in card["reported"])
    assert {"rows", "drift", "counts", "ratios"} <= set(card)


def test_what_is_no_place_has_no_reported_figures(invoke):
    for name in ("status_quo", "pilot_county"):
        assert not {"reported", "ratios", "case"} & set(json.loads(invoke.call(name, "--json", "--quiet").stdout))


def test_practices_that_words_speak_of_are_taken_out_in_runs_of_their_own(invoke):
    card = json.loads(invoke.call("full_pilot_county", "--json", "--quiet", "-r", "2").stdout)
    signs = {row["id"]: row["sign"] for row in card["reported"] if row["sign"]}
    assert set(signs) == {"pc_devolution_little", "pc_linkage_effect_words"}
    assert signs["pc_linkage_effect_words"]["without"] == ["joint_household_help", "member_household_linkage"]
    chosen, _ = module._chosen("yongchuan", ("horizon.years=1",), "en")
    assert list(chosen) == ["status_quo", "without:review_hall"]
    assert "review_hall" not in chosen["without:review_hall"].practices
    assert chosen["without:review_hall"].settings.horizon.years == 1


def test_practices_already_out_are_not_taken_out_again(invoke):
    found = invoke.call("yongchuan", "--json", "--quiet", "--set", "practices.review_hall=off")
    assert json.loads(found.stdout)["reported"][0]["sign"] is None


def test_a_failed_run_of_a_place_is_replayed_with_its_practices_out(capsys):
    chosen, _ = module._chosen("yongchuan", (), "en")
    report = Report(Job("without:review_hall:3", None, 3), None, Failure("running", "RunError: broken", ""), 0.1)
    module._say_failure(chosen["without:review_hall"], report, "en")
    assert "--seed 3 --set practices.review_hall=off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("fengjie", "What words claim: with the practice less without it", "文字所称的方向"),
        ("forest_city", "Masks stay masks", "隐去的数字保持原样"),
        ("dadukou", "reports no outcome of its own", "没有报告任何结果"),
    ],
)
def test_places_are_printed_in_both_languages(invoke, name, en, zh):
    assert en in " ".join(invoke.call(name, "--quiet").output.split())
    assert zh in "".join(invoke.call(name, "--quiet", "--lang", "zh").output.split())
