"""The shipped JSON Schema is fresh and knows every policy, lever and parameter."""

import json

from scenarios.json_schema import FILE, json_schema, text


def test_the_shipped_schema_is_fresh():
    assert FILE.read_text(encoding="utf-8") == text(), "write it anew: python -m scenarios.json_schema"


def test_levers_and_parameters_stand_with_their_bounds(registry):
    schema = json_schema(registry)
    off, group = schema["properties"]["policies"]["properties"]["points"]["anyOf"]
    lever, lever_off = group["properties"]["levers"]["anyOf"][1]["properties"]["point_value"]["anyOf"]
    assert off == lever_off == {"const": "off"}
    assert (lever["minimum"], lever["maximum"]) == (0.0, 20.0)
    behaviour = schema["properties"]["behaviour"]["properties"]
    assert behaviour["trust.decay"]["maximum"] == behaviour["trust"]["properties"]["decay"]["maximum"] == 0.2
    assert schema["additionalProperties"] is False


def test_the_schema_is_json_without_loose_ends(registry):
    written = json.dumps(json_schema(registry), allow_nan=False)
    named = {part.split('"')[0] for part in written.split('"#/$defs/')[1:]}
    assert named == set(json.loads(written)["$defs"])


def at(schema, reference):
    for step in reference.removeprefix("#/").split("/"):
        schema = schema[int(step)] if isinstance(schema, list) else schema[step]
    return schema


def test_practices_point_at_the_levers_of_their_policies_and_events_have_their_own_form(registry):
    schema = json_schema(registry)
    off, group = schema["properties"]["practices"]["properties"]["linked_help"]["anyOf"]
    levers = group["properties"]["levers"]["anyOf"][1]["properties"]
    assert off == {"const": "off"}
    assert set(levers) == {"households_per_member", "order", "point_value", "visibility"}
    assert at(schema, levers["point_value"]["$ref"])["anyOf"][0]["maximum"] == 20.0
    whole = schema["properties"]["practices"]["properties"]["point_board"]["anyOf"][1]["properties"]["levers"]
    assert set(at(schema, whole["$ref"])["anyOf"][1]["properties"]) == {"point_value", "visibility"}
    event = schema["$defs"]["Event"]
    assert event["required"] == ["kind"]
    assert event["properties"]["kind"]["enum"] == ["epidemic", "flood", "project"]
    assert "copying_per_year" not in schema["$defs"]["Area"]["properties"]
