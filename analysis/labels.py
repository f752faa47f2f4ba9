"""Every fixed word of charts, tables and exports, in English and Chinese, and how numbers and dates are written."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from analysis import (
    labels_charts,
    labels_cost,
    labels_documents,
    labels_layers,
    labels_people,
    labels_report,
    labels_report_back,
)

MINUS = "\u2212"
"""The true minus sign; hyphens in numbers break lines and are too short."""

Title = str | Mapping[str, str]
"""A scenario's title: one text for all languages, or one a language ({'zh': ..., 'en': ...})."""


class Outcome(Protocol):
    """What analysis needs to know of an outcome; ``model.outcomes.Outcome`` is one."""

    @property
    def en(self) -> str:
        """Label in English."""

    @property
    def zh(self) -> str:
        """Label in Chinese."""

    @property
    def unit_en(self) -> str:
        """Unit in English."""

    @property
    def unit_zh(self) -> str:
        """Unit in Chinese."""

    @property
    def point_unit_en(self) -> str:
        """Unit of a shown difference in English, where it is not that of the level; else empty."""

    @property
    def point_unit_zh(self) -> str:
        """The same in Chinese."""

    @property
    def definition_en(self) -> str:
        """What is counted, in English."""

    @property
    def definition_zh(self) -> str:
        """What is counted, in Chinese."""

    @property
    def better(self) -> str:
        """Better direction: 'up', 'down' or 'none'."""

    @property
    def headline(self) -> bool:
        """Whether the outcome leads every report."""

    @property
    def scale(self) -> float:
        """Factor from the stored value to the shown one (100: a share is shown in per cent)."""


Registry = Mapping[str, Outcome]
"""Outcomes by id, in the order of display."""

PERCENT = 100.0

TEXTS: dict[str, dict[str, str]] = {
    "percent": {"en": "%", "zh": "%"},
    "difference_in": {"en": "difference ({unit})", "zh": "差异（{unit}）"},
    "to": {"en": "{low} to {high}", "zh": "{low} 至 {high}"},
    "difference": {"en": "difference", "zh": "差异"},
    "cost_unit": {"en": "yuan a head and year", "zh": "元/人·年"},
    "effects_title": {"en": "What each scenario changes", "zh": "各情景带来的变化"},
    "multiples_title": {"en": "All outcomes: what each scenario changes", "zh": "全部结果指标：各情景带来的变化"},
    "trajectory_title": {"en": "{outcome} over time", "zh": "{outcome}的变化过程"},
    "difference_title": {"en": "{outcome}: difference over time", "zh": "{outcome}：差异的变化过程"},
    "effects_key": {
        "en": "Blue: better. Orange: worse. Purple: higher or lower, neither is better. "
        "Hollow grey: cannot be told from zero.",
        "zh": "蓝：改善。橙：变差。紫：升降不论优劣。空心灰：与零无法区分。",
    },
    "effects_caption": {
        "en": "Dot: mean paired difference from “{title}”. Bar: 95 % interval. {runs}.",
        "zh": "圆点：与“{title}”配对差异的均值。横线：95% 置信区间。{runs}。",
    },
    "trajectory_caption": {
        "en": "Line: median. Bands: middle 50 % and 90 % of replications. Grey: “{title}”. {runs}.",
        "zh": "线：中位数。色带：重复运行中间的 50% 和 90%。灰色：“{title}”。{runs}。",
    },
    "difference_caption": {
        "en": "Line: median paired difference from “{title}”. Bands: middle 50 % and 90 % of replications. {runs}.",
        "zh": "线：与“{title}”配对差异的中位数。色带：重复运行中间的 50% 和 90%。{runs}。",
    },
    "runs_one": {"en": "1 replication, so no interval", "zh": "仅 1 次重复运行，没有区间"},
    "runs": {"en": "{n} replications, same seeds for every scenario", "zh": "{n} 次重复运行，各情景使用相同的种子"},
    "runs_between": {
        "en": "{low} to {n} replications, same seeds for every scenario",
        "zh": "{low} 至 {n} 次重复运行，各情景使用相同的种子",
    },
    "policy_start": {"en": "policy start", "zh": "政策开始"},
    "nothing": {"en": "Nothing to show: no run has given a value.", "zh": "没有可显示的内容：尚无运行结果。"},
    "not_defined": {"en": "not defined in these runs", "zh": "本次运行中无定义"},
    "missing_glyphs": {
        "en": "the font of the charts has no {chars}; drawn as boxes; use other characters in titles and names",
        "zh": "图表字体缺少 {chars}；已画作方框；请在标题和名称中改用其他字符",
    },
    # columns of tables
    "scenario": {"en": "scenario", "zh": "情景"},
    "scenario_id": {"en": "scenario id", "zh": "情景编号"},
    "outcome": {"en": "outcome", "zh": "结果指标"},
    "outcome_id": {"en": "outcome id", "zh": "结果指标编号"},
    "unit": {"en": "unit", "zh": "单位"},
    "better": {"en": "better", "zh": "改善方向"},
    "baseline": {"en": "baseline mean", "zh": "基准均值"},
    "mean": {"en": "mean", "zh": "均值"},
    "low": {"en": "95 % low", "zh": "95% 下限"},
    "high": {"en": "95 % high", "zh": "95% 上限"},
    "interval": {"en": "95 % interval", "zh": "95% 置信区间"},
    "share_better": {"en": "share better", "zh": "改善的比例"},
    "unpaired_over_paired": {"en": "unpaired / paired width", "zh": "非配对与配对区间宽度之比"},
    "replications": {"en": "replications", "zh": "重复次数"},
    "sd": {"en": "sd of differences", "zh": "差异的标准差"},
    "sd_of_runs": {"en": "standard deviation", "zh": "标准差"},
    "cost_per_head_difference": {"en": "extra cost, yuan a head and year", "zh": "新增成本（元/人·年）"},
    "replication": {"en": "replication", "zh": "重复序号"},
    "seed": {"en": "seed", "zh": "种子"},
    "village": {"en": "village", "zh": "村"},
    "value": {"en": "value", "zh": "数值"},
    "date": {"en": "date", "zh": "日期"},
    "up": {"en": "higher", "zh": "越高越好"},
    "down": {"en": "lower", "zh": "越低越好"},
    "none": {"en": "neither", "zh": "不论高低"},
    # sheets of the workbook
    "sheet_effects": {"en": "effects", "zh": "效果"},
    "sheet_outcomes": {"en": "outcomes", "zh": "逐次结果"},
    "sheet_about": {"en": "about", "zh": "说明"},
    "item": {"en": "item", "zh": "项目"},
    "content": {"en": "content", "zh": "内容"},
    "definition": {"en": "Definition: {label}", "zh": "定义：{label}"},
    "about_what": {"en": "What this is", "zh": "内容"},
    "about_what_text": {
        "en": "Paired differences of simulated scenarios from the baseline; the same seed gives every scenario "
        "the same people and the same luck.",
        "zh": "各模拟情景与基准的配对差异；同一种子下，各情景的人口和随机因素完全相同。",
    },
    "about_baseline": {"en": "Baseline", "zh": "基准情景"},
    "about_interval": {"en": "Interval", "zh": "区间"},
    "about_interval_text": {
        "en": "95 % t interval of the mean paired difference over replications; it holds chance alone, not doubt "
        "about the model's assumptions.",
        "zh": "配对差异均值的 95% t 区间；只反映随机波动，不含模型假设的不确定性。",
    },
    "about_share_better": {
        "en": "Share of replications in which the scenario is better than the baseline; a tie counts half; where "
        "neither direction is better, the share in which it is higher.",
        "zh": "情景优于基准的重复运行所占比例；相同按一半计；不论优劣的指标为高于基准的比例。",
    },
    "about_ratio": {
        "en": "Width of the interval without pairing (Welch) over its width with pairing; empty where the "
        "difference does not vary.",
        "zh": "不配对（Welch）区间宽度与配对区间宽度之比；差异没有波动时为空。",
    },
    "about_units": {
        "en": "Values stand in the unit of their row; a share of 0.31 is 31 %.",
        "zh": "数值采用所在行的单位；份额 0.31 即 31%。",
    },
    "about_units_item": {"en": "Units", "zh": "单位"},
    "about_versions": {"en": "Versions", "zh": "软件版本"},
    "about_passports": {"en": "Numbers by grade of evidence", "zh": "按证据等级统计的参数数目"},
    "about_grades": {
        "en": "A official statistics or large survey, B peer-reviewed study, C case report, D own judgement",
        "zh": "A 官方统计或大型调查，B 同行评议研究，C 案例报告，D 自行判断",
    },
    # sweeps
    "effect_on": {"en": "Effect on “{outcome}”", "zh": "对“{outcome}”的影响"},
    "sweep_effects_title": {"en": "{title}: differences from “{baseline}”", "zh": "{title}：与“{baseline}”的差异"},
    "points": {"en": "points", "zh": "设计点数"},
    "between_points": {"en": "middle 90 % of points", "zh": "中间 90% 设计点"},
    "chance_of_a_point": {"en": "chance at a point", "zh": "单点随机误差"},
    "sheet_means": {"en": "means", "zh": "均值"},
    "sheet_factors": {"en": "factors", "zh": "因素"},
    "sheet_failures": {"en": "failures", "zh": "失败运行"},
    "row": {"en": "row of the design", "zh": "设计行号"},
    "n": {"en": "runs", "zh": "运行次数"},
    "stage": {"en": "stage", "zh": "阶段"},
    "error": {"en": "error", "zh": "错误"},
    "replay": {"en": "runs it again", "zh": "重现命令"},
    "factor_factor": {"en": "factor", "zh": "因素编号"},
    "factor_kind": {"en": "kind", "zh": "类别"},
    "factor_label": {"en": "meaning", "zh": "含义"},
    "factor_low": {"en": "low", "zh": "下限"},
    "factor_high": {"en": "high", "zh": "上限"},
    "factor_values": {"en": "values", "zh": "取值"},
    "factor_shape": {"en": "shape", "zh": "分布形状"},
    "factor_unit": {"en": "unit", "zh": "单位"},
    "factor_source": {"en": "source", "zh": "来源"},
    "factor_grade": {"en": "grade", "zh": "证据等级"},
    "kind_lever": {"en": "lever", "zh": "杠杆"},
    "kind_uncertainty": {"en": "uncertainty", "zh": "不确定参数"},
    "kind_condition": {"en": "condition", "zh": "条件"},
    "shape_uniform": {"en": "uniform", "zh": "均匀"},
    "shape_triangular": {"en": "triangular", "zh": "三角"},
    "shape_log_uniform": {"en": "log-uniform", "zh": "对数均匀"},
    "shape_normal": {"en": "normal", "zh": "正态"},
    # scorecard
    "score_title": {"en": "Simulated quantities against facts", "zh": "模拟数值与事实对照"},
    "score_caption": {
        "en": "Grey: range of the fact, stretched to one width. Tick: target. Dot: mean of the runs, with the error of "
        "chance; an arrow lies farther out. {runs}.",
        "zh": "灰条：事实的范围，已拉伸为等宽。竖线：目标值。圆点：模拟均值及随机误差；箭头表示在更远处。{runs}。",
    },
    "score_key": {
        "en": "Blue: inside the range. Orange: outside. Only emergent quantities speak for or against the model.",
        "zh": "蓝：在范围内。橙：在范围外。只有涌现项能说明模型的好坏。",
    },
    "with_unit": {"en": "{label} ({unit})", "zh": "{label}（{unit}）"},
    "list": {"en": " · ", "zh": " · "},
    "input": {"en": "input (reproduced by construction)", "zh": "输入（按设定重现，不能作为证据）"},
    "fitted": {"en": "fitted (may be tuned to)", "zh": "拟合（允许据此调参）"},
    "emergent": {"en": "emergent (neither set nor tuned)", "zh": "涌现（既未设定也未调参）"},
    "inside_count": {"en": "{inside} of {total} inside the range", "zh": "{total} 项中 {inside} 项在范围内"},
    "not_measured_count": {"en": "{n} not measured", "zh": "{n} 项未测得"},
    "id": {"en": "id", "zh": "编号"},
    "quantity": {"en": "quantity", "zh": "数量"},
    "fact": {"en": "fact", "zh": "事实"},
    "target": {"en": "target", "zh": "目标"},
    "range": {"en": "range", "zh": "范围"},
    "simulated": {"en": "simulated", "zh": "模拟"},
    "mc_error": {"en": "error of chance", "zh": "随机误差"},
    "inside": {"en": "inside", "zh": "在范围内"},
    "yes": {"en": "yes", "zh": "是"},
    "no": {"en": "no", "zh": "否"},
    "score_of": {
        "en": "{title} · {replications} replications from seed {seed}",
        "zh": "{title} · {replications} 次重复运行，起始种子 {seed}",
    },
    "score_all": {"en": "All shipped scenarios", "zh": "全部附带情景"},
    "score_runs": {
        "en": "{runs} runs, about {minutes} minutes",
        "zh": "共 {runs} 次运行，约需 {minutes} 分钟",
    },
    "score_done": {"en": "{done} of {runs} runs done", "zh": "已完成 {done}/{runs} 次运行"},
    "score_failed": {
        "en": "a run failed: {scenario}, seed {seed}, while {stage}: {error}; replay: {replay}",
        "zh": "一次运行失败：{scenario}，种子 {seed}，阶段 {stage}：{error}；重现：{replay}",
    },
    "wrote": {"en": "wrote {path}", "zh": "已写入 {path}"},
    "drift": {"en": "Drift in the last burn-in year", "zh": "预热期最后一年的漂移"},
    "percent_a_year": {"en": "% a year", "zh": "%/年"},
    "not_shipped": {"en": "scenario not shipped", "zh": "未附带该情景"},
    "not_measured": {"en": "not measurable in these runs", "zh": "本次运行无法测得"},
}

for _part in (
    labels_people,
    labels_cost,
    labels_charts,
    labels_report,
    labels_report_back,
    labels_documents,
    labels_layers,
):
    if _twice := TEXTS.keys() & _part.TEXTS.keys():
        raise ValueError(f"{_part.__name__}: {sorted(_twice)} are labels already; give them other names")
    TEXTS |= _part.TEXTS


def text(code: str, lang: str, **values: object) -> str:
    """Return the text of ``code`` in ``lang`` ('en' or 'zh') with ``values`` filled in."""
    return TEXTS[code][lang].format(**values)


def title_of(titles: Mapping[str, Title], scenario: str, lang: str) -> str:
    """Return a scenario's title in ``lang``; its id where it has none."""
    title = titles.get(scenario, scenario)
    return title if isinstance(title, str) else title.get(lang) or scenario


def label_of(registry: Registry, outcome: str, lang: str) -> str:
    """Return an outcome's label in ``lang``; its id where the registry does not know it."""
    known = registry.get(outcome)
    if known is None:
        return outcome
    return known.zh if lang == "zh" else known.en


def unit_of(outcome: Outcome, lang: str, *, difference: bool = False) -> str:
    """Return the unit in which a level or a difference is shown; a share is shown in per cent, its change in points."""
    points = outcome.point_unit_zh if lang == "zh" else outcome.point_unit_en
    if difference and points:
        return points
    if outcome.scale == PERCENT and not isinstance(outcome, EffectOutcome):
        return text("percent", lang)
    return outcome.unit_zh if lang == "zh" else outcome.unit_en


def outcomes() -> Registry:
    """Return the outcomes of the model, by id."""
    from model.outcomes import OUTCOMES

    return OUTCOMES


@dataclass(frozen=True)
class PlainOutcome:
    """An outcome of which nothing is known but its name: one of another model than the county."""

    en: str
    zh: str
    unit_en: str = ""
    unit_zh: str = ""
    point_unit_en: str = ""
    point_unit_zh: str = ""
    definition_en: str = ""
    definition_zh: str = ""
    better: str = "none"
    headline: bool = True
    scale: float = 1.0


@dataclass(frozen=True)
class EffectOutcome(PlainOutcome):
    """What a policy does to an outcome: a difference, in the unit of differences."""


def effect_registry(registry: Registry) -> Registry:
    """Return the outcomes as what a policy does to them."""
    found: dict[str, Outcome] = {}
    for name, outcome in registry.items():
        en, zh = (unit_of(outcome, lang, difference=True) for lang in ("en", "zh"))
        english, chinese = (text("effect_on", lang, outcome=label_of(registry, name, lang)) for lang in ("en", "zh"))
        found[name] = EffectOutcome(english, chinese, en, zh, en, zh, better=outcome.better, scale=outcome.scale)
    return found


def plain_registry(names: Sequence[str]) -> Registry:
    """Return outcomes of which nothing is known but their names."""
    return {name: PlainOutcome(name, name) for name in names}


def headlines(registry: Registry) -> list[str]:
    """Return the ids of the headline outcomes, in order."""
    return [name for name, outcome in registry.items() if outcome.headline]


def number(value: float, decimals: int | None = None, *, signed: bool = False) -> str:
    """Write a number with a true minus and thousands separators; ``decimals`` None: three significant digits.

    >>> number(-1234.5), number(0.01234), number(2.0, 1, signed=True), number(-0.001, 1)
    ('−1,234', '0.0123', '+2.0', '0.0')
    """
    if not math.isfinite(value):
        return "–"
    written = f"{abs(value):,.{decimals_for(value) if decimals is None else decimals}f}"
    zero = not any(char in "123456789" for char in written)
    sign = "" if zero else MINUS if value < 0 else "+" if signed else ""
    return sign + written


def decimals_for(*values: float) -> int:
    """Return the decimals that show the largest of ``values`` with three significant digits."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    return 0 if largest == 0 else min(6, max(0, 2 - math.floor(math.log10(largest))))


def month(day: date, lang: str) -> str:
    """Write a month: 'Jan 2024' or '2024年1月', whatever the machine's own language."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.year}年{day.month}月" if lang == "zh" else f"{names[day.month - 1]} {day.year}"


def replications_text(counts: list[int], lang: str) -> str:
    """Say how many replications stand behind a chart or table, from the counts of its rows."""
    low, high = (min(counts), max(counts)) if counts else (0, 0)
    if high == 1:
        return text("runs_one", lang)
    return text("runs", lang, n=high) if low == high else text("runs_between", lang, low=low, n=high)


def width_of(words: str) -> int:
    """Return the width of a text in half-width columns; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)
