"""The points of a CSV design: one row a point, columns are factors, a blank leaves a factor as the scenario has it."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.factors import Factor, Value
from experiments.study_factors import FactorReader, Known
from model.errors import Problem
from scenarios.check import At
from scenarios.document import Document
from scenarios.layers import shown
from scenarios.nearest import shorten
from scenarios.schema import OFF
from scenarios.source import exists


@dataclass(frozen=True)
class Table:
    """What a CSV file says: its factors and its rows."""

    factors: tuple[Factor, ...] = ()
    rows: tuple[tuple[Value | None, ...], ...] = ()


def read_table(path: Path, at: At, declared: Sequence[Factor], reader: FactorReader) -> Table:
    """Return the points of a CSV file; what is wrong goes to the problems of ``reader``.

    Parameters
    ----------
    path
        UTF-8 with or without a byte-order mark; the first row names factors.
    at
        Where the study names the file.
    declared
        Factors that the study file declares; columns may name others too.
    reader
        Knows what a column may name.
    """
    lines = _lines(path, at, reader)
    if not lines:
        return Table()
    document = Document(shown(path), {}, {(number,): number + 1 for number in range(len(lines))})
    names = [name.strip() for name in lines[0]]
    knowns = [_column(name, document, declared, reader) for name in names]
    reader.problems += [
        At(document, (0,)).unknown("duplicate_item", name) for i, name in enumerate(names) if name in names[:i]
    ]
    lacking = [factor.name for factor in declared if factor.name not in names]
    if lacking:
        reader.problems.append(At(document, (0,)).problem("table_lacks", came=shorten(", ".join(lacking))))
    rows = [
        _row(cells, At(document, (number,)), knowns, reader)
        for number, cells in enumerate(lines)
        if number and any(cell.strip() for cell in cells)
    ]
    if not rows and not reader.problems:
        reader.problems.append(At(document, (0,)).problem("table_without_rows"))
    if reader.problems:
        return Table()
    factors = [known.factor if known else Factor("", "condition") for known in knowns]
    columns = zip(*rows, strict=True)
    return Table(tuple(map(_seen, factors, map(list, columns))), tuple(rows))


def _lines(path: Path, at: At, reader: FactorReader) -> list[list[str]]:
    """Return the cells of a file; none, and a problem, where it cannot be read."""
    if not exists(path) or path.is_dir():
        reader.problems.append(at.problem("table_missing", came=at.document.tree["design"]["file"]))
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except UnicodeDecodeError:
        reader.problems.append(Problem("table_unreadable", {"came": path.name}, shown(path)))
        return []
    except csv.Error as error:
        reader.problems.append(Problem("table_unreadable", {"came": shorten(str(error))}, shown(path)))
        return []
    if not lines:
        reader.problems.append(Problem("table_without_rows", {}, shown(path)))
    return lines


def _column(name: str, document: Document, declared: Sequence[Factor], reader: FactorReader) -> Known | None:
    """Return what is known of a column: from the study file, else from the model."""
    known = reader.find(name, At(document, (0,)))
    factor = next((factor for factor in declared if factor.name == name), None)
    return replace(known, factor=factor) if known and factor else known


def _row(cells: list[str], at: At, knowns: Sequence[Known | None], reader: FactorReader) -> tuple[Value | None, ...]:
    if len(cells) != len(knowns):
        reader.problems.append(at.problem("table_ragged", came=len(cells), allowed=len(knowns)))
        return ()
    return tuple(_cell(cell.strip(), at, known, reader) for cell, known in zip(cells, knowns, strict=True))


def _cell(text: str, at: At, known: Known | None, reader: FactorReader) -> Value | None:
    """Return the value of a cell in its factor's own type; None where it is blank or wrong."""
    if not text or known is None:
        return None
    came = _number(text)
    if not (came == OFF and known.plain(OFF) != OFF):
        faults = [replace(problem, key=known.factor.name) for problem in known.check(at, came)]
        reader.problems += faults
        if faults:
            return None
    value, factor = known.plain(came), known.factor
    if factor.values and value not in factor.values:
        allowed = ", ".join(map(str, factor.values))
        reader.problems.append(at.problem("not_a_choice", came=text, allowed=allowed, near=str(factor.values[0])))
    elif not factor.values and not isinstance(value, str) and not factor.low <= value <= factor.high:
        values = {"low": f"{factor.low:g}", "high": f"{factor.high:g}", "unit": factor.unit}
        reader.problems.append(at.problem("out_of_bounds", came=text, **values))
    return value


def _number(text: str) -> Value:
    """Return the number that a cell holds, whole where it is written so; else its text."""
    try:
        return int(text)
    except ValueError:
        pass  # no whole number
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _seen(factor: Factor, column: list[Value | None]) -> Factor:
    """Return a factor without a range of its own as wide as its column, or with the words that stand there."""
    given = [value for value in column if value is not None]
    numbers = [float(value) for value in given if not isinstance(value, str)]
    if factor.values or not given:
        return factor
    if len(numbers) < len(given):
        values = tuple(dict.fromkeys(given))
        return replace(factor, values=values, low=0.0, high=float(len(values) - 1), shape="uniform", mode=None)
    if math.isfinite(factor.high - factor.low):
        return factor
    return replace(factor, low=min(numbers), high=max(numbers))
