"""Household leaders (联户长): a neighbour keeps an eye on some households, tells them the news, calms them."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import PUBLIC_ROLE, VISITS, Levers, Needs, Policy, Push
from model.policies.hands import mean_of
from model.policies.reach import clan_mix, half_way
from model.tables import REPRESENTATIVE, RESPECTED

if TYPE_CHECKING:
    from model.world import World


class HouseholdLeader(Policy):
    """Leaders need no membership, so the rule holds where members are away; it stands on representatives at home.

    A leader's word carries as far as the leader is looked up to, the cluster is small and the clans are few: across
    clans it is half heard (E59). What a leader does unpaid is part of what a rewarded one does.
    """

    id = "household_leader"
    en, zh = "Household leaders", "联户长制度"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the leaders' hours and for their reward out of the village purse."""
        leaders = world.villages.homes * levers.coverage / levers.households_per_leader
        reward = whole_fen(leaders * levers.leader_reward / DEKADS_A_YEAR)
        return Needs({(PUBLIC_ROLE, VISITS): leaders * levers.leader_hours}, {"programmes": reward})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Calm quarrels among neighbours, pass on what the village decides and see who does what."""
        held = hold(world, levers)
        push("private_mediation", levers.calming * held)
        push("publicity", levers.telling * held)
        push("points_seen", levers.recording * held)


def hold(world: "World", levers: Levers) -> Reals:
    """Return how much of a leader's possible influence is there: looked up to, close, rewarded, not split by clan."""
    standing = half_way(mean_of(world, REPRESENTATIVE | RESPECTED, "prestige"), levers.prestige_half)
    close = half_way(levers.span, levers.households_per_leader)
    zeal = levers.unpaid_zeal + (1.0 - levers.unpaid_zeal) * half_way(levers.leader_reward, levers.reward_half)
    held: Reals = levers.coverage * standing * close * zeal * (1.0 - levers.clan_loss * clan_mix(world))
    return held
