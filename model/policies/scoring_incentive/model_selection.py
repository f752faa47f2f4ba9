"""Model households (评优树模): every year some households and people are chosen and honoured as examples."""

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.reach import half_way, home_share

if TYPE_CHECKING:
    from model.world import World


class ModelSelection(Policy):
    """Honour without shame: neighbours who see an example take after it.

    Nobody follows what nobody sees, so it reaches as far as people are at home; an honour that everybody gets is none.
    """

    id = "model_selection"
    en, zh = "Model households", "评优树模"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for the awards out of the village purse and for the time of choosing."""
        hours = levers.awards_per_year * levers.hours_an_award / DEKADS_A_YEAR
        awards = whole_fen(levers.awards_per_year * levers.award_value / DEKADS_A_YEAR)
        return Needs({(CADRE, MOBILISATION): hours}, {"programmes": awards})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Teach the norm by example and draw people in by honour."""
        seen = shine(world, levers) * home_share(world)
        push("norm_teaching", levers.example * seen)
        push("image", levers.pull * seen)


def shine(world: "World", levers: Levers) -> Reals:
    """Return how far honours shine: more of them reach more people, until they are no longer rare."""
    share = np.minimum(levers.awards_per_year / np.maximum(world.villages.homes, 1.0), 1.0)
    worth = levers.bare_honour + (1.0 - levers.bare_honour) * half_way(levers.award_value, levers.value_half)
    shone: Reals = worth * half_way(share, levers.share_half) * (1.0 - share)
    return shone
