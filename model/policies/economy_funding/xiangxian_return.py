"""Bringing natives back (乡贤回归): meetings at festivals keep ties with those who left; some return, some give."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.giving import receive
from model.policies.reach import home_share

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World


class XiangxianReturn(Policy):
    """Each meeting reaches those who are away, less than the one before; they come home, bring projects, and give.

    Ties run along clans: where one clan is most of the village they are strong, and clan bodies gain weight by it.
    """

    id = "xiangxian_return"
    en, zh = "Bringing natives back", "乡贤回归工程"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours and for the village's part of the cost; put gifts into projects."""
        events = levers.events_a_year / DEKADS_A_YEAR
        gift = whole_fen(levers.gift_per_event * events * self.ties(world, levers))
        lines = {"capital": gift, "programmes": whole_fen(levers.event_cost * events)}
        return Needs({(CADRE, MOBILISATION): levers.event_hours * events}, lines)

    def county(self, blocks: "Blocks") -> None:
        """Take in what natives give."""
        receive(blocks, self, "capital")

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Draw the away home, bring projects back as jobs, and strengthen clan bodies."""
        drawn = self.drawn(levers) * self.ties(world, levers)
        push("homecoming", levers.draw_per_event * drawn)
        push("jobs", levers.jobs_per_event * drawn * (1.0 - home_share(world)))
        push("clan_bodies", 1.0 + levers.clan_gain * drawn)

    @staticmethod
    def drawn(levers: Levers) -> Reals:
        """Return what the year's meetings are worth in first meetings: each counts a part of the one before."""
        worth: Reals = (1.0 - levers.next_event**levers.events_a_year) / (1.0 - levers.next_event)
        return worth

    @staticmethod
    def ties(world: "World", levers: Levers) -> Reals:
        """Return the strength of ties with natives: full in a village of one clan, less among many."""
        tied: Reals = 1.0 - levers.clan_tied * (1.0 - 1.0 / world.villages.clans)
        return tied
