"""What the model's numbers rest on: facts, effects and priors with their sources, patterns, places, practices.

Data, not opinion: each entry keeps the quantity, its range, its grade (A official statistics or large survey, B
peer-reviewed study, C case report or news, D inference or judgement) and where to read it.  A passport names entries
by id ('F022 F015', 'P19', 'pattern:P8', 'pt22', 'case:pilot_county', 'own judgement'); `sources` resolves such a text.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from ruamel.yaml import YAML

from model.errors import ParameterError, Problem

Item = TypeVar("Item")
Figure = float | str | None
"""A number; a text such as '52.4/43.5/4.1' where the source gives several; None where it gives none."""

OWN_JUDGEMENT = "own judgement"


@dataclass(frozen=True)
class Source:
    """One piece of evidence: what it says, how far it can be trusted, and where it stands."""

    id: str
    kind: str
    """'fact', 'effect', 'prior', 'pattern', 'case' or 'judgement'."""
    quantity: str
    """What is measured; for an effect its outcome, for a prior its parameter."""
    grade: str
    lever: str = ""
    sign: str = ""
    """Of an effect: '+', '-', '0', 'mixed' ..."""
    low: Figure = None
    central: Figure = None
    """The value; of an effect its size, where one is given."""
    high: Figure = None
    unit: str = ""
    year: int | None = None
    scope: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    zh: str = ""
    """The name of a pattern or place in Chinese."""
    evidence: tuple[str, ...] = ()
    """Of a prior: the ids it was judged from."""


@dataclass(frozen=True)
class Stated:
    """One figure of a practice that a document states."""

    name: str
    value: Figure
    unit: str
    status: str
    """'exact', 'floor' (at least), 'approx_floor' (somewhat more than) or 'target' (planned, not achieved)."""


@dataclass(frozen=True)
class Practice:
    """One practice of the catalogue; a policy lists the ids of those it covers."""

    id: str
    zh: str
    en: str
    group: str
    priority: str
    """'core', 'important' or 'extension'."""
    places: tuple[str, ...] = ()
    """Ids of the places whose documents describe it."""
    complements: tuple[str, ...] = ()
    """Practices it goes with."""
    substitutes: tuple[str, ...] = ()
    """Practices it may stand in for."""
    problems: tuple[str, ...] = ()
    """Ids of the problems it answers."""
    stated: tuple[Stated, ...] = ()


@dataclass(frozen=True)
class Route:
    """How a practice is expected to work: what it moves first, which state answers, and what it consumes."""

    id: str
    moves: Mapping[str, str]
    """Drivers and structures, each 'up' or 'down'."""
    first: Mapping[str, str]
    """The first states downstream, each 'up' or 'down'."""
    consumes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """What must be there for the practice to have something to work on."""


class Catalogue(Mapping[str, Item], Generic[Item]):
    """A read-only mapping from id to entry, read from the package when first asked."""

    def __init__(self, read: Callable[[], dict[str, Item]]) -> None:
        self._read = lru_cache(maxsize=1)(read)

    def __getitem__(self, key: str) -> Item:
        entries = self._read()
        if key not in entries:
            raise KeyError(key)
        return entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def source(key: str) -> Source:
    """Return the source with an id ('F022', 'E16', 'P19', 'pt22', 'case:pilot_county', 'own judgement' ...).

    Raises
    ------
    ParameterError
        If no source bears that id; the message names the nearest.
    """
    return _find(SOURCES, key.strip())


def sources(text: str) -> tuple[Source, ...]:
    """Return all sources that a passport's source text names, in its order, each once.

    Raises
    ------
    ParameterError
        If a part of the text is no known id, or the text names none.

    Examples
    --------
    >>> [found.kind for found in sources("F022, P19; own judgement")]
    ['fact', 'prior', 'judgement']
    """
    words = text.replace(OWN_JUDGEMENT, "own_judgement").replace(",", " ").replace(";", " ").split()
    keys = dict.fromkeys(word.replace("own_judgement", OWN_JUDGEMENT) for word in words)
    return tuple(source(key) for key in keys or [text])


def practice(key: str) -> Practice:
    """Return the practice of the catalogue with an id.

    Raises
    ------
    ParameterError
        If no practice bears that id; the message names the nearest.
    """
    return _find(PRACTICES, key)


def route(key: str) -> Route:
    """Return how the practice with an id is expected to work.

    Raises
    ------
    ParameterError
        If no practice bears that id; the message names the nearest.
    """
    return _find(ROUTES, key)


def _find(entries: Mapping[str, Item], key: str) -> Item:
    if key not in entries:
        near = get_close_matches(key, entries, n=1, cutoff=0.0)[0]
        raise ParameterError(Problem("unknown_source", {"came": key, "near": near}))
    return entries[key]


def _rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of one data file, without the keys that hold nothing."""
    return [{key: value for key, value in row.items() if value is not None} for row in _load(name)]


def _load(name: str) -> Any:
    return YAML(typ="safe").load(files("model.evidence").joinpath(name).read_text(encoding="utf-8"))


def _read_sources() -> dict[str, Source]:
    found = [
        *(Source(kind="fact", **row) for row in _rows("facts.yaml")),
        *(Source(kind="effect", **_renamed(row, outcome="quantity", size="central")) for row in _rows("effects.yaml")),
        *(_prior(_renamed(row, parameter="quantity")) for row in _rows("priors.yaml")),
        *(Source(kind="pattern", **_renamed(row, en="quantity")) for row in _rows("patterns.yaml")),
        *(_case(row) for row in _rows("cases.yaml")),
        Source(id=OWN_JUDGEMENT, kind="judgement", quantity="a judgement of the authors", grade="D"),
    ]
    return {entry.id: entry for entry in found}


def _renamed(row: dict[str, Any], **names: str) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in row.items()}


def _prior(row: dict[str, Any]) -> Source:
    return Source(kind="prior", **{**row, "evidence": tuple(row["evidence"])})


def _case(row: dict[str, Any]) -> Source:
    place = f"case:{row['id']}"
    return Source(id=place, kind="case", quantity=row["en"], zh=row["zh"], grade="C", scope=row["setting"])


def _read_practices() -> dict[str, Practice]:
    return {row["id"]: _practice(row) for row in _rows("catalogue.yaml")}


def _practice(row: dict[str, Any]) -> Practice:
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Practice(**{**row, **lists, "stated": tuple(Stated(**figure) for figure in row.get("stated", ()))})


def _read_routes() -> dict[str, Route]:
    return {key: _route(key, held) for key, held in _load("routes.yaml").items()}


def _route(key: str, held: dict[str, Any]) -> Route:
    lists = {name: tuple(held.get(name, ())) for name in ("consumes", "beside")}
    return Route(key, held["moves"], held["first"], **lists)


SOURCES: Catalogue[Source] = Catalogue(_read_sources)
"""All sources by id."""

PRACTICES: Catalogue[Practice] = Catalogue(_read_practices)
"""The 117 practices of the catalogue by id."""

ROUTES: Catalogue[Route] = Catalogue(_read_routes)
"""How each practice is expected to work, by the id of the practice."""
