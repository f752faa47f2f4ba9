"""Error messages about the stories of single disputes, villagers and households."""

TRACE_MESSAGES: dict[str, dict[str, str]] = {
    "trace_no_events": {
        "en": "'{came}' holds no disputes and requests; stories are allowed of runs made with events; run "
        "`xiangzhi compare {scenarios} --events -o {folder}`",
        "zh": "“{came}”中没有保存纠纷与诉求；只能讲述保存了事件的运行；请运行 "
        "`xiangzhi compare {scenarios} --events -o {folder}`",
    },
    "trace_seed": {
        "en": "came seed {came}; events are stored of seeds {allowed}; give one of them, for example {near}",
        "zh": "给出的种子是 {came}；保存了事件的种子有 {allowed}；请改用其中之一，例如 {near}",
    },
    "trace_scenario": {
        "en": "no scenario '{came}' has its events stored; allowed are {allowed}; did you mean '{near}'?",
        "zh": "没有保存了事件的情景“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
    "trace_scenarios": {
        "en": "came {came}; one scenario, or two that differ, are allowed; write for example {near}",
        "zh": "给出的是 {came}；允许一个情景，或两个不同的情景；例如写成 {near}",
    },
    "trace_needs_two": {
        "en": "came one scenario, {came}; finding what moved needs two; add another --scenario, or compare two",
        "zh": "只有一个情景 {came}；比较去向需要两个情景；请再加一个 --scenario，或先比较两个情景",
    },
    "trace_unknown": {
        "en": "'{came}' is not known under {scenarios} with seed {seed}; ids are allowed as `--find` and the stories "
        "print them, for example {near}; correct the id or the seed",
        "zh": "{scenarios}（种子 {seed}）中没有“{came}”；编号须照 `--find` 或个案所示，例如 {near}；请更正编号或种子",
    },
    "trace_no_settings": {
        "en": "came '{came}', but the settings of these runs cannot be read; they are needed to know who lives in a "
        "household; ask for a --villager or a --dispute",
        "zh": "给出的是“{came}”，但读不到这些运行的设定；没有设定无法知道户内成员；请改用 --villager 或 --dispute",
    },
    "trace_ends": {
        "en": "came '{came}'; allowed is END-to-END with two different ends of {allowed}; did you mean '{near}'?",
        "zh": "给出的是“{came}”；应写成 去向-to-去向，两个不同的去向取自 {allowed}；是否想写“{near}”？",
    },
    "trace_one_question": {
        "en": "came {came}; exactly one of --dispute, --household, --villager and --find is allowed; give one, for "
        "example --find petition-to-village",
        "zh": "给出的是 {came}；--dispute、--household、--villager、--find 只能用一个；请给出其一，例如 "
        "--find petition-to-village",
    },
}
