"""The dekad as one readable list: what happens, in which order, and why here.

A *decide* phase names its table in ``rows`` and writes only intents of its own rows from the state it finds; a
*settle* phase runs set-wise. `World.step` runs this list; `xiangzhi plan` prints it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

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
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    """Columns written, as 'table.column'; for a decide phase its intents."""
    intents: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Return 'decide' or 'settle'."""
        return "settle" if self.rows is None else "decide"


SCHEDULE: tuple[Phase, ...] = (
    Phase(
        "calendar", "seasons and shocks come first; programmes start and end on their dates", dates.turn,
        reads=("villages.key",), writes=("villages.taking", "villages.market"),
    ),
    Phase(
        "decide_moves", "once a month people weigh leaving and coming home", moves.decide, rows="people",
        reads=("people.born", "people.ability", "people.schooling", "people.status", "villages.jobs"),
        intents=(("moves", "?"), ("dies", "?"), ("bears", "?")),
    ),
    Phase(
        "settle_moves", "households and posts must know who is here", moves.settle,
        reads=("people.status",),
        writes=("people.status", "people.presence", "people.occupation", "people.role", "people.married",
                "people.children", "people.household", "households.residents"),
    ),
    Phase(
        "decide_arising", "quarrels and needs arise from how things stand", arising.decide, rows="people",
        reads=("people.frailty", "people.norm", "people.grievance", "villages.taking", "households.needs"),
        intents=(("quarrels", "?"), ("needs", "?")),
    ),
    Phase(
        "settle_arising", "each gets its counterpart, kind and severity", arising.settle,
        writes=("disputes.*", "requests.*"),
    ),
    Phase(
        "grant_hours", "all duties ask; hours and money are granted, what is not granted is not done; drivers fold",
        hours.grant,
        reads=("people.hours", "people.effort", "disputes.level", "requests.hours"),
        writes=("people.effort", "people.load"),
    ),
    Phase(
        "visit", "granted hours become true visits, and reports of visits", contact.visit,
        writes=("households.visited", "households.visited_quarter", "people.pointer",
                "people.knowledge", "villages.visits_true", "villages.visits_reported"),
    ),
    Phase(
        "decide_finding", "whoever meets a party may learn of the dispute", contact.find, rows="disputes",
        reads=("households.visited", "disputes.severity", "people.knowledge"), intents=(("found", "?"),),
    ),
    Phase(
        "decide_parties", "parties of open disputes bring, bear, drop, sue or petition", disputes.decide,
        rows="disputes",
        reads=("people.trust_village", "people.trust_upper", "people.legal", "people.efficacy", "disputes.severity"),
        intents=(("party_act", "i1"),),
    ),
    Phase(
        "settle_parties", "cases enter the ladder or leave it", disputes.enter,
        writes=("disputes.known", "disputes.route", "disputes.level", "disputes.state", "disputes.closed",
                "disputes.petitioned", "disputes.petitions", "disputes.reopened", "disputes.severity",
                "grids.reported", "disputes.by_visit", "disputes.pretrial", "disputes.attempts", "disputes.tries",
                "villages.petitions", "villages.petitions_reported"),
    ),
    Phase(
        "mediate", "level by level, as far as granted hours reach", disputes.mediate,
        writes=("disputes.handler", "disputes.attempts", "disputes.tries", "disputes.state", "disputes.closed",
                "disputes.settled_level", "disputes.severity", "disputes.level", "disputes.reported_settled"),
    ),
    Phase(
        "requests", "voiced needs are dispatched, done and rated", requests.settle,
        writes=("requests.known", "requests.channel", "requests.open", "requests.done", "requests.reported",
                "requests.rating", "requests.level", "villages.answered", "grids.reported"),
    ),
    Phase(
        "deliberate", "members meet if a quorum comes; decisions and publicity follow", assembly.deliberate,
        writes=("villages.authority", "villages.disclosure", "villages.integration"),
    ),
    Phase(
        "decide_taking_part", "people weigh taking part after hearing, being visited and being asked",
        participation.decide, rows="people",
        reads=("people.norm", "people.efficacy", "people.trust_village", "people.neighbours_part",
               "people.habituation"),
        intents=(("takes_part", "?"),),
    ),
    Phase(
        "settle_taking_part", "acts are counted in the quarter's menu", participation.settle,
        writes=("people.takes_part", "people.acts", "people.lately", "people.mobilised"),
    ),
    Phase(
        "points", "acts earn points; what is redeemed must be funded", points.settle,
        writes=("households.points", "people.habituation", "people.crowding", "villages.funded", "households.board"),
    ),
    Phase(
        "post_money", "what was granted and used is posted to the fen", purse.post,
        writes=("villages.shortfall", "households.received"),
    ),
    Phase(
        "economy", "production, wages, projects, dividends, income", economy.settle,
        writes=("households.wage_income", "households.business_income", "households.property_income",
                "households.transfer_income", "households.away_income", "households.person_dekads",
                "households.member", "households.received", "villages.scale", "villages.works",
                "villages.cooperative_gain", "villages.cooperative_people"),
    ),
    Phase("experience", "what the dekad brought to each person is gathered before opinions move", opinion.experience),
    Phase(
        "decide_opinion", "trust, norms and satisfaction answer to what happened", opinion.decide, rows="people",
        reads=("people.neighbours_trust", "people.neighbours_grievance", "villages.performance"),
        intents=(("trust_village", "f8"), ("trust_upper", "f8"), ("grievance", "f8"), ("satisfaction", "f8"),
                 ("norm", "f8"), ("efficacy", "f8"), ("awareness", "f8")),
    ),
    Phase(
        "settle_opinion", "everybody changes at once; what ties think is taken up", opinion.settle,
        writes=("people.trust_village", "people.trust_upper", "people.grievance", "people.satisfaction", "people.norm",
                "people.efficacy", "people.awareness", "people.neighbours_part", "people.neighbours_trust",
                "people.neighbours_grievance", "villages.performance"),
    ),
    Phase(
        "fidelity", "practices grow into their protocol, or do not", hours.grow_fidelity,
    ),
    Phase(
        "on_dates", "colours, grades, stars, ranking, turnover and elections on their dates", dates.settle,
        scope="county",
        writes=("grids.colour", "grids.worker", "grids.reported", "people.role", "people.pay", "people.tenure",
                "people.hours", "people.focus", "people.pioneer", "people.grade", "people.knowledge", "people.skill",
                "villages.secretary", "villages.score", "villages.stars", "villages.weak", "villages.weak_since"),
    ),
    Phase(
        "record", "outcomes are read off when all is settled", recording.record,
        writes=("people.acts", "people.mobilised", "households.wage_income", "households.business_income",
                "households.property_income", "households.transfer_income", "households.away_income",
                "households.person_dekads", "households.received", "households.visited_quarter",
                "villages.visits_true", "villages.visits_reported"),
    ),
)  # fmt: skip


def table_of(world: Any, phase: Phase) -> Any:
    """Return the table a decide phase decides over."""
    return getattr(world, phase.rows) if phase.rows else None
