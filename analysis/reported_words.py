"""Every fixed word of the comparison with what places report, in English and Chinese."""

from collections.abc import Iterable

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "What the place reports, beside what the model gives", "zh": "原文自述与模型对照"},
    "signs": {"en": "What words claim: with the practice less without it", "zh": "文字所称的方向：有此做法减无此做法"},
    "ratios": {"en": "Quotients of reported figures", "zh": "原文数字之比"},
    "counts": {"en": "what is counted (and what the model counts)", "zh": "统计内容（及模型所计）"},
    "model": {"en": "model: {words}", "zh": "模型：{words}"},
    "reported": {"en": "reported", "zh": "原文"},
    "shared": {"en": "shared out", "zh": "折算"},
    "simulated": {"en": "simulated", "zh": "模拟"},
    "years": {"en": "years it would take", "zh": "所需年数"},
    "comparable": {"en": "comparable", "zh": "可比性"},
    "caveat": {"en": "caveat", "zh": "说明"},
    "between": {"en": "({low} to {high})", "zh": "（{low} 至 {high}）"},
    "told": {"en": "by its own reports {value}", "zh": "按其上报为 {value}"},
    "words": {"en": "words", "zh": "仅文字"},
    "claim": {"en": "claimed", "zh": "所称方向"},
    "without": {"en": "taken out", "zh": "去掉的做法"},
    "difference": {"en": "difference", "zh": "差异"},
    "seen": {"en": "higher / lower", "zh": "升 / 降"},
    "of_pairs": {"en": "{higher} / {lower} of {pairs}", "zh": "{higher} / {lower}，共 {pairs} 对"},
    "up": {"en": "rises", "zh": "上升"},
    "down": {"en": "falls", "zh": "下降"},
    "little": {"en": "changes little", "zh": "变化不大"},
    "formula": {"en": "formula", "zh": "算式"},
    "grid": {"en": "a grid", "zh": "每网格"},
    "village": {"en": "a village", "zh": "每村"},
    "place": {"en": "a village or community", "zh": "每村（社区）"},
    "grid_year": {"en": "a grid and year", "zh": "每网格每年"},
    "village_year": {"en": "a village and year", "zh": "每村每年"},
    "place_year": {"en": "a village or community and year", "zh": "每村（社区）每年"},
    "yes": {"en": "yes", "zh": "可比"},
    "partial": {"en": "partly", "zh": "部分可比"},
    "no": {"en": "no", "zh": "不可比"},
    "nothing": {
        "en": "The source argues and reports no outcome of its own.",
        "zh": "原文只作论述，没有报告任何结果。",
    },
    "caution": {
        "en": "All figures are the place's own, without comparison group or number of cases arising: they are "
        "numerators. Masks stay masks. Ranges hold the lowest and highest replication. Nothing here passes, fails or "
        "can be fitted to.",
        "zh": "原文数字均为自述，没有对照组，也没有发生总数，只是分子；隐去的数字保持原样。"
        "区间为各次重复的最低与最高值。此处不判定通过与否，也不能用于校准。",
    },
}
CAVEATS: dict[str, dict[str, str]] = {
    "numerator": {"en": "successes only, not how many arose", "zh": "只有分子，发生总数未知"},
    "period": {"en": "period unknown", "zh": "统计时段未知"},
    "pooled": {"en": "a whole city, town and country together", "zh": "全市合计，城乡不分"},
    "urban": {"en": "urban", "zh": "城区数字"},
    "masked": {"en": "masked in the source", "zh": "原文已隐去"},
    "attribution": {"en": "cannot be put down to the practice", "zh": "无法归因于该做法"},
    "floor": {"en": "at least so many", "zh": "属于下限"},
    "approx_floor": {"en": "more than so many", "zh": "“余”数，属于下限"},
    "target": {"en": "a target", "zh": "属于目标"},
}


def word(code: str, lang: str, **values: object) -> str:
    """Return the text of ``code`` in ``lang`` with ``values`` filled in."""
    return TEXTS[code][lang].format(**values)


def joined(parts: Iterable[str], lang: str) -> str:
    """Return parts of a caveat as one text, each said once."""
    return ("；" if lang == "zh" else "; ").join(dict.fromkeys(part for part in parts if part))
