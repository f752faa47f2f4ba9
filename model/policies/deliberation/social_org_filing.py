"""Filing of social organisations (社会组织备案): kin bodies and associations answer to the branch."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, MOBILISATION, PAPERWORK, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class SocialOrgFiling(Policy):
    """Filed bodies weigh less against the branch, draw people in, and report frictions early.

    A secretary at the head of each takes load and gathers posts in one hand; too tight a hand drains the bodies of
    their energy, and people take part less.
    """

    id = "social_org_filing"
    en, zh = "Filing of social organisations", "社会组织备案"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours: to file what bodies there are, and to head some of them."""
        bodies = np.maximum(world.villages.organisations, 1)
        files = (
            levers.filed_share * bodies * (levers.hours_a_file + levers.report_major_events * levers.hours_of_reports)
        )
        heading = levers.secretary_heads_share * bodies * levers.hours_of_heading
        return Needs({(CADRE, PAPERWORK): files / DEKADS_A_YEAR, (CADRE, MOBILISATION): heading / DEKADS_A_YEAR})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring bodies under rules, hear of frictions, and pay for control in energy, load and concentration."""
        filed, heads = levers.filed_share, levers.secretary_heads_share
        push("clan_bodies", 1.0 - levers.weight_cut * filed)
        push("talk_finding", levers.finding * levers.report_major_events * filed)
        push("ease", levers.ease * filed - levers.drain * heads**2)
        push("focus", -levers.load * heads)
        push("concentration", levers.gathering * heads)
