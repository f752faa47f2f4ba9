"""The study store: one SQLite file a study, written by one process, open to readers while it is written.

Each result arrives in one transaction, so a kill at any moment leaves whole runs only. A run is known by its
fingerprint; `members` says which scenario and replication it belongs to, so two scenarios that resolve alike share
one run. For whoever opens the file with other tools, the views ``outcomes`` and ``series`` are tidy: run, outcome,
village ('' for the county), period, value (NULL where undefined). Where events were asked for, the views ``disputes``
and ``requests`` hold one row each, with the run, dates and words.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from experiments.engine import Report
from experiments.fingerprint import versions
from experiments.result import RunResult
from model.errors import Problem, StoreError

if TYPE_CHECKING:
    from pandas import DataFrame

FILE = "study.sqlite"
FORMAT = 1
APPLICATION = 0x7869616E
"""Marks a SQLite file as ours ('xian')."""

_SCHEMA = """
CREATE TABLE studies (study TEXT PRIMARY KEY, base_seed INTEGER NOT NULL, baseline TEXT, created TEXT NOT NULL);
CREATE TABLE scenarios (scenario TEXT PRIMARY KEY, place INTEGER NOT NULL, title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL, path TEXT, overrides TEXT NOT NULL, settings TEXT NOT NULL);
CREATE TABLE points (scenario TEXT NOT NULL, key TEXT NOT NULL, value, PRIMARY KEY (scenario, key)) WITHOUT ROWID;
CREATE TABLE members (study TEXT NOT NULL, scenario TEXT NOT NULL, replication INTEGER NOT NULL,
    seed INTEGER NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (study, scenario, replication)) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    seed INTEGER NOT NULL, status TEXT NOT NULL CHECK (status IN ('ok', 'failed')), stage TEXT, error TEXT,
    traceback TEXT, replay TEXT NOT NULL, ends TEXT NOT NULL, seconds REAL NOT NULL, versions TEXT NOT NULL,
    created TEXT NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE outcome_rows (run INTEGER NOT NULL, outcome INTEGER NOT NULL, village INTEGER NOT NULL, value REAL,
    PRIMARY KEY (run, outcome, village)) WITHOUT ROWID;
CREATE TABLE series_rows (run INTEGER NOT NULL, outcome INTEGER NOT NULL, period INTEGER NOT NULL, value REAL,
    PRIMARY KEY (run, outcome, period)) WITHOUT ROWID;
CREATE VIEW outcomes AS SELECT runs.fingerprint AS run, o.name AS outcome, v.name AS village,
    runs.ends AS period, outcome_rows.value AS value FROM outcome_rows JOIN runs ON runs.id = run
    JOIN names o ON o.id = outcome JOIN names v ON v.id = village;
CREATE VIEW series AS SELECT runs.fingerprint AS run, o.name AS outcome, '' AS village,
    p.name AS period, series_rows.value AS value FROM series_rows JOIN runs ON runs.id = run
    JOIN names o ON o.id = outcome JOIN names p ON p.id = period
"""
_EVENT_RUNS = "CREATE TABLE IF NOT EXISTS event_runs (run INTEGER PRIMARY KEY)"
"""Which runs have their events stored; made with the tables of events, when the first of them arrives."""
_DONE = "SELECT fingerprint FROM runs WHERE status = 'ok'"
_DONE_WITH_EVENTS = "SELECT fingerprint FROM runs JOIN event_runs ON event_runs.run = runs.id WHERE status = 'ok'"
_OUTCOMES = """SELECT m.scenario, m.replication, m.seed, o.name, v.name, r.value
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN outcome_rows r ON r.run = runs.id JOIN names o ON o.id = r.outcome JOIN names v ON v.id = r.village
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, r.outcome, r.village"""
_SERIES = """SELECT m.scenario, m.replication, m.seed, o.name, p.name, r.value
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN series_rows r ON r.run = runs.id JOIN names o ON o.id = r.outcome JOIN names p ON p.id = r.period
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, r.outcome, p.name"""
_FAILURES = """SELECT m.scenario, m.replication, m.seed, runs.stage, runs.error, runs.traceback, runs.replay
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'failed'
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication"""
_EVENTS = """SELECT m.scenario, m.replication, m.seed, {columns} FROM members m JOIN {table} e ON e.run = m.fingerprint
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, e.number"""
_ADD_EVENTS = "INSERT INTO {table}_rows VALUES ({places})"
_ALL = 2**62


@dataclass(frozen=True)
class ScenarioRow:
    """One scenario as the store keeps it; ``settings`` and ``values`` are plain JSON values."""

    scenario: str
    title_zh: str
    title_en: str
    path: str | None
    overrides: tuple[str, ...]
    settings: Any
    values: dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One place of the design: scenario and replication, and the run that fills it."""

    scenario: str
    replication: int
    seed: int
    fingerprint: str


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Store:
    """A study store, open; close it or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._names: dict[str, int] = {}
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the store at ``path``, or make it with its folder where ``create`` is true.

        Raises
        ------
        StoreError
            There is no store, the file is something else or newer than this program, or it cannot be written.
        """
        if create:
            cls._make_folder(path.parent)
        elif not path.is_file():
            raise StoreError(Problem("store_missing", {"came": path.parent, "allowed": path.name}))
        mode = "rwc" if create else "rw"
        with _guard(path, "store_unusable"):
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=30.0, isolation_level=None
            )
        store = cls(connection, path)
        try:
            store._prepare(create=create)
        except StoreError:
            store.close()
            raise
        return store

    @staticmethod
    def _make_folder(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(Problem("store_unusable", {"came": folder, "reason": error.strerror})) from error

    def _prepare(self, *, create: bool) -> None:
        with _guard(self.path, "store_unusable"):
            self._check_kind()
            if self._pragma("user_version") == 0 and create:
                self._connection.execute("PRAGMA journal_mode = WAL")
                with self._transaction():
                    if self._pragma("user_version") == 0:
                        self._create()
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _check_kind(self) -> None:
        try:
            version, kind = self._pragma("user_version"), self._pragma("application_id")
            tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise StoreError(Problem("store_foreign", {"came": self.path})) from error
            raise
        if tables and kind != APPLICATION:
            raise StoreError(Problem("store_foreign", {"came": self.path}))
        if version > FORMAT:
            raise StoreError(Problem("store_newer", {"came": self.path, "version": version, "allowed": FORMAT}))

    def _create(self) -> None:
        for statement in _SCHEMA.split(";"):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
        self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    def close(self) -> None:
        """Close the file; what was recorded stays."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _guard(self.path, "store_failed"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._names.clear()
                self._connection.rollback()
                raise
            self._connection.commit()

    def _query(self, statement: str, *values: object) -> list[Any]:
        with _guard(self.path, "store_unusable"):
            return self._connection.execute(statement, values).fetchall()

    # Writing

    def plan(
        self, study: str, base_seed: int, baseline: str, scenarios: Sequence[ScenarioRow], members: Iterable[Member]
    ) -> None:
        """Write down what is wanted: scenarios, their lever values, and which run fills which place."""
        with self._transaction():
            run = self._connection.execute
            run(
                "INSERT INTO studies VALUES (?, ?, ?, ?)"
                " ON CONFLICT (study) DO UPDATE SET baseline = excluded.baseline",
                (study, base_seed, baseline, _now()),
            )
            for place, row in enumerate(scenarios):
                texts = (row.title_zh, row.title_en, row.path)
                settings = (json.dumps(row.overrides), json.dumps(row.settings, ensure_ascii=False, sort_keys=True))
                run(
                    "INSERT OR REPLACE INTO scenarios VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (row.scenario, place, *texts, *settings),
                )
                run("DELETE FROM points WHERE scenario = ?", (row.scenario,))
                values = [(row.scenario, key, value) for key, value in row.values.items()]
                self._connection.executemany("INSERT INTO points VALUES (?, ?, ?)", values)
            self._connection.executemany(
                "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)",
                [(study, m.scenario, m.replication, m.seed, m.fingerprint) for m in members],
            )

    def record(self, report: Report, *, code: str, replay: str) -> None:
        """Write one run, whole or not at all; a failure gives way to a later result, a result to nothing.

        A run that was stored without its events gets them.
        """
        failure, result = report.failure, report.result
        head = (report.job.fingerprint, code, report.job.seed, "ok" if failure is None else "failed")
        why = (failure.stage, failure.error, failure.traceback) if failure else (None, None, None)
        tail = (replay, result.ends if result else "", report.seconds, json.dumps(versions()), _now())
        with self._transaction():
            self._connection.execute(
                "DELETE FROM runs WHERE fingerprint = ? AND status = 'failed'", (report.job.fingerprint,)
            )
            cursor = self._connection.execute(
                "INSERT OR IGNORE INTO runs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*head, *why, *tail)
            )
            if result is not None and cursor.rowcount == 1 and cursor.lastrowid is not None:
                self._write_values(cursor.lastrowid, result)
            if result is not None and result.events is not None:
                self._write_events(report.job.fingerprint, result.events)

    def _write_values(self, run: int, result: RunResult) -> None:
        county = self._name("")
        villages = [self._name(village) for village in result.village_ids]
        periods = [self._name(period) for period in result.series_dates]
        outcomes = [(run, self._name(outcome), county, value) for outcome, value in result.outcomes.items()]
        for outcome, values in result.by_village.items():
            name = self._name(outcome)
            outcomes.extend((run, name, village, value) for village, value in zip(villages, values, strict=True))
        series = [
            (run, self._name(outcome), period, value)
            for outcome, values in result.series.items()
            for period, value in zip(periods, values, strict=True)
        ]
        self._connection.executemany("INSERT INTO outcome_rows VALUES (?, ?, ?, ?)", outcomes)
        self._connection.executemany("INSERT INTO series_rows VALUES (?, ?, ?, ?)", series)

    def _write_events(self, fingerprint: str, events: Mapping[str, Mapping[str, Sequence[Any]]]) -> None:
        """Write the events of one run, unless they are there already; texts become numbers of the table of names."""
        from experiments.events import COLUMNS, is_text, sql_of

        write = self._connection.execute
        write(_EVENT_RUNS)
        run = int(write("SELECT id FROM runs WHERE fingerprint = ?", (fingerprint,)).fetchone()[0])
        if write("INSERT OR IGNORE INTO event_runs VALUES (?)", (run,)).rowcount == 0:
            return
        for table, columns in COLUMNS.items():
            for statement in sql_of(table):
                write(statement)
            values = [
                self._names_of(events[table][column.name]) if is_text(column) else events[table][column.name]
                for column in columns
            ]
            rows = ((run, number, *row) for number, row in enumerate(zip(*values, strict=True), start=1))
            places = ", ".join("?" * (len(columns) + 2))
            self._connection.executemany(_ADD_EVENTS.format(table=table, places=places), rows)

    def _names_of(self, texts: Sequence[str | None]) -> list[int | None]:
        return [None if text is None else self._name(text) for text in texts]

    def _name(self, name: str) -> int:
        """Return the number of a name, giving it one where it is new."""
        if name not in self._names:
            self._connection.execute("INSERT OR IGNORE INTO names (name) VALUES (?)", (name,))
            row = self._connection.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()
            self._names[name] = int(row[0])
        return self._names[name]

    # Reading

    def done(self, *, events: bool = False) -> set[str]:
        """Return the fingerprints of all runs that gave a result; with ``events``, of those whose events are stored."""
        if events and not self._holds_events():
            return set()
        return {row[0] for row in self._query(_DONE_WITH_EVENTS if events else _DONE)}

    def _holds_events(self) -> bool:
        """Return whether events of any run were ever stored; a store without them has no tables for them."""
        return bool(self._query("SELECT 1 FROM sqlite_master WHERE name = 'event_runs'"))

    def failed(self) -> set[str]:
        """Return the fingerprints of all runs that failed."""
        return {row[0] for row in self._query("SELECT fingerprint FROM runs WHERE status = 'failed'")}

    def studies(self) -> list[str]:
        """Return the names of the studies in the file, oldest first."""
        return [row[0] for row in self._query("SELECT study FROM studies ORDER BY created, study")]

    def members(self, study: str) -> list[Member]:
        """Return all places of the design of one study."""
        places = "SELECT scenario, replication, seed, fingerprint FROM members WHERE study = ?"
        return [Member(*row) for row in self._query(places, study)]

    def scenarios(self) -> list[ScenarioRow]:
        """Return all scenarios in the order in which they were listed."""
        rows = self._query("SELECT * FROM scenarios ORDER BY place, scenario")
        values: dict[str, dict[str, Any]] = {}
        for scenario, key, value in self._query("SELECT scenario, key, value FROM points"):
            values.setdefault(scenario, {})[key] = value
        return [
            ScenarioRow(name, zh, en, path, tuple(json.loads(changes)), json.loads(settings), values.get(name, {}))
            for name, _, zh, en, path, changes, settings in rows
        ]

    def run_seconds(self) -> float | None:
        """Return the mean seconds of the stored results, or None where there is none."""
        mean = self._query("SELECT avg(seconds) FROM runs WHERE status = 'ok'")[0][0]
        return None if mean is None else float(mean)

    def values(self, fingerprint: str) -> dict[tuple[str, str], float]:
        """Return all stored numbers of one run, to the last bit, by (outcome, place).

        A place is a village, a date (the county over time) or '' (the county).
        """
        rows = """SELECT outcome, village, value FROM outcomes WHERE run = ?
                  UNION ALL SELECT outcome, period, value FROM series WHERE run = ?"""
        found = self._query(rows, fingerprint, fingerprint)
        return {(outcome, place): float("nan") if value is None else value for outcome, place, value in found}

    def outcomes_frame(
        self, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL
    ) -> "DataFrame":
        """Return outcomes, one row each: scenario, replication, seed, outcome, village ('' = county), value."""
        names = ["scenario", "replication", "seed", "outcome", "village", "value"]
        return self._frame(_OUTCOMES, names, study, scenarios, replications).astype({"value": "float64"})

    def series_frame(self, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL) -> "DataFrame":
        """Return the county over time, one row each: scenario, replication, seed, outcome, date, value."""
        import pandas as pd

        names = ["scenario", "replication", "seed", "outcome", "date", "value"]
        frame = self._frame(_SERIES, names, study, scenarios, replications).astype({"value": "float64"})
        frame["date"] = pd.to_datetime(frame["date"])
        return frame

    def events_frame(
        self, table: str, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL
    ) -> "DataFrame":
        """Return 'disputes' or 'requests', one row each: scenario, replication, seed, number, then as in the model.

        Raises
        ------
        StoreError
            Some of these runs were stored without their events.
        """
        from experiments.events import COLUMNS, is_date, is_real, is_text

        self._check_events(study, scenarios, replications)
        columns = COLUMNS[table]
        names = ["number", *(column.name for column in columns)]
        statement = _EVENTS.format(table=table, columns=", ".join(f"e.{name}" for name in names))
        rows = self._query(statement, study, replications) if self._holds_events() else []
        # As objects first: a column of keys in which some are missing would be rounded to floats.
        frame = self._framed(rows, ["scenario", "replication", "seed", *names], scenarios, object)
        numbers = {column.name: "float64" if is_real(column) else "Int64" for column in columns if not is_text(column)}
        dates = {column.name: "datetime64[s]" for column in columns if is_date(column)}
        flags = {column.name: "bool" for column in columns if column.dtype == "?"}
        return frame.astype({"number": "int64", **numbers, **dates, **flags})

    def _check_events(self, study: str, scenarios: Sequence[str] | None, replications: int) -> None:
        without = self.done() - self.done(events=True)
        missing = {
            member.fingerprint
            for member in self.members(study)
            if member.replication < replications and (scenarios is None or member.scenario in scenarios)
        } & without
        if missing:
            raise StoreError(Problem("events_missing", {"came": self.path, "missing": len(missing)}))

    def failures(self, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL) -> "DataFrame":
        """Return failed runs, one row each: scenario, replication, seed, stage, error, traceback, replay."""
        names = ["scenario", "replication", "seed", "stage", "error", "traceback", "replay"]
        return self._frame(_FAILURES, names, study, scenarios, replications)

    def _frame(
        self, statement: str, names: list[str], study: str, scenarios: Sequence[str] | None, replications: int
    ) -> "DataFrame":
        return self._framed(self._query(statement, study, replications), names, scenarios)

    def _framed(
        self, rows: list[Any], names: list[str], scenarios: Sequence[str] | None, dtype: type | None = None
    ) -> "DataFrame":
        import pandas as pd

        frame = pd.DataFrame(rows, columns=names, dtype=dtype)
        frame = frame.astype({"replication": "int64", "seed": "int64"})
        if scenarios is None:
            return frame
        order = {scenario: place for place, scenario in enumerate(scenarios)}
        chosen = frame[frame["scenario"].isin(order)]
        return chosen.sort_values("scenario", key=lambda column: column.map(order), kind="stable", ignore_index=True)


@contextmanager
def _guard(path: Path, code: str) -> Iterator[None]:
    """Turn an error of the database into a `StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(Problem(code, {"came": path, "reason": error})) from error
