"""Messages of claims, of `check`, and of statistics that claims and reports rest on; the form is the catalogue's."""

CLAIM_MESSAGES: dict[str, dict[str, str]] = {
    "claim_of_nothing": {
        "en": "the claim says nothing of the difference; one of {allowed} is needed; write for example at_least: 2",
        "zh": "该论断没有说明差异；须有 {allowed} 之一；例如写 at_least: 2",
    },
    "claim_scenario": {
        "en": "the claim names '{came}', which is not among the scenarios; allowed are {allowed}; did you mean "
        "'{near}'?",
        "zh": "论断提到的“{came}”不在所列情景中；可用的有 {allowed}；是否想写“{near}”？",
    },
    "claim_of_itself": {
        "en": "the claim holds '{came}' against itself; another scenario is needed ({allowed}); name it under "
        "`against`",
        "zh": "该论断将“{came}”与其自身比较；需要另一个情景（{allowed}）；请写在 `against` 下",
    },
    "claim_not_true": {
        "en": "came {came}; allowed is {kind}: true; write {other}: true, or at_most or between, if that is meant",
        "zh": "给出的是 {came}；只允许 {kind}: true；若有此意，请写 {other}: true，或用 at_most、between",
    },
    "claim_between": {
        "en": "came {came}; allowed are two numbers, the lower one first; write for example between: [-1, 1]",
        "zh": "给出的是 {came}；应为两个数，较小者在前；例如写 between: [-1, 1]",
    },
    "no_claims": {
        "en": "the file makes no claim; a list under `claims:` is needed; write for example "
        "{{scenario: a, against: b, outcome: participation_rate, higher: true}}",
        "zh": "文件中没有论断；需要在 `claims:` 下列出；例如写 "
        "{{scenario: 甲, against: 乙, outcome: participation_rate, higher: true}}",
    },
    "no_uncertainties": {
        "en": "--uncertainty {came} came, but the file names no behaviour parameter to draw; some under "
        "`uncertainties:` are needed; name them, or `'*': {{}}` for all, or leave the option out",
        "zh": "给出了 --uncertainty {came}，但文件没有可抽取的行为参数；须在 `uncertainties:` 下写出；"
        "请写出参数，或用 `'*': {{}}` 表示全部，或去掉该选项",
    },
    "sizes_need_figures": {
        "en": "--sizes came, but the villages of '{came}' come from a village list; allowed are scenarios with "
        "population.villages.count; leave the option out, or claim it of such a scenario",
        "zh": "给出了 --sizes，但“{came}”的村庄来自名册；只适用于写有 population.villages.count 的情景；"
        "请去掉该选项，或改用此类情景",
    },
    "most_below": {
        "en": "came --most {came}; allowed is {low} or more, the replications it begins with; raise it or lower -r",
        "zh": "给出的是 --most {came}；不得少于起始重复次数 {low}；请提高它，或降低 -r",
    },
    "survival_lengths": {
        "en": "came {times} times and {causes} causes; one cause a time is allowed; give both for every case",
        "zh": "给出 {times} 个时间和 {causes} 个原因；每个时间须有一个原因；请为每个个案都给出两者",
    },
    "survival_value": {
        "en": "came {came} in place {row}; times of 0 or more and causes of 0, 1, 2, ... are allowed; correct it",
        "zh": "第 {row} 位给出的是 {came}；时间须不小于 0，原因须为 0、1、2……；请改正",
    },
}
