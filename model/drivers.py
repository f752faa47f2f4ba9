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
    )
}
