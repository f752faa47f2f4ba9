"""Every rule does what its cases say: one file a rule, in words and small numbers that can be checked by hand."""

import inspect
from importlib import import_module
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from model import rules

CASES = Path(__file__).parent / "rules"
TOLERANCE = {"rtol": 2e-4, "atol": 1e-9}
"""Expected figures are written with about five digits."""


def functions(module: str) -> dict[str, FunctionType]:
    """Return the public functions that a rule file defines."""
    found = vars(import_module(f"model.rules.{module}"))
    return {
        name: thing for name, thing in found.items()
        if isinstance(thing, FunctionType) and thing.__module__ == f"model.rules.{module}" and not name.startswith("_")
    }  # fmt: skip


def cases() -> list[Any]:
    reader = YAML(typ="safe")
    return [
        pytest.param(file.stem, function, case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.yaml"))
        for function, listed in reader.load(file.read_text(encoding="utf-8")).items()
        for case in listed
    ]


def as_column(value: Any) -> np.ndarray:
    """Return a case's figure as a column: one value a person, numbers as reals, yes and no as a mask."""
    column = np.atleast_1d(np.array(value))
    return column if column.dtype == bool else column.astype(float)


def apply(function: FunctionType, case: dict[str, Any]) -> np.ndarray:
    """Call a rule with the columns and parameters of a case; a rule that reads others fails by name."""
    parameters = case.get("parameters", {})
    wanted = inspect.signature(function).parameters
    columns = {name: as_column(value) for name, value in case["given"].items()}
    fixed = {"b": SimpleNamespace(**parameters)} if "b" in wanted else parameters
    if function.__name__ == "share_hours":  # its columns are one row of tasks
        columns = {name: column if name == "hours" else column[None, :] for name, column in columns.items()}
    return function(**columns, **fixed)


@pytest.mark.parametrize(("module", "name", "case"), cases())
def test_a_rule_does_what_its_case_says(module, name, case):
    found = np.squeeze(np.atleast_1d(apply(functions(module)[name], case)))
    expected = np.squeeze(np.atleast_1d(np.array(case["expected"], dtype=float)))
    np.testing.assert_allclose(np.broadcast_to(found, expected.shape), expected, **TOLERANCE)
    assert found.shape == expected.shape or found.size == 1 or (found == found.flat[0]).all()


def test_every_rule_has_cases():
    here = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    listed = {(case.values[0], case.values[1]) for case in cases()}
    assert listed == {(module, name) for module in here for name in functions(module)}


def test_every_case_says_in_two_languages_what_it_shows():
    names = [case.values[2]["name"] for case in cases()]
    assert all(" · " in name and any("一" <= sign <= "鿿" for sign in name) for name in names)
    assert len(set(names)) > 0.9 * len(names)


def test_every_rule_opens_with_a_sentence_and_names_its_source():
    for path in sorted(Path(rules.__file__).parent.glob("*.py")):
        text = inspect.getdoc(import_module(f"model.rules.{path.stem}")) or ""
        assert text.partition("\n")[0].endswith((".", ":")) or path.stem == "__init__", path.stem
        assert "Source:" in text or path.stem in ("__init__", "logistic"), path.stem
