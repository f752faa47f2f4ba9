"""What breakdowns and full effects refuse, in English and Chinese."""

PEOPLE_MESSAGES: dict[str, dict[str, str]] = {
    "margin_not_above_zero": {
        "en": "came a margin of {came}; allowed are numbers above zero in the unit of the outcome, 0.02 being 2 points "
        "of a share, or nan for none; correct it",
        "zh": "给出的等效界值为 {came}；须为大于零的数，采用该指标的单位（0.02 即 2 个百分点），"
        "或用 nan 表示不设；请更正",
    },
}
