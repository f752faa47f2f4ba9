"""Judge stations and folk mediation rooms (法官驿站): a judge comes to the village, elders mediate in the clan hall."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_MONTH, DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import DISPUTE_WORK, PUBLIC_ROLE, Levers, Needs, Policy, Push
from model.policies.reach import clan_mix, half_way, seats_filled
from model.tables import RESPECTED

if TYPE_CHECKING:
    from model.world import World


class JudgeStationFolkMediation(Policy):
    """The law comes to people instead of people to the law; folk rooms borrow the respect of elders and their halls.

    Remote villages gain most. A room in one clan's hall mends less where there are several clans, and it needs elders
    who live in the village.
    """

    id = "judge_station_folk_mediation"
    en, zh = "Judge stations and folk mediation rooms", "法官驿站与民间调解室"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask the county for judges' days, the village for the room and for the hours of folk mediators."""
        judges = whole_fen(levers.sessions_per_month / DEKADS_A_MONTH * levers.session_cost)
        room = whole_fen(levers.folk_room * levers.room_cost / DEKADS_A_YEAR)
        hours = levers.folk_room * levers.folk_hours / DEKADS_A_MONTH
        return Needs({(PUBLIC_ROLE, DISPUTE_WORK): hours}, {"programmes": room}, county_fen=judges)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring law near as far as sessions reach, and let elders in their room mend ties."""
        reach = half_way(levers.sessions_per_month, levers.sessions_half)
        push("legal_support", levers.legal_support * reach)
        push("legal_teaching", levers.teaching * reach)
        nearer = levers.distance_saved * world.b.disputes.bring_distance * world.villages.remoteness
        push("bringing", nearer * reach)
        push("bridging", levers.bridging * levers.folk_room * self.trusted(world, levers))

    @staticmethod
    def trusted(world: "World", levers: Levers) -> Reals:
        """Return how far elders and the hall they sit in are trusted by all clans."""
        elders = seats_filled(world, RESPECTED, levers.elders)
        trusted: Reals = elders * (1.0 - levers.host_bias * clan_mix(world))
        return trusted
