"""The page on models keeps its word: what it shows runs, and gives the numbers that stepping by hand gives."""

import inspect
import io
import json
import math
import re
import shlex
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner
from mesa.examples import BoltzmannWealth

from experiments.study_file import load_study
from experiments.sweep import study_of
from xiangzhi.__main__ import cli

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "any_model.md").read_text(encoding="utf-8")
OLDER = "scenario" not in inspect.signature(BoltzmannWealth).parameters
"""Whether this Mesa takes parameters one by one, as the page writes it, or as the remark beside it says."""


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def commands():
    return [shlex.split(line)[1:] for block in blocks("sh") for line in block.strip().splitlines()]


def call(words):
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def printed(code):
    if not OLDER:
        code = re.sub(
            r"BoltzmannWealth\(n=50.*", "BoltzmannWealth(scenario=BoltzmannScenario(n=50, width=10, rng=3))", code
        )
        code = code.replace("import BoltzmannWealth", "import *")
        code = "from mesa.examples.basic.boltzmann_wealth_model.model import BoltzmannScenario\n" + code
    with redirect_stdout(io.StringIO()) as screen:
        exec(code, {})  # the page's own words
    return float(screen.getvalue())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "toys.py").write_text(blocks("python")[0], encoding="utf-8")
    (tmp_path / "ishigami.yaml").write_text(blocks("yaml study")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_mesa_example_gives_one_number_by_hand_by_command_and_from_python():
    _, by_hand, from_python = blocks("python")
    (command,) = [words for words in commands() if "--steps" in words]
    answer = json.loads(call([*command, "--json"]))["outcomes"]["Gini"]["value"]
    assert printed(by_hand) == printed(from_python) == answer


def test_the_function_of_the_page_runs_alone_and_again(folder):
    (command,) = [words for words in commands() if words[:2] == ["run", "toys.py:ishigami"]]
    first, again = (json.loads(call([*command, "--json"]))["outcomes"] for _ in range(2))
    assert first == again
    assert first["y"]["value"] == pytest.approx(math.sin(0.25) * 2.6 + 7 * math.sin(1) ** 2, abs=0.5)


@pytest.mark.parametrize("name", ["ishigami.yaml", "mesa_boltzmann"])
def test_the_sweeps_of_the_page_run_and_their_rows_are_replayed(folder, name):
    (command,) = [words for words in commands() if words[:2] == ["sweep", name]]
    spec, out = load_study(name, overrides=["replications=1"]), Path(command[command.index("-o") + 1])
    study_of(spec, out).run()
    with closing(sqlite3.connect(out / "study.sqlite")) as store:
        rows = store.execute("SELECT r.replay, o.outcome, o.value FROM runs r JOIN outcomes o ON o.run = r.fingerprint")
        found = rows.fetchall()
    assert len(found) == len(list(spec.points))
    for replay, outcome, value in found[::7]:
        again = json.loads(call([*shlex.split(replay)[1:], "--json"]))["outcomes"]
        assert again[outcome]["value"] == value
