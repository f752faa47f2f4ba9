"""Who lives in the village and who is away: exact shares, reached by ranking a keyed propensity to leave."""

import numpy as np

from model.columns import Reals
from model.synthesis.arithmetic import nearest, top
from model.synthesis.draft import ELDER, Draft
from model.synthesis.people import COLLEGE, JUNIOR
from model.tables import AWAY, COMMITTEE, MEMBER, RESIDENT

ALL_NINE = 511


def settle_residence(draft: Draft) -> None:
    """Send away exactly as many people, and exactly as many members, as the village list says.

    The able, the schooled and the young leave; cadres stay.  Members follow the same propensity with more weight on
    ability, so that the able are away and the available old (pt22).
    """
    spec, people = draft.spec, draft.people
    score = _propensity(draft)
    cadre = (people.role & COMMITTEE) > 0
    member = (people.role & MEMBER) > 0
    score += member * (draft.p.away_member_ability * people.ability + draft.p.away_member_schooling * people.schooling)
    gone = spec.population - nearest(spec.resident_share * spec.population)
    gone = min(gone, int((~cadre).sum()))
    free = int((~cadre & ~member).sum())
    wanted = spec.members - nearest(spec.resident_member_share * spec.members)
    members_gone = int(np.clip(wanted, gone - free, min(gone, int((member & ~cadre).sum()))))
    people.status = RESIDENT
    people.status[top(score, member & ~cadre, members_gone)] = AWAY
    people.status[top(score, ~member & ~cadre, gone - members_gone)] = AWAY
    at_home = people.status == RESIDENT
    people.presence = np.where(at_home, ALL_NINE, 0)
    draft.households.residents = np.bincount(people.household[at_home], minlength=len(draft.households))


def _propensity(draft: Draft) -> Reals:
    """Return the logit propensity to be away, logistic noise included."""
    p, people, age = draft.p, draft.people, draft.age
    off = (age - p.away_peak_age) / p.away_age_spread
    u = draft.luck("away")
    at_work = (
        -0.5 * off**2
        + p.away_ability * people.ability
        + p.away_schooling * (people.schooling - JUNIOR)
        + p.away_men * people.sex
    )
    child = age < p.away_from
    college = draft.in_school & (age >= p.leaves_senior) & (people.schooling < COLLEGE)
    score = np.where(child, -p.away_child, np.where(college, p.away_student, at_work))
    propensity: Reals = score + _whole_household(draft) + np.log(u / (1.0 - u))
    return propensity


def _whole_household(draft: Draft) -> Reals:
    """Return the lift of households that left as a whole, rare where there are elders."""
    p, people = draft.p, draft.people
    homes = len(draft.households)
    elders = np.bincount(people.household[draft.generation == ELDER], minlength=homes) > 0
    share = p.absent_households * np.where(elders, p.absent_with_elders, 1.0)
    lift: Reals = p.absent_lift * (draft.house_luck("absent") < share)[people.household]
    return lift
