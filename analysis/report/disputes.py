"""Where disputes go: how they end, of 100 that arise, and what has become of them by a given day."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.charts.cumulative_incidence import MOST, cumulative_incidence, incidence_curves
from analysis.charts.dispute_flow import ENDS, GROUPS, dispute_flow
from analysis.effects import paired_effects
from analysis.labels import PERCENT, PlainOutcome, Registry, replications_text, text
from analysis.report.blocks import Block, Heading, Picture, Table, Words
from analysis.report.derived import Derived, derived, levels_of, of_scenarios
from analysis.report.evidence import Evidence
from analysis.report.first_sentences import points
from analysis.report.rows import LONG, column, effects_table, levels_table, runs_of_rows
from analysis.report.wording import Row, quoted, scaled, size, title

RESOLUTION = "dispute_resolution_rate"
BETTER = {"village": "up", "above": "none", "contested": "down", "unsettled": "down"}
DAYS = (30, 90, 180, 360)
KEYS = ["scenario", "replication", "seed"]


def disputes(evidence: Evidence, lang: str) -> list[Block]:
    """Return the part on disputes; a sentence where the runs kept none."""
    found, head = derived(evidence), Heading(text("rf_disputes", lang), 2, "disputes")
    flows, fates = evidence.flows, evidence.fates
    has_flows, has_fates = (frame is not None and not frame.empty for frame in (flows, fates))
    if RESOLUTION not in evidence.registry:
        return []
    if not (has_flows or has_fates):
        return [head, Words(text("rf_no_flows", lang), "note")]
    blocks: list[Block] = [head]
    if flows is not None and has_flows:
        blocks += _flows(evidence, found, flows, lang)
    if fates is not None and has_fates:
        blocks += _fates(evidence, found, fates, lang)
    return blocks


def ends_registry() -> Registry:
    """Return the ends of disputes, and groups of them, as outcomes: shares of all that arise."""
    groups = {f"ends_{name}": (f"charts_ends_{name}", BETTER[name]) for name in GROUPS}
    single = {end: (f"charts_end_{end}", BETTER[name]) for name, ends in GROUPS.items() for end in ends}
    return {
        key: PlainOutcome(
            text(code, "en"), text(code, "zh"), "share", "比例", "percentage points", "个百分点",
            better=better, headline=key in groups, scale=PERCENT,
        )
        for key, (code, better) in (groups | single).items()
    }  # fmt: skip


def end_shares(flows: pd.DataFrame) -> pd.DataFrame:
    """Return the share of disputes of every run that ended in each way, as a frame of outcomes."""
    counts = flows.pivot_table(index=KEYS, columns="end", values="n", aggfunc="sum", fill_value=0, observed=True)
    counts = counts.reindex(columns=list(ENDS), fill_value=0)
    shares = counts.div(counts.sum(axis=1).where(lambda total: total > 0), axis=0)
    for name, ends in GROUPS.items():
        shares[f"ends_{name}"] = shares[list(ends)].sum(axis=1, min_count=1)
    rows = shares.reset_index().melt(id_vars=KEYS, var_name="outcome", value_name="value")
    return rows.assign(village="")[[*KEYS, "outcome", "village", "value"]]


def _flows(evidence: Evidence, found: Derived, flows: pd.DataFrame, lang: str) -> list[Block]:
    plain = replace(evidence, registry=ends_registry())
    told = (evidence.baseline, *found.drawn) if found.compared else found.present
    shares = end_shares(flows[flows["scenario"].isin(told)])
    if not found.compared:
        return [
            _flow_picture(evidence, flows, found.present[:1], lang),
            levels_table(
                plain, levels_of(shares), lang, "dispute_ends", text("rf_t_ends", lang), sheet=text("rf_s_ends", lang)
            ),
        ]
    effects = paired_effects(shares, evidence.baseline, plain.registry)
    rows = of_scenarios(effects, found.drawn)
    strongest = found.strongest(RESOLUTION, 1) or list(found.compared[:1])
    return [
        *points([_ends(plain, effects, name, lang) for name in found.named]),
        _flow_picture(evidence, flows, (evidence.baseline, *strongest), lang),
        effects_table(
            plain,
            rows,
            lang,
            "dispute_ends",
            text("rf_t_ends", lang),
            ("scenario", "outcome", "baseline", "mean", "difference", "low", "high", "verdict"),
            note=text("rf_note_ends", lang, runs=replications_text([int(n) for n in rows["replications"]], lang)),
            sheet=text("rf_s_ends", lang),
            headers={"outcome": text("rf_c_end", lang), "difference": text("rf_c_difference_points", lang)},
        ),
    ]


def _ends(plain: Evidence, effects: pd.DataFrame, scenario: str, lang: str) -> str:
    mine = effects[effects["scenario"] == scenario].to_dict("records")
    rows: dict[str, Row] = {row["outcome"]: row for row in mine}
    sizes = {name: size(rows[f"ends_{name}"], plain.registry[f"ends_{name}"], lang, brief=True) for name in GROUPS}
    return text("rf_ends", lang, x=quoted(plain, scenario, lang), **sizes)


def _flow_picture(evidence: Evidence, flows: pd.DataFrame, shown: Sequence[str], lang: str) -> Picture:
    mine = flows[flows["scenario"].isin(shown)]
    draw = partial(dispute_flow, mine, evidence.titles, lang, scenarios=list(shown))
    code = "rf_f_flow" if len(shown) > 1 else "rf_f_flow_one"
    names = {name: quoted(evidence, scenario, lang) for name, scenario in zip("ab", shown, strict=False)}
    caption = text(code, lang, **names)
    return Picture("dispute_flow", caption, draw, text("rf_alt_flow", lang), evidence.runs_of(*shown))


def _fates(evidence: Evidence, found: Derived, fates: pd.DataFrame, lang: str) -> list[Block]:
    told = (evidence.baseline, *found.named) if found.compared else found.present
    shown = list(told[:MOST])
    curves = incidence_curves(fates[fates["scenario"].isin(told)], list(told))
    rows = curves[curves["day"].isin(DAYS)].to_dict("records")
    if not rows:
        return []
    draw = partial(cumulative_incidence, fates[fates["scenario"].isin(shown)], evidence.titles, lang, scenarios=shown)
    columns = (
        *(column(key, lang) for key in ("scenario", "cause")),
        column("day", lang, kind="count"),
        *(column(key, lang, kind="percent") for key in ("incidence", "low", "high")),
    )
    return [
        Picture("cumulative_incidence", text("rf_f_incidence", lang), draw, text("rf_alt_incidence", lang),
                evidence.runs_of(*shown)),
        Table(
            "cumulative_incidence",
            text("rf_t_incidence", lang),
            columns,
            tuple(_incidence(row, evidence, lang) for row in rows),
            runs_of_rows(evidence, (row["scenario"] for row in rows), alone=True),
            note=text("rf_note_incidence", lang),
            long=len(rows) > LONG,
            sheet=text("rf_s_incidence", lang),
        ),
    ]  # fmt: skip


def _incidence(row: Row, evidence: Evidence, lang: str) -> dict[str, object]:
    return {
        "scenario": title(evidence, row["scenario"], lang),
        "cause": text(f"charts_cause_{row['cause']}", lang),
        "day": int(row["day"]),
        **{key: scaled(row[key]) for key in ("incidence", "low", "high")},
    }
