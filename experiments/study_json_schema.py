"""The JSON Schema of study files, for completion in editors; ``python -m experiments.study_json_schema`` writes it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.study_file import FOLDER
from experiments.study_schema import SECTIONS, StudyFile
from scenarios.json_schema import Node, tidy
from scenarios.registry import Registry, standard

if TYPE_CHECKING:
    from model.policies import Lever

FILE = FOLDER / "study.schema.json"
_ENTRY = {"$ref": "#/$defs/Entry"}


def json_schema(registry: Registry | None = None) -> Node:
    """Return the format of study files with all levers and behaviour parameters, their ranges and labels."""
    known = registry or standard()
    schema = StudyFile.model_json_schema()
    properties = schema["properties"]
    schema["$defs"]["Entry"] = {"anyOf": [{"$ref": "#/$defs/FactorEntry"}, {"type": "array"}]}
    named = {"levers": _levers(known), "uncertainties": _uncertainties(known), "conditions": {}}
    for section in SECTIONS:
        form = {"type": "object", "additionalProperties": _ENTRY, "properties": named[section]}
        properties[section] = {"description": properties[section]["description"], **form}
    listed = {"type": "array", "items": _outcomes(known)}
    properties["outcomes"] = {"description": properties["outcomes"]["description"], **listed}
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**draft, **tidy(schema), "title": "Study · 研究"}


def text() -> str:
    """Return the schema as it is shipped."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write(path: Path = FILE) -> None:
    """Write the schema anew; a test asks for it when a lever or parameter has changed."""
    path.write_text(text(), encoding="utf-8")


def _levers(known: Registry) -> Node:
    named = {
        f"{name}.{lever.name}": _named(lever.en, lever.zh, _range(lever))
        for name, policy in known.policies.items()
        for lever in policy.levers
    }
    stars = {f"{name}.*": _named(policy.en, policy.zh, "*") for name, policy in known.policies.items()}
    return {"*": _named("all numeric levers of policies that run", "已推行政策的全部数值杠杆", "*"), **stars, **named}


def _range(lever: "Lever") -> str:
    return ", ".join(lever.choices) if lever.kind == "choice" else f"{lever.low:g} – {lever.high:g} {lever.unit}"


def _uncertainties(known: Registry) -> Node:
    named = {
        key: _named(held.en, held.zh, f"{held.low:g} – {held.value:g} – {held.high:g} {held.unit}")
        for key, held in known.passports.items()
    }
    groups = sorted({key.partition(".")[0] for key in known.passports})
    stars = {f"{group}.*": _named(f"all of {group}", f"{group} 组全部参数", "*") for group in groups}
    return {"*": _named("all behaviour parameters", "全部行为参数", "*"), **stars, **named}


def _named(en: str, zh: str, facts: str) -> Node:
    return {**_ENTRY, "description": f"{en} · {zh} ({facts})"}


def _outcomes(known: Registry) -> Node:
    """Return the outcomes of the county as a hint; another model has names of its own."""
    named = [{"const": name, "description": f"{held.en} · {held.zh}"} for name, held in known.outcomes.items()]
    return {"anyOf": [*named, {"type": "string"}]}


if __name__ == "__main__":
    write()
