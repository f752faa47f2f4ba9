"""Clean-up campaign (人居环境整治): villagers clear rubbish and sheds; it fades unless it becomes routine."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MEMBER_ROLE, MOBILISATION, PUBLIC_ROLE, Levers, Needs, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class LivingEnvironmentCampaign(Policy):
    """A clean village quarrels less over its surroundings and thinks better of those who lead it.

    Clearing sheds and plots stirs up some quarrels. It takes villagers who turn out: where few volunteer, little is
    cleared. Driven as a campaign its gains wear off year by year while its cost goes on (pt46).
    """

    id = "living_environment_campaign"
    en, zh = "Clean-up campaign", "人居环境整治"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for hours of cadres, members and representatives who lead, and for money out of the village purse."""
        a_dekad = levers.cleanups_per_month / DEKADS_A_MONTH
        led = a_dekad * levers.hours_per_cleanup * levers.leaders * world.villages.homes / 100.0
        hours = {
            (CADRE, MOBILISATION): led * levers.cadre_share,
            (MEMBER_ROLE, MOBILISATION): led * (1.0 - levers.cadre_share) / 2.0,
            (PUBLIC_ROLE, MOBILISATION): led * (1.0 - levers.cadre_share) / 2.0,
        }
        return Needs(hours, {"programmes": whole_fen(a_dekad * levers.budget)})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Keep quarrels over the commons away, stir up a few, and earn standing."""
        done = levers.cleanups_per_month / (levers.cleanups_per_month + levers.half_clean)
        drive = self.drive(world, levers)
        clean = done * self.turned_out(world, levers) * (levers.routine + drive)
        push("quarrels_commons", 1.0 - levers.cut * clean + levers.stirred * done * drive)
        push("esteem", levers.standing * clean)

    @staticmethod
    def turned_out(world: "World", levers: Levers) -> Reals:
        """Return how far villagers turn out: by the hours that each at home volunteers, never less than the leaders."""
        villages = world.villages
        each = villages.volunteer_hours / np.maximum(villages.adults_home, 1.0)
        share: Reals = np.maximum(each / (each + levers.half_turned_out), levers.least_turned_out)
        return share

    def drive(self, world: "World", levers: Levers) -> Reals:
        """Return what the years have left of the drive: all but the routine part wears off."""
        since = world.programme(self.id).since
        years = np.where(since >= 0, world.now - since, 0) / DEKADS_A_YEAR
        left: Reals = (1.0 - levers.routine) * (1.0 - levers.campaign_decay) ** years
        return left
