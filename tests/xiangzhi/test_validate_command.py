"""`xiangzhi validate`: scenario files and village lists, for people and for programs."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from scenarios.shipped import FOLDER
from xiangzhi.__main__ import cli

PILOT = FOLDER / "cases" / "pilot_county.yaml"
ROSTER = FOLDER / "rosters" / "pilot_county.csv"


def call(*words):
    return CliRunner().invoke(cli, ["validate", *map(str, words)])


def test_good_files_are_named_one_a_line():
    result = call(PILOT, ROSTER)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{PILOT}: valid; 20 villages, 4 policies",
        f"{ROSTER}: valid; 20 villages",
    ]


def test_quiet_says_nothing_of_good_files():
    assert call(PILOT, "--quiet").output == ""


def test_json_of_good_files():
    result = call(PILOT, ROSTER, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"ok": True, "errors": []})


@pytest.mark.parametrize(("lang", "word"), [("en", "did you mean"), ("zh", "是否想写")])
def test_json_of_bad_files_holds_all_faults_in_the_language_asked_for(lang, word, tmp_path):
    scenario, roster = tmp_path / "a.yaml", tmp_path / "b.csv"
    scenario.write_text("extends: status_quo.yaml\nhorizn: {}\npolicies: {pionts: {}}\n", encoding="utf-8")
    roster.write_text("村名,乡镇,户数\n上坂村,东溪镇,-3\n", encoding="utf-8")
    result = call(scenario, roster, PILOT, "--json", "--lang", lang)
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, found["ok"]) == (2, "", False)
    assert [(error["file"], error["line"], error["key"]) for error in found["errors"]] == [
        (str(scenario), 2, "horizn"),
        (str(scenario), 3, "policies.pionts"),
        (str(roster), 2, "户数"),
    ]
    assert word in found["errors"][0]["message"]


def test_overrides_are_validated_too():
    result = call(PILOT, "--set", "horizon.years=99")
    assert result.exit_code == 2
    assert (
        result.stderr == "--set: horizon.years: came 99; allowed is 1 to 16 years; give a value inside these bounds\n"
    )


def test_missing_files_exit_2_with_the_nearest_name():
    result = call(PILOT.with_name("pilot_conty.yaml"))
    assert result.exit_code == 2
    assert "did you mean 'pilot_county.yaml'?" in result.stderr


def test_a_terminal_without_chinese_gets_question_marks_not_a_crash(tmp_path):
    bad = tmp_path / "a.yaml"
    bad.write_text("extends: status_quo.yaml\nhorizn: {}\n", encoding="utf-8")
    command = [sys.executable, "-m", "xiangzhi", "validate", str(bad), "--lang", "zh"]
    result = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"horizn" in result.stderr
