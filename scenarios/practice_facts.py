"""What is known of a practice: names, policies and levers, expected route, what it consumes, who describes it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from model.evidence import SOURCES
from model.presets import COMPOSITES, note
from scenarios.practice_words import BESIDE, word
from scenarios.registry import Registry

if TYPE_CHECKING:
    from model.policies import Lever

Facts = dict[str, Any]
CATALOGUE = "model/evidence/catalogue.yaml"
_UP = {"en": {"up": "raises", "down": "lowers"}, "zh": {"up": "提高", "down": "降低"}}
_MORE = {"en": {"up": "more {}", "down": "less {}"}, "zh": {"up": "{}增加", "down": "{}减少"}}


def practice_facts(known: Registry, practice: str) -> Facts:
    """Return what `xiangzhi practices` lists of one practice.

    Returns
    -------
    dict
        id, zh, en, group, policy (the first), policies, levers (those the practice turns on), consumes, grade (the
        worst of these levers; None where there are none), priority.
    """
    about, levers = known.practices[practice], _levers(known, practice)
    policies = list(known.presets.get(practice, ()))
    route = known.routes.get(practice)
    return {
        "id": practice,
        "zh": about.zh,
        "en": about.en,
        "group": about.group,
        "policy": policies[0] if policies else None,
        "policies": policies,
        "levers": levers,
        "consumes": list(route.consumes) if route else [],
        "grade": max((lever["grade"] for lever in levers), default=None),
        "priority": about.priority,
    }


def practice_background(known: Registry, practice: str) -> Facts:
    """Return what else `xiangzhi explain` says of a practice: its route, who describes it, what goes with it."""
    about = known.practices[practice]
    said = note(practice)
    return {
        "route": _route(known, practice),
        "note": said.get("en"),
        "note_zh": said.get("zh"),
        "places": [_place(place) for place in about.places],
        "stated": [vars(figure) for figure in about.stated],
        "problems": list(about.problems),
        "complements": list(about.complements),
        "substitutes": list(about.substitutes),
    }


def home(known: Registry, practice: str) -> str:
    """Return the file in which the preset of a practice stands; the catalogue where it has none."""
    policies = known.presets.get(practice, {})
    if not policies:
        return CATALOGUE
    carriers = [name for name in policies if practice in known.policies[name].practices]
    return known.sheet(carriers[0]) if len(carriers) == len(policies) else COMPOSITES


def _levers(known: Registry, practice: str) -> list[Facts]:
    return [
        {"policy": policy, "name": name, "value": value, **_passport(known.levers(policy)[name])}
        for policy, values in known.presets.get(practice, {}).items()
        for name, value in values.items()
    ]


def _passport(lever: "Lever") -> Facts:
    shown = ("default", "off", "unit", "low", "high", "source", "grade", "en", "zh")
    return {part: getattr(lever, part) for part in shown}


def _place(place: str) -> Facts:
    source = SOURCES.get(f"case:{place}")
    return {"id": place, "en": source.quantity if source else place, "zh": source.zh if source else place}


def _route(known: Registry, practice: str) -> Facts | None:
    """Return how a practice is expected to work, as ids and in words."""
    route = known.routes.get(practice)
    if route is None:
        return None
    ids = {"moves": dict(route.moves), "first": dict(route.first), "beside": list(route.beside)}
    return {**ids, **{lang: _sentence(known, route.moves, route.first, route.beside, lang) for lang in ("en", "zh")}}


def _sentence(
    known: Registry, moves: Mapping[str, str], first: Mapping[str, str], beside: Iterable[str], lang: str
) -> str:
    """Return a route in words: what is raised and lowered, and which state answers."""
    comma, semicolon, colon, open_, close = (
        ("、", "；", "：", "（", "）") if lang == "zh" else (", ", "; ", ": ", " (", ")")
    )
    parts = [
        f"{_UP[lang][way]}{colon}{comma.join(_label(known, name, lang) for name, w in moves.items() if w == way)}"
        for way in ("up", "down")
        if way in moves.values()
    ]
    answers = semicolon.join(_MORE[lang][way].format(_label(known, name, lang)) for name, way in first.items())
    needs = comma.join(word(BESIDE, name, lang) for name in beside)
    with_ = {"en": "beside ", "zh": "同时有"}[lang]
    return f"{semicolon.join(parts)} → {answers}" + (f"{open_}{with_}{needs}{close}" if needs else "")


def _label(known: Registry, name: str, lang: str) -> str:
    held = known.drivers.get(name) or known.states.get(name)
    return name.replace("_", " ") if held is None else held.zh if lang == "zh" else held.en
