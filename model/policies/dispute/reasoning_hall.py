"""Reasoning halls (乡贤评理堂): respected locals hear quarrels beside the village mediators."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import DISPUTE_WORK, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.primitives import group_count
from model.tables import OPEN, RESPECTED, VILLAGE

if TYPE_CHECKING:
    from model.world import World


class ReasoningHall(Policy):
    """A trusted third party stands in for ties that parties lack, and knows some law; people bring quarrels sooner.

    It reaches as many cases as sessions have room for, and needs respected locals who live in the village. Elders help
    with family and neighbours as far as they are held in esteem, the law-trained with land and rights, studious
    villagers a little with both: a mixed panel works across more kinds of dispute than any one type (pt38).
    """

    id = "reasoning_hall"
    en, zh = "Reasoning hall", "乡贤评理堂"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the hours of reviewers and for the venue, out of the village purse."""
        sessions = levers.sessions_per_month / DEKADS_A_MONTH
        venue = whole_fen(levers.venue * (sessions > 0) / DEKADS_A_YEAR)
        hours = sessions * levers.reviewers * levers.hours_a_session
        return Needs({(PUBLIC_ROLE, DISPUTE_WORK): hours}, {"programmes": venue})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Mend ties and add law as far as sessions and respected locals reach."""
        reach = self.room(world, levers) * self.seated(world, levers)
        push("bridging", levers.bridging * reach)
        push("legal_support", levers.legal_support * reach)
        push("bringing", levers.easing * np.minimum(levers.sessions_per_month, 1.0))
        self.mix(world, levers, reach, push)

    @staticmethod
    def mix(world: "World", levers: Levers, reach: Reals, push: Push) -> None:
        """Let each kind of reviewer help with what they know, by their share of the panel."""
        whole = np.maximum(levers.elders + levers.law_trained + levers.studious, 1.0)
        prestige = world.sum_posts(RESPECTED, "prestige") / np.maximum(world.count_posts(RESPECTED), 1.0)
        push("private_mediation", levers.elders / whole * levers.elder_gain * prestige * reach)
        push("rights_mediation", levers.law_trained / whole * levers.law_gain * reach)
        push("village_mediation", levers.studious / whole * levers.studious_gain * reach)

    @staticmethod
    def room(world: "World", levers: Levers) -> Reals:
        """Return the share of cases waiting in the village for which a dekad's sessions have room."""
        disputes = world.disputes
        waits = (disputes.state == OPEN) & (disputes.known >= 0) & (disputes.level <= VILLAGE)
        waiting = group_count(disputes.village[waits], len(world.villages))
        places = levers.sessions_per_month / DEKADS_A_MONTH * levers.cases_a_session
        return np.minimum(places / np.maximum(waiting, 1), 1.0)

    @staticmethod
    def seated(world: "World", levers: Levers) -> Reals:
        """Return the share of a panel that respected locals who live in the village can fill."""
        return np.minimum(world.count_posts(RESPECTED) / levers.reviewers, 1.0)
