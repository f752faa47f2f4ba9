"""From YAML text to plain values that know their lines: YAML 1.2 without anchors, tags and surprises."""

import math
import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from model.errors import Problem, ScenarioError
from scenarios.nearest import shorten, show

Place = tuple[str | int, ...]
"""A key path: map keys as text, list items as numbers."""

DEEPEST = 20
LARGEST_NUMBER = 1e300
_SWARM = re.compile(r"(?:[\[{]\s*){21}")
"""More brackets opened in a row than any scenario nests; the parser would take seconds to say so."""
_TAG = "tag:yaml.org,2002:"
_SCALARS = {_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")}
_COLLECTIONS = {_TAG + "map", _TAG + "seq"}
FULL_WIDTH = {"：": ":", "，": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "｛": "{", "｝": "}", "［": "[", "］": "]",
              "【": "[", "】": "]", "－": "-", "＃": "#", "\u3000": " "}  # fmt: skip
FULL_WIDTH_NUMBERS = {**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "．": "."}
_QUOTED = re.compile(r"""^\s*"[^"]*"|(?<=[\s\[{,:-])"[^"]*"|(?<=[\s\[{,:-])'[^']*'|(?:^|\s)#.*$""")


@dataclass(frozen=True)
class Document:
    """A parsed file: plain dicts, lists and scalars, the line of every key and item, and what is wrong so far."""

    file: str
    tree: dict[str, Any]
    lines: dict[Place, int]
    problems: tuple[Problem, ...] = ()
    refused: frozenset[Place] = frozenset()
    """Places whose value was refused already, so that nothing more is said about them."""

    def line(self, place: Place) -> int | None:
        """Return the line of a place, or of the deepest place above it that was written."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def is_refused(self, place: Place) -> bool:
        """Return whether a place, or one above it, was refused already."""
        return any(place[:depth] in self.refused for depth in range(len(place) + 1))


def key_path(place: Place) -> str:
    """Return a place as analysts write it: ``policies.points.where.villages[1]``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return shorten(text.removeprefix("."))


def parse(text: str, file: str) -> Document:
    """Parse the text of a scenario file.

    Raises
    ------
    ScenarioError
        The text is no YAML, or its top level is no map; smaller faults are kept in ``Document.problems``.
    """
    root = _compose(text, file)
    if root is None:
        raise ScenarioError(Problem("file_empty", file=file))
    reader = _Reader(file)
    tree = reader.value(root, ())
    if tree is None and not reader.problems:
        raise ScenarioError(Problem("file_empty", file=file))
    if not isinstance(tree, dict):
        raise ScenarioError(*(reader.problems or [_not_a_map(tree, text, file)]))
    return Document(file, tree, reader.lines, tuple(reader.problems), frozenset(reader.refused))


def parse_value(text: str, file: str) -> Any:
    """Parse the right-hand side of an override; blank text is None.

    Raises
    ------
    ScenarioError
        The text is no YAML value.
    """
    root = _compose(text, file)
    reader = _Reader(file)
    value = None if root is None else reader.value(root, ())
    if reader.problems:
        raise ScenarioError(*reader.problems)
    return value


def full_width_in(text: str, *, numbers: bool = False) -> str | None:
    """Return the first full-width mark of ``text`` that is needed in half width; digits count if ``numbers``."""
    return next((char for char in text if char in FULL_WIDTH or (numbers and char in FULL_WIDTH_NUMBERS)), None)


def full_width(char: str, file: str, line: int | None, key: str | None = None) -> Problem:
    """Return the problem of a full-width mark."""
    allowed = {**FULL_WIDTH, **FULL_WIDTH_NUMBERS}[char]
    return Problem("yaml_full_width", {"came": char, "allowed": allowed}, file=file, line=line, key=key)


def _compose(text: str, file: str) -> Node | None:
    directive = re.search(r"^%.*", text, re.MULTILINE)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        raise ScenarioError(Problem("yaml_feature", {"came": shorten(directive[0])}, file=file, line=line))
    swarm = _SWARM.search(text)
    if swarm:
        line = text.count("\n", 0, swarm.start()) + 1
        raise ScenarioError(Problem("yaml_deep", {"high": DEEPEST}, file=file, line=line))
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise ScenarioError(_syntax(error, text.splitlines(), file)) from error
    except YAMLError as error:
        raise ScenarioError(Problem("file_binary", file=file)) from error
    except RecursionError as error:
        raise ScenarioError(Problem("yaml_deep", {"high": DEEPEST}, file=file)) from error
    return node


def _syntax(error: MarkedYAMLError, rows: list[str], file: str) -> Problem:
    """Turn a parser's complaint into the cause an analyst can see."""
    mark, problem = error.problem_mark or error.context_mark, str(error.problem)
    number = _row(mark.line if mark else 0, rows)
    for row in (number, max(number - 1, 0)):
        char = full_width_in(_QUOTED.sub("", rows[row]))
        if char:
            return full_width(char, file, row + 1)
    opened = _row(error.context_mark.line, rows) if error.context_mark else number
    code, at = "yaml_syntax", number
    if "\\t" in problem:
        code = "yaml_tab"
    elif "another document" in problem:
        code = "yaml_documents"
    elif "alias" in problem:
        code = "yaml_feature"
    elif "end of stream" in problem or "<stream end>" in problem:
        code, at = "yaml_open", opened
    return Problem(code, {"came": shorten(rows[at])}, file=file, line=at + 1)


def _row(number: int, rows: list[str]) -> int:
    """Return a row that is there: parsers point behind the last one and count odd line ends in their own way."""
    return min(number, len(rows) - 1)


def _not_a_map(tree: Any, text: str, file: str) -> Problem:
    written = (i for i, row in enumerate(text.splitlines(), 1) if row.strip() and not row.lstrip().startswith("#"))
    line = next(written, 1)
    char = full_width_in(tree) if isinstance(tree, str) else None
    return full_width(char, file, line) if char else Problem("not_a_map", {"came": show(tree)}, file=file, line=line)


class _Reader:
    """Turns composed nodes into plain values, noting lines and collecting what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.refused: set[Place] = set()
        self._anchored = False

    def value(self, node: Node, place: Place) -> Any:
        """Return the plain value of a node; refused parts become None and a problem.

        Raises
        ------
        ScenarioError
            The file is nested too deeply to be a scenario.
        """
        if len(place) > DEEPEST:
            line = node.start_mark.line + 1
            raise ScenarioError(Problem("yaml_deep", {"high": DEEPEST}, file=self.file, line=line))
        if node.anchor is not None:
            return self._anchor(node, place)
        if isinstance(node, ScalarNode) and node.tag in _SCALARS:
            return self._scalar(node, place)
        if isinstance(node, MappingNode) and node.tag in _COLLECTIONS:
            return self._map(node, place)
        if isinstance(node, SequenceNode) and node.tag in _COLLECTIONS:
            return self._list(node, place)
        return self._refuse("yaml_feature", node, place, came=shorten(str(node.tag)))

    def _anchor(self, node: Node, place: Place) -> None:
        """Refuse anchors once a file: they come in swarms, and the first says enough."""
        self.refused.add(place)
        if not self._anchored:
            self._anchored = True
            self._refuse("yaml_feature", node, place, came=f"&{node.anchor}")

    def _map(self, node: MappingNode, place: Place) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or key_node.anchor is not None or key_node.tag not in _SCALARS:
                self._refuse("yaml_feature", key_node, (*place, "?"), came="?")
                continue
            key = str(key_node.value)
            if key in plain:
                self._again(key_node, (*place, key))
                continue
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            plain[key] = self.value(value_node, (*place, key))
        return plain

    def _again(self, node: Node, place: Place) -> None:
        """Note a key that came before; the first stays."""
        values = {"came": shorten(str(place[-1])), "first": self.lines[place]}
        line = node.start_mark.line + 1
        self.problems.append(Problem("duplicate_key", values, file=self.file, line=line, key=key_path(place)))

    def _list(self, node: SequenceNode, place: Place) -> list[Any]:
        for i, item in enumerate(node.value):
            self.lines[(*place, i)] = item.start_mark.line + 1
        return [self.value(item, (*place, i)) for i, item in enumerate(node.value)]

    def _scalar(self, node: ScalarNode, place: Place) -> Any:
        kind, text = str(node.tag).removeprefix(_TAG), str(node.value)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind not in {"int", "float"}:
            return text
        number = _number(kind, text)
        if number is None or not math.isfinite(number) or abs(number) > LARGEST_NUMBER:
            return self._refuse("not_finite", node, place, came=shorten(text))
        return number

    def _refuse(self, code: str, node: Node, place: Place, **values: Any) -> None:
        line = node.start_mark.line + 1
        self.refused.add(place)
        self.problems.append(Problem(code, values, file=self.file, line=line, key=key_path(place) or None))


def _number(kind: str, text: str) -> float | int | None:
    """Return a YAML 1.2 number; None where it is none after all or too long to be one."""
    digits = text.replace("_", "").lower()
    try:
        if kind == "float":
            return float(re.sub(r"^([-+]?)\.(inf|nan)$", r"\1\2", digits))
        body = digits.lstrip("+-")
        base = {"0x": 16, "0o": 8, "0b": 2}.get(body[:2], 10)
        number = int(body[2:] if base != 10 else body, base)
    except ValueError:
        return None
    return -number if digits.startswith("-") else number if number < 10**300 else None
