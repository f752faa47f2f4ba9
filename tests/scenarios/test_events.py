"""Events in scenario files: what they resolve to, how layers replace them, and what is refused."""

from datetime import date

import pytest

from model.errors import ScenarioError
from model.settings import Area, Event
from scenarios.difference import diff
from scenarios.explain import explain

BASE = "extends: status_quo.yaml\n"
FLOOD = "{kind: flood, start: 2024-07-01, end: 2024-09-01, strength: 0.5}"


def test_without_events_there_are_none(load):
    assert load(BASE).settings.events == ()


def test_an_event_has_defaults_and_numbers_of_one_form(load):
    short = load(BASE + "events: [{kind: epidemic}]\n").settings
    assert short.events == (Event(kind="epidemic", start=None, end=None, strength=1.0, where=Area()),)
    whole = load(BASE + "events: [{kind: epidemic, strength: 1}]\n").settings
    assert whole.model_dump_json() == short.model_dump_json()


def test_an_event_says_when_where_and_how_hard(load):
    where = "where: {villages: [T1/V02, V01], share: 0.5, order: best_first, phase_in_years: 1}"
    (event,) = load(BASE + f"events:\n  - {FLOOD[:-1]}, {where}}}\n").settings.events
    assert (event.kind, event.start, event.end, event.strength) == ("flood", date(2024, 7, 1), date(2024, 9, 1), 0.5)
    assert event.where == Area(villages=("T1/V01", "T1/V02"), share=0.5, order="best_first", phase_in_years=1.0)


def test_the_order_of_writing_does_not_matter(load):
    one, other = (
        load(BASE + f"events: [{', '.join(events)}]\n").settings
        for events in ((FLOOD, "{kind: project}"), ("{kind: project}", FLOOD))
    )
    assert one.events == other.events


def test_a_later_list_replaces_the_inherited_one_as_a_whole(load, tmp_path):
    (tmp_path / "wet.yaml").write_text(BASE + f"events: [{FLOOD}]\n", encoding="utf-8")
    assert [event.kind for event in load("extends: wet.yaml\n").settings.events] == ["flood"]
    assert load("extends: wet.yaml\nevents: []\n").settings.events == ()
    scenario = load("extends: wet.yaml\n", overrides=("events=[{kind: epidemic, strength: 0.3}]",))
    assert [(event.kind, event.strength) for event in scenario.settings.events] == [("epidemic", 0.3)]


def test_diff_and_explain_know_events(load, registry):
    dry, wet = load(BASE), load(BASE + f"events: [{FLOOD}]\n")
    assert diff(dry, wet, registry=registry) == [
        {"key": "events[0]", "a": None, "b": "flood"},
        {"key": "events[0].start", "a": None, "b": "2024-07-01"},
        {"key": "events[0].end", "a": None, "b": "2024-09-01"},
        {"key": "events[0].strength", "a": None, "b": 0.5},
    ]
    entry = explain(wet, "events", registry=registry)
    assert [event["kind"] for event in entry["value"]] == ["flood"]
    assert entry["from"].endswith("mine.yaml:2")


def test_events_that_differ_in_place_alone_show_it(load, registry):
    everywhere = load(BASE + "events: [{kind: flood}]\n")
    half = load(BASE + "events: [{kind: epidemic, where: {share: 0.5}}]\n")
    keys = {row["key"] for row in diff(everywhere, half, registry=registry)}
    assert keys == {"events[0]", "events[0].where.share"}


@pytest.mark.parametrize(
    ("entry", "code", "key"),
    [
        ("{kind: flod}", "not_a_choice", "events[0].kind"),
        ("{start: 2024-07-01}", "missing_key", "events[0].kind"),
        ("{kind: flood, strength: 1.5}", "out_of_bounds", "events[0].strength"),
        ("{kind: flood, strength: hard}", "not_a_number", "events[0].strength"),
        ("{kind: flood, begin: 2024-07-01}", "unknown_key", "events[0].begin"),
        ("{kind: flood, start: 2024-07-32}", "bad_date", "events[0].start"),
        ("{kind: flood, start: 2024-07-01, end: 2024-07-01}", "date_order", "events[0].end"),
        ("{kind: flood, end: 2023-07-01}", "date_order", "events[0].end"),
        ("{kind: flood, where: {copying_per_year: 0.1}}", "unknown_key", "events[0].where.copying_per_year"),
        ("{kind: flood, where: {order: first}}", "not_a_choice", "events[0].where.order"),
        ("{kind: flood, where: {villages: [V01, V01]}}", "duplicate_item", "events[0].where.villages[1]"),
        ("{kind: flood, where: {villages: [nowhere]}}", "unknown_village", "events[0].where.villages[0]"),
        ("flood", "not_a_map", "events[0]"),
        ("", "empty_value", "events[0]"),
    ],
)
def test_faults_of_events_are_told_in_place(load, entry, code, key):
    with pytest.raises(ScenarioError) as caught:
        load(BASE + f"events:\n  - {entry}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.key) == (code, 3, key)


def test_events_are_a_list(load):
    with pytest.raises(ScenarioError) as caught:
        load(BASE + "events: {kind: flood}\n")
    assert [problem.code for problem in caught.value.problems] == ["not_a_list"]
