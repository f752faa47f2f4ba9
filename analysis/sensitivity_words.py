"""Every fixed word of sensitivity analysis and scenario discovery, in English and Chinese."""

from collections.abc import Mapping

from analysis.labels import Title
from experiments.design import Design

TEXTS: dict[str, dict[str, str]] = {
    "sensitivity_title": {"en": "{outcome}: what it depends on", "zh": "{outcome}：取决于什么"},
    "S1": {"en": "alone (S1)", "zh": "单独作用（S1）"},
    "ST": {"en": "in all (ST)", "zh": "总作用（ST）"},
    "S2": {"en": "of two together (S2)", "zh": "两两共同作用（S2）"},
    "mu_star": {"en": "mean absolute effect (μ*)", "zh": "平均绝对效应（μ*）"},
    "mu": {"en": "mean effect (μ)", "zh": "平均效应（μ）"},
    "sigma": {"en": "spread of effects (σ)", "zh": "效应的离散程度（σ）"},
    "delta": {"en": "shift of the distribution (δ)", "zh": "分布的偏移（δ）"},
    "pawn": {"en": "distance of distributions (PAWN)", "zh": "分布间距离（PAWN）"},
    "share_axis": {"en": "share of the variance", "zh": "方差份额"},
    "index_axis": {"en": "index", "zh": "指数"},
    "factor": {"en": "factor", "zh": "因素"},
    "reach": {"en": "chance may reach", "zh": "随机波动可达"},
    "distinguishable": {"en": "told from chance", "zh": "可与随机波动区分"},
    "not_distinguishable": {"en": "not distinguishable from zero", "zh": "与零无法区分"},
    "in_units": {
        "en": "Indices in {unit}, over the whole range of a factor.",
        "zh": "指数单位：{unit}，对应因素走完全部范围。",
    },
    "more_factors": {"en": "{more} more factors stand in the files.", "zh": "另有 {more} 个因素见文件。"},
    "pairs": {"en": "Pairs that act together: {pairs}.", "zh": "共同作用的因素对：{pairs}。"},
    "no_pairs": {"en": "No pair of factors acts together beyond chance.", "zh": "没有超出随机波动的两两交互。"},
    "settled": {
        "en": "From {half} to {n} base samples no index moved by more than {moved}.",
        "zh": "样本由 {half} 增至 {n} 时，各指数变动不超过 {moved}。",
    },
    "sheet_indices": {"en": "indices", "zh": "指数"},
    "sheet_convergence": {"en": "convergence", "zh": "收敛"},
    "head_factor": {"en": "factor", "zh": "因素"},
    "head_index": {"en": "index", "zh": "指数"},
    "head_verdict": {"en": "verdict", "zh": "判定"},
    "head_raw": {"en": "before taking chance out", "zh": "扣除随机波动前"},
    "head_floor": {"en": "added by chance", "zh": "随机波动所增"},
    "head_reach": {"en": "chance may reach", "zh": "随机波动可达"},
    "share_of_variance": {"en": "share of the variance", "zh": "方差份额"},
    "no_unit": {"en": "index", "zh": "指数"},
    "head_factor_id": {"en": "factor id", "zh": "因素编号"},
    "head_n": {"en": "samples", "zh": "样本数"},
    "verdict": {"en": "Verdict", "zh": "判定"},
    "about_verdict": {
        "en": "Each interval holds for its index alone. A factor is called told from chance only where it exceeds "
        "chance at 5 % over all factors together (Bonferroni).",
        "zh": "各区间只对该指数本身成立；只有在全部因素合计 5% 的水平上超出随机波动（Bonferroni），"
        "才称可与随机波动区分。",
    },
    "range_axis": {
        "en": "change of the outcome over a factor's whole range ({unit})",
        "zh": "因素走完全部范围时结果的变化（{unit}）",
    },
    "range_axis_bare": {
        "en": "change of the outcome over a factor's whole range",
        "zh": "因素走完全部范围时结果的变化",
    },
    "key": {"en": "Circle: {first}. Diamond: {second}.", "zh": "圆：{first}。菱形：{second}。"},
    "key_one": {"en": "Circle: {first}.", "zh": "圆：{first}。"},
    "key_grey": {
        "en": "Chance is taken out. Hollow grey: cannot be told from zero at 5 % over all factors together. "
        "Grey band: how far a circle may lie by chance.",
        "zh": "随机波动已扣除。空心灰：在全部因素合计 5% 的水平上与零无法区分。灰带：圆点仅由随机波动可达之处。",
    },
    "key_floor": {
        "en": "Hollow grey: cannot be told from a factor without effect at 5 % over all factors together. "
        "Grey band: how far a circle may lie by chance.",
        "zh": "空心灰：在全部因素合计 5% 的水平上与无作用的因素无法区分。灰带：圆点仅由随机波动可达之处。",
    },
    "caption": {
        "en": "Bar: 95 % interval of each index alone. Method: {method}; {n} {samples}; {runs}.",
        "zh": "线段：各指数单独的 95% 区间。方法：{method}；{n} {samples}；{runs}。",
    },
    "samples_sobol": {"en": "base samples", "zh": "个基础样本"},
    "samples_morris": {"en": "trajectories", "zh": "条轨迹"},
    "samples_fast": {"en": "curves", "zh": "条曲线"},
    "samples_given": {"en": "points", "zh": "个点"},
    "method_sobol": {"en": "Sobol'", "zh": "Sobol'"},
    "method_morris": {"en": "Morris", "zh": "Morris"},
    "method_fast": {"en": "FAST", "zh": "FAST"},
    "method_rbd_fast": {"en": "RBD-FAST", "zh": "RBD-FAST"},
    "method_delta": {"en": "delta", "zh": "delta"},
    "method_pawn": {"en": "PAWN", "zh": "PAWN"},
    "replications_one": {"en": "1 replication a point", "zh": "每点 1 次重复"},
    "replications_many": {"en": "{n} replications a point", "zh": "每点 {n} 次重复"},
    "split": {
        "en": "Variance of one run: {parts}.",
        "zh": "单次运行的方差构成：{parts}。",
    },
    "noise": {"en": "Chance makes {share} of the variance of one run.", "zh": "单次运行的方差中，随机因素占 {share}。"},
    "part": {"en": "{name} {share}", "zh": "{name} {share}"},
    "part_between": {"en": "{name} {share} ({low} to {high})", "zh": "{name} {share}（{low} 至 {high}）"},
    "levers": {"en": "levers", "zh": "政策杠杆"},
    "uncertainties": {"en": "uncertainties", "zh": "不确定因素"},
    "interaction": {"en": "both together", "zh": "两者交互"},
    "chance": {"en": "chance", "zh": "随机"},
    "morris_title": {"en": "{outcome}: which factors move it", "zh": "{outcome}：受哪些因素影响"},
    "morris_key": {
        "en": "Right: matters more. High: the effect differs from place to place in the space of factors, by a curve "
        "or an interaction; above the line the spread is larger than the effect.",
        "zh": "越靠右影响越大；越高说明效应在因素空间各处不同，即非线性或交互；虚线之上离散大于平均绝对效应。",
    },
    "morris_grey": {
        "en": "Chance is taken out. Grey: {n} factors cannot be told from zero at 5 % over all factors together.",
        "zh": "随机波动已扣除。灰色：{n} 个因素在全部因素合计 5% 的水平上与零无法区分。",
    },
    "morris_axis": {"en": "{index}: {axis}", "zh": "{index}：{axis}"},
    "convergence_title": {"en": "{outcome}: do the indices settle?", "zh": "{outcome}：指数是否收敛"},
    "convergence_key": {
        "en": "Line: {index} from the first quarter, half and whole of the sample.",
        "zh": "折线：取样本的前四分之一、前一半与全部时的{index}。",
    },
    "convergence_tau": {
        "en": "Order of factors, half against whole: Kendall's τ = {tau}.",
        "zh": "因素排序，一半与全部相比：Kendall τ = {tau}。",
    },
    "convergence_only": {
        "en": "This sample cannot be parted, so that its convergence is not known.",
        "zh": "此样本无法分段，收敛情况未知。",
    },
    "heat_title": {"en": "{outcome}: {x} × {y}", "zh": "{outcome}：{x} × {y}"},
    "heat_effect_title": {"en": "{outcome}, effect: {x} × {y}", "zh": "{outcome}的变化：{x} × {y}"},
    "heat_caption": {
        "en": "Number: mean of a cell. Lines: equal values. 95 % half-width of a cell: up to {half} {unit}; {runs}.",
        "zh": "数字：单元格均值。线：等值线。单元格 95% 半宽：至多 {half} {unit}；{runs}。",
    },
    "heat_caption_one": {
        "en": "Number: mean of a cell. Lines: equal values. One replication, so no interval.",
        "zh": "数字：单元格均值。线：等值线。仅 1 次重复运行，没有区间。",
    },
    "heat_grey": {"en": "Bracketed: cannot be told from zero.", "zh": "括号内：与零无法区分。"},
    "dose_title": {"en": "{factor}: what it does", "zh": "{factor}：有何作用"},
    "dose_caption": {"en": "Line: mean. Band: 95 % interval. {runs}.", "zh": "线：均值。色带：95% 区间。{runs}。"},
    "dose_effect": {
        "en": "Line: mean paired difference from “{title}”. Band: 95 % interval. {runs}.",
        "zh": "线：与“{title}”配对差异的均值。色带：95% 区间。{runs}。",
    },
    "discovery_title": {"en": "{outcome}: where the target is missed", "zh": "{outcome}：何处未达标"},
    "at_least": {"en": "at least {threshold} {unit}", "zh": "不低于 {threshold} {unit}"},
    "at_most": {"en": "at most {threshold} {unit}", "zh": "不高于 {threshold} {unit}"},
    "discovery_count": {
        "en": "Target: {target}. {missed} of {count} points miss it.",
        "zh": "目标：{target}。{count} 个点中 {missed} 个未达标。",
    },
    "discovery_box": {
        "en": "{missed} of {count} points miss the target here: {density} ({low} to {high})",
        "zh": "此范围内 {count} 个点中 {missed} 个未达标：{density}（{low} 至 {high}）",
    },
    "discovery_coverage": {"en": "holds {coverage} of all misses", "zh": "涵盖全部未达标点的 {coverage}"},
    "discovery_accuracy": {
        "en": "Balanced accuracy on points not seen: {accuracy} (guessing: 50 %).",
        "zh": "对未见过的点的平衡准确率：{accuracy}（乱猜为 50%）。",
    },
    "discovery_bar": {
        "en": "Bar: the range of the box within the range studied. In brackets: 95 % interval. Shares inside a box "
        "come from the points it was drawn around, so they flatter.",
        "zh": "横条：该框在研究范围内所占的区间。括号内：95% 区间。框内比例来自划定该框的同一批点，故偏乐观。",
    },
    "discovery_near": {
        "en": "{near} points lie within one standard error of the threshold and might as well count the other way.",
        "zh": "{near} 个点与阈值相差不到一个标准误，归类可能相反。",
    },
    "discovery_near_unknown": {
        "en": "With one replication it is not known how many points lie close to the threshold by chance.",
        "zh": "仅 1 次重复，无法得知有多少点因随机波动而贴近阈值。",
    },
    "discovery_none": {
        "en": "No rule foretells better than chance where the target is missed.",
        "zh": "没有任何规则能比乱猜更好地预测何处未达标。",
    },
    "discovery_never": {"en": "No point misses the target.", "zh": "没有未达标的点。"},
    "discovery_always": {"en": "Every point misses the target.", "zh": "所有点均未达标。"},
    "below": {"en": "up to {high}", "zh": "不超过 {high}"},
    "above": {"en": "above {low}", "zh": "超过 {low}"},
    "range": {"en": "above {low}, up to {high}", "zh": "{low} 至 {high}"},
}

NOTES: dict[str, dict[str, str]] = {
    "constant": {
        "en": "The outcome is the same at every point: nothing in this study moves it.",
        "zh": "该结果在所有点上相同：本研究中没有任何因素影响它。",
    },
    "mostly_luck": {
        "en": "Nearly all of the variance of the means is chance; add replications before reading any index.",
        "zh": "均值的方差几乎全是随机波动；请先增加重复次数再解读指数。",
    },
    "one_replication": {
        "en": "One replication: how much of a run is chance is not known.",
        "zh": "仅 1 次重复：单次运行中随机因素的占比未知。",
    },
    "no_floor": {
        "en": "Chance was not measured (one replication, no dummy); verdicts hold only if the outcome has no chance in "
        "it.",
        "zh": "未测量随机波动（仅 1 次重复且无虚拟因素）；只有当结果不含随机因素时判定才成立。",
    },
    "dropped": {
        "en": "{n} left out because a run failed: {which}.",
        "zh": "因运行失败略去 {n} 个：{which}。",
    },
    "fast_interval": {
        "en": "Intervals of FAST are known to be rough.",
        "zh": "FAST 的区间较为粗略。",
    },
}
"""What is to be said about an analysis, by code."""

SHOWN_DROPPED = 5


def say(code: str, lang: str, **values: object) -> str:
    """Return the text of ``code`` in ``lang`` ('en' or 'zh') with ``values`` filled in."""
    return TEXTS[code][lang].format(**values)


def note(code: str, lang: str, dropped: tuple[int, ...] = ()) -> str:
    """Return the sentence of a note; the dropped samples are counted and the first of them named."""
    which = ", ".join(str(number) for number in dropped[:SHOWN_DROPPED])
    return NOTES[code][lang].format(n=len(dropped), which=which + ("…" if len(dropped) > SHOWN_DROPPED else ""))


def factor_titles(design: Design) -> Mapping[str, Title]:
    """Return the names of the factors of a design in both languages; those without a label keep their name."""
    return {factor.name: {"en": factor.en or factor.name, "zh": factor.zh or factor.name} for factor in design.factors}


def replications_words(n: int, lang: str) -> str:
    """Say how many replications stand behind a point."""
    return say("replications_one", lang) if n == 1 else say("replications_many", lang, n=n)
