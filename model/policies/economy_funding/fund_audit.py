"""Fund rules and audits (资金管理与专项审计): auditors come to the village, and less of the money goes astray."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.world import World


class FundAudit(Policy):
    """Each audit may find what is amiss; the fear of it raises oversight and keeps more of the money at work.

    Every further audit adds less than the one before and costs cadres the same files, taken from other work. Where
    oversight is good already, there is less to gain.
    """

    id = "fund_audit"
    en, zh = "Fund rules and audits", "资金管理与专项审计"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the files that auditors want to see, and for the auditors' days."""
        files = levers.audits_a_year * levers.files_per_audit / DEKADS_A_YEAR
        days = levers.audits_a_year * levers.days_per_audit
        return Needs({(CADRE, PAPERWORK): files}, county_fen=officials(days, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Raise oversight, and the care with which projects are run where little of it was there."""
        caught = 1.0 - (1.0 - levers.detection) ** levers.audits_a_year
        push("oversight", levers.oversight_gain * caught)
        astray = levers.astray * (1.0 - world.villages.oversight)
        push("project_skill", 1.0 + astray * caught)
