"""Cutting a world along village borders, and putting worlds side by side into one: nobody's luck or sums change.

All chance is keyed, all sums run village by village in the order of rows, and no rule looks past its village except
through its township or its pool.  So a person lives the same life in a county, in a block of it, or in a stack.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from model.columns import Array, Rows, Table
from model.errors import LifecycleError, Problem
from model.ledger import Ledger
from model.programmes import ProgrammeState
from model.tables import DISPUTES, GRIDS, HOUSEHOLDS, PEOPLE, REFERENCES, REQUESTS, TABLES
from model.tallies import leave_behind

if TYPE_CHECKING:
    from model.world import World


def part(world: "World", villages: Rows) -> "World":
    """Return an independent world of some villages of ``world``, in the order of ``villages`` (rows).

    Their townships come whole or in part; a pool keeps its number, so that ranks and queues can be shared again.

    Raises
    ------
    LifecycleError
        The world keeps its events, whose rows would point astray.
    """
    rows = rows_of(world, np.asarray(villages, dtype=np.int64))
    place = {name: _place(rows[name], len(getattr(world, name))) for name in TABLES}
    twin = _twin(world)
    for name in TABLES:
        table = getattr(world, name).take(rows[name])
        for column, to in references(table, name):
            held = getattr(table, column)
            setattr(table, column, np.append(place[to], -1)[held])
        setattr(twin, name, table)
    chosen = rows["villages"]
    twin.indptr, twin.indices = _ties_of(world, rows["people"], place["people"])
    twin.ledger = Ledger(0)
    twin.ledger.balance = world.ledger.balance[:, chosen].copy()
    twin.village_ids = [world.village_ids[row] for row in chosen]
    twin.township_names = [world.township_names[row] for row in rows["townships"]]
    twin.programmes = {name: state.map(lambda held: held[chosen]) for name, state in world.programmes.items()}
    twin.changes = [change.map(lambda held: held[chosen]) for change in world.changes]
    twin.shocks = [shock.map(lambda held: held[chosen]) for shock in world.shocks]
    twin.drivers = {name: held[chosen] for name, held in world.drivers.items()}
    twin.record = {name: [_villages(held, chosen) for held in quarters] for name, quarters in world.record.items()}
    twin.last_year = {name: held[rows["households"]] for name, held in world.last_year.items()}
    twin.tallies = {name: held[chosen] for name, held in world.tallies.items()}
    return twin


def stack(worlds: Sequence["World"]) -> "World":
    """Return one world in which several worlds live side by side, each with its own levers, queues and rankings.

    Raises
    ------
    LifecycleError
        The worlds differ in seed, behaviour, date or horizon: one dekad of the stack would not be one of each.
    """
    first = worlds[0]
    for world in worlds[1:]:
        for name in ("seed", "now", "begin", "end"):
            _same(name, getattr(world, name), getattr(first, name))
        _same("behaviour", world.settings.behaviour, first.settings.behaviour)
    return join(worlds, pools_apart=True)


def unstack(stacked: "World", worlds: Sequence["World"]) -> list["World"]:
    """Return what has become of the ``worlds`` that `stack` put side by side, in their order, with their settings."""
    bounds = _starts([len(world.villages) for world in worlds])
    parts = [part(stacked, np.arange(low, high)) for low, high in pairwise(bounds)]
    for mine, world in zip(parts, worlds, strict=True):
        mine.settings = world.settings
    return parts


def husk(world: "World") -> "World":
    """Return what is left to be measured of a world that has ended: sums, records and accounts, but no people.

    A county far larger than memory can so be lived block by block.
    """
    twin = _twin(world)
    twin.tallies = dict(world.tallies)
    twin.record = {name: list(quarters) for name, quarters in world.record.items()}
    leave_behind(twin, "disputes", world.disputes)
    leave_behind(twin, "requests", world.requests)
    twin.people, twin.grids = Table(PEOPLE), Table(GRIDS)
    twin.disputes, twin.requests = Table(DISPUTES), Table(REQUESTS)
    twin.households = Table(tuple(column for column in HOUSEHOLDS if column.name == "village"), len(world.households))
    twin.households.village = world.households.village
    twin.villages = world.villages.clone()
    twin.villages.secretary = -1
    twin.indptr, twin.indices = np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.int32)
    twin.programmes, twin.changes, twin.shocks = {}, [], []
    return twin


def join(worlds: Sequence["World"], *, pools_apart: bool) -> "World":
    """Return one world that holds the rows of several, one world after another.

    ``pools_apart`` keeps who shares county queues and rankings apart; else equal numbers of `pool` mean one county.
    """
    if len(worlds) == 1:
        return worlds[0].clone()
    first = {name: _starts([len(getattr(world, name)) for world in worlds]) for name in TABLES}
    twin = _twin(worlds[0])
    for name in TABLES:
        tables = [getattr(world, name) for world in worlds]
        whole = Table.concatenate(tables)
        for column, to in references(whole, name):
            shift = np.repeat(first[to][:-1], [len(table) for table in tables])
            held = getattr(whole, column)
            setattr(whole, column, np.where(held >= 0, held + shift, -1))
        setattr(twin, name, whole)
    if pools_apart:
        twin.villages.pool = _pools_apart(worlds)
    twin.indptr, twin.indices = _ties_together(worlds, first["people"])
    twin.ledger = Ledger(0)
    twin.ledger.balance = np.concatenate([world.ledger.balance for world in worlds], axis=1)
    twin.village_ids = [name for world in worlds for name in world.village_ids]
    twin.township_names = [name for world in worlds for name in world.township_names]
    twin.programmes = _programmes(worlds)
    twin.changes = sorted(_spread_out("changes", worlds, first["villages"]), key=attrgetter("policy"))
    twin.shocks = _spread_out("shocks", worlds, first["villages"])
    twin.drivers = _together([world.drivers for world in worlds])
    twin.record = {
        name: [_joined(list(held)) for held in zip(*(world.record[name] for world in worlds), strict=True)]
        for name in worlds[0].record
    }
    twin.last_year = _together([world.last_year for world in worlds])
    twin.tallies = _together([world.tallies for world in worlds])
    return twin


def references(table: Table, name: str) -> list[tuple[str, str]]:
    """Return the columns of a table that hold rows of other tables, and of which."""
    held = {column.name for column in table.columns}
    return [(column, to) for column, to in REFERENCES.get(name, {}).items() if column in held]


def rows_of(world: "World", villages: Rows) -> dict[str, Rows]:
    """Return the rows of every table that belong to some villages, village after village."""
    order = _place(villages, len(world.villages))
    rows = {"villages": villages}
    township = world.villages.township[villages]
    rows["townships"] = np.array(list(dict.fromkeys(township.tolist())), dtype=np.int64)
    for name in TABLES:
        if name not in rows:
            where = order[getattr(world, name).village]
            mine = np.flatnonzero(where >= 0)
            rows[name] = mine[np.argsort(where[mine], kind="stable")]
    return rows


def _twin(world: "World") -> "World":
    """Return a copy that still shares its tables with ``world``, without anything of the dekad."""
    if world.archive is not None:
        values = {"call": "part or join", "state": "keeping events", "allowed": "without an archive",
                  "todo": "run the county in one block and by itself"}  # fmt: skip
        raise LifecycleError(Problem("wrong_state", values))
    twin = type(world).__new__(type(world))
    twin.__dict__.update(world.__dict__)
    # What was seen is told of the rows of the world that lived; a twin has other rows.
    twin.detail = None
    twin.begin_nothing()
    return twin


def _same(name: str, came: Any, allowed: Any) -> None:
    if came != allowed:
        values = {"call": "stack", "state": f"{name} = {came}", "allowed": f"{name} = {allowed}",
                  "todo": "stack worlds of one seed, behaviour, date and horizon only"}  # fmt: skip
        raise LifecycleError(Problem("wrong_state", values))


def _place(rows: Rows, count: int) -> Rows:
    """Return where each of ``count`` old rows lies among the chosen ``rows``; -1 where it is not chosen."""
    place = np.full(count, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    return place


def _starts(lengths: Sequence[int]) -> Rows:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _padded(world: "World") -> Array:
    """Return where each person's ties start, newcomers (who have none) included."""
    return np.pad(world.indptr, (0, len(world.people) + 1 - len(world.indptr)), mode="edge")


def _ties_of(world: "World", people: Rows, place: Rows) -> tuple[Array, Array]:
    """Return the network of the chosen people, in their new order; no tie leaves its village."""
    indptr = _padded(world).astype(np.int64)
    degree = np.diff(indptr)[people]
    start = _starts(degree.tolist())
    edge = np.repeat(indptr[people] - start[:-1], degree) + np.arange(start[-1])
    return start.astype(np.int32), place[world.indices[edge]].astype(np.int32)


def _ties_together(worlds: Sequence["World"], first: Rows) -> tuple[Array, Array]:
    """Return the networks of all worlds as one; ``first`` holds where the people of each begin."""
    edges = _starts([len(world.indices) for world in worlds])
    indptr = [_padded(world)[:-1] + edge for world, edge in zip(worlds, edges[:-1], strict=True)]
    indices = [world.indices + row for world, row in zip(worlds, first[:-1], strict=True)]
    return np.concatenate([*indptr, edges[-1:]]).astype(np.int32), np.concatenate(indices).astype(np.int32)


def _villages(held: Array, chosen: Rows) -> Array:
    """Return a recorded quarter for some villages; the last axis counts villages, a date has none."""
    return held[..., chosen] if held.ndim else held


def _joined(held: list[Array]) -> Array:
    return np.concatenate(held, axis=-1) if held[0].ndim else held[0]


def _together(held: Sequence[dict[str, Array]]) -> dict[str, Array]:
    return {name: np.concatenate([each[name] for each in held]) for name in held[0]}


def _pools_apart(worlds: Sequence["World"]) -> Array:
    """Return new numbers for who shares county queues and rankings, so that those of two worlds never meet."""
    numbers, start = [], 0
    for world in worlds:
        numbers.append(world.villages.pool + start)
        start += int(world.villages.pool.max(initial=-1)) + 1
    return np.concatenate(numbers)


def _programmes(worlds: Sequence["World"]) -> dict[str, ProgrammeState]:
    names = sorted({name for world in worlds for name in world.programmes})
    return {name: ProgrammeState.concatenate([world.programme(name) for world in worlds]) for name in names}


def _spread_out(name: str, worlds: Sequence["World"], first: Rows) -> list[Any]:
    """Return all dated changes or all shocks, each confined to the villages of its world."""
    whole = int(first[-1])
    return [
        dated.map(partial(_spread, row=int(row), whole=whole))
        for world, row in zip(worlds, first[:-1], strict=True)
        for dated in getattr(world, name)
    ]


def _spread(held: Array, row: int, whole: int) -> Array:
    """Return the values of some villages among ``whole``, from ``row`` on; 0 elsewhere: never today, never strong."""
    spread = np.zeros(whole, dtype=held.dtype)
    spread[row : row + len(held)] = held
    return spread
