"""How the chapters of a report write sizes, intervals, verdicts and lists, in English and Chinese."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.labels import PERCENT, Outcome, decimals_for, number, text, unit_of
from analysis.report.evidence import Evidence

Row = Mapping[Any, Any]

SEPARATORS = {"en": ", ", "zh": "、"}
COMMAS = {"en": ", ", "zh": "，"}
COLONS = {"en": ": ", "zh": "："}
SEMICOLONS = {"en": "; ", "zh": "；"}
GAPS = {"en": " ", "zh": ""}
MOST_DECIMALS = 5
BARE_UNITS = ("index", "指数", "ratio", "比率", "share", "比例")
"""Units that the name of an outcome already says."""


def joined(sentences: Sequence[str], lang: str) -> str:
    """Put sentences one after the other."""
    return GAPS[lang].join(sentence for sentence in sentences if sentence)


def listed(items: Sequence[str], lang: str) -> str:
    """Put names into one phrase.

    >>> listed(["a", "b", "c"], "en"), listed(["甲", "乙"], "zh")
    ('a, b and c', '甲和乙')
    """
    if len(items) < 2:
        return "".join(items)
    return text("rf_and", lang, a=SEPARATORS[lang].join(items[:-1]), b=items[-1])


def apart(items: Sequence[str], lang: str) -> str:
    """Put phrases that hold commas themselves one after the other."""
    return SEMICOLONS[lang].join(items)


def quoted(evidence: Evidence, scenario: str, lang: str) -> str:
    """Return the title of a scenario in quotation marks."""
    return f"“{title(evidence, scenario, lang)}”"


def title(evidence: Evidence, scenario: str, lang: str) -> str:
    """Return the title of a scenario; its id where it has none."""
    return evidence.titles.get(scenario, {}).get(lang) or scenario


def counted(code: str, n: float, lang: str, **values: object) -> str:
    """Return the text of ``code`` for n things; English has another for one, under ``code_one``."""
    return text(f"{code}_one" if n == 1 else code, lang, n=number(n, 0 if n == int(n) else 1), **values)


def percent(share: float, lang: str, decimals: int = 0) -> str:
    """Write a share as per cent."""
    return text("doc_percent", lang, number=number(PERCENT * share, decimals))


def places(outcome: Outcome, *values: float) -> int:
    """Return the decimals in which numbers of one comparison are shown; values as shown, in their unit.

    One decimal of a per cent or a point, two significant digits of the largest of others, and more where the largest
    is so small that its digits would vanish.
    """
    least = 1 if outcome.scale == PERCENT else 0
    if all(value == 0 or not math.isfinite(value) for value in values):
        return least
    return max(least, min(MOST_DECIMALS, decimals_for(*values) - 1))


def amount(value: float, outcome: Outcome, lang: str, *, decimals: int | None = None) -> str:
    """Write a level with its unit; the value as stored."""
    shown = value * outcome.scale
    written = number(shown, _level_decimals(outcome, shown) if decimals is None else decimals)
    return _with_unit(written, unit_of(outcome, lang), lang)


def _level_decimals(outcome: Outcome, shown: float) -> int:
    return 1 if outcome.scale == PERCENT else decimals_for(shown)


def difference(value: float, outcome: Outcome, lang: str, decimals: int) -> str:
    """Write a difference with its sign and unit; the value as stored."""
    unit = unit_of(outcome, lang, difference=True)
    return _with_unit(number(value * outcome.scale, decimals, signed=True), unit, lang)


def _with_unit(written: str, unit: str, lang: str) -> str:
    if unit == text("percent", lang):
        return text("doc_percent", lang, number=written)
    return f"{written} {unit}" if unit and unit not in BARE_UNITS else written


def kind_of(row: Row) -> str:
    """Return what can be said of an effect: 'none', 'one', 'same', 'exact', 'told' or 'unsure'.

    Parameters
    ----------
    row
        With replications, difference, low, high.
    """
    if row["replications"] == 0 or not math.isfinite(row["difference"]):
        return "none"
    if not math.isfinite(row["low"]):
        return "one"
    if row["low"] == row["high"]:
        return "same" if row["low"] == 0 else "exact"
    return "told" if row["low"] > 0 or row["high"] < 0 else "unsure"


def is_told(row: Row) -> bool:
    """Say whether an effect can be told from zero."""
    return kind_of(row) in ("told", "exact")


def is_better(row: Row, outcome: Outcome) -> bool | None:
    """Say whether an effect that can be told from zero is one for the better; None where it cannot or neither is."""
    if not is_told(row) or outcome.better == "none":
        return None
    return bool((row["difference"] > 0) == (outcome.better == "up"))


def change(row: Row, outcome: Outcome, lang: str) -> str:
    """Write from which level to which an outcome moves; without its unit, which stands beside the difference."""
    ends = [row[key] * outcome.scale for key in ("baseline", "mean")]
    moved = row["difference"] * outcome.scale
    decimals = max(_level_decimals(outcome, max(ends, key=abs)), min(places(outcome, moved), 3) if moved else 0)
    a, b = (number(end, decimals) for end in ends)
    return text("rf_from_to", lang, a=a, b=text("doc_percent", lang, number=b) if outcome.scale == PERCENT else b)


def size(row: Row, outcome: Outcome, lang: str, *, brief: bool = False) -> str:
    """Write a difference with unit and interval, and say where it cannot be told from zero.

    Parameters
    ----------
    row
        With replications, difference, low, high.
    brief
        Whether the reader knows that brackets hold 95 % intervals.
    """
    kind = kind_of(row)
    if kind in ("none", "same"):
        return text(f"rf_size_{kind}", lang)
    decimals = places(outcome, *(row[key] * outcome.scale for key in ("difference", "low", "high")))
    written = difference(row["difference"], outcome, lang, decimals)
    low, high = (number(row[key] * outcome.scale, decimals, signed=True) for key in ("low", "high"))
    return text(f"rf_brief_{kind}" if brief else f"rf_size_{kind}", lang, size=written, low=low, high=high)


def interval(row: Row, outcome: Outcome, lang: str) -> str:
    """Write the interval of a difference, or say why there is none."""
    kind = kind_of(row)
    decimals = places(outcome, *(row[key] * outcome.scale for key in ("difference", "low", "high")))
    low, high = (number(row[key] * outcome.scale, decimals, signed=True) for key in ("low", "high"))
    return text(f"rf_interval_{kind}", lang, low=low, high=high)


def verdict(row: Row, outcome: Outcome, lang: str) -> str:
    """Say in a few words what an effect is: better, worse, not to be told from zero, smaller than the margin."""
    kind = kind_of(row)
    if kind in ("told", "exact"):
        better = is_better(row, outcome)
        upward = "higher" if row["difference"] > 0 else "lower"
        kind = upward if better is None else "better" if better else "worse"
    words = text(f"rf_v_{kind}", lang)
    small = row.get("equivalent")
    if kind == "same" or not (isinstance(small, bool | np.bool_) and small):
        return words
    return text("rf_v_small", lang, verdict=words, margin=margin(row["margin"], outcome, lang))


def margin(value: float, outcome: Outcome, lang: str) -> str:
    """Write a margin of equivalence with its unit."""
    shown = value * outcome.scale
    decimals = 0 if shown >= 10 or shown == round(shown) else 1 if shown >= 1 else decimals_for(shown)
    return _with_unit(number(shown, decimals), unit_of(outcome, lang, difference=True), lang)


def scaled(value: Any, scale: float = 1.0) -> float | None:
    """Return a number in the unit it is shown in; None where it is not known."""
    return None if value is None or not math.isfinite(value) else float(value) * scale


def label_inside(label: str, lang: str) -> str:
    """Put a label that begins a phrase inside a sentence: English with a small first letter, but for short forms."""
    words = label.split()
    capitals = lang == "zh" or any(char.isupper() for char in (words or [""])[0][1:])
    return label if capitals else label[:1].lower() + label[1:]
