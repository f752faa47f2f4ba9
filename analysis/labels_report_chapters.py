"""Fixed words of the chapters of evidence, of who gains and of costs; part of ``analysis.labels_report``."""

CHAPTERS: dict[str, dict[str, str]] = {
    # evidence by outcome
    "rf_evidence": {"en": "Evidence by outcome", "zh": "各项结果的证据"},
    "rf_evidence_what": {
        "en": "Each difference is that between a run of a scenario and the run of {baseline} with the same number, "
        "averaged over all such pairs. The tables of this chapter have these columns:",
        "zh": "各项差异均为情景与{baseline}同一序号运行之差，再对所有配对取平均。本章各表的列含义如下：",
    },
    "rf_read_interval": {
        "en": "95 % low and high: the t interval of the mean difference. It holds chance alone, no doubt about the "
        "model.",
        "zh": "95% 下限和上限：平均差异的 t 区间，只反映随机波动，不反映对模型本身的疑问。",
    },
    "rf_read_bootstrap": {
        "en": "Bootstrap low and high: the same made by drawing pairs anew (bootstrap-t), which needs no normal "
        "differences. Where both intervals agree, the result does not hang on that assumption. With fewer than "
        "{fewest} pairs there is none.",
        "zh": "自助法下限和上限：通过重新抽取配对得到的同类区间（bootstrap-t），不要求差异服从正态分布。"
        "两种区间一致时，结论不依赖正态假设。配对少于 {fewest} 对时不给出。",
    },
    "rf_read_improved": {
        "en": "Probability of improvement: share of pairs in which the scenario does better (a tie counts half), "
        "with Wilson’s 95 % interval.",
        "zh": "改善概率：情景优于基准的配对所占比例（相同按一半计），附 Wilson 95% 区间。",
    },
    "rf_read_p": {
        "en": "p, Holm and p, BH: chance of so large a difference were there none, corrected for all comparisons of "
        "headline outcomes. Holm guards against even one false finding, BH (Benjamini-Hochberg) against too many.",
        "zh": "p 值（Holm 校正、BH 校正）：若实际无差异而出现如此大差异的概率，已按全部主要指标的比较次数校正。Holm "
        "法防止出现任何一项误判，BH 法（Benjamini-Hochberg）控制误判所占比例。",
    },
    "rf_read_margin": {
        "en": "What it says: better or worse where the 95 % interval leaves out zero; “smaller than” where two "
        "one-sided tests at 5 % show that the difference, whichever way, does not reach the margin.",
        "zh": "结论：95% 置信区间不含零时为改善或变差；“差异小于”表示两个单侧检验（5%）证实，"
        "差异无论方向均未达到该界限。",
    },
    "rf_drawn": {
        "en": "Shown are {n} of {total} scenarios, those with the largest effects on headline outcomes.",
        "zh": "共 {total} 个情景，此处只列出主要指标变化最大的 {n} 个。",
    },
    "rf_f_forest": {
        "en": "Differences from {baseline} in headline outcomes, with 95 % intervals, and what they cost.",
        "zh": "主要指标与{baseline}的差异、95% 置信区间及新增成本。",
    },
    "rf_alt_forest": {
        "en": "One panel an outcome and one row a scenario: a dot for the mean difference, a bar for its interval, "
        "a line at zero.",
        "zh": "每项指标一幅图，每个情景一行：圆点为平均差异，横线为区间，竖线为零。",
    },
    "rf_undefined": {
        "en": "Nothing more is known of this outcome than its name.",
        "zh": "除名称外，对该指标没有更多说明。",
    },
    "rf_defined": {
        "en": "What is counted: {definition} (in {unit}).",
        "zh": "统计口径：{definition}（单位：{unit}）。",
    },
    "rf_better_up": {"en": "More is better.", "zh": "越高越好。"},
    "rf_better_down": {"en": "Less is better.", "zh": "越低越好。"},
    "rf_better_none": {"en": "Neither more nor less is better by itself.", "zh": "高低本身无优劣之分。"},
    "rf_t_outcome": {"en": "{outcome}: differences from {baseline}", "zh": "{outcome}：与{baseline}的差异"},
    "rf_c_difference_in": {"en": "difference ({unit})", "zh": "差异（{unit}）"},
    "rf_c_difference_points": {"en": "difference (percentage points)", "zh": "差异（个百分点）"},
    "rf_c_boot_low": {"en": "bootstrap low", "zh": "自助法下限"},
    "rf_c_boot_high": {"en": "bootstrap high", "zh": "自助法上限"},
    "rf_c_improved": {"en": "probability of improvement", "zh": "改善概率"},
    "rf_c_improved_low": {"en": "low", "zh": "下限"},
    "rf_c_improved_high": {"en": "high", "zh": "上限"},
    "rf_c_p_holm": {"en": "p, Holm", "zh": "p 值（Holm 校正）"},
    "rf_c_p_bh": {"en": "p, BH", "zh": "p 值（BH 校正）"},
    "rf_c_least": {"en": "least", "zh": "最小"},
    "rf_c_most": {"en": "most", "zh": "最大"},
    "rf_note_tests": {"en": "How to read the columns is said above. {runs}.", "zh": "各列含义见本章开头。{runs}。"},
    "rf_note_margin": {"en": "A difference counts as none up to {margin}.", "zh": "不超过 {margin}的差异视为无差异。"},
    "rf_note_no_margin": {
        "en": "No margin is set up to which a difference would count as none.",
        "zh": "未设定“视为无差异”的界限。",
    },
    "rf_f_trajectories": {
        "en": "{outcome} over time under each scenario; {baseline} in grey.",
        "zh": "各情景下{outcome}的变化过程；灰色为{baseline}。",
    },
    "rf_f_differences": {
        "en": "{outcome}: paired difference from {baseline} over time.",
        "zh": "{outcome}：与{baseline}配对差异的变化过程。",
    },
    "rf_f_level": {"en": "{outcome} over time under {names}.", "zh": "{names}情景下{outcome}的变化过程。"},
    "rf_alt_trajectories": {
        "en": "{outcome} by quarter: a line for the median of the replications and bands for their middle 50 % and "
        "90 %.",
        "zh": "按季度的{outcome}：线为各次重复运行的中位数，色带为中间 50% 和 90%。",
    },
    "rf_alt_differences": {
        "en": "{outcome} less the baseline by quarter: a line for the median and bands for the middle 50 % and 90 "
        "%, with a line at zero.",
        "zh": "按季度的{outcome}与基准之差：线为中位数，色带为中间 50% 和 90%，另有零线。",
    },
    # where disputes go
    "rf_disputes": {"en": "Where disputes go", "zh": "纠纷的去向"},
    "rf_no_flows": {
        "en": "The runs kept no course of disputes, so where they are settled cannot be told beyond the outcomes "
        "above.",
        "zh": "运行未保留纠纷的处理过程，除上述指标外，无法说明纠纷在哪一级化解。",
    },
    "rf_ends": {
        "en": "{x}, of all disputes that arise: settled in the village {village}; settled above the village "
        "{above}; petition or court {contested}; not settled {unsettled}.",
        "zh": "{x}，在全部新发纠纷中：村内化解 {village}；村级以上化解 {above}；信访或诉讼 {contested}；未化解 "
        "{unsettled}。",
    },
    "rf_t_ends": {"en": "How disputes end, of all that arise", "zh": "全部新发纠纷的去向"},
    "rf_s_ends": {"en": "how disputes end", "zh": "纠纷去向"},
    "rf_c_end": {"en": "end", "zh": "去向"},
    "rf_note_ends": {
        "en": "Shares of disputes arising from the policy start to 90 days before the end, in per cent; differences "
        "in percentage points with 95 % intervals. The first four rows of a scenario sum up the others. {runs}.",
        "zh": "政策开始至期末前 90 天新发纠纷中的比例（%）；差异为百分点，附 95% 置信区间。"
        "每个情景的前四行为后续各行的合计。{runs}。",
    },
    "rf_f_flow": {
        "en": "Where disputes go under {a} and under {b}: how they came to be known, and where they ended.",
        "zh": "{a}与{b}下纠纷的去向：如何为组织所掌握，最终在何处了结。",
    },
    "rf_f_flow_one": {
        "en": "Where disputes go under {a}: how they came to be known, and where they ended.",
        "zh": "{a}下纠纷的去向：如何为组织所掌握，最终在何处了结。",
    },
    "rf_alt_flow": {
        "en": "Bands from all disputes by the way they became known to their ends, as wide as disputes are many.",
        "zh": "从全部纠纷经发现渠道到最终去向的流带，宽度与纠纷数量成正比。",
    },
    "rf_f_incidence": {
        "en": "What has become of disputes by a given day, with the other ends competing.",
        "zh": "截至某日纠纷各类去向的累积发生率（其余去向为竞争事件）。",
    },
    "rf_alt_incidence": {
        "en": "One panel an end and one line a scenario, rising with the days after the dispute arose.",
        "zh": "每类去向一幅图，每个情景一条线，随纠纷发生后的天数上升。",
    },
    "rf_t_incidence": {"en": "What has become of disputes by a given day", "zh": "截至某日纠纷的去向"},
    "rf_s_incidence": {"en": "disputes by day", "zh": "纠纷去向（按日）"},
    "rf_c_cause": {"en": "what came first", "zh": "首先发生的去向"},
    "rf_c_day": {"en": "days after it arose", "zh": "发生后天数"},
    "rf_c_incidence": {"en": "share of disputes", "zh": "占纠纷比例"},
    "rf_note_incidence": {
        "en": "Cumulative incidence (Aalen-Johansen), mean over replications with its 95 % t interval.",
        "zh": "累积发生率（Aalen-Johansen），为各次重复运行的均值及其 95% t 区间。",
    },
    # all outcomes
    "rf_all": {"en": "All outcomes", "zh": "全部结果指标"},
    "rf_all_told": {
        "en": "Of {n} differences in the other outcomes, {told} can be told from zero when the share of false "
        "findings is held to 5 % (Benjamini-Hochberg). They explain the headline outcomes; none of them was picked "
        "beforehand.",
        "zh": "其他指标的 {n} 项差异中，在误判比例控制为 5%（Benjamini-Hochberg）时，有 {told} 项可与零区分。"
        "这些指标用于解释主要指标，并非事先选定。",
    },
    "rf_f_all": {
        "en": "All outcomes: differences from {baseline} with 95 % intervals.",
        "zh": "全部结果指标：与{baseline}的差异及 95% 置信区间。",
    },
    "rf_part": {"en": "Part {n} of {total}.", "zh": "第 {n} 部分，共 {total} 部分。"},
    "rf_alt_all": {
        "en": "One small panel an outcome, one row a scenario: a dot for the mean difference and a bar for its "
        "interval.",
        "zh": "每项指标一幅小图，每个情景一行：圆点为平均差异，横线为区间。",
    },
    "rf_t_all": {"en": "All outcomes: differences from {baseline}", "zh": "全部结果指标：与{baseline}的差异"},
    "rf_note_all": {
        "en": "Levels in the unit of the outcome, shares in per cent; a difference of shares is in percentage "
        "points. p is corrected by Benjamini-Hochberg, for headline outcomes and for all others apart.",
        "zh": "水平值采用指标的单位，比例以百分数表示；比例的差异为百分点。p 值按 Benjamini-Hochberg 法校正，"
        "主要指标与其他指标分别校正。",
    },
    "rf_levels_what": {
        "en": "There is no baseline to compare with, so levels alone are given: means over replications with 95 % t "
        "intervals, which hold chance alone.",
        "zh": "没有可供比较的基准，因此仅列出水平值：各次重复运行的均值及 95% t 区间，只反映随机波动。",
    },
    "rf_t_levels": {"en": "Headline outcomes", "zh": "主要结果指标"},
    "rf_s_levels": {"en": "headline outcomes", "zh": "主要指标"},
    "rf_t_all_levels": {"en": "All outcomes", "zh": "全部结果指标"},
    "rf_note_levels": {
        "en": "Mean over replications with its 95 % t interval; least and most of single replications.",
        "zh": "各次重复运行的均值及其 95% t 区间；最小、最大为单次运行的数值。",
    },
    # who gains and who loses
    "rf_gains": {"en": "Who gains, who loses", "zh": "谁受益、谁受损"},
    "rf_gains_alone": {
        "en": "Who gains and who loses is seen only against a baseline; there is none here.",
        "zh": "谁受益、谁受损只有与基准比较才能看出，本报告没有可供比较的基准。",
    },
    "rf_inequality": {"en": "Inequality and the worst-off", "zh": "收入差距与低收入人群"},
    "rf_t_inequality": {
        "en": "Inequality and incomes of the worst-off: differences from {baseline}",
        "zh": "收入差距与低收入人群收入：与{baseline}的差异",
    },
    "rf_note_inequality": {
        "en": "Means of paired differences with 95 % intervals of chance. {runs}.",
        "zh": "配对差异的均值及其 95% 置信区间，只反映随机波动。{runs}。",
    },
    "rf_winners": {"en": "People who gain and people who lose", "zh": "收入增加和减少的人"},
    "rf_winners_what": {
        "en": "Each person is compared with him- or herself under {baseline}: same seed, same family, same luck as "
        "far as paths have not parted. Some of what single people gain and lose is chance; the shares are to be "
        "read against each other, and group by group.",
        "zh": "将每个人与其本人在{baseline}下的情况比较：种子相同、家庭相同，在轨迹分开之前的随机因素也相同。"
        "个人得失中有一部分出于偶然，各项比例应相互对照，并分群体来看。",
    },
    "rf_t_winners": {"en": "People whose income rises or falls", "zh": "收入增加和减少的人"},
    "rf_t_winners_groups": {"en": "People whose income rises or falls, by group", "zh": "分群体收入增加和减少的人"},
    "rf_s_winners": {"en": "winners and losers", "zh": "收入增减"},
    "rf_s_winners_by_group": {"en": "winners and losers by group", "zh": "分群体收入增减"},
    "rf_c_breakdown": {"en": "by", "zh": "分组方式"},
    "rf_c_group": {"en": "group", "zh": "群体"},
    "rf_c_gain": {"en": "gain", "zh": "收益"},
    "rf_c_gain_low": {"en": "low", "zh": "下限"},
    "rf_c_gain_high": {"en": "high", "zh": "上限"},
    "rf_c_lose": {"en": "lose", "zh": "减少"},
    "rf_c_lose_low": {"en": "low", "zh": "下限"},
    "rf_c_lose_high": {"en": "high", "zh": "上限"},
    "rf_c_same": {"en": "neither", "zh": "不变"},
    "rf_c_gainers": {"en": "gain", "zh": "增加"},
    "rf_c_mean_gain": {"en": "mean gain (yuan a year)", "zh": "平均增加（元/年）"},
    "rf_c_mean_loss": {"en": "mean loss (yuan a year)", "zh": "平均减少（元/年）"},
    "rf_c_people": {"en": "people", "zh": "人数"},
    "rf_note_winners": {
        "en": "Shares of people with an income in both runs of a pair, with 95 % t intervals over replications; "
        "income is that per head of the household the person is in at the end.",
        "zh": "在配对的两次运行中均有收入者的比例，附各次重复运行的 95% t 区间；收入为期末所在家庭的人均收入。",
    },
    "rf_f_turnouts": {"en": "Shares of people whose income falls and rises.", "zh": "收入减少和增加的人所占比例。"},
    "rf_f_turnouts_groups": {
        "en": "Shares of people whose income falls and rises under {x}, by group.",
        "zh": "{x}下各群体收入减少和增加的人所占比例。",
    },
    "rf_alt_turnouts": {
        "en": "Bars to the left for those whose income falls and to the right for those whose income rises, with "
        "intervals.",
        "zh": "向左的横条为收入减少者，向右的横条为收入增加者，附区间。",
    },
    "rf_distribution": {"en": "Income from the poorest to the richest", "zh": "收入分布的变化"},
    "rf_f_income": {
        "en": "Change of income against {baseline} along the distribution.",
        "zh": "沿收入分布与{baseline}相比的收入变化。",
    },
    "rf_alt_income": {
        "en": "Lines over the distribution of income from poorest to richest, with bands of 95 %.",
        "zh": "沿收入由低到高的分布绘制的曲线，附 95% 色带。",
    },
    "rf_t_income": {"en": "Income at places of the distribution (yuan a year)", "zh": "收入分布各位次的收入（元/年）"},
    "rf_c_share": {"en": "place from below", "zh": "由低到高的位次"},
    "rf_note_income": {
        "en": "Places of the distribution are compared, not persons: whoever stands at 10 % has more than one in "
        "ten. Paired differences with 95 % t intervals.",
        "zh": "比较的是分布中的位次而非个人：处于 10% 处者，收入高于十分之一的人。配对差异附 95% t 区间。",
    },
    "rf_by_group": {"en": "Effects by group", "zh": "分群体的效果"},
    "rf_groups_what": {
        "en": "The same outcomes for groups of people, by township, type of village, income before the policy, "
        "clan, residence and age.",
        "zh": "按乡镇、村庄类型、政策实施前收入、宗族、常住或外出以及年龄，列出各群体的同一指标。",
    },
    "rf_f_groups": {"en": "{outcome} by group under {x}.", "zh": "{x}下各群体的{outcome}。"},
    "rf_f_groups_strongest": {
        "en": "{outcome} by group under {x}, the scenario with the largest effect on it.",
        "zh": "{x}下各群体的{outcome}（该指标变化最大的情景）。",
    },
    "rf_alt_groups": {
        "en": "{outcome}: one row a group, a dot for the mean difference from the baseline and a bar for its interval.",
        "zh": "{outcome}：每个群体一行，圆点为与基准的平均差异，横线为区间。",
    },
    "rf_t_groups": {"en": "{outcome} by group", "zh": "分群体的{outcome}"},
    "rf_s_groups": {"en": "groups {outcome}", "zh": "分群体 {outcome}"},
    "rf_note_groups": {
        "en": "Groups hold people registered at the policy start, and a dispute counts for each of its parties, so "
        "that rates need not equal those of the county. Paired differences with 95 % t intervals, not corrected for "
        "the number of groups; shares in per cent, their differences in percentage points.",
        "zh": "群体由政策开始时在册的人组成，一件纠纷对双方当事人各计一次，因此与全县指标不必相等。配对差异附 95% t "
        "区间，未按群体数目作校正；比例以百分数表示，其差异为百分点。",
    },
    # costs
    "rf_costs": {"en": "What it costs and who pays", "zh": "投入与资金来源"},
    "rf_costs_what": {
        "en": "Cost here is public money spent in villages and by county programmes, and, apart from it, hours of "
        "those in post and of volunteers; an hour has no price here. What offices above the village already have is "
        "not counted.",
        "zh": "此处的投入指村级支出和县级项目的公共支出；在职人员和志愿者的工时单独列出，不折算为金额。"
        "村级以上机构的既有开支不计入。",
    },
    "rf_t_spent": {"en": "Money and hours: differences from {baseline}", "zh": "支出与工时：与{baseline}的差异"},
    "rf_t_spent_levels": {"en": "Money and hours", "zh": "支出与工时"},
    "rf_s_costs": {"en": "money and hours", "zh": "支出与工时"},
    "rf_note_spent": {
        "en": "Means of paired differences with 95 % intervals of chance. {runs}.",
        "zh": "配对差异的均值及其 95% 置信区间，只反映随机波动。{runs}。",
    },
    "rf_c_cost": {"en": "public money (yuan a year)", "zh": "公共支出（元/年）"},
    "rf_c_ratio": {"en": "one more costs ({unit})", "zh": "单价（{unit}）"},
    "rf_t_ratio": {"en": "Cost and gain against {baseline}: {label}", "zh": "与{baseline}相比的投入与成效：{label}"},
    "rf_s_ratio": {"en": "cost of {label}", "zh": "单价 {label}"},
    "rf_note_ratio": {
        "en": "Whole county and year, mean paired differences with 95 % t intervals; the ratio has Fieller’s "
        "interval. A ratio is given only where the gain can be told from zero. {runs}.",
        "zh": "全县每年的配对差异均值及其 95% t 区间；单价采用 Fieller 区间。只有成效可与零区分时才给出单价。{runs}。",
    },
    "rf_f_plane": {
        "en": "Cost-effectiveness plane: public money and {label}, against {baseline}.",
        "zh": "成本效果平面：与{baseline}相比的公共支出与{label}。",
    },
    "rf_alt_plane": {
        "en": "Gain to the right and cost upwards: small dots for replications, large dots for means, with intervals.",
        "zh": "横轴为成效，纵轴为支出：小点为各次重复运行，大点为均值，附区间。",
    },
    "rf_f_curve": {
        "en": "Acceptability: how often each scenario is the best value, over what one more is worth ({label}).",
        "zh": "可接受曲线：在不同愿付价格下，各情景净收益最大的频率（{label}）。",
    },
    "rf_alt_curve": {
        "en": "One curve a scenario over the price: the share of replications in which it is the best value.",
        "zh": "每个情景一条曲线，横轴为价格，纵轴为净收益最大的重复运行占比。",
    },
    "rf_f_frontier": {
        "en": "Efficient frontier: which scenarios give most for their money ({label}).",
        "zh": "效率前沿：同等支出下成效最好的情景（{label}）。",
    },
    "rf_alt_frontier": {
        "en": "Mean gain to the right and mean cost upwards, with a line through the scenarios of the frontier.",
        "zh": "横轴为平均成效，纵轴为平均支出，连线穿过前沿上的各情景。",
    },
    "rf_t_frontier": {"en": "Efficient frontier: {label}", "zh": "效率前沿：{label}"},
    "rf_s_frontier": {"en": "frontier {label}", "zh": "效率前沿 {label}"},
    "rf_c_status": {"en": "where it stands", "zh": "所处位置"},
    "rf_c_step": {"en": "one more from the step before ({unit})", "zh": "由前一步起的单价（{unit}）"},
    "rf_note_frontier": {
        "en": "Means decide where a scenario stands; chance may change neighbours. Steps have Fieller’s interval; "
        "none is given where the gain of the step cannot be told from zero.",
        "zh": "位置按均值判定，相邻情景可能因随机波动互换。各步采用 Fieller 区间；该步成效与零无法区分时不给出单价。",
    },
    # who pays
    "rf_payers": {"en": "Who pays, and what for", "zh": "资金来源与用途"},
    "rf_payers_what": {
        "en": "Money that came into villages and county programmes over the policy period, by who gave it, and what "
        "was spent, by purpose. What is put into building and what is owed stands in neither, so the two sums "
        "differ.",
        "zh": "政策期内流入村级和县级项目的资金按来源列示，支出按用途列示。项目建设投入和欠款均不计入，"
        "因此两项合计不相等。",
    },
    "rf_c_payer": {"en": "who pays", "zh": "资金来源"},
    "rf_c_purpose": {"en": "what for", "zh": "用途"},
    "rf_f_payer": {"en": "Who pays, a registered person and year.", "zh": "资金来源（按户籍人口人均每年）。"},
    "rf_f_purpose": {
        "en": "What the money is spent on, a registered person and year.",
        "zh": "资金用途（按户籍人口人均每年）。",
    },
    "rf_alt_payers": {
        "en": "One panel a source or purpose, one bar a scenario.",
        "zh": "每个来源或用途一幅图，每个情景一根横条。",
    },
    "rf_t_payer": {"en": "Who pays (yuan a head and year)", "zh": "资金来源（元/人·年）"},
    "rf_t_purpose": {"en": "What the money is spent on (yuan a head and year)", "zh": "资金用途（元/人·年）"},
    "rf_s_payer": {"en": "who pays", "zh": "资金来源"},
    "rf_s_purpose": {"en": "what for", "zh": "资金用途"},
    "rf_note_payers": {
        "en": "Mean, and paired difference from the baseline with its 95 % t interval.",
        "zh": "均值，以及与基准的配对差异及其 95% t 区间。",
    },
    # hours
    "rf_hours": {"en": "Hours of people in post", "zh": "基层工作人员的工时"},
    "rf_c_hours_ratio": {"en": "hours for one more", "zh": "每单位成效所需工时"},
    "rf_t_hours_ratio": {"en": "Hours in post for one more of each gain", "zh": "每单位成效所需公职工时"},
    "rf_s_hours_ratio": {"en": "hours for one more", "zh": "单位成效工时"},
    "rf_note_hours_ratio": {
        "en": "Hours apart from money, with Fieller’s 95 % interval; given only where the gain can be told from zero.",
        "zh": "工时与支出分列，采用 Fieller 95% 区间；只有成效可与零区分时才给出。",
    },
    "rf_hv_dominates": {"en": "saves hours and gains", "zh": "节约工时且有成效"},
    "rf_hv_no_money": {"en": "gains; hours cannot be told from the baseline’s", "zh": "有成效，工时与基准无法区分"},
    "rf_hv_buys": {"en": "takes hours and gains", "zh": "增加工时并取得成效"},
    "rf_hv_saves_and_loses": {"en": "saves hours but loses ground", "zh": "节约工时但成效下降"},
    "rf_hv_dominated": {"en": "loses ground and is not known to save hours", "zh": "成效下降且未见节约工时"},
    "rf_hv_unclear": {"en": "the gain cannot be told from zero", "zh": "成效与零无法区分"},
    "rf_f_hours": {
        "en": "What people in post spend their hours on, a village and year.",
        "zh": "基层工作人员的工时分配（每村每年）。",
    },
    "rf_alt_hours": {
        "en": "One panel a role, one stacked bar a scenario: hours by task, unused hours pale.",
        "zh": "每类人员一幅图，每个情景一根堆叠横条：按任务划分的工时，未使用部分为浅色。",
    },
    "rf_t_hours": {"en": "Hours by role and task (a village and year)", "zh": "按人员和任务划分的工时（小时/村·年）"},
    "rf_s_hours": {"en": "hours", "zh": "工时"},
    "rf_c_role": {"en": "role", "zh": "人员"},
    "rf_c_task": {"en": "task", "zh": "任务"},
    "rf_c_hours": {"en": "hours a village and year", "zh": "小时/村·年"},
    "rf_note_hours": {
        "en": "Means over replications and villages; “unused” is what was available less what was given.",
        "zh": "各次重复运行和各村的均值；“未使用”为可用工时减去实际投入。",
    },
    # colours of grids
    "rf_colours": {"en": "Red, yellow and green grids", "zh": "网格红黄绿管理"},
    "rf_f_colours": {"en": "Colours of grids at the end of each quarter.", "zh": "各季度末网格的红黄绿等级。"},
    "rf_alt_colours": {
        "en": "A calendar with grids or villages in rows and quarters in columns.",
        "zh": "以网格或村为行、季度为列的日历图。",
    },
    "rf_price_no_money": {
        "en": "Without public money that can be told from the baseline’s, {more}.",
        "zh": "{more}，而公共支出与基准无法区分。",
    },
}
