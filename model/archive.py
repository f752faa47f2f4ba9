"""Disputes and requests that have left their tables, kept for whoever asks for every story of a run."""

import numpy as np

from model.columns import Table


class Archive:
    """Rows by table, in the order in which they left; a world has one only where somebody asks for it."""

    def __init__(self) -> None:
        self._gone: dict[str, list[Table]] = {}

    def store(self, table: str, gone: Table) -> None:
        """Keep rows that leave a table; nobody changes them any more."""
        self._gone.setdefault(table, []).append(gone)

    def whole(self, table: str, left: Table) -> Table:
        """Return all rows a table has ever had, ``left`` being those still in it, in the order in which they arose."""
        every = Table.concatenate([*self._gone.get(table, []), left])
        # Nobody starts two in one dekad, and those of one dekad stand in the order of people.
        return every.take(np.lexsort((every.person, every.arose)))

    def clone(self) -> "Archive":
        """Return an independent copy; the rows themselves never change and are shared."""
        twin = Archive()
        twin._gone = {table: list(parts) for table, parts in self._gone.items()}
        return twin
