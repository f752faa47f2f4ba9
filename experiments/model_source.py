"""Where a model comes from: 'package.module:name' or 'file.py:name', found, loaded and told apart from its older self.

A file is run as it is now and brings its own neighbours along: what it imports from its folder is loaded anew with it.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from importlib import import_module, invalidate_caches
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from experiments.digest import digest
from experiments.fingerprint import function_fingerprint
from model.errors import ParameterError, Problem, RunError

_SPEC = re.compile(r"(?P<place>.*[^.]\.py|[^\W\d]\w*(?:\.[^\W\d]\w*)*):(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)")
_FOLDERS: list[str] = []
"""Folders of model files that stand at the end of the module search path, the newest first."""
_NEIGHBOURS: set[str] = set()
"""Modules that came from those folders."""
_CODES: dict[tuple[str, str], str] = {}
"""Of every module loaded here as a model: the digest of its code when it was loaded."""


@dataclass(frozen=True)
class Source:
    """One place that holds a model; a process that is sent one can load it by itself."""

    spec: str
    module: str
    """Name under which the module is loaded; of a file, one that no other file has."""
    name: str
    file: str = ""
    """Absolute path, where the model is named by its file."""
    folder: str = ""
    """The folder that was current, where modules are sought as well."""

    @property
    def place(self) -> str:
        """The spec as it is understood from the current folder."""
        if not self.file:
            return self.spec
        inside = Path(self.file).is_relative_to(Path.cwd())
        return f"{os.path.relpath(self.file) if inside else self.file}:{self.name}"


def is_spec(text: str) -> bool:
    """Return whether a text names a model: 'file.py:name' or 'package.module:name'."""
    return _SPEC.fullmatch(text) is not None


def find(spec: str, folder: Path) -> Source:
    """Find a model; a relative file is sought in ``folder``, then in the current folder.

    Raises
    ------
    ParameterError
        The text is no spec, or there is no such file.
    """
    match = _SPEC.fullmatch(spec)
    if match is None:
        near = spec.replace("：", ":") if is_spec(spec.replace("：", ":")) else "toys.py:ishigami"
        raise ParameterError(Problem("model_spec", {"came": spec, "near": near}, key="model"))
    place, name = match["place"], match["name"]
    if not place.endswith(".py"):
        return Source(spec, place, name, folder=str(Path.cwd()))
    file = next((path for path in _places(place, folder) if path.is_file()), None)
    if file is None:
        raise ParameterError(_no_file(spec, place, folder))
    return Source(spec, f"{file.stem}_{digest(str(file))[:12]}", name, file=str(file))


def _places(place: str, folder: Path) -> list[Path]:
    return [(base / place).resolve() for base in (folder, Path())]


def _no_file(spec: str, place: str, folder: Path) -> Problem:
    from scenarios.nearest import nearest

    folders = list(dict.fromkeys(path.parent for path in _places(place, folder)))
    near = nearest(Path(place).name, [file.name for base in folders if base.is_dir() for file in base.glob("*.py")])
    allowed = ", ".join(str(base) for base in folders)
    return Problem("model_file_missing", {"came": place, "allowed": allowed, "near": near}, key=spec)


def load(source: Source) -> tuple[Any, str]:
    """Return what a source names, and the digest of its code.

    Raises
    ------
    ParameterError
        There is no such module or name, or it cannot be loaded.
    RunError
        The code has changed since this process loaded it, and cannot be loaded anew.
    """
    module = sys.modules.get(source.module)
    at = (source.module, source.file)
    if module is None or at not in _CODES or (_is_ours(source) and _CODES[at] != _code(source, module)):
        module = _loaded(source)
        _CODES[at] = _code(source, module)
    if _CODES[at] != _code(source, module):
        raise RunError(Problem("model_changed", key=source.spec))
    target = _named(source, module)
    return target, digest(_CODES[at], _code(source, _home(target, module)))


def _home(target: Any, module: ModuleType) -> ModuleType:
    """Return the module in which a target is defined; the one that names it, where that is part of Python itself."""
    name = getattr(target, "__module__", None) or ""
    return module if name.partition(".")[0] in sys.stdlib_module_names else sys.modules.get(name, module)


def _is_ours(source: Source) -> bool:
    """Return whether a file can be loaded anew with its neighbours: its folder is on the path for its sake alone."""
    return str(Path(source.file).parent) in _FOLDERS


def _code(source: Source, module: ModuleType) -> str:
    """Return the digest of a module and of all that it imports beside it."""
    if not (getattr(module, "__file__", None) or "").endswith(".py"):
        raise ParameterError(Problem("model_no_source", {"came": source.spec}, key=source.spec))
    anchor = type("module", (), {"__module__": module.__name__})
    return function_fingerprint(anchor())


def _loaded(source: Source) -> ModuleType:
    try:
        return _run_file(source) if source.file else _import(source)
    except ParameterError:
        raise
    except Exception as error:
        target = shlex.join(["python", source.file] if source.file else ["python", "-m", source.module])
        values = {"came": f"{type(error).__name__}: {error}", "place": target}
        raise ParameterError(Problem("model_breaks", values, key=source.spec)) from error


def _import(source: Source) -> ModuleType:
    if source.folder not in sys.path:
        sys.path.append(source.folder)
    try:
        return import_module(source.module)
    except ModuleNotFoundError as error:
        # A module that the model itself imports may be what is missing.
        if error.name is None or not f"{source.module}.".startswith(f"{error.name}."):
            raise
        values = {"came": error.name, "near": f"{source.module.replace('.', '/')}.py:{source.name}"}
        raise ParameterError(Problem("model_module_missing", values, key=source.spec)) from error


def _run_file(source: Source) -> ModuleType:
    file = Path(source.file)
    if not file.is_file():
        raise ParameterError(_no_file(source.spec, source.file, file.parent))
    _make_room(str(file.parent))
    known = set(sys.modules)
    loader = SourceFileLoader(source.module, source.file)
    spec = spec_from_loader(source.module, loader)
    assert spec is not None
    module = module_from_spec(spec)
    # Classes of the file are found again by the name of their module.
    sys.modules[source.module] = module
    try:
        with _uncompiled():
            loader.exec_module(module)
    except BaseException:
        del sys.modules[source.module]
        raise
    finally:
        _NEIGHBOURS.update(name for name in set(sys.modules) - known if _is_neighbour(name))
    return module


@contextmanager
def _uncompiled() -> Iterator[None]:
    """Leave no compiled copies behind: one looks current after two edits in one second."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _make_room(folder: str) -> None:
    """Let a file meet its own neighbours, not those of a file that was run before it."""
    for name in _NEIGHBOURS:
        sys.modules.pop(name, None)
    _NEIGHBOURS.clear()
    if folder in _FOLDERS or folder not in sys.path:
        _FOLDERS[:] = [folder, *(other for other in _FOLDERS if other != folder)]
    # At the end, so that no neighbour stands before an installed package of its name.
    sys.path[:] = [path for path in sys.path if path not in _FOLDERS] + _FOLDERS
    invalidate_caches()


def _is_neighbour(name: str) -> bool:
    first = getattr(sys.modules.get(name.partition(".")[0]), "__file__", None)
    if first is None:
        return False
    path = Path(first)
    return str(path.parent.parent if path.name == "__init__.py" else path.parent) in _FOLDERS


def _named(source: Source, module: ModuleType) -> Any:
    try:
        return reduce(getattr, source.name.split("."), module)
    except AttributeError as error:
        from scenarios.nearest import nearest

        own = [name for name, value in vars(module).items() if callable(value) and not name.startswith("_")]
        place = source.file or source.module
        values = {"place": place, "came": source.name, "near": nearest(source.name, own)}
        raise ParameterError(Problem("model_name_missing", values, key=source.spec)) from error
