"""Village lists: read strictly from CSV or XLSX, in Chinese or English, all faults told at once; and templates."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from model.errors import Problem, RosterError
from model.settings import VillageSpec
from scenarios.layers import shown
from scenarios.roster_cells import BOOK_SUFFIX, TEXT_SUFFIXES, Line, cell_name, is_formula, read_lines
from scenarios.roster_columns import BY_NAME, COLUMNS, Cell, RosterColumn, find_column, plain, read_cell
from scenarios.roster_fill import NO_TOWNSHIP, fill_village, source_of

__all__ = ["Roster", "fill_village", "read_roster", "write_template"]

_AMONG = {"households": "population", "members": "population", "committee": "population",
          "representatives": "population", "grid_workers": "population", "clans": "households"}  # fmt: skip
"""Counts that cannot exceed another."""


@dataclass(frozen=True)
class Roster:
    """A village list, every gap filled, and one note for each figure that was filled."""

    villages: tuple[VillageSpec, ...]
    notes: tuple[str, ...]


class _Head(NamedTuple):
    """A column as it stands in the file: where, under which header, times what."""

    at: int
    header: str
    column: RosterColumn
    factor: float


def read_roster(path: Path, lang: str = "en") -> Roster:
    """Read a village list, in row order; what is missing comes from national figures and is said in ``notes``.

    Parameters
    ----------
    path
        A .csv, .tsv, .txt (UTF-8 or GB18030; comma, semicolon or tab) or .xlsx file, headers in Chinese or English.
    lang
        Language of the notes, 'en' or 'zh'.

    Raises
    ------
    RosterError
        With one problem for every fault of the file, each with its row and column.
    """
    path = Path(path)
    head, *rows = read_lines(path, shown(path))
    heads, problems = _read_heads(head)
    problems += _formulas([head, *rows])
    if not rows:
        problems.append(Problem("roster_no_rows", {"came": head.number}, line=head.number))
    givens = [_read_row(row, heads, len(head.cells), problems) for row in rows]
    _check_duplicates(rows, givens, heads, problems)
    if problems:
        ordered = sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        raise RosterError(*(replace(problem, file=shown(path)) for problem in ordered))
    villages = tuple(fill_village(given) for given in givens)
    return Roster(villages, _notes(villages, lang))


def _read_heads(head: Line) -> tuple[list[_Head], list[Problem]]:
    """Return the columns of the header row and what is wrong with them."""
    heads: list[_Head] = []
    problems: list[Problem] = []
    for at, cell in enumerate(head.cells):
        header = plain(str(cell)) if cell is not None else ""
        if not header or is_formula(cell):
            continue
        found = find_column(header)
        if isinstance(found, Problem):
            problems.append(replace(found, line=head.number, column=at + 1))
        elif (same := next((known for known in heads if known.column is found[0]), None)) is not None:
            values = {"came": header, "other": same.header}
            problems.append(Problem("roster_header_twice", values, line=head.number, column=at + 1, key=header))
        else:
            heads.append(_Head(at, header, *found))
    if not any(known.column.name == "name" for known in heads):
        problems.append(Problem("roster_header_missing", {"allowed": "村名, 村庄, name, village"}, line=head.number))
    return heads, problems


def _formulas(lines: list[Line]) -> list[Problem]:
    """Return a problem for every cell that holds a formula instead of a value."""
    return [
        Problem("roster_formula", {"cell": cell_name(line.number, at)}, line=line.number, column=at + 1)
        for line in lines
        for at, cell in enumerate(line.cells)
        if is_formula(cell)
    ]


def _read_row(row: Line, heads: list[_Head], width: int, problems: list[Problem]) -> dict[str, Any]:
    """Return the values given in a row, appending what is wrong with it to ``problems``."""
    given: dict[str, Any] = {}
    for head in heads:
        cell: Cell = row.cells[head.at] if head.at < len(row.cells) else None
        if is_formula(cell):
            continue
        value = read_cell(head.column, cell, head.factor)
        if value is None and head.column.kind == "text":
            value = Problem("roster_blank")
        if isinstance(value, Problem):
            problems.append(replace(value, line=row.number, column=head.at + 1, key=head.header))
        elif value is not None:
            given[head.column.name] = value
    headed = {head.at for head in heads} | set(range(width))
    for at, cell in enumerate(row.cells):
        if at not in headed and cell is not None and plain(str(cell)) and not is_formula(cell):
            problems.append(Problem("roster_beyond", {"came": plain(str(cell))[:40]}, line=row.number, column=at + 1))
    _check_row(row, given, heads, problems)
    return given


def _check_row(row: Line, given: Mapping[str, Any], heads: list[_Head], problems: list[Problem]) -> None:
    """Refuse figures of one row that contradict each other."""
    place = {head.column.name: head for head in heads}

    def refuse(name: str, other: str, allowed: str) -> None:
        values = {"came": given[name], "other": place[other].header, "amount": given[other], "allowed": allowed}
        head = place[name]
        problems.append(Problem("roster_conflict", values, line=row.number, column=head.at + 1, key=head.header))

    for name, other in _AMONG.items():
        if name in given and other in given and given[name] > given[other]:
            refuse(name, other, f"≤ {given[other]}")
    clans, largest = given.get("clans"), given.get("largest_clan_share")
    if clans is not None and largest is not None and largest * clans < 0.995:
        refuse("largest_clan_share", "clans", f"≥ {1 / clans:.3g}")


def _check_duplicates(
    rows: list[Line], givens: list[dict[str, Any]], heads: list[_Head], problems: list[Problem]
) -> None:
    """Refuse a second village of the same name in the same township."""
    place = next((head for head in heads if head.column.name == "name"), None)
    first: dict[tuple[str, str], int] = {}
    for row, given in zip(rows, givens, strict=True):
        if place is None or "name" not in given:
            continue
        key = (given.get("township", NO_TOWNSHIP), given["name"])
        if key in first:
            values = {"came": given["name"], "row": first[key]}
            problems.append(Problem("roster_duplicate", values, line=row.number, column=place.at + 1, key=place.header))
        first.setdefault(key, row.number)


def _notes(villages: tuple[VillageSpec, ...], lang: str) -> tuple[str, ...]:
    """Return one sentence for each figure that was filled somewhere."""
    notes = []
    for name in VillageSpec.model_fields:
        count = sum(name in village.filled for village in villages)
        if count == 0 or name == "township":
            continue
        source, grade = source_of(name)
        total, column = len(villages), BY_NAME[name]
        if lang == "zh":
            own = "自行判断" if source == "own judgement" else source
            notes.append(f"{column.zh}：{total} 个村中有 {count} 个按全国资料补齐({own}，{grade} 级)")
        else:
            extent = f"{count} of {total} villages"
            notes.append(f"{name}: filled from national figures in {extent} ({source}, grade {grade})")
    return tuple(notes)


def write_template(path: Path, lang: str = "en") -> None:
    """Write a village list to start from: headers, what they mean, and one example row.

    Raises
    ------
    RosterError
        The suffix is neither that of a text file nor .xlsx.
    """
    path = Path(path)
    suffix = path.suffix.casefold()
    if suffix == BOOK_SUFFIX:
        _write_book(path, lang)
    elif suffix in TEXT_SUFFIXES:
        _write_text(path, lang)
    else:
        raise RosterError(Problem("roster_suffix", {"came": path.name}, file=shown(path)))


def _header(column: RosterColumn, lang: str) -> str:
    return column.zh if lang == "zh" else column.en


def _explanation(column: RosterColumn, lang: str) -> str:
    return column.explain_zh if lang == "zh" else column.explain_en


def _write_text(path: Path, lang: str) -> None:
    """Write CSV with a byte-order mark, so that spreadsheets show Chinese rightly."""
    separator = "\t" if path.suffix.casefold() == ".tsv" else ","
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow([_header(column, lang) for column in COLUMNS])
        first, *others = (_explanation(column, lang) for column in COLUMNS)
        writer.writerow([f"# {first}", *others])
        writer.writerow([column.example for column in COLUMNS])


def _write_book(path: Path, lang: str) -> None:
    """Write XLSX with each explanation as a comment on its header."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("villages" if lang == "en" else "村庄名册")
        bold = book.add_format({"bold": True})
        for at, column in enumerate(COLUMNS):
            sheet.write(0, at, _header(column, lang), bold)
            sheet.write_comment(0, at, _explanation(column, lang))
            sheet.write(1, at, column.example)
        sheet.set_column(0, len(COLUMNS) - 1, 14)
        sheet.freeze_panes(1, 0)
