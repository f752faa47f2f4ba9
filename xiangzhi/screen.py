"""How commands write to the screen: tables for people, one JSON object for programs."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 140
"""Columns of a table that goes to a file or another program."""


def print_json(value: Any) -> None:
    """Print one JSON value, Chinese as it is, and nothing that JSON does not know."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def console() -> "Console":
    """Return the screen: as wide as the terminal, or wide enough for our tables where there is none."""
    from rich.console import Console

    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=_WIDE)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None) -> None:
    """Print a plain table, without a head if all heads are empty; None becomes an empty cell."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    headed = any(heads)
    table = Table(box=SIMPLE_HEAD if headed else None, show_header=headed, title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    console().print(table)


def cell(value: Any) -> str:
    """Return a value as a person reads it, with rich's brackets taken literally."""
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return escape(", ".join(str(item) for item in value))
    return escape(str(value))
