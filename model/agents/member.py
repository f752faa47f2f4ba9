"""A Party member (党员): a villager who may hold linked households and a grade of the pioneer index."""

from typing import ClassVar

from model.agents.cohort import Cohort
from model.agents.villager import Villager
from model.tables import MEMBER


class Member(Villager):
    """A member; follows the villager's rules, and `model.rules.effort` for the hours given."""

    bit: ClassVar[int] = MEMBER

    @property
    def linked_households(self) -> list[int]:
        """Rows of the households this member takes along."""
        return [int(row) for row in (self.model.world.households.linked == self.row).nonzero()[0]]

    @property
    def neighbours(self) -> Cohort:
        """The people this member has ties with."""
        world = self.model.world
        return Cohort(self.model, world.indices[world.indptr[self.row] : world.indptr[self.row + 1]])
