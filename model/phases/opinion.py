"""Trust, grievance, satisfaction, norms and efficacy answer to what happened; then everybody hears their ties."""

from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_QUARTER, DEKADS_A_YEAR
from model.columns import Array, Reals
from model.primitives import group_count, pick
from model.rules.trust_moves import drifts, grievance_moves, trust_moves
from model.tables import BORNE, OPEN, RESIDENT, SETTLED, TOWNSHIP

if TYPE_CHECKING:
    from model.world import World

HEARD = (("neighbours_part", "lately"), ("neighbours_trust", "trust_village"), ("neighbours_grievance", "grievance"))
Happened = Array | float
"""What happened, one value a person, or nothing at all (0)."""
STATES = ("trust_village", "grievance", "satisfaction")
OUTLOOK = ("trust_upper", "norm", "efficacy", "awareness")


def decide(world: "World", rows: Any) -> None:
    """Decide how each person's trust, grievance and satisfaction answer to the dekad.

    To most people nothing happened: the rule is worked out for everybody as if so, then anew for those it touched.
    """
    answer(world, rows, 0.0, 0.0, 0.0, 0.0)
    tick = world.tick
    touched = pick(rows, np.flatnonzero(tick.touched[rows]))
    if len(touched):
        answer(world, touched, *(happened[touched] for happened in (tick.met, tick.settled, tick.served, tick.hurt)))


def answer(world: "World", rows: Any, met: Happened, settled: Happened, served: Happened, hurt: Happened) -> None:
    """Write down what some people come to think; from ``met`` (a visit) on, what happened to them."""
    people, b, into = world.people, world.b.opinion, world.intents
    village = people.village[rows]
    gain = b.gain_visit * met + b.gain_settled * settled + b.gain_served * np.maximum(served, 0.0)
    loss = b.loss_hurt * hurt + b.loss_false * np.maximum(-served, 0.0)
    if world.tick.broken.any():
        loss = loss + (world.tick.broken * b.loss_broken)[village]
    anchor = people.trust_base[rows] + (b.anchor * (world.villages.performance - 0.5))[village]
    trust, grievance = people.trust_village[rows], people.grievance[rows]
    loss = loss + b.loss_grievance * grievance
    into["trust_village"][rows] = trust_moves(
        trust, people.neighbours_trust[rows], anchor, gain, loss, b.imitation, b.reversion
    )
    into["grievance"][rows] = grievance_moves(
        grievance, people.neighbours_grievance[rows], b.hurt * hurt, b.grievance_fade, b.grievance_contagion
    )
    content = contentment(world, rows, trust, grievance) + b.content_served * served
    into["satisfaction"][rows] = drifts(people.satisfaction[rows], content, b.content_speed)


def decide_outlook(world: "World", rows: Any) -> None:
    """Decide, once a month, how norms, efficacy, awareness, legal awareness and trust in upper levels drift."""
    if not month_ends(world):
        return
    people, b, into = world.people, world.b.opinion, world.intents
    trust = people.trust_village[rows]
    upper = b.upper_base + b.upper_local * (trust - 0.5)
    into["trust_upper"][rows] = drifts(people.trust_upper[rows], upper, b.upper_speed)
    into["norm"][rows] = drifts(people.norm[rows], norm_target(world, rows, trust), b.norm_speed)
    into["efficacy"][rows] = drifts(people.efficacy[rows], efficacy_target(world, rows), b.efficacy_speed)
    into["awareness"][rows] = drifts(people.awareness[rows], awareness_target(world, rows), b.aware_speed)
    decide_legal(world, rows)


def decide_legal(world: "World", rows: Any) -> None:
    """Decide what people who live here learn of the law in a month, from school age on, where it is taught."""
    people, taught = world.people, world.drivers["legal_teaching"]
    legal, born, status = people.legal[rows], people.born[rows], people.status[rows]
    if taught.any():
        grown = born <= world.now - world.b.opinion.taught_from * DEKADS_A_YEAR
        listens = (status == RESIDENT) & grown
        pace = taught[people.village[rows]] * DEKADS_A_MONTH / DEKADS_A_YEAR * listens
        world.intents["legal"][rows] = drifts(legal, 1.0, pace)


def month_ends(world: "World") -> bool:
    """Return whether this is the last dekad of a month."""
    return world.now % DEKADS_A_MONTH == DEKADS_A_MONTH - 1


def contentment(world: "World", rows: Any, trust: Reals, grievance: Reals) -> Reals:
    """Return where satisfaction is heading."""
    b = world.b.opinion
    seen = (b.content_performance * world.villages.performance)[world.people.village[rows]]
    target: Reals = b.content_base + b.content_trust * trust + seen - b.content_grievance * grievance
    return target


def norm_target(world: "World", rows: Any, trust: Reals) -> Reals:
    """Return where the civic norm is heading: the own disposition, what ties do, trust, and what is taught."""
    people, b = world.people, world.b.opinion
    target: Reals = (
        people.norm_base[rows]
        + b.norm_ties * (people.neighbours_part[rows] - b.norm_usual)
        + b.norm_trust * (trust - 0.5)
    )
    shown = world.drivers["norm_teaching"]
    return target + shown[people.village[rows]] if shown.any() else target


def efficacy_target(world: "World", rows: Any) -> Reals:
    """Return where the sense that speaking up helps is heading: answers, schooling and regular talk."""
    people, villages, b = world.people, world.villages, world.b.opinion
    village = people.village[rows]
    heard = b.efficacy_answered * (villages.answered - 0.5) + b.efficacy_voice * world.drivers["voice"]
    target: Reals = b.efficacy_base + heard[village] + b.efficacy_schooling * (people.schooling[rows] - 1.5)
    return target


def awareness_target(world: "World", rows: Any) -> Reals:
    """Return where awareness of policies is heading: contact, disclosure and publicity."""
    people, b = world.people, world.b.opinion
    open_village = b.aware_base + b.aware_disclosure * world.villages.disclosure + world.drivers["publicity"]
    target: Reals = (
        open_village[people.village[rows]] + b.aware_visit * world.households.visited_quarter[people.household[rows]]
    )
    return target


def experience(world: "World") -> None:
    """Gather, one value a person, what the dekad brought: disputes settled, open or borne, petitions without answer."""
    tick, disputes, people = world.tick, world.disputes, world.people
    tick.settled, tick.hurt = np.zeros(len(people)), np.zeros(len(people))
    live = np.flatnonzero((disputes.state == OPEN) | (disputes.closed == world.now))
    state, who, other = disputes.state[live], disputes.person[live], disputes.other[live]
    won = (state == SETTLED) & (disputes.closed[live] == world.now)
    near = np.where(disputes.settled_level[live] >= TOWNSHIP, world.b.opinion.far_settlement, 1.0)
    np.add.at(tick.settled, who[won], near[won])
    both = won & (other >= 0)
    np.add.at(tick.settled, other[both], near[both])
    open_known = (state == OPEN) & (disputes.known[live] >= 0)
    np.add.at(tick.hurt, who[state == OPEN], world.b.opinion.open_hurt)
    np.add.at(tick.hurt, who[open_known], world.b.opinion.known_hurt)
    np.add.at(tick.hurt, who[state == BORNE], world.b.opinion.borne_hurt)
    # A petition that has brought nothing for a quarter counts as snubbed, once.
    stale = open_known & (disputes.petitioned[live] == world.now - DEKADS_A_QUARTER)
    tick.snubbed = np.unique(who[stale]) if stale.any() else who[stale]
    tick.touched = tick.met | (tick.served != 0)
    tick.touched[who] = True
    tick.touched[other[both]] = True
    tick.broken = np.where(tick.points_asked > 0, 1.0 - world.villages.funded, 0.0)


def settle(world: "World") -> None:
    """Take up all opinions at once and judge the village; once a month, hear ties."""
    people, villages, b = world.people, world.villages, world.b.opinion
    for name in STATES + (OUTLOOK if month_ends(world) else ()):
        setattr(people, name, world.intents[name])
    take_lessons(world)
    people.trust_upper[world.tick.snubbed] *= 1.0 - b.loss_petition
    seen = (
        b.perform_answered * villages.answered
        + b.perform_visits * visits_share(world)
        + b.perform_open * openness(world)
    )
    seen = seen + b.perform_works * np.minimum(villages.works / b.works_usual, 1.0) + world.drivers["esteem"]
    villages.performance = villages.performance + b.perform_speed * (
        (seen + b.perform_base).clip(0.0, 1.0) - villages.performance
    )
    if month_ends(world):
        listen(world)


def take_lessons(world: "World") -> None:
    """Take up, once a month, what was learnt of the law; where nobody teaches, legal awareness stays as it is."""
    legal = world.people.legal
    if month_ends(world) and world.drivers["legal_teaching"].any():
        legal[:] = world.intents["legal"]


def visits_share(world: "World") -> Reals:
    """Return the share of households visited in this quarter."""
    households = world.households
    met = np.flatnonzero(households.visited_quarter & (households.residents > 0))
    called = group_count(households.village[met], len(world.villages))
    share: Reals = called / np.maximum(world.villages.homes, 1)
    return share


def openness(world: "World") -> Reals:
    """Return how open the village's affairs are."""
    b = world.b.opinion
    shown: Reals = b.open_disclosure * world.villages.disclosure + b.open_authority * world.villages.authority
    return shown


def listen(world: "World") -> None:
    """Let everybody hear what adults at home among their ties do, trust and resent; others keep to themselves."""
    people = world.people
    grown = (world.resident & world.adults).astype(float)
    said = np.empty((len(people), 1 + len(HEARD)))
    said[:, 0] = grown
    for column, (_, own) in enumerate(HEARD, start=1):
        np.multiply(getattr(people, own), grown, out=said[:, column])
    heard = world.ties() @ said
    number = heard[:, 0].copy()
    alone = np.flatnonzero(number == 0)
    per = 1.0 / np.maximum(number, 1.0)
    for column, (name, own) in enumerate(HEARD, start=1):
        mean = getattr(people, name)
        np.multiply(heard[:, column], per, out=mean)
        mean[alone] = getattr(people, own)[alone]
