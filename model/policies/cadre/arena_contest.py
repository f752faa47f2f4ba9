"""Arena contests (擂台比武): several times a year the secretaries of a township show what they have done."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import others_in_township, township_size
from model.policies.reach import by_times, half_way

if TYPE_CHECKING:
    from model.world import World


class ArenaContest(Policy):
    """Being compared spurs, the more the more others there are, and what is seen is copied; show projects win too."""

    id = "arena_contest"
    en, zh = "Arena contests of secretaries", "擂台比武"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the days that preparing takes, and for the township's prize money, shared out among its villages."""
        hours = levers.contests_a_year * levers.hours_a_contest / DEKADS_A_YEAR
        prizes = levers.contests_a_year * levers.prizes / township_size(world)
        return Needs({(CADRE, MOBILISATION): hours}, county_fen=whole_fen(prizes / DEKADS_A_YEAR))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Spur cadres, show neighbours, and add the paperwork of presentable projects."""
        others = others_in_township(world)
        push("cadre_effort", 1.0 + levers.spur * half_way(levers.contests_a_year, levers.half_contests) * others)
        push("showing", by_times(levers.learning, levers.contests_a_year) * others)
        push("paperwork", 1.0 + levers.show * levers.contests_a_year)
