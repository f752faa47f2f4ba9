"""Every column of every table, declared once: name, dtype, unit, bounds, default, owner, English and Chinese label."""

from model.columns import Column

# Bits of `role`; a person may hold several.
MEMBER, SECRETARY, COMMITTEE, REPRESENTATIVE, GRID_WORKER, RESPECTED = 1, 2, 4, 8, 16, 32
# `status`: the gone keep their row for ever; an inert row stands outside every denominator, roster and queue.
GONE, RESIDENT, AWAY, INERT = 0, 1, 2, 3
# `occupation`
NO_WORK, FARM, LOCAL_WAGE, AWAY_WAGE, STUDENT, RETIRED = 0, 1, 2, 3, 4, 5
# `kind` of a dispute, in the order of DISPUTE_KINDS
DISPUTE_KINDS = (
    "family", "neighbours", "boundary_land", "homestead", "damages", "debt",
    "wages", "collective_assets", "expropriation", "welfare_lists", "environment", "rest",
)  # fmt: skip
# `level` of the ladder
LINKED, GRID, VILLAGE, TOWNSHIP, COUNTY = 0, 1, 2, 3, 4
# `state` of a dispute
OPEN, SETTLED, FADED, BORNE, COURT, PETITION = 0, 1, 2, 3, 4, 5
# `route` by which a dispute came to the organisation
UNKNOWN, PROACTIVE, REQUESTED, REFERRED = 0, 1, 2, 3
# `channel` of a request
HOTLINE, WINDOW, LINK, TALK = 0, 1, 2, 3
# `colour` of a grid
GREEN, YELLOW, RED = 0, 1, 2


def _c(
    name: str, dtype: str, unit: str, low: float | None, high: float | None, default: float, owner: str, en: str, zh: str
) -> Column:
    return Column(name, dtype, unit, low, high, default, owner, en, zh)


PEOPLE = (
    _c("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    _c("village", "i4", "row", 0, None, 0, "synthesis", "village", "村"),
    _c("household", "i4", "row", 0, None, 0, "synthesis", "household", "家庭户"),
    _c("sex", "i1", "0 woman, 1 man", 0, 1, 0, "synthesis", "sex", "性别"),
    _c("born", "i4", "dekad", None, None, 0, "synthesis", "dekad of birth", "出生旬"),
    _c("schooling", "i1", "0 none to 4 college", 0, 4, 0, "synthesis", "schooling", "受教育程度"),
    _c("clan", "i2", "number in village", -1, None, 0, "synthesis", "clan", "宗族"),
    _c("ability", "f8", "sd", -5, 5, 0, "synthesis", "ability", "能力"),
    _c("frailty", "f8", "ratio", 0, None, 1, "synthesis", "proneness to disputes", "纠纷倾向"),
    _c("trust_base", "f8", "share", 0, 1, 0.5, "synthesis", "disposition to trust", "信任倾向"),
    _c("norm_base", "f8", "share", 0, 1, 0.5, "synthesis", "disposition to take part", "参与倾向"),
    _c("wage", "f8", "yuan a dekad", 0, None, 0, "synthesis", "wage if working for pay locally", "本地工资水平"),
    _c("digital", "f8", "share", 0, 1, 0, "synthesis", "use of digital services", "数字使用"),
    _c("role", "u2", "bits", 0, 63, 0, "turnover", "roles", "角色"),
    _c("status", "i1", "0 gone, 1 resident, 2 away, 3 inert", 0, 3, RESIDENT, "migrate", "where the person is", "在村状态"),
    _c("presence", "u2", "bits, last nine dekads", 0, 511, 0, "migrate", "presence in the last nine dekads", "近九旬在村"),
    _c("health", "f8", "share", 0, 1, 1, "vital", "health", "健康"),
    _c("occupation", "i1", "code", 0, 5, 0, "migrate", "occupation", "职业"),
    _c("married", "?", "yes or no", 0, 1, 0, "vital", "married", "已婚"),
    _c("children", "i2", "persons", 0, None, 0, "vital", "children born so far", "已育子女数"),
    _c("trust_village", "f8", "share", 0, 1, 0.5, "spread", "trust in the village organisation", "对村组织的信任"),
    _c("trust_upper", "f8", "share", 0, 1, 0.6, "spread", "trust in upper levels", "对上级的信任"),
    _c("efficacy", "f8", "share", 0, 1, 0.5, "spread", "sense that speaking up helps", "效能感"),
    _c("legal", "f8", "share", 0, 1, 0.3, "spread", "legal awareness", "法律意识"),
    _c("norm", "f8", "share", 0, 1, 0.5, "spread", "civic norm", "公共规范"),
    _c("awareness", "f8", "share", 0, 1, 0.2, "spread", "awareness of policies", "政策知晓"),
    _c("satisfaction", "f8", "share", 0, 1, 0.6, "spread", "satisfaction", "满意度"),
    _c("grievance", "f8", "share", 0, 1, 0, "spread", "grievance", "怨气"),
    _c("neighbours_grievance", "f8", "share", 0, 1, 0, "spread", "mean grievance of ties", "邻里平均怨气"),
    _c("crowding", "f8", "share", 0, 1, 0, "points", "own motive crowded out by points", "内在动机挤出"),
    _c("pointer", "i4", "visits", 0, None, 0, "visit", "linked visits made so far", "联户走访序号"),
    _c("habituation", "f8", "share", 0, 1, 0, "points", "habituation to points", "积分习惯化"),
    _c("prestige", "f8", "share", 0, 1, 0.2, "spread", "prestige", "威望"),
    _c("skill", "f8", "share", 0, 1, 0.3, "mediate", "mediation skill", "调解能力"),
    _c("neighbours_part", "f8", "share", 0, 1, 0, "spread", "share of ties who took part lately", "邻里参与比例"),
    _c("neighbours_trust", "f8", "share", 0, 1, 0.5, "spread", "mean trust of ties", "邻里平均信任"),
    _c("lately", "f8", "share", 0, 1, 0, "take_part", "participation lately (about a quarter)", "近期参与"),
    _c("takes_part", "?", "yes or no", 0, 1, 0, "take_part", "takes part in this dekad", "本旬参与"),
    _c("acts", "u1", "bits of the menu, this quarter", 0, 63, 0, "take_part", "acts done in the quarter", "本季参与事项"),
    _c("mobilised", "?", "yes or no", 0, 1, 0, "take_part", "attended in this quarter because mobilised", "本季动员到场"),
    _c("hours", "f8", "hours a dekad", 0, 120, 0, "turnover", "hours of the post", "岗位工时"),
    _c("effort_base", "f8", "share", 0, 1, 0.8, "synthesis", "disposition to work", "努力倾向"),
    _c("effort", "f8", "share", 0, 1.5, 0.8, "grant_hours", "effort", "努力程度"),
    _c("load", "f8", "ratio", 0, None, 0, "grant_hours", "overload carried", "负荷"),
    _c("knowledge", "f8", "share", 0, 1, 0, "grant_hours", "knowledge of households", "对住户的了解"),
    _c("tenure", "i4", "dekads", 0, None, 0, "turnover", "time in post", "任职旬数"),
    _c("pay", "f8", "yuan a month", 0, None, 0, "turnover", "pay of the post", "岗位报酬"),
    _c("focus", "f8", "share", 0, 1, 0.7, "turnover", "attention to village affairs", "对村务的专注"),
    _c("integrity", "f8", "share", 0, 1, 0.8, "synthesis", "integrity", "廉洁"),
    _c("pioneer", "f8", "points 0-100", 0, 100, 60, "grades", "pioneer index", "先锋指数"),
    _c("grade", "i1", "0 unqualified to 3 pioneer", 0, 3, 2, "grades", "pioneer grade", "先锋等次"),
)

HOUSEHOLDS = (
    _c("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    _c("village", "i4", "row", 0, None, 0, "synthesis", "village", "村"),
    _c("group", "i4", "number in village", 0, None, 0, "synthesis", "villager group", "村民小组"),
    _c("grid", "i4", "row", 0, None, 0, "synthesis", "grid", "网格"),
    _c("clan", "i2", "number in village", -1, None, 0, "synthesis", "clan", "宗族"),
    _c("place", "f8", "0 to 1 along the village", 0, 1, 0, "synthesis", "place", "位置"),
    _c("land", "f8", "mu", 0, None, 0, "synthesis", "contracted land", "承包地"),
    _c("business", "f8", "yuan a dekad", 0, None, 0, "synthesis", "business income if worked in full", "经营收入水平"),
    _c("rank", "f8", "share", 0, 1, 0.5, "synthesis", "connectedness rank", "关系位次"),
    _c("hardship", "?", "yes or no", 0, 1, 0, "synthesis", "household in hardship", "困难户"),
    _c("needs", "f8", "ratio", 0, None, 1, "synthesis", "proneness to requests", "诉求倾向"),
    _c("native", "?", "yes or no", 0, 1, 1, "synthesis", "registered in the village", "本村户籍"),
    _c("residents", "i2", "persons", 0, None, 0, "migrate", "people at home", "在家人数"),
    _c("linked", "i4", "person row or -1", -1, None, -1, "install", "linked worker", "联户人"),
    _c("link_place", "i4", "number in the worker's list", 0, None, 0, "install", "place in the worker's list", "联户次序"),
    _c("visited", "?", "yes or no", 0, 1, 0, "visit", "visited in this dekad", "本旬走访"),
    _c("visited_quarter", "?", "yes or no", 0, 1, 0, "visit", "visited in this quarter", "本季走访"),
    _c("member", "?", "yes or no", 0, 1, 0, "economy", "in a branch-led cooperative", "加入党支部领办合作社"),
    _c("in_cooperative", "?", "yes or no", 0, 1, 0, "synthesis", "in a cooperative of any kind", "加入任一合作社"),
    _c("points", "f8", "points", 0, None, 0, "points", "points held", "积分余额"),
    _c("board", "i1", "-1 black, 0 none, 1 red", -1, 1, 0, "points", "on the red or black board", "红黑榜"),
    _c("wage_income", "f8", "yuan this year", 0, None, 0, "income", "wage income", "工资性收入"),
    _c("business_income", "f8", "yuan this year", None, None, 0, "income", "net business income", "经营净收入"),
    _c("property_income", "f8", "yuan this year", 0, None, 0, "income", "net property income", "财产净收入"),
    _c("transfer_income", "f8", "yuan this year", None, None, 0, "income", "net transfer income", "转移净收入"),
    _c("away_income", "f8", "yuan this year", 0, None, 0, "income", "kept by members who are away", "外出成员自留收入"),
    _c("person_dekads", "f8", "resident person-dekads this year", 0, None, 0, "income", "resident person-time", "在村人旬"),
    _c("received", "i8", "fen this year", 0, None, 0, "income", "paid out of the village ledger", "来自村账的收入"),
)

VILLAGES = (
    _c("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    _c("township", "i4", "row", 0, None, 0, "synthesis", "township", "乡镇"),
    _c("pool", "i4", "number", 0, None, 0, "synthesis", "who shares county queues and rankings", "县级共享组"),
    _c("remoteness", "f8", "share", 0, 1, 0.5, "synthesis", "remoteness", "偏远程度"),
    _c("income_level", "f8", "ratio", 0.1, 10, 1, "synthesis", "income over the national rural mean", "收入水平"),
    _c("clans", "i4", "clans", 1, None, 1, "synthesis", "clans", "宗族数"),
    _c("clan_bodies", "f8", "share", 0, 1, 0.3, "synthesis", "strength of unfiled clan bodies", "未备案宗族组织影响"),
    _c("integration", "f8", "share", 0, 1, 0.5, "fidelity", "branch work tied to village work", "党建与村务融合"),
    _c("authority", "f8", "share", 0, 1, 0.5, "fidelity", "authority of the branch", "党组织权威"),
    _c("disclosure", "f8", "share", 0, 1, 0.5, "fidelity", "quality of disclosure", "公开质量"),
    _c("oversight", "f8", "share", 0, 1, 0.4, "fidelity", "oversight", "监督"),
    _c("platform", "f8", "share", 0, 1, 0.1, "synthesis", "share of people on the platform", "平台使用率"),
    _c("organisations", "i4", "organisations", 0, None, 1, "synthesis", "social organisations", "社会组织"),
    _c("jobs", "f8", "jobs per working-age adult", 0, 1, 0.2, "synthesis", "local jobs", "本地就业岗位"),
    _c("taking", "f8", "share", 0, 1, 0, "calendar", "land taking and project building under way", "征地与项目"),
    _c("market", "f8", "ratio", 0, 5, 1, "calendar", "market shock", "市场冲击"),
    _c("joint", "i4", "group or -1", -1, None, -1, "synthesis", "joint-village group", "联村组"),
    _c("scale", "f8", "ratio", 0, 3, 1, "economy", "scale of projects", "项目规模效应"),
    _c("own_reinvestment", "f8", "share", 0, 1, 0.1, "economy", "share of collective income reinvested", "自投再发展比例"),
    _c("operating_level", "f8", "yuan a year", 0, None, 0, "synthesis", "collective operating income at the start", "初始集体经营收入"),
    _c("secretary", "i4", "person row or -1", -1, None, -1, "turnover", "secretary", "村书记"),
    _c("visits_true", "f8", "visits this quarter", 0, None, 0, "visit", "visits truly made", "实际走访"),
    _c("visits_reported", "f8", "visits this quarter", 0, None, 0, "visit", "visits reported", "上报走访"),
    _c("score", "f8", "points 0-100", 0, 100, 60, "grades", "yearly assessment on reported figures", "年度考核得分"),
    _c("stars", "i1", "stars", 0, 5, 3, "grades", "stars", "星级"),
    _c("weak", "?", "yes or no", 0, 1, 0, "grades", "listed as weak", "软弱涣散"),
    _c("weak_since", "i4", "dekad or -1", -1, None, -1, "grades", "listed since", "列入时间"),
    _c("shortfall", "f8", "share", 0, 1, 0, "post_money", "share of last dekad's bills left unpaid", "上旬支出缺口"),
    _c("funded", "f8", "share", 0, 1, 1, "points", "share of redeemed points paid lately", "积分兑付率"),
    _c("answered", "f8", "share", 0, 1, 0.5, "requests", "share of matters answered lately", "近期回应率"),
    _c("worked", "f8", "hours this quarter", 0, None, 0, "record", "hours worked by those in post", "公职工时"),
    _c("volunteered", "f8", "hours this quarter", 0, None, 0, "record", "hours volunteered", "志愿工时"),
    _c("quits", "i4", "quits this quarter", 0, None, 0, "on_dates", "grid workers who quit", "网格员离职"),
    _c("turnout", "f8", "share", 0, None, 0, "deliberate", "turnout of the last members' meeting", "党员大会到会率"),
    _c("quorum", "?", "yes or no", 0, 1, 0, "deliberate", "the last members' meeting had a quorum", "党员大会达到法定人数"),
    _c("cooperative_gain", "f8", "yuan this quarter", 0, None, 0, "economy", "gained by cooperative members", "社员增收"),
    _c("cooperative_people", "f8", "person-dekads this quarter", 0, None, 0, "economy", "people in member households", "社员人旬"),
    _c("petitions", "i4", "petitions this quarter", 0, None, 0, "settle_parties", "petitions", "信访"),
    _c("petitions_reported", "i4", "petitions this quarter", 0, None, 0, "settle_parties", "petitions reported", "上报信访"),
    _c("works", "f8", "yuan a head", 0, None, 0, "economy", "works out of last year's surplus", "上年公益建设"),
    _c("performance", "f8", "share", 0, 1, 0.5, "spread", "performance as villagers see it", "村级履职表现"),
)

GRIDS = (
    _c("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    _c("village", "i4", "row", 0, None, 0, "synthesis", "village", "村"),
    _c("worker", "i4", "person row or -1", -1, None, -1, "turnover", "grid worker", "网格员"),
    _c("colour", "i1", "0 green, 1 yellow, 2 red", 0, 2, 0, "grades", "colour on reported figures", "红黄绿"),
    _c("reported", "i4", "orders and petitions this half-year", 0, None, 0, "requests", "reported orders and petitions", "上报诉求与信访"),
)

TOWNSHIPS = (
    _c("key", "u8", "key", None, None, 0, "synthesis", "identity", "身份"),
    _c("people", "f8", "persons", 0, None, 0, "synthesis", "registered people", "户籍人口"),
    _c("guidance", "f8", "share", 0, 1, 0.3, "synthesis", "guidance given to villages", "对村指导"),
    _c("coordination", "f8", "share", 0, 1, 0.3, "synthesis", "coordination between departments", "部门协同"),
)

DISPUTES = (
    _c("key", "u8", "key", None, None, 0, "arise", "identity", "身份"),
    _c("village", "i4", "row", 0, None, 0, "arise", "village", "村"),
    _c("person", "i4", "person row", 0, None, 0, "arise", "initiator", "发起人"),
    _c("other", "i4", "person row or -1", -1, None, -1, "arise", "counterpart; -1 the organisation", "对方"),
    _c("kind", "i1", "code", 0, 11, 0, "arise", "kind", "类型"),
    _c("arose", "i4", "dekad", None, None, 0, "arise", "arose", "发生"),
    _c("severity", "f8", "logit", None, None, 0, "parties_act", "severity", "激烈程度"),
    _c("ties", "f8", "share", 0, 1, 0, "arise", "ties between the parties", "双方关系"),
    _c("cross_clan", "?", "yes or no", 0, 1, 0, "arise", "parties of two clans", "跨宗族"),
    _c("level", "i1", "0 linked worker to 4 county", 0, 4, 2, "mediate", "level", "层级"),
    _c("route", "i1", "0 unknown, 1 proactive, 2 requested, 3 referred", 0, 3, 0, "parties_act", "route of entry", "进入途径"),
    _c("known", "i4", "dekad or -1", -1, None, -1, "parties_act", "known to the organisation since", "掌握时间"),
    _c("by_visit", "?", "yes or no", 0, 1, 0, "settle_parties", "found at a linked visit", "联户走访发现"),
    _c("pretrial", "?", "yes or no", 0, 1, 0, "settle_parties", "settled in court before trial", "诉前调解成功"),
    _c("handler", "i4", "person row or -1", -1, None, -1, "mediate", "handler", "调处人"),
    _c("attempts", "i2", "attempts", 0, None, 0, "mediate", "attempts at this level", "本级调处次数"),
    _c("tries", "i2", "attempts", 0, None, 0, "mediate", "attempts in all", "累计调处次数"),
    _c("state", "i1", "code", 0, 5, 0, "mediate", "state", "状态"),
    _c("closed", "i4", "dekad or -1", -1, None, -1, "mediate", "closed", "结束"),
    _c("first_settled", "i4", "dekad or -1", -1, None, -1, "mediate", "first settled", "首次化解"),
    _c("settled_level", "i1", "level or -1", -1, 4, -1, "mediate", "settled at level", "化解层级"),
    _c("reopened", "i4", "dekad or -1", -1, None, -1, "parties_act", "first reopened", "首次反复"),
    _c("relapses", "i4", "dekad or -1", -1, None, -1, "mediate", "will break out again", "反复时点"),
    _c("petitioned", "i4", "dekad or -1", -1, None, -1, "parties_act", "first petition", "首次信访"),
    _c("petitions", "i2", "petitions", 0, None, 0, "parties_act", "petitions", "信访次数"),
    _c("reported_settled", "i4", "dekad or -1", -1, None, -1, "mediate", "reported settled", "上报化解"),
)

REQUESTS = (
    _c("key", "u8", "key", None, None, 0, "arise", "identity", "身份"),
    _c("village", "i4", "row", 0, None, 0, "arise", "village", "村"),
    _c("person", "i4", "person row", 0, None, 0, "arise", "who asks", "诉求人"),
    _c("channel", "i1", "code, -1 none", -1, 3, -1, "arise", "channel", "渠道"),
    _c("hours", "f8", "hours", 0, None, 1, "arise", "work it takes", "所需工时"),
    _c("cost", "i8", "fen", 0, None, 0, "arise", "money it takes", "所需资金"),
    _c("level", "i1", "2 village to 4 county", 2, 4, 2, "requests", "level", "层级"),
    _c("arose", "i4", "dekad", None, None, 0, "arise", "arose", "产生"),
    _c("known", "i4", "dekad or -1", -1, None, -1, "parties_act", "voiced or found", "提出或发现"),
    _c("passed", "i4", "dekad or -1", -1, None, -1, "requests", "passed upward", "上交时间"),
    _c("open", "?", "yes or no", 0, 1, 1, "requests", "open", "未办结"),
    _c("done", "i4", "dekad or -1", -1, None, -1, "requests", "truly done", "实际办结"),
    _c("reported", "i4", "dekad or -1", -1, None, -1, "requests", "reported done", "上报办结"),
    _c("rating", "f8", "share", 0, 1, 0.5, "requests", "rating by the person", "评价"),
)
