"""Member pioneer stations (党员先锋站): small decent rooms near the grids, with members there at fixed times."""

from typing import TYPE_CHECKING

from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import homes
from model.policies.reach import built, half_way, instalment

if TYPE_CHECKING:
    from model.world import World

MONTHS_A_YEAR = 12.0


class PioneerStations(Policy):
    """Rooms are built one after another over some years; without a member on duty a room is a room.

    The duty is asked of members at home, who have few hours: many stations in a village of few members stay shut.
    """

    id = "pioneer_stations_village_halls"
    en, zh = "Member pioneer stations", "党员先锋站与村部建设"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members for their duty at the stations that stand, and the county for building."""
        months = levers.build_years * MONTHS_A_YEAR
        duty = levers.stations * built(world, self.id, months) * levers.duty_hours
        building = instalment(world, self.id, levers.stations * levers.station_cost, months)
        return Needs({(MEMBER_ROLE, MOBILISATION): duty}, county_fen=building)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Bring people and members nearer, by the stations that stand, the duty kept and the households around."""
        stands = built(world, self.id, levers.build_years * MONTHS_A_YEAR)
        near = half_way(levers.stations * levers.homes_a_station, homes(world))
        used = stands * near * half_way(levers.duty_hours, levers.duty_needed)
        push("ease", levers.ease * used)
        push("meeting_draw", 1.0 + levers.draw * used)
