"""``audit-practices`` on a tiny county: what it says before, prints, writes, and keeps of a run that failed."""

import json
import math
import sqlite3
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from model.evidence import PRACTICES
from model.outcomes import OUTCOMES

TWO = ("--practice", "villager_points", "--practice", "fund_audit")
OPTIONS = ("--scenario", "village.yaml", "--set", "behaviour.disputes.base=0.002", "-r", 2, "-w", 1, "-o", "out")
"""With more disputes than usual, so that a village of sixty people has some."""


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the picture out, which takes longer than the runs."""
    monkeypatch.setattr("xiangzhi.audit.Audit.charts", lambda _self, _lang="en": {})


def answer(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def finite(value) -> bool:
    """Return whether a JSON value holds no number that JSON does not know."""
    if isinstance(value, dict | list):
        return all(finite(part) for part in (value.values() if isinstance(value, dict) else value))
    return not isinstance(value, float) or math.isfinite(value)


@pytest.mark.usefixtures("undrawn")
def test_the_answer_keeps_its_contract(call, county):
    found = answer(call("audit-practices", *TWO, *OPTIONS, "--json"))
    assert {key: found[key] for key in ("scenario", "seed", "replications", "years", "failed")} == {
        "scenario": "village", "seed": 1, "replications": 2, "years": 1, "failed": 0,
    }  # fmt: skip
    assert {"moves", "no_effect", "undecided", "inert", "unmeasured", "harmful", "false_alarms", "store"} <= set(found)
    assert (found["pairs"], found["package"]) == (None, None)
    assert found["runs"] == {"new": 2 * 4 + 4, "reused": 0, "stale": 0}
    assert finite(found)
    assert [row["practice"] for row in found["practices"]] == ["villager_points", "fund_audit"]
    for row in found["practices"]:
        assert set(row["effects"]) == {"dispute_resolution_rate", "participation_rate", "disposable_income"}
        assert all(effect["replications"] == 2 for effect in row["effects"].values())
        assert row["public_cost_per_head"]["difference"] > 0
        assert row["drivers"]
        assert row["first"]
        assert row["practice"] in found[row["standing"]]
    points, audit = found["practices"]
    assert {row["name"] for row in points["drivers"]} >= {"points_value", "points_seen"}
    assert (points["baseline"], audit["baseline"]) == ("baseline", "baseline@projects")
    assert Path(found["store"]) == Path("out", "study.sqlite")


@pytest.mark.parametrize(
    ("lang", "before", "after", "name"),
    [
        (
            "en",
            "2 practices, 4 scenarios with their baselines, 2 replications: 12 runs",
            "2 practices tried:",
            "points",
        ),
        ("zh", "2 项做法，连同基线共 4 个情景，每个重复 2 次：需运行 12 次", "共试验 2 项做法", "群众积分管理"),
    ],
)
def test_it_says_what_it_will_take_what_it_found_and_what_it_wrote(call, county, lang, before, after, name):
    result = call("audit-practices", *TWO, *OPTIONS, "--lang", lang)
    assert result.exit_code == 0
    assert before in result.stderr
    assert after in result.stdout
    assert name in result.stdout.lower()
    written = {path.name for path in (county / "out").iterdir() if path.is_file()}
    assert written == {"study.sqlite", "practices.csv", "practices.xlsx", "practices.png", "practices.svg"}
    assert all(file in result.stdout.replace("\n", "") for file in written)
    assert (county / "out" / "practices.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(county / "out" / "practices.csv")
    assert table["practice"].tolist() == ["villager_points", "fund_audit"]
    assert table["drivers"].str.contains("points_value").tolist() == [True, False]
    book = openpyxl.load_workbook(county / "out" / "practices.xlsx")
    assert len(book.sheetnames) == 5
    assert book.worksheets[0]["A2"].value == getattr(PRACTICES["villager_points"], lang)
    assert book.worksheets[1].max_row == 1 + 2 * (len(OUTCOMES) + 2 * 9)


@pytest.mark.usefixtures("undrawn")
def test_calling_again_runs_nothing_and_quiet_says_nothing_before(call, county):
    first = call("audit-practices", *TWO, *OPTIONS, "--quiet")
    assert first.stderr == ""
    again = answer(call("audit-practices", *TWO, *OPTIONS, "--json"))
    assert again["runs"] == {"new": 0, "reused": 12, "stale": 0}
    longer = answer(call("audit-practices", *TWO, *OPTIONS, "--json", "--years", 2))
    assert (longer["years"], longer["runs"]["new"]) == (2, 12)


@pytest.mark.usefixtures("undrawn")
def test_pairs_of_core_practices_are_held_against_the_sum_of_the_two(call, county):
    three = ("--practice", "villager_points", "--practice", "love_bank", "--practice", "fund_audit")
    found = answer(call("audit-practices", *three, *OPTIONS, "--pairs", "--json"))
    assert {(row["a"], row["b"]) for row in found["pairs"]} == {("villager_points", "love_bank")}
    assert [row["outcome"] for row in found["pairs"]] == list(found["practices"][0]["effects"])
    points, bank, _ = found["practices"]
    for row in found["pairs"]:
        assert row["alone_a"] == points["effects"][row["outcome"]]["difference"]
        assert row["sum"] == row["alone_a"] + bank["effects"][row["outcome"]]["difference"]
        assert row["interaction"] == pytest.approx(row["joint"] - row["sum"], abs=1e-8)


@pytest.mark.usefixtures("undrawn")
def test_a_package_is_chosen_on_one_set_of_seeds_and_tried_on_another(call, county, monkeypatch):
    monkeypatch.setattr("xiangzhi.audit.FRESH_RUNS", 3)
    found = answer(call("audit-practices", *TWO, *OPTIONS, "--packages", "--json"))["package"]
    assert found["seeds"] == {"training": [1, 2], "fresh": [1_000_001, 3]}
    assert found["practices"] == ["villager_points"] == [step["added"] for step in found["steps"]]
    assert [row["outcome"] for row in found["contest"]] == list(OUTCOMES)
    rows = {row["outcome"]: row for row in found["contest"]}
    assert rows["public_cost_per_head"]["verdict"] == "better"
    assert all(row["replications"] <= 3 for row in found["contest"])
    with sqlite3.connect(county / "out" / "study.sqlite") as reader:
        seeds = {row[0] for row in reader.execute("SELECT seed FROM members WHERE scenario = 'everything'")}
    reader.close()
    assert seeds == {1, 2, 1_000_001, 1_000_002, 1_000_003}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_failed_run_is_a_row_and_is_told_and_the_rest_goes_on(call, county, monkeypatch, lang):
    import experiments.run

    honest = experiments.run.measure

    def measure(world):
        if world.seed == 2 and any(programme.policy == "points" for programme in world.settings.programmes):
            raise OverflowError("too many points")
        return honest(world)

    monkeypatch.setattr(experiments.run, "measure", measure)
    result = call("audit-practices", *TWO, *OPTIONS, "--json", "--lang", lang)
    found = answer(result, exit_code=1)
    assert found["failed"] == 1
    points, audit = found["practices"]
    assert (points["standing"], points["effects"]["participation_rate"]["replications"]) == ("unmeasured", 1)
    assert audit["effects"]["participation_rate"]["replications"] == 2
    assert {"en": "1 of 12 runs failed", "zh": "12 次运行中有 1 次失败"}[lang] in result.stderr
    assert "--seed 2 --set behaviour.disputes.base=0.002 --set 'practices.villager_points={}'" in result.stderr
    with sqlite3.connect(county / "out" / "study.sqlite") as reader:
        rows = reader.execute("SELECT seed, stage, error FROM runs WHERE status = 'failed'").fetchall()
    reader.close()
    assert rows == [(2, "measuring", "OverflowError: too many points")]


@pytest.mark.usefixtures("undrawn")
def test_an_audit_in_which_all_runs_failed_is_still_an_answer(call, county, monkeypatch):
    import experiments.run

    monkeypatch.setattr("xiangzhi.audit.FRESH_RUNS", 1)
    monkeypatch.setattr(experiments.run, "measure", lambda _world: 1 / 0)
    for words in ((), ("--packages", "--pairs")):
        found = answer(call("audit-practices", *TWO, *OPTIONS, *words, "--json"), exit_code=1)
        assert found["unmeasured"] == ["villager_points", "fund_audit"]


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("en", ("--practice", "vilager_points"), "did you mean 'villager_points'"),
        ("zh", ("--group", "disputs"), "是否想写“dispute”"),
        ("en", ("--scenario", "vilage.yaml"), "did you mean"),
        ("zh", ("--set", "horizon.yeers=2"), "yeers"),
    ],
)
def test_what_cannot_be_audited_is_bad_input(call, county, lang, words, said):
    result = call("audit-practices", *words, "-o", "out", "--lang", lang)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (county / "out").exists()


@pytest.mark.usefixtures("undrawn")
def test_the_store_of_an_audit_is_a_study_like_any_other(call, county):
    call("audit-practices", *TWO, *OPTIONS, "--quiet")
    found = answer(call("status", "out", "--json"))
    assert [found[name] for name in ("pending", "done", "failed", "stale")] == [0, 8, 0, 0]
    assert answer(call("verify", "out", "--json"))["differences"] == []
