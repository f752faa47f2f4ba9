"""The whole state of a world as plain arrays, so that two worlds can be compared bit by bit."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from model.columns import Array
from model.tables import INERT, REFERENCES
from model.world import World

TABLES = ("people", "households", "villages", "grids", "townships", "disputes", "requests")


def columns(world: World) -> Iterator[tuple[str, Array]]:
    """Yield every column of every table as 'table.column' with its values."""
    for table in TABLES:
        rows = getattr(world, table)
        for column in rows.columns:
            yield f"{table}.{column.name}", getattr(rows, column.name)


def snapshot(world: World) -> dict[str, Array]:
    """Return a copy of all state: columns, ledger, drivers, programmes, the record and the tallies."""
    state = {name: values.copy() for name, values in columns(world)}
    state["ledger"] = world.ledger.balance.copy()
    state |= {f"driver.{name}": values.copy() for name, values in world.drivers.items()}
    for name, programme in world.programmes.items():
        arrays = {**vars(programme), **programme.levers}
        state |= {f"{name}.{key}": np.array(value) for key, value in arrays.items() if isinstance(value, np.ndarray)}
    state |= {f"record.{name}": np.array(values) for name, values in world.record.items()}
    state |= {f"tally.{name}": values.copy() for name, values in world.tallies.items()}
    return state


def differing(one: Mapping[str, Array], other: Mapping[str, Array], but: Iterable[str] = ()) -> list[str]:
    """Return the names of what is not the same to the last bit (NaN equal to itself)."""
    names = (set(one) | set(other)) - set(but)
    return sorted(name for name in names if name not in one or name not in other or not same(one[name], other[name]))


def same(one: Array, other: Array) -> bool:
    """Return whether two arrays hold the same bits, -0.0 and 0.0 told apart."""
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def _keys_of(world: World, rows: Array, table: str) -> Array:
    """Return the identities behind row numbers; 0 stands for nobody."""
    keys = getattr(world, table).key
    return np.where(rows >= 0, keys[np.maximum(rows, 0)], np.uint64(0)) if len(keys) else np.zeros_like(rows)


def village_state(world: World, name: str) -> dict[str, Array]:
    """Return all state of one village with identities in the place of row numbers, the inert left out."""
    row = world.village_ids.index(name)
    state = {}
    for full, values in columns(world):
        table, _, column = full.partition(".")
        if table == "townships" or column in ("village", "pool"):
            continue
        if column in REFERENCES.get(table, {}):
            values = _keys_of(world, values, REFERENCES[table][column])
        state[full] = values[_rows_of(world, table, row)]
    state["ledger"] = world.ledger.balance[:, row]
    state |= {f"driver.{key}": values[row] for key, values in world.drivers.items()}
    for key, programme in world.programmes.items():
        arrays = {**vars(programme), **programme.levers}
        state |= {f"{key}.{k}": values[row] for k, values in arrays.items() if isinstance(values, np.ndarray)}
    state |= {f"record.{key}": np.array(values)[..., row] for key, values in world.record.items() if key != "quarter"}
    state |= {f"tally.{key}": values[row] for key, values in world.tallies.items()}
    return {key: np.asarray(values) for key, values in state.items()}


def _rows_of(world: World, table: str, row: int) -> Array:
    """Return which rows of a table belong to a village."""
    if table == "villages":
        return np.arange(len(world.villages)) == row
    mine = getattr(world, table).village == row
    return mine & (world.people.status != INERT) if table == "people" else mine
