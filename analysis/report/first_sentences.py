"""Sentences of the first page: how sure, what it costs, who loses, what is only assumed."""

import math
from collections.abc import Mapping, Sequence

from analysis.effects import CONFIDENCE
from analysis.labels import MINUS, label_of, number, text, unit_of
from analysis.layers import LAYERS, layer_label
from analysis.people import group_label
from analysis.report.blocks import Block, Points, Words
from analysis.report.derived import Derived
from analysis.report.evidence import Evidence, LeverValue
from analysis.report.wording import (
    COLONS,
    COMMAS,
    Row,
    apart,
    counted,
    is_better,
    is_told,
    joined,
    kind_of,
    label_inside,
    listed,
    percent,
    places,
    quoted,
    size,
)
from model.unit_words import unit_in

COST, HOURS, GINI, WORST = "public_cost_per_head", "worker_hours", "gini", "worst_fifth_income"
STEADY = 0.9
"""Share of draws in which an effect keeps its sign, from which on it counts as steady."""
MIDDLE = (0.05, 0.95)
"""The shares of points below the ends of the range that is told."""
MOST_NAMED = 3
MOST_ASSUMED = 2
FEW_REPLICATIONS = 5
ONE_SIDE = (1 - CONFIDENCE) / 2
"""Chance that an interval lies wholly on the wrong side of no difference where there is none."""


def how_sure(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    """Say what chance leaves of the effects, and what doubt about behaviour and lever values does."""
    layers = evidence.layers
    known = [] if layers is None else [name for name in LAYERS[1:] if name in set(layers["layer"])]
    said, shaky, idle = [_chance(found, lang)], list[str](), list[str]()
    for name in known:
        sentence, exceptions = _layer(evidence, found, name, lang)
        if sentence:
            said.append(sentence)
        else:
            idle.append(layer_label(name, lang))
        shaky += exceptions
    if idle:
        said.append(text("rf_layer_none", lang, layers=listed(idle, lang)))
    missing = [layer_label(name, lang) for name in LAYERS[1:] if name not in known]
    ranges = _over_points(evidence, found, lang)
    if ranges:
        said.append(text("rf_swept", lang))
    elif missing:
        code = "rf_not_examined" if evidence.points is None else "rf_over_points"
        said.append(text(code, lang, layers=listed(missing, lang)))
    blocks: list[Block] = [Words(joined(said, lang))]
    told = (*shaky, *ranges)
    return [*blocks, Points(told)] if told else blocks


def _over_points(evidence: Evidence, found: Derived, lang: str) -> list[str]:
    """Say of a sweep between which values the differences of its points lie."""
    facts = evidence.over_points
    if facts is None or "difference" not in facts.frame:
        return []
    rows = facts.frame[facts.frame["scenario"].isin(found.named) & facts.frame["outcome"].isin(found.headlines)]
    told = []
    for (scenario, outcome), mine in rows.groupby(["scenario", "outcome"], sort=False)["difference"]:
        if mine.notna().any():
            low, high = (float(mine.quantile(share)) for share in MIDDLE)
            said = _range(evidence, str(outcome), low, high, lang)
            told.append(COMMAS[lang].join((quoted(evidence, str(scenario), lang), said)))
    return told


def _range(evidence: Evidence, name: str, low: float, high: float, lang: str) -> str:
    outcome = evidence.registry[name]
    ends = [end * outcome.scale for end in (low, high)]
    a, b = (number(end, places(outcome, *ends), signed=True) for end in ends)
    unit = unit_of(outcome, lang, difference=True)
    return text("rf_range", lang, outcome=label_of(evidence.registry, name, lang), low=a, high=b, unit=unit)


def _chance(found: Derived, lang: str) -> str:
    rows = [row for row in found.main.to_dict("records") if kind_of(row) != "none"]
    if all(kind_of(row) == "one" for row in rows):
        return text("rf_chance_one", lang)
    told = sum(is_told(row) for row in rows)
    held = int((found.main["p_holm"] <= 0.05).sum())
    said = [text("rf_chance", lang, n=len(rows), told=told, held=held)]
    pairs = max(int(row["replications"]) for row in rows)
    if pairs < FEW_REPLICATIONS:
        said.append(text("rf_few_replications", lang, n=pairs))
    small = [row for row in rows if bool(row["equivalent"])]
    if small:
        said.append(counted("rf_small", len(small), lang))
    return joined(said, lang)


def _layer(evidence: Evidence, found: Derived, layer: str, lang: str) -> tuple[str, list[str]]:
    """Say how many of the effects that chance leaves keep their sign in the draws, and which do not.

    The sentence is empty where chance leaves none.
    """
    assert evidence.layers is not None
    rows: Sequence[Row] = evidence.layers[evidence.layers["layer"] == layer].to_dict("records")
    better = {(row["scenario"], row["outcome"]): float(row["share_better"]) for row in rows}
    told = [row for row in found.main.to_dict("records") if is_told(row)]
    looked = [(row, kept) for row in told if math.isfinite(kept := _kept(row, better, evidence))]
    n = max((int(row["n"]) for row in rows), default=0)
    steady = sum(kept >= STEADY for _, kept in looked)
    if not looked:
        return "", []
    code = f"rf_kept_all_{layer}" if steady == len(looked) else f"rf_kept_{layer}"
    sentence = text(code, lang, n=n, steady=steady, told=len(looked))
    shaky = sorted(((kept, row) for row, kept in looked if kept < STEADY), key=lambda pair: pair[0])
    named = [
        text(f"rf_shaky_{layer}", lang, x=quoted(evidence, row["scenario"], lang), share=percent(kept, lang),
             outcome=label_of(evidence.registry, row["outcome"], lang))
        for kept, row in shaky[:MOST_NAMED]
    ]  # fmt: skip
    return sentence, named


def _kept(row: Row, better: Mapping[tuple[str, str], float], evidence: Evidence) -> float:
    """Return the share of draws in which an effect keeps its sign; NaN where the layer does not have it."""
    share = better.get((row["scenario"], row["outcome"]), math.nan)
    good = is_better(row, evidence.registry[row["outcome"]])
    upward = row["difference"] > 0 if good is None else good
    return share if upward else 1 - share


# what it costs


def costs(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    """Say what each scenario that is told one by one costs."""
    if COST not in set(found.effects["outcome"]):
        return [Words(text("rf_no_cost", lang))]
    return points([cost(evidence, found, name, lang) for name in found.named])


def cost(evidence: Evidence, found: Derived, scenario: str, lang: str) -> str:
    """Say what a scenario costs in money and hours, and what one more of each gain costs."""
    effects = _effects(found, scenario)
    values = {
        "x": quoted(evidence, scenario, lang),
        "cost": size(effects[COST], evidence.registry[COST], lang, brief=True),
    }
    if HOURS in effects:
        hours = size(effects[HOURS], evidence.registry[HOURS], lang, brief=True)
        said = [text("rf_cost_hours", lang, hours=hours, **values)]
    else:
        said = [text("rf_cost", lang, **values)]
    if found.ratios is not None:
        said += prices(found.ratios[found.ratios["scenario"] == scenario].to_dict("records"), lang)
    return joined(said, lang)


def prices(rows: Sequence[Row], lang: str) -> list[str]:
    """Say what one more of each gain costs, and once why some have no price."""
    whole = [row for row in rows if row["replications"] > 0 and math.isfinite(row["effect"])]
    if whole and not any(math.isfinite(row["effect_low"]) for row in whole):
        return [text("rf_price_one", lang)]
    unclear = [row for row in whole if _is_unclear(row)]
    free = [row for row in whole if row["verdict"] == "no_money"]
    said = [price(row, lang) for row in whole if row not in unclear and row not in free]
    if free:
        more = listed([text(f"rf_more_{row['gain']}", lang) for row in free], lang)
        said.append(text("rf_price_no_money", lang, more=more))
    if unclear:
        whether = listed([text(f"rf_whether_{row['gain']}", lang) for row in unclear], lang)
        said.append(text("rf_price_unclear", lang, whether=whether))
    missing = listed([text(f"rf_gain_{row['gain']}", lang) for row in rows if row not in whole], lang)
    return [*said, text("rf_price_unknown", lang, gains=missing)] if missing else said


def _is_unclear(row: Row) -> bool:
    return row["verdict"] == "unclear" or (row["verdict"] == "buys" and not math.isfinite(row["ratio"]))


def price(row: Row, lang: str) -> str:
    """Say what one more of a gain costs, or what there is instead of a price."""
    parts = {part: text(f"rf_{part}_{row['gain']}", lang) for part in ("one", "more", "less", "whether")}
    if _is_unclear(row):
        return text("rf_price_unclear", lang, **parts)
    if row["verdict"] != "buys":
        return text(f"rf_price_{row['verdict']}", lang, **parts)
    ratio, low, high = (money(row[key]) for key in ("ratio", "ratio_low", "ratio_high"))
    return text("rf_price_buys", lang, ratio=ratio, low=low, high=high, **parts)


def money(yuan: float) -> str:
    """Write an amount of yuan with three significant digits; the table of costs has the rest."""
    if not math.isfinite(yuan) or yuan == 0:
        return number(yuan, 0)
    digits = 2 - math.floor(math.log10(abs(yuan)))
    return number(round(yuan, digits), min(2, max(0, digits)))


# who loses


def losers(evidence: Evidence, found: Derived, scenario: str, lang: str) -> str:
    """Say which groups lose, how many people do, and what becomes of inequality."""
    x = quoted(evidence, scenario, lang)
    said = [_groups(evidence, found, scenario, lang), _shares(found, scenario, lang)]
    effects = _effects(found, scenario)
    if GINI in effects and WORST in effects:
        gini, worst = (size(effects[name], evidence.registry[name], lang, brief=True) for name in (GINI, WORST))
        said.append(text("rf_unequal", lang, gini=gini, worst=worst))
    told = joined(said, lang)
    return COLONS[lang].join((x, told)) if told else ""


def by_chance(found: Derived, lang: str) -> str:
    """Say how many groups would look worse by chance alone; '' where no group was compared."""
    if found.group_effects is None:
        return ""
    rows = found.group_effects[(found.group_effects["breakdown"] != "all") & found.group_effects["low"].notna()]
    if rows.empty:
        return ""
    n = round(len(rows) / rows["scenario"].nunique())
    return text("rf_by_chance", lang, n=n, k=number(ONE_SIDE * n, 1))


def losing_groups(evidence: Evidence, found: Derived, scenario: str) -> list[Row]:
    """Return the groups that can be told to lose by one outcome or another, hardest hit first."""
    if found.group_effects is None:
        return []
    rows = found.group_effects[
        (found.group_effects["scenario"] == scenario) & (found.group_effects["breakdown"] != "all")
    ].to_dict("records")
    worse = [row for row in rows if is_better(row, evidence.registry[row["outcome"]]) is False]
    return sorted(worse, key=_share_lost, reverse=True)


def _share_lost(row: Row) -> float:
    return abs(row["difference"] / row["baseline"]) if row["baseline"] else math.inf


def _groups(evidence: Evidence, found: Derived, scenario: str, lang: str) -> str:
    if found.group_effects is None:
        return ""
    looked = found.group_effects[
        (found.group_effects["scenario"] == scenario)
        & (found.group_effects["breakdown"] != "all")
        & found.group_effects["low"].notna()
    ]
    n = len(looked[["breakdown", "group"]].drop_duplicates())
    if not n:
        return text("rf_groups_one", lang)
    worse = losing_groups(evidence, found, scenario)
    if not worse:
        return text("rf_groups_none", lang, n=n)
    named = [_loss(row, evidence, lang) for row in worse[:MOST_NAMED]]
    code = "rf_groups_more" if len(worse) > MOST_NAMED else "rf_groups"
    return text(code, lang, named=apart(named, lang), n=n, rest=len(worse) - MOST_NAMED)


def _loss(row: Row, evidence: Evidence, lang: str) -> str:
    outcome = evidence.registry[row["outcome"]]
    label = label_inside(label_of(evidence.registry, row["outcome"], lang), lang)
    lost = size(row, outcome, lang, brief=True)
    return COMMAS[lang].join((group_name(row, lang), f"{label} {lost}"))


def group_name(row: Row, lang: str) -> str:
    """Return what a group of people is called inside a sentence."""
    name = group_label(row["breakdown"], row["group"], lang)
    breakdown = row["breakdown"]
    return text(f"rf_group_{breakdown}", lang, group=name) if breakdown in ("age", "township", "fifth") else name


def _shares(found: Derived, scenario: str, lang: str) -> str:
    turns = found.turnouts
    rows = [] if turns is None else turns[
        (turns["scenario"] == scenario) & (turns["breakdown"] == "all")
    ].to_dict("records")  # fmt: skip
    if not rows or not math.isfinite(rows[0]["lose"]):
        return ""
    row = rows[0]
    return text("rf_turnout", lang, gain=share(row, "gain", lang), lose=share(row, "lose", lang))


def share(row: Row, key: str, lang: str) -> str:
    """Write a share of people with its interval, if there is one."""
    low, high = row[f"{key}_low"], row[f"{key}_high"]
    written = percent(row[key], lang)
    if not math.isfinite(low):
        return written
    ends = percent(max(0.0, low), lang), percent(min(1.0, high), lang)
    return text("rf_share", lang, share=written, low=ends[0], high=ends[1])


# what is only assumed


def assumed(evidence: Evidence, found: Derived, lang: str) -> list[Block]:
    """Say how many numbers each scenario rests on that are own judgement, and name the most important."""
    facts = {scenario.id: scenario for scenario in evidence.scenarios}
    said = [_assumed_of(evidence, facts[name].levers, name, lang) for name in found.named]
    return [*points(said), Words(model_assumed(evidence, lang))]


def _assumed_of(evidence: Evidence, levers: tuple[LeverValue, ...], scenario: str, lang: str) -> str:
    x, doubtful = quoted(evidence, scenario, lang), [lever for lever in levers if lever.grade == "D"]
    if not levers:
        return text("rf_assumes_nothing", lang, x=x)
    if not doubtful:
        return counted("rf_assumes_no_d", len(levers), lang, x=x)
    named = [lever_name(lever, lang) for lever in important(doubtful, evidence)[:MOST_ASSUMED]]
    code = "rf_assumes" if len(doubtful) <= MOST_ASSUMED else "rf_assumes_more"
    return counted(code, len(levers), lang, x=x, d=len(doubtful), named=listed(named, lang))


def important(levers: list[LeverValue], evidence: Evidence) -> list[LeverValue]:
    """Put first what a sensitivity analysis found to matter most, then what a scenario sets on purpose."""
    reach: dict[str, float] = {}
    for analysis in evidence.sensitivities:
        for row in analysis.frame.to_dict("records"):
            if math.isfinite(row["value"]):
                reach[row["factor"]] = max(reach.get(row["factor"], 0.0), float(row["value"]))
    return sorted(levers, key=lambda lever: (-_reach(lever, reach), not lever.changed))


def _reach(lever: LeverValue, reach: dict[str, float]) -> float:
    return max((value for name, value in reach.items() if name == lever.key or name.endswith(lever.key)), default=0.0)


def lever_name(lever: LeverValue, lang: str) -> str:
    """Return what a lever or parameter is called, and its value where that is a number."""
    name = lever.zh if lang == "zh" else lever.en
    if isinstance(lever.value, str):
        return name
    unit = "" if lever.unit == "share" else unit_in(lever.unit, lang)
    value = f"{lever.value:,.6g}".replace("-", MINUS) + (f" {unit}" if unit else "")
    return text("with_unit", lang, label=name, unit=value)


def model_assumed(evidence: Evidence, lang: str) -> str:
    """Say how many numbers of the model itself are own judgement."""
    if not evidence.passports:
        return text("rf_model_unknown", lang)
    grades = [passport.grade for passport in evidence.passports]
    return text("rf_model_assumed", lang, n=len(grades), d=grades.count("D"))


def points(items: list[str]) -> list[Block]:
    """Return sentences as a list, or as a paragraph where there is one."""
    said = tuple(item for item in items if item)
    return [Points(said)] if len(said) > 1 else [Words(item) for item in said]


def _effects(found: Derived, scenario: str) -> dict[str, Row]:
    rows = found.effects[found.effects["scenario"] == scenario].to_dict("records")
    return {row["outcome"]: row for row in rows}
