"""``trace``: the story of a dispute, villager or household of a store with events; plain words where there is none."""

import json
import shutil
import sqlite3
from contextlib import closing
from itertools import product

import pytest

from analysis.labels import width_of
from experiments.trace import ENDS, endings, open_trace
from xiangzhi.comparison import compare

SMALL = """\
title: {zh: 小县, en: Small county}
extends: status_quo
horizon: {years: 2, burn_in_years: 1}
population:
  villages: {count: 2, households: 110, population: 360, members: 15}
"""
LINKED = """\
title: {zh: 联户, en: Linked}
extends: small.yaml
policies:
  household_linkage: {}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give the folder of a comparison with events: two scenarios, two seeds."""
    place = tmp_path_factory.mktemp("small")
    files = {"small.yaml": SMALL, "linked.yaml": LINKED}
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    compare([place / name for name in files], replications=2, workers=1, out=place / "out", events=True)
    return place / "out"


@pytest.fixture(scope="module")
def trace(folder):
    return open_trace(folder)


@pytest.fixture(scope="module")
def moved(trace):
    """Give the key of a dispute that closed on another day, or not at all, under the second scenario."""
    first, second = (trace.disputes[trace.disputes["scenario"] == name].set_index("key") for name in trace.scenarios)
    both = first.index.intersection(second.index, sort=False)
    a, b = first.loc[both, "closed"], second.loc[both, "closed"]
    return int(both[(a != b) & ~(a.isna() & b.isna())][0])


def test_a_dispute_is_told_under_both_scenarios_with_what_differs_marked(call, folder, trace, moved):
    result = call("trace", folder, "--dispute", moved)
    assert result.exit_code == 0, result.output
    lines = result.output.split("\n")
    assert lines[0].startswith(f"Dispute {moved} · ")
    assert lines[1] == "Seed 1; policy period early Jan 2024 to late Dec 2025."
    assert lines[3].split() == ["date", "Small", "county", "Linked"]
    assert any("≠" in line for line in lines)
    assert max(width_of(line) for line in lines) <= 100


def test_the_story_is_that_of_the_stored_rows(call, folder, trace, moved):
    found = json.loads(call("trace", folder, "--dispute", moved, "--json").output)
    rows = trace.disputes[trace.disputes["key"] == moved].set_index("scenario")
    assert set(found["disputes"]) == set(trace.scenarios) == set(rows.index)
    for name in trace.scenarios:
        told = [line["date"] for line in found["lines"] if line["told"][name]]
        assert told[0] == rows["arose"][name].date().isoformat()
        closed = rows["closed"][name]
        assert told[-1] == (None if closed is None or closed != closed else closed.date().isoformat())
        assert found["disputes"][name][0]["state"] == rows["state"][name]
    differing = [line["date"] for line in found["lines"] if not line["same"]]
    assert found["parts_on"] == differing[0]


def test_chinese_is_chinese(call, folder, moved):
    text = call("trace", folder, "--dispute", moved, "--lang", "zh").output
    assert text.startswith(f"纠纷 {moved} · ")
    assert "小县" in text
    assert "联户" in text
    assert "Small county" not in text
    assert max(width_of(line) for line in text.split("\n")) <= 100


def test_people_are_those_of_the_first_day(trace):
    known = [(trace.residents.person(key), village, arose) for key, village, arose in
             trace.disputes[["person", "village", "arose"]].itertuples(index=False)]  # fmt: skip
    there = [(person, village, arose.date()) for person, village, arose in known if person is not None]
    assert len(there) > 0.8 * len(known)
    assert all(person.village == village for person, village, _ in there)
    assert min(person.age(day) for person, _, day in there) >= 18
    assert trace.residents.person(5) is None
    assert trace.residents.person(None) is None


def test_a_household_tells_the_disputes_of_its_members(call, folder, trace, moved):
    row = trace.disputes[trace.disputes["key"] == moved].iloc[0]
    person = trace.residents.person(int(row["person"]))
    home = f"{person.village}/{person.household}"
    assert int(row["person"]) in trace.residents.members(home)
    found = json.loads(call("trace", folder, "--household", home, "--json").output)
    keys = {dispute["key"] for rows in found["disputes"].values() for dispute in rows}
    assert str(moved) in keys
    one = json.loads(call("trace", folder, "--villager", row["person"], "--json").output)
    mine = {dispute["key"] for rows in one["disputes"].values() for dispute in rows}
    assert str(moved) in mine
    assert mine <= keys
    assert call("trace", folder, "--household", home).output.startswith(f"Household {home} · ")


def test_a_dispute_is_told_of_either_party(trace):
    row = trace.disputes[trace.disputes["other"].notna()].iloc[0]
    for party in ("person", "other"):
        rows = trace.villager(str(row[party])).disputes[row["scenario"]]
        assert row["key"] in [found["key"] for found in rows]


def test_a_quiet_household_has_a_quiet_story(call, folder, trace, monkeypatch):
    nothing = trace.disputes[:0], trace.frame("requests")[:0]
    monkeypatch.setattr("experiments.trace.Trace.frame", lambda _self, table: nothing[table == "requests"])
    result = call("trace", folder, "--household", trace.residents.some_household())
    assert "No dispute and no request is stored." in result.output
    assert "part" not in result.output


def test_every_dispute_has_one_pair_of_ends(trace):
    by_scenario = {name: endings(rows.set_index("key")) for name, rows in trace.disputes.groupby("scenario")}
    first, second = (by_scenario[name] for name in trace.scenarios)
    union = first.index.union(second.index)
    same = int((first.reindex(union, fill_value="never") == second.reindex(union, fill_value="never")).sum())
    listed = [key for a, b in product(ENDS, ENDS) if a != b for key in trace.moved(a, b)["key"]]
    assert len(listed) == len(set(listed))
    assert len(listed) + same == len(union)
    assert same == sum(len(trace.moved(end, end)) for end in ENDS)


def test_a_petition_counts_whatever_came_of_it(trace):
    rows = trace.disputes
    assert set(endings(rows.assign(petitions=2))) == {"petition"}
    quiet = endings(rows.assign(petitions=0))
    assert "petition" not in set(quiet)
    assert endings(rows.assign(petitions=2), petitions=False).equals(quiet)
    low = rows["settled_level"].isin(["linked worker", "grid", "village"]) & (rows["state"] == "settled")
    assert ((quiet == "village") == low).all()


def test_find_lists_by_date_ids_that_can_be_told(call, folder, trace):
    pairs = [(a, b) for a, b in product(ENDS, ENDS) if a != b and len(trace.moved(a, b))]
    before, after = pairs[0]
    found = json.loads(call("trace", folder, "--find", f"{before}-to-{after}", "--limit", "0", "--json").output)
    assert found["total"] == len(found["disputes"]) == len(trace.moved(before, after))
    days = [row["arose"] for row in found["disputes"]]
    assert days == sorted(days)
    key = found["disputes"][0]["key"]
    assert key in call("trace", folder, "--find", f"{before}-to-{after}").output
    assert call("trace", folder, "--dispute", key).exit_code == 0


def test_find_says_when_it_shows_part_and_when_there_is_nothing(call, folder, trace):
    result = call("trace", folder, "--find", "never-to-petition", "--lang", "zh")
    assert result.exit_code == 0
    assert f"共 {len(trace.moved('never', 'petition'))} 件。" in result.output


def test_other_seeds_and_single_scenarios_can_be_told(call, folder):
    second = open_trace(folder, seed=2)
    key = int(second.disputes["key"].iloc[0])
    assert call("trace", folder, "--dispute", key).exit_code == 2
    alone = call("trace", folder, "--dispute", key, "--seed", "2", "--scenario", "linked")
    assert alone.exit_code == 0
    assert "Linked" in alone.output
    assert "Small county" not in alone.output
    assert "≠" not in alone.output


def test_a_dispute_that_does_not_arise_is_said_not_to(call, folder, trace, monkeypatch):
    key = int(trace.disputes["key"].iloc[0])
    whole = open_trace(folder).disputes
    gone = whole[~((whole["key"] == key) & (whole["scenario"] == "linked"))]
    monkeypatch.setattr("experiments.trace.Trace.frame", lambda _self, _table: gone)
    text = call("trace", folder, "--dispute", key).output
    assert "This dispute never arises here." in text
    assert "The stories part in" in text
    assert key in list(open_trace(folder).moved(endings(whole[whole["key"] == key]).iloc[0], "never")["key"])


def test_older_runs_and_other_people_are_said_to_be(call, folder, moved, tmp_path):
    assert "older ones" not in call("trace", folder, "--dispute", moved).output
    shutil.copytree(folder, tmp_path / "out")
    other = tmp_path / "small.yaml"
    other.write_text(SMALL.replace("360", "350"), encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "out" / "study.sqlite")) as store:
        store.execute("UPDATE scenarios SET path = ? WHERE scenario = 'small'", (str(other),))
        store.commit()
    text = " ".join(call("trace", tmp_path / "out", "--dispute", moved).output.split())
    assert "the runs are of older ones" in text
    assert "The two scenarios start from different people" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "exactly one of --dispute, --household, --villager and --find"),
        (("--dispute", "3", "--find", "open-to-village"), "came --dispute, --find"),
        (("--dispute", "3"), "'3' is not known under small, linked with seed 1"),
        (("--villager", "someone"), "'someone' is not known"),
        (("--household", "nowhere/1"), "'nowhere/1' is not known"),
        (("--find", "petition-to-vilage"), "did you mean 'petition-to-village'?"),
        (("--find", "village-to-village"), "two different ends"),
        (("--find", "open-to-village", "--scenario", "small"), "needs two"),
        (("--find", "open-to-village", "--scenario", "smal"), "did you mean 'small'?"),
        (("--dispute", "3", "--scenario", "small", "--scenario", "small"), "two that differ"),
        (("--dispute", "3", "--seed", "9"), "events are stored of seeds 1, 2"),
    ],
)
def test_what_cannot_be_told_is_refused_in_plain_words(call, folder, words, said):
    result = call("trace", folder, *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_store_without_events_says_how_to_make_them(call, county):
    compare(["village.yaml"], replications=1, workers=1, out="out", baseline="village")
    result = call("trace", "out", "--find", "open-to-village")
    assert result.exit_code == 2
    assert "xiangzhi compare village --events -o out" in result.stderr
    assert call("trace", "nowhere", "--find", "open-to-village").exit_code == 2
