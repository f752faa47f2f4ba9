"""Fixed words of costs in English and Chinese; merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {
    # what is spent
    "cost_spent_cost": {"en": "Public money", "zh": "公共支出"},
    "cost_spent_hours": {"en": "Hours of those in post", "zh": "公职工时"},
    "cost_spent_volunteer_hours": {"en": "Volunteer hours", "zh": "志愿服务时长"},
    "cost_spent_unit_cost": {"en": "yuan a year", "zh": "元/年"},
    "cost_spent_unit_hours": {"en": "hours a year", "zh": "小时/年"},
    "cost_spent_unit_volunteer_hours": {"en": "hours a year", "zh": "小时/年"},
    "cost_money_unit": {"en": "thousand yuan a year", "zh": "万元/年"},
    # what is gained
    "cost_gain_settled": {"en": "Disputes settled in the village", "zh": "村内化解纠纷"},
    "cost_gain_participants": {"en": "People who take part", "zh": "参与公共事务人数"},
    "cost_gain_income": {"en": "Income of residents", "zh": "居民收入"},
    "cost_gain_unit_settled": {"en": "disputes a year", "zh": "件/年"},
    "cost_gain_unit_participants": {"en": "people, mean of quarters", "zh": "人，季度平均"},
    "cost_gain_unit_income": {"en": "thousand yuan a year", "zh": "千元/年"},
    # what one more costs
    "cost_ratio_settled": {
        "en": "Public money per additional dispute settled in the village",
        "zh": "每多在村内化解一件纠纷所需公共支出",
    },
    "cost_ratio_participants": {
        "en": "Public money per additional person who takes part",
        "zh": "每增加一名参与者所需公共支出",
    },
    "cost_ratio_income": {
        "en": "Public money per additional 1,000 yuan of residents' income",
        "zh": "居民每增收一千元所需公共支出",
    },
    "cost_ratio_unit_settled": {"en": "yuan a dispute", "zh": "元/件"},
    "cost_ratio_unit_participants": {"en": "yuan a person and year", "zh": "元/人·年"},
    "cost_ratio_unit_income": {"en": "yuan per 1,000 yuan", "zh": "元/千元"},
    "cost_hours_ratio_settled": {
        "en": "Hours in post per additional dispute settled in the village",
        "zh": "每多在村内化解一件纠纷所需公职工时",
    },
    "cost_hours_ratio_participants": {
        "en": "Hours in post per additional person who takes part",
        "zh": "每增加一名参与者所需公职工时",
    },
    "cost_hours_ratio_income": {
        "en": "Hours in post per additional 1,000 yuan of residents' income",
        "zh": "居民每增收一千元所需公职工时",
    },
    "cost_hours_ratio_unit_settled": {"en": "hours a dispute", "zh": "小时/件"},
    "cost_hours_ratio_unit_participants": {"en": "hours a person and year", "zh": "小时/人·年"},
    "cost_hours_ratio_unit_income": {"en": "hours per 1,000 yuan", "zh": "小时/千元"},
    # verdicts of the table of ratios
    "cost_verdict_dominates": {"en": "saves public money and gains", "zh": "节约公共支出且有成效"},
    "cost_verdict_no_money": {
        "en": "gains; its public money cannot be told from the baseline's",
        "zh": "有成效，公共支出与基准无法区分",
    },
    "cost_verdict_buys": {"en": "costs public money and gains", "zh": "增加公共支出并取得成效"},
    "cost_verdict_saves_and_loses": {
        "en": "saves public money but loses ground; no ratio is given",
        "zh": "节约公共支出但成效下降，不计算比值",
    },
    "cost_verdict_dominated": {
        "en": "loses ground and is not known to save; no ratio is given",
        "zh": "成效下降且未见节约，不计算比值",
    },
    "cost_verdict_unclear": {
        "en": "the gain cannot be told from zero; no ratio is given",
        "zh": "成效与零无法区分，不计算比值",
    },
    # efficient frontier
    "cost_status_frontier": {"en": "on the frontier", "zh": "位于效率前沿"},
    "cost_status_dominated": {
        "en": "another scenario gains as much or more for as little or less",
        "zh": "另有情景以同等或更少支出取得同等或更好成效",
    },
    "cost_status_extended": {
        "en": "a mix of two other scenarios gains more for less",
        "zh": "另外两个情景搭配实施，支出更少、成效更好",
    },
    "cost_status_worse_than_nothing": {
        "en": "costs money and gains nothing against the baseline",
        "zh": "增加支出，成效不及基准",
    },
    # who pays, and what for
    "cost_payer_grants": {"en": "Grants to villages", "zh": "上级拨付村级经费"},
    "cost_payer_county": {"en": "County programmes", "zh": "县级项目支出"},
    "cost_payer_own": {"en": "The village's own income", "zh": "村集体自有收入"},
    "cost_payer_donations": {"en": "Donations", "zh": "社会捐赠"},
    "cost_purpose_wages": {"en": "Pay of village posts", "zh": "村干部报酬"},
    "cost_purpose_office": {"en": "Office", "zh": "办公经费"},
    "cost_purpose_mediation": {"en": "Mediation", "zh": "调解经费"},
    "cost_purpose_meetings": {"en": "Meetings", "zh": "会议活动经费"},
    "cost_purpose_services": {"en": "Services and small works", "zh": "公共服务与小型工程"},
    "cost_purpose_visits": {"en": "Visits", "zh": "走访慰问"},
    "cost_purpose_points": {"en": "Points redeemed", "zh": "积分兑换"},
    "cost_purpose_programmes": {"en": "Programmes of the village", "zh": "村级项目支出"},
    "cost_purpose_dividends": {"en": "Dividends to households", "zh": "集体分红"},
    "cost_purpose_county_programmes": {"en": "Programmes of the county", "zh": "县级项目支出"},
    # charts
    "cost_axis": {"en": "{label}: difference ({unit})", "zh": "{label}的差异（{unit}）"},
    "cost_plane_title": {
        "en": "What each scenario costs and gains: {gain}",
        "zh": "各情景的支出与成效：{gain}",
    },
    "cost_plane_key": {
        "en": "Small dots: replications. Large dots: means. Cross: 95 % intervals of the mean. "
        "To the right: gains; upwards: costs more.",
        "zh": "小点：各次重复运行。大点：均值。十字线：均值的 95% 置信区间。向右为成效增加，向上为支出增加。",
    },
    "cost_plane_key_one": {
        "en": "Dots: the replication. To the right: gains; upwards: costs more.",
        "zh": "圆点：该次重复运行。向右为成效增加，向上为支出增加。",
    },
    "cost_plane_caption": {
        "en": "Differences from “{title}” in the whole county and a year, the same seeds paired. Public money alone, "
        "no hours. {runs}.",
        "zh": "全县每年相对“{title}”的差异，按相同种子配对。只计公共支出，不含工时。{runs}。",
    },
    "cost_grey": {
        "en": "Grey: {n} further scenarios off the efficient frontier.",
        "zh": "灰色：其余 {n} 个情景，不在效率前沿上。",
    },
    "cost_here": {"en": "{title} (compared with)", "zh": "{title}（对照）"},
    "cost_curve_title": {
        "en": "Which scenario is the best value: {gain}",
        "zh": "不同愿付价格下净收益最大的情景：{gain}",
    },
    "cost_curve_y": {
        "en": "replications in which it is the best value (%)",
        "zh": "净收益最大的重复运行占比（%）",
    },
    "cost_curve_x_settled": {
        "en": "what one more dispute settled in the village is worth (yuan)",
        "zh": "每多在村内化解一件纠纷愿付的公共支出（元）",
    },
    "cost_curve_x_participants": {
        "en": "what one more person who takes part is worth (yuan a year)",
        "zh": "每增加一名参与者愿付的公共支出（元/年）",
    },
    "cost_curve_x_income": {
        "en": "what 1,000 yuan more of residents' income is worth (yuan)",
        "zh": "居民每增收一千元愿付的公共支出（元）",
    },
    "cost_curve_key": {
        "en": "Best value: the largest net benefit, which is the worth of what is gained less public money; ties are "
        "shared. Thick: the scenario whose mean net benefit is the largest.",
        "zh": "净收益：成效按愿付价格计算的价值减去公共支出；并列时均分。粗线：平均净收益最大的情景。",
    },
    "cost_curve_caption": {
        "en": "Shares are of replications: chance alone, no doubt about assumptions. Hours have no price here. {runs}.",
        "zh": "占比按重复运行计算，只反映随机波动，不含假设的不确定性。工时未折算为支出。{runs}。",
    },
    "cost_curve_grey": {
        "en": "Grey: {n} further scenarios that are never the best value on average.",
        "zh": "灰色：其余 {n} 个情景，平均净收益从未最大。",
    },
    "cost_frontier_title": {"en": "Efficient frontier: {gain}", "zh": "效率前沿：{gain}"},
    "cost_frontier_key": {
        "en": "Line: scenarios that give most for their money; below a name, what one more costs on the way from the "
        "scenario before it on the line, with its 95 % interval. Hollow: another scenario, or a mix of two, gives "
        "more for less.",
        "zh": "连线：同等支出下成效最好的情景；名称下方：由连线上前一情景转到该情景，"
        "每增加一个单位成效所需支出及其 95% 置信区间。空心：另有情景或两个情景的搭配以更少支出取得更好成效。",
    },
    "cost_frontier_dashed": {
        "en": "Dashed: the gain of the step cannot be told from zero, so no ratio is given.",
        "zh": "虚线：该段成效与零无法区分，不计算比值。",
    },
    "cost_frontier_caption": {
        "en": "Means of differences from “{title}” in the whole county and a year; hours are not counted. {runs}.",
        "zh": "全县每年相对“{title}”差异的均值；不含工时。{runs}。",
    },
    "cost_step_between": {"en": "{ratio} ({low} to {high}) {unit}", "zh": "{ratio}（{low} 至 {high}）{unit}"},
    "cost_payers_title": {"en": "Who pays", "zh": "资金来源"},
    "cost_purposes_title": {"en": "What the money is spent on", "zh": "资金用途"},
    "cost_with_ends": {"en": "{value} ({low} to {high})", "zh": "{value}（{low} 至 {high}）"},
    "cost_payers_key": {
        "en": "Bar: mean of the scenario. Dark: beyond “{title}”; hollow: less than there. Beside it: the mean, and "
        "the paired difference with its 95 % interval.",
        "zh": "横条：该情景均值。深色：高于“{title}”的部分；空心：低于的部分。旁注：均值、配对差异及其 95% 置信区间。",
    },
    "cost_payers_key_levels": {"en": "Bar and number: mean of the scenario.", "zh": "横条与数字：该情景均值。"},
    "cost_payers_caption": {
        "en": "Yuan a registered person and year over the policy period. {runs}.",
        "zh": "政策期内按户籍人口计算的人均年度金额（元/人·年）。{runs}。",
    },
    "cost_payers_left_out": {"en": "Nothing from or for: {names}.", "zh": "无发生额：{names}。"},
}
