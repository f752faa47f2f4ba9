"""Held against facts: what the runs give beside what is published, inputs, fitted and emergent quantities apart."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from analysis.charts.scorecard import scorecard_plot
from analysis.labels import decimals_for, text
from analysis.report.blocks import Block, Column, Heading, Picture, Table, Words
from analysis.report.evidence import Evidence
from analysis.report.sources import source_words
from analysis.report.wording import joined, quoted, scaled
from analysis.scorecard import REFERENCE, ROLES, label_of_row, tally

MOST_DECIMALS = 3
Rows = Sequence[Mapping[str, Any]]


def against_facts(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter that holds the model against published facts."""
    head = Heading(text("back_facts", lang), 1, "facts")
    rows = evidence.scorecard
    if evidence.start is None:
        return [head, Words(text("back_facts_other_model", lang))]
    if not rows:
        return [head, Words(text("back_facts_none", lang))]
    runs = evidence.runs_of(*dict.fromkeys(_of(evidence, row) for row in rows))
    caption, alt = text("back_facts_figure", lang), text("back_facts_alt", lang)
    return [
        head,
        Words(joined([text("back_facts_are", lang), _under(evidence, rows, lang)], lang)),
        Words(_count(rows, lang)),
        Picture("scorecard", caption, partial(scorecard_plot, rows, lang), alt, runs),
        *(block for role in ROLES for block in _of_role(evidence, rows, role, lang)),
    ]


def _of(evidence: Evidence, row: Mapping[str, Any]) -> str:
    """Return the scenario whose runs a row was measured in."""
    return str(row.get("of") or evidence.baseline or evidence.scenarios[0].id)


def _under(evidence: Evidence, rows: Rows, lang: str) -> str:
    """Say whose runs were taken, where they are not those of the scenario that the facts were measured under."""
    others = [_of(evidence, row) for row in rows if row["scenario"] == REFERENCE and _of(evidence, row) != REFERENCE]
    return text("back_facts_under", lang, scenario=quoted(evidence, others[0], lang)) if others else ""


def _count(rows: Rows, lang: str) -> str:
    """Say how many emergent quantities lie inside their range; the others prove nothing."""
    counts = tally(rows)
    emergent = counts["emergent"]
    if not emergent["total"]:
        return text("back_no_emergent", lang)
    said = [text("back_emergent", lang, inside=emergent["inside"], total=emergent["total"])]
    missing = sum(count["not_measured"] for count in counts.values())
    if missing:
        said.append(text("back_not_measured", lang, n=missing))
    return joined(said, lang)


def _of_role(evidence: Evidence, rows: Rows, role: str, lang: str) -> list[Block]:
    mine = [row for row in rows if row["role"] == role]
    if not mine:
        return []
    columns = (
        Column("quantity", text("back_c_quantity", lang), wide=True),
        Column("simulated", text("back_c_simulated", lang), "number"),
        Column("error", text("back_c_mc_error", lang), "number"),
        Column("target", text("back_c_target", lang), "number"),
        Column("low", text("back_c_fact_low", lang), "number"),
        Column("high", text("back_c_fact_high", lang), "number"),
        Column("inside", text("back_c_inside", lang)),
        Column("source", text("back_c_source", lang)),
    )
    return [
        Heading(text(f"back_role_{role}", lang), 2, f"facts-{role}"),
        Table(
            f"scorecard_{role}",
            text(f"back_t_{role}", lang),
            columns,
            tuple(_row(row, lang) for row in mine),
            tuple(evidence.runs_of(_of(evidence, row)) for row in mine),
            note=text("back_facts_note", lang),
            decimals_of="decimals",
            sheet=text(f"back_s_{role}", lang),
        ),
    ]


def _row(row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    inside = text("not_measured", lang) if row["inside"] is None else text("yes" if row["inside"] else "no", lang)
    return {
        "quantity": label_of_row(row["id"], lang),
        "simulated": scaled(row["simulated"]),
        "error": scaled(row["mc_error"]),
        "target": scaled(row["target"]),
        "low": scaled(row["low"]),
        "high": scaled(row["high"]),
        "inside": inside,
        "source": source_words(row["fact"], lang),
        "decimals": min(MOST_DECIMALS, decimals_for(row["high"])),
    }
