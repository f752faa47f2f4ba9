"""The people's mediation committee of every village (村人民调解委员会), made of the two committees' cadres."""

from typing import TYPE_CHECKING

from model.policies.base import Levers, Policy, Push

if TYPE_CHECKING:
    from model.world import World


class MediationCommittee(Policy):
    """The village hall mediates: without it, no case is heard at village level (F079: 657,000 such committees)."""

    id = "mediation_committee"
    en, zh = "Village mediation committee", "村人民调解委员会"
    standing = True

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let village mediation work."""
        push("mediation", levers.works)
