"""Fixed words of the layers of doubt in English and Chinese; merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {
    "layer_chance": {"en": "chance", "zh": "随机因素"},
    "layer_behaviour": {"en": "behavioural assumptions", "zh": "行为假设"},
    "layer_levers": {"en": "lever values", "zh": "杠杆取值"},
    "layer_interval_chance": {"en": "95 % interval of the mean", "zh": "均值的 95% 置信区间"},
    "layer_interval_behaviour": {"en": "middle 90 % of draws", "zh": "抽样结果的中间 90%"},
    "layer_interval_levers": {"en": "middle 90 % of draws", "zh": "抽样结果的中间 90%"},
    "layer_title": {"en": "Three layers of doubt about each difference", "zh": "差异的三层不确定性"},
    "layer_cell": {"en": "{low} to {high} · {share} %", "zh": "{low} 至 {high} · {share}%"},
    "layer_level": {
        "en": "{outcome} {chance} as it stands and {behaviour} in the draws ({unit})",
        "zh": "{outcome}现设定为 {chance}、抽样为 {behaviour}（{unit}）",
    },
    "layer_baseline": {
        "en": "The baseline itself, mean: {levels}. Far apart, the draws speak of other counties than this one.",
        "zh": "基准情景自身的均值：{levels}。两者相差很大时，抽样反映的已不是本县的情形。",
    },
    "layer_caption": {
        "en": "After each interval, the share of replications or draws that are better than the baseline (higher, where"
        " neither is better); a tie counts half. Behaviour: {behaviour} draws of what nobody knows. Levers: {levers} "
        "draws around the values stated. A draw compares one run of every scenario under one seed, so its spread holds "
        "chance too.",
        "zh": "区间之后为优于基准的重复或抽样所占比例（不论优劣的指标为升高的比例），相同按一半计。"
        "行为假设：抽取 {behaviour} 组未知参数；杠杆取值：围绕设定值抽取 {levers} 组。"
        "每组各情景使用同一种子各运行一次并作配对比较，因此差异中也含随机波动。",
    },
}
