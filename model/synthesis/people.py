"""What a person brings: ability, schooling by cohort, health, trust, norm, digital use, legal sense, prestige."""

import numpy as np
from scipy.special import expit

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals, Rows
from model.synthesis.arithmetic import bounded, gamma_of
from model.synthesis.draft import Draft
from model.tables import COMMITTEE, GRID_WORKER, MEMBER, REPRESENTATIVE, RESIDENT, RESPECTED, SECRETARY

JUNIOR, SENIOR, COLLEGE = 2, 3, 4


def endow(draft: Draft) -> None:
    """Fill ability and schooling, and note who is still in school."""
    draft.people.ability = np.clip(draft.bell("ability"), -5.0, 5.0)
    target = _schooling(draft)
    p, age = draft.p, draft.age
    leaves = np.array([p.leaves_junior, p.leaves_junior, p.leaves_junior, p.leaves_senior, p.leaves_college])
    draft.in_school = (age >= p.school_from) & (age < leaves[target])
    steps = np.array([p.leaves_primary, p.leaves_junior, p.leaves_senior, p.leaves_college])
    draft.people.schooling = np.minimum(target, np.searchsorted(steps, age, side="right"))


def _schooling(draft: Draft) -> Rows:
    """Return schooling once completed: an ordered logit in cohort, ability and, for older women, sex."""
    p, people = draft.p, draft.people
    decades = (people.born / DEKADS_A_YEAR - p.schooling_cohort) / 10.0
    behind = p.schooling_women * (people.sex == 0) * np.clip((p.schooling_women_until - decades), 0.0, None)
    u = draft.luck("schooling")
    latent = p.schooling_decade * decades + p.schooling_ability * people.ability - behind + np.log(u / (1.0 - u))
    college = latent + p.college_decade * decades
    level = sum((latent > -cut).astype(np.int64) for cut in (p.primary_logit, p.junior_logit, p.senior_logit))
    return np.where((level == SENIOR) & (college > -p.college_logit), COLLEGE, level)


def fall_ill(draft: Draft) -> None:
    """Fill health, which fails with age."""
    p, people = draft.p, draft.people
    decades = np.maximum((draft.age - p.reference_age) / 10.0, 0.0)
    people.health = bounded(p.health_centre, -p.health_decade * decades, p.health_spread, draft.bell("health"))


def dispose(draft: Draft) -> None:
    """Fill dispositions and views; roles and residence are known by now."""
    p, people = draft.p, draft.people
    decades = (draft.age - p.reference_age) / 10.0
    learned = people.schooling - JUNIOR
    grown = draft.age >= p.digital_from
    people.frailty = gamma_of(draft.luck("frailty"), p.frailty_shape)
    people.digital = grown * bounded(
        p.digital_centre,
        p.digital_schooling * learned - p.digital_decade * decades,
        p.digital_spread,
        draft.bell("digital"),
    )
    people.legal = bounded(p.legal_centre, p.legal_schooling * learned, p.view_spread, draft.bell("legal"))
    people.efficacy = bounded(p.efficacy_centre, p.efficacy_schooling * learned, p.view_spread, draft.bell("efficacy"))
    people.awareness = bounded(
        p.awareness_centre, p.awareness_digital * people.digital, p.view_spread, draft.bell("awareness")
    )
    people.satisfaction = bounded(p.satisfaction_centre, 0.0, p.view_spread, draft.bell("satisfaction"))
    people.effort_base = bounded(p.effort_centre, 0.0, p.effort_spread, draft.bell("effort"))
    people.effort = people.effort_base
    people.integrity = bounded(p.integrity_centre, 0.0, p.integrity_spread, draft.bell("integrity"))
    people.focus = bounded(p.focus_centre, 0.0, p.focus_spread, draft.bell("focus"))
    _trust(draft)
    _norm(draft)
    _standing(draft, decades)


def _trust(draft: Draft) -> None:
    """Fill the disposition to trust, and trust in the village (by its integration) and in upper levels."""
    p, people = draft.p, draft.people
    people.trust_base = bounded(p.trust_centre, 0.0, p.trust_spread, draft.bell("trust"))
    disposed = np.log(people.trust_base / (1.0 - people.trust_base)) * p.trust_carry
    lean = p.trust_integration * (draft.village["integration"] - p.integration_centre)
    people.trust_village = bounded(p.trust_village_centre, disposed + lean, p.view_spread, draft.bell("trust_village"))
    people.trust_upper = bounded(p.trust_upper_centre, disposed, p.view_spread, draft.bell("trust_upper"))


def _norm(draft: Draft) -> None:
    """Fill the disposition to take part: conditional cooperators, free riders and the rest (E18)."""
    p, people = draft.p, draft.people
    u = draft.luck("norm_type")
    kind = (u >= p.free_riders).astype(np.int64) + (u >= p.free_riders + p.conditional_cooperators)
    centre = np.array([p.norm_free_rider, p.norm_conditional, p.norm_rest])[kind]
    people.norm_base = expit(np.log(centre / (1.0 - centre)) + p.norm_spread * draft.bell("norm"))
    people.norm = people.norm_base
    adult = (draft.age >= p.adult_from) & (people.status == RESIDENT)
    people.lately = p.participation_at_start * adult


def _standing(draft: Draft, decades: Reals) -> None:
    """Fill prestige and mediation skill: both rise with age, ability, connections and posts."""
    p, people = draft.p, draft.people
    role = people.role
    post = (
        p.prestige_member * ((role & MEMBER) > 0)
        + p.prestige_cadre * ((role & COMMITTEE) > 0)
        + p.prestige_secretary * ((role & SECRETARY) > 0)
        + p.prestige_representative * ((role & REPRESENTATIVE) > 0)
        + p.prestige_respected * ((role & RESPECTED) > 0)
    )
    ripe = np.minimum(decades, p.ripe_decades)
    rank = draft.households.rank[people.household] - 0.5
    lift = p.prestige_decade * ripe + p.prestige_ability * people.ability + p.prestige_rank * rank + post
    people.prestige = bounded(p.prestige_centre, lift, p.prestige_spread, draft.bell("prestige"))
    practised = p.skill_post * ((role & (COMMITTEE | GRID_WORKER | RESPECTED)) > 0)
    lift = p.skill_decade * ripe + p.skill_ability * people.ability + p.skill_prestige * people.prestige + practised
    people.skill = bounded(p.skill_centre, lift, p.skill_spread, draft.bell("skill"))
    in_post = (role & (COMMITTEE | GRID_WORKER)) > 0
    people.knowledge = in_post * bounded(p.knowledge_centre, 0.0, p.view_spread, draft.bell("knowledge"))
