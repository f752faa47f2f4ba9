"""Who gains and who loses: people whose income rises or falls, inequality, effects by group, income distribution."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analysis.charts.group_forest import group_forest
from analysis.charts.income_change import income_change
from analysis.charts.turnout_bars import turnout_bars
from analysis.labels import label_of, replications_text, text
from analysis.people import BREAKDOWNS, breakdown_label, group_label
from analysis.report.blocks import Block, Column, Heading, Picture, Table, Words
from analysis.report.derived import Derived, derived, of_scenarios
from analysis.report.evidence import Evidence
from analysis.report.evidence_by_outcome import some
from analysis.report.first_sentences import by_chance, losers, points
from analysis.report.rows import DECIMALS, LONG, column, effect_row, effects_table, runs_of_rows
from analysis.report.wording import Row, joined, quoted, scaled, title

UNEQUAL = ("gini", "worst_fifth_income", "low_income_share", "disposable_income_cohort")
INCOME = "disposable_income"
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
SHARES = ("gain", "gain_low", "gain_high", "lose", "lose_low", "lose_high", "same")


def who_gains(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter on who gains and who loses."""
    found = derived(evidence)
    head = Heading(text("rf_gains", lang), 1, "who-gains")
    if not found.present:
        return [head, Words(text("rf_no_runs", lang))]
    if not found.compared:
        return [head, Words(text("rf_gains_alone", lang))]
    blocks: list[Block] = [head, *points([losers(evidence, found, name, lang) for name in found.named])]
    if found.group_effects is None and found.turnouts is None:
        blocks.append(Words(text("rf_no_people", lang), "note"))
    return [
        *blocks,
        *_unequal(evidence, found, lang),
        *_turnouts(evidence, found, lang),
        *_distribution(evidence, found, lang),
        *_groups(evidence, found, lang),
    ]


# inequality


def _unequal(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    rows = found.effects[found.effects["outcome"].isin(UNEQUAL)]
    if rows.empty:
        return []
    keys = ("scenario", "outcome", "baseline", "mean", "difference", "low", "high", "unit", "verdict")
    runs = replications_text([int(n) for n in rows["replications"]], lang)
    return [
        Heading(text("rf_inequality", lang), 2, "inequality"),
        effects_table(
            evidence,
            rows,
            lang,
            "inequality",
            text("rf_t_inequality", lang, baseline=quoted(evidence, evidence.baseline, lang)),
            keys,
            note=text("rf_note_inequality", lang, runs=runs),
            sheet=text("rf_inequality", lang),
        ),
    ]


# people who gain and lose


def _turnouts(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    if found.turnouts is None:
        return []
    rows = of_scenarios(found.turnouts, found.drawn)
    everyone, groups = rows[rows["breakdown"] == "all"], rows[rows["breakdown"] != "all"]
    return [
        Heading(text("rf_winners", lang), 2, "winners"),
        Words(text("rf_winners_what", lang, baseline=quoted(evidence, evidence.baseline, lang))),
        _turnout_table(evidence, everyone, "winners", text("rf_t_winners", lang), ("scenario",), lang),
        *_turnout_pictures(evidence, found, rows, lang),
        _turnout_table(evidence, groups, "winners_by_group", text("rf_t_winners_groups", lang),
                       ("scenario", "breakdown", "group"), lang),
    ]  # fmt: skip


def _turnout_pictures(evidence: Evidence, found: Derived, rows: pd.DataFrame, lang: str) -> Iterator[Picture]:
    alt = text("rf_alt_turnouts", lang)
    if len(found.drawn) > 1:
        caption = joined([text("rf_f_turnouts", lang), some(found, lang)], lang)
        draw = partial(turnout_bars, rows, evidence.titles, lang)
        yield Picture("turnouts", caption, draw, alt, evidence.runs_of(evidence.baseline, *found.drawn))
    scenario = (found.strongest(INCOME, 1) or list(found.drawn))[0]
    draw = partial(turnout_bars, rows[rows["scenario"] == scenario], evidence.titles, lang)
    caption = text("rf_f_turnouts_groups", lang, x=quoted(evidence, scenario, lang))
    yield Picture("turnouts_groups", caption, draw, alt, evidence.runs_of(evidence.baseline, scenario))


def _turnout_table(
    evidence: Evidence, rows: pd.DataFrame, name: str, caption: str, keys: Sequence[str], lang: str
) -> Table:
    records = rows.to_dict("records")
    columns = (
        *(column(key, lang) for key in keys),
        *(
            column(key, lang, kind="percent", header=text("rf_c_gainers", lang) if key == "gain" else "")
            for key in SHARES
        ),
        Column("mean_gain", text("rf_c_mean_gain", lang), "signed", 0),
        Column("mean_loss", text("rf_c_mean_loss", lang), "signed", 0),
        Column("people", text("rf_c_people", lang), "count"),
    )
    return Table(
        name,
        caption,
        columns,
        tuple(_turnout_row(row, evidence, lang) for row in records),
        runs_of_rows(evidence, (row["scenario"] for row in records)),
        note=text("rf_note_winners", lang),
        long=len(records) > LONG,
        sheet=text(f"rf_s_{name}", lang),
    )


def _turnout_row(row: Row, evidence: Evidence, lang: str) -> dict[str, Any]:
    return {
        "scenario": title(evidence, row["scenario"], lang),
        **_group(row, lang),
        **{key: scaled(row[key]) for key in (*SHARES, "mean_gain", "mean_loss", "people")},
    }


def _group_row(row: Row, keys: Sequence[str], evidence: Evidence, lang: str) -> dict[str, Any]:
    shown = {**effect_row(row, evidence, lang), **_group(row, lang)}
    return {key: shown[key] for key in (*keys, DECIMALS)}


def _group(row: Row, lang: str) -> dict[str, str]:
    breakdown, group = str(row["breakdown"]), str(row["group"])
    return {"breakdown": breakdown_label(breakdown, lang), "group": group_label(breakdown, group, lang)}


# the distribution of income


def _distribution(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    if found.quantiles is None:
        return []
    rows = of_scenarios(found.quantiles, found.named)
    shares = [round(share, 2) for share in QUANTILES]
    records = rows[rows["share"].round(2).isin(shares)].to_dict("records")
    draw = partial(income_change, rows, evidence.titles, evidence.baseline, lang)
    columns = (
        column("scenario", lang),
        Column("share", text("rf_c_share", lang), "percent", 0),
        *(Column(key, text(f"rf_c_{key}", lang), "number", 0) for key in ("baseline", "mean")),
        *(Column(key, text(f"rf_c_{key}", lang), "signed", 0) for key in ("difference", "low", "high")),
    )
    return [
        Heading(text("rf_distribution", lang), 2, "distribution"),
        Picture("income_change", text("rf_f_income", lang, baseline=quoted(evidence, evidence.baseline, lang)), draw,
                text("rf_alt_income", lang), evidence.runs_of(evidence.baseline, *found.named)),
        Table(
            "income_distribution", text("rf_t_income", lang), columns,
            tuple(_income_row(row, evidence, lang) for row in records),
            runs_of_rows(evidence, (row["scenario"] for row in records)),
            note=text("rf_note_income", lang), sheet=text("rf_distribution", lang),
        ),
    ]  # fmt: skip


def _income_row(row: Row, evidence: Evidence, lang: str) -> dict[str, Any]:
    numbers = {key: scaled(row[key]) for key in ("share", "baseline", "mean", "difference", "low", "high")}
    return {"scenario": title(evidence, row["scenario"], lang), **numbers}


# groups


def _groups(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    if found.group_effects is None:
        return []
    rows = of_scenarios(found.group_effects, found.drawn)
    names = [name for name in evidence.registry if name in set(rows["outcome"])]
    return [
        Heading(text("rf_by_group", lang), 2, "groups"),
        Words(joined([text("rf_groups_what", lang), by_chance(found, lang), some(found, lang)], lang)),
        *(block for name in names for block in _group_outcome(evidence, found, rows, name, lang)),
    ]


def _group_outcome(evidence: Evidence, found: Derived, rows: pd.DataFrame, name: str, lang: str) -> Iterator[Block]:
    label = label_of(evidence.registry, name, lang)
    alone = len(found.compared) == 1
    for scenario in found.compared if alone else found.strongest(name, 1):
        draw = partial(
            group_forest, rows, name, evidence.titles, lang, registry=evidence.registry, scenario=scenario
        )  # fmt: skip
        x = quoted(evidence, scenario, lang)
        caption = text("rf_f_groups" if alone else "rf_f_groups_strongest", lang, outcome=label, x=x)
        runs = evidence.runs_of(evidence.baseline, scenario)
        yield Picture(f"groups_{name}_{scenario}", caption, draw, text("rf_alt_groups", lang, outcome=label), runs)
    mine = rows[rows["outcome"] == name].to_dict("records")
    place = {breakdown: i for i, breakdown in enumerate(BREAKDOWNS)}
    mine.sort(key=lambda row: place[row["breakdown"]])
    keys = ("breakdown", "group", "scenario", "people", "baseline", "mean", "difference", "low", "high", "verdict")
    yield Table(
        f"groups_{name}",
        text("rf_t_groups", lang, outcome=label),
        tuple(column(key, lang) for key in keys),
        tuple(_group_row(row, keys, evidence, lang) for row in mine),
        runs_of_rows(evidence, (row["scenario"] for row in mine)),
        note=text("rf_note_groups", lang),
        long=len(mine) > LONG,
        decimals_of=DECIMALS,
        sheet=text("rf_s_groups", lang, outcome=label),
    )
