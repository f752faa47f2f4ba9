"""What the command line says, in English and Chinese, apart from error messages (those are in `model.messages`)."""

TEXTS: dict[str, dict[str, str]] = {
    "interrupted": {"en": "stopped; nothing was half-written", "zh": "已停止；没有写入半成品"},
    "interrupted_kept": {
        "en": "stopped; the results so far are kept in {path}; the same command goes on from there",
        "zh": "已停止；目前的结果保存在 {path}；重复同一命令即可继续",
    },
    "runs_column": {"en": "runs", "zh": "运行"},
    "left_column": {"en": "left", "zh": "剩余"},
    "failed_column": {"en": "{failed} failed", "zh": "失败 {failed}"},
    "progress_line": {
        "en": "{done} of {total} runs, {failed} failed, about {left} minutes left",
        "zh": "已完成 {done}/{total} 次运行，失败 {failed}，约剩 {left} 分钟",
    },
    "compare_takes": {
        "en": "{runs} runs to make ({stored} are stored), about {minutes} minutes and {megabytes} MB; "
        "results go to {folder}",
        "zh": "需运行 {runs} 次（已存 {stored} 次），约需 {minutes} 分钟和 {megabytes} MB;结果写入 {folder}",
    },
    "stale_runs": {
        "en": "{stale} stored runs are stale (the model or the scenarios have changed) and are not used; they run anew",
        "zh": "{stale} 次已存运行已过期（模型或情景有改动），不再使用，将重新运行",
    },
    "compare_wrote": {
        "en": "wrote to {folder}: study.sqlite, effects.csv, effects.xlsx and {figures} figure files in figures/",
        "zh": "已写入 {folder}:study.sqlite、effects.csv、effects.xlsx,figures/ 中有 {figures} 个图表文件",
    },
    "runs_failed": {
        "en": "{failed} of {total} runs failed:",
        "zh": "{total} 次运行中有 {failed} 次失败:",
    },
    "more_failed": {
        "en": "... and {more} more; all stand in the table 'runs' of {store}",
        "zh": "……另有 {more} 次；全部记录在 {store} 的 runs 表中",
    },
    "run_failed": {
        "en": "{scenario}, seed {seed}: failed while {stage}: {error}\n  again: {replay}",
        "zh": "{scenario}，种子 {seed}：在“{stage}”阶段失败：{error}\n  重现: {replay}",
    },
    "stage_building": {"en": "building", "zh": "构建"},
    "stage_burning in": {"en": "burning in", "zh": "预热"},
    "stage_running": {"en": "running", "zh": "运行"},
    "stage_measuring": {"en": "measuring", "zh": "测量"},
    "stage_hung": {"en": "running (past its time limit)", "zh": "运行（超过时限）"},
    "stage_checking": {"en": "checking (an outcome is no finite number)", "zh": "检查（结果不是有限数值）"},
    "sweep_takes": {
        "en": "{points} points x {replications} replications: {runs} runs to make ({stored} are stored), about "
        "{minutes} minutes and {megabytes} MB; results go to {folder}",
        "zh": "{points} 个设计点 x {replications} 次重复：需运行 {runs} 次（已存 {stored} 次），约需 {minutes} 分钟和 "
        "{megabytes} MB；结果写入 {folder}",
    },
    "sweep_takes_unknown": {
        "en": "{points} points x {replications} replications: {runs} runs to make ({stored} are stored), about "
        "{megabytes} MB; how long a run takes is not known yet; results go to {folder}",
        "zh": "{points} 个设计点 x {replications} 次重复：需运行 {runs} 次（已存 {stored} 次），约 {megabytes} MB；"
        "单次用时尚未知；结果写入 {folder}",
    },
    "stale_rerun": {
        "en": "{stale} stored runs are stale (code, settings or design have changed) and are not used; they run anew "
        "(--stale keep would keep them too, labelled; --stale refuse would stop):",
        "zh": "{stale} 次已存运行已过期（代码、设定或设计有改动），不再使用，将重新运行"
        "（--stale keep 另名保留，--stale refuse 停止）：",
    },
    "stale_keep": {
        "en": "{stale} stored runs are stale (code, settings or design have changed); they are kept under a name of "
        "their own and never mixed with today's:",
        "zh": "{stale} 次已存运行已过期（代码、设定或设计有改动）；将另名保留，不与现在的结果混用：",
    },
    "sweep_kept": {"en": "the stale runs are kept as '{kept}'", "zh": "过期运行已保留为“{kept}”"},
    "sensitivity_of_effect": {
        "en": "what moves the effect of '{scenario}' (paired difference from '{baseline}')",
        "zh": "什么在影响“{scenario}”的效果（与“{baseline}”的配对差异）",
    },
    "sensitivity_of_level": {"en": "what moves the outcomes of '{scenario}'", "zh": "什么在影响“{scenario}”的结果"},
    "advice": {
        "en": "{outcome}: {n} replications give ±{half} at the least known point; {needed} would give ±{target}",
        "zh": "{outcome}：{n} 次重复时，最不确定的设计点为 ±{half}；若要 ±{target}，约需 {needed} 次",
    },
    "advice_exact": {
        "en": "{outcome}: {n} replications, and chance moves nothing (±{half})",
        "zh": "{outcome}：{n} 次重复，随机因素不起作用（±{half}）",
    },
    "advice_none": {
        "en": "{outcome}: one replication tells nothing of chance; give at least two (-r 2)",
        "zh": "{outcome}：仅 1 次重复无法了解随机波动；请至少用 -r 2",
    },
    "failed_where": {
        "en": "all failed points lie at {factor} {low} to {high}, where {share} % of the points are",
        "zh": "失败的设计点都在 {factor} {low} 至 {high} 之间，该范围只含 {share}% 的设计点",
    },
    "failed_bounds": {
        "en": "{outcome}: were the failed runs like the lowest or highest good one, the mean of all runs would be "
        "{low} to {high} {unit}",
        "zh": "{outcome}：若失败运行如同最低或最高的成功运行，总均值为 {low} 至 {high} {unit}",
    },
    "about_title": {"en": "Study", "zh": "研究"},
    "about_question": {"en": "Question", "zh": "问题"},
    "about_design": {"en": "Design", "zh": "设计"},
    "about_design_text": {
        "en": "{kind}: {points} points, {replications} replications each, seeds from {seed}",
        "zh": "{kind}：{points} 个设计点，每点 {replications} 次重复，种子自 {seed} 起",
    },
    "about_runs": {"en": "Runs", "zh": "运行"},
    "about_runs_text": {"en": "{good} good, {failed} failed", "zh": "成功 {good} 次，失败 {failed} 次"},
    "sweep_wrote": {
        "en": "wrote to {folder}: {names}; figures in figures/: {figures}",
        "zh": "已写入 {folder}：{names}，figures/ 中有 {figures} 幅图",
    },
    "stage_killed": {"en": "running (the process died)", "zh": "运行（进程被终止）"},
    "run_title": {"en": "{title}, seed {seed}", "zh": "{title}，种子 {seed}"},
    "run_took": {
        "en": "{seconds} s; fingerprint {fingerprint}",
        "zh": "用时 {seconds} 秒；指纹 {fingerprint}",
    },
    "ms_a_dekad": {"en": "ms a dekad", "zh": "毫秒/旬"},
    "share_of_step": {"en": "share of the step", "zh": "占每旬比重"},
    "us_a_thousand": {"en": "µs per 1,000 villagers", "zh": "微秒/千人"},
    "step": {"en": "the step", "zh": "整旬合计"},
    "policy": {"en": "policy", "zh": "政策"},
    "profile_rest": {
        "en": "processor time {whole} s, of which {rest} s outside the phases (building, measuring); "
        "what a policy takes is part of the phase that calls it, the columns of calls are ms a dekad",
        "zh": "处理器用时 {whole} 秒，其中 {rest} 秒在各环节之外（构建、测量）；"
        "政策用时已含在调用它的环节内，各调用列为毫秒/旬",
    },
    "status_line": {
        "en": "{done} done, {pending} pending, {failed} failed, {stale} stale, {kept} kept from older code",
        "zh": "完成 {done}，待运行 {pending}，失败 {failed}，过期 {stale}，保留的旧结果 {kept}",
    },
    "status_stale": {
        "en": "stale: {scenario}, replications {replications}",
        "zh": "过期：{scenario}，重复 {replications}",
    },
    "status_more": {
        "en": "... and {more} more points; --json names all",
        "zh": "……另有 {more} 个设计点，--json 可列全",
    },
    "status_kept": {
        "en": "kept from older code: {scenario}, replications {replications}",
        "zh": "保留的旧结果：{scenario}，重复 {replications}",
    },
    "verify_equal": {
        "en": "{checked} runs run again, {equal} equal to the last bit",
        "zh": "重跑 {checked} 次，{equal} 次逐位相同",
    },
    "verify_stale": {
        "en": "{stale} runs are stale and were not asked: run the same sweep or comparison again",
        "zh": "{stale} 次运行已过期，未核对：请重新运行原来的 sweep 或 compare",
    },
    "verify_difference": {
        "en": "{scenario}, seed {seed}: {outcome} {place}: stored {stored}, again {again}",
        "zh": "{scenario}，种子 {seed}：{outcome} {place}：存储值 {stored}，重跑值 {again}",
    },
    "wrote": {"en": "wrote {path}", "zh": "已写入 {path}"},
    "study_valid": {
        "en": "{file}: valid; {points} points, {replications} replications, {factors} factors",
        "zh": "{file}：有效；{points} 个设计点，{replications} 次重复，{factors} 个因素",
    },
    "scenario_valid": {
        "en": "{file}: valid; {villages} villages, {policies} policies",
        "zh": "{file}：有效；{villages} 个村，{policies} 项政策",
    },
    "roster_valid": {"en": "{file}: valid; {villages} villages", "zh": "{file}：有效；{villages} 个村"},
    "no_difference": {"en": "the two scenarios resolve alike", "zh": "两个情景的设定完全相同"},
    "plan_takes": {
        "en": "{runs} runs, about {minutes} minutes and {megabytes} MB",
        "zh": "共 {runs} 次运行，约需 {minutes} 分钟和 {megabytes} MB",
    },
    "init_next": {
        "en": "fill in the village list, then: xiangzhi validate {scenario}",
        "zh": "填写村庄名册后运行: xiangzhi validate {scenario} --lang zh",
    },
    "key": {"en": "key", "zh": "键"},
    "scenario": {"en": "scenario", "zh": "情景"},
    "title": {"en": "title", "zh": "标题"},
    "extends": {"en": "extends", "zh": "继承自"},
    "policies": {"en": "policies", "zh": "政策"},
    "lever": {"en": "lever", "zh": "杠杆"},
    "meaning": {"en": "meaning", "zh": "含义"},
    "default": {"en": "default", "zh": "默认"},
    "off": {"en": "off", "zh": "关闭"},
    "low": {"en": "low", "zh": "下限"},
    "high": {"en": "high", "zh": "上限"},
    "unit": {"en": "unit", "zh": "单位"},
    "source": {"en": "source (grade)", "zh": "来源（等级）"},
    "phase": {"en": "phase", "zh": "环节"},
    "why": {"en": "why here", "zh": "为何在此"},
    "scope": {"en": "scope", "zh": "范围"},
    "kind": {"en": "kind", "zh": "类型"},
    "reads": {"en": "reads", "zh": "读取"},
    "writes": {"en": "writes", "zh": "写入"},
    "explain_value": {"en": "value", "zh": "取值"},
    "explain_unit": {"en": "unit", "zh": "单位"},
    "explain_low": {"en": "low", "zh": "下限"},
    "explain_high": {"en": "high", "zh": "上限"},
    "explain_off": {"en": "off", "zh": "关闭值"},
    "explain_choices": {"en": "choices", "zh": "可选值"},
    "explain_levers": {"en": "levers", "zh": "杠杆"},
    "explain_better": {"en": "better", "zh": "向好方向"},
    "explain_source": {"en": "source", "zh": "来源"},
    "explain_grade": {"en": "grade", "zh": "证据等级"},
    "explain_from": {"en": "from", "zh": "取自"},
    "explain_note": {"en": "note", "zh": "说明"},
    "explain_group": {"en": "group", "zh": "类别"},
    "explain_priority": {"en": "priority", "zh": "优先级"},
    "explain_policies": {"en": "policies", "zh": "政策"},
    "explain_route": {"en": "expected route", "zh": "预期路径"},
    "explain_consumes": {"en": "consumes", "zh": "消耗"},
    "explain_places": {"en": "described by", "zh": "来源地"},
    "explain_stated": {"en": "stated figures", "zh": "文中数字"},
    "explain_problems": {"en": "answers problems", "zh": "针对问题"},
    "explain_complements": {"en": "goes with", "zh": "配合做法"},
    "explain_substitutes": {"en": "stands in for", "zh": "可替代做法"},
    "practice": {"en": "practice", "zh": "做法"},
    "preset": {"en": "preset", "zh": "预设值"},
    "consumes": {"en": "consumes", "zh": "消耗"},
    "grade": {"en": "grade", "zh": "证据等级"},
    "priority": {"en": "priority", "zh": "优先级"},
    "outcome_column": {"en": "outcome", "zh": "结果"},
    # check
    "claim_at_least": {
        "en": "{scenario}, against {against}: {outcome} differs by {low} {unit} or more",
        "zh": "{scenario}，与{against}相比：{outcome}的差异不低于 {low} {unit}",
    },
    "claim_at_most": {
        "en": "{scenario}, against {against}: {outcome} differs by {high} {unit} or less",
        "zh": "{scenario}，与{against}相比：{outcome}的差异不高于 {high} {unit}",
    },
    "claim_between": {
        "en": "{scenario}, against {against}: {outcome} differs by {low} to {high} {unit}",
        "zh": "{scenario}，与{against}相比：{outcome}的差异在 {low} 至 {high} {unit} 之间",
    },
    "claim_higher": {
        "en": "{scenario}, against {against}: {outcome} is higher",
        "zh": "{scenario}，与{against}相比：{outcome}更高",
    },
    "claim_lower": {
        "en": "{scenario}, against {against}: {outcome} is lower",
        "zh": "{scenario}，与{against}相比：{outcome}更低",
    },
    "verdict_holds": {"en": "holds", "zh": "成立"},
    "verdict_fails": {"en": "fails", "zh": "不成立"},
    "verdict_inconclusive": {"en": "inconclusive", "zh": "尚无定论"},
    "verdict_line": {"en": "{verdict}: {claim}\n  {evidence}", "zh": "{verdict}：{claim}\n  {evidence}"},
    "evidence": {
        "en": "mean difference {difference} {unit}, 95 % interval {low} to {high}, {n} replications; with all claims "
        "and looks together ({level} %) {wide_low} to {wide_high}",
        "zh": "平均差异 {difference} {unit}，95% 区间 {low} 至 {high}，重复 {n} 次；"
        "各论断与各次查看合并考虑（{level}%）为 {wide_low} 至 {wide_high}",
    },
    "evidence_alone": {
        "en": "mean difference {difference} {unit}, 95 % interval {low} to {high}, {n} replications",
        "zh": "平均差异 {difference} {unit}，95% 区间 {low} 至 {high}，重复 {n} 次",
    },
    "evidence_few": {
        "en": "{n} pairs of runs tell nothing of chance; give at least two replications, better ten (-r 10)",
        "zh": "{n} 对运行无法了解随机波动；请至少重复两次，最好十次（-r 10）",
    },
    "needed": {
        "en": "; about {needed} replications would settle it, if the difference is what it seems",
        "zh": "；若真实差异与目前相近，约需 {needed} 次重复才有定论",
    },
    "needed_never": {
        "en": "; the difference sits on the edge of the claim: more replications would not settle it",
        "zh": "；差异正处于论断的边界，增加重复也难有定论",
    },
    "in_draws": {
        "en": "; in {draws} draws of {factors} behaviour parameters it holds in {holds}, fails in {fails}, and is "
        "inconclusive in {inconclusive}",
        "zh": "；在 {draws} 组行为参数（共 {factors} 个）中，成立 {holds} 组，不成立 {fails} 组，尚无定论 "
        "{inconclusive} 组",
    },
    "in_size": {
        "en": "; with {villages} in the place of {before} for the number of villages ({size} times): {verdict} "
        "({difference} {unit})",
        "zh": "；将 {before} 个村改为 {villages} 个（规模的 {size} 倍）：{verdict}（{difference} {unit}）",
    },
    "checked": {
        "en": "claims: {claims}; hold: {holds}, fail: {fails}, inconclusive: {inconclusive}; results are kept in "
        "{folder}",
        "zh": "共 {claims} 条论断：成立 {holds} 条，不成立 {fails} 条，尚无定论 {inconclusive} 条；结果保存在 {folder}",
    },
    "report_holds": {
        "en": "{tables} tables and {figures} figures from {runs} runs; {failed} failed",
        "zh": "共 {tables} 张表、{figures} 幅图，依据 {runs} 次运行；另有 {failed} 次失败",
    },
    "report_stale_kept": {
        "en": "{stale} runs are of older code or settings; the first page of the report says so",
        "zh": "有 {stale} 次运行出自旧的代码或设定，报告首页已注明",
    },
}


def say(code: str, lang: str, **values: object) -> str:
    """Return the text called ``code`` in ``lang`` ('en' or 'zh'), its gaps filled with ``values``."""
    return TEXTS[code][lang].format_map(values)
