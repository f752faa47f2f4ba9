"""What README and docs say exists: code names of the glossary, commands, linked files, example scenarios."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from model.outcomes import OUTCOMES
from model.policies import POLICIES
from model.tables import DISPUTES, GRIDS, HOUSEHOLDS, PEOPLE, REQUESTS, TOWNSHIPS, VILLAGES
from xiangzhi.__main__ import VERBS, cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.py"))
FLOORS = {"model", "scenarios", "experiments", "analysis", "xiangzhi"}
TABLES = {
    "people": PEOPLE,
    "households": HOUSEHOLDS,
    "villages": VILLAGES,
    "grids": GRIDS,
    "townships": TOWNSHIPS,
    "disputes": DISPUTES,
    "requests": REQUESTS,
}


def glossary_names():
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return [cell.strip("`") for row in cells for cell in row[2:3] if cell.startswith("`")]


def exists(name):
    """Return whether a glossary name is a Python path, a column, an outcome or a policy."""
    first, _, rest = name.partition(".")
    if first in TABLES and rest:
        return rest in {column.name for column in TABLES[first]}
    if first not in FLOORS:
        return name in OUTCOMES or name in POLICIES
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            fields = {**getattr(thing, "__annotations__", {}), **vars(thing)} if hasattr(thing, "__dict__") else {}
            if part not in fields:
                return False
            thing = getattr(thing, part, None)
        return True
    return False


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", glossary_names())
def test_every_code_name_of_the_glossary_exists(name):
    assert exists(name)


def test_the_glossary_check_can_fail():
    assert len(glossary_names()) > 40
    assert not any(
        exists(name) for name in ("model.worlds.World", "model.world.Globe", "people.mood", "happiness_rate")
    )


def test_glossary_names_each_thing_once():
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    words = [row.split("|")[1].strip() for row in rows if row.startswith("| ")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_readme_lists_exactly_the_verbs_there_are():
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Command line\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([\w-]+)[^`]*` \|", section, re.MULTILINE) == list(VERBS)
    assert [verb for verb in VERBS if cli.get_command(click.Context(cli), verb) is None] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_exist(page):
    shown = re.findall(r"(?:`|^|\n)(?:python -m )?xiangzhi ([a-z][\w-]*)", page.read_text(encoding="utf-8"))
    assert [verb for verb in shown if verb not in VERBS] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_example_scenarios_load(page, tmp_path):
    from scenarios.load import load_scenario

    for number, text in enumerate(blocks(page, "yaml")):
        file = tmp_path / f"example_{number}.yaml"
        file.write_text(text, encoding="utf-8")
        scenario = load_scenario(file)
        assert scenario.title["zh"]
        assert scenario.title["en"]


def first_example():
    return blocks(ROOT / "README.md", "python")[0]


def test_the_first_example_is_short_and_uses_the_front_door_alone():
    assert len(first_example().strip().splitlines()) < 10
    tree = ast.parse(first_example())
    assert [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names] == [
        "xiangzhi"
    ]


def test_the_first_example_runs(tmp_path):
    """As it stands, but for a short horizon and two replications."""
    quick = first_example().replace("replications=10", 'replications=2, overrides=["horizon.years=1"]')
    assert quick != first_example()
    script = tmp_path / "example.py"
    script.write_text(quick, encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert (tmp_path / "results" / "linkage" / "effects.xlsx").stat().st_size > 0


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_the_examples_run_as_they_stand_and_are_on_the_page(example, tmp_path):
    done = subprocess.run([sys.executable, example], cwd=tmp_path, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert f"(examples/{example.name})" in page
    first = [line.split()[0] for line in done.stdout.splitlines() if line.strip()]
    # Numbers may move with the model; what the lines are about may not.
    words = [word for word in first if word[0] not in "+-\N{MINUS SIGN}0123456789"]
    assert len(words) > 6
    assert [word for word in words if word not in page] == []
    if example.stem == "compare_policies":
        assert (tmp_path / "report.html").stat().st_size > 100_000
        assert (tmp_path / "effects.png").stat().st_size > 10_000


def test_there_are_two_examples():
    assert [example.stem for example in EXAMPLES] == ["compare_policies", "defend_a_number"]
