"""Red lines for members (十条红线): those who cross them are reviewed and, in the end, leave the Party."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.policies.peers import officials
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class VanguardRedLines(Policy):
    """Whoever is graded unqualified may be removed; villagers think better of the members who are left.

    The branch gets smaller. Without a review by the township, some are removed wrongly, and that costs standing: a
    rash hand can do more harm than good. The document names ten lines without listing them.
    """

    id = "vanguard_red_lines"
    en, zh = "Red lines for members", "党员十条红线"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask cadres to check members against the lines, and the township for its days of review."""
        on = levers.disposal > 0
        checking = levers.red_lines * levers.hours_a_line * on / DEKADS_A_YEAR
        days = levers.review_days * levers.prudence * on
        return Needs({(CADRE, PAPERWORK): checking}, county_fen=officials(days, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Remove some of the unqualified; let standing gain by just cases and lose by wrong ones."""
        caught = levers.disposal * half_way(levers.red_lines, levers.lines_half)
        push("expelling", caught)
        push(
            "esteem", caught * (levers.standing_gain * levers.prudence - levers.standing_loss * (1.0 - levers.prudence))
        )
