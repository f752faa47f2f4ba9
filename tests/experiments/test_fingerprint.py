"""The fingerprint moves with what can touch a result, and with nothing else."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import toy_world
from tiny_settings import LINKAGE, POINTS, SETTINGS

from experiments import fingerprint
from experiments.fingerprint import (
    code_fingerprint,
    code_parts,
    function_fingerprint,
    run_fingerprint,
    settings_fingerprint,
)
from model.policies import POLICIES
from model.settings import Horizon

TREE = {
    "experiments/__init__.py": "",
    "experiments/run.py": "from model.world import World\n",
    "model/__init__.py": "",
    "model/world.py": "from model import tables\nfrom model.policies import POLICIES\nimport model.deep.well\n",
    "model/outcomes.py": "OUTCOMES = {'rate': Outcome('rate', unit_en='points', better='up')}\n",
    "model/tables.py": (
        "from model.columns import Column\n"
        "def _c(name, low, en, zh):\n    return Column(name, low, en, zh)\n"
        "TRUST = _c('trust', 0.0, 'trust', '信任')\n"
        "NOTES = {'trust': {'en': 'a share', 'zh': '比例'}}\n"
    ),
    "model/columns.py": "class Column:\n    name: str\n    low: float\n    en: str\n    zh: str\n",
    "model/deep/well.py": "DEPTH = 3\n",
    "model/policies/__init__.py": "POLICIES = {}\n",
    "model/policies/points.py": (
        'class Points:\n    """Points for deeds."""\n\n    id = "points"\n    en = "points"\n'
        "    levers = (Lever('value', default=1.0, source='F001', note='guess', label='value'),)\n"
    ),
    "model/policies/scoring/boards.py": "class Boards:\n    id = 'boards'\n",
    "model/rules/takes_part.py": (
        '"""People take part."""\n\n'
        "def takes_part(utility, source):\n"
        '    """Return who takes part."""\n'
        "    # more utility, more people\n"
        "    return logistic(utility - 1.0, source=source)\n"
    ),
    "model/parameters/trust.yaml": (
        "gain: {value: 0.1, unit: share, low: 0, high: 1, source: F002, note: a guess, en: gain}\n"
    ),
    "model/charts.py": "COLOUR = 'red'\n",
    "model/messages.py": "MESSAGES = {}\n",
}


@pytest.fixture
def tree(tmp_path) -> Path:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def moves(tree: Path, name: str, old: str, new: str) -> bool:
    before = code_fingerprint(tree)
    text = (tree / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (tree / name).write_text(text.replace(old, new), encoding="utf-8")
    return code_fingerprint(tree) != before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("model/rules/takes_part.py", "- 1.0", "- 1.1"),
        ("model/rules/takes_part.py", "source=source", "source=utility"),
        ("model/policies/points.py", "default=1.0", "default=2.0"),
        ("model/policies/points.py", 'id = "points"', 'id = "point"'),
        ("model/policies/scoring/boards.py", "'boards'", "'board'"),
        ("model/tables.py", "'trust', 0.0", "'trust', 0.1"),
        ("model/tables.py", "_c('trust'", "_c('faith'"),
        ("model/deep/well.py", "3", "4"),
        ("model/outcomes.py", "better='up'", "better='down'"),
        ("model/parameters/trust.yaml", "value: 0.1", "value: 0.2"),
        ("model/parameters/trust.yaml", "gain: {", "gains: {"),
        ("experiments/run.py", "World\n", "World as Village\n"),
    ],
)
def test_what_can_touch_a_result_counts(tree, name, old, new):
    assert moves(tree, name, old, new)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("model/rules/takes_part.py", "Return who takes part.", "Say who comes."),
        ("model/rules/takes_part.py", "# more utility, more people\n", "\n"),
        ("model/rules/takes_part.py", "People take part.", "Folk take part."),
        ("model/policies/points.py", "note='guess'", "note='a good guess'"),
        ("model/policies/points.py", "source='F001', ", ""),
        ("model/policies/points.py", "label='value'", "label='worth'"),
        ("model/policies/points.py", 'en = "points"', 'en = "Points"'),
        ("model/tables.py", "'信任'", "'信赖'"),
        ("model/tables.py", "'a share'", "'share'"),
        ("model/outcomes.py", "unit_en='points'", "unit_en='percentage points'"),
        ("model/parameters/trust.yaml", "a guess", "a better guess"),
        ("model/parameters/trust.yaml", "F002", "F003"),
        ("model/charts.py", "red", "blue"),
        ("model/messages.py", "{}", "{'a': 'b'}"),
    ],
)
def test_what_cannot_touch_a_result_does_not_count(tree, name, old, new):
    assert not moves(tree, name, old, new)


def test_a_new_rule_file_counts(tree):
    before = code_fingerprint(tree)
    (tree / "model/rules/new.py").write_text("X = 1\n")
    assert code_fingerprint(tree) != before


def test_the_real_tree_is_followed_to_the_rules_and_stops_at_our_own_code(tmp_path):
    parts = code_parts()
    assert {"experiments.run", "model.world", "model.outcomes", "model.chance", "model.synthesis"} <= set(parts)
    assert {f"model.rules.{path.stem}" for path in (fingerprint.ROOT / "model/rules").glob("*.py")} - set(parts) <= {
        "model.rules.__init__"
    }
    assert not any(name.startswith(("analysis", "xiangzhi", "scenarios", "numpy")) for name in parts)


def test_one_line_of_a_real_rule_makes_all_runs_stale_and_its_docstring_does_not(tmp_path):
    for folder in ("model", "experiments"):
        shutil.copytree(fingerprint.ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = code_fingerprint(tmp_path)
    assert before == code_fingerprint()
    rule = tmp_path / "model/rules/trust_moves.py"
    text = rule.read_text(encoding="utf-8")
    rule.write_text('"""Other words."""\n# a comment\n' + text.split('"""', 2)[2], encoding="utf-8")
    assert code_fingerprint(tmp_path) == before
    rule.write_text(text + "\nLIMIT = 1.0\n", encoding="utf-8")
    assert code_fingerprint(tmp_path) != before


def test_the_order_of_policies_and_the_kind_of_number_do_not_count():
    alike = SETTINGS.model_copy(update={"programmes": (LINKAGE, POINTS.model_copy(update={"levers": {"value": 5.0}}))})
    assert settings_fingerprint(alike) == settings_fingerprint(SETTINGS)


@pytest.mark.parametrize(
    "change",
    [
        {"programmes": (POINTS,)},
        {"programmes": (POINTS.model_copy(update={"levers": {"value": 5.000000001}}), LINKAGE)},
        {"programmes": (POINTS.model_copy(update={"start": date(2030, 1, 1)}), LINKAGE)},
        {"reference": (POINTS,)},
        {"horizon": Horizon(years=4)},
        {"world_seed": 1},
        {"behaviour": {"trust.gain": 0.2}},
    ],
)
def test_every_setting_counts(change):
    assert settings_fingerprint(SETTINGS.model_copy(update=change)) != settings_fingerprint(SETTINGS)


@pytest.mark.parametrize("part", ["default", "off"])
def test_the_sheets_of_policies_that_run_count_and_no_others(monkeypatch, part):
    def changed(policy: str) -> None:
        first, *others = POLICIES[policy].levers
        monkeypatch.setattr(type(POLICIES[policy]), "levers", (replace(first, **{part: 0.125}), *others))

    before = settings_fingerprint(SETTINGS)
    changed("talk_days")
    assert settings_fingerprint(SETTINGS) == before
    changed("points")
    assert settings_fingerprint(SETTINGS) != before


def test_labels_of_levers_do_not_count(monkeypatch):
    before = settings_fingerprint(SETTINGS)
    levers = tuple(replace(lever, en="other", source="F001", grade="A") for lever in POLICIES["points"].levers)
    monkeypatch.setattr(type(POLICIES["points"]), "levers", levers)
    assert settings_fingerprint(SETTINGS) == before


def test_seed_code_and_versions_count(monkeypatch):
    first = run_fingerprint(SETTINGS, 1, code="c")
    assert first == run_fingerprint(SETTINGS, 1, code="c")
    assert len({first, run_fingerprint(SETTINGS, 2, code="c"), run_fingerprint(SETTINGS, 1, code="d")}) == 3
    monkeypatch.setattr(fingerprint, "versions", lambda: {"numpy": "99.1"})
    assert run_fingerprint(SETTINGS, 1, code="c") != first


def test_a_function_has_a_fingerprint_of_its_own():
    assert function_fingerprint(toy_world.toy) == function_fingerprint(toy_world.toy)
    assert function_fingerprint(toy_world.toy) != function_fingerprint(toy_world.plain)


@pytest.mark.parametrize("line", ["from .well import DEPTH", "from . import well", "from ..deep import well"])
def test_what_is_imported_by_its_place_counts(tree, line):
    (tree / "model/deep/__init__.py").write_text("")
    (tree / "model/deep/bucket.py").write_text(line + "\n")
    (tree / "model/world.py").write_text("import model.deep.bucket\n")
    assert moves(tree, "model/deep/well.py", "3", "4")
