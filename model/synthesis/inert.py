"""An inert row: somebody outside every denominator, roster, quota and network, who must change nobody else."""

from dataclasses import replace

import numpy as np

from model.chance import combine, text_key
from model.columns import Rows, Table
from model.synthesis.county import Synthetic
from model.tables import INERT, NO_WORK


def insert_inert(synthetic: Synthetic, village_row: int, position: int) -> Synthetic:
    """Return a county with one inert person more, everything else as it was.

    Parameters
    ----------
    synthetic
        The county; it is left untouched.
    village_row
        The village the row joins.
    position
        Where in the village's slice of people, from 0 to the number of its people.

    Raises
    ------
    IndexError
        If there is no such village or position.
    """
    start = synthetic.people_start
    if not 0 <= village_row < len(start) - 1:
        raise IndexError(f"village row {village_row} came; allowed is 0 to {len(start) - 2}")
    first, end = int(start[village_row]), int(start[village_row + 1])
    if not 0 <= position <= end - first:
        raise IndexError(f"position {position} came; allowed is 0 to {end - first}")
    row = first + position
    beside = min(row, end - 1)
    later = np.arange(len(start)) > village_row
    return replace(
        synthetic,
        people=_people_with(synthetic, village_row, row, beside),
        households=_moved(synthetic.households, row, "linked"),
        villages=_moved(synthetic.villages, row, "secretary"),
        grids=_moved(synthetic.grids, row, "worker"),
        townships=_moved(synthetic.townships, row),
        indptr=np.insert(synthetic.indptr, row, synthetic.indptr[row]),
        indices=_after(synthetic.indices, row).astype(np.int32),
        people_start=start + later,
        household_start=synthetic.household_start.copy(),
    )


def _after(rows: Rows, row: int) -> Rows:
    """Return row numbers as they are once a row was put in at ``row``."""
    return rows + (rows >= row)


def _moved(table: Table, row: int, *references: str) -> Table:
    """Return a copy of a table whose references to people follow the new row."""
    copy = Table(table.columns, len(table))
    for column in table.columns:
        value = getattr(table, column.name)
        setattr(copy, column.name, _after(value, row) if column.name in references else value)
    return copy


def _people_with(synthetic: Synthetic, village_row: int, row: int, beside: int) -> Table:
    """Return the people with the inert row among them, in the household of the person ``beside``."""
    people = synthetic.people
    grown = Table(people.columns, len(people) + 1)
    own = {
        "key": combine(int(synthetic.villages.key[village_row]), text_key("inert"))[0],
        "village": village_row,
        "household": people.household[beside],
        "born": people.born[beside],
        "clan": -1,
        "status": INERT,
        "occupation": NO_WORK,
    }
    for column in people.columns:
        value = own.get(column.name, column.default)
        setattr(grown, column.name, np.insert(getattr(people, column.name), row, value))
    return grown
