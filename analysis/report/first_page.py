"""The first page: the question, what changes, by how much, how sure, what it costs, who loses, what is only assumed."""

import math
from collections.abc import Iterator
from typing import Any

from analysis.labels import label_of, month, number, replications_text, text
from analysis.report.blocks import Block, Card, Cards, Heading, Points, Table, Words
from analysis.report.derived import FEW, Derived, derived, of_scenarios
from analysis.report.evidence import Evidence
from analysis.report.first_sentences import (
    COST,
    assumed,
    by_chance,
    costs,
    how_sure,
    losers,
    losing_groups,
    model_assumed,
    points,
)
from analysis.report.rows import effects_table
from analysis.report.wording import (
    COMMAS,
    Row,
    amount,
    apart,
    change,
    counted,
    difference,
    interval,
    is_better,
    is_told,
    joined,
    kind_of,
    listed,
    places,
    quoted,
    size,
    title,
)

MOST_LISTED = 3


def first_page(evidence: Evidence, lang: str) -> list[Block]:
    """Return the blocks of the first page."""
    found = derived(evidence)
    blocks: list[Block] = [
        Heading(text("rf_summary", lang), 1, "summary"),
        Words(_question(evidence, found, lang), "lead"),
        Words(_compared(evidence, found, lang)),
        *(Words(warning, "warning") for warning in _warnings(evidence, found, lang)),
    ]
    if not found.present:
        return blocks
    if not found.compared:
        return [*blocks, *_levels(evidence, found, lang)]
    return [
        *blocks,
        Heading(text("rf_what_changes", lang), 2, "what-changes"),
        *_many(evidence, found, lang),
        *(_cards(evidence, found, name, lang) for name in found.named),
        Heading(text("rf_how_sure", lang), 2, "how-sure"),
        *how_sure(evidence, found, lang),
        Heading(text("rf_what_it_costs", lang), 2, "what-it-costs"),
        *costs(evidence, found, lang),
        Heading(text("rf_who_loses", lang), 2, "who-loses"),
        *points([losers(evidence, found, name, lang) for name in found.named]),
        *_people_note(evidence, found, lang),
        Heading(text("rf_only_assumed", lang), 2, "only-assumed"),
        *assumed(evidence, found, lang),
        _changes(evidence, found, lang),
    ]


def _people_note(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    if found.group_effects is None:
        return [Words(text("rf_no_people", lang), "note")]
    losing = any(losing_groups(evidence, found, name) for name in found.named)
    return [Words(by_chance(found, lang), "note")] if losing else []


# the question, and what was compared


def _question(evidence: Evidence, found: Derived, lang: str) -> str:
    asked = evidence.question.get(lang, "")
    if asked:
        return asked
    if found.compared:
        return text("rf_ask_compared", lang, baseline=quoted(evidence, evidence.baseline, lang))
    names = [quoted(evidence, scenario.id, lang) for scenario in evidence.scenarios[:FEW]]
    return text("rf_ask_alone", lang, names=listed(names, lang))


def _compared(evidence: Evidence, found: Derived, lang: str) -> str:
    return joined([_what(evidence, lang), _place(evidence, lang), _design(evidence, found, lang)], lang)


def _what(evidence: Evidence, lang: str) -> str:
    others = evidence.others
    if not (evidence.baseline and others):
        names = [quoted(evidence, scenario.id, lang) for scenario in evidence.scenarios[:FEW]]
        return counted("rf_alone", len(evidence.scenarios), lang, names=listed(names, lang))
    baseline = quoted(evidence, evidence.baseline, lang)
    if len(others) > FEW:
        return text("rf_compared_many", lang, n=len(others), baseline=baseline)
    return text("rf_compared", lang, names=listed([quoted(evidence, o, lang) for o in others], lang), baseline=baseline)


def _place(evidence: Evidence, lang: str) -> str:
    if not evidence.villages or evidence.start is None:
        return ""
    return text(
        "rf_place",
        lang,
        villages=counted("rf_villages", evidence.villages, lang),
        people=number(evidence.people, 0),
        start=month(evidence.start, lang),
        years=counted("rf_years", evidence.years, lang),
        burn_in=counted("rf_years", evidence.burn_in_years, lang),
    )


def _design(evidence: Evidence, found: Derived, lang: str) -> str:
    rows = None if evidence.points is None else evidence.points["row"].nunique()
    said = "" if rows is None else text("rf_points", lang, n=number(rows, 0))
    code = "rf_replications" if found.compared else "rf_replications_alone"
    return joined([said, counted(code, evidence.replications, lang)], lang)


def _warnings(evidence: Evidence, found: Derived, lang: str) -> Iterator[str]:
    status, total = evidence.runs["status"], len(evidence.runs)
    for code in ("failed", "pending"):
        if count := int((status == code).sum()):
            yield counted(f"rf_{code}", count, lang, total=total)
    if evidence.stale:
        yield counted("rf_stale", evidence.stale, lang)
    if not found.present:
        yield text("rf_no_runs", lang)
        return
    if evidence.baseline and evidence.baseline not in found.present:
        yield text("rf_no_baseline", lang, baseline=quoted(evidence, evidence.baseline, lang))
    elif found.lost:
        names = listed([quoted(evidence, name, lang) for name in found.lost[:FEW]], lang)
        yield counted("rf_lost", len(found.lost), lang, names=names)
    if found.constant and len(found.constant) == len(found.headlines):
        yield text("rf_constant", lang)
    elif found.constant:
        names = listed([label_of(evidence.registry, name, lang) for name in found.constant], lang)
        yield text("rf_constant_some", lang, names=names)


# levels alone


def _levels(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    shown = found.present[:FEW]
    rows = found.levels[found.levels["outcome"].isin(found.headlines)]
    cards = [
        Cards(
            title(evidence, name, lang),
            tuple(_level_card(row, evidence, lang) for row in rows[rows["scenario"] == name].to_dict("records")),
        )
        for name in shown
    ]
    sentences = [text("rf_levels_only" if evidence.start is not None else "rf_levels_other", lang)]
    if found.named or len(found.present) > FEW:
        sentences.append(text("rf_levels_rest", lang, n=len(found.present)))
    return [
        Heading(text("rf_levels", lang), 2, "levels"),
        *cards,
        Words(joined(sentences, lang), "note"),
        Heading(text("rf_only_assumed", lang), 2, "only-assumed"),
        Words(model_assumed(evidence, lang)),
    ]


def _level_card(row: Row, evidence: Evidence, lang: str) -> Card:
    outcome = evidence.registry[row["outcome"]]
    label = label_of(evidence.registry, row["outcome"], lang)
    if not math.isfinite(row["mean"]):
        return Card(label, "–", text("rf_not_defined", lang))
    code = "one" if not math.isfinite(row["low"]) else "same" if row["low"] == row["high"] else "told"
    decimals = places(outcome, row["mean"] * outcome.scale, row["low"] * outcome.scale)
    low, high = (number(row[key] * outcome.scale, decimals) for key in ("low", "high"))
    below = text(f"rf_level_{code}", lang, low=low, high=high, n=row["replications"])
    return Card(label, amount(row["mean"], outcome, lang), below, "neither")


# what changes, and by how much


def _many(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    """Of many scenarios: how many do better, and which do best."""
    if len(found.compared) <= FEW:
        return []
    said = tuple(_tally(evidence, found, name, lang) for name in found.headlines)
    best = listed([quoted(evidence, name, lang) for name in found.named], lang)
    rest = joined(
        [text("rf_cards_of", lang, names=best), text("rf_flatter", lang, n=len(found.compared))],
        lang,
    )
    return [Points(said), Words(rest, "note")]


def _tally(evidence: Evidence, found: Derived, name: str, lang: str) -> str:
    outcome = evidence.registry[name]
    rows = found.main[found.main["outcome"] == name].to_dict("records")
    values: dict[str, Any] = {"outcome": label_of(evidence.registry, name, lang), "n": len(rows)}
    values["baseline"] = quoted(evidence, evidence.baseline, lang)
    told = [row for row in rows if is_told(row)]
    values["unsure"] = len(rows) - len(told)
    if outcome.better == "none":
        up = sum(row["difference"] > 0 for row in told)
        counts = text("rf_tally_neither", lang, up=up, down=len(told) - up, **values)
    else:
        better = sum(is_better(row, outcome) is True for row in told)
        counts = text("rf_tally", lang, better=better, worse=len(told) - better, **values)
    by_name = {row["scenario"]: row for row in rows}
    first = [row for scenario in found.best(name, MOST_LISTED) if kind_of(row := by_name[scenario]) != "same"]
    best = [_one_of_best(row, evidence, lang) for row in first]
    code = "rf_best_largest" if outcome.better == "none" else "rf_best"
    return joined([counts, text(code, lang, names=apart(best, lang)) if best else ""], lang)


def _one_of_best(row: Row, evidence: Evidence, lang: str) -> str:
    written = size(row, evidence.registry[row["outcome"]], lang, brief=True)
    return COMMAS[lang].join((quoted(evidence, row["scenario"], lang), written))


def _cards(evidence: Evidence, found: Derived, scenario: str, lang: str) -> Cards:
    wanted = [*found.headlines, *([COST] if COST not in found.headlines else [])]
    rows = found.effects[(found.effects["scenario"] == scenario) & found.effects["outcome"].isin(wanted)]
    by_name = {row["outcome"]: row for row in rows.to_dict("records")}
    return Cards(
        title(evidence, scenario, lang),
        tuple(_card(by_name[name], evidence, lang) for name in wanted if name in by_name),
    )


def _card(row: Row, evidence: Evidence, lang: str) -> Card:
    outcome = evidence.registry[row["outcome"]]
    label, kind = label_of(evidence.registry, row["outcome"], lang), kind_of(row)
    if kind == "none":
        return Card(label, "–", text("rf_size_none", lang))
    decimals = places(outcome, *(row[key] * outcome.scale for key in ("difference", "low", "high")))
    below = apart([change(row, outcome, lang), interval(row, outcome, lang)], lang)
    better = is_better(row, outcome)
    told = "neither" if better is None else "better" if better else "worse"
    return Card(
        label,
        difference(row["difference"], outcome, lang, decimals),
        below,
        told if kind in ("told", "exact") else "neither" if kind == "same" else "unsure",  # type: ignore[arg-type]
    )


def _changes(evidence: Evidence, found: Derived, lang: str) -> Table:
    rows = of_scenarios(found.main, found.named)
    runs = replications_text([int(n) for n in rows["replications"]], lang)
    note = [text("rf_note_changes", lang, runs=runs)]
    if len(found.compared) > len(found.named):
        note.append(text("rf_note_rest", lang, n=len(found.compared) - len(found.named)))
    keys = ("scenario", "outcome", "difference", "low", "high", "unit", "verdict")
    return effects_table(
        evidence,
        rows,
        lang,
        "what_changes",
        text("rf_t_changes", lang, baseline=quoted(evidence, evidence.baseline, lang)),
        keys,
        note=joined(note, lang),
        sheet=text("rf_s_changes", lang),
    )
