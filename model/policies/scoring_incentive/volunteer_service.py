"""Volunteer teams (志愿服务队): what people offer of their time is led to those who need something."""

from typing import TYPE_CHECKING

from model.calendar import DEKADS_A_YEAR
from model.ledger import whole_fen
from model.policies.base import MEMBER_ROLE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way

if TYPE_CHECKING:
    from model.world import World


class VolunteerService(Policy):
    """Teams turn hours that are volunteered anyway into help, and an outing of friends makes it easier to come along.

    There is only as much to lead as people at home volunteer: little in a hollowed village, more where points or
    neighbours draw people in.
    """

    id = "volunteer_service"
    en, zh = "Volunteer teams", "志愿服务队"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask members to lead the teams, and the village purse for what teams use up."""
        materials = whole_fen(levers.teams * levers.material_cost / DEKADS_A_YEAR)
        return Needs({(MEMBER_ROLE, MOBILISATION): levers.teams * levers.leading_hours}, {"programmes": materials})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Lead volunteered hours to requests, and make volunteering easier."""
        organised = half_way(levers.teams, levers.teams_half)
        push("volunteer_use", levers.use * organised)
        push("ease", levers.company * organised)
