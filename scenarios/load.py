"""The door of this package: a scenario file in, a resolved scenario out, or every fault of the file at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from model.errors import Problem, ScenarioError, XiangzhiError
from model.settings import Population, Settings
from scenarios.layers import Given, Layer, Tree, locate, merge, not_found, read_chain, read_overrides, shown
from scenarios.population import read_population
from scenarios.registry import Registry, standard
from scenarios.resolve import Resolver
from scenarios.scenario import Scenario
from scenarios.shipped import STATUS_QUO, find
from scenarios.source import exists

LANGS = ("zh", "en")
Result = TypeVar("Result")


def load_scenario(
    path: str | Path, *, overrides: Sequence[str] = (), lang: str = "en", registry: Registry | None = None
) -> Scenario:
    """Read, check and resolve a scenario.

    Parameters
    ----------
    path
        A scenario file, or the bare name of a shipped scenario ('status_quo').
    overrides
        Changes to single values, 'horizon.years=1', 'policies.points.levers.point_value=2'.
    lang
        Language of ``Scenario.notes``; errors speak both.
    registry
        What the scenario may name; the model's own if not given.

    Raises
    ------
    ScenarioError, RosterError
        With one problem for each fault of the file, of all it extends, of its roster and of the overrides.
    """
    known, (file, name) = registry or standard(), _found(Path(path))
    faults = _Faults()
    files = faults.collect(lambda: read_chain(file, name, known)) or []
    changes = faults.collect(lambda: read_overrides(overrides, known)) or []
    faults.raise_if_any()
    tree = merge([*files, *changes])
    reference = faults.collect(lambda: _reference(tree, known)) or {}
    county = faults.collect(lambda: read_population(tree.get("population", {}), lang))
    population, notes = county or (Population(villages=()), ())
    resolver = Resolver(known, population if county else None)
    settings = _settings(resolver, tree, reference, population)
    faults.add(resolver.problems)
    faults.raise_if_any(name)
    asked = {name: tuple(known.presets[name]) for name in resolver.practices}
    return _scenario(file, files, tuple(overrides), settings, resolver.origin, notes, asked)


class _Faults:
    """Collects the problems of several readings, so that they are reported together."""

    def __init__(self) -> None:
        self.errors: list[XiangzhiError] = []

    def collect(self, read: Callable[[], Result]) -> Result | None:
        try:
            return read()
        except XiangzhiError as error:
            self.errors.append(error)
            return None

    def add(self, problems: Sequence[Problem]) -> None:
        if problems:
            self.errors.append(ScenarioError(*problems))

    def raise_if_any(self, path: str = "") -> None:
        """Raise one error with all problems; those that know no file are of ``path``."""
        if len(self.errors) == 1 and all(problem.file for problem in self.errors[0].problems):
            raise self.errors[0]
        if self.errors:
            problems = [problem for error in self.errors for problem in error.problems]
            raise ScenarioError(*(problem if problem.file else replace(problem, file=path) for problem in problems))


def _found(path: Path) -> tuple[Path, str]:
    """Return the file and its name in messages: as it was given, or the shipped one of that name."""
    shipped = None if exists(path) else find(str(path))
    return (shipped, shown(shipped)) if shipped else (path, str(path))


def _reference(tree: Tree, registry: Registry) -> Tree:
    """Return the reference scenario, whose policies and practices are in force during the burn-in."""
    given = tree.get("reference")
    if given is None:
        path = STATUS_QUO
    else:
        found = locate(given.folder, given.value)
        if found is None or found.is_dir():
            raise ScenarioError(not_found(given, "reference", found))
        path = found
    return merge(read_chain(path, shown(path), registry))


def _settings(resolver: Resolver, tree: Tree, reference: Tree, population: Population) -> Settings:
    """Return the settings, to be used only if the resolver noted no problem."""
    horizon = resolver.horizon(tree.get("horizon", {}))
    burning_in = Resolver(resolver.registry, resolver.population)
    standing = burning_in.programmes(reference.get("policies", {}), reference.get("practices", {}), None)
    resolver.problems += burning_in.problems
    resolver.note_origins("population", tree.get("population", {}))
    return Settings(
        population=population,
        horizon=horizon,
        behaviour=resolver.behaviour(tree.get("behaviour", {})),
        programmes=resolver.programmes(tree.get("policies", {}), tree.get("practices", {}), horizon),
        reference=standing,
        events=resolver.events(tree.get("events"), horizon),
        world_seed=resolver.scalar("world_seed", tree.get("world_seed")),
    )


def _scenario(
    path: Path, files: Sequence[Layer], overrides: tuple[str, ...], settings: Settings, origin: Mapping[str, str],
    notes: tuple[str, ...], practices: Mapping[str, tuple[str, ...]],
) -> Scenario:  # fmt: skip
    own = files[-1].tree
    title = _words(own.get("title"), path.stem)
    return Scenario(
        id=path.stem,
        path=path,
        title=title,
        question=_words(own.get("question"), ""),
        settings=settings,
        sources=tuple(dict.fromkeys(source for layer in files for source in _list(layer.tree.get("sources")))),
        assumptions=tuple(_words(text, "") for layer in files for text in _list(layer.tree.get("assumptions"))),
        practices=practices,
        extends=tuple(layer.path for layer in reversed(files[:-1]) if layer.path),
        overrides=overrides,
        origin=dict(sorted(origin.items())),
        notes=notes,
    )


def _list(given: Given | None) -> list[Any]:
    return given.value if given else []


def _words(text: Any, fallback: str) -> dict[str, str]:
    """Return a text in both languages; a missing one is taken from the other, else it is ``fallback``."""
    plain = text.value if isinstance(text, Given) else text
    if isinstance(plain, str):
        return dict.fromkeys(LANGS, plain)
    spoken = {lang: part.value if isinstance(part, Given) else part for lang, part in (plain or {}).items()}
    other = next(iter(spoken.values()), fallback)
    return {lang: spoken.get(lang, other) for lang in LANGS}
