"""From a file to rows of cells: CSV in the encodings of Chinese offices, or XLSX, with bombs refused."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from model.errors import Problem, RosterError
from scenarios.nearest import nearest
from scenarios.roster_columns import Cell

LARGEST_FILE = 8_000_000
"""Bytes a village list may have."""
LARGEST_UNPACKED = 64_000_000
"""Bytes the parts of an XLSX file may have once unpacked."""
STEEPEST_PACKING = 150
"""Unpacked over packed size that no honest workbook of more than a megabyte reaches."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
TEXT_SUFFIXES, BOOK_SUFFIX = (".csv", ".tsv", ".txt"), ".xlsx"
_SEPARATORS = ",;\t"
_OLD_OFFICE, _ZIP, _WIDE = b"\xd0\xcf\x11\xe0", b"PK", (b"\xff\xfe", b"\xfe\xff")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Line(NamedTuple):
    """One row of a list: its number in the file and its cells."""

    number: int
    cells: tuple[Cell, ...]


def read_lines(path: Path, shown: str) -> list[Line]:
    """Return the rows of a village list that hold anything; rows whose first cell starts with # are comments.

    ``shown`` names the file in messages.

    Raises
    ------
    RosterError
        The file is missing, too big, empty, binary, broken or packed like a bomb.
    """
    suffix = path.suffix.casefold()
    if suffix not in (*TEXT_SUFFIXES, BOOK_SUFFIX):
        raise RosterError(Problem("roster_suffix", {"came": shown}, file=shown))
    raw = _read_bytes(path, shown)
    lines = _book(raw, shown) if suffix == BOOK_SUFFIX else _text(raw, shown)
    kept = [line for line in lines if any(_filled(cell) for cell in line.cells) and not _comment(line)]
    if not kept:
        raise RosterError(Problem("roster_empty", {"came": shown}, file=shown))
    return kept


def cell_name(row: int, at: int) -> str:
    """Return the name of a cell as a spreadsheet shows it; ``at`` counts from 0."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _filled(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _comment(line: Line) -> bool:
    first = next(cell for cell in line.cells if _filled(cell))
    return isinstance(first, str) and first.lstrip().startswith("#")


def is_formula(cell: Cell) -> bool:
    """Tell whether a cell holds a formula instead of a value."""
    return isinstance(cell, str) and cell.lstrip().startswith(("=", "\uff1d"))


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise RosterError(Problem("file_is_folder", {"came": shown}, file=shown))
        if not path.exists():
            names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            raise RosterError(Problem("roster_missing", {"came": shown, "near": nearest(shown, names)}, file=shown))
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        size = max(path.stat().st_size, len(raw))
    except (OSError, ValueError) as error:
        raise RosterError(Problem("file_unreadable", {"came": shown}, file=shown)) from error
    if size > LARGEST_FILE:
        raise RosterError(Problem("roster_too_big", {"came": size, "high": LARGEST_FILE}, file=shown))
    if not raw.strip():
        raise RosterError(Problem("roster_empty", {"came": shown}, file=shown))
    return raw


def _text(raw: bytes, shown: str) -> list[Line]:
    """Return the rows of delimited text; the separator is the commonest of the first row."""
    text = _decode(raw, shown)
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines, before = [], 0
    try:
        for cells in reader:
            lines.append(Line(before + 1, tuple(cells)))
            before = reader.line_num
            _check_extent(len(lines), len(cells), shown)
    except csv.Error as error:
        raise RosterError(Problem("roster_quotes", {"came": before + 1}, file=shown, line=before + 1)) from error
    return lines


def _decode(raw: bytes, shown: str) -> str:
    """Return the text of UTF-8 (with or without byte-order mark) or GB18030 bytes."""
    if raw.startswith(_WIDE):
        raise RosterError(Problem("roster_encoding", {"came": "UTF-16"}, file=shown))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        bad = next((at for at, char in enumerate(text) if char < " " and char not in "\t\r\n"), None)
        if bad is None:
            return text
        break
    raise RosterError(Problem("roster_binary", {"came": shown}, file=shown))


def _book(raw: bytes, shown: str) -> list[Line]:
    """Return the rows of the first sheet of a workbook, after its parts were weighed."""
    if raw.startswith(_OLD_OFFICE) or not raw.startswith(_ZIP):
        raise RosterError(Problem("roster_broken", {"came": shown}, file=shown))
    try:
        _weigh(raw, shown)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_sheet(raw, shown))
    except _BROKEN as error:
        raise RosterError(Problem("roster_broken", {"came": shown}, file=shown)) from error


def _weigh(raw: bytes, shown: str) -> None:
    """Refuse a workbook that unpacks to far more than it should, or that declares entities."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        parts = book.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = max(sum(part.compress_size for part in parts), 1)
        if unpacked > LARGEST_UNPACKED or (unpacked > 1_000_000 and unpacked > STEEPEST_PACKING * packed):
            values = {"came": unpacked, "high": LARGEST_UNPACKED}
            raise RosterError(Problem("roster_bomb", values, file=shown))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in book.read(part):
                raise RosterError(Problem("roster_broken", {"came": shown}, file=shown))


def _sheet(raw: bytes, shown: str) -> Iterator[Line]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            _check_extent(number, len(row), shown)
            yield Line(number, tuple(_values(row)))
    finally:
        book.close()


def _values(row: Iterable[object]) -> Iterator[Cell]:
    """Return the values of a row; a formula of any kind stays visible as one."""
    for cell in row:
        value = getattr(cell, "value", None)
        computed = getattr(cell, "data_type", "n") == "f"
        yield "=" if computed and not is_formula(value) else value


def _check_extent(rows: int, columns: int, shown: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        values = {"came": f"{rows} × {columns}", "high": f"{MOST_ROWS} × {MOST_COLUMNS}"}
        raise RosterError(Problem("roster_extent", values, file=shown))
