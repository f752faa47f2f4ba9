"""What runs kept beside outcomes, packed into bytes for a store and read from it as frames.

One blob holds one part of one run: its columns as a compressed archive of numpy arrays, which any numpy can open
(`numpy.load(io.BytesIO(blob))`). The same columns always give the same bytes.
"""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from model.detail import PARTS, nothing
from model.errors import Problem, StoreError
from scenarios.nearest import nearest

if TYPE_CHECKING:
    from pandas import DataFrame

    from model.columns import Array

NONE = ""
"""The part of a run that was asked for its detail and has none; it holds no bytes."""
TABLE = """CREATE TABLE IF NOT EXISTS details (run INTEGER NOT NULL, part TEXT NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (run, part)) WITHOUT ROWID"""
ADD = "INSERT OR IGNORE INTO details SELECT id, ?, ? FROM runs WHERE fingerprint = ?"
HELD = "SELECT 1 FROM sqlite_master WHERE name = 'details'"
DONE = "SELECT fingerprint FROM runs WHERE status = 'ok' AND EXISTS (SELECT 1 FROM details d WHERE d.run = runs.id)"
OF_RUN = "SELECT part FROM details JOIN runs ON runs.id = run WHERE fingerprint = ?"
PACKED = "SELECT part, data FROM details JOIN runs ON runs.id = run WHERE fingerprint = ?"
ONE = "SELECT data FROM details JOIN runs ON runs.id = run WHERE fingerprint = ? AND part = ?"
OF_STUDY = """SELECT m.scenario, m.replication, m.seed, m.fingerprint, d.data
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN details d ON d.run = runs.id WHERE d.part = ? AND m.study = ? AND m.replication < ?
  ORDER BY m.scenario, m.replication"""


def check_part(part: str) -> None:
    """Refuse a part that no run has.

    Raises
    ------
    StoreError
        There is no part of this name.
    """
    if part not in PARTS:
        values = {"came": part, "allowed": ", ".join(PARTS), "near": nearest(part, PARTS)}
        raise StoreError(Problem("detail_unknown", values))


def packed(detail: Mapping[str, Mapping[str, "Array"]]) -> Iterator[tuple[str, bytes]]:
    """Yield (part, bytes) for what a run kept; one empty part where it could keep nothing."""
    if not detail:
        yield NONE, b""
    for part, columns in detail.items():
        blob = BytesIO()
        np.savez_compressed(blob, allow_pickle=False, **dict(columns))
        yield part, blob.getvalue()


def unpacked(blob: bytes, part: str, came: object) -> dict[str, "Array"]:
    """Return the columns of one part; ``came`` says whose they are, for the message.

    Raises
    ------
    StoreError
        The bytes are not those of this part.
    """
    try:
        with np.load(BytesIO(blob), allow_pickle=False) as held:
            return {name: held[name] for name in PARTS[part]}
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError) as error:
        values = {"came": came, "part": part, "reason": error}
        raise StoreError(Problem("detail_damaged", values)) from error


def changes(
    stored: Mapping[str, bytes], again: Mapping[str, Mapping[str, "Array"]], came: object
) -> Iterator[tuple[str, str, float | None, float | None]]:
    """Yield where a stored detail and another differ: ('part.column', the first such row, its values if numbers).

    A part that has other rows comes with their numbers, one that is missing or cannot be read with none.
    """
    for part in PARTS:
        if part not in stored and part not in again:
            continue
        try:
            held = unpacked(stored[part], part, came) if part in stored else {}
        except StoreError:
            held = {}
        if not held or part not in again:
            yield part, "", None, None
            continue
        rows = [float(_rows(columns)) for columns in (held, again[part])]
        if rows[0] != rows[1]:
            yield part, "", rows[0], rows[1]
        else:
            yield from _first_changes(part, held, again[part])


def _first_changes(
    part: str, stored: Mapping[str, "Array"], again: Mapping[str, "Array"]
) -> Iterator[tuple[str, str, float | None, float | None]]:
    for name, values in again.items():
        a, b = stored[name], values
        differ = np.flatnonzero(~((a == b) | ((a != a) & (b != b))))
        if len(differ):
            row = differ[0]
            pair = (None, None) if b.dtype.kind == "U" else (_number(a[row]), _number(b[row]))
            yield f"{part}.{name}", str(row), *pair


def _number(value: Any) -> float | None:
    return None if value != value else float(value)


def frame_of(columns: Mapping[str, "Array"]) -> "DataFrame":
    """Return the columns of one part as a frame; texts are plain texts."""
    import pandas as pd

    text = {name for name, values in columns.items() if values.dtype.kind in "OU"}
    held = {name: values.astype(object) if name in text else values for name, values in columns.items()}
    # A column of texts is one without a row, too.
    return pd.DataFrame(held).astype(dict.fromkeys(text, "str"))


def frame_over_runs(part: str, rows: Iterable[tuple[str, int, int, str, bytes]]) -> "DataFrame":
    """Return one part of many runs: scenario, replication, seed, then its columns.

    Parameters
    ----------
    rows
        Scenario, replication, seed, fingerprint and bytes of each run.
    """
    heads: list[tuple[str, int, int]] = []
    held = [nothing(part)]
    for scenario, replication, seed, key, blob in rows:
        heads.append((scenario, replication, seed))
        held.append(unpacked(blob, part, key))
    lengths = [_rows(columns) for columns in held[1:]]
    front = {
        name: np.repeat(np.array([head[place] for head in heads], dtype=dtype), lengths)
        for place, (name, dtype) in enumerate((("scenario", "O"), ("replication", "i8"), ("seed", "i8")))
    }
    return frame_of(front | {name: np.concatenate([columns[name] for columns in held]) for name in PARTS[part]})


def _rows(columns: Mapping[str, "Array"]) -> int:
    return len(next(iter(columns.values())))
