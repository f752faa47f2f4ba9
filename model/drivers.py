"""Drivers: the village quantities through which policies reach rules, each folded by one declared operation.

With dose d (in force x fidelity x granted share) and pushed value x, a driver starts at its neutral value and takes
ADD: + d x · MULTIPLY: x (1 + d (x - 1)) · ANY: 1 - (1 - now)(1 - d x) · MAX: max(now, d x); bounds clip last.
The fold runs in the order of policy ids, so the order in which policies are listed never matters.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from model.columns import Reals


class Fold(Enum):
    """How pushes of several policies come together."""

    ADD = "add"
    MULTIPLY = "multiply"
    ANY = "any"
    MAX = "max"


@dataclass(frozen=True)
class Driver:
    """One village quantity that policies move and rules read."""

    name: str
    unit: str
    neutral: float
    fold: Fold
    low: float
    high: float
    en: str
    zh: str

    def apply(self, now: Reals, pushed: Reals | float, dose: Reals) -> Reals:
        """Return the driver after one push; all arrays have one value a village. No dose leaves it as it was."""
        if self.fold is Fold.ADD:
            return now + dose * pushed
        if self.fold is Fold.MULTIPLY:
            return now * (1.0 + dose * (pushed - 1.0))
        if self.fold is Fold.ANY:
            return np.where(dose > 0.0, 1.0 - (1.0 - now) * (1.0 - dose * pushed), now)
        return np.maximum(now, dose * pushed)


_A, _M, _Y, _X = Fold.ADD, Fold.MULTIPLY, Fold.ANY, Fold.MAX

DRIVERS: dict[str, Driver] = {
    d.name: d
    for d in (
        Driver("patrol_finding", "chance a dekad", 0, _Y, 0, 0.9, "chance that patrols find a dispute", "巡查发现概率"),
        Driver(
            "talk_finding",
            "chance a dekad",
            0,
            _Y,
            0,
            0.9,
            "chance that talk days bring up a dispute",
            "说事日发现概率",
        ),
        Driver("need_finding", "chance a dekad", 0, _Y, 0, 0.9, "chance that rounds find a need", "走访发现诉求概率"),
        Driver("bringing", "log hazard", 0, _A, -3, 3, "readiness to bring disputes to the village", "主动提交意愿"),
        Driver("mediation", "on 1, off 0", 0, _X, 0, 1, "a village mediation body works", "村级调解组织运转"),
        Driver("grid", "on 1, off 0", 0, _X, 0, 1, "grids have workers on duty", "网格员在岗"),
        Driver("hotline", "on 1, off 0", 0, _X, 0, 1, "a hotline takes orders", "热线运转"),
        Driver("village_mediation", "logit", 0, _A, -3, 3, "village mediation succeeds more often", "村级调解成效"),
        Driver("grid_mediation", "logit", 0, _A, -3, 3, "grid mediation succeeds more often", "网格调解成效"),
        Driver("upper_capacity", "ratio", 1, _M, 0.1, 10, "township and county mediation hours", "镇县调解力量"),
        Driver("bridging", "share", 0, _Y, 0, 1, "missing ties and clan bias mended", "弥合宗族隔阂"),
        Driver("legal_support", "logit", 0, _A, 0, 2, "legal support at mediation", "法律支持"),
        Driver("ladder_speed", "ratio", 1, _M, 0.2, 5, "speed of passing stalled cases on", "逐级流转速度"),
        Driver("request_speed", "ratio", 1, _M, 0.2, 5, "requests settled per hour of work", "诉求办理效率"),
        Driver("feedback", "share", 0, _Y, 0, 1, "answers given back to those who spoke up", "反馈到位"),
        Driver("voice", "share", 0, _Y, 0, 1, "regular chances to speak up", "发声机会"),
        Driver("points_value", "yuan an act", 0, _A, 0, 100, "value of points for one act", "单次参与积分价值"),
        Driver("points_seen", "share", 0, _Y, 0, 1, "points made public", "积分公开程度"),
        Driver("dividend_tied", "share", 0, _X, 0, 1, "share of dividends tied to points", "分红与积分挂钩比例"),
        Driver("image", "logit", 0, _A, -2, 2, "pull of being honoured or shamed", "荣辱牵引"),
        Driver("honouring", "share", 0, _Y, 0, 1, "red lists seen in public", "红榜公示"),
        Driver("shaming", "share", 0, _Y, 0, 1, "households shamed in public", "黑榜曝光"),
        Driver("member_effort", "ratio", 1, _M, 0.2, 3, "effort of members", "党员努力"),
        Driver("cadre_effort", "ratio", 1, _M, 0.2, 3, "effort of the two committees", "两委努力"),
        Driver("grid_effort", "ratio", 1, _M, 0.2, 3, "effort of grid workers", "网格员努力"),
        Driver("focus", "share", 0, _A, -0.5, 0.5, "secretary's attention to village affairs", "书记专注度"),
        Driver("grid_duties", "hours a dekad", 0, _A, 0, 120, "duties added to a grid post", "网格员新增职责"),
        Driver("grid_hours", "hours a dekad", 0, _A, 0, 100, "paid hours added to a grid post", "网格员新增工时"),
        Driver("grid_pay", "yuan a month", 0, _A, 0, 10000, "pay of grid workers on top", "网格员增薪"),
        Driver("secretary_pay", "yuan a year", 0, _A, 0, 200000, "pay of the secretary on top", "书记增薪"),
        Driver("deputy_pay", "yuan a year", 0, _A, 0, 200000, "pay of deputies on top", "副职增薪"),
        Driver("paperwork", "ratio", 1, _M, 0.1, 5, "paperwork asked for", "材料负担"),
        Driver("inspection", "ratio", 1, _M, 0.1, 5, "weight that inspections give to paperwork", "检查考核权重"),
        Driver("pressure", "share", 0, _A, -1, 1, "pressure of assessment added", "考核压力增加"),
        Driver("oversight", "share", 0, _A, -0.5, 0.5, "oversight added", "监督增强"),
        Driver("disclosure", "share", 0, _A, -0.5, 0.5, "quality of disclosure added", "公开质量提升"),
        Driver("project_skill", "ratio", 1, _M, 0.2, 3, "care with which projects are run", "项目管理"),
        Driver("cooperative", "on 1, off 0", 0, _X, 0, 1, "a branch-led cooperative works", "党支部领办合作社运转"),
        Driver("platform", "share", 0, _Y, 0, 1, "people on the village platform", "平台覆盖"),
        Driver(
            "quarrels_private", "ratio", 1, _M, 0.3, 2, "family, neighbour and money quarrels", "家庭邻里钱债纠纷发生"
        ),
        Driver(
            "quarrels_commons",
            "ratio",
            1,
            _M,
            0.3,
            2,
            "quarrels over land, houses and surroundings",
            "土地房屋环境纠纷发生",
        ),
        Driver(
            "quarrels_village",
            "ratio",
            1,
            _M,
            0.3,
            2,
            "quarrels with the village over assets, land taking, lists",
            "资产征地名单纠纷发生",
        ),
        Driver("reports", "chance a dekad", 0, _Y, 0, 0.9, "chance that neighbours report a breach", "邻里举报概率"),
        Driver(
            "private_mediation",
            "logit",
            0,
            _A,
            -3,
            3,
            "family and neighbour cases settle more often",
            "家庭邻里案件调解成效",
        ),
        Driver(
            "rights_mediation",
            "logit",
            0,
            _A,
            -3,
            3,
            "cases of land, money and rights settle more often",
            "权益案件调解成效",
        ),
        Driver("learning", "ratio", 1, _M, 0.2, 5, "what mediators learn from a case", "办案积累"),
        Driver("legal_teaching", "share a year", 0, _A, 0, 0.5, "legal awareness taught", "普法"),
        Driver("needs", "ratio", 1, _M, 0.3, 2, "needs that arise", "诉求发生"),
        Driver(
            "hardship_finding",
            "chance a dekad",
            0,
            _Y,
            0,
            0.9,
            "chance that needs of households in hardship are found",
            "困难户诉求发现概率",
        ),
        Driver(
            "helping_hours",
            "hours a dekad",
            0,
            _A,
            0,
            1000,
            "hands from outside or at the counter for requests",
            "外来与窗口办事工时",
        ),
        Driver("volunteer_use", "share", 0, _Y, 0, 1, "volunteered hours led to requests", "志愿工时用于办事"),
        Driver("near_service", "share", 0, _Y, 0, 1, "trips to town saved", "就近办理"),
        Driver("township_service", "ratio", 1, _M, 0.2, 5, "speed of requests above the village", "镇县办理速度"),
        Driver("red_first", "share", 0, _Y, 0, 1, "effort moved to red grids", "力量向红色网格倾斜"),
        Driver("meeting_reach", "share", 0, _Y, 0, 1, "members away who attend from afar", "外出党员远程参会"),
        Driver("meeting_draw", "ratio", 1, _M, 0.5, 2, "attendance of members at home", "在村党员到会"),
        Driver("branch_support", "share", 0, _A, -0.3, 0.5, "branch held up from outside", "支部帮扶"),
        Driver("concentration", "share", 0, _X, 0, 1, "posts in one hand", "一肩挑"),
        Driver("esteem", "share", 0, _A, -0.3, 0.3, "standing in villagers' eyes", "群众口碑"),
        Driver("clan_bodies", "ratio", 1, _M, 0, 2, "weight of unfiled clan bodies", "未备案宗族组织影响"),
        Driver("guidance", "share", 0, _Y, 0, 1, "guidance on the spot", "驻点指导"),
        Driver("codified", "share", 0, _Y, 0, 1, "practice written down for others", "经验成文"),
        Driver("protocol_hours", "ratio", 1, _M, 0.3, 2, "hours that protocols take", "规程所需工时"),
        Driver("coordination", "share", 0, _Y, 0, 0.9, "forms of programmes merged", "表单合并"),
        Driver("showing", "chance a year", 0, _Y, 0, 0.9, "chance that neighbours copy what is shown", "示范带动概率"),
        Driver("secretary_ability", "sd", 0, _A, -1, 2, "ability lent to the secretary", "书记能力提升"),
        Driver("secretary_leaving", "ratio", 1, _M, 0.2, 3, "secretaries who step down", "书记离任"),
        Driver("attraction", "share", 0, _A, 0, 1, "draw of the secretary's post", "书记岗位吸引力"),
        Driver("bench", "share", 0, _Y, 0, 1, "successors at hand", "后备人选"),
        Driver("recruits", "persons a year", 0, _A, 0, 10, "young members recruited on top", "新增青年党员"),
        Driver("expelling", "share a year", 0, _Y, 0, 1, "unqualified members removed", "不合格党员处置"),
        Driver("cadre_hours", "hours a dekad", 0, _A, 0, 60, "paid hours added to a cadre post", "村干部新增工时"),
        Driver("needs_quorum", "share", 0, _X, 0, 1, "project work that waits for a quorum", "须经会议决定的项目"),
        Driver("project_pace", "ratio", 1, _M, 0.2, 2, "time in which projects run", "项目推进"),
        Driver("household_spill", "ratio", 1, _M, 0, 3, "gains of projects passed on to households", "项目带动农户"),
        Driver("own_drive", "share", 0, _A, -0.5, 0.5, "own income put back into projects", "自我再投入"),
        Driver("ease", "logit", 0, _A, -2, 2, "taking part made easier", "参与便利"),
        Driver("norm_teaching", "share", 0, _A, -0.3, 0.3, "civic norm taught or shown", "新风倡导"),
        Driver("publicity", "share", 0, _A, 0, 0.5, "policies made known", "政策宣传"),
        Driver("contract_lift", "share", 0, _A, 0, 1, "gain of households under contract", "订单农户增收"),
        Driver("online_lift", "share", 0, _A, 0, 1, "gain of households that sell online", "电商农户增收"),
        Driver("product_lift", "share", 0, _A, -0.5, 1, "gain from a product that fits", "特色产业增收"),
        Driver("start_lift", "share", 0, _A, 0, 2, "gain of households that start a business", "创业户增收"),
        Driver("led_lift", "share", 0, _A, 0, 1, "gain of households led by members", "党员带富增收"),
        Driver("pair_lift", "share", 0, _A, 0, 1, "gain of households in hardship that are paired", "结对帮扶增收"),
        Driver(
            "hardship_aid",
            "yuan a household and year",
            0,
            _A,
            0,
            20000,
            "relief for households in hardship",
            "困难户救助",
        ),
        Driver("jobs", "jobs per adult", 0, _A, -0.2, 0.5, "jobs added at home", "新增本地岗位"),
        Driver("homecoming", "logit", 0, _A, -1, 2, "readiness of the away to return", "返乡意愿"),
        Driver("emergency_response", "share", 0, _Y, 0, 0.9, "harm of an emergency warded off", "应急处置"),
    )
}
