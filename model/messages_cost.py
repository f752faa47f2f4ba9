"""What the tables of costs refuse, in English and Chinese."""

COST_MESSAGES: dict[str, dict[str, str]] = {
    "unknown_gain": {
        "en": "no gain is called '{came}'; there are {allowed}; did you mean '{near}'?",
        "zh": "没有名为“{came}”的成效；可用的有 {allowed}；是否想写“{near}”？",
    },
}
