"""Findings in words: one sentence a headline outcome and scenario, in English and Chinese."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.labels import (
    PERCENT,
    Outcome,
    Registry,
    Title,
    decimals_for,
    headlines,
    number,
    outcomes,
    title_of,
    unit_of,
)
from model.settings import Programme, Settings

Assumptions = Mapping[str, tuple[int, int]]
"""A scenario's id -> (assumptions of grade D, all its assumptions)."""

MASS_NOUNS = {"income", "satisfaction", "trust"}

FINDINGS: dict[str, dict[str, str]] = {
    "raises": {"en": "“{x}” raises {y} by {size}", "zh": "“{x}”使{y}提高 {size}"},
    "lowers": {"en": "“{x}” lowers {y} by {size}", "zh": "“{x}”使{y}降低 {size}"},
    "same": {
        "en": "“{x}” leaves {y} exactly as it was in all replications",
        "zh": "“{x}”在全部重复运行中都没有改变{y}",
    },
    "unsure": {
        "en": "“{x}”: no difference in {y} can be told from zero ({size})",
        "zh": "“{x}”：{y}的差异与零无法区分（{size}）",
    },
    "one": {
        "en": "“{x}”: one replication shows a difference of {size} in {y}, and gives no interval",
        "zh": "“{x}”：仅一次重复运行，{y}相差 {size}，无法给出区间",
    },
    "none": {"en": "“{x}”: {y} could not be compared in these runs", "zh": "“{x}”：本次运行无法比较{y}"},
    "between": {"en": "{a} to {b} {unit}", "zh": "{a} 至 {b} {unit}"},
    "about": {"en": "about {a} {unit}", "zh": "约 {a} {unit}"},
    "exact": {"en": "{a} {unit}", "zh": "{a} {unit}"},
    "grades": {
        "en": "{n} of its {m} assumptions {are} grade D",
        "zh": "其 {m} 项假设中有 {n} 项为 D 级",
    },
    "only_d": {"en": "its only assumption is grade D", "zh": "其唯一一项假设为 D 级"},
    "only_better": {"en": "its only assumption is better than grade D", "zh": "其唯一一项假设高于 D 级"},
    "no_assumption": {"en": "it rests on no assumption of its own", "zh": "没有自身的假设"},
    "end": {"en": "{finding}; {grades}.", "zh": "{finding}；{grades}。"},
    "end_alone": {"en": "{finding}.", "zh": "{finding}。"},
}


def findings(
    effects: pd.DataFrame,
    scenarios: Mapping[str, Title],
    lang: str,
    *,
    registry: Registry | None = None,
    assumptions: Assumptions | None = None,
) -> list[str]:
    """Say what each scenario does to each headline outcome, one sentence each.

    Parameters
    ----------
    effects
        As ``paired_effects`` gives them.
    scenarios
        Titles by scenario id.
    lang
        'en' or 'zh'.
    registry
        Outcomes by id; those of the model when not given.
    assumptions
        Counts by scenario id, from ``assumption_counts``; a scenario not named gets no word on its assumptions.
    """
    registry = registry or outcomes()
    chosen = headlines(registry)
    rows = effects[effects["outcome"].isin(chosen)].to_dict("records")
    return [
        _sentence(row, title_of(scenarios, row["scenario"], lang), registry[row["outcome"]], lang, assumptions or {})
        for row in rows
    ]


def assumption_counts(
    scenario: Settings, baseline: Settings, policies: Mapping[str, Any], passports: Mapping[str, Any]
) -> tuple[int, int]:
    """Count what a scenario assumes beyond the baseline: (numbers of grade D, all numbers).

    They are the levers of the programmes that the baseline does not run in the same way, and the behaviour
    parameters it sets otherwise.

    Parameters
    ----------
    policies
        Policies by id, whose ``levers`` have a ``grade``.
    passports
        Behaviour parameters by full key, with a ``grade``.
    """
    known: tuple[Programme, ...] = baseline.programmes
    levers = [lever for p in scenario.programmes if p not in known for lever in policies[p.policy].levers]
    changed = [k for k, value in scenario.behaviour.items() if baseline.behaviour.get(k) != value]
    grades = [lever.grade for lever in levers] + [passports[key].grade for key in changed]
    return grades.count("D"), len(grades)


def _sentence(row: Mapping[Any, Any], title: str, outcome: Outcome, lang: str, assumptions: Assumptions) -> str:
    kind, size = _kind(row), _size(row, outcome, lang)
    label = outcome.zh if lang == "zh" else _inside(outcome.en)
    finding = FINDINGS[kind][lang].format(x=title, y=label, size=size)
    if row["scenario"] not in assumptions:
        return FINDINGS["end_alone"][lang].format(finding=finding)
    return FINDINGS["end"][lang].format(finding=finding, grades=_grades(*assumptions[row["scenario"]], lang))


def _kind(row: Mapping[Any, Any]) -> str:
    low, high = row["low"], row["high"]
    if row["replications"] == 0:
        return "none"
    if not math.isfinite(low):
        return "one"
    if low == high == 0:
        return "same"
    if low > 0:
        return "raises"
    return "lowers" if high < 0 else "unsure"


def _size(row: Mapping[Any, Any], outcome: Outcome, lang: str) -> str:
    unit, kind = unit_of(outcome, lang, difference=True), _kind(row)
    low, high, mean = (row[key] * outcome.scale for key in ("low", "high", "difference"))
    if kind in ("raises", "lowers"):
        low, high = sorted((abs(low), abs(high)))
    if kind == "one":
        return FINDINGS["exact"][lang].format(a=number(mean, _decimals(mean, outcome), signed=True), unit=unit)
    decimals = _decimals(low if kind != "unsure" else high, outcome)
    signed = kind == "unsure"
    a, b = number(low, decimals, signed=signed), number(high, decimals, signed=signed)
    pattern = "about" if a == b else "between"
    return FINDINGS[pattern][lang].format(a=a, b=b, unit=unit)


def _decimals(value: float, outcome: Outcome) -> int:
    """One decimal for points; else what two or three significant digits need; more where a digit would vanish."""
    least = 1 if outcome.scale == PERCENT else 0
    if value == 0 or not math.isfinite(value):
        return least
    return max(least, min(4, decimals_for(value) - 1))


def _grades(n: int, m: int, lang: str) -> str:
    if m == 0:
        return FINDINGS["no_assumption"][lang]
    if m == 1:
        return FINDINGS["only_d" if n else "only_better"][lang]
    return FINDINGS["grades"][lang].format(n=n, m=m, are="is" if n == 1 else "are")


def _inside(label: str) -> str:
    """Put an English label inside a sentence: a small first letter, and an article unless it is a mass noun."""
    words = label.split()
    if not any(char.isupper() for char in words[0][1:]):
        label = label[:1].lower() + label[1:]
    return label if words[-1] in MASS_NOUNS else f"the {label}"
