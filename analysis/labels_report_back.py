"""Fixed words of the back of a report: doubt, facts, limits, appendix; merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {
    # title page
    "back_title_many": {"en": "{place}: what {n} options would change", "zh": "{place}：{n} 个方案的影响评估"},
    "back_title_two": {"en": "{place}: what “{other}” would change", "zh": "{place}：“{other}”的影响评估"},
    "back_title_one": {"en": "{place}: what a simulation gives", "zh": "{place}：模拟结果"},
    "back_title_many_question": {
        "en": "Against “{place}”, what do {n} options change in the settling of disputes, participation and income, "
        "what do they cost, and who loses?",
        "zh": "与“{place}”相比，{n} 个方案对纠纷化解、群众参与和居民收入各有什么影响？需要多少投入？谁会受损？",
    },
    "back_title_two_question": {
        "en": "Against “{place}”, what does “{other}” change, what does it cost, and who loses?",
        "zh": "与“{place}”相比，“{other}”会带来什么变化？需要多少投入？谁会受损？",
    },
    "back_title_one_question": {
        "en": "At what level do the outcomes of “{place}” lie?",
        "zh": "“{place}”各项结果处于什么水平？",
    },
    "back_subtitle": {"en": "Report of a simulation study", "zh": "模拟研究报告"},
    "back_footer": {"en": "{title} · Xiangzhi", "zh": "{title} · 乡治"},
    "back_keywords": {"en": "rural governance, simulation, policy comparison", "zh": "乡村治理、政策模拟、方案比较"},
    "back_comma": {"en": ", ", "zh": "、"},
    "back_about_place": {"en": "Place", "zh": "范围"},
    "back_about_place_is": {
        "en": "a model county of {villages} villages and {people} registered people",
        "zh": "模型县域，{villages} 个村，户籍人口 {people} 人",
    },
    "back_about_time": {"en": "Period", "zh": "时段"},
    "back_about_time_is": {
        "en": "{years} from {start}, after a run-in of {burn_in}",
        "zh": "自{start}起 {years}；此前预热 {burn_in}",
    },
    "back_about_runs": {"en": "Runs", "zh": "运行"},
    "back_about_runs_are": {
        "en": "{ok} good, {failed} failed, {pending} not made; up to {replications} replications a scenario",
        "zh": "成功 {ok} 次，失败 {failed} 次，未完成 {pending} 次；每个情景至多重复 {replications} 次",
    },
    "back_about_store": {"en": "Source", "zh": "数据来源"},
    "back_about_store_is": {"en": "study “{study}” in {store}", "zh": "{store} 中的研究“{study}”"},
    "back_about_made": {"en": "Last run", "zh": "最后一次运行"},
    "back_about_version": {"en": "Made with", "zh": "软件"},
    "back_about_version_is": {"en": "Xiangzhi {version}", "zh": "乡治 {version}"},
    # headers of columns
    "back_c_scenario": {"en": "scenario", "zh": "情景"},
    "back_c_outcome": {"en": "outcome", "zh": "结果指标"},
    "back_c_layer": {"en": "source of doubt", "zh": "不确定性来源"},
    "back_c_difference": {"en": "difference", "zh": "差异"},
    "back_c_mean": {"en": "mean", "zh": "均值"},
    "back_c_from": {"en": "from", "zh": "下端"},
    "back_c_to": {"en": "to", "zh": "上端"},
    "back_c_low": {"en": "95 % low", "zh": "95% 下限"},
    "back_c_high": {"en": "95 % high", "zh": "95% 上限"},
    "back_c_unit": {"en": "unit", "zh": "单位"},
    "back_c_share_better": {"en": "share better", "zh": "改善的比例"},
    "back_c_draws": {"en": "replications or draws", "zh": "重复或抽样次数"},
    "back_c_mean_points": {"en": "mean of points", "zh": "各设计点均值"},
    "back_c_low_points": {"en": "5 % of points lie below", "zh": "5% 的点低于"},
    "back_c_high_points": {"en": "5 % of points lie above", "zh": "5% 的点高于"},
    "back_c_least": {"en": "lowest", "zh": "最低"},
    "back_c_most": {"en": "highest", "zh": "最高"},
    "back_c_points_up": {"en": "points surely above zero", "zh": "显著大于零的点"},
    "back_c_points_down": {"en": "points surely below zero", "zh": "显著小于零的点"},
    "back_c_points": {"en": "points", "zh": "设计点数"},
    "back_c_replications": {"en": "replications", "zh": "重复次数"},
    "back_c_factor": {"en": "factor", "zh": "因素"},
    "back_c_index": {"en": "index", "zh": "指数"},
    "back_c_value": {"en": "value", "zh": "数值"},
    "back_c_reach": {"en": "chance may reach", "zh": "随机波动可达"},
    "back_c_told": {"en": "told from chance", "zh": "可与随机波动区分"},
    "back_c_subject": {"en": "what varies", "zh": "变动的量"},
    "back_c_levers": {"en": "levers", "zh": "政策杠杆"},
    "back_c_uncertainties": {"en": "uncertain behaviour", "zh": "不确定的行为参数"},
    "back_c_interaction": {"en": "both together", "zh": "两者交互"},
    "back_c_chance": {"en": "chance", "zh": "随机波动"},
    "back_c_claim": {"en": "claim", "zh": "论断"},
    "back_c_verdict": {"en": "verdict", "zh": "判定"},
    "back_c_evidence": {"en": "what it rests on", "zh": "依据"},
    "back_c_needed": {"en": "replications that would settle it", "zh": "得出定论约需重复次数"},
    "back_c_quantity": {"en": "quantity", "zh": "指标"},
    "back_c_simulated": {"en": "simulated", "zh": "模拟值"},
    "back_c_mc_error": {"en": "standard error", "zh": "标准误"},
    "back_c_target": {"en": "published", "zh": "公布值"},
    "back_c_fact_low": {"en": "range from", "zh": "范围下限"},
    "back_c_fact_high": {"en": "range to", "zh": "范围上限"},
    "back_c_inside": {"en": "inside", "zh": "在范围内"},
    "back_c_source": {"en": "source", "zh": "来源"},
    "back_c_numbers": {"en": "numbers", "zh": "参数个数"},
    "back_c_grade": {"en": "grade {grade}", "zh": "{grade} 级"},
    "back_c_policies": {"en": "programmes", "zh": "项目"},
    "back_c_better": {"en": "better", "zh": "改善方向"},
    "back_c_definition": {"en": "what is counted", "zh": "定义"},
    "back_c_id": {"en": "id", "zh": "编号"},
    "back_c_policy": {"en": "programme", "zh": "项目"},
    "back_c_start": {"en": "begins", "zh": "开始日期"},
    "back_c_where": {"en": "where", "zh": "实施范围"},
    "back_c_lever": {"en": "lever or parameter", "zh": "杠杆或参数"},
    "back_c_default": {"en": "usual value", "zh": "默认值"},
    "back_c_bound_low": {"en": "lower bound", "zh": "下限"},
    "back_c_bound_high": {"en": "upper bound", "zh": "上限"},
    "back_c_evidence_grade": {"en": "grade", "zh": "证据等级"},
    "back_c_key": {"en": "key", "zh": "键名"},
    "back_c_there": {"en": "baseline", "zh": "基准"},
    "back_c_here": {"en": "scenario", "zh": "本情景"},
    "back_c_parameter": {"en": "parameter", "zh": "参数"},
    "back_c_kind": {"en": "kind", "zh": "类别"},
    "back_c_title": {"en": "title", "zh": "题名"},
    "back_c_publisher": {"en": "published by", "zh": "发布者"},
    "back_c_year": {"en": "year", "zh": "年份"},
    "back_c_url": {"en": "address", "zh": "网址"},
    "back_c_run": {"en": "run", "zh": "运行"},
    "back_c_point": {"en": "point", "zh": "设计点"},
    "back_c_replication": {"en": "replication", "zh": "重复序号"},
    "back_c_seed": {"en": "seed", "zh": "种子"},
    "back_c_status": {"en": "status", "zh": "状态"},
    "back_c_seconds": {"en": "seconds", "zh": "用时（秒）"},
    "back_c_run_key": {"en": "key in the store", "zh": "结果库中的指纹"},
    "back_c_replay": {"en": "runs it again", "zh": "重现命令"},
    "back_c_stage": {"en": "stage", "zh": "阶段"},
    "back_c_error": {"en": "error", "zh": "错误"},
    # how sure: three layers
    "back_uncertainty": {"en": "How sure are these results?", "zh": "结果有多大把握"},
    "back_layers": {"en": "Three sources of doubt", "zh": "三层不确定性"},
    "back_layers_alone": {
        "en": "Doubt about an effect needs a baseline to compare with; this study has none.",
        "zh": "效果的不确定性须与基准比较才能讨论，本研究没有基准。",
    },
    "back_layers_none": {
        "en": "Only chance was looked at: every interval of this report says how far luck moves a result, and "
        "nothing of what nobody knows about behaviour, or of programmes run with other values than stated. "
        "`xiangzhi compare … --uncertainty 20` looks at both.",
        "zh": "本研究只考察了随机波动：报告中的区间只说明运气会使结果变动多少，既不包含人的行为中无人确知的部分，也不"
        "包含项目实际力度偏离设定的情形。可用 `xiangzhi compare … --uncertainty 20` 一并考察。",
    },
    "back_layers_swept": {
        "en": "This study varies its factors itself; the next section tells how far results differ over them.",
        "zh": "本研究本身即变动各因素取值，下一节说明结果随之变动多少。",
    },
    "back_layers_are": {
        "en": "A result may differ for three reasons. Chance: the same programmes in the same county meet other "
        "luck. Behaviour: numbers on how people act that no source fixes lie elsewhere within their bounds ("
        "{behaviour} draws). Levers: programmes run with other values than stated ({levers} draws).",
        "zh": "结果可能因三种原因而不同。随机因素：同样的项目、同样的县，遇到不同的运气。行为假设：没有资料能确定的行"
        "为参数在其范围内取其他值（抽取 {behaviour} 组）。杠杆取值：项目的实际力度偏离设定值（抽取 {levers} 组）。",
    },
    "back_layers_no_behaviour": {"en": "Behaviour was not varied.", "zh": "本次未变动行为参数。"},
    "back_layers_no_levers": {"en": "Levers were not varied.", "zh": "本次未变动杠杆取值。"},
    "back_layer_one_steady": {
        "en": "{outcome}: the effect of {scenario} keeps its sign in at least nine of ten draws of every kind.",
        "zh": "{outcome}：在各类抽样中，{scenario}的效果方向至少有九成保持不变。",
    },
    "back_layer_one_open": {
        "en": "{outcome}: the effect of {scenario} changes its sign in more than one of ten draws of some kind; its "
        "direction is not certain.",
        "zh": "{outcome}：在某类抽样中，{scenario}的效果方向有一成以上发生改变，方向尚不确定。",
    },
    "back_layer_some": {
        "en": "{outcome}: under {steady} of {n} scenarios the effect keeps its sign in at least nine of ten draws of "
        "every kind; the direction of the others is not certain.",
        "zh": "{outcome}：{n} 个情景中有 {steady} 个在各类抽样中效果方向至少九成保持不变，其余方向尚不确定。",
    },
    "back_layer_all": {
        "en": "{outcome}: under all {n} scenarios the effect keeps its sign in at least nine of ten draws of every "
        "kind.",
        "zh": "{outcome}：{n} 个情景在各类抽样中效果方向均有至少九成保持不变。",
    },
    "back_layer_none": {
        "en": "{outcome}: under none of the {n} scenarios does the effect keep its sign in nine of ten draws of "
        "every kind; its direction is not certain.",
        "zh": "{outcome}：{n} 个情景的效果方向在某类抽样中均有一成以上发生改变，方向尚不确定。",
    },
    "back_layer_widest": {"en": "Most doubt comes from {layer}.", "zh": "不确定性主要来自{layer}。"},
    "back_layers_figure": {
        "en": "How far each effect may move by chance, with behaviour, and with levers",
        "zh": "随机因素、行为假设与杠杆取值各使效果变动多少",
    },
    "back_layers_figure_most": {
        "en": "How far each effect may move by chance, with behaviour, and with levers: the {n} scenarios with the "
        "largest effects",
        "zh": "随机因素、行为假设与杠杆取值各使效果变动多少（效果最大的 {n} 个情景）",
    },
    "back_layers_alt": {
        "en": "For every scenario and headline outcome three bars: chance, behaviour, levers.",
        "zh": "每个情景和主要指标有三条横线：随机因素、行为假设、杠杆取值。",
    },
    "back_layers_table": {"en": "Effects under three sources of doubt", "zh": "三层不确定性下的效果"},
    "back_layers_note": {
        "en": "Chance: 95 % interval of the mean difference. Behaviour and levers: middle 90 % of the differences of "
        "single draws, in which the chance of one run is contained.",
        "zh": "随机因素：差异均值的 95% 置信区间。行为假设与杠杆取值：各组抽样差异的中间 90%，其中含单次运行的随机波"
        "动。",
    },
    "back_of_study": {"en": "study “{study}”", "zh": "研究“{study}”"},
    # how sure: points
    "back_points": {"en": "How results differ over the points studied", "zh": "各设计点上的结果差异"},
    "back_points_effects": {
        "en": "The study runs every scenario at {n} points: combinations of values of its factors. An effect is the "
        "difference from {baseline} at the same point and seed. Elsewhere in this report effects are means over all "
        "points; here is how far they differ.",
        "zh": "本研究在 {n} 个设计点（各因素取值的组合）上运行每个情景。效果是同一设计点、同一种子下与{baseline}的差"
        "异。报告其他部分所说的效果是各设计点的均值，此处说明各点之间相差多少。",
    },
    "back_points_levels": {
        "en": "The study runs its model at {n} points: combinations of values of its factors. Elsewhere in this "
        "report levels are means over all points; here is how far they differ.",
        "zh": "本研究在 {n} 个设计点（各因素取值的组合）上运行模型。报告其他部分所说的水平是各设计点的均值，此处说明"
        "各点之间相差多少。",
    },
    "back_factors_table": {"en": "What was varied", "zh": "变动的因素"},
    "back_s_factors": {"en": "factors", "zh": "因素"},
    "back_c_values": {"en": "values", "zh": "取值"},
    "back_c_shape": {"en": "shape", "zh": "分布形状"},
    "back_c_kind_of_factor": {"en": "kind", "zh": "类别"},
    "back_points_table": {"en": "Range over the points", "zh": "各设计点的变动范围"},
    "back_points_note": {
        "en": "“Surely” above or below zero: the 95 % interval of the point over its replications does not hold zero.",
        "zh": "“显著”指该点各次重复的 95% 区间不含零。",
    },
    "back_points_many": {
        "en": "The {n} values of single points stand in effects.csv or means.csv, which `xiangzhi sweep` writes.",
        "zh": "各设计点共 {n} 个数值，见 `xiangzhi sweep` 写出的 effects.csv 或 means.csv。",
    },
    "back_every_point": {"en": "Every point of the study", "zh": "全部设计点"},
    "back_heat": {"en": "{outcome} under {scenario}, by {factors}", "zh": "{scenario}：{outcome}随{factors}的变化"},
    "back_dose": {"en": "{scenario}: outcomes by {factors}", "zh": "{scenario}：各项结果随{factors}的变化"},
    # how sure: sensitivity
    "back_sensitivity": {"en": "What matters most", "zh": "什么因素影响最大"},
    "back_sensitivity_none": {
        "en": "No sensitivity analysis goes with this study, so it is not known which assumption matters most. A "
        "study file with factors run by `xiangzhi sensitivity FILE` tells; `--with FOLDER` puts it into this report.",
        "zh": "本研究未附敏感性分析，因此不知道哪项假设影响最大。用 `xiangzhi sensitivity 研究文件` 运行含因素的研究"
        "即可得知，再以 `--with 文件夹` 将其纳入本报告。",
    },
    "back_sensitivity_design": {
        "en": "The design of this study gives no sensitivity indices; the tables and charts of the points show how "
        "results go with its factors.",
        "zh": "本研究的设计不产生敏感性指数；各设计点的图表已说明结果如何随因素变化。",
    },
    "back_sensitivity_is": {
        "en": "Several factors were varied together over their ranges. An index says how much of an outcome hangs on "
        "a factor; “chance may reach” says what a factor without any effect could show by luck. A factor counts only "
        "where its index is larger.",
        "zh": "若干因素在各自范围内同时变动。指数说明结果在多大程度上取决于某一因素；“随机波动可达”是毫无作用的因素仅"
        "凭运气可能显示的数值，指数超过它才算有影响。",
    },
    "back_sensitivity_problem": {"en": "There are no indices: {problem}", "zh": "未能得出指数：{problem}"},
    "back_subject_level": {"en": "{outcome}: level", "zh": "{outcome}：水平"},
    "back_subject_effect": {"en": "{outcome}: effect of “{scenario}”", "zh": "{outcome}：“{scenario}”的效果"},
    "back_no_factor": {
        "en": "None of the {n} factors can be told from chance.",
        "zh": "{n} 个因素均无法与随机波动区分。",
    },
    "back_leading": {"en": "Most depends on {names}.", "zh": "影响最大的依次是{names}。"},
    "back_leading_one": {"en": "Most depends on {names}.", "zh": "影响最大的是{names}。"},
    "back_rest_factors": {
        "en": "Factors that cannot be told from chance: {rest} of {n}.",
        "zh": "{n} 个因素中有 {rest} 个无法与随机波动区分。",
    },
    "back_sensitivity_figure": {"en": "{subject}: what it depends on", "zh": "{subject}取决于什么"},
    "back_indices_table": {"en": "{subject}: sensitivity indices", "zh": "{subject}：敏感性指数"},
    "back_indices_note": {
        "en": "Method: {method}, {n} samples. Each interval holds for its index alone; “told from chance” holds at 5 "
        "% over all factors together.",
        "zh": "方法：{method}，{n} 个样本。区间只对该指数单独成立；“可与随机波动区分”指全部因素合计 5% 的水平。",
    },
    "back_split_table": {"en": "Where the variance of a single run comes from", "zh": "单次运行的方差来自何处"},
    "back_split_note": {
        "en": "A dash: the design of the study does not tell.",
        "zh": "短横线表示该研究的设计无法区分。",
    },
    # how sure: claims
    "back_claims": {"en": "Claims put to the test", "zh": "论断检验"},
    "back_claims_count": {
        "en": "The study states {n} conclusions in advance: {holds} hold, {fails} fail, and {inconclusive} cannot be "
        "decided with the runs at hand.",
        "zh": "本研究事先写明 {n} 项论断：成立 {holds} 项，不成立 {fails} 项，现有运行尚无法定论 {inconclusive} 项。",
    },
    "back_claims_table": {"en": "Claims and verdicts", "zh": "论断与判定"},
    "back_claims_note": {
        "en": "Verdicts allow for all claims together (Holm): the chance that any of them is wrong is 5 % at most.",
        "zh": "判定对全部论断一并校正（Holm）：其中任何一项判错的概率不超过 5%。",
    },
    "back_verdict_holds": {"en": "holds", "zh": "成立"},
    "back_verdict_fails": {"en": "fails", "zh": "不成立"},
    "back_verdict_inconclusive": {"en": "inconclusive", "zh": "尚无定论"},
    # against facts
    "back_facts": {"en": "Held against published facts", "zh": "与公开事实对照"},
    "back_facts_none": {
        "en": "The runs of this study kept no quantities that facts could be held against. `xiangzhi scorecard` "
        "holds the model against them.",
        "zh": "本研究的运行没有保存可与事实对照的数量。可用 `xiangzhi scorecard` 将模型与公开事实对照。",
    },
    "back_facts_other_model": {
        "en": "This study is of another model than the county; no published facts are at hand for it.",
        "zh": "本研究使用的不是县域模型，没有可供对照的公开事实。",
    },
    "back_facts_are": {
        "en": "Quantities that the runs give stand beside what is published. Inputs agree because they were put in, "
        "fitted ones because they were allowed to be tuned; only emergent quantities, neither set nor tuned, speak "
        "for or against the model.",
        "zh": "将运行得出的数量与公开资料并列。输入项是按设定重现的，拟合项允许据此调参，两者相符都不能作为证据；只有"
        "既未设定也未调参的涌现项能够说明模型的好坏。",
    },
    "back_facts_under": {
        "en": "The facts describe the country as it is; the runs are those of {scenario}, which may rightly differ "
        "from it.",
        "zh": "这些事实描述全国现状，而运行取自{scenario}，两者不同也可能是合理的。",
    },
    "back_emergent": {
        "en": "Emergent quantities inside the range of their fact: {inside} of {total}.",
        "zh": "{total} 项涌现项中有 {inside} 项落在事实的范围内。",
    },
    "back_no_emergent": {
        "en": "None of the emergent quantities could be measured in these runs, so that nothing here speaks for the "
        "model.",
        "zh": "本次运行未能测得任何涌现项，因此没有可支持模型的依据。",
    },
    "back_not_measured": {
        "en": "Quantities that could not be measured in these runs: {n}.",
        "zh": "另有 {n} 项在本次运行中无法测得。",
    },
    "back_facts_figure": {"en": "Simulated quantities beside the ranges of facts", "zh": "模拟数值与事实范围对照"},
    "back_facts_alt": {
        "en": "A dot for each simulated quantity on the range of its fact, grouped by role.",
        "zh": "每项模拟数值在其事实范围上以圆点标出，按类别分组。",
    },
    "back_role_input": {"en": "Inputs", "zh": "输入项"},
    "back_role_fitted": {"en": "Fitted quantities", "zh": "拟合项"},
    "back_role_emergent": {"en": "Emergent quantities", "zh": "涌现项"},
    "back_t_input": {"en": "Inputs: reproduced by construction", "zh": "输入项（按设定重现）"},
    "back_t_fitted": {"en": "Fitted quantities: tuning was allowed", "zh": "拟合项（允许据此调参）"},
    "back_t_emergent": {"en": "Emergent quantities: neither set nor tuned", "zh": "涌现项（既未设定也未调参）"},
    "back_s_input": {"en": "facts, inputs", "zh": "事实对照-输入项"},
    "back_s_fitted": {"en": "facts, fitted", "zh": "事实对照-拟合项"},
    "back_s_emergent": {"en": "facts, emergent", "zh": "事实对照-涌现项"},
    "back_facts_note": {
        "en": "Simulated: mean over replications with its standard error. Sources stand in the appendix.",
        "zh": "模拟值为各次重复的均值，并附标准误。来源见附录。",
    },
    "back_own_judgement": {"en": "own judgement", "zh": "自行判断"},
    # limits
    "back_limits": {"en": "Limits", "zh": "局限"},
    "back_of_runs": {"en": "What these runs cannot tell", "zh": "本次运行不能说明的问题"},
    "back_failed_runs": {
        "en": "Failed runs, which are left out: {n} of {total}. Where failures go with what a scenario does, the "
        "rest may look better or worse than the whole would; the appendix lists them.",
        "zh": "{total} 次运行中有 {n} 次失败，未予计入。如果失败与情景内容有关，其余结果可能偏好或偏差；失败清单见附"
        "录。",
    },
    "back_pending_runs": {
        "en": "Runs that have not been made: {n} of {total}.",
        "zh": "{total} 次运行中有 {n} 次尚未完成。",
    },
    "back_stale_runs": {
        "en": "Runs of older code, settings or design than today's, kept on request: {n}.",
        "zh": "有 {n} 次运行出自旧的代码、设定或设计，按要求保留。",
    },
    "back_nothing_ran": {"en": "No run gave a result.", "zh": "没有一次运行得出结果。"},
    "back_one_replication": {
        "en": "Each scenario was run once, so that no number here can be told from luck.",
        "zh": "每个情景只运行了一次，因此所有数字都无法与运气区分。",
    },
    "back_replications": {
        "en": "Intervals come from {n} replications and hold chance alone: they shrink with more runs, while what is "
        "wrong with an assumption stays.",
        "zh": "区间来自 {n} 次重复运行，只反映随机波动：运行越多区间越窄，但假设本身的错误不会因此消失。",
    },
    "back_few": {
        "en": "So few replications give wide intervals, and their shape rests on the assumption of normal differences.",
        "zh": "重复次数较少，区间较宽，且其形状依赖差异服从正态分布的假定。",
    },
    "back_alone": {
        "en": "Nothing was compared, so that nothing is said of what a policy changes.",
        "zh": "没有可比较的情景，因此不能说明政策带来的变化。",
    },
    "back_unsure": {
        "en": "Effects on headline outcomes that cannot be told from zero: {n} of {total}. That is no proof that "
        "there are none: more replications may show them.",
        "zh": "主要指标的 {total} 项效果中有 {n} 项与零无法区分。这并不证明没有效果，增加重复次数后可能显现。",
    },
    "back_constant": {
        "en": "No replication differed in {names}; an interval of zero width says nothing of rare events.",
        "zh": "各次重复运行的{names}没有差别；宽度为零的区间不能说明罕见情形。",
    },
    "back_many_comparisons": {
        "en": "Of {n} scenarios the best looks better than it is, since luck helps to be first; rely on the p values "
        "that are corrected for many comparisons.",
        "zh": "在 {n} 个情景中排在首位的往往被高估，因为运气也会使其靠前；应以多重比较校正后的 p 值为准。",
    },
    "back_no_layers": {
        "en": "Doubt about behaviour and about the values of levers was not examined.",
        "zh": "未考察行为假设和杠杆取值的不确定性。",
    },
    "back_no_people": {
        "en": "The runs kept no people, so that it is not known who gains and who loses within the county.",
        "zh": "运行没有保存个人数据，因此不知道县域内谁受益、谁受损。",
    },
    "back_no_sensitivity": {"en": "No sensitivity analysis goes with this report.", "zh": "本报告未附敏感性分析。"},
    "back_other_model": {
        "en": "The study is of another model than the county: what its numbers rest on, and what it leaves out, must "
        "be asked of those who made it.",
        "zh": "本研究使用的不是县域模型：其数字依据什么、忽略了什么，须向该模型的作者了解。",
    },
    "back_of_model": {"en": "What the model does not do", "zh": "模型做不到的事"},
    "back_not_forecast": {
        "en": "It is no forecast. It says what would differ between programmes if all else were equal, in this model "
        "and under its assumptions.",
        "zh": "它不是预测，只说明在本模型及其假设之下、其他条件相同时，不同项目会有什么差别。",
    },
    "back_not_levels": {
        "en": "Its levels are less sure than its differences: no source gives the level of participation, for one. "
        "Compare scenarios, not levels.",
        "zh": "水平值不如差异可靠，例如参与率的水平没有任何资料可依。应比较情景之间的差异，而不是水平。",
    },
    "back_not_county": {
        "en": "Its people and households are made up from village lists and national figures; none of them is a real "
        "person.",
        "zh": "其中的人和户依据村庄名册和全国数据合成，不是真实的个人。",
    },
    "back_not_rules": {
        "en": "People follow fixed rules. Nobody in the model finds a way around a programme that the rules do not "
        "foresee.",
        "zh": "模型中的人按固定规则行事，不会想出规则之外的办法来应付项目。",
    },
    "back_not_outside": {
        "en": "Prices, wages outside, laws and other policies stay as they are assumed; epidemics, floods and large "
        "projects come only where a scenario has them.",
        "zh": "物价、外部工资、法律和其他政策保持设定不变；疫情、洪灾和大型工程只在情景写明时才发生。",
    },
    "back_assumed": {"en": "What is only assumed", "zh": "哪些只是假设"},
    "back_model_grades": {
        "en": "The model has {n} numbers on how people behave. {a} rest on official statistics or large surveys "
        "(grade A), {b} on peer-reviewed studies (B), {c} on case reports (C), and {d} are judgements (D). All stand "
        "in the appendix with their bounds.",
        "zh": "模型共有 {n} 个行为参数，其中 {a} 个依据官方统计或大型调查（A 级），{b} 个依据同行评议研究（B 级），"
        "{c} 个依据案例报告（C 级），{d} 个属自行判断（D 级）。全部参数及其范围见附录。",
    },
    "back_grades_table": {
        "en": "Numbers that each scenario adds to the baseline, by grade of evidence",
        "zh": "各情景在基准之外增加的参数，按证据等级统计",
    },
    "back_and_more": {"en": "{names} and {n} more", "zh": "{names}等，另有 {n} 项"},
    "back_patterns_title": {"en": "What the model does not bear out", "zh": "模型未能印证的规律"},
    "back_patterns_count": {
        "en": "The source documents imply {all} regularities. In the tests of the model, {emergent} of them come "
        "out, at least in part, of rules that do not state them; {assumed} are built in, at least in part, and prove "
        "nothing; {not_shown} are not borne out, at least in part. Where a programme of this report rests on one of "
        "these, expect less of it here than the documents say:",
        "zh": "资料文献隐含 {all} 条规律。在模型检验中，有 {emergent} 条至少部分由并未写明它们的规则自行产生；"
        "{assumed} 条至少部分是直接写入模型的，不能作为证据；{not_shown} 条至少部分未得到印证。本报告中的项目若依赖下"
        "列规律，其效果会低于文献所述：",
    },
    "back_pattern_branch": {
        "en": "A stronger branch does raise settlement, participation and satisfaction, but far less than the "
        "documents suggest.",
        "zh": "支部功能强的村，化解率、参与率和满意度确实更高，但远小于文献所述。",
    },
    "back_pattern_copying": {
        "en": "Practices copied for show still take effect in part; villages do not split into copiers and idlers.",
        "zh": "照搬做样子的做法在模型中仍有部分效果，村庄没有分化为照搬者和无动于衷者。",
    },
    "back_pattern_many": {
        "en": "Adding practices beyond some number brings little more, but it does no harm to participation.",
        "zh": "做法超过一定数量后新增效果很小，但参与率并未因此下降。",
    },
    "back_pattern_training": {"en": "Training of cadres pushes next to nothing.", "zh": "干部培训几乎没有效果。"},
    "back_pattern_platform": {
        "en": "A little-used platform delays settlement by less than expected.",
        "zh": "使用率低的平台对化解的拖延小于预期。",
    },
    "back_pattern_colours": {
        "en": "Red, yellow and green marks hardly shorten waits, since queues are short at usual loads.",
        "zh": "红黄绿分级几乎不缩短等待时间，因为通常负荷下很少排队。",
    },
    "back_pattern_migration": {
        "en": "Out-migration does not raise the need of those who stay.",
        "zh": "人口外流没有使留守者的需求上升。",
    },
    "back_pattern_voice": {
        "en": "Unanswered voice neither dries up much nor turns into petitions.",
        "zh": "诉求得不到回应时，既没有明显减少，也没有转为信访。",
    },
    "back_pattern_pay": {
        "en": "Better pay and prospects do not bring abler secretaries within five years.",
        "zh": "提高待遇和晋升前景在五年内没有带来能力更强的村书记。",
    },
    "back_pattern_petitions": {
        "en": "Consultation and open affairs moderate petitions by less than can be told from zero.",
        "zh": "协商和公开对信访的缓和作用与零无法区分。",
    },
    # appendix
    "back_appendix": {"en": "Appendix", "zh": "附录"},
    "back_outcomes": {"en": "What the outcomes mean", "zh": "结果指标的定义"},
    "back_outcomes_table": {"en": "Definitions of outcomes", "zh": "结果指标定义"},
    "back_levers": {"en": "What the scenarios do", "zh": "各情景的内容"},
    "back_policies_table": {
        "en": "Programmes that scenarios run and the baseline does not, or not in the same way",
        "zh": "各情景实施而基准未实施（或实施方式不同）的项目",
    },
    "back_levers_table": {
        "en": "Values of their levers, and behaviour parameters that scenarios set",
        "zh": "项目的杠杆取值，以及情景设定的行为参数",
    },
    "back_all": {"en": "all villages", "zh": "全部村"},
    "back_some_villages": {"en": "{n} villages", "zh": "{n} 个村"},
    "back_changes": {"en": "Every setting that differs", "zh": "设定差异"},
    "back_changes_table": {
        "en": "Settings in which scenarios differ from the baseline",
        "zh": "各情景与基准不同的设定",
    },
    "back_changes_note": {
        "en": "Keys are those of scenario files; `xiangzhi explain KEY` tells all that is known of one.",
        "zh": "键名与情景文件一致；用 `xiangzhi explain 键名` 可查看其全部信息。",
    },
    "back_absent": {"en": "not there", "zh": "无"},
    "back_on": {"en": "in force", "zh": "实施"},
    "back_parameters": {"en": "Behaviour parameters", "zh": "行为参数"},
    "back_parameters_are": {
        "en": "Numbers that nobody decides: how people behave. Scenarios use these values unless the table above "
        "says otherwise.",
        "zh": "这些数字不由任何人决定，而是描述人们如何行事。除上表另有说明外，各情景均采用以下数值。",
    },
    "back_parameters_table": {
        "en": "All {n} behaviour parameters with bounds, grade and source",
        "zh": "全部 {n} 个行为参数及其范围、证据等级和来源",
    },
    "back_sources": {"en": "Sources", "zh": "资料来源"},
    "back_sources_table": {"en": "Sources by id", "zh": "资料来源（按编号）"},
    "back_sources_note": {
        "en": "Titles stand as they were recorded. A prior is a range judged from several sources.",
        "zh": "题名按登记时的文字列出。先验范围由若干来源综合判断得出。",
    },
    "back_kind_fact": {"en": "fact", "zh": "事实"},
    "back_kind_effect": {"en": "effect", "zh": "效应研究"},
    "back_kind_prior": {"en": "prior", "zh": "先验范围"},
    "back_kind_pattern": {"en": "pattern", "zh": "规律"},
    "back_kind_case": {"en": "case", "zh": "案例"},
    "back_kind_judgement": {"en": "judgement", "zh": "判断"},
    "back_runs": {"en": "Runs", "zh": "运行清单"},
    "back_runs_are": {
        "en": "This report rests on the {n} runs of study “{study}” in {store}, which took {minutes} minutes of "
        "computing. Numbers such as R1-R10 in the tables name them.",
        "zh": "本报告依据 {store} 中研究“{study}”的 {n} 次运行，共耗用计算时间 {minutes} 分钟。各表所注 R1-R10 等即为"
        "运行编号。",
    },
    "back_runs_table": {"en": "All runs", "zh": "全部运行"},
    "back_runs_note": {
        "en": "Runs of one replication share a seed, and with it people and luck. The key is the beginning of the "
        "run's fingerprint; runs with one key are one and the same.",
        "zh": "同一重复序号的各次运行使用同一种子，人口和运气完全相同。指纹只列开头部分；指纹相同即为同一次运行。",
    },
    "back_status_ok": {"en": "good", "zh": "成功"},
    "back_status_failed": {"en": "failed", "zh": "失败"},
    "back_status_pending": {"en": "not made", "zh": "未完成"},
    "back_failures": {"en": "Failed runs", "zh": "失败的运行"},
    "back_no_failures": {"en": "No run failed.", "zh": "没有失败的运行。"},
    "back_failures_table": {"en": "Failed runs and their errors", "zh": "失败的运行及其错误"},
    "back_stage_building": {"en": "building", "zh": "构建"},
    "back_stage_burning_in": {"en": "burning in", "zh": "预热"},
    "back_stage_running": {"en": "running", "zh": "运行"},
    "back_stage_measuring": {"en": "measuring", "zh": "测量"},
    "back_stage_hung": {"en": "running, past its time limit", "zh": "运行超过时限"},
    "back_stage_checking": {"en": "checking: an outcome is no finite number", "zh": "检查：结果不是有限数值"},
    "back_stage_killed": {"en": "its process died", "zh": "进程中止"},
    "back_computed": {"en": "How numbers are computed", "zh": "数字如何得出"},
    "back_how_pairs": {
        "en": "Differences are paired: in every replication scenario and baseline have the same people and the same "
        "luck, and the difference of the two is taken before any mean.",
        "zh": "差异按对计算：每次重复中，情景与基准的人口和运气完全相同，先求两者之差，再求均值。",
    },
    "back_how_interval": {
        "en": "95 % interval: Student's t interval of the mean difference over replications.",
        "zh": "95% 置信区间：各次重复差异均值的 t 区间。",
    },
    "back_how_bootstrap": {
        "en": "Bootstrap interval: studentised (bootstrap-t), by drawing replications anew; it needs no normal "
        "differences. Fewer than {fewest} replications give none.",
        "zh": "自助法区间：对重复运行再抽样的学生化（bootstrap-t）区间，不要求差异服从正态分布；重复少于 {fewest} 次"
        "时不给出。",
    },
    "back_how_improved": {
        "en": "Probability of improvement: share of replications in which the scenario is better, ties half, with "
        "Wilson's interval.",
        "zh": "改善概率：情景优于基准的重复所占比例，相同按一半计，区间用 Wilson 法。",
    },
    "back_how_corrected": {
        "en": "p values are corrected for many comparisons over all scenarios, headline outcomes together and other "
        "outcomes together: Holm bounds the chance of any false finding, Benjamini-Hochberg the share of false ones.",
        "zh": "p 值对多重比较作校正，主要指标与其他指标分别合并计算：Holm 法控制出现任何误判的概率，"
        "Benjamini-Hochberg 法控制误判所占比例。",
    },
    "back_how_equivalent": {
        "en": "“No difference larger than” a margin: two one-sided t tests at 5 % each.",
        "zh": "“差异不超过”某界限：两次单侧 t 检验，各取 5% 水平。",
    },
    "back_how_points": {
        "en": "Values of a replication are means over all points of the design at which every scenario has a value.",
        "zh": "每次重复的数值是全部设计点的均值，只计各情景均有结果的设计点。",
    },
    "back_how_groups": {
        "en": "Groups are the people registered on the day the policies began, by what they were on that day; who "
        "gains or loses is told person by person, the same person in both runs.",
        "zh": "分组对象是政策开始当日在册的人，按其当日身份划分；谁受益、谁受损，是将两次运行中的同一个人逐一比较得出"
        "的。",
    },
    "back_how_fates": {
        "en": "Cumulative incidence: Aalen-Johansen, with settlement, petition, court and fading as competing ends.",
        "zh": "累积发生率：Aalen-Johansen 法，以化解、信访、诉讼和自行平息为竞争结局。",
    },
    "back_how_cost": {
        "en": "Ratios of cost to effect have Fieller's interval; none is given where the effect cannot be told from "
        "zero. Hours of cadres and volunteers stand beside money and are never priced silently.",
        "zh": "成本效果比的区间用 Fieller 法；效果与零无法区分时不给出比值。干部和志愿者的工时与资金分列，不暗中折算"
        "成钱。",
    },
    "back_how_layers": {
        "en": "Draws: every draw runs all scenarios once under one seed; the middle 90 % of its differences is shown.",
        "zh": "抽样：每组抽样在同一种子下将各情景各运行一次，取差异的中间 90%。",
    },
    "back_how_rounding": {
        "en": "Numbers are rounded only where they are shown; the Excel edition has all digits.",
        "zh": "数字只在显示时四舍五入，Excel 版保留全部位数。",
    },
    "back_verify": {"en": "How to verify this report", "zh": "如何核验本报告"},
    "back_verify_runs": {
        "en": "`xiangzhi verify {folder}` runs stored runs again and compares every value to the last bit.",
        "zh": "`xiangzhi verify {folder}` 会重跑已存的运行并逐位核对每个数值。",
    },
    "back_verify_one": {
        "en": "The line in the last column of the table of runs repeats a single run.",
        "zh": "运行清单最后一列的命令可重现单次运行。",
    },
    "back_verify_number": {
        "en": "Every row of a table of results names its runs; their values stand in the table `outcomes` of the "
        "store under the run's key.",
        "zh": "各结果表每行都注明所依据的运行；其数值在结果库的 outcomes 表中，以指纹查找。",
    },
    "back_verify_again": {
        "en": "`xiangzhi report {folder}` writes this report anew from the store; nothing in it is written by hand.",
        "zh": "`xiangzhi report {folder}` 可由结果库重新生成本报告；报告内容均由程序写出，没有人工改动。",
    },
    "back_versions": {"en": "Versions that made the runs: {versions}.", "zh": "运行所用软件版本：{versions}。"},
    # sheets
    "back_s_layers": {"en": "sources of doubt", "zh": "三层不确定性"},
    "back_s_points": {"en": "range over points", "zh": "设计点范围"},
    "back_s_every_point": {"en": "points", "zh": "全部设计点"},
    "back_s_indices": {"en": "sensitivity {n}", "zh": "敏感性 {n}"},
    "back_s_split": {"en": "variance", "zh": "方差构成"},
    "back_s_claims": {"en": "claims", "zh": "论断"},
    "back_s_grades": {"en": "grades", "zh": "证据等级"},
    "back_s_outcomes": {"en": "outcomes", "zh": "结果指标"},
    "back_s_policies": {"en": "programmes", "zh": "项目"},
    "back_s_levers": {"en": "levers", "zh": "杠杆"},
    "back_s_changes": {"en": "settings that differ", "zh": "设定差异"},
    "back_s_parameters": {"en": "behaviour parameters", "zh": "行为参数"},
    "back_s_sources": {"en": "sources", "zh": "资料来源"},
    "back_s_runs": {"en": "runs", "zh": "运行清单"},
    "back_s_failures": {"en": "failed runs", "zh": "失败的运行"},
}
