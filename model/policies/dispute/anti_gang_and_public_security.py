"""Drive against gangs and bosses (扫黑除恶、群防群治): police and inspectors clean up, neighbours keep watch."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, VISITS, Levers, Needs, Policy, Push
from model.policies.reach import by_times, years_since

if TYPE_CHECKING:
    from model.world import World


class AntiGangAndPublicSecurity(Policy):
    """Where bosses and petty corruption had room, quarrels with the village fall and its standing rises.

    A village that is watched well already has little to gain. A drive decays unless it is made routine (pt46); hazard
    checks go on and take cadres' hours.
    """

    id = "anti_gang_and_public_security"
    en, zh = "Anti-gang drive and public security", "扫黑除恶与群防群治"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for police and inspectors, and cadres for the hours of hazard checks."""
        police = whole_fen(levers.campaign_intensity * levers.police_cost / DEKADS_A_YEAR)
        checks = levers.hazard_checks * levers.hours_a_check / DEKADS_A_YEAR
        return Needs({(CADRE, VISITS): checks}, county_fen=police)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Clear what bosses spoil as far as there is something to clear; let checks find what is brewing."""
        fading = 2.0 ** (-years_since(world, self.id) / levers.half_life)
        drive = levers.campaign_intensity * fading * (1.0 - world.villages.oversight)
        push("quarrels_village", 1.0 - levers.clearing * drive)
        push("esteem", levers.esteem * drive)
        push("oversight", levers.watching * drive)
        push("patrol_finding", by_times(levers.finding, levers.hazard_checks / DEKADS_A_YEAR))
