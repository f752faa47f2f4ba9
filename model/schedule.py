"""The dekad as one readable list: what happens, in which order, and why here.

A *decide* phase names its table in ``rows`` and writes only intents of its own rows from the state it finds; a
*settle* phase runs set-wise. `World.step` runs this list; `xiangzhi plan` prints it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from model import programmes
from model.phases import (
    arising,
    assembly,
    contact,
    dates,
    disputes,
    economy,
    hours,
    moves,
    opinion,
    participation,
    points,
    purse,
    recording,
    requests,
    retiring,
)  # fmt: skip


@dataclass(frozen=True)
class Phase:
    """One entry of the dekad."""

    name: str
    why: str
    act: Callable[..., None]
    scope: Literal["block", "county"] = "block"
    rows: str | None = None
    """The table a decide phase decides over; None for a settle phase."""
    zh: str = ""
    """Why here, in Chinese."""
    reads: tuple[str, ...] = ()
    """Columns read but not written; what a programme reads to state its needs is its own affair."""
    writes: tuple[str, ...] = ()
    """Columns changed in rows that were there before, as 'table.column'; a decide phase changes none."""
    adds: tuple[str, ...] = ()
    """Tables to which rows are appended."""
    drops: tuple[str, ...] = ()
    """Tables from which rows leave."""
    intents: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Return 'decide' or 'settle'."""
        return "settle" if self.rows is None else "decide"


SCHEDULE: tuple[Phase, ...] = (
    Phase(
        "calendar", "seasons and shocks come first; programmes start and end on their dates", dates.turn,
        zh="先定季节与冲击；项目按日期启停",
        reads=(
            "disputes.arose", "disputes.state", "disputes.village", "households.village", "villages.adults_home",
            "villages.key", "villages.township",
        ),
        writes=(
            "households.joined", "households.linked", "households.points", "households.received",
            "households.transfer_income", "households.visit_due", "villages.emergency", "villages.joint",
            "villages.market", "villages.taking",
        ),
    ),
    Phase(
        "share_funds", "money that the county shares out is known before bills are ranked", programmes.share_funds,
        zh="县级统筹的资金先分配，再排各项支出", scope="county",
        reads=("villages.operating_level", "villages.pool"),
        writes=("villages.allotment",),
    ),
    Phase(
        "decide_moves", "once a month people weigh leaving and coming home", moves.decide,
        zh="每月一次，各人权衡外出与返乡", rows="people",
        reads=(
            "people.ability", "people.born", "people.children", "people.health", "people.key", "people.married",
            "people.role", "people.schooling", "people.sex", "people.status", "people.village", "villages.income_level",
            "villages.jobs",
        ),
        intents=(("moves", "?"), ("dies", "?"), ("bears", "?")),
    ),
    Phase(
        "settle_moves", "households and posts must know who is here", moves.settle,
        zh="住户与岗位须知道谁在村",
        reads=(
            "disputes.closed", "disputes.person", "disputes.state", "households.clan", "households.village",
            "people.born", "people.clan", "people.grade", "people.health", "people.key", "people.norm",
            "people.norm_base", "people.satisfaction", "people.schooling", "people.sex", "people.tenure",
            "people.trust_base", "people.trust_upper", "people.trust_village", "people.village", "people.wage",
            "villages.jobs", "villages.key", "villages.secretary",
        ),
        writes=(
            "households.hands", "households.linked", "households.old", "households.pay_away", "households.pay_home",
            "households.residents", "people.children", "people.hours", "people.household", "people.married",
            "people.occupation", "people.presence", "people.role", "people.status", "villages.adults_home",
            "villages.homes", "villages.registered", "villages.residents",
        ),
        adds=("people",),
    ),
    Phase(
        "decide_arising", "quarrels and needs arise from how things stand", arising.decide,
        zh="纠纷与诉求由现状产生", rows="people",
        reads=(
            "households.hardship", "households.needs", "households.residents", "people.born", "people.frailty",
            "people.grievance", "people.household", "people.key", "people.norm", "people.occupation", "people.status",
            "people.village", "villages.disclosure", "villages.emergency", "villages.taking",
        ),
        intents=(("quarrels", "?"), ("quarrel_kind", "i1"), ("needs", "?")),
    ),
    Phase(
        "settle_arising", "each gets its counterpart, ties and severity", arising.settle,
        zh="确定对方、关系与激烈程度",
        reads=(
            "households.key", "people.born", "people.clan", "people.household", "people.key", "people.status",
            "people.village", "requests.open",
        ),
        writes=("people.quarrelled",),
        adds=("disputes", "requests"),
    ),
    Phase(
        "grant_hours", "all duties ask; hours and money are granted, what is not granted is not done; drivers fold",
        hours.grant,
        zh="各项职责提出需求；工时与资金批给，未批即不做；驱动量折算",
        reads=(
            "disputes.known", "disputes.level", "disputes.state", "disputes.tries", "disputes.village",
            "people.effort_base", "people.focus", "people.health", "people.hours", "people.pay", "people.role",
            "people.village", "requests.cost", "requests.hours", "requests.known", "requests.level", "requests.village",
            "villages.emergency", "villages.operating_level", "villages.secretary", "villages.shortfall",
        ),
        writes=("people.effort", "people.load"),
    ),
    Phase(
        "visit", "granted hours become true visits, and reports of visits", contact.visit,
        zh="批得的工时化为实际走访与上报走访",
        reads=(
            "households.key", "households.linked", "households.residents", "households.village", "people.effort",
            "people.health", "people.hours", "people.household", "people.village", "villages.oversight",
        ),
        writes=(
            "households.visit_due", "households.visited", "households.visited_quarter", "people.knowledge",
            "villages.visits_reported", "villages.visits_true",
        ),
    ),
    Phase(
        "decide_finding", "whoever meets a party may learn of the dispute", contact.find,
        zh="接触当事人者可能获知纠纷", rows="disputes",
        reads=(
            "disputes.key", "disputes.kind", "disputes.known", "disputes.other", "disputes.person",
            "disputes.severity", "disputes.state", "disputes.village", "grids.colour", "grids.village", "grids.worker",
            "households.grid", "households.visited", "people.household", "people.knowledge", "villages.integration",
        ),
        intents=(("found", "?"),),
    ),
    Phase(
        "decide_parties", "parties of open disputes bring, bear, drop, sue or petition", disputes.decide,
        zh="当事人提交、忍让、放下、起诉或信访",
        rows="disputes",
        reads=(
            "disputes.arose", "disputes.key", "disputes.kind", "disputes.known", "disputes.person",
            "disputes.petitions", "disputes.severity", "disputes.state", "disputes.village", "people.efficacy",
            "people.legal", "people.trust_upper", "people.trust_village", "villages.remoteness",
        ),
        intents=(("party_act", "i1"),),
    ),
    Phase(
        "settle_parties", "cases enter the ladder or leave it", disputes.enter,
        zh="案件进入或离开阶梯",
        reads=(
            "disputes.arose", "disputes.key", "disputes.person", "disputes.relapses", "disputes.severity",
            "disputes.ties", "disputes.village", "grids.worker", "households.grid", "households.linked",
            "households.visited", "people.household", "people.trust_upper", "villages.oversight",
        ),
        writes=(
            "disputes.attempts", "disputes.by_visit", "disputes.closed", "disputes.known", "disputes.level",
            "disputes.petitioned", "disputes.petitions", "disputes.pretrial", "disputes.reopened", "disputes.route",
            "disputes.state", "disputes.tries", "grids.reported", "villages.petitions", "villages.petitions_reported",
        ),
    ),
    Phase(
        "call_cases", "each rung up to the township calls cases, as far as granted hours reach", disputes.call_cases,
        zh="村组与镇级以批得工时为限，逐级确定受理案件",
        reads=(
            "disputes.arose", "disputes.key", "disputes.known", "disputes.level", "disputes.severity", "disputes.state",
            "disputes.tries", "disputes.village", "townships.people", "villages.key", "villages.township",
        ),
    ),
    Phase(
        "call_at_county", "the county's mediators take what no township could settle", disputes.call_at_county,
        zh="镇级未能化解的，由县级调解力量受理", scope="county",
        reads=(
            "disputes.arose", "disputes.key", "disputes.level", "disputes.severity", "disputes.village",
            "townships.people", "villages.key", "villages.pool", "villages.township",
        ),
    ),
    Phase(
        "mediate", "called cases are heard; the unheard grow worse, stalled ones climb, reports are written",
        disputes.mediate,
        zh="调解受理案件；未受理的激化，停滞的上交，形成上报",
        reads=(
            "disputes.arose", "disputes.cross_clan", "disputes.key", "disputes.kind", "disputes.known",
            "disputes.other", "disputes.person", "disputes.petitions", "disputes.reopened", "disputes.ties",
            "disputes.village", "grids.worker", "households.grid", "households.linked", "people.clan",
            "people.household", "people.key", "people.trust_village", "people.village", "villages.oversight",
        ),
        writes=(
            "disputes.attempts", "disputes.closed", "disputes.first_settled", "disputes.handler", "disputes.level",
            "disputes.relapses", "disputes.reported_settled", "disputes.settled_level", "disputes.severity",
            "disputes.state", "disputes.tries", "people.skill",
        ),
    ),
    Phase(
        "requests", "voiced needs are dispatched, done and rated", requests.settle,
        zh="表达的诉求派办、办结、评价",
        reads=(
            "grids.colour", "households.grid", "households.hardship", "households.visited", "people.awareness",
            "people.born", "people.efficacy", "people.household", "requests.arose", "requests.cost", "requests.hours",
            "requests.key", "requests.person", "requests.village", "villages.oversight", "villages.volunteer_hours",
        ),
        writes=(
            "grids.reported", "requests.channel", "requests.done", "requests.known", "requests.level", "requests.open",
            "requests.passed", "requests.rating", "requests.reported", "villages.answered",
        ),
    ),
    Phase(
        "deliberate", "members meet if a quorum comes; decisions and publicity follow", assembly.deliberate,
        zh="达到法定人数即开党员大会；决议与公开随之",
        reads=(
            "people.digital", "people.effort", "people.focus", "people.health", "people.key", "people.role",
            "people.status", "people.village", "villages.clan_bodies", "villages.performance", "villages.secretary",
        ),
        writes=(
            "villages.authority", "villages.disclosure", "villages.integration", "villages.quorum", "villages.turnout",
        ),
    ),
    Phase(
        "decide_taking_part", "people weigh taking part after hearing, being visited and being asked",
        participation.decide,
        zh="听闻、被走访、被邀请之后权衡参与", rows="people",
        reads=(
            "households.board", "households.visited_quarter", "people.born", "people.digital", "people.efficacy",
            "people.habituation", "people.health", "people.household", "people.key", "people.neighbours_part",
            "people.norm", "people.occupation", "people.satisfaction", "people.status", "people.trust_village",
            "people.village", "villages.crowding", "villages.emergency", "villages.funded", "villages.platform",
        ),
        intents=(("takes_part", "?"),),
    ),
    Phase(
        "settle_taking_part", "acts are counted in the quarter's menu", participation.settle,
        zh="行为计入本季固定事项",
        reads=("people.born", "people.key", "people.village"),
        writes=(
            "people.acts", "people.lately", "people.mobilised", "people.takes_part", "villages.volunteer_hours",
            "villages.volunteered",
        ),
    ),
    Phase(
        "points", "acts earn points; what is redeemed must be funded", points.settle,
        zh="行为得分；兑换须有资金",
        reads=(
            "disputes.known", "disputes.person", "disputes.state", "households.key", "households.village",
            "people.acts", "people.household", "people.key", "people.village",
        ),
        writes=(
            "households.board", "households.points", "households.received", "households.transfer_income",
            "people.habituation", "villages.crowding", "villages.funded",
        ),
    ),
    Phase(
        "post_money", "what was granted and used is posted to the fen", purse.post,
        zh="批给并使用的资金入账到分",
        reads=("people.household", "people.key", "people.village"),
        writes=("households.received", "households.wage_income", "villages.shortfall"),
    ),
    Phase(
        "economy", "production, wages, projects, dividends, income", economy.settle,
        zh="生产、工资、项目、分红、收入",
        reads=(
            "households.business", "households.hands", "households.hardship", "households.joined", "households.key",
            "households.land", "households.native", "households.old", "households.pay_away", "households.pay_home",
            "households.rank", "households.residents", "households.village", "people.ability", "people.effort",
            "people.focus", "people.household", "people.lately", "people.status", "people.trust_village",
            "people.village", "villages.emergency", "villages.income_level", "villages.joint", "villages.market",
            "villages.operating_level", "villages.oversight", "villages.own_reinvestment", "villages.quorum",
            "villages.secretary",
        ),
        writes=(
            "households.away_income", "households.business_income", "households.member", "households.person_dekads",
            "households.property_income", "households.received", "households.transfer_income", "households.wage_income",
            "villages.cooperative_gain", "villages.cooperative_people", "villages.scale", "villages.works",
        ),
    ),
    Phase(
        "experience", "what the dekad brought to each person is gathered before opinions move", opinion.experience,
        zh="汇总本旬各人经历，再变观感",
        reads=(
            "disputes.closed", "disputes.known", "disputes.other", "disputes.person", "disputes.petitioned",
            "disputes.settled_level", "disputes.state", "villages.funded",
        ),
    ),
    Phase(
        "decide_opinion", "trust, grievance and satisfaction answer to what happened", opinion.decide,
        zh="信任、怨气与满意对所历之事作出反应", rows="people",
        reads=(
            "people.grievance", "people.neighbours_grievance", "people.neighbours_trust", "people.satisfaction",
            "people.trust_base", "people.trust_village", "people.village", "villages.performance",
        ),
        intents=(("trust_village", "f8"), ("grievance", "f8"), ("satisfaction", "f8")),
    ),
    Phase(
        "decide_outlook", "once a month norms, efficacy, awareness and trust in upper levels drift; the law is learnt",
        opinion.decide_outlook,
        zh="每月一次，规范、效能感、知晓与对上级信任渐变；学习法律", rows="people",
        reads=(
            "households.visited_quarter", "people.awareness", "people.born", "people.efficacy", "people.household",
            "people.legal", "people.neighbours_part", "people.norm", "people.norm_base", "people.schooling",
            "people.status", "people.trust_upper", "people.trust_village", "people.village", "villages.answered",
            "villages.disclosure",
        ),
        intents=(("trust_upper", "f8"), ("norm", "f8"), ("efficacy", "f8"), ("awareness", "f8"), ("legal", "f8")),
    ),
    Phase(
        "settle_opinion", "everybody changes at once; what ties think is taken up", opinion.settle,
        zh="所有人同时变化；吸收邻里所想",
        reads=(
            "households.residents", "households.village", "households.visited_quarter", "people.born", "people.lately",
            "people.status", "villages.answered", "villages.authority", "villages.disclosure", "villages.homes",
            "villages.works",
        ),
        writes=(
            "people.awareness", "people.efficacy", "people.grievance", "people.legal", "people.neighbours_grievance",
            "people.neighbours_part", "people.neighbours_trust", "people.norm", "people.satisfaction",
            "people.trust_upper", "people.trust_village", "villages.performance",
        ),
    ),
    Phase(
        "fidelity", "practices grow into their protocol, or do not", hours.grow_fidelity,
        zh="做法逐步达到规程，或达不到",
        reads=("townships.guidance", "villages.integration", "villages.remoteness", "villages.township"),
    ),
    Phase(
        "on_dates", "colours, grades, scores and vacancies on their dates", dates.settle,
        zh="颜色、等次、评分与补缺按日期",
        reads=(
            "disputes.known", "disputes.reported_settled", "disputes.state", "disputes.tries", "disputes.village",
            "grids.key", "grids.village", "households.grid", "people.ability", "people.born", "people.effort",
            "people.household", "people.key", "people.lately", "people.status", "people.village", "villages.answered",
            "villages.authority", "villages.income_level", "villages.operating_level", "villages.visits_reported",
        ),
        writes=(
            "grids.colour", "grids.reported", "grids.worker", "households.linked", "people.grade", "people.hours",
            "people.knowledge", "people.load", "people.pay", "people.pioneer", "people.role", "people.tenure",
            "villages.quits", "villages.score", "villages.secretary",
        ),
    ),
    Phase(
        "rank_villages", "villages are ranked with those they are compared with", dates.rank_villages,
        zh="与同组村比较排名", scope="county",
        reads=("villages.key", "villages.pool", "villages.score"),
        writes=("villages.stars", "villages.weak", "villages.weak_since"),
    ),
    Phase(
        "turn_over", "secretaries step down and are elected once ranks are known", dates.turn_over,
        zh="排名既定，书记更替与选举",
        reads=(
            "people.ability", "people.born", "people.key", "people.load", "people.status", "people.trust_village",
            "people.village", "villages.income_level", "villages.key", "villages.weak",
        ),
        writes=(
            "people.focus", "people.hours", "people.pay", "people.role", "people.tenure", "villages.secretary",
        ),
    ),
    Phase(
        "record", "outcomes are read off when all is settled", recording.record,
        zh="一切就绪后读取结果指标",
        reads=(
            "households.linked", "households.residents", "households.village", "people.born", "people.founder",
            "people.grievance", "people.load", "people.presence", "people.role", "people.satisfaction", "people.status",
            "people.trust_upper", "people.trust_village", "people.village", "villages.answered", "villages.authority",
            "villages.integration", "villages.performance", "villages.turnout",
        ),
        writes=(
            "households.away_income", "households.business_income", "households.person_dekads",
            "households.property_income", "households.received", "households.transfer_income",
            "households.visited_quarter", "households.wage_income", "people.acts", "people.mobilised",
            "villages.cooperative_gain", "villages.cooperative_people", "villages.petitions",
            "villages.petitions_reported", "villages.quits", "villages.visits_reported", "villages.visits_true",
            "villages.volunteered", "villages.worked",
        ),
    ),
    Phase(
        "retire", "disputes and requests that are over leave, once all has been read off", retiring.retire,
        zh="了结的纠纷与诉求在读取之后退出",
        reads=(
            "disputes.arose", "disputes.known", "disputes.relapses", "disputes.state", "requests.known",
            "requests.open",
        ),
        drops=("disputes", "requests"),
    ),
)  # fmt: skip
