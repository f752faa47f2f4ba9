"""What a result depends on, as one number: code, settings, seed and the versions of the numeric libraries.

Code counts as its normalised syntax tree, so comments, docstrings, layout and labels may change freely; of a passport
only key and value count.  A stored run whose fingerprint is not today's is stale and never served.
"""

import ast
import hashlib
import inspect
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from experiments.digest import canonical, digest, frozen_digest
from model.errors import Problem, RunError

if TYPE_CHECKING:
    from model.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = ("experiments.run", "model.world", "model.outcomes")
"""The modules whose imports, followed to the end, are the code of a run."""
FOLDERS = ("model/policies", "model/rules")
"""Folders whose modules are loaded by name while running."""
PARAMETERS = "model/parameters"
TEXTS_ONLY = frozenset({"model.messages"})
"""Modules that hold nothing but texts."""

_LABELS = frozenset({"label", "why", "note", "source", "en", "zh"})


def _is_label(name: str | None) -> bool:
    return name is not None and (name in _LABELS or name.endswith(("_en", "_zh")))


def _is_plain(node: ast.AST | None) -> bool:
    """Return whether an expression is text, or a list of texts, written out: only such can be a mere label."""
    if isinstance(node, ast.Tuple | ast.List):
        return all(_is_plain(item) for item in node.elts)
    if isinstance(node, ast.JoinedStr):
        return all(isinstance(part, ast.Constant) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _label_places(tree: ast.Module) -> dict[str, frozenset[int]]:
    """Return, for every function and class of a module, at which positions its arguments are labels."""
    places: dict[str, frozenset[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        elif isinstance(node, ast.ClassDef):
            names = [
                line.target.id
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            ]
        else:
            continue
        places[node.name] = frozenset(place for place, name in enumerate(names) if _is_label(name))
    return places


class _Normal(ast.NodeTransformer):
    """Leave out what cannot touch a result: docstrings and labels."""

    def __init__(self, places: Mapping[str, frozenset[int]]) -> None:
        self._places = places

    def visit(self, node: ast.AST) -> Any:
        """Normalise a node and, in every block of statements, drop bare texts."""
        node = self.generic_visit(node)
        for part in ("body", "orelse", "finalbody"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                kept = [line for line in block if not (isinstance(line, ast.Expr) and _is_plain(line.value))]
                setattr(node, part, kept or ([ast.Pass()] if part == "body" and block else []))
        if isinstance(node, ast.Call):
            self._drop_label_arguments(node)
        elif isinstance(node, ast.ClassDef):
            node.body = [line for line in node.body if not self._sets_label(line)] or [ast.Pass()]
        elif isinstance(node, ast.Dict):
            self._drop_label_entries(node)
        return node

    def _drop_label_arguments(self, node: ast.Call) -> None:
        node.keywords = [word for word in node.keywords if not (_is_label(word.arg) and _is_plain(word.value))]
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        places = self._places.get(name, frozenset())
        node.args = [
            ast.Constant("") if place in places and _is_plain(value) else value for place, value in enumerate(node.args)
        ]

    @staticmethod
    def _sets_label(line: ast.stmt) -> bool:
        if isinstance(line, ast.AnnAssign):
            return _is_label(getattr(line.target, "id", None)) and _is_plain(line.value)
        if isinstance(line, ast.Assign):
            return all(_is_label(getattr(target, "id", None)) for target in line.targets) and _is_plain(line.value)
        return False

    @staticmethod
    def _drop_label_entries(node: ast.Dict) -> None:
        def counts(key: ast.expr | None, value: ast.expr) -> bool:
            named = isinstance(key, ast.Constant) and isinstance(key.value, str) and _is_label(key.value)
            return not (named and _is_plain(value))

        kept = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if counts(key, value)]
        node.keys, node.values = [key for key, _ in kept], [value for _, value in kept]


def _imports(tree: ast.Module, package: str) -> Iterator[str]:
    """Yield every dotted name that a module of a package may load, parents included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _file_of(name: str, root: Path) -> Path | None:
    path = root.joinpath(*name.split("."))
    found = [file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()]
    return found[0] if found else None


def _trees(names: Iterable[str], root: Path, near: str = "") -> dict[str, ast.Module]:
    """Return the syntax trees of some modules and of all they import inside ``root``, by dotted name.

    Only names that begin with ``near`` are followed.
    """
    trees: dict[str, ast.Module] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        file = _file_of(name, root)
        if name in trees or name in TEXTS_ONLY or file is None or not name.startswith(near):
            continue
        trees[name] = ast.parse(file.read_bytes())
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        waiting.extend(_imports(trees[name], package))
        waiting.extend(parent for parent in [name.rpartition(".")[0]] if parent)
    return dict(sorted(trees.items()))


def _normalise(trees: Mapping[str, ast.Module]) -> dict[str, str]:
    """Return the digest of every module after normalisation."""
    own = {name: _label_places(tree) for name, tree in trees.items()}
    shared: dict[str, frozenset[int]] = {}
    for places in own.values():
        for name, where in places.items():
            # Two things of one name with labels at different places: none of them is trusted.
            shared[name] = where if shared.get(name, where) == where else frozenset()
    return {
        name: digest(ast.dump(_Normal({**shared, **own[name]}).visit(tree), annotate_fields=False))
        for name, tree in trees.items()
    }


def _parameter_values(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every parameter file with the digest of its keys and values; labels, notes and sources do not count."""
    from ruamel.yaml import YAML

    for file in sorted((root / PARAMETERS).glob("*.yaml")):
        passports = YAML(typ="safe").load(file.read_bytes()) or {}
        values = {name: passport["value"] for name, passport in passports.items()}
        yield f"{PARAMETERS}/{file.name}", digest(canonical(values))


def code_state(root: Path = ROOT) -> str:
    """Return one digest for the very bytes of all files among which the code of a run is.

    It is reckoned in no time and moves with every comment; while it stands still, so does `code_fingerprint`.
    """
    files = [
        file for kind in ("*.py", "*.yaml") for top in ("model", "experiments") for file in (root / top).rglob(kind)
    ]
    state = hashlib.sha256(platform.python_version().encode())
    for file in sorted(files):
        state.update(str(file.relative_to(root)).encode() + file.read_bytes())
    return state.hexdigest()


def code_parts(root: Path = ROOT) -> dict[str, str]:
    """Return the digest of every module and parameter file that a run depends on, by name."""
    return dict(_code_parts(root, code_state(root)))


@lru_cache(maxsize=4)
def _code_parts(root: Path, _state: str) -> dict[str, str]:
    """Do the work of `code_parts`, once for each state of the files."""
    loaded = [
        ".".join(file.relative_to(root).with_suffix("").parts)
        for folder in FOLDERS
        for file in (root / folder).rglob("*.py")
        if file.stem != "__init__"
    ]
    return {**_normalise(_trees([*ENTRIES, *loaded], root)), **dict(_parameter_values(root))}


def code_fingerprint(root: Path = ROOT) -> str:
    """Return one digest for all code and parameter values that a run depends on.

    Parameters
    ----------
    root
        The folder that holds ``model`` and ``experiments``.
    """
    return digest(*(f"{name} {digest}" for name, digest in code_parts(root).items()))


def code_in_state() -> tuple[str, str]:
    """Return the state of the files of today's code and its fingerprint, which belong together.

    Files that are saved between the one reading and the other are read again: a state under which a wrong fingerprint
    was remembered would hide stale runs for good.
    """
    while True:
        state, code = code_state(), code_fingerprint()
        if code_state() == state:
            return state, code


def check_code(state: str, code: str) -> None:
    """Refuse to run code that is not what a study began with: files may have changed since.

    Parameters
    ----------
    state, code
        What `code_state` and `code_fingerprint` were when the study began.

    Raises
    ------
    RunError
        The code is another one now.
    """
    if code_state() != state and code_fingerprint() != code:
        raise RunError(Problem("code_changed"))


def function_fingerprint(function: Callable[..., Any]) -> str:
    """Return one digest for a function or callable object: its name, its module, and all that this imports beside it.

    What the object holds does not count: whatever changes between runs belongs into the point.
    """
    target = function if inspect.isroutine(function) else type(function)
    file = Path(inspect.getfile(target)).resolve()
    name = target.__module__
    root = file.parents[name.count(".") + (file.name == "__init__.py")]
    if _file_of(name, root) != file:
        name, root = file.stem, file.parent
    near = name.partition(".")[0] if "site-packages" in root.parts else ""
    parts = (f"{module} {digest}" for module, digest in _normalise(_trees([name], root, near)).items())
    return digest(target.__qualname__, *parts)


def settings_fingerprint(settings: "Settings") -> str:
    """Return the digest of resolved settings; the order in which policies are listed does not matter.

    Of a policy that runs, what its sheet says counts too: levers left at their default, off values and choices.
    """
    parts = settings.model_dump(mode="json", exclude={"population"})
    parts["population"] = frozen_digest(settings.population)
    for name in ("programmes", "reference"):
        parts[name] = sorted(parts[name], key=lambda programme: str(programme["policy"]))
    named = {programme.policy for programme in (*settings.programmes, *settings.reference)}
    return digest(canonical(parts), canonical({name: _sheet(name) for name in sorted(named)}))


_sheets: dict[str, tuple[Any, str]] = {}


def _sheet(policy: str) -> str:
    """Return the digest of what a run takes from the sheet of a policy; of one unknown to the model nothing counts."""
    from model.policies import POLICIES

    levers = POLICIES[policy].levers if policy in POLICIES else ()
    if policy not in _sheets or _sheets[policy][0] is not levers:
        held = {lever.name: [lever.default, lever.off, lever.kind, list(lever.choices)] for lever in levers}
        _sheets[policy] = (levers, digest(canonical(held)))
    return _sheets[policy][1]


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """Return the minor versions of Python and of the numeric libraries, which may move the last bits."""
    libraries = {name: ".".join(version(name).split(".")[:2]) for name in ("numpy", "scipy")}
    return MappingProxyType({"python": ".".join(platform.python_version_tuple()[:2]), **libraries})


def join(code: str, point: str, seed: int) -> str:
    """Return the fingerprint of one run from those of its code and its settings, and its seed."""
    return digest(code, point, canonical(versions()), str(seed))


def run_fingerprint(settings: "Settings", seed: int, *, code: str | None = None) -> str:
    """Return the fingerprint of one run of the county.

    Parameters
    ----------
    code
        The value of `code_fingerprint`, if at hand.
    """
    return join(code or code_fingerprint(), settings_fingerprint(settings), seed)


def point_fingerprint(point: Any) -> str:
    """Return the digest of a point of any other experiment: numbers and texts in maps and lists.

    Raises
    ------
    TypeError
        The point holds something that JSON cannot write.
    """
    return digest(canonical(point))
