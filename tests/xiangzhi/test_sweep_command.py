"""``sweep`` and what belongs to it: rows run again alone, failures that are rows, resuming, refusing."""

import csv
import json
import math
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from experiments.lock import writing

ROOT = Path(__file__).resolve().parents[2]
TOYS = """\
import math, os, random, time
from pathlib import Path

def luck(point, seed):
    return {"y": point["a"] + random.Random(seed).gauss(0, 1) / 3, "z": seed / 7 + len(point.get("kind", ""))}

def trouble(point, seed):
    if seed == 2:
        if point["kind"] == "raise":
            raise ValueError("boom")
        if point["kind"] == "nan":
            return {"y": math.nan}
        if point["kind"] == "kill":
            os.kill(os.getpid(), 9)
        Path("hanging").touch()
        time.sleep(1000)
    return {"y": seed / 3}

def constant(point, seed):
    return {"y": point["a"]}

def never(point, seed):
    raise ValueError("boom")
"""
LUCK = """\
title: {zh: 运气, en: Luck}
model: toys.py:luck
levers: {kind: ["off", on, "3", "it's"]}
uncertainties: {a: {low: 0.1, high: 0.7}}
design: {kind: latin_hypercube, samples: 4}
replications: 3
seed: 5
outcomes: [y]
"""
TROUBLE = """\
title: Trouble
model: toys.py:trouble
levers: {kind: [raise, nan, kill, hang]}
replications: 4
time_limit: 1
outcomes: [y]
"""
COUNTY = """\
title: {zh: 小研究, en: Small study}
scenarios: [village.yaml, village_points.yaml]
levers: {points.point_value: {low: 0.5, high: 2}}
uncertainties: {participation.neighbours: {}}
design: {kind: latin_hypercube, samples: 2}
outcomes: [disposable_income, participation_rate]
replications: 3
"""


@pytest.fixture(autouse=True)
def toys(tmp_path, monkeypatch):
    """Give a folder with studies of toys, as the current folder; charts are drawn elsewhere."""
    for name, text in {"toys.py": TOYS, "luck.yaml": LUCK, "trouble.yaml": TROUBLE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("xiangzhi.sweeping.Sweep.charts", lambda _self, _lang="en": {})
    return tmp_path


def answer(result, exit_code: int = 0):
    assert result.exit_code == exit_code, result.output

    def never(word):
        raise AssertionError(f"{word} is no JSON")

    return json.loads(result.stdout, parse_constant=never)


def rows(folder: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "study.sqlite")) as store:
        return store.execute(question).fetchall()


def stored(folder: Path) -> dict[tuple[int, str], dict[str, float]]:
    """Return the outcomes of the county of every run, by seed and replay line."""
    found: dict[tuple[int, str], dict[str, float]] = {}
    asked = (
        "SELECT seed, replay, outcome, value FROM runs JOIN outcomes ON run = fingerprint WHERE village = ''"
        " ORDER BY replay"
    )
    for seed, replay, outcome, value in rows(folder, asked):
        found.setdefault((seed, replay), {})[outcome] = value
    return found


def again(call, line: str) -> dict[str, float | None]:
    found = answer(call(*shlex.split(line)[1:], "--json"))
    return {name: entry["value"] for name, entry in found["outcomes"].items()}


def test_replications_of_a_function_differ_and_each_is_run_again_alone_from_its_row(toys, call):
    answer(call("sweep", "luck.yaml", "--json", "-w", 2))
    runs = stored(toys / "results" / "luck")
    assert {seed for seed, _ in runs} == {5, 6, 7}
    assert len({values["y"] for values in runs.values()}) == len(runs) == 12
    assert [again(call, line) for _, line in runs] == list(runs.values())


def test_replications_of_the_county_differ_and_each_is_run_again_alone_from_its_row(county, call):
    (county / "study.yaml").write_text(COUNTY, encoding="utf-8")
    found = answer(call("sweep", "study.yaml", "--json", "-w", 2))
    assert {effect["outcome"] for effect in found["effects"]} == {"disposable_income", "participation_rate"}
    runs = stored(county / "results" / "study")
    varied = {key: values for key, values in runs.items() if "village_points.yaml" in key[1]}
    assert len({values["disposable_income"] for values in varied.values()}) == len(varied) == 6
    first = next(line for _, line in varied)
    mine = {key: values for key, values in varied.items() if key[1].split()[5:] == first.split()[5:]}
    assert [seed for seed, _ in mine] == [1, 2, 3]
    assert [again(call, line) for _, line in mine] == list(mine.values())
    check_verify_of_the_county(county / "results" / "study", call)


def check_verify_of_the_county(folder: Path, call) -> None:
    """See runs verified as equal, and the outcome named of which one value was altered."""
    assert answer(call("verify", "study.yaml", "-n", 5, "--json"))["equal"] == 5
    with closing(sqlite3.connect(folder / "study.sqlite")) as store, store:
        store.execute(
            "UPDATE outcome_rows SET value = value + 1e-9 WHERE run = 2 AND village = (SELECT id FROM names WHERE"
            " name = '') AND outcome = (SELECT id FROM names WHERE name = 'disposable_income')"
        )
    found = answer(call("verify", "study.yaml", "-n", 0, "--json"), exit_code=1)
    assert found["checked"] - found["equal"] == 1
    assert [wrong["outcome"] for wrong in found["differences"]] == ["disposable_income"]


def test_a_run_that_raises_gives_nan_dies_or_hangs_is_a_row_and_the_others_are_good(toys, call):
    found = answer(call("sweep", "trouble.yaml", "--json", "-w", 2), exit_code=1)
    assert (found["failed"], [point["n"] for point in found["means"]]) == (4, [3, 3, 3, 3])
    why = {row["scenario"]: (row["stage"], row["error"].partition(":")[0], row["seed"]) for row in found["failures"]}
    assert why == {
        "trouble#0": ("running", "ValueError", 2),
        "trouble#1": ("checking", "NotFinite", 2),
        "trouble#2": ("killed", "WorkerDied", 2),
        "trouble#3": ("hung", "TimedOut", 2),
    }
    lines = {row["scenario"]: row["replay"] for row in found["failures"]}
    told = answer(call("status", "trouble.yaml", "--json"))
    assert (told["done"], told["failed"], told["pending"], told["stale"]) == (12, 4, 0, 0)
    assert {row["scenario"]: row["replay"] for row in told["studies"][0]["failures"]} == lines
    check_exports(toys / "results" / "trouble", lines)
    check_replays(call, lines)


def check_exports(folder: Path, lines: dict[str, str]) -> None:
    """See every failure in the table and in the workbook, and no failed run among the good ones."""
    with (folder / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["scenario"]: row["replay"] for row in csv.DictReader(file)} == lines
    with (folder / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["seed"] for row in csv.DictReader(file)) == sorted("134" * 4)
    book = openpyxl.load_workbook(folder / "sweep.xlsx", read_only=True)
    cells = {cell for row in book["failures"].iter_rows(values_only=True) for cell in row}
    book.close()
    assert set(lines.values()) <= cells


def check_replays(call, lines: dict[str, str]) -> None:
    """See every failure again by its own line, alone."""
    raised, nan = (call(*shlex.split(lines[name])[1:]) for name in ("trouble#0", "trouble#1"))
    assert (raised.exit_code, nan.exit_code) == (1, 1)
    assert "ValueError: boom" in raised.stderr
    assert "NotFinite: y is nan" in nan.stderr
    dies, hangs = ([sys.executable, "-m", *shlex.split(lines[name])] for name in ("trouble#2", "trouble#3"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run(dies, env=environment, check=False).returncode == -signal.SIGKILL
    Path("hanging").unlink()
    with subprocess.Popen(hangs, env=environment) as process:
        while not Path("hanging").exists():
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()


def test_people_are_told_what_failed_where_and_what_that_does_to_the_answer(toys, call):
    result = call("sweep", "trouble.yaml", "--quiet", "-w", 2, "--set", "levers.kind=[raise, nan]", "--lang", "zh")
    assert result.exit_code == 1
    assert "8 次运行中有 2 次失败" in result.stderr
    assert "ValueError: boom" in result.stderr
    assert "xiangzhi run toys.py:trouble --seed 2" in result.stderr
    english = call("sweep", "trouble.yaml", "--quiet", "-w", 2, "--set", "levers.kind=[raise, nan]").stderr
    assert "2 of 8 runs failed" in english
    # Good values are 1/3, 1 and 4/3, twice: two more like the lowest or the highest make the mean 0.75 or 1.
    assert "0.750" in english
    assert "1.00" in english


def test_where_every_run_failed_there_is_still_an_answer(toys, call):
    words = ("sweep", "luck.yaml", "--set", "model=toys.py:never", "--set", "outcomes=[]")
    found = answer(call(*words, "-r", 1, "--json", "-w", 1), exit_code=1)
    assert (found["failed"], found["means"]) == (4, [])
    assert call(*words, "-r", 1, "-w", 1).exit_code == 1


def test_calling_again_runs_nothing_and_more_costs_only_itself(toys, call):
    def runs(*words):
        found = answer(call("sweep", "luck.yaml", "--json", "-w", 1, *words))
        return found["runs"]["new"], found["runs"]["reused"]

    assert runs("-r", 2) == (8, 0)
    assert runs("-r", 2) == (0, 8)
    assert runs("-r", 3) == (4, 8)
    assert "0 runs to make (12 are stored)" in call("sweep", "luck.yaml", "-r", 3, "-w", 1).stderr


def test_another_scenario_costs_only_itself(county, call):
    (county / "study.yaml").write_text(COUNTY, encoding="utf-8")
    words = ("sweep", "study.yaml", "-r", 1, "--json", "-w", 1, "--set", "design.samples=1")
    assert answer(call(*words, "--set", "scenarios=[village_points.yaml]"))["runs"]["new"] == 1
    more = answer(call(*words))["runs"]
    assert (more["new"], more["reused"]) == (1, 1)


def test_replications_are_added_until_an_outcome_is_known_well_enough(toys, call):
    words = ("sweep", "luck.yaml", "--set", "design.samples=1", "-r", 2, "-w", 1)
    found = answer(call(*words, "--json", "--until-precision", "y=0.15"))
    (mean,) = found["means"]
    assert found["replications"] == mean["n"] >= 10
    assert (mean["high"] - mean["low"]) / 2 <= 0.15
    assert found["runs"]["new"] == mean["n"]
    reached = call(*words, "--until-precision", "y=0.15")
    assert f"{mean['n']} replications" in reached.stdout
    capped = answer(call(*words, "--json", "--until-precision", "y=0.0001", "--most", mean["n"] + 2))
    assert (capped["replications"], capped["runs"]["reused"]) == (mean["n"] + 2, 2)


def test_whoever_reads_the_folder_later_finds_all_replications_that_were_added(toys, call):
    words = ("--set", "levers={}", "--set", "design={kind: sobol, samples: 8}", "-r", 2, "-w", 1)
    swept = answer(call("sweep", "luck.yaml", "--json", *words, "--until-precision", "y=0.4"))
    assert swept["replications"] >= 10
    read = answer(call("sensitivity", "results/luck", "--json"))
    assert (read["replications"], read["dropped"]) == (swept["replications"], {"y": []})


def test_a_second_writer_is_refused_and_nothing_is_lost(toys, call):
    call("sweep", "luck.yaml", "-r", 1, "-w", 1)
    with writing(toys / "results" / "luck"):
        refused = call("sweep", "luck.yaml", "-r", 2, "-w", 1)
        read = answer(call("status", "luck.yaml", "--json"))
    assert refused.exit_code == 2
    assert "a second writer" in refused.stderr
    assert (read["done"], read["pending"]) == (4, 0)
    assert call("sweep", "luck.yaml", "-r", 2, "-w", 1).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said", "gesagt"),
    [
        (("--until-precision", "y"), "allowed is OUTCOME=HALFWIDTH", "结果=半宽"),
        (("--until-precision", "y=-1"), "allowed is OUTCOME=HALFWIDTH", "结果=半宽"),
        (("--until-precision", "yy=1"), "did you mean 'y'", "“y”"),
        (("--time-limit", "0.2"), "time_limit: came 0.2", "time_limit"),
        (("--set", "replications=0"), "replications: came 0", "replications"),
        (("--set", "levers.kind=[]"), "levers.kind", "levers.kind"),
        (("--set", "model=toys.py:luk"), "luck", "luck"),
        (("--set", "model=toy.py:luck"), "toys.py", "toys.py"),
        (("--set", "design.samples=none"), "design.samples", "design.samples"),
        (("--set", "outcomes=[y, y]"), "outcomes", "outcomes"),
        (("--cluster", "local:none"), "cluster address 'local:none'", "local:none"),
    ],
)
def test_bad_input_is_named_with_what_is_allowed_in_both_languages(toys, call, words, said, gesagt):
    english, chinese = (call("sweep", "luck.yaml", "-r", 1, "-w", 1, *words, "--lang", lang) for lang in ("en", "zh"))
    assert said in english.stderr
    assert gesagt in chinese.stderr
    assert any("一" <= char <= "鿿" for char in chinese.stderr)
    wanted = 1 if "--cluster" in words else 2
    assert (english.exit_code, chinese.exit_code) == (wanted, wanted)


def test_a_study_that_is_not_there_is_named_with_the_nearest_that_is(toys, call):
    result = call("sweep", "linkage_heat_mop")
    assert result.exit_code == 2
    assert "linkage_heat_map" in result.stderr


def test_verify_finds_runs_equal_to_the_digit_and_names_what_was_altered(toys, call):
    call("sweep", "luck.yaml", "-r", 2, "-w", 1)
    equal = answer(call("verify", "luck.yaml", "-n", 5, "--json"))
    assert (equal["checked"], equal["equal"], equal["differences"]) == (5, 5, [])
    assert "5 runs run again, 5 equal to the last bit" in call("verify", "luck.yaml", "-n", 5).stdout
    with closing(sqlite3.connect(toys / "results" / "luck" / "study.sqlite")) as store, store:
        (value,) = store.execute("SELECT value FROM outcome_rows WHERE run = 3").fetchone()
        store.execute("UPDATE outcome_rows SET value = ? WHERE run = 3", (math.nextafter(value, 9),))
    found = answer(call("verify", "luck.yaml", "-n", 0, "--json"), exit_code=1)
    (wrong,) = found["differences"]
    assert (found["checked"], found["equal"], wrong["outcome"]) == (8, 7, "y")
    assert (wrong["stored"], wrong["again"]) == (math.nextafter(value, 9), value)
    told = call("verify", "luck.yaml", "-n", 0)
    assert told.exit_code == 1
    assert repr(value) in told.stdout


def test_a_factor_may_be_called_like_a_column_or_an_outcome(call, toys):
    names = ["n", "mean", "scenario", "row", "seed", "low", "y"]
    (toys / "names.py").write_text("def f(point, seed):\n    return {'y': sum(point.values()) + seed, 'z': 1.0}\n")
    levers = ", ".join(f"{name}: [1, {place}]" for place, name in enumerate(names, start=2))
    (toys / "names.yaml").write_text(
        f"title: names\nmodel: names.py:f\nlevers: {{{levers}}}\ndesign: {{kind: one_at_a_time}}\n"
        "replications: 2\noutcomes: [y, z]\n"
    )
    result = call("sweep", "names.yaml", "-o", "out", "-w", "1")
    assert result.exit_code == 0, result.output
    with (toys / "out" / "runs.csv").open(encoding="utf-8-sig") as file:
        table = list(csv.DictReader(file))
    for row in table:
        given = sum(float(row[f"{name} (factor)"]) for name in names)
        assert float(row["y"]) == given + float(row["seed"])
    book = openpyxl.load_workbook(toys / "out" / "sweep.xlsx")
    assert {"n", "mean", "scenario"} <= {cell.value for cell in next(book["means"].iter_rows())}
