"""The JSON Schema of scenario files, for completion and red lines in editors; ``python -m scenarios.json_schema``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.registry import Registry, standard
from scenarios.schema import OFF, ScenarioFile
from scenarios.shipped import FOLDER

if TYPE_CHECKING:
    from model.policies import Lever

FILE = FOLDER / "scenario.schema.json"
Node = dict[str, Any]


def json_schema(registry: Registry | None = None) -> Node:
    """Return the format of scenario files with all policies, levers and behaviour parameters, bounds and labels."""
    known = registry or standard()
    schema = ScenarioFile.model_json_schema()
    properties = schema["properties"]
    properties["behaviour"] = _behaviour(known)
    properties["policies"] = _policies(known, schema["$defs"].pop("Policy"))
    properties["practices"] = _practices(known, schema["$defs"].pop("Practice"))
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**draft, **tidy(schema), "title": "Scenario · 情景"}


def text() -> str:
    """Return the schema as it is shipped."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write(path: Path = FILE) -> None:
    """Write the schema anew; a test asks for it when a policy or parameter has changed."""
    path.write_text(text(), encoding="utf-8")


def _behaviour(known: Registry) -> Node:
    """Return the behaviour parameters, dotted and in groups."""
    dotted: Node = {}
    for key, passport in known.passports.items():
        words = f"{passport.en} · {passport.zh} ({passport.unit}; {passport.value:g})"
        dotted[key] = {"type": "number", "minimum": passport.low, "maximum": passport.high, "description": words}
    groups: Node = {}
    for key, rule in dotted.items():
        group, _, name = key.partition(".")
        inner = groups.setdefault(group, {"type": "object", "additionalProperties": False, "properties": {}})
        inner["properties"][name] = rule
    return {"type": "object", "additionalProperties": False, "properties": {**dotted, **groups}}


def _policies(known: Registry, entry: Node) -> Node:
    """Return the policies, each off or a group whose levers are its own."""
    properties: Node = {}
    for name, policy in known.policies.items():
        levers = {lever.name: _lever(lever) for lever in policy.levers}
        properties[name] = _entry(entry, _group(levers), policy.en, policy.zh)
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _practices(known: Registry, entry: Node) -> Node:
    """Return the practices of the catalogue, each off or a group; levers are said once, with their policy."""
    properties: Node = {}
    for name, preset in known.presets.items():
        practice = known.practices.get(name)
        words = (practice.en, practice.zh) if practice else (name, name)
        places = {policy: f"#/properties/policies/properties/{policy}/anyOf/1/properties/levers" for policy in preset}
        if len(preset) == 1:
            properties[name] = _entry(entry, {"$ref": places[next(iter(preset))]}, *words)
            continue
        levers = {
            lever.name: {"$ref": f"{place}/anyOf/1/properties/{lever.name}"}
            for policy, place in places.items()
            for lever in known.policies[policy].levers
        }
        properties[name] = _entry(entry, _group(levers), *words)
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _entry(entry: Node, levers: Node, en: str, zh: str) -> Node:
    """Return the form of a policy or practice: off, or a group whose levers are its own."""
    own = {**entry["properties"], "levers": levers}
    on = {**entry, "properties": own, "title": en, "description": zh}
    return {"anyOf": [{"const": OFF}, on], "description": f"{en} · {zh}"}


def _group(levers: Node) -> Node:
    """Return the form of levers: the word off, or a value for some of them."""
    return {"anyOf": [{"const": OFF}, {"type": "object", "additionalProperties": False, "properties": levers}]}


def _lever(lever: "Lever") -> Node:
    words = f"{lever.en} · {lever.zh} ({lever.unit}; {lever.default})"
    if lever.kind == "choice":
        return {"enum": list(lever.choices), "description": words}
    kind = {"type": "integer" if lever.kind == "int" else "number", "minimum": lever.low, "maximum": lever.high}
    return {"anyOf": [kind, {"const": OFF}], "description": words}


def tidy(node: Any) -> Any:
    """Leave out what only machines read: absent-value branches, null defaults and made-up titles."""
    if isinstance(node, list):
        return [tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: tidy(value) for key, value in node.items() if (key, value) != ("default", None)}
    branches = [branch for branch in kept.get("anyOf", ()) if branch != {"type": "null"}]
    if branches and len(branches) != len(kept["anyOf"]):
        del kept["anyOf"]
        kept = {**kept, "anyOf": branches} if len(branches) > 1 else {**branches[0], **kept}
    if isinstance(kept.get("title"), str) and "type" in kept and "properties" not in kept:
        del kept["title"]
    return kept


if __name__ == "__main__":
    write()
