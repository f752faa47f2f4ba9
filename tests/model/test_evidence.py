"""The evidence carried as data: complete, well formed, and enough to resolve every source the model names."""

import re

import pytest

from model.errors import ParameterError
from model.evidence import OWN_JUDGEMENT, PRACTICES, SOURCES, practice, source, sources
from model.parameters import PASSPORTS
from model.policies import POLICIES

BY_KIND = {
    kind: [entry for entry in SOURCES.values() if entry.kind == kind]
    for kind in ("fact", "effect", "prior", "pattern", "case", "judgement")
}


def test_everything_was_carried_over():
    assert {kind: len(entries) for kind, entries in BY_KIND.items()} == {
        "fact": 127,
        "effect": 87,
        "prior": 21,
        "pattern": 63,
        "case": 15,
        "judgement": 1,
    }
    assert len(PRACTICES) == 117


@pytest.mark.parametrize(("kind", "shape"), [("fact", r"F\d{3}"), ("effect", r"E\d{2}"), ("prior", r"P\d{2}")])
def test_ids_are_short_and_graded(kind, shape):
    assert all(re.fullmatch(shape, entry.id) for entry in BY_KIND[kind])
    assert all(re.fullmatch(r"[ABCD]", entry.grade) for entry in BY_KIND[kind])
    assert all(entry.quantity and not entry.quantity.endswith(".") for entry in BY_KIND[kind])


def test_facts_and_effects_say_where_they_can_be_read():
    for entry in (*BY_KIND["fact"], *BY_KIND["effect"]):
        assert entry.title, entry.id
        assert entry.publisher, entry.id
        assert entry.url == "" or entry.url.startswith(("http://", "https://")), entry.id
    assert [entry.id for entry in BY_KIND["fact"] if not entry.url] == ["F127", "F154", "F158"]


def test_every_range_is_ordered():
    for entry in SOURCES.values():
        figures = [value for value in (entry.low, entry.central, entry.high) if isinstance(value, int | float)]
        if entry.kind in ("fact", "prior"):
            assert figures == sorted(figures), entry.id


def test_priors_name_the_evidence_they_were_judged_from():
    for prior in BY_KIND["prior"]:
        assert prior.grade == "D"
        assert prior.evidence, prior.id
        assert {SOURCES[key].kind for key in prior.evidence} <= {"fact", "effect"}


def test_figures_that_others_rely_on():
    assert source("F133").central == 1000
    assert (source("F061").central, source("F061").unit) == (23119, "yuan per year")
    assert (source("P19").low, source("P19").central, source("P19").high) == (0.1, 0.37, 0.5)
    assert (source("E16").sign, source("E16").central, source("E16").unit) == ("+", 8.1, "percentage points")


def test_a_source_text_resolves_in_its_order_and_each_once():
    assert [entry.id for entry in sources("F022 F015")] == ["F022", "F015"]
    assert [entry.id for entry in sources("P19, E13; P19")] == ["P19", "E13"]
    assert [entry.id for entry in sources("F035 own judgement")] == ["F035", OWN_JUDGEMENT]
    assert [entry.kind for entry in sources("case:pilot_county pt22 pattern:P8")] == ["case", "pattern", "pattern"]


@pytest.mark.parametrize("text", ["F999", "case:nowhere", "", "own idea"])
def test_an_unknown_source_is_refused_with_the_nearest_name(text):
    with pytest.raises(ParameterError) as caught:
        sources(text)
    assert "did you mean" in caught.value.text("en")
    assert "是否想写" in caught.value.text("zh")


def test_practices_have_both_names_a_group_and_a_priority():
    assert practice("joint_household_help").priority == "core"
    assert {entry.priority for entry in PRACTICES.values()} == {"core", "important", "extension"}
    assert all(entry.en and entry.group and re.search(r"[一-鿿]", entry.zh) for entry in PRACTICES.values())
    with pytest.raises(ParameterError, match="regular_talk_days"):
        practice("regular_talk_day")


def words_that_resolve_to_nothing(text):
    try:
        return [] if sources(text) else [text]
    except ParameterError as error:
        return [problem.values["came"] for problem in error.problems]


def test_every_parameter_rests_on_known_sources():
    assert PASSPORTS
    unknown = {key: words_that_resolve_to_nothing(passport.source) for key, passport in PASSPORTS.items()}
    assert {key: words for key, words in unknown.items() if words} == {}


def test_every_lever_rests_on_known_sources():
    levers = {f"{policy.id}.{lever.name}": lever for policy in POLICIES.values() for lever in policy.levers}
    assert levers
    unknown = {key: words_that_resolve_to_nothing(lever.source) for key, lever in levers.items()}
    assert {key: words for key, words in unknown.items() if words} == {}


def test_every_programme_covers_practices_of_the_catalogue():
    assert POLICIES
    assert [name for name, policy in POLICIES.items() if not policy.covers and not policy.standing] == []
    unknown = {name: sorted(set(policy.covers) - set(PRACTICES)) for name, policy in POLICIES.items()}
    assert {name: practices for name, practices in unknown.items() if practices} == {}
