"""Any model: named by a text, loaded by every process itself, and no other than the one that was named."""

import gc
import inspect
import os
import pickle
import shlex
import sys
from pathlib import Path

import mesa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine import Job, run_jobs
from experiments.models import is_spec, load_model, point_of, replay
from experiments.result import RunResult
from experiments.study_file import load_study
from model.errors import ParameterError, RunError

HERE = Path(__file__).parent
WEALTH = "mesa.examples.basic.boltzmann_wealth_model.model:BoltzmannWealth"


def toy(name, **more):
    return load_model(f"toy_models.py:{name}", folder=HERE, **more)


def wealth_by_hand(seed, steps, **parameters):
    """Step Mesa's example as its own documentation does."""
    from mesa.examples.basic.boltzmann_wealth_model import model as home

    if "scenario" in inspect.signature(home.BoltzmannWealth).parameters:
        model = home.BoltzmannWealth(scenario=home.BoltzmannScenario(**parameters, rng=seed))
    else:
        model = home.BoltzmannWealth(**parameters, seed=seed)
    for _ in range(steps):
        model.step()
    return float(model.datacollector.get_model_vars_dataframe()["Gini"].iloc[-1])


def problems(error):
    return [(problem.code, problem.values.get("near")) for problem in error.value.problems]


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Give a way to write files that all bear one time, as of two edits in one second, where Python keeps copies."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def save(text, name="mine.py"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
        return tmp_path

    return save


# Mesa


def test_a_mesa_example_gives_the_numbers_of_stepping_by_hand_in_this_process_and_in_others():
    spec = load_study("mesa_boltzmann")
    model = load_model(spec.model, steps=spec.steps, outcomes=spec.outcomes)
    plans = [plan for plan in spec.points if plan.row in (0, 4, 8)]
    jobs = [Job(f"{plan.id} {seed}", dict(plan.values), seed) for plan in plans for seed in (1, 2, 7)]
    by_hand = {
        job.fingerprint: wealth_by_hand(job.seed, 50, n=int(job.point["n"]), width=int(job.point["width"]))
        for job in jobs
    }
    for workers in (1, 2):
        found = {r.job.fingerprint: r.result.outcomes for r in run_jobs(model, jobs, workers)}
        assert found == {name: {"Gini": value} for name, value in by_hand.items()}
    assert len(set(by_hand.values())) > len(plans)


def test_no_model_outlives_its_run():
    """Mesa keeps models by their agents' numbers, grids by a cache of cells; failed runs leave none either."""
    gc.collect()
    before = sum(isinstance(thing, mesa.Model) for thing in gc.get_objects())
    good, broken = toy("Yard", steps=3), toy("BrokenYard", steps=3)
    for seed in range(10):
        good({"hens": 5}, seed)
        with pytest.raises(ValueError, match="fence"):
            broken({}, seed)
    gc.collect()
    assert sum(isinstance(thing, mesa.Model) for thing in gc.get_objects()) == before


@pytest.mark.parametrize("name", ["Yard", "OldYard", "OpenYard", "ShiftedYard"])
def test_seeds_arrive_whatever_they_are_called(name):
    model = toy(name, steps=4, outcomes=["noise", "eggs"])
    runs = [model({"hens": 5}, seed) for seed in (1, 2, 1)]
    assert runs[0] == runs[2]
    assert runs[0]["noise"] != runs[1]["noise"]


@pytest.mark.parametrize("name", ["DeafYard", "FixedYard"])
def test_a_model_whose_chance_does_not_follow_the_seed_is_refused(name):
    with pytest.raises(ParameterError, match="does not follow the seed"):
        toy(name, steps=1)({}, 3)


def test_a_class_that_takes_no_seed_is_refused_before_any_run():
    with pytest.raises(ParameterError, match=r"hens; one of them must be rng or seed"):
        toy("SeedlessYard", steps=1)


def test_steps_end_when_the_model_does():
    assert toy("Yard", steps=100)({"hens": 10, "chance": 1.0, "enough": 20}, 1)["eggs"] == 20
    assert toy("Yard", steps=3)({"hens": 10, "chance": 1.0}, 1)["eggs"] == 30


def test_outcomes_are_reporters_attributes_and_methods():
    assert set(toy("Yard", steps=2)({"hens": 4}, 1)) == {"eggs", "hens"}
    found = toy("Yard", steps=2, outcomes=["per_hen", "chance", "hens"])({"hens": 4, "chance": 1.0}, 1)
    assert found == {"per_hen": 2.0, "chance": 1.0, "hens": 4.0}
    assert toy("Bare", steps=1, outcomes=["drawn"])({}, 5) == {"drawn": float(np.random.default_rng(5).random())}


@pytest.mark.parametrize(
    ("name", "outcomes", "code", "near"),
    [
        ("Yard", ["egs"], "model_outcome", "eggs"),
        ("Yard", ["places"], "model_outcome_kind", None),
        ("Yard", ["name"], "model_outcome_kind", None),
        ("Bare", [], "model_no_outcomes", None),
    ],
)
def test_outcomes_that_are_none_are_errors(name, outcomes, code, near):
    with pytest.raises(ParameterError) as error:
        toy(name, steps=1, outcomes=outcomes)({"hens": 4} if name == "Yard" else {}, 1)
    assert problems(error) == [(code, near)]


def test_designs_write_floats_and_the_class_gets_what_it_wants():
    point = {"hens": 5.0, "chance": 1.0, "enough": 9.0, "indoors": 1.0}
    assert toy("Yard", steps=9)(point, 1) == toy("Yard", steps=9)({"hens": 5, "enough": 9, "chance": 1.0}, 1)
    with pytest.raises(TypeError, match=r"hens 5\.5"):
        toy("Yard", steps=1)({"hens": 5.5}, 1)


def test_parameters_are_checked_before_any_run():
    model = toy("Yard", steps=1)
    model.check(["hens", "chance"])
    toy("double").check(["anything"])
    with pytest.raises(ParameterError) as error:
        model.check(["chanse", "rng"])
    assert [problem.code for problem in error.value.problems] == ["model_parameter"] * 2 + ["model_parameter_needed"]
    assert problems(error)[0][1] == "chance"
    with pytest.raises(ParameterError):
        model({"chanse": 1}, 1)


@pytest.mark.parametrize("steps", [None, 0, 1.5, True])
def test_a_mesa_class_needs_steps(steps):
    with pytest.raises(ParameterError, match=f"steps {steps}"):
        toy("Yard", steps=steps)


# Plain functions


@pytest.mark.parametrize(("name", "y"), [("double", 8.0), ("triple", 12.0), ("half", 2.0), ("Multiplier.plain", 4.0)])
def test_functions_objects_and_static_methods_are_models(name, y):
    found = toy(name, outcomes=["y"])({"x": 4}, 1)
    assert found == {"y": y}
    assert type(found["y"]) is float


def test_a_whole_result_keeps_its_series():
    found = toy("whole_result", outcomes=["z"])({}, 1)
    assert found == RunResult({"z": 2.0}, series={"y": [1.0]}, series_dates=["2024-01-01"])


def test_a_model_that_another_module_defines_is_found_where_it_is_named():
    assert load_model("toy_models:triple")({"x": 1}, 1) == {"y": 3.0}


@pytest.mark.parametrize(
    ("spec", "more", "code", "near"),
    [
        ("toy_models.py", {}, "model_spec", "toys.py:ishigami"),
        ("toy_models.py：double", {}, "model_spec", "toy_models.py:double"),
        ("toy_model.py:double", {}, "model_file_missing", "toy_models.py"),
        ("no_such.part:double", {}, "model_module_missing", "no_such/part.py:double"),
        ("toy_models.py:doubel", {}, "model_name_missing", "double"),
        ("toy_models.py:LIST", {}, "model_not_callable", None),
        ("toy_models.py:Multiplier", {}, "model_not_callable", None),
        ("toy_models.py:one_argument", {}, "model_arguments", None),
        ("toy_models.py:double", {"steps": 5}, "model_steps_idle", None),
        ("math:hypot", {}, "model_no_source", None),
    ],
)
def test_what_is_no_model_is_an_error_that_says_what_to_do(spec, more, code, near):
    with pytest.raises(ParameterError) as error:
        load_model(spec, folder=HERE, **more)
    assert problems(error) == [(code, near)]
    for lang in ("en", "zh"):
        assert (near or "") in error.value.text(lang)


def test_a_file_that_breaks_while_it_is_loaded_says_how(write):
    with pytest.raises(ParameterError, match=r"ZeroDivisionError: division by zero.*python .*mine\.py"):
        load_model("mine.py:f", folder=write("f = 1 / 0\n"))
    with pytest.raises(ParameterError, match=r"No module named 'no_such_library'"):
        load_model("mine.py:f", folder=write("import no_such_library\n"))


@pytest.mark.parametrize(("name", "code"), [("only_a_number", "model_gives"), ("double", "model_outcome")])
def test_what_a_function_gives_is_checked_while_measuring(name, code):
    (report,) = run_jobs(toy(name, outcomes=["q"]), [Job("a", {"x": 1}, 1)], workers=1)
    assert report.failure.stage == "measuring"
    with pytest.raises(ParameterError) as error:
        toy(name, outcomes=["q"])({"x": 1}, 1)
    assert [problem.code for problem in error.value.problems] == [code]


# Other processes, other code

MINE = "import beside_mine\n\ndef f(point, seed):\n    return {'y': beside_mine.FACTOR * point['x'] + 1}\n"


def test_other_processes_load_a_file_and_its_neighbours_by_themselves(write):
    write("FACTOR = 2\n", "beside_mine.py")
    model = load_model("mine.py:f", folder=write(MINE))
    assert len(pickle.dumps(model)) < 1000
    reports = list(run_jobs(model, [Job(str(x), {"x": x}, 1) for x in range(4)], workers=2))
    assert {r.job.point["x"]: r.result.outcomes["y"] for r in reports} == {0: 1, 1: 3, 2: 5, 3: 7}


def test_an_edited_file_or_neighbour_is_another_model_at_once(write):
    write("FACTOR = 2\n", "beside_mine.py")
    models = [load_model("mine.py:f", folder=write(MINE))]
    write("FACTOR = 3\n", "beside_mine.py")
    models.append(load_model("mine.py:f", folder=write(MINE)))
    models.append(load_model("mine.py:f", folder=write(MINE.replace("+ 1", "+ 7"))))
    assert not list(write("FACTOR = 3\n", "beside_mine.py").rglob("*.pyc"))
    assert [model({"x": 10}, 1)["y"] for model in models] == [21, 31, 37]
    assert len({model.code for model in models}) == 3
    assert load_model("mine.py:f", folder=write("# a comment\n" + MINE.replace("+ 1", "+ 7"))).code == models[2].code


def test_files_of_one_name_in_two_folders_are_two_models_with_their_own_neighbours(tmp_path):
    models = []
    for factor in (2, 3):
        folder = tmp_path / str(factor)
        folder.mkdir()
        (folder / "beside_mine.py").write_text(f"FACTOR = {factor}\n")
        (folder / "mine.py").write_text(MINE)
        models.append(load_model("mine.py:f", folder=folder))
    assert [model({"x": 10}, 1)["y"] for model in models] == [21, 31]


def test_a_worker_that_finds_other_code_refuses_to_run_it(write):
    model = load_model("mine.py:f", folder=write("def f(point, seed):\n    return {'y': 1}\n"))
    write("def f(point, seed):\n    return {'y': 2}\n")
    arrived = pickle.loads(pickle.dumps(model))
    with pytest.raises(RunError, match="code has changed"):
        arrived({}, 1)
    write("def f(point, seed):\n    return {'y': 1}  # as it was\n")
    assert arrived({}, 1) == {"y": 1.0}


def test_code_stands_for_spec_steps_and_outcomes_too():
    codes = [
        toy("Yard", steps=3).code,
        toy("Yard", steps=4).code,
        toy("Yard", steps=3, outcomes=["eggs"]).code,
        toy("OldYard", steps=3).code,
    ]
    assert len(set(codes)) == 4
    assert toy("Yard", steps=3).code == codes[0]


# The line that runs one run again


def answer(line):
    """Read a replay line as a shell and the command would."""
    words = shlex.split(line)
    assert words[:2] == ["xiangzhi", "run"]
    return words, point_of([words[i + 1] for i, word in enumerate(words) if word == "--set"])


@given(
    st.dictionaries(
        st.text("abcxyz甲乙._", min_size=1, max_size=5),
        st.floats(-1e300, 1e300) | st.integers(-(10**12), 10**12) | st.booleans() | st.text(max_size=8),
        max_size=5,
    )
)
def test_a_replay_line_brings_every_value_back_to_the_last_bit_and_of_its_type(values):
    _, point = answer(replay("toys.py:f", None, [], values, 3))
    assert repr(point) == repr(values)


@pytest.mark.parametrize("text", ["off", "3", "1e5", "true", "~", "", "2024-01-01", "a: b", "#", " x ", "x\ny", "“是”"])
def test_text_stays_text(text):
    assert answer(replay("toys.py:f", None, [], {"x": text}, 3))[1] == {"x": text}


def test_numpy_values_are_written_as_plain_ones():
    line = replay("m:f", 7, ["a b", "c"], {"x": np.float64(0.1), "n": np.int64(3)}, 5)
    assert line == "xiangzhi run m:f --seed 5 --steps 7 --outcome 'a b' --outcome c --set x=0.1 --set n=3"


def test_the_replay_of_a_file_is_understood_from_the_current_folder(write, monkeypatch):
    folder = write("def f(point, seed):\n    return {'y': 1}\n")
    model = load_model("mine.py:f", folder=folder)
    monkeypatch.chdir(folder)
    assert model.replay({}, 1) == "xiangzhi run mine.py:f --seed 1"
    monkeypatch.chdir(folder.parent)
    assert answer(model.replay({}, 1))[0][2] == f"{folder.name}/mine.py:f"
    monkeypatch.chdir(HERE)
    assert answer(model.replay({}, 1))[0][2] == f"{folder.resolve() / 'mine.py'}:f"


@pytest.mark.parametrize("word", ["x", "=1", "x=", "x=[1, 2]", "x={a: 1}", "x=: ["])
def test_a_value_that_is_none_is_an_error(word):
    with pytest.raises(ParameterError, match="NAME=VALUE"):
        point_of([word])


def test_specs_are_told_from_files():
    assert all(is_spec(text) for text in ("toys.py:f", "a/b c.py:F.g", "pkg.mod:f", "模型.py:函数", r"C:\x\toys.py:f"))
    assert not any(is_spec(text) for text in ("toys.py", "status_quo", "a.yaml", "a b:f", ".py:f", "x:1", "x:"))
