"""Outcomes: each with definition, unit, better direction and window; `model.measures` reads them off a world.

The policy period is [start, end). Rates of disputes are taken over the cohort of disputes arising from the policy start
to 90 days before the end, detected or not; participation over quarters after the first; income over the last full year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from model import measures
from model.calendar import DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Reals
from model.measures import Ratio, Statistic
from model.phases.recording import INCOME
from model.tallies import by_quarter

if TYPE_CHECKING:
    from model.world import World


@dataclass(frozen=True)
class Outcome:
    """One outcome: what it is called, what it means and how it is read off a finished world."""

    id: str
    en: str
    zh: str
    unit_en: str
    unit_zh: str
    better: Literal["up", "down", "none"]
    definition_en: str
    definition_zh: str
    window: str
    measure: Callable[["World"], Ratio | Statistic]
    headline: bool = False
    scale: float = 1.0
    point_unit_en: str = ""
    point_unit_zh: str = ""


@dataclass(frozen=True)
class Measured:
    """All outcomes of one run: county values, village values, and quarterly series with the dekads they start on."""

    outcomes: dict[str, float]
    by_village: dict[str, Reals]
    series: dict[str, Reals]
    series_starts: list[int]


_SHARE = ("share", "比例")
_COHORT = "disputes arising from the policy start to 90 days before the end"
_AFTER = "quarters after the first of the policy period"
_YEAR = "last full year"


def _o(
    id_: str, en: str, zh: str, unit: tuple[str, str], better: Literal["up", "down", "none"], window: str,
    measure: Callable[["World"], Ratio | Statistic], definition: tuple[str, str], *, headline: bool = False,
    points: bool = False,
) -> Outcome:  # fmt: skip
    scale, point_unit = (100.0, ("percentage points", "个百分点")) if points else (1.0, ("", ""))
    return Outcome(id_, en, zh, *unit, better, *definition, window, measure, headline, scale, *point_unit)


OUTCOMES: dict[str, Outcome] = {
    outcome.id: outcome
    for outcome in (
        _o(
            "dispute_resolution_rate",
            "Dispute resolution rate",
            "纠纷化解率",
            _SHARE,
            "up",
            _COHORT,
            measures.over("resolved", "cohort"),
            (
                "Settled in 90 days by agreement, no petition or court before, not reopened in 180, over all arising",
                "产生后90天内达成协议、此前无信访诉讼且180天内未反复的纠纷，占全部新发纠纷（含未被发现者）的比例；自行消退和忍让不计为化解",
            ),
            headline=True,
            points=True,
        ),
        _o(
            "participation_rate",
            "Participation rate",
            "参与率",
            _SHARE,
            "up",
            _AFTER,
            measures.per("took_part", "adults"),
            (
                "Resident adults with at least one act of the fixed menu in the quarter",
                "常住成年人中本季度至少参加一项公共事务（会议、说事、投票、志愿、出资出力、监督）的比例",
            ),
            headline=True,
            points=True,
        ),
        _o(
            "disposable_income",
            "Disposable income per head",
            "人均可支配收入",
            ("yuan of 2024 a year", "元/年（2024年价）"),
            "up",
            _YEAR,
            measures.income_from(INCOME),
            (
                "Income of resident people by the national bureau's definition, remittances counted as transfers",
                "按国家统计局口径的常住居民人均可支配收入，外出人员汇款计入转移收入",
            ),
            headline=True,
        ),
        _o(
            "mediated_settlement_rate",
            "Settlement rate of mediated cases",
            "受理调解成功率",
            _SHARE,
            "up",
            _COHORT,
            measures.over("mediated", "accepted"),
            ("Accepted cases that end in agreement", "受理调解案件中达成协议的比例"),
            points=True,
        ),
        _o(
            "disputes_arising",
            "Disputes arising",
            "新发纠纷",
            ("per 1,000 people and year", "件/千人·年"),
            "down",
            "policy period",
            measures.a_thousand("arising"),
            ("Disputes that arise, detected or not", "全部新发纠纷，含未被发现者"),
        ),
        _o(
            "disputes_recorded",
            "Disputes recorded",
            "登记纠纷",
            ("per 1,000 people and year", "件/千人·年"),
            "none",
            "policy period",
            measures.a_thousand("recorded"),
            (
                "Disputes that become known to the organisation; better detection raises them",
                "组织掌握的纠纷；发现能力提高会使其先升",
            ),
        ),
        _o(
            "open_dispute_days",
            "Open dispute days",
            "未决纠纷日数",
            ("days per 1,000 person-years", "天/千人·年"),
            "down",
            "policy period",
            measures.a_thousand("open_days"),
            ("Days on which disputes stand open", "纠纷处于未决状态的天数"),
        ),
        _o(
            "settled_in_village_share",
            "Settled in the village",
            "村内化解占比",
            _SHARE,
            "up",
            _COHORT,
            measures.over("settled_in_village", "settled"),
            (
                "Settlements reached by linked worker, grid or village among all settlements",
                "全部化解中由联户人、网格或村级化解的比例",
            ),
            points=True,
        ),
        _o(
            "days_to_settlement",
            "Days to settlement",
            "化解用时",
            ("days", "天"),
            "down",
            _COHORT,
            measures.over("settlement_days", "settled"),
            ("Mean days from arising to first settlement", "从产生到首次化解的平均天数"),
        ),
        _o(
            "petitions_per_1000",
            "Petitions",
            "信访量",
            ("per 1,000 people and half-year", "件/千人·半年"),
            "down",
            "policy period",
            measures.petitions("petitions"),
            ("Petitions truly made", "实际发生的信访"),
        ),
        _o(
            "petitions_reported_per_1000",
            "Petitions reported",
            "上报信访量",
            ("per 1,000 people and half-year", "件/千人·半年"),
            "none",
            "policy period",
            measures.petitions("petitions_reported"),
            ("Petitions in official reports", "官方报表中的信访"),
        ),
        _o(
            "participation_rate_registered",
            "Participation of all registered",
            "户籍人口参与率",
            _SHARE,
            "up",
            _AFTER,
            measures.per("took_part_registered", "adults_registered"),
            ("All registered adults with an act of the menu in the quarter", "全部户籍成年人中本季度有参与行为的比例"),
            points=True,
        ),
        _o(
            "mobilised_share",
            "Attended only when mobilised",
            "仅动员到场比例",
            _SHARE,
            "none",
            _AFTER,
            measures.per("mobilised", "adults"),
            ("Resident adults who attended in the quarter only because asked", "本季度仅因动员到场的常住成年人比例"),
            points=True,
        ),
        _o(
            "meeting_turnout",
            "Turnout of members' meetings",
            "党员大会到会率",
            _SHARE,
            "up",
            _AFTER,
            measures.turnout,
            ("Members who come over members expected", "到会党员占应到党员的比例"),
            points=True,
        ),
        _o(
            "volunteer_hours",
            "Volunteer hours",
            "志愿服务时长",
            ("hours per resident adult and year", "小时/人·年"),
            "up",
            _AFTER,
            measures.volunteered,
            ("Hours volunteered", "志愿服务小时"),
        ),
        _o(
            "wage_income",
            "Wage income",
            "工资性收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.income_from(("wage_income",)),
            ("Wages of resident people", "常住居民人均工资性收入"),
        ),
        _o(
            "business_income",
            "Net business income",
            "经营净收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.income_from(("business_income",)),
            ("Own business of resident people", "常住居民人均经营净收入"),
        ),
        _o(
            "property_income",
            "Net property income",
            "财产净收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.income_from(("property_income",)),
            ("Property and dividends of resident people", "常住居民人均财产净收入"),
        ),
        _o(
            "transfer_income",
            "Net transfer income",
            "转移净收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.income_from(("transfer_income",)),
            ("Transfers to resident people, remittances among them", "常住居民人均转移净收入，含汇款"),
        ),
        _o(
            "disposable_income_cohort",
            "Income of people present at the start",
            "期初人口人均收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.cohort_income,
            ("Income of the people present at the start, wherever they earn", "期初在册人口人均收入，不论在何处挣得"),
        ),
        _o(
            "gini",
            "Gini index",
            "基尼系数",
            ("index", "指数"),
            "down",
            _YEAR,
            measures.over_households(lambda _, income, people: measures.gini(income, people)),
            ("Inequality of income per head between households", "户间人均收入不平等程度"),
        ),
        _o(
            "low_income_share",
            "Low-income share",
            "低收入人口比例",
            _SHARE,
            "down",
            _YEAR,
            measures.over_households(measures.low_share),
            ("Residents below the line of low income", "低于低收入线的常住居民比例"),
            points=True,
        ),
        _o(
            "worst_fifth_income",
            "Income of the worst-off fifth",
            "最低五分之一收入",
            ("yuan a head and year", "元/人·年"),
            "up",
            _YEAR,
            measures.over_households(measures.worst_fifth),
            ("Mean income of the poorest fifth of residents", "最低收入五分之一常住居民人均收入"),
        ),
        _o(
            "collective_income",
            "Collective income",
            "村集体收入",
            ("yuan a village and year", "元/村·年"),
            "up",
            _YEAR,
            measures.collective_income,
            ("Operating, project and cooperative income of the village collective", "村集体经营、项目与合作社收入"),
        ),
        _o(
            "weak_village_share",
            "Villages below 50,000 yuan",
            "薄弱村比例",
            _SHARE,
            "down",
            _YEAR,
            measures.weak,
            ("Villages whose collective earns less than 50,000 yuan a year", "年集体收入低于5万元的村比例"),
            points=True,
        ),
        _o(
            "village_debt",
            "Village debt",
            "村级债务",
            ("yuan a village", "元/村"),
            "down",
            "end of the horizon",
            measures.debt,
            ("All payables of the village", "村级应付款合计"),
        ),
        _o(
            "request_completion_rate",
            "Requests truly completed",
            "诉求实际办结率",
            _SHARE,
            "up",
            "voiced requests, same rule",
            measures.over("done_in_time", "voiced"),
            ("Voiced requests truly done within 90 days", "提出后90天内实际办结的诉求比例"),
            points=True,
        ),
        _o(
            "request_completion_reported",
            "Requests reported completed",
            "诉求上报办结率",
            _SHARE,
            "none",
            "voiced requests, same rule",
            measures.over("reported_in_time", "voiced"),
            ("Voiced requests reported done within 90 days", "提出后90天内上报办结的诉求比例"),
            points=True,
        ),
        _o(
            "request_days",
            "Days to completion",
            "诉求办理用时",
            ("days", "天"),
            "down",
            "voiced requests, same rule",
            measures.over("finish_days", "finished"),
            ("Mean days from voicing to true completion", "从提出到实际办结的平均天数"),
        ),
        _o(
            "hotline_orders",
            "Hotline orders",
            "热线工单",
            ("per 1,000 people and year", "件/千人·年"),
            "none",
            "policy period",
            measures.a_thousand("hotline"),
            ("Requests that come by hotline", "通过热线提出的诉求"),
        ),
        _o(
            "satisfaction",
            "Satisfaction",
            "满意度",
            ("index 0-1", "指数0-1"),
            "up",
            _AFTER,
            measures.per("satisfaction", "adults"),
            ("Mean satisfaction of resident adults", "常住成年人平均满意度"),
            points=True,
        ),
        _o(
            "trust_village",
            "Trust in the village",
            "对村组织信任",
            ("index 0-1", "指数0-1"),
            "up",
            _AFTER,
            measures.per("trust_village", "adults"),
            ("Mean trust in the village organisation", "对村组织的平均信任"),
            points=True,
        ),
        _o(
            "trust_upper",
            "Trust in upper levels",
            "对上级信任",
            ("index 0-1", "指数0-1"),
            "up",
            _AFTER,
            measures.per("trust_upper", "adults"),
            ("Mean trust in upper levels", "对上级的平均信任"),
            points=True,
        ),
        _o(
            "ritual_visit_share",
            "Ritual visits",
            "形式化走访占比",
            _SHARE,
            "down",
            "policy period",
            measures.ritual,
            ("Visits reported but not truly made", "上报而未实际发生的走访比例"),
            points=True,
        ),
        _o(
            "nominal_coverage",
            "Nominal coverage",
            "名义联户覆盖率",
            _SHARE,
            "none",
            _AFTER,
            measures.per("linked", "households"),
            ("Households linked on paper", "名义上有联户人的住户比例"),
            points=True,
        ),
        _o(
            "live_coverage",
            "Live coverage",
            "有效联户覆盖率",
            _SHARE,
            "up",
            _AFTER,
            measures.per("linked_visited", "households"),
            ("Households truly visited by their linked worker in the quarter", "本季度被联户人实际走访的住户比例"),
            points=True,
        ),
        _o(
            "worker_load",
            "Overload of those in post",
            "岗位超负荷",
            ("ratio", "比率"),
            "down",
            _AFTER,
            measures.per("load", "posts"),
            ("Overload carried by committees and grid workers", "两委和网格员承受的超负荷"),
        ),
        _o(
            "grid_worker_turnover",
            "Turnover of grid workers",
            "网格员流动率",
            ("per year", "次/年"),
            "down",
            "policy period",
            measures.turnover,
            ("Grid workers who quit, per post and year", "每岗位每年离职次数"),
            points=True,
        ),
        _o(
            "public_cost_per_head",
            "Public cost",
            "公共支出",
            ("yuan a head and year", "元/人·年"),
            "down",
            "policy period",
            measures.public_cost,
            ("Grants to villages and county outlays for programmes", "拨付村级经费与县级项目支出"),
        ),
        _o(
            "worker_hours",
            "Hours worked in post",
            "公职工时",
            ("hours a head and year", "小时/人·年"),
            "none",
            "policy period",
            measures.hours_worked,
            ("Hours truly worked by those in post", "公职人员实际工时"),
        ),
    )
}


def measure(world: "World") -> Measured:
    """Return every outcome of a world, for the county and by village, and the quarterly series."""
    outcomes, by_village = {}, {}
    for outcome in OUTCOMES.values():
        with np.errstate(divide="ignore", invalid="ignore"):
            got = outcome.measure(world)
            if isinstance(got[0], float):
                outcomes[outcome.id], by_village[outcome.id] = got[0], got[1]
            else:
                above, below = got
                outcomes[outcome.id] = _ratio(above, below)
                by_village[outcome.id] = np.where(below != 0, above / below, np.nan)
    series, starts = quarterly(world)
    return Measured(outcomes, by_village, series, starts)


def _ratio(above: Reals, below: Reals) -> float:
    """Return the ratio of sums, adding up in the order of villages so that batching changes no bit."""
    whole = float(np.add.accumulate(below)[-1])
    return float(np.add.accumulate(above)[-1]) / whole if whole else float("nan")


def quarterly(world: "World") -> tuple[dict[str, Reals], list[int]]:
    """Return quarterly county series of the main outcomes and the dekads on which the quarters start."""
    record = world.record
    starts = [int(q) for q in record["quarter"]]

    def ratio(name: str, over: str) -> Reals:
        return np.array([_ratio(a, b) for a, b in zip(record[name], record[over], strict=True)])

    series = {
        "dispute_resolution_rate": _cohort_series(world, starts), "participation_rate": ratio("took_part", "adults"),
        "disposable_income": _income_series(world),
        "trust_village": ratio("trust_village", "adults"), "satisfaction": ratio("satisfaction", "adults"),
        "live_coverage": ratio("linked_visited", "households"), "worker_load": ratio("load", "posts"),
        "petitions_per_1000": 2000.0 * ratio("petitions", "registered"),
    }  # fmt: skip
    return series, starts


def _cohort_series(world: "World", starts: list[int]) -> Reals:
    """Return the resolution rate of the disputes arising in each quarter; NaN where 90 days are not over."""
    arisen, resolved = by_quarter(world)
    over = np.array(starts) + 2 * DEKADS_A_QUARTER <= world.now
    return np.where(over & (arisen > 0), resolved / np.maximum(arisen, 1.0), np.nan)


def _income_series(world: "World") -> Reals:
    """Return income per head over the four quarters up to each quarter's end, in yuan a year."""
    record, starts = world.record, world.record["quarter"]
    total = [np.sum([record[part][k] for part in INCOME], axis=0) for k in range(len(starts))]
    value, people = [], []
    for k, start in enumerate(starts):
        first_of_year = int(start) % DEKADS_A_YEAR == 0
        value.append(total[k] - (0.0 if first_of_year or k == 0 else total[k - 1]))
        people.append(record["person_dekads"][k] - (0.0 if first_of_year or k == 0 else record["person_dekads"][k - 1]))
    rolling = np.full(len(starts), np.nan)
    for k in range(3, len(starts)):
        rolling[k] = DEKADS_A_YEAR * _ratio(np.sum(value[k - 3 : k + 1], axis=0), np.sum(people[k - 3 : k + 1], axis=0))
    return rolling
