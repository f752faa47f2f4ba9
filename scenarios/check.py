"""Whether one file keeps to the format and to the model's bounds; every fault becomes a problem in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from annotated_types import Ge, Le
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from model.errors import Problem
from scenarios.document import Document, Place, full_width, full_width_in, key_path
from scenarios.nearest import nearest, nearest_labelled, shorten, show
from scenarios.registry import Registry
from scenarios.schema import OFF, SCENARIO, TAGS, Form

if TYPE_CHECKING:
    from model.policies import Lever

_TYPE_CODES = {
    "string_type": "not_a_text",
    "int_type": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "float_type": "not_a_number",
    "bool_type": "not_true_or_false",
    "list_type": "not_a_list",
    "dict_type": "not_a_map",
    "model_type": "not_a_map",
    "model_attributes_type": "not_a_map",
    "bad_date": "bad_date",
    "not_a_factor": "not_a_factor",
    "missing": "missing_key",
}
_BOUND_CODES = {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}


def check(document: Document, registry: Registry) -> list[Problem]:
    """Return everything that is wrong with one file, in the order of its lines, one problem a fault."""
    document, problems = refuse_unreadable(document)
    problems += shape_faults(document, SCENARIO).values()
    problems += _behaviour(document, registry)
    problems += _policies(document, registry)
    problems += _practices(document, registry)
    problems += _lists(document)
    return sorted(problems, key=lambda problem: problem.line or 0)


def refuse_unreadable(document: Document) -> tuple[Document, list[Problem]]:
    """Return a file with keys in full width and blank values refused, and all that is wrong with its text."""
    problems = list(document.problems)
    for find in (_full_width_keys, _blanks):
        found = {place: problem for place, problem in find(document) if not document.is_refused(place)}
        problems += found.values()
        document = replace(document, refused=document.refused.union(found))
    return document, problems


def flatten_behaviour(tree: Mapping[str, Any], above: Place = ()) -> Iterator[tuple[str, Place, Any]]:
    """Yield (full key, place, value) of every behaviour parameter, be it dotted or in groups."""
    for name, value in tree.items():
        place = (*above, name)
        if isinstance(value, dict):
            yield from flatten_behaviour(value, place)
        else:
            yield ".".join(str(part) for part in place), place, value


def _walk(tree: Any, above: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every place of a tree with its value, parents first."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, value in parts:
        yield (*above, part), value
        yield from _walk(value, (*above, part))


def _full_width_keys(document: Document) -> Iterator[tuple[Place, Problem]]:
    for place, _ in _walk(document.tree):
        char = full_width_in(str(place[-1]))
        if char:
            yield place, full_width(char, document.file, document.line(place), key_path(place))


def _blanks(document: Document) -> Iterator[tuple[Place, Problem]]:
    for place, value in _walk(document.tree):
        if value is None:
            yield place, At(document, place).problem("empty_value")


class At:
    """Makes problems that know their file, line and key."""

    def __init__(self, document: Document, place: Place) -> None:
        self.document, self.place = document, place

    def problem(self, code: str, **values: Any) -> Problem:
        """Return a problem at this place."""
        return Problem(code, values, self.document.file, self.document.line(self.place), None, key_path(self.place))

    def typed(self, code: str, value: Any, **values: Any) -> Problem:
        """Return a wrong-type problem, or the full-width typing that made the value text."""
        char = full_width_in(value, numbers=True) if isinstance(value, str) else None
        if char:
            return full_width(char, self.document.file, self.document.line(self.place), key_path(self.place))
        return self.problem(code, came=show(value), **values)

    def unknown(self, code: str, came: str, **values: Any) -> Problem:
        """Return an unknown-name problem."""
        return self.problem(code, came=shorten(came), **values)


def shape_faults(document: Document, form: Form) -> dict[Place, Problem]:
    """Return by place what has the wrong type or name, or lies out of the bounds of the format."""
    try:
        form.whole.model_validate(document.tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return {}
    places = [tuple(part for part in detail["loc"] if part not in TAGS) for detail in details]
    return {
        place: _from_pydantic(detail, At(document, place), form)
        for place, detail in zip(places, details, strict=True)
        if not document.is_refused(place)
    }


def _from_pydantic(detail: ErrorDetails, at: "At", form: Form) -> Problem:
    kind, came, place = detail["type"], detail["input"], at.place
    if kind == "extra_forbidden":
        part = form.part_at(place[:-1])
        allowed = list(part.model_fields) if part else []
        name = str(place[-1])
        return at.unknown("unknown_key", name, allowed=", ".join(allowed), near=nearest(name, allowed))
    if kind == "missing":
        return at.problem("missing_key", came=place[-1])
    if kind in _BOUND_CODES:
        low, high, unit = stated_bounds(place, form)
        return at.problem("out_of_bounds", came=show(came), low=low, high=high, unit=unit)
    if kind == "literal_error":
        return _choice(at, came, form)
    code = _TYPE_CODES.get(kind, "wrong_value")
    low, high, _ = stated_bounds(place, form)
    bounds = "" if low == "" else f"({low} – {high})"
    return at.typed(code, came, bounds=bounds)


def _choice(at: "At", came: Any, form: Form) -> Problem:
    if len(at.place) >= 2 and at.place[0] in ("policies", "practices") and at.place[-1] != "order":
        allowed = "start, end, levers, where" if len(at.place) == 2 else "lever: value"
        return at.typed("not_off_or_map", came, allowed=allowed)
    part = form.part_at(at.place[:-1])
    hint = part.model_fields[str(at.place[-1])].annotation if part else None
    members = (choice for member in get_args(hint) for choice in (get_args(member) or (member,)))
    choices = [choice for choice in members if isinstance(choice, str)]
    return at.typed("not_a_choice", came, allowed=", ".join(choices), near=nearest(str(came), choices))


def stated_bounds(place: Place, form: Form) -> tuple[Any, Any, str]:
    """Return the bounds and the unit that a format states for a place; empty where it states none."""
    part = form.part_at(place[:-1]) if place else None
    info = part.model_fields.get(str(place[-1])) if part else None
    if info is None:
        return "", "", ""
    low = next((rule.ge for rule in info.metadata if isinstance(rule, Ge)), "")
    high = next((rule.le for rule in info.metadata if isinstance(rule, Le)), "")
    extra = info.json_schema_extra
    return low, high, str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def _behaviour(document: Document, registry: Registry) -> Iterator[Problem]:
    tree = document.tree.get("behaviour")
    if not isinstance(tree, dict):
        return
    first: dict[str, int | None] = {}
    for key, place, value in flatten_behaviour(tree):
        place = ("behaviour", *place)
        at = At(document, place)
        if document.is_refused(place):
            continue
        if key in first:
            yield at.problem("duplicate_key", came=key, first=first[key])
            continue
        first[key] = document.line(place)
        passport = registry.passports.get(key)
        if passport is None:
            yield at.unknown("unknown_parameter", key, near=nearest(key, registry.passports))
        else:
            yield from check_number(at, value, passport.low, passport.high, passport.unit, whole=False)


def _policies(document: Document, registry: Registry) -> Iterator[Problem]:
    tree = document.tree.get("policies")
    for name, entry in tree.items() if isinstance(tree, dict) else ():
        place: Place = ("policies", name)
        if document.is_refused(place):
            continue
        if name not in registry.policies:
            near = nearest_labelled(name, registry.policy_labels())
            yield At(document, place).unknown("unknown_policy", name, near=near)
        elif isinstance(entry, dict) and isinstance(entry.get("levers"), dict):
            yield from _levers(document, registry, name, entry["levers"])


def _practices(document: Document, registry: Registry) -> Iterator[Problem]:
    tree = document.tree.get("practices")
    for name, entry in tree.items() if isinstance(tree, dict) else ():
        place: Place = ("practices", name)
        if document.is_refused(place):
            continue
        if name not in registry.presets:
            near = nearest_labelled(name, registry.practice_labels())
            yield At(document, place).unknown("unknown_practice", name, near=near)
        elif isinstance(entry, dict) and isinstance(entry.get("levers"), dict):
            yield from _practice_levers(document, registry, name, entry["levers"])


def _practice_levers(
    document: Document, registry: Registry, practice: str, values: Mapping[str, Any]
) -> Iterator[Problem]:
    levers = registry.levers_of_practice(practice)
    labels = {name: tuple(word for lever in found for word in (lever.en, lever.zh)) for name, found in levers.items()}
    names = {"practice": practice, "policies": ", ".join(registry.presets[practice]), "allowed": ", ".join(levers)}
    for name, value in values.items():
        at = At(document, ("practices", practice, "levers", name))
        if document.is_refused(at.place):
            continue
        if name not in levers:
            yield at.unknown("unknown_practice_lever", name, near=nearest_labelled(name, labels), **names)
            continue
        faults = (
            check_lever(at, lever, value) for lever in levers[name] if not (value == OFF and lever.off is not None)
        )
        first = next((problem for found in faults for problem in found), None)
        if first is not None:
            yield first


def _levers(document: Document, registry: Registry, policy: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    levers = registry.levers(policy)
    labels = {name: (lever.en, lever.zh) for name, lever in levers.items()}
    for name, value in values.items():
        at = At(document, ("policies", policy, "levers", name))
        if document.is_refused(at.place):
            continue
        lever = levers.get(name)
        if lever is None:
            near = nearest_labelled(name, labels)
            yield at.unknown("unknown_lever", name, policy=policy, allowed=", ".join(levers), near=near)
        elif not (value == OFF and lever.off is not None):
            yield from check_lever(at, lever, value)


def check_lever(at: At, lever: "Lever", value: Any) -> Iterator[Problem]:
    """Yield what is wrong with the value of a lever; the word off is not looked at here."""
    if lever.kind == "choice":
        if value not in lever.choices:
            allowed = ", ".join(lever.choices)
            yield at.typed("not_a_choice", value, allowed=allowed, near=nearest(str(value), lever.choices))
    else:
        yield from check_number(at, value, lever.low, lever.high, lever.unit, whole=lever.kind == "int")


def check_number(at: At, value: Any, low: float, high: float, unit: str, *, whole: bool) -> Iterator[Problem]:
    """Yield why a value is no number inside these bounds."""
    bounds = f"({low:g} – {high:g} {unit})"
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield at.typed("not_a_whole_number" if whole else "not_a_number", value, bounds=bounds)
    elif whole and value != int(value):
        yield at.typed("not_a_whole_number", value, bounds=bounds)
    elif not low <= value <= high:
        yield at.problem("out_of_bounds", came=show(value), low=f"{low:g}", high=f"{high:g}", unit=unit)


def _lists(document: Document) -> Iterator[Problem]:
    """Find what the format cannot say: two keys that exclude each other, one village listed twice."""
    population = document.tree.get("population")
    yield from _either(document, ("population",), population, "roster", "villages")
    for place, where in _areas(document.tree):
        villages = where.get("villages") if isinstance(where, dict) else None
        seen: set[str] = set()
        for i, village in enumerate(villages if isinstance(villages, list) else ()):
            if isinstance(village, str) and village in seen:
                yield At(document, (*place, "villages", i)).problem("duplicate_item", came=shorten(village))
            seen.add(str(village))


def _areas(tree: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Yield the place and the value of every ``where`` of a file, well formed or not."""
    for part in ("policies", "practices", "events"):
        held = tree.get(part)
        entries = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
        for name, entry in entries:
            yield (part, name, "where"), entry.get("where") if isinstance(entry, dict) else None


def _either(document: Document, place: Place, tree: Any, one: str, other: str) -> Iterator[Problem]:
    if isinstance(tree, dict) and one in tree and other in tree:
        yield At(document, (*place, other)).problem("either_or", came=one, other=other)
