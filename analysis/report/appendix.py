"""Appendix: what outcomes mean, what scenarios set, all parameters, all runs, failures, versions, and how to verify."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from analysis.full_effects import FEWEST
from analysis.labels import label_of, month, number, text, unit_of
from analysis.report.blocks import Block, Break, Column, Heading, Points, Table, Words
from analysis.report.evidence import Evidence, LeverValue
from analysis.report.sources import cited, digits, source_row, source_words
from analysis.report.wording import scaled, title
from model.unit_words import unit_in

LONG = 30
KEY_LETTERS = 16
"""Letters of a run's key that are shown; enough to find it in the store."""


def appendix(evidence: Evidence, lang: str) -> list[Block]:
    """Return the appendix."""
    return [
        Break(),
        Heading(text("back_appendix", lang), 1, "appendix"),
        *_outcomes(evidence, lang),
        *_levers(evidence, lang),
        *_changes(evidence, lang),
        *_parameters(evidence, lang),
        *_sources(evidence, lang),
        *_runs(evidence, lang),
        *_failures(evidence, lang),
        *_computed(evidence, lang),
        *_verify(evidence, lang),
    ]


def _outcomes(evidence: Evidence, lang: str) -> list[Block]:
    recorded = set(evidence.outcomes["outcome"])
    names = [name for name in evidence.registry if name in recorded]
    if not names:
        return []
    columns: tuple[Column, ...] = (
        Column("outcome", text("back_c_outcome", lang)),
        Column("unit", text("back_c_unit", lang)),
        Column("better", text("back_c_better", lang)),
        Column("definition", text("back_c_definition", lang), wide=True),
        Column("id", text("back_c_id", lang), "code"),
    )
    rows = tuple(_outcome_row(evidence, name, lang) for name in names)
    if not any(row["definition"] for row in rows):
        columns = tuple(column for column in columns if column.key not in ("definition", "unit"))
    return [
        Heading(text("back_outcomes", lang), 2, "definitions"),
        Table("definitions", text("back_outcomes_table", lang), columns, rows, long=len(rows) > LONG,
              sheet=text("back_s_outcomes", lang)),
    ]  # fmt: skip


def _outcome_row(evidence: Evidence, name: str, lang: str) -> dict[str, Any]:
    outcome = evidence.registry[name]
    return {
        "outcome": label_of(evidence.registry, name, lang),
        "unit": unit_of(outcome, lang),
        "better": text(outcome.better, lang),
        "definition": outcome.definition_zh if lang == "zh" else outcome.definition_en,
        "id": name,
    }


# what scenarios set


def _levers(evidence: Evidence, lang: str) -> list[Block]:
    policies = [(facts, use) for facts in evidence.scenarios for use in facts.policies]
    levers = [lever for facts in evidence.scenarios for lever in facts.levers]
    if not policies and not levers:
        return []
    blocks: list[Block] = [Heading(text("back_levers", lang), 2, "levers")]
    if policies:
        columns: tuple[Column, ...] = (
            Column("scenario", text("back_c_scenario", lang)),
            Column("policy", text("back_c_policy", lang)),
            Column("start", text("back_c_start", lang)),
            Column("where", text("back_c_where", lang)),
        )
        rows = tuple(
            {
                "scenario": title(evidence, facts.id, lang),
                "policy": use.zh if lang == "zh" else use.en,
                "start": _day(use.start, lang),
                "where": text("back_some_villages", lang, n=use.villages) if use.villages else text("back_all", lang),
            }
            for facts, use in policies
        )
        caption, sheet = text("back_policies_table", lang), text("back_s_policies", lang)
        blocks.append(Table("policies", caption, columns, rows, long=len(rows) > LONG, sheet=sheet))
    return [*blocks, *([_lever_table(evidence, levers, lang)] if levers else [])]


def _day(day: date | None, lang: str) -> str | None:
    return None if day is None else text("doc_day", lang, day=day.day, month=month(day, lang))


def _lever_table(evidence: Evidence, levers: list[LeverValue], lang: str) -> Table:
    columns: tuple[Column, ...] = (
        Column("scenario", text("back_c_scenario", lang)),
        Column("lever", text("back_c_lever", lang), wide=True),
        Column("value", text("back_c_value", lang), "number"),
        Column("default", text("back_c_default", lang), "number"),
        Column("unit", text("back_c_unit", lang)),
        Column("low", text("back_c_bound_low", lang), "number"),
        Column("high", text("back_c_bound_high", lang), "number"),
        Column("grade", text("back_c_evidence_grade", lang)),
        Column("source", text("back_c_source", lang)),
    )
    return Table(
        "levers", text("back_levers_table", lang), columns,
        tuple(_lever_row(evidence, lever, lang) for lever in levers),
        note=text("about_grades", lang), long=len(levers) > LONG, decimals_of="decimals",
        sheet=text("back_s_levers", lang),
    )  # fmt: skip


def _lever_row(evidence: Evidence, lever: LeverValue, lang: str) -> dict[str, Any]:
    return {
        "scenario": title(evidence, lever.scenario, lang),
        "lever": lever.zh if lang == "zh" else lever.en,
        "value": _number(lever.value),
        "default": _number(lever.default),
        "unit": unit_in(lever.unit, lang),
        "low": _number(lever.low),
        "high": _number(lever.high),
        "grade": lever.grade,
        "source": source_words(lever.source, lang),
        "key": lever.key,
        "decimals": digits(lever.value, lever.default, lever.low, lever.high),
    }


def _number(value: float | str | None) -> float | str | None:
    return value if isinstance(value, str) else scaled(value)


def _changes(evidence: Evidence, lang: str) -> list[Block]:
    """Return every setting in which a scenario differs from the baseline."""
    rows = tuple(
        {
            "scenario": title(evidence, facts.id, lang),
            "key": change["key"],
            "a": _plain(change["a"], lang),
            "b": _plain(change["b"], lang),
        }
        for facts in evidence.scenarios
        for change in facts.changes
    )
    if not rows:
        return []
    columns: tuple[Column, ...] = (
        Column("scenario", text("back_c_scenario", lang)),
        Column("key", text("back_c_key", lang), "code"),
        Column("a", text("back_c_there", lang)),
        Column("b", text("back_c_here", lang)),
    )
    caption, sheet = text("back_changes_table", lang), text("back_s_changes", lang)
    note = text("back_changes_note", lang)
    return [
        Heading(text("back_changes", lang), 2, "changes"),
        Table("changes", caption, columns, rows, note=note, long=len(rows) > LONG, sheet=sheet),
    ]


def _plain(value: Any, lang: str) -> str:
    if value is None:
        return text("back_absent", lang)
    if isinstance(value, bool):
        return text("yes" if value else "no", lang)
    if isinstance(value, int | float):
        return number(float(value), digits(value))
    if isinstance(value, list | tuple):
        return text("list", lang).join(str(item) for item in value)
    return text("back_on", lang) if value == "on" else str(value)


def _parameters(evidence: Evidence, lang: str) -> list[Block]:
    if not evidence.passports:
        return []
    columns: tuple[Column, ...] = (
        Column("label", text("back_c_parameter", lang), wide=True),
        Column("value", text("back_c_value", lang), "number"),
        Column("unit", text("back_c_unit", lang)),
        Column("low", text("back_c_bound_low", lang), "number"),
        Column("high", text("back_c_bound_high", lang), "number"),
        Column("grade", text("back_c_evidence_grade", lang)),
        Column("source", text("back_c_source", lang)),
        Column("key", text("back_c_key", lang), "code"),
    )
    rows = tuple(_parameter_row(passport, lang) for passport in evidence.passports)
    note = text("about_grades", lang)
    caption, sheet = text("back_parameters_table", lang, n=len(rows)), text("back_s_parameters", lang)
    return [
        Heading(text("back_parameters", lang), 2, "parameters"),
        Words(text("back_parameters_are", lang)),
        Table("parameters", caption, columns, rows, note=note, long=True, decimals_of="decimals", sheet=sheet),
    ]


def _parameter_row(passport: Any, lang: str) -> dict[str, Any]:
    return {
        "label": passport.zh if lang == "zh" else passport.en,
        "value": scaled(passport.value),
        "unit": unit_in(passport.unit, lang),
        "low": scaled(passport.low),
        "high": scaled(passport.high),
        "grade": passport.grade,
        "source": source_words(passport.source, lang),
        "key": passport.key,
        "decimals": digits(passport.value, passport.low, passport.high),
    }


def _sources(evidence: Evidence, lang: str) -> list[Block]:
    facts = [row["fact"] for row in evidence.scorecard or ()]
    levers = [lever.source for scenario in evidence.scenarios for lever in scenario.levers]
    found = cited([*(passport.source for passport in evidence.passports), *levers, *facts])
    if not found:
        return []
    columns: tuple[Column, ...] = (
        Column("id", text("back_c_id", lang), "code"),
        Column("kind", text("back_c_kind", lang)),
        Column("grade", text("back_c_evidence_grade", lang)),
        Column("title", text("back_c_title", lang), wide=True),
        Column("publisher", text("back_c_publisher", lang)),
        Column("year", text("back_c_year", lang)),
        Column("url", text("back_c_url", lang), "code"),
    )
    rows = tuple(source_row(source, lang) for source in found)
    caption, sheet = text("back_sources_table", lang), text("back_s_sources", lang)
    note = text("back_sources_note", lang)
    return [
        Heading(text("back_sources", lang), 2, "sources"),
        Table("sources", caption, columns, rows, note=note, long=len(rows) > LONG, sheet=sheet),
    ]


# runs


def _runs(evidence: Evidence, lang: str) -> list[Block]:
    columns: tuple[Column, ...] = (
        Column("label", text("back_c_run", lang), "code"),
        Column("scenario", text("back_c_scenario", lang)),
        Column("point", text("back_c_point", lang), "code"),
        Column("replication", text("back_c_replication", lang), "count"),
        Column("seed", text("back_c_seed", lang)),
        Column("status", text("back_c_status", lang)),
        Column("seconds", text("back_c_seconds", lang), "number", 1),
        Column("run", text("back_c_run_key", lang), "code"),
        Column("replay", text("back_c_replay", lang), "code", wide=True),
    )
    if evidence.points is None:
        columns = tuple(column for column in columns if column.key != "point")
    rows = tuple(_run_row(evidence, row, lang) for row in evidence.runs.to_dict("records"))
    minutes = float(evidence.runs.drop_duplicates("key")["seconds"].sum()) / 60
    said = {"n": len(rows), "minutes": number(minutes, 0 if minutes >= 10 else 1)}
    caption, sheet = text("back_runs_table", lang), text("back_s_runs", lang)
    return [
        Heading(text("back_runs", lang), 2, "runs"),
        Words(text("back_runs_are", lang, **said, store=evidence.store, study=evidence.study)),
        Table("runs", caption, columns, rows, note=text("back_runs_note", lang), long=len(rows) > LONG, sheet=sheet),
    ]


def _run_row(evidence: Evidence, row: Mapping[Any, Any], lang: str) -> dict[str, Any]:
    return {
        "label": row["label"],
        "scenario": title(evidence, row["scenario"], lang),
        "point": row.get("point", ""),
        "replication": int(row["replication"]) + 1,
        "seed": str(row["seed"]),
        "status": text(f"back_status_{row['status']}", lang),
        "seconds": scaled(row["seconds"]),
        "run": str(row["key"])[:KEY_LETTERS],
        "replay": row["replay"],
    }


def _failures(evidence: Evidence, lang: str) -> list[Block]:
    failed = evidence.runs[evidence.runs["status"] == "failed"]
    head = Heading(text("back_failures", lang), 2, "failures")
    if failed.empty:
        return [head, Words(text("back_no_failures", lang))]
    columns: tuple[Column, ...] = (
        Column("label", text("back_c_run", lang), "code"),
        Column("scenario", text("back_c_scenario", lang)),
        Column("seed", text("back_c_seed", lang)),
        Column("stage", text("back_c_stage", lang)),
        Column("error", text("back_c_error", lang), "code", wide=True),
        Column("replay", text("back_c_replay", lang), "code", wide=True),
    )
    rows = tuple(
        {
            "label": row["label"],
            "scenario": title(evidence, row["scenario"], lang),
            "seed": str(row["seed"]),
            "stage": _stage(row["stage"], lang),
            "error": row["error"],
            "replay": row["replay"],
        }
        for row in failed.to_dict("records")
    )
    caption, sheet = text("back_failures_table", lang), text("back_s_failures", lang)
    runs = tuple(str(label) for label in failed["label"])
    return [head, Table("failures", caption, columns, rows, runs, long=len(rows) > LONG, sheet=sheet)]


_STAGES = ("building", "burning in", "running", "measuring", "hung", "checking", "killed")


def _stage(stage: str, lang: str) -> str:
    return text(f"back_stage_{stage.replace(' ', '_')}", lang) if stage in _STAGES else stage


# how numbers are made, and how to verify them


def _computed(evidence: Evidence, lang: str) -> list[Block]:
    return [
        Heading(text("back_computed", lang), 2, "computed"),
        Points(tuple(_how(evidence, lang))),
    ]


def _how(evidence: Evidence, lang: str) -> Iterator[str]:
    if evidence.baseline:
        for code in ("pairs", "interval", "bootstrap", "improved", "corrected", "equivalent"):
            yield text(f"back_how_{code}", lang, fewest=FEWEST)
    if evidence.points is not None:
        yield text("back_how_points", lang)
    if evidence.groups is not None:
        yield text("back_how_groups", lang)
    if evidence.fates is not None:
        yield text("back_how_fates", lang)
    if evidence.baseline and evidence.start is not None:
        yield text("back_how_cost", lang)
    if evidence.layers is not None:
        yield text("back_how_layers", lang)
    yield text("back_how_rounding", lang)


def _verify(evidence: Evidence, lang: str) -> list[Block]:
    folder = evidence.store.replace("\\", "/").rpartition("/")[0] or "."
    versions = text("list", lang).join(f"{name} {number_}" for name, number_ in evidence.versions.items())
    items = [
        text("back_verify_runs", lang, folder=folder),
        text("back_verify_one", lang),
        text("back_verify_number", lang),
        text("back_verify_again", lang, folder=folder),
    ]
    if versions:
        items.append(text("back_versions", lang, versions=versions))
    return [Heading(text("back_verify", lang), 2, "verify"), Points(tuple(items))]
