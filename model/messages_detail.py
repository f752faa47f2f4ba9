"""Error messages about what runs keep beside their outcomes."""

DETAIL_MESSAGES: dict[str, dict[str, str]] = {
    "detail_damaged": {
        "en": "the part '{part}' of run {came} cannot be read ({reason}); only bytes as a run wrote them are allowed; "
        "make the study anew in another folder (--out)",
        "zh": "运行 {came} 的“{part}”部分无法读取（{reason}）；只能读取运行写入的原始内容；"
        "请用 --out 在另一文件夹重新运行",
    },
    "detail_other_model": {
        "en": "came model '{came}' with detail; only the county keeps what it sees; leave --detail out",
        "zh": "给出的模型是“{came}”并要求保存明细；只有县域模型保存明细；请去掉 --detail",
    },
    "detail_unknown": {
        "en": "came part '{came}'; allowed are {allowed}; did you mean '{near}'?",
        "zh": "给出的部分是“{came}”；可用的有 {allowed}；是否想写“{near}”？",
    },
}
