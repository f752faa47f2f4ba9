"""Fixed words of the documents of a report (HTML, Word, Excel); merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {
    "doc_contents": {"en": "Contents", "zh": "目录"},
    "doc_table": {"en": "Table {n}", "zh": "表 {n}"},
    "doc_figure": {"en": "Figure {n}", "zh": "图 {n}"},
    "doc_caption": {"en": "{label}. {caption}", "zh": "{label}　{caption}"},
    "doc_runs": {"en": "runs", "zh": "运行编号"},
    "doc_figure_runs": {"en": "Runs: {runs}", "zh": "运行编号：{runs}"},
    "doc_percent": {"en": "{number}\u00a0%", "zh": "{number}%"},
    "doc_day": {"en": "{day} {month}", "zh": "{month}{day}日"},
    "doc_better": {"en": "better", "zh": "改善"},
    "doc_worse": {"en": "worse", "zh": "变差"},
    "doc_unsure": {"en": "cannot be told from zero", "zh": "与零无法区分"},
    "doc_empty": {"en": "This table has no rows.", "zh": "本表没有内容。"},
    "doc_all_rows": {"en": "all {n} rows", "zh": "全部 {n} 行"},
    "doc_some_rows": {"en": "first {most} of {n} rows", "zh": "全部 {n} 行中的前 {most} 行"},
    "doc_first_rows_some": {
        "en": "Shown are the first {shown} of {n} rows. On the screen the table unfolds to {most}; the Excel edition "
        "of this report holds all of them in sheet “{sheet}”.",
        "zh": "此处显示全部 {n} 行中的前 {shown} 行。在屏幕上可展开至 {most} 行；"
        "完整内容见本报告 Excel 版的“{sheet}”工作表。",
    },
    "doc_first_rows": {
        "en": "Shown are the first {shown} of {n} rows. On the screen the whole table unfolds; the Excel edition of "
        "this report holds it in sheet “{sheet}”.",
        "zh": "此处显示全部 {n} 行中的前 {shown} 行。在屏幕上可展开全表；完整内容见本报告 Excel 版的“{sheet}”工作表。",
    },
    "doc_first_rows_word": {
        "en": "Shown are the first {shown} of {n} rows. The Excel edition of this report holds all of them in sheet "
        "“{sheet}”.",
        "zh": "此处显示全部 {n} 行中的前 {shown} 行，完整内容见本报告 Excel 版的“{sheet}”工作表。",
    },
    # the workbook
    "doc_sheet_summary": {"en": "summary", "zh": "摘要"},
    "doc_sheet_words": {"en": "text", "zh": "正文"},
    "doc_sheets": {"en": "Sheets of this workbook", "zh": "工作表目录"},
    "doc_number": {"en": "no.", "zh": "编号"},
    "doc_sheet": {"en": "sheet", "zh": "工作表"},
    "doc_about_what": {"en": "what it holds", "zh": "内容"},
    "doc_rows": {"en": "rows", "zh": "行数"},
    "doc_note": {"en": "how to read it", "zh": "说明"},
    "doc_kind": {"en": "kind", "zh": "类别"},
    "doc_words": {"en": "text", "zh": "文字"},
    "doc_heading": {"en": "heading", "zh": "标题"},
    "doc_paragraph": {"en": "paragraph", "zh": "段落"},
    "doc_point": {"en": "point", "zh": "要点"},
    "doc_words_sheet_what": {"en": "All words of the report, in order", "zh": "报告全部文字，按顺序排列"},
}
