"""The chain of files behind a scenario, and their merging: maps key by key, lists and scalars as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import Problem, ScenarioError
from scenarios.check import check, flatten_behaviour
from scenarios.document import Document, Place, full_width, full_width_in, parse, parse_value
from scenarios.registry import Registry
from scenarios.shipped import FOLDER, find, shipped_files
from scenarios.source import exists, missing, read_text

OVERRIDE = "--set"
"""The file name that overrides bear in messages and origins."""
_EXCLUSIVE = {"villages": "roster", "roster": "villages"}
"""Keys that replace another one of the same map when a later layer gives them."""


@dataclass(frozen=True)
class Given:
    """One value as somebody wrote it: a scalar or a list, with its file and line."""

    value: Any
    file: str
    line: int | None
    folder: Path
    items: tuple[int | None, ...] = ()
    """Lines of the items of a list."""

    @property
    def origin(self) -> str:
        """Return ``file:line``, or the file alone where there is no line."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


Tree = dict[str, Any]
"""Nested maps by key, whose leaves are `Given`."""


@dataclass(frozen=True)
class Layer:
    """One file of the chain, or one override, ready to be merged."""

    path: Path | None
    tree: Tree


def read_chain(path: Path, name: str, registry: Registry) -> list[Layer]:
    """Return the file and all it extends, the farthest ancestor first, every one of them checked.

    ``name`` is how messages call the first file.

    Raises
    ------
    ScenarioError
        With the problems of all files of the chain; a missing file or a circle ends the search.
    """
    layers: list[Layer] = []
    problems: list[Problem] = []
    names: dict[Path, str] = {}
    while True:
        names[path.resolve()] = name
        document, found = _checked(path, name, registry)
        problems += found
        if document is None:
            break
        layers.insert(0, Layer(path.resolve(), _leaves(document, path.parent)))
        step = _parent(document, path, names)
        if isinstance(step, Problem):
            problems.append(step)
        if step is None or isinstance(step, Problem):
            break
        path, name = step
    if problems:
        raise ScenarioError(*problems)
    return layers


def read_overrides(overrides: Sequence[str], registry: Registry) -> list[Layer]:
    """Return one layer for each ``key=value``, checked like a file.

    Raises
    ------
    ScenarioError
        With the problems of all overrides.
    """
    layers, problems = [], []
    for text in overrides:
        try:
            document = override(text)
        except ScenarioError as error:
            problems += [Problem(p.code, p.values, OVERRIDE, key=p.key or text) for p in error.problems]
            continue
        problems += check(document, registry)
        layers.append(Layer(None, _leaves(document, Path())))
    if problems:
        raise ScenarioError(*problems)
    return layers


def merge(layers: Sequence[Layer]) -> Tree:
    """Return one tree; later layers win, key by key."""
    merged: Tree = {}
    for layer in layers:
        merged = _over(merged, layer.tree)
    return merged


def _over(base: Tree, over: Tree) -> Tree:
    dropped = {_EXCLUSIVE[key] for key in over if key in _EXCLUSIVE}
    merged = {key: value for key, value in base.items() if key not in dropped}
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _checked(path: Path, name: str, registry: Registry) -> tuple[Document | None, list[Problem]]:
    try:
        document = parse(read_text(path, name), name)
    except ScenarioError as error:
        return None, list(error.problems)
    return document, check(document, registry)


def _parent(document: Document, path: Path, names: Mapping[Path, str]) -> tuple[Path, str] | Problem | None:
    """Return the extended file and its name for messages; None at the end of the chain."""
    named = document.tree.get("extends")
    if not isinstance(named, str):
        return None
    line = document.line(("extends",))
    parent = locate(path.parent, named)
    if parent is None or parent.is_dir():
        return not_found(Given(named, document.file, line, path.parent), "extends", parent)
    if parent.resolve() in names:
        circle = " → ".join([*(known.name for known in names), parent.name])
        return Problem("circular_extends", {"came": circle}, document.file, line, key="extends")
    return parent, shown(parent)


def locate(folder: Path, named: str) -> Path | None:
    """Return the scenario that a file in ``folder`` names: beside it, or among the shipped ones."""
    beside = folder / named
    return beside if exists(beside) else find(named)


def not_found(given: Given, key: str, found: Path | None = None) -> Problem:
    """Return the problem of a scenario that is named but is not there, or is a folder."""
    char = full_width_in(given.value)
    if char:
        return full_width(char, given.file, given.line, key)
    if found is not None:
        return Problem("file_is_folder", {"came": given.value}, given.file, given.line, key=key)
    problem = missing(given.folder / given.value, given.value, (known.name for known in shipped_files()))
    return Problem(problem.code, problem.values, given.file, given.line, key=key)


def shown(path: Path) -> str:
    """Return how messages name a file: below the working folder or the project's own if it lies there."""
    whole = path.resolve()
    base = next((base for base in (Path.cwd(), FOLDER.parent) if whole.is_relative_to(base)), None)
    return str(whole.relative_to(base)) if base else str(whole)


def _leaves(document: Document, folder: Path) -> Tree:
    tree = dict(document.tree)
    behaviour = tree.pop("behaviour", {})
    leaves = _tree(document, folder, tree, ())
    if isinstance(behaviour, dict) and behaviour:
        leaves["behaviour"] = {
            key: _given(document, folder, ("behaviour", *place), value)
            for key, place, value in flatten_behaviour(behaviour)
        }
    return leaves


def _tree(document: Document, folder: Path, tree: Mapping[str, Any], above: Place) -> Tree:
    return {
        key: _tree(document, folder, value, (*above, key))
        if isinstance(value, dict)
        else _given(document, folder, (*above, key), value)
        for key, value in tree.items()
    }


def _given(document: Document, folder: Path, place: Place, value: Any) -> Given:
    items = tuple(document.line((*place, i)) for i in range(len(value))) if isinstance(value, list) else ()
    return Given(value, document.file, document.line(place), folder, items)


def override(text: str) -> Document:
    """Return a change ``key=value`` as if it were a file that says nothing else.

    Raises
    ------
    ScenarioError
        The text is no change, or names a key that only files may give.
    """
    key, equals, value = text.partition("=")
    parts = key.strip().split(".")
    if not equals or not all(parts) or parts[0] in {"extends", "title", "question", "assumptions", "sources"}:
        raise ScenarioError(Problem("bad_override", {"came": text}))
    tree: Any = parse_value(value, OVERRIDE)
    for part in reversed(parts):
        tree = {part: tree}
    return Document(OVERRIDE, tree, {})
