"""The study store: one SQLite file a study, written by one process, open to readers while it is written.

Each result arrives in one transaction, so a kill at any moment leaves whole runs only. A run is known by its
fingerprint; `members` says which scenario and replication it belongs to, so two scenarios that resolve alike share
one run. For whoever opens the file with other tools, the views ``outcomes`` and ``series`` are tidy: run, outcome,
village ('' for the county), period, value (NULL where undefined). Where events were asked for, the views ``disputes``
and ``requests`` hold one row each, with the run, dates and words. Where detail was asked for, the table ``details``
holds it, packed part by part.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from experiments.engine import Report
from experiments.factors import column_of
from experiments.fingerprint import versions
from experiments.result import RunResult
from experiments.store_schema import APPLICATION, FORMAT, statements
from model.errors import Problem, StoreError

if TYPE_CHECKING:
    from pandas import DataFrame

    from model.columns import Array, Reals

FILE = "study.sqlite"
_EVENT_RUNS = "CREATE TABLE IF NOT EXISTS event_runs (run INTEGER PRIMARY KEY)"
"""Which runs have their events stored; made with the tables of events, when the first of them arrives."""
_PLAN = """INSERT INTO studies (study, base_seed, baseline, created, file, outcomes, experiment, inputs, kept)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (study) DO UPDATE SET baseline = excluded.baseline,
  file = excluded.file, outcomes = excluded.outcomes, experiment = excluded.experiment, inputs = excluded.inputs"""
_ADD_SCENARIO = "INSERT OR REPLACE INTO scenarios VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FORGET = """DELETE FROM members WHERE study = ? AND scenario NOT IN (SELECT scenario FROM scenarios WHERE study = ?)"""
_KEEP_STUDY = """INSERT OR IGNORE INTO studies SELECT ?, base_seed, baseline, created, file, outcomes, experiment,
  inputs, 1 FROM studies WHERE study = ?"""
_KEEP_SCENARIOS = """INSERT OR IGNORE INTO scenarios SELECT ?, scenario, place, title_zh, title_en, path, overrides,
  settings, base, row, luck, digest FROM scenarios WHERE study = ?"""
_KEEP_POINTS = "INSERT OR IGNORE INTO point_rows SELECT ?, scenario, key, value FROM point_rows WHERE study = ?"
_MATRIX = """SELECT s.row, m.replication, r.value FROM scenarios s
  JOIN members m ON m.study = s.study AND m.scenario = s.scenario
  JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN outcome_rows r ON r.run = runs.id JOIN names o ON o.id = r.outcome JOIN names v ON v.id = r.village
  WHERE s.study = ? AND s.base = ? AND o.name = ? AND v.name = '' AND m.replication < ?"""
_DONE = "SELECT fingerprint FROM runs WHERE status = 'ok'"
_DONE_WITH_EVENTS = "SELECT fingerprint FROM runs JOIN event_runs ON event_runs.run = runs.id WHERE status = 'ok'"
_OUTCOMES = """SELECT m.scenario, m.replication, m.seed, o.name, v.name, r.value
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN outcome_rows r ON r.run = runs.id JOIN names o ON o.id = r.outcome JOIN names v ON v.id = r.village
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, r.outcome, r.village"""
_COUNTY_ALL = _OUTCOMES.replace("m.replication < ?", "v.name = ''")
_COUNTY = _OUTCOMES.replace("m.replication < ?", "v.name = '' AND o.name = ?")
_SERIES = """SELECT m.scenario, m.replication, m.seed, o.name, p.name, r.value
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'ok'
  JOIN series_rows r ON r.run = runs.id JOIN names o ON o.id = r.outcome JOIN names p ON p.id = r.period
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, r.outcome, p.name"""
_FAILURES = """SELECT m.scenario, m.replication, m.seed, runs.stage, runs.error, runs.traceback, runs.replay
  FROM members m JOIN runs ON runs.fingerprint = m.fingerprint AND runs.status = 'failed'
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication"""
_RUNS = """SELECT m.scenario, m.replication, m.seed, m.fingerprint, coalesce(runs.status, 'pending'), runs.stage,
  runs.error, runs.replay, runs.seconds, runs.versions, runs.created
  FROM members m LEFT JOIN runs ON runs.fingerprint = m.fingerprint WHERE m.study = ?
  ORDER BY m.scenario, m.replication"""
_EVENTS = """SELECT m.scenario, m.replication, m.seed, {columns} FROM members m JOIN {table} e ON e.run = m.fingerprint
  WHERE m.study = ? AND m.replication < ? ORDER BY m.scenario, m.replication, e.number"""
_ADD_EVENTS = "INSERT INTO {table}_rows VALUES ({places})"
_ALL = 2**62


@dataclass(frozen=True)
class StudyRow:
    """One study as the store keeps it.

    Attributes
    ----------
    file
        The study file it was made from, if any.
    outcomes
        Outcomes without which a run counts as failed.
    experiment
        What is run, as plain values from which it can be found again; empty for the county.
    inputs
        Digests of all that the points were made from: while they stand still, so does every fingerprint.
    kept
        Whether it holds what runs of older code gave, under a name that says so.
    """

    study: str
    base_seed: int = 1
    baseline: str = ""
    file: str | None = None
    outcomes: tuple[str, ...] = ()
    experiment: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    kept: bool = False


@dataclass(frozen=True)
class ScenarioRow:
    """One scenario, or one point of a design, as the store keeps it; ``settings`` and ``values`` are plain JSON values.

    ``settings`` is None where scenario file and ``values`` tell all; ``base`` is the scenario that a point varies,
    ``row`` the row of the design, ``luck`` 1 where other seeds than the study's are used.
    """

    scenario: str
    title_zh: str
    title_en: str
    path: str | None
    overrides: tuple[str, ...]
    settings: Any
    values: Mapping[str, Any]
    base: str = ""
    row: int = 0
    luck: int = 0
    digest: str = ""


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

    @classmethod
    def exists(cls, path: Path) -> bool:
        """Return whether there is a store; what a kill in the first moment left behind is none."""
        if not path.is_file():
            return False
        with _guard(path, "store_unusable"), closing(sqlite3.connect(path, timeout=30.0)) as connection:
            try:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
            except sqlite3.DatabaseError as error:
                if "not a database" in str(error):
                    return True  # opening it says what is wrong
                raise

    @staticmethod
    def _make_folder(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(Problem("store_unusable", {"came": folder, "reason": error.strerror})) from error

    def _prepare(self, *, create: bool) -> None:
        with _guard(self.path, "store_unusable"):
            self._check_kind()
            version = self._pragma("user_version")
            if version < FORMAT and (version or create):
                self._connection.execute("PRAGMA journal_mode = WAL")
                with self._transaction():
                    self._update(self._pragma("user_version"))
            elif version == 0:
                raise StoreError(Problem("store_missing", {"came": self.path.parent, "allowed": self.path.name}))
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

    def _update(self, version: int) -> None:
        """Make today's tables of those of an older format; 0 is an empty file."""
        for statement in statements(version):
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
        self, study: StudyRow, scenarios: Iterable[ScenarioRow], members: Iterable[Member], *, whole: bool = False
    ) -> None:
        """Write down what is wanted: scenarios, their lever values, and which run fills which place.

        With ``whole``, these are all points of the study: others are forgotten, though their runs are not.
        """
        name = study.study
        with self._transaction():
            self._write_study(study)
            if whole:
                for table in ("scenarios", "point_rows"):
                    self._connection.execute(f"DELETE FROM {table} WHERE study = ?", (name,))  # noqa: S608 - our names
            for place, row in enumerate(scenarios):
                self._write_scenario(name, place, row)
            self._connection.executemany(
                "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)",
                ((name, m.scenario, m.replication, m.seed, m.fingerprint) for m in members),
            )
            if whole:
                self._connection.execute(_FORGET, (name, name))

    def _write_study(self, study: StudyRow) -> None:
        written = [json.dumps(part, ensure_ascii=False) for part in (study.outcomes, study.experiment, study.inputs)]
        self._connection.execute(
            _PLAN, (study.study, study.base_seed, study.baseline, _now(), study.file, *written, int(study.kept))
        )

    def _write_scenario(self, study: str, place: int, row: ScenarioRow) -> None:
        settings = None if row.settings is None else json.dumps(row.settings, ensure_ascii=False, sort_keys=True)
        texts = (row.title_zh, row.title_en, row.path, json.dumps(row.overrides), settings)
        design = (row.base or row.scenario, row.row, row.luck, row.digest)
        self._connection.execute(_ADD_SCENARIO, (study, row.scenario, place, *texts, *design))
        self._connection.execute("DELETE FROM point_rows WHERE study = ? AND scenario = ?", (study, row.scenario))
        self._connection.executemany(
            "INSERT INTO point_rows VALUES (?, ?, ?, ?)",
            [(study, row.scenario, self._name(key), value) for key, value in row.values.items()],
        )

    def keep(self, study: str, label: str, members: Sequence[Member]) -> None:
        """Keep places of a study, with the runs that fill them, under a name of their own."""
        with self._transaction():
            self._connection.execute(_KEEP_STUDY, (label, study))
            self._connection.execute(_KEEP_SCENARIOS, (label, study))
            self._connection.execute(_KEEP_POINTS, (label, study))
            self._connection.executemany(
                "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)",
                [(label, m.scenario, m.replication, m.seed, m.fingerprint) for m in members],
            )

    def know_code(self, state: str, code: str) -> None:
        """Remember which fingerprint the code has in a state of its files."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO codes VALUES (?, ?)", (state, code))

    def record(self, report: Report, *, code: str, replay: str) -> None:
        """Write one run, whole or not at all; a failure gives way to a later result, a result to nothing.

        A run that was stored without its events, or without its detail, gets them.
        """
        failure, result = report.failure, report.result
        head = (report.job.fingerprint, code, report.job.seed, "ok" if failure is None else "failed")
        why = (failure.stage, failure.error, failure.traceback) if failure else (None, None, None)
        tail = (replay, result.ends if result else "", report.seconds, json.dumps(dict(versions())), _now())
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
            if result is not None and result.detail is not None:
                self._write_detail(report.job.fingerprint, result.detail)

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

    def _write_detail(self, fingerprint: str, detail: "Mapping[str, Mapping[str, Array]]") -> None:
        """Write what one run kept beside its outcomes, unless it is there already."""
        from experiments.detail import ADD, TABLE, packed

        self._connection.execute(TABLE)
        self._connection.executemany(ADD, ((part, blob, fingerprint) for part, blob in packed(detail)))

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

    def done(self, *, events: bool = False, detail: bool = False) -> set[str]:
        """Return the fingerprints of all runs that gave a result; with ``events``, of those whose events are stored.

        With ``detail``, of those whose detail is stored, or that were asked for it and can have none.
        """
        if events and not self._holds_events():
            return set()
        found = {row[0] for row in self._query(_DONE_WITH_EVENTS if events else _DONE)}
        return found & self._done_with_detail() if detail else found

    def _done_with_detail(self) -> set[str]:
        from experiments.detail import DONE

        return {row[0] for row in self._query(DONE)} if self._holds_detail() else set()

    def _holds_detail(self) -> bool:
        """Return whether detail of any run was ever stored; a store without it has no table for it."""
        from experiments.detail import HELD

        return bool(self._query(HELD))

    def _holds_events(self) -> bool:
        """Return whether events of any run were ever stored; a store without them has no tables for them."""
        return bool(self._query("SELECT 1 FROM sqlite_master WHERE name = 'event_runs'"))

    def failed(self) -> set[str]:
        """Return the fingerprints of all runs that failed."""
        return {row[0] for row in self._query("SELECT fingerprint FROM runs WHERE status = 'failed'")}

    def studies(self) -> list[str]:
        """Return the names of the studies in the file, oldest first."""
        return [row.study for row in self.study_rows()]

    def study_rows(self) -> list[StudyRow]:
        """Return the studies in the file, oldest first."""
        names = "study, base_seed, baseline, file, outcomes, experiment, inputs, kept"
        rows = self._query(f"SELECT {names} FROM studies ORDER BY created, study")  # noqa: S608 - our own names
        return [
            StudyRow(
                study, seed, baseline or "", file, tuple(json.loads(outcomes)), json.loads(experiment),
                json.loads(inputs), bool(kept),
            )
            for study, seed, baseline, file, outcomes, experiment, inputs, kept in rows
        ]  # fmt: skip

    def code_of(self, state: str) -> str | None:
        """Return the fingerprint that the code has in a state of its files, if that is known."""
        found = self._query("SELECT code FROM codes WHERE state = ?", state)
        return str(found[0][0]) if found else None

    def members(self, study: str) -> list[Member]:
        """Return all places of the design of one study."""
        places = "SELECT scenario, replication, seed, fingerprint FROM members WHERE study = ?"
        return [Member(*row) for row in self._query(places, study)]

    def scenarios(self, study: str) -> list[ScenarioRow]:
        """Return the scenarios of a study in the order in which they were listed."""
        rows = self._query("SELECT * FROM scenarios WHERE study = ? ORDER BY place, scenario", study)
        values: dict[str, dict[str, Any]] = {}
        for scenario, key, value in self._query("SELECT scenario, key, value FROM points WHERE study = ?", study):
            values.setdefault(scenario, {})[key] = value
        return [
            ScenarioRow(
                name, zh, en, path, tuple(json.loads(changes)), None if settings is None else json.loads(settings),
                values.get(name, {}), base, row, luck, digest,
            )
            for _, name, _, zh, en, path, changes, settings, base, row, luck, digest in rows
        ]  # fmt: skip

    def digests(self, study: str) -> dict[str, str]:
        """Return the digest of every point of a study as it was when the study was planned, by scenario."""
        return dict(self._query("SELECT scenario, digest FROM scenarios WHERE study = ?", study))

    def matrix(self, study: str, base: str, outcome: str, shape: tuple[int, int]) -> "Reals":
        """Return the county's value of an outcome for one scenario of a study, (rows, replications); NaN where none is.

        Parameters
        ----------
        base
            The scenario that the design varies.
        shape
            Rows of the design, and replications.
        """
        import numpy as np

        found = np.full(shape, np.nan)
        for row, replication, value in self._query(_MATRIX, study, base, outcome, shape[1]):
            if row < shape[0] and value is not None:
                found[row, replication] = value
        return found

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

    def points_frame(self, study: str) -> "DataFrame":
        """Return the points of a study, one row each: point, scenario, row, luck, and one column a factor."""
        import pandas as pd

        heads = ["point", "scenario", "row", "luck"]
        listed = "SELECT scenario, base, row, luck FROM scenarios WHERE study = ? ORDER BY place, scenario"
        points = pd.DataFrame(self._query(listed, study), columns=heads)
        values = "SELECT scenario, key, value FROM points WHERE study = ?"
        long = pd.DataFrame(self._query(values, study), columns=["point", "key", "value"], dtype=object)
        wide = long.pivot(index="point", columns="key", values="value")[list(dict.fromkeys(long["key"]))]
        wide = wide.rename(columns=column_of)
        return points.merge(wide.infer_objects(), how="left", left_on="point", right_index=True)

    def outcomes_frame(
        self, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL
    ) -> "DataFrame":
        """Return outcomes, one row each: scenario, replication, seed, outcome, village ('' = county), value."""
        names = ["scenario", "replication", "seed", "outcome", "village", "value"]
        return self._frame(_OUTCOMES, names, study, scenarios, replications).astype({"value": "float64"})

    def county_frame(self, study: str, outcomes: Sequence[str] = ()) -> "DataFrame":
        """Return outcomes of the county alone, or those named of them, one row each as ``outcomes_frame``."""
        import pandas as pd

        names = ["scenario", "replication", "seed", "outcome", "village", "value"]
        parts = [self._query(_COUNTY, study, name) for name in outcomes] or [self._query(_COUNTY_ALL, study)]
        frame = pd.DataFrame([row for part in parts for row in part], columns=names)
        return frame.astype({"replication": "int64", "seed": "int64", "value": "float64"})

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

    def parts(self, fingerprint: str) -> list[str]:
        """Return which parts of its detail a run has stored, in the order of `model.detail.PARTS`; none is no part."""
        from experiments.detail import OF_RUN
        from model.detail import PARTS

        held = {row[0] for row in self._query(OF_RUN, fingerprint)} if self._holds_detail() else set()
        return [part for part in PARTS if part in held]

    def detail(self, fingerprint: str, part: str) -> "DataFrame | None":
        """Return one part of what a run kept beside its outcomes, or None where it has none stored.

        Raises
        ------
        StoreError
            There is no part of this name, or what is stored cannot be read.
        """
        from experiments.detail import ONE, check_part, frame_of, unpacked

        check_part(part)
        found = self._query(ONE, fingerprint, part) if self._holds_detail() else []
        return frame_of(unpacked(found[0][0], part, fingerprint)) if found else None

    def packed_detail(self, fingerprint: str) -> dict[str, bytes]:
        """Return what a run kept beside its outcomes as it is stored, by part."""
        from experiments.detail import NONE, PACKED

        held = self._query(PACKED, fingerprint) if self._holds_detail() else []
        return {part: blob for part, blob in held if part != NONE}

    def detail_frame(
        self, part: str, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL
    ) -> "DataFrame":
        """Return one part of the detail of all runs that have it: scenario, replication, seed, then its columns.

        Raises
        ------
        StoreError
            There is no part of this name, or what is stored cannot be read.
        """
        from experiments.detail import OF_STUDY, check_part, frame_over_runs

        check_part(part)
        rows = self._query(OF_STUDY, part, study, replications) if self._holds_detail() else []
        if scenarios is not None:
            order = {scenario: place for place, scenario in enumerate(scenarios)}
            rows = sorted((row for row in rows if row[0] in order), key=lambda row: order[row[0]])
        return frame_over_runs(part, rows)

    def failures(self, study: str, scenarios: Sequence[str] | None = None, replications: int = _ALL) -> "DataFrame":
        """Return failed runs, one row each: scenario, replication, seed, stage, error, traceback, replay."""
        names = ["scenario", "replication", "seed", "stage", "error", "traceback", "replay"]
        return self._frame(_FAILURES, names, study, scenarios, replications)

    def runs_frame(self, study: str) -> "DataFrame":
        """Return every place of the design with the run that fills it, one row each.

        Columns: scenario, replication, seed, key, status ('ok', 'failed', 'pending'), stage, error, replay, seconds,
        versions (JSON), created.
        """
        import pandas as pd

        names = ["scenario", "replication", "seed", "key", "status", "stage", "error", "replay", "seconds"]
        frame = pd.DataFrame(self._query(_RUNS, study), columns=[*names, "versions", "created"], dtype=object)
        return frame.astype({"replication": "int64", "seed": "int64", "seconds": "float64"})

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
