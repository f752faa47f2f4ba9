"""Messages of sensitivity analysis and scenario discovery."""

SENSITIVITY_MESSAGES: dict[str, dict[str, str]] = {
    "sensitivity_shape": {
        "en": "came {came} values for a design of {rows} rows; one row of values a row of the design is allowed; "
        "read the results in the order of the design, with NaN where a run failed",
        "zh": "给出 {came} 行结果，而设计有 {rows} 行；结果必须与设计逐行对应；"
        "请按设计的顺序读取结果，失败的运行记为 NaN",
    },
    "sensitivity_unknown_method": {
        "en": "no method is called '{came}'; allowed are {allowed}; did you mean '{near}'?",
        "zh": "没有名为“{came}”的方法；可用的有 {allowed}；是否想写“{near}”？",
    },
    "sensitivity_method": {
        "en": "method '{came}' came for a design of kind '{kind}'; that design allows {allowed}; choose one of these "
        "or a design of kind {kinds}",
        "zh": "对“{kind}”设计使用了方法“{came}”；该设计可用 {allowed}；请改用其中之一，或改用 {kinds} 设计",
    },
    "sensitivity_no_method": {
        "en": "a design of kind '{kind}' came, which samples no ranges; sensitivity needs one of {kinds}; write "
        "another `design:` in the study file, or draw a dose-response or a heat map of this one",
        "zh": "给出的是“{kind}”设计，它不在取值范围内抽样；敏感性分析需要 {kinds} 之一；"
        "请在研究文件中更换 `design:`，或对此设计绘制剂量反应图或热力图",
    },
    "sensitivity_too_few": {
        "en": "{came} of {all} base samples, trajectories, curves or points came complete; method '{method}' needs at "
        "least {least}; run the failed points again or enlarge the design",
        "zh": "{all} 个基础样本、轨迹、曲线或点中只有 {came} 个完整；方法“{method}”至少需要 {least} 个；"
        "请重跑失败的点或扩大设计",
    },
    "discovery_too_few": {
        "en": "{came} complete points came, of which {failing} miss the target; at least {least} points and {each} on "
        "either side are needed; enlarge the design or move the threshold",
        "zh": "完整的点有 {came} 个，其中 {failing} 个未达标；至少需要 {least} 个点，且达标与未达标各不少于 {each} 个；"
        "请扩大设计或调整阈值",
    },
    "discovery_no_numbers": {
        "en": "a design of kind '{kind}' with {factors} factors came; discovery needs points that vary at least one "
        "factor; add `factors:` to the study file",
        "zh": "给出的是“{kind}”设计，因素 {factors} 个；情景发现至少需要一个变化的因素；请在研究文件中添加 `factors:`",
    },
    "surface_no_factor": {
        "en": "no factor of the design is called '{came}'; allowed are {allowed}; take a name from `factors:`",
        "zh": "设计中没有名为“{came}”的因素；可用的有 {allowed}；请使用 `factors:` 中的名称",
    },
}
