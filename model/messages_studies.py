"""The messages of study files, factors and designs; the form is that of the catalogue."""

STUDY_MESSAGES: dict[str, dict[str, str]] = {
    "study_missing": {
        "en": "there is no study '{came}'; a study is a .yaml file or the name of a shipped one; did you mean "
        "'{near}'?",
        "zh": "找不到研究“{came}”；研究应为 .yaml 文件或随附研究的名称；是否想写“{near}”？",
    },
    "study_of_nothing": {
        "en": "neither `scenarios` nor `model` came; one of them is needed; name the scenarios to run",
        "zh": "既没有 `scenarios` 也没有 `model`；两者必须有其一；请写出要运行的情景",
    },
    "only_with_model": {
        "en": "'{came}' came without `model`; it is allowed for models other than the county only; delete it, "
        "or set horizon.years",
        "zh": "给出了“{came}”但没有 `model`；只有县域以外的模型才可使用；请删去，或改写 horizon.years",
    },
    "bad_model": {
        "en": "came '{came}'; allowed is package.module:name or file.py:name; write the name after a colon",
        "zh": "给出的是“{came}”；允许的写法是 包.模块:名称 或 文件.py:名称；请在冒号后写出名称",
    },
    "not_a_factor": {
        "en": "came {came}; allowed is a list of values, or a group with low and high, where {{}} is the range of the "
        "passport; write [a, b] or {{low: a, high: b}}",
        "zh": "给出的是 {came}；这里应为取值列表，或含 low、high 的一组，{{}} 表示其说明中的范围；"
        "请写 [甲, 乙] 或 {{low: 甲, high: 乙}}",
    },
    "factor_twice": {
        "en": "'{came}' stands in two sections; each factor is allowed in one; delete one of them",
        "zh": "“{came}”出现在两处；每个因素只能写在一处；请删去其一",
    },
    "factor_elsewhere": {
        "en": "'{came}' does not belong here; it is allowed under `{allowed}:` only; write it there as '{near}'",
        "zh": "“{came}”不应写在此处；只能写在 `{allowed}:` 之下；请在那里写成“{near}”",
    },
    "lever_not_running": {
        "en": "policy '{came}' runs in none of the scenarios ({scenarios}); levers of running policies are allowed: "
        "{allowed}; put the policy into a scenario or into `settings:`",
        "zh": "政策“{came}”未在任何情景（{scenarios}）中推行；只允许已推行政策的杠杆：{allowed}；"
        "请把该政策写进情景或 `settings:`",
    },
    "star_says_too_much": {
        "en": "'{came}' came for many factors at once; allowed is {allowed}; give single factors their own entries",
        "zh": "对多个因素一并给出了“{came}”；允许的是 {allowed}；请为单个因素另写条目",
    },
    "choices_have_no_range": {
        "en": "'{came}' came, but this is one of {allowed}; allowed is a list of some of them; delete '{came}'",
        "zh": "给出了“{came}”，但此项只能取 {allowed} 之一；可写其中若干项的列表；请删去“{came}”",
    },
    "mode_without_peak": {
        "en": "mode came with the shape {came}, which has no most likely value; allowed are {allowed}; "
        "change the shape or delete mode",
        "zh": "形状为 {came} 时给出了 mode，而该形状没有最可能值；允许的形状有 {allowed}；请改形状或删去 mode",
    },
    "whole_is_known": {
        "en": "whole came for '{came}', of which the model knows it; it is allowed for other models only; delete it",
        "zh": "为“{came}”给出了 whole，而模型已有规定；只有其他模型才可使用；请删去",
    },
    "group_unused": {
        "en": "group '{came}' came, but the design varies every factor alone; groups are allowed with groups: true in "
        "sobol and morris; add it to the design or delete the group",
        "zh": "给出了分组“{came}”，但本设计逐个变动因素；仅当 sobol 或 morris 设计写有 groups: true 时才可分组；"
        "请加上，或删去分组",
    },
    "range_needed": {
        "en": "'{came}' came without a range, and it has none of its own; a list of values, or low and high, is "
        "needed; write {{low: a, high: b}}",
        "zh": "“{came}”没有给出范围，其本身也没有；需要取值列表，或 low 与 high；请写 {{low: 甲, high: 乙}}",
    },
    "range_order": {
        "en": "came {came}; allowed is a low below the high; correct them, or give one value under `settings:`",
        "zh": "给出的是 {came}；low 必须小于 high；请改正，或在 `settings:` 下给出单个值",
    },
    "log_needs_positive": {
        "en": "came low: {came} with the shape log_uniform; allowed is a low above 0; raise it or change the shape",
        "zh": "形状为 log_uniform 时 low 为 {came}；low 必须大于 0；请提高 low 或改用其他形状",
    },
    "design_without_factors": {
        "en": "a {came} design came without factors; levers, uncertainties or conditions are needed; name some, "
        "or use kind: replications",
        "zh": "设计为 {came}，但没有因素；需要 levers、uncertainties 或 conditions；请写出，或用 kind: replications",
    },
    "design_ignores_factors": {
        "en": "a {came} design came with factors, which it would not vary; another kind is needed; use kind: "
        "factorial, or delete the factors",
        "zh": "设计为 {came}，却给出了因素，而它不会变动因素；需要其他类型；请用 kind: factorial，或删去因素",
    },
    "design_takes_not": {
        "en": "'{came}' came for a {kind} design; allowed are {allowed}; delete it or change the kind",
        "zh": "{kind} 设计给出了“{came}”；允许的有 {allowed}；请删去或改变类型",
    },
    "design_too_big": {
        "en": "came a design of {came} points of {factors} factors; allowed are {high} points; give fewer samples, "
        "levels or factors",
        "zh": "设计有 {came} 个点、{factors} 个因素；最多允许 {high} 个点；请减少样本、水平或因素",
    },
    "design_not_a_power": {
        "en": "came {came} samples; allowed is a power of 2, which the sequence needs; take {low} or {high}",
        "zh": "样本数为 {came}；该序列要求 2 的整数次幂；请取 {low} 或 {high}",
    },
    "design_too_few": {
        "en": "came {came} samples; allowed are {low} or more, else waves cannot be told apart; take {low} or more",
        "zh": "样本数为 {came}；至少应为 {low}，否则无法区分各频率；请取 {low} 或更多",
    },
    "design_not_even": {
        "en": "came {came} levels; allowed is an even number; take {low} or {high}",
        "zh": "水平数为 {came}；只允许偶数；请取 {low} 或 {high}",
    },
    "table_missing": {
        "en": "there is no file '{came}'; a .csv file beside the study file is needed; correct the name",
        "zh": "找不到文件“{came}”；需要与研究文件同处的 .csv 文件；请改正文件名",
    },
    "table_unreadable": {
        "en": "came a table that cannot be read ({came}); allowed is CSV text in UTF-8; save it so",
        "zh": "表格无法读取（{came}）；只允许 UTF-8 编码的 CSV 文本；请另存为该格式",
    },
    "table_without_rows": {
        "en": "the table has no row of values; a first row of factor names and one row a point are needed; add them",
        "zh": "表格中没有取值行；首行应为因素名称，其后每行一个点；请补上",
    },
    "table_ragged": {
        "en": "came {came} cells; allowed are {allowed}, as many as columns; correct the row",
        "zh": "该行有 {came} 个单元格；应与列数相同，即 {allowed} 个；请改正该行",
    },
    "table_lacks": {
        "en": "the table has no column for {came}; every factor of the study file is needed; add the columns, or "
        "delete the factors from the study file",
        "zh": "表格缺少列 {came}；研究文件中的每个因素都须有一列；请补上，或从研究文件中删去这些因素",
    },
}
