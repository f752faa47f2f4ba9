"""Fixed words of the first chapters of a report in English and Chinese; merged into ``analysis.labels.TEXTS``."""

from analysis.labels_report_chapters import CHAPTERS

TEXTS: dict[str, dict[str, str]] = {
    # how sizes and intervals are written
    "rf_and": {"en": "{a} and {b}", "zh": "{a}和{b}"},
    "rf_size_told": {"en": "{size} (95 % interval {low} to {high})", "zh": "{size}（95% 置信区间 {low} 至 {high}）"},
    "rf_size_unsure": {
        "en": "{size} (95 % interval {low} to {high}, cannot be told from zero)",
        "zh": "{size}（95% 置信区间 {low} 至 {high}，与零无法区分）",
    },
    "rf_size_exact": {"en": "{size} (the same in every replication)", "zh": "{size}（各次重复运行均相同）"},
    "rf_size_same": {"en": "0 (no difference in any replication)", "zh": "0（各次重复运行均无差异）"},
    "rf_size_one": {"en": "{size} (one replication, no interval)", "zh": "{size}（仅一次重复运行，无区间）"},
    "rf_size_none": {"en": "not defined in these runs", "zh": "本次运行中无定义"},
    "rf_interval_told": {"en": "95 % interval {low} to {high}", "zh": "95% 置信区间 {low} 至 {high}"},
    "rf_interval_unsure": {"en": "95 % interval {low} to {high}", "zh": "95% 置信区间 {low} 至 {high}"},
    "rf_interval_exact": {"en": "the same in every replication", "zh": "各次重复运行均相同"},
    "rf_interval_same": {"en": "no replication differed", "zh": "各次重复运行均无差异"},
    "rf_interval_one": {"en": "one replication, no interval", "zh": "仅一次重复运行，无区间"},
    "rf_interval_none": {"en": "not compared", "zh": "未能比较"},
    "rf_brief_told": {"en": "{size} ({low} to {high})", "zh": "{size}（{low} 至 {high}）"},
    "rf_brief_unsure": {
        "en": "{size} ({low} to {high}, cannot be told from zero)",
        "zh": "{size}（{low} 至 {high}，与零无法区分）",
    },
    "rf_brief_exact": {"en": "{size} (in every replication)", "zh": "{size}（各次重复均相同）"},
    "rf_brief_one": {"en": "{size} (one replication, no interval)", "zh": "{size}（仅一次重复，无区间）"},
    "rf_from_to": {"en": "from {a} to {b}", "zh": "由 {a} 变为 {b}"},
    "rf_v_better": {"en": "better", "zh": "改善"},
    "rf_v_worse": {"en": "worse", "zh": "变差"},
    "rf_v_higher": {"en": "higher", "zh": "升高"},
    "rf_v_lower": {"en": "lower", "zh": "降低"},
    "rf_v_unsure": {"en": "cannot be told from zero", "zh": "与零无法区分"},
    "rf_v_same": {"en": "no replication differed", "zh": "各次均无差异"},
    "rf_v_one": {"en": "one replication, no interval", "zh": "仅一次重复，无区间"},
    "rf_v_none": {"en": "not defined in these runs", "zh": "本次运行中无定义"},
    "rf_v_small": {"en": "{verdict}; smaller than {margin}", "zh": "{verdict}；差异小于 {margin}"},
    # headers of columns
    "rf_c_scenario": {"en": "scenario", "zh": "情景"},
    "rf_c_outcome": {"en": "outcome", "zh": "结果指标"},
    "rf_c_unit": {"en": "unit", "zh": "单位"},
    "rf_c_baseline": {"en": "baseline", "zh": "基准"},
    "rf_c_mean": {"en": "mean", "zh": "均值"},
    "rf_c_difference": {"en": "difference", "zh": "差异"},
    "rf_c_low": {"en": "95 % low", "zh": "95% 下限"},
    "rf_c_high": {"en": "95 % high", "zh": "95% 上限"},
    "rf_c_verdict": {"en": "what it says", "zh": "结论"},
    # the first page: what was asked and compared
    "rf_summary": {"en": "Summary", "zh": "结论摘要"},
    "rf_ask_compared": {
        "en": "What does each scenario change against {baseline}, how sure is it, and what does it cost?",
        "zh": "与{baseline}相比，各情景带来哪些变化，把握有多大，需要多少投入？",
    },
    "rf_ask_alone": {"en": "What do the runs of {names} give?", "zh": "{names}的运行结果如何？"},
    "rf_compared": {"en": "{names} compared with {baseline}.", "zh": "将{names}与{baseline}进行比较。"},
    "rf_compared_many": {
        "en": "{n} scenarios compared with {baseline}.",
        "zh": "将 {n} 个情景分别与{baseline}进行比较。",
    },
    "rf_alone": {
        "en": "{n} scenarios, {names} among them, with no baseline to compare them with.",
        "zh": "共 {n} 个情景（{names}等），没有可供比较的基准。",
    },
    "rf_alone_one": {
        "en": "One scenario, {names}; there is nothing to compare it with.",
        "zh": "仅有{names}一个情景，没有可供比较的对象。",
    },
    "rf_place": {
        "en": "The county of the model has {villages} and {people} people; the policies run for {years} from "
        "{start}, after {burn_in} of run-in.",
        "zh": "模型县域共 {villages}、{people} 人；政策期自{start}起，为期 {years}，此前预热 {burn_in}。",
    },
    "rf_villages": {"en": "{n} villages", "zh": "{n} 个村"},
    "rf_villages_one": {"en": "{n} village", "zh": "{n} 个村"},
    "rf_years": {"en": "{n} years", "zh": "{n} 年"},
    "rf_years_one": {"en": "{n} year", "zh": "{n} 年"},
    "rf_points": {
        "en": "Each scenario was run at {n} points of a design; its values are means over these points.",
        "zh": "每个情景在 {n} 个设计点上运行，所列数值为各设计点的均值。",
    },
    "rf_over_points": {
        "en": "How far the differences vary over the points of the design stands in the chapter on doubt.",
        "zh": "差异在各设计点之间变动多少，见关于把握程度的一章。",
    },
    "rf_replications": {
        "en": "Every scenario was run {n} times; runs of the same number share people and luck, so that scenarios "
        "are compared pair by pair.",
        "zh": "每个情景重复运行 {n} 次；同一序号的运行使用相同的人口和相同的随机因素，因此逐对比较。",
    },
    "rf_replications_one": {
        "en": "Every scenario was run only once, so that nothing can be said of chance and no interval is given.",
        "zh": "每个情景仅运行一次，无法判断随机波动的影响，因此不给出区间。",
    },
    "rf_replications_alone": {
        "en": "Each was run {n} times, every time with other people and other luck.",
        "zh": "每个情景重复运行 {n} 次，每次的人口和随机因素各不相同。",
    },
    "rf_replications_alone_one": {
        "en": "It was run only once, so that nothing can be said of chance and no interval is given.",
        "zh": "仅运行一次，无法判断随机波动的影响，因此不给出区间。",
    },
    # the first page: warnings
    "rf_failed": {
        "en": "{n} of {total} runs failed and are left out; the appendix lists them with their errors.",
        "zh": "{total} 次运行中有 {n} 次失败，未计入结果；附录列出失败的运行及其错误。",
    },
    "rf_failed_one": {
        "en": "{n} of {total} runs failed and is left out; the appendix gives its error.",
        "zh": "{total} 次运行中有 {n} 次失败，未计入结果；附录列出该次运行及其错误。",
    },
    "rf_pending": {
        "en": "{n} of {total} runs have not been made yet; all that is said here rests on the others.",
        "zh": "{total} 次运行中有 {n} 次尚未完成，以下结论仅依据其余运行。",
    },
    "rf_pending_one": {
        "en": "{n} of {total} runs has not been made yet; all that is said here rests on the others.",
        "zh": "{total} 次运行中有 {n} 次尚未完成，以下结论仅依据其余运行。",
    },
    "rf_stale": {
        "en": "{n} runs were made with an older version of the model or of the scenarios and were kept on request; "
        "the model of today may give other values.",
        "zh": "有 {n} 次运行出自旧版模型或旧版情景，按要求予以保留；现行模型的结果可能与之不同。",
    },
    "rf_stale_one": {
        "en": "{n} run was made with an older version of the model or of the scenarios and was kept on request; the "
        "model of today may give other values.",
        "zh": "有 {n} 次运行出自旧版模型或旧版情景，按要求予以保留；现行模型的结果可能与之不同。",
    },
    "rf_no_runs": {
        "en": "No run has given a result, so there is nothing to report.",
        "zh": "没有一次运行得出结果，因此没有可报告的内容。",
    },
    "rf_no_baseline": {
        "en": "No run of {baseline} has given a result, so nothing can be compared; levels alone are given.",
        "zh": "{baseline}没有一次运行得出结果，无法进行比较，以下仅列出各情景的水平值。",
    },
    "rf_lost": {
        "en": "No run of {names} has given a result ({n} scenarios); nothing is said of them.",
        "zh": "有 {n} 个情景（{names}）没有一次运行得出结果，对其不作判断。",
    },
    "rf_lost_one": {
        "en": "No run of {names} has given a result; nothing is said of it.",
        "zh": "{names}没有一次运行得出结果，对其不作判断。",
    },
    "rf_few_replications": {
        "en": "{n} replications are few: intervals are wide, and their 95 % holds only if differences are close to "
        "normal.",
        "zh": "重复运行仅 {n} 次：区间较宽，且只有在差异近似正态时才有 95% 的把握。",
    },
    "rf_constant": {
        "en": "No replication differed from another in any headline outcome: chance plays no part in these runs, "
        "and an interval of zero width is no sign of certainty.",
        "zh": "各次重复运行的主要指标完全相同：这些运行不含随机波动，宽度为零的区间不代表结论确定。",
    },
    "rf_constant_some": {
        "en": "No replication differed from another in {names}; an interval of zero width is no sign of certainty.",
        "zh": "各次重复运行的{names}完全相同；宽度为零的区间不代表结论确定。",
    },
    # the first page: levels alone
    "rf_levels": {"en": "What the runs give", "zh": "运行结果"},
    "rf_level_told": {
        "en": "95 % interval of the mean of {n} replications: {low} to {high}",
        "zh": "{n} 次重复运行均值的 95% 置信区间：{low} 至 {high}",
    },
    "rf_level_same": {"en": "the same in all {n} replications", "zh": "{n} 次重复运行均相同"},
    "rf_level_one": {"en": "one replication, no interval", "zh": "仅一次重复运行，无区间"},
    "rf_not_defined": {"en": "not defined in these runs", "zh": "本次运行中无定义"},
    "rf_levels_only": {
        "en": "These are levels of a model county. What a policy changes is seen only against a baseline: run both "
        "with `xiangzhi compare`.",
        "zh": "以上是模型县域的水平值。政策带来的变化只有与基准比较才能看出：请用 `xiangzhi compare` 将两者一并运行。",
    },
    "rf_levels_other": {
        "en": "These are levels of a model; nothing was compared.",
        "zh": "以上是模型的水平值，没有进行比较。",
    },
    "rf_levels_rest": {
        "en": "The first of {n} scenarios are shown; the next chapter has them all.",
        "zh": "此处只列出 {n} 个情景中的前几个，其余见下一章。",
    },
    # the first page: what changes
    "rf_what_changes": {"en": "What changes, and by how much", "zh": "带来哪些变化"},
    "rf_tally": {
        "en": "{outcome}: of {n} scenarios, {better} do better than {baseline}, {worse} do worse, and {unsure} "
        "cannot be told from it.",
        "zh": "{outcome}：{n} 个情景中，优于{baseline}的有 {better} 个，劣于的有 {worse} 个，与之无法区分的有 "
        "{unsure} 个。",
    },
    "rf_tally_neither": {
        "en": "{outcome}: of {n} scenarios, {up} lie above {baseline}, {down} below, and {unsure} cannot be told "
        "from it.",
        "zh": "{outcome}：{n} 个情景中，高于{baseline}的有 {up} 个，低于的有 {down} 个，与之无法区分的有 {unsure} 个。",
    },
    "rf_best": {"en": "First come {names}.", "zh": "居前的是{names}。"},
    "rf_best_largest": {"en": "The largest differences are those of {names}.", "zh": "差异最大的是{names}。"},
    "rf_cards_of": {
        "en": "Below and on this page, only the first by each headline outcome are told one by one: {names}.",
        "zh": "本页以下仅逐一说明各主要指标居首的情景：{names}。",
    },
    "rf_flatter": {
        "en": "Whoever picks the best of {n} scenarios picks some luck with it; for such a choice, go by the p "
        "values that are corrected for many comparisons.",
        "zh": "从 {n} 个情景中挑选最好的，难免同时挑中运气；作此选择时，应以经多重比较校正的 p 值为准。",
    },
    "rf_t_changes": {"en": "What changes against {baseline}", "zh": "与{baseline}相比的变化"},
    "rf_s_changes": {"en": "what changes", "zh": "主要变化"},
    "rf_note_changes": {
        "en": "Mean of paired differences with its 95 % interval, which holds chance alone; so do intervals in "
        "brackets on this page. {runs}.",
        "zh": "配对差异的均值及其 95% 置信区间，只反映随机波动；本页括号内的区间亦同。{runs}。",
    },
    "rf_note_rest": {"en": "The other {n} scenarios stand in the next chapter.", "zh": "其余 {n} 个情景见下一章。"},
    # the first page: how sure
    "rf_how_sure": {"en": "How sure this is", "zh": "把握有多大"},
    "rf_chance_one": {
        "en": "Chance: one replication says nothing of it; run at least ten (`-r 10`).",
        "zh": "随机因素：一次重复运行无法说明，至少应运行十次（`-r 10`）。",
    },
    "rf_chance": {
        "en": "Chance: of {n} differences in headline outcomes, {told} can be told from zero at 95 %, and {held} "
        "still can after correction for {n} comparisons (Holm).",
        "zh": "随机因素：主要指标的 {n} 项差异中，有 {told} 项在 95% 水平上可与零区分；按 {n} 项比较作 Holm 校正后，"
        "仍有 {held} 项。",
    },
    "rf_small": {
        "en": "{n} differences are shown to be smaller than what counts as no difference.",
        "zh": "有 {n} 项差异可以确认小于“视为无差异”的界限。",
    },
    "rf_small_one": {
        "en": "{n} difference is shown to be smaller than what counts as no difference.",
        "zh": "有 {n} 项差异可以确认小于“视为无差异”的界限。",
    },
    "rf_kept_behaviour": {
        "en": "Behaviour: in {n} draws of what nobody knows of behaviour, {steady} of the {told} that can be told "
        "from zero keep their direction in at least nine draws of ten.",
        "zh": "行为假设：抽取 {n} 组未知的行为参数，可与零区分的 {told} 项中，有 {steady} "
        "项在九成以上的抽样中方向不变。",
    },
    "rf_kept_levers": {
        "en": "Levers: in {n} draws of lever values around those stated, {steady} of the {told} keep their "
        "direction in at least nine draws of ten.",
        "zh": "杠杆取值：围绕设定值抽取 {n} 组杠杆取值，上述 {told} 项中，有 {steady} 项在九成以上的抽样中方向不变。",
    },
    "rf_kept_all_behaviour": {
        "en": "Behaviour: in {n} draws of what nobody knows of behaviour, all {told} that can be told from zero "
        "keep their direction in at least nine draws of ten.",
        "zh": "行为假设：抽取 {n} 组未知的行为参数，可与零区分的 {told} 项在九成以上的抽样中方向均不变。",
    },
    "rf_kept_all_levers": {
        "en": "Levers: in {n} draws of lever values around those stated, all {told} keep their direction in at "
        "least nine draws of ten.",
        "zh": "杠杆取值：围绕设定值抽取 {n} 组杠杆取值，上述 {told} 项在九成以上的抽样中方向均不变。",
    },
    "rf_shaky_behaviour": {
        "en": "{x}, {outcome}: only {share} of draws of behaviour keep the direction.",
        "zh": "{x}，{outcome}：仅有 {share} 的行为参数抽样方向不变。",
    },
    "rf_shaky_levers": {
        "en": "{x}, {outcome}: only {share} of draws of lever values keep the direction.",
        "zh": "{x}，{outcome}：仅有 {share} 的杠杆取值抽样方向不变。",
    },
    "rf_layer_none": {
        "en": "No difference can be told from zero, so draws of {layers} have no direction to keep.",
        "zh": "没有差异可与零区分，因此无从检验方向在{layers}的抽样中是否不变。",
    },
    "rf_not_examined": {
        "en": "Doubt about {layers} was not examined; `xiangzhi compare … --uncertainty 20` examines it.",
        "zh": "{layers}带来的不确定性本次未作检验，可用 `xiangzhi compare … --uncertainty 20` 检验。",
    },
    "rf_swept": {
        "en": "How much hangs on the factors of the sweep shows in the middle 90 % of its points:",
        "zh": "结果在多大程度上取决于所考察的因素，可由设计点的中间 90% 看出：",
    },
    "rf_range": {"en": "{outcome}: {low} to {high} {unit}", "zh": "{outcome}的差异为 {low} 至 {high} {unit}"},
    # the first page: what it costs
    "rf_what_it_costs": {"en": "What it costs", "zh": "需要多少投入"},
    "rf_no_cost": {"en": "These runs record no public cost.", "zh": "本次运行未记录公共支出。"},
    "rf_cost": {"en": "{x}: public money {cost}.", "zh": "{x}：公共支出 {cost}。"},
    "rf_cost_hours": {
        "en": "{x}: public money {cost}; hours worked in post {hours}.",
        "zh": "{x}：公共支出 {cost}；公职工时 {hours}。",
    },
    "rf_gain_settled": {"en": "disputes settled in the village", "zh": "村内化解的纠纷"},
    "rf_gain_participants": {"en": "people who take part", "zh": "参与人数"},
    "rf_gain_income": {"en": "residents’ income", "zh": "常住居民收入"},
    "rf_one_settled": {"en": "One more dispute settled in the village", "zh": "在村内多化解一件纠纷"},
    "rf_one_participants": {"en": "One more adult who takes part", "zh": "多一名成年人参与"},
    "rf_one_income": {"en": "1,000 yuan more of residents’ income", "zh": "常住居民收入增加一千元"},
    "rf_more_settled": {"en": "more disputes are settled in the village", "zh": "村内化解的纠纷增多"},
    "rf_more_participants": {"en": "more people take part", "zh": "参与人数增多"},
    "rf_more_income": {"en": "residents’ income rises", "zh": "常住居民收入提高"},
    "rf_less_settled": {"en": "fewer disputes are settled in the village", "zh": "村内化解的纠纷减少"},
    "rf_less_participants": {"en": "fewer people take part", "zh": "参与人数减少"},
    "rf_less_income": {"en": "residents’ income falls", "zh": "常住居民收入下降"},
    "rf_whether_settled": {"en": "whether more disputes are settled in the village", "zh": "村内化解的纠纷是否增多"},
    "rf_whether_participants": {"en": "whether more people take part", "zh": "参与人数是否增多"},
    "rf_whether_income": {"en": "whether residents’ income rises", "zh": "常住居民收入是否提高"},
    "rf_price_buys": {
        "en": "{one} costs {ratio} yuan ({low} to {high}).",
        "zh": "{one}，需公共支出 {ratio} 元（{low} 至 {high} 元）。",
    },
    "rf_price_dominates": {
        "en": "Public money is saved and {more}: there is no price to name.",
        "zh": "公共支出减少，同时{more}，无需计算单价。",
    },
    "rf_price_dominated": {"en": "No public money is saved, and {less}.", "zh": "公共支出未减少，且{less}。"},
    "rf_price_saves_and_loses": {"en": "Public money is saved, but {less}.", "zh": "公共支出减少，但{less}。"},
    "rf_price_unclear": {
        "en": "It cannot be told {whether}, so no price is named.",
        "zh": "{whether}无法判断，因此不给出单价。",
    },
    "rf_price_unknown": {
        "en": "No price is named for {gains}: the runs kept no sizes or flows, or there is no whole pair.",
        "zh": "{gains}不给出单价：运行未保留所需的人口规模或纠纷去向，或没有完整的配对。",
    },
    "rf_price_one": {
        "en": "One replication names no price for what is gained.",
        "zh": "仅一次重复运行，不能给出各项收益的单价。",
    },
    # the first page: who loses
    "rf_who_loses": {"en": "Who loses", "zh": "谁会受损"},
    "rf_no_people": {
        "en": "The runs kept no people, so who gains and who loses cannot be told.",
        "zh": "运行未保留个人数据，无法判断谁受益、谁受损。",
    },
    "rf_groups": {
        "en": "worse off in {n} groups looked at: {named}.",
        "zh": "考察的 {n} 个群体中，境况变差的有：{named}。",
    },
    "rf_groups_more": {
        "en": "worse off in {n} groups looked at: {named}, and {rest} more (chapter on who gains).",
        "zh": "考察的 {n} 个群体中，境况变差的有：{named}，另有 {rest} 项（见“谁受益、谁受损”一章）。",
    },
    "rf_groups_none": {
        "en": "of {n} groups looked at, none can be told to lose.",
        "zh": "考察的 {n} 个群体中，没有可以确认受损的群体。",
    },
    "rf_groups_one": {
        "en": "one replication cannot tell which groups lose.",
        "zh": "仅一次重复运行，无法判断哪些群体受损。",
    },
    "rf_group_age": {"en": "people aged {group}", "zh": "{group}的人"},
    "rf_group_township": {"en": "township {group}", "zh": "{group}各村"},
    "rf_group_fifth": {"en": "{group} by income", "zh": "收入五等份中的{group}"},
    "rf_by_chance": {
        "en": "With {n} comparisons of groups a scenario, about {k} would look worse by chance alone.",
        "zh": "每个情景对群体作 {n} 项比较，仅因随机波动就会约有 {k} 项看似变差。",
    },
    "rf_turnout": {
        "en": "{lose} of people end with less income than under the baseline, {gain} with more.",
        "zh": "与基准相比，收入减少的人占 {lose}，收入增加的人占 {gain}。",
    },
    "rf_share": {"en": "{share} ({low} to {high})", "zh": "{share}（{low} 至 {high}）"},
    "rf_unequal": {
        "en": "Gini index {gini}; income of the worst-off fifth {worst}.",
        "zh": "基尼系数 {gini}；最低收入五分之一人群的收入 {worst}。",
    },
    # the first page: what is only assumed
    "rf_only_assumed": {"en": "What is only assumed", "zh": "哪些只是假设"},
    "rf_assumes_nothing": {"en": "{x} rests on no number of its own.", "zh": "{x}没有自身的数值假设。"},
    "rf_assumes_no_d": {
        "en": "{x} rests on {n} numbers of its own; none is mere judgement (grade D).",
        "zh": "{x}自身依据 {n} 项数值，其中没有仅凭自行判断的（D 级）。",
    },
    "rf_assumes_no_d_one": {
        "en": "{x} rests on one number of its own, which is better than mere judgement (grade D).",
        "zh": "{x}自身依据 1 项数值，其证据高于自行判断（D 级）。",
    },
    "rf_assumes": {
        "en": "{x} rests on {n} numbers of its own; {d} of them are mere judgement (grade D): {named}.",
        "zh": "{x}自身依据 {n} 项数值，其中 {d} 项仅为自行判断（D 级）：{named}。",
    },
    "rf_assumes_one": {
        "en": "{x} rests on one number of its own, which is mere judgement (grade D): {named}.",
        "zh": "{x}自身依据 1 项数值，且仅为自行判断（D 级）：{named}。",
    },
    "rf_assumes_more": {
        "en": "{x} rests on {n} numbers of its own; {d} of them are mere judgement (grade D), first of all {named}.",
        "zh": "{x}自身依据 {n} 项数值，其中 {d} 项仅为自行判断（D 级），首先是{named}。",
    },
    "rf_model_assumed": {
        "en": "All scenarios share the {n} parameters of behaviour of the model, {d} of them mere judgement (grade "
        "D); the appendix has every number with its source.",
        "zh": "各情景共用模型的 {n} 项行为参数，其中 {d} 项仅为自行判断（D 级）；附录列出每项数值及其来源。",
    },
    "rf_model_unknown": {
        "en": "Nothing is known here of what the model assumes; ask its makers.",
        "zh": "模型所作的假设不在本报告掌握之内，请向模型作者查询。",
    },
}

TEXTS |= CHAPTERS
