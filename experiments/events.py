"""Disputes and requests as rows that can be read: dates, village ids and plain words in the place of numbers.

A person is known by a number that is the same in every run of one seed, and so is a dispute that arises in several.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import date_of
from model.columns import Array, Column
from model.tables import CHANNELS, DISPUTE_KINDS, DISPUTES, LEVELS, REQUESTS, ROUTES, STATES

if TYPE_CHECKING:
    from model.world import World

COLUMNS = {"disputes": DISPUTES, "requests": REQUESTS}
WORDS = {
    "kind": DISPUTE_KINDS, "state": STATES, "level": LEVELS, "settled_level": LEVELS, "route": ROUTES,
    "channel": CHANNELS,
}  # fmt: skip
"""What the codes of a column stand for, by column."""
_ROWS = """CREATE TABLE IF NOT EXISTS {table}_rows (run INTEGER NOT NULL, number INTEGER NOT NULL, {columns},
  PRIMARY KEY (run, number)) WITHOUT ROWID"""
_VIEW = """CREATE VIEW IF NOT EXISTS {table} AS SELECT runs.fingerprint AS run, e.number, {columns}
  FROM {table}_rows e JOIN runs ON runs.id = e.run"""
_WORD = "(SELECT name FROM names WHERE id = e.{name}) AS {name}"
_NUMBER = "e.{name}"


def is_date(column: Column) -> bool:
    """Return whether a column holds moments."""
    return column.unit.startswith("dekad")


def is_text(column: Column) -> bool:
    """Return whether a column is read as text: a date, a village or a word."""
    return is_date(column) or column.name == "village" or column.name in WORDS


def is_real(column: Column) -> bool:
    """Return whether a column holds numbers that need not be whole."""
    return column.dtype == "f8"


def sql_of(table: str) -> list[str]:
    """Return the SQL that makes room for one table of events in a store: rows of numbers, and a view to read them."""
    typed = [f"{column.name} {'REAL' if is_real(column) else 'INTEGER'}" for column in COLUMNS[table]]
    shown = [(_WORD if is_text(column) else _NUMBER).format(name=column.name) for column in COLUMNS[table]]
    return [_ROWS.format(table=table, columns=", ".join(typed)), _VIEW.format(table=table, columns=", ".join(shown))]


def events_of(world: "World") -> dict[str, dict[str, list[Any]]]:
    """Return every dispute and request of a world that kept them: columns by table, one value a row, None for none.

    Rows stand in the order in which they arose.
    """
    archive = world.archive
    assert archive is not None
    found = {}
    for table, columns in COLUMNS.items():
        rows = archive.whole(table, getattr(world, table))
        found[table] = {column.name: _readable(world, column, getattr(rows, column.name)) for column in columns}
    return found


def _readable(world: "World", column: Column, values: Array) -> list[Any]:
    """Return the values of one column as they are read."""
    if column.name == "village":
        return _each(values, lambda row: world.village_ids[row])
    if column.name in WORDS:
        return _each(values, lambda code: WORDS[column.name][code] if code >= 0 else None)
    if is_date(column):
        return _each(values, lambda dekad: date_of(dekad).isoformat() if dekad >= 0 else None)
    if column.unit.startswith("person row"):
        return _each(values, lambda row: _signed(world.people.key[row : row + 1])[0] if row >= 0 else None)
    return _signed(values) if column.unit == "key" else list(values.tolist())


def _each(values: Array, read: Callable[[int], Any]) -> list[Any]:
    """Return the reading of each value; equal ones are read once."""
    known = {value: read(value) for value in np.unique(values).tolist()}
    return [known[value] for value in values.tolist()]


def _signed(keys: Array) -> list[int]:
    """Return keys as signed numbers, which databases hold and spreadsheets do not round."""
    return [int(key) for key in keys.view(np.int64)]
