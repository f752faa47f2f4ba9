"""The seven steps of model/policies/README.md work as they stand: their files make a policy that passes its test."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
README = ROOT / "model" / "policies" / "README.md"
BLOCK = re.compile(r"```(?:python|yaml)\n# (\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """Return a copy of the packages with the files of the README written into it."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("model", "scenarios", "experiments", "analysis", "xiangzhi"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests" / "model" / "policies").mkdir(parents=True)
    for name in ("conftest.py", "strategies.py"):
        shutil.copy(ROOT / "tests" / name, copy / "tests" / name)
    for name, text in BLOCK.findall(README.read_text(encoding="utf-8")):
        (copy / name).write_text(text, encoding="utf-8")
    return copy


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_there_are_seven_steps_and_three_files():
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"^\*\*(\d)\. ", text, re.MULTILINE) == list("1234567")
    assert [Path(name).suffix for name, _ in BLOCK.findall(text)] == [".yaml", ".py", ".py"]


def test_the_policy_is_found_and_its_test_passes(house):
    done = run(house, "pytest", "-q", "-p", "no:cacheprovider", "tests/model/policies/test_talk_day_tea.py")
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_its_test_turns_red_when_the_rule_is_broken(house, tmp_path):
    broken = tmp_path / "house"
    shutil.copytree(house, broken)
    file = broken / "model" / "policies" / "deliberation" / "talk_day_tea.py"
    file.write_text(file.read_text(encoding="utf-8").replace("levers.welcome * levers.pots", "0.1"), encoding="utf-8")
    done = run(broken, "pytest", "-q", "-p", "no:cacheprovider", "tests/model/policies/test_talk_day_tea.py")
    assert "1 failed" in done.stdout


def test_the_command_line_knows_its_lever(house):
    done = run(house, "xiangzhi", "explain", "talk_day_tea.pots", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "pots of tea" in done.stdout
