"""Any model as a function of (point, seed): a plain function, an object that can be called, or a Mesa ``Model`` class.

A model is named by a text, 'file.py:name' or 'package.module:name'. The text travels to other processes, which load
the model themselves; one that finds other code there than the study began with refuses to run it.
"""

import inspect
import json
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from experiments.digest import digest
from experiments.model_source import Source, find, is_spec, load
from experiments.result import RunResult
from experiments.stage import stage
from model.errors import ParameterError, Problem, RunError, ScenarioError

__all__ = ["ModelFunction", "is_spec", "load_model", "point_of", "replay"]

Run = Callable[[Mapping[str, Any], int], dict[str, float] | RunResult]


class ModelFunction:
    """A model that any process can run: called with a point and a seed, it gives outcomes.

    Attributes
    ----------
    spec
        The text that names it.
    code
        Digest of its code, its steps and its outcomes: runs under another digest are not comparable.
    """

    def __init__(self, source: Source, steps: int | None, outcomes: Sequence[str]) -> None:
        self.spec, self.steps, self.outcomes = source.spec, steps, tuple(outcomes)
        self._source = source
        self._run: Run | None
        self._run, self.code = self._loaded()

    def __call__(self, point: Mapping[str, Any], seed: int) -> dict[str, float] | RunResult:
        """Return the outcomes of one run.

        Raises
        ------
        ParameterError
            The model lacks a parameter of the point or an outcome, or gives what is no map of outcomes.
        RunError
            The code is no longer that of `code`.
        """
        return self._ready()(point, seed)

    def check(self, names: Iterable[str]) -> None:
        """Check, before any run, that the model takes what a point holds; of a plain function nothing is known.

        Raises
        ------
        ParameterError
            A Mesa class has no such parameter, or lacks one that it needs.
        """
        check = getattr(self._ready(), "check", None)
        if check is not None:
            check(names)

    def replay(self, values: Mapping[str, Any], seed: int) -> str:
        """Return the ``xiangzhi run`` command of one run, as understood from the current folder."""
        return replay(self._source.place, self.steps, self.outcomes, values, seed)

    def _ready(self) -> Run:
        if self._run is None:
            with stage("building"):
                run, code = self._loaded()
                if code != self.code:
                    raise RunError(Problem("model_changed", key=self.spec))
            self._run = run
        return self._run

    def _loaded(self) -> tuple[Run, str]:
        target, code = load(self._source)
        parts = [self.spec, self.steps, self.outcomes]
        if is_mesa(target):
            # Mesa's own code is no part of a file's, but moves its results.
            parts.append(".".join(version("mesa").split(".")[:2]))
        return _runnable(target, self.spec, self.steps, self.outcomes), digest(code, json.dumps(parts))

    def __getstate__(self) -> dict[str, Any]:
        """Leave the loaded model behind: the process that takes this loads its own."""
        return {**self.__dict__, "_run": None}


def load_model(
    spec: str, *, steps: int | None = None, outcomes: Sequence[str] = (), folder: Path | None = None
) -> ModelFunction:
    """Load a model by its name.

    Parameters
    ----------
    spec
        'file.py:name' or 'package.module:name'; a function ``(point, seed) → {outcome: number}``, an object that can
        be called so, or a Mesa ``Model`` class.
    steps
        How many steps a Mesa model is taken through, unless it stops by itself; for no other model.
    outcomes
        What is wanted. Without, all that a function gives, and all model reporters of a Mesa model that are numbers.
    folder
        Where a file is sought before the current folder.

    Raises
    ------
    ParameterError
        There is no such file, module or name, it cannot be loaded, or it is no model.
    RunError
        Its code has changed since this process loaded it.
    """
    return ModelFunction(find(spec, folder or Path()), steps, outcomes)


def is_mesa(target: Any) -> bool:
    """Return whether something is a Mesa ``Model`` class, without loading Mesa for what is not."""
    kinds = target.__mro__ if isinstance(target, type) else ()
    return any(kind.__module__.partition(".")[0] == "mesa" and kind.__name__ == "Model" for kind in kinds)


def _runnable(target: Any, spec: str, steps: int | None, outcomes: tuple[str, ...]) -> Run:
    if is_mesa(target):
        if not isinstance(steps, int) or isinstance(steps, bool) or steps < 1:
            raise ParameterError(Problem("model_steps_missing", {"came": steps}, key=spec))
        from experiments.mesa_model import MesaModel

        return MesaModel(target, steps, outcomes, spec)
    if isinstance(target, type) or not callable(target):
        came = f"class {target.__name__}" if isinstance(target, type) else type(target).__name__
        raise ParameterError(Problem("model_not_callable", {"came": came}, key=spec))
    if steps is not None:
        raise ParameterError(Problem("model_steps_idle", {"came": steps}, key=spec))
    _check_arguments(target, spec)
    return _Plain(target, spec, outcomes)


def _check_arguments(target: Callable[..., Any], spec: str) -> None:
    try:
        signature = inspect.signature(target)
    except ValueError:
        return
    try:
        signature.bind({}, 0)
    except TypeError as error:
        values = {"came": str(signature), "name": spec.rpartition(":")[2].rpartition(".")[2]}
        raise ParameterError(Problem("model_arguments", values, key=spec)) from error


class _Plain:
    """A function as it is, with what it gives checked and cut to the outcomes wanted."""

    def __init__(self, target: Callable[..., Any], spec: str, outcomes: tuple[str, ...]) -> None:
        self._target, self._spec, self._outcomes = target, spec, outcomes

    def __call__(self, point: Mapping[str, Any], seed: int) -> dict[str, float] | RunResult:
        given = self._target(dict(point), seed)
        with stage("measuring"):
            if isinstance(given, RunResult):
                return replace(given, outcomes=self._wanted(given.outcomes))
            if not isinstance(given, Mapping):
                values = {"came": type(given).__name__, "near": '{"y": 1.5}'}
                raise ParameterError(Problem("model_gives", values, key=self._spec))
            return {str(name): float(value) for name, value in self._wanted(given).items()}

    def _wanted(self, given: Mapping[str, Any]) -> dict[str, Any]:
        from scenarios.nearest import nearest

        missing = [name for name in self._outcomes if name not in given]
        if missing:
            allowed = [str(name) for name in given]
            values = {"allowed": ", ".join(allowed) or "–", "near": nearest(missing[0], allowed), "came": missing[0]}
            raise ParameterError(Problem("model_outcome", values, key=self._spec))
        return {name: given[name] for name in self._outcomes or given}


def replay(spec: str, steps: int | None, outcomes: Sequence[str], values: Mapping[str, Any], seed: int) -> str:
    """Return the command that runs one point of any model with one seed again, its values to the last bit."""
    words = ["xiangzhi", "run", spec, "--seed", str(seed)]
    words += ["--steps", str(steps)] if steps is not None else []
    words += [word for name in outcomes for word in ("--outcome", name)]
    words += [word for name, value in values.items() for word in ("--set", f"{name}={_written(value)}")]
    return shlex.join(words)


def point_of(words: Sequence[str]) -> dict[str, Any]:
    """Return the point that ``name=value`` texts describe; values are read as YAML reads them.

    Raises
    ------
    ParameterError
        With one problem for each text that is none, or whose value is no number, text, true or false.
    """
    point, problems = {}, []
    for word in words:
        name, equals, text = word.partition("=")
        value = _read(text)
        if not (equals and name.strip() and isinstance(value, int | float | str)):
            problems.append(Problem("model_value", {"came": word}, key="--set"))
        point[name.strip()] = value
    if problems:
        raise ParameterError(*problems)
    return point


def _read(text: str) -> Any:
    """Return the value that a text stands for; None where it stands for no single value."""
    from scenarios.document import parse_value

    try:
        return parse_value(text, "--set")
    except ScenarioError:
        return None


@lru_cache(maxsize=1024)
def _is_read_as_it_stands(text: str) -> bool:
    return type(_read(text)) is str and _read(text) == text


def _escaped(char: str) -> str:
    """Return a character as it is written inside double quotes in YAML."""
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def _written(value: Any) -> str:
    """Return a value such that `_read` gives it back, of the same type and to the last bit."""
    if isinstance(value, str):
        return value if _is_read_as_it_stands(value) else f'"{"".join(map(_escaped, value))}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    return repr(float(value)) if isinstance(value, Real) else str(value)
