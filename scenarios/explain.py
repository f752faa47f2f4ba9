"""What one value is: unit, bounds, source, grade, and the file or module it came from."""

from datetime import date
from difflib import get_close_matches
from typing import Any

from model.errors import ParameterError, Problem
from model.evidence import Source, sources
from model.settings import Horizon
from scenarios.difference import flatten
from scenarios.nearest import nearest, shorten
from scenarios.practice_facts import home, practice_background, practice_facts
from scenarios.registry import Registry, standard
from scenarios.scenario import Scenario
from scenarios.schema import PARTS, Layer

_SHOWN_NEAR = 3
_HOLDERS = {"driver": "model/drivers.py", "outcome": "model/outcomes.py"}
Entry = dict[str, Any]


def explain(scenario: Scenario | None, key: str, *, registry: Registry | None = None) -> Entry:
    """Return all that is known of one key.

    Parameters
    ----------
    scenario
        Whose value is shown; without one, the model's own value.
    key
        A behaviour parameter ('participation.neighbours'), a lever ('points.point_value' or
        'policies.points.levers.point_value'), a practice of the catalogue, a policy, a driver, an outcome or a key of
        scenario files ('horizon.years'). A practice goes before a policy or driver of the same name.

    Returns
    -------
    dict
        key, kind, value, unit, low, high, source, grade, note, from, en, zh, sources (each with id, title,
        publisher, year and url).

    Raises
    ------
    ParameterError
        Nothing bears that name; the message gives the nearest names.
    """
    known = registry or standard()
    wanted = key.strip()
    for find in (_parameter, _lever, _practice, _policy, _driver, _outcome, _scenario_key):
        entry = find(known, scenario, wanted)
        if entry is not None:
            return entry
    raise ParameterError(_unknown(wanted, known))


def explainable(registry: Registry | None = None) -> tuple[str, ...]:
    """Return every key that `explain` answers, in its shortest form that no other thing answers to before it."""
    known = registry or standard()
    levers = [(policy, lever.name) for policy, entry in known.policies.items() for lever in entry.levers]
    forms = [(key, f"behaviour.{key}") for key in known.passports]
    forms += [(f"{policy}.{name}", f"policies.{policy}.levers.{name}") for policy, name in levers]
    forms += [(key, f"practices.{key}") for key in known.practices]
    forms += [(key, f"policies.{key}") for key in known.policies]
    forms += [(key, f"drivers.{key}") for key in known.drivers]
    forms += [(key, f"outcomes.{key}") for key in known.outcomes]
    forms += [(key, key) for key in _scenario_fields()]
    found: dict[str, None] = {}
    for short, full in forms:
        found[full if short in found else short] = None
    return tuple(found)


def _entry(key: str, kind: str, **values: Any) -> Entry:
    empty = dict.fromkeys(("value", "unit", "low", "high", "source", "grade", "note", "from", "en", "zh"), None)
    entry = {"key": key, "kind": kind, **empty, **values}
    return {**entry, "sources": _sources(entry["source"])}


def _sources(text: str | None) -> list[Entry]:
    """Return where to read about a value; ids that the evidence does not hold are named without more."""
    if not text:
        return []
    try:
        found: tuple[Source, ...] = sources(text)
    except ParameterError:
        return [{"id": text}]
    shown = ("id", "kind", "grade", "title", "publisher", "year", "url", "quantity")
    return [{name: value for name in shown if (value := getattr(source, name))} for source in found]


def _parameter(known: Registry, scenario: Scenario | None, key: str) -> Entry | None:
    name = key.removeprefix("behaviour.")
    passport = known.passports.get(name)
    if passport is None:
        return None
    given = scenario.settings.behaviour.get(name) if scenario else None
    came = scenario.origin.get(f"behaviour.{name}") if scenario else None
    return _entry(
        name,
        "parameter",
        value=passport.value if given is None else given,
        unit=passport.unit,
        low=passport.low,
        high=passport.high,
        source=passport.source,
        grade=passport.grade,
        note=passport.note,
        en=passport.en,
        zh=passport.zh,
        **{"from": came or f"model/parameters/{name.partition('.')[0]}.yaml"},
    )


def _lever(known: Registry, scenario: Scenario | None, key: str) -> Entry | None:
    policy, _, name = key.removeprefix("policies.").replace(".levers.", ".").partition(".")
    if policy not in known.policies or name not in known.levers(policy):
        return None
    lever = known.levers(policy)[name]
    full = f"policies.{policy}.levers.{name}"
    programmes = {item.policy: item for item in scenario.settings.programmes} if scenario else {}
    programme = programmes.get(policy)
    came = scenario.origin.get(full) if scenario else None
    choice = lever.kind == "choice"
    return _entry(
        full,
        "lever",
        value=programme.levers[name] if programme else lever.default,
        unit=lever.unit,
        low=None if choice else lever.low,
        high=None if choice else lever.high,
        source=lever.source,
        grade=lever.grade,
        note=lever.note,
        en=lever.en,
        zh=lever.zh,
        off=lever.off,
        choices=list(lever.choices),
        **{"from": came or known.sheet(policy)},
    )


def holder(known: Registry, policy: str) -> str:
    """Return the file in which a policy is written."""
    return type(known.policies[policy]).__module__.replace(".", "/") + ".py"


def _practice(known: Registry, scenario: Scenario | None, key: str) -> Entry | None:
    name = key.removeprefix("practices.")
    if name not in known.practices:
        return None
    facts = practice_facts(known, name)
    read = [lever["source"] for lever in facts["levers"]]
    return _entry(
        f"practices.{name}",
        "practice",
        value=("on" if name in scenario.practices else "off") if scenario else None,
        source="; ".join(dict.fromkeys(read)) or None,
        **{part: value for part, value in facts.items() if part != "id"},
        **practice_background(known, name),
        **{"from": home(known, name)},
    )


def _policy(known: Registry, scenario: Scenario | None, key: str) -> Entry | None:
    name = key.removeprefix("policies.")
    policy = known.policies.get(name)
    if policy is None:
        return None
    in_force = [item.policy for item in scenario.settings.programmes] if scenario else []
    return _entry(
        f"policies.{name}",
        "policy",
        value=("on" if name in in_force else "off") if scenario else None,
        en=policy.en,
        zh=policy.zh,
        levers=[lever.name for lever in policy.levers],
        practices=list(policy.covers),
        **{"from": holder(known, name)},
    )


def _driver(known: Registry, _scenario: Scenario | None, key: str) -> Entry | None:
    driver = known.drivers.get(key.removeprefix("drivers."))
    if driver is None:
        return None
    note = f"policies move it; their pushes come together by: {driver.fold.value}"
    bounds = {"value": driver.neutral, "unit": driver.unit, "low": driver.low, "high": driver.high}
    words = {"en": driver.en, "zh": driver.zh, "note": note, "from": _HOLDERS["driver"]}
    return _entry(driver.name, "driver", **bounds, **words)


def _outcome(known: Registry, _scenario: Scenario | None, key: str) -> Entry | None:
    outcome = known.outcomes.get(key.removeprefix("outcomes."))
    if outcome is None:
        return None
    words = {"en": outcome.en, "zh": outcome.zh, "note": outcome.definition_en, "note_zh": outcome.definition_zh}
    units = {"unit": outcome.unit_en, "unit_zh": outcome.unit_zh}
    return _entry(outcome.id, "outcome", **words, **units, better=outcome.better, **{"from": _HOLDERS["outcome"]})


def _scenario_key(_known: Registry, scenario: Scenario | None, key: str) -> Entry | None:
    part, field = _scenario_fields().get(key, (None, ""))
    if part is None:
        return None
    info = part.model_fields[field]
    limits = {type(rule).__name__: rule for rule in info.metadata}
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return _entry(
        key,
        "scenario key",
        value=_settings_value(scenario, key),
        unit=extra.get("unit"),
        low=getattr(limits.get("Ge"), "ge", None),
        high=getattr(limits.get("Le"), "le", None),
        note=info.description,
        en=info.description,
        **{"from": (scenario.origin.get(key) if scenario else None) or "model/settings.py"},
    )


def _scenario_fields() -> dict[str, tuple[type[Layer], str]]:
    """Return the keys that hold one value for the whole scenario, each with the class that states it."""
    parts = (part for part in PARTS if "*" not in part and part not in {("title",), ("question",)})
    return {
        ".".join((*part, name)): (PARTS[part], name)
        for part in parts
        for name in PARTS[part].model_fields
        if (*part, name) not in PARTS and name not in {"behaviour", "policies", "practices", "assumptions"}
    }


def _settings_value(scenario: Scenario | None, key: str) -> Any:
    """Return the resolved value of a key; of the scenario's words where the settings hold none."""
    if scenario is None:
        default = Horizon.model_fields.get(key.removeprefix("horizon."))
        return None if default is None else _plain(default.default)
    words = {
        "extends": [str(path) for path in scenario.extends],
        "sources": list(scenario.sources),
        "events": [event.model_dump(mode="json") for event in scenario.settings.events],
    }
    return flatten(scenario.settings).get(key, words.get(key))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _unknown(key: str, known: Registry) -> Problem:
    """Return the problem of a name nothing bears, with the names most like it."""
    names = list(explainable(known))
    by_tail = {name.rpartition(".")[2]: name for name in names}
    near = dict.fromkeys([*get_close_matches(key, names, _SHOWN_NEAR, 0.0), by_tail[nearest(key, by_tail)]])
    return Problem("unknown_explained", {"came": shorten(key), "near": ", ".join(near)}, key=None)
