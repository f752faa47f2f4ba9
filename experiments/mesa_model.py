"""A Mesa ``Model`` class as a function of (point, seed): make a model, step it, read its reporters, let go of it.

Parameters of the class are what a point holds; outcomes are its model reporters, attributes, or methods without
arguments. The numbers are those that stepping the model by hand gives.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from numbers import Real
from typing import Any

import mesa
import numpy as np
from mesa.datacollection import DataCollector

from experiments.stage import stage
from model.errors import ParameterError, Problem
from scenarios.nearest import nearest

_SEEDS = ("rng", "seed")
"""Parameters through which a model takes its seed; the first is the one Mesa keeps."""
_NOTHING = inspect.Parameter.empty
_MANY = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
_WHOLE = (int, "int", int | None, "int | None")
_YES_OR_NO = (bool, "bool")


class MesaModel:
    """One Mesa model class, how many steps it is taken through, and what is read at the end."""

    def __init__(self, kind: type, steps: int, outcomes: Sequence[str], spec: str) -> None:
        self._kind, self._steps, self._outcomes, self._spec = kind, steps, tuple(outcomes), spec
        given: Mapping[str, inspect.Parameter] = inspect.signature(kind).parameters
        self._scenario = _scenario_of(kind) if "scenario" in given and not set(_SEEDS) & set(given) else None
        given = _fields(self._scenario) if self._scenario else given
        self._open = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in given.values())
        self._parameters = {name: each for name, each in given.items() if each.kind not in _MANY}
        self._seed_word = self._find_seed_word()
        self._follows_seed = False

    def _find_seed_word(self) -> str:
        found = [word for word in _SEEDS if word in self._parameters or self._scenario or self._open]
        if not found:
            came = ", ".join(self._parameters) or "–"
            raise ParameterError(Problem("model_takes_no_seed", {"came": came}, key=self._spec))
        named = [word for word in found if word in self._parameters]
        return (named or found)[0]

    def check(self, names: Iterable[str]) -> None:
        """Check that the class takes parameters of these names, and needs no others.

        Raises
        ------
        ParameterError
            With one problem for each name that it does not take, or lacks.
        """
        came = list(names)
        own = {name: each for name, each in self._parameters.items() if name not in _SEEDS}
        problems = [self._unknown(name, own) for name in came if name in _SEEDS or not (self._open or name in own)]
        problems += [
            Problem("model_parameter_needed", {"came": name}, key=self._spec)
            for name, each in own.items()
            if each.default is _NOTHING and name not in came
        ]
        if problems:
            raise ParameterError(*problems)

    def _unknown(self, name: str, own: Iterable[str]) -> Problem:
        values = {"came": name, "allowed": ", ".join(own) or "–", "near": nearest(name, own)}
        return Problem("model_parameter", values, key=self._spec)

    def __call__(self, point: Mapping[str, Any], seed: int) -> dict[str, float]:
        """Return the outcomes of one run."""
        with _let_go():
            with stage("building"):
                self.check(point)
                model = self._build(point, seed)
                self._check_seeded(model, point, seed)
            for _ in range(self._steps):
                if not model.running:
                    break
                model.step()
            with stage("measuring"):
                return self._measure(model)

    def _build(self, point: Mapping[str, Any], seed: int) -> Any:
        values = {name: _fitted(value, self._parameters.get(name)) for name, value in point.items()}
        # Only a plain int gives the same stream on every version of Mesa.
        values[self._seed_word] = int(seed)
        return self._kind(scenario=self._scenario(**values)) if self._scenario else self._kind(**values)

    def _check_seeded(self, model: Any, point: Mapping[str, Any], seed: int) -> None:
        """Refuse a model whose chance is not that of its seed: its runs could not be repeated, or would all be one.

        A model that Mesa seeded with the very number is known by its first state; another is made twice more.
        """
        first = np.random.default_rng(seed).bit_generator.state
        if self._follows_seed or getattr(model, "_rng", None) == first:
            return
        again, other = (_chance(self._build(point, number)) for number in (seed, seed + 1))
        if _chance(model) != again or again == other:
            values = {"came": seed, "word": self._seed_word}
            raise ParameterError(Problem("model_ignores_seed", values, key=self._spec))
        self._follows_seed = True

    def _measure(self, model: Any) -> dict[str, float]:
        reported = _last_row(model)
        names = self._outcomes or [name for name, value in reported.items() if _is_number(value)]
        if not names:
            came = ", ".join(reported) or "–"
            raise ParameterError(Problem("model_no_outcomes", {"came": came}, key=self._spec))
        return {name: self._outcome(model, reported, name) for name in names}

    def _outcome(self, model: Any, reported: Mapping[str, Any], name: str) -> float:
        if name not in reported and not hasattr(model, name):
            own = (key for key, value in vars(model).items() if key[0] != "_" and _is_number(value))
            allowed = list(dict.fromkeys([*reported, *own]))
            values = {"came": name, "allowed": ", ".join(allowed) or "–", "near": nearest(name, allowed)}
            raise ParameterError(Problem("model_outcome", values, key=self._spec))
        value = reported[name] if name in reported else getattr(model, name)
        value = value() if callable(value) else value
        if not _is_number(value):
            came = f"{name}: {type(value).__name__}"
            raise ParameterError(Problem("model_outcome_kind", {"came": came}, key=self._spec))
        return float(value)


def _scenario_of(kind: type) -> type | None:
    """Return the class that holds the parameters of a model of Mesa 3.5, where its module has just one such class."""
    found = [
        value
        for value in vars(sys.modules[kind.__module__]).values()
        if isinstance(value, type) and any(base.__name__ == "Scenario" for base in value.__mro__[1:])
    ]
    return found[0] if len(found) == 1 else None


def _fields(scenario: type) -> Mapping[str, inspect.Parameter]:
    """Return the parameters that a scenario class declares, as if they were those of a function."""
    notes = {
        name: note for base in reversed(scenario.__mro__[:-1]) for name, note in inspect.get_annotations(base).items()
    }
    return {
        name: inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=getattr(scenario, name, _NOTHING), annotation=note
        )
        for name, note in notes.items()
        if name[0] != "_"
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | np.bool_)


def _fitted(value: Any, parameter: inspect.Parameter | None) -> Any:
    """Return a value as the class wants it: designs write 100.0 and 1.0 where a model counts or asks yes or no."""
    if parameter is None or isinstance(value, bool) or not _is_number(value) or not float(value).is_integer():
        return value
    kind = parameter.annotation
    like = parameter.default if kind is _NOTHING else None
    if value in (0, 1) and (kind in _YES_OR_NO or isinstance(like, bool)):
        return bool(value)
    return int(value) if kind in _WHOLE or type(like) is int else value


def _chance(model: Any) -> str:
    return repr((model.random.getstate(), model.rng.bit_generator.state))


def _last_row(model: Any) -> dict[str, Any]:
    """Return what the model reporters last said; a collector that was never asked is asked now."""
    collector = next((value for value in vars(model).values() if isinstance(value, DataCollector)), None)
    if collector is None:
        return {}
    if not all(collector.model_vars.values()):
        collector.collect(model)
    return {name: values[-1] for name, values in collector.model_vars.items()}


@contextmanager
def _let_go() -> Iterator[None]:
    """Let go of every model made inside the block, whatever Mesa keeps of it.

    Mesa 3.3 numbers agents by model and so keeps each model for ever; the cells of its grids, up to 3.5 at least,
    remember their neighbourhoods and so keep the grid and all agents on it.
    """
    ids: dict[Any, Any] = getattr(mesa.Agent, "_ids", {})
    before = set(ids)
    try:
        yield
    finally:
        for model in set(ids) - before:
            del ids[model]
        cells = sys.modules.get("mesa.discrete_space.cell")
        for method in vars(cells.Cell).values() if cells else ():
            getattr(method, "cache_clear", int)()
