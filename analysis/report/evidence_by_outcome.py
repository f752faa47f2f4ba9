"""The evidence: each headline outcome with all its statistics, where disputes go, and a table of all outcomes."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.charts.effects_forest import effects_forest
from analysis.charts.small_multiples import ABOVE, BELOW, ROW, small_multiples
from analysis.charts.style import inside
from analysis.charts.trajectories import difference_trajectories, trajectories
from analysis.full_effects import FEWEST
from analysis.labels import Outcome, label_of, replications_text, text, unit_of
from analysis.report.blocks import Block, Heading, Picture, Points, Table, Words
from analysis.report.derived import Derived, derived, of_scenarios
from analysis.report.disputes import disputes
from analysis.report.evidence import Evidence
from analysis.report.rows import effects_table, levels_table
from analysis.report.wording import joined, listed, margin, quoted
from analysis.sentences import findings

PAGE, COLUMNS = 10.4, 3
"""Inches of panels that a page of A4 holds, and panels side by side on it."""
BAND = ABOVE + BELOW
BOOTSTRAP = ("boot_low", "boot_high")
READ = ("interval", "bootstrap", "improved", "p", "margin")
TESTS = (
    "difference",
    "low",
    "high",
    "boot_low",
    "boot_high",
    "improved",
    "improved_low",
    "improved_high",
    "p_holm",
    "p_bh",
    "verdict",
)
ALL = ("scenario", "outcome", "baseline", "mean", "difference", "low", "high", "unit", "p_bh", "verdict")


def evidence_by_outcome(evidence: Evidence, lang: str) -> list[Block]:
    """Return the chapter of evidence."""
    found = derived(evidence)
    head = Heading(text("rf_evidence", lang), 1, "evidence")
    if not found.present:
        return [head, Words(text("rf_no_runs", lang))]
    if not found.compared:
        return [head, *_alone(evidence, found, lang)]
    return [
        head,
        Words(text("rf_evidence_what", lang, baseline=quoted(evidence, evidence.baseline, lang))),
        Points(tuple(text(f"rf_read_{what}", lang, fewest=FEWEST) for what in READ)),
        *_forest(evidence, found, lang),
        *(block for name in found.headlines for block in _outcome(evidence, found, name, lang)),
        *disputes(evidence, lang),
        *_all(evidence, found, lang),
    ]


def some(found: Derived, lang: str) -> str:
    """Say which scenarios a chart shows, where it does not show all."""
    if len(found.drawn) == len(found.compared):
        return ""
    return text("rf_drawn", lang, n=len(found.drawn), total=len(found.compared))


def _forest(evidence: Evidence, found: Derived, lang: str) -> Iterator[Picture]:
    rows = of_scenarios(found.main, found.drawn)
    if rows.empty:
        return
    draw = partial(
        effects_forest, rows, evidence.titles, evidence.baseline, lang, registry=evidence.registry, stacked=True
    )
    caption = text("rf_f_forest", lang, baseline=quoted(evidence, evidence.baseline, lang))
    yield Picture(
        "effects_forest",
        joined([caption, some(found, lang)], lang),
        draw,
        text("rf_alt_forest", lang),
        evidence.runs_of(evidence.baseline, *found.drawn),
    )


# one headline outcome


def _outcome(evidence: Evidence, found: Derived, name: str, lang: str) -> list[Block]:
    outcome = evidence.registry[name]
    rows = found.main[found.main["outcome"] == name]
    told = of_scenarios(rows, found.drawn)
    return [
        Heading(label_of(evidence.registry, name, lang), 2, f"outcome-{name.replace('_', '-')}"),
        Words(_meaning(outcome, lang)),
        Points(tuple(said(told, evidence, lang))),
        *([Words(some(found, lang), "note")] if some(found, lang) else []),
        _tests(evidence, rows, name, lang),
        *_over_time(evidence, found, name, lang),
    ]


def said(rows: pd.DataFrame, evidence: Evidence, lang: str) -> list[str]:
    """Return effects as sentences; an outcome without a unit leaves no gap before the full stop."""
    sentences = findings(rows, evidence.titles, lang, registry=evidence.registry)
    return [sentence.replace(" .", ".").replace(" 。", "。") for sentence in sentences]


def _meaning(outcome: Outcome, lang: str) -> str:
    """Return what is counted, in which unit, and which direction is better."""
    definition = outcome.definition_zh if lang == "zh" else outcome.definition_en
    unit = unit_of(outcome, lang)
    if not definition:
        return text("rf_undefined", lang)
    known = text("rf_defined", lang, definition=definition.rstrip(".。"), unit=unit)
    return joined([known, text(f"rf_better_{outcome.better}", lang)], lang)


def _tests(evidence: Evidence, rows: pd.DataFrame, name: str, lang: str) -> Table:
    outcome, label = evidence.registry[name], label_of(evidence.registry, name, lang)
    unit = unit_of(outcome, lang, difference=True)
    header = text("rf_c_difference_in", lang, unit=inside(unit)) if unit else ""
    return effects_table(
        evidence,
        rows,
        lang,
        f"effect_{name}",
        text("rf_t_outcome", lang, outcome=label, baseline=quoted(evidence, evidence.baseline, lang)),
        ("scenario", *(key for key in TESTS if key not in BOOTSTRAP or rows[key].notna().any())),
        note=_tests_note(rows, outcome, lang),
        sheet=label,
        headers={"difference": header},
    )


def _tests_note(rows: pd.DataFrame, outcome: Outcome, lang: str) -> str:
    parts = [text("rf_note_tests", lang, runs=replications_text([int(n) for n in rows["replications"]], lang))]
    margins = rows["margin"].dropna()
    if len(margins):
        parts.append(text("rf_note_margin", lang, margin=margin(float(margins.iloc[0]), outcome, lang)))
    else:
        parts.append(text("rf_note_no_margin", lang))
    return joined(parts, lang)


def _over_time(evidence: Evidence, found: Derived, name: str, lang: str) -> Iterator[Picture]:
    shown = evidence.series["scenario"].isin((evidence.baseline, *found.drawn)) & (evidence.series["outcome"] == name)
    series = evidence.series[shown]
    if series.empty:
        return
    label, baseline = label_of(evidence.registry, name, lang), quoted(evidence, evidence.baseline, lang)
    charts = {"trajectories": trajectories, "differences": difference_trajectories}
    for kind, chart in charts.items():
        draw = partial(
            chart, series, name, evidence.titles, evidence.baseline, lang,
            registry=evidence.registry, policy_start=evidence.start,
        )  # fmt: skip
        yield Picture(
            f"{kind}_{name}",
            joined([text(f"rf_f_{kind}", lang, outcome=label, baseline=baseline), some(found, lang)], lang),
            draw,
            text(f"rf_alt_{kind}", lang, outcome=label),
            evidence.runs_of(evidence.baseline, *found.drawn),
        )


# all outcomes


def _all(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    baseline = quoted(evidence, evidence.baseline, lang)
    others = found.effects[~found.effects["outcome"].isin(found.headlines)]
    told = int((others["p_bh"] <= 0.05).sum())
    return [
        Heading(text("rf_all", lang), 2, "all-outcomes"),
        *([Words(text("rf_all_told", lang, n=len(others), told=told))] if others["p_bh"].notna().any() else []),
        *_multiples(evidence, found, lang),
        effects_table(
            evidence,
            found.effects,
            lang,
            "all_outcomes",
            text("rf_t_all", lang, baseline=baseline),
            ALL,
            note=text("rf_note_all", lang),
            sheet=text("rf_all", lang),
            long=True,
        ),
    ]


def _multiples(evidence: Evidence, found: Derived, lang: str) -> Iterator[Picture]:
    """Yield the panels of all outcomes, as many to a picture as a page of A4 holds."""
    drawn = of_scenarios(found.effects, found.drawn)
    names = [name for name in evidence.registry if name in set(drawn["outcome"])]
    bands = max(2, int(PAGE / (BAND + ROW * max(2, len(found.drawn)))))
    pages = [names[k : k + COLUMNS * bands] for k in range(0, len(names), COLUMNS * bands)]
    caption = text("rf_f_all", lang, baseline=quoted(evidence, evidence.baseline, lang))
    for number, mine in enumerate(pages, start=1):
        rows = drawn[drawn["outcome"].isin(mine)]
        draw = partial(
            small_multiples, rows, evidence.titles, evidence.baseline, lang, registry=evidence.registry, narrow=True
        )
        part = text("rf_part", lang, n=number, total=len(pages)) if len(pages) > 1 else ""
        yield Picture(
            f"small_multiples_{number}",
            joined([caption, part, some(found, lang)], lang),
            draw,
            text("rf_alt_all", lang),
            evidence.runs_of(evidence.baseline, *found.drawn),
        )


# levels alone


def _alone(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    main = found.levels[found.levels["outcome"].isin(found.headlines)]
    shown = found.present[:1]
    pictures = [picture for name in found.headlines for picture in _levels_over_time(evidence, name, shown, lang)]
    return [
        Words(text("rf_levels_what", lang)),
        levels_table(
            evidence,
            main,
            lang,
            "levels",
            text("rf_t_levels", lang),
            note=text("rf_note_levels", lang),
            sheet=text("rf_s_levels", lang),
        ),
        *pictures,
        *disputes(evidence, lang),
        Heading(text("rf_all", lang), 2, "all-outcomes"),
        levels_table(
            evidence,
            found.levels,
            lang,
            "all_outcomes",
            text("rf_t_all_levels", lang),
            note=text("rf_note_levels", lang),
            sheet=text("rf_all", lang),
        ),
    ]


def _levels_over_time(evidence: Evidence, name: str, shown: tuple[str, ...], lang: str) -> Iterator[Picture]:
    rows = evidence.series[(evidence.series["outcome"] == name) & evidence.series["scenario"].isin(shown)]
    if rows.empty:
        return
    label = label_of(evidence.registry, name, lang)
    draw = partial(
        trajectories, rows, name, evidence.titles, "", lang, registry=evidence.registry, policy_start=evidence.start
    )
    names = listed([quoted(evidence, scenario, lang) for scenario in shown], lang)
    yield Picture(
        f"trajectories_{name}",
        text("rf_f_level", lang, outcome=label, names=names),
        draw,
        text("rf_alt_trajectories", lang, outcome=label),
        evidence.runs_of(*shown),
    )
