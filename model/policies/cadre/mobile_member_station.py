"""Stations for members away (流动党员驿站): a room where they work, and a way to sit in on meetings at home."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import Levers, Needs, Policy, Push
from model.policies.peers import members_away
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class MobileMemberStation(Policy):
    """Members away attend from afar as far as a station reaches them and they use digital services.

    It helps the quorum; it brings nobody home, so links and visits stay as thin as before.
    """

    id = "mobile_member_station"
    en, zh = "Stations for members away", "流动党员服务驿站"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for rooms and upkeep."""
        return Needs(county_fen=whole_fen(levers.stations * levers.upkeep / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Reach members who are away."""
        away, digital = members_away(world)
        used_to_it = digital / np.maximum(away, 1.0)
        push("meeting_reach", levers.attending * used_to_it * half_way(levers.stations, levers.half_stations))
