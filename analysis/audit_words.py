"""Every fixed word of the audit of practices, in English and Chinese, and short names of practices."""

from analysis.labels import width_of
from model.evidence import PRACTICES

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Practices one by one: what each moves", "zh": "逐项做法的效果"},
    "practice": {"en": "practice", "zh": "做法"},
    "group": {"en": "group", "zh": "类别"},
    "priority": {"en": "priority", "zh": "优先级"},
    "policies": {"en": "policies", "zh": "政策"},
    "standing": {"en": "finding", "zh": "结论"},
    "cost": {"en": "cost", "zh": "成本"},
    "hours": {"en": "hours", "zh": "工时"},
    "cost_unit": {"en": "yuan a head and year", "zh": "元/人·年"},
    "drivers": {"en": "drivers moved", "zh": "推动的驱动量"},
    "first": {"en": "first state", "zh": "首个状态"},
    "harm": {"en": "harm", "zh": "伤害"},
    "least": {"en": "smallest effect that would have shown", "zh": "可检出的最小效应"},
    "p": {"en": "p", "zh": "p 值"},
    "p_holm": {"en": "p after Holm", "zh": "Holm 校正 p 值"},
    "area": {"en": "where", "zh": "范围"},
    "verdict": {"en": "verdict", "zh": "判定"},
    "effect": {"en": "effect", "zh": "效应"},
    "kind": {"en": "kind", "zh": "类型"},
    "name": {"en": "name", "zh": "名称"},
    "before": {"en": "before", "zh": "基线值"},
    "after": {"en": "after", "zh": "实施后"},
    "change": {"en": "change", "zh": "变化"},
    "standardised": {"en": "share of its range", "zh": "占取值范围比重"},
    "expected": {"en": "expected", "zh": "预期方向"},
    "answers": {"en": "as expected", "zh": "是否符合预期"},
    "a": {"en": "practice A", "zh": "做法甲"},
    "b": {"en": "practice B", "zh": "做法乙"},
    "alone_a": {"en": "A alone", "zh": "单独甲"},
    "alone_b": {"en": "B alone", "zh": "单独乙"},
    "sum": {"en": "sum of the two", "zh": "两者之和"},
    "joint": {"en": "together", "zh": "同时实施"},
    "interaction": {"en": "together less sum", "zh": "交互（同时减两者之和）"},
    "package": {"en": "package", "zh": "组合"},
    "rival": {"en": "everything", "zh": "全部做法"},
    "added": {"en": "added", "zh": "加入"},
    "score": {"en": "index", "zh": "指数"},
    "driver": {"en": "driver", "zh": "驱动量"},
    "state": {"en": "first state", "zh": "首个状态"},
    "true": {"en": "yes", "zh": "是"},
    "false": {"en": "no", "zh": "否"},
    "up": {"en": "up", "zh": "上升"},
    "down": {"en": "down", "zh": "下降"},
    "county": {"en": "the county", "zh": "全县"},
    "poorest": {"en": "the poorest fifth of villages", "zh": "收入最低的五分之一村"},
    "remotest": {"en": "the remotest fifth of villages", "zh": "最偏远的五分之一村"},
    "moves": {"en": "moves a headline", "zh": "有可辨效应"},
    "no_effect": {"en": "nothing worth having", "zh": "无可观效应"},
    "undecided": {"en": "cannot be told", "zh": "无法判定"},
    "inert": {"en": "changes nothing at all", "zh": "毫无作用"},
    "unmeasured": {"en": "not measured", "zh": "未测得"},
    "better": {"en": "better", "zh": "改善"},
    "worse": {"en": "worse", "zh": "变差"},
    "higher": {"en": "higher", "zh": "升高"},
    "lower": {"en": "lower", "zh": "降低"},
    "same": {"en": "same", "zh": "不变"},
    "unsure": {"en": "cannot be told", "zh": "无法区分"},
    "one": {"en": "one run", "zh": "仅一次"},
    "none": {"en": "no run", "zh": "无结果"},
    "more": {"en": "more than the sum", "zh": "大于两者之和"},
    "less": {"en": "less than the sum", "zh": "小于两者之和"},
    # sheets of the workbook
    "sheet_practices": {"en": "practices", "zh": "做法"},
    "sheet_effects": {"en": "effects", "zh": "效应"},
    "sheet_moved": {"en": "drivers and states", "zh": "驱动量与状态"},
    "sheet_harms": {"en": "harm", "zh": "伤害"},
    "sheet_pairs": {"en": "pairs", "zh": "两两组合"},
    "sheet_package": {"en": "package", "zh": "组合"},
    "sheet_contest": {"en": "package against everything", "zh": "组合与全部做法"},
    "sheet_about": {"en": "about", "zh": "说明"},
    "key": {
        "en": "Blue: better. Orange: worse. Hollow grey: cannot be told from zero. Ring: still told after "
        "Holm's adjustment for the number of practices.",
        "zh": "蓝：改善。橙：变差。空心灰：与零无法区分。外圈：按做法数目作 Holm 校正后仍可辨。",
    },
    "caption": {
        "en": "Dot: mean paired difference from “{title}” beside the same. Bar: 95 % interval. Right: extra "
        "public cost ({cost}) and hours in post ({hours}). {runs}.",
        "zh": "圆点：与同等条件下“{title}”配对差异的均值。横线：95% 置信区间。右侧：新增公共成本（{cost}）与公"
        "职工时（{hours}）。{runs}。",
    },
    # sentences
    "counted": {
        "en": "{tried} practices tried: {moves} move a headline outcome ({large} by at least a tenth of a "
        "standard deviation between villages; {held} still after Holm's adjustment), {no_effect} do "
        "nothing worth having, {undecided} cannot be told, {inert} change nothing at all.",
        "zh": "共试验 {tried} 项做法：{moves} 项对主要结果有可辨效应（其中 {large} 项不小于村际标准差的十分之一"
        "；Holm 校正后仍有 {held} 项），{no_effect} 项没有可观效应，{undecided} 项无法判定，{inert} 项毫"
        "无作用。",
    },
    "missing": {
        "en": "{n} practices have too few runs to be judged: {names}.",
        "zh": "{n} 项做法的运行次数过少，无法判断：{names}。",
    },
    "inert_named": {
        "en": "No outcome of any run differs from the baseline: {names}.",
        "zh": "任何一次运行的任何结果都与基线相同：{names}。",
    },
    "no_effect_named": {
        "en": "“{name}” moves no headline outcome measurably; with {power} % power these runs would have shown "
        "{least}.",
        "zh": "“{name}”对主要结果没有可测的作用；在 {power}% 的检验力下，这些运行本可检出{least}。",
    },
    "undecided_named": {
        "en": "“{name}” cannot be told from nothing, but smaller effects than {least} may have been missed.",
        "zh": "“{name}”与零无法区分，但小于{least}的效应可能未被发现。",
    },
    "unmoved_named": {
        "en": "“{name}” leaves all headline outcomes exactly as they were in all runs.",
        "zh": "“{name}”在全部运行中都没有改变任何主要结果。",
    },
    "unchanged": {"en": " Exactly unchanged: {outcomes}.", "zh": "完全不变：{outcomes}。"},
    "slight_harm": {
        "en": "{n} more make something measurably but only slightly worse, by less than a tenth of a standard "
        "deviation between villages: {names}.",
        "zh": "另有 {n} 项使某些结果可测地但轻微地变差，幅度小于村际标准差的十分之一：{names}。",
    },
    "apart": {"en": "sd between villages", "zh": "村际标准差"},
    "matters": {"en": "as large as matters", "zh": "幅度是否可观"},
    "least_of": {"en": "{size} {unit} of {outcome}", "zh": "{outcome} {size} {unit}"},
    "and": {"en": ", ", "zh": "、"},
    "harm_named": {"en": "“{name}” does harm: {what}.", "zh": "“{name}”造成伤害：{what}。"},
    "harm_of": {
        "en": "{outcome} {low} to {high} {unit} in {area}{holds}",
        "zh": "{area}{outcome} {low} 至 {high} {unit}{holds}",
    },
    "holds": {"en": " (holds after Holm)", "zh": "（Holm 校正后仍成立）"},
    "alarms": {
        "en": "Of all the questions asked about harm, about {n} would look worse by chance alone if nothing "
        "did harm; trust those that hold after Holm, and more replications.",
        "zh": "即使没有任何伤害，在全部提问中也约有 {n} 项会因偶然而显得变差；请以 Holm 校正后仍成立者和更多重"
        "复运行为准。",
    },
    "no_harm": {"en": "No practice makes an outcome measurably worse.", "zh": "没有做法使结果可测地变差。"},
    "pairs_counted": {
        "en": "{pairs} pairs tried: on {outcome}, {more} do more together than the sum and {less} less ({held} "
        "still after Holm's adjustment).",
        "zh": "共试验 {pairs} 对：就{outcome}而言，{more} 对大于两者之和，{less} 对小于两者之和（Holm 校正后仍"
        "有 {held} 对）。",
    },
    "package_is": {
        "en": "Greedy package of {n}: {names}; index {score} on the seeds it was chosen on.",
        "zh": "逐步挑选的组合共 {n} 项：{names}；在挑选所用种子上的指数为 {score}。",
    },
    "package_none": {
        "en": "No practice raises the index, so there is no package.",
        "zh": "没有做法能提高指数，故无组合。",
    },
    "package_against": {
        "en": "On {n} fresh seeds, against all practices at once, the package is {verdict} on {outcome}: "
        "{package} against {rival} {unit} ({low} to {high}).",
        "zh": "在 {n} 个新种子上与全部做法同时实施相比，组合在{outcome}上{verdict}：{package} 对 {rival} {unit}"
        "（{low} 至 {high}）。",
    },
    "clashes": {
        "en": "All practices at once: {n} times two practices set one lever differently; the one of higher "
        "priority, or else the earlier in the catalogue, is followed.",
        "zh": "全部做法同时实施时，有 {n} 处两项做法对同一杠杆取值不同；以优先级高者为准，同级以目录在前者为准。",
    },
    # about
    "about_what": {"en": "What this is", "zh": "内容"},
    "about_what_text": {
        "en": "Every practice of the catalogue tried alone in one simulated county, paired by seed with the "
        "same county without it. Effects are effects in this model; intervals hold chance alone.",
        "zh": "目录中的每项做法在同一个模拟县单独试验，并与不实施该做法的同一县按种子配对。效应仅指模型中的效应"
        "；区间只反映随机波动。",
    },
    "about_standing": {"en": "Findings", "zh": "结论"},
    "about_standing_text": {
        "en": "moves: the 95 % interval of a headline outcome excludes zero. nothing worth having: none does, "
        "and each would have with 80 % chance had the effect been a tenth of a standard deviation "
        "between villages. cannot be told: the runs are too few for that. changes nothing at all: every "
        "number of every run is the same.",
        "zh": "有可辨效应：某一主要结果的 95% 区间不含零。无可观效应：均含零，且若效应达到村际标准差的十分之一"
        "，有 80% 的机会检出。无法判定：运行次数不足以作此判断。毫无作用：每次运行的每个数值都相同。",
    },
    "about_holm": {"en": "Holm", "zh": "Holm 校正"},
    "about_holm_text": {
        "en": "p adjusted for asking the same of all practices; raw verdicts of many questions hold false alarms.",
        "zh": "按对全部做法提出同一问题进行校正；大量提问的原始判定会包含误报。",
    },
    "about_drivers": {"en": "Drivers and first states", "zh": "驱动量与首个状态"},
    "about_drivers_text": {
        "en": "Means over villages and dekads of the policy period in one replication, seed {seed}.",
        "zh": "单次重复运行（种子 {seed}）中政策期各村各旬的均值。",
    },
    "wrote": {"en": "wrote to {folder}: {names}", "zh": "已写入 {folder}：{names}"},
    "takes": {
        "en": "{practices} practices, {scenarios} scenarios with their baselines, {replications} replications: "
        "{runs} runs to make ({stored} are stored), about {minutes} minutes and {megabytes} MB; results "
        "go to {folder}",
        "zh": "{practices} 项做法，连同基线共 {scenarios} 个情景，每个重复 {replications} 次：需运行 {runs} 次"
        "（已存 {stored} 次），约需 {minutes} 分钟和 {megabytes} MB；结果写入 {folder}",
    },
    "takes_more": {
        "en": "then up to {runs} more to choose a package and to try it on fresh seeds, up to {minutes} minutes",
        "zh": "随后为挑选组合并用新种子检验，最多再运行 {runs} 次，至多 {minutes} 分钟",
    },
}

_CUTS = {"zh": ("（", "：", "／", "、", "与"), "en": (" (", " - ", ";", " with ", " for ")}
"""Where a long name may end, the best place first."""
_LEAST = {"zh": 3, "en": 10}
"""So many characters of a name stay."""


def say(code: str, lang: str, **values: object) -> str:
    """Return the text of ``code`` in ``lang`` ('en' or 'zh') with ``values`` filled in."""
    return TEXTS[code][lang].format(**values)


def short(practice: str, lang: str, columns: int = 38) -> str:
    """Return the name of a practice in ``columns`` half-width columns: cut at a joint, else with an ellipsis."""
    name, least = PRACTICES[practice].zh if lang == "zh" else PRACTICES[practice].en, _LEAST[lang]
    for mark in _CUTS[lang]:
        if width_of(name) > columns and mark in name[least:]:
            name = name[: name.index(mark, least)]
    if width_of(name) <= columns:
        return name
    while width_of(name) >= columns:
        name = name[:-1] if lang == "zh" else name.rpartition(" ")[0]
    return name.rstrip(" ,、") + "…"
