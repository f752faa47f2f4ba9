"""Fixed words in English and Chinese; merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {
    "charts_named": {"en": "{name}  {n}", "zh": "{name}  {n} 件"},
    "charts_some": {
        "en": "Shown are {shown} of {total} scenarios.",
        "zh": "共 {total} 个情景，图中列出 {shown} 个。",
    },
    # where disputes go
    "charts_flow_title": {"en": "Where disputes go", "zh": "纠纷的发现渠道与去向"},
    "charts_flow_arising": {"en": "100 disputes arise", "zh": "新发纠纷 100 件"},
    "charts_flow_known": {"en": "how they came to be known", "zh": "如何为组织所掌握"},
    "charts_flow_ends": {"en": "how they stand at the end, of 100", "zh": "期末去向（每百件）"},
    "charts_flow_petitioned": {"en": "(after a petition {n})", "zh": "（其中曾信访 {n} 件）"},
    "charts_flow_key": {
        "en": "Dark to light blue: settled, from the linked worker up to the county. Orange: went through a petition "
        "or to court. Grey: not settled. Heights of all panels are to one scale.",
        "zh": "深蓝至浅蓝：已化解，自联户人逐级至县级。橙：经过信访或进入诉讼。灰：未化解。各图高度采用同一比例。",
    },
    "charts_flow_caption": {
        "en": "Disputes arising from the policy start to 90 days before the end, known to the organisation or not; "
        "numbers are per 100 of them, mean over replications, without intervals. {runs}.",
        "zh": "统计政策开始至期末前 90 天新发的全部纠纷（含组织未掌握者），按每百件计，"
        "为各次重复运行的均值，未附区间。{runs}。",
    },
    "charts_route_proactive": {"en": "found unasked", "zh": "主动发现"},
    "charts_route_requested": {"en": "brought by a party", "zh": "当事人反映"},
    "charts_route_referred": {"en": "referred to the township", "zh": "转乡镇受理"},
    "charts_route_unknown": {"en": "never known", "zh": "始终未掌握"},
    "charts_ends_village": {"en": "settled in the village", "zh": "村内化解"},
    "charts_ends_above": {"en": "settled above the village", "zh": "村级以上化解"},
    "charts_ends_contested": {"en": "petition or court", "zh": "信访或诉讼"},
    "charts_ends_unsettled": {"en": "not settled", "zh": "未化解"},
    "charts_end_linked": {"en": "Linked worker", "zh": "联户人"},
    "charts_end_grid": {"en": "Grid", "zh": "网格"},
    "charts_end_village": {"en": "Village", "zh": "村级"},
    "charts_end_township": {"en": "Township", "zh": "乡镇"},
    "charts_end_county": {"en": "County", "zh": "县级"},
    "charts_end_petition": {"en": "Petition", "zh": "信访"},
    "charts_end_court": {"en": "Court", "zh": "诉讼"},
    "charts_end_faded": {"en": "Faded", "zh": "自行消退"},
    "charts_end_borne": {"en": "Borne", "zh": "忍让"},
    "charts_end_open": {"en": "Still open", "zh": "期末未结"},
    # what has become of disputes by a day
    "charts_incidence_title": {"en": "What has become of disputes by a given day", "zh": "各类去向的累积发生率"},
    "charts_cause_settled_village": {"en": "Settled in the village", "zh": "村内化解"},
    "charts_cause_settled_above": {"en": "Settled above the village", "zh": "村级以上化解"},
    "charts_cause_given_up": {"en": "Faded or borne", "zh": "自行消退或忍让"},
    "charts_cause_petition": {"en": "Petition", "zh": "信访"},
    "charts_cause_court": {"en": "Court", "zh": "诉讼"},
    "charts_days": {"en": "days after the dispute arose", "zh": "纠纷发生后的天数"},
    "charts_of_disputes": {"en": "% of disputes arising", "zh": "占新发纠纷的比例（%）"},
    "charts_incidence_caption": {
        "en": "Share of all disputes of the policy period, known or not, to which this has happened first by a day, "
        "the rest competing with it (Aalen-Johansen); at the right, that of the last day. Mean over replications.",
        "zh": "政策期内新发的全部纠纷（含组织未掌握者）中，截至某日首先发生该结局的比例，"
        "其余结局为竞争事件（Aalen-Johansen 估计）；右侧数字为末日数值。曲线为各次重复运行的均值。",
    },
    "charts_incidence_band": {
        "en": "Band: 95 % t interval of a curve over replications; the difference of two is known better, as they "
        "share their luck.",
        "zh": "色带：各曲线按重复运行计算的 95% t 区间；因各情景共用随机因素，两条曲线之差更为精确。",
    },
    "charts_incidence_scales": {
        "en": "Panels of one row have one scale. {runs}.",
        "zh": "同一行各图采用相同的纵轴。{runs}。",
    },
    "charts_interval_band": {"en": "Band: 95 % interval.", "zh": "色带：95% 置信区间。"},
    "charts_interval_cut": {
        "en": "Band: 95 % interval, cut where it leaves the panel.",
        "zh": "色带：95% 置信区间，超出图幅的部分未画出。",
    },
    "charts_no_interval": {"en": "No interval can be given.", "zh": "无法给出区间。"},
    # income along its distribution
    "charts_income_title": {
        "en": "Income from the poorest to the richest: what changes",
        "zh": "收入分布的变化：从低收入到高收入",
    },
    "charts_income_unit": {
        "en": "{label}: change ({unit})",
        "zh": "{label}的变化（{unit}）",
    },
    "charts_poorest_to_richest": {"en": "people from the poorest to the richest (%)", "zh": "人口按收入由低到高（%）"},
    "charts_income_caption": {
        "en": "Line: mean difference of the same quantile of income from “{title}”. {interval} {runs}.",
        "zh": "线：同一收入分位与“{title}”的平均差异。{interval}{runs}。",
    },
    "charts_income_people": {
        "en": "Compared are places in the distribution, not persons: who stands there may differ.",
        "zh": "比较的是分布中的位次，而非同一个人；处于该位次的人可能不同。",
    },
    # hours
    "charts_hours_title": {"en": "What people in post spend their hours on", "zh": "基层工作人员的工时分配"},
    "charts_hours_a_year": {"en": "hours a village and year", "zh": "小时/村·年"},
    "charts_hours_in_all": {"en": "hours a village over the policy period", "zh": "每村政策期合计（小时）"},
    "charts_hours_used_head": {"en": "used / available", "zh": "已用 / 可用"},
    "charts_hours_caption": {
        "en": "Length of a bar: hours available to the role in a mean village; pale: not used. Every role has a scale "
        "of its own. Mean over replications, without intervals. {runs}.",
        "zh": "条形全长：平均每村该类人员的可用工时；浅色：未使用。各类人员采用各自的横轴。"
        "数值为各次重复运行的均值，未附区间。{runs}。",
    },
    "charts_role_cadre": {"en": "Cadres of the two village committees", "zh": "村“两委”干部"},
    "charts_role_grid_worker": {"en": "Grid workers", "zh": "网格员"},
    "charts_role_member": {"en": "Party members without a post", "zh": "无职党员"},
    "charts_role_representative": {"en": "Villagers' representatives", "zh": "村民代表"},
    "charts_task_disputes": {"en": "disputes", "zh": "纠纷调解"},
    "charts_task_requests": {"en": "requests", "zh": "诉求办理"},
    "charts_task_visits": {"en": "visits", "zh": "走访"},
    "charts_task_mobilisation": {"en": "meetings", "zh": "会议动员"},
    "charts_task_paperwork": {"en": "paperwork", "zh": "材料台账"},
    "charts_task_unused": {"en": "unused", "zh": "未使用"},
    # colours of grids
    "charts_colours_title": {"en": "Red, yellow and green grids, quarter by quarter", "zh": "网格“红黄绿”分季变化"},
    "charts_colour_red": {"en": "red", "zh": "红"},
    "charts_colour_yellow": {"en": "yellow", "zh": "黄"},
    "charts_colour_green": {"en": "green", "zh": "绿"},
    "charts_colours_share": {"en": "not\ngreen, %", "zh": "非绿\n占比（%）"},
    "charts_colours_one": {
        "en": "One field is one grid in one quarter.",
        "zh": "每格为一个网格的一个季度。",
    },
    "charts_colours_grid": {
        "en": "One field is one grid in one quarter, filled by the shares of replications in which it had each colour.",
        "zh": "每格为一个网格的一个季度，按各颜色在重复运行中所占比例填色。",
    },
    "charts_colours_village": {
        "en": "One field is one village in one quarter, filled by the shares of its grids and of replications.",
        "zh": "每格为一个村的一个季度，按各颜色在所辖网格和重复运行中所占比例填色。",
    },
    "charts_colours_township": {
        "en": "One field is one township in one quarter, filled by the shares of its grids and of replications.",
        "zh": "每格为一个乡镇的一个季度，按各颜色在所辖网格和重复运行中所占比例填色。",
    },
    "charts_colours_key": {
        "en": "From below: red, yellow, green; green is drawn in pale blue, so that the colour-blind can tell.",
        "zh": "自下而上依次为红、黄、绿；为便于色觉障碍者辨认，绿色以浅蓝表示。",
    },
    "charts_colours_caption": {
        "en": "Colours as they stood at the end of the quarter, given on reported figures; at the right the share of "
        "quarters that were not green. {runs}.",
        "zh": "颜色以季末为准，按上报数据评定；右侧为非绿季度的占比。{runs}。",
    },
    # groups of people
    "charts_groups_title": {"en": "{outcome}: whom it reaches", "zh": "{outcome}：各类人群的变化"},
    "charts_groups_caption": {
        "en": "Dot: mean paired difference from the baseline. Bar: 95 % interval. Groups are those in which people "
        "were at the policy start. {runs}.",
        "zh": "圆点：与基准情景配对差异的均值。横线：95% 置信区间。人群按政策开始时的状况划分。{runs}。",
    },
    "charts_groups_disputes": {
        "en": "A dispute counts for each of its parties who was registered then.",
        "zh": "一件纠纷按当时户籍在册的当事人各计一次。",
    },
    "charts_people": {"en": "people", "zh": "人数"},
    "charts_baseline": {"en": "baseline", "zh": "基准"},
    # who gains, who loses
    "charts_turns_title": {"en": "Who gains and who loses income", "zh": "收入增减的人群占比"},
    "charts_turns_lose": {"en": "lose", "zh": "收入减少"},
    "charts_turns_gain": {"en": "gain", "zh": "收入增加"},
    "charts_turns_mean_loss": {"en": "mean loss\n(yuan a year)", "zh": "平均减少\n（元/年）"},
    "charts_turns_mean_gain": {"en": "mean gain\n(yuan a year)", "zh": "平均增加\n（元/年）"},
    "charts_turns_same": {"en": "the same", "zh": "不变"},
    "charts_turns_key": {
        "en": "Share of people whose income per head is lower or higher than the same person's under the baseline.",
        "zh": "人均收入低于或高于其本人在基准情景下水平的人口比例。",
    },
    "charts_turns_interval": {"en": "Thin line: 95 % interval.", "zh": "细线：95% 置信区间。"},
    "charts_turns_caption": {
        "en": "An income also differs by luck that no policy meant, such as illness or moving away: the shares hold "
        "that luck, and so a policy that aims at no income has gainers and losers too. {runs}.",
        "zh": "收入差异还包含与政策无关的偶然因素（如患病、外出），占比中含有此类波动；"
        "因此即使政策不涉及收入，也会有人增收、有人减收。{runs}。",
    },
    # layers of doubt
    "charts_layers_title": {"en": "How sure the effects are", "zh": "效果的把握程度"},
    "charts_layers_share": {"en": "better\nin %", "zh": "改善\n占比%"},
    "charts_layer_chance": {"en": "chance", "zh": "随机波动"},
    "charts_layer_behaviour": {"en": "behaviour", "zh": "行为假设"},
    "charts_layer_levers": {"en": "levers", "zh": "杠杆取值"},
    "charts_layers_key": {
        "en": "Dot: mean paired difference from the baseline. Bars:",
        "zh": "圆点：与基准情景配对差异的均值。横线：",
    },
    "charts_layer_chance_note": {
        "en": "chance, 95 % interval of the mean over {n} replications;",
        "zh": "随机波动为 {n} 次重复运行均值的 95% 置信区间；",
    },
    "charts_layer_behaviour_note": {
        "en": "behaviour, middle 90 % of {n} draws of all behaviour parameters;",
        "zh": "行为假设为 {n} 次抽取全部行为参数后中间的 90%；",
    },
    "charts_layer_levers_note": {
        "en": "levers, middle 90 % of {n} draws of lever values.",
        "zh": "杠杆取值为 {n} 次抽取杠杆数值后中间的 90%。",
    },
}
