"""The tables of a study store, and how a store of an older format becomes one of today's."""

FORMAT = 2
APPLICATION = 0x7869616E
"""Marks a SQLite file as ours ('xian')."""

_STUDIES = """
CREATE TABLE studies (study TEXT PRIMARY KEY, base_seed INTEGER NOT NULL, baseline TEXT, created TEXT NOT NULL,
    file TEXT, outcomes TEXT NOT NULL DEFAULT '[]', experiment TEXT NOT NULL DEFAULT '{}',
    inputs TEXT NOT NULL DEFAULT '{}', kept INTEGER NOT NULL DEFAULT 0);
CREATE TABLE codes (state TEXT PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID
"""
_SCENARIOS = """
CREATE TABLE scenarios (study TEXT NOT NULL, scenario TEXT NOT NULL, place INTEGER NOT NULL, title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL, path TEXT, overrides TEXT NOT NULL, settings TEXT, base TEXT NOT NULL,
    row INTEGER NOT NULL, luck INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (study, scenario)) WITHOUT ROWID;
CREATE TABLE point_rows (study TEXT NOT NULL, scenario TEXT NOT NULL, key INTEGER NOT NULL, value,
    PRIMARY KEY (study, scenario, key)) WITHOUT ROWID;
CREATE VIEW points AS SELECT study, scenario, names.name AS key, value FROM point_rows JOIN names ON names.id = key
"""
_RUNS = """
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
_PUT_ASIDE = """
ALTER TABLE studies RENAME TO studies_1;
ALTER TABLE scenarios RENAME TO scenarios_1;
ALTER TABLE points RENAME TO points_1
"""
_TAKE_OVER = """
INSERT INTO studies (study, base_seed, baseline, created) SELECT study, base_seed, baseline, created FROM studies_1;
INSERT INTO scenarios SELECT m.study, s.scenario, place, title_zh, title_en, path, overrides, settings, s.scenario,
    0, 0, '' FROM (SELECT DISTINCT study, scenario FROM members) m JOIN scenarios_1 s ON s.scenario = m.scenario;
INSERT OR IGNORE INTO names (name) SELECT DISTINCT key FROM points_1;
INSERT INTO point_rows SELECT m.study, p.scenario, names.id, p.value
    FROM (SELECT DISTINCT study, scenario FROM members) m JOIN points_1 p ON p.scenario = m.scenario
    JOIN names ON names.name = p.key;
DROP TABLE studies_1;
DROP TABLE scenarios_1;
DROP TABLE points_1
"""


def statements(version: int) -> list[str]:
    """Return the SQL that makes today's tables of a store of a format; 0 is an empty file."""
    parts = (_RUNS, _STUDIES, _SCENARIOS) if version == 0 else (_PUT_ASIDE, _STUDIES, _SCENARIOS, _TAKE_OVER)
    script = ";".join(parts) if version < FORMAT else ""
    return [statement for statement in script.split(";") if statement.strip()]
