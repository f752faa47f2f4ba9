"""The columnar store: a table is declared once, column by column, and holds one numpy array a column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Keys = NDArray[np.uint64]
Reals = NDArray[np.float64]
Fen = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """One column of a table: name, dtype, unit, bounds, default, the phase that may write it, and labels."""

    name: str
    dtype: str
    unit: str
    low: float | None
    high: float | None
    default: float
    owner: str
    en: str
    zh: str


class Table:
    """Rows of one kind of thing, a contiguous array per column; a column is read as an attribute.

    People and places are only ever appended: their row is never given to somebody else within a run. Rows of events
    leave by `keep` when their story is over, and those after them move up; outside a dekad no row number of theirs
    may be held.
    """

    def __init__(self, columns: tuple[Column, ...], rows: int = 0, spare: int = 0) -> None:
        self._columns = columns
        self._n = 0
        self._store: dict[str, Array] = {c.name: np.full(rows + spare, c.default, dtype=c.dtype) for c in columns}
        self._expose(rows)

    def __len__(self) -> int:
        return self._n

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{name!r} is not a column of this table; its columns are {sorted(self._names)}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a whole column in place, so that views held elsewhere stay true."""
        if not name.startswith("_") and name in self._store:
            self.__dict__[name][...] = value
        else:
            object.__setattr__(self, name, value)

    @property
    def _names(self) -> list[str]:
        return [c.name for c in self.__dict__.get("_columns", ())]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The declarations, in order."""
        return self._columns

    def _expose(self, rows: int) -> None:
        self._n = rows
        for name, array in self._store.items():
            self.__dict__[name] = array[:rows]

    def append(self, count: int, values: Mapping[str, Any] | None = None) -> slice:
        """Add ``count`` rows at the end, filled with defaults and then ``values``; return where they lie."""
        start, end = self._n, self._n + count
        if self._store and end > len(next(iter(self._store.values()))):
            room = end + max(64, end // 8)
            for c in self._columns:
                grown = np.full(room, c.default, dtype=c.dtype)
                grown[:start] = self._store[c.name][:start]
                self._store[c.name] = grown
        self._expose(end)
        for name, value in (values or {}).items():
            self.__dict__[name][start:end] = value
        return slice(start, end)

    def take(self, chosen: Mask | Rows) -> "Table":
        """Return a table of its own with a copy of the chosen rows."""
        rows = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        twin = Table.__new__(Table)
        twin._columns = self._columns
        twin._store = {name: array[rows] for name, array in self._store.items()}
        twin._expose(len(rows))
        return twin

    def keep(self, chosen: Mask) -> None:
        """Let go of all rows but the chosen; their order stays, and later rows take the room that falls free."""
        rows = np.flatnonzero(chosen)
        for c in self._columns:
            held = self._store[c.name]
            held[: len(rows)] = held[rows]
            # New rows are promised the defaults, so what has left must leave no trace.
            held[len(rows) : self._n] = c.default
        self._expose(len(rows))

    @staticmethod
    def concatenate(tables: Sequence["Table"]) -> "Table":
        """Return an independent table that holds the rows of all, one table after another."""
        twin = Table(tables[0]._columns)
        twin._store = {name: np.concatenate([table.__dict__[name] for table in tables]) for name in twin._store}
        twin._expose(sum(len(table) for table in tables))
        return twin

    def clone(self) -> "Table":
        """Return an independent copy."""
        twin = Table.__new__(Table)
        twin._columns = self._columns
        twin._n = self._n
        twin._store = {name: array.copy() for name, array in self._store.items()}
        twin._expose(self._n)
        return twin

    def nbytes(self) -> int:
        """Return the memory held, in bytes."""
        return sum(array.nbytes for array in self._store.values())
