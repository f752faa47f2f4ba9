"""Runs of older code are named, never mixed with today's, and kept only under a label; what moves no result is not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.status import status
from experiments.store import Store
from experiments.study_file import load_study
from experiments.sweep import study_of
from model.errors import StoreError
from xiangzhi.sweeping import plan_sweep

ROOT = Path(__file__).resolve().parents[2]
MODEL = '''\
"""A toy."""
from rule import share

def toy(point, seed):
    """Give a share of what there is."""
    # Every tenth counts.
    return {"y": share(point["a"]) + seed / 7}
'''
RULE = "def share(a):\n    return a / 10\n"
STUDY = """\
title: Toy
model: toys.py:toy
levers: {a: [1, 2]}
replications: 2
outcomes: [y]
"""
VILLAGE = """\
title: {zh: 小村, en: Small village}
extends: status_quo
horizon: {years: 1, burn_in_years: 0}
population:
  villages: {count: 2, households: 20, population: 60, members: 5, committee: 3, representatives: 4, grid_workers: 1}
policies: {points: {}}
"""
COUNTY = """\
title: Small study
scenarios: [village.yaml]
levers: {points.point_value: [0.5, 2]}
outcomes: [disposable_income]
replications: 1
"""
HARMLESS = {
    "model/rules/takes_part.py": ("People take part", "Those people take part"),
    "model/rules/trust_moves.py": ("\n\n\n", "\n\n\n# A comment.\n"),
    "model/outcomes.py": ("Participation rate", "Share who took part"),
    "model/parameters/participation.yaml": ("civic norm", "norm of the village"),
    "analysis/charts/sweep.py": ("\n\n\n", "\n\nCOLOUR = 1\n\n\n"),
    "experiments/store.py": ("\n\n\n", "\n\n\n# A comment.\n"),
}


def study(folder: Path, *changes: str):
    return study_of(load_study(folder / "toy.yaml", overrides=changes), folder / "out")


@pytest.fixture
def folder(tmp_path):
    for name, text in {"toys.py": MODEL, "rule.py": RULE, "toy.yaml": STUDY}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def counts(folder: Path) -> dict[str, int]:
    found = status(folder / "out")
    return {name: len(places) for name, places in vars(found).items() if places}


def values(folder: Path, name: str) -> list[float]:
    with Store.open(folder / "out" / "study.sqlite") as store:
        return store.county_frame(name)["value"].round(6).tolist()


OLD = [round(a / 10 + seed / 7, 6) for a in (1, 2) for seed in (1, 2)]
NEW = [round(a / 5 + seed / 7, 6) for a in (1, 2) for seed in (1, 2)]


def edit(folder: Path) -> None:
    """Change one line of a rule that the model imports."""
    (folder / "rule.py").write_text(RULE.replace("a / 10", "a / 5"), encoding="utf-8")


def test_runs_of_a_rule_that_was_changed_are_named_and_run_anew(folder):
    study(folder).run(workers=1)
    edit(folder)
    assert counts(folder) == {"stale": 4}
    summary = study(folder).run(workers=1)
    assert (summary.ran, summary.reused, summary.stale, summary.kept) == (4, 0, 4, "")
    assert counts(folder) == {"done": 4}
    assert values(folder, "toy seed 1") == NEW


def test_stale_runs_are_kept_under_a_label_and_still_not_mixed(folder):
    study(folder).run(workers=1)
    edit(folder)
    kept = study(folder).run(workers=1, stale="keep").kept
    assert kept.startswith("toy seed 1, kept ")
    assert counts(folder) == {"done": 4, "kept": 4}
    assert values(folder, "toy seed 1") == NEW
    assert values(folder, kept) == OLD
    assert study(folder).run(workers=1, stale="keep").kept == ""
    swept = plan_sweep(folder / "toy.yaml", out=folder / "out").run(workers=1)
    assert swept.runs["y"].round(6).tolist() == NEW


def test_stale_runs_can_be_refused_and_nothing_changes(folder):
    study(folder).run(workers=1)
    edit(folder)
    with pytest.raises(StoreError, match=r"came 4 stored runs .*toy#0: 0-1; toy#1: 0-1"):
        study(folder).run(workers=1, stale="refuse")
    assert counts(folder) == {"stale": 4}
    assert values(folder, "toy seed 1") == OLD


def test_a_change_that_is_taken_back_finds_the_runs_it_left(folder):
    study(folder).run(workers=1)
    edit(folder)
    study(folder).run(workers=1)
    (folder / "rule.py").write_text(RULE, encoding="utf-8")
    summary = study(folder).run(workers=1)
    assert (summary.ran, summary.reused, summary.stale) == (0, 4, 4)
    assert values(folder, "toy seed 1") == OLD


def test_half_a_study_of_new_code_holds_no_run_of_old_code(folder):
    study(folder).run(workers=1)
    edit(folder)

    def stop(progress):
        if progress.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study(folder).run(workers=1, watch=stop)
    assert counts(folder) == {"pending": 3, "done": 1}
    assert values(folder, "toy seed 1") == NEW[:1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("toys.py", "# Every tenth counts.", "# Nobody knows why."),
        ("toys.py", "Give a share", "Return a share"),
        ("rule.py", "\n    return", "\n\n    # Why not?\n    return"),
        ("toy.yaml", "title: Toy", "title: Another title"),
        ("toy.yaml", "levers: {a: [1, 2]}", "levers: {a: {values: [1, 2]}}  # the same"),
    ],
)
def test_a_comment_a_docstring_or_a_label_makes_nothing_stale(folder, name, old, new):
    study(folder).run(workers=1)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    assert counts(folder) == {"done": 4}
    assert study(folder).run(workers=1).ran == 0


def test_points_that_a_study_file_no_longer_has_are_stale_until_it_is_swept_again(folder):
    study(folder).run(workers=1)
    text = (folder / "toy.yaml").read_text(encoding="utf-8")
    (folder / "toy.yaml").write_text(text.replace("[1, 2]", "[2]"), encoding="utf-8")
    assert counts(folder)["stale"] > 0
    assert study(folder).run(workers=1).ran == 0
    assert counts(folder) == {"done": 2}


class Copy:
    """A copy of our own packages, in which a rule can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package in ("model", "scenarios", "experiments", "analysis", "xiangzhi"):
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "village.yaml").write_text(VILLAGE, encoding="utf-8")
        (folder / "small.yaml").write_text(COUNTY, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def do(self, script: str) -> list:
        """Run a script with the copy, in a process of its own; return what it says."""
        start = f"import json\nfrom pathlib import Path\n{script}"
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", start], cwd=self.folder, env=environment, capture_output=True, check=False, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


RUN = """
from experiments.study_file import load_study
from experiments.sweep import study_of
def summary(out, **kind):
    found = study_of(load_study("small.yaml"), Path(out)).run(workers=1, **kind)
    return [found.ran, found.reused, found.stale]
"""
LOOK = """
from experiments.status import status, stores_below
def look(folder):
    found = [status(part) for part in stores_below(Path(folder))]
    return [[len(part.done), len(part.stale), len(part.kept)] for part in found]
"""
REFUSED = """
from model.errors import StoreError
def refused(out):
    try:
        return summary(out, stale="refuse")
    except StoreError as error:
        return str(error)
"""


@pytest.mark.slow
def test_a_rule_of_the_county_makes_one_study_and_ten_stale_and_words_about_it_make_none(tmp_path):
    copy = Copy(tmp_path)
    assert copy.do(f"{RUN}\nprint(json.dumps(summary('all/0')))") == [2, 0, 0]
    for number in range(1, 10):
        shutil.copytree(tmp_path / "all" / "0", tmp_path / "all" / str(number))
    for name, (old, new) in HARMLESS.items():
        copy.edit(name, old, new)
    harmless = copy.do(f"{RUN}{LOOK}\nprint(json.dumps([look('all'), summary('all/0')]))")
    assert harmless == [[[2, 0, 0]] * 10, [0, 2, 0]]
    copy.edit("model/rules/takes_part.py", "* logistic(score)", "* 0.9 * logistic(score)")
    one, ten, told, kept, after = copy.do(
        f"{RUN}{LOOK}{REFUSED}\n"
        "print(json.dumps([look('all/3'), look('all'), refused('all/3'), summary('all/3', stale='keep'),"
        " look('all/3')]))"
    )
    assert (one, ten) == ([[0, 2, 0]], [[0, 2, 0]] * 10)
    assert "came 2 stored runs" in told
    assert "village#0: 0" in told
    assert (kept, after) == ([2, 0, 2], [[2, 0, 2]])
