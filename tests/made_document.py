"""A made-up report of one of everything, in both languages, and a reader of pages that checks them as it goes."""

import math
from collections.abc import Callable
from html.parser import HTMLParser

from matplotlib.figure import Figure

from analysis.charts.style import Page, styled
from analysis.report.blocks import (
    Break,
    Card,
    Cards,
    Column,
    Document,
    Heading,
    Picture,
    Points,
    Table,
    Words,
)

WORDS = {
    "title": {"en": "Linkage & points <compared>", "zh": "联户与积分“对比”"},
    "subtitle": {"en": "Two programmes in one county", "zh": "一个县的两项做法"},
    "question": {"en": "The question", "zh": "问题与结论"},
    "answer": {"en": "Linkage settles more disputes than nothing.", "zh": "与现状相比，党员联户化解的纠纷更多。"},
    "warning": {"en": "One run failed.", "zh": "有一次运行失败。"},
    "evidence": {"en": "Evidence", "zh": "分指标的证据"},
    "disputes": {"en": "Disputes", "zh": "矛盾纠纷"},
    "place": {"en": "Place", "zh": "地点"},
    "county": {"en": "Pilot county", "zh": "试点县"},
    "effects": {"en": "What changes: [all] scenarios, and how sure", "zh": "变化多少：全部情景，有多大把握"},
    "note": {"en": "=Not a formula.", "zh": "=不是公式。"},
    "scenario": {"en": "scenario", "zh": "情景"},
    "difference": {"en": "difference", "zh": "差异"},
    "low": {"en": "95 % low", "zh": "95% 下限"},
    "share": {"en": "share better", "zh": "改善的比例"},
    "p": {"en": "p", "zh": "p 值"},
    "n": {"en": "people", "zh": "人数"},
    "key": {"en": "key", "zh": "指纹"},
    "linkage": {"en": "Household linkage", "zh": "党员联户"},
    "runs": {"en": "All runs", "zh": "全部运行"},
    "picture": {"en": "Disputes over time", "zh": "纠纷的变化过程"},
    "empty": {"en": "A table of nothing", "zh": "空表"},
}
RISKY = "=1+1\x1b\nsecond line"
LONG = 45
DENSE = 3000


def say(code: str, lang: str) -> str:
    return WORDS[code][lang]


def draw(lang: str, points: int = 12, words: str = "") -> Figure:
    with styled(lang):
        figure = Page(lang, 8, 3)
        axes = figure.add_axes((0.1, 0.2, 0.8, 0.6))
        axes.plot(range(points), [math.sin(i * i) for i in range(points)], "o", ms=2)
        axes.set_title(say("picture", lang) + words)
    return figure


def picture(lang: str, name: str = "over time", drawing: Callable[[], Figure] | None = None) -> Picture:
    return Picture(name, say("picture", lang), drawing or (lambda: draw(lang)), alt='Rises, "then" falls', runs="R1-R9")


def effects(lang: str) -> Table:
    rows = (
        {"s": say("linkage", lang), "d": -0.0123, "l": None, "b": 0.312, "p": 0.0004, "n": 1234, "k": RISKY, "dec": 3},
        {"s": "+5", "d": 1234.5, "l": -3.25, "b": 1.0, "p": 0.04, "n": 7, "k": "00ff", "dec": 1},
        {"s": "三", "d": math.nan, "l": 0.0, "b": math.inf, "p": None, "n": None, "k": None, "dec": None},
    )
    columns = (
        Column("s", say("scenario", lang)), Column("d", say("difference", lang), "signed"),
        Column("l", say("low", lang), "number"), Column("b", say("share", lang), "percent"),
        Column("p", say("p", lang), "p"), Column("n", say("n", lang), "count"), Column("k", say("key", lang), "code"),
    )  # fmt: skip
    runs = ("R1-R9", "R1-R9, R11-R19", "R3")
    return Table("effects", say("effects", lang), columns, rows, runs, note=say("note", lang), decimals_of="dec")


def runs_table(lang: str, count: int = LONG) -> Table:
    columns = (Column("s", say("scenario", lang), wide=True), Column("v", say("difference", lang), "number"))
    rows = tuple({"s": say("linkage", lang), "v": 0.5 + i} for i in range(count))
    return Table("runs", say("runs", lang), columns, rows, tuple(f"R{i + 1}" for i in range(count)), long=True)


def document(lang: str, *more: Table | Picture) -> Document:
    cards = (
        Card("A", "+8.4", "7.9 – 8.9", "better"), Card("B", "−1.0", "", "worse"), Card("C", "0.1", "", "unsure"),
        Card("D", "12", "", "neither"), Card("E", "–", "", "unsure"),
    )  # fmt: skip
    blocks = (
        Heading(say("question", lang), 1, "first"), Words(say("answer", lang), "lead"),
        Words(say("warning", lang), "warning"), Words(say("answer", lang)), Words(say("answer", lang), "note"),
        Points((say("answer", lang), say("warning", lang))), Cards(say("linkage", lang), cards), effects(lang), Break(),
        Heading(say("evidence", lang), 1, "evidence"), Heading(say("disputes", lang), 2), picture(lang),
        Heading(say("disputes", lang), 2), Heading(say("disputes", lang), 3),
        picture(lang, "dense", lambda: draw(lang, DENSE)), runs_table(lang),
        Table("nothing", say("empty", lang), (Column("s", say("scenario", lang)),), ()), *more,
    )  # fmt: skip
    about = ((say("place", lang), say("county", lang)),)
    return Document(
        say("title", lang), say("subtitle", lang), lang, blocks, about, say("title", lang), ("a", say("county", lang))
    )


class Reader(HTMLParser):
    """Reads a page; complains about tags that do not close what was opened."""

    EMPTY = frozenset({"meta", "img", "br", "link", "hr", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: list[list[list[str]]] = []
        self.runs: list[list[str]] = []
        self.text: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.wrong += [f"{tag} has {name} twice" for name in set(names) if names.count(name) > 1]
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
            self.runs.append([])
        elif tag == "tr" and "tbody" in self.open:
            self.tables[-1].append([])
            self.runs[-1].append(dict(attrs).get("data-runs", ""))
        elif tag in ("td", "th") and "tbody" in self.open:
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} closes what is not open at {self.getpos()}")

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)
        if "tbody" in self.open and self.open[-1] not in ("tr", "tbody"):
            self.tables[-1][-1][-1] += data
