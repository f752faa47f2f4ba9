"""The story of one dispute, villager or household in plain sentences: rows of events in, dated lines out.

Only what the tables of events hold is told. Two scenarios stand side by side, aligned by date, with a mark at what
differs and a sentence on where the stories part.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.biography_words import KINDS, LEVELS, dekad_word, word
from analysis.labels import number, title_of
from experiments.trace import Found, Record, Trace

Parts = tuple[tuple[str, Any], ...]
WIDTH = 100
"""Half-width columns of a page of text."""
ARISES, NOTICED, PETITION, SETTLED_FIRST, AGAIN, PADDED, CLOSED = range(7)
"""The places of a dispute's lines within one dekad; a request has those that fit."""
_NOBODY_LOW = {"linked worker": "settled_linked", "grid": "settled_grid", "village": "settled_village"}


@dataclass(frozen=True)
class Who:
    """A person in a sentence, on a day (None: the end of the run); no key stands for the village organisation."""

    key: int | None
    day: date | None


@dataclass(frozen=True)
class Phrase:
    """A sentence or part of one, in no language yet."""

    code: str
    values: Parts = ()


@dataclass(frozen=True)
class Line:
    """One dated line of a story; no day means the end of the run."""

    day: date | None
    table: str
    subject: int
    slot: int
    phrase: Phrase


@dataclass(frozen=True)
class Row:
    """What happens at one moment to one subject under each of the scenarios; None is nothing."""

    lines: tuple[Line | None, ...]

    @property
    def first(self) -> Line:
        """Return a line of the row."""
        return next(line for line in self.lines if line is not None)

    @property
    def same(self) -> bool:
        """Return whether all scenarios tell the same."""
        return len(set(self.lines)) == 1


def phrase(code: str, **values: Any) -> Phrase:
    """Return a phrase."""
    return Phrase(code, tuple(values.items()))


# Disputes


def dispute_lines(row: Record) -> list[Line]:
    """Return the story of one dispute, as far as its row tells it."""
    told = [(row["arose"], ARISES, _arises(row)), *_noticed(row), *_petition(row), *_settled_first(row)]
    if row["reopened"] is not None:
        told.append((row["reopened"], AGAIN, phrase("reopened")))
    reported, settled = row["reported_settled"], row["first_settled"]
    if reported is not None and (settled is None or reported < settled):
        told.append((reported, PADDED, phrase("padded")))
    told.append((row["closed"], CLOSED, _end(row)))
    return [Line(day, "dispute", row["key"], slot, said) for day, slot, said in told]


def _arises(row: Record) -> Phrase:
    code = "arises_across" if row["cross_clan"] else "arises"
    who, whom = Who(row["person"], row["arose"]), Who(row["other"], row["arose"])
    return phrase(code, kind=row["kind"], person=who, other=whom)


def _noticed(row: Record) -> Iterator[tuple[date, int, Phrase]]:
    day, route = row["known"], row["route"]
    if day is None or _came_by_petition(row):
        return
    if route == "proactive":
        yield day, NOTICED, phrase("found_visit" if row["by_visit"] else "found_other")
    else:
        yield day, NOTICED, phrase("brought" if route == "requested" else "referred", person=Who(row["person"], day))


def _came_by_petition(row: Record) -> bool:
    """Return whether nobody knew of a dispute before its first petition."""
    return bool(row["known"] == row["petitioned"] and row["route"] == "referred")


def _petition(row: Record) -> Iterator[tuple[date, int, Phrase]]:
    day = row["petitioned"]
    if day is None:
        return
    who = Who(row["person"], day)
    if _came_by_petition(row):
        yield day, PETITION, phrase("petition_unknown", person=who)
    elif day == row["known"]:
        yield day, PETITION, phrase("petition_at_once", person=who)
    else:
        code = "petition" if row["tries"] else "petition_untried"
        yield day, PETITION, phrase(code, person=who, days=(day - row["known"]).days)


def _settled_first(row: Record) -> Iterator[tuple[date, int, Phrase]]:
    """Yield the first settlement where it was not the end; on which rung it came is known of the last one alone."""
    day = row["first_settled"]
    if day is not None and not (row["state"] == "settled" and row["closed"] == day):
        yield day, SETTLED_FIRST, phrase("first_settled")


def _end(row: Record) -> Phrase:
    state = row["state"]
    if state == "settled":
        return _settled(row)
    if state == "open":
        code = "open" if row["known"] is not None else "open_unknown"
        return phrase(code, rung=row["level"], history=_history(row))
    code = "court_pretrial" if state == "court" and row["pretrial"] else state
    return phrase(code, person=Who(row["person"], row["closed"]), history=_history(row))


def _settled(row: Record) -> Phrase:
    level, handler = row["settled_level"], row["handler"]
    if level in _NOBODY_LOW:
        code = _NOBODY_LOW[level] if handler is not None else "settled_nobody"
    else:
        # Cases come to the upper rungs by petition, by referral, or because attempts lower down have failed.
        climbed = not row["petitions"] and row["route"] != "referred"
        code = "settled_climbed" if climbed else "settled_above"
    days = (row["closed"] - row["arose"]).days
    who = Who(handler, row["closed"])
    return phrase(code, handler=who, rung=level, days=days, attempts=_attempts(row), history=_petitions(row))


def _attempts(row: Record) -> Phrase:
    """Return how many attempts it took; petitions cut the count, so that after one it is the least there were."""
    if row["petitions"]:
        return phrase("attempts_least", n=row["tries"])
    return phrase("first_attempt") if row["tries"] == 1 else phrase("attempts", n=row["tries"])


def _history(row: Record) -> tuple[Phrase, ...]:
    """Return what is known of the way to an end other than settlement."""
    if row["known"] is None:
        return (phrase("unknown"),)
    if not row["tries"]:
        return (phrase("untried"), *_petitions(row))
    code = "tried_least" if row["petitions"] else "tried"
    if row["handler"] is None:
        return (phrase(code, n=row["tries"]), *_petitions(row))
    return (phrase(f"{code}_by", n=row["tries"], handler=Who(row["handler"], row["closed"])), *_petitions(row))


def _petitions(row: Record) -> tuple[Phrase, ...]:
    return (phrase("petitions", n=row["petitions"]),) if row["petitions"] > 1 else ()


# Requests


def request_lines(row: Record) -> list[Line]:
    """Return the story of one request, as far as its row tells it."""
    known, done, reported = row["known"], row["done"], row["reported"]
    told = [(row["arose"], ARISES, _need(row))]
    if known is not None:
        told.append((known, NOTICED, phrase(f"asked_{row['channel']}")))
    if row["passed"] is not None:
        told.append((row["passed"], PETITION, phrase("passed")))
    if reported is not None and (done is None or reported < done):
        told.append((reported, PADDED, phrase("request_padded")))
    if done is not None:
        said = phrase("done", rung=row["level"], days=(done - known).days, rating=round(100 * row["rating"]))
        told.append((done, CLOSED, said))
    elif row["open"]:
        said = phrase("request_unvoiced") if known is None else phrase("request_open", rung=row["level"])
        told.append((None, CLOSED, said))
    return [Line(day, "request", row["key"], slot, said) for day, slot, said in told]


def _need(row: Record) -> Phrase:
    lapsed = not row["open"] and row["known"] is None
    work: dict[str, str] = {"hours": number(row["hours"], 1)}
    said = phrase("work_money", **work, yuan=number(row["cost"] / 100, 0)) if row["cost"] else phrase("work", **work)
    return phrase("need_lapsed" if lapsed else "need", person=Who(row["person"], row["arose"]), work=said)


# Stories side by side


def aligned(stories: Sequence[Sequence[Line]]) -> list[Row]:
    """Return the lines of one or two stories by date, subject and place, those of one moment in one row."""
    moments: dict[tuple[Any, ...], list[Line | None]] = {}
    for place, story in enumerate(stories):
        for line in story:
            moments.setdefault(_moment(line), [None] * len(stories))[place] = line
    order = sorted(moments, key=lambda key: (key[0] is None, key[0] or date.min, *key[1:]))
    return [Row(tuple(moments[key])) for key in order]


def _moment(line: Line) -> tuple[Any, ...]:
    return line.day, line.table, line.subject, line.slot


def parting(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that differ in the first dekad in which any does; none where the stories are the same."""
    differing = [row for row in rows if not row.same]
    return [row for row in differing if row.first.day == differing[0].first.day]


@dataclass(frozen=True)
class Biography:
    """The story of one subject under one or two scenarios, in no language yet."""

    trace: Trace
    found: Found
    head: str
    """Whose story it is: 'dispute', 'villager' or 'household'."""
    name: str
    rows: tuple[Row, ...]

    @property
    def parting(self) -> list[Row]:
        """Return the rows in which two stories part; none where there is one, or both are the same."""
        return parting(self.rows)

    def text(self, lang: str, width: int = WIDTH) -> str:
        """Return the story as a page of plain text in ``lang``, at most ``width`` half-width columns wide."""
        from analysis.biography_page import page

        return page(self, lang, width)

    def as_json(self, lang: str) -> dict[str, Any]:
        """Return the story as plain values; keys as text, for they are longer than JSON's numbers are exact."""
        from analysis.biography_page import as_json

        return as_json(self, lang)


def biography(trace: Trace, *, dispute: str = "", villager: str = "", household: str = "") -> Biography:
    """Return the story of one dispute, villager (both by key) or household ('VILLAGE/NUMBER').

    Raises
    ------
    StoreError
        The stored runs know nothing of it.
    """
    if dispute:
        found, head, name = trace.dispute(dispute), "dispute", dispute
    elif villager:
        found, head, name = trace.villager(villager), "villager", villager
    else:
        found, head, name = trace.household(household), "household", household
    stories = [_story(found, scenario, single=bool(dispute)) for scenario in trace.scenarios]
    return Biography(trace, found, head, name, tuple(aligned(stories)))


def _story(found: Found, scenario: str, *, single: bool) -> list[Line]:
    disputes, requests = found.disputes[scenario], found.requests[scenario]
    if single and not disputes:
        return [_prevented(found, scenario)]
    told = [line for row in disputes for line in dispute_lines(row)]
    return told + [line for row in requests for line in request_lines(row)]


def _prevented(found: Found, scenario: str) -> Line:
    """Return the line that stands where a dispute of another scenario does not arise."""
    there = next(rows[0] for rows in found.disputes.values() if rows)
    others = found.instead.get(scenario)
    said = phrase("instead", key=others[0]["key"]) if others else phrase("prevented")
    return Line(there["arose"], "dispute", there["key"], ARISES, said)


# Sentences


@dataclass(frozen=True)
class Speaker:
    """Puts phrases into words of one language, with the people of the first day by name of their household."""

    trace: Trace
    lang: str

    def say(self, said: Phrase) -> str:
        """Return a phrase as a sentence."""
        words = self._words(said).strip()
        return words[:1].upper() + words[1:]

    def _words(self, said: Phrase) -> str:
        return word(said.code, self.lang, **{name: self._value(name, value) for name, value in said.values})

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, Who):
            return self.person(value)
        if isinstance(value, Phrase):
            return self._words(value)
        if isinstance(value, tuple):
            return self._joined(self.say(one) for one in value)
        named: Mapping[str, Mapping[str, Mapping[str, str]]] = {"kind": KINDS, "rung": LEVELS}
        return named[name][value][self.lang] if name in named else value

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self.lang == "zh" else " ").join(sentences)

    def person(self, who: Who) -> str:
        """Return how a person is called: by household, sex and age where these are known."""
        if who.key is None:
            return word("organisation", self.lang)
        residents = self.trace.residents
        if residents is None:
            return word("nameless", self.lang, key=who.key)
        known, day = residents.person(who.key), who.day or self.trace.ends
        if known is None or day is None:
            return word("stranger", self.lang)
        code = "secretary" if known.secretary else "villager"
        return word(code, self.lang, household=known.household, sex=self.sex(known.sex), age=known.age(day))

    def sex(self, sex: int) -> str:
        """Return the word for a sex."""
        return word("man" if sex else "woman", self.lang)

    def title(self, scenario: str) -> str:
        """Return the title of a scenario."""
        return title_of(self.trace.titles, scenario, self.lang)

    def parting(self, rows: Sequence[Row], tell: Mapping[Line, str]) -> str:
        """Return the sentence on where two stories part; ``rows`` as `parting` gives them, ``tell`` the lines told."""
        if not rows:
            return word("same", self.lang)
        sides = [
            self._joined(tell[line] for line in column if line is not None) or word("nothing_then", self.lang)
            for column in zip(*(row.lines for row in rows), strict=True)
        ]
        day = rows[0].first.day
        a, b = (self.title(scenario) for scenario in self.trace.scenarios)
        values = {"a": a, "b": b, "left": sides[0], "right": sides[1]}
        if day is None:
            return word("parts_end", self.lang, **values)
        return word("parts", self.lang, day=dekad_word(day, self.lang), **values)
