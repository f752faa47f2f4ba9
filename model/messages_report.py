"""Messages of reports; the form is the catalogue's."""

REPORT_MESSAGES: dict[str, dict[str, str]] = {
    "report_suffix": {
        "en": "came '{came}'; allowed are names that end in {allowed}; name the report for example report.html",
        "zh": "给出的是“{came}”；文件名须以 {allowed} 结尾；例如写 report.html",
    },
    "report_twice": {
        "en": "'{came}' came twice; every document needs a name of its own; leave one of them out",
        "zh": "“{came}”给出了两次；每份文件须有各自的名称；请去掉其中一个",
    },
    "report_unwritable": {
        "en": "'{came}' cannot be written ({reason}); a place is needed that files may be written to; choose another",
        "zh": "“{came}”无法写入（{reason}）；需要可以写入文件的位置；请另选一处",
    },
    "report_stale": {
        "en": "{number} stored runs in {path} are stale ({came}): code, settings or design changed since; a report "
        "speaks of today's model; run the study again, or give --stale keep to report them with a warning",
        "zh": "{path} 中有 {number} 次已存运行已过期（{came}）：此后代码、设定或设计有改动；报告只反映现行模型；"
        "请重新运行该研究，或加 --stale keep，在报告中注明后仍予采用",
    },
    "report_nothing": {
        "en": "no run of '{allowed}' in {path} has been made; a report needs one at least; run the study first",
        "zh": "{path} 中的“{allowed}”尚无任何运行；报告至少需要一次运行；请先运行该研究",
    },
    "report_which_study": {
        "en": "{path} holds {came} studies: {allowed}; a report is of one; name it with --study",
        "zh": "{path} 中有 {came} 项研究：{allowed}；一份报告只对应一项；请用 --study 指定",
    },
    "report_no_study": {
        "en": "no study in {path} is called '{came}'; there are: {allowed}; did you mean '{near}'?",
        "zh": "{path} 中没有名为“{came}”的研究；现有：{allowed}；是否想写“{near}”？",
    },
    "report_with_nothing": {
        "en": "'{came}' holds neither a sensitivity analysis nor checked claims; folders of sweeps with factors and of "
        "`xiangzhi check` are allowed; leave it out or name another",
        "zh": "“{came}”中没有敏感性分析，也没有检验过的论断；只接受含因素的研究或 `xiangzhi check` 的结果；"
        "请去掉或改用其他文件夹",
    },
    "report_margin": {
        "en": "came '{came}'; allowed is OUTCOME=VALUE with a value above zero in the unit of tables; write for "
        "example participation_rate=2",
        "zh": "给出的是“{came}”；应为“指标=数值”，数值大于零，单位与表格相同；例如写 participation_rate=2",
    },
}
