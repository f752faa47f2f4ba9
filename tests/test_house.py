"""The house keeps its order: imports go one way, files and functions are small, names resolve here, words are plain."""

import ast
import re
import tokenize
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("model", "scenarios", "experiments", "analysis", "xiangzhi")
"""From the ground up: each floor may import itself and what stands before it."""

MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
TEXTS = sorted(
    path
    for place in (*FLOORS, "tests", "docs", ".ci")
    for path in (ROOT / place).rglob("*")
    if path.is_file() and path.suffix in {".py", ".md", ".yaml", ".json", ".toml", ".csv", ".html", ""}
) + [
    ROOT / name
    for name in ("README.md", "CHANGELOG.md", "CITATION.cff", "Makefile", "constraints.txt", "pyproject.toml")
]

OTHERS = [path for path in TEXTS if path != Path(__file__).resolve()]
"""This file names what it forbids."""

MAX_FILE_LINES = 800
MAX_FUNCTION_LINES = 50
MAX_LONG_FUNCTIONS = 0.015


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def here(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> list[tuple[int, str]]:
    """Return (line, module) for everything a file imports, also inside functions."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, "." * node.level + (node.module or "")))
    return found


def functions(tree: ast.Module) -> list[tuple[str, int]]:
    """Return (name, lines) of every function, signature included, docstring and decorators not."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
            signature = node.body[0].lineno - node.lineno
            found.append((node.name, signature + (node.end_lineno or 0) - body[0].lineno + 1))
    return found


def floor_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def test_every_floor_has_a_room():
    assert {floor_of(path) for path in MODULES} == set(FLOORS)


def test_nothing_imports_upward():
    rank = {floor: number for number, floor in enumerate(FLOORS)}
    upward = [
        f"{here(path)}:{line} imports {name}"
        for path in MODULES
        if "scripts" not in path.parts  # scripts are users of the front door, not part of their floor
        for line, name in imported(path)
        if rank.get(name.partition(".")[0], -1) > rank[floor_of(path)]
    ]
    assert upward == []


def test_imports_are_absolute_and_name_what_they_take():
    wrong = [
        f"{here(path)}:{line} imports {name}"
        for path in SOURCES
        for line, name in imported(path)
        if name.startswith(".") or (name in FLOORS[:-1] and not imports_a_name(path, line))
    ]
    assert wrong == []


def imports_a_name(path: Path, line: int) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.lineno == line for node in ast.walk(tree_of(path)))


def is_run_core(path: Path) -> bool:
    """Return whether workers import a file to run a model: all of model but its Mesa shell (county and agents)."""
    name = here(path)
    return name.startswith("model/") and name != "model/county.py" and not name.startswith("model/agents/")


def test_only_the_shell_knows_mesa_and_the_run_core_stays_light():
    heavy = {"mesa", "pandas", "matplotlib", "SALib", "click", "rich"}
    found = [
        f"{here(path)}:{line} imports {name}"
        for path in MODULES
        if is_run_core(path)
        for line, name in imported(path)
        if name.partition(".")[0] in heavy
    ]
    assert found == []


def test_names_resolve_inside_this_repository():
    for floor in FLOORS:
        spec = find_spec(floor)
        assert spec is not None, floor
        assert spec.origin is not None, f"{floor} has no __init__.py"
        assert Path(spec.origin).resolve() == ROOT / floor / "__init__.py"


def test_no_file_shadows_a_floor():
    names = {f"{floor}.py" for floor in FLOORS[:-1]}
    inside = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in FLOORS[:-1]]
    assert [here(path) for path in inside if path.name in names] == []


def test_every_module_says_in_its_first_line_what_it_is():
    silent = [
        here(path)
        for path in SOURCES
        if not (ast.get_docstring(tree_of(path)) or "").partition("\n")[0].rstrip().endswith((".", ":", "?"))
    ]
    assert silent == []


def test_files_fit_in_the_head():
    long = {
        here(path): count for path in SOURCES if (count := len(path.read_text("utf-8").splitlines())) > MAX_FILE_LINES
    }
    assert long == {}


def test_functions_fit_on_a_screen():
    sizes = [(lines, f"{here(path)}:{name}") for path in MODULES for name, lines in functions(tree_of(path))]
    long = sorted((size for size in sizes if size[0] > MAX_FUNCTION_LINES), reverse=True)
    assert len(long) <= MAX_LONG_FUNCTIONS * len(sizes), long


def test_the_measure_of_functions_counts_code_and_not_the_docstring():
    code = "\n".join(f"    x = {n}" for n in range(MAX_FUNCTION_LINES))
    plain, documented = (f"def f():\n{text}{code}\n" for text in ("", '    """Say.\n\n    More.\n    """\n'))
    assert functions(ast.parse(plain)) == [("f", MAX_FUNCTION_LINES + 1)]
    assert functions(ast.parse(documented)) == [("f", MAX_FUNCTION_LINES + 1)]


CHANCE = re.compile(
    r"\bnp\.random\b|\bnumpy\.random\b|\bimport random\b|\brandom\.(random|choice|shuffle|seed|gauss)\b"
)
CLOCK = re.compile(r"\btime\.time\(|\bdatetime\.now\(|\bdate\.today\(|\bperf_counter\(")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(
    r"(?<![\w.])/(work|home|root|tmp|Users)/\w|file:///|\blocalhost\b|://[^\s/]*\b(pypi|pythonhosted|index)\b",
    re.IGNORECASE,
)


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{here(path)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def code_of(path: Path) -> str:
    """Return a file's code without comments and strings."""
    with tokenize.open(path) as file:
        kept = [t.string for t in tokenize.generate_tokens(file.readline) if t.type in (tokenize.NAME, tokenize.OP)]
    return " ".join(kept).replace(" . ", ".").replace(" (", "(")


def test_runs_draw_only_keyed_chance_and_read_no_clock():
    core = [path for path in MODULES if is_run_core(path)]
    assert [here(path) for path in core if CHANCE.search(code_of(path))] == []
    assert [here(path) for path in core if CLOCK.search(code_of(path))] == []


def test_nothing_is_left_for_later():
    assert lines_with(LATER, OTHERS) == []


def test_no_file_names_a_machine():
    assert lines_with(MACHINE, OTHERS) == []


@pytest.mark.parametrize(
    ("pattern", "guilty", "innocent"),
    [
        (CHANCE, "x = np.random.default_rng(1)", "random_order(villages)"),
        (LATER, "# TODO later", "todo list"),
        (CLOCK, "start = time.time()", "world.now"),
        (MACHINE, "see /work/thing", "people/work"),
    ],
)
def test_the_patterns_catch_what_they_are_for(pattern, guilty, innocent):
    assert pattern.search(guilty)
    assert not pattern.search(innocent)


def test_errors_are_never_swallowed_whole_or_raised_plain():
    wrong = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                wrong.append(f"{here(path)}:{node.lineno} bare except")
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                called = node.exc.func
                if isinstance(called, ast.Name) and called.id in {"Exception", "BaseException", "RuntimeError"}:
                    wrong.append(f"{here(path)}:{node.lineno} raises plain {called.id}")
    assert wrong == []


def test_every_message_stands_in_both_languages_with_the_same_values():
    from model.messages import MESSAGES

    fields = re.compile(r"\{(\w+)")
    for code, texts in MESSAGES.items():
        assert set(texts) == {"en", "zh"}, code
        assert set(fields.findall(texts["en"])) == set(fields.findall(texts["zh"])), code
        assert re.search(r"[一-鿿]", texts["zh"]), code


def test_every_message_that_is_raised_is_in_the_catalogue():
    from model.messages import MESSAGES

    used = {
        node.args[0].value: f"{here(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert used
    assert {code: place for code, place in used.items() if code not in MESSAGES} == {}
