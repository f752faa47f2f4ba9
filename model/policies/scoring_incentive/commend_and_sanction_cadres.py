"""Praise and sanction of cadres (评选表扬与处分): once a year some are commended, and inaction can be punished."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.world import World


class CommendAndSanctionCadres(Policy):
    """The hope of praise and the fear of sanction move cadres; praise is soon forgotten until the next round.

    Praise for all is worth as little as praise for none. Fear also makes reports look better than things are (E56).
    """

    id = "commend_and_sanction_cadres"
    en, zh = "Praise and sanction of cadres", "表扬先进与处分不作为"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask public money for the awards, and the township for its days of choosing and of checking."""
        awards = whole_fen(levers.commend_share * levers.award / DEKADS_A_YEAR)
        on = (levers.commend_share > 0) | (levers.sanction > 0)
        return Needs(county_fen=awards + officials(levers.review_days * on, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur cadres by praise, fresh or fading, and by fear; fear presses on reports."""
        rare = levers.commend_share * (1.0 - levers.commend_share)
        praise = levers.praise_gain * np.sqrt(rare) * self.fresh(world, levers)
        push("cadre_effort", 1.0 + praise + levers.fear_gain * np.sqrt(levers.sanction))
        push("pressure", levers.fear_pressure * levers.sanction)

    def fresh(self, world: "World", levers: Levers) -> Reals:
        """Return how fresh the last round's praise is: it halves every so many dekads until the next round."""
        since = (world.now - world.programme(self.id).since) % DEKADS_A_YEAR
        left: Reals = 0.5 ** (since / levers.praise_lasts)
        return left
