"""``sensitivity``: right on functions whose indices are known, honest about luck, about failures and about old runs."""

import json
import sqlite3
from contextlib import closing
from math import pi

import pytest

TOYS = """\
import math, random

def ishigami(point, seed):
    x1, x2, x3 = point["x1"], point["x2"], point["x3"]
    return {"y": math.sin(x1) + 7 * math.sin(x2) ** 2 + 0.1 * x3**4 * math.sin(x1)}

def noisy(point, seed):
    luck = random.Random(repr((sorted(point.items()), seed)))
    return {"y": ishigami(point, seed)["y"] + luck.gauss(0, 1)}

def never(point, seed):
    raise ValueError("boom")

def g_function(point, seed):
    y = 1.0
    for name, a in (("x1", 0.0), ("x2", 1.0), ("x3", 4.5), ("x4", 9.0)):
        y *= (abs(4 * point[name] - 2) + a) / (1 + a)
    return {"y": y}
"""
ISHIGAMI = f"""\
title: {{zh: 石神, en: Ishigami}}
model: toys.py:ishigami
uncertainties:
  x1: {{low: {-pi!r}, high: {pi!r}}}
  x2: {{low: {-pi!r}, high: {pi!r}}}
  x3: {{low: {-pi!r}, high: {pi!r}}}
  x4: {{low: 0, high: 1}}
design: {{kind: sobol, samples: 256, second_order: true}}
replications: 1
outcomes: [y]
"""
G_FUNCTION = """\
title: G
model: toys.py:g_function
uncertainties: {x1: {low: 0, high: 1}, x2: {low: 0, high: 1}, x3: {low: 0, high: 1}, x4: {low: 0, high: 1}}
design: {kind: sobol, samples: 4096}
replications: 1
outcomes: [y]
"""
V = 0.5 + 49 / 8 + 0.1 * pi**4 / 5 + 0.01 * pi**8 / 18
V1, V2, V13 = 0.5 * (1 + 0.1 * pi**4 / 5) ** 2, 49 / 8, 0.01 * pi**8 * (1 / 18 - 1 / 50)
TRUTH = {
    "S1": {"x1": V1 / V, "x2": V2 / V, "x3": 0.0, "x4": 0.0},
    "ST": {"x1": (V1 + V13) / V, "x2": V2 / V, "x3": V13 / V, "x4": 0.0},
    "S2": {"x1 × x2": 0.0, "x1 × x3": V13 / V, "x2 × x3": 0.0, "x1 × x4": 0.0, "x2 × x4": 0.0, "x3 × x4": 0.0},
}


@pytest.fixture(autouse=True)
def toys(tmp_path, monkeypatch):
    """Give a folder with functions whose indices are known, as the current folder; charts are drawn elsewhere."""
    for name, text in {"toys.py": TOYS, "ishigami.yaml": ISHIGAMI, "g.yaml": G_FUNCTION}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for place in ("sweeping.Sweep", "sensitivities.Sensitivities"):
        monkeypatch.setattr(f"xiangzhi.{place}.charts", lambda _self, _lang="en": {})
    return tmp_path


def answer(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output

    def never(word):
        raise AssertionError(f"{word} is no JSON")

    return json.loads(result.stdout, parse_constant=never)


def indices(found, index: str, part: str = "value") -> dict[str, float]:
    return {row["factor"]: row[part] for row in found["outcomes"]["y"] if row["index"] == index}


def check(found, truth, within: float) -> None:
    for index, wanted in truth.items():
        assert indices(found, index) == pytest.approx(wanted, abs=within), index


def test_ishigami_is_right_and_calling_again_runs_nothing_and_says_the_same(toys, call):
    found = answer(call("sensitivity", "ishigami.yaml", "--json", "-w", 2))
    check(found, TRUTH, within=0.08)
    assert (found["method"], found["n"], found["failed"], found["dropped"]) == ("sobol", 256, 0, {"y": []})
    assert not indices(found, "ST", "distinguishable")["x4"]
    again = call("sensitivity", "ishigami.yaml", "--json")
    assert again.stderr == ""
    assert answer(again) == answer(call("sensitivity", "results/ishigami", "--json")) == found


@pytest.mark.long
@pytest.mark.parametrize("study", ["ishigami", "g"])
def test_indices_are_within_two_hundredths_of_the_closed_form(toys, call, study):
    found = answer(call("sensitivity", f"{study}.yaml", "--json", "--set", "design.samples=4096"))
    check(found, TRUTH if study == "ishigami" else g_truth(), within=0.02)


def g_truth() -> dict[str, dict[str, float]]:
    """Return first-order and total indices of Sobol's g-function."""
    parts = {name: 1 / 3 / (1 + a) ** 2 for name, a in (("x1", 0.0), ("x2", 1.0), ("x3", 4.5), ("x4", 9.0))}
    whole = 1.0
    for part in parts.values():
        whole *= 1 + part
    total = whole - 1
    return {
        "S1": {name: part / total for name, part in parts.items()},
        "ST": {name: part * whole / (1 + part) / total for name, part in parts.items()},
    }


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_under_noise_a_factor_without_effect_is_not_distinguishable_from_zero(toys, call, seed):
    words = ("--set", "design.samples=64", "--set", "model=toys.py:noisy", "--set", f"design.seed={seed}", "-r", 2)
    found = answer(call("sensitivity", "ishigami.yaml", "--json", "-w", 2, *words))
    assert found["n"] == 64
    assert not indices(found, "ST", "distinguishable")["x4"]
    assert not indices(found, "S1", "distinguishable")["x4"]
    assert indices(found, "ST", "distinguishable")["x2"]
    assert 0 < found["noise"]["y"] < 0.3


def test_one_failed_point_costs_its_base_sample_and_this_is_said(toys, call):
    words = ("sensitivity", "ishigami.yaml", "-w", 2)
    whole = answer(call(*words, "--json"))
    break_one(toys)
    found = answer(call("sensitivity", "results/ishigami", "--json"), exit_code=1)
    check(found, TRUTH, within=0.08)
    assert (found["failed"], found["n"], found["dropped"]) == (1, 255, {"y": [10]})
    assert found["outcomes"] != whole["outcomes"]
    told = call("sensitivity", "results/ishigami")
    assert told.exit_code == 1
    assert "left out because a run failed" in told.stdout
    assert "ValueError: boom" in told.stderr
    # Called by its file, the study tries the failed point again.
    assert answer(call(*words, "--json")) == whole


def break_one(folder) -> None:
    """Let the run of one point have failed: of base sample 10, which has 2 x 4 + 2 rows."""
    with closing(sqlite3.connect(folder / "results" / "ishigami" / "study.sqlite")) as store, store:
        (run,) = store.execute(
            "SELECT id FROM runs JOIN members m USING (fingerprint) JOIN scenarios s USING (study, scenario)"
            " WHERE s.row = 105 AND s.luck = 0"
        ).fetchone()
        store.execute("DELETE FROM outcome_rows WHERE run = ?", (run,))
        store.execute(
            "UPDATE runs SET status = 'failed', stage = 'running', error = 'ValueError: boom', traceback = ''"
            " WHERE id = ?",
            (run,),
        )


def test_a_study_that_refuses_indices_over_failures_gives_none(toys, call):
    (toys / "toys.py").write_text(
        TOYS.replace("    x1, x2, x3", "    if seed == 1 and point['x1'] > 3.1: 1 / 0\n    x1, x2, x3")
    )
    words = ("sensitivity", "ishigami.yaml", "--set", "design.samples=32", "-w", 2)
    refused = call(*words, "--quiet", "--set", "on_failure=refuse")
    assert refused.exit_code == 2
    assert "on_failure: refuse" in refused.stderr
    found = answer(call(*words, "--json"), exit_code=1)
    assert found["failed"] > 0
    assert len(found["dropped"]["y"]) == 32 - found["n"] > 0


def test_where_every_run_failed_this_is_said_and_nothing_breaks(toys, call):
    words = ("--set", "model=toys.py:never", "--set", "design.samples=8", "--quiet", "-w", 2)
    for outcomes in ("[y]", "[]"):
        result = call("sensitivity", "ishigami.yaml", *words, "--set", f"outcomes={outcomes}")
        assert result.exit_code == 2
        assert "0 of" in result.stderr


def test_an_outcome_that_never_changes_is_an_answer(toys, call):
    words = ("--set", "model=toys.py:flat", "--set", "design.samples=8", "-r", 2, "-w", 2)
    (toys / "toys.py").write_text(TOYS + "\ndef flat(point, seed):\n    return {'y': 1.0}\n")
    found = answer(call("sensitivity", "ishigami.yaml", "--json", *words))
    assert not any(row["distinguishable"] for row in found["outcomes"]["y"])
    assert call("sensitivity", "ishigami.yaml", *words).exit_code == 0


def test_more_base_samples_cost_only_themselves_and_make_nothing_stale(toys, call):
    def runs(samples):
        words = ("--set", f"design.samples={samples}", "--stale", "refuse", "-w", 2)
        return answer(call("sweep", "ishigami.yaml", "--json", *words))["runs"]

    # Eleven rows a base sample, one of them with other luck; the names of all points have three digits.
    assert runs(16) == {"new": 176, "reused": 0, "stale": 0}
    assert runs(32) == {"new": 176, "reused": 176, "stale": 0}


def test_runs_of_any_sample_are_looked_at_by_other_methods_without_running_anything(toys, call):
    words = ("--set", "design={kind: latin_hypercube, samples: 128}", "-w", 2)
    call("sweep", "ishigami.yaml", "--quiet", *words)
    for method in ("rbd_fast", "pawn"):
        found = answer(call("sensitivity", "results/ishigami", "--json", "--method", method))
        assert (found["method"], found["n"]) == (method, 128)
        assert indices(found, {"rbd_fast": "S1"}.get(method, method), "distinguishable")["x2"]


def test_a_folder_whose_study_file_has_changed_is_refused_and_never_misread(toys, call):
    words = ("--quiet", "-w", 2)
    study = toys / "ishigami.yaml"
    study.write_text(
        ISHIGAMI.replace("{kind: sobol, samples: 256, second_order: true}", "{kind: latin_hypercube, samples: 80}")
    )
    call("sweep", "ishigami.yaml", *words)
    read = ("sensitivity", "results/ishigami", "--method", "pawn", "--json")
    answer(call(*read))
    for old, new in (("samples: 80", "samples: 128"), ("replications: 1", "replications: 2"), ("high: 1}", "high: 2}")):
        text = study.read_text()
        study.write_text(text.replace(old, new))
        refused = call(*read)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert call("verify", "ishigami.yaml", "--json").exit_code == 0
        study.write_text(text)
    answer(call(*read))


def test_a_target_is_missed_under_named_conditions(toys, call):
    words = ("--set", "design={kind: latin_hypercube, samples: 128}", "--quiet", "-w", 2)
    call("sweep", "ishigami.yaml", *words)
    found = answer(call("sensitivity", "results/ishigami", "--json", "--target", "y>=2"))
    assert found["target"] == {"outcome": "y", "sense": "at_least", "threshold": 2.0}
    assert found["boxes"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--outcome", "yy"), "'y'"),
        (("--scenario", "isigami"), "ishigami"),
        (("--target", "y"), "OUTCOME>=VALUE"),
        (("--target", "yy>=1"), "'y'"),
        (("--target", "y>=high"), "OUTCOME>=VALUE"),
        (("--method", "morris"), "morris"),
        (("--method", "guess"), "guess"),
    ],
)
def test_bad_input_is_named_with_what_is_allowed_in_both_languages(toys, call, words, said):
    call("sweep", "ishigami.yaml", "--quiet", "-w", 1, "--set", "design.samples=8")
    english, chinese = (call("sensitivity", "results/ishigami", *words, "--lang", lang) for lang in ("en", "zh"))
    assert (english.exit_code, chinese.exit_code) == (2, 2)
    assert said in english.stderr
    assert "--method" in words or any("一" <= char <= "鿿" for char in chinese.stderr)


def test_a_folder_without_a_study_file_is_refused(county, call):
    call("compare", "village.yaml", "village_points.yaml", "-r", 1, "-w", 1, "-o", "out", "--quiet")
    result = call("sensitivity", "out")
    assert result.exit_code == 2
    assert "no study made from a study file" in result.stderr


def test_a_study_file_that_is_gone_is_named(toys, call):
    call("sweep", "ishigami.yaml", "--quiet", "-w", 1, "--set", "design.samples=8")
    (toys / "ishigami.yaml").unlink()
    result = call("sensitivity", "results/ishigami")
    assert result.exit_code == 2
    assert "ishigami.yaml" in result.stderr
