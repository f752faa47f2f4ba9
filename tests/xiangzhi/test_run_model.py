"""``xiangzhi run`` takes any model in the place of a scenario; it is also how any run of any model is repeated."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.engine import Job, attempt
from experiments.fingerprint import join, point_fingerprint
from experiments.models import load_model

TOYS = """\
import os

def wave(point, seed):
    return {"y": point["x1"] * 2 + seed, "resolution_rate": float("nan")}

def tell(point, seed):
    return {f"{name}:{type(value).__name__}": 1 for name, value in point.items()}

def fail(point, seed):
    raise ZeroDivisionError(f"nobody lives at {point['x1']!r}")

def die(point, seed):
    os._exit(9)
"""


@pytest.fixture
def toys(tmp_path, monkeypatch):
    (tmp_path / "toys.py").write_text(TOYS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_json_is_as_for_a_scenario(toys, call):
    answer = json.loads(call("run", "toys.py:wave", "--seed", 3, "--set", "x1=0.25", "--json").stdout)
    model = load_model("toys.py:wave")
    assert answer.pop("seconds") >= 0
    assert answer == {
        "scenario": "toys.py:wave",
        "seed": 3,
        "fingerprint": join(model.code, point_fingerprint({"x1": 0.25}), 3),
        "outcomes": {"y": {"value": 3.5, "unit": ""}, "resolution_rate": {"value": None, "unit": ""}},
    }


@pytest.mark.parametrize(("lang", "word"), [("en", "outcome"), ("zh", "结果")])
def test_people_get_a_table_in_their_language(toys, call, lang, word):
    result = call("run", "toys.py:wave", "--set", "x1=0.25", "--outcome", "y", "--lang", lang)
    assert word in result.stdout
    assert "1.5" in result.stdout
    assert "resolution_rate" not in result.stdout
    assert result.stderr
    assert not call("run", "toys.py:wave", "--set", "x1=0.25", "--quiet").stderr


def test_values_are_read_as_yaml_reads_them(toys, call):
    words = [word for text in ("a=1", "b=1e-3", "c=off", "d=true", 'e="3"') for word in ("--set", text)]
    found = json.loads(call("run", "toys.py:tell", *words, "--json").stdout)["outcomes"]
    assert list(found) == ["a:int", "b:float", "c:str", "d:bool", "e:str"]


def test_a_mesa_class_is_stepped(call):
    spec = "mesa.examples.basic.schelling.model:Schelling"
    words = ["run", spec, "--seed", 3, "--set", "homophily=0.5", "--set", "width=10", "--outcome", "happy", "--json"]
    values = [json.loads(call(*words, "--steps", steps).stdout)["outcomes"]["happy"]["value"] for steps in (1, 5)]
    assert values[0] < values[1]


def test_a_failing_run_exits_1_and_its_line_does_it_again(toys, call):
    result = call("run", "toys.py:fail", "--seed", 5, "--set", "x1=0.1", "--set", "zone='3'")
    assert result.exit_code == 1
    assert "ZeroDivisionError: nobody lives at 0.1" in result.stderr
    line = result.stderr.strip().splitlines()[-1].partition("again: ")[2]
    assert shlex.split(line) == [
        "xiangzhi",
        "run",
        "toys.py:fail",
        "--seed",
        "5",
        "--set",
        "x1=0.1",
        "--set",
        'zone="3"',
    ]
    again = call(*shlex.split(line)[1:])
    assert (again.exit_code, again.stderr) == (1, result.stderr)


def test_the_line_of_a_run_that_dies_dies_here(toys):
    line = load_model("toys.py:die").replay({"x1": 0.1}, 1)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    words = [sys.executable, "-m", *shlex.split(line)]
    assert subprocess.run(words, env=environment, check=False, capture_output=True).returncode == 9


def test_a_replay_gives_the_result_of_the_study_to_the_last_bit(toys, call):
    model, point = load_model("toys.py:wave", outcomes=["y"]), {"x1": 0.1 + 0.2, "zone": "off"}
    report = attempt(model, Job("a", point, 4))
    answer = json.loads(call(*shlex.split(model.replay(point, 4))[1:], "--json").stdout)
    assert {name: entry["value"] for name, entry in answer["outcomes"].items()} == report.result.outcomes


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["toys.py:wavy"], "wave"),
        (["toy.py:wave"], "toys.py"),
        (["toys.py:wave", "--set", "x1"], "NAME=VALUE"),
        (["toys.py:wave", "--steps", "3"], "Mesa models only"),
        (["toys.py:wave", "--profile"], "for scenarios"),
        (["mesa.examples.basic.schelling.model:Schelling", "--set", "x=1"], "--steps"),
        (["mesa.examples.basic.schelling.model:Schelling", "--steps", "3", "--set", "hight=1"], "height"),
        (["status_quo", "--steps", "3", "--outcome", "y"], "for models"),
    ],
)
def test_bad_input_exits_2_and_says_what_to_do(toys, call, words, said):
    result = call("run", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_scenario_file_with_a_colon_is_still_a_scenario(toys, call):
    (toys / "a:b").write_text("nonsense: 1\n", encoding="utf-8")
    assert "no key is called 'nonsense'" in call("run", "a:b").stderr
