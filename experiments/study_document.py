"""What a study file and the changes given with it say, each thing with its place, before names are looked up."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.study_schema import SECTIONS, STUDY, TAKEN
from model.errors import Problem, ScenarioError
from scenarios.check import At, refuse_unreadable, shape_faults
from scenarios.document import Document, Place, parse, parse_value
from scenarios.layers import OVERRIDE
from scenarios.source import read_text

_BY_NAME = (*SECTIONS, "settings")
"""Keys below which the rest of a dotted change is one name."""
_PLAIN = re.compile(r"[A-Za-z_][\w./-]*", re.ASCII)
_OTHER_MEANING = {"true", "false", "null"}


@dataclass(frozen=True)
class Said:
    """One thing that was said, and where."""

    value: Any
    at: At


@dataclass
class Sayings:
    """All that a study file and its changes say; later ones have won."""

    single: dict[str, Said] = field(default_factory=dict)
    """By key of the top level."""
    parts: dict[str, dict[str, Said]] = field(default_factory=dict)
    """The settings, sections of factors and the design, by name."""
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Keys of the top level of which something had to be left out, since it is wrong."""
    top: At | None = None
    """The file as a whole."""

    def value(self, key: str, default: Any = None) -> Any:
        """Return what is said under a key of the top level."""
        return self.single[key].value if key in self.single else default

    def part(self, key: str) -> dict[str, Said]:
        """Return what is said below a key of the top level, by name."""
        return self.parts.get(key, {})


def read_sayings(file: Path, name: str, overrides: Sequence[str]) -> Sayings:
    """Return what a study file says, called ``name`` in messages, with changes made; what is wrong is left out.

    Raises
    ------
    ScenarioError
        The file cannot be read at all.
    """
    documents = [parse(read_text(file, name), name)]
    said = Sayings(top=At(documents[0], ()))
    for text in overrides:
        try:
            documents.append(_change(text))
        except ScenarioError as error:
            said.problems += [Problem(p.code, p.values, OVERRIDE, key=p.key or text) for p in error.problems]
    for document in documents:
        _add(said, _without_faults(document, said))
    return said


def word(value: Any) -> str:
    """Write a value so that YAML reads the same one back."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _OTHER_MEANING:
        return value
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in written)


def _change(text: str) -> Document:
    key, equals, value = text.partition("=")
    first, *rest = key.strip().split(".")
    if not equals or not first or not all(rest):
        raise ScenarioError(Problem("bad_override", {"came": text}))
    tree: Any = parse_value(value, OVERRIDE)
    for part in [".".join(rest)] if rest and first in _BY_NAME else reversed(rest):
        tree = {part: tree}
    return Document(OVERRIDE, {first: tree}, {})


def _without_faults(document: Document, said: Sayings) -> Document:
    """Return a document that keeps to the format: what does not is noted and left out."""
    document, problems = refuse_unreadable(document)
    faults = shape_faults(document, STUDY)
    said.problems += [*problems, *faults.values()]
    tree = deepcopy(document.tree)
    for place in (*document.refused, *faults):
        _leave_out(tree, place)
        said.lost.add(str(place[0]) if place else "")
    return Document(document.file, tree, document.lines)


def _leave_out(tree: dict[str, Any], place: Place) -> None:
    """Take a place out of a tree; a list goes as a whole."""
    held: Any = tree
    for part in place[:-1]:
        below = held.get(part)
        if not isinstance(below, dict):
            held.pop(part, None)
            return
        held = below
    held.pop(place[-1], None)


def _add(said: Sayings, document: Document) -> None:
    for key, value in document.tree.items():
        if key in ("settings", "horizon") or key in SECTIONS or key == "design":
            continue
        said.single[key] = Said(value, At(document, (key,)))
    said.parts.setdefault("settings", {})
    for name, held in _settings(said, document).items():
        said.parts["settings"].pop(name, None)
        said.parts["settings"][name] = held
    for key in (*SECTIONS, "design"):
        given = {name: Said(value, At(document, (key, name))) for name, value in document.tree.get(key, {}).items()}
        below = said.parts.get(key, {})
        if key == "design" and "kind" in given and "kind" in below and given["kind"].value != below["kind"].value:
            below = {name: held for name, held in below.items() if name in TAKEN[given["kind"].value]}
        said.parts[key] = {**below, **given}


def _settings(said: Sayings, document: Document) -> dict[str, Said]:
    """Return the changes to every scenario by dotted key; the horizon has a short form of its own."""
    found: dict[str, Said] = {}
    horizon = {"horizon": document.tree.get("horizon", {})}
    for tree, above in ((horizon, ()), (document.tree.get("settings", {}), ("settings",))):
        for key, place, value in _leaves(tree):
            at = At(document, (*above, *place))
            if key in found:
                said.problems.append(at.problem("duplicate_key", came=key, first=document.line(found[key].at.place)))
            elif place != ("horizon",):
                found[key] = Said(value, at)
    return found


def _leaves(tree: Mapping[str, Any], above: Place = ()) -> Iterator[tuple[str, Place, Any]]:
    """Yield (dotted key, place, value) of everything below a map that is no map itself, or an empty one."""
    for name, value in tree.items():
        place = (*above, name)
        if isinstance(value, dict) and value:
            yield from _leaves(value, place)
        else:
            yield ".".join(map(str, place)), place, value
