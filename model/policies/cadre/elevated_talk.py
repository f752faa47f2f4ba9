"""Elevated talks (提级谈话): a leader one level higher than usual talks with the secretary, and lists follow."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import officials, seated
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class ElevatedTalk(Policy):
    """Attention rises after a talk and wears off until the next; with too many, talks become another form to fill."""

    id = "elevated_talk"
    en, zh = "Elevated talks with secretaries", "提级谈话"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the papers of the village and for the leader's time."""
        hours = levers.talks_a_year * levers.papers * levers.hours_a_paper / DEKADS_A_YEAR
        leaders = officials(levers.talks_a_year * levers.leader_days, levers.day_cost)
        return Needs({(CADRE, PAPERWORK): hours * seated(world)}, county_fen=leaders * seated(world))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Stir the secretary, the less the longer ago and the more often; papers that are looked at watch a little."""
        worth = half_way(levers.dull_at, levers.talks_a_year) * (levers.talks_a_year > 0)
        push("focus", levers.stirred * worth * (1.0 - levers.wears_off) ** self.dekads_ago(world, levers))
        push("oversight", levers.watch * levers.papers * (levers.talks_a_year > 0))

    def dekads_ago(self, world: "World", levers: Levers) -> Reals:
        """Return how many dekads ago the last talk was; the first is held on the first day."""
        running = np.maximum(world.now - world.programme(self.id).since, 0)
        held = np.floor(running * levers.talks_a_year / DEKADS_A_YEAR)
        ago: Reals = running - np.ceil(held * DEKADS_A_YEAR / np.maximum(levers.talks_a_year, 1e-9))
        return np.maximum(ago, 0.0)
