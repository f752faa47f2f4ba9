"""Village funds: yearly capital for projects (村级发展专项资金) and money for small matters (为民服务资金)."""

from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import DEKADS_A_YEAR
from model.columns import Fen, Mask, Reals
from model.ledger import whole_fen
from model.policies.base import CADRE, PAPERWORK, Levers, Needs, Policy, Push
from model.primitives import group_sum

if TYPE_CHECKING:
    from model.blocks import Blocks
    from model.world import World

RULES = ("equal", "weak_first")
CONDITIONS = ("none", "plan", "co_finance")


class DevelopmentFund(Policy):
    """Capital earns only under an able, attentive secretary, wears out, and its gains go first to the connected.

    Money that asks for a plan is used with more care and takes hours; money that asks for own money beside it keeps
    villages from waiting for the next grant (pt19). The service fund pays for small requests as they come; what nobody
    asked for stays in the purse.
    """

    id = "development_fund"
    en, zh = "Development and service funds", "发展资金与服务资金"
    protocol_free = True

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Bring capital once a year and service money every dekad; ask for the hours of audits and plans."""
        capital = whole_fen(np.where(self.due(world), world.villages.allotment, 0.0))
        service: Fen = whole_fen(levers.service_fund / DEKADS_A_YEAR)
        planned = (levers.capital > 0) & (levers.conditionality == CONDITIONS.index("plan"))
        hours = {(CADRE, PAPERWORK): levers.audit_hours * (levers.audit > 0) + levers.plan_hours * planned}
        return Needs(hours, {"capital": capital, "services": service}, grant=capital + service)

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Add oversight, care or own effort; money works through the purse."""
        push("oversight", levers.audit)
        given = levers.capital > 0
        push("project_skill", 1.0 + levers.plan_gain * given * (levers.conditionality == CONDITIONS.index("plan")))
        push("own_drive", levers.own_match * given * (levers.conditionality == CONDITIONS.index("co_finance")))

    def due(self, world: "World") -> Mask:
        """Return where the year's capital comes in this dekad."""
        state = world.programme(self.id)
        today: Mask = state.in_force & ((world.now - state.since) % DEKADS_A_YEAR == 0)
        return today

    def county(self, blocks: "Blocks") -> None:
        """Share out the year's capital, in yuan a village: its mean over villages that share a fund is the lever."""
        if not blocks.gather(self.due).any():
            return
        weight, pool = blocks.gather(self.weight), blocks.gather(attrgetter("villages.pool"))
        funded = blocks.gather(lambda world: world.programme(self.id).in_force)
        capital = blocks.gather(lambda world: world.programme(self.id).levers["capital"])
        count = int(pool.max()) + 1
        whole = group_sum(pool, weight, count)[pool]
        shares = group_sum(pool, funded, count)[pool]
        even = np.where(whole > 0, weight / np.where(whole > 0, whole, 1.0), 1.0 / np.maximum(shares, 1.0))
        for world, allotted in blocks.hand_back(capital * shares * even):
            world.villages.allotment = allotted

    def weight(self, world: "World") -> Reals:
        """Return each funded village's weight in the fund: weak villages before others, or all alike."""
        state = world.programme(self.id)
        levers = state.view
        weak = world.villages.operating_level < levers.weak_below
        alike = levers.allocation == RULES.index("equal")
        weight: Reals = np.where(weak | alike, 1.0, levers.weight_of_others) * state.in_force
        return weight
