"""What a report is made of: headings, sentences, tables and figures, in the order of reading; knows no file format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from matplotlib.figure import Figure

Kind = Literal["text", "number", "signed", "percent", "count", "p", "code"]
"""How a column is shown: words; a number; a number with its sign; a share as per cent; a whole number; a p value; a
key or command in letters of one width."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (chapter), 2 (section) or 3."""

    text: str
    level: int = 1
    anchor: str = ""
    """Name that links point to; unique within a report."""


@dataclass(frozen=True)
class Words:
    """One paragraph; ``tone`` 'lead' stands large, 'note' small and soft, 'warning' set apart."""

    text: str
    tone: Literal["plain", "lead", "note", "warning"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One figure of the first page: what it is, the number as written, and the words below it."""

    label: str
    figure: str
    below: str = ""
    verdict: Literal["better", "worse", "neither", "unsure"] = "unsure"


@dataclass(frozen=True)
class Cards:
    """The figures of the first page, side by side; ``title`` says of which scenario."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table: key in its rows, header as read, and how values are shown.

    ``decimals`` None: three significant digits of the largest value of the column. A value is a number in the unit
    that the header says (a share of 0.31 under kind 'percent' is shown as 31 %), a text, or None (shown as a dash).
    """

    key: str
    header: str
    kind: Kind = "text"
    decimals: int | None = None
    wide: bool = False
    """Whether the column holds sentences, which need room."""


@dataclass(frozen=True)
class Table:
    """A table with its caption; one tidy sheet in Excel.

    Attributes
    ----------
    name
        Unique in the report; letters, digits and underscores; names the sheet.
    rows
        Values by column key. ``runs`` of a row tells which runs it rests on, as the appendix numbers them ('R1-R20').
    long
        Whether a reader is spared the whole of it: HTML folds it, Word shows the first rows and names the sheet.
    decimals_of
        Column whose value says by how many decimals numbers of the row are shown, if any.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    runs: tuple[str, ...] = ()
    """One text a row, or none at all where the table rests on no run."""
    note: str = ""
    long: bool = False
    decimals_of: str = ""
    sheet: str = ""
    """Title of the sheet, at most 31 characters; the caption, cut, if empty."""


@dataclass(frozen=True)
class Picture:
    """A figure, drawn only where a document shows pictures; ``caption`` says what to see, ``alt`` what it shows."""

    name: str
    caption: str
    draw: Callable[[], Figure]
    alt: str = ""
    runs: str = ""


@dataclass(frozen=True)
class Break:
    """A new page in print."""


Block = Heading | Words | Points | Cards | Table | Picture | Break


@dataclass(frozen=True)
class Document:
    """A whole report in one language.

    Attributes
    ----------
    title, subtitle
        As the title page and the properties of the file bear them.
    about
        Short facts under the title, as (label, value): place, period, runs, date, version.
    """

    title: str
    subtitle: str
    lang: str
    blocks: Sequence[Block]
    about: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    keywords: tuple[str, ...] = field(default=())
