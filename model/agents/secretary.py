"""A village secretary (村书记): a member who leads the two committees."""

from typing import ClassVar

from model.agents.member import Member
from model.tables import SECRETARY


class Secretary(Member):
    """A secretary; ability and attention bear on `model.rules.project_pays`, effort on `model.rules.effort`."""

    bit: ClassVar[int] = SECRETARY
