"""Stories of disputes and requests: what a row tells and no more, side by side, in two languages, within the page."""

from datetime import date
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

from analysis.biography import Biography, Speaker, aligned, dispute_lines, parting, request_lines
from analysis.biography_words import ENDS, KINDS, LEVELS, WORDS, dekad_word
from analysis.labels import width_of
from experiments.trace import ENDS as ENDS_THERE
from experiments.trace import Found, Trace
from model.tables import CHANNELS, DISPUTE_KINDS, ROUTES, STATES
from model.tables import LEVELS as RUNGS

LANGS = ("en", "zh")
TITLES = {"base": {"en": "As it is", "zh": "现状"}, "linked": {"en": "Linkage", "zh": "党员联户"}}
AROSE, KNOWN, LATER, END = date(2026, 1, 11), date(2026, 2, 11), date(2026, 5, 11), date(2026, 5, 21)
DISPUTE = {
    "key": 7, "village": "东溪镇/赤岩村", "person": 11, "other": 12, "kind": "neighbours", "arose": AROSE,
    "cross_clan": False, "level": "village", "route": "proactive", "known": KNOWN, "by_visit": False,
    "pretrial": False, "handler": 13, "attempts": 1, "tries": 1, "state": "settled", "closed": END,
    "first_settled": END, "settled_level": "village", "reopened": None, "petitioned": None, "petitions": 0,
    "reported_settled": END,
}  # fmt: skip
REQUEST = {
    "key": 9, "village": "东溪镇/赤岩村", "person": 11, "channel": "hotline", "hours": 2.5, "cost": 123_400,
    "level": "village", "arose": AROSE, "known": KNOWN, "passed": None, "open": False, "done": LATER,
    "reported": LATER, "rating": 0.87,
}  # fmt: skip
PETITION = {
    "petitioned": LATER, "petitions": 1, "known": LATER, "route": "referred", "level": "township", "handler": None,
    "settled_level": "township",
}  # fmt: skip


def dispute(**changes):
    return {**DISPUTE, **changes}


def request_(**changes):
    return {**REQUEST, **changes}


def trace(*scenarios):
    titles = {name: TITLES[name] for name in scenarios or ("base", "linked")}
    return Trace(Path("study.sqlite"), "seed 1", 1, 0, titles, {}, stale=False)


def told(lines, lang="en"):
    """Return the dates and sentences of a story."""
    return [(line.day, Speaker(trace(), lang).say(line.phrase)) for line in lines]


def sentences(lines, lang="en"):
    return [words for _, words in told(lines, lang)]


def story(left, right, head="dispute", requests=((), ())):
    found = Found(
        {"base": list(left), "linked": list(right)}, {"base": list(requests[0]), "linked": list(requests[1])}, (11,)
    )
    stories = [
        [line for row in rows for line in dispute_lines(row)] + [line for row in asked for line in request_lines(row)]
        for rows, asked in zip((left, right), requests, strict=True)
    ]
    return Biography(trace(), found, head, "7", tuple(aligned(stories)))


def gaps(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_every_word_with_the_same_gaps():
    for code, words in WORDS.items():
        assert set(words) == set(LANGS), code
        assert gaps(words["en"]) == gaps(words["zh"]), code
        assert all(words.values()), code


def test_every_code_of_the_tables_has_its_word():
    assert tuple(KINDS) == DISPUTE_KINDS
    assert tuple(LEVELS) == RUNGS
    assert tuple(ENDS) == ENDS_THERE


@pytest.mark.parametrize("lang", LANGS)
def test_every_dispute_that_can_be_can_be_told(lang):
    for state, route, rung, tries, petitions, handler in product(
        STATES[:5], ROUTES, RUNGS, (0, 1, 3), (0, 2), (None, 13)
    ):
        settled = {"settled_level": rung, "first_settled": END} if state == "settled" else {"first_settled": None}
        known = None if route == "unknown" else KNOWN
        closed = None if state == "open" else END
        petition = {"petitioned": LATER if petitions and known else None, "petitions": petitions if known else 0}
        row = dispute(
            state=state,
            route=route,
            level=rung,
            tries=tries,
            handler=handler,
            known=known,
            closed=closed,
            **settled,
            **petition,
        )
        words = " ".join(sentences(dispute_lines(row), lang))
        assert words
        assert not set("{}") & set(words)


@pytest.mark.parametrize("lang", LANGS)
def test_every_request_that_can_be_can_be_told(lang):
    for channel, rung, cost, known in product(CHANNELS, RUNGS[2:], (0, 500), (None, KNOWN)):
        for done, open_ in ((LATER, False), (None, True), (None, False)):
            if known is None and done is not None:
                continue
            row = request_(channel=channel, level=rung, cost=cost, known=known, done=done, open=open_, passed=done)
            words = " ".join(sentences(request_lines(row), lang))
            assert words
            assert not set("{}") & set(words)


def test_a_settled_dispute_is_told_from_its_rise_to_its_end():
    assert told(dispute_lines(dispute())) == [
        (AROSE, "A dispute arises (neighbours): villager 11 against villager 12."),
        (KNOWN, "The village organisation finds it unasked, not at a linked visit."),
        (END, "Settled by a cadre of the village, villager 13, 130 days after it arose, at the first attempt."),
    ]


def test_who_noticed_it_and_how():
    def noticed(**changes):
        return sentences(dispute_lines(dispute(**changes)))[1]

    assert noticed(by_visit=True) == "The linked worker finds it on a visit to the home."
    assert noticed(route="requested") == "Villager 11 brings it to the village organisation."
    assert noticed(route="referred") == "Villager 11 speaks up, and it is referred to the township."


def test_a_petition_says_what_the_organisation_had_known():
    def petition(**changes):
        lines = dispute_lines(dispute(**{**PETITION, **changes}))
        return [words for words in sentences(lines) if "petitions" in words]

    assert petition() == [
        "Villager 11 petitions; nobody in the organisation had known of it. The township takes it up."
    ]
    known = petition(known=KNOWN, route="proactive", tries=2)
    assert known == ["Villager 11 petitions, 89 days after it became known; the township or the county takes it up."]
    untried = petition(known=KNOWN, route="proactive", tries=0, state="open", closed=None, first_settled=None)
    assert untried == [
        "Villager 11 petitions, 89 days after it became known and never heard; the township takes it up."
    ]
    assert "in the dekad in which" in petition(route="proactive")[0]


def test_attempts_are_a_lower_bound_after_a_petition():
    assert "after 3 attempts in all" in sentences(dispute_lines(dispute(tries=3)))[-1]
    assert "after at least 3 attempts in all" in sentences(dispute_lines(dispute(**PETITION, tries=3)))[-1]
    assert "Petitions in all: 4." in sentences(dispute_lines(dispute(**{**PETITION, "petitions": 4})))[-1]


def test_a_case_climbed_only_where_nothing_else_explains_its_rung():
    above = {"settled_level": "county", "level": "county", "handler": None}
    assert "it had climbed because" in sentences(dispute_lines(dispute(**above)))[-1]
    assert "climbed" not in sentences(dispute_lines(dispute(**above, route="referred")))[-1]
    assert "climbed" not in sentences(dispute_lines(dispute(**{**PETITION, **above})))[-1]


def test_a_settlement_that_did_not_hold_is_told_as_the_first():
    row = dispute(first_settled=KNOWN, known=AROSE, reopened=LATER, tries=2)
    assert told(dispute_lines(row))[2:] == [
        (KNOWN, "Settled for the first time."),
        (LATER, "It breaks out again."),
        (END, "Settled by a cadre of the village, villager 13, 130 days after it arose, after 2 attempts in all."),
    ]


def test_other_ends_say_what_was_tried():
    over = {"first_settled": None, "settled_level": None, "reported_settled": None}
    unknown = {"known": None, "route": "unknown", "tries": 0, "handler": None}
    assert sentences(dispute_lines(dispute(state="borne", **over, **unknown)))[-1] == (
        "Villager 11 gives in and bears it. Nobody in the organisation knew of it."
    )
    assert sentences(dispute_lines(dispute(state="court", pretrial=True, tries=0, **over)))[-1] == (
        "Villager 11 goes to court; settled there before trial. It was never heard."
    )
    day, words = told(dispute_lines(dispute(state="open", closed=None, tries=2, **over)))[-1]
    assert (day, words) == (None, "Still open, with the village. Attempts at mediation: 2, the last by villager 13.")


def test_a_false_report_is_told_as_one():
    row = dispute(state="open", closed=None, first_settled=None, settled_level=None, reported_settled=LATER)
    assert (LATER, "Reported as settled, which it is not.") in told(dispute_lines(row))
    assert "Reported as settled, which it is not." not in sentences(dispute_lines(dispute()))


def test_a_request_is_told_from_its_rise_to_its_end():
    assert told(request_lines(request_(reported=KNOWN, passed=KNOWN))) == [
        (AROSE, "Villager 11 needs something: 2.5 hours of work and 1,234 yuan."),
        (KNOWN, "Voiced on the hotline."),
        (KNOWN, "Passed up to the township, not being done in the village."),
        (KNOWN, "Reported as done, which it is not."),
        (LATER, "Done by the village, 89 days after it became known; rated 87 of 100."),
    ]
    lapsed = request_(known=None, done=None, reported=None, cost=0)
    assert sentences(request_lines(lapsed)) == [
        "Villager 11 needs something (2.5 hours of work), never says so, and the need lapses."
    ]


def test_stories_side_by_side_are_one_by_date():
    rows = aligned([dispute_lines(dispute(**PETITION)), dispute_lines(dispute())])
    assert [row.first.day for row in rows] == [AROSE, KNOWN, LATER, END]
    assert [row.same for row in rows] == [True, False, False, False]
    assert rows[1].lines[0] is None
    assert rows[2].lines[1] is None


def test_stories_part_where_they_first_differ_and_not_before():
    rows = aligned([dispute_lines(dispute(**PETITION)), dispute_lines(dispute())])
    assert [row.first.day for row in parting(rows)] == [KNOWN]
    assert parting(aligned([dispute_lines(dispute()), dispute_lines(dispute())])) == []
    once = dispute_lines(dispute(tries=2))
    assert [row.first.day for row in parting(aligned([once, dispute_lines(dispute())]))] == [END]


def test_a_page_shows_two_columns_and_where_they_part():
    page = story([dispute(**PETITION)], [dispute()]).text("en").split("\n")
    assert page[0] == "Dispute 7 · neighbours · 东溪镇/赤岩村"
    assert page[3] == "date             As it is                                  Linkage"
    assert page[5:11] == [
        "mid Jan 2026     A dispute arises (neighbours): villager   A dispute arises (neighbours): villager",
        "                 11 against villager 12.                   11 against villager 12.",
        "mid Feb 2026  ≠                                            The village organisation finds it",
        "                                                           unasked, not at a linked visit.",
        "mid May 2026  ≠  Villager 11 petitions; nobody in the",
        "                 organisation had known of it. The",
    ]
    assert (
        "The stories part in mid Feb 2026. “As it is”: nothing is recorded then. “Linkage”: The village "
        "organisation" in " ".join(page)
    )


def test_a_page_in_chinese_says_the_same():
    page = story([dispute(**PETITION)], [dispute()]).text("zh").split("\n")
    assert page[0] == "纠纷 7 · 邻里 · 东溪镇/赤岩村"
    assert page[5].split() == ["2026年1月中旬", *["发生邻里纠纷：村民11与村民12。"] * 2]
    assert (
        "2026年2月中旬起，两种情景开始不同。“现状”：当时没有记录。“党员联户”：村组织主动发现（非联户走访）。"
        in "".join(page)
    )


def test_stories_that_are_the_same_say_so_and_mark_nothing():
    page = story([dispute()], [dispute()]).text("en")
    assert "What is recorded is the same under both." in page
    assert "≠" not in page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [70, 100])
def test_no_line_is_wider_than_the_page(lang, width):
    long = dispute(person=-9_223_372_036_854_775_807, other=-9_223_372_036_854_775_806, kind="collective_assets")
    page = story([{**long, **PETITION}], [long], "villager", ([request_()], [request_(done=None, open=True)]))
    assert max(width_of(line) for line in page.text(lang, width).split("\n")) <= width


def test_events_of_a_person_are_numbered_alike_on_both_sides():
    later = dispute(key=3, arose=KNOWN)
    page = story([dispute(), later], [later], "villager", ([request_()], [request_()])).text("en", 200)
    assert "Dispute 1: A dispute arises" in page
    assert page.count("Dispute 2: A dispute arises") == 2
    assert page.count("Request 1: Voiced on the hotline.") == 2
    assert "Ids: dispute 1 = 7; dispute 2 = 3" in page


def test_a_story_as_plain_values_keeps_keys_exact():
    key = 2**62 + 1
    found = story([dispute(key=key, **PETITION)], [dispute(key=key)]).as_json("en")
    assert found["disputes"]["base"][0]["key"] == str(key)
    assert found["parts_on"] == "2026-02-11"
    assert [line["same"] for line in found["lines"]] == [True, False, False, False]
    assert found["lines"][1]["told"]["base"] is None
    assert found["lines"][1]["told"]["linked"]["code"] == "found_other"


def test_dekads_have_names():
    days = [date(2024, 3, day) for day in (1, 11, 21)]
    assert [dekad_word(day, "en") for day in days] == ["early Mar 2024", "mid Mar 2024", "late Mar 2024"]
    assert [dekad_word(day, "zh") for day in days] == ["2024年3月上旬", "2024年3月中旬", "2024年3月下旬"]
    assert dekad_word(None, "en") == "at the end"
