"""No household is missed (走村不漏户、板凳会): cadres knock at every door and sit on the bench with villagers."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, VISITS, Levers, Needs, Policy, Push
from model.policies.reach import by_times, half_way

if TYPE_CHECKING:
    from model.world import World


class HouseholdVisitSystem(Policy):
    """Visits reach those who never come to meetings: needs and quarrels are heard and policies explained.

    It is heavy on cadres' hours, more so in remote villages. Where nothing comes back, calls turn into a ritual that
    finds little (pt24).
    """

    id = "household_visit_system"
    en, zh = "No household missed", "走村不漏户与板凳会"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for cadres' hours on calls and benches, and the county for the township's cadres who come along."""
        villages = world.villages
        each = levers.hours_a_visit * (1.0 + levers.road * villages.remoteness)
        calls = villages.homes * levers.visits_per_year / DEKADS_A_YEAR * each
        benches = levers.bench_meetings / DEKADS_A_MONTH * levers.hours_a_bench * levers.cadres_a_bench
        days = levers.township_days * ((levers.visits_per_year > 0) | (levers.bench_meetings > 0))
        cost = whole_fen(days / DEKADS_A_MONTH * levers.day_cost)
        return Needs({(CADRE, VISITS): calls, (CADRE, MOBILISATION): benches}, county_fen=cost)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Find needs and quarrels as far as people expect an answer; answer, and explain policies."""
        calls, benches = levers.visits_per_year / DEKADS_A_YEAR, levers.bench_meetings / DEKADS_A_MONTH
        open_hearted = self.open_hearted(levers)
        missed = (1.0 - by_times(levers.finding_needs, calls)) * (1.0 - by_times(levers.bench_needs, benches))
        push("need_finding", (1.0 - missed) * open_hearted)
        push("talk_finding", by_times(levers.finding, benches) * open_hearted)
        heard = half_way(levers.bench_meetings, levers.bench_half)
        push("feedback", levers.feedback_share * heard)
        push("publicity", levers.publicity * heard)

    @staticmethod
    def open_hearted(levers: Levers) -> Reals:
        """Return the share of what there is to say that people do say, by what they were answered before."""
        said: Reals = levers.ritual + (1.0 - levers.ritual) * levers.feedback_share
        return said
