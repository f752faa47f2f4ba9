"""Party-led property management (红色物业): firms and residents sit at one table, old estates get a trustee."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.columns import Mask, Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.hands import grids_of

if TYPE_CHECKING:
    from model.world import World


class RedProperty(Policy):
    """Firms lend hands to the grid, and quarrels over stairwells and yards are settled before they arise.

    For town communities only. Firms give their staff's time unpaid and lend it where they manage; estates without a
    firm have to be taken in trust, less well and at public cost.
    """

    id = "red_property"
    en, zh = "Party-led property management", "红色物业"

    def eligible(self, world: "World") -> Mask:
        """Return town communities."""
        town: Mask = world.villages.town
        return town

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask cadres for the joint meetings, and public money for estates in trust; firms bear their own cost."""
        fee = grids_of(world) * in_trust(levers) * levers.trustee_fee / DEKADS_A_YEAR
        meetings = levers.forum_hours * (levers.managed_share + in_trust(levers))
        return Needs({(CADRE, MOBILISATION): meetings}, county_fen=whole_fen(fee))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Prevent quarrels over what is shared and bring the firms' hands."""
        cared = levers.managed_share + levers.trustee_quality * in_trust(levers)
        push("quarrels_commons", 1.0 - levers.prevention * cared)
        push("helping_hours", grids_of(world) * levers.firm_hours * levers.managed_share)


def in_trust(levers: Levers) -> Reals:
    """Return the share of estates that have no firm and are taken in trust."""
    share: Reals = levers.trusteeship * (1.0 - levers.managed_share)
    return share
