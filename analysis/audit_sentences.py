"""The audit of practices in words: what moves, what does not, what does harm, and whether a package is better."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.audit import COST, HOURS, NO_EFFECT, POWER, TOLD
from analysis.audit_records import HOLDS, Record, by_standing, harmful, holds, value
from analysis.audit_words import say, short
from analysis.labels import Registry, decimals_for, headlines, label_of, number, unit_of

FULL = 200
"""Columns that no name of a practice exceeds: names in sentences are written out."""


def audit_sentences(records: Sequence[Record], alarms: float, registry: Registry, lang: str) -> list[str]:
    """Say how many practices move something, and name those that do not and those that do harm.

    Parameters
    ----------
    alarms
        How many harms would be seen by chance alone.
    """
    said = [_counted(records, registry, lang)]
    unmeasured, inert = (by_standing(records, standing) for standing in ("unmeasured", "inert"))
    if unmeasured:
        said.append(say("missing", lang, n=len(unmeasured), names=_names(unmeasured, lang)))
    if inert:
        said.append(say("inert_named", lang, names=_names(inert, lang)))
    for standing in (NO_EFFECT, "undecided"):
        said += [_silent(record, standing, registry, lang) for record in records if record["standing"] == standing]
    return said + _harms(records, alarms, registry, lang)


def _names(practices: Sequence[str], lang: str) -> str:
    return say("and", lang).join(short(name, lang, FULL) for name in practices)


def _counted(records: Sequence[Record], registry: Registry, lang: str) -> str:
    counts = {
        standing: len(by_standing(records, standing)) for standing in ("moves", "no_effect", "undecided", "inert")
    }
    effects = [[record["effects"][head] for head in headlines(registry)] for record in records]
    held, large = (sum(any(map(told, found)) for found in effects) for told in (holds, _is_large))
    return say("counted", lang, tried=len(records), held=held, large=large, **counts)


def _is_large(found: Mapping[str, Any]) -> bool:
    return bool(found["matters"])


def _silent(record: Record, standing: str, registry: Registry, lang: str) -> str:
    said = {head: record["effects"][head] for head in headlines(registry)}
    least = [_least(found, head, registry, lang) for head, found in said.items() if found["verdict"] != "same"]
    same = [label_of(registry, head, lang) for head, found in said.items() if found["verdict"] == "same"]
    words = {"name": short(record["practice"], lang, FULL), "power": f"{100 * POWER:.0f}"}
    if not least:
        return say("unmoved_named", lang, **words)
    tail = say("unchanged", lang, outcomes=say("and", lang).join(same)) if same else ""
    return say(f"{standing}_named", lang, least=say("and", lang).join(least), **words) + tail


def _least(found: Mapping[str, Any], outcome: str, registry: Registry, lang: str) -> str:
    size = number(value(found, "least") * registry[outcome].scale)
    unit = unit_of(registry[outcome], lang, difference=True)
    return say("least_of", lang, size=size, unit=unit, outcome=label_of(registry, outcome, lang))


def _harms(records: Sequence[Record], alarms: float, registry: Registry, lang: str) -> list[str]:
    bad = harmful(records)
    slight = [record["practice"] for record in records if record["harms"] and record["practice"] not in bad]
    said = []
    for record in (record for record in records if record["practice"] in bad):
        worst = [found for found in record["harms"] if found["matters"]]
        what = say("and", lang).join(_harm(found, registry, lang) for found in worst)
        said.append(say("harm_named", lang, name=short(record["practice"], lang, FULL), what=what))
    if slight:
        said.append(say("slight_harm", lang, n=len(slight), names=_names(slight, lang)))
    return [*said, say("alarms", lang, n=f"{alarms:.0f}")] if said else [say("no_harm", lang)]


def _harm(found: Mapping[str, Any], registry: Registry, lang: str) -> str:
    outcome = registry[found["outcome"]]
    low, high = sizes(found, outcome.scale)
    words = {
        "outcome": label_of(registry, found["outcome"], lang), "low": low, "high": high,
        "unit": unit_of(outcome, lang, difference=True), "area": say(found["area"], lang),
        "holds": say("holds", lang) if holds(found) else "",
    }  # fmt: skip
    return say("harm_of", lang, **words)


def sizes(found: Mapping[str, Any], scale: float) -> tuple[str, str]:
    """Return the ends of an interval in words, with the decimals that its larger end needs."""
    low, high = (value(found, key) * scale for key in ("low", "high"))
    decimals = max(0, decimals_for(low, high) - 1)
    return number(low, decimals, signed=True), number(high, decimals, signed=True)


def pair_sentences(pairs: pd.DataFrame, registry: Registry, lang: str) -> list[str]:
    """Say for each outcome how many pairs do more or less together than the sum of each alone."""
    said = []
    for name, rows in pairs.groupby("outcome", sort=False):
        told = rows[rows["verdict"].isin(["more", "less"])]
        counts = {word: int((rows["verdict"] == word).sum()) for word in ("more", "less")}
        held = int((told["p_holm"] < HOLDS).sum())
        outcome = label_of(registry, str(name), lang)
        said.append(say("pairs_counted", lang, pairs=len(rows), outcome=outcome, held=held, **counts))
    return said


def package_sentences(package: Mapping[str, Any], registry: Registry, lang: str) -> list[str]:
    """Say what the package is, and where it is better or worse than all practices at once, its cost and hours."""
    steps = package["steps"]
    if not steps:
        return [say("package_none", lang)]
    names, score = _names(package["practices"], lang), number(steps[-1]["score"], 3)
    said = [say("package_is", lang, n=len(steps), names=names, score=score)]
    wanted = [*headlines(registry), COST, HOURS]
    told = [row for row in package["contest"] if row["verdict"] in TOLD or row["outcome"] in wanted]
    return said + [_against(row, registry, lang) for row in told]


def _against(row: Mapping[str, Any], registry: Registry, lang: str) -> str:
    outcome = registry[row["outcome"]]
    low, high = sizes(row, outcome.scale)
    ours, theirs = (value(row, key) * outcome.scale for key in ("package", "rival"))
    decimals = max(0, decimals_for(*(size for size in (ours, theirs) if math.isfinite(size))) - 1)
    words = {
        "n": row["replications"], "verdict": say(row["verdict"], lang), "low": low, "high": high,
        "outcome": label_of(registry, row["outcome"], lang), "unit": unit_of(outcome, lang, difference=True),
        "package": number(ours, decimals, signed=True), "rival": number(theirs, decimals, signed=True),
    }  # fmt: skip
    return say("package_against", lang, **words)
