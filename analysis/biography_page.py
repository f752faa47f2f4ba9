"""The page of a biography: a head, dated lines in one or two columns, where they part, ids, and what is not known."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from analysis.biography import Biography, Line, Row, Speaker
from analysis.biography_words import ENDS, KINDS, dekad_word, word
from analysis.labels import width_of
from experiments.trace import Record, Trace

if TYPE_CHECKING:
    from pandas import DataFrame

_GAP = 2
_MARK = "≠"


def page(story: Biography, lang: str, width: int) -> str:
    """Return a biography as plain text, at most ``width`` half-width columns wide; a Chinese character takes two."""
    teller = _Teller(story, lang)
    parts = ["\n".join(_wrapped(line, width, lang) for line in teller.head())]
    parts.append("\n".join(_table(teller, width)))
    parts += [_wrapped(words, width, lang) for words in teller.foot()]
    return "\n\n".join(parts)


def as_json(story: Biography, lang: str) -> dict[str, Any]:
    """Return a biography as plain values; keys of people and events as text."""
    teller, trace = _Teller(story, lang), story.trace
    tables = {"disputes": story.found.disputes, "requests": story.found.requests}
    first = story.parting[0].first if story.parting else None
    return {
        "of": story.head,
        "id": story.name,
        "study": trace.study,
        "seed": trace.seed,
        "scenarios": [{"id": name, "title": dict(title)} for name, title in trace.titles.items()],
        "lines": [_row_as_json(teller, row) for row in story.rows],
        "parts_on": first.day.isoformat() if first is not None and first.day is not None else None,
        "parting": teller.parting(),
        "notes": teller.notes(),
        **{table: {name: [_as_text(row) for row in rows[name]] for name in rows} for table, rows in tables.items()},
    }


def _row_as_json(teller: "_Teller", row: Row) -> dict[str, Any]:
    first = row.first
    told = zip(teller.story.trace.scenarios, row.lines, strict=True)
    cells = {
        name: None if line is None else {"code": line.phrase.code, "text": teller.said[line]} for name, line in told
    }
    day = None if first.day is None else first.day.isoformat()
    return {"date": day, "table": first.table, "key": str(first.subject), "same": row.same, "told": cells}


def _as_text(row: Record) -> Record:
    """Return a row with dates and keys as text."""
    found = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    keys = ("key", "person", "other", "handler")
    return {**found, **{name: str(found[name]) for name in keys if found.get(name) is not None}}


class _Teller:
    """A biography told in one language."""

    def __init__(self, story: Biography, lang: str) -> None:
        self.story, self.lang, self.trace = story, lang, story.trace
        self.speaker = Speaker(story.trace, lang)
        self.numbers = {"dispute": _numbers(story.found.disputes), "request": _numbers(story.found.requests)}
        self.said = {line: self._tell(line) for row in story.rows for line in row.lines if line is not None}

    def _tell(self, line: Line) -> str:
        words = self.speaker.say(line.phrase)
        if self.story.head == "dispute":
            return words
        return word(f"{line.table}_n", self.lang, n=self.numbers[line.table][line.subject], text=words)

    def head(self) -> Iterator[str]:
        """Yield the lines above the story: whose it is, and of which run."""
        yield getattr(self, f"_{self.story.head}_head")()
        begins, ends = self.trace.begins, self.trace.ends
        if begins is None or ends is None:
            yield word("study_bare", self.lang, seed=self.trace.seed)
        else:
            days = {"begins": dekad_word(begins, self.lang), "ends": dekad_word(ends, self.lang)}
            yield word("study", self.lang, seed=self.trace.seed, **days)

    def _dispute_head(self) -> str:
        row = self._dispute()
        kind = KINDS[row["kind"]][self.lang]
        return word("dispute_head", self.lang, key=row["key"], kind=kind, village=row["village"])

    def _dispute(self) -> Record:
        return next(rows[0] for rows in self.story.found.disputes.values() if rows)

    def _villager_head(self) -> str:
        (key,), residents, begins = self.story.found.members, self.trace.residents, self.trace.begins
        known = None if residents is None else residents.person(key)
        if known is None or begins is None:
            return word("villager_head", self.lang, key=key)
        home, sex = f"{known.village}/{known.household}", self.speaker.sex(known.sex)
        return word("villager_home", self.lang, key=key, home=home, sex=sex, age=known.age(begins))

    def _household_head(self) -> str:
        return word("household_head", self.lang, home=self.story.name, n=len(self.story.found.members))

    def foot(self) -> Iterator[str]:
        """Yield the paragraphs below the story."""
        if len(self.trace.scenarios) == 2 and self.story.rows:
            yield self.parting()
        ids = self.ids()
        if ids:
            yield word("ids", self.lang, ids=word("list", self.lang).join(ids))
        yield ("" if self.lang == "zh" else " ").join(self.notes())

    def parting(self) -> str:
        """Return where two stories part; empty where there is one."""
        two = len(self.trace.scenarios) == 2
        return self.speaker.parting(self.story.parting, self.said) if two else ""

    def ids(self) -> list[str]:
        """Return the ids with which other stories can be asked for."""
        if self.story.head != "dispute":
            numbered = self.numbers["dispute"].items()
            return [word("id_dispute", self.lang, n=n, key=key) for key, n in numbered]
        row = self._dispute()
        return [self._party(name, row[name]) for name in ("person", "other") if row[name] is not None]

    def _party(self, name: str, key: int) -> str:
        residents = self.trace.residents
        known = None if residents is None else residents.person(key)
        home = "" if known is None else word("id_home", self.lang, home=f"{known.village}/{known.household}")
        return word("id_party", self.lang, role=word(f"role_{name}", self.lang), key=key, home=home)

    def notes(self) -> list[str]:
        """Return what a reader must know of how this was told."""
        story, trace = self.story, self.trace
        wanted = {
            "mark": len(trace.scenarios) == 2 and any(not row.same for row in story.rows),
            "note_dates": bool(story.rows),
            "note_kept": any(story.found.disputes.values()),
            "note_members": story.head == "household",
            "note_no_people": not trace.settings,
            "note_people": not trace.same_people,
            "note_stale": trace.stale and bool(trace.settings),
        }
        return [word(code, self.lang) for code, holds in wanted.items() if holds]


def _numbers(rows: Any) -> dict[int, int]:
    """Return the numbers under which events are told, by key, in the order in which they arose."""
    arose = {row["key"]: row["arose"] for found in rows.values() for row in found}
    return {key: n for n, key in enumerate(sorted(arose, key=lambda key: (arose[key], key)), start=1)}


def _table(teller: _Teller, width: int) -> Iterator[str]:
    """Yield the dated lines, in as many columns as there are scenarios."""
    story, lang = teller.story, teller.lang
    if not story.rows:
        yield word("nothing", lang)
        return
    days = [dekad_word(row.first.day, lang) for row in story.rows]
    first = max(width_of(day) for day in [*days, word("date", lang)])
    names = story.trace.scenarios
    marked = len(names) == 2
    each = (width - first - (2 if marked else 0)) // len(names) - _GAP
    heads = [teller.speaker.title(name) for name in names]
    yield from _cells(word("date", lang), " ", heads, (first, each), lang, marked=marked)
    yield "─" * (first + 2 * marked + (each + _GAP) * len(names))
    before = ""
    for day, row in zip(days, story.rows, strict=True):
        cells = [teller.said.get(line, "") if line is not None else "" for line in row.lines]
        mark = " " if row.same else _MARK
        yield from _cells("" if day == before else day, mark, cells, (first, each), lang, marked=marked)
        before = day


def _cells(
    day: str, mark: str, cells: Sequence[str], widths: tuple[int, int], lang: str, *, marked: bool
) -> Iterator[str]:
    """Yield the lines of one row of the table."""
    first, each = widths
    folded = [_wrapped(cell, each, lang).split("\n") for cell in cells]
    heads = [_padded(day, first) + (f" {mark}" if marked else "")]
    blank = " " * width_of(heads[0])
    for head, *parts in zip_longest(heads, *folded, fillvalue=""):
        body = "".join(" " * _GAP + _padded(part, each) for part in parts)
        yield ((head or blank) + body).rstrip()


def _padded(words: str, width: int) -> str:
    return words + " " * (width - width_of(words))


def _wrapped(words: str, width: int, lang: str) -> str:
    from analysis.charts.style import wrap

    # A Chinese mark that may not start a line stands at its end, two columns wide.
    return wrap(words, width - 2 if lang == "zh" else width)


# Lists of disputes that moved


def moved_page(trace: Trace, moved: "DataFrame", ends: tuple[str, str], lang: str, limit: int) -> tuple[str, list[str]]:
    """Return the title of a list of disputes that moved from one end to another, and the words to say below it."""
    speaker = Speaker(trace, lang)
    (a, b), (before, after) = (speaker.title(name) for name in trace.scenarios), (ENDS[end][lang] for end in ends)
    title = word("find_title", lang, a=a, b=b, before=before, after=after, n=len(moved))
    shown = len(moved) if limit == 0 else min(limit, len(moved))
    more = [word("find_more", lang, more=len(moved) - shown)] if shown < len(moved) else []
    return title, [*more, *([word("find_next", lang)] if shown else [])]


def moved_heads(trace: Trace, lang: str) -> list[str]:
    """Return the heads of the list's columns."""
    speaker = Speaker(trace, lang)
    ends = (word("head_end", lang, title=speaker.title(name)) for name in trace.scenarios)
    return [*(word(f"head_{name}", lang) for name in ("dispute", "arose", "kind", "village")), *ends]


def moved_rows(moved: "DataFrame", lang: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list in words."""
    for row in moved_records(moved):
        ends = (_ended(row, name, lang) for name in ("first", "second"))
        arose = dekad_word(date.fromisoformat(row["arose"]), lang)
        yield row["key"], arose, KINDS[row["kind"]][lang], row["village"], *ends


def _ended(row: dict[str, Any], name: str, lang: str) -> str:
    end, day = ENDS[row[f"end_{name}"]][lang], row[f"closed_{name}"]
    return end if day is None else word("end_and_day", lang, end=end, day=dekad_word(date.fromisoformat(day), lang))


def moved_records(moved: "DataFrame") -> list[dict[str, Any]]:
    """Return the list as plain values: keys and dates as text, None where a dispute was not closed."""
    days = ("arose", "closed_first", "closed_second")
    texts = moved.assign(key=moved["key"].astype(str), **{name: moved[name].dt.strftime("%Y-%m-%d") for name in days})
    return [
        {str(name): value if isinstance(value, str) else None for name, value in row.items()}
        for row in texts.to_dict("records")
    ]
