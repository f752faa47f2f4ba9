"""What it costs: public money and hours, what one more of each gain costs, who pays, where the hours go."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from analysis.charts.acceptability import acceptability_curve
from analysis.charts.colour_calendar import colour_calendar
from analysis.charts.cost_plane import cost_plane
from analysis.charts.frontier import frontier_chart
from analysis.charts.hours_budget import hours_budget, hours_table
from analysis.charts.payers import payers_chart
from analysis.cost import GAINS, acceptability, cost_ratios, frontier, prices, status_label
from analysis.labels import replications_text, text
from analysis.report.blocks import Block, Column, Heading, Picture, Table, Words
from analysis.report.derived import Derived, derived, of_scenarios
from analysis.report.evidence import Evidence
from analysis.report.evidence_by_outcome import some
from analysis.report.first_sentences import COST, HOURS, cost, points
from analysis.report.rows import LONG, column, effects_table, levels_table, runs_of_rows
from analysis.report.wording import Row, joined, label_inside, quoted, scaled, title

SPENT = (COST, HOURS, "volunteer_hours", "worker_load")
LEAST = 3
"""Scenarios, the baseline among them, from which on there is a frontier to speak of."""
RATIO = ("ratio", "ratio_low", "ratio_high")


def costs(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter on costs."""
    found = derived(evidence)
    head = Heading(text("rf_costs", lang), 1, "costs")
    if not found.present:
        return [head, Words(text("rf_no_runs", lang))]
    if COST not in set(evidence.outcomes["outcome"]):
        return [head, Words(text("rf_no_cost", lang)), *_hours(evidence, found, lang), *_colours(evidence, found, lang)]
    return [
        head,
        Words(text("rf_costs_what", lang)),
        *_spent(evidence, found, lang),
        *(block for gain in GAINS for block in _gain(evidence, found, gain, lang)),
        *_payers(evidence, found, lang),
        *_hours(evidence, found, lang),
        *_colours(evidence, found, lang),
    ]


# money and hours


def _spent(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    if not found.compared:
        rows = found.levels[found.levels["outcome"].isin(SPENT)]
        return [
            levels_table(evidence, rows, lang, "costs", text("rf_t_spent_levels", lang), sheet=text("rf_s_costs", lang))
        ]
    rows = found.effects[found.effects["outcome"].isin(SPENT)]
    runs = replications_text([int(n) for n in rows["replications"]], lang)
    keys = ("scenario", "outcome", "baseline", "mean", "difference", "low", "high", "unit", "verdict")
    return [
        *points([cost(evidence, found, name, lang) for name in found.named]),
        effects_table(
            evidence,
            rows,
            lang,
            "costs",
            text("rf_t_spent", lang, baseline=quoted(evidence, evidence.baseline, lang)),
            keys,
            note=text("rf_note_spent", lang, runs=runs),
            sheet=text("rf_s_costs", lang),
        ),
    ]


# what one more costs


def _gain(evidence: Evidence, found: Derived, gain: str, lang: str) -> list[Block]:
    runs, ratios = found.cost_runs, found.ratios
    if runs is None or ratios is None:
        return []
    head = Heading(text(f"cost_ratio_{gain}", lang), 2, f"cost-{gain}")
    rows = ratios[(ratios["gain"] == gain) & (ratios["replications"] > 0)]
    if rows.empty or not runs[gain].notna().any():
        return [head, Words(text("rf_price_unknown", lang, gains=text(f"rf_gain_{gain}", lang)), "note")]
    return [
        head,
        _ratio_table(evidence, rows, gain, lang),
        *_value_pictures(evidence, found, runs, ratios, gain, lang),
        *_frontier(evidence, found, runs, gain, lang),
    ]


def _ratio_table(evidence: Evidence, rows: pd.DataFrame, gain: str, lang: str) -> Table:
    records = rows.to_dict("records")
    label, unit = text(f"cost_gain_{gain}", lang), text(f"cost_gain_unit_{gain}", lang)
    columns = (
        column("scenario", lang),
        Column("cost", text("rf_c_cost", lang), "signed", 0),
        *(Column(f"cost_{end}", text(f"rf_c_{end}", lang), "signed", 0) for end in ("low", "high")),
        Column("effect", text("with_unit", lang, label=label, unit=unit), "signed"),
        *(Column(f"effect_{end}", text(f"rf_c_{end}", lang), "signed") for end in ("low", "high")),
        Column("ratio", text("rf_c_ratio", lang, unit=text(f"cost_ratio_unit_{gain}", lang)), "number"),
        *(Column(f"ratio_{end}", text(f"rf_c_{end}", lang), "number") for end in ("low", "high")),
        column("verdict", lang),
    )
    runs = replications_text([int(n) for n in rows["replications"]], lang)
    return Table(
        f"cost_{gain}",
        text("rf_t_ratio", lang, label=label_inside(label, lang), baseline=quoted(evidence, evidence.baseline, lang)),
        columns,
        tuple(_ratio_row(row, evidence, lang) for row in records),
        runs_of_rows(evidence, (row["scenario"] for row in records)),
        note=text("rf_note_ratio", lang, runs=runs),
        long=len(records) > LONG,
        sheet=text("rf_s_ratio", lang, label=label),
    )


def _ratio_row(row: Row, evidence: Evidence, lang: str) -> dict[str, Any]:
    ends = [f"{name}{end}" for name in ("cost", "effect", "ratio") for end in ("", "_low", "_high")]
    code = "rf_v_one" if row["replications"] == 1 else f"cost_verdict_{row['verdict']}"
    return {
        "scenario": title(evidence, row["scenario"], lang),
        **{key: scaled(row[key]) for key in ends},
        "verdict": text(code, lang),
    }


def _value_pictures(
    evidence: Evidence, found: Derived, runs: pd.DataFrame, ratios: pd.DataFrame, gain: str, lang: str
) -> Iterator[Picture]:
    label, all_runs = text(f"cost_gain_{gain}", lang), evidence.runs_of(evidence.baseline, *found.compared)
    draw = partial(cost_plane, runs, gain, evidence.titles, lang)
    caption = text(
        "rf_f_plane", lang, label=label_inside(label, lang), baseline=quoted(evidence, evidence.baseline, lang)
    )
    yield Picture(f"cost_plane_{gain}", caption, draw, text("rf_alt_plane", lang), all_runs)
    curve = acceptability(runs, gain, prices(ratios, gain))
    if evidence.replications > 1 and not curve.empty:
        draw = partial(acceptability_curve, curve, gain, evidence.titles, lang)
        caption = text("rf_f_curve", lang, label=label_inside(label, lang))
        yield Picture(f"acceptability_{gain}", caption, draw, text("rf_alt_curve", lang), all_runs)


def _frontier(evidence: Evidence, found: Derived, runs: pd.DataFrame, gain: str, lang: str) -> Iterator[Block]:
    line = frontier(runs, gain)
    if len(line) < LEAST:
        return
    label, all_runs = text(f"cost_gain_{gain}", lang), evidence.runs_of(evidence.baseline, *found.compared)
    draw = partial(frontier_chart, line, gain, evidence.titles, lang)
    yield Picture(
        f"frontier_{gain}",
        text("rf_f_frontier", lang, label=label_inside(label, lang)),
        draw,
        text("rf_alt_frontier", lang),
        all_runs,
    )
    records = line.to_dict("records")
    columns = (
        column("scenario", lang),
        Column("cost", text("rf_c_cost", lang), "signed", 0),
        Column("effect", text("with_unit", lang, label=label, unit=text(f"cost_gain_unit_{gain}", lang)), "signed"),
        Column("status", text("rf_c_status", lang)),
        Column("step_ratio", text("rf_c_step", lang, unit=text(f"cost_ratio_unit_{gain}", lang)), "number"),
        *(Column(f"step_{end}", text(f"rf_c_{end}", lang), "number") for end in ("low", "high")),
    )
    numbers = ("cost", "effect", "step_ratio", "step_low", "step_high")
    yield Table(
        f"frontier_{gain}",
        text("rf_t_frontier", lang, label=label_inside(label, lang)),
        columns,
        tuple(
            {
                "scenario": title(evidence, row["scenario"], lang),
                "status": status_label(row["status"], lang),
                **{key: scaled(row[key]) for key in numbers},
            }
            for row in records
        ),
        runs_of_rows(evidence, (row["scenario"] for row in records)),
        note=text("rf_note_frontier", lang),
        long=len(records) > LONG,
        sheet=text("rf_s_frontier", lang, label=label),
    )


# who pays


def _payers(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    frames = {"payer": found.payers, "purpose": found.spending}
    blocks = [
        block for kind, frame in frames.items() if frame is not None and not frame.empty
        for block in _paid(evidence, found, frame, kind, lang)
    ]  # fmt: skip
    if not blocks:
        return []
    return [Heading(text("rf_payers", lang), 2, "who-pays"), Words(text("rf_payers_what", lang)), *blocks]


def _paid(evidence: Evidence, found: Derived, frame: pd.DataFrame, kind: str, lang: str) -> list[Block]:
    rows = of_scenarios(frame, (evidence.baseline, *found.drawn) if found.compared else found.present)
    rows = rows[rows.groupby(kind)["mean"].transform(lambda means: means.abs().max()) > 0]
    if rows.empty:
        return []
    draw = partial(payers_chart, rows, evidence.titles, evidence.baseline, lang)
    records = rows.to_dict("records")
    keys = ("mean", "difference", "low", "high")
    columns = (
        column("scenario", lang),
        Column(kind, text(f"rf_c_{kind}", lang)),
        *(column(key, lang) for key in keys),
    )
    caption = joined([text(f"rf_f_{kind}", lang), some(found, lang)], lang)
    return [
        Picture(f"{kind}s", caption, draw, text("rf_alt_payers", lang), evidence.runs_of(*set(rows["scenario"]))),
        Table(
            f"{kind}s", text(f"rf_t_{kind}", lang), columns,
            tuple(
                {
                    "scenario": title(evidence, row["scenario"], lang),
                    kind: text(f"cost_{kind}_{row[kind]}", lang),
                    **{key: scaled(row[key]) for key in keys},
                }
                for row in records
            ),
            runs_of_rows(evidence, (row["scenario"] for row in records)),
            note=text("rf_note_payers", lang), long=len(records) > LONG, sheet=text(f"rf_s_{kind}", lang),
        ),
    ]  # fmt: skip


# hours


def _hours(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    head = Heading(text("rf_hours", lang), 2, "hours")
    blocks = _hours_ratios(evidence, found, lang)
    if evidence.hours is not None and not evidence.hours.empty:
        blocks += _budget(evidence, found, evidence.hours, lang)
    return [head, *blocks] if blocks else []


def _hours_ratios(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    """Return what one more of each gain takes in hours of those in post."""
    if found.cost_runs is None:
        return []
    rows = cost_ratios(found.cost_runs, GAINS, spent="hours")
    records = rows[(rows["replications"] > 1) & rows["effect"].notna()].to_dict("records")
    if not records:
        return []
    columns = (
        column("scenario", lang),
        Column("gain", text("rf_c_gain", lang)),
        Column("ratio", text("rf_c_hours_ratio", lang), "number"),
        *(Column(f"ratio_{end}", text(f"rf_c_{end}", lang), "number") for end in ("low", "high")),
        Column("unit", text("rf_c_unit", lang)),
        column("verdict", lang),
    )
    return [
        Table(
            "hours_ratios", text("rf_t_hours_ratio", lang), columns,
            tuple(
                {
                    "scenario": title(evidence, row["scenario"], lang),
                    "gain": text(f"cost_gain_{row['gain']}", lang),
                    **{key: scaled(row[key]) for key in RATIO},
                    "unit": text(f"cost_hours_ratio_unit_{row['gain']}", lang),
                    "verdict": text(f"rf_hv_{row['verdict']}", lang),
                }
                for row in records
            ),
            runs_of_rows(evidence, (row["scenario"] for row in records)),
            note=text("rf_note_hours_ratio", lang), long=len(records) > LONG, sheet=text("rf_s_hours_ratio", lang),
        )
    ]  # fmt: skip


def _budget(evidence: Evidence, found: Derived, hours: pd.DataFrame, lang: str) -> list[Block]:
    shown = (evidence.baseline, *found.drawn) if found.compared else found.present
    rows = of_scenarios(hours, shown)
    draw = partial(hours_budget, rows, evidence.titles, lang, years=evidence.years)
    records = hours_table(rows, evidence.years).to_dict("records")
    columns = (
        column("scenario", lang),
        Column("role", text("rf_c_role", lang)),
        Column("task", text("rf_c_task", lang)),
        Column("hours", text("rf_c_hours", lang), "number"),
    )
    return [
        Picture("hours_budget", joined([text("rf_f_hours", lang), some(found, lang)], lang), draw,
                text("rf_alt_hours", lang), evidence.runs_of(*shown)),
        Table(
            "hours_budget", text("rf_t_hours", lang), columns,
            tuple(
                {
                    "scenario": title(evidence, row["scenario"], lang),
                    "role": text(f"charts_role_{row['role']}", lang),
                    "task": text(f"charts_task_{row['task']}", lang),
                    "hours": scaled(row["hours"]),
                }
                for row in records
            ),
            runs_of_rows(evidence, (row["scenario"] for row in records), alone=True),
            note=text("rf_note_hours", lang), long=len(records) > LONG, sheet=text("rf_s_hours", lang),
        ),
    ]  # fmt: skip


# colours of grids


def _colours(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    colours = evidence.colours
    if colours is None or colours.empty or not (colours["colour"] > 0).any():
        return []
    strongest = found.strongest("dispute_resolution_rate", 1) or list(found.compared[:1])
    shown = [evidence.baseline, *strongest] if found.compared else list(found.present[:1])
    draw = partial(colour_calendar, colours[colours["scenario"].isin(shown)], evidence.titles, lang, scenario=shown)
    return [
        Heading(text("rf_colours", lang), 2, "colours"),
        Picture(
            "colour_calendar", text("rf_f_colours", lang), draw, text("rf_alt_colours", lang), evidence.runs_of(*shown)
        ),
    ]
