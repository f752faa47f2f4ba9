"""What the charts and their numbers refuse, in English and Chinese."""

CHART_MESSAGES: dict[str, dict[str, str]] = {
    "survival_weights": {
        "en": "came {weights} weights for {times} times; one weight a time is allowed; give one for every case",
        "zh": "{times} 个时间给出了 {weights} 个权重；每个时间须有一个权重；请为每个个案给出一个",
    },
    "survival_weight": {
        "en": "came {came} in place {row}; whole numbers of 0 or more are allowed; give how many cases it stands for",
        "zh": "第 {row} 位给出的是 {came}；权重须为不小于 0 的整数；请给出所代表的个案数",
    },
}
