"""How sure: three layers of doubt, what outcomes depend on, how effects differ over points, and claims."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analysis.charts.sensitivity_notes import MAIN
from analysis.indices import IN_UNITS
from analysis.labels import effect_registry, label_of, number, text, title_of, unit_of
from analysis.layers import LAYERS, layer_label
from analysis.report.blocks import Block, Column, Heading, Picture, Points, Table, Words
from analysis.report.derived import MOST_DRAWN, derived
from analysis.report.evidence import Evidence, PointFacts, SensitivityFacts
from analysis.report.sources import digits, source_words
from analysis.report.wording import joined, label_inside, listed, percent, places, quoted, scaled, title
from analysis.sensitivity_words import note, say
from model.unit_words import unit_in

LONG = 30
"""Rows from which on a table is long."""
MOST_POINTS = 1000
"""Rows of points that go into a report; more stand in the files of the sweep."""
NAMED = 3
"""Factors named in a sentence."""
STEADY = 0.9
"""Share of draws in which an effect keeps its sign, from which on it counts as steady."""
MIDDLE = (0.05, 0.95)


def uncertainty(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter that says how far the results can be trusted to be the same under other assumptions."""
    return [
        Heading(text("back_uncertainty", lang), 1, "uncertainty"),
        *_layers(evidence, lang),
        *_over_points(evidence, lang),
        *_sensitivities(evidence, lang),
        *_claims(evidence, lang),
    ]


# three layers


def _layers(evidence: Evidence, lang: str) -> list[Block]:
    head = Heading(text("back_layers", lang), 2, "layers")
    if not evidence.baseline:
        return [head, Words(text("back_layers_alone", lang))]
    frame = evidence.layers
    drawn = set() if frame is None else set(frame["layer"]) - {"chance"}
    if frame is None or not drawn:
        return [head, Words(text("back_layers_none" if evidence.points is None else "back_layers_swept", lang))]
    rows = frame[frame["outcome"].isin(derived(evidence).headlines)]
    counts = {
        layer: int(rows.loc[rows["layer"] == layer, "n"].max()) for layer in LAYERS if layer in set(rows["layer"])
    }
    explained = text("back_layers_are", lang, behaviour=counts.get("behaviour", 0), levers=counts.get("levers", 0))
    missing = [text(f"back_layers_no_{layer}", lang) for layer in LAYERS[1:] if layer not in drawn]
    return [
        head,
        Words(joined([explained, *missing], lang)),
        Points(tuple(_layer_sentences(evidence, rows, lang))),
        *_layers_picture(evidence, rows, lang),
        _layers_table(evidence, rows, lang),
    ]


def _layer_sentences(evidence: Evidence, rows: pd.DataFrame, lang: str) -> Iterator[str]:
    """Say of every headline outcome how often its effect keeps its sign, and which doubt is the widest."""
    for outcome, mine in rows.groupby("outcome", sort=False):
        label = label_of(evidence.registry, str(outcome), lang)
        drawn = mine[mine["layer"] != "chance"]
        steady = drawn.assign(steady=(drawn["share_better"] - 0.5).abs() >= STEADY - 0.5)
        kept = steady.groupby("scenario", sort=False)["steady"].all()
        widest = mine.assign(width=mine["high"] - mine["low"]).dropna(subset="width")
        words: dict[str, Any] = {"outcome": label, "steady": int(kept.sum()), "n": len(kept)}
        if len(kept) == 1:
            code = "one_steady" if bool(kept.iloc[0]) else "one_open"
            words["scenario"] = quoted(evidence, str(kept.index[0]), lang)
        else:
            code = "all" if kept.all() else "some" if kept.any() else "none"
        said = [text(f"back_layer_{code}", lang, **words)]
        if len(widest) and float(widest["width"].max()) > 0:
            layer = widest.groupby("layer")["width"].mean().idxmax()
            said.append(text("back_layer_widest", lang, layer=layer_label(str(layer), lang)))
        yield joined(said, lang)


def _layers_picture(evidence: Evidence, rows: pd.DataFrame, lang: str) -> Iterator[Picture]:
    from analysis.charts import layers_chart

    drawn = derived(evidence).drawn
    shown = rows[rows["scenario"].isin(drawn)]
    if shown.empty:
        return
    more = len(derived(evidence).compared) > len(drawn)
    caption = text("back_layers_figure_most" if more else "back_layers_figure", lang, n=MOST_DRAWN)
    draw = partial(layers_chart, shown, evidence.titles, lang, registry=evidence.registry)
    runs = evidence.runs_of(evidence.baseline, *drawn)
    yield Picture("layers", caption, draw, text("back_layers_alt", lang), runs)


def _layers_table(evidence: Evidence, rows: pd.DataFrame, lang: str) -> Table:
    columns: tuple[Column, ...] = (
        Column("scenario", text("back_c_scenario", lang)),
        Column("outcome", text("back_c_outcome", lang)),
        Column("layer", text("back_c_layer", lang)),
        Column("difference", text("back_c_difference", lang), "signed"),
        Column("low", text("back_c_from", lang), "signed"),
        Column("high", text("back_c_to", lang), "signed"),
        Column("unit", text("back_c_unit", lang)),
        Column("share_better", text("back_c_share_better", lang), "percent", 0),
        Column("n", text("back_c_draws", lang), "count"),
    )
    records = rows.to_dict("records")
    return Table(
        "layers", text("back_layers_table", lang), columns,
        tuple(_layer_row(evidence, row, lang) for row in records),
        tuple(_layer_runs(evidence, row, lang) for row in records),
        note=text("back_layers_note", lang), long=len(records) > LONG, decimals_of="decimals",
        sheet=text("back_s_layers", lang),
    )  # fmt: skip


def _layer_row(evidence: Evidence, row: Mapping[Any, Any], lang: str) -> dict[str, Any]:
    outcome = evidence.registry[row["outcome"]]
    shown = {key: scaled(row[key], outcome.scale) for key in ("difference", "low", "high")}
    return {
        "scenario": title(evidence, row["scenario"], lang),
        "outcome": label_of(evidence.registry, row["outcome"], lang),
        "layer": layer_label(row["layer"], lang),
        **shown,
        "unit": unit_of(outcome, lang, difference=True),
        "share_better": scaled(row["share_better"]),
        "n": int(row["n"]),
        "decimals": places(outcome, *(value for value in shown.values() if value is not None)),
    }


def _layer_runs(evidence: Evidence, row: Mapping[Any, Any], lang: str) -> str:
    if row["layer"] == "chance":
        return evidence.runs_of(evidence.baseline, row["scenario"])
    return text("back_of_study", lang, study=f"seed {evidence.seed} · {row['layer']}")


# the points of a sweep


def _over_points(evidence: Evidence, lang: str) -> list[Block]:
    facts = evidence.over_points
    if facts is None or facts.frame.empty:
        return []
    compared = "difference" in facts.frame
    code = "back_points_effects" if compared else "back_points_levels"
    points = facts.frame.groupby("scenario")["row"].nunique().max()
    baseline = quoted(evidence, evidence.baseline, lang) if compared else ""
    blocks: list[Block] = [
        Heading(text("back_points", lang), 2, "points"),
        Words(text(code, lang, n=int(points), baseline=baseline)),
        *([_factors_table(facts, lang)] if facts.factors else []),
        _range_table(evidence, facts, lang),
    ]
    for chart in facts.charts:
        what = {"scenario": quoted(evidence, chart.scenario, lang)}
        factors = listed([title_of(facts.labels, name, lang) for name in chart.factors], lang)
        outcome = label_of(evidence.registry, chart.outcome, lang) if chart.outcome else ""
        caption = text("back_heat" if outcome else "back_dose", lang, outcome=outcome, factors=factors, **what)
        runs = evidence.runs_of(evidence.baseline, chart.scenario)
        blocks.append(Picture(f"points_{chart.name}", caption, partial(chart.draw, lang), caption, runs))
    if len(facts.frame) > MOST_POINTS:
        return [*blocks, Words(text("back_points_many", lang, n=number(len(facts.frame), 0)), "note")]
    return [*blocks, _points_table(evidence, facts, lang)]


def _factors_table(facts: PointFacts, lang: str) -> Table:
    """Return what the study varies, with the passports of its factors."""
    columns = (
        Column("label", text("back_c_factor", lang), wide=True),
        Column("kind", text("back_c_kind_of_factor", lang)),
        Column("low", text("back_c_bound_low", lang), "number"),
        Column("high", text("back_c_bound_high", lang), "number"),
        Column("values", text("back_c_values", lang)),
        Column("shape", text("back_c_shape", lang)),
        Column("unit", text("back_c_unit", lang)),
        Column("grade", text("back_c_evidence_grade", lang)),
        Column("source", text("back_c_source", lang)),
        Column("key", text("back_c_key", lang), "code"),
    )
    rows = tuple(_factor_row(factor, lang) for factor in facts.factors)
    caption, sheet = text("back_factors_table", lang), text("back_s_factors", lang)
    return Table("factors", caption, columns, rows, long=len(rows) > LONG, decimals_of="decimals", sheet=sheet)


def _factor_row(factor: Any, lang: str) -> dict[str, Any]:
    ends = (None, None) if factor.values else (factor.low, factor.high)
    values = [value if isinstance(value, str) else number(value, digits(value)) for value in factor.values]
    return {
        "label": (factor.zh if lang == "zh" else factor.en) or factor.name,
        "kind": text(f"kind_{factor.kind}", lang),
        "low": ends[0],
        "high": ends[1],
        "values": text("list", lang).join(values) or None,
        "shape": None if factor.values else text(f"shape_{factor.shape}", lang),
        "unit": unit_in(factor.unit, lang) or None,
        "grade": factor.grade or None,
        "source": source_words(factor.source, lang) or None,
        "key": factor.name,
        "decimals": digits(*ends),
    }


def _range_table(evidence: Evidence, facts: PointFacts, lang: str) -> Table:
    """Return over all points: the mean, the middle nine tenths, the extremes, and how often the sign is sure."""
    kind = "signed" if "difference" in facts.frame else "number"
    columns: tuple[Column, ...] = (
        Column("scenario", text("back_c_scenario", lang)),
        Column("outcome", text("back_c_outcome", lang)),
        Column("mean", text("back_c_mean_points", lang), kind),  # type: ignore[arg-type]
        Column("low", text("back_c_low_points", lang), kind),  # type: ignore[arg-type]
        Column("high", text("back_c_high_points", lang), kind),  # type: ignore[arg-type]
        Column("least", text("back_c_least", lang), kind),  # type: ignore[arg-type]
        Column("most", text("back_c_most", lang), kind),  # type: ignore[arg-type]
        Column("unit", text("back_c_unit", lang)),
        Column("up", text("back_c_points_up", lang), "count"),
        Column("down", text("back_c_points_down", lang), "count"),
        Column("n", text("back_c_points", lang), "count"),
    )
    if kind == "number":
        columns = tuple(column for column in columns if column.key not in ("up", "down"))
    groups = list(facts.frame.groupby(["scenario", "outcome"], sort=False))
    return Table(
        "over_points",
        text("back_points_table", lang),
        columns,
        tuple(_range_row(evidence, str(scenario), str(name), mine, lang) for (scenario, name), mine in groups),
        tuple(evidence.runs_of(evidence.baseline, str(scenario)) for (scenario, _), _ in groups),
        note=text("back_points_note", lang) if kind == "signed" else "",
        long=len(groups) > LONG,
        decimals_of="decimals",
        sheet=text("back_s_points", lang),
    )


def _range_row(evidence: Evidence, scenario: str, name: str, mine: pd.DataFrame, lang: str) -> dict[str, Any]:
    outcome, effect = evidence.registry[name], "difference" in mine
    values = (mine["difference" if effect else "mean"] * outcome.scale).dropna()
    none = math.nan
    ends = values.quantile(list(MIDDLE)).tolist() if len(values) else [none, none]
    extremes = [float(values.min()), float(values.max())] if len(values) else [none, none]
    mean = float(values.mean()) if len(values) else none
    return {
        "scenario": title(evidence, scenario, lang),
        "outcome": label_of(evidence.registry, name, lang),
        **{
            key: scaled(value)
            for key, value in zip(("mean", "low", "high", "least", "most"), (mean, *ends, *extremes), strict=True)
        },
        "unit": unit_of(outcome, lang, difference=effect),
        "up": int((mine["low"] > 0).sum()),
        "down": int((mine["high"] < 0).sum()),
        "n": len(values),
        "decimals": places(outcome, mean, *ends),
    }


def _points_table(evidence: Evidence, facts: PointFacts, lang: str) -> Table:
    """Return every point with its factors."""
    effect = "difference" in facts.frame
    value, kind = ("difference", "signed") if effect else ("mean", "number")
    known = {"scenario", "row", "outcome", "n", "baseline", "mean", "difference", "sd", "low", "high"}
    factors = [str(name) for name in facts.frame.columns if name not in known]
    columns: tuple[Column, ...] = (
        Column("scenario", text("back_c_scenario", lang)),
        *(
            Column(f"f_{name}", title_of(facts.labels, name.removesuffix(" (factor)"), lang), "number")
            for name in factors
        ),
        Column("outcome", text("back_c_outcome", lang)),
        Column("value", text("back_c_difference" if effect else "back_c_mean", lang), kind),  # type: ignore[arg-type]
        Column("low", text("back_c_low", lang), kind),  # type: ignore[arg-type]
        Column("high", text("back_c_high", lang), kind),  # type: ignore[arg-type]
        Column("unit", text("back_c_unit", lang)),
        Column("n", text("back_c_replications", lang), "count"),
    )
    rows = facts.frame.to_dict("records")
    return Table(
        "points",
        text("back_every_point", lang),
        columns,
        tuple(_point_row(evidence, row, value, factors, lang) for row in rows),
        tuple(_point_runs(evidence, row) for row in rows),
        long=True,
        sheet=text("back_s_every_point", lang),
    )


def _point_row(
    evidence: Evidence, row: Mapping[Any, Any], value: str, factors: Sequence[str], lang: str
) -> dict[str, Any]:
    outcome = evidence.registry[row["outcome"]]
    return {
        "scenario": title(evidence, row["scenario"], lang),
        **{f"f_{name}": row[name] if isinstance(row[name], str) else scaled(row[name]) for name in factors},
        "outcome": label_of(evidence.registry, row["outcome"], lang),
        "value": scaled(row[value], outcome.scale),
        "low": scaled(row["low"], outcome.scale),
        "high": scaled(row["high"], outcome.scale),
        "unit": unit_of(outcome, lang, difference=value == "difference"),
        "n": int(row["n"]),
    }


def _point_runs(evidence: Evidence, row: Mapping[Any, Any]) -> str:
    """Return the runs of one point, and those of the baseline at the same row of the design."""
    from analysis.report.evidence import spans

    runs, points = evidence.runs, evidence.points
    if points is None or "point" not in runs:
        return evidence.runs_of(row["scenario"])
    mine = points[(points["row"] == row["row"]) & points["scenario"].isin([row["scenario"], evidence.baseline])]
    good = runs[runs["point"].isin(mine["point"]) & (runs["status"] == "ok")]
    return spans([int(number_) for number_ in good["number"]])


# what outcomes depend on


def _sensitivities(evidence: Evidence, lang: str) -> list[Block]:
    blocks: list[Block] = [Heading(text("back_sensitivity", lang), 2, "sensitivity")]
    if not evidence.sensitivities:
        return [*blocks, Words(text(f"back_sensitivity_{'none' if evidence.points is None else 'design'}", lang))]
    blocks.append(Words(text("back_sensitivity_is", lang)))
    for place, facts in enumerate(evidence.sensitivities, start=1):
        blocks += _one_outcome(evidence, facts, place, lang)
    splits = [facts for facts in evidence.sensitivities if facts.split is not None or facts.noise is not None]
    return [*blocks, *([_split_table(evidence, splits, lang)] if splits else [])]


def _one_outcome(evidence: Evidence, facts: SensitivityFacts, place: int, lang: str) -> Iterator[Block]:
    head = _subject(evidence, facts, lang)
    yield Heading(head, 3, f"sensitivity-{place}")
    if facts.frame.empty:
        yield Words(text("back_sensitivity_problem", lang, problem=facts.problem.get(lang, "")), "warning")
        return
    yield Words(joined([*_leading(facts, lang), *_notes(facts, lang)], lang))
    runs = _sensitivity_runs(evidence, facts, lang)
    if facts.draw is not None:
        caption = text("back_sensitivity_figure", lang, subject=head)
        yield Picture(f"sensitivity_{place}", caption, partial(facts.draw, lang), caption, runs)
    yield _indices_table(evidence, facts, place, runs, lang)


def _subject(evidence: Evidence, facts: SensitivityFacts, lang: str) -> str:
    label = label_of(evidence.registry, facts.outcome, lang)
    if not facts.effect_of:
        return text("back_subject_level", lang, outcome=label)
    known: Mapping[str, Mapping[str, str]] = {**facts.labels, **evidence.titles}
    return text("back_subject_effect", lang, outcome=label, scenario=title_of(known, facts.effect_of, lang))


def _leading(facts: SensitivityFacts, lang: str) -> Iterator[str]:
    """Name the factors that matter most, and say how many cannot be told from chance."""
    main = next((index for index in MAIN if index in set(facts.frame["index"])), None)
    rows = facts.frame[facts.frame["index"] == main].sort_values("value", ascending=False, kind="stable")
    told = rows[rows["distinguishable"].astype(bool)]
    if told.empty:
        yield text("back_no_factor", lang, n=len(rows))
        return
    names = [label_inside(title_of(facts.labels, name, lang), lang) for name in told["factor"].head(NAMED)]
    yield text("back_leading" if len(names) > 1 else "back_leading_one", lang, names=listed(names, lang))
    rest = len(rows) - len(told)
    if rest:
        yield text("back_rest_factors", lang, n=len(rows), rest=rest)


def _notes(facts: SensitivityFacts, lang: str) -> Iterator[str]:
    if facts.split is None and facts.noise is not None:
        yield say("noise", lang, share=percent(facts.noise, lang))
    yield from (note(code, lang, facts.dropped) for code in facts.notes)


def _sensitivity_runs(evidence: Evidence, facts: SensitivityFacts, lang: str) -> str:
    mine = evidence.points is not None and evidence.study == f"{facts.study} seed {evidence.seed}"
    if mine:
        return evidence.runs_of(*((facts.effect_of, facts.baseline) if facts.effect_of else evidence.titles))
    return text("back_of_study", lang, study=facts.study)


def _indices_table(evidence: Evidence, facts: SensitivityFacts, place: int, runs: str, lang: str) -> Table:
    columns: tuple[Column, ...] = (
        Column("factor", text("back_c_factor", lang)),
        Column("index", text("back_c_index", lang)),
        Column("value", text("back_c_value", lang), "number"),
        Column("low", text("back_c_low", lang), "number"),
        Column("high", text("back_c_high", lang), "number"),
        Column("reach", text("back_c_reach", lang), "number"),
        Column("unit", text("back_c_unit", lang)),
        Column("told", text("back_c_told", lang)),
    )
    order = {name: i for i, name in enumerate(dict.fromkeys(facts.frame["index"]))}
    frame = facts.frame.sort_values(["index", "value"], key=lambda c: c.map(order) if c.name == "index" else -c)
    rows = tuple(_index_row(evidence, facts, row, lang) for row in frame.to_dict("records"))
    method = {"method": say(f"method_{facts.method}", lang), "n": number(facts.n, 0)}
    caption = text("back_indices_table", lang, subject=_subject(evidence, facts, lang))
    return Table(
        f"sensitivity_{place}", caption, columns, rows, (runs,) * len(rows),
        note=text("back_indices_note", lang, **method), long=len(rows) > LONG, decimals_of="decimals",
        sheet=text("back_s_indices", lang, n=place),
    )  # fmt: skip


def _index_row(evidence: Evidence, facts: SensitivityFacts, row: Mapping[Any, Any], lang: str) -> dict[str, Any]:
    in_units = row["index"] in IN_UNITS
    registry = effect_registry(evidence.registry) if facts.effect_of else evidence.registry
    outcome = registry.get(facts.outcome)
    scale = outcome.scale if in_units and outcome is not None else 1.0
    shown = {key: scaled(row[key], scale) for key in ("value", "low", "high", "reach")}
    unit = unit_of(outcome, lang, difference=True) if in_units and outcome is not None else ""
    size = places(outcome, *(v for v in shown.values() if v is not None)) if in_units and outcome is not None else 3
    return {
        "factor": " × ".join(title_of(facts.labels, name, lang) for name in str(row["factor"]).split(" × ")),
        "index": say(row["index"], lang),
        **shown,
        "unit": unit,
        "told": text("yes" if row["distinguishable"] else "no", lang),
        "decimals": size,
    }


def _split_table(evidence: Evidence, found: Sequence[SensitivityFacts], lang: str) -> Table:
    """Return where the variance of one run comes from, outcome by outcome."""
    parts = ("levers", "uncertainties", "interaction", "chance")
    columns: tuple[Column, ...] = (
        Column("subject", text("back_c_subject", lang)),
        *(Column(part, text(f"back_c_{part}", lang), "percent", 0) for part in parts),
    )
    rows = []
    for facts in found:
        split = dict(facts.split or {})
        if facts.split is None and facts.noise is not None:
            split["chance"] = facts.noise
        rows.append({"subject": _subject(evidence, facts, lang), **{part: scaled(split.get(part)) for part in parts}})
    runs = tuple(_sensitivity_runs(evidence, facts, lang) for facts in found)
    caption, sheet = text("back_split_table", lang), text("back_s_split", lang)
    return Table("variance", caption, columns, tuple(rows), runs, note=text("back_split_note", lang), sheet=sheet)


# claims


def _claims(evidence: Evidence, lang: str) -> list[Block]:
    if not evidence.claims:
        return []
    verdicts = [claim["verdict"] for claim in evidence.claims]
    counts = {verdict: verdicts.count(verdict) for verdict in ("holds", "fails", "inconclusive")}
    columns: tuple[Column, ...] = (
        Column("claim", text("back_c_claim", lang), wide=True),
        Column("verdict", text("back_c_verdict", lang)),
        Column("evidence", text("back_c_evidence", lang), wide=True),
        Column("needed", text("back_c_needed", lang), "count"),
    )
    rows = tuple(
        {
            "claim": claim["text"][lang],
            "verdict": text(f"back_verdict_{claim['verdict']}", lang),
            "evidence": claim["evidence"][lang],
            "needed": claim.get("replications_needed"),
        }
        for claim in evidence.claims
    )
    runs = tuple(_claim_runs(evidence, claim, lang) for claim in evidence.claims)
    caption, sheet = text("back_claims_table", lang), text("back_s_claims", lang)
    return [
        Heading(text("back_claims", lang), 2, "claims"),
        Words(text("back_claims_count", lang, n=len(verdicts), **counts)),
        Table("claims", caption, columns, rows, runs, note=text("back_claims_note", lang), sheet=sheet),
    ]


def _claim_runs(evidence: Evidence, claim: Mapping[str, Any], lang: str) -> str:
    if evidence.study.startswith("claims "):
        return evidence.runs_of(claim["scenario"], claim["against"])
    return text("back_of_study", lang, study="claims")
